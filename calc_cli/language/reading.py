"""A whole input -> `Problem`: the left side `f(x) = …`, the variables and their order, values of names, the notes."""

from __future__ import annotations

from collections.abc import Callable

from calc_cli.errors import CalcError
from calc_cli.functions import TABLE
from calc_cli.language.arguments import check_arguments
from calc_cli.language.glance import sum_at_a_glance
from calc_cli.language.limits import check_size, check_variables, room_for_recursion
from calc_cli.language.names import CONSTANTS, SPECIAL_FORMS, function_names, resolve
from calc_cli.language.parser import Parser
from calc_cli.language.tokens import Kind, Token, tokenize
from calc_cli.model import Problem
from calc_cli.settings import Roots, Settings
from calc_cli.tree import (
    Call,
    Constant,
    Expr,
    Number,
    Power,
    Quotient,
    is_constant,
    rational,
    rational_value,
    substitute,
    transform,
    variables_of,
)

__all__ = ["parse_expression", "parse_function"]


SpanOf = Callable[[Expr], tuple[int, int]]


def parse_expression(text: str, roots: Roots = Roots.REAL) -> Expr:
    """The tree of one formula; names in it stand for anything, also where a row asks for a constant (`besselj(u, v)`).

    >>> from calc_cli.language.printing import to_text
    >>> to_text(parse_expression("x^2 - 3x"))
    'x**2 - 3*x'
    """
    return read_tokens(text, tokenize(text), frozenset(), roots)[0]


def read_tokens(text: str, tokens: list[Token], declared: frozenset[str], roots: Roots) -> tuple[Expr, list[str], SpanOf]:
    """The checked tree of resolved tokens, the notes, and where each node was typed."""
    if tokens[0].kind is Kind.END:
        raise CalcError("empty", "there is no formula", text, (0, len(text)), "type one, e.g. x**3 - 3*x")
    resolved, notes = resolve(text, tokens, declared)
    parser = Parser(text, resolved)
    with room_for_recursion():
        tree = parser.finish(parser.expression())
    check_size(text, tree, parser.span_of)
    if roots is Roots.PRINCIPAL:
        tree = with_principal_powers(tree)
    return tree, list(dict.fromkeys([*notes, *parser.notes])), parser.span_of


def with_principal_powers(tree: Expr) -> Expr:
    """x**(p/q), cbrt and root in their principal meaning (base > 0), as the call `principal_power`."""

    def visit(node: Expr) -> Expr:
        match node:
            case Power(Number() | Constant(), _):
                return node
            case Power(base, exponent):
                value = rational_value(exponent)
                return node if value is None or value.denominator == 1 else Call("principal_power", (base, exponent))
            case Call("cbrt", (base,)):
                return Call("principal_power", (base, Quotient(rational(1), rational(3))))
            case Call("root", (base, degree)):
                return Call("principal_power", (base, Quotient(rational(1), degree)))
            case _:
                return node

    return transform(tree, visit)


def parse_function(text: str, settings: Settings | None = None, *, constants: bool = False) -> Problem:
    """The problem typed: `x^2`, `f(x, y) = x*y`, `y = x^2`. constants: names beside the variables may stand for constants."""
    settings = settings or Settings()
    plain = None if settings.let or settings.wrt else sum_at_a_glance(text)
    if plain is not None:
        return Problem(text=text, tree=plain[0], name="f", variables=(plain[1],))
    tokens = tokenize(text)
    name, declared, body = split_definition(text, tokens)
    given = checked_names(settings)
    known = frozenset((*declared, *settings.wrt, *given))
    tree, notes, span_of = read_tokens(text, body, known, settings.roots)
    if name and not declared and name in variables_of(tree):
        place = text.index("=")
        raise equation(text, (place, place + 1))
    tree, notes = with_values(tree, notes, given, settings.roots)
    check_arguments(text, tree, span_of)
    asked = declared or settings.wrt
    variables = asked if constants and asked else order_variables(text, tree, asked, name)
    check_variables(text, variables)
    return Problem(text=text, tree=tree, name=name or "f", variables=variables, notes=tuple(notes))


def split_definition(text: str, tokens: list[Token]) -> tuple[str, tuple[str, ...], list[Token]]:
    """The function's name, its declared variables and the tokens of the right side; ("", (), all) without a left side."""
    depth = 0
    for place, token in enumerate(tokens):
        depth += {"(": 1, ")": -1}.get(token.text, 0) if token.kind is Kind.OPERATOR else 0
        if token.kind is Kind.OPERATOR and token.text == "=" and depth == 0:
            return (*read_left_side(text, tokens[:place], tokens[place + 1 :], token), tokens[place + 1 :])
    return "", (), tokens


