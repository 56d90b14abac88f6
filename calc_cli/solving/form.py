"""An equation p = 0, p an irreducible polynomial over kernels, on an open interval: what the strategies share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from fractions import Fraction

from flint import fmpz_mpoly

from calc_cli import effort
from calc_cli import tree as t
from calc_cli.effort import now
from calc_cli.model import Equation, Interval, Refusal, Root, RootFamily, RootSet, Step, Truth
from calc_cli.records import mutable_record
from calc_cli.symbolic.display import expanded
from calc_cli.symbolic.field import Field, Kernel, used_in
from calc_cli.symbolic.normalize import Normalizer
from calc_cli.tree import Expr


@mutable_record
class Form:
    """p = 0 on the interval. sample: a rational point inside, at which signs were read.

    source: a tree with exactly the same zeros on the interval, as it was given: balls are tighter on it than on p expanded.
    """

    normalizer: Normalizer
    polynomial: fmpz_mpoly
    variable: str
    interval: Interval
    sample: Fraction
    source: Expr | None = None

    @property
    def field(self) -> Field:
        """The field of its kernels."""
        return self.normalizer.field

    @property
    def tree(self) -> Expr:
        """p as a tree."""
        return expanded(self.field, self.polynomial)

    def kernels(self) -> list[Kernel]:
        """The kernels in p that depend on the variable."""
        used = sorted(used_in(self.polynomial))
        return [self.field.kernels[i] for i in used if self.variable in self.field.kernels[i].depends]

    def with_polynomial(self, polynomial: fmpz_mpoly) -> Form:
        """Another polynomial over the same kernels."""
        return Form(self.normalizer, polynomial, self.variable, self.interval, self.sample)

    def equation(self, function: Expr) -> Equation:
        """function = 0 on the same interval."""
        return Equation(function, self.variable, self.interval)


@mutable_record
class Budget:
    """Nominal time that the numeric searches of one analysis may take; depth bounds the recursion of reductions."""

    deadline: float
    depth: int = 0
    trail: list[Refusal] = field(default_factory=list)

    @staticmethod
    def of(seconds: float) -> Budget:
        """The budget that ends so many seconds from now."""
        return Budget(effort.deadline(seconds))

    def spent(self) -> bool:
        """Is the time over?"""
        return now() > self.deadline

    def seconds_left(self) -> float:
        """What remains, never negative."""
        return max(0.0, self.deadline - now())


@mutable_record
class Solved:
    """Every zero of the form in its interval; lists as in `RootSet`."""

    roots: list[Root] = field(default_factory=list)
    families: list[RootFamily] = field(default_factory=list)
    undecided: list[Interval] = field(default_factory=list)
    complete: Truth = Truth.TRUE
    accumulates_at: tuple[Expr, ...] = ()
    steps: list[Step] = field(default_factory=list)

    def absorb(self, other: Solved | RootSet) -> None:
        """Add the zeros of another equation on the same interval."""
        self.roots.extend(other.roots)
        self.families.extend(other.families)
        self.undecided.extend(other.undecided)
        self.accumulates_at = (*self.accumulates_at, *(a for a in other.accumulates_at if a not in self.accumulates_at))
        self.steps.extend(other.steps)
        if other.complete is not Truth.TRUE:
            self.complete = other.complete


class Refused(Exception):
    """A strategy cannot treat this form; the text says why."""


def other_letter(wanted: str, *taken: str) -> str:
    """The name of a new unknown: the wanted letter, or another one when that is in use."""
    return next(letter for letter in (wanted, "w", "v", "p", "q") if letter not in taken)


def alternatives(unknown: Expr, values: Sequence[Expr]) -> Expr | None:
    """unknown = v1 or unknown = v2 …; None when there is no value."""
    equations = tuple(equation_step(unknown, value) for value in values)
    return t.Junction("or", equations) if len(equations) > 1 else next(iter(equations), None)


def found_step(rule: str, function: Expr, variable: str, roots: Sequence[Root]) -> Step:
    """The zeros that a search found, each with its enclosure."""
    enclosed = (root.value for root in roots if isinstance(root.value, t.IsolatedRoot))
    inner = tuple(Step("enclosure", equation_step(t.Variable(variable), value)) for value in enclosed)
    return Step(rule, equation_step(function), alternatives(t.Variable(variable), [root.value for root in roots]), inner)


def equation_step(left: Expr, right: Expr = t.ZERO) -> Expr:
    """The equation as a node for steps."""
    return t.Comparison(left, "==", right)
