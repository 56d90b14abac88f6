"""THE table: one row a function or constant of the language. Adding a function = adding one row.

Formulas are texts in our own grammar; the arguments are called `u` (one argument) or `u`, `v`. A formula means what it says:
`x**(1/3)` is the real root, `log` is natural. Rows are validated against mpmath by tests/test_functions.py.
"""

from __future__ import annotations

from dataclasses import replace

from calc_cli.records import record


@record
class FunctionRow:
    """One function.

    name: canonical; aliases: other spellings; arity: numbers of arguments allowed (None: any number >= 2).
    derivative: one formula an argument (texts in u, v; "" for an argument that must be constant), () when the function has
    none of its own: then it is that of the definition, or it is cut into pieces (floor, min).
    defined: conditions on the arguments (`u > 0`), all must hold; empty: everywhere. These describe where it is *real and finite*.
    joints: subterms whose zeros cut the line into pieces where it is analytic; the word `integers` (floor, ceil and what is
    made of them): it is cut where u is an integer.
    definition: the function in terms of simpler ones (text in u, v), "" when it is basic; it holds wherever the function is
    defined. defaults: arguments the reader adds when they are left out (leaky_relu(x) is leaky_relu(x, 0.01)).
    constant: which arguments must be constants, and which: `integer` (besselj's order), `natural` (root's degree), … as listed
    in `language.arguments.RULES`; "" for no such demand.
    parity: "even" | "odd" | ""; period: text ("2*pi") or ""; ball: name of the method of `flint.arb` or of
    `balls.functions`; sympy: its SymPy name, "" when SymPy has no such function; latex: with #1, #2 for the arguments, ""
    for its name in upright letters; rule: the differentiation rule the reports name; meaning: one phrase; example.
    """

    name: str
    meaning: str
    aliases: tuple[str, ...] = ()
    arity: tuple[int, ...] | None = (1,)
    derivative: tuple[str, ...] = ()
    defined: tuple[str, ...] = ()
    joints: tuple[str, ...] = ()
    definition: str = ""
    defaults: tuple[str, ...] = ()
    constant: tuple[str, ...] = ()
    parity: str = ""
    period: str = ""
    ball: str = ""
    sympy: str = ""
    latex: str = ""
    rule: str = ""
    example: str = ""


def _latex(command: str) -> str:
    return rf"\{command}\left(#1\right)"


# fmt: off
TRIGONOMETRIC = (
    FunctionRow("sin", "sine", ("sen",), (1,), ("cos(u)",), parity="odd", period="2*pi", ball="sin", sympy="sin", latex=_latex("sin")),
    FunctionRow("cos", "cosine", (), (1,), ("-sin(u)",), parity="even", period="2*pi", ball="cos", sympy="cos", latex=_latex("cos")),
    FunctionRow("tan", "tangent", ("tg",), (1,), ("1 + tan(u)**2",), ("cos(u) != 0",), (), "sin(u)/cos(u)", parity="odd", period="pi",
                ball="tan", sympy="tan", latex=_latex("tan")),
    FunctionRow("cot", "cotangent", ("ctg", "cotan"), (1,), ("-1 - cot(u)**2",), ("sin(u) != 0",), (), "cos(u)/sin(u)", parity="odd",
                period="pi", ball="cot", sympy="cot", latex=_latex("cot")),
    FunctionRow("sec", "secant", (), (1,), ("sec(u)*tan(u)",), ("cos(u) != 0",), (), "1/cos(u)", parity="even", period="2*pi", ball="sec",
                sympy="sec", latex=_latex("sec")),
    FunctionRow("csc", "cosecant", ("cosec",), (1,), ("-csc(u)*cot(u)",), ("sin(u) != 0",), (), "1/sin(u)", parity="odd", period="2*pi",
                ball="csc", sympy="csc", latex=_latex("csc")),
)

