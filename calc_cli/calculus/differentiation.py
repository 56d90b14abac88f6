"""The state of one differentiation: the variable, what depends on it, and the Step already computed for each subtree."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from calc_cli.calculus.tidy import product_of
from calc_cli.model import Step
from calc_cli.tree import Call, Expr, Piecewise, Variable, children, substitute

Choose = Callable[[Expr, "Differentiation"], Step]


def distinct(node: Expr, below: Callable[[Expr], tuple[Expr, ...]] = children) -> Iterator[Expr]:
    """Every different subtree once, children before their parent."""
    seen: set[Expr] = set()
    stack: list[tuple[Expr, bool]] = [(node, False)]
    while stack:
        current, opened = stack.pop()
        if opened:
            yield current
        elif current not in seen:
            seen.add(current)
            stack.append((current, True))
            stack.extend((child, False) for child in reversed(below(current)))


class Differentiation:
    """Derivatives with respect to `variable` of the subtrees of one tree, each computed once.

    letter: the name of the inner function in a chain, `u` unless the tree uses it.
    """

    def __init__(self, tree: Expr, variable: str, choose: Choose) -> None:
        self.variable = variable
        self._choose = choose
        self._steps: dict[Expr, Step] = {}
        self._varying: dict[Expr, bool] = {}
        names = {node.name for node in distinct(tree) if isinstance(node, Variable)} | {variable}
        candidates = (*"uwpqhk", *(f"u{i}" for i in range(len(names) + 1)))
        self.letter = next(name for name in candidates if name not in names)

    def varies(self, node: Expr) -> bool:
        """Does the variable occur in node?"""
        known = self._varying.get(node)
        if known is not None:
            return known
        for part in distinct(node, lambda n: () if n in self._varying else children(n)):
            if part not in self._varying:
                named = isinstance(part, Variable) and part.name == self.variable
                self._varying[part] = named or any(self._varying[child] for child in children(part))
        return self._varying[node]

    def of(self, node: Expr) -> Step:
        """The Step that differentiates node; subtrees first, so that depth costs no stack."""
        known = self._steps.get(node)
        if known is not None:
            return known
        for part in distinct(node, self._operands):
            if part not in self._steps:
                self._steps[part] = self._choose(part, self)
        return self._steps[node]

    def derivative(self, node: Expr) -> Expr:
        """The derivative of node."""
        after = self.of(node).after
        assert after is not None
        return after

    def is_variable(self, node: Expr) -> bool:
        """Is node the variable itself?"""
        return isinstance(node, Variable) and node.name == self.variable

    def step(self, rule: str, node: Expr, after: Expr, *substeps: Step, note: tuple[Expr | str, ...] = ()) -> Step:
        """A Step whose note begins with the variable."""
        return Step(rule, node, after, substeps, (self.variable, *note))

    def chain(self, rule: str, node: Expr, inner: Expr, before: Expr, after: Expr) -> Step:
        """f(u)' = u'*f'(u)

        before, after: f and f' in `letter`; where the inner function is the variable itself, only the outer rule remains.
        """
        outer = substitute(after, {self.letter: inner})
        if self.is_variable(inner):
            return self.step(rule, node, outer)
        outside = Step(rule, before, after, (), (self.letter,))
        inside = self.of(inner)
        return self.step("chain", node, product_of(self.derivative(inner), outer), outside, inside, note=(self.letter, inner))

    def _operands(self, node: Expr) -> tuple[Expr, ...]:
        """The subtrees whose derivatives the rule of node reads."""
        if node in self._steps or not self.varies(node):
            return ()
        if isinstance(node, Piecewise):
            values = tuple(value for value, _ in node.branches)
            return values if node.otherwise is None else (*values, node.otherwise)
        if isinstance(node, Call) and node.function in LOCALLY_CONSTANT:
            return ()
        return children(node)


LOCALLY_CONSTANT = frozenset({"floor", "ceil", "sign", "step"})
