"""What may go wrong with an input: one exception, drawn in one place.

"Could not decide" is a value (`model.Truth.UNKNOWN`, an undecided box), never an error.
"""

from __future__ import annotations

from typing import Any


class CalcError(Exception):
    """A text that cannot be read, or a request that makes no sense.

    code: stable identifier for programs (`unknown_name`); message: one sentence; text: the input;
    span: the half-open range of characters at fault; hint: what to type instead.
    """

    def __init__(
        self, code: str, message: str, text: str = "", span: tuple[int, int] | None = None, hint: str = ""
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.text = text
        self.span = span
        self.hint = hint

    def to_dict(self) -> dict[str, Any]:
        """The error document of the JSON contract."""
        return {
            "schema_version": 1,
            "input": self.text,
            "error": {
                "code": self.code,
                "message": self.message,
                "span": list(self.span) if self.span is not None else None,
                "hint": self.hint or None,
            },
        }

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.code, self.message, self.text, self.span, self.hint)
