"""One job -> its outcome and its document. Runs in a worker process."""

from __future__ import annotations

from dataclasses import replace

from calc_cli import stages
from calc_cli.batch.documents import body_of, error_body
from calc_cli.batch.reading import Job
from calc_cli.batch.summary import Outcome
from calc_cli.errors import CalcError
from calc_cli.model import Surface
from calc_cli.pipeline import analyze, within_limits
from calc_cli.reports.json import to_dict
from calc_cli.settings import Settings
from calc_cli.stages import Stage


def answer(job: Job, settings: Settings) -> tuple[Outcome, str]:
    """The study of one expression as JSON, or the reason why there is none.

    Only `CalcError` is an answer; any other exception is a bug and ends the worker, which reports it on its way out (`child`).
    """
    try:
        study = analyze(job.expression, settings if job.on is None else replace(settings, on=job.on))
        stages.enter(Stage.WRITING)
        with within_limits(job.expression):
            body = body_of(to_dict(study))
    except CalcError as error:
        return Outcome.REFUSED, error_body(job, error)
    proved = study.critical_status.proved and (isinstance(study, Surface) or study.inflection_status.proved)
    return Outcome.PROVED if proved else Outcome.UNPROVED, body
