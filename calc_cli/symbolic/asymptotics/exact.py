"""Exact real constants as Laurent polynomials over Q in named kernels: 3/2*sqrt(2)*pi + log(5).

A coefficient of an expansion is an `fmpq` when rational, otherwise a `Combination`. The normal form makes like terms cancel;
it is not a complete zero test (that is `signs.sign`).

Kernels: primes (with an exponent in (0, 1): the root), `e` and `exp(c)` (rational exponents), `pi`, `log(p)` for primes p,
and any other constant tree.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from flint import fmpq, fmpz

from calc_cli.remembering import kept
from calc_cli.tree import (
    Call,
    Constant,
    Expr,
    Number,
    RootOf,
    add,
    divide,
    multiply,
    negate,
    power,
    rational,
    show,
)

Key = tuple[tuple[Expr, fmpq], ...]
"""A product of kernels with non-zero exponents, in the order of `kernel_name`."""


class Undecided(Exception):
    """A sign, an order of growth or an expansion that this package cannot prove."""


class Undefined(Undecided):
    """The tree is proved not to be a real number close to the end: log or an even root of something negative, asin beyond 1."""


class Exhausted(Undecided):
    """An expansion needs more work than allowed; more terms would need more still."""


class Work:
    """Products of terms done since the last `restart`; too many end an expansion with `Exhausted`, the same on every machine."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.done = 0

    def restart(self) -> None:
        """A new expansion begins."""
        self.done = 0

    def spend(self, products: int) -> None:
        """Count some products of terms."""
        self.done += products
        if self.done > self.limit:
            raise Exhausted


WORK = Work(20000)


@lru_cache(maxsize=4096)
def kernel_name(kernel: Expr) -> str:
    """A total order on kernels: any will do, as long as it is always the same."""
    return show(kernel)


class Combination:
    """A sum of rational multiples of kernel products; never rational (use `tidy`)."""

    __slots__ = ("_hash", "terms")

    def __init__(self, terms: dict[Key, fmpq]) -> None:
        self.terms = terms
        self._hash: int | None = None

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(frozenset((key, int(c.p), int(c.q)) for key, c in self.terms.items()))
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Combination) and self.terms == other.terms)

    def __neg__(self) -> Combination:
        return Combination({key: -c for key, c in self.terms.items()})

    def __add__(self, other: Exact | int) -> Exact:
        WORK.spend(len(self.terms))
        total = dict(self.terms)
        for key, c in _terms(other).items():
            fresh = total.get(key, 0) + c
            if fresh == 0:
                total.pop(key, None)
            else:
                total[key] = fresh
        return tidy(total)

    __radd__ = __add__

    def __sub__(self, other: Exact | int) -> Exact:
        return self + (-other)

    def __rsub__(self, other: Exact | int) -> Exact:
        return (-self) + other

    def __mul__(self, other: Exact | int) -> Exact:
        if not isinstance(other, Combination):
            return fmpq(0) if other == 0 else Combination({key: c * other for key, c in self.terms.items()})
        WORK.spend(10 * len(self.terms) * len(other.terms))
        total: Exact = fmpq(0)
        plain: dict[Key, fmpq] = {}
        for left, c in self.terms.items():
            for right, d in other.terms.items():
                key, factor, rest = _key_product(left, right)
                if rest is not None:
                    total = total + tidy({key: c * d * factor}) * rest
                else:
                    plain[key] = plain.get(key, fmpq(0)) + c * d * factor
        return tidy({k: c for k, c in plain.items() if c != 0}) + total

    __rmul__ = __mul__


Exact = fmpq | Combination


def _terms(value: Exact | int) -> dict[Key, fmpq]:
    if isinstance(value, Combination):
        return value.terms
    return {} if value == 0 else {(): fmpq(value)}


def tidy(terms: dict[Key, fmpq]) -> Exact:
    """The constant of a dictionary of terms: an `fmpq` when it is rational."""
    if not terms:
        return fmpq(0)
    if len(terms) == 1 and () in terms:
        return terms[()]
    return Combination(terms)


def _key_product(left: Key, right: Key) -> tuple[Key, fmpq, Exact | None]:
    """The product of two kernel products as key * rational * rest (rest None: 1)."""
    if not left or not right:
        return left or right, fmpq(1), None
    exponents = dict(left)
    for kernel, e in right:
        exponents[kernel] = exponents.get(kernel, fmpq(0)) + e
    return reduce_key(exponents)


def reduce_key(exponents: dict[Expr, fmpq]) -> tuple[Key, fmpq, Exact | None]:
    """Kernel powers in normal form: whole powers of primes leave, powers of sums and of algebraic numbers are multiplied out."""
    factor = fmpq(1)
    rest: Exact | None = None
    kept: list[tuple[Expr, fmpq]] = []
    for kernel, e in exponents.items():
        if e == 0:
            continue
        if isinstance(kernel, Number):
            whole = int(e.floor())
            if abs(whole) > 4096:
                raise Undecided
            factor = factor * _rational(kernel) ** whole
            e = e - whole
        elif _is_replaced(kernel, e):
            whole, extra = _multiplied_out(kernel, e)
            rest = extra if rest is None else rest * extra
            e = e - whole
        if e != 0:
            kept.append((kernel, e))
    kept.sort(key=lambda pair: kernel_name(pair[0]))
    return tuple(kept), factor, rest


