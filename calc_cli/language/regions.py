"""Text -> region: `[-2, 5]`, `(0, oo)`, `x in [-1, 1], y in [0, 2]`, `0 <= x <= 1`, `x > 0`, `[0, 1] × [0, 2]`.

The grammar:

    region   = interval ( ("×" | "*" | ",") interval )* | part ( ("," | "and") part )*
    part     = name "in" interval | comparison of one variable with constants, possibly chained
    interval = ("[" | "(" | "]") end "," end ("]" | ")" | "[")        ]0, 1[ is (0, 1)
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NoReturn

from calc_cli.errors import CalcError
from calc_cli.language.limits import check_size, room_for_recursion
from calc_cli.language.names import CONSTANTS, function_names, resolve
from calc_cli.language.parser import Parser
from calc_cli.language.tokens import Kind, Token, tokenize
from calc_cli.model import Interval
from calc_cli.tree import (
    INFINITIES,
    INFINITY,
    MINUS_INFINITY,
    Call,
    Comparison,
    Constant,
    Expr,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    children,
    is_constant,
    rational_value,
    walk,
)

EXAMPLE = "write [-2, 5], (0, oo), x > 0, or x in [-1, 1], y in [0, 2]"
UPPER_RELATIONS = {"<": False, "<=": True}
LOWER_RELATIONS = {">": False, ">=": True}
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
FLOATS = {"sqrt": math.sqrt, "log": math.log, "exp": math.exp, "sin": math.sin, "cos": math.cos, "tan": math.tan, "atan": math.atan}

End = tuple[Expr, bool]
"""A constant tree and whether the end belongs to the interval."""


def parse_region(text: str, variables: Sequence[str]) -> dict[str, Interval]:
    """The interval of each variable named; one interval alone is meant for every variable. No variables: any names will do.

    >>> from calc_cli.language.printing import to_text
    >>> to_text(parse_region("[0, 2pi)", ["x"])["x"].upper)
    '2*pi'
    """
    tokens = tokenize(text)
    if tokens[0].kind is Kind.END:
        raise CalcError("empty", "there is no region", text, (0, len(text)), EXAMPLE)
    resolved, _ = resolve(text, tokens, frozenset(variables) or names_in(tokens))
    with room_for_recursion():
        return RegionParser(text, resolved, tuple(variables)).region()


def names_in(tokens: list[Token]) -> frozenset[str]:
    """The names that may stand for variables."""
    return frozenset(token.text for token in tokens if token.kind is Kind.NAME and token.text not in (*function_names(), *CONSTANTS))


class RegionParser(Parser):
    """The grammar of the module; ends are read by the formula's grammar."""

    def __init__(self, text: str, tokens: list[Token], variables: tuple[str, ...]) -> None:
        super().__init__(text, tokens, infinite=True)
        self.variables = variables
        self.lower: dict[str, End] = {}
        self.upper: dict[str, End] = {}

    def region(self) -> dict[str, Interval]:
        """The whole region."""
        if self.at("[", "(", "]"):
            return self.intervals()
        self.part()
        while self.at(",", "and"):
            self.next()
            self.part()
        if self.peek.kind is not Kind.END:
            self.refuse(self.peek)
        names = [name for name in self.variables or (self.lower | self.upper) if name in self.lower or name in self.upper]
        return {name: self.checked(self.lower.get(name), self.upper.get(name), (0, len(self.text))) for name in names}

    def refuse(self, token: Token) -> NoReturn:
        """The refusal of a text that is no region."""
        where = token if token.kind is not Kind.END else self.tokens[max(0, self.position - 1)]
        self.fail("bad_region", "this is not a region", where, EXAMPLE)

    def intervals(self) -> dict[str, Interval]:
        """One interval for all variables, or one for each in their order."""
        found = [self.interval()]
        while self.at("*", ","):
            self.next()
            found.append(self.interval())
        if self.peek.kind is not Kind.END:
            self.refuse(self.peek)
        if not self.variables:
            return {f"x{number}": interval for number, interval in enumerate(found, 1)}
        if len(found) == 1:
            return dict.fromkeys(self.variables, found[0])
        if len(found) != len(self.variables):
            message = f"{len(found)} intervals for {len(self.variables)} variable" + ("s" if len(self.variables) > 1 else "")
            self.fail("bad_region", message, (0, len(self.text)), "give one interval, or one for each variable")
        return dict(zip(self.variables, found, strict=True))

    def interval(self) -> Interval:
        """Two ends between brackets."""
        opener = self.next()
        if opener.text not in ("[", "(", "]"):
            self.position -= 1
            self.refuse(opener)
        lower = self.end_of_interval()
        if not self.at(","):
            self.refuse(self.peek)
        self.next()
        upper = self.end_of_interval()
        closer = self.next()
        if closer.text not in ("]", ")", "["):
            self.position -= 1
            self.fail("unclosed_interval", "this interval is never closed", opener, "close it with ] or )")
        return self.checked((lower, opener.text == "["), (upper, closer.text == "]"), (opener.start, closer.end))

    def end_of_interval(self) -> Expr:
        """A constant, or an infinity with its sign."""
        node = self.sum()
        self.constant(node)
        return node

    def constant(self, node: Expr) -> None:
        """Refuse an end that is no real constant or infinity."""
        span = self.span_of(node)
        check_size(self.text, node, self.span_of)
        if not is_constant(node):
            self.fail("not_constant", "an end of an interval is a number", span, EXAMPLE)
        if node not in INFINITIES and INFINITY in walk(node):
            self.fail("infinity", "infinity is not a number", span, "write oo or -oo alone")
        if any(isinstance(part, Quotient) and rational_value(part.denominator) == 0 for part in walk(node)):
            self.fail("bad_region", "an end of an interval is undefined", span, EXAMPLE)

    def part(self) -> None:
        """`x in [0, 1]`, or `0 <= x < 1`."""
        token = self.peek
        following = self.tokens[self.position + 1] if token.kind is not Kind.END else token
        if following.kind is Kind.WORD and following.text == "in":
            if token.kind is not Kind.VARIABLE:
                self.refuse(token)
            self.position += 2
            interval = self.interval()
            self.bound(token.text, (interval.lower, interval.lower_closed), None, token)
            self.bound(token.text, None, (interval.upper, interval.upper_closed), token)
            return
        for comparison in self.comparisons():
            self.compare(comparison, token)

    def compare(self, node: Expr, token: Token) -> None:
        """One comparison of a variable with a constant bounds that variable on one side."""
        match node:
            case Comparison(Variable(name), relation, bound) if relation in MIRRORED:
                pass
            case Comparison(bound, mirrored, Variable(name)) if mirrored in MIRRORED:
                relation = MIRRORED[mirrored]
            case _:
                self.refuse(token)
        self.constant(bound)
        if relation in UPPER_RELATIONS:
            self.bound(name, None, (bound, UPPER_RELATIONS[relation]), token)
        else:
            self.bound(name, (bound, LOWER_RELATIONS[relation]), None, token)

    def bound(self, name: str, lower: End | None, upper: End | None, token: Token) -> None:
        """Bound a variable on one side, once."""
        if self.variables and name not in self.variables:
            known = ", ".join(self.variables)
            self.fail("unknown_variable", f"{name} is not a variable of the function", token, f"its variables: {known}")
        side, end = (self.lower, lower) if lower is not None else (self.upper, upper)
        if name in side:
            self.fail("repeated_bound", f"{name} is bounded twice on the same side", token, "give one interval a variable")
        if end is not None:
            side[name] = end

    def checked(self, lower: End | None, upper: End | None, span: tuple[int, int]) -> Interval:
        """The interval with lower < upper; infinite ends are open."""
        a, a_closed = lower if lower is not None else (MINUS_INFINITY, False)
        b, b_closed = upper if upper is not None else (INFINITY, False)
        if a == INFINITY or b == MINUS_INFINITY or proves_disordered(a, b):
            self.fail("wrong_order", "the lower end is not below the upper end", span, "write the smaller end first")
        return Interval(a, b, a_closed and a != MINUS_INFINITY, b_closed and b != INFINITY)


