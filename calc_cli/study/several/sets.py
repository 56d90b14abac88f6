"""Curves and surfaces of critical points: the value of f on them."""

from __future__ import annotations

from fractions import Fraction

from calc_cli import tree as t
from calc_cli.calculus import gradient
from calc_cli.classifying.several.factors import product_of
from calc_cli.classifying.several.odd_factors import is_same
from calc_cli.domain import gates
from calc_cli.model import Component, Equation, Truth
from calc_cli.solving import solve
from calc_cli.study.several.bounds import LETTER, range_of
from calc_cli.study.several.composition import Composition, composition_of
from calc_cli.study.several.forms import polynomial_of
from calc_cli.symbolic import simplify
from calc_cli.symbolic.constants import sign_of, simplify_constant
from calc_cli.symbolic.field import Element, NotInField, Refine, coefficients_in, degrees
from calc_cli.symbolic.normalize import Normalizer
from calc_cli.tree import Comparison, Expr, is_constant, substitute, variables_of

TRIES = 20
LEVEL_SECONDS = 1.0


def value_on(tree: Expr, variables: tuple[str, ...], component: Component) -> Expr | None:
    """The value of f on a set of critical points when it is proved to be one constant there; otherwise None."""
    equations = [equation for equation in component.equations if not isinstance(equation, Comparison)]
    level = value_on_level(tree, equations[0]) if len(equations) == 1 else None
    if level is not None:
        return level
    if not gates(tree) and any(is_factor(tree, equation) for equation in equations):
        return t.ZERO
    reduced = tree
    left: list[Expr] = []
    known: list[dict[str, Expr]] = []
    for equation in equations:
        current = equation
        for earlier in known:
            current = substitute(current, earlier)
        solved = solved_for(current, variables)
        if solved is None:
            left.append(current)
            continue
        name, value = solved
        known.append({name: value})
        reduced = substitute(reduced, {name: value})
        left = [substitute(other, {name: value}) for other in left]
    shown = simplify(reduced)
    if is_constant(shown):
        return simplify_constant(shown)
    return remainder(shown, left[0]) if len(left) == 1 else None


def is_factor(tree: Expr, equation: Expr) -> bool:
    """Is the equation's left side a factor of f? Then f is 0 wherever it is."""
    whole = product_of(tree)
    return whole is not None and any(factor.exponent > 0 and is_same(factor.tree, equation) for factor in whole.factors)


def value_on_level(tree: Expr, equation: Expr) -> Expr | None:
    """f = g(p) on a set h(p) = 0 where h has one zero c in the range of p: g(c); otherwise None."""
    names = tuple(sorted(variables_of(tree)))
    f = composition_of(tree, LETTER)
    if f is None or names != tuple(sorted(variables_of(equation))):
        return None
    h = level_of(equation, f)
    if h is None:
        return None
    found = solve(Equation(h, LETTER, range_of(f.inner, {}).interval), LEVEL_SECONDS)
    if found.complete is not Truth.TRUE or found.families or found.undecided or len(found.roots) != 1:
        return None
    return simplify_constant(substitute(f.outer, {LETTER: found.roots[0].value}))


def level_of(equation: Expr, f: Composition) -> Expr | None:
    """h in the letter with the equation's left side h(u), u the polynomial inside f; None when it is not of this form."""
    names = tuple(sorted(variables_of(equation)))
    h = composition_of(equation, LETTER) or polynomial_level(equation, f, names)
    return None if h is None or h.inner != f.inner else h.outer


def polynomial_level(equation: Expr, f: Composition, names: tuple[str, ...]) -> Composition | None:
    """a*p + b = 0 as a level of p."""
    mine, inner = polynomial_of(equation, names), polynomial_of(f.inner, names)
    if mine is None or inner is None:
        return None
    origin = (0,) * len(names)
    top = max(inner)
    scale = mine.get(top, Fraction(0)) / inner[top]
    rest = {e: mine.get(e, Fraction(0)) - scale * inner.get(e, Fraction(0)) for e in {*mine, *inner}}
    if not scale or any(c for e, c in rest.items() if e != origin):
        return None
    shift = rest.get(origin, Fraction(0))
    return Composition(t.add(t.multiply(t.rational(scale), t.Variable(LETTER)), t.rational(shift)), f.inner)


def solved_for(equation: Expr, variables: tuple[str, ...]) -> tuple[str, Expr] | None:
    """(x_i, value) for an equation linear in a variable with a constant slope."""
    for name in variables:
        if name in variables_of(equation) and not gates(equation):
            slope = gradient(equation, (name,))[0].result
            if is_constant(slope) and sign_of(slope):
                return name, t.negate(t.divide(substitute(equation, {name: t.ZERO}), slope))
    return None


def remainder(tree: Expr, equation: Expr) -> Expr | None:
    """The constant c with f - c divisible by the equation's left side, as polynomials over kernels; None when there is none."""
    normalizer = Normalizer()
    for _ in range(TRIES):
        try:
            f, u = normalizer.element(tree), normalizer.element(equation)
            break
        except Refine:
            normalizer = Normalizer(units=normalizer.units)
        except NotInField:
            return None
    else:
        return None
    return _constant_remainder(f, u)


def _constant_remainder(f: Element, u: Element) -> Expr | None:
    """P/Q = c modulo U when P - c*Q is divisible by U."""
    if not f.denominator.is_constant():
        return None
    divisor = u.field.element(u.numerator)
    for index in [k for k, degree in enumerate(degrees(u.numerator)) if degree]:
        parts = coefficients_in(u.numerator, index)
        top = max(parts)
        rest, generator, lead = f, f.field.generator(f.field.kernels[index]), u.field.element(parts[top])
        while not rest.is_zero and (have := degrees(rest.numerator)[index]) >= top:
            share = f.field.element(coefficients_in(rest.numerator, index)[have], rest.denominator)
            rest = rest - divisor * share / lead * generator ** (have - top)
        value = rest.rational()
        if value is not None and ((f - f.field.constant(value)) / divisor).denominator.is_constant():
            return t.rational(value)
    return None
