"""The table against mpmath: every formula parses; derivatives and definitions agree with independent values."""

from __future__ import annotations

import mpmath
import pytest

from calc_cli.functions import FAMILIES, TABLE, FunctionRow
from calc_cli.language import parse_expression, to_latex, to_text
from calc_cli.language.names import function_names
from calc_cli.tree import (
    Call,
    Comparison,
    Constant,
    Expr,
    Junction,
    Negation,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    substitute,
    walk,
)

ROWS = list(TABLE.values())
SAMPLES = ("-2.3", "-0.6", "0.3", "0.8", "1.7", "4.2")
FIRST_ARGUMENTS = {"besselj": (0, 2), "bessely": (0, 1), "besseli": (0, 1), "besselk": (0, 1), "polygamma": (0, 2)}
SECOND_ARGUMENTS = {
    "root": (2, 3),
    "principal_power": ("1/3", "-1/2", "3/2"),
    "mod": (3,),
    "log_base": (2, "1/2"),
    "leaky_relu": ("1/100",),
    "lambertw": (),
}

mp = mpmath.mp.clone()
mp.dps = 30


def real_power(base: mpmath.mpf, exponent: Expr, value: mpmath.mpf) -> mpmath.mpf:
    """x**(p/q) with the real root for odd q."""
    if base < 0 and isinstance(exponent, Quotient) and isinstance(exponent.denominator, Number):
        top, bottom = (evaluate(part, {}) for part in (exponent.numerator, exponent.denominator))
        return mp.sign(base) ** int(top) * (-base) ** (top / bottom) if int(bottom) % 2 else mp.nan
    return base**value


def real_root(u: mpmath.mpf, n: mpmath.mpf) -> mpmath.mpf:
    return -((-u) ** (1 / n)) if u < 0 and int(n) % 2 else u ** (1 / n)


ORACLES = {
    "log_base": lambda u, v: mp.log(u) / mp.log(v),
    "log2": lambda u: mp.log(u) / mp.log(2),
    "log10": mp.log10,
    "expm1": mp.expm1,
    "log1p": mp.log1p,
    "cbrt": lambda u: real_root(u, 3),
    "root": real_root,
    "principal_power": lambda u, v: u**v,
    "hypot": mp.hypot,
    "abs": abs,
    "sign": mp.sign,
    "floor": mp.floor,
    "ceil": mp.ceil,
    "frac": lambda u: u - mp.floor(u),
    "mod": lambda u, v: u - v * mp.floor(u / v),
    "min": min,
    "max": max,
    "step": lambda u: mp.mpf(u >= 0),
    "relu": lambda u: max(mp.zero, u),
    "leaky_relu": lambda u, v: u if u >= 0 else v * u,
    "elu": lambda u: u if u >= 0 else mp.expm1(u),
    "sigmoid": lambda u: 1 / (1 + mp.exp(-u)),
    "softplus": lambda u: mp.log1p(mp.exp(u)),
    "softsign": lambda u: u / (1 + abs(u)),
    "gelu": lambda u: u * mp.ncdf(u),
    "silu": lambda u: u / (1 + mp.exp(-u)),
    "mish": lambda u: u * mp.tanh(mp.log1p(mp.exp(u))),
    "tanhshrink": lambda u: u - mp.tanh(u),
    "hardtanh": lambda u: max(-mp.one, min(mp.one, u)),
    "relu6": lambda u: min(max(mp.zero, u), mp.mpf(6)),
    "logit": lambda u: mp.log(u / (1 - u)),
    "acot": lambda u: mp.pi / 2 - mp.atan(u),
    "lgamma": mp.loggamma,
    "polygamma": lambda n, u: mp.polygamma(int(n), u),
    "factorial": lambda u: mp.gamma(u + 1),
    "lambertw": mp.lambertw,
    "airyai": mp.airyai,
    "airyaiprime": lambda u: mp.airyai(u, derivative=1),
    "airybi": mp.airybi,
    "airybiprime": lambda u: mp.airybi(u, derivative=1),
    "Ei": mp.ei,
    "li": mp.li,
    "Si": mp.si,
    "Ci": mp.ci,
    "Shi": mp.shi,
    "Chi": mp.chi,
    "sinc": mp.sinc,
}


def oracle(name: str, arguments: list[mpmath.mpf]) -> mpmath.mpf:
    return (ORACLES.get(name) or getattr(mp, name))(*arguments)


