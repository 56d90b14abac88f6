"""f = g(p): every polynomial in f is an affine function of one polynomial p of several variables, as in functions of x^2 + y^2."""

from __future__ import annotations

from fractions import Fraction

from calc_cli import tree as t
from calc_cli.records import record
from calc_cli.study.several.forms import Polynomial, as_tree, polynomial_of
from calc_cli.tree import Expr, Power, Product, Sum, Variable, children, is_constant, rebuild, variables_of


@record
class Composition:
    """f = outer(letter = inner)."""

    outer: Expr
    inner: Expr


class _NotOne(Exception):
    """The polynomials in f are no affine functions of one of them."""


class _Reading:
    """The inner polynomial, found at the first polynomial met."""

    def __init__(self, variables: tuple[str, ...], letter: str) -> None:
        self.variables = variables
        self.letter = letter
        self.inner: Polynomial | None = None

    def of(self, node: Expr) -> Expr:
        """The node over the letter."""
        if is_constant(node):
            return node
        if isinstance(node, Power) and isinstance(node.base, Sum) and is_constant(node.exponent):
            return Power(self.of(node.base), node.exponent)  # (x**2 + y**2)**2 is a power of the polynomial, not another one
        polynomial = polynomial_of(node, self.variables)
        if polynomial is not None:
            return self.affine(dict(polynomial))
        if isinstance(node, Sum | Product):
            return self.grouped(node)
        parts = children(node)
        if not parts:
            raise _NotOne
        return rebuild(node, tuple(self.of(part) for part in parts))

    def grouped(self, node: Sum | Product) -> Expr:
        """Polynomial terms (factors) taken together."""
        parts = children(node)
        tame = [part for part in parts if polynomial_of(part, self.variables) is not None]
        if len(tame) == len(parts):
            raise _NotOne
        rest = [self.of(part) for part in parts if part not in tame]
        join = t.add if isinstance(node, Sum) else t.multiply
        return join(*([self.of(join(*tame))] if tame else []), *rest)

    def affine(self, polynomial: Polynomial) -> Expr:
        """a * letter + b, when the polynomial is a*p + b."""
        origin = (0,) * len(self.variables)
        shift = polynomial.pop(origin, Fraction(0))
        polynomial = {e: c for e, c in polynomial.items() if c}
        if not polynomial:
            return t.rational(shift)
        scale = polynomial[max(polynomial)]
        monic = {e: c / scale for e, c in polynomial.items()}
        if self.inner is None:
            self.inner = monic
        if self.inner != monic:
            raise _NotOne
        return t.add(t.multiply(t.rational(scale), Variable(self.letter)), t.rational(shift))


def composition_of(tree: Expr, letter: str) -> Composition | None:
    """f as a function of one polynomial of at least two variables; None when it is none, or f is that polynomial itself."""
    variables = tuple(sorted(variables_of(tree)))
    if len(variables) < 2 or polynomial_of(tree, variables) is not None:
        return None
    reading = _Reading(variables, letter)
    try:
        outer = reading.of(tree)
    except _NotOne:
        return None
    return None if reading.inner is None else Composition(outer, as_tree(reading.inner, variables))
