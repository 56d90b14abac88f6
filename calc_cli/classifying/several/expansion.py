"""The Taylor polynomial of a tree at a point, exact: every coefficient is a proved constant, not a rounded one."""

from __future__ import annotations

from fractions import Fraction

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.balls.evaluate import definition_of
from calc_cli.balls.partials import derivative_formulas
from calc_cli.classifying.several.coefficients import ONE, ZERO, Coefficient, coefficient, over, sign, times, tree_of
from calc_cli.classifying.several.jets import Jet, added, composed, constant, head, monomial, multiplied, scaled
from calc_cli.remembering import remembered
from calc_cli.tree import Expr

EXTREMES = {"max": 1, "min": -1}


class NotAnalytic(Exception):
    """The function is not proved analytic at the point."""


def taylor_polynomial(tree: Expr, variables: tuple[str, ...], at: tuple[Expr, ...], order: int) -> Jet:
    """f(at + X) up to total degree `order` in X. Raises NotAnalytic.

    >>> from calc_cli.language import parse_expression, to_text
    >>> from calc_cli.classifying.several.jets import jet_tree
    >>> jet = taylor_polynomial(parse_expression("cos(x)*e^y"), ("x", "y"), (t.ZERO, t.ZERO), 2)
    >>> to_text(jet_tree(jet, ("x", "y")))
    '1 + y - x**2/2 + y**2/2'
    """
    return Expansion(variables, at, order).of(tree)


