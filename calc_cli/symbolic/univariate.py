"""Rational functions of one variable over Q: the fast path of everything, on FLINT's `fmpq_poly`."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm, prod

from flint import fmpq, fmpq_poly, fmpz_poly

from calc_cli import tree as t
from calc_cli.symbolic.algebraic import coefficients_of
from calc_cli.symbolic.monomials import Monomial, monomials_of
from calc_cli.tree import Expr

DEGREE_LIMIT = 4000
Quotient = tuple[fmpq_poly, fmpq_poly]
_ONE = fmpq_poly([1])


@lru_cache(maxsize=4096)
def quotient_of(tree: Expr, variable: str) -> Quotient | None:
    """(P, Q) with tree = P/Q in lowest terms, Q monic; None when the tree is no rational function of the variable over Q."""
    terms = monomials_of(tree, variable)
    if terms is not None and (len(terms) == 1 or max([n for _, n in terms]) <= DEGREE_LIMIT):
        return from_monomials(terms), _ONE
    form = _DISPLAYED.get((tree, variable)) or _quotient(tree, variable, {})
    return None if form is None else in_lowest_terms(*form)


@lru_cache(maxsize=4096)
def numerator_of(tree: Expr, variable: str) -> tuple[int, ...] | None:
    """The integer coefficients of P in lowest terms, lowest degree first and without its denominator; () for zero."""
    form = quotient_of(tree, variable)
    return None if form is None else coefficients_of(form[0].numer())


_DISPLAYED: dict[tuple[Expr, str], Quotient] = {}
"""Fractions by what `display` made of them: they are asked for again soon."""


def in_lowest_terms(p: fmpq_poly, q: fmpq_poly) -> Quotient:
    """The same quotient, the denominator monic."""
    if q.degree() > 0:
        common = p.gcd(q)
        if common.degree() > 0:
            p, q = p // common, q // common
    lead = q[q.degree()]
    return (p / lead, q / lead) if lead != 1 else (p, q)


def from_monomials(terms: tuple[Monomial, ...]) -> fmpq_poly:
    """The sum of c * x**n."""
    common = lcm(*[c.denominator for c, _ in terms])
    coefficients = [0] * (max([n for _, n in terms]) + 1)
    for c, n in terms:
        coefficients[n] += c.numerator * (common // c.denominator)
    return fmpq_poly(coefficients, common)


def _quotient(node: Expr, variable: str, memo: dict[Expr, Quotient | None]) -> Quotient | None:
    if node not in memo:
        memo[node] = _compute(node, variable, memo)
    return memo[node]


def _compute(node: Expr, variable: str, memo: dict[Expr, Quotient | None]) -> Quotient | None:
    match node:
        case t.Number(value):
            return fmpq_poly([fmpq(value.numerator, value.denominator)]), _ONE
        case t.Variable(name):
            return (fmpq_poly([0, 1]), _ONE) if name == variable else None
        case t.Negation(operand):
            inner = _quotient(operand, variable, memo)
            return None if inner is None else (-inner[0], inner[1])
        case t.Sum(parts) | t.Product(parts):
            return _fold(parts, variable, memo, isinstance(node, t.Sum))
        case t.Quotient(a, b):
            top, bottom = _quotient(a, variable, memo), _quotient(b, variable, memo)
            if top is None or bottom is None or bottom[0].is_zero():
                return None
            return top[0] * bottom[1], top[1] * bottom[0]
        case t.Power(base, exponent):
            k = t.rational_value(exponent)
            return _integer_power(_quotient(base, variable, memo), k)
    return None


def _fold(parts: tuple[Expr, ...], variable: str, memo: dict[Expr, Quotient | None], summing: bool) -> Quotient | None:
    p, q = (fmpq_poly([0]), _ONE) if summing else (_ONE, _ONE)
    for part in parts:
        inner = _quotient(part, variable, memo)
        if inner is None:
            return None
        a, b = inner
        if not summing:
            p, q = p * a, (q if b is _ONE else q * b)
        elif b is _ONE and q is _ONE:
            p = p + a
        else:
            p, q = p * b + a * q, q * b
        if p.degree() > DEGREE_LIMIT or q.degree() > DEGREE_LIMIT:
            return None
    return p, q


def _integer_power(base: Quotient | None, k: Fraction | None) -> Quotient | None:
    if base is None or k is None or k.denominator != 1:
        return None
    n = abs(int(k))
    if n * max(base[0].degree(), base[1].degree(), 1) > DEGREE_LIMIT:
        return None
    p, q = base[0] ** n, (_ONE if base[1] is _ONE else base[1] ** n)
    if k >= 0:
        return p, q
    return None if p.is_zero() else (q, p)


def parity_of(form: Quotient) -> int:
    """1 for an even function, -1 for an odd one, 0 for neither: in lowest terms P and Q are each even or odd, or f is neither."""
    if not form[0]:
        return 1
    parities = [{k % 2 for k, c in enumerate(p.coeffs()) if c} for p in form]
    if any(len(parity) > 1 for parity in parities):
        return 0
    return 1 if parities[0] == parities[1] else -1


def rational_tree(value: fmpq) -> Expr:
    """The tree of a coefficient or value."""
    return t.rational(int(value.p)) if value.q == 1 else t.rational(Fraction(int(value.p), int(value.q)))


def polynomial_of(tree: Expr, variable: str) -> fmpq_poly | None:
    """The tree as a polynomial over Q, None when it is none."""
    form = quotient_of(tree, variable)
    return form[0] if form is not None and form[1].degree() == 0 else None


def polynomial_tree(polynomial: fmpq_poly, variable: str) -> Expr:
    """Expanded, highest degree first, denominators term by term: `x**3/3 - 5*x**2/2 + 4*x`."""
    whole, common = polynomial.numer(), int(polynomial.denom())
    terms = [signed_monomial(int(c), common, variable, k) for k, c in enumerate(whole.coeffs()) if c]
    if len(terms) != 2 or isinstance(terms[0], t.Negation) or not isinstance(terms[1], t.Negation):
        terms.reverse()
    return t.ZERO if not terms else terms[0] if len(terms) == 1 else t.Sum(tuple(terms))


@lru_cache(maxsize=4096)
def signed_monomial(top: int, bottom: int, variable: str, exponent: int) -> Expr:
    """top/bottom * variable**exponent in lowest terms, the sign in front: `-5*x**2/2`."""
    common = gcd(top, bottom)
    numerator = t.multiply(t.natural(abs(top) // common), t.power(t.Variable(variable), exponent))
    size = t.divide(numerator, t.natural(bottom // common))
    return t.Negation(size) if top < 0 else size


def factored_tree(polynomial: fmpq_poly, variable: str, keep_single: bool = False) -> Expr:
    """Content times powers of irreducible factors: `3*(x - 3)*(x + 1)`."""
    if polynomial.degree() < 1:
        return polynomial_tree(polynomial, variable)
    whole = fmpz_poly(polynomial.numer())
    content, factors = whole.factor()
    scale = Fraction(int(content), int(polynomial.denom()))
    ordered = sorted(factors, key=lambda f: (f[0].degree(), [abs(int(c)) for c in f[0].coeffs()]))
    trees = [t.power(polynomial_tree(fmpq_poly(p), variable), m) for p, m in ordered]
    product = t.multiply(t.rational(abs(scale.numerator)), *trees)
    product = t.divide(product, t.rational(scale.denominator))
    return t.negate(product) if scale < 0 else product


def has_repeated_factor(polynomial: fmpq_poly) -> bool:
    """gcd(p, p') apart from powers of the variable is not constant."""
    stripped = polynomial
    while stripped.degree() > 0 and stripped[0] == 0:
        stripped = stripped.right_shift(1)
    return bool(stripped.degree() > 1 and stripped.gcd(stripped.derivative()).degree() > 0)


def display(form: Quotient, variable: str) -> Expr:
    """The rational function as a textbook prints it: `x**2*(x**2 - 3)/(x**2 - 1)**2`; a polynomial is expanded unless a factor repeats."""
    p, q = form
    if q.degree() < 1:
        return _with_powers(p, variable) if has_repeated_factor(p) else polynomial_tree(p, variable)
    top_scale, top = _primitive(p)
    bottom_scale, bottom = _primitive(q)
    scale = top_scale / bottom_scale
    signs = [c > 0 for c in top.coeffs() if c]
    if scale < 0 and len(signs) == 2 and not signs[0]:
        scale, top = -scale, -top
    numerator = t.multiply(t.rational(abs(scale.numerator)), *_numerator_factors(top, variable))
    denominator = t.multiply(t.rational(scale.denominator), *_powers(bottom, variable))
    whole = t.divide(numerator, denominator)
    shown = t.negate(whole) if scale < 0 else whole
    if len(_DISPLAYED) > 1024:
        _DISPLAYED.clear()
    _DISPLAYED[shown, variable] = form
    return shown


def _primitive(p: fmpq_poly) -> tuple[Fraction, fmpz_poly]:
    """(c, P) with p = c * P, P primitive over Z with positive leading coefficient."""
    whole = fmpz_poly(p.numer())
    content = int(whole.content()) if whole.degree() >= 0 else 1
    content = -content if whole[whole.degree()] < 0 else content
    return Fraction(content, int(p.denom())), fmpz_poly([c // content for c in whole.coeffs()])


def _numerator_factors(p: fmpz_poly, variable: str) -> list[Expr]:
    """A power of the variable and the rest, factored when a factor repeats."""
    low = next((k for k, c in enumerate(p.coeffs()) if c), 0)
    rest = fmpz_poly(p.coeffs()[low:])
    power = [t.power(t.Variable(variable), low)] if low else []
    if rest.degree() < 1:
        return power
    q = fmpq_poly(rest)
    return [*power, *(_powers(rest, variable) if has_repeated_factor(q) else [polynomial_tree(q, variable)])]


def _with_powers(p: fmpq_poly, variable: str) -> Expr:
    """A polynomial with a repeated factor: `6*x*(x**2 - 1)**2`."""
    scale, whole = _primitive(p)
    product = t.multiply(t.rational(abs(scale.numerator)), *_powers(whole, variable))
    product = t.divide(product, t.rational(scale.denominator))
    return t.negate(product) if scale < 0 else product


def _powers(p: fmpz_poly, variable: str) -> list[Expr]:
    """Powers of factors; those of one multiplicity multiplied out when that is short: (x**2 - 1)**2."""
    by_power: dict[int, list[fmpz_poly]] = {}
    for factor, multiplicity in p.factor()[1]:
        by_power.setdefault(int(multiplicity), []).append(factor)
    shown: list[tuple[fmpz_poly, int]] = []
    for multiplicity, factors in by_power.items():
        product = prod((f for f in factors if f[0]), start=fmpz_poly([1]))
        short = sum(1 for c in product.coeffs() if c != 0) <= 2 and product.degree() > 0
        shown.extend((f, multiplicity) for f in factors if not f[0] or not short)
        shown.extend([(product, multiplicity)] if short else [])
    ordered = sorted(shown, key=lambda f: (f[0].degree(), [abs(int(c)) for c in f[0].coeffs()]))
    return [t.power(polynomial_tree(fmpq_poly(f), variable), m) for f, m in ordered]
