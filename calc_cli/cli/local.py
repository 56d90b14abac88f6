"""`calc gradient`, `calc hessian`, `calc jacobian`: derivatives of functions of several variables, and their values at a point."""

from __future__ import annotations

from calc_cli.cli.analyze import Request, answer
from calc_cli.model import Derivatives, LocalStudy, MapStudy
from calc_cli.settings import Settings


def answer_locally(request: Request, kind: str, at: str | None) -> int:
    """The exit code of `calc gradient` and `calc hessian`."""

    def analysis(text: str, settings: Settings) -> LocalStudy:
        from calc_cli.pipeline import analyze_locally

        return analyze_locally(text, settings, kind=kind, at=at)

    return answer(request, analysis)


def answer_derivatives(request: Request, order: int, at: str | None) -> int:
    """The exit code of `calc derive`."""

    def analysis(text: str, settings: Settings) -> Derivatives:
        from calc_cli.pipeline import differentiate

        return differentiate(text, settings, order=order, at=at)

    return answer(request, analysis)


def answer_map(request: Request, at: str | None, near: str | None) -> int:
    """The exit code of `calc jacobian`."""

    def analysis(text: str, settings: Settings) -> MapStudy:
        from calc_cli.pipeline import analyze_map

        return analyze_map(text, settings, at=at, near=near)

    return answer(request, analysis)
