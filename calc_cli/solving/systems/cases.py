"""Splitting a system by factors: a product vanishes where a factor does, and what is linear in an unknown gives that unknown.

Branch k of f1*f2*… = 0 is f_k = 0 with f_1, …, f_(k-1) not zero, so no solution is met twice. A case that cannot be split further is a
leaf: irreducible equations, none of them linear in an unknown with a constant coefficient.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from typing import Any

from flint import fmpz_mpoly

from calc_cli.effort import charge
from calc_cli.records import mutable_record, record
from calc_cli.solving.form import Budget, Refused
from calc_cli.solving.systems.real_points import real_conditions
from calc_cli.solving.systems.rings import by_degree, degrees, is_linear_in, key, positive, primitive_factors, substituted, used_in

CASE_LIMIT = 20_000
TERM_LIMIT = 20_000
CASE_SECONDS, TERM_SECONDS = 100e-6, 10e-6
"""For a case that is simplified once, and for each term of its equations."""
Polynomials = tuple[fmpz_mpoly, ...]


@record
class Substitution:
    """unknown = numerator/denominator in the unknowns that remain; equation: where it comes from."""

    unknown: int
    numerator: fmpz_mpoly
    denominator: fmpz_mpoly
    equation: fmpz_mpoly


@record
class Move:
    """One step of the computation. rule: as in the steps of the model; before, after: the equations it reads and gives."""

    rule: str
    before: Polynomials
    after: Polynomials = ()
    substitution: Substitution | None = None


@record
class Case:
    """equations = 0, nonzero != 0, unknowns in `positives` > 0; the unknowns not substituted are `remaining`; path: how we came here."""

    equations: Polynomials
    nonzero: Polynomials
    remaining: frozenset[int]
    positives: frozenset[int] = frozenset()
    substitutions: tuple[Substitution, ...] = ()
    path: tuple[Move, ...] = ()


@mutable_record
class Notebook:
    """known: the factors of equations met, kept because the same ones come back in other branches; journal: the way to each leaf."""

    known: dict[frozenset[Any], list[fmpz_mpoly]] = field(default_factory=dict)
    journal: list[tuple[Move, ...]] = field(default_factory=list)

    def of(self, polynomial: fmpz_mpoly) -> list[fmpz_mpoly]:
        """The irreducible factors."""
        name = key(polynomial)
        if name not in self.known:
            self.known[name] = primitive_factors(polynomial)
        return self.known[name]


def leaves(case: Case, budget: Budget, notebook: Notebook | None = None) -> Iterator[Case]:
    """The cases whose solutions together are the real solutions of the case."""
    memo = notebook or Notebook()
    stack, count = [case], 0
    while stack:
        count += 1
        if count > CASE_LIMIT or budget.spent():
            raise Refused("too many cases" if count > CASE_LIMIT else "time is over")
        current = stack.pop()
        charge(CASE_SECONDS + TERM_SECONDS * sum(map(len, current.equations)))
        step = branches(current, memo)
        if step is None:
            yield current
        elif not step:
            memo.journal.append(dead_end(current.path))
        else:
            stack.extend(reversed(step))


def dead_end(path: tuple[Move, ...]) -> tuple[Move, ...]:
    """The way to a case without solution."""
    told = path and path[-1].rule == "sum_of_squares" and any(p.is_constant() for p in path[-1].after)
    return path if told else (*path, Move("no_real_solution", ()))


def branches(case: Case, memo: Notebook) -> list[Case] | None:
    """The case simplified once: several cases, none (no solution), or None when it is a leaf."""
    excluded = {key(factor) for g in case.nonzero for factor in memo.of(g)}
    excluded |= {key(gen) for i, gen in enumerate(case.equations[0].context().gens()) if i in case.positives} if case.equations else set()
    choices: list[list[fmpz_mpoly]] = []
    for equation in case.equations:
        if equation.is_zero():
            continue
        choice = [f for f in memo.of(equation) if key(f) not in excluded]
        if not choice:
            return []
        choices.append(choice)
    several = [choice for choice in choices if len(choice) > 1]
    if several:
        return split(case, choices, min(several, key=lambda c: (len(c), sum(len(f) for f in c))))
    plain = [choice[0] for choice in choices]
    for position, polynomial in enumerate(plain):
        conditions = real_conditions(polynomial, case.positives)
        if conditions is not None:
            move = Move("sum_of_squares", (polynomial,), tuple(conditions))
            return [replace(case, equations=(*plain[:position], *conditions, *plain[position + 1 :]), path=(*case.path, move))]
    unique = tuple({key(p): p for p in plain}.values())
    simpler = replace(case, equations=unique)
    found = linear_equation(simpler)
    if found is not None:
        return eliminate(simpler, *found)
    return None if [key(p) for p in unique] == [key(p) for p in case.equations] else [simpler]


def split(case: Case, choices: list[list[fmpz_mpoly]], chosen: list[fmpz_mpoly]) -> list[Case]:
    """One case a factor of the chosen equation."""
    rest = []
    for choice in choices:
        if choice is not chosen:
            product = choice[0]
            for factor in choice[1:]:
                product = product * factor
            rest.append(product)
    ordered = tuple(sorted(chosen, key=lambda f: (int(f.total_degree()), len(f))))
    return [
        replace(
            case,
            equations=(factor, *rest),
            nonzero=(*case.nonzero, *ordered[:k]),
            path=(*case.path, Move("zero_product", ordered, (factor,))),
        )
        for k, factor in enumerate(ordered)
    ]


def linear_equation(case: Case) -> tuple[fmpz_mpoly, int] | None:
    """(equation, unknown): the shortest equation linear in an unknown with a constant coefficient."""
    best: tuple[tuple[int, int, int], fmpz_mpoly, int] | None = None
    for polynomial in case.equations:
        for unknown in sorted(used_in(polynomial)):
            if is_linear_in(polynomial, unknown):
                cost = (int(polynomial.total_degree()), len(polynomial), -max(degrees(p)[unknown] for p in case.equations))
                if best is None or cost < best[0]:
                    best = cost, polynomial, unknown
    return None if best is None else best[1:]


def eliminate(case: Case, equation: fmpz_mpoly, unknown: int) -> list[Case]:
    """The case with the unknown replaced by what the equation gives for it; its coefficient must not vanish."""
    parts = by_degree(equation, unknown)
    numerator, denominator = -parts.get(0, 0 * equation), parts[1]
    if denominator.is_constant() and denominator.leading_coefficient() < 0:
        numerator, denominator = -numerator, -denominator

    def replaced(p: fmpz_mpoly) -> fmpz_mpoly:
        return substituted(p, unknown, numerator, denominator) if degrees(p)[unknown] else p

    before = tuple(p for p in case.equations if p is not equation)
    others = tuple(replaced(p) for p in before)
    if any(len(p) > TERM_LIMIT for p in others):
        raise Refused("too many terms after a substitution")
    nonzero = tuple(replaced(g) for g in case.nonzero)
    if any(g.is_zero() for g in nonzero):
        return []
    nonzero += () if denominator.is_constant() else (denominator,)
    nonzero += (numerator,) if unknown in case.positives and not numerator.is_constant() else ()
    substitution = Substitution(unknown, numerator, denominator, positive(equation))
    changed = [(p, q) for p, q in zip(before, others, strict=True) if p is not q]
    return [
        replace(
            case,
            equations=others,
            nonzero=nonzero,
            remaining=case.remaining - {unknown},
            substitutions=(*case.substitutions, substitution),
            path=(*case.path, Move("isolate", tuple(p for p, _ in changed), tuple(q for _, q in changed), substitution)),
        )
    ]
