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
    power        = postfix [ ("**" | "^") exponent ]                             a^b^c is a^(b^c); u^0 is 1, also at u = 0
    exponent     = ("+" | "-") exponent | power
    postfix      = primary ( "!" | superscript )*
    primary      = number | constant | variable | "(" expression ")" | "|" sum "|" | root postfix-free-primary | application
    application  = function [ "^" atom | superscript ] ( "(" arguments ")" | argument )
    argument     = application | number* (variable | constant | "|" sum "|")*      sin 2x is sin(2*x), sin x cos x is sin(x)*cos(x)
    piecewise    = "piecewise" "(" ( "(" sum "," junction ")" )* [ "," sum ] ")"

A function's exponent -1 means the inverse function (sin^-1 x = asin(x)); any other exponent is that of the value.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NoReturn

from calc_cli.language.applications import Applications
from calc_cli.language.names import GREEK_NAMES
from calc_cli.language.tokens import Kind, Token
from calc_cli.tree import Call, Comparison, Constant, Expr, Junction, Negation, Number, Piecewise, Power, Quotient, Sum, Variable

RELATIONS = frozenset(("<", "<=", ">", ">=", "==", "!="))
ROOTS = {"√": "sqrt", "∛": "cbrt"}
CALL_LIKE = GREEK_NAMES | frozenset("fghFGH")
"""Names of variables that also name functions: zeta(x) is a product here, and that is said."""


