"""Stand-ins for the analysis, run inside real worker processes."""

import ctypes
import os
import time

import flint

from calc_cli import stages
from calc_cli.batch.documents import body_of, error_body
from calc_cli.batch.reading import Job
from calc_cli.batch.summary import Outcome
from calc_cli.errors import CalcError
from calc_cli.language import parse_function
from calc_cli.settings import Settings
from calc_cli.stages import Stage

GROWN = []


def answer(job: Job, settings: Settings) -> tuple[Outcome, str]:
    """Echoes, except for words that make it misbehave."""
    word, _, rest = job.expression.partition(" ")
    if word == "error":
        return Outcome.REFUSED, error_body(job, CalcError("syntax", "no", job.expression, (0, 1), "other"))
    if word == "bug":
        raise ZeroDivisionError(rest)
    if word == "die":
        os._exit(3)
    if word == "kill":
        os.kill(os.getpid(), 9)
    if word == "hang":
        ctypes.CDLL(None).sleep(1000)  # a foreign call that no Python signal handler can end
    if word == "spin":
        while True:
            pass
    if word == "memory":
        bytearray(1 << 40)
    if word == "gmp":
        flint.fmpz(3) ** (1 << 36)
    if word == "grow":
        GROWN.append(bytearray(100 << 20))
    if word == "solve":
        stages.enter(Stage.SOLVING)
        stages.found("problem", parse_function("x + 1"))
        stages.keep()
        time.sleep(1000)
    if word == "sleep":
        time.sleep(float(rest))
    if word == "print":
        os.write(1, b"noise from a library\n")
    outcome = Outcome.UNPROVED if word == "unproved" else Outcome.PROVED
    return outcome, body_of(
        {"schema_version": 1, "input": job.expression, "on": job.on, "pid": os.getpid(), "budget": settings.budget_seconds}
    )


def broken(job: Job, settings: Settings) -> tuple[Outcome, str]:
    raise NotImplementedError
