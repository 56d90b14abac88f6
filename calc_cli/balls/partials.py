"""The derivative of a tree as a tree to be enclosed, never shown: nothing is simplified.

Over a box on which it is finite, the tree is locally Lipschitz and its generalized derivative lies in the enclosure, so that the
mean value theorem holds (F. H. Clarke, 1983, th. 2.3.7): where a step function may jump, the enclosure is NaN.
"""

from __future__ import annotations

from collections.abc import Sequence

from calc_cli.effort import tabled
from calc_cli.functions import TABLE
from calc_cli.tree import (
    ONE,
    ZERO,
    Call,
    Comparison,
    E,
    Expr,
    Negation,
    Piecewise,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    add,
    call,
    children,
    divide,
    is_constant,
    multiply,
    negate,
    power,
    rational,
    rational_value,
    substitute,
    subtract,
    walk,
)

STEPS = frozenset({"sign", "step"})
INTEGER_STEPS = frozenset({"floor", "ceil"})
EXTREMES = {"max": ">=", "min": "<="}


def partial_derivative(tree: Expr, variable: str) -> Expr:
    """d tree / d variable. Raises ValueError for a function without a derivative in the table.

    >>> partial_derivative(Power(Variable("x"), rational(2)), "x") == multiply(rational(2), Variable("x"))
    True
    """
    done: dict[Expr, Expr] = {}
    for node in walk(tree):
        if node not in done:
            done[node] = _derivative(node, done, variable)
    return done[tree]


def jacobian_trees(functions: Sequence[Expr], variables: Sequence[str]) -> tuple[tuple[Expr, ...], ...]:
    """Row i: the partial derivatives of the function i."""
    return tuple(tuple(partial_derivative(function, name) for name in variables) for function in functions)


def _derivative(node: Expr, done: dict[Expr, Expr], variable: str) -> Expr:
    match node:
        case Variable(name):
            return ONE if name == variable else ZERO
        case _ if all(done[part] == ZERO for part in children(node)) and not isinstance(node, Call | Piecewise):
            return ZERO
        case Negation(operand):
            return negate(done[operand])
        case Sum(terms):
            return add(*(done[term] for term in terms))
        case Product(factors):
            return _product(factors, done)
        case Quotient(u, v):
            return subtract(divide(done[u], v), divide(multiply(u, done[v]), power(v, 2)))
        case Power(base, exponent):
            return _power(base, exponent, done)
        case Call(name, arguments):
            return _call(node, name, arguments, done)
        case Piecewise():
            return _piecewise(node, done)
        case _:
            return ZERO


def _product(factors: tuple[Expr, ...], done: dict[Expr, Expr]) -> Expr:
    terms = [
        multiply(*factors[:i], done[u], *factors[i + 1 :]) for i, u in enumerate(factors) if done[u] != ZERO
    ]
    return add(*terms)


def _power(base: Expr, exponent: Expr, done: dict[Expr, Expr]) -> Expr:
    if base == E:
        return multiply(done[exponent], Power(base, exponent))
    value = rational_value(exponent)
    if value is not None:
        return ZERO if value == 0 else multiply(rational(value), power(base, value - 1), done[base])
    if is_constant(exponent):
        return multiply(exponent, Power(base, subtract(exponent, ONE)), done[base])
    inner = add(multiply(done[exponent], call("log", base)), divide(multiply(exponent, done[base]), base))
    return multiply(Power(base, exponent), inner)


def _call(node: Call, name: str, arguments: tuple[Expr, ...], done: dict[Expr, Expr]) -> Expr:
    if all(is_constant(argument) for argument in arguments):
        return ZERO
    if name in STEPS:
        return Quotient(ZERO, arguments[0])
    if name in INTEGER_STEPS:
        return Quotient(ZERO, subtract(arguments[0], node))
    if name in EXTREMES:
        return _extreme(name, arguments, done)
    bindings = dict(zip(("u", "v", "w"), arguments, strict=False))
    formulas = derivative_formulas(name)
    if len(formulas) < len(arguments):
        raise ValueError(f"no derivative of {name}")
    terms = []
    for argument, formula in zip(arguments, formulas, strict=False):
        if done[argument] != ZERO:
            if formula is None:
                raise ValueError(f"no derivative of {name} by this argument")
            terms.append(multiply(done[argument], substitute(formula, bindings)))
    return add(*terms)


def _extreme(name: str, arguments: tuple[Expr, ...], done: dict[Expr, Expr]) -> Expr:
    """Continuous: where two arguments may be equal, the union of their derivatives."""
    best, slope = arguments[0], done[arguments[0]]
    for other in arguments[1:]:
        slope = Piecewise(((slope, Comparison(best, EXTREMES[name], other)),), done[other])
        best = call(name, best, other)
    return slope


def _piecewise(node: Piecewise, done: dict[Expr, Expr]) -> Expr:
    """The derivative of the branch taken; NaN where a condition is not decided, for f may jump there."""
    branches = tuple((done[value], condition) for value, condition in node.branches)
    inside = Piecewise(branches, None if node.otherwise is None else done[node.otherwise])
    comparisons = [n for _, condition in node.branches for n in walk(condition) if isinstance(n, Comparison)]
    guards = [Quotient(ZERO, subtract(n.left, n.right)) for n in comparisons]
    return Sum((inside, *guards)) if guards else inside


@tabled
def derivative_formulas(function: str) -> tuple[Expr | None, ...]:
    """The derivative by each argument, from the row of the table or from the definition."""
    from calc_cli.language import parse_expression

    row = TABLE[function]
    if row.derivative:
        return tuple(parse_expression(text) if text else None for text in row.derivative)
    if not row.definition:
        raise ValueError(f"no derivative of {function}")
    definition = parse_expression(row.definition)
    return tuple(partial_derivative(definition, name) for name in ("u", "v", "w"))
