"""Bare symbols beside the trees of a formula (`f''(x) = `, ` <= `, `≈ 0.7549`) in LaTeX and in MathML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

TOKEN = re.compile(
    r"(?P<derivative>d(?:\*\*(?P<order>\d+))?/d(?P<by>[^\W\d]\w*)(?:\*\*\d+)?)"
    r"|(?P<reals>\bR\^(?P<dimension>\w+)|\bR\b)"
    r"|(?P<space>\s+)"
    r"|(?P<sign>-(?=[\w(]))"
    r"|(?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[^\W\d_]\w*'*(?:_\{[^}]*\})?)"
    r"|(?P<operator>'+|<=|>=|!=|==|->|\*\*|.)",
    re.DOTALL,
)
WORDS = frozenset({"or", "and", "if", "is", "where", "for", "every", "any", "integer", "with", "at", "as", "left", "right", "rows"})
LATEX = {
    "oo": r"\infty", "pi": r"\pi", "<=": r"\le ", ">=": r"\ge ", "!=": r"\ne ", "==": "=", "->": r"\to ", "**": "^", "*": r"\cdot ",
    "≈": r"\approx ", "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "_": r"\_", "in": r"\in ", "…": r"\dots ",
    "×": r"\times ", "±": r"\pm ",
}  # fmt: skip
BRACKETS = {"(": "prefix", "[": "prefix", "{": "prefix", ")": "postfix", "]": "postfix", "}": "postfix"}
MATHML = {
    "oo": "<mi>∞</mi>", "pi": "<mi>π</mi>", "<=": "<mo>≤</mo>", ">=": "<mo>≥</mo>", "!=": "<mo>≠</mo>", "==": "<mo>=</mo>",
    "->": "<mo>→</mo>", "*": "<mo>·</mo>", "-": "<mo>−</mo>", "in": "<mo>∈</mo>",
}  # fmt: skip


def tokens(symbols: str) -> Iterator[tuple[str, re.Match[str]]]:
    """(kind, match) of every token: derivative, space, number, name, operator."""
    for found in TOKEN.finditer(symbols):
        kind = next(kind for kind in ("derivative", "reals", "space", "sign", "number", "name", "operator") if found[kind] is not None)
        yield kind, found


def symbols_latex(symbols: str) -> str:
    r"""The symbols in LaTeX, for mathematics mode.

    >>> symbols_latex("f'(x) <= oo")
    "f'(x) \\le \\infty"
    """
    if symbols == " x ":  # between the sides of a box
        return r" \times "
    return re.sub(r" {2,}", " ", "".join(_latex(kind, found) for kind, found in tokens(symbols)))


def _latex(kind: str, found: re.Match[str]) -> str:
    from calc_cli.language.latex import print_name

    text = found[0]
    match kind:
        case "derivative":
            order = f"^{{{found['order']}}}" if found["order"] else ""
            return rf"\frac{{\mathrm{{d}}{order}}}{{\mathrm{{d}}{print_name(found['by'])}{order}}}"
        case "reals":
            return rf"\mathbb{{R}}^{{{found['dimension']}}}" if found["dimension"] else r"\mathbb{R}"
        case "space":
            return " "
        case "number":
            mantissa, _, exponent = text.lower().partition("e")
            return rf"{mantissa} \cdot 10^{{{exponent.lstrip('+')}}}" if exponent else text
        case "name" if text in LATEX:
            return LATEX[text]
        case "name" if text in WORDS:
            return rf"\text{{ {text} }}"
        case "name":
            base, _, below = text.partition("_{")
            primes = len(base) - len(base.rstrip("'"))
            index = "_{" + ", ".join(print_name(part) for part in below[:-1].split(",")) + "}" if below else ""
            return print_name(base.rstrip("'")) + "'" * primes + index
    return LATEX.get(text, text)


def symbols_mathml(symbols: str) -> str:
    """The symbols in MathML.

    >>> symbols_mathml("x <= oo")
    '<mi>x</mi><mo>≤</mo><mi>∞</mi>'
    """
    if symbols == " x ":
        return "<mo>×</mo>"
    if symbols in ("+", "-"):  # a sign alone, not between two terms
        return f'<mo lspace="0" rspace="0">{symbols.replace("-", "−")}</mo>'
    return "".join(_mathml(kind, found) for kind, found in tokens(symbols))


def _mathml(kind: str, found: re.Match[str]) -> str:
    from calc_cli.language.mathml import prime, print_name

    text = found[0]
    match kind:
        case "derivative":
            order = found["order"]
            above = f"<msup><mi>d</mi><mn>{order}</mn></msup>" if order else "<mi>d</mi>"
            by = print_name(found["by"])
            below = f"<msup>{by}<mn>{order}</mn></msup>" if order else by
            return f"<mfrac>{above}<mrow><mi>d</mi>{below}</mrow></mfrac>"
        case "reals":
            return f"<msup><mi>ℝ</mi><mn>{found['dimension']}</mn></msup>" if found["dimension"] else "<mi>ℝ</mi>"
        case "space":
            return ""
        case "sign":
            return '<mo form="prefix">−</mo>'
        case "number":
            mantissa, _, exponent = text.lower().partition("e")
            power = f"<mo>·</mo><msup><mn>10</mn><mn>{exponent.lstrip('+').replace('-', '−')}</mn></msup>" if exponent else ""
            return f"<mn>{mantissa}</mn>{power}"
        case "name" if text in MATHML:
            return MATHML[text]
        case "name" if text in WORDS:
            return f"<mtext>&#xa0;{text}&#xa0;</mtext>"
        case "name":
            base, _, below = text.partition("_{")
            if below:
                index = "<mo>,</mo>".join(print_name(part.strip()) for part in below[:-1].split(","))
                return f"<msub>{print_name(base)}<mrow>{index}</mrow></msub>"
            return print_name(base)
    if text in BRACKETS:
        return f'<mo form="{BRACKETS[text]}" stretchy="false">{text}</mo>'
    if set(text) == {"'"}:
        return prime(len(text))
    return MATHML.get(text, f"<mo>{escape(text)}</mo>")
