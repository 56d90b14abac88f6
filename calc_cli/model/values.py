"""Numbers, intervals, steps, derivations and the problem itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from typing import TypeVar, overload

from calc_cli.records import record
from calc_cli.tree import Expr


@record
class Number:
    """A real number ready to be shown: NUMBER of the contract.

    tree: its constant tree; exact: text calc reads back, None when only enclosed; approx: nearest double, None for
    infinities; lower, upper: decimal strings rounded outwards (equal when the number is a short decimal).
    """

    tree: Expr
    exact: str | None
    approx: float | None
    lower: str
    upper: str


@record
class Interval:
    """lower < upper, constant trees or infinities; the closed flags are False at infinities. A single point has lower == upper."""

    lower: Expr
    upper: Expr
    lower_closed: bool = False
    upper_closed: bool = False


Region = tuple[Interval, ...]
"""One interval a variable."""


@record
class Step:
    """One step of a worked solution, taken from the computation itself.

    rule: stable name of the rule (`product`, `quadratic_formula`, `second_derivative_test`); before, after: trees, for
    equations `Comparison` nodes; note: values a sentence of the rule needs, in order.
    """

    rule: str
    before: Expr | None = None
    after: Expr | None = None
    substeps: tuple[Step, ...] = ()
    note: tuple[Expr | str, ...] = ()


Part = TypeVar("Part")


class Later(Sequence[Part]):
    """Parts of a study, such as steps, that are made when they are first read; equal to the tuple of them."""

    __slots__ = ("_make", "_parts")

    def __init__(self, make: Callable[[], tuple[Part, ...]]) -> None:
        self._make = make
        self._parts: tuple[Part, ...] | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """All of them, made once."""
        if self._parts is None:
            self._parts = self._make()
        return self._parts

    @overload
    def __getitem__(self, place: int) -> Part: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Part, ...]: ...
    def __getitem__(self, place: int | slice) -> Part | tuple[Part, ...]:
        return self.parts[place]

    def __len__(self) -> int:
        return len(self.parts)

    def __eq__(self, other: object) -> bool:
        return self.parts == tuple(other) if isinstance(other, Later | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.parts)

    def __repr__(self) -> str:
        return repr(self.parts)


@record
class Derivation:
    """result: the derivative, simplified for display; by_rules: as the rules gave it, or what applies them; trace: how, as a Step or as
    what makes it."""

    result: Expr
    by_rules: Expr | Callable[[], Expr] = field(compare=False, repr=False)
    trace: Step | Callable[[], Step] = field(compare=False, repr=False)

    @property
    def raw(self) -> Expr:
        """As the rules gave it."""
        return self.by_rules if isinstance(self.by_rules, Expr) else self.by_rules()

    @property
    def step(self) -> Step:
        """How it was computed: the rules applied to the same tree, with `raw` as their answer."""
        return self.trace if isinstance(self.trace, Step) else self.trace()


@record
class Problem:
    """text as typed; tree; the function's name; variables in order; the region asked for (None: the natural domain)."""

    text: str
    tree: Expr
    name: str
    variables: tuple[str, ...]
    notes: tuple[str, ...] = ()
