"""Where a function is defined and analytic: pieces and the joints between them, read from the tree as typed."""

from calc_cli.domain.conditions import Gate, Requirement, gates, with_definitions
from calc_cli.domain.partitioning import partition
from calc_cli.domain.period import drift_of, period_of
from calc_cli.domain.pieces import Joint, Partition, Piece
from calc_cli.domain.places import resolve

__all__ = [
    "Gate",
    "Joint",
    "Partition",
    "Piece",
    "Requirement",
    "drift_of",
    "gates",
    "partition",
    "period_of",
    "resolve",
    "with_definitions",
]