def _is_replaced(kernel: Expr, e: fmpq) -> bool:
    if isinstance(kernel, RootOf):
        return bool(e >= len(kernel.coefficients) - 1)
    if isinstance(kernel, Call) and kernel.function == "sin" and 2 <= e <= 8:
        return True
    return kernel in RELATIONS and bool(e >= 1 or (e <= -1 and _is_one_term(RELATIONS[kernel])))


def _is_one_term(value: Exact) -> bool:
    return isinstance(value, Combination) and len(value.terms) == 1


def _multiplied_out(kernel: Expr, e: fmpq) -> tuple[int, Exact]:
    """(n, kernel**n in normal form): n the whole part of e, for an algebraic number its degree."""
    if isinstance(kernel, RootOf):
        *lower, leading = kernel.coefficients
        total: Exact = fmpq(0)
        for i, c in enumerate(lower):
            key: Key = ((kernel, fmpq(i)),) if i else ()
            total = total + tidy({key: fmpq(-c, leading)} if c else {})
        return len(lower), total
    if isinstance(kernel, Call) and kernel.function == "sin" and kernel not in RELATIONS:
        cosine = opaque(Call("cos", kernel.arguments))
        return 2, 1 - cosine * cosine
    whole = int(e.floor() if e > 0 else e.ceil())
    if abs(whole) > 16:
        raise Undecided
    value = RELATIONS[kernel] if whole > 0 else _inverse_of_term(RELATIONS[kernel])
    result: Exact = fmpq(1)
    for _ in range(abs(whole)):
        result = result * value
    return whole, result


def _inverse_of_term(value: Exact) -> Exact:
    assert isinstance(value, Combination)
    ((key, c),) = value.terms.items()
    inverse_key, factor, rest = reduce_key({kernel: -e for kernel, e in key})
    result = tidy({inverse_key: factor / c})
    return result if rest is None else result * rest


def _rational(kernel: Number) -> fmpq:
    return fmpq(kernel.value.numerator, kernel.value.denominator)


RELATIONS: dict[Expr, Exact] = kept({})
"""kernel = value: whole positive powers of a sum, and whole powers of a kernel that an isolated root determines, are multiplied out."""


def sum_kernel(value: Combination) -> tuple[fmpq, Expr]:
    """value = content * kernel: a many-term combination made primitive, as a kernel of its own."""
    content = fmpq(_gcd([c.p for c in value.terms.values()]), _lcm([c.q for c in value.terms.values()]))
    primitive = value * (1 / content)
    kernel = to_tree(primitive)
    RELATIONS[kernel] = primitive
    return content, kernel


def _key_name(key: Key) -> str:
    return "*".join(f"{kernel_name(kernel)}^{e}" for kernel, e in key)


def _gcd(values: list[fmpz]) -> fmpz:
    result = fmpz(0)
    for value in values:
        result = result.gcd(value)
    return result


def _lcm(values: list[fmpz]) -> fmpz:
    result = fmpz(1)
    for value in values:
        result = result * value // result.gcd(value)
    return result


def opaque(kernel: Expr) -> Exact:
    """The constant of a tree about which nothing more is known here than a relation of an isolated root."""
    known = RELATIONS.get(kernel)
    return Combination({((kernel, fmpq(1)),): fmpq(1)}) if known is None else known


def from_fraction(value: Fraction) -> fmpq:
    """The same rational, in FLINT."""
    return fmpq(value.numerator, value.denominator)


def to_fraction(value: fmpq) -> Fraction:
    """The same rational, in the standard library."""
    return Fraction(int(value.p), int(value.q))


def to_tree(value: Exact) -> Expr:
    """The constant tree, terms in a fixed order, positive ones first."""
    if isinstance(value, fmpq):
        return rational(to_fraction(value))
    ordered = sorted(value.terms.items(), key=lambda item: (item[1] < 0, _key_name(item[0])))
    return add(*(_term_tree(key, c) for key, c in ordered))


def _term_tree(key: Key, c: fmpq) -> Expr:
    radicand: dict[int, int] = {}
    above: list[Expr] = []
    below: list[Expr] = []
    for kernel, e in key:
        if isinstance(kernel, Number):
            radicand[int(e.q)] = radicand.get(int(e.q), 1) * int(kernel.value) ** int(e.p)
        else:
            (above if e > 0 else below).append(_power_tree(kernel, abs(e)))
    roots = [_power_tree(Number(Fraction(n)), fmpq(1, q)) for q, n in sorted(radicand.items())]
    top = multiply(rational(abs(int(c.p))), *roots, *above)
    bottom = multiply(rational(int(c.q)), *below)
    quotient = divide(top, bottom)
    return negate(quotient) if c < 0 else quotient


def _power_tree(kernel: Expr, e: fmpq) -> Expr:
    if isinstance(kernel, Call) and kernel.function == "exp":
        return Call("exp", (multiply(rational(to_fraction(e)), *kernel.arguments),)) if e != 1 else kernel
    if e == fmpq(1, 2):
        return Call("sqrt", (kernel,))
    if kernel == Constant("e") and e.q != 1:
        return Call("exp", (rational(to_fraction(e)),))
    return power(kernel, to_fraction(e))