class Expansion:
    """Taylor polynomials of the subtrees of one tree, each once."""

    def __init__(self, variables: tuple[str, ...], at: tuple[Expr, ...], order: int) -> None:
        self.variables = variables
        self.at = at
        self.order = order
        self.size = len(variables)
        self.done: dict[Expr, Jet] = {}

    def of(self, tree: Expr) -> Jet:
        """The polynomial of a tree."""
        for node in t.walk(tree):
            if node not in self.done and not isinstance(node, t.Comparison | t.Junction):
                self.done[node] = self._node(node)
        return self.done[tree]

    def _node(self, node: Expr) -> Jet:
        match node:
            case t.Variable(name):
                if name not in self.variables:
                    raise NotAnalytic(name)
                k = self.variables.index(name)
                return added(constant(coefficient(self.at[k]), self.size), monomial(k, self.size))
            case t.Negation(operand):
                return scaled(self.done[operand], -ONE)
            case t.Sum(parts):
                total: Jet = {}
                for part in parts:
                    total = added(total, self.done[part])
                return total
            case t.Product(parts):
                return self._product([self.done[part] for part in parts])
            case t.Quotient(a, b):
                return self._product([self.done[a], self._power(self.done[b], Fraction(-1))])
            case t.Power(base, exponent):
                return self._general_power(base, exponent)
            case t.Call(name, arguments):
                return self._call(node, name, arguments)
            case t.Piecewise(branches, otherwise):
                return self._piecewise(branches, otherwise)
            case _:
                return constant(defined(node), self.size)

    def _product(self, parts: list[Jet]) -> Jet:
        total = parts[0]
        for part in parts[1:]:
            total = multiplied(total, part, self.order)
        return total

    def _general_power(self, base: Expr, exponent: Expr) -> Jet:
        if base == t.E:
            return self._composed("exp", (), self.done[exponent])
        value = t.rational_value(exponent)
        if value is not None:
            return self._power(self.done[base], value)
        logarithm = self._composed("log", (), self.done[base])
        return self._composed("exp", (), self._product([self.done[exponent], logarithm]))

    def _power(self, jet: Jet, exponent: Fraction) -> Jet:
        """Natural powers by multiplication; others by the binomial series at a constant term that is not zero."""
        if exponent.denominator == 1 and exponent >= 0:
            return self._natural(jet, int(exponent))
        at = head(jet)
        s = sign(at)
        if not s or (s < 0 and exponent.denominator % 2 == 0):
            raise NotAnalytic("a root or a quotient at zero")
        value = coefficient(t.power(tree_of(at), exponent))
        outer = []
        for k in range(self.order + 1):
            outer.append(value)
            value = over(times(value, (exponent - k) / (k + 1)), at)
        return composed(outer, jet, self.order, self.size)

    def _natural(self, jet: Jet, n: int) -> Jet:
        result, square = constant(ONE, self.size), jet
        while n:
            if n & 1:
                result = multiplied(result, square, self.order)
            n >>= 1
            if n:
                square = multiplied(square, square, self.order)
        return result

    def _call(self, node: t.Call, name: str, arguments: tuple[Expr, ...]) -> Jet:
        jets = [self.done[argument] for argument in arguments]
        if name == "abs":
            return scaled(jets[0], ONE * self._sign(head(jets[0])))
        if name in EXTREMES:
            best = jets[0]
            for jet in jets[1:]:
                best = best if self._sign(head(added(best, scaled(jet, -ONE)))) == EXTREMES[name] else jet
            return best
        if name in ("sign", "step"):
            self._sign(head(jets[0]))
            return constant(defined(t.call(name, tree_of(head(jets[0])))), self.size)
        if name == "sqrt":
            return self._power(jets[0], Fraction(1, 2))
        if name == "cbrt":
            return self._power(jets[0], Fraction(1, 3))
        orders = arguments[:-1]
        if all(t.is_constant(order) for order in orders) and derivative_known(name, len(arguments)):
            return self._composed(name, orders, jets[-1])
        meaning = definition_of(node)
        if meaning is None:
            raise NotAnalytic(name)
        return self.of(meaning)

    def _sign(self, value: Coefficient) -> int:
        s = sign(value)
        if not s:
            raise NotAnalytic("at a joint")
        return s

    def _piecewise(self, branches: tuple[tuple[Expr, Expr], ...], otherwise: Expr | None) -> Jet:
        for value, condition in branches:
            if self._holds(condition):
                return self.done[value]
        if otherwise is None:
            raise NotAnalytic("not defined")
        return self.done[otherwise]

    def _holds(self, condition: Expr) -> bool:
        """Is the condition true in a neighbourhood (or false in one)?"""
        match condition:
            case t.Comparison(left, relation, right):
                s = self._sign(head(added(self.of(left), scaled(self.of(right), -ONE))))
                return s < 0 if relation in ("<", "<=") else s > 0 if relation in (">", ">=") else relation == "!="
            case t.Junction(word, parts):
                return any(map(self._holds, parts)) if word == "or" else all(map(self._holds, parts))
            case _:
                raise NotAnalytic("condition")

    def _composed(self, name: str, orders: tuple[Expr, ...], inner: Jet) -> Jet:
        return composed(list(outer_series(name, orders, tree_of(head(inner)), self.order)), inner, self.order, self.size)


def defined(constant_tree: Expr) -> Coefficient:
    """The constant, proved to be a finite number."""
    value = coefficient(constant_tree)
    if not isinstance(value, Fraction) and not balls.enclose(value, 32).is_finite():
        raise NotAnalytic("not defined")
    return value


def derivative_known(name: str, arity: int) -> bool:
    """Has the function a derivative by its last argument in the table?"""
    try:
        formulas = derivative_formulas(name)
    except ValueError:
        return False
    return len(formulas) >= arity and formulas[arity - 1] is not None


@remembered(1024)
def outer_series(name: str, orders: tuple[Expr, ...], at: Expr, order: int) -> tuple[Coefficient, ...]:
    """Taylor coefficients of g(orders, u) at u = at: those of the derivative's formula, integrated."""
    value = defined(t.call(name, *orders, at))
    if order == 0:
        return (value,)
    formula = derivative_formulas(name)[len(orders)]
    assert formula is not None
    variable = "uvw"[len(orders)]
    slope = Expansion((variable,), (at,), order - 1).of(t.substitute(formula, dict(zip("uvw", orders, strict=False))))
    return (value, *(over(slope.get((k,), ZERO), Fraction(k + 1)) for k in range(order)))
