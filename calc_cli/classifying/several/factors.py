"""The sign of f - f(a) next to a from its factors: even powers keep one sign, an odd one that changes sign makes a saddle.

Two coprime polynomials have common zeros of dimension <= n - 2 only, so that next to a generic zero of one the others keep their sign.
"""

from __future__ import annotations

from dataclasses import replace

from flint import fmpz_mpoly

from calc_cli import tree as t
from calc_cli.classifying.several.branches import plane_signs
from calc_cli.classifying.several.coefficients import coefficient, sign
from calc_cli.classifying.several.expansion import NotAnalytic, taylor_polynomial
from calc_cli.classifying.several.forms import form_signs
from calc_cli.classifying.several.germs import BOTH, Signs
from calc_cli.classifying.several.jets import Undecided, head
from calc_cli.classifying.several.one_sign import global_sign
from calc_cli.records import record
from calc_cli.remembering import remembered
from calc_cli.symbolic import factoring
from calc_cli.symbolic.display import expanded
from calc_cli.symbolic.field import Field, NotInField
from calc_cli.symbolic.normalize import normalize
from calc_cli.tree import Expr

ORDERS = (2, 4, 6)


@record
class Factor:
    """tree**exponent; degree: the total degree of a polynomial over Q in the variables, None when it is none; one_sign: 1 or -1 when
    the factor is proved nowhere negative, nowhere positive."""

    tree: Expr
    exponent: int
    degree: int | None
    one_sign: int


@record
class Factored:
    """content * product of the factors, negative exponents below the bar; content 0: the function is zero."""

    content: int
    factors: tuple[Factor, ...]

    @property
    def polynomial(self) -> bool:
        """Are all factors polynomials over Q?"""
        return all(factor.degree is not None and factor.exponent > 0 for factor in self.factors)


@remembered(256)
def factored(tree: Expr) -> Factored | None:
    """The tree as a product of irreducible polynomials in kernels; None when it has no normal form."""
    try:
        element = normalize(tree)
    except NotInField:
        return None
    if element.numerator.is_zero():
        return Factored(0, ())
    content, above = factoring.factored(element.numerator)
    scale, below = factoring.factored(element.denominator)
    signed = (1 if content > 0 else -1) * (1 if scale > 0 else -1)
    parts = [*((p, int(m)) for p, m in above), *((p, -int(m)) for p, m in below)]
    field = element.field
    return Factored(signed, tuple(Factor(expanded(field, p), m, degree_of(field, p), global_sign(field, p)) for p, m in parts))


def degree_of(field: Field, polynomial: fmpz_mpoly) -> int | None:
    """The total degree, when only variables occur."""
    used = [i for i, degree in enumerate(polynomial.degrees()) if degree]
    return int(polynomial.total_degree()) if all(field.kernels[i].kind == "variable" for i in used) else None


def signs_as_typed(tree: Expr, variables: tuple[str, ...], at: tuple[Expr, ...]) -> Signs:
    """The signs of f - f(a) next to a: of its factors, else of a sum whose terms all have one sign. Raises Undecided."""
    bindings = dict(zip(variables, at, strict=True))
    terms = list(tree.terms) if isinstance(tree, t.Sum) else [tree]
    constants = [term for term in terms if t.is_constant(term)]
    varying = [term for term in terms if not t.is_constant(term)]
    rest = t.add(*varying)
    if sign(coefficient(t.substitute(rest, bindings))) != 0:
        return signs_by_factors(t.subtract(tree, t.substitute(tree, bindings)), variables, at)
    try:
        return signs_by_factors(rest, variables, at)
    except Undecided:
        if len(varying) < 2:
            raise
    parts = [signs_by_factors(term, variables, at) for term in varying]
    positive, negative = any(part.positive for part in parts), any(part.negative for part in parts)
    if (positive and negative) or len(constants) == len(terms):
        raise Undecided
    strict = any(part.vanishes is False for part in parts)
    return Signs(positive, negative, False if strict else None)


