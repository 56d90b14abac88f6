"""Text -> tokens: characters are judged here, nothing is echoed raw, every token knows its place in the text."""

from __future__ import annotations

import codecs
import re
import unicodedata
from enum import StrEnum
from fractions import Fraction

from calc_cli.errors import CalcError
from calc_cli.language.numerals import from_digits
from calc_cli.records import record

MAX_TEXT_BYTES = 100_000
MAX_NAME_LENGTH = 64
MAX_NUMBER_DIGITS = 30_000

GREEK = "αβγδεζηθικλμνξρστυφχψωϑϕΓΔΘΛΞΦΨΩ"
"""Greek letters that no Latin letter looks like; each is a name of its own."""

SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿˣʸ", "0123456789-+nxy")
SPELLINGS = {
    "^": "**", "·": "*", "×": "*", "⋅": "*", "∗": "*", "∙": "*", "÷": "/", "⁄": "/", "∕": "/", "−": "-", "–": "-",
    "≤": "<=", "≥": ">=", "≠": "!=", "π": "pi", "∞": "oo",
}  # fmt: skip
WORDS = frozenset(("if", "else", "and", "or", "in"))
FOREIGN_WORDS = frozenset(("lambda", "import", "def", "class", "return", "for", "while", "not", "eval", "exec", "print"))
"""Of programming languages."""
NO_DATA = frozenset(("nan", "NaN", "None", "null", "NULL", "True", "False", "undefined"))
"""What programs write where there is no formula: to study it as the variable of that name would answer a question nobody asked."""


LATEX_CHARACTERS = "\\{}$"
"""A text with one of these is read as LaTeX."""


class Kind(StrEnum):
    """What a token is; names are sorted into functions, constants and variables by `names`."""

    NUMBER = "number"
    NAME = "name"
    FUNCTION = "function"
    CONSTANT = "constant"
    VARIABLE = "variable"
    OPERATOR = "operator"
    SUPERSCRIPT = "superscript"
    WORD = "word"
    END = "end"


@record
class Token:
    """kind; text in its one spelling (`**` for `^`); the half-open range of characters; the value of a number."""

    kind: Kind
    text: str
    start: int
    end: int
    value: Fraction = Fraction(0)


PATTERN = re.compile(
    rf"""(?P<space>[\s]+)
    |(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    |(?P<name>[A-Za-z{GREEK}_][A-Za-z{GREEK}0-9_₀-₉]*)
    |(?P<superscript>[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿˣʸ]+)
    |(?P<bad>//|&&|<>|=<|=>|:=|\+\+\+|!!)
    |(?P<operator>\*\*|<=|>=|==|!=|[-+*/^()\[\],|=<>!√∛∜·×⋅∗∙÷⁄∕−–≤≥≠π∞])""",
    re.VERBOSE,
)

BAD_PAIRS = {
    "//": ("integer division is written floor(a/b)", "floor(a/b)"),
    "&&": ("`&&` is written `and`", "`and`"),
    "<>": ("`<>` is written `!=`", "`!=`"),
    "=<": ("`=<` is written `<=`", "`<=`"),
    "=>": ("`=>` is written `>=`", "`>=`"),
    ":=": ("a function is defined with `=`", "f(x) = x**2"),
    "!!": ("a double factorial is not read", "write (x!)! for the factorial of a factorial"),
    "+++": ("three signs in a row", "write one sign"),
}
HINTS = {
    "{": "use round parentheses ( )", "}": "use round parentheses ( )", "%": "write x/100 for a percentage",
    "'": "quotes and primes are not part of a formula", '"': "quotes and primes are not part of a formula",
    "`": "quotes and primes are not part of a formula", "’": "quotes and primes are not part of a formula",
    ";": "give one function at a time", "\\": "write the formula in plain text, e.g. x**2/(x + 1)",
    "½": "write 1/2", "¼": "write 1/4", "¾": "write 3/4", "∫": "integrals are not read", "∑": "sums are not read",
    "—": "write - for minus", "_": "a name begins with a letter", ":": "write piecewise((x**2, x < 0), (x, x >= 0)) for cases",
}  # fmt: skip


def tokenize(text: str) -> list[Token]:
    """The tokens of a text in the plain language or in LaTeX, the last one END."""
    if len(text) > MAX_TEXT_BYTES or len(text.encode("utf-8", "surrogatepass")) > MAX_TEXT_BYTES:
        raise too_long(text)
    if any(character in text for character in LATEX_CHARACTERS):
        from calc_cli.language.latex_input import latex_tokens

        return latex_tokens(text)
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        match = PATTERN.match(text, position)
        if match is None or (match.lastgroup == "space" and not is_plain_space(match.group())):
            raise bad_character(text, first_bad(text, position, match))
        if match.lastgroup != "space":
            tokens.append(token_of(text, match))
        position = match.end()
    tokens.append(Token(Kind.END, "", len(text), len(text)))
    return tokens


