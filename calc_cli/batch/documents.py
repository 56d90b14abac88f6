"""One line of output: the document of an analysis with the `id` and `line` of its job, as strict JSON without line breaks."""

from __future__ import annotations

import json
from typing import Any

from calc_cli.batch.reading import Job
from calc_cli.errors import CalcError
from calc_cli.settings import Roots, Settings

Json = dict[str, Any]

to_json = json.JSONEncoder(allow_nan=False, separators=(",", ":")).encode


def body_of(document: Json) -> str:
    """The document of one expression as JSON, whichever job asked for it; only ASCII, so that nothing in the input reaches a terminal raw.

    orjson needs a tenth of the time of `json`, which writes what orjson does not: text beyond ASCII escaped, integers beyond 64 bits.
    """
    import orjson  # on first use: the process that only passes answers on does not load it

    try:
        written = orjson.dumps(document)
    except orjson.JSONEncodeError:
        written = b"\x80"
    return written.decode() if written.isascii() else to_json(document)


def error_body(job: Job, error: CalcError) -> str:
    """The error document of a job; its input is the job's expression unless the error names another text."""
    document = error.to_dict()
    if not error.text:
        document["input"] = job.expression
    return body_of(document)


def options_of(job: Job, settings: Settings) -> Json:
    """What is asked of a job beside its expression, as far as it is not what is asked without options.

    >>> options_of(Job("a", 7, "x", "[0, 1]"), Settings(wrt=("x",)))
    {'on': '[0, 1]', 'wrt': ['x']}
    """
    if job.on is None and settings.on is None and settings.roots is Roots.REAL and not settings.let and not settings.wrt:
        return {}
    roots = None if settings.roots is Roots.REAL else settings.roots.value
    asked = {"on": job.on or settings.on, "roots": roots, "let": dict(settings.let), "wrt": list(settings.wrt)}
    return {name: value for name, value in asked.items() if value}


def document_line(job: Job, body: str, options: Json | None = None) -> str:
    """The body with `id`, `line` (`file`, when there are several, and `options`, when there are some) before all else.

    >>> document_line(Job("a", 7, "x"), '{"schema_version":1,"input":"x"}')
    '{"id":"a","line":7,"schema_version":1,"input":"x"}'
    """
    head: Json = {"id": job.id, "line": job.line}
    if job.file is not None:
        head["file"] = job.file
    if options:
        head["options"] = options
    line = f"{to_json(head)[:-1]},{body[1:]}"
    return line.replace("\x7f", "\\u007f") if "\x7f" in line else line
