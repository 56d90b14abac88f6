"""Exact angles and zeros of trigonometric polynomials, compared with sign changes and derivatives evaluated by mpmath."""

from fractions import Fraction
from itertools import pairwise

import mpmath
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calc_cli.language import parse_expression
from calc_cli.symbolic.angles import acos_exact, asin_exact, atan_exact, trig_polynomial_roots
from calc_cli.symbolic.circle import reduced
from tests.symbolic.symbolic_oracles import mp_value, text

F = Fraction


def test_inverse_functions() -> None:
    assert text(asin_exact(parse_expression("-sqrt(2)/2"))) == "-pi/4"
    assert text(acos_exact(parse_expression("(sqrt(5) - 1)/4"))) == "2*pi/5"
    assert text(atan_exact(parse_expression("2 - sqrt(3)"))) == "pi/12"
    assert text(atan_exact(parse_expression("sqrt(2) - 1"))) == "pi/8"
    assert text(acos_exact(parse_expression("1/3"))) == "acos(1/3)"


CASES = [
    ({(1, 0): F(1)}, [("-pi/2", 1), ("pi/2", 1)]),
    ({(0, 1): F(1)}, [("0", 1), ("pi", 1)]),
    ({(1, 0): F(2), (0, 0): F(-1)}, [("-pi/3", 1), ("pi/3", 1)]),
    ({(1, 0): F(1), (0, 0): F(-1)}, [("0", 2)]),
    ({(0, 1): F(1), (0, 0): F(1)}, [("-pi/2", 2)]),
    ({(1, 0): F(4), (0, 0): F(-1)}, [("-acos(1/4)", 1), ("acos(1/4)", 1)]),
    ({(0, 1): F(3), (0, 0): F(1)}, [("asin(1/3) - pi", 1), ("-asin(1/3)", 1)]),
    ({(1, 0): F(4), (0, 0): F(1)}, [("acos(1/4) - pi", 1), ("pi - acos(1/4)", 1)]),
    (
        {(1, 2): F(3), (1, 0): F(-1)},
        [
            ("asin(sqrt(3)/3) - pi", 1),
            ("-pi/2", 1),
            ("-asin(sqrt(3)/3)", 1),
            ("asin(sqrt(3)/3)", 1),
            ("pi/2", 1),
            ("pi - asin(sqrt(3)/3)", 1),
        ],
    ),
    ({(1, 0): F(1), (0, 0): F(-2)}, []),
    ({(1, 0): F(1), (0, 1): F(-1)}, [("-3*pi/4", 1), ("pi/4", 1)]),
    ({(1, 0): F(2), (0, 1): F(-1)}, [("atan(2) - pi", 1), ("atan(2)", 1)]),
    ({(1, 1): F(1)}, [("-pi/2", 1), ("0", 1), ("pi/2", 1), ("pi", 1)]),
    ({(2, 0): F(1), (0, 2): F(1), (1, 0): F(1)}, [("pi", 2)]),
    ({(1, 0): F(1), (0, 1): F(1), (0, 0): F(1)}, [("-pi/2", 1), ("pi", 1)]),
    ({(1, 0): F(1), (0, 1): F(1), (0, 0): F(-1)}, [("0", 1), ("pi/2", 1)]),
    ({(1, 0): F(3), (0, 1): F(4), (0, 0): F(-5)}, [("atan(4/3)", 2)]),
    # cos 4x + cos 3x, sin 4x + sin 3x, sin 3x - cos x
    (
        {(4, 0): F(8), (2, 0): F(-8), (0, 0): F(1), (3, 0): F(4), (1, 0): F(-3)},
        [("-5*pi/7", 1), ("-3*pi/7", 1), ("-pi/7", 1), ("pi/7", 1), ("3*pi/7", 1), ("5*pi/7", 1), ("pi", 2)],
    ),
    (
        {(3, 1): F(8), (1, 1): F(-4), (0, 1): F(3), (0, 3): F(-4)},
        [("-6*pi/7", 1), ("-4*pi/7", 1), ("-2*pi/7", 1), ("0", 1), ("2*pi/7", 1), ("4*pi/7", 1), ("6*pi/7", 1), ("pi", 1)],
    ),
    (
        {(0, 1): F(3), (0, 3): F(-4), (1, 0): F(-1)},
        [("-7*pi/8", 1), ("-3*pi/4", 1), ("-3*pi/8", 1), ("pi/8", 1), ("pi/4", 1), ("5*pi/8", 1)],
    ),
]


@pytest.mark.parametrize(("terms", "expected"), CASES)
def test_all_zeros_of_a_turn(terms: dict[tuple[int, int], Fraction], expected: list[tuple[str, int]]) -> None:
    roots, steps = trig_polynomial_roots(terms)
    assert [(text(angle), multiplicity) for angle, multiplicity in roots] == expected
    assert steps


def value(terms: dict[tuple[int, int], Fraction], angle: mpmath.mpf) -> mpmath.mpf:
    c, s = mpmath.cos(angle), mpmath.sin(angle)
    return mpmath.fsum(mpmath.mpf(q.numerator) / q.denominator * c**i * s**j for (i, j), q in terms.items())


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 2)), st.integers(-4, 4).filter(bool).map(F), min_size=1, max_size=4))
def test_zeros_are_zeros_and_none_is_missing(terms: dict[tuple[int, int], Fraction]) -> None:
    a, b = reduced(terms)
    assume(a or b)
    roots, _ = trig_polynomial_roots(terms)
    angles = [mp_value(angle) for angle, _ in roots]
    assert angles == sorted(angles)
    assert all(-mpmath.pi < angle < mpmath.pi + mpmath.mpf(10) ** -50 for angle in angles)
    for angle, (_, multiplicity) in zip(angles, roots, strict=True):
        assert abs(value(terms, angle)) < 1e-45
        step = mpmath.mpf(10) ** -6
        change = value(terms, angle - step) * value(terms, angle + step)
        assert (change < 0) == (multiplicity % 2 == 1)
    marks = [mpmath.mpf(k) / 20 - mpmath.mpf("3.12") for k in range(126)]
    for low, high in pairwise(marks):
        if value(terms, low) * value(terms, high) < 0:
            assert any(low < angle < high for angle in angles)