def bases_of(tree: Expr) -> list[tuple[Expr, int]]:
    """The tree as a product of integer powers, as it is written."""
    match tree:
        case t.Product(parts):
            return [pair for part in parts for pair in bases_of(part)]
        case t.Negation(operand):
            return [(t.negate(t.ONE), 1), *bases_of(operand)]
        case t.Quotient(a, b):
            return [*bases_of(a), *((base, -exponent) for base, exponent in bases_of(b))]
        case t.Power(base, exponent):
            value = t.rational_value(exponent)
            if value is not None and value.denominator == 1 and value:
                return [(inner, power * int(value)) for inner, power in bases_of(base)]
    return [(tree, 1)]


@remembered(256)
def product_of(tree: Expr) -> Factored | None:
    """The irreducible factors of each of the factors as written; None when one has no normal form."""
    content = 1
    factors: dict[Expr, Factor] = {}
    for base, exponent in bases_of(tree):
        part = factored(base)
        if part is None:
            return None
        content *= part.content ** abs(exponent)
        for factor in part.factors:
            known = factors.get(factor.tree)
            total = factor.exponent * exponent + (0 if known is None else known.exponent)
            factors[factor.tree] = replace(factor, exponent=total)
    return Factored(content, tuple(factor for factor in factors.values() if factor.exponent))


def signs_by_factors(difference: Expr, variables: tuple[str, ...], at: tuple[Expr, ...]) -> Signs:
    """The signs next to the point of a function that is zero there. Raises Undecided."""
    product = product_of(difference)
    if product is None:
        raise Undecided
    if product.content == 0:
        return Signs(False, False, True)
    bindings = dict(zip(variables, at, strict=True))
    one = product.content
    odd: list[Factor] = []
    even: list[Factor] = []
    for factor in product.factors:
        there = sign(coefficient(t.substitute(factor.tree, bindings)))
        if there is None or (there == 0 and factor.exponent < 0):
            raise Undecided
        if there:
            one *= there ** abs(factor.exponent)
        else:
            (odd if factor.exponent % 2 else even).append(factor)
    vanishes: bool | None = False
    for signs in [signs_of(factor, variables, at) for factor in odd]:
        if signs is None or (signs == BOTH and not product.polynomial and len(odd) > 1):
            raise Undecided
        if signs == BOTH:
            return BOTH
        one *= 1 if signs.positive else -1
        vanishes = joined(vanishes, signs.vanishes)
    for factor in even:
        signs = signs_of(factor, variables, at)
        vanishes = joined(vanishes, None if signs is None else signs == BOTH or signs.vanishes)
    if vanishes is None and zero_on_a_line(difference, variables, at):
        vanishes = True
    return Signs(one > 0, one < 0, vanishes)


def zero_on_a_line(difference: Expr, variables: tuple[str, ...], at: tuple[Expr, ...]) -> bool:
    """Is the function zero all along a line through the point parallel to an axis?"""
    for free in variables:
        others = {name: place for name, place in zip(variables, at, strict=True) if name != free}
        product = factored(t.substitute(difference, others))
        if product is not None and product.content == 0:
            return True
    return False


def joined(a: bool | None, b: bool | None) -> bool | None:
    """a or b, None for unknown."""
    return True if a or b else None if a is None or b is None else False


def signs_of(factor: Factor, variables: tuple[str, ...], at: tuple[Expr, ...]) -> Signs | None:
    """The signs of one factor next to a zero of it."""
    for order in ORDERS if factor.degree is None else (factor.degree,):
        try:
            jet = taylor_polynomial(factor.tree, variables, at, order)
            if sign(head(jet)) != 0:
                return None
            jet.pop((0,) * len(variables), None)
            if len(variables) == 2:
                return plane_signs(jet, order, factor.degree is not None)
            return form_signs(jet, order, len(variables))
        except Undecided:
            continue
        except NotAnalytic:
            break
    return Signs(factor.one_sign > 0, factor.one_sign < 0, None) if factor.one_sign else None