def evaluate(node: Expr, at: dict[str, mpmath.mpf]) -> mpmath.mpf:
    """The value by mpmath, read straight from the tree."""
    match node:
        case Number(value):
            return mp.mpf(value.numerator) / value.denominator
        case Constant(name):
            return {"pi": mp.pi, "e": mp.e}[name] * mp.one
        case Variable(name):
            return at[name]
        case Negation(a):
            return -evaluate(a, at)
        case Sum(parts):
            return mp.fsum(evaluate(p, at) for p in parts)
        case Product(parts):
            return mp.fprod(evaluate(p, at) for p in parts)
        case Quotient(a, b):
            return evaluate(a, at) / evaluate(b, at)
        case Power(a, b):
            return real_power(evaluate(a, at), b, evaluate(b, at))
        case Call(name, parts):
            return oracle(name, [evaluate(p, at) for p in parts])
        case Comparison(a, relation, b):
            x, y = evaluate(a, at), evaluate(b, at)
            return {"<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y, "==": x == y, "!=": x != y}[relation]
        case Junction(word, parts):
            return (all if word == "and" else any)(evaluate(p, at) for p in parts)
        case Piecewise(branches, otherwise):
            for value, condition in branches:
                if evaluate(condition, at):
                    return evaluate(value, at)
            return mp.nan if otherwise is None else evaluate(otherwise, at)
    raise TypeError(node)


def condition_tree(text: str) -> Expr:
    piecewise = parse_expression(f"piecewise((1, {text}))")
    assert isinstance(piecewise, Piecewise)
    return piecewise.branches[0][1]


def points(row: FunctionRow) -> list[dict[str, mpmath.mpf]]:
    """Sample points inside the domain of a row, away from its joints."""
    if row.arity is None or row.arity == (2,):
        pairs = [(u, v) for u in FIRST_ARGUMENTS.get(row.name, SAMPLES) for v in SECOND_ARGUMENTS.get(row.name, SAMPLES)]
        found = [{"u": number(u), "v": number(v)} for u, v in pairs]
    else:
        found = [{"u": number(u)} for u in SAMPLES]
    return [at for at in found if all(evaluate(condition_tree(text), at) for text in row.defined) and not outside(row, at)]


def outside(row: FunctionRow, at: dict[str, mpmath.mpf]) -> bool:
    """Even roots of negative numbers are outside; nothing else is left to the definition."""
    return row.name == "root" and at["u"] < 0 and int(at["v"]) % 2 == 0


def text_of(value: mpmath.mpf) -> str:
    """An integer as an integer, so that it can be the degree of a root."""
    return str(int(value)) if value == int(value) else mp.nstr(value, 40)


def number(text: object) -> mpmath.mpf:
    return evaluate(parse_expression(str(text)), {})


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_formula_parses(row: FunctionRow) -> None:
    for text in (*filter(None, row.derivative), *filter(None, [row.definition, row.period]), row.example):
        tree = parse_expression(text)
        assert parse_expression(to_text(tree)) == tree
        assert to_latex(tree)
    for text in row.joints:
        assert text == "integers" or parse_expression(text)
    for text in row.defined:
        assert condition_tree(text)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_row_is_complete(row: FunctionRow) -> None:
    assert row.meaning and row.example and row.rule
    assert row.parity in ("", "even", "odd")
    assert any(isinstance(node, Call) and node.function == row.name for node in walk(parse_expression(row.example)))
    assert len(row.derivative) in (0, max(row.arity or (0,)))
    assert function_names()[row.name] == row.name


def test_every_alias_means_one_function() -> None:
    aliases = [alias for row in ROWS for alias in row.aliases]
    assert len(aliases) == len(set(aliases))
    assert not set(aliases) & set(TABLE)
    assert len(TABLE) == sum(len(rows) for _, rows in FAMILIES)


@pytest.mark.parametrize("row", [row for row in ROWS if row.definition], ids=lambda row: row.name)
def test_the_definition_has_the_values_of_the_function(row: FunctionRow) -> None:
    tree = parse_expression(row.definition)
    samples = points(row)
    assert samples
    for at in samples:
        exact = {name: parse_expression(text_of(value)) for name, value in at.items()}
        assert mp.almosteq(evaluate(substitute(tree, exact), {}), oracle(row.name, list(at.values())), 1e-20, 1e-20)


@pytest.mark.parametrize("row", [row for row in ROWS if row.derivative], ids=lambda row: row.name)
def test_the_derivative_is_the_slope(row: FunctionRow) -> None:
    samples = points(row)
    assert samples
    for at in samples:
        for name, text in zip(at, row.derivative, strict=False):
            if text:
                assert mp.almosteq(evaluate(parse_expression(text), at), slope(row, at, name), 1e-9, 1e-9)


def slope(row: FunctionRow, at: dict[str, mpmath.mpf], name: str) -> mpmath.mpf:
    """A central difference: no formula of the table is used."""
    step = mp.mpf(10) ** -7
    above, below = ({**at, name: at[name] + sign * step} for sign in (1, -1))
    return mp.re(oracle(row.name, list(above.values())) - oracle(row.name, list(below.values()))) / (2 * step)


@pytest.mark.parametrize("row", [row for row in ROWS if row.parity or row.period], ids=lambda row: row.name)
def test_parity_and_period(row: FunctionRow) -> None:
    sign = {"odd": -1, "even": 1}.get(row.parity)
    for at in points(row):
        if sign is not None:
            assert mp.almosteq(oracle(row.name, [-at["u"]]), sign * oracle(row.name, [at["u"]]), 1e-20, 1e-20)
        if row.period:
            assert mp.almosteq(oracle(row.name, [at["u"] + number(row.period)]), oracle(row.name, [at["u"]]), 1e-20, 1e-20)
