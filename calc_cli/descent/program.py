"""A tree as a short list of numpy operations: value, gradient by reverse mode, Hessian times vector by forward over reverse.

Terms of a sum that differ only in their variables and numbers share one program, run on arrays: a loss of a hundred similar terms costs
about as much as one. Source: Griewank, Walther, Evaluating Derivatives (2008), ch. 3 (reverse mode), ch. 5 (second order adjoints).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from calc_cli import tree as t
from calc_cli.descent.code import Code, Operation, assemble, shape
from calc_cli.descent.elementary import Array, derivative_formulas, numeric
from calc_cli.tree import Expr

RELATIONS = {"<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal, "==": np.equal, "!=": np.not_equal}


@dataclass(slots=True)
class Group:
    """m terms of one shape. index: (m, slots) positions of their variables; numbers: (m, numbers) their constants."""

    code: Code
    index: np.ndarray
    numbers: Array

    def _start(self, x: Array) -> list[Array]:
        return [x[self.index[:, j]] for j in range(self.code.slots)] + [self.numbers[:, j] for j in range(self.code.numbers)]

    def _used(self, registers: Sequence[Array]) -> list[np.ndarray] | None:
        """For each register, the terms whose value depends on it by the branches taken; None without branches."""
        if not any(operation.kind == "choose" for operation in self.code.operations):
            return None
        used = [np.zeros(len(self.index), dtype=bool) for _ in registers]
        used[-1] = ~used[-1]
        base = self.code.slots + self.code.numbers
        for i in range(len(self.code.operations) - 1, -1, -1):
            operation, own = self.code.operations[i], used[base + i]
            first = own & (registers[operation.condition] > 0) if operation.kind == "choose" else own
            used[operation.a] = used[operation.a] | first
            if operation.b >= 0:
                used[operation.b] = used[operation.b] | (own & ~first if operation.kind == "choose" else own)
        return used

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
        used = self._used(registers)
        for i in range(len(self.code.operations) - 1, -1, -1):
            operation = self.code.operations[i]
            for place, partial in partials(operation, registers):
                adjoints[place] = adjoints[place] + kept(used, base + i, adjoints[base + i] * partial)
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
        used = self._used(registers)
        for i in range(len(self.code.operations) - 1, -1, -1):
            operation, own = self.code.operations[i], base + i
            turned = partial_tangents(operation, registers, tangents)
            for (place, partial), turn in zip(partials(operation, registers), turned, strict=True):
                slopes[place] = slopes[place] + kept(used, own, slopes[own] * partial + adjoints[own] * turn)
                adjoints[place] = adjoints[place] + kept(used, own, adjoints[own] * partial)
        for j in range(self.code.slots):
            np.add.at(product, self.index[:, j], slopes[j])


def kept(used: list[np.ndarray] | None, own: int, contribution: Array) -> Array:
    """0 from a branch that is not taken, whatever its formula gives there."""
    return contribution if used is None else np.where(used[own], contribution, 0.0)


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
        case "call":
            function = numeric(operation.name)
            assert function is not None
            return function(a)
    return branching(operation, r)


def branching(operation: Operation, r: Sequence[Array]) -> Array:
    """The value of an operation that compares or chooses; conditions are 1 or 0."""
    a, b = r[operation.a], r[operation.b]
    match operation.kind:
        case "choose":
            return np.where(r[operation.condition] > 0, a, b)
        case "compare":
            return np.where(RELATIONS[operation.name](a, b), 1.0, 0.0)
        case "min" | "both":
            return np.minimum(a, b)
    return np.maximum(a, b)


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
        case "min" | "max" | "choose":
            first = first_taken(operation, r)
            return [(operation.a, first), (operation.b, 1 - first)]
        case "compare" | "both" | "either":
            return []
    return [(operation.a, _formula(operation.name, 0, a))]


def first_taken(operation: Operation, r: Sequence[Array]) -> Array:
    """1 where the value is that of register a, 0 where it is that of b; at a tie of min and max the first, as usual for relu."""
    if operation.kind == "choose":
        return np.where(r[operation.condition] > 0, 1.0, 0.0)
    a, b = r[operation.a], r[operation.b]
    return np.where(a <= b if operation.kind == "min" else a >= b, 1.0, 0.0)


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
        case "min" | "max" | "choose":
            return [np.zeros_like(a), np.zeros_like(a)]
        case "compare" | "both" | "either":
            return []
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
