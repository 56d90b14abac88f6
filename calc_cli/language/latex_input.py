r"""LaTeX -> the tokens of the plain language, each with its place in the LaTeX: `\frac{x^2}{x+1}` is ((x**2)/(x+1)).

A text with a backslash, a brace or a dollar sign is LaTeX. Groups and fractions become parentheses, so the grammar of `parser`
reads them; letters side by side are factors, as LaTeX sets them, unless they are a function's name or a word of four letters.
Nothing is evaluated, no macro is expanded.
"""

from __future__ import annotations

import re

from calc_cli.language import latex_words as words
from calc_cli.language.latex_forms import LatexForms
from calc_cli.language.latex_scanner import COMMAND, LETTERS
from calc_cli.language.limits import room_for_recursion
from calc_cli.language.names import CONSTANTS, GREEK_NAMES, function_names, split_functions
from calc_cli.language.tokens import FOREIGN_WORDS, WORDS, Kind, Token, name_token, number_value

MATH_FENCES = (("$$", "$$"), ("$", "$"), (r"\[", r"\]"), (r"\(", r"\)"))
LONGEST_PRODUCT = 3
SUBSCRIPT = re.compile(r"[^\W_][^\W]*")
WRAPPED = re.compile(r"\\(?:mathrm|mathit|text|operatorname)\s*\{([^{}]*)\}")
BESSEL_ORDER = re.compile(r"\s*_\s*(?:([0-9])|\{\s*(-?)\s*([0-9]+)\s*\})(?=\s*(?:\(|\\left\s*\())")
FUNCTION_NAMED_LETTER = {"psi": "digamma", "Gamma": "gamma"}


def latex_tokens(text: str) -> list[Token]:
    """The tokens of a formula in LaTeX, the last one END."""
    start, end = fences(text)
    reader = LatexReader(text, start, end)
    with room_for_recursion():
        reader.until(())
    if reader.position < end:
        reader.misplaced()
    tokens = with_named_left_side(reader.tokens)
    return [*tokens, Token(Kind.END, "", len(text), len(text))]


