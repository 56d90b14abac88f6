"""`calc batch`: where the lines come from and where the documents go."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from calc_cli.batch.child import Orders
from calc_cli.batch.formats import FORMATS, FormatName, NotOurs
from calc_cli.batch.opening import STDIN
from calc_cli.batch.resuming import answered_in, repair
from calc_cli.batch.running import Answerer, run_batch
from calc_cli.batch.writing import AppendedFile, CannotWrite, Output, StandardOutput
from calc_cli.cli import exits
from calc_cli.cli.analyze import report_error
from calc_cli.cli.output import abandon_output, complain
from calc_cli.errors import CalcError
from calc_cli.records import record
from calc_cli.settings import Settings


@record
class Request:
    """What `calc batch` was asked. jobs None: as many as there are processors; dask: the address of a scheduler."""

    files: tuple[str, ...]
    settings: Settings
    jobs: int | None
    timeout_seconds: float
    memory_mib: int
    output: Path | None
    format: FormatName
    resume: bool
    fail_fast: bool
    dask: str | None = None


def answer(request: Request) -> int:
    """The exit code of the batch. What concerns every line is refused before a line is read."""
    if request.settings.on is not None or request.settings.wrt or request.settings.let:
        from calc_cli.study.asked import require_answerable

        try:
            require_answerable(request.settings)
        except CalcError as error:
            return report_error(error, "terminal")
    format = FORMATS[request.format]
    if request.output is None:
        screen = StandardOutput()
        try:
            screen.write(format.header)
            screen.flush()
        except CannotWrite as error:
            complain(f"error: {error}")
            abandon_output()
            return exits.UNREADABLE
        return run(request, screen)
    if taken := next((name for name in request.files if is_same_file(name, request.output)), None):
        complain(f"error: --output would overwrite its own input {'standard input' if taken == STDIN else taken}")
        return exits.UNREADABLE
    try:
        if request.resume:
            repair(request.output, format)
        out = AppendedFile(request.output, keep=request.resume)
    except OSError as error:
        complain(f"error: cannot write {request.output}: {error.strerror}")
        return exits.UNREADABLE
    except NotOurs as error:
        complain(f"error: cannot resume: {request.output} is not the output of calc batch --format {request.format}: {error}")
        return exits.UNREADABLE
    with closing(out):
        if out.is_empty:
            out.write(format.header)
        return run(request, out)


def run(request: Request, out: Output) -> int:
    """Answer the lines that are not answered yet."""
    is_resumed = request.resume and request.output is not None
    return run_batch(
        request.files,
        jobs=request.jobs or processors(),
        timeout_seconds=request.timeout_seconds,
        memory_mib=request.memory_mib,
        out=out,
        err=sys.stderr,
        settings=request.settings,
        format=request.format,
        fail_fast=request.fail_fast,
        answered=answered_in(request.output, FORMATS[request.format]) if is_resumed and request.output else (),
        answerer=None if request.dask is None else on_cluster(request.dask),
    )


def is_same_file(name: str, output: Path) -> bool:
    """An input, `-` standard input, is the plain file that is to be written."""
    try:
        read = os.fstat(sys.stdin.fileno()) if name == STDIN else Path(name).stat()
        return output.is_file() and os.path.samestat(read, output.stat())
    except (OSError, ValueError, AttributeError):  # one of them is missing, or there is no standard input
        return False


def processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def on_cluster(address: str) -> Callable[[Orders], Answerer]:
    """Who answers with --dask."""
    from calc_cli.batch.cluster import Cluster

    return lambda orders: Cluster(address, orders)
