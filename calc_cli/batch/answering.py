"""One job -> its outcome and its line of output. Runs in a worker process."""

from __future__ import annotations

from dataclasses import replace

from calc_cli.batch.documents import document_line, error_line
from calc_cli.batch.reading import Job
from calc_cli.batch.summary import Outcome
from calc_cli.errors import CalcError
from calc_cli.model import Surface
from calc_cli.pipeline import analyze
from calc_cli.reports.json import to_dict
from calc_cli.settings import Settings


def answer(job: Job, settings: Settings) -> tuple[Outcome, str]:
    """The study of one expression as JSON, or the reason why there is none.

    Only `CalcError` is an answer; any other exception is a bug and ends the worker, which reports it on its way out (`child`).
    """
    try:
        study = analyze(job.expression, settings if job.on is None else replace(settings, on=job.on))
    except CalcError as error:
        return Outcome.REFUSED, error_line(job, error)
    proved = study.critical_status.proved and (isinstance(study, Surface) or study.inflection_status.proved)
    return Outcome.PROVED if proved else Outcome.UNPROVED, document_line(job, to_dict(study))
