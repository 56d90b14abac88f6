"""Text -> several formulas: `[x^2 y, 5x + sin y]`, `F(x, y) = (x + y, x y)`; and points: `x=2, y=3`, `(2, 3)`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from calc_cli.errors import CalcError
from calc_cli.language.reading import parse_expression, parse_function
from calc_cli.model import Problem
from calc_cli.settings import Settings
from calc_cli.tree import Expr, is_constant, variables_of

BRACKETS = {"[": "]", "(": ")"}
EXAMPLE = "write the components between brackets, as in [x^2*y, 5x + sin(y)]"
MOST_COMPONENTS = 24


def parse_map(text: str, settings: Settings | None = None) -> tuple[Problem, tuple[Expr, ...]]:
    """The problem (its tree is the first component) and all components, over the same variables.

    >>> parse_map("[x^2 y, 5x + sin y]")[0].variables
    ('x', 'y')
    """
    settings = settings or Settings()
    head, body, start = split_head(text)
    name, declared = read_head(head, text)
    trees: list[Expr] = []
    notes: list[str] = []
    known = declared or settings.wrt
    for part, offset in components(text, body, start):
        component = read_component(text, part, offset, replace(settings, wrt=known))
        trees.append(component.tree)
        notes += component.notes
    found = sorted({variable for tree in trees for variable in variables_of(tree)})
    variables = known or tuple(found) or ("x",)
    return Problem(text, trees[0], name, variables, tuple(dict.fromkeys(notes))), tuple(trees)


def split_head(text: str) -> tuple[str, str, int]:
    """(left side, right side, where it begins); an empty left side without `=`."""
    left, equals, right = text.partition("=")
    if not equals:
        return "", text, 0
    return left, right, len(left) + 1


def read_head(head: str, text: str) -> tuple[str, tuple[str, ...]]:
    """`F(x, y)` -> the name and the variables."""
    plain = head.strip()
    if not plain:
        return "F", ()
    name, opened, inside = plain.partition("(")
    names = tuple(part.strip() for part in inside.rstrip(")").split(",")) if opened else ()
    if not name.strip().isidentifier() or not all(part.isidentifier() for part in names) or (opened and not plain.endswith(")")):
        raise CalcError("equation", "the left side is no name of a map", text, (0, len(head)), "write F(x, y) = [ … ]")
    return name.strip(), names


def components(text: str, body: str, start: int, most: int = MOST_COMPONENTS) -> list[tuple[str, int]]:
    """The parts between the outer brackets, each with where it begins; no more than `most`."""
    begin = start + len(body) - len(body.lstrip())
    inner = body.strip()
    if not inner or inner[0] not in BRACKETS or inner[-1] != BRACKETS[inner[0]]:
        raise CalcError("not_a_map", "this is not a list of components", text, (start, len(text)), EXAMPLE)
    parts: list[tuple[str, int]] = []
    depth, last = 0, 1
    for place, character in enumerate(inner):
        depth += (character in "([{") - (character in ")]}")
        if depth == 0 and place < len(inner) - 1:
            raise CalcError("not_a_map", "the brackets end before the text does", text, (begin, begin + place + 1), EXAMPLE)
        if (character == "," and depth == 1) or place == len(inner) - 1:
            parts.append((inner[last:place], begin + last))
            last = place + 1
    if len(parts) > most:
        raise CalcError("too_large", f"more than {most} components", text, (begin, len(text)), "ask for fewer at once")
    return parts


def read_component(text: str, part: str, offset: int, settings: Settings) -> Problem:
    """One component; errors point into the whole text."""
    try:
        return parse_function(part, settings)
    except CalcError as error:
        span = None if error.span is None else (error.span[0] + offset, error.span[1] + offset)
        raise CalcError(error.code, error.message, text, span, error.hint) from None


def parse_point(text: str, variables: Sequence[str]) -> tuple[Expr, ...]:
    """A constant for each variable: `x=2, y=3` in any order, or `(2, 3)` in the order of the variables.

    >>> from calc_cli.language.printing import to_text
    >>> [to_text(value) for value in parse_point("y=3, x=1/2", ("x", "y"))]
    ['1/2', '3']
    """
    plain = text.strip()
    inner = plain[1:-1] if plain[:1] in BRACKETS and plain.endswith(BRACKETS[plain[0]]) else plain
    parts = components(f"[{inner}]", f"[{inner}]", 0, max(MOST_COMPONENTS, len(variables)))
    example = "write " + ", ".join(f"{name}={k}" for k, name in enumerate(variables, start=1))
    given: dict[str, Expr] = {}
    for position, (part, _) in enumerate(parts):
        name, equals, value = part.partition("=")
        key = name.strip() if equals else (variables[position] if position < len(variables) else "")
        if key not in variables:
            raise CalcError("unknown_variable", f"{key or part.strip()} is not a variable here", text, (0, len(text)), example)
        given[key] = parse_expression((value if equals else part).strip())
        if not is_constant(given[key]):
            raise CalcError("not_constant", f"the value of {key} is not a number", text, (0, len(text)), example)
    missing = [name for name in variables if name not in given]
    if missing:
        raise CalcError("missing_value", f"no value for {', '.join(missing)}", text, (0, len(text)), example)
    return tuple(given[name] for name in variables)
