"""Files of problems -> an iterator of jobs, in order; what cannot be read becomes an entry too and never ends the reading."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from calc_cli.errors import CalcError
from calc_cli.records import record

STDIN = "-"
ROW_COLUMN = "expression"


@record
class Job:
    """One problem. id: as given, otherwise the line number; line: where it begins, from 1; on: the interval asked for;
    file: the file it stands in, when several were given."""

    id: str
    line: int
    expression: str
    on: str | None = None
    file: str | None = None


@record
class BadLine:
    """A line that holds no problem: answered with its error."""

    job: Job
    error: CalcError


@record
class Unreadable:
    """A file, or the rest of one, that could not be read."""

    message: str


Entry = Job | BadLine | Unreadable


def read_jobs(files: Sequence[str], standard_input: BinaryIO | None = None) -> Iterator[Entry]:
    """The problems of all files in order; `-` is standard input.

    `.csv` and `.tsv`: a column `expression`, optionally `id` and `on`; `.jsonl` and `.ndjson`: one object a line with the same
    keys; `.txt`: one expression a line, `#` begins a comment; anything else: as `.txt`, but a line that begins with `{` is an object.
    """
    for name in files:
        label = name if len(files) > 1 else None
        if name == STDIN:
            yield from _read_stream("standard input", standard_input or _own_standard_input(), _read_mixed, label)
            continue
        try:
            with Path(name).open("rb") as stream:
                yield from _read_stream(name, stream, READERS.get(Path(name).suffix.lower(), _read_mixed), label)
        except OSError as error:
            yield Unreadable(f"{_printable(name)}: {error.strerror or error}")


def _own_standard_input() -> BinaryIO:
    """A buffer of our own on descriptor 0: a thread that waits on `sys.stdin` itself would abort the interpreter at exit."""
    try:
        return os.fdopen(sys.stdin.fileno(), "rb", closefd=False)
    except (AttributeError, OSError, ValueError):
        return sys.stdin.buffer


def _read_stream(name: str, stream: BinaryIO, read: Reader, label: str | None) -> Iterator[Entry]:
    """Decode (UTF-8, or UTF-16 when its byte order mark says so) and read; undecodable bytes spoil their own line only."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    start = buffered.peek(1024)[:1024]
    utf16 = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\0" in start and not utf16:
        yield Unreadable(f"{_printable(name)}: line 1: this is a binary file, not text")
        return
    newline = "" if read is _read_table else None
    text = io.TextIOWrapper(buffered, "utf-16" if utf16 else "utf-8-sig", "strict" if utf16 else "surrogateescape", newline)
    line = 0
    try:
        for entry in read(text, _printable(name), label):
            line = getattr(entry, "line", line)
            yield entry
    except UnicodeError as error:
        yield Unreadable(f"{_printable(name)}: after line {line}: {error}")
    finally:
        text.detach()


def _read_plain(text: TextIO, name: str, label: str | None) -> Iterator[Entry]:
    for line, raw in enumerate(text, 1):
        if entry := _plain_entry(raw, line, label):
            yield entry


def _read_mixed(text: TextIO, name: str, label: str | None) -> Iterator[Entry]:
    for line, raw in enumerate(text, 1):
        entry = _object_entry(raw, line, label) if raw.lstrip().startswith("{") else _plain_entry(raw, line, label)
        if entry:
            yield entry


def _read_objects(text: TextIO, name: str, label: str | None) -> Iterator[Entry]:
    for line, raw in enumerate(text, 1):
        if raw.strip():
            yield _object_entry(raw, line, label)


def _read_table(text: TextIO, name: str, label: str | None) -> Iterator[Entry]:
    """Comma, semicolon or tab: the separator under which the first line has a column `expression`."""
    header = text.readline()
    for delimiter in ",;\t":
        columns = [column.strip().lower() for column in next(csv.reader([header], delimiter=delimiter), [])]
        if ROW_COLUMN in columns:
            break
    else:
        yield Unreadable(f"{name}: line 1: no column `{ROW_COLUMN}`; the first line is {_printable(header.strip())[:80]!r}")
        return
    rows = csv.reader(text, delimiter=delimiter)
    while True:
        line = rows.line_num + 2
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadLine(Job(str(line), line, "", None, label), CalcError("bad_row", f"line {line}: {error}"))
            continue
        if any(cell.strip() for cell in row):
            yield _row_entry(row, columns, line, delimiter, label)


def _row_entry(row: list[str], columns: list[str], line: int, delimiter: str, label: str | None) -> Entry:
    cells = {column: cell.strip() for column, cell in zip(columns, row, strict=False)}
    job = Job(cells.get("id") or str(line), line, cells.get(ROW_COLUMN, ""), cells.get("on") or None, label)
    if len(row) > len(columns):
        message = f"line {line}: {len(row)} cells where the first line names {len(columns)} columns"
        return BadLine(job, CalcError("bad_row", message, hint=f'put an expression that contains "{delimiter}" between double quotes'))
    return _checked(job)


def _plain_entry(raw: str, line: int, label: str | None) -> Entry | None:
    expression = raw.partition("#")[0].strip()
    return _checked(Job(str(line), line, expression, None, label)) if expression else None


def _object_entry(raw: str, line: int, label: str | None) -> Entry:
    text = raw.strip()
    unread = Job(str(line), line, text, None, label)
    if _is_misread(raw):
        return _checked(unread)
    try:
        value: Any = json.loads(text)
    except json.JSONDecodeError as error:
        span = (error.pos, min(error.pos + 1, len(text)))
        return BadLine(unread, CalcError("bad_json", f"line {line}: this is not JSON: {error.msg}", text, span))
    except (ValueError, RecursionError) as error:
        return BadLine(unread, CalcError("bad_json", f"line {line}: this is not JSON that can be read: {error}", text))
    if not isinstance(value, dict) or not isinstance(value.get(ROW_COLUMN), str):
        return BadLine(unread, CalcError("missing_expression", f'line {line}: no text under the key "{ROW_COLUMN}"', text))
    given, on = value.get("id"), value.get("on")
    name = given if isinstance(given, str) else str(line) if given is None else json.dumps(given)
    job = Job(name, line, value[ROW_COLUMN].strip(), on, label)
    if on is not None and not isinstance(on, str):
        return BadLine(job, CalcError("bad_interval", f'line {line}: "on" must be a text like "[-2, 5]"', text))
    return _checked(job)


def _checked(job: Job) -> Entry:
    if not job.expression:
        return BadLine(job, CalcError("missing_expression", f"line {job.line}: no expression"))
    clean = Job(_whole(job.id), job.line, _whole(job.expression), job.on and _whole(job.on), job.file)
    if clean != job:
        return BadLine(clean, CalcError("encoding", f"line {job.line}: this line is not UTF-8", hint="save the file as UTF-8"))
    return job


def _whole(text: str) -> str:
    """The text with U+FFFD for what is no character: bytes that are not UTF-8 arrive as the code points U+DC80 to U+DCFF."""
    return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text) if _is_misread(text) else text


def _is_misread(text: str) -> bool:
    return not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text)


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in text)


Reader = Callable[[TextIO, str, str | None], Iterator[Entry]]

READERS: dict[str, Reader] = {
    ".txt": _read_plain,
    ".csv": _read_table,
    ".tsv": _read_table,
    ".jsonl": _read_objects,
    ".ndjson": _read_objects,
}
