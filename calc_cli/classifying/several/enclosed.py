"""The Hessian at a stationary point without short closed form: everything is the value of a tree there, from one program run on balls.

The point is the certified zero of a system, or has algebraic numbers among its coordinates.
"""

from __future__ import annotations

from flint import arb, arb_mat

from calc_cli import balls
from calc_cli import tree as t
from calc_cli.balls.precision import precision
from calc_cli.calculus import hessian as hessian_of
from calc_cli.classifying.several.eigenvalues import LONGEST_TEXT, eigenvalues, has_text
from calc_cli.classifying.several.inertia import ball_inertia, determinant
from calc_cli.classifying.several.verdict import Matrix, SeveralVerdict, non_degenerate
from calc_cli.language import to_text
from calc_cli.model import Classification, Number, Test
from calc_cli.records import record
from calc_cli.remembering import remembered
from calc_cli.symbolic.constants import simplify_constant
from calc_cli.tree import Expr

PRECISIONS = (128, 512)
FEWEST_BITS = 80
"""As accurate as the figures that are shown need; otherwise the number is enclosed anew."""
MOST_EXPANDED = 5
"""Determinants of more variables are not expanded."""

is_constant = remembered(256)(t.is_constant)


@record
class EnclosedPoint:
    """A point without short closed form; zero: the certified zero of a system whose coordinates these are, if it is one."""

    variables: tuple[str, ...]
    at: tuple[Expr, ...]
    zero: t.SystemZero | None

    def value(self, tree: Expr) -> Expr:
        """The value of a tree at the point as a constant."""
        if is_constant(tree):
            return tree
        if self.zero is None:
            return t.substitute(tree, dict(zip(self.variables, self.at, strict=True)))
        return t.SystemRoot(self.zero, tree)

    def number(self, tree: Expr, known: arb) -> Number:
        """NUMBER of the value, of which an enclosure is known. ValueError where it is not proved defined."""
        constant = self.value(tree)
        if self.zero is None and constant is not tree and has_text(constant) and len(to_text(constant)) <= LONGEST_TEXT:
            return balls.number(simplify_constant(constant))
        if known.rel_accuracy_bits() < FEWEST_BITS or not known.is_finite() or constant is tree:
            return balls.number(constant)
        return balls.number_within(constant, known)

    def enclosures(self, trees: tuple[Expr, ...], bits: int) -> list[arb]:
        """Balls over the values of the trees."""
        place = [balls.enclose(x, bits) for x in self.at]
        with precision(bits):
            return balls.compiled_all(trees, self.variables)(*place)


def enclosed_point(variables: tuple[str, ...], at: tuple[Expr, ...]) -> EnclosedPoint | None:
    """The point when a coordinate is that of a certified zero without closed form, otherwise None."""
    roots = [x for x in at if isinstance(x, t.SystemRoot)]
    if len(roots) < len(at):
        within = any(isinstance(node, t.SystemRoot) for x in at for node in t.walk(x))
        return EnclosedPoint(variables, at, None) if within else None
    zero = roots[0].zero if roots else None
    same = zero is not None and variables == zero.variables
    same = same and all(root.zero == zero and root.quantity == t.Variable(name) for name, root in zip(variables, roots, strict=True))
    return EnclosedPoint(variables, at, zero if same else None) if roots else None


def algebraic_point(variables: tuple[str, ...], at: tuple[Expr, ...]) -> EnclosedPoint | None:
    """The point when a coordinate is an algebraic number without radicals, otherwise None."""
    return EnclosedPoint(variables, at, None) if any(isinstance(node, t.RootOf) for x in at for node in t.walk(x)) else None


@remembered(64)
def hessian_trees(tree: Expr, variables: tuple[str, ...]) -> Matrix:
    """The Hessian as trees."""
    return tuple(tuple(entry.result for entry in row) for row in hessian_of(tree, variables))


@remembered(64)
def determinant_tree(tree: Expr, variables: tuple[str, ...]) -> Expr:
    """The determinant of the Hessian, expanded and otherwise as it stands."""
    return determinant(hessian_trees(tree, variables), lambda entry: entry)


@remembered(64)
def eigenvalue_trees(tree: Expr, variables: tuple[str, ...]) -> tuple[Expr, Expr]:
    """For two variables: (a + d ± sqrt((a - d)**2 + 4 b**2))/2, the smaller one first."""
    (a, b), (_, d) = hessian_trees(tree, variables)
    spread = t.add(t.power(t.subtract(a, d), 2), t.multiply(t.rational(4), t.power(b, 2)))
    root = t.call("sqrt", t.call("abs", spread))  # for a double eigenvalue balls over 0 reach below 0
    return t.divide(t.add(a, d, t.negate(root)), t.TWO), t.divide(t.add(a, d, root), t.TWO)


def classify_enclosed(tree: Expr, point: EnclosedPoint) -> SeveralVerdict:
    """The verdict by the signs of the eigenvalues of the enclosed Hessian; UNDECIDED when they are not certain."""
    entries = enclosed_hessian(tree, point, PRECISIONS[0])
    if not all(entry.is_finite() for entry in entries.entries()):
        return SeveralVerdict(Classification.UNDECIDED, None, Test.NONE)
    inertia = ball_inertia(entries, PRECISIONS[0])
    if inertia is None:
        inertia = ball_inertia(enclosed_hessian(tree, point, PRECISIONS[1]), PRECISIONS[1])
    if inertia is None:
        return SeveralVerdict(Classification.UNDECIDED, None, Test.NONE)
    rows = hessian_trees(tree, point.variables)
    size = range(len(rows))
    upper = {(i, j): point.number(rows[i][j], entries[i, j]) for i in size for j in size if i <= j}
    with precision(PRECISIONS[0]):
        whole = entries.det()
    return SeveralVerdict(
        *non_degenerate(inertia),
        Test.HESSIAN,
        inertia.negative,
        enclosed_eigenvalues(tree, point, entries),
        hessian_numbers=tuple(tuple(upper[min(i, j), max(i, j)] for j in size) for i in size),
        determinant_number=point.number(determinant_tree(tree, point.variables), whole) if len(rows) <= MOST_EXPANDED else None,
    )


def enclosed_hessian(tree: Expr, point: EnclosedPoint, bits: int) -> arb_mat:
    """Balls over the entries of the Hessian at the point."""
    rows = hessian_trees(tree, point.variables)
    size = range(len(rows))
    upper = [(i, j) for i in size for j in size if i <= j]
    known = dict(zip(upper, point.enclosures(tuple(rows[i][j] for i, j in upper), bits), strict=True))
    return arb_mat([[known[min(i, j), max(i, j)] for j in size] for i in size])


def enclosed_eigenvalues(tree: Expr, point: EnclosedPoint, entries: arb_mat) -> tuple[Number, ...]:
    """The eigenvalues, increasing; () when they cannot be told apart."""
    rows = hessian_trees(tree, point.variables)
    if len(rows) != 2 or rows[0][1] == t.ZERO:
        return eigenvalues([[point.value(entry) for entry in row] for row in rows], entries, exact=False)
    with precision(PRECISIONS[0]):
        p, q, r = entries[0, 0], entries[0, 1], entries[1, 1]
        root = ((p - r) * (p - r) + 4 * q * q).nonnegative_part().sqrt()
        both = ((p + r - root) / 2, (p + r + root) / 2)
    return tuple(point.number(value, ball) for value, ball in zip(eigenvalue_trees(tree, point.variables), both, strict=True))
