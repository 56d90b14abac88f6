"""THE table: one row a function or constant of the language. Adding a function = adding one row.

Formulas are texts in our own grammar; the arguments are called `u` (one argument) or `u`, `v`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FunctionRow:
    """One function.

    name: canonical; aliases: other spellings; arity: numbers of arguments allowed (None: any number >= 2).
    derivative: one formula an argument (texts in u, v), () when the function has none (floor, min: cut into pieces).
    defined: conditions on the arguments (`u > 0`), all must hold; empty: everywhere. These describe where it is *real and finite*.
    joints: subterms whose zeros (or, for floor and ceil, integer values) cut the line into pieces where it is analytic.
    definition: the function in terms of simpler ones (text in u), "" when it is basic. rewrite: use the definition for algebra.
    parity: "even" | "odd" | ""; period: text ("2*pi") or ""; ball: name of the method of `flint.arb` or of
    `balls.functions`; sympy: its SymPy text; latex: with #1, #2 for the arguments; meaning: one phrase; example.
    """

    name: str
    meaning: str
    aliases: tuple[str, ...] = ()
    arity: tuple[int, ...] | None = (1,)
    derivative: tuple[str, ...] = ()
    defined: tuple[str, ...] = ()
    joints: tuple[str, ...] = ()
    definition: str = ""
    parity: str = ""
    period: str = ""
    ball: str = ""
    sympy: str = ""
    latex: str = ""
    rule: str = ""
    example: str = ""


TABLE: dict[str, FunctionRow] = {}