def equation(text: str, span: tuple[int, int]) -> CalcError:
    """The refusal of left = right."""
    hint = "study the difference of its sides, or write f(x) = … to name a function"
    return CalcError("equation", "this is an equation, not a function", text, span, hint)


def read_left_side(text: str, left: list[Token], right: list[Token], equals: Token) -> tuple[str, tuple[str, ...]]:
    """`f(x, y)` or `y`; anything else before `=` makes the text an equation."""
    refusal = equation(text, (equals.start, equals.end))
    if not left or left[0].kind is not Kind.NAME or left[0].text in function_names() or left[0].text in CONSTANTS:
        raise refusal
    name = left[0].text
    if right[0].kind is Kind.END:
        raise CalcError(
            "missing_operand", "the right side is empty", text, (equals.start, equals.end), f"complete it, e.g. {text[: equals.end]} x**2"
        )
    if len(left) == 1:
        right_names = [token.text for token in right if token.kind is Kind.NAME]
        if name in right_names or (name == "x" and not any(n not in CONSTANTS for n in right_names)):
            raise refusal
        return name, ()
    inside, bracket = left[2:-1], (left[1].text, left[-1].text)
    if bracket != ("(", ")") or len(inside) % 2 == 0 or any(t.text != "," for t in inside[1::2]):
        raise refusal
    return name, declared_names(text, inside[0::2], refusal)


def declared_names(text: str, tokens: list[Token], refusal: CalcError) -> tuple[str, ...]:
    """The variables between the parentheses of the left side."""
    names: list[str] = []
    for token in tokens:
        if token.kind is not Kind.NAME:
            raise refusal
        if token.text in TABLE or token.text in SPECIAL_FORMS or token.text in ("pi", "oo"):
            raise CalcError("reserved_name", f"{token.text} has a meaning of its own", text, (token.start, token.end), "use another name")
        if token.text in names:
            raise CalcError(
                "repeated_variable", f"{token.text} is declared twice", text, (token.start, token.end), "name each variable once"
            )
        names.append(token.text)
    return tuple(names)


def checked_names(settings: Settings) -> dict[str, str]:
    """The values given to names; CalcError where a word of `let` or `wrt` is no name, or is in both."""
    given = {one_name(name, "a value is given to a name", "write --let a=2"): value for name, value in settings.let.items()}
    wanted: list[str] = []
    for text in settings.wrt:
        name = one_name(text, "a variable is a name", "write --wrt x, or --wrt x,y")
        if name in wanted:
            raise CalcError("repeated_variable", f"{name} is named twice", text, (0, len(text)), "name each variable once")
        if name in given:
            raise CalcError("bad_name", f"{name} cannot be a variable and have a value", text, (0, len(text)), "leave out one of the two")
        wanted.append(name)
    return given


def one_name(text: str, message: str, hint: str) -> str:
    """The only word of a text, as a formula holds it; CalcError for anything but a name."""
    refusal = CalcError("bad_name", message, text, (0, len(text)), hint)
    *tokens, _ = tokenize(text)
    if len(tokens) != 1:
        raise refusal
    return declared_names(text, tokens, refusal)[0]


def check_values(settings: Settings) -> None:
    """Refuse a value that is no number, whatever the formula."""
    with_values(rational(0), [], checked_names(settings), settings.roots)


def with_values(tree: Expr, notes: list[str], given: dict[str, str], roots: Roots) -> tuple[Expr, list[str]]:
    """The tree with the constants of --let put in; given: their values as typed."""
    if not given:
        return tree, notes
    values: dict[str, Expr] = {}
    for name, text in given.items():
        values[name] = parse_expression(text, roots)
        if not is_constant(values[name]):
            raise CalcError(
                "not_constant", f"the value of {name} is not a number", text, (0, len(text)), "give a constant such as 2 or pi/3"
            )
    used = variables_of(tree)
    for name, text in given.items():
        notes = [*notes, f"{name} = {text}" + ("" if name in used else f" is not used: the formula has no {name}")]
    return substitute(tree, values), notes


def order_variables(text: str, tree: Expr, declared: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The declared variables in their order; otherwise those of the tree, alphabetical; x when there is none."""
    found = variables_of(tree)
    if not declared:
        return tuple(sorted(found)) or ("x",)
    extra = sorted(found.difference(declared))
    if extra:
        start = text.rfind(extra[0])
        span = (start, start + len(extra[0])) if start >= 0 else (0, len(text))
        if extra[0] == name:
            raise CalcError("equation", f"{name} is defined by itself", text, span, "write its formula without it")
        listed = ", ".join((*declared, *extra))
        message = f"{extra[0]} is neither a variable nor a number here"
        raise CalcError(
            "undeclared_name", message, text, span, f"write {name or 'f'}({listed}) = …, or give it a value: --let {extra[0]}=2"
        )
    return declared
