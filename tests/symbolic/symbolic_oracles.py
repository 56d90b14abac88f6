"""Values of constant trees by mpmath, and their text, independent of the package's own evaluation and printing."""

from fractions import Fraction
from functools import lru_cache

import mpmath

from calc_cli.tree import (
    Call,
    Comparison,
    Constant,
    Expr,
    IsolatedRoot,
    Junction,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    RootOf,
    Sum,
    Variable,
    rational_value,
)

mpmath.mp.dps = 150

TRIGONOMETRIC = ["sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh"]
FUNCTIONS = {
    "sqrt": mpmath.sqrt,
    "cbrt": lambda u: real_root(u, Fraction(1, 3)),
    "root": lambda u, n: real_root(u, Fraction(1, int(n))),
    "exp": mpmath.exp,
    "log": mpmath.log,
    "log2": lambda u: mpmath.log(u, 2),
    "log10": lambda u: mpmath.log(u, 10),
    "abs": abs,
    "sign": mpmath.sign,
    "floor": mpmath.floor,
    "ceil": mpmath.ceil,
    "max": max,
    "min": min,
    "gamma": mpmath.gamma,
    "factorial": mpmath.factorial,
    "lambertw": lambda u: mpmath.lambertw(u).real,
    "erf": mpmath.erf,
    **{name: getattr(mpmath, name) for name in TRIGONOMETRIC},
}


def real_root(base: mpmath.mpf, exponent: Fraction) -> mpmath.mpf:
    p = mpmath.mpf(exponent.numerator) / exponent.denominator
    base = not_zero(base) if p < 0 else base
    if base < 0:
        assert exponent.denominator % 2 == 1
        return (-1) ** (exponent.numerator % 2) * (-base) ** p
    return base**p


@lru_cache(maxsize=256)
def roots_of(coefficients: tuple[int, ...]) -> list[mpmath.mpf]:
    found = mpmath.polyroots(list(reversed(coefficients)), maxsteps=500, extraprec=2000)
    return sorted(r.real for r in found if abs(r.imag) < mpmath.mpf(10) ** -45)


def not_zero(value: mpmath.mpf) -> mpmath.mpf:
    """A divisor that is zero up to rounding is zero."""
    if abs(value) < mpmath.mpf(10) ** -100:
        raise ZeroDivisionError
    return value


def mp_value(node: Expr) -> mpmath.mpf:
    """The value to about 140 digits (cancellation and small roots of zero leave at least 45)."""
    match node:
        case Number(value):
            return mpmath.mpf(value.numerator) / value.denominator
        case Constant("pi"):
            return +mpmath.pi
        case Constant("e"):
            return +mpmath.e
        case Negation(operand):
            return -mp_value(operand)
        case Sum(terms):
            return mpmath.fsum(mp_value(term) for term in terms)
        case Product(factors):
            return mpmath.fprod(mp_value(factor) for factor in factors)
        case Quotient(a, b):
            return mp_value(a) / not_zero(mp_value(b))
        case Power(a, b):
            exponent = rational_value(b)
            return real_root(mp_value(a), exponent) if exponent is not None else mp_value(a) ** mp_value(b)
        case RootOf(coefficients, index):
            return roots_of(coefficients)[index]
        case Call(name, arguments):
            return FUNCTIONS[name](*(mp_value(argument) for argument in arguments))
        case _:
            raise NotImplementedError(node)


def text(node: Expr) -> str:
    """A plain rendering with the usual precedences."""
    return render(node, 0)


def wrap(inner: str, own: int, outer: int) -> str:
    return f"({inner})" if own < outer else inner


def render(node: Expr, outer: int) -> str:
    match node:
        case Number(value):
            return str(value)
        case Constant(name) | Variable(name):
            return name
        case Negation(operand):
            return wrap("-" + render(operand, 2), 1, outer)
        case Sum(terms):
            shown = render(terms[0], 1)
            for term in terms[1:]:
                shown += f" - {render(term.operand, 2)}" if isinstance(term, Negation) else f" + {render(term, 2)}"
            return wrap(shown, 1, outer)
        case Product(factors):
            return wrap("*".join(render(factor, 3 if i else 2) for i, factor in enumerate(factors)), 2, outer)
        case Quotient(a, b):
            return wrap(f"{render(a, 2)}/{render(b, 3)}", 2, outer)
        case Power(a, b):
            return wrap(f"{render(a, 5)}**{render(b, 4)}", 4, outer)
        case Call(name, arguments):
            return f"{name}({', '.join(map(text, arguments))})"
        case RootOf(coefficients, index):
            return f"rootof({list(coefficients)}, {index})"
        case IsolatedRoot(_, _, lower, upper):
            return f"zero({lower}, {upper})"
        case Comparison(a, relation, b):
            return f"{text(a)} {relation} {text(b)}"
        case Junction(word, conditions):
            return f" {word} ".join(map(text, conditions))
    raise NotImplementedError(node)
