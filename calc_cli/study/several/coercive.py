"""f -> oo as |x| -> oo in R^n, and other behaviour at infinity that holds in all directions at once."""

from __future__ import annotations

from calc_cli import tree as t
from calc_cli.classifying.several.separable import terms_of
from calc_cli.domain import Requirement, gates, with_definitions
from calc_cli.model import Region
from calc_cli.study.several import forms
from calc_cli.study.several.bounds import LETTER, Range, factors_of, grouped, range_of
from calc_cli.study.several.forms import polynomial_of
from calc_cli.study.several.line import extrema_on_line
from calc_cli.symbolic.asymptotics import limit
from calc_cli.tree import Call, E, Expr, Power, Quotient, Variable, is_constant, variables_of

CONTINUOUS_JOINTS = ("abs", "max", "min", "power", "cbrt", "root")


def proves_continuous(tree: Expr, variables: tuple[str, ...], region: Region | None) -> bool:
    """f is defined and continuous on all of the region (None: R^n)."""
    sides = dict(zip(variables, region, strict=True)) if region is not None else {}
    for gate in gates(tree):
        if gate.requirement in (Requirement.JOINT, Requirement.INTEGER_JOINT):
            if gate.reason not in CONTINUOUS_JOINTS or gate.requirement is Requirement.INTEGER_JOINT:
                return False
            continue
        if gate.guards or gate.requirement is Requirement.BRANCH:
            return False
        found = range_of(gate.subterm, sides)
        nonzero = gate.requirement is Requirement.NONZERO and found.mirrored.proves_positive()
        weakly = gate.requirement is Requirement.NONNEGATIVE and found.proves_nonnegative()
        if not (nonzero or weakly or found.proves_positive()):
            return False
    return True


def proves_smooth(tree: Expr, variables: tuple[str, ...], region: Region | None) -> bool:
    """f is defined and analytic on all of the region (None: R^n): every condition is met strictly."""
    sides = dict(zip(variables, region, strict=True)) if region is not None else {}
    for gate in gates(tree):
        found = range_of(gate.subterm, sides)
        apart = gate.requirement in (Requirement.NONZERO, Requirement.JOINT) and found.mirrored.proves_positive()
        if gate.requirement in (Requirement.INTEGER_JOINT, Requirement.BRANCH) or not (apart or found.proves_positive()):
            return False
    return True


def proves_coercive(tree: Expr, variables: tuple[str, ...]) -> bool:
    """f, continuous on R^n, tends to oo in every direction at once: its sublevel sets are bounded."""
    return coercive_in(with_definitions(tree), variables) >= set(variables)


def coercive_in(tree: Expr, variables: tuple[str, ...]) -> set[str]:
    """Names such that f -> oo as |(those variables)| -> oo, uniformly in the others, while f is bounded below; empty: not proved."""
    names = variables_of(tree)
    if not names:
        return set()
    used = tuple(sorted(names))
    polynomial = polynomial_of(tree, used)
    if polynomial is not None and forms.proves_coercive(polynomial, len(used)):
        return set(names)
    if len(used) == 1:
        return set(names) if _grows_on_line(tree, used[0]) else set()
    outer = _outer(tree)
    if outer is not None:
        function, inside = outer
        grows = limit(function, LETTER, t.INFINITY, -1).value == t.INFINITY and _bounded_below(function, inside)
        return coercive_in(inside, variables) if grows else set()
    return _of_terms(tree, used)


def _grows_on_line(tree: Expr, variable: str) -> bool:
    ends = ((t.INFINITY, -1), (t.MINUS_INFINITY, 1))
    return _is_bounded_below(tree) and all(limit(tree, variable, end, side).value == t.INFINITY for end, side in ends)


def _outer(tree: Expr) -> tuple[Expr, Expr] | None:
    """(g, u) with f = g(u), g a function of the letter t."""
    match tree:
        case Power(base, exponent) if base == E and not is_constant(exponent):
            return Power(E, Variable(LETTER)), exponent
        case Power(base, exponent) if is_constant(exponent):
            return Power(Variable(LETTER), exponent), base
        case Call(name, (inside,)):
            return Call(name, (Variable(LETTER),)), inside
        case _:
            return None


def _bounded_below(function: Expr, inside: Expr) -> bool:
    """g is bounded below on the range of u."""
    low = extrema_on_line(function, LETTER, range_of(inside, {}).interval)[0]
    return low is not None and low.value is not None and low.value.tree != t.MINUS_INFINITY


def _is_bounded_below(tree: Expr) -> bool:
    return range_of(tree, {}).low != t.MINUS_INFINITY


def _of_terms(tree: Expr, names: tuple[str, ...]) -> set[str]:
    """Terms bounded below, coercive together in the union of their variables; quadratic terms are one term."""
    terms = terms_of(tree)
    if len(terms) < 2:
        return set()
    for parts in (_by_variables(terms), _quadratic_first(terms, names)):
        if all(_is_bounded_below(part) for part in parts):
            covered: set[str] = set()
            for part in parts:
                covered |= coercive_in(part, names) if part != tree else set()
            if covered >= set(names):
                return covered
    return set()


def _by_variables(terms: list[Expr]) -> list[Expr]:
    parts: list[Expr] = []
    for names, group in grouped(terms).items():
        parts += [t.add(*group)] if len(names) < 2 else group
    return parts


def _quadratic_first(terms: list[Expr], names: tuple[str, ...]) -> list[Expr]:
    quadratic: list[Expr] = []
    others: list[Expr] = []
    for term in terms:
        polynomial = polynomial_of(term, names)
        (others if polynomial is None or forms.degree(polynomial) > 2 else quadratic).append(term)
    return ([t.add(*quadratic)] if quadratic else []) + others


def proves_vanishing(tree: Expr, variables: tuple[str, ...]) -> bool:
    """f -> 0 as |x| -> oo in all directions at once: a sum of polynomials times exp(q), q a polynomial with -q coercive; or c/coercive."""
    return all(_vanishes(term, variables) for term in terms_of(with_definitions(tree)))


def _vanishes(term: Expr, variables: tuple[str, ...]) -> bool:
    exponent: list[Expr] = []
    rest: list[Expr] = []
    for factor in factors_of(term):
        match factor:
            case Power(base, inside) if base == E:
                exponent.append(inside)
            case Call("exp", (inside,)):
                exponent.append(inside)
            case _:
                rest.append(factor)
    if exponent:
        total = polynomial_of(t.negate(t.add(*exponent)), variables)
        tame = all(polynomial_of(factor, variables) is not None or _is_bounded(factor) for factor in rest)
        return total is not None and tame and forms.proves_coercive(total, len(variables))
    match term:
        case Quotient(top, bottom):
            return _is_bounded(top) and proves_coercive(bottom, variables)
        case _:
            return False


def _is_bounded(tree: Expr) -> bool:
    found = range_of(tree, {})
    return found.low != t.MINUS_INFINITY and found.high != t.INFINITY


def proves_posynomial(tree: Expr, variables: tuple[str, ...], region: Region | None) -> bool:
    """f is a sum of monomials with positive coefficients, exponents any integers, on a box in the positive orthant: convex in x = e^u."""
    if region is None or not all(Range(side.lower, side.upper).proves_nonnegative() for side in region):
        return False
    quotient = forms.quotient_of(tree, variables)
    if quotient is None:
        return False
    top, bottom = quotient
    return len(bottom) == 1 and all(c > 0 for c in (*bottom.values(), *top.values()))
