"""Constant trees to exact constants, and the elementary functions of exact constants."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import fmpq, fmpz

from calc_cli.balls import enclose
from calc_cli.remembering import kept, remembered
from calc_cli.symbolic.asymptotics.exact import (
    RELATIONS,
    Combination,
    Exact,
    Key,
    Undecided,
    Undefined,
    from_fraction,
    opaque,
    reduce_key,
    sum_kernel,
    tidy,
    to_tree,
)
from calc_cli.symbolic.asymptotics.rows import definition_of
from calc_cli.symbolic.asymptotics.signs import is_positive_kernel, sign
from calc_cli.symbolic.constants import simplify_constant
from calc_cli.tree import (
    Call,
    Constant,
    Expr,
    IsolatedRoot,
    Negation,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    Sum,
    rational_value,
    substitute,
    walk,
)

_FACTOR_LIMIT = 10**15
_FINITE_BITS = 53
_RELATED: set[Expr] = kept(set())
_ONE = fmpq(1)
PI_EXACT = opaque(Constant("pi"))


@remembered(8192)
def from_tree(tree: Expr) -> Exact:
    """The exact constant of a constant tree; raises `Undecided` where it is not (visibly) a finite real number."""
    value = rational_value(tree)
    if value is not None:
        return from_fraction(value)
    match tree:
        case Negation(operand):
            return -from_tree(operand)
        case Sum(terms):
            return sum((from_tree(term) for term in terms), fmpq(0))
        case Product(factors):
            result: Exact = _ONE
            for factor in factors:
                result = result * from_tree(factor)
            return result
        case Quotient(top, bottom):
            return from_tree(top) * inverse(from_tree(bottom))
        case Power(base, exponent):
            return constant_power(from_tree(base), from_tree(exponent))
        case Call(name, arguments):
            return call_exact(name, tuple(from_tree(a) for a in arguments))
        case Constant("oo"):
            raise Undecided
        case IsolatedRoot():
            relate(tree)
            return opaque(tree)
        case _:
            return opaque(tree)


def relate(root: IsolatedRoot) -> None:
    """function(root) = 0, solved for a kernel of the root that occurs once and to the first power: exp(root) = 3*root**2.

    Only for a kernel that holds the root itself: e or pi in terms of the root of one study would reach into all others.
    """
    if root in _RELATED:
        return
    _RELATED.add(root)
    try:
        value = from_tree(substitute(root.function, {root.variable: root}))
    except Undecided:
        return
    if not isinstance(value, Combination):
        return
    for key in sorted(value.terms, key=lambda key: any(kernel == root for kernel, _ in key)):
        for kernel, e in key:
            once = sum(kernel == other for term in value.terms for other, _ in term) == 1
            if e == 1 and once and any(part == root for part in walk(kernel)):
                rest = Combination({key: value.terms[key]}) - value
                factor = tidy({tuple(pair for pair in key if pair[0] != kernel): value.terms[key]})
                RELATIONS[kernel] = rest * inverse(factor)
                from_tree.cache_clear()  # it knew the kernel as independent
                return


def inverse(value: Exact) -> Exact:
    """1/value; a sum of two square roots is rationalised."""
    if isinstance(value, fmpq):
        if value == 0:
            raise Undecided
        return 1 / value
    if len(value.terms) == 1:
        return rational_power(value, fmpq(-1))
    if len(value.terms) == 2:
        (first, c), (second, d) = value.terms.items()
        conjugate = Combination({first: c, second: -d})
        norm = value * conjugate
        if isinstance(norm, fmpq) and norm != 0:
            return conjugate * (1 / norm)
    if sign(value) == 0:
        raise Undecided
    content, kernel = sum_kernel(value)
    return Combination({((kernel, fmpq(-1)),): 1 / content})


def rational_power(base: Exact, exponent: fmpq) -> Exact:
    """base ** exponent; the real root where the exponent's denominator is odd."""
    if exponent.q == 1 and abs(exponent.p) <= 4096:
        if isinstance(base, fmpq):
            if base == 0 and exponent <= 0:
                raise Undecided
            return base ** int(exponent.p)
        if len(base.terms) > 1 and exponent > 1 and exponent.p <= 16:
            return base * rational_power(base, exponent - 1)
        if len(base.terms) > 1 and exponent < 0:
            return rational_power(inverse(base), -exponent) if exponent != -1 else inverse(base)
    direction = sign(base)
    if direction == 0:
        if exponent > 0:
            return fmpq(0)
        raise Undecided
    if direction < 0:
        if exponent.q % 2 == 0:
            raise Undefined
        size = rational_power(-base, exponent)
        return -size if exponent.p % 2 else size
    return _positive_power(base, exponent)


def _positive_power(base: Exact, exponent: fmpq) -> Exact:
    if isinstance(base, fmpq):
        return _radical(base.p, exponent) * _radical(base.q, -exponent)
    if len(base.terms) > 1:
        content, kernel = sum_kernel(base)
        return _radical(content.p, exponent) * _radical(content.q, -exponent) * _from_powers({kernel: exponent})
    ((key, c),) = base.terms.items()
    doubtful = [kernel for kernel, _ in key if not is_positive_kernel(kernel)] if exponent.q != 1 else []
    if doubtful and (c < 0 or any(sign(opaque(kernel)) <= 0 for kernel in doubtful)):
        return _from_powers({to_tree(base): exponent})
    return rational_power(c, exponent) * _from_powers({kernel: e * exponent for kernel, e in key})


