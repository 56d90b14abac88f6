"""Exact angles: inverse functions of algebraic numbers, and every zero of a polynomial in sine and cosine in (-pi, pi]."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from flint import arb, fmpq_poly, fmpz_poly

from calc_cli.balls.constants import value_at
from calc_cli.balls.precision import ends, precision
from calc_cli.model import Step, Truth
from calc_cli.symbolic import circle
from calc_cli.symbolic.algebraic import coefficients_of, root_enclosures
from calc_cli.symbolic.angle_search import SEARCH_BITS, simplest_between
from calc_cli.symbolic.closed_forms import angle_tree
from calc_cli.symbolic.constants import decide_equal, sign_of, simplify_constant
from calc_cli.symbolic.polynomials import factors, polynomial_tree, solution_tree, solve_factor, solve_polynomial
from calc_cli.symbolic.separation import exact_sign
from calc_cli.tree import (
    ONE,
    PI,
    TWO,
    ZERO,
    Call,
    Comparison,
    Expr,
    Junction,
    Variable,
    add,
    divide,
    multiply,
    negate,
    power,
    rational,
    rational_value,
    subtract,
    variables_of,
)

Found = list[tuple[Expr, int]]
Solved = tuple[Found, list[Step]]
TWO_PI = multiply(TWO, PI)


def asin_exact(c: Expr) -> Expr:
    """asin(c), as a rational multiple of pi when it is one.

    >>> from calc_cli.language import to_text
    >>> to_text(asin_exact(rational(Fraction(1, 2))))
    'pi/6'
    """
    return simplify_constant(Call("asin", (c,)))


def acos_exact(c: Expr) -> Expr:
    """acos(c), as a rational multiple of pi when it is one."""
    return simplify_constant(Call("acos", (c,)))


def atan_exact(c: Expr) -> Expr:
    """atan(c), as a rational multiple of pi when it is one."""
    return simplify_constant(Call("atan", (c,)))


def trig_polynomial_roots(terms: circle.Terms, angle: Expr | None = None) -> tuple[Found, tuple[Step, ...]]:
    """Every θ in (-pi, pi] with Σ q cos^i θ sin^j θ = 0, increasing, with multiplicities, and the steps, written for `angle`.

    terms: (i, j) -> q, rational; the sum must not vanish for every θ. Factors in the cosine or the sine alone come first; the
    rest is solved for tan θ when it has the period pi, else for tan(θ/2) with θ = pi looked at apart.
    """
    shown = angle if angle is not None else Variable("x")
    parts = circle.split(terms)
    cosines = inverse_family(parts.in_cosine, "cos", shown)
    sines = inverse_family(parts.in_sine, "sin", shown)
    others: Solved = ([], [])
    if circle.total_degree(parts.rest) > 0:
        others = solve_tangent(parts.rest, shown) if circle.proves_periodic_by_pi(parts.rest) else solve_half_angle(parts.rest, shown)
    steps = [*cosines[1], *sines[1], *others[1]]
    pieces = [poly_in(parts.in_cosine, "cos", shown), poly_in(parts.in_sine, "sin", shown), circle.circle_tree(parts.rest, shown)]
    product = multiply(*(piece for piece in pieces if rational_value(piece) is None))
    before = circle.circle_tree(terms, shown)
    if sum(rational_value(piece) is None for piece in pieces) > 1 and product != before:
        steps.insert(0, Step("factor", Comparison(before, "==", ZERO), Comparison(product, "==", ZERO)))
    return merged([*cosines[0], *sines[0], *others[0]]), tuple(steps)


def poly_in(poly: fmpq_poly, function: str, angle: Expr) -> Expr:
    """The tree of a polynomial in cos(angle) or sin(angle)."""
    u = Call(function, (angle,))
    terms = [multiply(rational(c), power(u, k)) for k, c in enumerate(coefficients_of(poly.numer())) if c]
    return add(*reversed(terms))


def inverse_family(poly: fmpq_poly, function: str, angle: Expr) -> Solved:
    """The zeros of p(cos θ) or p(sin θ): cos θ = v gives ±acos(v), sin θ = v gives asin(v) and pi - asin(v)."""
    if poly.degree() < 1:
        return [], []
    numerator, u = poly.numer(), Call(function, (angle,))
    letter = unknown("u", angle)
    values, inner = solve_polynomial(numerator, letter)
    found: Found = []
    steps = [] if numerator.degree() == 1 else [substitution(numerator, poly_in(poly, function, angle), u, inner, letter)]
    for value, multiplicity in values:
        equation = Comparison(u, "==", value)
        position = sign_of(subtract(ONE, power(value, 2)))
        if position == -1:
            steps.append(Step("no_real_solution", equation))
            continue
        angles = angles_with(function, value) if position else at_one(function, value)
        found += [(theta, multiplicity * (1 if position else 2)) for theta in angles]
        steps.append(Step("trigonometric_family", equation, solution_tree_for(angle, angles), note=(TWO_PI,)))
    return found, steps


def unknown(letter: str, angle: Expr) -> str:
    """The letter of a new unknown, unless the angle uses it."""
    return "w" if letter in variables_of(angle) else letter


def substitution(numerator: fmpz_poly, before: Expr, u: Expr, inner: Iterable[Step], letter: str) -> Step:
    """A letter for cos θ, sin θ or tan θ."""
    after = Comparison(polynomial_tree(numerator, letter), "==", ZERO)
    return Step("substitution", Comparison(before, "==", ZERO), after, tuple(inner), note=(Variable(letter), u))


def solution_tree_for(angle: Expr, angles: list[Expr]) -> Expr:
    """θ == a1 or θ == a2 …"""
    if isinstance(angle, Variable):
        return solution_tree(angle.name, tuple(angles))
    equations = tuple(Comparison(angle, "==", theta) for theta in angles)
    return equations[0] if len(equations) == 1 else Junction("or", equations)


def angles_with(function: str, value: Expr) -> list[Expr]:
    """The two θ in (-pi, pi] whose cosine or sine is v, -1 < v < 1."""
    if function == "cos":
        theta = acos_exact(value)
        return [simplify_constant(negate(theta)), theta]
    theta = asin_exact(value)
    half_turn = PI if sign_of(value) != -1 else negate(PI)
    return [theta, simplify_constant(subtract(half_turn, theta))]


def at_one(function: str, value: Expr) -> list[Expr]:
    """The θ whose cosine or sine is v = ±1."""
    positive = rational_value(value) == 1
    if function == "cos":
        return [ZERO if positive else PI]
    return [angle_tree(Fraction(1, 2) if positive else Fraction(-1, 2))]


def solve_tangent(terms: circle.Terms, angle: Expr) -> Solved:
    """Zeros of a polynomial of period pi through T = tan θ; θ = ±pi/2 is a zero when the degree in T drops."""
    numerator = circle.in_tangent(terms).numer()
    letter = unknown("u", angle)
    values, inner = solve_polynomial(numerator, letter)
    found: Found = []
    lost = circle.total_degree(terms) - numerator.degree()
    if lost:
        found += [(angle_tree(Fraction(k, 2)), lost) for k in (-1, 1)]
    for value, multiplicity in values:
        theta = atan_exact(value)
        other = simplify_constant(subtract(theta, PI) if sign_of(value) == 1 else add(theta, PI))
        found += [(theta, multiplicity), (other, multiplicity)]
    step = substitution(numerator, circle.circle_tree(terms, angle), Call("tan", (angle,)), inner, letter)
    family = [Step("trigonometric_family", None, solution_tree_for(angle, [theta for theta, _ in found]), note=(TWO_PI,))] if found else []
    return found, [step, *family]


def solve_half_angle(terms: circle.Terms, angle: Expr) -> Solved:
    """Zeros of a polynomial through t = tan(θ/2); θ = pi is a zero when the degree in t drops."""
    polynomial = circle.in_half_tangent(terms)
    numerator = polynomial.numer()
    found: Found = []
    lost = 2 * circle.total_degree(terms) - numerator.degree()
    if lost:
        found.append((PI, lost))
    parts = [(root_enclosures(coefficients_of(factor), SEARCH_BITS), factor, multiplicity) for factor, multiplicity in factors(numerator)]
    balls = [ball for own, _, _ in parts for ball in own]
    for own, factor, multiplicity in parts:
        found += [(theta, multiplicity) for theta in half_angles(factor, own, balls, terms)]
    equation = Comparison(circle.circle_tree(terms, angle), "==", ZERO)
    letter = unknown("t", angle)
    after = Comparison(polynomial_tree(numerator, letter), "==", ZERO)
    note = (Variable(letter), Call("tan", (divide(angle, TWO),)))
    steps = [Step("half_angle", equation, after, solve_polynomial(numerator, letter)[1], note)]
    if found:
        steps.append(Step("trigonometric_family", None, solution_tree_for(angle, [theta for theta, _ in found]), note=(TWO_PI,)))
    return found, steps


def half_angles(factor: fmpz_poly, own: Sequence[arb], balls: list[arb], terms: circle.Terms) -> list[Expr]:
    """θ = 2 atan(t) for the real roots t of an irreducible factor, rational multiples of pi recognised.

    own: enclosures of these roots; balls: of all real roots of the numerator in t, these among them.
    """
    angles = []
    for i, ball in enumerate(own):
        turns = rational_turns(ball, balls, terms)
        angles.append(angle_tree(turns) if turns is not None else twice_arctangent(solve_factor(factor).roots[i]))
    return angles


def rational_turns(half_tangent: arb, balls: list[arb], terms: circle.Terms) -> Fraction | None:
    """r when θ = r pi is proved to be the zero with tan(θ/2) in the ball.

    P(cos r pi, sin r pi) = 0 makes tan(r pi/2) one of the zeros of the numerator; it meets the ball of this zero only.
    """
    with precision(SEARCH_BITS):
        turns = 2 * half_tangent.atan() / arb.pi()
        candidate = simplest_between(*ends(turns))
    if candidate is None or abs(candidate) == 1:
        return None
    inside = value_at(Call("tan", (angle_tree(candidate / 2),)), 2 * SEARCH_BITS) if candidate else arb(0)
    met = [ball for ball in balls if ball.overlaps(inside)]
    if len(met) != 1 or met[0] is not half_tangent:
        return None
    return candidate if exact_sign(circle.circle_tree(terms, angle_tree(candidate))) == 0 else None


def twice_arctangent(t: Expr) -> Expr:
    """The tree of 2 atan(t), for a rational t as one arctangent: tan θ = 2t/(1 - t²)."""
    r = rational_value(t)
    if r is None:
        return simplify_constant(multiply(TWO, Call("atan", (t,))))
    if abs(r) < 1:
        return atan_exact(rational(2 * r / (1 - r * r)))
    half_turn = PI if r > 0 else negate(PI)
    return simplify_constant(subtract(half_turn, Call("atan", (rational(2 * r / (r * r - 1)),))))


def merged(found: Found) -> Found:
    """The angles in increasing order, equal ones put together with their multiplicities added."""
    ordered = sorted(found, key=lambda pair: float(value_at(pair[0], SEARCH_BITS).mid()))
    result: Found = []
    for theta, multiplicity in ordered:
        twin = next((i for i, (other, _) in enumerate(result) if proves_same(other, theta)), None)
        if twin is None:
            result.append((theta, multiplicity))
        else:
            result[twin] = (result[twin][0], result[twin][1] + multiplicity)
    return result


def proves_same(a: Expr, b: Expr) -> bool:
    """a = b, proved; balls that do not meet answer at once."""
    if a == b:
        return True
    return value_at(a, SEARCH_BITS).overlaps(value_at(b, SEARCH_BITS)) and decide_equal(a, b) is Truth.TRUE
