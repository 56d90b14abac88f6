"""Sets of critical points: minimum, maximum or saddle at every one of their points, or mixed.

f is constant on the set. Either f - c is a product in which the set's equation stands with some multiplicity, and the other factors keep
their sign; or the set is a graph v = g(u) and the Hessian in the directions v is definite at every point (M. Morse, R. Bott: then f is
c plus a definite quadratic form across the set).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import islice, product

from flint import fmpz_poly

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.calculus import gradient, hessian
from calc_cli.classifying.several.eigenvalues import has_text
from calc_cli.classifying.several.factors import Factor, Factored, factored, product_of
from calc_cli.classifying.several.inertia import determinant
from calc_cli.classifying.several.monotone import inner_function
from calc_cli.classifying.several.odd_factors import changes_sign
from calc_cli.classifying.several.pointwise import OPPOSITE, classify_point
from calc_cli.classifying.several.transversal import CriticalManifold, kinds_on, proves_smooth_at, regular_kind
from calc_cli.model import Classification, Component, Equation, Interval, Proof, System, Test, Truth
from calc_cli.records import record
from calc_cli.solving import solve
from calc_cli.solving.systems import solve_system
from calc_cli.symbolic import is_identically_zero, simplify
from calc_cli.symbolic.constants import sign_of, simplify_constant
from calc_cli.symbolic.polynomials import real_roots
from calc_cli.symbolic.univariate import polynomial_of
from calc_cli.tree import Expr

SMALL = tuple(Fraction(k, 2) for k in (1, -1, 3, -3, 4, -4, 0))
SIMPLE = (Fraction(0), Fraction(1))
WIDE = (*SMALL, *(Fraction(sign * size) for size in (5, 10, 30, 100) for sign in (1, -1)))
MOST_SAMPLES = 6
LINE = Interval(t.MINUS_INFINITY, t.INFINITY)
SMOOTHNESS_SECONDS = 2.0
LINE_SECONDS = 0.5


@record
class SetVerdict:
    """kind at all points of the set (MIXED: not the same everywhere); proof; the test and what it looked at; value: of f on the set, when
    it was found on the way."""

    kind: Classification
    proof: Proof
    test: Test
    evidence: tuple[tuple[str, Expr], ...] = ()
    value: Expr | None = None

    def times(self, sign: int) -> SetVerdict:
        """The verdict on f when this one is on a function of which f is increasing (1) or decreasing (-1)."""
        return self if sign > 0 else replace(self, kind=OPPOSITE.get(self.kind, self.kind))


UNDECIDED = SetVerdict(Classification.UNDECIDED, Proof.UNPROVED, Test.NONE)


def classify_component(tree: Expr, variables: tuple[str, ...], component: Component, value: Expr | None) -> SetVerdict:
    """The kind of the points of a set of critical points on which f has this value (None: not known).

    >>> from calc_cli.language import parse_expression
    >>> line = Component((parse_expression("x - y"),), 1)
    >>> classify_component(parse_expression("(x - y)^2"), ("x", "y"), line, t.ZERO).kind
    <Classification.LOCAL_MINIMUM: 'local_minimum'>
    """
    if component.dimension == len(variables):
        return SetVerdict(Classification.CONSTANT, Proof.EXACT, Test.NONE)
    inner, direction = inner_function(tree)
    if inner != tree:
        there = value_on(inner, variables, component, tree, value)
        return replace(classify_component(inner, variables, component, there).times(direction), value=value)
    equations = [equation for equation in component.equations if not isinstance(equation, t.Comparison)]
    graph = graph_of(equations, variables)
    if len(equations) == 1:
        for constant in (value,) if value is not None else guesses(tree, variables, equations, graph):
            found = by_factors(t.subtract(tree, constant), equations[0], variables, graph)
            if found is not None:
                return replace(found, value=constant)
    if graph is not None and len(graph) == len(equations):
        found = by_block(tree, variables, graph)
        if found is not None:
            return found
    alone = [graph_of([equation], variables) for equation in equations]
    if value is not None and changes_sign(t.subtract(tree, value), equations, alone):
        return SetVerdict(Classification.SADDLE, Proof.EXACT, Test.ONE_SIGN, value=value)
    if len(equations) != len(component.equations):
        return UNDECIDED
    manifold = CriticalManifold(tree, variables, tuple(equations), component.dimension, graph)
    return by_eigenvalues(manifold) or by_samples(manifold)


def by_eigenvalues(manifold: CriticalManifold) -> SetVerdict | None:
    """One kind at all points, or several: by the signs of the eigenvalues along the set."""
    kinds = kinds_on(manifold)
    if kinds is None:
        return None
    kind = next(iter(kinds)) if len(kinds) == 1 else Classification.MIXED
    return SetVerdict(kind, Proof.EXACT, Test.MORSE_BOTT)


def guesses(tree: Expr, variables: tuple[str, ...], equations: list[Expr], graph: dict[str, Expr] | None) -> Iterator[Expr]:
    """What the constant on the set may be: 0, and f at a point of it; the factors of f - c prove it or not."""
    yield t.ZERO
    for at in islice(samples(variables, equations, graph), 1):
        yield simplify_constant(t.substitute(tree, dict(zip(variables, at, strict=True))))


def value_on(inner: Expr, variables: tuple[str, ...], component: Component, tree: Expr, value: Expr | None) -> Expr | None:
    """The constant that the inner function is on the set, read off at a sample, when f is known to be constant."""
    if value is None:
        return None
    equations = [equation for equation in component.equations if not isinstance(equation, t.Comparison)]
    for at in islice(samples(variables, equations, graph_of(equations, variables)), 1):
        return simplify_constant(t.substitute(inner, dict(zip(variables, at, strict=True))))
    return None


def graph_of(equations: list[Expr], variables: tuple[str, ...]) -> dict[str, Expr] | None:
    """v = g(u) for as many variables as equations, when each is linear in one with a constant slope; the u stay free."""
    graph: dict[str, Expr] = {}
    for equation in equations:
        current = t.substitute(equation, graph)
        for name in variables:
            if name not in graph and name in t.variables_of(current):
                slope = simplify(gradient(current, (name,))[0].result)
                if t.is_constant(slope) and sign_of(slope):
                    value = simplify(t.negate(t.divide(t.substitute(current, {name: t.ZERO}), slope)))
                    graph = {other: simplify(t.substitute(known, {name: value})) for other, known in graph.items()}
                    graph[name] = value
                    break
        else:
            return None
    return graph


def by_factors(difference: Expr, equation: Expr, variables: tuple[str, ...], graph: dict[str, Expr] | None) -> SetVerdict | None:
    """f - c = equation**m * rest: m even, the sign of the rest; m odd and the rest of one sign, a saddle."""
    whole = product_of(difference)
    if whole is None or whole.content == 0:
        return None
    own = [factor for factor in whole.factors if is_multiple(factor.tree, equation)]
    if len(own) != 1 or own[0].exponent < 2:
        return None
    rest = [factor for factor in whole.factors if factor is not own[0] and factor.exponent % 2]
    signs = [sign_on(factor, graph) for factor in rest]
    open_ones = [factor for factor, sign in zip(rest, signs, strict=True) if sign is None]
    if open_ones and (together := sign_of_poles(open_ones, graph)):
        signs = [*(sign for sign in signs if sign is not None), together]
    evidence = (("factors", simplify(difference)),)
    power = own[0].exponent
    if any(sign is None for sign in signs):
        both = power % 2 == 0 and graph is not None and takes_both_signs(t.multiply(*(factor.tree for factor in rest)), variables, graph)
        return SetVerdict(Classification.MIXED, Proof.EXACT, Test.ONE_SIGN, evidence) if both else None
    one = whole.content
    for sign in signs:
        one *= sign or 1
    if power % 2 and own[0].one_sign:
        power, one = power + 1, one * own[0].one_sign
    if power % 2 == 0:
        kind = Classification.LOCAL_MINIMUM if one > 0 else Classification.LOCAL_MAXIMUM
        return SetVerdict(kind, Proof.EXACT, Test.ONE_SIGN, evidence)
    smooth = graph is not None or proves_smooth(equation, variables)
    return SetVerdict(Classification.SADDLE, Proof.EXACT, Test.ONE_SIGN, evidence) if smooth else None


def takes_both_signs(tree: Expr, variables: tuple[str, ...], graph: dict[str, Expr]) -> bool:
    """Are a positive and a negative value certified on the set?"""
    free = [name for name in variables if name not in graph]
    restricted = t.substitute(tree, graph)
    found: set[int | None] = set()
    for values in islice(product(WIDE, repeat=len(free)), 200):
        found.add(balls.sign(t.substitute(restricted, dict(zip(free, map(t.rational, values), strict=True))), 256))
    return {1, -1} <= found


def is_multiple(tree: Expr, equation: Expr) -> bool:
    """Is the factor the equation's left side, up to a constant and factors without zeros?"""
    mine = factored(equation)
    if mine is None:
        return False
    essential = [factor for factor in mine.factors if not proves_sign(single(factor))]
    return len(essential) == 1 and any(is_identically_zero(t.add(tree, t.multiply(sign, essential[0].tree))) for sign in (t.ONE, MINUS_ONE))


