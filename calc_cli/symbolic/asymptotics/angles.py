"""sin, cos, tan at rational multiples of pi, and their inverses at the values these take."""

from __future__ import annotations

from collections.abc import Callable

from flint import fmpq

from calc_cli.symbolic.asymptotics.constants import EXACT_CALLS, PI_EXACT, inverse, sqrt_exact
from calc_cli.symbolic.asymptotics.exact import Combination, Exact, Undefined, opaque, to_tree
from calc_cli.symbolic.asymptotics.signs import sign
from calc_cli.tree import Call, Constant

_HALF = fmpq(1, 2)
_PI_KEY = ((Constant("pi"), fmpq(1)),)


def sin_exact(angle: Exact) -> Exact:
    """sin(q*pi + r): whole and half turns leave; multiples of pi/12, pi/10 and pi/8 in square roots."""
    turns, rest = _split(angle)
    turns = turns - 2 * (turns / 2).floor()
    if turns >= 1:
        return -_first_half(turns - 1, rest)
    return _first_half(turns, rest)


def cos_exact(angle: Exact) -> Exact:
    """cos(a) = sin(a + pi/2)."""
    return sin_exact(angle + PI_EXACT * _HALF)


def tan_exact(angle: Exact) -> Exact:
    """tan = sin/cos; raises `Undecided` at its poles."""
    return sin_exact(angle) * inverse(cos_exact(angle))


def _split(angle: Exact) -> tuple[fmpq, Exact]:
    """angle = q*pi + rest."""
    if isinstance(angle, fmpq):
        return fmpq(0), angle
    q = angle.terms.get(_PI_KEY, fmpq(0))
    return q, angle - PI_EXACT * q


def _first_half(q: fmpq, rest: Exact) -> Exact:
    """sin(q*pi + rest), 0 <= q < 1."""
    if rest == 0:
        return _sine_of_turn(min(q, 1 - q))
    if q == 0:
        return _odd("sin", rest)
    if q == _HALF:
        return _even("cos", rest)
    return opaque(Call("sin", (to_tree(PI_EXACT * q + rest),)))


def _odd(name: str, value: Exact) -> Exact:
    negative = _leads_with_minus(value)
    plain = opaque(Call(name, (to_tree(-value if negative else value),)))
    return -plain if negative else plain


def _even(name: str, value: Exact) -> Exact:
    return opaque(Call(name, (to_tree(-value if _leads_with_minus(value) else value),)))


def _leads_with_minus(value: Exact) -> bool:
    if isinstance(value, Combination):
        return all(c < 0 for c in value.terms.values())
    return bool(value < 0)


def _sine_of_turn(q: fmpq) -> Exact:
    """sin(q*pi), 0 <= q <= 1/2."""
    if q not in _SINES:
        return opaque(Call("sin", (to_tree(PI_EXACT * q),)))
    return _SINES[q]


def _surd(n: int) -> Exact:
    return sqrt_exact(fmpq(n))


_SINES: dict[fmpq, Exact] = {
    fmpq(0): fmpq(0),
    fmpq(1, 2): fmpq(1),
    fmpq(1, 6): fmpq(1, 2),
    fmpq(1, 4): _surd(2) * _HALF,
    fmpq(1, 3): _surd(3) * _HALF,
    fmpq(1, 12): (_surd(6) - _surd(2)) * fmpq(1, 4),
    fmpq(5, 12): (_surd(6) + _surd(2)) * fmpq(1, 4),
    fmpq(1, 10): (_surd(5) - 1) * fmpq(1, 4),
    fmpq(3, 10): (_surd(5) + 1) * fmpq(1, 4),
    fmpq(1, 8): sqrt_exact(2 - _surd(2)) * _HALF,
    fmpq(3, 8): sqrt_exact(2 + _surd(2)) * _HALF,
    fmpq(1, 5): sqrt_exact(10 - 2 * _surd(5)) * fmpq(1, 4),
    fmpq(2, 5): sqrt_exact(10 + 2 * _surd(5)) * fmpq(1, 4),
}
_TANGENTS: dict[fmpq, Exact] = {
    fmpq(0): fmpq(0),
    fmpq(1, 4): fmpq(1),
    fmpq(1, 3): _surd(3),
    fmpq(1, 6): _surd(3) * fmpq(1, 3),
    fmpq(1, 12): 2 - _surd(3),
    fmpq(5, 12): 2 + _surd(3),
    fmpq(1, 8): _surd(2) - 1,
    fmpq(3, 8): _surd(2) + 1,
}
_ARCSINES: dict[Exact, Exact] = {value: PI_EXACT * q for q, value in _SINES.items()}
_ARCTANGENTS: dict[Exact, Exact] = {value: PI_EXACT * q for q, value in _TANGENTS.items()}


def _inverse_function(name: str, table: dict[Exact, Exact], value: Exact) -> Exact:
    if value in table:
        return table[value]
    if -value in table:
        return -table[-value]
    return _odd(name, value)


def asin_exact(value: Exact) -> Exact:
    """asin(v) for -1 <= v <= 1."""
    if sign(1 - value) < 0 or sign(1 + value) < 0:
        raise Undefined
    return _inverse_function("asin", _ARCSINES, value)


def acos_exact(value: Exact) -> Exact:
    """acos(v) = pi/2 - asin(v)."""
    return PI_EXACT * _HALF - asin_exact(value)


def atan_exact(value: Exact) -> Exact:
    """atan(v): a multiple of pi/12 or pi/8, or an opaque constant."""
    return _inverse_function("atan", _ARCTANGENTS, value)


def _applied(function: Callable[[Exact], Exact]) -> Callable[[tuple[Exact, ...]], Exact]:
    return lambda arguments: function(*arguments)


_FUNCTIONS = {"sin": sin_exact, "cos": cos_exact, "tan": tan_exact, "asin": asin_exact, "acos": acos_exact, "atan": atan_exact}
EXACT_CALLS.update({name: _applied(function) for name, function in _FUNCTIONS.items()})
