"""The worked solution of a polynomial system from its journal: products, substitutions, cases, elimination."""

from __future__ import annotations

from typing import Any

from flint import fmpz_mpoly

from calc_cli import tree as t
from calc_cli.model import Step
from calc_cli.solving.form import equation_step
from calc_cli.solving.systems.cases import Move, Polynomials, Substitution
from calc_cli.solving.systems.polynomial import tree_of
from calc_cli.solving.systems.rings import degrees, univariate, used_in
from calc_cli.symbolic.polynomials import solve_polynomial
from calc_cli.tree import Expr

ENTRY_LIMIT = 12
TERMS_SHOWN = 14
Path = tuple[Move, ...]


def story(journal: tuple[Path, ...], trees: tuple[Expr, ...]) -> tuple[Step, ...]:
    """The steps to all leaves, common beginnings told once; none when there are too many leaves. trees: one an unknown."""
    return tuple(told(list(journal), trees)) if len(journal) <= ENTRY_LIMIT else ()


def told(paths: list[Path], trees: tuple[Expr, ...]) -> list[Step]:
    """The steps of paths that begin alike."""
    if not paths or not paths[0]:
        return []
    first = paths[0][0]
    if first.rule == "zero_product":
        return by_cases(paths, first, trees)
    rest = [path[1:] for path in paths if path]
    steps = [*step_of(first, trees), *told(rest, trees)]
    if first.substitution is not None and not dead(steps[-1]) and steps[-1].rule != "back_substitution":
        steps += gone_back(first.substitution, trees)
    return steps


def dead(step: Step) -> bool:
    """Does the last step of a case say that there is no solution?"""
    return step.rule == "no_real_solution" and step.before is None


def gone_back(substitution: Substitution, trees: tuple[Expr, ...]) -> list[Step]:
    """The other unknowns are known: so is this one."""
    if not used_in(substitution.numerator) | used_in(substitution.denominator):
        return []
    return [Step("back_substitution", note=(equation_step(trees[substitution.unknown], quotient(substitution, trees)),))]


def by_cases(paths: list[Path], first: Move, trees: tuple[Expr, ...]) -> list[Step]:
    """A product is zero: one step a factor, with the steps that follow from it inside."""
    product = equation_step(t.multiply(*(tree_of(p, trees) for p in first.before)))
    steps = [Step("zero_product", product, either([equation(p, trees) for p in first.before]))]
    for factor in first.before:
        inside = [path[1:] for path in paths if path and path[0].after[0] is factor]
        steps.append(case_step(equation(factor, trees), told(inside, trees) if inside else []))
    return steps


def case_step(condition: Expr, inner: list[Step]) -> Step:
    """The case with what follows from it; short when that is one line."""
    if len(inner) > 1 and inner[0].rule == "isolate" and inner[0].after == condition:
        inner = inner[1:]
    if len(inner) != 1 or inner[0].rule in ("resultant", "groebner_basis", "zero_product"):
        return Step("case", condition, None, tuple(inner))
    only = inner[0]
    return Step("no_real_solution", condition) if only.rule == "no_real_solution" else Step("case", condition, only.after)


def step_of(move: Move, trees: tuple[Expr, ...]) -> list[Step]:
    """The steps of one move that is no case distinction."""
    match move.rule:
        case "isolate":
            assert move.substitution is not None
            return isolated(move.substitution, move, trees)
        case "sum_of_squares":
            conditions = [equation(p, trees) for p in move.after if not p.is_constant()]
            if len(conditions) < len(move.after):
                return [Step("no_real_solution", equation(move.before[0], trees))]
            return [Step("sum_of_squares", equation(move.before[0], trees), both(conditions))]
        case "solve":
            return solved(move.before, trees)
        case _:
            return [Step("no_real_solution")]


def isolated(substitution: Substitution, move: Move, trees: tuple[Expr, ...]) -> list[Step]:
    """x = …, and what the other equations become."""
    unknown = trees[substitution.unknown]
    value = quotient(substitution, trees)
    steps = [Step("isolate", equation(substitution.equation, trees), equation_step(unknown, value), note=(unknown,))]
    for before, after in zip(move.before, move.after, strict=True):
        if not after.is_zero() and len(after) <= TERMS_SHOWN:
            steps.append(Step("substitution", equation(before, trees), equation(after, trees), note=(unknown, value)))
    return steps


def quotient(substitution: Substitution, trees: tuple[Expr, ...]) -> Expr:
    """The value of the unknown."""
    return t.divide(tree_of(substitution.numerator, trees), tree_of(substitution.denominator, trees))


def solved(equations: Polynomials, trees: tuple[Expr, ...]) -> list[Step]:
    """What is done with the equations of a block."""
    used = sorted(frozenset().union(*(used_in(p) for p in equations)))
    if len(equations) == 1:
        tree = trees[used[0]]
        if len(used) == 1 and isinstance(tree, t.Variable):
            return list(solve_polynomial(univariate(equations[0], used[0]), tree.name)[1])
        return [] if len(used) > 1 else [Step("isolate", equation(equations[0], trees), None, note=(tree,))]
    joined = both([equation(p, trees) for p in equations])
    if len(used) == 2:
        return [eliminated(equations, used, trees, joined)]
    return [Step("groebner_basis", joined)]


def eliminated(equations: Polynomials, used: list[int], trees: tuple[Expr, ...], joined: Expr) -> Step:
    """The resultant that eliminates the unknown of the smaller degree, when it is short."""
    last = min(used, key=lambda i: max(degrees(p)[i] for p in equations[:2]))
    resultant = equations[0].resultant(equations[1], last)
    short = not resultant.is_zero() and len(resultant) <= TERMS_SHOWN
    return Step("resultant", joined, equation(primitive(resultant), trees) if short else None, note=(trees[last],))


def primitive(polynomial: Any) -> Any:
    """Divided by its content, leading coefficient positive."""
    content = int(polynomial.content())
    return polynomial / (content if polynomial.leading_coefficient() > 0 else -content)


def equation(polynomial: fmpz_mpoly, trees: tuple[Expr, ...]) -> Expr:
    """p = 0 in the unknowns."""
    return equation_step(tree_of(polynomial, trees))


def either(equations: list[Expr]) -> Expr:
    """One of them."""
    return equations[0] if len(equations) == 1 else t.Junction("or", tuple(equations))


def both(equations: list[Expr]) -> Expr:
    """All of them."""
    return equations[0] if len(equations) == 1 else t.Junction("and", tuple(equations))
