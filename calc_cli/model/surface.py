"""The study of a function of several variables, and of a map into several dimensions."""

from __future__ import annotations

from dataclasses import field

from calc_cli.displays import Shown
from calc_cli.model.curve import Condition, CriticalPoint, CriticalSet, Extremum, Status
from calc_cli.model.values import Derivation, Number, Problem, Region, Step
from calc_cli.model.words import Convexity
from calc_cli.records import record
from calc_cli.tree import Expr


@record
class Surface(Shown):
    """f: R^n -> R. gradient: n derivations; hessian: n rows of n (symmetric); boundary: critical points of the faces, edges and corners
    of a closed box asked for; notes: sentences that follow from a proof; joints: f may have no gradient where one of them is 0;
    conditions: what the domain asks, beyond what is proved to hold everywhere."""

    problem: Problem
    region: Region | None
    gradient: tuple[Derivation, ...]
    hessian: tuple[tuple[Derivation, ...], ...]
    critical_points: tuple[CriticalPoint, ...]
    critical_sets: tuple[CriticalSet, ...]
    boundary: tuple[CriticalPoint, ...]
    minimum: Extremum | None
    maximum: Extremum | None
    convexity: Convexity
    critical_status: Status
    solution: tuple[Step, ...] = ()
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    joints: tuple[Expr, ...] = ()
    conditions: tuple[Condition, ...] = ()
    seconds: float = 0.0
    kind: str = field(default="surface")


@record
class MapStudy(Shown):
    """F: R^n -> R^m. jacobian: m rows of n derivations; at: the point asked for; values, jacobian_at: F and its Jacobian there;
    determinant, rank: there, when it is known; linear: the components of the linear approximation L; near: a second point, with L there
    and the errors F - L."""

    problem: Problem
    components: tuple[Expr, ...]
    jacobian: tuple[tuple[Derivation, ...], ...]
    determinant: Expr | None = None
    at: tuple[Number, ...] = ()
    values: tuple[Number, ...] = ()
    jacobian_at: tuple[tuple[Number, ...], ...] = ()
    determinant_at: Number | None = None
    rank: int | None = None
    linear: tuple[Expr, ...] = ()
    near: tuple[Number, ...] = ()
    linear_near: tuple[Number, ...] = ()
    errors: tuple[Number, ...] = ()
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0
    kind: str = field(default="map")


@record
class LocalStudy(Shown):
    """Gradient and Hessian of f: R^n -> R, and their values at a point asked for.

    newton_step: -H^-1 grad f there, newton_point: the point it leads to, both empty when H is singular or its rank is not decided;
    definiteness: positive_definite, negative_definite, indefinite, semidefinite or unknown; hessian is empty when only the gradient
    was asked for and no point was given.
    """

    problem: Problem
    gradient: tuple[Derivation, ...]
    hessian: tuple[tuple[Derivation, ...], ...]
    at: tuple[Number, ...] = ()
    value: Number | None = None
    gradient_at: tuple[Number, ...] = ()
    norm: Number | None = None
    hessian_at: tuple[tuple[Number, ...], ...] = ()
    determinant_at: Number | None = None
    eigenvalues: tuple[Number, ...] = ()
    definiteness: str = ""
    newton_step: tuple[Number, ...] = ()
    newton_point: tuple[Number, ...] = ()
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0
    kind: str = field(default="gradient")
