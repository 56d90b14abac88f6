"""Zeros of one equation on one interval, complete and proved, or said not to be."""

from calc_cli.solving.chain import STRATEGIES, solve

__all__ = ["STRATEGIES", "solve"]
