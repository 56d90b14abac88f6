"""Products, powers, roots and inverses of exact constants in the form Σ q ∏ atom^exponent (`constant_atoms`)."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, isqrt, lcm

from flint import fmpq_poly

from calc_cli.effort import tabled
from calc_cli.symbolic.closed_forms import cosine_tree
from calc_cli.symbolic.constant_atoms import (
    ALGEBRAIC,
    CALL,
    COSINE,
    EXPONENT_LIMIT,
    HALF,
    LOGARITHM,
    ONE_FORM,
    POSITIVE,
    PRIME,
    SUM,
    UNIT,
    Atom,
    Form,
    Monomial,
    NoForm,
    call_atom,
    constant,
    form_key,
    is_algebraic,
    plus,
    prime_atom,
    rational_of,
    scaled,
    sum_atom,
)
from calc_cli.symbolic.radicals import denest, factor_integer


def single(atom: Atom, exponent: Fraction = Fraction(1)) -> Form:
    """The form of atom**exponent."""
    return normalized({atom: exponent})


def times(left: Form, right: Form) -> Form:
    """left * right."""
    if len(left) > len(right):
        left, right = right, left
    if len(left) == 1 and UNIT in left:
        return scaled(right, left[UNIT])
    total: Form = {}
    for m, a in left.items():
        for n, b in right.items():
            total = plus(total, product(m, n), a * b)
    return total


def product(m: Monomial, n: Monomial) -> Form:
    """m * n."""
    if not m or not n:
        return {m or n: Fraction(1)}
    exponents = dict(m)
    for atom, exponent in n:
        exponents[atom] = exponents.get(atom, Fraction(0)) + exponent
    return normalized(exponents)


def whole_power(form: Form, n: int) -> Form:
    """form**n for n >= 0."""
    if n > EXPONENT_LIMIT:
        raise NoForm
    result, square = ONE_FORM, form
    while n:
        if n & 1:
            result = times(result, square)
        n >>= 1
        square = times(square, square) if n else square
    return result


def normalized(exponents: dict[Atom, Fraction]) -> Form:
    """∏ atom**exponent with the relations of the atoms applied."""
    coefficient = Fraction(1)
    kept: dict[Atom, Fraction] = {}
    factors: list[Form] = []
    for atom, exponent in exponents.items():
        if abs(exponent) > EXPONENT_LIMIT:
            raise NoForm
        if not exponent:
            continue
        if atom.kind == PRIME:
            whole = exponent.numerator // exponent.denominator
            coefficient *= Fraction(atom.key[1]) ** whole
            if exponent != whole:
                kept[atom] = exponent - whole
            continue
        rest, factor = reduced(atom, exponent)
        if rest:
            kept[atom] = rest
        if factor is not None:
            factors.append(factor)
    factors += paired(kept)
    result: Form = {tuple(sorted(kept.items(), key=lambda pair: pair[0].key)): coefficient}
    for factor in factors:
        result = times(result, factor)
    return result


def reduced(atom: Atom, exponent: Fraction) -> tuple[Fraction, Form | None]:
    """atom**exponent = atom**rest * factor by the atom's own relation."""
    whole = exponent.numerator // exponent.denominator
    if atom.kind == ALGEBRAIC and exponent.denominator == 1:
        # a negative power stays below the bar, which reads better than its polynomial
        return (exponent, None) if whole < len(atom.key[1]) - 1 else (Fraction(0), algebraic_power(atom, whole))
    if atom.kind == SUM and whole > 0:
        return exponent - whole, whole_power(atom.form or {}, whole)
    if atom.kind == SUM and whole < 0:
        flat = flat_inverse(atom.form or {})
        return (exponent, None) if flat is None else (exponent - whole, whole_power(flat, -whole))
    if atom.kind == CALL and atom.key[1] == "sin" and whole > 1:
        argument = atom.tree.arguments[0]  # type: ignore[union-attr]
        cosine = call_atom("cos", argument, atom.form or {})
        return exponent - 2 * (whole // 2), whole_power({UNIT: Fraction(1), ((cosine, Fraction(2)),): Fraction(-1)}, whole // 2)
    return exponent, None


def algebraic_power(atom: Atom, exponent: int) -> Form:
    """root**exponent modulo the defining polynomial, for exponent > 0."""
    modulus = fmpq_poly(list(atom.key[1]))
    result = fmpq_poly([1])
    for _ in range(exponent):
        result = result * fmpq_poly([0, 1]) % modulus
    return polynomial_form(result, atom, Fraction(1))


def inverse_modulo(value: fmpq_poly, modulus: fmpq_poly) -> fmpq_poly:
    """1/value in Q[t]/(modulus); NoForm when it does not exist."""
    common, cofactor, _ = value.xgcd(modulus)
    if common.degree() != 0:
        raise NoForm
    return cofactor / common[0]


def polynomial_form(poly: fmpq_poly, atom: Atom, step: Fraction) -> Form:
    """Σ c_k atom**(k step), each exponent already reduced."""
    result: Form = {}
    for k, c in enumerate(poly.coeffs()):
        if c:
            result[((atom, k * step),) if k else UNIT] = Fraction(int(c.p), int(c.q))
    return result


def paired(kept: dict[Atom, Fraction]) -> list[Form]:
    """Takes products of cosines of rational angles, and of square roots of sums, out of `kept`: the factors that replace them."""
    factors: list[Form] = []
    cosines = [atom for atom, exponent in kept.items() if atom.kind == COSINE and exponent > 0 and exponent.denominator == 1]
    turns = [atom.key[1] for atom in cosines for _ in range(int(kept[atom]))]
    if len(turns) > 1:
        for atom in cosines:
            del kept[atom]
        factors.append(cosine_product(turns))
    roots = [atom for atom, exponent in kept.items() if atom.kind == SUM and exponent == HALF]
    if len(roots) > 1:
        radicand = ONE_FORM
        for atom in roots:
            del kept[atom]
            radicand = times(radicand, atom.form or {})
        factors.append(positive_root(radicand, 2))
    return factors


def cosine_product(turns: list[Fraction]) -> Form:
    """∏ cos(t pi) by cos a cos b = (cos(a+b) + cos(a-b))/2."""
    if len(turns) > 12:
        raise NoForm
    angles: dict[Fraction, Fraction] = {turns[0]: Fraction(1)}
    for t in turns[1:]:
        doubled: dict[Fraction, Fraction] = {}
        for angle, q in angles.items():
            for other in (angle + t, angle - t):
                doubled[other] = doubled.get(other, Fraction(0)) + q / 2
        angles = doubled
    total: Form = {}
    for angle, q in angles.items():
        total = plus(total, cosine(angle), q)
    return total


def content_of(form: Form, positive: bool = True) -> tuple[Fraction, Form, Form]:
    """form = q * common * rest: q > 0 rational, common a monomial, rest with coprime integer coefficients.

    positive: common is made of positive factors only, as roots and logarithms need.
    """
    q = Fraction(gcd(*(c.numerator for c in form.values())), lcm(*(c.denominator for c in form.values())))
    rows = [{atom: k for atom, k in monomial if not positive or proves_positive_atom(atom, k)} for monomial in form]
    atoms = {atom for row in rows for atom in row}
    least = {atom: min(row.get(atom, Fraction(0)) for row in rows) for atom in atoms if atom.kind != COSINE}
    common = tuple(sorted(((atom, k) for atom, k in least.items() if k), key=lambda pair: pair[0].key))
    rest = scaled(form, 1 / q)
    if common:
        factors = dict(common)
        divided: Form = {}
        for monomial, value in rest.items():
            exponents = dict(monomial)
            left = {atom: exponents.get(atom, Fraction(0)) - factors.get(atom, Fraction(0)) for atom in (exponents | factors)}
            divided = plus(divided, normalized(left), value)
        rest = divided
        inner = Fraction(gcd(*(c.numerator for c in rest.values())), lcm(*(c.denominator for c in rest.values())))
        q, rest = q * inner, scaled(rest, 1 / inner)
    return q, {common: Fraction(1)}, rest


def proves_positive_atom(atom: Atom, k: Fraction) -> bool:
    """atom**k > 0 by the atom's kind."""
    return atom.kind in POSITIVE or atom.kind == LOGARITHM or (atom.kind == SUM and k.denominator > 1)


def rational_power(q: Fraction, exponent: Fraction) -> Form:
    """q**exponent for q > 0."""
    powers = {prime_atom(p): k * exponent for p, k in factor_integer(q.numerator)}
    powers.update({prime_atom(p): -k * exponent for p, k in factor_integer(q.denominator)})
    return normalized(powers)


def monomial_power(monomial: Monomial, exponent: Fraction) -> Form:
    """monomial**exponent, for positive atoms or an integer exponent."""
    return normalized({atom: k * exponent for atom, k in monomial})


def positive_root(form: Form, n: int) -> Form:
    """The n-th root of a form known to be positive."""
    q, common, rest = content_of(form)
    outside = times(rational_power(q, Fraction(1, n)), monomial_power(next(iter(common)), Fraction(1, n)))
    if rest == ONE_FORM:
        return outside
    flat = denested(rest, n)
    return times(outside, flat if flat is not None else single(sum_atom(rest), Fraction(1, n)))


def quadratic_parts(form: Form) -> tuple[Fraction, Fraction, int] | None:
    """(r, c, d) when the form is r + c sqrt(d)."""
    others = [monomial for monomial in form if monomial != UNIT]
    if len(others) != 1 or any(atom.kind != PRIME or exponent != HALF for atom, exponent in others[0]):
        return None
    d = 1
    for atom, _ in others[0]:
        d *= atom.key[1]
    return form.get(UNIT, Fraction(0)), form[others[0]], d


def denested(form: Form, n: int) -> Form | None:
    """A flat form of the n-th root of r + c sqrt(d) > 0, n = 2 or 3, when there is one over one more square root."""
    parts = quadratic_parts(form)
    if parts is None or not parts[0]:
        return None
    r, c, d = parts
    if n == 2:
        flat = denest(r, c, d)
        return None if flat is None else plus(surd_form(*flat[0]), surd_form(*flat[1]))
    if n != 3:
        return None
    # (x + y sqrt d)³ = r + c sqrt d: its norm t³ is a cube and s = 2x is a root of s³ - 3ts - 2r
    norm = rational_root(r * r - c * c * d, 3)
    x = None if norm is None else rational_cubic_root(-3 * norm, -2 * r)
    if norm is None or x is None or x * x < 4 * norm:
        return None
    half_width = scaled(rational_power(x * x / 4 - norm, HALF), 1 if c > 0 else -1)
    return plus(constant(x / 2), half_width)


def surd_form(c: Fraction, d: int) -> Form:
    """c sqrt(d)."""
    return scaled(rational_power(Fraction(d), HALF), c)


def rational_root(q: Fraction, n: int) -> Fraction | None:
    """The rational n-th root (n odd) of q, if there is one."""
    form = rational_power(abs(q), Fraction(1, n)) if q else {}
    value = rational_of(form)
    return None if value is None else value if q >= 0 else -value


def rational_cubic_root(p: Fraction, q: Fraction) -> Fraction | None:
    """A rational zero of s³ + p s + q."""
    common = lcm(p.denominator, q.denominator)
    poly = fmpq_poly([int(q * common), int(p * common), 0, common]).numer()
    for factor, _ in poly.factor()[1]:
        if factor.degree() == 1:
            return Fraction(-int(factor[0]), int(factor[1]))
    return None


@tabled
def cosine_values() -> dict[Fraction, Form]:
    """cos(t pi) for 0 <= t <= 1/2 where square roots suffice: t with denominators 1, 2, 3, 4, 5, 6, 8, 10, 12."""
    root = {n: rational_power(Fraction(n), HALF) for n in (2, 3, 5, 6)}
    values = {Fraction(0): ONE_FORM, HALF: {}, Fraction(1, 3): constant(HALF)}
    values[Fraction(1, 4)], values[Fraction(1, 6)] = scaled(root[2], HALF), scaled(root[3], HALF)
    for t, sign in ((Fraction(1, 5), 1), (Fraction(2, 5), -1)):
        values[t] = scaled(plus(root[5], constant(sign)), Fraction(1, 4))
    for t, sign in ((Fraction(1, 12), 1), (Fraction(5, 12), -1)):
        values[t] = scaled(plus(root[6], root[2], sign), Fraction(1, 4))
    for t, sign in ((Fraction(1, 8), 1), (Fraction(3, 8), -1)):
        values[t] = scaled(positive_root(plus(constant(2), root[2], sign), 2), HALF)
    for t, sign in ((Fraction(1, 10), 1), (Fraction(3, 10), -1)):
        values[t] = scaled(positive_root(plus(constant(10), root[5], 2 * sign), 2), Fraction(1, 4))
    return values


def cosine(turns: Fraction) -> Form:
    """cos(turns * pi)."""
    t = abs(turns) % 2
    t = min(t, 2 - t)
    if t > HALF:
        return scaled(cosine(1 - t), -1)
    known = cosine_values().get(t)
    return known if known is not None else {((Atom((COSINE, t), cosine_tree(t)), Fraction(1)),): Fraction(1)}


def inverse(form: Form) -> Form:
    """1/form; the caller has proved that the form is not zero."""
    if not form:
        raise NoForm
    q, common, rest = content_of(form, positive=False)
    outside = scaled(monomial_power(next(iter(common)), Fraction(-1)), 1 / q)
    if len(rest) == 1:
        ((monomial, sign),) = rest.items()
        return scaled(times(outside, monomial_power(monomial, Fraction(-1))), 1 / sign)
    return times(outside, rationalized(rest) if is_algebraic(rest) else reciprocal(rest))


def reciprocal(form: Form) -> Form:
    """1/form as an atom, the first coefficient made positive."""
    first = min(form, key=lambda monomial: form_key({monomial: Fraction(1)}))
    sign = 1 if form[first] > 0 else -1
    return {((sum_atom(scaled(form, sign)), Fraction(-1)),): Fraction(sign)}


def rationalized(form: Form) -> Form:
    """1/form without radicals in the denominator: conjugation of square roots, or Euclid's algorithm for one generator."""
    atoms = {atom for monomial in form for atom, _ in monomial}
    if any(atom.kind in (ALGEBRAIC, COSINE) for atom in atoms):
        return reciprocal(form)
    if len(atoms) == 1:
        (atom,) = atoms
        modulus = modulus_of(atom, form)
        if modulus is not None:
            return euclidean_inverse(form, atom, *modulus)
    squares = [atom for atom in atoms if all(k in (0, HALF) for k in (dict(m).get(atom, 0) for m in form)) and atom.kind in (PRIME, SUM)]
    if not squares:
        return reciprocal(form)
    top = max(squares, key=lambda atom: atom.key)
    without = {m: q for m, q in form.items() if top not in dict(m)}
    conjugate = plus(without, plus(form, without, -1), -1)
    norm = times(form, conjugate)
    if not norm or any(top in dict(m) for m in norm):
        return reciprocal(form)
    result = times(conjugate, inverse(norm))
    limit = len(form) if any(atom.kind == SUM for atom in atoms) else 2 * len(form) + 2
    return result if len(result) <= limit else reciprocal(form)


def flat_inverse(form: Form) -> Form | None:
    """1/form for a sum of square roots of rationals, free of sums below the bar; None for other forms or when that is long."""
    if any(atom.kind != PRIME or k != HALF for monomial in form for atom, k in monomial):
        return None
    result = rationalized(form)
    return None if any(atom.kind == SUM for monomial in result for atom, _ in monomial) else result


def modulus_of(atom: Atom, form: Form) -> tuple[fmpq_poly, Fraction] | None:
    """The minimal polynomial of atom**step, where every exponent in the form is a multiple of step."""
    if atom.kind != PRIME or isqrt(atom.key[1]) ** 2 == atom.key[1]:
        return None
    n = lcm(*(exponent.denominator for monomial in form for _, exponent in monomial))
    return fmpq_poly([-atom.key[1], *[0] * (n - 1), 1]), Fraction(1, n)


def euclidean_inverse(form: Form, atom: Atom, modulus: fmpq_poly, step: Fraction) -> Form:
    """1/form in Q[atom**step]."""
    coefficients = [Fraction(0)] * modulus.degree()
    for monomial, q in form.items():
        coefficients[int(monomial[0][1] / step) if monomial else 0] = q
    common = lcm(*(q.denominator for q in coefficients))
    value = fmpq_poly([int(q * common) for q in coefficients], common)
    return polynomial_form(inverse_modulo(value, modulus), atom, step)
