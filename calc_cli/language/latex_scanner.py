r"""The places, spaces, groups, numbers and signs of LaTeX, as tokens of the plain language; commands are in `latex_input`."""

from __future__ import annotations

import re
from typing import NoReturn

from calc_cli.errors import CalcError
from calc_cli.language import latex_words as words
from calc_cli.language.tokens import GREEK, PATTERN, Kind, Token, bad_character, is_plain_space, number_value
from calc_cli.language.tokens import token_of as plain_token

NUMBER = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
LETTERS = re.compile(rf"[A-Za-z{GREEK}]+")
COMMAND = re.compile(r"\\([A-Za-z]+)\*?")
DEEPEST = 200
CLOSERS = ("}", r"\right", r"\end", r"\\", "&")
"""What ends every reading: a group, a delimiter, an environment, a row or a column is over."""

MISPLACED = {
    "}": ("unmatched_brace", "this brace closes nothing", "remove it, or open one before"),
    r"\right": ("unmatched_parenthesis", r"this \right closes nothing", r"write \left before it"),
    r"\end": ("unmatched_environment", "this environment was never begun", r"write \begin{cases} before it"),
    r"\\": ("unexpected_token", "a line ends only inside cases", "give one function at a time"),
    "&": ("unexpected_token", "& separates columns only inside cases", "remove it"),
}


