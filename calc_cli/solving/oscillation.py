"""Near an end where an angle tends to infinity: f = sum of B_m(x) * T_m(sin u, cos u), judged by its dominant coefficients.

Divided by the dominant B the function tends to a trigonometric polynomial L(u) with constant coefficients; where L takes both signs
f changes sign infinitely often (intermediate values), and when the dominant B is unbounded so is f in each direction L points to.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flint import fmpz_mpoly

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.model import Interval
from calc_cli.records import record
from calc_cli.symbolic import constants
from calc_cli.symbolic.asymptotics import end_sign, limit
from calc_cli.symbolic.display import element_tree, expanded
from calc_cli.symbolic.field import Field, Kernel, NotInField, Refine, polynomial_from, terms_of, used_in
from calc_cli.symbolic.normalize import Normalizer
from calc_cli.tree import Expr

SAMPLES = 24


@record
class Wave:
    """coefficient * product of sines and cosines (kernel index -> power)."""

    coefficient: Expr
    powers: tuple[tuple[int, int], ...]


@record
class Waves:
    """A function as a sum of waves over the kernels of a field."""

    field: Field
    parts: tuple[Wave, ...]
    kernels: tuple[Kernel, ...]

    def single_angle(self) -> Expr | None:
        """The one angle of all sines and cosines; None when there are several."""
        angles = {kernel.argument for kernel in self.kernels}
        return angles.pop() if len(angles) == 1 else None


def waves_of_polynomial(field: Field, polynomial: fmpz_mpoly, denominator: fmpz_mpoly | None = None) -> Waves | None:
    """The decomposition of P/Q; None without sines, or with sines in the denominator or inside other kernels."""
    indices = {i for i in used_in(polynomial) if field.kernels[i].kind in ("sin", "cos") and field.kernels[i].depends}
    if not indices or (denominator is not None and used_in(denominator) & indices):
        return None
    parts: dict[tuple[tuple[int, int], ...], dict[tuple[int, ...], int]] = {}
    for exponents, c in terms_of(polynomial):
        powers = tuple((i, k) for i, k in enumerate(exponents) if k and i in indices)
        rest = tuple(0 if i in indices else k for i, k in enumerate(exponents))
        parts.setdefault(powers, {})[rest] = c
    if any(_contains_wave(field.kernels[i].tree) for i in used_in(polynomial) - indices):
        return None
    made = []
    for powers, terms in parts.items():
        p = polynomial_from(terms)
        tree = expanded(field, p) if denominator is None else element_tree(field.element(p, denominator))
        made.append(Wave(tree, powers))
    return Waves(field, tuple(made), tuple(field.kernels[i] for i in sorted(indices)))


def _contains_wave(tree: Expr) -> bool:
    names = ("sin", "cos", "tan")
    return any(isinstance(n, t.Call) and n.function in names and t.variables_of(n) for n in t.walk(tree))


def waves_of_tree(tree: Expr, variable: str, interval: Interval) -> Waves | None:
    """The decomposition of a branch-free tree on an interval."""
    units: dict[tuple[str, Expr], Fraction] = {}
    sample = {variable: balls.between(interval.lower, interval.upper)}
    for _ in range(40):
        normalizer = Normalizer(sample, units)
        try:
            element = normalizer.element(tree)
        except Refine:
            continue
        except NotInField:
            return None
        return waves_of_polynomial(normalizer.field, element.numerator, element.denominator)
    return None


@record
class Swing:
    """The dominant coefficient near an end, and the signs that the limiting trigonometric polynomial takes."""

    dominant: Expr
    signs: frozenset[int]


def swing_at(waves: Waves, variable: str, end: Expr, side: int) -> Swing | None:
    """The behaviour near an end at which the one angle tends to infinity; None when it is not known."""
    angle = waves.single_angle()
    if angle is None or limit(angle, variable, end, side).value not in t.INFINITIES:
        return None
    dominant = _dominant(waves, variable, end, side)
    if dominant is None:
        return None
    ratios = []
    for wave in waves.parts:
        ratio = limit(t.divide(wave.coefficient, dominant.coefficient), variable, end, side).value
        if ratio is None or ratio in t.INFINITIES:
            return None
        if constants.sign_of(ratio) != 0:
            ratios.append((ratio, wave.powers))
    return Swing(dominant.coefficient, frozenset(_signs(waves, ratios)))


def _dominant(waves: Waves, variable: str, end: Expr, side: int) -> Wave | None:
    best = waves.parts[0]
    for wave in waves.parts[1:]:
        ratio = limit(t.divide(wave.coefficient, best.coefficient), variable, end, side).value
        if ratio is None:
            return None
        if ratio in t.INFINITIES:
            best = wave
    return best


def _signs(waves: Waves, ratios: list[tuple[Expr, tuple[tuple[int, int], ...]]]) -> Iterator[int]:
    """Certified signs of L at angles k*pi/12."""
    for k in range(SAMPLES):
        angle = t.multiply(t.rational(Fraction(k, SAMPLES // 2)), t.PI)
        total: Expr = t.ZERO
        for ratio, powers in ratios:
            factors = [t.power(t.call(waves.field.kernels[i].kind, angle), p) for i, p in powers]
            total = t.add(total, t.multiply(ratio, *factors))
        sign = balls.sign(total, 128)
        if sign:
            yield sign


def changes_sign_forever(waves: Waves, variable: str, end: Expr, side: int) -> bool:
    """Proves infinitely many sign changes near the end."""
    if _almost_periodic(waves) and end in t.INFINITIES:
        return True
    swing = swing_at(waves, variable, end, side)
    return swing is not None and {1, -1} <= swing.signs


def _almost_periodic(waves: Waves) -> bool:
    """Constant coefficients, every term one sine or cosine: an almost periodic function of mean zero. Source: H. Bohr (1925)."""
    return all(t.is_constant(w.coefficient) and sum(k for _, k in w.powers) == 1 for w in waves.parts) and all(
        _is_linear(kernel) for kernel in waves.kernels
    )


def _is_linear(kernel: Kernel) -> bool:
    from calc_cli.solving.trigonometric import linear_coefficients

    return kernel.argument is not None and linear_coefficients(kernel.argument, next(iter(kernel.depends))) is not None


def unbounded_directions(tree: Expr, variable: str, interval: Interval, end: Expr, side: int) -> frozenset[int]:
    """Directions (+1, -1) in which the function is proved to be unbounded near the end by its oscillation."""
    waves = waves_of_tree(tree, variable, interval)
    swing = None if waves is None else swing_at(waves, variable, end, side)
    if swing is None:
        return frozenset()
    if limit(swing.dominant, variable, end, side).value not in t.INFINITIES:
        return frozenset()
    sign = end_sign(swing.dominant, variable, end, side)
    return frozenset(sign * s for s in swing.signs) if sign else frozenset()


def envelope(tree: Expr, variable: str, interval: Interval, end: Expr, side: int) -> Expr | None:
    """g = sum of s_m * B_m with s_m the sign of B_m near the end: |f| <= g wherever every B_m keeps that sign."""
    waves = waves_of_tree(tree, variable, interval)
    if waves is None:
        return None
    total: Expr = t.ZERO
    for wave in waves.parts:
        sign = end_sign(wave.coefficient, variable, end, side)
        if not sign:
            return None
        total = t.add(total, wave.coefficient if sign > 0 else t.negate(wave.coefficient))
    return total
