"""Letter runs -> names: which run is a function, a constant, one variable, or a product of single letters.

The rules, in order, for a run such as `xye`, `sinx`, `rate`, `w1`:

1. declared (on the left side `f(rate) = …`, or with --wrt or --let): one variable;
2. a function of the table, `pi`, `e`, `oo`: itself; `log_2`, `log_b`: the logarithm to that base;
3. one letter, a Greek letter's name (`theta`), or a run with `_` or a digit (`y_hat`, `w1`): one variable;
   but digits right after a function's name are its argument (`sin2x` is sin(2*x));
4. textbook runs of single letters are products: made only of x, y, z, e; or of two or three letters of abcehkmnpqrstuvwxyz
   with at least one of x, y, z; or of two letters, one of them t; or a letter and e before `^`. So `xy`, `xyz`, `xye`, `ax`,
   `kxy`, `at`, `Ae^…` are products;
5. function names inside a run, when single letters stand around them: `xsin(…)`, `sinx`, `xlnx`, `sinxcosx`;
6. any other run is one variable (`rate`, `loss`) — unless `(` follows: then it is an unknown function.
"""

from __future__ import annotations

import difflib
import re
from fractions import Fraction
from functools import cache

from calc_cli.errors import CalcError
from calc_cli.functions import TABLE
from calc_cli.language.tokens import GREEK, Kind, Token

CONSTANTS = {"pi": "pi", "Pi": "pi", "PI": "pi", "e": "e", "oo": "oo", "inf": "oo", "infinity": "oo", "Infinity": "oo"}
GREEK_WORDS = (
    "alpha beta delta epsilon varepsilon zeta eta theta vartheta iota kappa mu nu xi omicron rho sigma tau upsilon phi varphi chi "
    "omega Delta Theta Lambda Xi Sigma Phi Psi Omega"
)
GREEK_NAMES = frozenset(GREEK_WORDS.split())
SPECIAL_FORMS = ("piecewise", "rootof")
SPLIT_LETTERS = frozenset("abcehkmnpqrstuvwxyz")
CORE_LETTERS = frozenset("xyz")


@cache
def function_names() -> dict[str, str]:
    """Every spelling of a function -> its canonical name."""
    names = {name: name for name in (*TABLE, *SPECIAL_FORMS)}
    for row in TABLE.values():
        names.update(dict.fromkeys(row.aliases, row.name))
    return names


@cache
def run_pattern() -> re.Pattern[str]:
    """Single letters around function names of one argument: x sin, sin x, x ln x, sin x cos x."""
    unary = [spelling for spelling, name in function_names().items() if name in TABLE and 1 in (TABLE[name].arity or ())]
    inner = "|".join(sorted(unary, key=len, reverse=True))
    return re.compile(rf"(?P<front>(?:pi|[{''.join(sorted(SPLIT_LETTERS))}θ])*?)(?P<function>{inner})(?P<rest>.*)")


def nearest_function(name: str) -> str | None:
    """The known function whose name looks most like this one; among equals the one that begins alike."""
    found = difflib.get_close_matches(name.lower(), [n for n in function_names() if len(n) > 1], 4, 0.55)
    return max(found, key=lambda near: (similarity(name, near), alike_from_the_start(name, near))) if found else None


def alike_from_the_start(name: str, near: str) -> int:
    """How many letters two names share before they differ."""
    return next((i for i, (a, b) in enumerate(zip(name, near, strict=False)) if a != b), min(len(name), len(near)))


def similarity(name: str, near: str) -> float:
    """From 0 (nothing in common) to 1 (equal but for capitals)."""
    return difflib.SequenceMatcher(None, name.lower(), near).ratio()


def lookalike(name: str, ratio: float) -> str | None:
    """The function that a word of letters resembles at least so much, and may have been meant."""
    if len(name) < 3 or not name.isalpha() or name in GREEK_NAMES:
        return None
    near = nearest_function(name)
    return near if near is not None and similarity(name, near) >= ratio else None


def resolve(text: str, tokens: list[Token], declared: frozenset[str]) -> tuple[list[Token], list[str]]:
    """The tokens with every name sorted into functions, constants and variables; and notes on doubtful readings."""
    sorted_tokens: list[Token] = []
    notes: list[str] = []
    names = frozenset(token.text for token in tokens if token.kind is Kind.NAME)
    for token, following in zip(tokens, [*tokens[1:], tokens[-1]], strict=True):
        if token.kind is not Kind.NAME:
            sorted_tokens.append(token)
            continue
        pieces = resolve_name(text, token, following, declared)
        if len(pieces) > 1:
            notes.append(f"{token.text} is read as {reading(pieces)}")
        elif pieces[0].kind is Kind.VARIABLE and token.text not in declared:
            notes.extend(doubts(token.text, names))
        sorted_tokens.extend(pieces)
    return sorted_tokens, list(dict.fromkeys(notes))


def doubts(name: str, names: frozenset[str]) -> list[str]:
    """What else an undeclared variable may have been meant to be."""
    suspect = lookalike(name, 0.7)
    if suspect is not None:
        return [f"{name} is read as a variable, not as the function {suspect}"]
    if name == "E":
        return ["E is read as a variable; the constant is e"]
    if name.isascii() and name.isalpha() and 1 < len(name) <= 3 and name not in GREEK_NAMES:
        return [f"{name} is read as one name; write {'*'.join(name)} for a product"]
    if re.fullmatch("[a-z][0-9]+", name) and not any(re.fullmatch(f"{name[0]}[0-9]+", other) for other in names - {name}):
        return [f"{name} is read as one name; write {name[0]}^{name[1:]} or {name[0]}*{name[1:]} for the other"]
    return []


