"""Stand-ins for the analysis, run inside real worker processes."""

import ctypes
import os
import time

from calc_cli.batch.documents import document_line, error_line
from calc_cli.batch.reading import Job
from calc_cli.batch.summary import Outcome
from calc_cli.errors import CalcError
from calc_cli.settings import Settings


def answer(job: Job, settings: Settings) -> tuple[Outcome, str]:
    """Echoes, except for words that make it misbehave."""
    word, _, rest = job.expression.partition(" ")
    if word == "error":
        return Outcome.REFUSED, error_line(job, CalcError("syntax", "no", job.expression, (0, 1), "other"))
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
    if word == "sleep":
        time.sleep(float(rest))
    if word == "print":
        os.write(1, b"noise from a library\n")
    outcome = Outcome.UNPROVED if word == "unproved" else Outcome.PROVED
    return outcome, document_line(job, {"on": job.on, "pid": os.getpid(), "budget": settings.budget_seconds})


def broken(job: Job, settings: Settings) -> tuple[Outcome, str]:
    raise NotImplementedError
