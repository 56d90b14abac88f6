"""sign(c) of an exact constant: by its normal form when every kernel is positive, otherwise by `symbolic.constants`."""

from __future__ import annotations

from flint import fmpq

from calc_cli.remembering import remembered
from calc_cli.symbolic.asymptotics.exact import Combination, Exact, Undecided, to_tree
from calc_cli.symbolic.constants import sign_of
from calc_cli.tree import Call, Constant, Expr, Number


def sign(value: Exact | int) -> int:
    """-1, 0 or 1, proved; raises `Undecided` otherwise."""
    if not isinstance(value, Combination):
        return (value > 0) - (value < 0)
    return _combination_sign(value)


@remembered(8192)
def _combination_sign(value: Combination) -> int:
    signs = {1 if c > 0 else -1 for c in value.terms.values()}
    if len(signs) == 1 and all(is_positive_kernel(kernel) for key in value.terms for kernel, _ in key):
        return signs.pop()
    found = sign_of(to_tree(value))
    if found is None:
        raise Undecided
    return found


def is_positive_kernel(kernel: Expr) -> bool:
    """Primes, e, pi, exp(c) and log(n), n >= 2, are positive."""
    match kernel:
        case Number() | Constant("e" | "pi"):
            return True
        case Call("exp", _):
            return True
        case Call("log", (Number(value),)):
            return value > 1
        case _:
            return False


def is_zero(value: Exact | int) -> bool:
    """value = 0, decided; raises `Undecided` otherwise."""
    return sign(value) == 0


def whole(value: Exact | int) -> int | None:
    """The integer a constant is, if it visibly is one."""
    if isinstance(value, fmpq):
        return int(value.p) if value.q == 1 else None
    return value if isinstance(value, int) else None
