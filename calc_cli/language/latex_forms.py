r"""Fractions, roots, delimiters, cases and words of LaTeX."""

from __future__ import annotations

import re

from calc_cli.language import latex_words as words
from calc_cli.language.latex_scanner import LETTERS, NUMBER, LatexScanner
from calc_cli.language.names import function_names
from calc_cli.language.tokens import Kind, Token, number_value

TEXT_WORD = re.compile(r"[^\W\d_]+")
ENVIRONMENT = re.compile(r"\s*\{\s*([A-Za-z]+\*?)\s*\}")
DELIMITER = re.compile(r"\\(?:lfloor|rfloor|lceil|rceil|lvert|rvert|vert|lbrack|rbrack)(?![A-Za-z])|\\[{}]|[()\[\]|.]")
D = r"(?:d|\\mathrm\{d\}|\\partial)"
DERIVATIVE = re.compile(rf"\s*\{{\s*{D}(?:\s*\^[^}}]*)?\s*\}}\s*\{{\s*{D}\s*[a-z]")
SPELLED = {r"\lvert": "|", r"\rvert": "|", r"\vert": "|", r"\lbrack": "[", r"\rbrack": "]"}
MEANING = {("|", "|"): "abs", (r"\lfloor", r"\rfloor"): "floor", (r"\lceil", r"\rceil"): "ceil"}


