"""Points whose Hessian is proved singular: the tests in the order in which they are tried, each with its reason."""

from __future__ import annotations

from collections.abc import Callable

from calc_cli import tree as t
from calc_cli.calculus import derive
from calc_cli.classifying.several.branches import plane_signs
from calc_cli.classifying.several.coefficients import ZERO, sign, tree_of
from calc_cli.classifying.several.expansion import NotAnalytic, taylor_polynomial
from calc_cli.classifying.several.factors import factored, signs_as_typed
from calc_cli.classifying.several.forms import Curve, form_signs, opposite_curves
from calc_cli.classifying.several.germs import BOTH, Signs, with_block
from calc_cli.classifying.several.inertia import Inertia
from calc_cli.classifying.several.jets import Jet, Undecided, jet_tree, leading
from calc_cli.classifying.several.separable import first_derivatives
from calc_cli.classifying.several.splitting import Split, first_term, split
from calc_cli.classifying.several.verdict import Matrix
from calc_cli.effort import now
from calc_cli.model import Classification, Test
from calc_cli.records import record
from calc_cli.remembering import remembered
from calc_cli.symbolic import is_identically_zero, simplify
from calc_cli.symbolic.constants import simplify_constant
from calc_cli.tree import Expr

LOW_ORDERS, HIGH_ORDERS = (4, 6), (8, 12)
SHOWN_ORDER = 4
Evidence = tuple[tuple[str, Expr], ...]


@record
class Decision:
    """What a test found; evidence as in the verdict."""

    kind: Classification
    strict: bool | None
    test: Test
    evidence: Evidence = ()


@record
class Occasion:
    """A stationary point with singular Hessian; inertia: of the Hessian, None when not known."""

    tree: Expr
    variables: tuple[str, ...]
    at: tuple[Expr, ...]
    hessian: Matrix
    inertia: Inertia | None
    deadline: float

    def jet(self, order: int) -> Jet:
        """The Taylor polynomial of f - f(a). Raises NotAnalytic, and Undecided when time is over."""
        if now() > self.deadline and order > SHOWN_ORDER:
            raise Undecided
        jet = dict(expansion(self.tree, self.variables, self.at, order))
        jet.pop((0,) * len(self.variables), None)
        return jet

    def shown(self, jet: Jet, kept: tuple[int, ...] | None = None) -> Expr:
        """The jet in x - a, y - b, ….  kept: the coordinates it is written in, when not all."""
        names = self.variables if kept is None else tuple(self.variables[k] for k in kept)
        moved = {
            name: t.subtract(t.Variable(name), place)
            for name, place in zip(self.variables, self.at, strict=True)
            if place != t.ZERO
        }
        return t.substitute(jet_tree(jet, names), moved)

    def taylor_evidence(self) -> Evidence:
        """The Taylor form found, for a point that stays undecided."""
        try:
            jet = self.jet(SHOWN_ORDER)
            return (("taylor", self.shown(jet)),) if jet else ()
        except NotAnalytic:
            return ()


@remembered(64)
def expansion(tree: Expr, variables: tuple[str, ...], at: tuple[Expr, ...], order: int) -> Jet:
    """The Taylor polynomial, kept for the next test."""
    return taylor_polynomial(tree, variables, at, order)


def decision(signs: Signs, test: Test, evidence: Evidence) -> Decision:
    """The kind that follows from the signs."""
    kind, strict = signs.kind()
    return Decision(kind, strict, test, evidence)


def split_at(occasion: Occasion, order: int) -> Split | None:
    """The reduced function up to the order."""
    if occasion.inertia is None:
        return None
    return split(occasion.jet(order), occasion.hessian, len(occasion.variables) - occasion.inertia.zero, order)


def separable_test(occasion: Occasion) -> Decision | None:
    """f = g(x) + h(y) + …: the first non-zero derivative of each term; a variable that does not occur makes an extremum not strict."""
    found = first_derivatives(occasion.tree, occasion.variables, occasion.at)
    if found is None:
        return None
    evidence = tuple((f"f_{name * order}" if len(name) == 1 else f"f_{name}^({order})", value) for name, order, _, value in found)
    signs = {sign for _, _, sign, _ in found}
    if any(order % 2 for _, order, _, _ in found) or len(signs) > 1:
        return Decision(Classification.SADDLE, None, Test.HIGHER_DERIVATIVE, evidence)
    kind = Classification.LOCAL_MINIMUM if 1 in signs else Classification.LOCAL_MAXIMUM
    return Decision(kind, len(found) == len(occasion.variables), Test.HIGHER_DERIVATIVE, evidence)


def splitting_test(occasion: Occasion, orders: tuple[int, ...] = LOW_ORDERS) -> Decision | None:
    """Corank 1: the first power of the reduced function; odd, saddle; even, its sign with those of the other squares."""
    inertia = occasion.inertia
    if inertia is None or inertia.zero != 1:
        return None
    for order in orders:
        found = split_at(occasion, order)
        first = None if found is None else first_term(found.reduced, order)
        if found is not None and first is not None:
            power, value = first
            size = sign(value) or 0
            signs = BOTH if power % 2 else Signs(size > 0, size < 0, False)
            evidence = (("reduced", occasion.shown({(power,): value}, found.kept)),)
            return decision(with_block(signs, inertia.positive, inertia.negative), Test.SPLITTING_LEMMA, evidence)
    return None


def high_splitting_test(occasion: Occasion) -> Decision | None:
    """The same with more terms."""
    return splitting_test(occasion, HIGH_ORDERS)


