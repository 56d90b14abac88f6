"""Tree -> MathML (Presentation), without the outer `<math>`: a fraction as `<mfrac>`, a power as `<msup>`."""

from __future__ import annotations

import re
from html import escape

from calc_cli.functions import TABLE
from calc_cli.language.latex import GREEK_COMMANDS, GREEK_LETTERS, LIKE_POWERS, POWERED_BY_NAME
from calc_cli.language.numerals import decimal_text
from calc_cli.language.printing import ATOM, COMPARISON, CONDITIONAL, JUNCTION, POWER, PRODUCT, SUM, TERM, Printed, polynomial_tree
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

CONSTANTS = {"pi": "<mi>π</mi>", "e": "<mi>e</mi>", "oo": "<mi>∞</mi>"}
RELATIONS = {"<": "&lt;", "<=": "≤", ">": "&gt;", ">=": "≥", "==": "=", "!=": "≠"}
UNICODE = {command: letter for letter, command in GREEK_LETTERS.items()} | {"epsilon": "ϵ", "theta": "θ", "phi": "φ", "sigma": "σ"}
NAMES = {"log": "ln", "asin": "arcsin", "acos": "arccos", "atan": "arctan", "acot": "arccot", "asec": "arcsec", "acsc": "arccsc"}
NAMES |= {"gamma": "Γ", "digamma": "ψ", "airyai": "Ai", "airybi": "Bi", "airyaiprime": "Ai′", "airybiprime": "Bi′"}
NAMES |= {"fresnels": "S", "fresnelc": "C", "lambertw": "W", "log2": "log", "log10": "log"}
FENCES = {"abs": ("|", "|"), "floor": ("⌊", "⌋"), "ceil": ("⌈", "⌉")}
BESSEL = {"besselj": "J", "bessely": "Y", "besseli": "I", "besselk": "K"}
TALL = re.compile("<(mfrac|mtable|msqrt|mroot)")
TIMES, DOT, APPLY, MINUS = "<mo>&#x2062;</mo>", "<mo>·</mo>", "<mo>&#x2061;</mo>", "<mo>−</mo>"


def to_mathml(tree: Expr) -> str:
    """The MathML of a tree, to stand inside `<math>`.

    >>> from calc_cli.language.reading import parse_expression
    >>> to_mathml(parse_expression("x/2"))
    '<mfrac><mi>x</mi><mn>2</mn></mfrac>'
    """
    done: dict[int, Printed] = {}
    for node in walk(tree):
        done[id(node)] = print_node(node, [done[id(child)] for child in children(node)])
    return done[id(tree)][0]


def row(*parts: str) -> str:
    """The parts side by side as one thing."""
    return f"<mrow>{''.join(parts)}</mrow>"


def operator(text: str) -> str:
    """An operator or a relation."""
    return f"<mo>{escape(text)}</mo>"


def fenced(inner: str, left: str = "(", right: str = ")") -> str:
    """Between brackets, which grow with what is tall."""
    still = "" if TALL.search(inner) else ' stretchy="false"'
    return row(f'<mo form="prefix"{still}>{escape(left)}</mo>', inner, f'<mo form="postfix"{still}>{escape(right)}</mo>')


def at_least(part: Printed, level: int) -> str:
    """A part, in parentheses when it holds together less tightly than its place asks."""
    return part[0] if part[1] >= level else fenced(part[0])


