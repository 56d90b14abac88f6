"""What the commands of LaTeX mean in a formula."""

from __future__ import annotations

import difflib
from functools import cache

from calc_cli.language.names import CONSTANTS, GREEK_NAMES, function_names

OPERATORS = {
    "cdot": "*", "times": "*", "ast": "*", "div": "/", "le": "<=", "leq": "<=", "leqslant": "<=", "ge": ">=", "geq": ">=",
    "geqslant": ">=", "lt": "<", "gt": ">", "ne": "!=", "neq": "!=", "lvert": "|", "rvert": "|", "vert": "|", "mid": "|",
    "lbrack": "[", "rbrack": "]", "lparen": "(", "rparen": ")",
}  # fmt: skip
WORDS = {"in": "in", "land": "and", "wedge": "and", "lor": "or", "vee": "or"}
SPACES = frozenset(
    ("quad", "qquad", "displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "nonumber", "thinspace", "medspace", "thickspace",
     "big", "Big", "bigg", "Bigg", "bigl", "Bigl", "biggl", "Biggl", "bigr", "Bigr", "biggr", "Biggr", "bigm", "Bigm", "mathstrut",
     "hfill", "space")
)  # fmt: skip
SPACING_SYMBOLS = frozenset(",;:!> \n\t/")
"""`\\,`, `\\;`, `\\!`, `\\ `, … : space, wider or narrower."""

FRACTIONS = frozenset(("frac", "dfrac", "tfrac", "cfrac"))
ACCENTS = {
    "hat": "hat", "widehat": "hat", "bar": "bar", "overline": "bar", "tilde": "tilde", "widetilde": "tilde", "vec": "vec", "check": "check",
}  # fmt: skip
UPRIGHT = frozenset(("mathrm", "mathit", "mathbf", "mathsf", "operatorname", "textrm", "textit", "mathop", "boldsymbol", "bm"))
TEXTS = frozenset(("text", "mbox", "textnormal", "hbox"))
ROUNDING = {"lfloor": ("floor", "rfloor"), "lceil": ("ceil", "rceil")}
CASES = frozenset(("cases", "cases*", "dcases", "dcases*", "array", "aligned", "matrix"))
"""`array` and the like only inside `\\left\\{ … \\right.`."""

CONNECTIVES = frozenset(("if", "for", "when", "where", "wenn", "falls", "für", "si", "pour", "se", "per", "bei"))
DEFAULTS = frozenset(("otherwise", "else", "elsewhere", "sonst", "sinon", "altrimenti"))
GREEK_LETTERS = {"gamma": "γ", "lambda": "λ", "psi": "ψ", "Gamma": "Γ"}
"""Commands whose word means something else in plain text."""

UPRIGHT_FUNCTIONS = {"W": "lambertw", "S": "fresnels", "C": "fresnelc", "Ai": "airyai", "Bi": "airybi", "sgn": "sign"}
PRIMED = {"airyai": "airyaiprime", "airybi": "airybiprime"}
BESSEL = {"J": "besselj", "Y": "bessely", "I": "besseli", "K": "besselk"}
EXPLAINED = {
    "pm": "write two formulas, one with + and one with -",
    "mp": "write two formulas, one with + and one with -",
    "int": "integrals are not read",
    "sum": "sums are not read",
    "prod": "products over an index are not read",
    "lim": "limits are not read",
    "partial": "derivatives are computed, not typed",
    "circ": r"angles are in radians: write x \cdot \pi / 180",
    "prime": "derivatives are computed, not typed",
    "binom": "binomial coefficients are not read",
    "over": r"write \frac{a}{b}",
    "to": "write f(x) = …",
    "mapsto": "write f(x) = …",
    "mathbb": r"a region goes into --on, such as 'x \in [0, 1]'",
    "dots": "write the formula in full",
    "ldots": "write the formula in full",
    "cdots": "write the formula in full",
    "newcommand": "write the formula without macros",
}
STRUCTURAL = (
    "sqrt",
    "left",
    "right",
    "begin",
    "end",
    "infty",
    "pi",
    "log",
    *ROUNDING,
    *sorted(FRACTIONS),
    *sorted(TEXTS),
    *sorted(UPRIGHT),
)


def name_of_command(command: str) -> str | None:
    r"""The name in plain text that a command stands for: a function, `pi`, a Greek letter; None for any other command.

    >>> name_of_command("arctan"), name_of_command("theta"), name_of_command("gamma"), name_of_command("mathbb")
    ('arctan', 'theta', 'γ', None)
    """
    if command == "infty":
        return "oo"
    if command in GREEK_LETTERS:
        return GREEK_LETTERS[command]
    if command in GREEK_NAMES or command in ("pi",):
        return command
    if command in ("Phi", "Theta", "Xi", "Lambda", "Sigma", "Psi", "Omega", "Delta"):
        return command
    return command if command in function_names() and len(command) > 1 and command not in CONSTANTS else None


@cache
def known_commands() -> tuple[str, ...]:
    """Every command that is read."""
    names = [name for name in function_names() if name.isalpha() and len(name) > 1]
    return tuple(dict.fromkeys([*STRUCTURAL, *OPERATORS, *ACCENTS, *sorted(GREEK_NAMES), *GREEK_LETTERS, *names]))


def hint_for(command: str) -> str:
    """What to type instead of an unknown command."""
    if command in EXPLAINED:
        return EXPLAINED[command]
    near = difflib.get_close_matches(command, known_commands(), 1, 0.6)
    if near:
        return f"did you mean \\{near[0]}?"
    return f"{command} is written without a backslash" if len(command) == 1 else "write the formula in plain text, e.g. x**2/(x + 1)"
