"""A place in a list of tokens: looking ahead, building nodes that remember where they were typed, refusing."""

from __future__ import annotations

from typing import NoReturn

from calc_cli.errors import CalcError
from calc_cli.language.limits import MAX_DEPTH
from calc_cli.language.tokens import Kind, Token
from calc_cli.tree import Comparison, Expr, Junction, Piecewise, Product, children


def is_condition(node: Expr) -> bool:
    """Whether a node is true or false, not a number."""
    return isinstance(node, Comparison | Junction)


class Cursor:
    """Reads one list of tokens once, left to right.

    spans: where each node was typed, by identity; the node is kept beside it so that identities stay unique.
    bars: whether a `|` is open at each level of parentheses. infinite: whether `oo` may be read.
    """

    def __init__(self, text: str, tokens: list[Token], infinite: bool = False) -> None:
        self.text = text
        self.tokens = tokens
        self.position = 0
        self.depth = 0
        self.infinite = infinite
        self.notes: list[str] = []
        self.spans: dict[int, tuple[Expr, tuple[int, int]]] = {}
        self.bars = [False]

    @property
    def peek(self) -> Token:
        """The next token."""
        return self.tokens[self.position]

    def next(self) -> Token:
        """The next token, passed over."""
        token = self.tokens[self.position]
        self.position += 1
        return token

    def at(self, *texts: str) -> bool:
        """Whether the next token is one of these operators or words."""
        token = self.tokens[self.position]
        return token.text in texts and token.kind in (Kind.OPERATOR, Kind.WORD)

    def fail(self, code: str, message: str, span: tuple[int, int] | Token, hint: str = "") -> NoReturn:
        """Refuse the text, with a caret under the span."""
        where = (span.start, span.end) if isinstance(span, Token) else span
        raise CalcError(code, message, self.text, where, hint)

    def span_of(self, node: Expr) -> tuple[int, int]:
        """Where a node was typed."""
        entry = self.spans.get(id(node))
        return entry[1] if entry is not None else (0, len(self.text))

    def typed(self, start: int) -> str:
        """The text from a place to the last token read, for notes."""
        return self.text[start : self.tokens[self.position - 1].end]

    def raw(self, token: Token) -> str:
        """A token as it was typed."""
        return self.text[token.start : token.end]

    def build(self, node: Expr, start: int) -> Expr:
        """Remember where a node was typed; numbers and conditions must stand where they belong."""
        self.spans[id(node)] = (node, (start, self.tokens[self.position - 1].end))
        if not isinstance(node, Junction | Piecewise):
            for part in children(node):
                if is_condition(part):
                    self.fail("condition", "a condition stands where a number is needed", self.span_of(part), "use it after `if`")
        return node

    def enter(self, token: Token) -> None:
        """One level deeper; the limit keeps every later recursion short."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.fail(
                "too_deep", f"the formula is nested more than {MAX_DEPTH} levels deep", token, "name a part of it, or write it flatter"
            )

    def glimpse(self) -> str:
        """The beginning of the next operand, for notes."""
        token = self.peek
        return (
            "(…)"
            if token.text == "("
            else "|…|"
            if token.text == "|"
            else f"{token.text}(…)"
            if token.kind is Kind.FUNCTION
            else token.text
        )

    def number(self, node: Expr) -> Expr:
        """The node itself when it is number-valued."""
        if is_condition(node):
            self.fail("condition", "a condition stands where a number is needed", self.span_of(node), "use it after `if`")
        return node

    def condition(self, node: Expr) -> Expr:
        """The node itself when it is a condition."""
        if not is_condition(node):
            self.fail("not_a_condition", "a condition is needed here", self.span_of(node), "write one such as x < 0")
        return node

    def join(self, factors: list[Expr], start: int) -> Expr:
        """One factor alone, or the product of several."""
        return factors[0] if len(factors) == 1 else self.build(Product(tuple(factors)), start)