INVERSE_TRIGONOMETRIC = (
    FunctionRow("asin", "inverse sine, values in [-pi/2, pi/2]", ("arcsin",), (1,), ("1/sqrt(1 - u**2)",), ("u**2 <= 1",), ("1 - u**2",),
                parity="odd", ball="asin", sympy="asin", latex=_latex("arcsin")),
    FunctionRow("acos", "inverse cosine, values in [0, pi]", ("arccos",), (1,), ("-1/sqrt(1 - u**2)",), ("u**2 <= 1",), ("1 - u**2",),
                ball="acos", sympy="acos", latex=_latex("arccos")),
    FunctionRow("atan", "inverse tangent, values in (-pi/2, pi/2)", ("arctan", "arctg"), (1,), ("1/(1 + u**2)",), parity="odd",
                ball="atan", sympy="atan", latex=_latex("arctan")),
    FunctionRow("acot", "inverse cotangent pi/2 - atan(u), continuous, values in (0, pi)", ("arccot", "arcctg"), (1,), ("-1/(1 + u**2)",),
                (), (), "pi/2 - atan(u)", latex=r"\operatorname{arccot}\left(#1\right)"),
    FunctionRow("asec", "inverse secant acos(1/u)", ("arcsec",), (1,), ("1/(u**2*sqrt(1 - 1/u**2))",), ("u != 0", "u**2 >= 1"),
                ("u**2 - 1",), "acos(1/u)", sympy="asec", latex=r"\operatorname{arcsec}\left(#1\right)"),
    FunctionRow("acsc", "inverse cosecant asin(1/u)", ("arccsc", "arccosec"), (1,), ("-1/(u**2*sqrt(1 - 1/u**2))",), ("u != 0",
                "u**2 >= 1"), ("u**2 - 1",), "asin(1/u)", parity="odd", sympy="acsc", latex=r"\operatorname{arccsc}\left(#1\right)"),
)

HYPERBOLIC = (
    FunctionRow("sinh", "hyperbolic sine", (), (1,), ("cosh(u)",), definition="(exp(u) - exp(-u))/2", parity="odd", ball="sinh",
                sympy="sinh", latex=_latex("sinh")),
    FunctionRow("cosh", "hyperbolic cosine", (), (1,), ("sinh(u)",), definition="(exp(u) + exp(-u))/2", parity="even", ball="cosh",
                sympy="cosh", latex=_latex("cosh")),
    FunctionRow("tanh", "hyperbolic tangent", (), (1,), ("1 - tanh(u)**2",), definition="(exp(u) - exp(-u))/(exp(u) + exp(-u))",
                parity="odd", ball="tanh", sympy="tanh", latex=_latex("tanh")),
    FunctionRow("coth", "hyperbolic cotangent", (), (1,), ("1 - coth(u)**2",), ("u != 0",), (), "(exp(u) + exp(-u))/(exp(u) - exp(-u))",
                parity="odd", ball="coth", sympy="coth", latex=_latex("coth")),
    FunctionRow("sech", "hyperbolic secant", (), (1,), ("-sech(u)*tanh(u)",), definition="2/(exp(u) + exp(-u))", parity="even",
                ball="sech", sympy="sech"),
    FunctionRow("csch", "hyperbolic cosecant", ("cosech",), (1,), ("-csch(u)*coth(u)",), ("u != 0",), (), "2/(exp(u) - exp(-u))",
                parity="odd", ball="csch", sympy="csch"),
)

