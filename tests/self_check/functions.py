"""Random functions of every kind, one a seed: templates filled with random numbers, arguments and polynomials."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

NETWORKS = [
    "sigmoid",
    "softplus",
    "relu",
    "leaky_relu",
    "elu",
    "gelu",
    "silu",
    "mish",
    "tanh",
    "softsign",
    "hardtanh",
    "relu6",
    "tanhshrink",
    "erf",
]
CONSTANTS = ("sqrt(2)", "pi", "e", "2^(1/3)", "log(2)", "(1+sqrt(5))/2")

TEMPLATES: dict[str, tuple[str, ...]] = {
    # q: a rational, n: a small positive integer, u: a linear function, p: a polynomial, m: a function of neural networks
    "polynomial": ("{p}", "(x-{q})^{n}*(x-{q})*(x-{q})^2", "{c}*x^3+{q}*x^2+{q}*x", "x^4+{q}*x^2+{c}"),
    "rational": ("({p})/({p})", "({p})/(x^2+{n})", "({p})/(x-{q})", "x+{q}/x", "1/(({p})^2+1)"),
    "radical": (
        "sqrt({p})",
        "({p})^(1/3)",
        "({p})^(2/3)",
        "({u})^(2/3)*({u})",
        "x*sqrt({p})",
        "sqrt(x)+({u})^(1/3)",
        "x^(1/{n})-{q}*x",
        "abs({p})^(1/2)",
        "1/sqrt({p})",
        "sqrt(x+sqrt({u}))",
    ),
    "exponential": (
        "({p})*exp({q}*x)",
        "exp({p})",
        "exp({u})-{q}*x^{n}",
        "({p})*exp(-x^2)",
        "exp(1/({u}))",
        "exp({u})/(x^2+{n})",
        "exp({q}*x)+exp({q}*x)+{q}*x",
        "2^x-x^2",
        "exp(-1/x^2)",
    ),
    "logarithm": (
        "x^{n}*log({u})",
        "log({p})",
        "log({u})/({u})",
        "log({u})^2",
        "log(x)^{n}/x",
        "log(log({u}))",
        "x*log(abs({u}))",
        "log(x^2+{n})-{q}*x",
    ),
    "power": ("x^x", "x^(1/x)", "x^({n}*x)", "(x^2+1)^x", "x^{c}"),
    "trigonometric": (
        "sin({n}*x)+cos({n}*x)",
        "sin({n}*x)*cos({n}*x)",
        "sin(x)^{n}+{q}*cos({n}*x)",
        "x+{q}*sin({n}*x)",
        "tan({n}*x)",
        "exp(cos({n}*x))",
        "1/(5+3*sin({n}*x))",
        "sin({n}*x+pi/{n})",
        "sin({u})",
        "abs(sin({n}*x))",
        "max(sin(x),cos({n}*x))",
        "log(cos(x))",
        "x^2+{q}*cos({n}*x)",
    ),
    "hyperbolic": (
        "sinh({u})-{q}*x",
        "cosh({u})+{q}*x^2",
        "x*tanh({u})",
        "x-{q}*tanh(x)",
        "1/cosh({u})",
        "asinh({u})-{q}*x",
        "x*asinh(x)",
        "acosh({u})",
    ),
    "inverse": (
        "atan({u})-{q}*x",
        "asin({u})",
        "acos({u})+{q}*x",
        "x*atan(x)",
        "atan({p})",
        "atan(1/({u}))",
        "atan({u})^2",
        "asin(2*x/(1+x^2))",
        "log(x^2+1)-{q}*atan(x)",
    ),
    "pieces": (
        "abs({p})",
        "abs({p})-abs({u})",
        "max({p},{u})",
        "min({p},{p})",
        "x*abs({u})",
        "{p} if x<{q} else {u}",
        "piecewise(({p},x<=0),({u},x>0))",
        "sign({p})*x",
        "abs(abs(x-1)-{n})",
        "exp(-abs({u}))",
        "max(0,{p})^2",
        "sqrt(abs({u}))",
        "min(x,1/x)",
        "step({u})*({p})",
    ),
    "networks": (
        "{m}({u})",
        "{m}({u})-{q}*x",
        "x*{m}({u})",
        "{m}({u})^2",
        "{m}(x)+{m}({u})",
        "-log(sigmoid({u}))+{n}*x^2",
    ),
    "special": (
        "lambertw({u})",
        "erf({u})-{q}*x",
        "x*erf(x)",
        "x*gamma(x)",
        "lgamma({u})",
        "digamma(x+{n})-{q}*x",
        "lgamma(x)+{q}*x^2",
        "({u})*exp(-x)*erf(x)",
        "Si({u})-x/{n}",
        "x^{n}*besselk(1,x)",
    ),
}
WRAPPERS = (
    "sqrt({})",
    "({})^2",
    "exp({})",
    "log({})",
    "abs({})",
    "1/({})",
    "atan({})",
    "-({})",
    "({})+1",
    "({})^(2/3)",
    "max({},0)",
)
INTERVALS = ("[-2, 3]", "(-1, 4]", "[0, oo)", "(-oo, 2]", "(0, 5)", "[-1/2, 3/2]", "[0, 2*pi]")


class Maker:
    """Fills templates from one stream of random numbers."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.fields: dict[str, Callable[[], str]] = {
            "q": self.rational,
            "n": lambda: str(self.random.randint(2, 4)),
            "c": lambda: self.random.choice(CONSTANTS),
            "u": self.linear,
            "p": self.polynomial,
            "m": lambda: self.random.choice(NETWORKS),
        }

    def rational(self) -> str:
        top, bottom = self.random.choice([-4, -3, -2, -1, 1, 2, 3, 4, 5, 7]), self.random.choice([1, 1, 2, 3])
        return f"({top}/{bottom})" if top < 0 or bottom > 1 else str(top)

    def linear(self) -> str:
        shapes = ("x", "x", "x+{q}", "x-{q}", "2*x+1", "{n}*x", "1-x", "2-3*x")
        return self.fill(self.random.choice(shapes))

    def polynomial(self) -> str:
        shapes = (
            "x^2+{q}*x+{q}",
            "x^2-{n}",
            "{q}*x^2+1",
            "x^3+{q}*x",
            "x^3-{q}*x^2+{q}",
            "(x-{q})*(x-{q})",
            "(x-{q})^2*(x-{q})",
            "{c}*x^2-x",
            "x^4-{n}*x",
        )
        return self.fill(self.random.choice(shapes))

    def fill(self, template: str) -> str:
        """The template with each field replaced, every time anew."""
        text, rest = "", template
        while "{" in rest:
            before, _, rest = rest.partition("{")
            name, _, rest = rest.partition("}")
            text += before + self.fields[name]()
        return text + rest


def random_function(seed: int) -> tuple[str, str, str | None]:
    """(kind, function, interval or None): mostly one template, sometimes two joined or one inside another."""
    maker = Maker(seed)
    choose = maker.random.choice
    kind = sorted(TEMPLATES)[seed % len(TEMPLATES)]
    text = maker.fill(choose(TEMPLATES[kind]))
    way = maker.random.random()
    if way > 0.85:
        other = choose(sorted(TEMPLATES))
        kind, text = f"{kind} and {other}", f"({text}){choose('+-*/')}({maker.fill(choose(TEMPLATES[other]))})"
    elif way > 0.7:
        text = choose(WRAPPERS).replace("{}", text)
    return kind, text, choose(INTERVALS) if maker.random.random() > 0.8 else None
