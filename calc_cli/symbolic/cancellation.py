"""Quotients of constants in lowest terms: the greatest common divisor of two forms, their atoms taken as unknowns."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from calc_cli.symbolic.constant_atoms import Atom, Form, plus, scaled
from calc_cli.symbolic.constant_form import normalized

ATOM_LIMIT = 8
DEGREE_LIMIT = 40


def cancelled(top: Form, bottom: Form) -> tuple[Form, Form]:
    """top and bottom without their common polynomial factor (exponents must be >= 0); unchanged when there is none."""
    orders: dict[Atom, int] = {}
    for form in (top, bottom):
        for monomial in form:
            for atom, k in monomial:
                if k < 0 or k > DEGREE_LIMIT:
                    return top, bottom
                orders[atom] = lcm(orders.get(atom, 1), k.denominator)
    if not orders or len(orders) > ATOM_LIMIT:
        return top, bottom
    atoms = sorted(orders, key=lambda atom: atom.key)
    context = fmpq_mpoly_ctx.get([f"a{i}" for i in range(len(atoms))], Ordering.lex)
    numerator, denominator = (as_polynomial(form, atoms, orders, context) for form in (top, bottom))
    common = numerator.gcd(denominator)
    if common.total_degree() == 0:
        return top, bottom
    return as_form(numerator / common, atoms, orders), as_form(denominator / common, atoms, orders)


def as_polynomial(form: Form, atoms: list[Atom], orders: dict[Atom, int], context: fmpq_mpoly_ctx) -> fmpq_mpoly:
    """The form with the unknown a_i for atom_i**(1/order_i)."""
    terms = {}
    for monomial, q in form.items():
        exponents = dict(monomial)
        key = tuple(int(exponents.get(atom, Fraction(0)) * orders[atom]) for atom in atoms)
        terms[key] = fmpq(q.numerator, q.denominator)
    return context.from_dict(terms)


def as_form(poly: fmpq_mpoly, atoms: list[Atom], orders: dict[Atom, int]) -> Form:
    """The polynomial with the atoms put back."""
    total: Form = {}
    for key, q in poly.to_dict().items():
        monomial = normalized({atom: Fraction(int(k), orders[atom]) for atom, k in zip(atoms, key, strict=True) if k})
        total = plus(total, scaled(monomial, Fraction(int(q.p), int(q.q))))
    return total
