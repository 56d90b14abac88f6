"""What an entry of the glossary holds."""

from __future__ import annotations

from calc_cli.records import record


@record
class Entry:
    """A term, what it means here, other names for it, and the terms to read next."""

    term: str
    meaning: str
    aliases: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
