"""The whole story on one screen: read, differentiate, cut, solve, classify, study."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

from calc_cli import effort, stages
from calc_cli.balls.constants import NotComputed
from calc_cli.errors import CalcError
from calc_cli.language import parse_function
from calc_cli.language.limits import room_for_recursion
from calc_cli.model import Derivatives, LocalStudy, MapStudy, Problem, Study, Surface
from calc_cli.settings import Settings
from calc_cli.stages import Stage
from calc_cli.study import study
from calc_cli.symbolic.univariate import quotient_of
from calc_cli.tree import variables_of

ALL_SEARCHES = 2.0
"""All searches of an analysis together may take so many times the budget of one."""


def analyze(text: str, settings: Settings | None = None) -> Study | Surface:
    """The study of a function typed as text, a `Surface` when it has several variables; CalcError when it cannot be read.

    >>> [str(p.classification) for p in analyze("x**3-3x**2-9x+5").critical_points]
    ['local_maximum', 'local_minimum']
    """
    began = perf_counter()
    chosen = settings or Settings()
    stages.enter(Stage.READING)
    problem = parse_function(text, chosen)
    stages.found("problem", problem)
    stages.enter(Stage.DERIVATIVES)
    with within_limits(text):
        return _studied(problem, chosen, began)


class within_limits(room_for_recursion):
    """`with within_limits(text):` what leads too deep or to numbers too large is an error that says so. text: the formula."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __exit__(self, *error: object) -> None:
        super().__exit__(*error)
        if error[0] is not None:
            refuse(error[1], self._text)


def refuse(error: object, text: str) -> None:
    """Raise what the user is told instead of an error that the formula led to; of any other error nothing."""
    whole, hint = (0, len(text)), "use smaller numbers"
    match error:
        case RecursionError():
            flatter = "write it flatter, or with fewer functions inside each other"
            raise CalcError("too_deep", "this formula leads deeper than can be followed", text, whole, flatter) from None
        case NotComputed():
            message = "a number that arises here cannot be computed: it is too large, or not proved to be defined"
            raise CalcError("not_computed", message, text, whole, hint) from None
        case OverflowError():
            raise CalcError("number_too_large", "a number that arises here is too large to be written", text, whole, hint) from None


def _studied(problem: Problem, chosen: Settings, began: float) -> Study | Surface:
    effort.begin(ALL_SEARCHES * chosen.budget_seconds, afresh=not is_plain(problem))
    try:
        if len(problem.variables) == 1:
            return study(problem, chosen, began)
        from calc_cli.study.several import study_surface  # a study of one variable does not load the theory of several

        return replace(study_surface(problem, chosen), seconds=perf_counter() - began)
    finally:
        effort.finish()


def is_plain(problem: Problem) -> bool:
    """A rational function of one variable: exact algebra answers it, no search counts its work."""
    return len(problem.variables) == 1 and quotient_of(problem.tree, problem.variables[0]) is not None


def analyze_locally(text: str, settings: Settings | None = None, *, kind: str = "gradient", at: str | None = None) -> LocalStudy:
    """The gradient or Hessian of a function typed as text, and its value at a point such as `x=2, y=3`.

    >>> [entry.exact for entry in analyze_locally("x^2 + x y", at="x=1, y=2").gradient_at]
    ['4', '1']
    """
    from calc_cli.study.asked import asked_point
    from calc_cli.study.several import study_locally

    began = perf_counter()
    stages.enter(Stage.READING)
    problem = parse_function(text, settings or Settings())
    stages.enter(Stage.DERIVATIVES)
    point = asked_point(at, problem.variables)
    effort.begin()
    with within_limits(text):
        return replace(study_locally(problem, kind, point), seconds=perf_counter() - began)


def differentiate(text: str, settings: Settings | None = None, *, order: int = 1, at: str | None = None) -> Derivatives:
    """The derivatives of a function typed as text; names beside the variable are constants. at: a point such as `x=3`.

    >>> from calc_cli.language import to_text
    >>> [to_text(d.result) for d in differentiate("(y - y_hat)^2", Settings(wrt=("y_hat",))).derivations]
    ['2*y_hat - 2*y']
    """
    from calc_cli.study.asked import asked_point
    from calc_cli.study.deriving import study_derivatives

    began = perf_counter()
    stages.enter(Stage.READING)
    problem = parse_function(text, settings or Settings(), constants=True)
    names = tuple(sorted(variables_of(problem.tree) - set(problem.variables)))
    if len(problem.variables) > 1:
        hint = f"choose one, e.g. --wrt {problem.variables[0]}; the others are then constants"
        raise CalcError("several_variables", "with respect to which name?", text, (0, len(text)), hint)
    point = asked_point(at, (*problem.variables, *names))
    stages.enter(Stage.DERIVATIVES)
    effort.begin()
    with within_limits(text):
        return replace(study_derivatives(problem, names, order, point), seconds=perf_counter() - began)


def analyze_map(text: str, settings: Settings | None = None, *, at: str | None = None, near: str | None = None) -> MapStudy:
    """The Jacobian of `[x^2 y, 5x + sin y]`, its value and the linear approximation at a point, the error of that at another one."""
    from calc_cli.language.vectors import parse_map
    from calc_cli.study.asked import asked_point
    from calc_cli.study.several import study_map

    began = perf_counter()
    stages.enter(Stage.READING)
    problem, components = parse_map(text, settings or Settings())
    points = tuple(asked_point(place, problem.variables) for place in (at, near if at else None))
    stages.enter(Stage.DERIVATIVES)
    effort.begin()
    with within_limits(text):
        return replace(study_map(problem, components, *points), seconds=perf_counter() - began)
