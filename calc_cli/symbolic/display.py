"""Elements and polynomials over kernels back to trees, in the form a textbook prints.

Expanded unless a factor repeats; common powers and exponentials pulled out: `(1 - 2*x**2)*exp(-x**2)`, `6*x*(x**2 - 1)**2`.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from flint import fmpz_mpoly

from calc_cli import tree as t
from calc_cli.symbolic.factoring import factored
from calc_cli.symbolic.field import (
    Element,
    Field,
    Kernel,
    Relation,
    coefficients_in,
    content_of,
    degrees,
    exact_quotient,
    lower,
    monomial,
    polynomial_from,
    terms_of,
    used_in,
)
from calc_cli.tree import Expr

FACTOR_TERMS = 60


def element_tree(element: Element) -> Expr:
    """The tree of P/Q: monomials combined across the bar, the denominator factored."""
    if element.is_zero:
        return t.ZERO
    element = _other_sides_of_the_circle(_rationalised(element))
    field = element.field
    powers: dict[int, int] = {}
    top_content, top = _split_content(element.numerator, powers, +1)
    bottom_content, bottom = _split_content(element.denominator, powers, -1)
    bottom = _powers_joined(field, powers, bottom, -1)
    top = _powers_joined(field, powers, top, +1)
    scale = Fraction(top_content, bottom_content)
    if bottom.leading_coefficient() < 0:
        scale, bottom = -scale, -bottom
    if top.leading_coefficient() < 0:
        scale, top = -scale, -top
    if bottom.is_constant() and not _fractional(field, powers) and all(k >= 0 for k in powers.values()) and len(top) > 1:
        plain = _polynomial_if_plain(field, element, powers, top)
        if plain is not None:
            return plain
    above, below = power_factors(field, powers)
    if scale < 0 and len(top) > 1 and not _repeats(top) and any(int(c) < 0 for c in top.coeffs()):
        scale, top = -scale, -top
    return _assemble(scale, [*_sorted_first(above), *_body(field, top)], [*below, *_body(field, bottom)])


def _rationalised(element: Element) -> Element:
    """The denominator a + b*sqrt(u) made rational by a - b*sqrt(u), when that is shorter."""
    field = element.field
    for kernel in field.related:
        relation = kernel.relation
        assert relation is not None
        if kernel.kind != "root" or relation.degree != 2 or degrees(element.denominator)[kernel.index] != 1:
            continue
        parts = coefficients_in(element.denominator, kernel.index)
        conjugate = parts.get(0, 0) - parts[1] * monomial({kernel.index: 1})
        other = field.reduce(element.numerator * conjugate, element.denominator * conjugate)
        if _terms(other) < _terms(element):
            element = other
    return element


def _terms(element: Element) -> int:
    return len(element.numerator) + len(element.denominator)


def _other_sides_of_the_circle(element: Element) -> Element:
    """sin(x)**2 written as 1 - cos(x)**2 where that is shorter: 1/(5 + 4*cos(x) - sin(x)**2) is 1/(cos(x) + 2)**2."""
    for kernel in element.field.related:
        if kernel.kind != "cos" or kernel.partner is None or kernel.partner not in element.used():
            continue
        cosine = monomial({kernel.index: 1})
        other_side = Relation(2, 1 - cosine * cosine, cosine**0)
        parts = [lower(part, kernel.partner, other_side)[0] for part in (element.numerator, element.denominator)]
        common = parts[0].gcd(parts[1])
        other = Element(element.field, parts[0] / common, parts[1] / common)
        if _factored_terms(other) < _factored_terms(element):
            element = other
    return element


def _factored_terms(element: Element) -> int:
    """The number of terms when repeated factors are written as powers."""
    return sum(len(p) for part in (element.numerator, element.denominator) for p in _distinct_factors(part))


def _distinct_factors(polynomial: fmpz_mpoly) -> list[fmpz_mpoly]:
    return [p for p, _ in factored(polynomial)[1]] if _repeats(polynomial) else [polynomial]


def _powers_joined(field: Field, powers: dict[int, int], rest: fmpz_mpoly, sign: int) -> fmpz_mpoly:
    """What is left of the numerator (sign +1) or denominator (-1) when radicands in it join their roots: sqrt(u)/u is 1/sqrt(u).

    In a denominator 1 - sin(x)**2 joins cos(x) in the same way.
    """
    for kernel in field.related:
        relation = kernel.relation
        assert relation is not None
        joins = powers.get(kernel.index, 0) * sign > 0 or (sign < 0 and (kernel.kind == "cos" or kernel.index in powers))
        if kernel.kind not in ("root", "cos") or not joins or not relation.denominator.is_one():
            continue
        common = degrees(relation.numerator.term_content())
        radicand = relation.numerator / monomial(dict(enumerate(common)))
        shared = {i: k for i, k in enumerate(common) if k}
        while (
            len(radicand) > 1
            and all(sign * powers.get(i, 0) >= k for i, k in shared.items())
            and (quotient := exact_quotient(rest, radicand)) is not None
        ):
            rest = quotient
            for i, k in (*shared.items(), (kernel.index, -relation.degree)):
                powers[i] = powers.get(i, 0) - sign * k
    return rest


def _sorted_first(above: list[Expr]) -> list[Expr]:
    return sorted(above, key=lambda node: isinstance(node, t.Call) and node.function == "exp")


def _assemble(scale: Fraction, above: list[Expr], below: list[Expr]) -> Expr:
    """scale * above / below, exponentials last in the numerator."""
    exponentials = [n for n in above if isinstance(n, t.Call) and n.function == "exp"]
    others = [n for n in above if n not in exponentials]
    numerator = t.multiply(t.rational(abs(scale.numerator)), *others, *exponentials)
    denominator = t.multiply(t.rational(scale.denominator), *below)
    whole = t.divide(numerator, denominator)
    return t.negate(whole) if scale < 0 else whole


def _polynomial_if_plain(field: Field, element: Element, powers: dict[int, int], top: fmpz_mpoly) -> Expr | None:
    """Textbook form of a polynomial in variables and constants: expanded, unless a factor repeats."""
    used = element.used()
    if any(field.kernels[i].kind not in ("variable", "constant", "root") for i in used):
        return None
    if any(field.kernels[i].kind == "root" and field.kernels[i].depends for i in used):
        return None
    if _repeats(top):
        return None
    return expanded(field, element.numerator, int(element.denominator.leading_coefficient()))


def _fractional(field: Field, powers: dict[int, int]) -> bool:
    return any(field.kernels[i].kind in ("exp", "log", "sin", "cos", "function") for i in powers)


def _split_content(polynomial: fmpz_mpoly, powers: dict[int, int], sign: int) -> tuple[int, fmpz_mpoly]:
    """(integer content with sign, primitive rest without monomial factors); the monomial goes to `powers`."""
    content, rest = content_of(polynomial), polynomial
    if rest.leading_coefficient() < 0:
        content = -content
    rest = rest / content
    common = rest.term_content()
    if not common.is_constant():
        rest = rest / common
        for i, degree in enumerate(degrees(common)):
            if degree:
                powers[i] = powers.get(i, 0) + sign * int(degree)
    return content, rest


def _repeats(polynomial: fmpz_mpoly) -> bool:
    if len(polynomial) < 3 or len(polynomial) > FACTOR_TERMS:
        return False
    return any(multiplicity > 1 for _, multiplicity in polynomial.factor_squarefree()[1])


def _body(field: Field, polynomial: fmpz_mpoly) -> list[Expr]:
    """Factors of a primitive polynomial without monomial factors: itself, or its factors when one repeats."""
    if polynomial.is_one():
        return []
    if _repeats(polynomial):
        content, factors = factored(polynomial)
        pieces = [t.power(expanded(field, p), m) for p, m in sorted(factors, key=lambda f: len(f[0]))]
        return pieces if content == 1 else [t.rational(Fraction(int(content))), *pieces]
    return [expanded(field, polynomial)]


def expanded(field: Field, polynomial: fmpz_mpoly, denominator: int = 1) -> Expr:
    """The polynomial as a sum of terms, highest first, each divided by an integer; (2 - x**2)*cos(x) is one term."""
    groups: dict[tuple[int, ...], list[tuple[tuple[int, ...], int]]] = {}
    for exponents, coefficient in terms_of(polynomial):
        groups.setdefault(_transcendental_part(field, exponents), []).append((exponents, coefficient))
    if any(not any(common) for common in groups):
        terms = [_term(field, (), [member], denominator) for member in terms_of(polynomial)]
    else:
        terms = [_term(field, common, members, denominator) for common, members in groups.items()]
    if len(terms) == 2 and isinstance(terms[0], t.Negation) and not isinstance(terms[1], t.Negation):
        terms.reverse()
    return t.add(*terms)


def _transcendental_part(field: Field, exponents: tuple[int, ...]) -> tuple[int, ...]:
    """The powers of logarithms, sines and the like in a term, without those of variables, constants and roots."""
    plain = [kernel.kind in ("variable", "constant", "root") or not kernel.depends for kernel in field.kernels]
    return tuple(0 if k == 0 or plain[i] else k for i, k in enumerate(exponents))


def _term(field: Field, common: tuple[int, ...], members: list[tuple[tuple[int, ...], int]], denominator: int) -> Expr:
    """The sum of terms with a common part, which stands behind it."""
    if len(members) == 1:
        ((exponents, coefficient),) = members
        above, below = power_factors(field, {i: k for i, k in enumerate(exponents) if k})
        return _assemble(Fraction(coefficient, denominator), above, below)
    coefficients = {tuple(k - j for k, j in zip(exponents, common, strict=True)): c for exponents, c in members}
    above, below = power_factors(field, {i: k for i, k in enumerate(common) if k})
    return _assemble(Fraction(1), [expanded(field, polynomial_from(coefficients), denominator), *above], below)


def power_factors(field: Field, powers: dict[int, int]) -> tuple[list[Expr], list[Expr]]:
    """Product of kernel powers as (factors above, factors below the bar), constants first; roots join their radicand, exponentials join."""
    exponents: dict[Expr, Fraction] = {}
    exponential: list[tuple[Kernel, int]] = []
    for index, k in sorted(powers.items(), key=lambda power: bool(field.kernels[power[0]].depends)):
        kernel = field.kernels[index]
        if kernel.kind == "exp":
            exponential.append((kernel, k))
            continue
        base, share = kernel.tree, Fraction(k)
        if kernel.kind == "root":
            assert kernel.argument is not None and kernel.relation is not None
            base, share = kernel.argument, Fraction(k, kernel.relation.degree)
        exponents[base] = exponents.get(base, Fraction(0)) + share
    above = [power_tree(base, q) for base, q in exponents.items() if q > 0]
    below = [power_tree(base, -q) for base, q in exponents.items() if q < 0]
    above.extend(exponential_factors(field, exponential))
    return above, below


def power_tree(base: Expr, exponent: Fraction) -> Expr:
    """base**exponent with sqrt for halves: x**(1/2) is sqrt(x), x**(3/2) is x**(3/2)."""
    if exponent == Fraction(1, 2):
        return t.call("sqrt", base)
    return t.power(base, exponent)


def exponential_factors(field: Field, parts: Iterable[tuple[Kernel, int]]) -> list[Expr]:
    """Powers of exponential kernels as few factors: e**k, 2**x, and one exp of the summed exponents."""
    factors, summed = [], []
    for kernel, k in parts:
        assert kernel.argument is not None
        base, rest = _base_and_rest(kernel.argument)
        if base is None:
            summed.append(t.multiply(t.rational(k), kernel.argument))
        else:
            factors.append(t.power(base, t.multiply(t.rational(k), rest)))
    if summed:
        factors.append(exponential(field, summed))
    return factors


def exponential(field: Field, exponents: list[Expr]) -> Expr:
    """exp of a sum, written with the exponent as typed when it is the same; exp(1) is e."""
    from calc_cli.symbolic.normalize import normalize

    total = element_tree(normalize(t.add(*exponents)))
    typed = field.typed.get(total, total)
    if t.rational_value(typed) is not None:
        return t.power(t.E, typed)
    return t.call("exp", typed)


def _base_and_rest(argument: Expr) -> tuple[Expr | None, Expr]:
    """(b, u) for an exponent u*log(b) with b a positive rational, else (None, argument)."""
    if isinstance(argument, t.Quotient):
        base, rest = _base_and_rest(argument.numerator)
        return (None, argument) if base is None else (base, t.divide(rest, argument.denominator))
    factors = argument.factors if isinstance(argument, t.Product) else (argument,)
    for i, factor in enumerate(factors):
        if isinstance(factor, t.Call) and factor.function == "log" and len(factor.arguments) == 1:
            base = factor.arguments[0]
            if t.rational_value(base) is not None or isinstance(base, t.Variable):
                return base, t.multiply(*factors[:i], *factors[i + 1 :])
    return None, argument


def factor_trees(field: Field, polynomial: fmpz_mpoly) -> list[tuple[Expr, int]]:
    """The irreducible factors that depend on a variable, as trees with multiplicities."""
    return [
        (expanded(field, factor), multiplicity)
        for factor, multiplicity in factored(polynomial)[1]
        if any(field.kernels[i].depends for i in used_in(factor))
    ]
