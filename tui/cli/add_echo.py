"""What `add` has understood, in the words of the form."""

from collections.abc import Iterator, Sequence

from store.base import Change
from store.claims import ClaimLine
from store.claims_written import write
from store.dates import parse
from store.drafts import Draft, Line
from store.drafts_reading import EventReading
from store.lines import tidy
from store.model import Event
from store.names import Names
from tui.presentation import echoes
from tui.presentation.words import count

_WIDTH = 8
"""Cells before the words."""
_CLAIMS = 50
"""Claims of a document that are written out."""


def typed_lines(draft: Draft, reading: EventReading, made: Sequence[Change]) -> Iterator[str]:
    """Yield what the options say."""
    names = reading.names
    yield _line("event", _title(made))
    if draft.text("when"):
        yield _line("when", echoes.when_words(reading.when, reading.part_of_day))
    if draft.text("kind"):
        yield _line("kind", draft.text("kind"))
    for place in reading.where if draft.text("where") else ():
        yield _line("where", echoes.place_words(place, names))
    for who in reading.who if draft.text("who") else ():
        yield _line("who", echoes.participant_words(who, names))
    if draft.text("source"):
        yield _line("source", echoes.source_words(reading.cited, names))
    if draft.text("claims"):
        for line, claim in zip(draft.lines("claims"), reading.claims, strict=True):
            yield from _claim(line, claim, names)
    if draft.text("notes"):
        yield _line("note", count(len(draft.text("notes")), "character"))
    yield from _records(made)


def event_lines(event: Event, names: Names, made: Sequence[Change]) -> Iterator[str]:
    """Yield what a document says, its claims as lines of the form."""
    yield _line("event", tidy(event.title))
    yield _line("when", echoes.when_words(parse(event.when), event.part_of_day))
    yield _line("kind", event.kind)
    for claim in event.claims[:_CLAIMS]:
        yield _line("claim", write(claim, names, event.claims))
        if claim.figures:
            yield _line("", count(len(claim.figures), "figure"))
    if more := event.claims[_CLAIMS:]:
        yield _line("", f"… and {count(len(more), 'claim')} more")
    yield from _records(made)


def _claim(line: Line, claim: ClaimLine, names: Names) -> Iterator[str]:
    """Yield who says it and how, with a quote, then what, then the figures that are kept."""
    yield _line("claim", echoes.claim_words(claim, names))
    if claim.statement:
        yield _line("", claim.statement)
    for figure in claim.figures if line.figures else ():
        yield _line("", f"figure {echoes.figure_words(figure)}")


def _records(made: Sequence[Change]) -> Iterator[str]:
    """Yield the records that are made beside the event."""
    for change in made[:-1]:
        document = change.document or {}
        words = [change.uid, document.get("name") or document.get("title"), document.get("kind")]
        yield _line("new", f"{change.kind} {' · '.join(map(str, filter(None, words)))}")


def _title(made: Sequence[Change]) -> str:
    return tidy(str((made[-1].document or {})["title"]))


def _line(label: str, words: str) -> str:
    return f"{label:<{_WIDTH}}{words}"
