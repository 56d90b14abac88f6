"""Curves along which f tends to oo or -oo, or approaches a bound: witnesses."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.domain import gates
from calc_cli.effort import now
from calc_cli.model import Interval, Region
from calc_cli.study.several.domain_box import kept_on_line, natural_box
from calc_cli.study.several.forms import Exponents, curves, natural_weights, on_curve, polynomial_of
from calc_cli.study.several.line import extrema_on_line, study_on_line
from calc_cli.study.several.region import LINE, contains
from calc_cli.symbolic import simplify
from calc_cli.symbolic.asymptotics import limit
from calc_cli.symbolic.comparing import compare
from calc_cli.symbolic.constants import simplify_constant
from calc_cli.tree import Expr, Variable, substitute

PARAMETER = "t"
SIMPLE = (Fraction(0), Fraction(1), Fraction(-1))
MORE = (*SIMPLE, Fraction(3, 2), Fraction(-3, 2), Fraction(2), Fraction(-2), Fraction(1, 2), Fraction(-1, 2))
BASES = (Fraction(0), Fraction(1), Fraction(3), Fraction(-2))
HYPERBOLAS = ((-1, 1), (1, -1), (-1, 2), (2, -1), (-2, 1), (1, -2))
MOST_DIRECTIONS = 16
MOST_PLACES = 4
Curve = tuple[Expr, ...]


def parameter(variables: tuple[str, ...]) -> str:
    """The letter of a curve: t, unless it is a variable."""
    return next(letter for letter in (PARAMETER, "s", "u", "tau") if letter not in variables)


def curve_tree(curve: tuple[tuple[Fraction, int], ...], letter: str) -> Curve:
    """x_i = d_i * t**w_i as trees."""
    return tuple(t.multiply(t.rational(d), t.power(Variable(letter), w)) for d, w in curve)


def polynomial_runaway(tree: Expr, variables: tuple[str, ...], direction: int) -> Curve | None:
    """A monomial curve along which a polynomial tends to direction * oo; None: it is none, or no curve was found."""
    polynomial = polynomial_of(tree, variables)
    if polynomial is None:
        return None
    size = len(variables)
    weights: list[Exponents] = [(1,) * size]
    natural = natural_weights({e: direction * c for e, c in polynomial.items()}, size) or natural_weights(polynomial, size)
    if natural is not None and natural not in weights:
        weights.append(natural)
    if size == 2:
        weights += [w for w in ((1, 2), (2, 1), (1, 3), (3, 1), (2, 3), (3, 2)) if w not in weights]
    scales = MORE if size <= 2 else SIMPLE if size <= 5 else SIMPLE[:2]
    for curve in curves(size, tuple(weights), scales):
        power, leading = on_curve(polynomial, curve)
        if power > 0 and direction * leading > 0:
            return curve_tree(curve, parameter(variables))
    return None


def lines(tree: Expr, variables: tuple[str, ...], region: Region | None) -> Iterator[tuple[Curve, Interval]]:
    """Lines that may meet the domain of f, with the interval of the parameter."""
    asked = [gate for gate in gates(tree) if gate.restricts]
    box = region or natural_box(tree, variables)
    for line, interval in lines_of(variables, box):
        place = dict(zip(variables, line, strict=True))
        kept = kept_on_line(asked, place, substitute(tree, place), parameter(variables), interval)
        if kept is not None:
            yield line, kept


def lines_of(variables: tuple[str, ...], region: Region | None) -> Iterator[tuple[Curve, Interval]]:
    """Lines parallel to an axis through points of the region; when it is R^n diagonals, in the plane also branches of x**a*y**b = 1.

    Each with the interval of its parameter.
    """
    letter = Variable(parameter(variables))
    size = len(variables)
    sides = region or (LINE,) * size
    for axis in range(size):
        for base in BASES:
            at = tuple(t.rational(_sample(side, base)) for side in sides)
            if contains(region, at):
                yield (*at[:axis], letter, *at[axis + 1 :]), sides[axis]
    if region is None and size <= 4:
        for base in BASES[:2]:
            directions = [d for d in product((1, -1, 0), repeat=size) if next((x for x in d if x), 0) > 0 and sum(map(abs, d)) > 1]
            for d in directions[:MOST_DIRECTIONS]:
                yield tuple(t.add(t.rational(base), t.multiply(t.rational(x), letter)) for x in d), LINE
    if region is None and size == 2:
        for (a, b), sign in product(HYPERBOLAS, (1, -1)):
            yield (t.power(letter, a), t.multiply(t.rational(sign), t.power(letter, b))), Interval(t.ZERO, t.INFINITY)


def _sample(side: Interval, base: Fraction) -> Fraction:
    """The base when it lies inside the side, otherwise a simple rational inside."""
    if contains((side,), (t.rational(base),)):
        return base
    return balls.between(side.lower, side.upper)


def line_runaway(tree: Expr, variables: tuple[str, ...], region: Region | None, direction: int, deadline: float) -> Curve | None:
    """A curve on which f tends to direction * oo as t -> oo; () when there is one, but unknown; None: none was found in time."""
    letter = parameter(variables)
    wanted = t.INFINITY if direction > 0 else t.MINUS_INFINITY
    for line, interval in lines(tree, variables, region):
        along = substitute(tree, dict(zip(variables, line, strict=True)))
        end = infinite_end(along, letter, interval, wanted)
        if end is not None:
            return run_out(line, letter, *end)
    for line, interval in lines(tree, variables, region):
        along = substitute(tree, dict(zip(variables, line, strict=True)))
        if t.is_constant(along):
            continue
        if now() > deadline:
            return None
        found = extrema_on_line(along, letter, interval)[1 if direction > 0 else 0]
        if found is not None and found.value is not None and found.value.tree == wanted:
            end = pole(along, letter, interval, wanted)
            return () if end is None else run_out(line, letter, *end)
    return None


End = tuple[Expr, int]
"""A value of the parameter and the side (-1: from below, +1: from above) from which it is approached."""


def infinite_end(along: Expr, letter: str, interval: Interval, wanted: Expr) -> End | None:
    """An infinite end of the line at which f tends to the value."""
    ends = ((interval.upper, t.INFINITY, -1), (interval.lower, t.MINUS_INFINITY, 1))
    if t.is_constant(along):
        return None
    return next(((end, side) for end, infinity, side in ends if end == infinity and limit(along, letter, end, side).value == wanted), None)


def pole(along: Expr, letter: str, interval: Interval, wanted: Expr) -> End | None:
    """An end or a pole on the line at which f tends to the value from one side."""
    for end, side in ((interval.upper, -1), (interval.lower, 1)):
        if limit(along, letter, end, side).value == wanted:
            return end, side
    for place in study_on_line(along, letter, interval).singularities:
        for found, side in ((place.left, -1), (place.right, 1)):
            if found is not None and found.value == wanted:
                return place.at.tree, side
    return None


def run_out(line: Curve, letter: str, end: Expr, side: int) -> Curve:
    """The line with a parameter that grows without bound towards the end: t, -t, or c - 1/t and c + 1/t."""
    grows: Expr = Variable(letter)
    if end == t.MINUS_INFINITY:
        grows = t.negate(grows)
    elif end != t.INFINITY:
        grows = t.add(end, t.divide(t.rational(side), Variable(letter)))
    return tuple(simplify(substitute(x, {letter: grows})) for x in line)


def approaching(tree: Expr, variables: tuple[str, ...], region: Region | None, value: Expr) -> Curve | None:
    """A curve on which f tends to a finite value as t -> oo, towards infinity or an open end."""
    letter = parameter(variables)
    for line, interval in lines(tree, variables, region):
        along = substitute(tree, dict(zip(variables, line, strict=True)))
        if t.is_constant(along):
            continue
        for end, side in ((interval.upper, -1), (interval.lower, 1)):
            if limit(along, letter, end, side).value == value:
                return run_out(line, letter, end, side)
    return None


def taken_on_lines(tree: Expr, variables: tuple[str, ...], region: Region | None, low: Expr, deadline: float) -> list[Curve]:
    """Points on a line at which f takes a value known to be a lower bound; empty when no line has one."""
    letter = parameter(variables)
    for line, interval in lines(tree, variables, region):
        along = substitute(tree, dict(zip(variables, line, strict=True)))
        if t.is_constant(along) or now() > deadline:
            continue
        least = extrema_on_line(along, letter, interval)[0]
        if least is not None and least.attained and least.value is not None and compare(least.value.tree, low) == 0:
            return [tuple(simplify_constant(substitute(x, {letter: at[0].tree})) for x in line) for at in least.at[:MOST_PLACES]]
    return []
