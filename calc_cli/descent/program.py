"""A tree as a short list of numpy operations: value, gradient by reverse mode, Hessian times vector by forward over reverse.

Terms of a sum that differ only in their variables and numbers share one program, run on arrays: a loss of a hundred similar terms costs
about as much as one. Source: Griewank, Walther, Evaluating Derivatives (2008), ch. 3 (reverse mode), ch. 5 (second order adjoints).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from calc_cli import tree as t
from calc_cli.descent.elementary import POLYGAMMA, Array, definition, derivative_formulas, numeric
from calc_cli.errors import CalcError
from calc_cli.tree import Expr

CONSTANTS = {"pi": np.pi, "e": np.e, "euler_gamma": np.euler_gamma}


@dataclass(frozen=True, slots=True)
class Operation:
    """register = kind(registers a, b); name: the function of a `call`, power: the exponent of a `power`."""

    kind: str
    a: int
    b: int = -1
    name: str = ""
    power: float = 0.0


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
        case t.Call("min" | "max", _):
            raise CalcError("not_smooth", "min and max are not differentiable everywhere", "", None, "use a smooth loss for descent")
        case t.Call(name, arguments):
            return shape(t.substitute(definition(name), dict(zip(("u", "v"), arguments, strict=False))), variables, numbers)
        case t.Piecewise() | t.Comparison() | t.Junction():
            raise CalcError("not_smooth", "descent needs a function without cases", "", None, "give one formula")
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
        return _emit(code, Operation("power", base, power=form[2] / form[3], name=str(form[3])))  # type: ignore[operator]
    if kind == "call":
        return _emit(code, Operation("call", assemble(form[2], code), name=str(form[1])))  # type: ignore[arg-type]
    parts = [assemble(part, code) for part in form[1:]]  # type: ignore[arg-type]
    match kind:
        case "Negation":
            return _emit(code, Operation("negate", parts[0]))
        case "Quotient":
            return _emit(code, Operation("divide", parts[0], parts[1]))
        case "Power":
            logarithm = _emit(code, Operation("call", parts[0], name="log"))
            product = _emit(code, Operation("multiply", logarithm, parts[1]))
            return _emit(code, Operation("call", product, name="exp"))
        case "Sum" | "Product":
            total = parts[0]
            for part in parts[1:]:
                total = _emit(code, Operation("add" if kind == "Sum" else "multiply", total, part))
            return total
    raise CalcError("not_numeric", f"descent cannot evaluate a {kind}", "", None, "")


def _emit(code: Code, operation: Operation) -> int:
    code.operations.append(operation)
    return code.slots + code.numbers + len(code.operations) - 1


@dataclass(slots=True)
class Group:
    """m terms of one shape. index: (m, slots) positions of their variables; numbers: (m, numbers) their constants."""

    code: Code
    index: np.ndarray
    numbers: Array

    def _start(self, x: Array) -> list[Array]:
        return [x[self.index[:, j]] for j in range(self.code.slots)] + [self.numbers[:, j] for j in range(self.code.numbers)]

    def value(self, x: Array) -> float:
        """The sum of the terms."""
        registers = self._start(x)
        for operation in self.code.operations:
            registers.append(forward(operation, registers))
        return float(np.sum(registers[-1]))

    def add_gradient(self, x: Array, gradient: Array) -> None:
        """gradient += the gradient of the sum, by one reverse sweep."""
        registers = self._start(x)
        for operation in self.code.operations:
            registers.append(forward(operation, registers))
        adjoints: list[Array] = [np.zeros_like(registers[-1]) for _ in registers]
        adjoints[-1] = np.ones_like(registers[-1])
        base = self.code.slots + self.code.numbers
        for i in range(len(self.code.operations) - 1, -1, -1):
            operation = self.code.operations[i]
            for place, partial in partials(operation, registers):
                adjoints[place] = adjoints[place] + adjoints[base + i] * partial
        for j in range(self.code.slots):
            np.add.at(gradient, self.index[:, j], adjoints[j])

    def add_curvature(self, x: Array, direction: Array, product: Array) -> None:
        """product += H(x) @ direction: tangents forward, then values and tangents of the adjoints backward."""
        registers = self._start(x)
        tangents: list[Array] = [direction[self.index[:, j]] for j in range(self.code.slots)]
        tangents += [np.zeros(len(self.index)) for _ in range(self.code.numbers)]
        for operation in self.code.operations:
            tangents.append(sum((p * tangents[place] for place, p in partials(operation, registers)), start=np.zeros(len(self.index))))
            registers.append(forward(operation, registers))
        adjoints: list[Array] = [np.zeros(len(self.index)) for _ in registers]
        slopes: list[Array] = [np.zeros(len(self.index)) for _ in registers]
        adjoints[-1] = np.ones(len(self.index))
        base = self.code.slots + self.code.numbers
        for i in range(len(self.code.operations) - 1, -1, -1):
            operation, own = self.code.operations[i], base + i
            turned = partial_tangents(operation, registers, tangents)
            for (place, partial), turn in zip(partials(operation, registers), turned, strict=True):
                slopes[place] = slopes[place] + slopes[own] * partial + adjoints[own] * turn
                adjoints[place] = adjoints[place] + adjoints[own] * partial
        for j in range(self.code.slots):
            np.add.at(product, self.index[:, j], slopes[j])


def real_power(u: Array, q: float, denominator: str) -> Array:
    """u**q; for an odd denominator the real root of a negative u."""
    if denominator != "1" and int(denominator) % 2:
        sign = np.sign(u) if round(q * int(denominator)) % 2 else np.abs(np.sign(u))
        return np.asarray(sign * np.abs(u) ** q)
    return np.asarray(u**q)


def forward(operation: Operation, r: Sequence[Array]) -> Array:
    """The value of one operation."""
    a = r[operation.a]
    match operation.kind:
        case "add":
            return a + r[operation.b]
        case "multiply":
            return a * r[operation.b]
        case "divide":
            return a / r[operation.b]
        case "negate":
            return -a
        case "power":
            return real_power(a, operation.power, operation.name)
    function = numeric(operation.name)
    assert function is not None
    return function(a)


def partials(operation: Operation, r: Sequence[Array]) -> list[tuple[int, Array]]:
    """(register, partial derivative with respect to it)."""
    a = r[operation.a]
    match operation.kind:
        case "add":
            return [(operation.a, np.ones_like(a)), (operation.b, np.ones_like(a))]
        case "multiply":
            return [(operation.a, r[operation.b]), (operation.b, a)]
        case "divide":
            b = r[operation.b]
            return [(operation.a, 1 / b), (operation.b, -a / (b * b))]
        case "negate":
            return [(operation.a, -np.ones_like(a))]
        case "power":
            return [(operation.a, operation.power * _lowered(a, operation, 1))]
    return [(operation.a, _formula(operation.name, 0, a))]


def partial_tangents(operation: Operation, r: Sequence[Array], d: Sequence[Array]) -> list[Array]:
    """The derivative of each partial of `partials` along the tangents."""
    a, da = r[operation.a], d[operation.a]
    match operation.kind:
        case "add":
            return [np.zeros_like(a), np.zeros_like(a)]
        case "multiply":
            return [d[operation.b], da]
        case "divide":
            b, db = r[operation.b], d[operation.b]
            return [-db / (b * b), -da / (b * b) + 2 * a * db / (b * b * b)]
        case "negate":
            return [np.zeros_like(a)]
        case "power":
            return [operation.power * (operation.power - 1) * _lowered(a, operation, 2) * da]
    return [_formula(operation.name, 1, a) * da]


def _lowered(a: Array, operation: Operation, by: int) -> Array:
    """a**(p - by), where the coefficient in front may be zero already (then 0, also at a = 0)."""
    p = operation.power
    if p in (0.0, 1.0) and by > p:
        return np.zeros_like(a)
    return real_power(a, p - by, operation.name)


def _formula(name: str, order: int, a: Array) -> Array:
    """f'(a) or f''(a) by the table's formula."""
    program = _derivative_program(name, order)
    if isinstance(program, float):
        return np.full_like(a, program)
    registers: list[Array] = [a] + [np.full_like(a, c) for c in program[1]]
    for operation in program[0].operations:
        registers.append(forward(operation, registers))
    return registers[-1] if program[0].operations else registers[0]


_PROGRAMS: dict[tuple[str, int], tuple[Code, list[float]] | float] = {}


def _derivative_program(name: str, order: int) -> tuple[Code, list[float]] | float:
    key = (name, order)
    if key not in _PROGRAMS:
        tree = derivative_formulas(name)[order]
        value = t.rational_value(tree)
        if value is not None:
            _PROGRAMS[key] = float(value)
        else:
            variables, numbers = ["u"], list[float]()
            form = shape(tree, variables, numbers)
            code = Code(1, len(numbers))
            assemble(form, code)
            _PROGRAMS[key] = (code, numbers)
    return _PROGRAMS[key]


class Loss:
    """f: R^n -> R with its gradient and Hessian products, counted.

    >>> from calc_cli.language import parse_expression
    >>> loss = Loss(parse_expression("x**2*y"), ("x", "y"))
    >>> loss.gradient(np.array([1.0, 2.0])).tolist(), loss.curvature(np.array([1.0, 2.0]), np.array([1.0, 0.0])).tolist()
    ([4.0, 1.0], [4.0, 2.0])
    """

    def __init__(self, tree: Expr, variables: tuple[str, ...]) -> None:
        self.tree = tree
        self.variables = variables
        self.evaluations = 0
        self._groups = _grouped(tree, variables)
        self._last: tuple[bytes, Array] = (b"", np.zeros(0))

    def __call__(self, x: Array) -> float:
        """f(x)."""
        self.evaluations += 1
        return self.watched(x)

    def forget(self) -> None:
        """Begin to count anew."""
        self.evaluations, self._last = 0, (b"", np.zeros(0))

    def watched(self, x: Array) -> float:
        """f(x), not counted: for the report, not for the optimizer."""
        with np.errstate(all="ignore"):
            return sum(group.value(x) for group in self._groups)

    def gradient(self, x: Array) -> Array:
        """The gradient, shape (n,); asked for again at the same point it is neither computed nor counted."""
        key = x.tobytes()
        if key != self._last[0]:
            self.evaluations += 1
            result = np.zeros(len(self.variables))
            with np.errstate(all="ignore"):
                for group in self._groups:
                    group.add_gradient(x, result)
            self._last = (key, result)
        return self._last[1].copy()

    def curvature(self, x: Array, direction: Array) -> Array:
        """H(x) @ direction, shape (n,); H is never formed."""
        self.evaluations += 1
        result = np.zeros(len(self.variables))
        with np.errstate(all="ignore"):
            for group in self._groups:
                group.add_curvature(x, np.asarray(direction, dtype=float), result)
        return result

    def hessian(self, x: Array) -> Array:
        """The matrix, column by column from products; shape (n, n)."""
        columns = [self.curvature(x, unit) for unit in np.eye(len(self.variables))]
        matrix = np.array(columns)
        return (matrix + matrix.T) / 2


def _grouped(tree: Expr, variables: tuple[str, ...]) -> list[Group]:
    """The terms of the sum, those of one shape together."""
    places = {name: i for i, name in enumerate(variables)}
    gathered: dict[tuple[object, ...], list[tuple[list[int], list[float]]]] = {}
    for term in tree.terms if isinstance(tree, t.Sum) else (tree,):
        names: list[str] = []
        numbers: list[float] = []
        form = shape(term, names, numbers)
        gathered.setdefault(form, []).append(([places[n] for n in names], numbers))
    groups = []
    for form, members in gathered.items():
        code = Code(len(members[0][0]), len(members[0][1]))
        last = assemble(form, code)
        if not code.operations or last != code.slots + code.numbers + len(code.operations) - 1:
            code.operations.append(Operation("power", last, power=1.0, name="1"))
        index = np.array([m[0] for m in members], dtype=int).reshape(len(members), code.slots)
        groups.append(Group(code, index, np.array([m[1] for m in members], dtype=float).reshape(len(members), code.numbers)))
    return groups
