"""One line to type or paste into."""

from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from store.text import clean

LIMIT = 300
"""Code points taken; a longer paste is cut."""


class LineInput(Input):
    """An input that holds only what a terminal can show harmlessly."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Keep", id="line.keep", tooltip="Keep what was typed"),
    ]

    DEFAULT_CSS = """
    LineInput, LineInput:focus { width: 1fr; height: 1; border: none; padding: 0; }
    """

    def __init__(self, value: str = "", **options: Any) -> None:
        super().__init__(value, compact=True, **options)

    def validate_value(self, value: str) -> str:
        """Strip control characters, line breaks and what is beyond the limit."""
        return clean(value)[:LIMIT]
