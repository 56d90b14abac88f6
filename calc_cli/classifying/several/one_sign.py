"""Polynomials in kernels that are nowhere negative, seen from their terms."""

from __future__ import annotations

from flint import fmpz_mpoly

from calc_cli.symbolic.field import Field, terms_of

POSITIVE_KINDS = frozenset({"exp", "root"})
BOUNDED_KINDS = frozenset({"sin", "cos"})


def global_sign(field: Field, polynomial: fmpz_mpoly) -> int:
    """1: nowhere negative where the kernels are defined; -1: nowhere positive; 0: not known.

    Every term is even in the kernels that may change sign, with coefficients of one sign; or a constant is at least the sum of the
    sizes of terms that are products of sines and cosines.
    """
    terms = [(exponents, int(coefficient)) for exponents, coefficient in terms_of(polynomial)]
    rest = []
    signs = set()
    constant = 0
    for exponents, coefficient in terms:
        used = [(field.kernels[i].kind, power) for i, power in enumerate(exponents) if power]
        if not used:
            constant = coefficient
        elif all(power % 2 == 0 or kind in POSITIVE_KINDS for kind, power in used):
            signs.add(1 if coefficient > 0 else -1)
        elif all(kind in BOUNDED_KINDS for kind, _ in used):
            rest.append(abs(coefficient))
        else:
            return 0
    if abs(constant) < sum(rest):
        return 0
    if constant:
        signs.add(1 if constant > 0 else -1)
    return signs.pop() if len(signs) == 1 else 0
