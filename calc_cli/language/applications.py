"""Functions applied to arguments: with parentheses, without, with an exponent between; piecewise and rootof."""

from __future__ import annotations

from fractions import Fraction

from calc_cli.functions import TABLE
from calc_cli.language.cursor import Cursor
from calc_cli.language.polynomials import read_root
from calc_cli.language.tokens import Kind, Token
from calc_cli.tree import Call, Constant, Expr, Negation, Number, Piecewise, Power, Variable

INVERSES = {
    "sin": "asin", "cos": "acos", "tan": "atan", "cot": "acot", "sec": "asec", "csc": "acsc",
    "sinh": "asinh", "cosh": "acosh", "tanh": "atanh", "coth": "acoth", "sech": "asech", "csch": "acsch",
}  # fmt: skip


class Applications(Cursor):
    """The part of the grammar that begins with a function's name; the rest of it is in `parser.Parser`."""

    def expression(self) -> Expr:
        """Any formula or condition."""
        raise NotImplementedError

    def power(self) -> Expr:
        """One factor without a sign."""
        raise NotImplementedError

    def primary(self) -> Expr:
        """One operand without what follows it."""
        raise NotImplementedError

    def superscript(self) -> Expr:
        """An exponent typed as superscript digits."""
        raise NotImplementedError

    def starts_operand(self) -> bool:
        """Whether the next token begins an operand."""
        raise NotImplementedError

    def close(self, opener: Token) -> None:
        """The closing parenthesis that belongs to the opener."""
        raise NotImplementedError

    def application(self, token: Token) -> Expr:
        """function [ exponent ] ( "(" arguments ")" | argument )"""
        if token.text in ("piecewise", "rootof"):
            return self.special_form(token)
        exponent = self.function_exponent(token)
        name = token.text
        if exponent == Negation(Number(Fraction(1))):
            name = self.inverse(token)
            exponent = None
        self.enter(token)
        arguments = self.arguments(token) if self.at("(") else (self.argument(token),)
        self.depth -= 1
        node = self.apply(name, arguments, token)
        return node if exponent is None else self.build(Power(node, exponent), token.start)

    def inverse(self, token: Token) -> str:
        """sin^-1 is asin; other functions have no such reading."""
        if token.text not in INVERSES:
            self.fail(
                "ambiguous_exponent", f"{self.raw(token)}^-1 may be an inverse or a reciprocal", token, f"write 1/{self.raw(token)}(x)"
            )
        self.notes.append(f"{token.text}^-1 is read as the inverse function {INVERSES[token.text]}")
        return INVERSES[token.text]

    def apply(self, name: str, arguments: tuple[Expr, ...], token: Token) -> Expr:
        """The call, its number of arguments and its constant arguments checked."""
        if name.startswith("log_") and name not in TABLE:
            base = name[4:]
            return self.build(Call("log_base", (*arguments, self.log_base(base, token))), token.start)
        if name == "log" and len(arguments) == 2:
            return self.build(Call("log_base", arguments), token.start)
        row = TABLE[name]
        if row.arity and len(arguments) < max(row.arity) and row.defaults:
            arguments = (*arguments, *(Number(Fraction(text)) for text in row.defaults))
        arity = (1, 2) if name == "log" else row.arity
        allowed = len(arguments) >= 2 if arity is None else len(arguments) in arity
        if not allowed:
            needed = (
                "at least 2 arguments" if arity is None else " or ".join(map(str, arity)) + (" argument" if arity == (1,) else " arguments")
            )
            span = (token.start, self.tokens[self.position - 1].end)
            self.fail("wrong_arity", f"{name} takes {needed}, not {len(arguments)}", span, f"e.g. {row.example}")
        return self.build(Call(name, arguments), token.start)

    def log_base(self, base: str, token: Token) -> Expr:
        """The base of `log_2`, `log_b`."""
        if base.isdigit():
            return self.build(Number(Fraction(int(base))), token.start)
        if base == "e":
            return self.build(Constant("e"), token.start)
        if len(base) > 1:
            self.fail("unknown_name", f"there is no function named {token.text}", token, "write log(x, base)")
        return self.build(Variable(base), token.start)

    def function_exponent(self, token: Token) -> Expr | None:
        """The exponent between a function's name and its argument: sin^2 x, sin²x."""
        if self.peek.kind is Kind.SUPERSCRIPT:
            return self.superscript()
        if not self.at("**"):
            return None
        self.next()
        sign = self.next() if self.at("-") else None
        if self.peek.kind not in (Kind.NUMBER, Kind.VARIABLE) and not self.at("("):
            self.fail("missing_argument", f"{self.raw(token)} needs an argument", token, f"write {self.raw(token)}(x)**2")
        exponent = self.primary()
        return exponent if sign is None else self.build(Negation(exponent), sign.start)

    def arguments(self, token: Token) -> tuple[Expr, ...]:
        """Arguments: "(" expression ( "," expression )* ")"."""
        opener = self.next()
        if self.at(")"):
            self.fail(
                "missing_argument", f"{self.raw(token)} needs an argument", (token.start, self.peek.end), f"write {self.raw(token)}(x)"
            )
        self.bars.append(False)
        arguments = [self.expression()]
        while self.at(","):
            self.next()
            arguments.append(self.expression())
        self.close(opener)
        return tuple(arguments)

    def argument(self, token: Token) -> Expr:
        """The argument without parentheses: as long as single factors stand side by side."""
        start = self.peek.start
        if self.peek.kind is Kind.FUNCTION:
            return self.application(self.next())
        if not (self.peek.kind is Kind.NUMBER or self.starts_operand()):
            argument = "-x" if self.at("-") else "x"
            self.fail("missing_argument", f"{self.raw(token)} needs an argument", token, f"write {self.raw(token)}({argument})")
        factors = [self.power()]
        while self.continues_argument(factors[-1]):
            factors.append(self.power())
        if self.at("(") and self.tokens[self.position - 1].text != ")":
            self.fail(
                "ambiguous_argument",
                f"where does the argument of {self.raw(token)} end?",
                (start, self.peek.end),
                f"write {self.raw(token)}(…) with parentheses",
            )
        plain = len(factors) == 1 or (isinstance(factors[0], Number) and len(factors) == 2 and token.text not in ("sqrt", "cbrt"))
        if self.at("/") or not plain:
            then = "/…" if self.at("/") else ""
            self.notes.append(f"{self.typed(token.start)}{then} is read as {self.raw(token)}({self.typed(start)}){then}")
        return self.join(factors, start)

    def continues_argument(self, last: Expr) -> bool:
        """Whether the next factor still belongs to an argument without parentheses."""
        if self.peek.kind in (Kind.VARIABLE, Kind.CONSTANT):
            return True
        return isinstance(last, Number) and self.peek.kind is not Kind.FUNCTION and self.starts_operand()

    def special_form(self, token: Token) -> Expr:
        """piecewise(…) or rootof(…)"""
        if not self.at("("):
            self.fail("missing_argument", f"{token.text} needs arguments", token, "write piecewise((x**2, x < 0), (x, x >= 0))")
        self.enter(token)
        node = self.piecewise(token) if token.text == "piecewise" else self.root_of(token)
        self.depth -= 1
        return node

    def piecewise(self, token: Token) -> Expr:
        """piecewise((value, condition), …, default)."""
        opener = self.next()
        self.bars.append(False)
        branches: list[tuple[Expr, Expr]] = []
        otherwise: Expr | None = None
        while otherwise is None:
            pair = self.branch()
            if len(pair) == 2:
                branches.append((self.number(pair[0]), self.condition(pair[1])))
            else:
                otherwise = self.number(pair[0])
            if not self.at(","):
                break
            self.next()
        self.close(opener)
        if not branches:
            self.fail("wrong_arity", "piecewise needs (value, condition) pairs", token, "write piecewise((x**2, x < 0), (x, x >= 0))")
        return self.build(Piecewise(tuple(branches), otherwise), token.start)

    def branch(self) -> tuple[Expr, ...]:
        """(value, condition), or a default value (which may begin with a parenthesis too)."""
        place = self.position
        if self.at("("):
            opener = self.next()
            self.bars.append(False)
            value = self.expression()
            if self.at(","):
                self.next()
                condition = self.expression()
                self.close(opener)
                return value, condition
            self.bars.pop()
            self.position = place
        return (self.expression(),)

    def root_of(self, token: Token) -> Expr:
        """rootof(t**5 - t - 1, 0): the polynomial and the number of its root."""
        arguments = self.arguments(token)
        span = (token.start, self.tokens[self.position - 1].end)
        root = read_root(arguments)
        if isinstance(root, str):
            self.fail("bad_root", root, span, "write rootof(t**5 - t - 1, 0)")
        return self.build(root, token.start)
