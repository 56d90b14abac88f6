"""The signs a function takes next to a point where it is zero: what makes the point a minimum, a maximum or a saddle."""

from __future__ import annotations

from calc_cli.model import Classification
from calc_cli.records import record


@record
class Signs:
    """positive, negative: are such values taken arbitrarily near; vanishes: are there zeros arbitrarily near (None: not known)."""

    positive: bool
    negative: bool
    vanishes: bool | None

    def times(self, sign: int) -> Signs:
        """The signs of the function times a number of this sign."""
        return self if sign > 0 else Signs(self.negative, self.positive, self.vanishes)

    def kind(self) -> tuple[Classification, bool | None]:
        """Both signs: saddle; one: extremum, strict when zero is not taken; none: constant."""
        if self.positive and self.negative:
            return Classification.SADDLE, None
        if not self.positive and not self.negative:
            return Classification.CONSTANT, False
        strict = None if self.vanishes is None else not self.vanishes
        return (Classification.LOCAL_MINIMUM if self.positive else Classification.LOCAL_MAXIMUM), strict


BOTH = Signs(True, True, True)


def with_block(signs: Signs, positive: int, negative: int) -> Signs:
    """phi(u) + Q(w): Q a non-degenerate quadratic form with so many squares of each sign."""
    return Signs(signs.positive or positive > 0, signs.negative or negative > 0, signs.vanishes)
