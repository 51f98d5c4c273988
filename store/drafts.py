"""Drafts: what is typed into the fields of a form, before any of it is kept.

A draft is plain text, line by line, so that it survives a crash as it stands. Each line knows what
it was written from; a line that reads as it was written touches nothing when it is saved.
"""

from typing import Literal

import msgspec
from msgspec.structs import replace

from store.model import ActorKind
from store.text import clean

Form = Literal["event", "figure", "source"]
"""Which record, or part of one, a draft is of."""


Target = tuple[Form, str, str, str, bool]
"""Form, uid, claim, figure, and whether it only adds."""


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of a field."""

    text: str = ""
    was: str = ""
    """As it was written from what is stored."""
    of: str = ""
    """Id of the claim, or place in its list of the item, it was written from; empty: a new one."""
    figures: bool = True
    """Whether the figures read in it are to be taken."""
    theirs: str | None = None
    """The line as another process has saved it meanwhile; empty where they took it away."""

    @property
    def touched(self) -> bool:
        """Whether saving changes anything."""
        return self.text != self.was

    @property
    def blank(self) -> bool:
        """Whether it says nothing."""
        return not clean(self.text).strip()


class Consent(msgspec.Struct, frozen=True, omit_defaults=True):
    """A record to be created because the user agreed to it."""

    name: str
    kind: ActorKind | None = None
    """Of an actor; None for a place."""


class Draft(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The fields of a form."""

    form: Form
    id: str = ""
    """Of the draft itself, among several of one target."""
    uid: str = ""
    """Of the record that is corrected or added to; empty for a new one."""
    version: int = 0
    """The one it began from."""
    claim: str = ""
    """Id of the claim that is corrected, or that a figure belongs to."""
    figure: str = ""
    fields: dict[str, tuple[Line, ...]]
    """Lines by name of field, at least one each; a field that is not here is left alone."""
    consents: tuple[Consent, ...] = ()
    kept_at: str = ""
    """UTC, ISO 8601."""

    @property
    def target(self) -> Target:
        """What it is a draft of; two drafts of one target are the same draft at two times."""
        return self.form, self.uid, self.claim, self.figure, self.adds

    @property
    def adds(self) -> bool:
        """Whether it corrects nothing, and only adds: an event, or claims on one."""
        return "reason" not in self.fields

    @property
    def touched(self) -> bool:
        """Whether there is anything in it that was typed."""
        return any(line.touched for lines in self.fields.values() for line in lines)

    def lines(self, field: str) -> tuple[Line, ...]:
        """Return the lines of a field; one empty line where it has none."""
        return self.fields.get(field) or (Line(),)

    def text(self, field: str) -> str:
        """Return the first line of a field without blanks at its ends."""
        return self.lines(field)[0].text.strip()

    def is_touched(self, field: str) -> bool:
        """Whether anything was typed into a field."""
        return any(line.touched for line in self.lines(field))

    def having(self, field: str, *lines: Line) -> "Draft":
        """Return the draft with other lines in a field."""
        return replace(self, fields={**self.fields, field: lines})

    def writing(self, field: str, at: int, text: str) -> "Draft":
        """Return the draft with another text in a line."""
        lines = list(self.lines(field))
        lines[at] = replace(lines[at], text=text)
        return self.having(field, *lines)

    def inserting(self, field: str, at: int) -> "Draft":
        """Return the draft with an empty line before that place."""
        lines = list(self.lines(field))
        return self.having(field, *lines[:at], Line(), *lines[at:])

    def removing(self, field: str, at: int) -> "Draft":
        """Return the draft without a line; the only one of a field becomes empty."""
        lines = list(self.lines(field))
        del lines[at]
        return self.having(field, *(lines or (Line(),)))

    def agreeing(self, consent: Consent) -> "Draft":
        """Return the draft with a record more to be created."""
        return replace(self, consents=(*self.consents, consent))


def encode(draft: Draft) -> bytes:
    """Return the draft as JSON."""
    return msgspec.json.encode(draft)


def decode(data: bytes) -> Draft:
    """Read a draft; raises ValueError."""
    return msgspec.json.decode(data, type=Draft)


def rebased(draft: Draft, fresh: Draft) -> Draft:
    """Return a draft as one of the record as it is now, which `fresh` was opened from.

    What was not touched is theirs; where both changed a line, mine stands and theirs beside it.
    """
    fields = {name: _merged(draft.lines(name), fresh.lines(name)) for name in draft.fields}
    return replace(draft, version=fresh.version, fields=fields)


def _merged(mine: tuple[Line, ...], theirs: tuple[Line, ...]) -> tuple[Line, ...]:
    now = {line.of: line for line in theirs if line.was}
    known = {line.of for line in mine}
    lines = [_rebased(line, now) for line in mine]
    added = [line for of, line in now.items() if of not in known]
    return tuple([line for line in lines if line is not None] + added) or (Line(),)


def _rebased(mine: Line, now: dict[str, Line]) -> Line | None:
    """Return my line over theirs; None where they took away what I did not touch."""
    if not mine.was and mine.of not in now:
        return mine
    theirs = now.get(mine.of)
    if theirs is None:
        return Line(mine.text, figures=mine.figures, theirs="") if mine.touched else None
    if not mine.touched:
        return theirs
    other = theirs.was if theirs.was not in (mine.was, mine.text) else None
    return replace(mine, was=theirs.was, theirs=other)