INVERSE_HYPERBOLIC = (
    FunctionRow("asinh", "inverse hyperbolic sine", ("arsinh", "arcsinh"), (1,), ("1/sqrt(u**2 + 1)",),
                definition="log(u + sqrt(u**2 + 1))", parity="odd", ball="asinh", sympy="asinh"),
    FunctionRow("acosh", "inverse hyperbolic cosine", ("arcosh", "arccosh"), (1,), ("1/sqrt(u**2 - 1)",), ("u >= 1",), ("u - 1",),
                "log(u + sqrt(u**2 - 1))", ball="acosh", sympy="acosh"),
    FunctionRow("atanh", "inverse hyperbolic tangent", ("artanh", "arctanh"), (1,), ("1/(1 - u**2)",), ("u**2 < 1",), (),
                "log((1 + u)/(1 - u))/2", parity="odd", ball="atanh", sympy="atanh"),
    FunctionRow("acoth", "inverse hyperbolic cotangent", ("arcoth", "arccoth"), (1,), ("1/(1 - u**2)",), ("u**2 > 1",), (),
                "log((u + 1)/(u - 1))/2", parity="odd", sympy="acoth"),
    FunctionRow("asech", "inverse hyperbolic secant", ("arsech", "arcsech"), (1,), ("-1/(u*sqrt(1 - u**2))",), ("u > 0", "u <= 1"),
                ("u - 1",), "log((1 + sqrt(1 - u**2))/u)", sympy="asech"),
    FunctionRow("acsch", "inverse hyperbolic cosecant", ("arcsch", "arccsch"), (1,), ("-1/(u**2*sqrt(1 + 1/u**2))",), ("u != 0",), (),
                "log(1/u + sqrt(1 + 1/u**2))", parity="odd", sympy="acsch"),
)

EXPONENTIAL = (
    FunctionRow("exp", "exponential function e**u", (), (1,), ("exp(u)",), ball="exp", sympy="exp", latex="e^{#1}", rule="exponential"),
    FunctionRow("log", "natural logarithm; with a second argument, to that base", ("ln",), (1,), ("1/u",), ("u > 0",), ball="log",
                sympy="log", latex=r"\ln\left(#1\right)", rule="logarithm"),
    FunctionRow("log_base", "logarithm of u to the base v, typed and printed log(u, v)", (), (2,), ("1/(u*log(v))",
                "-log(u)/(v*log(v)**2)"), ("u > 0", "v > 0", "v != 1"), (), "log(u)/log(v)", latex=r"\log_{#2}\left(#1\right)",
                rule="logarithm", example="log(x, 3)"),
    FunctionRow("log2", "logarithm to base 2", ("ld",), (1,), ("1/(u*log(2))",), ("u > 0",), (), "log(u)/log(2)", ball="log2",
                latex=r"\log_{2}\left(#1\right)", rule="logarithm"),
    FunctionRow("log10", "logarithm to base 10", ("lg",), (1,), ("1/(u*log(10))",), ("u > 0",), (), "log(u)/log(10)", ball="log10",
                latex=r"\log_{10}\left(#1\right)", rule="logarithm"),
    FunctionRow("expm1", "exp(u) - 1", (), (1,), ("exp(u)",), definition="exp(u) - 1", ball="expm1", rule="exponential"),
    FunctionRow("log1p", "log(1 + u)", (), (1,), ("1/(1 + u)",), ("u > -1",), (), "log(1 + u)", ball="log1p", rule="logarithm"),
)

ROOTS = (
    FunctionRow("sqrt", "square root", (), (1,), ("1/(2*sqrt(u))",), ("u >= 0",), ("u",), ball="sqrt", sympy="sqrt", latex=r"\sqrt{#1}",
                rule="power"),
    FunctionRow("cbrt", "real cube root", (), (1,), ("1/(3*cbrt(u)**2)",), (), ("u",), parity="odd", ball="cbrt", sympy="real_root",
                latex=r"\sqrt[3]{#1}", rule="power"),
    FunctionRow("root", "real root of degree v, a natural number; for an odd degree of every u", (), (2,), ("root(u, v)/(v*u)", ""), (),
                ("u",), "u**(1/v)", constant=("", "natural"), ball="root", sympy="real_root", latex=r"\sqrt[#2]{#1}", rule="power",
                example="root(x, 5)"),
    FunctionRow("principal_power", "u**v on its principal branch: u > 0, or u = 0 with v > 0", (), (2,), ("v*principal_power(u, v - 1)",
                ""), ("u >= 0",), ("u",), "sqrt(u)**(2*v)", constant=("", "rational"), latex="{#1}^{#2}", rule="power",
                example="principal_power(x, 1/3)"),
    FunctionRow("hypot", "sqrt(u**2 + v**2)", (), (2,), ("u/hypot(u, v)", "v/hypot(u, v)"), (), ("u**2 + v**2",), "sqrt(u**2 + v**2)",
                ball="hypot", latex=r"\sqrt{{#1}^{2} + {#2}^{2}}", example="hypot(x, y)"),
)

