"""Tokens -> tree, exactly as typed: no folding, no reordering, no evaluation.

The grammar (| alternative, * any number, [] optional; every name is a method):

    expression   = junction [ "if" junction "else" expression ]
    junction     = conjunction ( "or" conjunction )*
    conjunction  = comparison ( "and" comparison )*
    comparison   = sum ( ("<" | "<=" | ">" | ">=" | "==" | "!=") sum )*          a <= x < b means a <= x and x < b
    sum          = term ( ("+" | "-") term )*
    term         = ("+" | "-") term | product                                    -x^2 is -(x^2), -2x is -(2x)
    product      = factor ( ("*" | "/" | nothing) factor )*                      1/2x is (1/2)*x: all products bind alike
    factor       = ("+" | "-") factor | power
    power        = postfix [ ("**" | "^") exponent ]                             a^b^c is a^(b^c)
    exponent     = ("+" | "-") exponent | power
    postfix      = primary ( "!" | superscript )*
    primary      = number | constant | variable | "(" expression ")" | "|" sum "|" | root postfix-free-primary | application
    application  = function [ "^" atom | superscript ] ( "(" arguments ")" | argument )
    argument     = application | number* (variable | constant | "|" sum "|")*      sin 2x is sin(2*x), sin x cos x is sin(x)*cos(x)
    piecewise    = "piecewise" "(" ( "(" sum "," junction ")" )* [ "," sum ] ")"

A function's exponent -1 means the inverse function (sin^-1 x = asin(x)); any other exponent is that of the value.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NoReturn

from calc_cli.errors import CalcError
from calc_cli.functions import TABLE
from calc_cli.language.limits import MAX_DEPTH
from calc_cli.language.polynomials import read_root
from calc_cli.language.tokens import Kind, Token
from calc_cli.tree import (
    Call,
    Comparison,
    Constant,
    Expr,
    Junction,
    Negation,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    children,
    is_constant,
    rational_value,
)

RELATIONS = frozenset(("<", "<=", ">", ">=", "==", "!="))
ROOTS = {"√": "sqrt", "∛": "cbrt"}
INVERSES = {
    "sin": "asin", "cos": "acos", "tan": "atan", "cot": "acot", "sec": "asec", "csc": "acsc",
    "sinh": "asinh", "cosh": "acosh", "tanh": "atanh", "coth": "acoth", "sech": "asech", "csch": "acsch",
}  # fmt: skip
CALL_LIKE = frozenset("fghFGH")
ALLOWED_CONSTANTS: dict[str, Callable[[Expr, tuple[Expr, ...]], bool]] = {
    "integer": lambda node, _: (value := rational_value(node)) is not None and value.denominator == 1,
    "natural": lambda node, _: (value := rational_value(node)) is not None and value.denominator == 1 and value > 0,
    "natural_or_zero": lambda node, _: (value := rational_value(node)) is not None and value.denominator == 1 and value >= 0,
    "rational": lambda node, _: rational_value(node) is not None,
    "number": lambda node, _: is_constant(node),
    "branch": lambda node, all_of_them: rational_value(node) == 0 or (rational_value(node) == -1 and is_constant(all_of_them[0])),
}
CONSTANT_WORDS = {
    "integer": "an integer",
    "natural": "1, 2, 3, …",
    "natural_or_zero": "0, 1, 2, …",
    "rational": "a rational number",
    "number": "a number",
    "branch": "0, or -1 after a constant",
}


def is_condition(node: Expr) -> bool:
    """Whether a node is true or false, not a number."""
    return isinstance(node, Comparison | Junction)


class Parser:
    """Reads one list of tokens once, left to right.

    spans: where each node was typed, by identity; the node is kept beside it so that identities stay unique.
    bars: whether a `|` is open at each level of parentheses.
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

    # --- tokens -------------------------------------------------------------------------------------------------

    @property
    def peek(self) -> Token:
        return self.tokens[self.position]

    def next(self) -> Token:
        token = self.tokens[self.position]
        self.position += 1
        return token

    def at(self, *texts: str) -> bool:
        token = self.tokens[self.position]
        return token.text in texts and token.kind in (Kind.OPERATOR, Kind.WORD)

    def fail(self, code: str, message: str, span: tuple[int, int] | Token, hint: str = "") -> NoReturn:
        where = (span.start, span.end) if isinstance(span, Token) else span
        raise CalcError(code, message, self.text, where, hint)

    def span_of(self, node: Expr) -> tuple[int, int]:
        entry = self.spans.get(id(node))
        return entry[1] if entry is not None else (0, len(self.text))

    def typed(self, start: int) -> str:
        """The text from a place to the last token read, for notes."""
        return self.text[start : self.tokens[self.position - 1].end]

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
            self.fail("too_deep", f"the formula is nested more than {MAX_DEPTH} levels deep", token, "name a part of it, or write it flatter")

    # --- conditions ---------------------------------------------------------------------------------------------

    def expression(self) -> Expr:
        start = self.peek.start
        node = self.junction()
        branches: list[tuple[Expr, Expr]] = []
        while self.at("if"):
            word = self.next()
            condition = self.junction()
            branches.append((self.number(node), self.condition(condition)))
            if not self.at("else"):
                self.fail("missing_else", "`if` needs an `else`", word, "write x**2 if x < 0 else x, or piecewise((x**2, x < 0))")
            self.next()
            node = self.junction()
        return self.build(Piecewise(tuple(branches), self.number(node)), start) if branches else node

    def number(self, node: Expr) -> Expr:
        if is_condition(node):
            self.fail("condition", "a condition stands where a number is needed", self.span_of(node), "use it after `if`")
        return node

    def condition(self, node: Expr) -> Expr:
        if not is_condition(node):
            self.fail("not_a_condition", "a condition is needed here", self.span_of(node), "write one such as x < 0")
        return node

    def junction(self) -> Expr:
        start = self.peek.start
        parts = [self.conjunction()]
        while self.at("or"):
            self.next()
            parts.append(self.conjunction())
        if len(parts) == 1:
            return parts[0]
        return self.build(Junction("or", tuple(self.condition(p) for p in parts)), start)

    def conjunction(self) -> Expr:
        start = self.peek.start
        parts = self.comparisons()
        while self.at("and"):
            self.next()
            parts += self.comparisons()
        if len(parts) == 1:
            return parts[0]
        return self.build(Junction("and", tuple(self.condition(p) for p in parts)), start)

    def comparisons(self) -> list[Expr]:
        """One value, or the comparisons of a chain `a <= x < b`."""
        start = self.peek.start
        left = self.sum()
        if not (self.peek.kind is Kind.OPERATOR and self.peek.text in RELATIONS):
            return [left]
        parts: list[Expr] = []
        while self.peek.kind is Kind.OPERATOR and self.peek.text in RELATIONS:
            relation = self.next().text
            right = self.sum()
            parts.append(self.build(Comparison(left, relation, right), start))
            left = right
        return parts

    # --- arithmetic ---------------------------------------------------------------------------------------------

    def sum(self) -> Expr:
        start = self.peek.start
        terms = [self.term()]
        while self.at("+", "-"):
            sign = self.next()
            term = self.term()
            terms.append(term if sign.text == "+" else self.build(Negation(term), sign.start))
        return terms[0] if len(terms) == 1 else self.build(Sum(tuple(terms)), start)

    def term(self) -> Expr:
        if not self.at("+", "-"):
            return self.product()
        sign = self.next()
        self.enter(sign)
        operand = self.term()
        self.depth -= 1
        return operand if sign.text == "+" else self.build(Negation(operand), sign.start)

    def product(self) -> Expr:
        start = self.peek.start
        factors = [self.factor()]
        divided = False
        while True:
            implicit = self.starts_operand()
            if implicit:
                if divided:
                    self.note_quotient(start)
                factors.append(self.power())
            elif self.at("*"):
                self.next()
                factors.append(self.factor())
            elif self.at("/"):
                left = self.join(factors, start)
                self.next()
                right = self.factor()
                factors = [self.build(Quotient(left, right), start)]
            else:
                return self.join(factors, start)
            divided = isinstance(factors[-1], Quotient) and len(factors) == 1 and not implicit

    def note_quotient(self, start: int) -> None:
        left = self.typed(start)
        self.notes.append(f"{left} {self.peek.text}… is read as ({left})*{self.peek.text}…; write {left.replace('/', '/(', 1)}{self.peek.text}…) for the other")

    def join(self, factors: list[Expr], start: int) -> Expr:
        return factors[0] if len(factors) == 1 else self.build(Product(tuple(factors)), start)

    def factor(self) -> Expr:
        if not self.at("+", "-"):
            return self.power()
        sign = self.next()
        self.enter(sign)
        operand = self.factor()
        self.depth -= 1
        return operand if sign.text == "+" else self.build(Negation(operand), sign.start)

    def power(self) -> Expr:
        start = self.peek.start
        base = self.postfix()
        if not self.at("**"):
            return base
        operator = self.next()
        self.enter(operator)
        exponent = self.exponent()
        self.depth -= 1
        node = self.build(Power(base, exponent), start)
        if isinstance(base, Constant | Number) and isinstance(exponent, Number | Negation) and self.starts_operand() and not self.at("("):
            self.notes.append(f"{self.typed(start)}{self.peek.text} is read as ({self.typed(start)})*{self.peek.text}")
        return node

    def exponent(self) -> Expr:
        if not self.at("+", "-"):
            return self.power()
        sign = self.next()
        self.enter(sign)
        operand = self.exponent()
        self.depth -= 1
        return operand if sign.text == "+" else self.build(Negation(operand), sign.start)

    def postfix(self) -> Expr:
        start = self.peek.start
        node = self.primary()
        while True:
            if self.at("!"):
                self.next()
                node = self.build(Call("factorial", (node,)), start)
            elif self.peek.kind is Kind.SUPERSCRIPT:
                node = self.build(Power(node, self.superscript()), start)
            else:
                return node

    def superscript(self) -> Expr:
        token = self.next()
        body = token.text.lstrip("+-")
        signs = token.text[: len(token.text) - len(body)]
        if not (body.isdigit() or body in ("n", "x", "y")) or len(signs) > 1 or len(body) > 20:
            self.fail("malformed_exponent", "this superscript is not an exponent", token, "write ^ and a number")
        value = self.build(Number(Fraction(int(body))) if body.isdigit() else Variable(body), token.start)
        return self.build(Negation(value), token.start) if signs == "-" else value

    # --- operands -----------------------------------------------------------------------------------------------

    def starts_operand(self) -> bool:
        """Whether the next token begins a factor, so that nothing between means a product."""
        token = self.peek
        if token.kind in (Kind.VARIABLE, Kind.CONSTANT, Kind.FUNCTION):
            return True
        if token.kind is Kind.NUMBER:
            before = self.tokens[self.position - 1]
            if before.kind is Kind.NUMBER:
                self.fail("two_numbers", "two numbers stand side by side", (before.start, token.end), "write * between them")
            self.fail("missing_operator", "an operator is missing before this number", token, "write * for a product, ^ for a power")
        return token.kind is Kind.OPERATOR and (token.text in ("(", "√", "∛", "∜") or (token.text == "|" and not self.bars[-1]))

    def primary(self) -> Expr:
        token = self.next()
        match token.kind:
            case Kind.NUMBER:
                return self.build(Number(token.value), token.start)
            case Kind.VARIABLE:
                if token.text in CALL_LIKE and self.at("("):
                    self.notes.append(f"{token.text}(…) is read as the product {token.text}*(…)")
                return self.build(Variable(token.text), token.start)
            case Kind.CONSTANT:
                if token.text == "oo" and not self.infinite:
                    self.fail("infinity", "infinity is not a number", token, "use it only as an end of an interval")
                return self.build(Constant(token.text), token.start)
            case Kind.FUNCTION:
                return self.application(token)
            case Kind.OPERATOR if token.text == "(":
                return self.group(token)
            case Kind.OPERATOR if token.text == "|":
                return self.bar(token)
            case Kind.OPERATOR if token.text in ("√", "∛", "∜"):
                return self.radical(token)
        self.position -= 1
        return self.missing_operand(token)

    def missing_operand(self, token: Token) -> NoReturn:
        before = self.tokens[self.position - 1] if self.position else None
        if token.kind is Kind.END:
            where = (before.start, before.end) if before is not None else (0, 0)
            self.fail("missing_operand", "the formula ends where a number or a name is needed", where, "complete it, e.g. x + 1")
        if before is not None and before.text == "(" and token.text == ")":
            self.fail("empty_parentheses", "there is nothing between these parentheses", (before.start, token.end), "write a formula inside")
        if token.text == ")" and len(self.bars) == 1:
            self.fail("unmatched_parenthesis", "this parenthesis closes nothing", token, "remove it, or open one before")
        if token.text in ("[", "]"):
            self.fail("unexpected_token", "square brackets are only for intervals", token, "use round parentheses ( )")
        self.fail("missing_operand", f"a number or a name is needed before `{token.text}`", token, "complete the formula")

    def group(self, opener: Token) -> Expr:
        self.enter(opener)
        self.bars.append(False)
        node = self.expression()
        self.close(opener)
        self.depth -= 1
        return node

    def close(self, opener: Token) -> None:
        """The closing parenthesis that belongs to the opener."""
        self.bars.pop()
        if self.at(")"):
            self.next()
            return
        if self.peek.kind is Kind.END:
            self.fail("unclosed_parenthesis", "this parenthesis is never closed", opener, "add ) where it ends")
        self.unexpected()

    def bar(self, opener: Token) -> Expr:
        self.enter(opener)
        self.bars.append(True)
        inside = self.sum()
        self.bars.pop()
        if not self.at("|"):
            if self.peek.kind is Kind.END:
                self.fail("unclosed_bar", "this | is never closed", opener, "write |x| or abs(x)")
            self.unexpected()
        self.next()
        self.depth -= 1
        return self.build(Call("abs", (inside,)), opener.start)

    def radical(self, token: Token) -> Expr:
        self.enter(token)
        inside = self.primary()
        self.depth -= 1
        if self.peek.kind is Kind.SUPERSCRIPT or self.at("**") or (isinstance(inside, Number) and self.peek.kind is Kind.VARIABLE):
            self.notes.append(f"{self.typed(token.start)} is the root here, without what follows; use parentheses for more")
        if token.text == "∜":
            return self.build(Call("root", (inside, Number(Fraction(4)))), token.start)
        return self.build(Call(ROOTS[token.text], (inside,)), token.start)

    # --- functions ----------------------------------------------------------------------------------------------

    def application(self, token: Token) -> Expr:
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
        if token.text not in INVERSES:
            self.fail("ambiguous_exponent", f"{token.text}^-1 may be an inverse or a reciprocal", token, f"write 1/{token.text}(x)")
        self.notes.append(f"{token.text}^-1 is read as the inverse function {INVERSES[token.text]}")
        return INVERSES[token.text]

    def apply(self, name: str, arguments: tuple[Expr, ...], token: Token) -> Expr:
        if name.startswith("log_"):
            base = name[4:]
            return self.build(Call("log_base", (*arguments, self.log_base(base, token))), token.start)
        if name == "log" and len(arguments) == 2:
            return self.build(Call("log_base", arguments), token.start)
        row = TABLE[name]
        arity = row.arity
        if arity and len(arguments) < max(arity) and row.defaults:
            arguments = (*arguments, *(Number(Fraction(text)) for text in row.defaults))
        allowed = len(arguments) >= 2 if arity is None else len(arguments) in arity
        if not allowed:
            needed = "at least 2 arguments" if arity is None else " or ".join(map(str, arity)) + (" argument" if arity == (1,) else " arguments")
            span = (token.start, self.tokens[self.position - 1].end)
            self.fail("wrong_arity", f"{name} takes {needed}, not {len(arguments)}", span, f"e.g. {row.example}")
        for kind, argument in zip(row.constant, arguments, strict=False):
            if kind and not ALLOWED_CONSTANTS[kind](argument, arguments):
                self.fail("bad_argument", f"this argument of {name} must be {CONSTANT_WORDS[kind]}", self.span_of(argument), f"e.g. {row.example}")
        return self.build(Call(name, arguments), token.start)

    def log_base(self, base: str, token: Token) -> Expr:
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
            self.fail("missing_argument", f"{token.text} needs an argument", token, f"write {token.text}(x)**2")
        exponent = self.primary()
        return exponent if sign is None else self.build(Negation(exponent), sign.start)

    def arguments(self, token: Token) -> tuple[Expr, ...]:
        opener = self.next()
        if self.at(")"):
            self.fail("missing_argument", f"{token.text} needs an argument", (token.start, self.peek.end), f"write {token.text}(x)")
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
            self.fail("missing_argument", f"{token.text} needs an argument", token, f"write {token.text}(x)")
        factors = [self.power()]
        while self.peek.kind in (Kind.VARIABLE, Kind.CONSTANT) or (isinstance(factors[-1], Number) and self.starts_operand()):
            if self.peek.kind is Kind.FUNCTION:
                break
            factors.append(self.power())
        if self.at("(") and self.tokens[self.position - 1].text != ")":
            self.fail("ambiguous_argument", f"where does the argument of {token.text} end?", (start, self.peek.end), f"write {token.text}(…) with parentheses")
        if self.at("/") or len(factors) > 2:
            self.notes.append(f"{self.typed(token.start)} is read as {token.text}({self.typed(start)})")
        return self.join(factors, start)

    def special_form(self, token: Token) -> Expr:
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

    # --- the end ------------------------------------------------------------------------------------------------

    def unexpected(self) -> NoReturn:
        """The refusal of a token where the formula should go on or end."""
        token = self.peek
        if token.text == ")":
            self.fail("unmatched_parenthesis", "this parenthesis closes nothing", token, "remove it, or open one before")
        if token.text in ("=", "=="):
            self.fail("equation", "this is an equation, not a function", token, "study the difference of its sides, or write f(x) = … to name a function")
        if token.text == ",":
            self.fail("unexpected_token", "a comma stands outside a function's arguments", token, "write decimals with a point: 3.5")
        if token.text == "|":
            self.fail("unclosed_bar", "this | is never closed", token, "write |x| or abs(x)")
        if token.text in ("[", "]"):
            self.fail("unexpected_token", "square brackets are only for intervals", token, "use round parentheses ( )")
        self.fail("unexpected_token", f"`{token.text}` does not belong here", token, "")

    def finish(self, node: Expr) -> Expr:
        """The whole text must be one number-valued formula."""
        if self.peek.kind is not Kind.END:
            self.unexpected()
        if isinstance(node, Comparison) and node.relation == "==":
            self.fail("equation", "this is an equation, not a function", self.span_of(node), "study the difference of its sides")
        return self.number(node)