MINUS_ONE = t.Negation(t.ONE)


def single(factor: Factor) -> Factored:
    """The factor alone."""
    return Factored(1, (factor,))


def sign_on(factor: Factor, graph: dict[str, Expr] | None) -> int | None:
    """The sign the factor keeps next to every point of the set; None: not known."""
    if factor.one_sign:
        return factor.one_sign
    strict = proves_sign(single(factor))
    if strict or graph is None:
        return strict or None
    restricted = factored(t.substitute(factor.tree, graph))
    return None if restricted is None else proves_sign(restricted) or None


def sign_of_poles(factors: list[Factor], graph: dict[str, Expr] | None) -> int:
    """1 or -1 when factors below the bar, hence not zero on the set, have a product of this sign there: x*y > 0 on x = y; 0: not known."""
    if graph is None or any(factor.exponent > 0 for factor in factors):
        return 0
    restricted = factored(t.substitute(t.multiply(*(factor.tree for factor in factors)), graph))
    if restricted is None or restricted.content == 0:
        return 0
    return proves_sign(Factored(restricted.content, tuple(factor for factor in restricted.factors if factor.exponent % 2)))


def proves_sign(whole: Factored) -> int:
    """1 or -1 when the product is proved to have this sign, and no zero, wherever it is defined; 0 otherwise."""
    one = whole.content
    for factor in whole.factors:
        sign = strict_sign(factor)
        if not sign:
            return 0
        one *= sign ** abs(factor.exponent)
    return one


