"""Is f convex: quadratics exactly, others by composition rules and by the signs of the Hessian's minors; unknown otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, islice, product

from flint import arb_mat

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.classifying.several.inertia import ball_inertia
from calc_cli.classifying.several.separable import terms_of
from calc_cli.domain import Requirement, gates, with_definitions
from calc_cli.model import Classification, Convexity, CriticalPoint, Interval, Region, Test, Truth
from calc_cli.records import record
from calc_cli.study.several import forms
from calc_cli.study.several.bounds import LETTER, grouped, range_of
from calc_cli.study.several.coercive import proves_continuous, proves_smooth
from calc_cli.study.several.domain_box import natural_box
from calc_cli.study.several.line import study_on_line
from calc_cli.study.several.place import place_at
from calc_cli.study.several.region import LINE
from calc_cli.symbolic import simplify
from calc_cli.symbolic.comparing import compare
from calc_cli.symbolic.constants import sign_of, simplify_constant
from calc_cli.tree import Call, Expr, Negation, Power, Product, Quotient, Sum, Variable, is_constant, substitute, variables_of

Hessian = tuple[tuple[Expr, ...], ...]
SAMPLES = (Fraction(0), Fraction(1), Fraction(-1), Fraction(7, 3), Fraction(-5, 2), Fraction(-1, 2), Fraction(1, 2))
MOST_SAMPLES = 60
MOST_DIRECTIONS = 20
FEW_VARIABLES = 8
LARGEST_MINOR = 250
FEW_CHORDS, MOST_CHORD_ENDS = 3, 25
UP = frozenset({Convexity.CONVEX, Convexity.STRICTLY_CONVEX, Convexity.AFFINE})
STRICT = frozenset({Convexity.STRICTLY_CONVEX})
MIRRORED = {
    Convexity.CONVEX: Convexity.CONCAVE,
    Convexity.STRICTLY_CONVEX: Convexity.STRICTLY_CONCAVE,
    Convexity.CONCAVE: Convexity.CONVEX,
    Convexity.STRICTLY_CONCAVE: Convexity.STRICTLY_CONVEX,
}


def decide_convexity(
    tree: Expr, variables: tuple[str, ...], region: Region | None, hessian: Hessian, points: Sequence[CriticalPoint] = ()
) -> Convexity:
    """The convexity of f on a box (None: R^n) on all of which it is defined; UNKNOWN when it is not proved.

    points: critical points inside, at which the signs of the eigenvalues of the Hessian may be known already.
    """
    if curves_both_ways(points, len(variables)):
        return Convexity.NEITHER
    polynomial = forms.polynomial_of(tree, variables)
    if polynomial is not None and forms.degree(polynomial) <= 2:
        return of_quadratic(polynomial, len(variables))
    if proves_neither(tree, variables, region, hessian) or bends_both_ways(tree, variables, region):
        return Convexity.NEITHER
    region = region or natural_box(tree, variables)
    if not proves_continuous(tree, variables, region) and not (region is None and has_convex_domain(tree)):
        return Convexity.UNKNOWN
    sides = dict(zip(variables, region or (LINE,) * len(variables), strict=True))
    for sign in (1, -1):
        f = with_definitions(tree if sign > 0 else t.negate(tree))
        found = Rules(sides).convexity(f, frozenset(variables))
        if found not in UP and proves_smooth(tree, variables, region):
            found = by_minors(variables, sides, hessian, sign)
        if found in UP:
            return found if sign > 0 else MIRRORED.get(found, found)
    return Convexity.UNKNOWN


def curves_both_ways(points: Sequence[CriticalPoint], size: int) -> bool:
    """The Hessian has a positive eigenvalue at a critical point and a negative one at the same or another, proved."""
    indices = {point.index for point in points if point.test is Test.HESSIAN and point.index is not None}
    return any(0 < index < size for index in indices) or {0, size} <= indices


def has_convex_domain(tree: Expr) -> bool:
    """Every condition of the domain is u > 0 or u >= 0 with u concave, so that it holds on a convex set; f is smooth inside."""
    asked = gates(tree)
    kinds = (Requirement.POSITIVE, Requirement.NONNEGATIVE)
    return bool(asked) and all(
        gate.requirement in kinds and not gate.guards and Rules({}).convexity(negated(gate.subterm), variables_of(gate.subterm)) in UP
        for gate in asked
    )


def negated(tree: Expr) -> Expr:
    """-u with the terms of a sum negated one by one."""
    return t.add(*(t.negate(term) for term in terms_of(tree)))


def of_quadratic(polynomial: forms.Polynomial | object, size: int) -> Convexity:
    """By the definiteness of the constant Hessian."""
    matrix = forms.quadratic_matrix(polynomial, size)[0]  # type: ignore[arg-type]
    if not any(any(row) for row in matrix):
        return Convexity.AFFINE
    for sign, words in ((1, (Convexity.CONVEX, Convexity.STRICTLY_CONVEX)), (-1, (Convexity.CONCAVE, Convexity.STRICTLY_CONCAVE))):
        semidefinite, definite = forms.proves_semidefinite([[sign * x for x in row] for row in matrix])
        if semidefinite:
            return words[definite]
    return Convexity.NEITHER


def proves_neither(tree: Expr, variables: tuple[str, ...], region: Region | None, hessian: Hessian) -> bool:
    """v'Hv is positive at one point of the domain in the box and negative at one, for directions v with small entries."""
    size, asked = len(variables), gates(tree)
    directions = list(islice((d for d in product((0, 1, -1), repeat=size) if next((x for x in d if x), 0) > 0), MOST_DIRECTIONS))
    seen: set[int] = set()
    most = MOST_SAMPLES if size <= FEW_VARIABLES else 2
    for count, point in enumerate(product(*(_inside(side) for side in region or (LINE,) * size))):
        if count == most:
            return False
        at = {name: t.rational(x) for name, x in zip(variables, point, strict=True)}
        if asked and not place_at(variables, tuple(at.values())).regular(asked):
            continue
        entries = [[substitute(entry, at) for entry in row] for row in hessian]
        if size <= FEW_VARIABLES:
            matrix = arb_mat([[balls.enclose(entry, 96) for entry in row] for row in entries])
            inertia = ball_inertia(matrix, 128)
            if inertia is not None:
                seen |= {sign for sign, number in ((1, inertia.positive), (-1, inertia.negative)) if number}
        for d in directions:
            chosen = [t.multiply(t.rational(a * b), entries[i][j]) for i, a in enumerate(d) for j, b in enumerate(d) if a and b]
            sign = balls.sign(t.add(*chosen), 128)
            if sign:
                seen.add(sign)
        if len(seen) == 2:
            return True
    return False


