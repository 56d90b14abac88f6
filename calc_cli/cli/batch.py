"""`calc batch`: where the lines come from and where the documents go."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

from calc_cli.batch import run_batch
from calc_cli.batch.resuming import Key, answered_in
from calc_cli.cli import exits
from calc_cli.cli.output import complain
from calc_cli.records import record
from calc_cli.settings import Settings


@record
class Request:
    """What `calc batch` was asked."""

    files: tuple[str, ...]
    settings: Settings
    jobs: int
    timeout_seconds: float
    output: Path | None
    resume: bool
    fail_fast: bool


def answer(request: Request) -> int:
    """The exit code of the batch."""
    if request.output is None:
        return run(request, sys.stdout, frozenset())
    try:
        answered = answered_in(request.output) if request.resume else frozenset()
        out = request.output.open("a" if request.resume else "w", encoding="utf-8")
    except OSError as error:
        complain(f"error: cannot write {request.output}: {error.strerror}")
        return exits.UNREADABLE
    except ValueError:
        complain(f"error: cannot resume: {request.output} is not the output of calc batch")
        return exits.UNREADABLE
    with out:
        return run(request, out, answered)


def run(request: Request, out: TextIO, answered: frozenset[Key]) -> int:
    """Answer the lines that are not answered yet."""
    return run_batch(
        request.files,
        jobs=request.jobs,
        timeout_seconds=request.timeout_seconds,
        out=out,
        err=sys.stderr,
        settings=request.settings,
        fail_fast=request.fail_fast,
        answered=answered,
    )