def fences(text: str) -> tuple[int, int]:
    r"""Where the formula begins and ends inside `$…$`, `\[…\]`."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    for opener, closer in MATH_FENCES:
        body = text[start:end]
        if body.startswith(opener) and body.endswith(closer) and len(body) >= len(opener) + len(closer):
            return start + len(opener), end - len(closer)
    return start, end


def with_named_left_side(tokens: list[Token]) -> list[Token]:
    """Before `=` variables are names still to be sorted, as the left side `f(x)` asks."""
    equals = next((k for k, token in enumerate(tokens) if token.kind is Kind.OPERATOR and token.text == "="), 0)
    left = [Token(Kind.NAME, t.text, t.start, t.end) if t.kind is Kind.VARIABLE else t for t in tokens[:equals]]
    return [*left, *tokens[equals:]]


class LatexReader(LatexForms):
    """The commands, names and environments."""

    # --- names --------------------------------------------------------------------------------------------------

    def letters(self) -> None:
        """A run of letters: a function, a word, or factors one letter long; the last of them may have a subscript."""
        match = LETTERS.match(self.text, self.position, self.end)
        assert match is not None
        start, end, run = match.start(), match.end(), match.group()
        if self.cases and self.connective(run):
            self.position = end
            return
        if run in WORDS:
            self.position = end
            self.emit(Kind.WORD, run, start)
            return
        self.position = end
        subscripted = self.at("_")
        if run in ("log", "ln") and subscripted:
            self.logarithm(start)
        elif self.is_word(run):
            self.tokens.append(name_token(self.text, run, start, end))
        else:
            for place in range(start, end):
                self.letter(place)

    def is_word(self, run: str) -> bool:
        """Whether a run of letters is one name of the plain language."""
        if len(run) == 1:
            return False
        known = run in function_names() or run in CONSTANTS or run in GREEK_NAMES or run in FOREIGN_WORDS
        called = self.at("(", r"\left(", "{")
        return known or len(run) > LONGEST_PRODUCT or split_functions(run, called) is not None

    def connective(self, word: str) -> bool:
        """Words between a value and its condition; `otherwise` is remembered."""
        if word.lower() in words.DEFAULTS:
            self.default = True
            return True
        return word.lower() in words.CONNECTIVES

    def letter(self, start: int) -> None:
        """One letter; `J_{0}(` and the like are Bessel functions."""
        self.position = start + 1
        name = self.text[start]
        order = self.bessel_order() if name in words.BESSEL else None
        if order is not None:
            self.called(words.BESSEL[name], start, before=order)
        else:
            self.variable(name, start)

    def bessel_order(self) -> list[Token] | None:
        """The tokens of an integer subscript before a parenthesis; None when there is no such thing."""
        match = BESSEL_ORDER.match(self.text, self.position, self.end)
        if match is None:
            return None
        start, end = match.span()
        digits = match[1] or match[3]
        sign = [Token(Kind.OPERATOR, "-", start, end)] if match[2] else []
        self.position = end
        return [*sign, Token(Kind.NUMBER, digits, start, end, number_value(digits, digits, 0, len(digits)))]

    def variable(self, name: str, start: int) -> None:
        """A name and its subscript: x_{1} is x_1."""
        index = self.subscript()
        if index:
            self.emit(Kind.VARIABLE, f"{name}_{index}", start)
        elif len(name) == 1 or name in GREEK_NAMES or name in CONSTANTS:
            self.emit(Kind.NAME, name, start)
        else:
            self.emit(Kind.VARIABLE, name, start)

    def subscript(self) -> str:
        """The letters and digits of a subscript; nothing when there is none."""
        if not self.at("_"):
            return ""
        start = self.position
        self.position += 1
        if not self.at("{"):
            following = self.text[self.position : self.position + 2]
            if following.isdigit() and len(following) == 2:
                self.fail("ambiguous_subscript", "LaTeX takes only the first digit as a subscript", (start, start + 3), "write x_{12}")
            self.position += 1
            content = following[:1]
        else:
            content = self.raw_group()
        plain = content
        while WRAPPED.search(plain):
            plain = WRAPPED.sub(r"\1", plain)
        plain = re.sub(r"\\([A-Za-z]+)", r"\1", plain.replace(r"\_", "_"))
        plain = re.sub(r"[\s,]+", "", plain)
        if not SUBSCRIPT.fullmatch(plain):
            self.fail("malformed_subscript", "a subscript is made of letters and digits", (start, self.position), "write x_1 or x_{12}")
        return plain

    def raw_group(self) -> str:
        """The text between braces, passed over."""
        start = self.position
        depth = 0
        while self.position < self.end:
            depth += {"{": 1, "}": -1}.get(self.text[self.position], 0)
            self.position += 1
            if depth == 0:
                return self.text[start + 1 : self.position - 1]
        raise self.refusal("unclosed_brace", "this brace is never closed", (start, start + 1), "add } where it ends")

    # --- commands -----------------------------------------------------------------------------------------------

    def command(self) -> None:
        """One command with its arguments."""
        match = COMMAND.match(self.text, self.position, self.end)
        start = self.position
        if match is None:
            self.symbol()
            return
        name = match[1]
        self.position = match.end()
        if name in words.FRACTIONS:
            self.fraction(start)
        elif name == "sqrt":
            self.root(start)
        elif name == "left":
            self.delimited(start)
        elif name == "begin":
            self.environment(start, alone=True)
        elif name in words.TEXTS:
            self.words_in_braces()
        elif name in words.UPRIGHT:
            self.upright(start)
        elif name in words.ACCENTS:
            self.accent(name, start)
        elif name in words.ROUNDING:
            self.rounded(name, start)
        elif name in words.OPERATORS:
            self.operator(words.OPERATORS[name], start)
        elif name in words.WORDS:
            self.emit(Kind.WORD, words.WORDS[name], start)
        else:
            self.named(name, start)

    def symbol(self) -> None:
        r"""A backslash before something that is no letter: `\{ … \}` only after max and min."""
        start = self.position
        character = self.text[start + 1 : start + 2]
        after = self.tokens[-1] if self.tokens else None
        if character == "{" and after is not None and after.text in ("min", "max"):
            self.position += 2
            self.operator("(", start)
            self.until((r"\}",))
            if not self.at(r"\}"):
                self.fail("unclosed_parenthesis", "this set is never closed", (start, start + 2), r"close it with \}")
            self.position += 2
            self.operator(")", self.position - 2)
            return
        hint = "use round parentheses ( )" if character in ("{", "}") else "write the formula without it"
        self.fail("unknown_command", "a backslash stands before no command", (start, min(start + 2, self.end)), hint)

    def named(self, name: str, start: int) -> None:
        """A command that stands for a name: a function, a Greek letter, pi."""
        plain = words.name_of_command(name)
        if plain is None:
            if name == "right":
                self.position = start
                self.misplaced()
            self.fail("unknown_command", f"\\{name[:40]} is not read", (start, self.position), words.hint_for(name))
        if name in FUNCTION_NAMED_LETTER and self.is_called():
            after_ln = name == "Gamma" and self.tokens and self.tokens[-1].text == "ln" and self.text[self.tokens[-1].start] == "\\"
            if after_ln:
                start = self.tokens.pop().start
            self.emit(Kind.NAME, "lgamma" if after_ln else FUNCTION_NAMED_LETTER[name], start)
        elif name == "psi" and re.match(r"\s*\^\s*\{\s*\(", self.text[self.position : self.end]):
            self.polygamma(start)
        elif name in ("log", "ln") and self.at("_"):
            self.logarithm(start)
        elif plain in function_names() and plain not in words.GREEK_LETTERS.values():
            self.emit(Kind.NAME, plain, start)
        else:
            self.variable(plain, start)

    def is_called(self) -> bool:
        """Whether a parenthesis follows."""
        self.skip_space()
        return self.at("(", r"\left(") or re.match(r"\\left\s*\(", self.text[self.position : self.end]) is not None

    def called(self, name: str, start: int, before: list[Token] | None = None, after: list[Token] | None = None) -> None:
        """A function of which one argument stands in a subscript: that argument, and those in the parentheses that follow."""
        here = self.position
        if not self.is_called():
            self.fail("missing_argument", f"{name} needs an argument", (start, self.position), "write the argument in parentheses")
        outer, self.tokens = self.tokens, []
        self.item()
        inner, self.tokens = self.tokens, outer
        comma = Token(Kind.OPERATOR, ",", here, here)
        self.emit(Kind.NAME, name, start, here)
        first = [*before, comma] if before else []
        last = [comma, *after] if after else []
        self.tokens += [inner[0], *first, *inner[1:-1], *last, inner[-1]]

    def logarithm(self, start: int) -> None:
        r"""\log_{b}(x) is log(x, b); \log_2 x is log_2 x."""
        self.position += 1
        place = self.position
        outer, self.tokens = self.tokens, []
        self.argument("\\log", start)
        base, self.tokens = self.tokens, outer
        simple = [token for token in base if token.text not in ("(", ")")]
        if len(simple) == 1 and (simple[0].text.isdigit() or len(simple[0].text) == 1):
            self.emit(Kind.NAME, f"log_{simple[0].text}", start)
            return
        self.position = max(self.position, place)
        self.called("log", start, after=base)

    def polygamma(self, start: int) -> None:
        r"""\psi^{(1)}(x) is polygamma(1, x)."""
        self.position = self.text.index("{", self.position)
        outer, self.tokens = self.tokens, []
        self.group()
        order, self.tokens = self.tokens, outer
        self.called("polygamma", start, before=order)