def bends_both_ways(tree: Expr, variables: tuple[str, ...], region: Region | None) -> bool:
    """The middle of one chord lies above f and that of another below it: for functions that are not smooth everywhere."""
    asked = gates(tree)
    size = len(variables)
    if not asked or size > FEW_CHORDS:
        return False
    sides = region or (LINE,) * size
    places = [tuple(map(t.rational, point)) for point in islice(product(*(_inside(side) for side in sides)), MOST_CHORD_ENDS)]
    values: dict[tuple[Expr, ...], Expr] = {}
    for at in places:
        if place_at(variables, at).defined(asked) is Truth.TRUE:
            values[at] = substitute(tree, dict(zip(variables, at, strict=True)))
    seen: set[int] = set()
    for a, b in combinations(values, 2):
        middle = tuple(simplify_constant(t.divide(t.add(x, y), t.TWO)) for x, y in zip(a, b, strict=True))
        if place_at(variables, middle).defined(asked) is not Truth.TRUE:
            continue
        there = substitute(tree, dict(zip(variables, middle, strict=True)))
        seen.add(balls.sign(t.add(values[a], values[b], t.negate(t.multiply(t.TWO, there))), 128) or 0)
        if {1, -1} <= seen:
            return True
    return False


def _inside(side: Interval) -> list[Fraction]:
    found = [x for x in SAMPLES if compare(side.lower, t.rational(x)) == -1 and compare(t.rational(x), side.upper) == -1]
    if len(found) > 2:
        return found
    middle = t.rational(balls.between(side.lower, side.upper))
    low = balls.between(side.lower, middle)
    high = balls.between(middle, side.upper)
    inner = [low, balls.between(t.rational(low), middle), balls.between(middle, t.rational(high)), high]
    return [*found, *(x for x in inner if x not in found)]


