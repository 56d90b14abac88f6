"""Normal forms over kernels, exact polynomials and constants, limits."""

from calc_cli.symbolic.simplify import is_identically_zero, simplify

__all__ = ["is_identically_zero", "simplify"]
