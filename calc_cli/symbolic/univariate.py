"""Rational functions of one variable over Q: the fast path of everything, on FLINT's `fmpq_poly`."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpq_poly, fmpz_poly

from calc_cli import tree as t
from calc_cli.tree import Expr

DEGREE_LIMIT = 4000
Quotient = tuple[fmpq_poly, fmpq_poly]
_ONE = fmpq_poly([1])


def quotient_of(tree: Expr, variable: str) -> Quotient | None:
    """(P, Q) with tree = P/Q in lowest terms, Q monic; None when the tree is no rational function of the variable over Q."""
    form = _quotient(tree, variable, {})
    if form is None:
        return None
    p, q = form
    if q.degree() > 0:
        common = p.gcd(q)
        if common.degree() > 0:
            p, q = p // common, q // common
    lead = q[q.degree()]
    return (p / lead, q / lead) if lead != 1 else (p, q)


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
            if top is None or bottom is None or bottom[0] == 0:
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
    return None if p == 0 else (q, p)


def polynomial_of(tree: Expr, variable: str) -> fmpq_poly | None:
    """The tree as a polynomial over Q, None when it is none."""
    form = quotient_of(tree, variable)
    return form[0] if form is not None and form[1].degree() == 0 else None


def polynomial_tree(polynomial: fmpq_poly, variable: str) -> Expr:
    """Expanded, highest degree first, denominators term by term: `x**3/3 - 5*x**2/2 + 4*x`."""
    terms = []
    x = t.Variable(variable)
    for k in range(polynomial.degree(), -1, -1):
        c = polynomial[k]
        if c == 0:
            continue
        q = Fraction(int(c.p), int(c.q))
        top = t.multiply(t.rational(abs(q.numerator)), t.power(x, k))
        term = t.divide(top, t.rational(q.denominator))
        terms.append(t.negate(term) if q < 0 else term)
    if len(terms) == 2 and isinstance(terms[0], t.Negation) and not isinstance(terms[1], t.Negation):
        terms.reverse()
    return t.add(*terms)


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
        stripped = stripped >> 1 if hasattr(stripped, "__rshift__") else stripped.right_shift(1)
    return bool(stripped.degree() > 1 and stripped.gcd(stripped.derivative()).degree() > 0)


def display(form: Quotient, variable: str) -> Expr:
    """The rational function as a textbook prints it: numerator expanded unless a factor repeats, denominator factored."""
    p, q = form
    top = factored_tree(p, variable) if has_repeated_factor(p) else polynomial_tree(p, variable)
    if q.degree() < 1:
        return top
    cleared, whole = fmpq_poly(p.numer()), fmpq_poly(q.numer())
    scale = Fraction(int(q.denom()), int(p.denom()))
    numerator = factored_tree(cleared, variable) if has_repeated_factor(cleared) else polynomial_tree(cleared, variable)
    if scale.numerator != 1:
        content = fmpq_poly([scale.numerator])
        numerator = factored_tree(cleared, variable) if isinstance(numerator, t.Product) else polynomial_tree(cleared * content, variable)
        if isinstance(numerator, t.Product) and has_repeated_factor(cleared):
            numerator = t.multiply(t.rational(scale.numerator), numerator)
    denominator = factored_tree(whole * fmpq_poly([scale.denominator]), variable)
    return t.divide(numerator, denominator)
