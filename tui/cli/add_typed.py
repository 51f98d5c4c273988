"""From the options of `add` to the changes that save them; they are read as the form reads."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from store.base import Change, EventStore
from store.drafts import Draft, Line
from store.drafts_event import changes
from store.drafts_open import new_claims, new_event
from store.drafts_reading import EventReading, Reader
from store.edits import Stamp
from store.model import Document, Event, view
from store.names import Names
from tui.cli.add_changes import Addition, Fault, told
from tui.cli.add_consents import Agreed, agreed, idle
from tui.cli.add_misuse import misused, unknown_key
from tui.cli.add_options import Typed
from tui.cli.add_problems import problems
from tui.cli.arguments import Arguments
from tui.cli.reading import asked
from tui.cli.refusal import Refusal


def typed(arguments: Arguments, store: EventStore, stamp: Stamp) -> Addition:
    """Return what the options add; raises Faulty with all that is wrong with them."""
    written, names = arguments.typed, store.names()
    faults = [*misused(written)]
    document, refusal = _added_to(arguments, store) if "to" in written else (None, "")
    if refusal:
        raise told([*faults, Fault("to", 0, refusal)], written)
    may, wrong = agreed(written)
    draft = _draft(written, _opened(document, names), may, not arguments.no_figures)
    reader = Reader(names, date.today(), view(Event, document).claims if document else ())
    reading = reader.event(draft)
    told_of = {fault[:2] for fault in faults}
    read = [fault for fault in problems(reading, written) if fault[:2] not in told_of]
    faults += [*wrong, *read, *unknown_key(reading, written)]
    if faults:
        raise told(faults, written)
    made = changes(draft, document, reader, stamp)
    if unused := [*idle(may, made, names)]:
        raise told(unused, written)
    return Addition(made, lambda: _echo(draft, reading, made))


def _added_to(arguments: Arguments, store: EventStore) -> tuple[Document | None, str]:
    """Return the event that claims are added to, or why it is none to add to."""
    arguments.uid = arguments.typed["to"][0]
    try:
        return asked(arguments, store, store.index()).document, ""
    except Refusal as refusal:
        return None, str(refusal)


def _opened(document: Document | None, names: Names) -> Draft:
    """Return the draft to be written into; the only source of the event stands ready."""
    if document is None:
        return new_event()
    draft = new_claims(document)
    key = draft.text("source")
    # a source that is not here any more would be made anew, with its key as title
    return draft if names.resolve_source(key) == key else draft.having("source", Line())


def _draft(written: Typed, draft: Draft, may: Iterable[Agreed], figures: bool) -> Draft:
    """Return the draft with what was written."""
    for field, texts in written.items():
        if field in draft.fields:
            draft = draft.having(field, *(Line(text, figures=figures) for text in texts))
    for each in may:
        draft = draft.agreeing(each.consent)
    return draft


def _echo(draft: Draft, reading: EventReading, made: Sequence[Change]) -> Iterator[str]:
    from tui.cli.add_echo import typed_lines

    return typed_lines(draft, reading, made)
