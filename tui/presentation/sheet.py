"""A sheet: the fields of a form with what was typed into them, whoever draws them.

The form asks a sheet what to show and tells it what was typed; it knows nothing of events.
"""

from collections.abc import Sequence
from typing import Literal, Protocol

import msgspec

Tone = Literal["quiet", "figure", "problem", "theirs", "offer"]
"""Understood, a figure proposed, what is wrong, another's text, what can be had."""


class Field(msgspec.Struct, frozen=True):
    """One field of a form."""

    name: str
    label: str
    hint: str = ""
    """Shown while the field is empty."""
    many: bool = False
    """Enter opens another line."""
    text: bool = False
    """Takes paragraphs."""
    ready: bool = False
    """What stands in it is a proposal: typing replaces it."""
    limit: int = 300
    """Most characters that may be typed into one of its lines; a stored longer text stays."""


class Remark(msgspec.Struct, frozen=True):
    """What is said below a line."""

    text: str
    tone: Tone = "quiet"


class Place(msgspec.Struct, frozen=True):
    """One line of a field."""

    field: str
    at: int = 0


class Choice(msgspec.Struct, frozen=True):
    """Something that ↓ and Enter take: a completion, or the creation of what is not known."""

    label: str
    text: str
    """The whole line once it is taken."""
    cursor: int
    key: str = ""
    """What the sheet needs to know to create it; empty for a mere completion."""


class Sheet(Protocol):
    """What a form works on; every method answers at once."""

    @property
    def heading(self) -> str:
        """What is being added or corrected."""

    @property
    def notice(self) -> Remark | None:
        """What is said below the heading: a draft continued, a conflict, why it is not saved."""

    @property
    def fields(self) -> Sequence[Field]:
        """The fields in order; some come and go with what is typed into others."""

    def lines(self, field: str) -> Sequence[str]:
        """Return the lines of a field, at least one."""

    def write(self, place: Place, text: str) -> None:
        """Take what a line holds now."""

    def insert(self, place: Place) -> None:
        """Open an empty line there, moving the lines from there on down."""

    def remove(self, place: Place) -> bool:
        """Take an empty line away; whether it could be: the line of a stored item stays."""

    def remarks(self, place: Place) -> Sequence[Remark]:
        """Return what is said below a line; nothing below an empty one that may be empty."""

    def choices(self, place: Place, cursor: int) -> Sequence[Choice]:
        """Return what may be taken where the cursor stands."""

    def take(self, place: Place, choice: Choice) -> None:
        """Take a choice: the line is its text, and what it creates is agreed to."""

    def toggle(self, place: Place) -> None:
        """Take or leave out the figures proposed in a line."""