def reading(pieces: list[Token]) -> str:
    """How a split run is read: `x*y`, `x*sin(…)`, `sin(x)`."""
    words = ""
    for before, piece in zip([None, *pieces], pieces, strict=False):
        glue = "" if before is None else " " if before.kind is Kind.FUNCTION else "*"
        words += glue + piece.text
    return words


def resolve_name(text: str, token: Token, following: Token, declared: frozenset[str]) -> list[Token]:
    """Rules 1 to 6 of the module."""
    name = token.text
    called = following.kind is Kind.OPERATOR and following.text == "("
    if name in declared:
        return [Token(Kind.VARIABLE, name, token.start, token.end)]
    if name in function_names():
        return [Token(Kind.FUNCTION, function_names()[name], token.start, token.end)]
    if name in CONSTANTS:
        return [Token(Kind.CONSTANT, CONSTANTS[name], token.start, token.end)]
    if name.startswith("log_") and len(name) > 4:
        return [Token(Kind.FUNCTION, name, token.start, token.end)]
    if len(name) == 1 or name in GREEK_NAMES or (re.fullmatch(r"[A-Za-z]_?[0-9]+", name) and not called):
        return [Token(Kind.VARIABLE, name, token.start, token.end)]
    if re.fullmatch("[A-Za-z]e", name) and following.text == "**":
        return place([name[0], "e"], token)
    pieces = split_run(name, called)
    if pieces is not None:
        return place(pieces, token)
    alone = following.kind in (Kind.OPERATOR, Kind.END)
    if (called and not re.fullmatch(r"[A-Za-z]_?[0-9]+", name)) or (not alone and lookalike(name, 0.85) is not None):
        raise unknown_function(text, token)
    return [Token(Kind.VARIABLE, name, token.start, token.end)]


def unknown_function(text: str, token: Token) -> CalcError:
    """The refusal of a name before `(`, with the nearest function."""
    suggestion = nearest_function(token.text)
    product = f"for a product write {token.text}*(…)"
    hint = product if suggestion is None else f"did you mean {suggestion}?"
    if suggestion is not None and lookalike(token.text, 0.8) is None:
        hint += f" If not, {product}"
    return CalcError("unknown_name", f"there is no function named {token.text}", text, (token.start, token.end), hint)


def split_run(name: str, called: bool) -> list[str] | None:
    """The pieces of a textbook run (rules 4 and 5), or None when the run is one name."""
    if is_letter_product(name) and not (called and len(name) > 2 and looks_like_function(name)):
        return re.findall(f"pi|[a-z{GREEK}]", name) if name[:2] != "pi" or len(name) > 2 else None
    return split_functions(name, called)


def looks_like_function(name: str) -> bool:
    """Whether a run before `(` is more likely a misspelt function than a product."""
    near = lookalike(name, 0.6)
    return near is not None and len(near) == len(name)


def is_letter_product(name: str) -> bool:
    """Rule 4: `xy`, `xyz`, `xye`, `ax`, `at` are products of single letters; `rate` and `key2` are names."""
    bare = name.replace("pi", "", 1) if len(name) > 2 else name
    if any(c in GREEK for c in name):
        return all(c in SPLIT_LETTERS or c in GREEK for c in bare)
    letters = frozenset(bare)
    if letters <= frozenset("xyze"):
        return not letters <= {"e"}
    if not letters <= SPLIT_LETTERS:
        return False
    return (len(bare) <= 3 and bool(letters & CORE_LETTERS)) or (len(bare) == 2 and "t" in letters) or (bare == "t" and bare != name)


def split_functions(name: str, called: bool) -> list[str] | None:
    """Rule 5: the pieces of `xsin`, `sinx`, `xlnx`, `sinxcosx`, `sin2x`; None when the run is no such thing."""
    match = run_pattern().fullmatch(name)
    if match is None:
        return None
    front, function, rest = match["front"], match["function"], match["rest"]
    if front and not (front in SPLIT_LETTERS or front in ("pi", "θ") or is_letter_product(front)):
        return None
    pieces = [*re.findall("pi|.", front), function]
    if not rest:
        return pieces if called or front else None
    number = re.match("[0-9]*", rest)
    digits = number.group() if number else ""
    if digits:
        pieces.append(digits)
        rest = rest[len(digits) :]
    if called and not split_functions(rest, called):
        return None
    argument = re.match(r"(?:pi|[xyztuvwθ])*", rest)
    taken = argument.group() if argument else ""
    if taken == "" and not digits:
        return None
    tail = rest[len(taken) :]
    more = split_functions(tail, called) if tail else []
    return None if more is None else [*pieces, *re.findall("pi|.", taken), *more]


def place(pieces: list[str], token: Token) -> list[Token]:
    """The pieces as tokens, each at its place in the text."""
    placed, start = [], token.start
    for piece in pieces:
        end = start + len(piece)
        if piece.isdigit():
            placed.append(Token(Kind.NUMBER, piece, start, end, Fraction(int(piece))))
        elif piece in function_names():
            placed.append(Token(Kind.FUNCTION, function_names()[piece], start, end))
        elif piece in CONSTANTS:
            placed.append(Token(Kind.CONSTANT, CONSTANTS[piece], start, end))
        else:
            placed.append(Token(Kind.VARIABLE, piece, start, end))
        start = end
    return placed
