"""sin, cos, tan and their inverses at exact constants: rational multiples of pi, sums with asin, acos, atan of algebraic numbers."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import arb

from calc_cli.balls.constants import value_at
from calc_cli.symbolic.angle_search import cosine_turns
from calc_cli.symbolic.constant_atoms import (
    CALL,
    CIRCLE_ATOM,
    HALF,
    Atom,
    Form,
    Monomial,
    NoForm,
    call_atom,
    constant,
    is_algebraic,
    plus,
    rational_of,
    scaled,
)
from calc_cli.symbolic.constant_display import form_tree
from calc_cli.symbolic.constant_form import cosine, cosine_values, single, times
from calc_cli.symbolic.constant_terms import odd_argument, power_of, proved_sign, quotient

MULTIPLE_LIMIT = 12
CIRCLE_MONOMIAL: Monomial = ((CIRCLE_ATOM, Fraction(1)),)
Pair = tuple[Form, Form]


def turned(pair: Pair, other: Pair) -> Pair:
    """(cos, sin) of the sum of two angles."""
    (c, s), (d, t) = pair, other
    return plus(times(c, d), times(s, t), -1), plus(times(s, d), times(c, t))


def cos_sin(form: Form) -> Pair:
    """(cos, sin) of an angle: the multiple of pi, the inverse functions and the rest, put together by the addition formulas."""
    turns = form.get(CIRCLE_MONOMIAL, Fraction(0))
    rest: Form = {}
    pair: Pair = (constant(1), {})
    for monomial, q in form.items():
        if monomial == CIRCLE_MONOMIAL:
            continue
        known = inverse_function_pair(monomial[0][0]) if len(monomial) == 1 and monomial[0][1] == 1 else None
        if known is None or q.denominator != 1 or abs(q) > MULTIPLE_LIMIT:
            rest[monomial] = q
            continue
        c, s = known
        for _ in range(abs(int(q))):
            pair = turned(pair, (c, s if q > 0 else scaled(s, -1)))
    if rest:
        whole = turns // HALF * HALF
        pair = turned(pair, atoms_of(plus(rest, multiple_of_pi(turns - whole))))
        turns = whole
    return turned(pair, (cosine(turns), cosine(HALF - turns)))


def inverse_function_pair(atom: Atom) -> Pair | None:
    """(cos, sin) of asin(c), acos(c), atan(c)."""
    if atom.kind != CALL or atom.form is None or atom.key[1] not in ("asin", "acos", "atan"):
        return None
    c = atom.form
    if atom.key[1] == "atan":
        length = power_of(plus(constant(1), times(c, c)), constant(-HALF))
        return length, times(c, length)
    other = power_of(plus(constant(1), times(c, c), -1), constant(HALF))
    return (c, other) if atom.key[1] == "acos" else (other, c)


def atoms_of(form: Form) -> Pair:
    """(cos, sin) of an angle about which nothing is known, as atoms."""
    sign, argument = odd_argument(form)
    tree = form_tree(argument)
    return single(call_atom("cos", tree, argument)), scaled(single(call_atom("sin", tree, argument)), sign)


def tangent(form: Form) -> Form:
    """tan: an exact value when cosine and sine have one, otherwise the atom tan(c)."""
    turns = form.get(CIRCLE_MONOMIAL, Fraction(0)) if set(form) <= {CIRCLE_MONOMIAL} else None
    if turns is not None:
        t = turns % 1
        if t == HALF:
            raise NoForm
        t, sign = (t, 1) if t < HALF else (1 - t, -1)
        if t not in cosine_values() or HALF - t not in cosine_values():
            angle = {CIRCLE_MONOMIAL: t}
            return scaled(single(call_atom("tan", form_tree(angle), angle)), sign)
    elif not any(inverse_function_pair(m[0][0]) for m in form if len(m) == 1):
        sign, argument = odd_argument(form)
        return scaled(single(call_atom("tan", form_tree(argument), argument)), sign)
    c, s = cos_sin(form)
    return quotient(s, c)


def reciprocal_of(form: Form) -> Form:
    """1/form, for a form proved not to be zero."""
    return quotient(constant(1), form)


FUNCTIONS_OF_ANGLES: dict[str, Callable[[Form], Form]] = {
    "cos": lambda u: cos_sin(u)[0],
    "sin": lambda u: cos_sin(u)[1],
    "tan": tangent,
    "cot": lambda u: quotient(*cos_sin(u)),
    "sec": lambda u: reciprocal_of(cos_sin(u)[0]),
    "csc": lambda u: reciprocal_of(cos_sin(u)[1]),
}


def multiple_of_pi(turns: Fraction) -> Form:
    """turns * pi."""
    return {CIRCLE_MONOMIAL: turns} if turns else {}


def arccosine(form: Form) -> Form:
    """acos(c): a rational multiple of pi when it is one; acos(-c) = pi - acos(c)."""
    turns = algebraic_turns(form)
    if turns is not None:
        return multiple_of_pi(turns)
    require_unit(form)
    angle = angle_inside(form, "cos")
    if angle is not None:
        nearest, rest = angle
        # cos(rest + nearest pi), rest within [-pi/2, pi/2]
        size = scaled(rest, 1 if proved_sign(rest) >= 0 else -1)
        return size if nearest % 2 == 0 else plus(multiple_of_pi(Fraction(1)), size, -1)
    sign, argument = odd_argument(form)
    value = single(call_atom("acos", form_tree(argument), argument))
    return value if sign > 0 else plus(multiple_of_pi(Fraction(1)), value, -1)


def arcsine(form: Form) -> Form:
    """asin(c), odd."""
    turns = algebraic_turns(form)
    if turns is not None:
        return multiple_of_pi(HALF - turns)
    require_unit(form)
    angle = angle_inside(form, "sin")
    if angle is not None:
        return scaled(angle[1], -1 if angle[0] % 2 else 1)
    sign, argument = odd_argument(form)
    return scaled(single(call_atom("asin", form_tree(argument), argument)), sign)


def arctangent(form: Form) -> Form:
    """atan(c), odd; its double angle has the cosine (1 - c²)/(1 + c²)."""
    if not form:
        return {}
    sign, argument = odd_argument(form)
    angle = angle_inside(form, "tan")
    if angle is not None:
        return angle[1]
    if is_algebraic(form):
        square = times(form, form)
        turns = algebraic_turns(quotient(plus(constant(1), square, -1), plus(constant(1), square)))
        if turns is not None:
            return multiple_of_pi(proved_sign(form) * turns / 2)
    return scaled(single(call_atom("atan", form_tree(argument), argument)), sign)


def algebraic_turns(form: Form) -> Fraction | None:
    """r in [0, 1] with cos(r pi) = c, when c is algebraic and the angle a rational multiple of pi."""
    q = rational_of(form)
    if q is not None:
        return {Fraction(-1): Fraction(1), -HALF: Fraction(2, 3), Fraction(0): HALF, HALF: Fraction(1, 3), Fraction(1): Fraction(0)}.get(q)
    return cosine_turns(form_tree(form)) if is_algebraic(form) else None


def angle_inside(form: Form, name: str) -> tuple[int, Form] | None:
    """For c = ±f(u), f an atom sin, cos or tan: (n, v) with f(v + n pi) = c and -pi/2 <= v <= pi/2."""
    if len(form) != 1:
        return None
    ((monomial, q),) = form.items()
    if abs(q) != 1 or len(monomial) != 1 or monomial[0][1] != 1 or monomial[0][0].key[:2] != (CALL, name):
        return None
    angle = monomial[0][0].form or {}
    if q < 0:
        angle = plus(multiple_of_pi(Fraction(1)), angle) if name == "cos" else scaled(angle, -1)
    turns = value_at(form_tree(angle), 96) / arb.pi()
    n = (turns.mid() + arb(0.5)).floor().unique_fmpz()
    if n is None:
        return None
    rest = plus(angle, multiple_of_pi(Fraction(int(n))), -1)
    quarter = multiple_of_pi(HALF)
    inside = proved_sign(plus(quarter, rest)) >= 0 and proved_sign(plus(quarter, rest, -1)) >= 0
    return (int(n), rest) if inside else None


def require_unit(form: Form) -> None:
    """-1 <= c <= 1, or NoForm."""
    if proved_sign(plus(constant(1), times(form, form), -1)) < 0:
        raise NoForm


INVERSE: dict[str, Callable[[Form], Form]] = {"asin": arcsine, "acos": arccosine, "atan": arctangent}
