"""The kernels of a system as unknowns of a polynomial system, and the way back from an unknown's value to a variable's.

A variable may stay as it is, or occur only through exp(a*v + b), log(a*v + b), or the sine and cosine of a*v + b. Roots, absolute values
and algebraic constants are further unknowns with their relation: w**2 = x**2 + y**2, w >= 0.
"""

from __future__ import annotations

from enum import Enum

from flint import fmpz_mpoly

from calc_cli import tree as t
from calc_cli.records import record
from calc_cli.solving.form import Refused
from calc_cli.solving.systems.form import SystemForm
from calc_cli.solving.systems.rings import moved, ring, used_in
from calc_cli.solving.trigonometric import linear_coefficients
from calc_cli.symbolic import constants
from calc_cli.symbolic.angles import acos_exact
from calc_cli.symbolic.field import Field, Kernel, monomial
from calc_cli.tree import Expr

TWO_PI = t.multiply(t.TWO, t.PI)


class Role(Enum):
    """How a variable is seen by the polynomial system."""

    ITSELF = "itself"
    EXPONENTIAL = "exponential"
    LOGARITHM = "logarithm"
    ANGLE = "angle"


@record
class Entrance:
    """The variable through its kernel (for an angle: the sine; partner: the cosine) of slope*v + offset."""

    role: Role
    kernel: int
    slope: Expr = t.ONE
    offset: Expr = t.ZERO
    partner: int = -1

    def value(self, values: dict[int, Expr]) -> Expr:
        """The variable from the values of the kernels (for an angle: one of the values)."""
        match self.role:
            case Role.ITSELF:
                return values[self.kernel]
            case Role.EXPONENTIAL:
                inside = t.call("log", values[self.kernel])
            case Role.LOGARITHM:
                inside = t.call("exp", values[self.kernel])
            case Role.ANGLE:
                inside = angle_of(values[self.kernel], values[self.partner])
        return constants.simplify_constant(t.divide(t.subtract(inside, self.offset), self.slope))

    def period(self) -> Expr:
        """The period of an angle's variable, positive."""
        period = constants.simplify_constant(t.divide(TWO_PI, self.slope))
        return period if constants.sign_of(period) == 1 else constants.simplify_constant(t.negate(period))


@record
class Unknowns:
    """kernels: generator of the field for each unknown; relations: in the field; positive, nonnegative: unknowns (places) known to be
    so; fixed: unknowns that are constants, with their tree; entrances: one a variable."""

    kernels: tuple[int, ...]
    relations: tuple[fmpz_mpoly, ...]
    positive: frozenset[int]
    nonnegative: frozenset[int]
    fixed: dict[int, Expr]
    entrances: tuple[Entrance, ...]

    def polynomial(self, polynomial: fmpz_mpoly) -> fmpz_mpoly:
        """A polynomial of the field in the ring of the unknowns."""
        return moved(polynomial, ring(len(self.kernels)), self.kernels)


def unknowns_of(form: SystemForm) -> Unknowns:
    """The unknowns of the system; Refused when a variable occurs in two unrelated ways or in a kernel that cannot be inverted."""
    field = form.field
    entered = {name: field.kernel("variable", t.Variable(name), depends=(name,)) for name in form.system.variables}
    used = closure(field, form.kernels())
    entrances = []
    for name in form.system.variables:
        entrances.append(entrance(field, name, entered[name], [k for k in used if name in k.depends and k.relation is None]))
    indices = {k.index for k in used} | {e.kernel for e in entrances}
    kernels = tuple(sorted(indices))
    place = {index: j for j, index in enumerate(kernels)}
    excluded = {index for g in form.nonzero if len(g) == 1 for index in used_in(g)}
    signed = {place[i]: sign_known(field.kernels[i], excluded) for i in kernels}
    return Unknowns(
        kernels,
        tuple(relation_of(field.kernels[i]) for i in kernels if field.kernels[i].relation is not None),
        frozenset(j for j, known in signed.items() if known == 1),
        frozenset(j for j, known in signed.items() if known == 0),
        {place[k.index]: k.tree for k in used if not k.depends},
        tuple(entrances),
    )


def closure(field: Field, kernels: list[Kernel]) -> list[Kernel]:
    """The kernels with all those their relations speak of."""
    found: dict[int, Kernel] = {}
    waiting = list(kernels)
    while waiting:
        kernel = waiting.pop()
        if kernel.index in found:
            continue
        found[kernel.index] = kernel
        if kernel.relation is not None:
            waiting += [field.kernels[i] for i in used_in(kernel.relation.numerator) | used_in(kernel.relation.denominator)]
        elif not kernel.depends:
            raise Refused("a coefficient is transcendental")
        if kernel.partner is not None:
            waiting.append(field.kernels[kernel.partner])
    return list(found.values())


def relation_of(kernel: Kernel) -> fmpz_mpoly:
    """The polynomial that vanishes because of the kernel's relation."""
    assert kernel.relation is not None
    return kernel.relation.denominator * monomial({kernel.index: kernel.relation.degree}) - kernel.relation.numerator


def sign_known(kernel: Kernel, excluded: set[int]) -> int | None:
    """1: positive, 0: not negative, None: nothing is known."""
    if kernel.kind == "exp":
        return 1
    if kernel.relation is None or kernel.relation.degree % 2 or kernel.kind not in ("root", "function"):
        return 1 if kernel.kind == "root" and not kernel.depends else None
    return 1 if kernel.index in excluded or not kernel.depends else 0


def entrance(field: Field, name: str, variable: Kernel, group: list[Kernel]) -> Entrance:
    """How the variable occurs, from the kernels without relation (the sine stands for an angle) that depend on it."""
    if not group or group == [variable]:
        return Entrance(Role.ITSELF, variable.index)
    if len(group) > 1 or group[0].depends != {name} or group[0].argument is None:
        raise Refused(f"{name} occurs in more than one way")
    kernel, argument = group[0], group[0].argument
    roles = {"exp": Role.EXPONENTIAL, "log": Role.LOGARITHM, "sin": Role.ANGLE}
    linear = linear_coefficients(argument, name) if kernel.kind in roles else None
    if linear is None:
        raise Refused(f"{name} occurs in a function that is not inverted")
    return Entrance(roles[kernel.kind], kernel.index, *linear, -1 if kernel.partner is None else kernel.partner)


def angle_of(sine: Expr, cosine: Expr) -> Expr:
    """The angle in (-pi, pi] with this sine and cosine."""
    if sine == t.ZERO:
        return t.ZERO if cosine == t.ONE else t.PI
    angle = acos_exact(cosine)
    sign = constants.sign_of(sine)
    if not sign:
        raise Refused("the sign of a sine is not decided")
    return angle if sign > 0 else t.negate(angle)
