"""Values of the functions of the table at exact constants, in normal form: sin(pi/3), exp(log(3)), atan(1), gamma(5), lambertw(e)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import factorial

from flint import arb

from calc_cli.balls.constants import value_at
from calc_cli.functions import TABLE
from calc_cli.symbolic.constant_angles import FUNCTIONS_OF_ANGLES, INVERSE
from calc_cli.symbolic.constant_atoms import (
    CALL,
    CIRCLE_ATOM,
    EULER_ATOM,
    HALF,
    LOGARITHM,
    Atom,
    Form,
    NoForm,
    call_atom,
    constant,
    form_key,
    is_algebraic,
    opaque_atom,
    plus,
    rational_of,
    scaled,
)
from calc_cli.symbolic.constant_display import form_tree
from calc_cli.symbolic.constant_form import inverse, single, times
from calc_cli.symbolic.constant_terms import exponential, form_of, logarithm, odd_argument, power_of, proved_sign, quotient
from calc_cli.symbolic.special import rewrite
from calc_cli.tree import Call, Expr, substitute

FACTORIAL_LIMIT = 300
HYPERBOLIC = frozenset({"sinh", "cosh", "tanh", "coth", "sech", "csch"})
INVERSE_HYPERBOLIC = frozenset({"asinh", "acosh", "atanh", "acoth", "asech", "acsch"})
LOGARITHMS = {"log2": Fraction(2), "log10": Fraction(10)}


def function_of(name: str, arguments: tuple[Form, ...]) -> Form:
    """The normal form of name(arguments). Raises NoForm where the function is not proved defined."""
    special = SPECIAL.get(name)
    if special is not None:
        return special(*arguments)
    if name in FUNCTIONS_OF_ANGLES or name in INVERSE:
        return (FUNCTIONS_OF_ANGLES.get(name) or INVERSE[name])(arguments[0])
    if name in HYPERBOLIC:
        return hyperbolic(name, arguments[0])
    if name == "step" or (name in INVERSE_HYPERBOLIC and is_algebraic(arguments[0])):
        return by_definition(name, arguments)
    if name in LOGARITHMS:
        return quotient_of_logarithms(name, arguments[0], constant(LOGARITHMS[name]))
    trees = tuple(form_tree(argument) for argument in arguments)
    simpler = rewrite(name, trees) if name not in INVERSE_HYPERBOLIC else None
    if simpler is not None:
        return form_of(simpler)
    return basic(name, arguments, trees)


def by_definition(name: str, arguments: tuple[Form, ...]) -> Form:
    """The value by the table's defining formula."""
    from calc_cli.language import parse_expression

    formula = parse_expression(TABLE[name].definition)
    return form_of(substitute(formula, dict(zip(("u", "v"), map(form_tree, arguments), strict=False))))


def basic(name: str, arguments: tuple[Form, ...], trees: tuple[Expr, ...]) -> Form:
    """An unknown value as an atom; odd functions vanish at 0 and lose a sign, even ones too."""
    node = Call(name, trees)
    if not value_at(node, 64).is_finite():
        raise NoForm
    if len(arguments) > 1:
        return single(opaque_atom(node))
    parity = TABLE[name].parity if name in TABLE else ""
    if parity == "odd" and not arguments[0]:
        return {}
    if parity:
        sign, argument = odd_argument(arguments[0])
        return scaled(single(call_atom(name, form_tree(argument), argument)), sign if parity == "odd" else 1)
    return single(call_atom(name, trees[0], arguments[0]))


def hyperbolic(name: str, form: Form) -> Form:
    """sinh(log(2)) = 3/4 through exponentials; otherwise sinh(1) stays."""
    has_logarithm = any(atom.kind == LOGARITHM or (atom.kind == CALL and atom.key[1] == "log") for m in form for atom, _ in m)
    if not form:
        if name in ("coth", "csch"):
            raise NoForm
        return constant(1) if name in ("cosh", "sech") else {}
    if has_logarithm:
        e = exponential(form)
        other = inverse(e)
        top = plus(e, other, -1) if name in ("sinh", "tanh", "csch") else plus(e, other)
        if name in ("sinh", "cosh"):
            return scaled(top, HALF)
        bottom = plus(e, other) if name == "tanh" else plus(e, other, -1)
        return scaled(inverse(top), 2) if name in ("sech", "csch") else quotient(top, bottom)
    sign, argument = odd_argument(form)
    value = single(call_atom(name, form_tree(argument), argument))
    return value if name in ("cosh", "sech") else scaled(value, sign)


