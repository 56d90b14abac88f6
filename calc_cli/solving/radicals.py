"""Equations in x and roots of polynomials in x: substitute when one linear radicand, otherwise eliminate and keep what is proved."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from flint import fmpz_mpoly

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.model import Proof, Root, Step
from calc_cli.solving.form import Budget, Form, Refused, Solved, equation_step, other_letter
from calc_cli.solving.polynomial_unknown import integer_polynomial, real_zeros
from calc_cli.solving.trigonometric import inside
from calc_cli.solving.working import by_factors, product_tree
from calc_cli.symbolic import constants
from calc_cli.symbolic.display import expanded, power_tree
from calc_cli.symbolic.factoring import factored
from calc_cli.symbolic.field import Kernel, coefficients_in, degrees, monomial, used_in
from calc_cli.symbolic.polynomials import polynomial_tree, solve_polynomial
from calc_cli.tree import Expr

DEGREE_LIMIT = 200


def solve_radicals(form: Form, budget: Budget) -> Solved:
    """Zeros of a polynomial in the variable and in roots of expressions in it."""
    kernels = form.kernels()
    if any(k.kind not in ("variable", "root") for k in kernels) or all(k.kind == "variable" for k in kernels):
        raise Refused("not an equation in radicals")
    roots = [k for k in kernels if k.kind == "root"]
    x = form.field.by_tree[t.Variable(form.variable)]
    if len(roots) == 1 and (solved := _substituted(form, x, roots[0])) is not None:
        return solved
    return _eliminated(form, x)


def _substituted(form: Form, x: Kernel, root: Kernel) -> Solved | None:
    """w**n = a*x + b: a polynomial in w alone; its positive zeros give x = (w**n - b)/a."""
    relation = root.relation
    assert relation is not None
    radicand = coefficients_in(relation.numerator, x.index)
    if set(radicand) > {0, 1} or 1 not in radicand or any(_depends(form, c) for c in radicand.values()):
        return None
    if _depends(form, relation.denominator):
        return None
    slope, offset = radicand[1], radicand.get(0, 0 * relation.numerator)
    w = monomial({root.index: relation.degree}) * relation.denominator - offset
    parts = coefficients_in(form.polynomial, x.index)
    degree = max(parts)
    total = sum((c * w**k * slope ** (degree - k) for k, c in parts.items()), start=0 * w)
    solved = Solved()
    steps: list[Step] = []
    name = t.Variable(other_letter("u", form.variable))
    assert root.argument is not None
    shown = power_tree(root.argument, Fraction(1, relation.degree))
    factors = [(factor, m) for factor, m in factored(total)[1] if root.index in used_in(factor)]
    for factor, multiplicity in factors:
        zeros, more = real_zeros(form.field, factor, root.index, name)
        steps.extend(step for step in more if step.after != step.before)
        for value, m in zeros:
            if constants.sign_of(value) != 1:
                steps.append(Step("rejected_candidate", equation_step(name, value)))
                continue
            raised = t.multiply(t.power(value, relation.degree), expanded(form.field, relation.denominator))
            top = t.subtract(raised, expanded(form.field, offset))
            point = constants.simplify_constant(t.divide(top, expanded(form.field, slope)))
            if inside(point, form.interval):
                solved.roots.append(Root(point, m * multiplicity, Proof.EXACT, "substitution"))
                back = equation_step(shown, value)
                steps.append(Step("back_substitution", back, equation_step(t.Variable(form.variable), point), note=(shown,)))
    after = equation_step(in_unknown(form, total, root, name))
    split = [(in_unknown(form, factor, root, name), m) for factor, m in factors]
    factoring = [Step("factor", after, equation_step(product_tree(split)))] if len(split) > 1 or split[0][1] > 1 else []
    solved.steps.append(Step("substitution", equation_step(form.tree), after, (*factoring, *by_factors(split, steps)), (name, shown)))
    return solved


def in_unknown(form: Form, polynomial: fmpz_mpoly, root: Kernel, name: Expr) -> Expr:
    """The polynomial in the root with a name in its place."""
    parts = coefficients_in(polynomial, root.index)
    return t.add(*(t.multiply(expanded(form.field, c), t.power(name, k)) for k, c in sorted(parts.items(), reverse=True)))


def _depends(form: Form, polynomial: fmpz_mpoly) -> bool:
    return any(form.variable in form.field.kernels[i].depends for i in used_in(polynomial))


def _eliminated(form: Form, x: Kernel) -> Solved:
    """The norm over Q(x) by resultants; each real zero of it in the interval is proved to be a zero of p, or dropped."""
    norm = form.polynomial
    while others := used_in(norm) - {x.index}:
        top = max(others)
        relation = form.field.kernels[top].relation
        if relation is None:
            raise Refused("a coefficient is not algebraic")
        norm = norm.resultant(relation.denominator * monomial({top: relation.degree}) - relation.numerator, top)
        if norm.is_zero() or degrees(norm)[x.index] > DEGREE_LIMIT or len(norm) > 3000:
            raise Refused("elimination of the radicals is too large")
    if not used_in(norm):
        return Solved(steps=[Step("no_solution_inside", equation_step(form.tree))])
    polynomial = integer_polynomial(norm, x.index)
    candidates, steps = solve_polynomial(polynomial, form.variable)
    solved = Solved()
    kept: list[Expr] = []
    for value, multiplicity in candidates:
        if inside(value, form.interval) and _is_zero(form, value):
            kept.append(value)
            solved.roots.append(Root(value, 1 if multiplicity == 1 else None, Proof.EXACT, "radical_elimination"))
    dropped = tuple(v for v, _ in candidates if v not in kept)
    checks = tuple(Step("rejected_candidate", equation_step(t.Variable(form.variable), v)) for v in dropped)
    after = equation_step(polynomial_tree(polynomial, form.variable))
    solved.steps.append(Step("radical_elimination", equation_step(form.tree), after, (*steps, *checks)))
    return solved


def _is_zero(form: Form, value: Expr) -> bool:
    """Is p(value) = 0? A ball says no; "yes" because every other conjugate is certified non-zero while their product vanishes."""
    at = t.substitute(form.tree, {form.variable: value})
    sign = balls.sign(at, 256)
    if sign:
        return False
    if _only_conjugate(form, value):
        return True
    exact = constants.sign_of(constants.simplify_constant(at))
    if exact is None:
        raise Refused("whether a candidate is a root is not decided")
    return exact == 0


def _only_conjugate(form: Form, value: Expr) -> bool:
    """For square roots not nested in each other: all sign changes of the roots but the identity leave p(value) non-zero."""
    roots = [form.field.kernels[i] for i in sorted(used_in(form.polynomial)) if form.field.kernels[i].kind == "root"]
    if any(form.field.kernels[i].relation is None for i in used_in(form.polynomial) if form.field.kernels[i].kind != "variable"):
        return False
    if any(k.relation is None or k.relation.degree != 2 for k in roots) or len(roots) > 4:
        return False
    nested = set().union(*(used_in(k.relation.numerator) | used_in(k.relation.denominator) for k in roots if k.relation))
    if nested & {k.index for k in roots} or any(form.field.kernels[i].kind not in ("variable", "root") for i in used_in(form.polynomial)):
        return False
    for signs in product((1, -1), repeat=len(roots)):
        if all(s == 1 for s in signs):
            continue
        flipped = form.polynomial
        for kernel, s in zip(roots, signs, strict=True):
            if s < 0:
                parts = coefficients_in(flipped, kernel.index)
                flipped = sum((c * monomial({kernel.index: k}) * (-1) ** k for k, c in parts.items()), start=0 * flipped)
        if not balls.sign(t.substitute(expanded(form.field, flipped), {form.variable: value}), 512):
            return False
    return True
