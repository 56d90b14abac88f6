"""A tree as a list of operations on registers; trees that differ only in variables and numbers give the same list."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from calc_cli import tree as t
from calc_cli.descent.elementary import POLYGAMMA, definition, numeric
from calc_cli.errors import CalcError
from calc_cli.tree import Expr

FOLDED = {"Sum": "add", "Product": "multiply", "min": "min", "max": "max", "and": "both", "or": "either"}
CONSTANTS = {"pi": np.pi, "e": np.e, "euler_gamma": np.euler_gamma}


@dataclass(frozen=True, slots=True)
class Operation:
    """register = kind(registers a, b); name: the function of a `call`, the relation of a `compare`; power: the exponent of a `power`;
    condition: the register that chooses between a and b, 1 or 0."""

    kind: str
    a: int
    b: int = -1
    name: str = ""
    power: float = 0.0
    condition: int = -1


@dataclass(slots=True)
class Code:
    """Operations over slots (places for variables), numbers (places for constants) and earlier results."""

    slots: int
    numbers: int
    operations: list[Operation] = field(default_factory=list)


def shape(tree: Expr, variables: list[str], numbers: list[float]) -> tuple[object, ...]:
    """The tree with variables and numbers replaced by places; what stood there is appended to the two lists."""
    match tree:
        case t.Variable(name):
            if name not in variables:
                variables.append(name)
            return ("slot", variables.index(name))
        case t.Number(value):
            numbers.append(float(value))
            return ("number", len(numbers) - 1)
        case t.Constant(name) if name in CONSTANTS:
            numbers.append(CONSTANTS[name])
            return ("number", len(numbers) - 1)
        case t.Power(base, exponent) if (q := t.rational_value(exponent)) is not None:
            return ("power", shape(base, variables, numbers), q.numerator, q.denominator)
        case t.Call(name, arguments) if len(arguments) == 1 and numeric(name) is not None:
            return ("call", name, shape(arguments[0], variables, numbers))
        case t.Call("polygamma", (order, argument)) if (q := t.rational_value(order)) is not None and q.denominator == 1 and q >= 0:
            return ("call", f"{POLYGAMMA}{q}", shape(argument, variables, numbers))
        case t.Call("min" | "max", arguments):
            return (tree.function, *(shape(part, variables, numbers) for part in arguments))
        case t.Call(name, arguments):
            return shape(t.substitute(definition(name), dict(zip(("u", "v"), arguments, strict=False))), variables, numbers)
        case t.Piecewise(branches, otherwise):
            parts = [shape(part, variables, numbers) for branch in branches for part in branch]
            if otherwise is None:
                numbers.append(np.nan)
                return ("Piecewise", *parts, ("number", len(numbers) - 1))
            return ("Piecewise", *parts, shape(otherwise, variables, numbers))
        case t.Comparison(left, relation, right):
            return ("compare", relation, shape(left, variables, numbers), shape(right, variables, numbers))
        case t.Junction(word, conditions):
            return (word, *(shape(part, variables, numbers) for part in conditions))
    word = type(tree).__name__
    return (word, *(shape(part, variables, numbers) for part in t.children(tree)))


def assemble(form: tuple[object, ...], code: Code) -> int:
    """Append the operations of a shape; the register of its value. Registers: slots, then numbers, then results."""
    kind = form[0]
    if kind == "slot":
        return int(form[1])  # type: ignore[call-overload,no-any-return]
    if kind == "number":
        return code.slots + int(form[1])  # type: ignore[call-overload,no-any-return]
    if kind == "power":
        base = assemble(form[1], code)  # type: ignore[arg-type]
        return emit(code, Operation("power", base, power=form[2] / form[3], name=str(form[3])))  # type: ignore[operator]
    if kind == "call":
        return emit(code, Operation("call", assemble(form[2], code), name=str(form[1])))  # type: ignore[arg-type]
    if kind == "compare":
        left, right = assemble(form[2], code), assemble(form[3], code)  # type: ignore[arg-type]
        return emit(code, Operation("compare", left, right, name=str(form[1])))
    parts = [assemble(part, code) for part in form[1:]]  # type: ignore[arg-type]
    match kind:
        case "Piecewise":
            total = parts[-1]
            for value, condition in reversed(list(zip(parts[0:-1:2], parts[1:-1:2], strict=True))):
                total = emit(code, Operation("choose", value, total, condition=condition))
            return total
        case "Negation":
            return emit(code, Operation("negate", parts[0]))
        case "Quotient":
            return emit(code, Operation("divide", parts[0], parts[1]))
        case "Power":
            logarithm = emit(code, Operation("call", parts[0], name="log"))
            product = emit(code, Operation("multiply", logarithm, parts[1]))
            return emit(code, Operation("call", product, name="exp"))
        case "Sum" | "Product" | "min" | "max" | "and" | "or":
            total = parts[0]
            for part in parts[1:]:
                total = emit(code, Operation(FOLDED[str(kind)], total, part))
            return total
    raise CalcError("not_numeric", f"descent cannot evaluate a {kind}", "", None, "")


def emit(code: Code, operation: Operation) -> int:
    """Append an operation; its register."""
    code.operations.append(operation)
    return code.slots + code.numbers + len(code.operations) - 1