def proves_disordered(lower: Expr, upper: Expr) -> bool:
    """lower >= upper: exactly for rational ends, beyond every rounding error for others; False = not proved."""
    if lower == MINUS_INFINITY or upper == INFINITY:
        return False
    if lower == upper:
        return True
    a, b = rational_value(lower), rational_value(upper)
    if a is not None and b is not None:
        return a >= b
    x, y = float_value(lower), float_value(upper)
    return x is not None and y is not None and x - y > 1e-6 * (1 + abs(x) + abs(y))


def float_value(node: Expr) -> float | None:
    """An approximate value of a constant; None for what is not needed here."""
    parts = [float_value(child) for child in children(node)]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    try:
        return combined(node, known)
    except (ArithmeticError, ValueError):
        return None


def combined(node: Expr, parts: list[float]) -> float | None:
    """One operation in floating point."""
    match node:
        case Number(value):
            return float(value)
        case Constant(name):
            return {"pi": math.pi, "e": math.e}.get(name)
        case Negation():
            return -parts[0]
        case Sum():
            return math.fsum(parts)
        case Product():
            return math.prod(parts)
        case Quotient():
            return parts[0] / parts[1]
        case Power():
            return math.pow(parts[0], parts[1])
        case Call(name, (_,)) if name in FLOATS:
            return FLOATS[name](parts[0])
        case _:
            return None
