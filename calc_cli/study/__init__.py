"""Everything about a function, from its pieces, zeros and signs."""

from calc_cli.study.studying import study

__all__ = ["study"]
