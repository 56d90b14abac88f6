"""One line of output: the document of an analysis with the `id` and `line` of its job, as strict JSON without line breaks."""

from __future__ import annotations

import json
from typing import Any

from calc_cli.batch.reading import Job
from calc_cli.errors import CalcError


def document_line(job: Job, document: dict[str, Any]) -> str:
    """The document as JSON, `id`, `line` (and `file`, when there are several) near its beginning.

    >>> document_line(Job("a", 7, "x"), {"schema_version": 1, "input": "x", "kind": "curve"})
    '{"schema_version":1,"input":"x","id":"a","line":7,"kind":"curve"}'
    """
    head: dict[str, Any] = {"schema_version": 1, "input": job.expression, "id": job.id, "line": job.line}
    if job.file is not None:
        head["file"] = job.file
    return json.dumps(head | document, allow_nan=False, separators=(",", ":"))


def error_line(job: Job, error: CalcError) -> str:
    """The error document of a job; its input is the job's expression unless the error names another text."""
    document = error.to_dict()
    if not error.text:
        document["input"] = job.expression
    return document_line(job, document)