class LatexScanner:
    """Reads a text once, left to right, and appends tokens of the plain language.

    cases: how many `cases` environments are open; default: whether the row being read said `otherwise`.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.position = start
        self.end = end
        self.tokens: list[Token] = []
        self.cases = 0
        self.default = False
        self.depth = 0
        self.open_items = 0

    # --- where we are -------------------------------------------------------------------------------------------

    def fail(self, code: str, message: str, span: tuple[int, int], hint: str = "") -> NoReturn:
        """Refuse the text, with a caret under the span."""
        raise self.refusal(code, message, span, hint)

    def refusal(self, code: str, message: str, span: tuple[int, int], hint: str = "") -> CalcError:
        """The refusal of a place in the text."""
        return CalcError(code, message, self.text, span, hint)

    def at(self, *texts: str) -> bool:
        """Whether the text goes on with one of these; a command must end there."""
        for text in texts:
            if self.text.startswith(text, self.position, self.end):
                after = self.text[self.position + len(text) : self.position + len(text) + 1]
                if not (text[0] == "\\" and text[-1].isalpha() and after.isascii() and after.isalpha()):
                    return True
        return False

    def skip_space(self) -> None:
        """Pass over spaces and commands that only make space."""
        while self.position < self.end:
            character = self.text[self.position]
            command = COMMAND.match(self.text, self.position, self.end)
            if is_plain_space(character) or character == "~":
                self.position += 1
            elif command is not None and command[1] in words.SPACES:
                self.position = command.end()
            elif (
                character == "\\"
                and self.text[self.position + 1 : self.position + 2] in words.SPACING_SYMBOLS
                and self.position + 1 < self.end
            ):
                self.position += 2
            else:
                return

    def emit(self, kind: Kind, text: str, start: int, end: int | None = None) -> None:
        """Append a token."""
        self.tokens.append(Token(kind, text, start, self.position if end is None else end))

    def operator(self, text: str, start: int, end: int | None = None) -> None:
        """Append an operator."""
        self.emit(Kind.OPERATOR, text, start, end)

    def captured(self, stops: tuple[str, ...]) -> list[Token]:
        """The tokens up to one of these texts, not appended."""
        outer, self.tokens = self.tokens, []
        self.until(stops)
        inner, self.tokens = self.tokens, outer
        return inner

    # --- items --------------------------------------------------------------------------------------------------

    def until(self, stops: tuple[str, ...]) -> None:
        """Read items up to one of these texts, a closing brace, or the end."""
        while True:
            self.skip_space()
            if self.position >= self.end or self.at(*stops, *CLOSERS):
                return
            self.item()

    def misplaced(self) -> NoReturn:
        """The refusal of what stopped the reading too early."""
        closer = next(text for text in CLOSERS if self.at(text))
        code, message, hint = MISPLACED[closer]
        self.fail(code, message, (self.position, self.position + len(closer)), hint)

    def command(self) -> None:
        """What begins with a backslash."""
        raise NotImplementedError

    def letters(self) -> None:
        """Letters side by side."""
        raise NotImplementedError

    def letter(self, start: int) -> None:
        """One letter with its subscript."""
        raise NotImplementedError

    def item(self) -> None:
        """One command, group, letter, number or sign."""
        self.open_items += 1
        if self.open_items > DEEPEST:
            self.too_deep()
        try:
            self.one_of_a_kind(self.text[self.position])
        finally:
            self.open_items -= 1

    def one_of_a_kind(self, character: str) -> None:
        """The item that this character begins."""
        if character == "\\":
            self.command()
        elif character == "{":
            self.group()
        elif LETTERS.match(character):
            self.letters()
        elif NUMBER.match(self.text, self.position, self.end):
            self.number()
        elif character == "^":
            self.power()
        elif character == "(":
            self.parentheses()
        elif character == "_":
            self.fail("unexpected_token", "a subscript belongs to a letter", (self.position, self.position + 1), "write x_1")
        else:
            self.sign()

    def parentheses(self) -> None:
        """( … ); what is missing or crossed is left for the grammar to refuse."""
        self.sign()
        self.depth += 1
        self.until((")",))
        self.depth -= 1
        if self.at(")"):
            self.sign()

    def sign(self) -> None:
        """An operator as in plain text; inside cases `=` compares."""
        match = PATTERN.match(self.text, self.position, self.end)
        if match is None or match.lastgroup not in ("operator", "superscript", "bad"):
            raise bad_character(self.text, self.position)
        token = plain_token(self.text, match)
        if token.text == "=" and self.cases:
            token = Token(token.kind, "==", token.start, token.end)
        self.tokens.append(token)
        self.position = match.end()

    def number(self) -> None:
        """A decimal; `1e-3` would be 1·e - 3 in LaTeX and is refused."""
        match = NUMBER.match(self.text, self.position, self.end)
        assert match is not None
        start, end = match.span()
        if re.match(r"[eE][+-]?[0-9]", self.text[end : self.end]):
            self.fail("malformed_number", "in LaTeX e here would be Euler's number", (start, end + 1), r"write \cdot 10^{-3}")
        self.tokens.append(Token(Kind.NUMBER, match.group(), start, end, number_value(self.text, match.group(), start, end)))
        self.position = end

    def power(self) -> None:
        """`^` and its exponent: a group, a command, or one character."""
        start = self.position
        self.position += 1
        self.operator("**", start)
        self.skip_space()
        if self.at("'", r"\prime"):
            self.fail("unknown_command", "a prime is not part of a formula", (start, self.position + 1), words.EXPLAINED["prime"])
        if self.at("{"):
            self.group()
        elif self.position < self.end and self.text[self.position] not in "+-":
            self.single("an exponent")

    def single(self, what: str) -> None:
        """One character or command without braces; LaTeX takes only the first digit of a number."""
        match = NUMBER.match(self.text, self.position, self.end)
        if match is not None:
            if len(match.group()) > 1:
                message = f"LaTeX takes only the first digit as {what}"
                self.fail("ambiguous_exponent", message, match.span(), f"write {{{match.group()}}}")
            self.number()
        elif self.position < self.end and LETTERS.match(self.text[self.position]):
            self.letter(self.position)
        else:
            self.item()

    def group(self) -> None:
        """{ … } as parentheses."""
        start = self.opening_brace()
        self.operator("(", start, start + 1)
        self.until(())
        self.closing_brace(start)
        self.operator(")", self.position - 1)

    def opening_brace(self) -> int:
        """Pass over `{`."""
        self.depth += 1
        if self.depth > DEEPEST:
            self.too_deep()
        self.position += 1
        return self.position - 1

    def too_deep(self) -> NoReturn:
        """The refusal of too many things inside each other."""
        message = f"the formula is nested more than {DEEPEST} levels deep"
        self.fail("too_deep", message, (self.position, self.position + 1), "write it flatter")

    def closing_brace(self, start: int) -> None:
        """Pass over the `}` that belongs to the brace at `start`."""
        self.depth -= 1
        if not self.at("}"):
            self.fail("unclosed_brace", "this brace is never closed", (start, start + 1), "add } where it ends")
        self.position += 1
