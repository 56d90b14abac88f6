"""Texts of all kinds, from formulas to noise."""

import string

from hypothesis import strategies as st

from calc_cli.functions import TABLE

NUMBERS = "0 1 2 3 10 0.5 .5 1e3 1e-3 1e999"
SIGNS = "( ) [ ] { } | || , + - * / ^ ** ! = < > <= >= == != √ ∛ ² ⁻¹ π ∞ · × − ' \" ; : _ # % $ & @ ~ ` ? ."
WORDS = ["x^2", "sin x", "log_2(x)", "if x < 0 else", "α", "piecewise(", "max(x,", "f(x, y) =", "oo", "pi", "2x", "3x^2", "x_1", " "]
LATEX = [r"\frac{x}{2}", r"\sqrt{x}", r"\left(", r"\right)", r"\begin{cases}", r"\end{cases}", r"\\", r"\sin", "^{"]
PIECES = [*"xytne", *NUMBERS.split(), *SIGNS.split(), *WORDS, *LATEX, "\x1b[31m", "\0", "\ud800", *(f"{name}(" for name in TABLE), *TABLE]

noise = st.text(max_size=60)
symbols = st.text(alphabet=string.ascii_letters + string.digits + "+-*/^!|()[]{},.=<> _\\$'\"√²π", max_size=60)
pieces = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
spaced = st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)

variables = st.sampled_from(["x"] * 6 + ["y", "t"])
numbers = st.sampled_from(["0", "1", "2", "3", "-1", "1/2", "0.1", "7/3", "1e-3", "pi", "e", "10^20"])
one_argument = st.sampled_from(sorted(name for name, row in TABLE.items() if row.arity is not None and 1 in row.arity))


def larger(formulas):
    return st.one_of(
        st.tuples(formulas, st.sampled_from([" + ", " - ", "*", "/", " "]), formulas).map(lambda t: f"({t[0]}){t[1]}({t[2]})"),
        st.tuples(formulas, st.sampled_from(["2", "3", "-1", "1/2", "2/3", "x", "0", "-2/3", "7"])).map(lambda t: f"({t[0]})^({t[1]})"),
        st.tuples(one_argument, formulas).map(lambda t: f"{t[0]}({t[1]})"),
        st.tuples(formulas, formulas).map(lambda t: f"max({t[0]}, {t[1]})"),
        st.tuples(formulas, formulas, formulas).map(lambda t: f"{t[0]} if {t[1]} < 0 else {t[2]}"),
    )


formulas = st.recursive(st.one_of(variables, numbers), larger, max_leaves=6)
texts = st.one_of(noise, symbols, pieces, spaced, formulas)
