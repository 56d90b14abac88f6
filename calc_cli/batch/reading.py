"""Files of problems -> an iterator of jobs, in order; what cannot be read becomes an entry too and never ends the reading."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from calc_cli.batch.opening import STDIN, Lines, NotText, opened, plain_name
from calc_cli.batch.tables import BadRow, header_of, records
from calc_cli.errors import CalcError
from calc_cli.records import record

ROW_COLUMN = "expression"
KEYS = (ROW_COLUMN, "id", "on")
MOST_CHARACTERS = 100_000
SHOWN_CHARACTERS = 1000


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
    """The problems of all files in order; `-` is standard input; files may be compressed with gzip.

    `.csv` and `.tsv`: a column `expression`, optionally `id` and `on`; `.jsonl` and `.ndjson`: one object a line with the same
    keys; `.txt`: one expression a line, `#` begins a comment; anything else: as `.txt`, but a line that begins with `{` is an object.
    """
    for name in files:
        label = printable(name) if len(files) > 1 else None
        shown = "standard input" if name == STDIN else printable(name)
        read = READERS.get(Path(plain_name(name)).suffix.lower(), _read_mixed)
        try:
            with opened(name, standard_input) as lines:
                yield from _or_nothing(read(lines, shown, label), shown)
        except OSError as error:
            yield Unreadable(f"{shown}: {error.strerror or error}")
        except NotText as error:
            yield Unreadable(f"{shown}: {error}")


def _or_nothing(entries: Iterator[Entry], name: str) -> Iterator[Entry]:
    """The entries; when there is none, a word about that."""
    first = next(entries, None)
    if first is None:
        yield Unreadable(f"{name}: no expression in it")
        return
    yield first
    yield from entries


def _read_plain(lines: Lines, name: str, label: str | None) -> Iterator[Entry]:
    for line, raw in enumerate(lines, 1):
        if entry := _plain_entry(raw, line, label):
            yield entry


def _read_mixed(lines: Lines, name: str, label: str | None) -> Iterator[Entry]:
    for line, raw in enumerate(lines, 1):
        entry = _object_entry(raw, line, label) if raw.lstrip().startswith("{") else _plain_entry(raw, line, label)
        if entry:
            yield entry


def _read_objects(lines: Lines, name: str, label: str | None) -> Iterator[Entry]:
    for line, raw in enumerate(lines, 1):
        if raw.strip():
            yield _object_entry(raw, line, label)


def _read_table(lines: Lines, name: str, label: str | None) -> Iterator[Entry]:
    """Comma, semicolon or tab: the separator under which the first line has a column `expression`."""
    first = next(lines, "")
    header = header_of(first, ROW_COLUMN)
    if header is None:
        yield Unreadable(f"{name}: line 1: no column `{ROW_COLUMN}`; the first line is {printable(first.strip())[:80]!r}")
        return
    separator, columns = header
    if repeated := [key for key in KEYS if columns.count(key) > 1]:
        yield Unreadable(f"{name}: line 1: two columns `{repeated[0]}`")
        return
    for line, row in records(lines, 2, separator):
        if isinstance(row, BadRow):
            yield BadLine(Job(str(line), line, "", None, label), CalcError("bad_row", f"line {line}: {row}"))
        else:
            yield _row_entry(row, columns, line, separator, label)


def _row_entry(row: list[str], columns: list[str], line: int, delimiter: str, label: str | None) -> Entry:
    cells = {column: cell.strip() for column, cell in zip(columns, row, strict=False)}
    job = Job(cells.get("id") or str(line), line, cells.get(ROW_COLUMN, ""), cells.get("on") or None, label)
    if len(row) > len(columns):
        message = f"line {line}: {len(row)} cells where the first line names {len(columns)} columns"
        hint = f'put an expression that contains "{delimiter}" between double quotes'
        return BadLine(_checked_job(job), CalcError("bad_row", message, hint=hint))
    return _checked(job)


def _plain_entry(raw: str, line: int, label: str | None) -> Entry | None:
    expression = raw.partition("#")[0].strip()
    return _checked(Job(str(line), line, expression, None, label)) if expression else None


def _object_entry(raw: str, line: int, label: str | None) -> Entry:
    text = raw.strip()
    unread = Job(str(line), line, text, None, label)
    if _is_misread(raw) or len(text) > MOST_CHARACTERS:
        return _checked(unread)
    try:
        value: Any = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        span = (error.pos, min(error.pos + 1, len(text)))
        return BadLine(unread, CalcError("bad_json", f"line {line}: this is not JSON: {error.msg}", text, span))
    except Repeated as error:
        return BadLine(unread, CalcError("bad_json", f'line {line}: the key "{error}" comes twice', text))
    except ValueError:
        return BadLine(unread, CalcError("bad_json", f"line {line}: a number in it has too many digits", text))
    except RecursionError:
        return BadLine(unread, CalcError("bad_json", f"line {line}: it is nested too deep", text))
    if not isinstance(value, dict) or not isinstance(value.get(ROW_COLUMN), str):
        return BadLine(unread, CalcError("missing_expression", f'line {line}: no text under the key "{ROW_COLUMN}"', text))
    given, on = value.get("id"), value.get("on")
    name = given if isinstance(given, str) else str(line) if given is None else json.dumps(given)
    job = Job(name, line, value[ROW_COLUMN].strip(), on, label)
    if on is not None and not isinstance(on, str):
        return BadLine(job, CalcError("bad_interval", f'line {line}: "on" must be a text like "[-2, 5]"', text))
    return _checked(job)


class Repeated(Exception):
    """A key that tells two things."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of these keys and values; one of ours must not come twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        for key in KEYS:
            if keys.count(key) > 1:
                raise Repeated(key)
    return found


