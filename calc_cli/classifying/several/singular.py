"""Minimum, maximum or neither at a point where f is continuous but not smooth, by its directional derivatives.

f'(a; d) = lim (f(a + s d) - f(a))/s, s -> +0, is positively homogeneous in d. For functions made of smooth ones by abs, max, min and
square roots of functions with a double zero at a, f(a + d) = f(a) + f'(a; d) + o(|d|) (A. Shapiro, J. Optim. Theory Appl. 66, 1990):
f'(a; d) > 0 for all d proves a strict minimum; both signs prove that there is no extremum.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from flint import arb

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.balls.partials import derivative_formulas
from calc_cli.balls.precision import between_ends, precision
from calc_cli.classifying.several.expansion import NotAnalytic, taylor_polynomial
from calc_cli.classifying.several.jets import Jet, head, jet_tree
from calc_cli.classifying.several.pointwise import classify_point
from calc_cli.classifying.several.verdict import SeveralVerdict
from calc_cli.model import Classification, Test
from calc_cli.symbolic.constants import sign_of, simplify_constant
from calc_cli.tree import Expr

MOST_BOXES = 3000
EXTREMES = {"max": 1, "min": -1}
MINIMUM, MAXIMUM, NEITHER = Classification.LOCAL_MINIMUM, Classification.LOCAL_MAXIMUM, Classification.NOT_EXTREMUM


class NoSlopes(Exception):
    """The directional derivatives are not known."""


def classify_singular_point(tree: Expr, variables: tuple[str, ...], at: tuple[Expr, ...]) -> SeveralVerdict:
    """The verdict on a point of the domain; terms without a common variable are looked at apart.

    >>> from calc_cli.language import parse_expression
    >>> classify_singular_point(parse_expression("abs(x) + abs(y - x) - y^2"), ("x", "y"), (t.ZERO, t.ZERO)).kind
    <Classification.LOCAL_MINIMUM: 'local_minimum'>
    """
    place = dict(zip(variables, at, strict=True))
    verdicts = [classify_group(part, place) for part in groups(tree)]
    if sum(len(t.variables_of(part)) for part in groups(tree)) < len(variables):
        verdicts = [SeveralVerdict(v.kind, False if v.strict else v.strict, v.test, evidence=v.evidence) for v in verdicts]
    kinds = {verdict.kind for verdict in verdicts}
    evidence = tuple(pair for verdict in verdicts for pair in verdict.evidence)
    if kinds & {NEITHER, Classification.SADDLE} or {MINIMUM, MAXIMUM} <= kinds:
        return SeveralVerdict(NEITHER, None, Test.ONE_SIDED_SLOPES, evidence=evidence)
    if kinds == {MINIMUM} or kinds == {MAXIMUM}:
        stricts = {verdict.strict for verdict in verdicts}
        strict = True if stricts == {True} else False if False in stricts else None
        return SeveralVerdict(kinds.pop(), strict, Test.ONE_SIDED_SLOPES, evidence=evidence)
    return SeveralVerdict(Classification.UNDECIDED, None, Test.NONE, evidence=evidence)


def groups(tree: Expr) -> list[Expr]:
    """The terms of a sum joined where they share variables; constants dropped."""
    found: list[tuple[frozenset[str], list[Expr]]] = []
    for term in tree.terms if isinstance(tree, t.Sum) else (tree,):
        names, terms = t.variables_of(term), [term]
        if not names:
            continue
        rest = []
        for other, members in found:
            if other & names:
                names, terms = names | other, [*members, *terms]
            else:
                rest.append((other, members))
        found = [*rest, (names, terms)]
    return [t.add(*terms) for _, terms in found]


def classify_group(tree: Expr, place: dict[str, Expr]) -> SeveralVerdict:
    """One group by its directional derivatives; a smooth stationary one by the tests of smooth points."""
    names = tuple(sorted(t.variables_of(tree)))
    at = tuple(place[name] for name in names)
    try:
        slope = Slopes(names, at).of(tree)
    except NoSlopes:
        return SeveralVerdict(Classification.UNDECIDED, None, Test.NONE)
    if slope == t.ZERO:
        try:
            return classify_point(tree, names, at)
        except (ValueError, NotAnalytic):
            return SeveralVerdict(Classification.UNDECIDED, None, Test.NONE)
    evidence = (("directional_derivative", slope),)
    signs = sampled_signs(slope, names)
    if {1, -1} <= signs:
        return SeveralVerdict(NEITHER, None, Test.ONE_SIDED_SLOPES, evidence=evidence)
    for sign, kind in ((1, MINIMUM), (-1, MAXIMUM)):
        if signs == {sign} and proves_one_sign(slope, names, sign):
            return SeveralVerdict(kind, True, Test.ONE_SIDED_SLOPES, evidence=evidence)
    return SeveralVerdict(Classification.UNDECIDED, None, Test.NONE, evidence=evidence)


class Slopes:
    """Directional derivatives at one point as trees in the direction, whose coordinates carry the variables' names."""

    def __init__(self, names: tuple[str, ...], at: tuple[Expr, ...]) -> None:
        self.names = names
        self.at = at
        self.place = dict(zip(names, at, strict=True))

    def value(self, tree: Expr) -> Expr:
        """The value at the point."""
        return simplify_constant(t.substitute(tree, self.place))

    def sign(self, tree: Expr) -> int:
        """The proved sign at the point."""
        found = sign_of(self.value(tree))
        if found is None:
            raise NoSlopes
        return found

    def of(self, tree: Expr) -> Expr:
        """f'(a; d)."""
        smooth = self.smooth(tree)
        if smooth is not None:
            return smooth
        match tree:
            case t.Negation(operand):
                return t.negate(self.of(operand))
            case t.Sum(parts):
                return t.add(*(self.of(part) for part in parts))
            case t.Product(parts):
                return t.add(*(t.multiply(self.of(part), *(self.value(p) for p in parts if p is not part)) for part in parts))
            case t.Quotient(a, b) if self.sign(b):
                top = t.subtract(t.multiply(self.of(a), self.value(b)), t.multiply(self.value(a), self.of(b)))
                return t.divide(top, simplify_constant(t.power(self.value(b), 2)))
            case t.Power(base, exponent) if base == t.E:
                return t.multiply(self.value(tree), self.of(exponent))
            case t.Power(base, exponent):
                return self._power(base, exponent)
            case t.Call(name, arguments):
                return self._call(name, arguments)
            case _:
                raise NoSlopes

    def smooth(self, tree: Expr) -> Expr | None:
        """The differential, where the function is analytic."""
        try:
            jet = taylor_polynomial(tree, self.names, self.at, 1)
        except NotAnalytic:
            return None
        return jet_tree({e: v for e, v in jet.items() if any(e)}, self.names)

    def _power(self, base: Expr, exponent: Expr) -> Expr:
        value = t.rational_value(exponent)
        if value is None:
            raise NoSlopes
        if value == Fraction(1, 2):
            return self._root(base)
        if value < 1 and not self.sign(base):
            raise NoSlopes
        outer = simplify_constant(t.multiply(t.rational(value), t.power(self.value(base), value - 1)))
        return t.multiply(outer, self.of(base)) if outer != t.ZERO else t.ZERO

    def _call(self, name: str, arguments: tuple[Expr, ...]) -> Expr:
        u = arguments[0]
        if name == "abs":
            sign = self.sign(u)
            slope = self.of(u)
            return t.call("abs", slope) if not sign else slope if sign > 0 else t.negate(slope)
        if name in EXTREMES:
            return self._extreme(name, arguments)
        if name == "sqrt":
            return self._root(u)
        if name == "hypot" and not any(map(self.sign, arguments)):
            return t.call("sqrt", t.add(*(t.power(self.of(argument), 2) for argument in arguments)))
        try:
            formula = derivative_formulas(name)[0]
        except ValueError:
            raise NoSlopes from None
        if len(arguments) != 1 or formula is None:
            raise NoSlopes
        outer = self.value(t.substitute(formula, {"u": u}))
        if not balls.enclose(outer, 32).is_finite():
            raise NoSlopes
        return t.multiply(outer, self.of(u))

    def _extreme(self, name: str, arguments: tuple[Expr, ...]) -> Expr:
        """Of the arguments equal to the largest (least) at the point."""
        best = [arguments[0]]
        for argument in arguments[1:]:
            sign = self.sign(t.subtract(argument, best[0])) * EXTREMES[name]
            best = [argument] if sign > 0 else [*best, argument] if not sign else best
        slopes = [self.of(argument) for argument in best]
        return slopes[0] if len(slopes) == 1 else t.call(name, *slopes)

    def _root(self, u: Expr) -> Expr:
        """sqrt(q(d)) where u has a double zero with quadratic part q; the chain rule where u > 0."""
        if self.sign(u) > 0:
            return t.divide(self.of(u), t.multiply(t.TWO, simplify_constant(t.call("sqrt", self.value(u)))))
        try:
            jet: Jet = taylor_polynomial(u, self.names, self.at, 2)
        except NotAnalytic:
            raise NoSlopes from None
        low = {e: v for e, v in jet.items() if sum(e) == 1}
        if head(jet) != 0 or low:
            raise NoSlopes
        return t.call("sqrt", jet_tree({e: v for e, v in jet.items() if sum(e) == 2}, self.names))


