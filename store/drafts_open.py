"""Drafts as they are opened: empty, or written from a stored record line by line."""

from collections.abc import Iterable

from msgspec.structs import replace

from store import claims_written, participants, place_lines, sources
from store.dates_day import written as written_day
from store.drafts import Draft, Form, Line
from store.drafts_reading import SOURCE_FIELDS
from store.model import Claim, Document, Event, Figure, Source, view
from store.names import Names
from store.quantities import short
from store.sources import SourceLines

SOURCE_LINES = SourceLines.__struct_fields__
"""Fields of the draft of a source."""


def new_event(source: str = "") -> Draft:
    """Return the draft of an event to be added; the last source used stands ready."""
    return Draft(
        form="event",
        fields={
            **_lines(when="", what="", where="", source=source),
            **_new_source(),
            **_lines(claims="", who="", kind="", notes=""),
        },
    )


def new_claims(document: Document, source: str = "") -> Draft:
    """Return a draft that only adds claims to an event."""
    ready = only_source(view(Event, document)) or source
    return _of(document, "event", {**_lines(claims="", source=ready), **_new_source()})


def event(document: Document, names: Names) -> Draft:
    """Return the draft of a stored event."""
    found = view(Event, document)
    ready = _known(only_source(found), names)
    where = [place_lines.write(ref, names) for ref in found.places]
    who = [participants.write(each, names) for each in found.participants]
    return _of(
        document,
        "event",
        {
            "when": _line(written_day(found.when, found.part_of_day)),
            "what": _line(found.title),
            "where": _numbered(where),
            "source": _line(ready),
            "claims": tuple(_claim(each, found, names, ready) for each in found.claims)
            or (Line(),),
            "who": _numbered(who),
            "kind": _line(found.kind),
            "notes": _line(found.notes),
            "reason": (Line(),),
        },
    )


def claim(document: Document, uid: str, names: Names) -> Draft:
    """Return the draft of one claim; raises LookupError where the event has no such claim."""
    found = view(Event, document)
    line = _claim(_claim_of(found, uid), found, names)
    draft = _of(document, "event", {"claims": (line,), "reason": (Line(),)})
    return replace(draft, claim=uid)


def figure(document: Document, claim_uid: str, uid: str, names: Names) -> Draft:
    """Return the draft of one figure; raises LookupError where there is no such figure."""
    of = _claim_of(view(Event, document), claim_uid)
    found = next((each for each in of.figures if each.id == uid), None)
    if found is None:
        raise LookupError(uid)
    draft = _of(document, "figure", {**figure_lines(found, names), "reason": (Line(),)})
    return replace(draft, claim=claim_uid, figure=uid)


def figure_lines(found: Figure, names: Names) -> dict[str, tuple[Line, ...]]:
    """Return the fields of a figure; a number whose words do not state it stands in digits."""
    return _lines(
        number=found.verbatim or short(found),
        metric=found.metric,
        unit=found.unit,
        population=found.population or "",
        kind=found.kind or "",
        period=found.period.verbatim if found.period else "",
        as_of=found.as_of or "",
        place=names.label(found.place) if found.place else "",
    )


def source(document: Document) -> Draft:
    """Return the draft of a stored source."""
    typed = sources.written(view(Source, document))
    lines = {name: getattr(typed, name) for name in SOURCE_LINES}
    return _of(document, "source", {**_lines(**lines), "reason": (Line(),)})


def again(draft: Draft, document: Document, names: Names) -> Draft:
    """Open the target of a draft anew from what is stored now; raises LookupError if it is gone."""
    if draft.form == "source":
        return source(document)
    if draft.form == "figure":
        return figure(document, draft.claim, draft.figure, names)
    if draft.claim:
        return claim(document, draft.claim, names)
    return event(document, names) if "what" in draft.fields else new_claims(document)


def only_source(found: Event) -> str:
    """Return the one source that all claims of an event cite, or nothing."""
    cited = {each.source or "" for each in found.claims}
    return cited.pop() if len(cited) == 1 else ""


def _known(key: str, names: Names) -> str:
    """Return the key of a source if it means that source; another would be made of its words."""
    return key if key in names.sources and names.resolve_source(key) == key else ""


def _of(document: Document, form: Form, fields: dict[str, tuple[Line, ...]]) -> Draft:
    version = document.get("version", 1)
    return Draft(form=form, uid=document["uid"], version=version, fields=fields)


def _line(text: str, of: str = "") -> tuple[Line, ...]:
    return (Line(text, text, of),)


def _lines(**texts: str) -> dict[str, tuple[Line, ...]]:
    return {name: _line(text) for name, text in texts.items()}


def _numbered(texts: Iterable[str]) -> tuple[Line, ...]:
    return tuple(Line(text, text, str(at)) for at, text in enumerate(texts)) or (Line(),)


def _claim(found: Claim, of: Event, names: Names, ready: str = "") -> Line:
    """Return the line of a claim, written to be read where that source stands ready."""
    text = claims_written.write(found, names, of.claims, ready or None)
    return Line(text, text, found.id)


def _claim_of(found: Event, uid: str) -> Claim:
    for each in found.claims:
        if each.id == uid:
            return each
    raise LookupError(uid)


def _new_source() -> dict[str, tuple[Line, ...]]:
    return {f"source.{name}": (Line(),) for name in SOURCE_FIELDS}