def quotient_of_logarithms(name: str, form: Form, base: Form) -> Form:
    """log(u)/log(b) when it is rational, else the atom."""
    top, bottom = logarithm(form), logarithm(base)
    try:
        value = rational_of(quotient(top, bottom))
    except NoForm:
        value = None
    return constant(value) if value is not None else single(call_atom(name, form_tree(form), form))


def absolute(form: Form) -> Form:
    """|c|, the sign of c being proved."""
    return scaled(form, proved_sign(form)) if form else {}


def signum(form: Form) -> Form:
    """The proved sign of c."""
    return constant(proved_sign(form))


def floor(form: Form) -> Form:
    """The integer n with n <= c < n + 1: from a ball, or when c is near an integer by the exact sign of c - n."""
    value = rational_of(form)
    if value is not None:
        return constant(value.numerator // value.denominator)
    ball = value_at(form_tree(form), 128)
    if not ball.is_finite():
        raise NoForm
    n = (ball.mid() + arb(0.5)).floor().unique_fmpz()
    if n is None:
        raise NoForm
    sign = proved_sign(plus(form, constant(int(n)), -1))
    candidate = int(n) if sign >= 0 else int(n) - 1
    if proved_sign(plus(form, constant(candidate + 1), -1)) >= 0 or proved_sign(plus(form, constant(candidate), -1)) < 0:
        raise NoForm
    return constant(candidate)


def extremum(forms: tuple[Form, ...], direction: int) -> Form:
    """max (direction 1) or min (-1)."""
    best = forms[0]
    for form in forms[1:]:
        if proved_sign(plus(form, best, -1)) == direction:
            best = form
    return best


def gamma(form: Form) -> Form:
    """gamma(n) = (n-1)!, gamma(n + 1/2) = (2n)! sqrt(pi) / (4^n n!)."""
    q = rational_of(form)
    if q is not None and q.denominator == 1:
        if not 0 < q <= FACTORIAL_LIMIT:
            raise NoForm
        return constant(factorial(int(q) - 1))
    if q is not None and q.denominator == 2 and abs(q) < FACTORIAL_LIMIT:
        value, at = Fraction(1), HALF
        while at < q:
            value, at = value * at, at + 1
        while at > q:
            at -= 1
            value /= at
        return scaled(single(CIRCLE_ATOM, HALF), value)
    return basic("gamma", (form,), (form_tree(form),))


def lambert(form: Form, *branch: Form) -> Form:
    """W(w exp(w)) = w for w >= -1: w = 0, rational multiples of 1 and of log(n)."""
    if branch and rational_of(branch[0]) != 0:
        node = Call("lambertw", (form_tree(form), *map(form_tree, branch)))
        if not value_at(node, 64).is_finite():
            raise NoForm
        return single(Atom((CALL, "lambertw", form_key(form), *map(form_key, branch)), node, form))
    if not form:
        return {}
    for candidate in lambert_candidates(form):
        image = times(candidate, exponential(candidate))
        if image == form and proved_sign(plus(candidate, constant(1))) >= 0:
            return candidate
    return basic("lambertw", (form,), (form_tree(form),))


def lambert_candidates(form: Form) -> list[Form]:
    """Solutions w of w exp(w) = c suggested by the factors of c: the power of e, or the logarithm in it."""
    if len(form) != 1:
        return []
    ((monomial, _),) = form.items()
    powers = dict(monomial)
    candidates = [constant(powers[EULER_ATOM])] if EULER_ATOM in powers else []
    if rational_of(form) is not None:
        return candidates
    for atom in powers:
        if atom.kind == LOGARITHM:
            candidates += [scaled(single(atom), k * s) for k in (Fraction(1), HALF, Fraction(2), Fraction(1, 3)) for s in (1, -1)]
    return candidates


SPECIAL: dict[str, Callable[..., Form]] = {
    "exp": exponential,
    "log": lambda u, *base: quotient(logarithm(u), logarithm(base[0])) if base else logarithm(u),
    "log_base": lambda u, b: quotient(logarithm(u), logarithm(b)),
    "sqrt": lambda u: power_of(u, constant(HALF)),
    "cbrt": lambda u: power_of(u, constant(Fraction(1, 3))),
    "root": lambda u, n: power_of(u, inverse(n)),
    "abs": absolute,
    "sign": signum,
    "floor": floor,
    "ceil": lambda u: scaled(floor(scaled(u, -1)), -1),
    "min": lambda *u: extremum(u, -1),
    "max": lambda *u: extremum(u, 1),
    "gamma": gamma,
    "factorial": lambda u: gamma(plus(u, constant(1))),
    "lambertw": lambert,
}