def strict_sign(factor: Factor) -> int:
    """The sign of a factor without zeros: a constant, an exponential, a sum of one sign with such a term, a polynomial without root."""
    if t.is_constant(factor.tree):
        return sign_of(factor.tree) or 0
    if factor.one_sign:
        terms = factor.tree.terms if isinstance(factor.tree, t.Sum) else (factor.tree,)
        if any(is_positive(term.operand if isinstance(term, t.Negation) else term) for term in terms) and not has_waves(factor.tree):
            return factor.one_sign
    names = t.variables_of(factor.tree)
    if len(names) == 1:
        polynomial = polynomial_of(factor.tree, next(iter(names)))
        if polynomial is not None and not real_roots(fmpz_poly(polynomial.numer())):
            return sign_of(t.substitute(factor.tree, {next(iter(names)): t.ZERO})) or 0
    return 0


def is_positive(term: Expr) -> bool:
    """A positive constant, or an exponential, or a product of such."""
    match term:
        case t.Product(parts):
            return all(map(is_positive, parts))
        case t.Quotient(a, b):
            return is_positive(a) and is_positive(b)
        case t.Call("exp", _):
            return True
        case t.Power(base, _) if base == t.E:
            return True
    return t.is_constant(term) and sign_of(term) == 1


def has_waves(tree: Expr) -> bool:
    """Does a sine or cosine occur? Then one sign does not mean no zero."""
    return any(isinstance(node, t.Call) and node.function in ("sin", "cos") for node in t.walk(tree))


def proves_smooth(equation: Expr, variables: tuple[str, ...]) -> bool:
    """Is the gradient of the equation's left side nowhere zero on the set? Then it changes sign at every point of it."""
    slopes = tuple(entry.result for entry in gradient(equation, variables))
    found = solve_system(System((equation, *slopes), variables), SMOOTHNESS_SECONDS)
    listed = found.points or found.families or found.components or found.undecided
    return found.complete is Truth.TRUE and not listed