def too_long(text: str) -> CalcError:
    """The refusal of a text, from the first character that is too many."""
    beginning = text.encode("utf-8", "surrogatepass")[:MAX_TEXT_BYTES]
    kept = len(codecs.getincrementaldecoder("utf-8")("surrogatepass").decode(beginning))
    message = f"the text is longer than {MAX_TEXT_BYTES} bytes"
    return CalcError("too_long", message, text, (kept, kept + 1), "split it into several problems")


def is_plain_space(characters: str) -> bool:
    """Spaces, tabs, line ends and the typographic spaces of copied text."""
    return all(c in " \t\n\r" or unicodedata.category(c) == "Zs" for c in characters)


def first_bad(text: str, position: int, match: re.Match[str] | None) -> int:
    """Where the first unreadable character of a failed match stands."""
    if match is None:
        return position
    return next(i for i in range(position, match.end()) if not is_plain_space(text[i]))


def token_of(text: str, match: re.Match[str]) -> Token:
    """The token of one regular-expression match."""
    start, end, raw = match.start(), match.end(), match.group()
    match match.lastgroup:
        case "number":
            return Token(Kind.NUMBER, raw, start, end, number_value(text, raw, start, end))
        case "name":
            return name_token(text, raw, start, end)
        case "superscript":
            return Token(Kind.SUPERSCRIPT, raw.translate(SUPERSCRIPTS), start, end)
        case "bad":
            raise CalcError(
                "unexpected_operator", BAD_PAIRS[raw][0], text, (start, end), f"write {BAD_PAIRS[raw][1]}".replace("write write", "write")
            )
    spelled = SPELLINGS.get(raw, raw)
    return Token(Kind.NAME if spelled in ("pi", "oo") else Kind.OPERATOR, spelled, start, end)


def name_token(text: str, raw: str, start: int, end: int) -> Token:
    """A name or a reserved word."""
    if raw.startswith("_"):
        raise CalcError("unknown_character", "a name begins with a letter", text, (start, end), "rename it, e.g. x_1")
    if len(raw) > MAX_NAME_LENGTH:
        raise CalcError(
            "name_too_long",
            f"a name has more than {MAX_NAME_LENGTH} letters",
            text,
            (start, end),
            "use a shorter name, or * between factors",
        )
    if raw in FOREIGN_WORDS or raw in NO_DATA:
        raise CalcError("reserved_word", f"`{raw}` is not part of the language", text, (start, end), "write a formula such as x**2 - 3*x")
    if end < len(text) and text[end] == "." and text[end + 1 : end + 2].isidentifier():
        raise CalcError("attribute", "a name has no attributes", text, (end, end + 1), "write * for a product")
    return Token(Kind.WORD if raw in WORDS else Kind.NAME, raw.translate(SUBSCRIPTS), start, end)


def number_value(text: str, raw: str, start: int, end: int) -> Fraction:
    """The exact rational of a decimal numeral: 0.1 is 1/10, 1e-3 is 1/1000."""
    if end < len(text) and (text[end] == "." or (raw == "0" and re.match(r"[xX][0-9]", text[end:]))):
        raise CalcError("malformed_number", "this is not a number", text, (start, end + 1), "write a decimal such as 3.4")
    if end < len(text) and text[end] == "_":
        raise CalcError("malformed_number", "a number has no underscores", text, (start, end + 1), "write 1000000")
    mantissa, _, exponent = raw.lower().partition("e")
    whole, _, fraction = mantissa.partition(".")
    scale = int(exponent or "0") if len(exponent) < 12 else MAX_NUMBER_DIGITS + 1
    if len(whole) + len(fraction) + abs(scale) > MAX_NUMBER_DIGITS:
        hint = "use a smaller exponent" if exponent else "write fewer digits"
        raise CalcError("number_too_large", f"a number has more than {MAX_NUMBER_DIGITS} digits", text, (start, end), hint)
    shift = scale - len(fraction)
    power: int = 10 ** abs(shift)
    digits = from_digits(whole + fraction)
    return Fraction(digits * power) if shift >= 0 else Fraction(digits, power)


def bad_character(text: str, position: int) -> CalcError:
    """The refusal of one character; one that cannot be seen is named by its code point only."""
    character = text[position]
    span = (position, position + 1)
    code_point = f"U+{ord(character):04X}"
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Mn", "Me", "Mc"):
        return CalcError(
            "invisible_character",
            f"the text contains the invisible character {code_point}",
            text,
            span,
            "delete it and type the formula again",
        )
    if character == ".":
        return CalcError("malformed_number", "a point stands alone", text, span, "write a decimal such as 0.5, and * for a product")
    name = unicodedata.name(character, "").lower()
    seen = f"{character} ({code_point} {name})" if ord(character) > 127 else f"`{character}`"
    code = "quote" if character in "'\"`’" else "unknown_character"
    return CalcError(code, f"the character {seen} is not part of the language", text, span, HINTS.get(character) or kind_hint(character))


def kind_hint(character: str) -> str:
    """What to type instead of a letter, a digit or a sign that is not read."""
    if character.isalpha():
        return "only Latin and Greek letters are read"
    return "write the digits 0 to 9" if character.isnumeric() else "write + - * / ^ and functions such as sqrt(x)"
