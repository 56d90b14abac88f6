"""Constant coefficients that are zero although the normal form does not see it, such as sqrt(2) + sqrt(3) - sqrt(5 + 2*sqrt(6))."""

from __future__ import annotations

from flint import fmpz_mpoly

from calc_cli.symbolic import constants
from calc_cli.symbolic.display import expanded
from calc_cli.symbolic.field import Field, NotInField, polynomial_from, terms_of


def without_zero_coefficients(field: Field, polynomial: fmpz_mpoly, variable: str) -> fmpz_mpoly:
    """The polynomial in the kernels that depend on the variable, its zero coefficients left out; NotInField when one is not decided."""
    constant = [variable not in kernel.depends for kernel in field.kernels]
    groups: dict[tuple[int, ...], dict[tuple[int, ...], int]] = {}
    for exponents, c in terms_of(polynomial):
        key = tuple(0 if i < len(constant) and constant[i] else k for i, k in enumerate(exponents))
        groups.setdefault(key, {})[exponents] = c
    kept: dict[tuple[int, ...], int] = {}
    for key, terms in groups.items():
        if len(terms) == 1 or not _vanishes(field, key, terms):
            kept |= terms
    return polynomial if sum(map(len, groups.values())) == len(kept) else polynomial_from(kept)


def _vanishes(field: Field, key: tuple[int, ...], terms: dict[tuple[int, ...], int]) -> bool:
    coefficient = polynomial_from({tuple(k - j for k, j in zip(exponents, key, strict=True)): c for exponents, c in terms.items()})
    sign = constants.sign_of(expanded(field, coefficient))
    if sign is None:
        raise NotInField("whether a coefficient is zero is not decided")
    return sign == 0
