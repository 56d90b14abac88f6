"""Systems built from chosen solutions, and the parts of the elimination alone."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from flint import fmpq_poly, fmpz_poly
from hypothesis import given, settings
from hypothesis import strategies as st

from calc_cli.language import to_text
from calc_cli.model import Truth
from calc_cli.solving.form import Budget
from calc_cli.solving.systems import solve_system
from calc_cli.solving.systems.bivariate import common_zeros
from calc_cli.solving.systems.conjugates import minimal_polynomial, real_coordinates
from calc_cli.solving.systems.groebner import Quotient, graded_ring, groebner_basis, is_zero_dimensional
from calc_cli.solving.systems.plane_curves import isolated_points, proves_sign_change
from calc_cli.solving.systems.real_points import real_conditions
from calc_cli.solving.systems.representation import points_of
from calc_cli.solving.systems.rings import ring
from tests.solving.systems.systems_cases import numbers, system_of, texts

X, Y = ring(2).gens()
A, B, C = ring(3).gens()
small = st.integers(-4, 4)


def test_real_conditions() -> None:
    assert [str(p) for p in real_conditions(X**2 + Y**2) or []] == ["g0", "g1"]
    assert [p.is_constant() for p in real_conditions(X**2 + X * Y + Y**2 + 1) or []] == [True]
    assert [str(p) for p in real_conditions(X**2 - 2 * X * Y + 2 * Y**2 - 2 * Y + 1) or []] == ["g0 - g1", "g1 - 1"]
    assert real_conditions(X**2 - Y**2) is None
    assert real_conditions(X**2 + Y**2 - 1) is None
    assert real_conditions(X * Y + 1) is None
    assert real_conditions(X**2 + Y) is None
    assert any(p.is_constant() for p in real_conditions(X**2 + Y + 1, frozenset({1})) or [])


@pytest.mark.parametrize(
    ("curve", "points"),
    [
        (X**2 + Y**2 - 1, None),
        (Y**2 - X**3 + X**2, None),
        (X**4 + Y**4 - 2 * X**2 * Y + Y**2, [("0", "0")]),
        ((X**2 - 2) ** 2 + (Y - X) ** 2, [("-sqrt(2)", "-sqrt(2)"), ("sqrt(2)", "sqrt(2)")]),
        (X**4 + X**2 * Y**2 + Y**4 + X * Y + 3, []),
    ],
)
def test_real_points_of_plane_curves(curve: object, points: list[tuple[str, ...]] | None) -> None:
    found = isolated_points(curve, Budget.of(5))  # type: ignore[arg-type]
    if points is None:
        assert found is None
    else:
        assert found is not None
        coordinates = {(to_text(p[0]), to_text(p[1])) for conjugates in found for p in real_coordinates(conjugates)}
        assert coordinates == set(points)


def test_motzkin_polynomial_is_not_called_a_curve() -> None:
    motzkin = X**4 * Y**2 + X**2 * Y**4 - 3 * X**2 * Y**2 + 1
    assert not proves_sign_change(motzkin)
    found = isolated_points(motzkin, Budget.of(5))
    assert found is not None
    assert sum(len(real_coordinates(c)) for c in found) == 4


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(-6, 6), min_size=2, max_size=4), st.sampled_from([(2, 0, 0, 1), (-1, -1, 0, 0, 1), (3, 1, 1), (-2, 0, 1)]))
def test_minimal_polynomials_of_field_elements(element: list[int], modulus: tuple[int, ...]) -> None:
    t = sympy.Symbol("t")
    field = fmpz_poly(list(modulus))
    value = fmpq_poly(element) / 3 % fmpq_poly(field)
    found = minimal_polynomial(value, field)
    assert len(found.factor()[1]) == 1
    root = sympy.CRootOf(sympy.Poly(list(reversed(modulus)), t), 0)
    number = sum(sympy.Rational(int(c.p), int(c.q)) * root**k for k, c in enumerate(value.coeffs()))
    assert abs(sympy.Poly([int(c) for c in reversed(found.coeffs())], t).eval(sympy.N(number, 40))) < 1e-25


@settings(max_examples=30, deadline=None)
@given(st.sets(st.tuples(small, small), min_size=1, max_size=4), small, small)
def test_chosen_solutions_in_the_plane(points: set[tuple[int, int]], a: int, b: int) -> None:
    """Products of lines through the points and the interpolation polynomial: exactly the points."""
    turned = {(x + a * y, y + b * (x + a * y)) for x, y in points}
    chosen = sorted({x: (x, y) for x, y in turned}.values())
    xs = sympy.Symbol("x")
    line = sympy.expand(sympy.prod([xs - x for x, _ in chosen]))
    through = sympy.interpolate(chosen, xs) if len(chosen) > 1 else sympy.Integer(chosen[0][1])
    first, second = f"({line})*(y^2+1)", f"y - ({sympy.expand(through)})"
    found = solve_system(system_of((first, second), ("x", "y")))
    assert found.complete is Truth.TRUE
    assert [tuple(Fraction(c) for c in at) for at in texts(found)] == chosen


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(-3, 3), min_size=12, max_size=12))
def test_three_unknowns_against_resubstitution(c: list[int]) -> None:
    """Three quadrics: the number of complex points is the dimension of the reduced ring, and every real point satisfies them."""
    p = A**2 + c[0] * A * B + c[1] * C + c[2] * B + c[3]
    q = B**2 + c[4] * B * C + c[5] * A + c[6] * C + c[7]
    r = C**2 + c[8] * A * C + c[9] * B + c[10] * A + c[11]
    gens = graded_ring(3).gens()
    basis = groebner_basis([f.compose(*gens, ctx=graded_ring(3)) for f in (p, q, r)])
    if not is_zero_dimensional(basis, 3):
        return
    for conjugates in points_of(Quotient(basis, 3), Budget.of(5)):
        assert all(conjugates.vanishes(f) for f in (p, q, r))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(-3, 3), min_size=12, max_size=12))
def test_two_conics_against_sympy(c: list[int]) -> None:
    p = X**2 + c[0] * X * Y + c[1] * Y**2 + c[2] * X + c[3] * Y + c[4]
    q = c[5] * X**2 + c[6] * X * Y + Y**2 + c[7] * X + c[8] * Y + c[9]
    if not p.gcd(q).is_constant():
        return
    found = sum(len(real_coordinates(points)) for points in common_zeros(p, q, Budget.of(5)))
    x, y = sympy.symbols("x y")
    f, g = (sympy.sympify(str(h).replace("^", "**"), {"g0": x, "g1": y}) for h in (p, q))
    eliminant = sympy.Poly(sympy.resultant(f.subs(x, x - 7 * y), g.subs(x, x - 7 * y), y), x)
    squarefree = sympy.Poly(sympy.sqf_part(eliminant), x)
    assert found <= squarefree.count_roots()
    if eliminant.degree() == squarefree.degree() == 4:
        assert found == squarefree.count_roots()


def test_denominators_are_excluded_as_typed() -> None:
    assert texts(solve_system(system_of(("(x^2-1)/(x-1)", "y"), ("x", "y")))) == [("-1", "0")]
    assert texts(solve_system(system_of(("x/x - 1 + y", "x - 1"), ("x", "y")))) == [("1", "0")]
    assert texts(solve_system(system_of(("x*y/x", "x^2 - x"), ("x", "y")))) == [("1", "0")]


def test_coordinates_of_high_degree() -> None:
    found = solve_system(system_of(("x^5 - x - y", "y^5 - 3*y + x + 1"), ("x", "y")))
    assert found.complete is Truth.TRUE
    for x, y in numbers(found):
        assert abs(x**5 - x - y) < 1e-9
        assert abs(y**5 - 3 * y + x + 1) < 1e-9
    eliminant = sympy.Poly(sympy.sympify("(x**5-x)**5 - 3*(x**5-x) + x + 1"), sympy.Symbol("x"))
    assert len(found.points) == eliminant.count_roots()


def test_inconsistent_and_empty_systems() -> None:
    assert solve_system(system_of(("x - 1", "x - 2"), ("x", "y"))).components == ()
    assert solve_system(system_of(("x^2 + y^2 + 1", "x - y"), ("x", "y"))).points == ()
    assert solve_system(system_of(("0*x", "0*y"), ("x", "y"))).components[0].dimension == 2