def by_block(tree: Expr, variables: tuple[str, ...], graph: dict[str, Expr]) -> SetVerdict | None:
    """The leading minors of the Hessian in the directions across the set, on the set: all of definite sign, or one that shows a saddle."""
    across = tuple(name for name in variables if name in graph)
    rows = hessian(tree, across)
    matrix = [[simplify(t.substitute(entry.result, graph)) for entry in row] for row in rows]
    minors = [determinant([row[:k] for row in matrix[:k]], simplify) for k in range(1, len(matrix) + 1)]
    signs = [0 if (parts := factored(minor)) is None else proves_sign(parts) for minor in minors]
    evidence = tuple((f"minor_{k}", minor) for k, minor in enumerate(minors, 1))
    if all(sign > 0 for sign in signs):
        return SetVerdict(Classification.LOCAL_MINIMUM, Proof.EXACT, Test.MORSE_BOTT, evidence)
    if all(sign == (-1) ** k for k, sign in enumerate(signs, 1)):
        return SetVerdict(Classification.LOCAL_MAXIMUM, Proof.EXACT, Test.MORSE_BOTT, evidence)
    even = [sign for k, sign in enumerate(signs, 1) if k % 2 == 0]
    if any(sign < 0 for sign in even) or (all(signs) and len(signs) > 1):
        return SetVerdict(Classification.SADDLE, Proof.EXACT, Test.MORSE_BOTT, evidence)
    return None


def by_samples(manifold: CriticalManifold) -> SetVerdict:
    """Two points of the set of different kinds, both proved: mixed. Points of one kind prove nothing.

    Points where the signs of the eigenvalues decide are looked at first.
    """
    seen: set[Classification] = set()
    left: list[tuple[Expr, ...]] = []
    for at in islice(samples(manifold.variables, list(manifold.equations), manifold.graph), MOST_SAMPLES):
        kind = regular_kind(manifold, at) if proves_smooth_at(manifold, at) else Classification.UNDECIDED
        if kind is Classification.UNDECIDED:
            left.append(at)
        seen.add(kind)
    seen.discard(Classification.UNDECIDED)
    while left and len(seen) < 2:
        seen |= {classify_point(manifold.tree, manifold.variables, left.pop(0)).kind} - {Classification.UNDECIDED}
    return SetVerdict(Classification.MIXED, Proof.EXACT, Test.MORSE_BOTT) if len(seen) > 1 else UNDECIDED


def samples(variables: tuple[str, ...], equations: list[Expr], graph: dict[str, Expr] | None) -> Iterator[tuple[Expr, ...]]:
    """Exact points of the set: on a graph over small rationals, on a plane curve or surface over small values of all but one variable."""
    if graph is not None:
        free = [name for name in variables if name not in graph]
        for values in product(SMALL, repeat=len(free)):
            place = {name: t.rational(value) for name, value in zip(free, values, strict=True)}
            yield tuple(place[n] if n in place else simplify_constant(t.substitute(graph[n], place)) for n in variables)
        return
    if len(equations) != 1:
        return
    on_line = t.substitute(equations[0], dict.fromkeys(variables[1:], t.ONE))
    choices = SIMPLE if polynomial_of(on_line, variables[0]) is None else SMALL
    for name, values in product(variables, product(choices, repeat=len(variables) - 1)):
        others = [other for other in variables if other != name]
        place = {other: t.rational(value) for other, value in zip(others, values, strict=True)}
        for root in roots_on_line(simplify(t.substitute(equations[0], place)), name):
            yield tuple(root if n == name else place[n] for n in variables)


def roots_on_line(tree: Expr, name: str) -> list[Expr]:
    """Some zeros of a function of one variable in closed form."""
    polynomial = polynomial_of(tree, name)
    if polynomial is not None:
        return [root for root, _ in real_roots(fmpz_poly(polynomial.numer()))] if polynomial.degree() > 0 else []
    if t.variables_of(tree) != {name}:
        return []
    found = solve(Equation(tree, name, LINE), LINE_SECONDS)
    values = [value for family in found.families for value in (family.base.value, t.add(family.base.value, family.period))]
    values.extend(root.value for root in found.roots)
    return [simplify_constant(value) for value in values if has_text(value)]