class LatexForms(LatexScanner):
    """The commands that have a form of their own."""

    def variable(self, name: str, start: int) -> None:
        """A name and its subscript."""
        raise NotImplementedError

    def raw_group(self) -> str:
        """The text between braces, passed over."""
        raise NotImplementedError

    def connective(self, word: str) -> bool:
        """Words between a value and its condition."""
        raise NotImplementedError

    def called(self, name: str, start: int, before: list[Token] | None = None, after: list[Token] | None = None) -> None:
        """A function of which one argument stands in a subscript."""
        raise NotImplementedError

    # --- arguments ----------------------------------------------------------------------------------------------

    def argument(self, command: str, start: int) -> None:
        r"""One argument: a group, or one character, as in \frac12."""
        self.skip_space()
        if self.position >= self.end or self.at("}", "&", ")", r"\\"):
            self.fail("missing_argument", f"{command} needs an argument in braces", (start, self.position), f"write {command}{{…}}")
        if self.at("{"):
            self.group()
        elif NUMBER.match(self.text, self.position, self.end) and self.text[self.position].isdigit():
            digit = self.text[self.position]
            self.position += 1
            self.tokens.append(Token(Kind.NUMBER, digit, self.position - 1, self.position, number_value(digit, digit, 0, 1)))
        elif LETTERS.match(self.text[self.position]):
            self.letter(self.position)
        else:
            self.item()

    def fraction(self, start: int) -> None:
        r"""\frac{a}{b} is ((a)/(b))."""
        named = self.position
        derivative = DERIVATIVE.match(self.text, named, self.end)
        if derivative is not None:
            self.fail("unknown_command", "derivatives are computed, not typed", (start, derivative.end()), "give the function itself")
        self.operator("(", start, named)
        self.argument(r"\frac", start)
        self.operator("/", start, named)
        self.argument(r"\frac", start)
        self.operator(")", self.position - 1)

    def root(self, start: int) -> None:
        r"""\sqrt{x}, \sqrt[n]{x}."""
        named = self.position
        self.skip_space()
        index: list[Token] = []
        if self.at("["):
            opened = self.position
            self.position += 1
            index = self.captured(("]",))
            if not self.at("]"):
                self.fail("unclosed_parenthesis", "this bracket is never closed", (opened, opened + 1), "add ] where it ends")
            self.position += 1
        outer, self.tokens = self.tokens, []
        self.argument(r"\sqrt", start)
        inner, self.tokens = self.tokens, outer
        degree = index[0].text if len(index) == 1 else ""
        name = {"3": "cbrt", "2": "sqrt", "": "root" if index else "sqrt"}.get(degree, "root")
        self.emit(Kind.NAME, name, start, named)
        self.operator("(", start, named)
        self.tokens += inner
        if name == "root":
            self.operator(",", index[0].start, index[0].start)
            self.tokens += index
        self.operator(")", self.position - 1)

    # --- delimiters ---------------------------------------------------------------------------------------------

    def delimiter(self) -> str:
        r"""The delimiter after \left or \right."""
        self.skip_space()
        match = DELIMITER.match(self.text, self.position, self.end)
        if match is not None:
            self.position = match.end()
            return SPELLED.get(match.group(), match.group())
        span = (self.position, min(self.position + 1, self.end))
        raise self.refusal("unknown_command", "this is no delimiter", span, r"write \left( … \right)")

    def delimited(self, start: int) -> None:
        r"""\left( … \right), \left| … \right|, and \left\{ \begin{array} … \right. for cases."""
        opener = self.delimiter()
        opened = self.position
        if opener in (r"\{", "."):
            self.skip_space()
            if self.at(r"\begin"):
                place = self.position
                self.position += len(r"\begin")
                self.environment(place, alone=False)
                self.closing(start, opened)
                return
        inner = self.captured((r"\right",))
        closing = self.position
        closer = self.closing(start, opened)
        name = MEANING.get((opener, closer))
        if name is not None:
            self.emit(Kind.NAME, name, start, opened)
        left, right = self.brackets(opener, closer, inner, (start, opened))
        self.operator(left if name is None else "(", start, opened)
        self.tokens += inner
        self.operator(right if name is None else ")", closing)

    def closing(self, start: int, opened: int) -> str:
        r"""The delimiter of the \right that belongs to the \left at `start`."""
        self.skip_space()
        if not self.at(r"\right"):
            self.fail("unclosed_parenthesis", r"this \left has no \right", (start, opened), r"add \right) where it ends")
        self.position += len(r"\right")
        return self.delimiter()

    def brackets(self, opener: str, closer: str, inner: list[Token], span: tuple[int, int]) -> tuple[str, str]:
        """Parentheses; square brackets only around an interval."""
        if (opener, closer) in MEANING or (opener, closer) == ("(", ")"):
            return "(", ")"
        is_set = (opener, closer) == (r"\{", r"\}") and bool(self.tokens) and self.tokens[-1].text in ("min", "max")
        if is_set:
            return "(", ")"
        if opener in "([]" and closer in ")][":
            comma = any(token.text == "," for token in inner)
            return (opener, closer) if comma else ("(", ")")
        raise self.refusal("unknown_command", "these delimiters have no meaning here", span, r"write \left( … \right)")

    def rounded(self, name: str, start: int) -> None:
        r"""\lfloor x \rfloor."""
        function, closer = words.ROUNDING[name]
        opened = self.position
        inner = self.captured((f"\\{closer}",))
        if not self.at(f"\\{closer}"):
            self.fail("unclosed_parenthesis", f"this \\{name} is never closed", (start, opened), f"close it with \\{closer}")
        self.emit(Kind.NAME, function, start, opened)
        self.operator("(", start, opened)
        self.tokens += inner
        self.position += len(closer) + 1
        self.operator(")", self.position - len(closer) - 1)

    # --- words --------------------------------------------------------------------------------------------------

    def words_in_braces(self) -> None:
        r"""\text{if } and \text{otherwise}; what is no such word is read as a formula."""
        self.skip_space()
        if not self.at("{"):
            return
        start = self.opening_brace()
        while True:
            self.skip_space()
            word = TEXT_WORD.match(self.text, self.position, self.end)
            if self.position >= self.end or self.at("}"):
                break
            if self.text[self.position] in "$.,:;":
                self.position += 1
            elif word is not None and word.group().lower() in ("and", "or"):
                self.position = word.end()
                self.emit(Kind.WORD, word.group().lower(), word.start())
            elif word is not None and self.connective(word.group()):
                self.position = word.end()
            else:
                self.item()
        self.closing_brace(start)

    def upright(self, start: int) -> None:
        r"""\operatorname{sgn}, \mathrm{rate}, \mathrm{e}."""
        self.skip_space()
        if not self.at("{"):
            return
        opened = self.position
        content = self.raw_group().replace(r"\_", "_").strip()
        if not re.fullmatch(r"[^\W\d_]\w*", content):
            self.position = opened
            self.group()
            return
        function = words.UPRIGHT_FUNCTIONS.get(content, content)
        function = function_names().get(function, "") if len(function) > 1 else ""
        if function in words.PRIMED and self.at("'"):
            self.position += 1
            function = words.PRIMED[function]
        if function == "lambertw" and self.at("_"):
            self.position += 1
            branch = self.position
            outer, self.tokens = self.tokens, []
            self.argument(r"\operatorname{W}", branch)
            inner, self.tokens = self.tokens, outer
            self.called(function, start, after=inner)
        elif function:
            self.emit(Kind.NAME, function, start)
        else:
            self.variable(content, start)

    def accent(self, name: str, start: int) -> None:
        r"""\hat{y} is y_hat."""
        self.skip_space()
        content = self.raw_group().strip() if self.at("{") else self.text[self.position : self.position + 1]
        if self.text[self.position - 1] != "}":
            self.position = min(self.position + 1, self.end)
        content = content.removeprefix("\\")
        if not re.fullmatch(r"[^\W\d_]+", content):
            self.fail("malformed_name", f"\\{name} stands over one letter", (start, self.position), f"write \\{name}{{y}}")
        self.variable(f"{content}_{words.ACCENTS[name]}", start)

    # --- cases --------------------------------------------------------------------------------------------------

    def environment(self, start: int, *, alone: bool) -> None:
        r"""\begin{cases} value & condition \\ … \end{cases} is piecewise((value, condition), …)."""
        match = ENVIRONMENT.match(self.text, self.position, self.end)
        name = "" if match is None else match[1]
        if match is None or name not in words.CASES or (alone and "cases" not in name):
            span = (start, self.position if match is None else match.end())
            self.fail("unknown_environment", "this environment is not read", span, r"write \begin{cases} … \end{cases}")
        self.position = match.end()
        opened = self.position
        if name == "array" and self.at("{"):
            self.raw_group()
        self.emit(Kind.NAME, "piecewise", start, opened)
        self.operator("(", start, opened)
        outer = self.default
        self.cases += 1
        while self.row():
            self.operator(",", self.position - 1)
        self.cases -= 1
        self.default = outer
        closer = re.compile(rf"\\end\s*\{{\s*{re.escape(name)}\s*\}}").match(self.text, self.position, self.end)
        if closer is None:
            self.fail("unclosed_environment", f"these {name} never end", (start, opened), f"add \\end{{{name}}}")
        self.position = closer.end()
        self.operator(")", closer.start())

    def row(self) -> bool:
        """One row; whether another follows."""
        self.default = False
        first = self.position
        value = self.captured(())
        condition: list[Token] = []
        if self.at("&"):
            self.position += 1
            condition = self.captured(())
        while value and value[-1].text == ",":
            value.pop()
        if not value:
            self.fail(
                "missing_operand", "this row of the cases is empty", (first, min(self.end, self.position + 1)), r"write value & condition"
            )
        if condition and not self.default:
            self.operator("(", value[0].start, value[0].start)
            self.tokens += [*value, Token(Kind.OPERATOR, ",", value[-1].end, value[-1].end), *condition]
            self.operator(")", condition[-1].end, condition[-1].end)
        else:
            self.tokens += value
        if self.at(r"\\"):
            self.position += 2
            self.skip_space()
            return not self.at(r"\end")
        return False
