"""A board that two processes share: the child notes its stage and what it has proved, the parent reads it when the child is gone.

    byte 0: number of the stage, 255 once the answer is being written
    bytes 1 to 4: length of the notes
    bytes 5 to 8: number of analyses begun
    then the notes, JSON objects one after another
"""

from __future__ import annotations

import mmap
import os
import struct
from typing import Any

from calc_cli import effort, stages
from calc_cli.stages import Stage

BYTES = 1 << 18
ANSWERING = 255
COUNT = 5
HEAD = 9
STAGES = tuple(Stage)
NUMBERS = {stage: number for number, stage in enumerate(STAGES, 1)}
QUICK_SECONDS = 0.02
"""What was found is written down when the analysis has taken this long by the clock of `effort`: a quick one pays nothing, and what is
known of one that is ended does not depend on the machine."""

_followed: list[Board] = []


class Board:
    """A listener of `stages` that writes into shared memory."""

    def __init__(self, memory: mmap.mmap | bytearray) -> None:
        self._memory = memory
        self._pending: list[tuple[str, Any]] = []

    def follow(self) -> None:
        """Listen to the analyses of this process."""
        _followed[:] = [self]
        stages.listen(self)

    def begin(self) -> None:
        """Another analysis begins: what is known of the one before is wiped."""
        struct.pack_into("=BII", self._memory, 0, 0, 0, self.begun + 1)
        self._pending.clear()
        effort.begin(afresh=False)

    def enter(self, stage: Stage) -> None:
        """Note the stage; what was found stays pending while the analysis is quick."""
        self._memory[0] = NUMBERS[stage]
        if self._pending and effort.now() > QUICK_SECONDS:
            self.keep()

    def found(self, name: str, value: Any) -> None:
        """Remember it for `keep`."""
        self._pending.append((name, value))

    def keep(self) -> None:
        """Write down what is pending, as far as there is room."""
        pending, self._pending = self._pending, []
        if not pending:
            return
        import json  # here and below: a quick analysis does not load it

        from calc_cli.budgets.proved import part_of

        for name, value in pending:
            self._append(json.dumps(part_of(name, value), allow_nan=False).encode())

    def _append(self, note: bytes) -> None:
        (length,) = struct.unpack_from("=I", self._memory, 1)
        if HEAD + length + len(note) <= len(self._memory):
            self._memory[HEAD + length : HEAD + length + len(note)] = note
            struct.pack_into("=I", self._memory, 1, length + len(note))

    def begin_to_answer(self) -> None:
        """The analysis is over; what is written now is to be written whole."""
        self._memory[0] = ANSWERING

    @property
    def is_shared(self) -> bool:
        """Another process can read it."""
        return isinstance(self._memory, mmap.mmap)

    @property
    def begun(self) -> int:
        """How many analyses have begun, the one in progress among them."""
        (count,) = struct.unpack_from("=I", self._memory, COUNT)
        return int(count)

    @property
    def is_answering(self) -> bool:
        """The answer is being written, or has been."""
        return bool(self._memory[0] == ANSWERING)

    @property
    def stage(self) -> Stage | None:
        """The stage last entered."""
        number = self._memory[0]
        return STAGES[number - 1] if 0 < number <= len(STAGES) else None

    @property
    def proved(self) -> dict[str, Any]:
        """What the analysis had proved: parts of a document."""
        import json

        (length,) = struct.unpack_from("=I", self._memory, 1)
        text = bytes(self._memory[HEAD : HEAD + min(length, len(self._memory) - HEAD)]).decode("utf-8", "replace")
        found: dict[str, Any] = {}
        place, decoder = 0, json.JSONDecoder()
        while place < len(text):
            try:
                part, place = decoder.raw_decode(text, place)
            except ValueError:  # the child was killed while it wrote
                break
            found |= part
        return found


def own_board() -> Board | None:
    """The board on which the analyses of this process are followed."""
    return _followed[0] if _followed else None


def shared_board() -> Board:
    """A board that a forked child shares."""
    return Board(mmap.mmap(-1, BYTES))


def board_of(descriptor: int) -> Board:
    """A board in an open file, shared with whoever else maps it; on a system without such files, one of our own."""
    try:
        return Board(mmap.mmap(descriptor, BYTES))
    except (OSError, ValueError):
        return Board(bytearray(BYTES))


def new_file() -> int:
    """The descriptor of an empty file of the size of a board, without a name; it is the caller's to close."""
    import tempfile

    with tempfile.TemporaryFile() as file:
        file.truncate(BYTES)
        return os.dup(file.fileno())
