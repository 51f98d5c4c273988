"""Reads and writes a line of the field Where: NAME "as said"."""

import msgspec

from store.lines import LONGEST, TOO_LONG, UNCLOSED, name, quoted, tidy, unquoted
from store.model import Document, PlaceRef
from store.names import Names


class PlaceLine(msgspec.Struct, frozen=True, kw_only=True):
    """What a line says of one place, as far as it is understood."""

    name: str = ""
    """As typed."""
    place: str | None = None
    """Uid; None where no such place is known."""
    as_said: str = ""
    unknown: tuple[str, ...] = ()
    """Names that no record has, to be created by consent."""
    problems: tuple[str, ...] = ()
    """What is wrong or missing, in sentences."""


def read(line: str, names: Names) -> PlaceLine:
    """Read a line; an empty one says nothing, and what is wrong is told in its problems."""
    if len(line) > LONGEST:
        return PlaceLine(problems=(TOO_LONG,))
    text = tidy(line)
    if place := names.resolve_place(name(text)):
        return PlaceLine(name=name(text), place=place)
    before, said, closed = unquoted(text)
    called = name(before)
    place = names.resolve_place(called)
    problems = [_unnamed(called)] if text and not place else []
    return PlaceLine(
        name=called,
        place=place,
        as_said=said if closed else "",
        unknown=(called,) if called and not place else (),
        problems=(*problems, *(() if closed else (UNCLOSED,))),
    )


def write(ref: PlaceRef, names: Names) -> str:
    """Return the line that reads as this place."""
    said = f" {quoted(tidy(ref.as_said))}".rstrip()
    lines = [f"{called}{said}" for called in (names.spelling("place", ref.place), ref.place)]
    good = (line for line in lines if read(line, names).place == ref.place)
    return next(good, lines[0])


def made(line: PlaceLine) -> Document:
    """Return the place of a line without problems as it is stored in an event."""
    return {"place": line.place or line.name, "as_said": line.as_said}


def patched(document: Document, before: PlaceLine, after: PlaceLine) -> Document:
    """Return the stored place with what the second reading says otherwise than the first."""
    was = made(before)
    return document | {key: value for key, value in made(after).items() if value != was[key]}


def _unnamed(called: str) -> str:
    """Say why a line names no place."""
    if called:
        return f"“{called}” is no known place: write another name, or add it."
    return "Write the name of the place before the words of the source."
