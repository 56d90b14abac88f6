"""`calc explain`, `calc functions`, `calc schema`: what calc knows about itself."""

from __future__ import annotations

import difflib
import json
import textwrap

from calc_cli.cli import exits
from calc_cli.cli.output import Colour, complain, options, printable, write
from calc_cli.functions import TABLE, FunctionRow


def explain_term(term: str) -> int:
    """Print the definition of a term, or all terms when none is given."""
    from calc_cli.reports.glossary import GLOSSARY, find

    if not term.strip():
        write("".join(f"{name}\n" for name in sorted(GLOSSARY)))
        return exits.ANSWERED
    entry = find(term)
    if entry is None:
        near = difflib.get_close_matches(term.lower().replace("_", " "), GLOSSARY, n=3, cutoff=0.5)
        complain(
            f"error: no term {printable(term)!r}"
            + (f"\n  hint: did you mean {' or '.join(near)}?" if near else "\n  hint: calc explain lists all terms")
        )
        return exits.UNREADABLE
    width = options(Colour.NEVER, steps=False).width
    body = entry.meaning if width is None else textwrap.fill(entry.meaning, width - 2)
    lines = [entry.term, *textwrap.indent(body, "  ").splitlines()]
    if entry.see:
        lines.append(f"  see also: {', '.join(entry.see)}")
    write("\n".join(lines) + "\n")
    return exits.ANSWERED


def list_functions(format: str) -> int:
    """Print the table of functions and constants."""
    rows = [TABLE[name] for name in sorted(TABLE)]
    if format == "json":
        write(json.dumps([document(row) for row in rows], indent=2) + "\n")
        return exits.ANSWERED
    from calc_cli.reports import markdown, terminal
    from calc_cli.reports.document import Table

    cells = tuple(
        ((row.name,), (", ".join(row.aliases),), (row.meaning,), ("; ".join(row.defined) or "everywhere",), (row.example,)) for row in rows
    )
    table = Table(("name", "also", "meaning", "defined for", "example"), cells)
    chosen = options(Colour.AUTO, steps=False)
    write(
        markdown.render((table,))
        if format == "markdown"
        else terminal.render((table,), width=chosen.width, colour=chosen.colour, ascii_only=chosen.ascii_only)
    )
    return exits.ANSWERED


def document(row: FunctionRow) -> dict[str, object]:
    """A row of the table for programs."""
    return {
        "name": row.name,
        "aliases": list(row.aliases),
        "meaning": row.meaning,
        "arity": None if row.arity is None else list(row.arity),
        "derivative": list(row.derivative),
        "defined": list(row.defined),
        "parity": row.parity or None,
        "period": row.period or None,
        "example": row.example or None,
    }


def print_schema() -> int:
    """Print the JSON Schema."""
    from calc_cli.reports.schema import schema

    write(json.dumps(schema(), indent=2) + "\n")
    return exits.ANSWERED