PIECES = (
    FunctionRow("abs", "absolute value", ("Abs", "fabs"), (1,), ("sign(u)",), (), ("u",), parity="even", ball="abs", sympy="Abs",
                latex=r"\left|#1\right|", rule="absolute_value"),
    FunctionRow("sign", "-1, 0 or 1: the sign", ("sgn", "signum"), (1,), (), (), ("u",), parity="odd", ball="sgn", sympy="sign"),
    FunctionRow("floor", "largest integer <= u", (), (1,), (), (), ("integers",), ball="floor", sympy="floor",
                latex=r"\left\lfloor #1 \right\rfloor"),
    FunctionRow("ceil", "least integer >= u", ("ceiling",), (1,), (), (), ("integers",), ball="ceil", sympy="ceiling",
                latex=r"\left\lceil #1 \right\rceil"),
    FunctionRow("frac", "fractional part u - floor(u)", ("fract",), (1,), (), (), ("integers",), "u - floor(u)", period="1",
                sympy="frac"),
    FunctionRow("mod", "remainder u - v*floor(u/v)", (), (2,), (), ("v != 0",), ("integers",), "u - v*floor(u/v)", sympy="Mod",
                example="mod(x, 3)"),
    FunctionRow("min", "least argument", (), None, (), (), ("u - v",), ball="min", sympy="Min", example="min(x, x**2)"),
    FunctionRow("max", "largest argument", (), None, (), (), ("u - v",), ball="max", sympy="Max", example="max(x, x**2)"),
    FunctionRow("step", "1 for u >= 0, 0 for u < 0", ("heaviside", "Heaviside", "unitstep"), (1,), (), (), ("u",), "1 if u >= 0 else 0",
                ball="step"),
)

LEARNING = (
    FunctionRow("relu", "max(0, u)", ("ReLU",), (1,), (), (), ("u",), "max(0, u)", ball="relu"),
    FunctionRow("leaky_relu", "u for u >= 0, v*u for u < 0, with slope v = 0.01", (), (2,), (), (), ("u",), "u if u >= 0 else v*u",
                ("0.01",), ("", "number"), example="leaky_relu(x, 0.1)"),
    FunctionRow("elu", "u for u >= 0, exp(u) - 1 for u < 0", (), (1,), (), (), ("u",), "u if u >= 0 else exp(u) - 1"),
    FunctionRow("sigmoid", "logistic function 1/(1 + exp(-u))", ("logistic", "expit"), (1,), ("sigmoid(u)*(1 - sigmoid(u))",),
                definition="1/(1 + exp(-u))", ball="sigmoid"),
    FunctionRow("softplus", "log(1 + exp(u))", (), (1,), ("sigmoid(u)",), definition="log(1 + exp(u))", ball="softplus"),
    FunctionRow("softsign", "u/(1 + abs(u))", (), (1,), ("1/(1 + abs(u))**2",), (), ("u",), "u/(1 + abs(u))", parity="odd"),
    FunctionRow("gelu", "u times the normal distribution function, u*(1 + erf(u/sqrt(2)))/2", ("GELU",), (1,),
                ("(1 + erf(u/sqrt(2)))/2 + u*exp(-u**2/2)/sqrt(2*pi)",), definition="u*(1 + erf(u/sqrt(2)))/2"),
    FunctionRow("silu", "u*sigmoid(u)", ("swish", "SiLU"), (1,), ("sigmoid(u)*(1 + u*(1 - sigmoid(u)))",), definition="u/(1 + exp(-u))"),
    FunctionRow("mish", "u*tanh(softplus(u))", (), (1,), ("tanh(softplus(u)) + u*sigmoid(u)*(1 - tanh(softplus(u))**2)",),
                definition="u*tanh(log(1 + exp(u)))"),
    FunctionRow("tanhshrink", "u - tanh(u)", (), (1,), ("tanh(u)**2",), definition="u - tanh(u)", parity="odd"),
    FunctionRow("hardtanh", "u kept within [-1, 1]", (), (1,), (), (), ("u**2 - 1",), "max(-1, min(1, u))", parity="odd"),
    FunctionRow("relu6", "u kept within [0, 6]", (), (1,), (), (), ("u", "u - 6"), "min(max(0, u), 6)"),
    FunctionRow("logit", "inverse of sigmoid, log(u/(1 - u))", (), (1,), ("1/(u*(1 - u))",), ("u > 0", "u < 1"), (), "log(u/(1 - u))",
                rule="logarithm"),
)