def leading_form_test(occasion: Occasion, orders: tuple[int, ...] = LOW_ORDERS) -> Decision | None:
    """Corank >= 2: the leading form of the reduced function; where it is semidefinite, its zero directions are followed by blowing up."""
    inertia = occasion.inertia
    if inertia is None or inertia.zero < 2:
        return None
    exact_degree = degree_of(occasion) if inertia.zero == len(occasion.variables) else None
    for order in orders:
        found = split_at(occasion, order)
        try:
            lowest = None if found is None else leading(found.reduced, order)
            if found is None or lowest is None:
                continue
            exact = exact_degree is not None and exact_degree <= order
            signs = plane_signs(found.reduced, order, exact) if inertia.zero == 2 else form_signs(found.reduced, order, inertia.zero)
        except Undecided:
            continue
        evidence = (("leading_form", occasion.shown(lowest[1], found.kept)),)
        return decision(with_block(signs, inertia.positive, inertia.negative), Test.LEADING_FORM, evidence)
    return None


def high_form_test(occasion: Occasion) -> Decision | None:
    """The same with more terms."""
    return leading_form_test(occasion, HIGH_ORDERS)


def degree_of(occasion: Occasion) -> int | None:
    """The degree when f is a polynomial over Q."""
    product = factored(occasion.tree)
    if product is None or not product.polynomial:
        return None
    return sum(factor.exponent * (factor.degree or 0) for factor in product.factors)


def one_sign_test(occasion: Occasion) -> Decision | None:
    """f - f(a) is a product: even powers keep one sign, a factor of odd exponent that changes sign makes a saddle."""
    signs = signs_as_typed(occasion.tree, occasion.variables, occasion.at)
    bindings = dict(zip(occasion.variables, occasion.at, strict=True))
    value = simplify_constant(t.substitute(occasion.tree, bindings))
    return decision(signs, Test.ONE_SIGN, (("factors", simplify(t.subtract(occasion.tree, value))),))


def settled_sign_test(occasion: Occasion) -> Decision | None:
    """The same, silent where more Taylor terms may tell whether the extremum is strict."""
    found = one_sign_test(occasion)
    if found is None or found.strict is not None or found.kind is Classification.SADDLE:
        return found
    reduced = split_at(occasion, LOW_ORDERS[-1])
    return found if reduced is not None and leading(reduced.reduced, LOW_ORDERS[-1]) is None else None


def set_test(occasion: Occasion) -> Decision | None:
    """f is constant on a manifold through the point of the corank's dimension: the other eigenvalues decide (Morse-Bott).

    The manifold y = y(u) of the splitting lemma is guessed from its Taylor polynomial and then proved: the derivatives by the y vanish
    on it and f is constant there.
    """
    inertia = occasion.inertia
    found = split_at(occasion, LOW_ORDERS[0])
    if inertia is None or found is None or found.reduced or not found.solved:
        return None
    names = tuple(occasion.variables[k] for k in found.kept)
    point = {name: place for name, place in zip(occasion.variables, occasion.at, strict=True) if name not in names}
    graph = {name: t.add(place, occasion.shown(jet, found.kept)) for (name, place), jet in zip(point.items(), found.solved, strict=True)}
    value = t.substitute(occasion.tree, dict(zip(occasion.variables, occasion.at, strict=True)))
    zero = [t.subtract(occasion.tree, value), *(derive(occasion.tree, name).result for name in point)]
    if not all(is_identically_zero(t.substitute(tree, graph)) for tree in zero):
        return None
    signs = with_block(Signs(False, False, True), inertia.positive, inertia.negative)
    shown = tuple((name, simplify(tree)) for name, tree in graph.items())
    return decision(signs, Test.MORSE_BOTT, shown)


def curves_test(occasion: Occasion) -> Decision | None:
    """Two curves into the point, on one of which f is larger than f(a), on the other smaller: a saddle."""
    for order in (*LOW_ORDERS, *HIGH_ORDERS):
        pair = opposite_curves(occasion.jet(order), order, len(occasion.variables))
        if pair is not None:
            return Decision(Classification.SADDLE, None, Test.CURVES, tuple(shown_curve(occasion, curve) for curve in pair))
    return None


def shown_curve(occasion: Occasion, curve: Curve) -> tuple[str, Expr]:
    """("x = t, y = 3*t**2/2", -t**4/4)."""
    from calc_cli.language import to_text

    parts = []
    for name, place, factor, exponent in zip(occasion.variables, occasion.at, curve.factors, curve.exponents, strict=True):
        step = jet_tree({(exponent,): factor} if factor != ZERO else {}, ("t",))
        parts.append(f"{name} = {to_text(t.add(place, step))}")
    value = t.multiply(tree_of(curve.value), t.power(t.Variable("t"), curve.degree))
    return ", ".join(parts), value


def analytic(test: Callable[[Occasion], Decision | None]) -> Callable[[Occasion], Decision | None]:
    """The test, silent where the function is not proved analytic or a coefficient is not decided."""

    def guarded(occasion: Occasion) -> Decision | None:
        try:
            return test(occasion)
        except (NotAnalytic, Undecided):
            return None

    guarded.__name__, guarded.__doc__ = test.__name__, test.__doc__
    return guarded


DEGENERATE_TESTS: tuple[Callable[[Occasion], Decision | None], ...] = (
    analytic(separable_test),  # one variable at a time
    analytic(splitting_test),  # one zero eigenvalue: one power of one variable decides
    analytic(leading_form_test),  # several: the lowest form, and its zero directions
    analytic(set_test),  # a whole manifold of such points
    analytic(settled_sign_test),  # exact factors: also where no finite part of the Taylor series decides
    analytic(high_splitting_test),
    analytic(high_form_test),
    analytic(one_sign_test),
    analytic(curves_test),  # any number of variables: two curves prove a saddle
)

