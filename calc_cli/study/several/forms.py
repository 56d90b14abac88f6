"""Polynomials of several variables over Q: exponents -> coefficient. Quadratic ones, leading forms, definiteness."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from math import lcm

from flint import arb

from calc_cli import tree as t
from calc_cli.balls.precision import ball, between_ends, precision
from calc_cli.remembering import remembered
from calc_cli.symbolic.field import NotInField, terms_of
from calc_cli.symbolic.normalize import normalize
from calc_cli.tree import Expr, Variable, variables_of

Exponents = tuple[int, ...]
Polynomial = dict[Exponents, Fraction]
Matrix = list[list[Fraction]]
MOST_BOXES = 4000


@remembered(512)
def polynomial_of(tree: Expr, variables: tuple[str, ...]) -> Mapping[Exponents, Fraction] | None:
    """The tree as a polynomial over Q in these variables; None when it is none."""
    form = quotient_of(tree, variables)
    if form is None or any(any(e) for e in form[1]):
        return None
    (scale,) = form[1].values()
    return {e: c / scale for e, c in form[0].items()}


def quotient_of(tree: Expr, variables: tuple[str, ...]) -> tuple[Polynomial, Polynomial] | None:
    """(P, Q) with tree = P/Q, polynomials over Q in these variables; None when it is no rational function."""
    if not variables_of(tree) <= set(variables):
        return None
    try:
        form = normalize(tree)
    except NotInField:
        return None
    place: dict[int, int] = {}
    for kernel in form.field.kernels:
        if isinstance(kernel.tree, Variable) and kernel.tree.name in variables:
            place[kernel.index] = variables.index(kernel.tree.name)
    if not form.used() <= set(place):
        return None
    return _read(terms_of(form.numerator), place, len(variables)), _read(terms_of(form.denominator), place, len(variables))


def _read(terms: object, place: dict[int, int], size: int) -> Polynomial:
    found: Polynomial = {}
    for exponents, coefficient in terms:  # type: ignore[attr-defined]
        mapped = [0] * size
        for index, k in enumerate(exponents):
            if k:
                mapped[place[index]] = k
        found[tuple(mapped)] = Fraction(coefficient)
    return found or {(0,) * size: Fraction(0)}


def degree(polynomial: Mapping[Exponents, Fraction]) -> int:
    """The total degree; 0 for constants."""
    return max((sum(e) for e, c in polynomial.items() if c), default=0)


def quadratic_matrix(polynomial: Mapping[Exponents, Fraction], size: int) -> tuple[Matrix, list[Fraction], Fraction]:
    """(H, g, c) with p = x'Hx/2 + g'x + c, for a polynomial of degree at most 2."""
    h = [[Fraction(0)] * size for _ in range(size)]
    g = [Fraction(0)] * size
    constant = Fraction(0)
    for exponents, c in polynomial.items():
        where = [i for i, k in enumerate(exponents) for _ in range(k)]
        if len(where) == 2:
            i, j = where
            h[i][j] += c * (2 if i == j else 1)
            h[j][i] = h[i][j]
        elif where:
            g[where[0]] += c
        else:
            constant += c
    return h, g, constant


def proves_semidefinite(matrix: Matrix) -> tuple[bool, bool]:
    """(positive semidefinite?, positive definite?) of a symmetric rational matrix, decided by elimination."""
    rows = [row[:] for row in matrix]
    size = len(rows)
    definite = True
    for k in range(size):
        pivot = rows[k][k]
        if pivot < 0 or (pivot == 0 and any(rows[k][j] for j in range(k, size))):
            return False, False
        if pivot == 0:
            definite = False
            continue
        for i in range(k + 1, size):
            factor = rows[i][k] / pivot
            for j in range(k, size):
                rows[i][j] -= factor * rows[k][j]
    return True, definite


def least_of_quadratic(polynomial: Mapping[Exponents, Fraction], size: int) -> Fraction | None:
    """The minimum over R^n of a polynomial of degree at most 2; None when it is unbounded below."""
    h, g, constant = quadratic_matrix(polynomial, size)
    if not proves_semidefinite(h)[0]:
        return None
    at = _solved(h, [-x for x in g])
    return None if at is None else constant + sum((x * y for x, y in zip(g, at, strict=True)), Fraction(0)) / 2


def _solved(matrix: Matrix, right: list[Fraction]) -> list[Fraction] | None:
    """A solution of the linear system, None when there is none."""
    size = len(right)
    solution = [Fraction(0)] * size
    for row in reduced_rows([[*row, b] for row, b in zip(matrix, right, strict=True)], size + 1):
        pivot = next(i for i, x in enumerate(row) if x)
        if pivot == size:
            return None
        solution[pivot] = row[-1]
    return solution


def idle_direction(polynomial: Mapping[Exponents, Fraction], size: int) -> list[Fraction] | None:
    """A vector a != 0 with a·grad p = 0, so that p does not change along it; None when there is none."""
    slopes: dict[Exponents, list[Fraction]] = {}
    for exponents, c in polynomial.items():
        for i, k in enumerate(exponents):
            if k and c:
                lowered = (*exponents[:i], k - 1, *exponents[i + 1 :])
                slopes.setdefault(lowered, [Fraction(0)] * size)[i] += k * c
    rows = reduced_rows([row[:] for row in slopes.values()], size)
    pivots = [next(i for i, x in enumerate(row) if x) for row in rows]
    free = next((i for i in range(size) if i not in pivots), None)
    if free is None:
        return None
    vector = [Fraction(0)] * size
    vector[free] = Fraction(1)
    for row, pivot in zip(rows, pivots, strict=True):
        vector[pivot] = -row[free]
    return vector


def reduced_rows(rows: Matrix, size: int) -> Matrix:
    """The reduced row echelon form without zero rows."""
    r = 0
    for c in range(size):
        hit = next((i for i in range(r, len(rows)) if rows[i][c]), None)
        if hit is None:
            continue
        rows[r], rows[hit] = rows[hit], rows[r]
        rows[r] = [x / rows[r][c] for x in rows[r]]
        for i in range(len(rows)):
            if i != r and rows[i][c]:
                rows[i] = [x - rows[i][c] * y for x, y in zip(rows[i], rows[r], strict=True)]
        r += 1
    return rows[:r]


def leading_form(polynomial: Mapping[Exponents, Fraction], weights: Exponents) -> Polynomial:
    """The terms of the highest weighted degree."""
    top = max(sum(w * k for w, k in zip(weights, e, strict=True)) for e, c in polynomial.items() if c)
    return {e: c for e, c in polynomial.items() if c and sum(w * k for w, k in zip(weights, e, strict=True)) == top}


def natural_weights(polynomial: Mapping[Exponents, Fraction], size: int) -> Exponents | None:
    """Weights under which the highest pure powers x_i**(2*k_i), coefficients positive, have one degree; None when a power is missing."""
    tops: list[int] = []
    for i in range(size):
        pure = [(e[i], c) for e, c in polynomial.items() if c and e[i] and sum(e) == e[i]]
        if not pure or max(pure)[0] % 2 or max(pure)[1] <= 0:
            return None
        tops.append(max(pure)[0])
    common = lcm(*tops)
    return tuple(common // k for k in tops)


def proves_coercive(polynomial: Mapping[Exponents, Fraction], size: int) -> bool:
    """p -> oo as |x| -> oo: the leading form for some positive weights is positive off the origin."""
    weights = natural_weights(polynomial, size)
    if weights is None:
        return False
    form = leading_form(polynomial, weights)
    if all(c > 0 and all(k % 2 == 0 for k in e) for e, c in form.items()):
        return all(any(e[i] == sum(e) for e in form) for i in range(size))
    if all(sum(e) == 2 for e in form):
        return proves_semidefinite(quadratic_matrix(form, size)[0])[1]
    return proves_positive_around(form, size)


def proves_positive_around(form: Mapping[Exponents, Fraction], size: int) -> bool:
    """A weighted homogeneous form is positive on the boundary of the cube [-1, 1]^n, hence off the origin."""
    even = [all(e[i] % 2 == 0 for e in form) for i in range(size)]
    for fixed in range(size):
        for end in (1,) if even[fixed] else (1, -1):
            sides = [(Fraction(0 if even[i] else -1), Fraction(1)) for i in range(size)]
            sides[fixed] = (Fraction(end), Fraction(end))
            if not _proves_positive_on(form, sides):
                return False
    return True


def _proves_positive_on(form: Mapping[Exponents, Fraction], sides: list[tuple[Fraction, Fraction]]) -> bool:
    """The form is positive on a box, by bisection."""
    waiting, seen = [sides], 0
    with precision(53):
        while waiting:
            box = waiting.pop()
            seen += 1
            value = evaluated(form, [between_ends(*side) for side in box])
            if value > 0:
                continue
            if seen > MOST_BOXES or not evaluated(form, [ball((low + high) / 2) for low, high in box]) > 0:
                return False
            widest = max(range(len(box)), key=lambda i: box[i][1] - box[i][0])
            low, high = box[widest]
            for half in ((low, (low + high) / 2), ((low + high) / 2, high)):
                waiting.append([*box[:widest], half, *box[widest + 1 :]])
    return True


def evaluated(polynomial: Mapping[Exponents, Fraction], at: list[arb]) -> arb:
    """The polynomial on balls."""
    total = arb(0)
    for exponents, c in polynomial.items():
        term = ball(c)
        for x, k in zip(at, exponents, strict=True):
            if k:
                power = x**k
                term = term * (power.nonnegative_part() if k % 2 == 0 else power)
        total = total + term
    return total


def on_curve(polynomial: Mapping[Exponents, Fraction], curve: tuple[tuple[Fraction, int], ...]) -> tuple[int, Fraction]:
    """(degree, leading coefficient) in t of the polynomial on x_i = d_i * t**w_i; (0, constant) when it is bounded."""
    found: dict[int, Fraction] = {}
    for exponents, c in polynomial.items():
        weight, value = 0, c
        for (d, w), k in zip(curve, exponents, strict=True):
            if k and d != 1:
                if not d:
                    break
                value *= d**k
            weight += w * k
        else:
            found[weight] = found.get(weight, Fraction(0)) + value
    return max(((k, c) for k, c in found.items() if c), default=(0, Fraction(0)))


def curves(size: int, weights: tuple[Exponents, ...], scales: tuple[Fraction, ...]) -> list[tuple[tuple[Fraction, int], ...]]:
    """Monomial curves x_i = d_i * t**w_i, the simplest first."""
    return [tuple(zip(d, w, strict=True)) for w in weights for d in product(scales, repeat=size) if any(d)]


def as_tree(polynomial: Mapping[Exponents, Fraction], names: tuple[str, ...]) -> Expr:
    """The polynomial as a tree."""
    terms = []
    for exponents, c in polynomial.items():
        powers = (t.power(Variable(name), k) for name, k in zip(names, exponents, strict=True))
        terms.append(t.multiply(t.rational(c), *powers))
    return t.add(*terms)