def sampled_signs(slope: Expr, names: tuple[str, ...]) -> set[int]:
    """Certified signs in some directions; 0 where the slope is zero or not decided."""
    found: set[int] = set()
    for direction in product((-2, -1, 0, 1, 2), repeat=len(names)):
        if any(direction):
            place = dict(zip(names, map(t.rational, direction), strict=True))
            found.add(sign_of(simplify_constant(t.substitute(slope, place))) or 0)
    return found


def proves_one_sign(slope: Expr, names: tuple[str, ...], sign: int) -> bool:
    """Has the slope this sign in every direction? Balls over the faces of the cube |d|_max = 1, cut in halves."""
    function = balls.compiled(slope if sign > 0 else t.negate(slope), names)
    queue = list(faces(len(names)))
    with precision(53):
        for _ in range(MOST_BOXES):
            if not queue:
                return True
            box = queue.pop()
            value: arb = function(*(between_ends(low, high) for low, high in box))
            if value > 0:
                continue
            if value < 0:
                return False
            side = max(range(len(box)), key=lambda k: box[k][1] - box[k][0])
            low, high = box[side]
            if low == high:
                return False
            middle = (low + high) / 2
            queue.extend((*box[:side], half, *box[side + 1 :]) for half in ((low, middle), (middle, high)))
    return False


def faces(size: int) -> Iterator[tuple[tuple[Fraction, Fraction], ...]]:
    """The faces of the cube [-1, 1]^n."""
    one = Fraction(1)
    for k in range(size):
        for end in (-one, one):
            yield tuple((end, end) if j == k else (-one, one) for j in range(size))
