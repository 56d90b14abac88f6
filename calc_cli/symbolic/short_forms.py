"""Shorter names of algebraic constants: elements of one number field as roots of their minimal polynomial, related nested roots merged."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from flint import fmpq_mat, fmpq_poly, fmpz_poly

from calc_cli.balls.constants import value_at
from calc_cli.language import to_text
from calc_cli.symbolic.algebraic import coefficients_of, primitive, root_enclosures
from calc_cli.symbolic.constant_angles import arctangent, multiple_of_pi
from calc_cli.symbolic.constant_atoms import (
    ALGEBRAIC,
    CALL,
    COSINE,
    HALF,
    PRIME,
    SUM,
    Atom,
    Form,
    NoForm,
    constant,
    is_algebraic,
    plus,
    scaled,
)
from calc_cli.symbolic.constant_display import form_tree
from calc_cli.symbolic.constant_form import cosine, inverse, inverse_modulo, positive_root, single, times, whole_power
from calc_cli.symbolic.polynomials import solve_factor
from calc_cli.symbolic.separation import exact_sign
from calc_cli.tree import Expr

DEGREE_LIMIT = 12
INDEX_BITS = 4096
SHORT_TEXT = 24


def shortest_tree(form: Form) -> Expr:
    """The tree of a form, or of another form of the same number when that is shorter."""
    tree = form_tree(form)
    if len(form) < 2 and not any(atom.kind in (SUM, CALL) for monomial in form for atom, _ in monomial):
        return tree
    if not is_algebraic(form):
        doubled = doubled_arctangents(form)
        return tree if doubled is form else min(tree, form_tree(doubled), key=lambda candidate: len(to_text(candidate)))
    if len(to_text(tree)) <= SHORT_TEXT:
        return tree
    candidates = [tree]
    modulus = field_modulus(form)
    if modulus is not None:
        candidates += names_in_field(form, modulus, tree)
    else:
        merged = merged_roots(form)
        candidates += [form_tree(merged)] if merged is not form else []
        folded = folded_root(merged)
        candidates += [form_tree(folded)] if folded is not None else []
    return min(candidates, key=lambda candidate: len(to_text(candidate)))


def doubled_arctangents(form: Form) -> Form:
    """2 atan(c) = atan(2c/(1 - c²)) for |c| < 1, ±pi more for |c| > 1, wherever c is an algebraic number with a real double."""
    total: Form = {}
    for monomial, q in form.items():
        atom = monomial[0][0] if len(monomial) == 1 and monomial[0][1] == 1 else None
        if atom is None or atom.kind != CALL or atom.key[1] != "atan" or q % 2 or not is_algebraic(atom.form or {}):
            total = plus(total, {monomial: q})
            continue
        c = atom.form or {}
        denominator = plus(constant(1), times(c, c), -1)
        inside = exact_sign(form_tree(denominator))
        if not inside:
            return form
        tangent = times(scaled(c, 2), inverse(denominator))
        half_turn = exact_sign(form_tree(c)) if inside < 0 else 0
        if half_turn is None:
            return form
        total = plus(total, arctangent(tangent), q / 2)
        total = plus(total, multiple_of_pi(Fraction(half_turn)), q / 2)
    return total if total != form else form


def atoms_within(form: Form) -> set[Atom]:
    """Every atom, those inside sums included."""
    found: set[Atom] = set()
    for monomial in form:
        for atom, _ in monomial:
            found |= atoms_within(atom.form or {}) if atom.kind == SUM else {atom}
    return found


def field_modulus(form: Form) -> fmpq_poly | None:
    """The minimal polynomial of α when the constant is a rational expression in one algebraic number, or in α = 2 cos(2 pi/m)."""
    atoms = atoms_within(form)
    if len(atoms) == 1 and (generator := next(iter(atoms))).kind == ALGEBRAIC:
        modulus = fmpq_poly(list(generator.key[1]))
    elif atoms and all(atom.kind == COSINE for atom in atoms):
        modulus = fmpq_poly(fmpz_poly.cos_minpoly(cosine_order(form)))
    else:
        return None
    return modulus if modulus.degree() <= DEGREE_LIMIT else None


def cosine_order(form: Form) -> int:
    """The least m such that every cosine in the form is that of a multiple of 2 pi/m."""
    return lcm(*(2 * atom.key[1].denominator for atom in atoms_within(form)))


def field_element(form: Form, modulus: fmpq_poly, order: int) -> fmpq_poly:
    """The polynomial in α equal to the form modulo α's minimal polynomial. NoForm for roots of sums.

    order: m where α = 2 cos(2 pi/m); then cos(2 pi k/m) = T_k(α/2).
    """
    total = fmpq_poly([0])
    for monomial, q in form.items():
        term = fmpq_poly([q.numerator], q.denominator)
        for atom, k in monomial:
            if k.denominator != 1:
                raise NoForm
            if atom.kind == ALGEBRAIC:
                value = fmpq_poly([0, 1])
            elif atom.kind == COSINE:
                value = fmpq_poly(fmpz_poly.chebyshev_t(int(atom.key[1] * order / 2)))(fmpq_poly([0, 1], 2)) % modulus
            else:
                value = field_element(atom.form or {}, modulus, order)
            value = inverse_modulo(value, modulus) if k < 0 else value
            for _ in range(abs(int(k))):
                term = term * value % modulus
        total += term
    return total


def minimal_polynomial(element: fmpq_poly, modulus: fmpq_poly) -> fmpz_poly:
    """The minimal polynomial of an element of Q[t]/(modulus), modulus irreducible: the radical of its characteristic polynomial."""
    n = modulus.degree()
    rows, row = [], element % modulus
    for _ in range(n):
        rows.append([row[k] for k in range(n)])
        row = row * fmpq_poly([0, 1]) % modulus
    characteristic = fmpq_mat(n, n, [x for line in rows for x in line]).charpoly()
    return primitive(characteristic.numer().factor()[1][0][0])


def names_in_field(form: Form, modulus: fmpq_poly, tree: Expr) -> list[Expr]:
    """The constant as a root of its own minimal polynomial, and as a sum of cosines."""
    order = cosine_order(form) if all(atom.kind == COSINE for atom in atoms_within(form)) else 0
    try:
        element = field_element(form, modulus, order)
    except (NoForm, ZeroDivisionError):
        return []
    named = real_root_at(minimal_polynomial(element, modulus), tree)
    names = [named] if named is not None else []
    if order:
        total: Form = {}
        for k, c in enumerate(element.coeffs()):
            total = plus(total, whole_power(scaled(cosine(Fraction(2, order)), 2), k), Fraction(int(c.p), int(c.q)))
        names.append(form_tree(total))
    return names


def real_root_at(poly: fmpz_poly, tree: Expr) -> Expr | None:
    """The real root of the polynomial that the constant, known to be one, is."""
    bits = 64
    while bits <= INDEX_BITS:
        value = value_at(tree, bits)
        enclosures = root_enclosures(coefficients_of(poly), bits)
        met = [i for i, ball in enumerate(enclosures) if ball.overlaps(value)] if value.is_finite() else []
        if len(met) == 1:
            return solve_factor(poly).roots[met[0]]
        bits *= 2
    return None


def merged_roots(form: Form) -> Form:
    """Square roots of sums written with one another: sqrt(B) = sqrt(AB)/A * sqrt(A) when sqrt(AB) is free of such roots."""
    roots = sorted({atom for m in form for atom, k in m if atom.kind == SUM and k == HALF}, key=lambda atom: atom.key)
    kept: list[Atom] = []
    images: dict[Atom, Form] = {}
    for atom in roots:
        for base in kept:
            outer = positive_root(times(base.form or {}, atom.form or {}), 2)
            if all(part.kind == PRIME for part in atoms_within(outer)) and not any(a.kind == SUM for m in outer for a, _ in m):
                images[atom] = times(times(outer, inverse(base.form or {})), single(base, HALF))
                break
        else:
            kept.append(atom)
    if not images:
        return form
    total: Form = {}
    for monomial, q in form.items():
        term: Form = {tuple(pair for pair in monomial if pair[0] not in images or pair[1] != HALF): q}
        for atom, k in monomial:
            if atom in images and k == HALF:
                term = times(term, images[atom])
        total = plus(total, term)
    return total


def folded_root(form: Form) -> Form | None:
    """c sqrt(A) as ±sqrt(c² A), for one square root of a sum common to all terms."""
    shared = {atom for atom, k in next(iter(form)) if atom.kind == SUM and k == HALF}
    if len(shared) != 1 or len(form) < 2:
        return None
    (root,) = shared
    if any(dict(monomial).get(root) != HALF for monomial in form):
        return None
    factor = {tuple(pair for pair in monomial if pair[0] != root): q for monomial, q in form.items()}
    value = value_at(form_tree(factor), 128)
    if not (value > 0 or value < 0):
        return None
    square = times(times(factor, factor), root.form or {})
    return scaled(positive_root(square, 2), 1 if value > 0 else -1) if square else None
