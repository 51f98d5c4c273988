"""What is wrong with the options of `add` before any of them is read."""

from collections.abc import Iterator

from store.drafts_reading import EventReading
from store.lines import tidy
from store.sources import is_url
from store.text import clean
from tui.cli.add_changes import Fault
from tui.cli.add_options import Typed
from tui.presentation.event_sheet import FIELDS

_MANY = frozenset(("where", "who", "claims", "new-actor", "new-place"))
"""What may be written again for the next one."""
_OF_CLAIMS = frozenset(("to", "reason", "claims", "source", "new-actor"))
"""What goes with --to."""
_READ = ("what", "notes", "source")
"""Their length is looked at where they are read."""
_LIMITS = {field.name: field.limit for field in FIELDS}
_SHORT = 300
"""Characters of any other."""


def misused(typed: Typed) -> Iterator[Fault]:
    """Yield what stands too often, is empty or too long, or does not go together."""
    for field, texts in typed.items():
        if field not in _MANY and len(texts) > 1:
            yield Fault(field, 1, "It stands once only: leave the others out.")
        for at, text in enumerate(texts):
            if said := _unfit(field, clean(text).strip()):
                yield Fault(field, at, said)
    yield from _added_to(typed) if "to" in typed else _new(typed)
    yield from _source(typed)


def unknown_key(reading: EventReading, typed: Typed) -> Iterator[Fault]:
    """Yield that a single word, with nothing beside it, is taken for a key and not for a title."""
    text, cited = source_text(typed), reading.cited
    alone = not any(field.startswith("source.") for field in typed)
    if cited.new and not cited.same and alone and not is_url(text) and " " not in text:
        yield Fault(
            "source",
            0,
            f"“{text}” is no known source: write the key, title or address of one; the title of"
            " a new one in a single word needs --source-issued, or another --source-…, beside it.",
        )


def _unfit(field: str, text: str) -> str:
    """Say that a text is empty or too long, where the reader of the draft does not."""
    if field in _MANY and not text:
        return "Nothing is written: write it, or leave the option out."
    limit = _LIMITS.get(field, _SHORT)
    too_long = len(text) > limit and not field.startswith(_READ)
    return f"It has at most {limit:,} characters: shorten it." if too_long else ""


def _added_to(typed: Typed) -> Iterator[Fault]:
    for field in typed:
        if field not in _OF_CLAIMS and not field.startswith("source."):
            yield Fault(field, 0, "It does not go with --to, which adds claims: leave one out.")
    if "claims" not in typed:
        yield Fault("claims", 0, "Write at least one claim to add.")


def _new(typed: Typed) -> Iterator[Fault]:
    if "reason" in typed:
        yield Fault("reason", 0, "It goes with --to: a new event needs none.")


def _source(typed: Typed) -> Iterator[Fault]:
    """Yield which options of a new source say nothing, or twice the same."""
    text = source_text(typed)
    for field in typed:
        if field.startswith("source.") and not text:
            yield Fault(field, 0, "Write --source as well: the title of it, or its address.")
    if text and (twice := within(text)) in typed:
        what = twice.removeprefix("source.").replace("url", "address")
        yield Fault(twice, 0, f"Leave it out, and write the {what} itself in --source.")


def within(source: str) -> str:
    """Return which field of a new source stands in --source itself."""
    return "source.url" if is_url(source) else "source.title"


def source_text(typed: Typed) -> str:
    """Return what --source says."""
    return tidy(typed.get("source", ("",))[0])