def _checked(job: Job) -> Entry:
    if not job.expression:
        return BadLine(_checked_job(job), CalcError("missing_expression", f"line {job.line}: no expression"))
    clean = _checked_job(job)
    if clean is job:
        return job
    if len(clean.expression) < len(job.expression):
        message = f"line {job.line}: longer than {MOST_CHARACTERS} characters"
        return BadLine(clean, CalcError("too_long", message, hint="split it into several problems"))
    for name, text in (("id", job.id), ("on", job.on or "")):
        if len(text) > SHOWN_CHARACTERS:
            message = f"line {job.line}: `{name}` is longer than {SHOWN_CHARACTERS} characters"
            return BadLine(clean, CalcError("too_long", message, hint="write it shorter"))
    return BadLine(clean, CalcError("encoding", f"line {job.line}: this line is not UTF-8", hint="save the file as UTF-8"))


def _checked_job(job: Job) -> Job:
    """The job as it can be written: of a text that is too long only the beginning, U+FFFD for what is no character."""
    plain = job.on is None and job.id.isascii() and job.expression.isascii()
    if plain and len(job.id) <= SHOWN_CHARACTERS and len(job.expression) <= MOST_CHARACTERS:
        return job
    expression = job.expression if len(job.expression) <= MOST_CHARACTERS else job.expression[:SHOWN_CHARACTERS] + "…"
    on = None if job.on is None else _whole(job.on[:SHOWN_CHARACTERS])
    clean = Job(_whole(job.id[:SHOWN_CHARACTERS]), job.line, _whole(expression), on, job.file)
    return job if clean == job else clean


def _whole(text: str) -> str:
    """The text with U+FFFD for what is no character: bytes that are not UTF-8 arrive as the code points U+DC80 to U+DCFF."""
    return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text) if _is_misread(text) else text


def _is_misread(text: str) -> bool:
    return not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text)


def printable(text: str) -> str:
    """The text with a question mark for what cannot be shown."""
    return "".join(character if character.isprintable() else "?" for character in text)


Reader = Callable[[Lines, str, str | None], Iterator[Entry]]

READERS: dict[str, Reader] = {
    ".txt": _read_plain,
    ".csv": _read_table,
    ".tsv": _read_table,
    ".jsonl": _read_objects,
    ".ndjson": _read_objects,
}
