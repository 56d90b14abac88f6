"""How the process of an analysis ended, as an error that names the stage and keeps what was proved."""

from __future__ import annotations

import signal
from typing import Any

from calc_cli.budgets.board import Board
from calc_cli.errors import CalcError
from calc_cli.stages import Stage

DOING: dict[Stage, str] = {
    Stage.READING: "reading the input",
    Stage.DERIVATIVES: "differentiating",
    Stage.DOMAIN: "finding the domain",
    Stage.SOLVING: "solving for the critical points",
    Stage.CLASSIFYING: "classifying the points",
    Stage.EXTREMA: "comparing the extrema",
    Stage.ASYMPTOTES: "finding limits and asymptotes",
    Stage.WRITING: "writing the answer",
}
MEMORY_WORDS = (b"allocate memory", b"out of memory", b"bad_alloc", b"emory allocation")
"""How FLINT, GMP and the C++ library say on their way out that a request for memory was refused."""

LONGEST_LINE = 120


class Ended(CalcError):
    """An analysis that was ended. stage: what it was doing; proved: parts of its document that had been found."""

    def __init__(self, code: str, message: str, hint: str, board: Board | None, text: str = "") -> None:
        super().__init__(code, message, text, None, hint)
        if board is not None:
            board.keep()
        self.stage = None if board is None else board.stage
        self.proved = {} if board is None else board.proved
        if self.stage is not None:
            self.message += f"; it was {DOING[self.stage]}"

    def to_dict(self) -> dict[str, Any]:
        """The error document with `stage` and `proved`."""
        document = super().to_dict()
        document["error"]["stage"] = None if self.stage is None else self.stage.value
        return document | ({"proved": self.proved} if self.proved else {})

    def proved_so_far(self) -> str:
        """What had been proved, a line each; empty when that is nothing."""
        lines: list[str] = []
        if "derivatives" in self.proved:
            lines += [f"f'  = {self.proved['derivatives']['first']['text']}", f"f'' = {self.proved['derivatives']['second']['text']}"]
        if "gradient" in self.proved:
            lines.append("gradient = (" + ", ".join(entry["text"] for entry in self.proved["gradient"]) + ")")
        for point in self.proved.get("critical_points", ()):
            place = ", ".join(f"{name} = {number_text(value)}" for name, value in point["at"].items())
            lines.append(f"{point['classification'].replace('_', ' ')} at {place}")
        cut = [line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + "…" for line in lines]
        return "\n".join(["proved so far:", *(f"  {line}" for line in cut)]) if cut else ""


def number_text(value: dict[str, Any]) -> str:
    """The exact text of a NUMBER, or its decimals."""
    return value["exact"] or f"≈ {value['approx']}"


def timeout(seconds: float, board: Board | None, text: str = "") -> Ended:
    """The time is over."""
    hint = "allow more time with --timeout, or ask for a smaller interval with --on"
    return Ended("timeout", f"not finished within {seconds:g} s", hint, board, text)


def out_of_memory(mebibytes: int, board: Board | None, text: str = "") -> Ended:
    """A request for memory was refused."""
    return Ended("out_of_memory", f"more than {mebibytes} MiB of memory are needed", "allow more with --memory", board, text)


def failed_inside(last_words: bytes, board: Board | None) -> Ended:
    """An error of the program itself."""
    if b"\nMemoryError" in last_words:
        return Ended("out_of_memory", "more memory is needed than allowed", "allow more with --memory", board)
    message = last_words.decode("utf-8", "replace").rpartition("\n")[2]
    return Ended("internal", f"internal error: {message}", "this is a bug in calc; please report it with the expression", board)


def killed_by(number: int, last_words: bytes, mebibytes: int, board: Board | None, text: str = "") -> Ended:
    """A signal ended it: a library out of memory aborts the process, the kernel out of memory kills it.

    number: of the signal; 0 or less: a library called `exit` with minus this code.
    """
    if any(words in last_words for words in MEMORY_WORDS):
        return out_of_memory(mebibytes, board, text)
    try:
        name = signal.Signals(number).name
    except ValueError:
        name = f"signal {number}" if number > 0 else f"exit code {-number}"
    return Ended("aborted", f"the analysis was aborted ({name})", "it may have needed too much memory", board, text)
