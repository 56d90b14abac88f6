"""Tree -> normal form of an exact constant. Every step is an identity between real numbers; what is not proved defined raises NoForm."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpz_poly

from calc_cli.remembering import remembered
from calc_cli.symbolic.cancellation import cancelled
from calc_cli.symbolic.constant_atoms import (
    CIRCLE_ATOM,
    EULER,
    EULER_ATOM,
    EXPONENT_LIMIT,
    EXPONENTIAL,
    LOGARITHM,
    PRIME,
    SUM,
    Atom,
    Form,
    Monomial,
    NoForm,
    algebraic_atom,
    call_atom,
    constant,
    form_key,
    is_algebraic,
    monomial_key,
    opaque_atom,
    plus,
    rational_of,
    scaled,
)
from calc_cli.symbolic.constant_display import form_tree
from calc_cli.symbolic.constant_form import (
    content_of,
    inverse,
    monomial_power,
    normalized,
    positive_root,
    proves_positive_atom,
    rational_power,
    single,
    times,
    whole_power,
)
from calc_cli.symbolic.polynomials import real_roots
from calc_cli.symbolic.radicals import factor_integer
from calc_cli.symbolic.separation import exact_sign
from calc_cli.tree import (
    AlgebraicValue,
    Call,
    Comparison,
    Constant,
    Expr,
    IsolatedRoot,
    Junction,
    Negation,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    RootOf,
    Sum,
    SystemRoot,
    call,
    written_out,
)


@remembered(4096)
def form_of(node: Expr) -> Form:
    """The normal form of a constant tree. Raises NoForm. The result is shared: never change it."""
    match node:
        case Number(value):
            return constant(value)
        case Constant("pi"):
            return single(CIRCLE_ATOM)
        case Constant("e"):
            return single(EULER_ATOM)
        case Negation(operand):
            return scaled(form_of(operand), -1)
        case Sum(parts):
            total: Form = {}
            for part in parts:
                total = plus(total, form_of(part))
            return total
        case Product(parts):
            result = constant(1)
            for part in parts:
                result = times(result, form_of(part))
            return result
        case Quotient(a, b):
            return quotient(form_of(a), form_of(b))
        case Power(a, b):
            return power_of(form_of(a), form_of(b))
        case RootOf(coefficients, index):
            return algebraic_number(coefficients, index)
        case AlgebraicValue():
            return form_of(written_out(node))
        case IsolatedRoot() | SystemRoot():
            return single(opaque_atom(node))
        case Call(name, arguments):
            from calc_cli.symbolic.constant_functions import function_of

            return function_of(name, tuple(form_of(argument) for argument in arguments))
        case Piecewise(branches, otherwise):
            for branch, condition in branches:
                if holds(condition):
                    return form_of(branch)
            if otherwise is None:
                raise NoForm
            return form_of(otherwise)
        case _:
            raise NoForm


def holds(condition: Expr) -> bool:
    """Is a condition between constants true? NoForm when it is not decided."""
    match condition:
        case Comparison(left, relation, right):
            sign = proved_sign(plus(form_of(left), form_of(right), -1))
            return {"<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0, "==": sign == 0, "!=": sign != 0}[relation]
        case Junction("and", parts):
            return all(map(holds, parts))
        case Junction(_, parts):
            return any(map(holds, parts))
        case _:
            raise NoForm


def sign_of_form(form: Form) -> int | None:
    """The proved sign of a form."""
    if len(form) == 1:
        ((monomial, q),) = form.items()
        if all(proves_positive_atom(atom, k) for atom, k in monomial):
            return 1 if q > 0 else -1
    return exact_sign(form_tree(form)) if form else 0


def proved_sign(form: Form) -> int:
    """The sign of a form, NoForm when it is not decided."""
    sign = sign_of_form(form)
    if sign is None:
        raise NoForm
    return sign


def odd_argument(form: Form) -> tuple[int, Form]:
    """(sign, argument) with form = sign * argument; a sum is made positive (when its sign is decided), a single term loses its minus."""
    if not form:
        return 1, form
    sign = (sign_of_form(form) if len(form) > 1 else 0) or (1 if form[min(form, key=monomial_key)] > 0 else -1)
    return (1, form) if sign > 0 else (-1, scaled(form, -1))


def quotient(top: Form, bottom: Form) -> Form:
    """top/bottom; proportional forms give a rational number."""
    if proved_sign(bottom) == 0:
        raise NoForm
    if len(top) > 1 and len(bottom) > 1:
        a, above, first = content_of(top, positive=False)
        b, below, second = content_of(bottom, positive=False)
        first, second = cancelled(first, second)
        return scaled(times(times(above, inverse(below)), times(first, inverse(second))), a / b)
    return times(top, inverse(bottom))


def power_of(base: Form, exponent: Form) -> Form:
    """base**exponent: real roots for rational exponents, exp(exponent log(base)) for the others."""
    q = rational_of(exponent)
    if q is None:
        return exponential(times(exponent, logarithm(base)))
    if q.denominator == 1:
        k = int(q)
        if k == 0:
            return constant(1)
        if k < 0 and proved_sign(base) == 0:
            raise NoForm
        return monomial_like_power(base, k)
    return rational_exponent(base, q)


def monomial_like_power(base: Form, k: int) -> Form:
    """base**k for an integer k."""
    if len(base) == 1:
        ((monomial, q),) = base.items()
        if abs(k) * max(q.numerator.bit_length(), q.denominator.bit_length()) > 16 * EXPONENT_LIMIT:
            raise NoForm
        return scaled(monomial_power(monomial, Fraction(k)), q**k)
    return whole_power(base if k > 0 else inverse(base), abs(k))


def rational_exponent(base: Form, q: Fraction) -> Form:
    """base**(p/n), n > 1: the real root, for base < 0 only with odd n."""
    sign = proved_sign(base)
    if sign == 0:
        if q < 0:
            raise NoForm
        return {}
    if sign < 0:
        if q.denominator % 2 == 0:
            raise NoForm
        return scaled(rational_exponent(scaled(base, -1), q), -1 if q.numerator % 2 else 1)
    if len(base) == 1:
        ((monomial, c),) = base.items()
        sizes = atom_signs(monomial, q)
        if sizes is not None:
            return times(rational_power(abs(c), q), scaled(monomial_power(monomial, q), sizes))
    return monomial_like_power(positive_root(base, q.denominator), q.numerator)


def atom_signs(monomial: Monomial, q: Fraction) -> int | None:
    """s = ±1 with |monomial|**q = s * ∏ atom**(k q), negative atoms having integer exponents k q; None when that fails."""
    sign = 1
    for atom, k in monomial:
        if proves_positive_atom(atom, k):
            continue
        size = sign_of_form(single(atom)) if k.denominator == 1 else None
        if size == -1 and (k * q).denominator == 1:
            sign *= -1 if (k * q) % 2 else 1
        elif size != 1:
            return None
    return sign


def exponential(form: Form) -> Form:
    """exp of a form: powers of e, of integers (from logarithms), and atoms exp(m) to rational powers."""
    result = constant(1)
    for monomial, q in form.items():
        result = times(result, exponential_of_term(monomial, q))
    return result


def exponential_of_term(monomial: Monomial, q: Fraction) -> Form:
    """exp(q * monomial)."""
    if not monomial:
        return single(EULER_ATOM, q)
    if len(monomial) == 1 and monomial[0][1] == 1:
        atom = monomial[0][0]
        if atom.kind == LOGARITHM:
            return rational_power(Fraction(atom.key[1]), q)
        name = atom.tree.function if isinstance(atom.tree, Call) else ""
        if name == "log" and atom.form is not None:
            return power_of(atom.form, constant(q))
        if name == "lambertw" and atom.form is not None and q.denominator == 1:
            # exp(W(c)) = c / W(c)
            return power_of(quotient(atom.form, single(atom)), constant(q))
    inner: Form = {monomial: Fraction(1)}
    return normalized({Atom((EXPONENTIAL, form_key(inner)), call("exp", form_tree(inner)), inner): q})


def logarithm(form: Form) -> Form:
    """log of a positive form: log of primes, exponents of e and of exp(m), the rest in one atom."""
    if proved_sign(form) != 1:
        raise NoForm
    q, common, rest = content_of(form)
    ((shared, _),) = common.items()
    if len(rest) == 1:
        ((monomial, c),) = rest.items()
        return plus(logarithm_of_rational(abs(q * c)), logarithm_of_monomial((*shared, *monomial), 1 if q * c > 0 else -1))
    outside = tuple(pair for pair in shared if pair[0].kind in (EULER, EXPONENTIAL))
    inside = tuple(pair for pair in shared if pair[0].kind not in (EULER, EXPONENTIAL))
    argument = times(scaled(rest, q), monomial_power(inside, Fraction(1)))
    direction = 1
    if is_algebraic(argument) and proved_sign(plus(argument, constant(1), -1)) < 0:
        other = inverse(argument)
        if other.keys() == argument.keys() and max(k.denominator for k in other.values()) <= max(k.denominator for k in argument.values()):
            argument, direction = other, -1
    return plus(logarithm_of_monomial(outside), single(call_atom("log", form_tree(argument), argument)), direction)


def logarithm_of_rational(q: Fraction) -> Form:
    """log(q) = Σ k log(p), q = ∏ p^k > 0."""
    result: Form = {}
    for n, direction in ((q.numerator, 1), (q.denominator, -1)):
        for p, k in factor_integer(n):
            result = plus(result, single(logarithm_atom(p)), k * direction)
    return result


def logarithm_atom(p: int) -> Atom:
    """log(p)."""
    return Atom((LOGARITHM, p), call("log", Number(Fraction(p))))


def logarithm_of_monomial(monomial: Monomial, sign: int = 1) -> Form:
    """log(sign * ∏ atom**k) = Σ k log(atom); factors that may be negative stay together under one logarithm, with the sign."""
    result: Form = {}
    together: dict[Atom, Fraction] = {}
    for atom, k in monomial:
        if atom.kind == PRIME:
            result = plus(result, single(logarithm_atom(atom.key[1])), k)
        elif atom.kind == EULER:
            result = plus(result, constant(k))
        elif atom.kind == EXPONENTIAL:
            result = plus(result, atom.form or {}, k)
        elif proves_positive_atom(atom, k):
            inner = single(atom) if atom.kind != SUM else atom.form or {}
            result = plus(result, single(call_atom("log", form_tree(inner), inner)), k)
        else:
            together[atom] = k
    if together:
        inner = scaled(normalized(together), Fraction(sign))
        result = plus(result, single(call_atom("log", form_tree(inner), inner)))
    return result


def algebraic_number(coefficients: tuple[int, ...], index: int) -> Form:
    """A real root of an integer polynomial: its closed form, or an atom over its irreducible factor."""
    found = real_roots(fmpz_poly(list(coefficients)))
    if not 0 <= index < len(found):
        raise NoForm
    root = found[index][0]
    return single(algebraic_atom(root)) if isinstance(root, RootOf) else form_of(root)
