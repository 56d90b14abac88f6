"""The tree of an exact constant as a textbook writes it: (1 + sqrt(5))/2, 3*sqrt(3)/4, 1 - 2/e, pi/6 + sqrt(3)/2, log(3/2)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import gcd, lcm

from calc_cli.symbolic.constant_atoms import (
    EULER,
    EXPONENTIAL,
    HALF,
    LOGARITHM,
    PRIME,
    SUM,
    UNIT,
    Atom,
    Form,
    Monomial,
    atom_is_algebraic,
    monomial_key,
    plus,
    scaled,
)
from calc_cli.symbolic.constant_form import content_of, times
from calc_cli.symbolic.radicals import collect_radicals, radical_tree, sqrt_tree
from calc_cli.tree import ZERO, Call, E, Expr, Number, Power, Quotient, add, divide, multiply, negate, power, rational

LOGARITHM_LIMIT = 10**6

Term = tuple[Fraction, tuple[Expr, ...], tuple[Expr, ...]]
"""A rational coefficient, the factors above and those below the fraction bar."""


def form_tree(form: Form) -> Expr:
    """The tree of a constant in normal form.

    >>> from calc_cli.symbolic.constant_atoms import constant
    >>> form_tree(constant(Fraction(1, 2)))
    Quotient(numerator=Number(value=Fraction(1, 1)), denominator=Number(value=Fraction(2, 1)))
    """
    if not form:
        return ZERO
    if len(form) == 1 and UNIT in form:
        return rational(form[UNIT])
    return sum_tree([term for group in display_groups(form) for term in group_terms(*group)])


def groups(form: Form) -> list[tuple[Monomial, Form]]:
    """Σ T * A_T: the form collected by its transcendental monomials, with algebraic coefficients."""
    return collected(form, lambda pair: not atom_is_algebraic(pair[0]))


def display_groups(form: Form) -> list[tuple[Monomial, Form]]:
    """The same, roots of sums counted among the outer factors."""
    return collected(form, lambda pair: not atom_is_algebraic(pair[0]) or (pair[1].denominator > 1 < len(form) and pair[0].kind == SUM))


def collected(form: Form, is_outer: Callable[[tuple[Atom, Fraction]], bool]) -> list[tuple[Monomial, Form]]:
    """The form as Σ outer * inner, by the outer monomials in order."""
    found: dict[Monomial, Form] = {}
    for monomial, q in form.items():
        outer = tuple(pair for pair in monomial if is_outer(pair))
        inner = tuple(pair for pair in monomial if not is_outer(pair))
        found.setdefault(outer, {})[inner] = q
    return merged_logarithms(sorted(found.items(), key=lambda pair: monomial_key(pair[0])))


def merged_logarithms(parts: list[tuple[Monomial, Form]]) -> list[tuple[Monomial, Form]]:
    """Rational multiples of logarithms of primes become one logarithm: log(3) - log(2) is log(3/2)."""
    logs = {m: a[UNIT] for m, a in parts if len(a) == 1 and UNIT in a and is_prime_logarithm(m)}
    if len(logs) < 2:
        return parts
    common = Fraction(gcd(*(q.numerator for q in logs.values())), lcm(*(q.denominator for q in logs.values())))
    if all(q < 0 for q in logs.values()):
        common = -common
    argument = Fraction(1)
    for monomial, q in logs.items():
        k = int(q / common)
        if abs(k) > 40:
            return parts
        argument *= Fraction(monomial[0][0].key[1]) ** k
    if max(argument.numerator, argument.denominator) > LOGARITHM_LIMIT:
        return parts
    atom = Atom((LOGARITHM, argument), Call("log", (rational(argument),)))
    rest = [part for part in parts if part[0] not in logs]
    return [*rest, (((atom, Fraction(1)),), {UNIT: common})]


def is_prime_logarithm(monomial: Monomial) -> bool:
    """The monomial is log(p), p prime."""
    return len(monomial) == 1 and monomial[0][0].kind == LOGARITHM and monomial[0][1] == 1


def reading_order(pair: tuple[Monomial, Fraction]) -> tuple[object, ...]:
    """Terms are ordered by what stands above the bar."""
    monomial = pair[0]
    return monomial_key(tuple((atom, k) for atom, k in monomial if k > 0)), monomial_key(monomial)


def group_terms(outer: Monomial, inner: Form) -> list[Term]:
    """The terms of T * A_T: the algebraic terms themselves when T = 1, otherwise one product."""
    if not outer or len(inner) == 1:
        return [monomial_term((*monomial, *outer), q) for monomial, q in sorted(inner.items(), key=reading_order)]
    content, common, rest = content_of(inner)
    shared: Monomial = ()
    if any(atom.kind == SUM for atom, _ in outer):
        ((shared, _),) = common.items()
    else:
        rest = times(rest, common)
    q, above, below = monomial_term((*shared, *outer), content)
    if all(value < 0 for value in rest.values()):
        q, rest = -q, scaled(rest, -1)
    total = sum_tree([monomial_term(m, value) for m, value in sorted(rest.items(), key=reading_order)])
    return [(q, (total, *above), below)]


def sum_tree(terms: list[Term]) -> Expr:
    """Σ of the terms: a positive one first; equal denominators become a common one."""
    if len(terms) == 1:
        return term_tree(terms[0])
    below = {(q.denominator, low) for q, _, low in terms}
    shared = len(below) == 1 and below != {(1, ())}
    if shared and all(q < 0 for q, _, _ in terms):
        return negate(sum_tree([(-q, high, low) for q, high, low in terms]))
    first = next((i for i, term in enumerate(terms) if term[0] > 0), 0)
    ordered = [terms[first], *terms[:first], *terms[first + 1 :]]
    if not shared:
        return add(*map(term_tree, ordered))
    ((denominator, low),) = below
    top = add(*(term_tree((Fraction(q.numerator), high, ())) for q, high, _ in ordered))
    return Quotient(top, multiply(Number(Fraction(denominator)), *low))


def term_tree(term: Term) -> Expr:
    """The tree of one term: 3*sqrt(3)/4."""
    q, above, below = term
    size = abs(q)
    top = multiply(Number(Fraction(size.numerator)), *above)
    tree = divide(top, multiply(Number(Fraction(size.denominator)), *below))
    return negate(tree) if q < 0 else tree


def monomial_term(monomial: Monomial, q: Fraction) -> Term:
    """q * ∏ atom**exponent as factors above and below the bar, exponentials last."""
    radicals: dict[int, Fraction] = {}
    sums: list[tuple[Atom, Fraction]] = []
    exponentials: list[tuple[Atom, Fraction]] = []
    above: list[Expr] = []
    below: list[Expr] = []
    for atom, exponent in monomial:
        if atom.kind == PRIME:
            radicals[atom.key[1]] = exponent
        elif atom.kind == SUM:
            sums.append((atom, exponent))
        elif atom.kind in (EULER, EXPONENTIAL):
            exponentials.append((atom, exponent))
        else:
            assert atom.tree is not None
            (above if exponent > 0 else below).append(power_tree(atom.tree, abs(exponent)))
    roots, over, under = sum_factors(radicals, sums)
    powers, low = exponential_factors(exponentials)
    return q, (*roots, *above, *over, *powers), (*below, *under, *low)


def power_tree(base: Expr, exponent: Fraction) -> Expr:
    """base**exponent, square roots as sqrt."""
    return sqrt_tree(base) if exponent == HALF else power(base, exponent)


def sum_factors(radicals: dict[int, Fraction], sums: list[tuple[Atom, Fraction]]) -> tuple[list[Expr], list[Expr], list[Expr]]:
    """Radicals of integers, then powers of sums above and below the bar; sqrt(2)*sqrt(1 + sqrt(5)) becomes one root."""
    _, pairs = collect_radicals(radicals)
    numbers = {exponent.denominator: (base, exponent) for base, exponent in pairs}
    over: list[Expr] = []
    under: list[Expr] = []
    for atom, exponent in sums:
        form = atom.form or {}
        fraction = exponent - exponent.numerator // exponent.denominator
        n = fraction.denominator
        if n in numbers and fraction.numerator == 1 and exponent == fraction:
            base, outer = numbers.pop(n)
            form = scaled(form, base**outer.numerator)
        tree = form_tree(form)
        (over if exponent > 0 else under).append(power_tree(tree, abs(exponent)))
    return [radical_tree(base, exponent) for base, exponent in numbers.values()], over, under


def exponential_factors(parts: list[tuple[Atom, Fraction]]) -> tuple[list[Expr], list[Expr]]:
    """One exponential: powers of e alone as e**2 above or below the bar, 2**sqrt(2), else exp(sum of the exponents)."""
    if not parts:
        return [], []
    if len(parts) == 1 and parts[0][0].kind == EULER:
        exponent = parts[0][1]
        tree = power_tree(E, abs(exponent))
        return ([tree], []) if exponent > 0 else ([], [tree])
    exponent_form: Form = {}
    factors: list[Expr] = []
    for atom, q in parts:
        based = None if atom.kind == EULER else other_base(atom.form or {}, q)
        if based is None:
            exponent_form = plus(exponent_form, {UNIT: q} if atom.kind == EULER else scaled(atom.form or {}, q))
        else:
            factors.append(based)
    if exponent_form:
        factors.append(Call("exp", (form_tree(exponent_form),)))
    return factors, []


def other_base(form: Form, q: Fraction) -> Expr | None:
    """exp(q * m * log(b)) as b**(q*m)."""
    ((monomial, coefficient),) = form.items()
    logs = [atom for atom, k in monomial if k == 1 and isinstance(atom.tree, Call) and atom.tree.function == "log"]
    if len(logs) != 1:
        return None
    rest = tuple(pair for pair in monomial if pair[0] != logs[0])
    base = logs[0].tree
    assert isinstance(base, Call)
    return Power(base.arguments[0], form_tree({rest: coefficient * q}))
