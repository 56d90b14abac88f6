"""Systems of equations in several variables: `solve_system` and its strategies."""

from calc_cli.solving.systems.chain import STRATEGIES, solve_system

__all__ = ["STRATEGIES", "solve_system"]
