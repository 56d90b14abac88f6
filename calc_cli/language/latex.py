r"""Tree -> LaTeX: `3 x^{2} - 6 x - 9`, `\frac{x}{x + 1}`, `\sin^{2}\left(x\right)`."""

from __future__ import annotations

import re

from calc_cli.functions import TABLE
from calc_cli.language.numerals import decimal_text
from calc_cli.language.printing import (
    ATOM,
    COMPARISON,
    CONDITIONAL,
    JUNCTION,
    POWER,
    PRODUCT,
    RECURSION_LEVELS,
    SUM,
    TERM,
    Printed,
    polynomial_tree,
)
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

CONSTANTS = {"pi": r"\pi", "e": "e", "oo": r"\infty"}
RELATIONS = {"<": "<", "<=": r"\leq", ">": ">", ">=": r"\geq", "==": "=", "!=": r"\neq"}
COMMANDS = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi rho sigma tau upsilon phi varphi chi "
    "psi omega Gamma Delta Theta Lambda Xi Sigma Phi Psi Omega"
)
LETTERS = "αβγδεζηθικλμνξρστυφχψωϑϕΓΔΘΛΞΦΨΩ"
COMMANDS_OF_LETTERS = (
    "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi rho sigma tau upsilon varphi chi psi omega "
    "vartheta phi Gamma Delta Theta Lambda Xi Phi Psi Omega"
)
GREEK_COMMANDS = frozenset(COMMANDS.split())
GREEK_LETTERS = dict(zip(LETTERS, COMMANDS_OF_LETTERS.split(), strict=True))
LIKE_POWERS = frozenset(("exp", "sqrt", "cbrt", "root", "principal_power", "hypot", "factorial"))
POWERED_BY_NAME = frozenset(("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "log"))


def to_latex(tree: Expr) -> str:
    r"""The LaTeX of a tree, for mathematics mode.

    >>> from calc_cli.language.reading import parse_expression
    >>> to_latex(parse_expression("3x^2 - x/2"))
    '3 x^{2} - \\frac{x}{2}'
    """
    return printed(tree)[0]


def signed(term: Expr) -> str:
    """A term with its sign, ` - 6 x` or ` + 3 x^{2}`."""
    return with_sign(term, printed(term))


def with_sign(term: Expr, part: Printed) -> str:
    """A printed term of a sum after its sign: a negation is subtracted."""
    return f" - {part[0][1:]}" if isinstance(term, Negation) else f" + {at_least(part, PRODUCT)}"


def printed(tree: Expr, levels: int = RECURSION_LEVELS) -> Printed:
    """The LaTeX of a tree and how tightly it holds together; what is nested deeper than so many levels is printed without recursion."""
    if levels:
        parts = children(tree)
        return print_node(tree, [printed(part, levels - 1) for part in parts] if parts else [])
    done: dict[int, Printed] = {}
    for node in walk(tree):
        done[id(node)] = print_node(node, [done[id(child)] for child in children(node)])
    return done[id(tree)]


def at_least(part: Printed, level: int) -> str:
    """The text of a part, in parentheses when it holds together less tightly than its place asks."""
    return part[0] if part[1] >= level else rf"\left({part[0]}\right)"


def print_node(node: Expr, parts: list[Printed]) -> Printed:
    """One node over its printed children."""
    match node:
        case Number():
            return print_number(node)
        case Constant(name):
            return CONSTANTS.get(name, name), ATOM
        case Variable(name):
            return print_name(name), ATOM
        case Negation():
            return "-" + at_least(parts[0], PRODUCT), TERM
        case Sum():
            return print_sum(node, parts), SUM
        case Product():
            return print_product(parts), PRODUCT
        case Quotient():
            return rf"\frac{{{parts[0][0]}}}{{{parts[1][0]}}}", PRODUCT
        case Power():
            return print_power(node, parts), POWER
        case Call(name, _):
            return print_call(name, [p[0] for p in parts]), POWER if name in LIKE_POWERS else ATOM
        case Comparison(_, relation, _):
            return f"{at_least(parts[0], SUM)} {RELATIONS[relation]} {at_least(parts[1], SUM)}", COMPARISON
        case Junction(word, _):
            return rf" \text{{ {word} }} ".join(at_least(p, COMPARISON) for p in parts), JUNCTION
        case Piecewise():
            return print_piecewise(node, parts), CONDITIONAL
        case RootOf(coefficients, index):
            return rf"\operatorname{{rootof}}\left({to_latex(polynomial_tree(coefficients))}, {index}\right)", ATOM
        case AlgebraicValue():
            return printed(written_out(node))
        case IsolatedRoot(function, variable, lower, upper):
            ends = rf"\left({to_latex(rational(lower))}, {to_latex(rational(upper))}\right)"
            return rf"\left\{{ {print_name(variable)} \in {ends} : {to_latex(function)} = 0 \right\}}", ATOM
        case SystemRoot(SystemZero(functions, variables, box), quantity):
            sides = r" \times ".join(rf"\left[{to_latex(rational(low))}, {to_latex(rational(high))}\right]" for low, high in box)
            names, zeros = ", ".join(map(print_name, variables)), " = ".join(map(to_latex, functions))
            return rf"\left\{{ {to_latex(quantity)} : ({names}) \in {sides}, {zeros} = 0 \right\}}", ATOM
    raise TypeError(f"no LaTeX for {type(node).__name__}")


def print_number(node: Number) -> Printed:
    """A decimal; a very small one as a multiple of a power of ten."""
    mantissa, _, exponent = decimal_text(node.value).partition("e")
    return (rf"{mantissa} \cdot 10^{{{exponent}}}", PRODUCT) if exponent else (mantissa, ATOM)


def print_name(name: str) -> str:
    r"""`theta` is \theta, `x1` is x_{1}, `y_hat` is y_{\mathrm{hat}}, `rate` is \mathrm{rate}."""
    base, _, index = name.rstrip("'").partition("_")
    primes = "'" * (len(name) - len(name.rstrip("'")))
    numbered = re.fullmatch(r"(.*?)([0-9]+)", base)
    below = [print_letters(index)] if index else []
    if numbered is not None and numbered[1]:
        base, below = numbered[1], [numbered[2], *below]
    letter = print_letters(base)
    return (f"{letter}_{{{', '.join(below)}}}" if below else letter) + primes


def print_letters(name: str) -> str:
    """A letter or a number as it is, Greek as its command, a longer word upright."""
    if name in GREEK_LETTERS:
        return "\\" + GREEK_LETTERS[name]
    if name in GREEK_COMMANDS:
        return "\\" + name
    if len(name) == 1 or name.isdigit():
        return name
    return rf"\mathrm{{{''.join(print_letters(c) if c in GREEK_LETTERS else c for c in name)}}}".replace("_", r"\_")


def print_sum(node: Sum, parts: list[Printed]) -> str:
    """a + b - c."""
    text = at_least(parts[0], TERM)
    for term, part in zip(node.terms[1:], parts[1:], strict=True):
        text += with_sign(term, part)
    return text


def print_product(parts: list[Printed]) -> str:
    """Factors side by side, with a dot before a digit."""
    text = at_least(parts[0], PRODUCT)
    for part in parts[1:]:
        factor = at_least(part, PRODUCT if part[0].startswith(r"\frac") else POWER)
        text += (r" \cdot " if factor[0].isdigit() else " ") + factor
    return text


def print_power(node: Power, parts: list[Printed]) -> str:
    r"""x^{2}; the power of a sine stands at its name: \sin^{2}\left(x\right)."""
    exponent = parts[1][0]
    base = node.base
    if isinstance(base, Call) and base.function in POWERED_BY_NAME and isinstance(node.exponent, Number):
        name, _, rest = parts[0][0].partition(r"\left")
        return rf"{name}^{{{exponent}}}\left{rest}"
    return f"{at_least(parts[0], ATOM)}^{{{exponent}}}"


def print_call(name: str, arguments: list[str]) -> str:
    """The row's own LaTeX, or its name in upright letters."""
    row = TABLE.get(name)
    if name == "lambertw" and len(arguments) == 2:
        return rf"\operatorname{{W}}_{{{arguments[1]}}}\left({arguments[0]}\right)"
    if row is None or not row.latex:
        upright = name.replace("_", r"\_")
        return rf"\operatorname{{{upright}}}\left({', '.join(arguments)}\right)"
    if name == "factorial":
        return (arguments[0] if re.fullmatch(r"\w+", arguments[0]) else rf"\left({arguments[0]}\right)") + "!"
    if name == "principal_power":
        return rf"\left({arguments[0]}\right)^{{{arguments[1]}}}"
    return re.sub("#([12])", lambda mark: arguments[int(mark[1]) - 1], row.latex)


def print_piecewise(node: Piecewise, parts: list[Printed]) -> str:
    r"""The cases environment."""
    pairs = zip(parts[0::2], parts[1::2], strict=False)
    lines = [rf"{value[0]} & \text{{if }} {condition[0]}" for value, condition in pairs]
    if node.otherwise is not None:
        lines.append(rf"{parts[-1][0]} & \text{{otherwise}}")
    return r"\begin{cases} " + r" \\ ".join(lines) + r" \end{cases}"
