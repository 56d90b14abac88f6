"""A system over kernels: the numerators of its equations as polynomials, and what must not vanish."""

from __future__ import annotations

from collections.abc import Iterator

from flint import fmpz_mpoly

from calc_cli import tree as t
from calc_cli.model import System
from calc_cli.records import mutable_record, record
from calc_cli.solving.form import Refused
from calc_cli.solving.systems.rings import used_in
from calc_cli.symbolic import constants
from calc_cli.symbolic.field import Element, Field, Kernel, NotInField
from calc_cli.symbolic.normalize import normalize_all
from calc_cli.tree import Expr


@record
class Condition:
    """tree > 0, >= 0 or != 0 is needed where the equations are defined."""

    tree: Expr
    relation: str


@mutable_record
class SystemForm:
    """numerators: polynomials over the kernels of `field` with the common zeros of the system; nonzero: excluded; conditions: to be
    tested at each solution, as typed."""

    system: System
    field: Field
    numerators: tuple[fmpz_mpoly, ...]
    nonzero: tuple[fmpz_mpoly, ...]
    conditions: tuple[Condition, ...]

    def kernels(self) -> list[Kernel]:
        """The kernels that occur in the numerators."""
        found: frozenset[int] = frozenset()
        for polynomial in self.numerators:
            found |= used_in(polynomial)
        return [self.field.kernels[i] for i in sorted(found)]


def form_of(system: System) -> SystemForm:
    """The system in normal form; factors that never vanish are dropped."""
    conditions = tuple(dict.fromkeys(c for tree in system.equations for c in conditions_of(tree)))
    denominators = tuple(dict.fromkeys(c.tree for c in conditions if c.relation == "!="))
    try:
        elements = normalize_all((*system.equations, *denominators))
    except NotInField as reason:
        raise Refused(f"normal form: {reason}") from None
    size = len(system.equations)
    field = elements[0].field
    numerators = tuple(without_units(field, element.numerator) for element in elements[:size])
    excluded = {str(p): p for p in excluded_factors(elements[:size], elements[size:])}
    return SystemForm(system, field, numerators, tuple(excluded.values()), conditions)


def excluded_factors(equations: tuple[Element, ...], denominators: tuple[Element, ...]) -> Iterator[fmpz_mpoly]:
    """Polynomials that must not vanish where the system is defined."""
    for element in denominators:
        yield without_units(element.field, element.numerator)
    for element in equations:
        if not element.denominator.is_constant():
            yield without_units(element.field, element.denominator)


def without_units(field: Field, polynomial: fmpz_mpoly) -> fmpz_mpoly:
    """The polynomial without exponentials as factors: they are never zero."""
    if polynomial.is_zero():
        return polynomial
    common = polynomial.term_content()
    for i in used_in(common):
        if field.kernels[i].kind == "exp":
            generator = polynomial.context().gens()[i]
            while (quotient := divmod(polynomial, generator))[1].is_zero():
                polynomial = quotient[0]
    return polynomial


def conditions_of(tree: Expr) -> Iterator[Condition]:
    """Where the tree is defined: denominators, logarithms, even roots, negative powers, as typed."""
    for node in t.walk(tree):
        match node:
            case t.Quotient(_, bottom) if not t.is_constant(bottom):
                yield Condition(bottom, "!=")
            case t.Power(base, exponent) if not t.is_constant(base):
                yield from power_condition(base, t.rational_value(exponent))
            case t.Call("log", arguments):
                yield from (Condition(a, ">") for a in arguments if not t.is_constant(a))
            case t.Call("sqrt", (inside,)) if not t.is_constant(inside):
                yield Condition(inside, ">=")


def power_condition(base: Expr, exponent: object) -> Iterator[Condition]:
    """Of base**exponent with a rational exponent, or (None) any other."""
    if exponent is None:
        yield Condition(base, ">")
        return
    q = exponent
    if q < 0:  # type: ignore[operator]
        yield Condition(base, "!=")
    if q.denominator % 2 == 0:  # type: ignore[attr-defined]
        yield Condition(base, ">=")


def holds(condition: Condition, at: dict[str, Expr]) -> bool:
    """Does the condition hold at the point? Refused when it cannot be decided."""
    value = constants.sign_of(constants.simplify_constant(t.substitute(condition.tree, at)))
    if value is None:
        raise Refused("whether a solution lies in the domain is not decided")
    return value != 0 if condition.relation == "!=" else value > 0 if condition.relation == ">" else value >= 0