SPECIAL = (
    FunctionRow("erf", "error function", (), (1,), ("2*exp(-u**2)/sqrt(pi)",), parity="odd", ball="erf", sympy="erf"),
    FunctionRow("erfc", "complementary error function 1 - erf(u)", (), (1,), ("-2*exp(-u**2)/sqrt(pi)",), definition="1 - erf(u)",
                ball="erfc", sympy="erfc"),
    FunctionRow("erfi", "imaginary error function -i*erf(i*u)", (), (1,), ("2*exp(u**2)/sqrt(pi)",), parity="odd", ball="erfi",
                sympy="erfi"),
    FunctionRow("erfinv", "inverse error function", (), (1,), ("sqrt(pi)*exp(erfinv(u)**2)/2",), ("u**2 < 1",), parity="odd",
                ball="erfinv", sympy="erfinv"),
    FunctionRow("gamma", "gamma function", ("Gamma",), (1,), ("gamma(u)*digamma(u)",), ("u > 0 or u != floor(u)",), ball="gamma",
                sympy="gamma", latex=r"\Gamma\left(#1\right)"),
    FunctionRow("lgamma", "log(gamma(u)) for u > 0", ("loggamma", "gammaln"), (1,), ("digamma(u)",), ("u > 0",), ball="lgamma",
                sympy="loggamma", latex=r"\ln\Gamma\left(#1\right)"),
    FunctionRow("digamma", "logarithmic derivative of gamma", ("psi",), (1,), ("polygamma(1, u)",), ("u > 0 or u != floor(u)",),
                ball="digamma", sympy="digamma", latex=r"\psi\left(#1\right)"),
    FunctionRow("polygamma", "derivative of order u of digamma at v", (), (2,), ("", "polygamma(u + 1, v)"),
                ("v > 0 or v != floor(v)",),
                constant=("natural_or_zero", ""), sympy="polygamma", latex=r"\psi^{(#1)}\left(#2\right)", example="polygamma(1, x)"),
    FunctionRow("factorial", "u! = gamma(u + 1) for u > -1", (), (1,), ("gamma(u + 1)*digamma(u + 1)",), ("u > -1",), (), "gamma(u + 1)",
                ball="factorial", sympy="factorial", latex="#1!"),
    FunctionRow("lambertw", "w with w*exp(w) = u and w >= -1; lambertw(c, -1): w <= -1", ("LambertW",), (1, 2),
                ("exp(-lambertw(u))/(1 + lambertw(u))", ""), ("u >= -1/e",), ("u + 1/e",), constant=("", "branch"), ball="lambertw",
                sympy="LambertW", latex=r"\operatorname{W}\left(#1\right)", example="lambertw(x)"),
    FunctionRow("besselj", "Bessel function of the first kind of integer order u", ("BesselJ",), (2,), ("",
                "(besselj(u - 1, v) - besselj(u + 1, v))/2"), constant=("integer", ""), ball="besselj", sympy="besselj",
                latex=r"J_{#1}\left(#2\right)", example="besselj(0, x)"),
    FunctionRow("bessely", "Bessel function of the second kind of integer order u", ("BesselY",), (2,), ("",
                "(bessely(u - 1, v) - bessely(u + 1, v))/2"), ("v > 0",), constant=("integer", ""), ball="bessely", sympy="bessely",
                latex=r"Y_{#1}\left(#2\right)", example="bessely(0, x)"),
    FunctionRow("besseli", "modified Bessel function of the first kind of integer order u", ("BesselI",), (2,), ("",
                "(besseli(u - 1, v) + besseli(u + 1, v))/2"), constant=("integer", ""), ball="besseli", sympy="besseli",
                latex=r"I_{#1}\left(#2\right)", example="besseli(0, x)"),
    FunctionRow("besselk", "modified Bessel function of the second kind of integer order u", ("BesselK",), (2,), ("",
                "-(besselk(u - 1, v) + besselk(u + 1, v))/2"), ("v > 0",), constant=("integer", ""), ball="besselk", sympy="besselk",
                latex=r"K_{#1}\left(#2\right)", example="besselk(0, x)"),
    FunctionRow("airyai", "Airy function Ai", (), (1,), ("airyaiprime(u)",), ball="airyai", sympy="airyai",
                latex=r"\operatorname{Ai}\left(#1\right)"),
    FunctionRow("airyaiprime", "derivative of Ai", (), (1,), ("u*airyai(u)",), ball="airyaiprime", sympy="airyaiprime",
                latex=r"\operatorname{Ai}'\left(#1\right)"),
    FunctionRow("airybi", "Airy function Bi", (), (1,), ("airybiprime(u)",), ball="airybi", sympy="airybi",
                latex=r"\operatorname{Bi}\left(#1\right)"),
    FunctionRow("airybiprime", "derivative of Bi", (), (1,), ("u*airybi(u)",), ball="airybiprime", sympy="airybiprime",
                latex=r"\operatorname{Bi}'\left(#1\right)"),
    FunctionRow("Ei", "exponential integral, principal value", ("expint_ei",), (1,), ("exp(u)/u",), ("u != 0",), ball="Ei", sympy="Ei"),
    FunctionRow("li", "logarithmic integral, principal value", (), (1,), ("1/log(u)",), ("u > 0", "u != 1"), ball="li", sympy="li"),
    FunctionRow("Si", "sine integral", (), (1,), ("sinc(u)",), parity="odd", ball="Si", sympy="Si"),
    FunctionRow("Ci", "cosine integral", (), (1,), ("cos(u)/u",), ("u > 0",), ball="Ci", sympy="Ci"),
    FunctionRow("Shi", "hyperbolic sine integral", (), (1,), ("1 if u == 0 else sinh(u)/u",), parity="odd", ball="Shi", sympy="Shi"),
    FunctionRow("Chi", "hyperbolic cosine integral", (), (1,), ("cosh(u)/u",), ("u > 0",), ball="Chi", sympy="Chi"),
    FunctionRow("fresnels", "Fresnel integral of sin(pi*u**2/2)", (), (1,), ("sin(pi*u**2/2)",), parity="odd", ball="fresnels",
                sympy="fresnels", latex=r"\operatorname{S}\left(#1\right)"),
    FunctionRow("fresnelc", "Fresnel integral of cos(pi*u**2/2)", (), (1,), ("cos(pi*u**2/2)",), parity="odd", ball="fresnelc",
                sympy="fresnelc", latex=r"\operatorname{C}\left(#1\right)"),
    FunctionRow("sinc", "sin(u)/u, and 1 at 0", (), (1,), ("0 if u == 0 else (u*cos(u) - sin(u))/u**2",), (), ("u",),
                "1 if u == 0 else sin(u)/u", parity="even", ball="sinc", sympy="sinc"),
)

# fmt: on

FAMILIES: tuple[tuple[str, tuple[FunctionRow, ...]], ...] = (
    ("trigonometric", TRIGONOMETRIC),
    ("inverse_trigonometric", INVERSE_TRIGONOMETRIC),
    ("hyperbolic", HYPERBOLIC),
    ("inverse_hyperbolic", INVERSE_HYPERBOLIC),
    ("table", EXPONENTIAL),
    ("table", ROOTS),
    ("table", PIECES),
    ("table", LEARNING),
    ("special_function", SPECIAL),
)
"""Each group with the differentiation rule of its rows that name none."""

TABLE: dict[str, FunctionRow] = {
    row.name: replace(row, rule=row.rule or rule, example=row.example or f"{row.name}(x)") for rule, rows in FAMILIES for row in rows
}