def print_node(node: Expr, parts: list[Printed]) -> Printed:
    """One node over its printed children."""
    match node:
        case Number():
            return print_number(node)
        case Constant(name):
            return CONSTANTS.get(name, f"<mi>{escape(name)}</mi>"), ATOM
        case Variable(name):
            return print_name(name), ATOM
        case Negation():
            return row(MINUS, at_least(parts[0], PRODUCT)), TERM
        case Sum():
            return print_sum(node, parts), SUM
        case Product():
            return print_product(parts), PRODUCT
        case Quotient():
            return f"<mfrac>{parts[0][0]}{parts[1][0]}</mfrac>", PRODUCT
        case Power():
            return print_power(node, parts), POWER
        case Call(name, _):
            return print_call(name, [p[0] for p in parts]), POWER if name in LIKE_POWERS else ATOM
        case Comparison(_, relation, _):
            return row(at_least(parts[0], SUM), f"<mo>{RELATIONS[relation]}</mo>", at_least(parts[1], SUM)), COMPARISON
        case Junction(word, _):
            return row(words(f" {word} ").join(at_least(p, COMPARISON) for p in parts)), JUNCTION
        case Piecewise():
            return print_piecewise(node, parts), CONDITIONAL
    return print_root(node), ATOM


def print_root(node: Expr) -> str:
    """A number known as a root: of a polynomial, or isolated in an interval or a box; or a polynomial in such a number."""
    match node:
        case AlgebraicValue():
            return fenced(to_mathml(written_out(node)))
        case RootOf(coefficients, index):
            return called("<mi>rootof</mi>", to_mathml(polynomial_tree(coefficients)), f"<mn>{index}</mn>")
        case IsolatedRoot(function, variable, lower, upper):
            ends = fenced(row(to_mathml(rational(lower)), operator(","), to_mathml(rational(upper))))
            inner = row(print_name(variable), operator("∈"), ends, operator(":"), to_mathml(function), operator("="), "<mn>0</mn>")
            return fenced(inner, "{", "}")
        case SystemRoot(SystemZero(functions, variables, box), quantity):
            names = fenced(operator(",").join(print_name(name) for name in variables))
            pairs = (row(to_mathml(rational(low)), operator(","), to_mathml(rational(high))) for low, high in box)
            sides = operator("×").join(fenced(pair, "[", "]") for pair in pairs)
            zeros = operator("=").join(to_mathml(function) for function in functions)
            place = (to_mathml(quantity), operator(":"), names, operator("∈"), sides, operator(","), zeros)
            return fenced(row(*place, operator("="), "<mn>0</mn>"), "{", "}")
    raise TypeError(f"no MathML for {type(node).__name__}")


def words(text: str) -> str:
    """Words within a formula; their outer spaces are kept."""
    return f"<mtext>{escape(text).replace(' ', '&#xa0;')}</mtext>"


def print_number(node: Number) -> Printed:
    """A decimal; a very small one as a multiple of a power of ten."""
    mantissa, _, exponent = decimal_text(node.value).partition("e")
    if not exponent:
        return f"<mn>{mantissa}</mn>", ATOM
    return row(f"<mn>{mantissa}</mn>", DOT, f"<msup><mn>10</mn><mn>{exponent}</mn></msup>"), PRODUCT


def print_name(name: str) -> str:
    """`theta` as the letter, `x1` with an index below, `u'` with its primes."""
    base, _, index = name.rstrip("'").partition("_")
    primes = prime(len(name) - len(name.rstrip("'")))
    numbered = re.fullmatch(r"(.*?)([0-9]+)", base)
    below = [index] if index else []
    if numbered is not None and numbered[1]:
        base, below = numbered[1], [numbered[2], *below]
    letter = f"<mi>{letters(base)}</mi>"
    marks = [f"<mn>{text}</mn>" if text.isdigit() else f"<mi>{letters(text)}</mi>" for text in below]
    whole = f"<msub>{letter}{marks[0] if len(marks) == 1 else row(operator(',').join(marks))}</msub>" if marks else letter
    return row(whole, primes) if primes else whole


def prime(count: int) -> str:
    """The primes of a derivative."""
    return f'<mo lspace="0" rspace="0">{"′″‴"[count - 1] if count < 4 else "′" * count}</mo>' if count else ""


def letters(name: str) -> str:
    """Greek names as letters, anything else as it is."""
    return UNICODE.get(name, escape(name)) if name in GREEK_COMMANDS else escape(name)


