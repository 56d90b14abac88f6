"""LaTeX is read as the plain language is, and errors point into the LaTeX."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from calc_cli.balls import evaluate
from calc_cli.balls.precision import ball
from calc_cli.errors import CalcError
from calc_cli.functions import TABLE
from calc_cli.language import draw, parse_expression, parse_function, parse_region, to_latex, to_text
from calc_cli.settings import Roots
from calc_cli.tree import Call, Expr, Number, RootOf, Variable, transform, variables_of, walk
from tests.language.trees import trees

SAME = [
    (r"\frac{x^2}{x+1}", "x^2/(x+1)"),
    (r"\dfrac12 x", "1/2*x"),
    (r"\tfrac{1}{2}x^2", "1/2*x^2"),
    (r"\frac1x + \frac x2 + \frac\pi x", "1/x + x/2 + pi/x"),
    (r"\sqrt{x} + \sqrt x + \sqrt2 + \sqrt[3]{x} + \sqrt[5]{x+1}", "sqrt(x) + sqrt(x) + sqrt(2) + cbrt(x) + root(x+1, 5)"),
    (r"\sin^2 x", "sin^2 x"),
    (r"\sin^{2}\left(x\right)", "sin(x)^2"),
    (r"\sin^{-1} x", "asin(x)"),
    (r"\sin x \cos x", "sin(x)*cos(x)"),
    (r"\sin 2x + \sin\frac{x}{2}", "sin(2x) + sin(x/2)"),
    (r"\ln \left| x \right| + |x| + \lvert x \rvert", "ln(|x|) + |x| + |x|"),
    (r"e^{-x^2} + \mathrm{e}^x + \exp(x)", "e^(-x^2) + e^x + exp(x)"),
    (r"x^{10} + 2^x + x^\pi", "x^10 + 2^x + x^pi"),
    (r"2 \cdot x \times 3 \div y", "2*x*3/y"),
    (r"2\,x\;y\!z \quad a", "2*x*y*z*a"),
    (r"\arctan x + \arcsin x + \sinh x + \cot x", "atan(x) + asin(x) + sinh(x) + cot(x)"),
    (r"\left( x + 1 \right)^2 + \bigl(x\bigr) + \left[x+1\right]", "(x+1)^2 + (x) + (x+1)"),
    (r"\begin{cases} x^2 & x<0 \\ x & x \ge 0 \end{cases}", "piecewise((x^2, x<0), (x, x>=0))"),
    (r"\begin{cases} x^2 & \text{if } x<0 \\ x & \text{otherwise} \end{cases}", "x^2 if x<0 else x"),
    (r"\begin{cases} x^2, & \text{for } 0 \le x < 1 \\ 1 & x = 2 \\ x & \text{else} \\ \end{cases}", "x^2 if 0<=x<1 else 1 if x==2 else x"),
    (r"\begin{cases} 1 & \text{if $x<0$ or $x>1$} \\ 0 \end{cases}", "1 if x<0 or x>1 else 0"),
    (r"\begin{dcases} 1 & if x \neq 0 \\ 0 & otherwise \end{dcases}", "1 if x != 0 else 0"),
    (r"\left\{ \begin{array}{ll} x^2 & x<0 \\ x & x\ge 0 \end{array} \right.", "piecewise((x^2, x<0), (x, x>=0))"),
    (r"\operatorname{sgn}(x) + \operatorname{leaky\_relu}(x)", "sign(x) + leaky_relu(x)"),
    (r"\lfloor x \rfloor + \left\lceil x \right\rceil", "floor(x) + ceil(x)"),
    (r"\max\{x, 2\} + \min\left(x, 3\right) + \max(x, 1)", "max(x, 2) + min(x, 3) + max(x, 1)"),
    (r"\log_2 x + \log_{10}(x) + \log_{x+1}\left(x\right) + \log x", "log_2 x + log_10 x + log(x, x+1) + log(x)"),
    (r"$x^2$", "x^2"),
    (r"$$ x^2 $$", "x^2"),
    (r"\[ x^2 \]", "x^2"),
    (r"\( x^2 \)", "x^2"),
    (r"f(x) = \frac{1}{x}", "f(x) = 1/x"),
    (r"g\left(t\right) = e^{t}", "g(t) = e^t"),
    (r"y = \sqrt{x}", "y = sqrt(x)"),
    (r"L(\hat{y}) = (1 - \hat{y})^2", "L(y_hat) = (1 - y_hat)^2"),
    (r"(y - \hat{y})^2 + \bar x", "(y - y_hat)^2 + x_bar"),
    (r"x_1^2 + x_{12} + w_{\text{in}}", "x_1^2 + x_12 + w_in"),
    (r"\theta^2 + \alpha x", "theta^2 + alpha*x"),
    (r"\mathrm{rate} \cdot t + \mathrm{rate}\left(t+1\right)", "rate*t + rate*(t+1)"),
    (r"ab\,x + xe^{x}", "a*b*x + x*e^x"),
    (r"J_{0}(x) + Y_1\left(x\right)", "besselj(0, x) + bessely(1, x)"),
    (r"\Gamma(x) + \psi(x) + \psi^{(1)}(x) + \ln\Gamma\left(x\right)", "gamma(x) + digamma(x) + polygamma(1, x) + lgamma(x)"),
    (r"\operatorname{W}(x) + \operatorname{W}_{-1}\left(-\frac14\right)", "lambertw(x) + lambertw(-1/4, -1)"),
    (r"\left(x+1\right)!", "(x+1)!"),
    (r"3{x}^{2}", "3*x^2"),
    (r"\displaystyle x", "x"),
]  # fmt: skip

REFUSED = [
    ("\\righté", "unmatched_parenthesis", "\\right", "\\left"),
    (r"\farc{x}{2}", "unknown_command", r"\farc", r"did you mean \frac?"),
    (r"x + \xyzzy y", "unknown_command", r"\xyzzy", "write the formula in plain text"),
    (r"x^2 \pm 1", "unknown_command", r"\pm", "one with +"),
    (r"\int x", "unknown_command", r"\int", "integrals"),
    (r"\binom{n}{k}", "unknown_command", r"\binom", "binomial"),
    (r"\frac{d}{dx} x", "unknown_command", r"\frac{d}{dx", "give the function itself"),
    (r"\frac{x^2{x+1}", "unclosed_brace", "{", "add }"),
    (r"x^{2}}", "unmatched_brace", "}", "remove it"),
    (r"\left( x + 1", "unclosed_parenthesis", r"\left(", r"\right)"),
    (r"x \right) + 1", "unmatched_parenthesis", r"\right", r"\left"),
    (r"\frac{x}", "missing_argument", r"\frac{x}", r"\frac{"),
    (r"\sin", "missing_argument", r"\sin", r"\sin(x)"),
    (r"\begin{pmatrix} x \end{pmatrix}", "unknown_environment", r"\begin{pmatrix}", "cases"),
    (r"\begin{cases} x & x<0", "unclosed_environment", r"\begin{cases}", r"\end{cases}"),
    (r"\begin{cases} & x<0 \end{cases}", "missing_operand", None, "value & condition"),
    (r"\frac{x}{2} \\ x", "unexpected_token", r"\\", "one function"),
    (r"\frac{x}{2} & x", "unexpected_token", "&", "remove"),
    (r"\cos x^10", "ambiguous_exponent", "10", "{10}"),
    (r"\cos x_10", "ambiguous_subscript", "_10", "x_{12}"),
    (r"1e-3 \cdot x", "malformed_number", "1e", r"10^{-3}"),
    (r"\frac{x}{2} = \sin x", "equation", "=", "difference"),
    (r"\frac{}{x}", "empty_parentheses", "{}", "write a formula"),
    (r"\hat{x+1}", "malformed_name", r"\hat{x+1}", r"\hat{y}"),
    (r"\sqrt[3{x}", "unclosed_parenthesis", "[", "add ]"),
    (r"x^{2} \{", "unknown_command", r"\{", "round parentheses"),
    (r"\lfloor x", "unclosed_parenthesis", r"\lfloor", r"\rfloor"),
    ("\\", "unknown_command", "\\", "write"),
    (r"\left< x \right>", "unknown_command", "<", r"\left("),
    (r"{x} _2", "unexpected_token", "_", "x_1"),
]

SOME = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
PIECES = [
    "\\frac", "{", "}", "x", "2", "^", "_", "\\left", "\\right", "(", ")", "|", "\\sin", "\\", "&", "\\\\", "\\begin{cases}",
    "\\end{cases}",
    "\\text{if }", "\\sqrt", "[", "]", ",", "=", "\\operatorname{", "\\hat", "\\log", "$", "\\psi", "\\ln", "\\Gamma", "\\{", "\\}", "\\;",
    "\\lfloor", "<", "\\le", "e", "J_{0}", "\x1b", "\\mathrm", "10", "'", "é", "\\text{otherwise}", "\u200b", "+", "-", "\\max",
]  # fmt: skip


@pytest.mark.parametrize(("latex", "plain"), SAME)
def test_read_like_plain_text(latex: str, plain: str) -> None:
    read, expected = parse_function(latex), parse_function(plain)
    assert to_text(read.tree) == to_text(expected.tree)
    assert (read.name, read.variables) == (expected.name, expected.variables)


@pytest.mark.parametrize(("latex", "code", "place", "hint"), REFUSED)
def test_refusal_points_into_the_latex(latex: str, code: str, place: str | None, hint: str) -> None:
    with pytest.raises(CalcError) as caught:
        parse_function(latex)
    error = caught.value
    assert error.code == code
    assert error.text == latex
    assert error.span is not None
    if place is not None:
        assert latex[slice(*error.span)] == place
    assert hint in error.hint
    assert "^" in draw(error)


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"x \in [0, \infty)", "[0, oo)"),
        (r"\left[0, \frac{\pi}{2}\right]", "[0, pi/2]"),
        (r"\left(-1, 2\right]", "(-1, 2]"),
        (r"0 \le x < 2\pi", "[0, 2pi)"),
        (r"x > \sqrt{2}", "(sqrt(2), oo)"),
    ],
)
def test_regions(latex: str, plain: str) -> None:
    assert parse_region(latex, ("x",)) == parse_region(plain, ("x",))


def readable(tree: Expr) -> Expr:
    """The tree with every variable named as its LaTeX is read."""
    return transform(tree, lambda node: parse_expression(to_latex(node) + r"\,") if isinstance(node, Variable) else node)


def equal_functions(first: Expr, second: Expr) -> bool:
    """Equal trees, or values at some points that do not differ."""
    if first == second:
        return True
    names = sorted(variables_of(first))
    if names != sorted(variables_of(second)):
        return False
    for shift in range(3):
        place = {name: ball(Fraction(7 * k + 3 + shift, 5 + 2 * k)) for k, name in enumerate(names)}
        a, b = evaluate(first, place, 200), evaluate(second, place, 200)
        if a.is_finite() != b.is_finite() or (a.is_finite() and not a.overlaps(b)):
            return False
    return True


@pytest.mark.parametrize("name", sorted(TABLE))
def test_every_function_is_read_back(name: str) -> None:
    row = TABLE[name]
    arguments = [Variable(v) for v in "xyz"[: max(row.arity or (3,))]]
    for place, kind in enumerate(row.constant):
        if kind and place < len(arguments):
            arguments[place] = parse_expression("-1") if kind == "branch" else Number(Fraction(2))  # type: ignore[call-overload]
    tree = Call(name, tuple(arguments))
    roots = Roots.PRINCIPAL if name == "principal_power" else Roots.REAL
    assert equal_functions(parse_expression(to_latex(tree), roots), tree)


@SOME
@given(trees())
def test_printed_latex_is_read_back(tree: Expr) -> None:
    assume(not any(isinstance(node, Call) and TABLE[node.function].constant for node in walk(tree)))  # their arguments are not free
    assume(not any(isinstance(node, RootOf) and node.index for node in walk(tree)))  # a cube has one real root
    expected = readable(tree)
    try:
        read = parse_expression(to_latex(tree) + r"\,")
    except CalcError as error:
        assert error.code in ("constant_too_large", "degree_too_large", "too_deep")
        return
    assert to_latex(read) == to_latex(expected) or equal_functions(read, expected)


@SOME
@given(st.lists(st.sampled_from([*PIECES, " "]), max_size=10).map("".join))
def test_any_latex_is_read_or_refused(text: str) -> None:
    for read in (parse_function, lambda t: parse_region(t, ("x",))):
        try:
            read(text)
        except CalcError as error:
            assert error.text == text
            assert error.span is not None
            assert 0 <= error.span[0] <= error.span[1] <= len(text)
            assert all(c == "\n" or c.isprintable() for c in draw(error))
