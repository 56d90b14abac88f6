"""All real y with p(y) = 0, p irreducible in one unknown y (the variable or one kernel) with constant coefficients."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpz_mpoly, fmpz_poly

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.model import Step, StopReason
from calc_cli.solving.form import Refused, alternatives, equation_step, other_letter
from calc_cli.symbolic import constants
from calc_cli.symbolic.display import expanded
from calc_cli.symbolic.field import Field, coefficients_in, degrees, monomial, terms_of, used_in
from calc_cli.symbolic.polynomials import polynomial_tree, real_roots, solve_polynomial
from calc_cli.tree import Expr

NORM_DEGREE_LIMIT = 60


def integer_polynomial(polynomial: fmpz_mpoly, index: int) -> fmpz_poly:
    """The polynomial as a univariate one in generator `index`, which must be its only generator."""
    coefficients = [0] * (degrees(polynomial)[index] + 1)
    for exponents, coefficient in terms_of(polynomial):
        coefficients[exponents[index]] = coefficient
    return fmpz_poly(coefficients)


def real_zeros(field: Field, polynomial: fmpz_mpoly, index: int, unknown: Expr) -> tuple[list[tuple[Expr, int]], list[Step]]:
    """(value, multiplicity) of every real zero in generator `index`, and how they were found. unknown: its tree, for the steps."""
    if used_in(polynomial) == {index}:
        whole = integer_polynomial(polynomial, index)
        if isinstance(unknown, t.Variable):
            roots, steps = solve_polynomial(whole, unknown.name)
            return list(roots), list(steps)
        letter = other_letter("u", *t.variables_of(unknown))
        roots, steps = solve_polynomial(whole, letter)
        before = equation_step(expanded(field, polynomial))
        if whole.degree() == 1:
            return list(roots), [Step("isolate", before, equation_step(unknown, roots[0][0]), note=(unknown,))]
        after = equation_step(polynomial_tree(whole, letter))
        return list(roots), [Step("substitution", before, after, steps, (t.Variable(letter), unknown))]
    coefficients = {k: constants.simplify_constant(expanded(field, c)) for k, c in coefficients_in(polynomial, index).items()}
    before = equation_step(expanded(field, polynomial))
    values, rule = _short(coefficients)
    if values is None:
        values, rule = _by_norm(field, polynomial, index), "radical_elimination"
    if values is None:
        values, rule = _isolated(coefficients), "certified_search"
    note = (unknown,) if rule == "linear" and not isinstance(unknown, t.Variable) else ()
    step = Step("isolate" if note else rule if values else "no_real_solution", before, alternatives(unknown, values), note=note)
    return [(v, 1) for v in values], [step]


def _short(coefficients: dict[int, Expr]) -> tuple[list[Expr] | None, str]:
    """Degree 1, degree 2 and two-term equations a*y**n + b = 0, by formula."""
    degrees = sorted(coefficients)
    top = degrees[-1]
    a = coefficients[top]
    if len(degrees) == 2 and degrees[0] == 0:
        ratio = constants.simplify_constant(t.negate(t.divide(coefficients[0], a)))
        if top == 1:
            return [ratio], "linear"
        sign = constants.sign_of(ratio)
        if sign is None:
            return None, ""
        root = constants.simplify_constant(t.power(ratio, Fraction(1, top))) if sign > 0 else None
        if top % 2:
            value = root if root is not None else t.negate(t.power(t.negate(ratio), Fraction(1, top)))
            return [constants.simplify_constant(value)], "pure_root"
        return ([constants.simplify_constant(t.negate(root)), root] if root is not None else []), "pure_root"
    if top == 2:
        return _quadratic(coefficients), "quadratic_formula"
    return None, ""


def _quadratic(coefficients: dict[int, Expr]) -> list[Expr] | None:
    a, b, c = (coefficients.get(k, t.ZERO) for k in (2, 1, 0))
    discriminant = constants.simplify_constant(t.subtract(t.power(b, 2), t.multiply(t.rational(4), a, c)))
    sign = constants.sign_of(discriminant)
    sign_a = constants.sign_of(a)
    if sign is None or not sign_a:
        return None
    if sign < 0:
        return []
    double = t.multiply(t.TWO, a)
    root = t.call("sqrt", discriminant)
    low = constants.simplify_constant(t.divide(t.subtract(t.negate(b), root), double))
    high = constants.simplify_constant(t.divide(t.add(t.negate(b), root), double))
    return [low, high] if sign_a > 0 else [high, low]


def _by_norm(field: Field, polynomial: fmpz_mpoly, index: int) -> list[Expr] | None:
    """Algebraic coefficients: eliminate them; each real root of the norm is kept when p is proved to vanish there."""
    others = used_in(polynomial) - {index}
    norm = polynomial
    for i in sorted(others, reverse=True):
        relation = field.kernels[i].relation
        if relation is None:
            return None
        ideal = relation.denominator * monomial({i: relation.degree}) - relation.numerator
        norm = norm.resultant(ideal, i)
        if norm.is_zero() or degrees(norm)[index] > NORM_DEGREE_LIMIT:
            return None
    if used_in(norm) != {index}:
        return None
    kept = []
    for root, _ in real_roots(integer_polynomial(norm, index)):
        sign = constants.sign_of(_at(field, polynomial, index, root))
        if sign is None:
            return None
        if sign == 0:
            kept.append(root)
    return kept


def _at(field: Field, polynomial: fmpz_mpoly, index: int, root: Expr) -> Expr:
    """p(root) as a constant tree, by Horner's rule."""
    coefficients = coefficients_in(polynomial, index)
    total: Expr = t.ZERO
    for k in range(max(coefficients), -1, -1):
        total = t.add(t.multiply(total, root), expanded(field, coefficients[k]) if k in coefficients else t.ZERO)
    return total


def _isolated(coefficients: dict[int, Expr]) -> list[Expr]:
    """Certified real zeros of a square-free polynomial whose coefficients are only known as balls, within Cauchy's bound."""
    degree = max(coefficients)
    y = t.Variable("t")
    function = t.add(*(t.multiply(c, t.power(y, k)) for k, c in sorted(coefficients.items(), reverse=True)))
    slope = t.add(*(t.multiply(t.rational(k), c, t.power(y, k - 1)) for k, c in sorted(coefficients.items(), reverse=True) if k))
    lead = balls.enclose(coefficients[degree])
    sizes = [abs(balls.enclose(c)) / abs(lead) for k, c in coefficients.items() if k != degree]
    bound = max((int(float(size.upper())) for size in sizes), default=0) + 2
    if constants.sign_of(coefficients[degree]) in (None, 0):
        raise Refused("the leading coefficient may be zero")
    result = balls.isolate_zeros(function, slope, "t", Fraction(-bound), Fraction(bound), budget_seconds=2.0)
    if result.undecided or result.stopped is not StopReason.FINISHED:
        raise Refused("the roots of a polynomial with transcendental coefficients could not be separated")
    return [t.IsolatedRoot(function, "t", low, high) for low, high in result.isolated]
