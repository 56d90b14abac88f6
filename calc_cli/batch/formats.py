"""The formats of an output file: how a result is written, and how a file of them is read back to resume.

    jsonl    one document a line
    csv      one row a critical point; a line of input without one has a row too
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, BinaryIO, Protocol

from calc_cli.batch.desk import Result
from calc_cli.batch.documents import Json, document_line, options_of
from calc_cli.batch.reading import Job
from calc_cli.records import record
from calc_cli.settings import Settings

Key = tuple[str | None, str, int]
"""file (None when there was only one), id and line of a job."""


class NotOurs(Exception):
    """A file that is not the output of this batch."""


@record
class Answered:
    """A document of an earlier run: whose it is, what it answers, and with which options."""

    key: Key
    is_error: bool
    input: str
    options: Json


class FormatName(StrEnum):
    """The formats of `FORMATS`."""

    JSONL = "jsonl"
    CSV = "csv"


class Format(Protocol):
    """What a format does."""

    header: str

    def text_of(self, job: Job, result: Result, settings: Settings) -> str:
        """The lines of a result."""

    def key_of(self, job: Job) -> Key:
        """What a result tells of its job."""

    def input_of(self, text: str) -> str:
        """How a result tells its expression."""

    def whole_bytes(self, stream: BinaryIO) -> int:
        """How many bytes of a file hold whole results."""

    def answered(self, stream: BinaryIO) -> Iterator[Answered]:
        """The results in a file of whole results."""


class JsonLines:
    """One document a line."""

    header = ""

    def text_of(self, job: Job, result: Result, settings: Settings) -> str:
        """The document with the id and line of its job."""
        return document_line(job, result.body, options_of(job, settings)) + "\n"

    def key_of(self, job: Job) -> Key:
        """As in the document."""
        return job.file, job.id, job.line

    def input_of(self, text: str) -> str:
        """As it is."""
        return text

    def whole_bytes(self, stream: BinaryIO) -> int:
        """Everything up to the last line end; the first line must be a document."""
        whole = 0
        for line in stream:
            if line.endswith(b"\n"):
                if not whole:
                    _answered_by(line)
                whole += len(line)
        return whole

    def answered(self, stream: BinaryIO) -> Iterator[Answered]:
        """One a line."""
        for line in stream:
            yield _answered_by(line)


HEAD = re.compile(
    rb'\{"id":"([^"\\]*)","line":(\d+)(?:,"file":"([^"\\]*)")?,"schema_version":1,"input":"([^"\\]*)","kind":"[a-z]+",.*\}$', re.DOTALL
)
"""How the document of a study without options begins."""


def _answered_by(line: bytes) -> Answered:
    """The job of a document, from its first characters when they are the usual ones."""
    head = HEAD.match(line)
    if head is not None:
        name, number, file, text = head.groups()
        return Answered((file.decode() if file is not None else None, name.decode(), int(number)), False, text.decode(), {})
    try:
        document: Any = json.loads(line)
    except ValueError:
        raise NotOurs("it holds a line that is no document") from None
    if not isinstance(document, dict) or not isinstance(document.get("id"), str) or not isinstance(document.get("line"), int):
        raise NotOurs("it holds a document without id and line")
    key = document.get("file"), document["id"], document["line"]
    return Answered(key, "error" in document, str(document.get("input")), document.get("options", {}))


COLUMNS = (
    *("file", "id", "line", "input", "outcome", "error", "message", "complete", "points", "point", "at", "at_approx", "value"),
    *("value_approx", "classification", "type", "strict", "global", "proof", "period", "options"),
)
POINTS, POINT = COLUMNS.index("points"), COLUMNS.index("point")
DANGEROUS = "=+-@\t\r"
"""A spreadsheet takes a cell that begins so for a formula of its own and may run it."""


class Rows:
    """One row a critical point. points: how many the function has; point: the number of this one from 1, 0 when there is none."""

    header = ",".join(COLUMNS) + "\n"

    def text_of(self, job: Job, result: Result, settings: Settings) -> str:
        """The rows of a result."""
        document: dict[str, Any] = json.loads(result.body)
        error = document.get("error")
        points: list[dict[str, Any]] = document.get("critical_points", [])
        proved = None if error else document["completeness"]["critical_points"]["proved"]
        shared = [
            *(_harmless(job.file or ""), _harmless(job.id), job.line, _harmless(job.expression) if error else _flat(job.expression)),
            *(result.outcome.value, error["code"] if error else "", _harmless(error["message"]) if error else "", _shown(proved)),
        ]
        options = options_of(job, settings)
        asked = json.dumps(options) if options else ""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerows([*shared, len(points), number, *_cells(point), asked] for number, point in enumerate(points, 1))
        if not points:
            writer.writerow([*shared, 0, 0, *[""] * (len(COLUMNS) - len(shared) - 3), asked])
        return out.getvalue()

    def key_of(self, job: Job) -> Key:
        """As in the row."""
        return _harmed(_harmless(job.file or "")) or None, _harmed(_harmless(job.id)), job.line

    def input_of(self, text: str) -> str:
        """Without line breaks."""
        return _flat(text)

    def whole_bytes(self, stream: BinaryIO) -> int:
        """Everything up to the last row that is the last one of its function."""
        whole = read = 0
        for line in stream:
            if not line.endswith(b"\n"):
                break
            if not read and line.decode("utf-8", "replace") != self.header:
                raise NotOurs("its first line is another one")
            read += len(line)
            if whole == 0 or _is_last(_row_of(line)):
                whole = read
        return whole

    def answered(self, stream: BinaryIO) -> Iterator[Answered]:
        """One a function."""
        next(stream, b"")
        for line in stream:
            row = _row_of(line)
            if _is_last(row):
                key = _harmed(row[0]) or None, _harmed(row[1]), int(row[2])
                yield Answered(key, bool(row[5]), _harmed(row[3]) if row[5] else row[3], _read(row[-1]))


def _row_of(line: bytes) -> list[str]:
    row = next(csv.reader([line.decode("utf-8", "replace")]), [])
    if len(row) != len(COLUMNS) or not (row[2].isdecimal() and row[POINTS].isdecimal() and row[POINT].isdecimal()):
        raise NotOurs("it holds a row of another kind")
    return row


def _read(options: str) -> Json:
    try:
        found: Json = json.loads(options or "{}")
    except ValueError:
        raise NotOurs("it holds a row of another kind") from None
    return found


def _is_last(row: list[str]) -> bool:
    return row[POINT] == row[POINTS]


def _cells(point: dict[str, Any]) -> list[object]:
    """The columns of one critical point."""
    value = point["value"] or {"exact": None, "approx": None}
    period = point["family"]["period"]["exact"] if point.get("family") else ""
    return [
        ", ".join(f"{name} = {place['exact'] or place['approx']}" for name, place in point["at"].items()),
        ", ".join(str(place["approx"]) for place in point["at"].values()),
        *(_shown(value["exact"]), _shown(value["approx"]), point["classification"], point["type"]),
        *(_shown(point["strict"]), _shown(point["global"]), point["proof"], _shown(period)),
    ]


def _shown(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _flat(text: str) -> str:
    """Without line breaks, for a row is a line of the file, and with U+FFFD for what a terminal would obey rather than show."""
    flat = " ".join(text.split())
    return flat if flat.isprintable() else "".join(character if character.isprintable() else "\ufffd" for character in flat)


def _harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: with an apostrophe before it when it looks like one."""
    flat = _flat(text)
    return f"'{flat}" if flat.startswith((*DANGEROUS, "'")) else flat


def _harmed(cell: str) -> str:
    return cell.removeprefix("'")


FORMATS: dict[FormatName, Format] = {FormatName.JSONL: JsonLines(), FormatName.CSV: Rows()}