class Parser(Applications):
    """The grammar of the module, one method a rule."""

    # --- conditions ---------------------------------------------------------------------------------------------

    def expression(self) -> Expr:
        """junction [ "if" junction "else" expression ]"""
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

    def junction(self) -> Expr:
        """conjunction ( "or" conjunction )*"""
        start = self.peek.start
        parts = [self.conjunction()]
        while self.at("or"):
            self.next()
            parts.append(self.conjunction())
        if len(parts) == 1:
            return parts[0]
        return self.build(Junction("or", tuple(self.condition(p) for p in parts)), start)

    def conjunction(self) -> Expr:
        """comparison ( "and" comparison )*"""
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
        """term ( ("+" | "-") term )*"""
        start = self.peek.start
        terms = [self.term()]
        while self.at("+", "-"):
            sign = self.next()
            term = self.term()
            terms.append(term if sign.text == "+" else self.build(Negation(term), sign.start))
        return terms[0] if len(terms) == 1 else self.build(Sum(tuple(terms)), start)

    def term(self) -> Expr:
        """("+" | "-") term | product"""
        if not self.at("+", "-"):
            return self.product()
        sign = self.next()
        self.enter(sign)
        operand = self.term()
        self.depth -= 1
        return operand if sign.text == "+" else self.build(Negation(operand), sign.start)

    def product(self) -> Expr:
        """factor ( ("*" | "/" | nothing) factor )*"""
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
        """1/2x is (1/2)*x: say so."""
        left, right = self.typed(start), self.glimpse()
        top, _, bottom = left.rpartition("/")
        other = f"; write {top}/({bottom}{right}) for the other" if top else ""
        self.notes.append(f"{left}{right} is read as ({left})*{right}{other}")

    def factor(self) -> Expr:
        """("+" | "-") factor | power"""
        if not self.at("+", "-"):
            return self.power()
        sign = self.next()
        self.enter(sign)
        operand = self.factor()
        self.depth -= 1
        return operand if sign.text == "+" else self.build(Negation(operand), sign.start)

    def power(self) -> Expr:
        """postfix [ "**" exponent ]"""
        start = self.peek.start
        base = self.postfix()
        if not self.at("**"):
            return base
        operator = self.next()
        self.enter(operator)
        exponent = self.exponent()
        self.depth -= 1
        node = self.build(Power(base, exponent), start)
        simple = isinstance(base, Constant | Number) or isinstance(exponent, Variable)
        if (
            simple
            and self.peek.start == self.tokens[self.position - 1].end
            and self.tokens[self.position - 1].text != ")"
            and self.starts_operand()
        ):
            self.notes.append(f"{self.typed(start)}{self.glimpse()} is read as ({self.typed(start)})*{self.glimpse()}")
        return node

    def exponent(self) -> Expr:
        """("+" | "-") exponent | power"""
        if not self.at("+", "-"):
            return self.power()
        sign = self.next()
        self.enter(sign)
        operand = self.exponent()
        self.depth -= 1
        return operand if sign.text == "+" else self.build(Negation(operand), sign.start)

    def postfix(self) -> Expr:
        """primary ( "!" | superscript )*"""
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
        """An exponent typed as superscript digits: x², x⁻¹, xⁿ."""
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
            return self.number_continues(token)
        return token.kind is Kind.OPERATOR and (token.text in ("(", "√", "∛", "∜") or (token.text == "|" and not self.bars[-1]))

    def number_continues(self, token: Token) -> bool:
        """x 5^x is a product; any other number right after an operand is refused."""
        before, after = self.tokens[self.position - 1], self.tokens[self.position + 1]
        if before.kind is Kind.NUMBER:
            self.fail("two_numbers", "two numbers stand side by side", (before.start, token.end), "write * between them")
        if before.end == token.start or not (after.text == "**" or after.kind is Kind.SUPERSCRIPT):
            self.fail("missing_operator", "an operator is missing before this number", token, "write * for a product, ^ for a power")
        return True

    def primary(self) -> Expr:
        """number | constant | variable | group | bar | radical | application"""
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
        """The refusal of a token where an operand must begin."""
        before = self.tokens[self.position - 1] if self.position else None
        if token.kind is Kind.END:
            where = (before.start, before.end) if before is not None else (0, 0)
            self.fail("missing_operand", "the formula ends where a number or a name is needed", where, "complete it, e.g. x + 1")
        if before is not None and before.text == "(" and token.text == ")":
            self.fail(
                "empty_parentheses", "there is nothing between these parentheses", (before.start, token.end), "write a formula inside"
            )
        if token.text == ")" and len(self.bars) == 1:
            self.fail("unmatched_parenthesis", "this parenthesis closes nothing", token, "remove it, or open one before")
        if token.text in ("[", "]"):
            self.fail("unexpected_token", "square brackets are only for intervals", token, "use round parentheses ( )")
        self.fail("missing_operand", f"a number or a name is needed before `{self.raw(token)[:20]}`", token, "complete the formula")

    def group(self, opener: Token) -> Expr:
        """A group: "(" expression ")"."""
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
        """An absolute value: "|" sum "|"."""
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
        """("√" | "∛" | "∜") primary"""
        self.enter(token)
        inside = self.primary()
        self.depth -= 1
        if self.peek.kind is Kind.SUPERSCRIPT or self.at("**") or (isinstance(inside, Number) and self.peek.kind is Kind.VARIABLE):
            self.notes.append(f"{self.typed(token.start)} is the root here, without what follows; use parentheses for more")
        if token.text == "∜":
            return self.build(Call("root", (inside, Number(Fraction(4)))), token.start)
        return self.build(Call(ROOTS[token.text], (inside,)), token.start)

    # --- the end ------------------------------------------------------------------------------------------------

    def unexpected(self) -> NoReturn:
        """The refusal of a token where the formula should go on or end."""
        token = self.peek
        if token.text == ")":
            self.fail("unmatched_parenthesis", "this parenthesis closes nothing", token, "remove it, or open one before")
        if token.text in ("=", "=="):
            self.fail(
                "equation",
                "this is an equation, not a function",
                token,
                "study the difference of its sides, or write f(x) = … to name a function",
            )
        if token.text == ",":
            between = self.tokens[self.position - 1].kind is Kind.NUMBER and self.tokens[self.position + 1].kind is Kind.NUMBER
            hint = "write 3.5 for a decimal, 1000 without a comma" if between else "give one function; an interval goes into --on"
            self.fail("unexpected_token", "a comma stands outside a function's arguments", token, hint)
        if token.text == "|":
            self.fail("unclosed_bar", "this | is never closed", token, "write |x| or abs(x)")
        if token.text in ("[", "]"):
            self.fail("unexpected_token", "square brackets are only for intervals", token, "use round parentheses ( )")
        self.fail("unexpected_token", f"`{self.raw(token)}` does not belong here", token, "")

    def finish(self, node: Expr) -> Expr:
        """The whole text must be one number-valued formula."""
        if self.peek.kind is not Kind.END:
            self.unexpected()
        if isinstance(node, Comparison) and node.relation == "==":
            self.fail("equation", "this is an equation, not a function", self.span_of(node), "study the difference of its sides")
        return self.number(node)