def by_minors(variables: tuple[str, ...], sides: dict[str, Interval], hessian: Hessian, sign: int) -> Convexity:
    """n = 2: f_xx, f_yy and the determinant are nonnegative on the box; f_xx and the determinant positive: strictly."""
    if len(variables) != 2:
        return Convexity.UNKNOWN
    a, b, c = (
        (hessian[0][0], hessian[0][1], hessian[1][1]) if sign > 0 else tuple(map(t.negate, (hessian[0][0], hessian[0][1], hessian[1][1])))
    )
    determinant = simplify(t.subtract(t.multiply(a, c), t.power(b, 2)))
    if any(sum(1 for _ in t.walk(tree)) > LARGEST_MINOR for tree in (a, c, determinant)):
        return Convexity.UNKNOWN
    ranges = [range_of(tree, sides) for tree in (a, c, determinant)]
    if not all(found.proves_nonnegative() for found in ranges):
        return Convexity.UNKNOWN
    strict = ranges[0].proves_positive() and ranges[2].proves_positive()
    return Convexity.STRICTLY_CONVEX if strict else Convexity.CONVEX


@record
class Rules:
    """Composition rules for convex functions on a box. Source: Boyd and Vandenberghe, Convex Optimization (2004), 3.2."""

    sides: dict[str, Interval]

    def convexity(self, tree: Expr, names: frozenset[str]) -> Convexity:
        """CONVEX, STRICTLY_CONVEX (in all the names), AFFINE, or UNKNOWN."""
        used = variables_of(tree)
        if not used:
            return Convexity.AFFINE
        polynomial = forms.polynomial_of(tree, tuple(sorted(used)))
        if polynomial is not None and forms.degree(polynomial) <= 2:
            found = of_quadratic(polynomial, len(used))
            return self._in(found, used, names)
        if len(used) == 1:
            (name,) = used
            return self._in(study_on_line(tree, name, self.sides.get(name, LINE)).convexity, used, names)
        return self._of_node(tree, used, names)

    def _in(self, found: Convexity, used: frozenset[str], names: frozenset[str]) -> Convexity:
        """What holds in the variables used, said of all the names."""
        if found in STRICT and used < names:
            return Convexity.CONVEX
        return found if found in UP else Convexity.UNKNOWN

    def _of_node(self, tree: Expr, used: frozenset[str], names: frozenset[str]) -> Convexity:
        match tree:
            case Sum() | Negation(Sum()):
                return self._of_sum(terms_of(tree), names)
            case Product(factors) if len(rest := [f for f in factors if not is_constant(f)]) == 1:
                scale = sign_of(t.multiply(*(f for f in factors if is_constant(f))))
                return self.convexity(rest[0], names) if scale == 1 else Convexity.UNKNOWN
            case Quotient(top, bottom) if is_constant(bottom) and sign_of(bottom) == 1:
                return self.convexity(top, names)
            case Quotient(top, bottom) if self._is_norm(top, Fraction(0)) and self._is_positive_line(bottom):
                return Convexity.CONVEX  # sums of squares over a positive affine function
            case Call("sqrt", (inside,)) if self._is_norm(inside, Fraction(0)):
                return Convexity.STRICTLY_CONVEX if used == names and self._is_norm(inside, None) else Convexity.CONVEX
            case Power(inside, exponent) if t.rational_value(exponent) == Fraction(1, 2) and self._is_norm(inside, Fraction(0)):
                return Convexity.STRICTLY_CONVEX if used == names and self._is_norm(inside, None) else Convexity.CONVEX
            case Call("log", (Sum(terms),)) if all(self._is_exponential(term) for term in terms):
                return Convexity.CONVEX  # log-sum-exp: increasing in the exponents and convex
            case Call("max", arguments):
                parts = [self.convexity(a, names) for a in arguments]
                return Convexity.CONVEX if all(part in UP for part in parts) else Convexity.UNKNOWN
            case Negation(Call(name, (inside,))):
                return self._composed(Negation(Call(name, (Variable(LETTER),))), inside, names)
            case Negation(Power(base, exponent)) if is_constant(exponent):
                return self._composed(Negation(Power(Variable(LETTER), exponent)), base, names)
            case Power(base, exponent) if is_constant(exponent):
                return self._composed(Power(Variable(LETTER), exponent), base, names)
            case Power(base, exponent) if is_constant(base):
                return self._composed(Power(base, Variable(LETTER)), exponent, names)
            case Call(name, (inside,)):
                return self._composed(Call(name, (Variable(LETTER),)), inside, names)
            case _:
                return Convexity.UNKNOWN

    def _of_sum(self, terms: Sequence[Expr], names: frozenset[str]) -> Convexity:
        """Convex parts; strictly convex when one part is, or when strictly convex parts together use all the variables apart."""
        strict_in: set[str] = set()
        quadratic = [term for term in terms if self._is_quadratic(term)]
        rest = [term for term in terms if term not in quadratic]
        parts = [
            t.add(*group) if len(key) < 2 else part
            for key, group in grouped(rest).items()
            for part in (group[:1] if len(key) < 2 else group)
        ]
        joined = ([t.add(*quadratic)] if quadratic else []) + parts
        if len(quadratic) == len(terms):  # all of them together are the tree itself, too large to be looked at whole
            joined = quadratic
        if len(joined) < 2 and (not quadratic or len(quadratic) == len(terms)):
            return Convexity.UNKNOWN
        for part in joined:
            used = variables_of(part)
            found = self.convexity(part, used)
            if found not in UP:
                return Convexity.UNKNOWN
            if found in STRICT:
                strict_in |= used
        return Convexity.STRICTLY_CONVEX if strict_in >= names else Convexity.CONVEX

    def _is_norm(self, tree: Expr, least: Fraction | None) -> bool:
        """A quadratic function with minimum >= least; least None: positive with a positive definite Hessian."""
        names = tuple(sorted(variables_of(tree)))
        polynomial = forms.polynomial_of(tree, names) if names else None
        if polynomial is None or forms.degree(polynomial) != 2:
            return False
        low = forms.least_of_quadratic(polynomial, len(names))
        if least is not None:
            return low is not None and low >= least
        return low is not None and low > 0 and forms.proves_semidefinite(forms.quadratic_matrix(polynomial, len(names))[0])[1]

    def _is_positive_line(self, tree: Expr) -> bool:
        """An affine function that is positive on the box."""
        return self.convexity(tree, variables_of(tree)) is Convexity.AFFINE and range_of(tree, self.sides).proves_positive()

    def _is_exponential(self, term: Expr) -> bool:
        """A positive constant times the exponential of a convex function, or a positive constant."""
        match term:
            case Product(factors):
                fixed = [x for x in factors if is_constant(x)]
                rest = [x for x in factors if not is_constant(x)]
                return len(rest) == 1 and sign_of(t.multiply(*fixed)) == 1 and self._is_exponential(rest[0])
            case Call("exp", (inside,)):
                return self.convexity(inside, variables_of(inside)) in UP
            case Power(base, inside) if base == t.E:
                return self.convexity(inside, variables_of(inside)) in UP
        return is_constant(term) and sign_of(term) == 1

    def _is_quadratic(self, term: Expr) -> bool:
        polynomial = forms.polynomial_of(term, tuple(sorted(variables_of(term))))
        return polynomial is not None and forms.degree(polynomial) <= 2

    def _composed(self, outer: Expr, inside: Expr, names: frozenset[str]) -> Convexity:
        """g(u), g convex on the range of u: u affine, or u convex and g increasing there, or u concave and g decreasing."""
        inner, direction = self.convexity(inside, names), "decreasing"
        if inner not in UP:
            inner, direction = self.convexity(negated(inside), names), "increasing"
        span = range_of(inside, self.sides).interval
        if inner not in UP or compare(span.lower, span.upper) != -1:
            return Convexity.UNKNOWN
        study = study_on_line(outer, LETTER, span)
        if study.convexity not in UP:
            return Convexity.UNKNOWN
        monotone = bool(study.monotonicity) and all(piece.direction.value != direction for piece in study.monotonicity)
        return Convexity.CONVEX if inner is Convexity.AFFINE or (monotone and study.critical_status.proved) else Convexity.UNKNOWN


def sentence_on_convexity(name: str, convexity: Convexity, points: tuple[CriticalPoint, ...]) -> tuple[str, ...]:
    """What convexity says of the local minima (maxima)."""
    words = {Classification.LOCAL_MINIMUM: "minimum", Classification.LOCAL_MAXIMUM: "maximum"}
    kinds = {point.classification for point in points}
    if convexity in (Convexity.CONVEX, Convexity.STRICTLY_CONVEX) and Classification.LOCAL_MINIMUM in kinds:
        kind, word = words[Classification.LOCAL_MINIMUM], "convex"
    elif convexity in (Convexity.CONCAVE, Convexity.STRICTLY_CONCAVE) and Classification.LOCAL_MAXIMUM in kinds:
        kind, word = words[Classification.LOCAL_MAXIMUM], "concave"
    else:
        return ()
    return (f"{name} is {word}, so every local {kind} is a global {kind}.",)