def _from_powers(powers: dict[Expr, fmpq]) -> Exact:
    key, factor, rest = reduce_key(powers)
    value = tidy({key: factor})
    return value if rest is None else value * rest


def _radical(n: fmpz, exponent: fmpq) -> Exact:
    """n ** exponent for a positive integer n, through its primes."""
    if n == 1:
        return _ONE
    return _from_powers({Number(Fraction(p)): exponent * k for p, k in _factor(int(n))})


@remembered(2048)
def _factor(n: int) -> tuple[tuple[int, int], ...]:
    return tuple((int(p), int(k)) for p, k in fmpz(n).factor()) if n <= _FACTOR_LIMIT else ((n, 1),)


def constant_power(base: Exact, exponent: Exact) -> Exact:
    """base ** exponent: exp(exponent * log(base)) when the exponent is irrational."""
    if isinstance(exponent, fmpq):
        return rational_power(base, exponent)
    return exp_exact(exponent * log_exact(base))


def exp_exact(value: Exact) -> Exact:
    """exp of a sum, term by term: exp(q) = e**q, exp(q*log(p)) = p**q, exp(q*k) = exp(k)**q."""
    if isinstance(value, fmpq):
        return _from_powers({Constant("e"): value})
    result: Exact = _ONE
    for key, c in value.terms.items():
        result = result * _exponential(key, c)
    return result


def _exponential(key: Key, c: fmpq) -> Exact:
    """exp(c * key)."""
    match key:
        case ():
            return _from_powers({Constant("e"): c})
        case ((Call("log", (Number() as prime,)), e),) if e == 1:
            return _from_powers({prime: c})
        case ((Call("log", (argument,)), e),) if e == 1:
            return rational_power(from_tree(argument), c)
        case ((Call("lambertw", (argument,)) as w, e),) if e == 1 and c.q == 1:
            return rational_power(from_tree(argument) * _from_powers({w: fmpq(-1)}), c)
        case _:
            return _from_powers({Call("exp", (to_tree(Combination({key: _ONE})),)): c})


def log_exact(value: Exact) -> Exact:
    """log of a positive constant: sums of logarithms of primes where the constant is a product."""
    if sign(value) <= 0:
        raise Undefined if sign(value) < 0 else Undecided
    if isinstance(value, fmpq):
        return _log_of_integer(int(value.p)) - _log_of_integer(int(value.q))
    if len(value.terms) == 1:
        ((key, c),) = value.terms.items()
        if c > 0 and all(is_positive_kernel(kernel) or sign(opaque(kernel)) > 0 for kernel, _ in key):
            return log_exact(c) + sum((_log_of_kernel(kernel) * e for kernel, e in key), fmpq(0))
        return opaque(Call("log", (to_tree(value),)))
    content, kernel = sum_kernel(value)
    return log_exact(content) + opaque(Call("log", (kernel,)))


def _log_of_integer(n: int) -> Exact:
    if n == 1:
        return fmpq(0)
    return Combination({((Call("log", (Number(Fraction(p)),)), _ONE),): fmpq(k) for p, k in _factor(n)})


def _log_of_kernel(kernel: Expr) -> Exact:
    match kernel:
        case Constant("e"):
            return _ONE
        case Call("exp", (argument,)):
            return from_tree(argument)
        case _:
            return opaque(Call("log", (kernel,)))


def call_exact(name: str, arguments: tuple[Exact, ...]) -> Exact:
    """A function of the table at exact constants: in closed form where one is known here, otherwise an opaque constant."""
    if name in EXACT_CALLS:
        return EXACT_CALLS[name](arguments)
    definition = definition_of(name)
    if definition is None or any(isinstance(node, Piecewise) for node in walk(definition)):
        return opaque_call(name, arguments)
    return from_tree(substitute(definition, {letter: to_tree(a) for letter, a in zip("uv", arguments, strict=False)}))


def opaque_call(name: str, arguments: tuple[Exact, ...]) -> Exact:
    """f(c) as a constant about which nothing more is known here; raises `Undecided` unless it is proved finite."""
    tree = Call(name, tuple(to_tree(a) for a in arguments))
    if not enclose(tree, _FINITE_BITS).is_finite():
        raise Undecided
    value = rational_value(simplify_constant(tree))
    return opaque(tree) if value is None else from_fraction(value)


def sqrt_exact(value: Exact) -> Exact:
    """v ** (1/2), v >= 0."""
    return rational_power(value, fmpq(1, 2))


def _lambertw_exact(arguments: tuple[Exact, ...]) -> Exact:
    """W(0) = 0, W(e) = 1, W(-1/e) = -1."""
    if len(arguments) == 1:
        for w in (fmpq(0), fmpq(1), fmpq(-1)):
            if arguments[0] == w * exp_exact(w):
                return w
    return opaque_call("lambertw", arguments)


def _absolute(value: Exact) -> Exact:
    return -value if sign(value) < 0 else value


EXACT_CALLS: dict[str, Callable[[tuple[Exact, ...]], Exact]] = {
    "exp": lambda arguments: exp_exact(*arguments),
    "log": lambda arguments: log_exact(*arguments),
    "sqrt": lambda arguments: sqrt_exact(*arguments),
    "cbrt": lambda arguments: rational_power(arguments[0], fmpq(1, 3)),
    "abs": lambda arguments: _absolute(*arguments),
    "sign": lambda arguments: fmpq(sign(arguments[0])),
    "lambertw": lambda arguments: _lambertw_exact(arguments),
}
