"""Tree -> text that calc reads back to the same tree: `x**3 - 3*x**2 - 9*x + 5`.

Fewest parentheses, `**` and `*`, spaces around + and - and around relations. An `IsolatedRoot` has no readable text; it is
printed as `(root of … in (lo, hi))` for debugging only.
"""

from __future__ import annotations

from functools import lru_cache

from calc_cli.language.numerals import decimal_text, to_digits
from calc_cli.tree import (
    AlgebraicValue,
    Call,
    Comparison,
    Constant,
    Expr,
    IsolatedRoot,
    Junction,
    Negation,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    RootOf,
    Sum,
    SystemRoot,
    SystemZero,
    Variable,
    children,
    rational,
    walk,
    written_out,
)

CONDITIONAL, JUNCTION, COMPARISON, SUM, TERM, PRODUCT, POWER, ATOM = range(8)
"""How tightly a printed node holds together, loosest first."""

RECURSION_LEVELS = 8
SHORT_BITS = 10_000
"""Python itself writes integers up to here."""
SPELLINGS = {"log_base": "log"}

Printed = tuple[str, int]


def to_text(tree: Expr) -> str:
    """The text of a tree.

    >>> from calc_cli.tree import Variable, Sum, Power, Negation, ONE, TWO
    >>> to_text(Sum((Power(Variable("x"), TWO), Negation(ONE))))
    'x**2 - 1'
    """
    return print_root(tree) if isinstance(tree, RootOf) else printed(tree)[0]


def signed(term: Expr) -> str:
    """A term with its sign, ` - 6*x` or ` + 3*x**2`."""
    return with_sign(term, printed(term))


def with_sign(term: Expr, part: Printed) -> str:
    """A printed term of a sum after its sign: a negation is subtracted."""
    return f" - {part[0][1:]}" if isinstance(term, Negation) else f" + {at_least(part, PRODUCT)}"


def print_root(node: RootOf) -> str:
    """`rootof(t**5 - t - 1, 0)`."""
    return f"rootof({polynomial_text(node.coefficients)}, {node.index})"


def printed(tree: Expr, levels: int = RECURSION_LEVELS) -> Printed:
    """The text of a tree and how tightly it holds together; what is nested deeper than so many levels is printed without recursion."""
    if levels:
        parts = children(tree)
        return print_node(tree, [printed(part, levels - 1) for part in parts] if parts else [])
    done: dict[int, Printed] = {}
    for node in walk(tree):
        done[id(node)] = print_node(node, [done[id(child)] for child in children(node)])
    return done[id(tree)]


def at_least(part: Printed, level: int) -> str:
    """The text of a part, in parentheses when it holds together less tightly than its place asks."""
    return part[0] if part[1] >= level else f"({part[0]})"


def print_node(node: Expr, parts: list[Printed]) -> Printed:
    """One node over its printed children."""
    match node:
        case Number(value):
            whole, bottom = value.as_integer_ratio()
            return to_digits(whole) if bottom == 1 else decimal_text(value), ATOM
        case Constant(name) | Variable(name):
            return name, ATOM
        case Negation():
            return "-" + at_least(parts[0], PRODUCT), TERM
        case Sum():
            return print_sum(node, parts), SUM
        case Product():
            first = at_least(parts[0], POWER if isinstance(node.factors[0], Product) else PRODUCT)
            return "*".join([first, *(at_least(p, POWER) for p in parts[1:])]), PRODUCT
        case Quotient():
            return f"{at_least(parts[0], PRODUCT)}/{at_least(parts[1], POWER)}", PRODUCT
        case Power():
            return f"{at_least(parts[0], ATOM)}**{at_least(parts[1], POWER)}", POWER
        case Call(name, _):
            return f"{SPELLINGS.get(name, name)}({', '.join(p[0] for p in parts)})", ATOM
        case Comparison(_, relation, _):
            return f"{at_least(parts[0], SUM)} {relation} {at_least(parts[1], SUM)}", COMPARISON
        case Junction(word, _):
            return f" {word} ".join(at_least(p, COMPARISON) for p in parts), JUNCTION
        case Piecewise():
            return print_piecewise(node, parts)
        case RootOf():
            return print_root(node), ATOM
        case AlgebraicValue():
            return printed(written_out(node))
        case IsolatedRoot(function, _, lower, upper):
            return f"(root of {to_text(function)} in ({to_text(rational(lower))}, {to_text(rational(upper))}))", ATOM
        case SystemRoot(SystemZero(functions, variables, box), quantity):
            sides = ", ".join(f"{v} in [{to_text(rational(a))}, {to_text(rational(b))}]" for v, (a, b) in zip(variables, box, strict=True))
            return f"({to_text(quantity)} at the zero of {', '.join(map(to_text, functions))} with {sides})", ATOM
    raise TypeError(f"no text for {type(node).__name__}")


def print_sum(node: Sum, parts: list[Printed]) -> str:
    """a + b - c: a term that is a negation is subtracted."""
    text = at_least(parts[0], TERM)
    for term, part in zip(node.terms[1:], parts[1:], strict=True):
        text += with_sign(term, part)
    return text


def print_piecewise(node: Piecewise, parts: list[Printed]) -> Printed:
    """`a if c else b` when every case is covered, `piecewise((a, c))` otherwise."""
    pairs = list(zip(parts[0::2], parts[1::2], strict=False))
    if node.otherwise is None:
        return f"piecewise({', '.join(f'({value[0]}, {condition[0]})' for value, condition in pairs)})", ATOM
    cases = "".join(f"{at_least(value, SUM)} if {at_least(condition, JUNCTION)} else " for value, condition in pairs)
    return cases + at_least(parts[-1], SUM), CONDITIONAL


@lru_cache(maxsize=1024)
def polynomial_text(coefficients: tuple[int, ...]) -> str:
    """The text of c0 + c1 t + …, highest degree first: `t**5 - t - 1`."""
    of = integer_text if max(map(int.bit_length, coefficients)) > SHORT_BITS else str
    terms = [f" + {of(coefficients[n])}*t**{n}" for n in range(len(coefficients) - 1, 1, -1) if coefficients[n]]
    if len(coefficients) > 1 and coefficients[1]:
        terms.append(f" + {of(coefficients[1])}*t")
    text = "".join(terms).replace("+ -", "- ").replace(" 1*t", " t")
    if coefficients[0]:
        text += f" - {of(-coefficients[0])}" if coefficients[0] < 0 else f" + {of(coefficients[0])}"
    return text[3:] if coefficients[-1] > 0 else f"-{text[3:]}"


def polynomial_tree(coefficients: tuple[int, ...]) -> Expr:
    """c0 + c1 t + … as a tree in t, highest degree first."""
    terms: list[Expr] = []
    for degree in range(len(coefficients) - 1, -1, -1):
        c = coefficients[degree]
        if c:
            term = polynomial_term(abs(c), degree)
            terms.append(Negation(term) if c < 0 else term)
    return terms[0] if len(terms) == 1 else Sum(tuple(terms))


def polynomial_term(coefficient: int, degree: int) -> Expr:
    """c * t**degree for c > 0."""
    t = Variable("t")
    base = t if degree == 1 else Power(t, rational(degree))
    if degree == 0:
        return rational(coefficient)
    return base if coefficient == 1 else Product((rational(coefficient), base))


def integer_text(value: int) -> str:
    """An integer of any size."""
    return f"-{to_digits(-value)}" if value < 0 else to_digits(value)
