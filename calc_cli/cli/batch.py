"""`calc batch`: where the lines come from and where the documents go."""

from __future__ import annotations

import sys
from pathlib import Path

from calc_cli.batch import run_batch
from calc_cli.cli import exits
from calc_cli.cli.output import complain
from calc_cli.settings import Settings


def answer(files: list[str], settings: Settings, *, jobs: int, timeout_seconds: float, output: Path | None, fail_fast: bool) -> int:
    """The exit code of the batch."""
    if output is None:
        return run_batch(
            files, jobs=jobs, timeout_seconds=timeout_seconds, out=sys.stdout, err=sys.stderr, settings=settings, fail_fast=fail_fast
        )
    try:
        out = output.open("w", encoding="utf-8")
    except OSError as error:
        complain(f"error: cannot write {output}: {error.strerror}")
        return exits.UNREADABLE
    with out:
        return run_batch(files, jobs=jobs, timeout_seconds=timeout_seconds, out=out, err=sys.stderr, settings=settings, fail_fast=fail_fast)
