"""Integer polynomials of one name inside `rootof(…)`: tree -> coefficients, square-free or refused."""

from __future__ import annotations

from fractions import Fraction

from calc_cli.tree import Expr, Negation, Number, Power, Product, RootOf, Sum, Variable, rational_value, variables_of

MAX_ROOT_DEGREE = 1000
PRIMES = (2305843009213693951, 2305843009213693921, 2305843009213693907)


def read_root(arguments: tuple[Expr, ...]) -> RootOf | str:
    """The algebraic number of `rootof(polynomial, index)`, or what is wrong with it."""
    if len(arguments) != 2:
        return "rootof takes a polynomial and the number of its root"
    polynomial, place = arguments
    index = rational_value(place)
    if not isinstance(place, Number) or index is None or index.denominator != 1 or index >= MAX_ROOT_DEGREE:
        return "the number of the root is 0, 1, 2, …"
    if len(variables_of(polynomial)) != 1:
        return "the polynomial of rootof has exactly one variable"
    coefficients = integer_coefficients(polynomial)
    if coefficients is None:
        return "rootof needs a polynomial with integer coefficients"
    if not proves_square_free(coefficients):
        return "the polynomial of rootof has a repeated factor"
    return RootOf(coefficients, int(index))


def integer_coefficients(node: Expr) -> tuple[int, ...] | None:
    """The coefficients, lowest degree first, of a sum of terms c * t**n; None for anything else."""
    collected: dict[int, Fraction] = {}
    for term in node.terms if isinstance(node, Sum) else (node,):
        found = monomial(term)
        if found is None or found[0] > MAX_ROOT_DEGREE:
            return None
        collected[found[0]] = collected.get(found[0], Fraction(0)) + found[1]
    degree = max((n for n, c in collected.items() if c), default=0)
    values = [collected.get(n, Fraction(0)) for n in range(degree + 1)]
    if degree == 0 or any(c.denominator != 1 for c in values):
        return None
    return tuple(int(c) for c in values)


def monomial(node: Expr) -> tuple[int, Fraction] | None:
    """(n, c) for c * t**n."""
    match node:
        case Negation(operand):
            inner = monomial(operand)
            return None if inner is None else (inner[0], -inner[1])
        case Product(factors):
            parts = [monomial(f) for f in factors]
            degree, value = 0, Fraction(1)
            for part in parts:
                if part is None:
                    return None
                degree, value = degree + part[0], value * part[1]
            return degree, value
        case Variable():
            return 1, Fraction(1)
        case Power(Variable(), Number(exponent)) if exponent.denominator == 1 and exponent <= MAX_ROOT_DEGREE:
            return int(exponent), Fraction(1)
        case Number(value):
            return 0, value
        case _:
            return None


def proves_square_free(coefficients: tuple[int, ...]) -> bool:
    """gcd(p, p') = 1 modulo a prime that does not divide the leading coefficient proves that p has no repeated factor."""
    return any(coefficients[-1] % prime and coprime_to_derivative(coefficients, prime) for prime in PRIMES)


def coprime_to_derivative(coefficients: tuple[int, ...], prime: int) -> bool:
    """Euclid's algorithm on p and p' modulo a prime."""
    a = [c % prime for c in coefficients]
    b = trimmed([n * c % prime for n, c in enumerate(coefficients)][1:])
    while b:
        inverse = pow(b[-1], -1, prime)
        while len(a) >= len(b):
            factor, shift = a[-1] * inverse % prime, len(a) - len(b)
            for i, c in enumerate(b):
                a[i + shift] = (a[i + shift] - factor * c) % prime
            a = trimmed(a)
        a, b = b, a
    return len(a) == 1


def trimmed(coefficients: list[int]) -> list[int]:
    """Without leading zeros."""
    while coefficients and coefficients[-1] == 0:
        coefficients.pop()
    return coefficients
