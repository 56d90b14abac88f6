"""d/dx inside a kernel field: the derivation that sends every kernel to an element of the (possibly grown) field."""

from __future__ import annotations

from flint import fmpz_mpoly

from calc_cli import tree as t
from calc_cli.effort import tabled
from calc_cli.functions import TABLE
from calc_cli.symbolic.field import Element, Kernel, NotInField, used_in
from calc_cli.symbolic.normalize import Normalizer
from calc_cli.tree import Expr


@tabled
def derivative_formulas(name: str) -> tuple[Expr | None, ...]:
    """The table's derivative of a function, one tree in u, v an argument (None: that argument must be constant)."""
    from calc_cli.language import parse_expression

    row = TABLE.get(name)
    if row is None or not row.derivative:
        raise NotInField(f"{name} has no derivative in the table")
    return tuple(parse_expression(text) if text else None for text in row.derivative)


def kernel_derivative(normalizer: Normalizer, kernel: Kernel, variable: str) -> Element:
    """The derivative of one kernel."""
    field = normalizer.field
    if variable not in kernel.depends:
        return field.constant(0)
    own = field.generator(kernel)
    if kernel.kind == "variable":
        return field.constant(1)
    if kernel.kind == "function":
        return _function_derivative(normalizer, kernel, variable)
    assert kernel.argument is not None
    argument = normalizer.element(kernel.argument)
    inner = derivative(normalizer, argument, variable)
    match kernel.kind:
        case "exp":
            return own * inner
        case "log":
            return inner / argument
        case "root":
            assert kernel.relation is not None
            return own * inner / (argument * field.constant(kernel.relation.degree))
        case "sin" | "cos":
            assert kernel.partner is not None
            partner = field.generator(field.kernels[kernel.partner])
            return partner * inner if kernel.kind == "sin" else -(partner * inner)
    raise NotInField(f"no derivative for {kernel.kind}")


def _function_derivative(normalizer: Normalizer, kernel: Kernel, variable: str) -> Element:
    node = kernel.tree
    assert isinstance(node, t.Call)
    formulas = derivative_formulas(node.function)
    total = normalizer.field.constant(0)
    bindings = dict(zip(("u", "v"), node.arguments, strict=False))
    for formula, argument in zip(formulas, node.arguments, strict=False):
        inner = derivative(normalizer, normalizer.element(argument), variable)
        if inner.is_zero:
            continue
        if formula is None:
            raise NotInField(f"{node.function} is not differentiated with respect to this argument")
        total = total + normalizer.element(t.substitute(formula, bindings)) * inner
    return total


def polynomial_derivative(normalizer: Normalizer, polynomial: fmpz_mpoly, variable: str) -> Element:
    """D(p) = sum of dp/dg * D(g) over the kernels."""
    field = normalizer.field
    total = field.constant(0)
    for index in sorted(used_in(polynomial)):
        kernel = field.kernels[index]
        if variable in kernel.depends:
            part = polynomial.derivative(index)
            total = total + field.element(part) * kernel_derivative(normalizer, kernel, variable)
    return total


def derivative(normalizer: Normalizer, element: Element, variable: str) -> Element:
    """The quotient rule in the field."""
    top = polynomial_derivative(normalizer, element.numerator, variable)
    if element.denominator.is_constant():
        return top / normalizer.field.element(element.denominator)
    bottom = polynomial_derivative(normalizer, element.denominator, variable)
    field = normalizer.field
    p, q = field.element(element.numerator), field.element(element.denominator)
    return (top * q - p * bottom) / (q * q)