def print_sum(node: Sum, parts: list[Printed]) -> str:
    """a + b - c."""
    text = at_least(parts[0], TERM)
    for term, part in zip(node.terms[1:], parts[1:], strict=True):
        negative = isinstance(term, Negation)
        text += part[0].removeprefix("<mrow>").removesuffix("</mrow>") if negative else operator("+") + at_least(part, PRODUCT)
    return row(text)


def print_product(parts: list[Printed]) -> str:
    """Factors side by side, with a dot before a digit or between two fractions."""
    text = at_least(parts[0], PRODUCT)
    for part in parts[1:]:
        factor = at_least(part, PRODUCT if part[0].startswith("<mfrac>") else POWER)
        text += (DOT if begins_with_digit(factor) else TIMES) + factor
    return row(text)


def begins_with_digit(markup: str) -> bool:
    """What the reader sees first is a digit."""
    return re.match(r"(<(mrow|msup|mfrac|msub)>)*<mn>", markup) is not None


def print_power(node: Power, parts: list[Printed]) -> str:
    """x with its exponent; the power of a sine stands at its name."""
    exponent, base = parts[1][0], node.base
    if isinstance(base, Call) and base.function in POWERED_BY_NAME and isinstance(node.exponent, Number):
        argument = parts[0][0].partition(APPLY)[2].removesuffix("</mrow>")
        return row(f"<msup><mi>{NAMES.get(base.function, base.function)}</mi>{exponent}</msup>", APPLY, argument)
    return f"<msup>{at_least(parts[0], ATOM)}{exponent}</msup>"


def called(name: str, *arguments: str) -> str:
    """name(arguments)."""
    return row(name, APPLY, fenced(row(operator(",").join(arguments)) if len(arguments) > 1 else arguments[0]))


def print_call(name: str, arguments: list[str]) -> str:
    """The function's own notation, or its name before its arguments."""
    first, second = arguments[0], arguments[-1]
    if name in FENCES:
        return fenced(first, *FENCES[name])
    if name in BESSEL:
        return called(f"<msub><mi>{BESSEL[name]}</mi>{first}</msub>", second)
    match name:
        case "sqrt":
            return f"<msqrt>{first}</msqrt>"
        case "cbrt" | "root":
            return f"<mroot>{first}{'<mn>3</mn>' if name == 'cbrt' else second}</mroot>"
        case "exp" | "principal_power":
            return f"<msup><mi>e</mi>{first}</msup>" if name == "exp" else f"<msup>{fenced(first)}{second}</msup>"
        case "hypot":
            squares = operator("+").join(f"<msup>{fenced(part)}<mn>2</mn></msup>" for part in arguments)
            return f"<msqrt>{squares}</msqrt>"
        case "factorial":
            return row(first if re.fullmatch(r"<m[in]>\w+</m[in]>", first) else fenced(first), operator("!"))
        case "log2" | "log10":
            return called(f"<msub><mi>log</mi><mn>{name[3:]}</mn></msub>", first)
        case "log_base":
            return called(f"<msub><mi>log</mi>{second}</msub>", first)
        case "lambertw" if len(arguments) == 2:
            return called(f"<msub><mi>W</mi>{second}</msub>", first)
        case "polygamma":
            return called(f"<msup><mi>ψ</mi>{fenced(first)}</msup>", second)
        case "lgamma":
            return row("<mi>ln</mi>", called("<mi>Γ</mi>", first))
    plain = NAMES.get(name, TABLE[name].name if name in TABLE else name)
    return called(f"<mi>{escape(plain)}</mi>", *arguments)


def print_piecewise(node: Piecewise, parts: list[Printed]) -> str:
    """A brace before the cases."""
    pairs = zip(parts[0::2], parts[1::2], strict=False)
    lines = [(value[0], words("if ") + condition[0]) for value, condition in pairs]
    if node.otherwise is not None:
        lines.append((parts[-1][0], words("otherwise")))
    rows = "".join(f"<mtr><mtd>{value}</mtd><mtd>{condition}</mtd></mtr>" for value, condition in lines)
    return row(operator("{"), f'<mtable columnalign="left">{rows}</mtable>')
