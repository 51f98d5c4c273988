"""An event straight from its JSON: what a document and its view say, or nothing."""

import json

import msgspec
import pytest
from hypothesis import given

from store.backends.plain import plain_event
from store.backends.stored import document
from store.model import Document, Event, view
from tests.factories import claim, event, figure
from tests.store.any_events import EVENTS

FULL = event(
    kind="statement",
    participants=[{"actor": "sohr", "role": "speaker", "by": "un"}],
    places=[{"place": "jazal", "as_said": "“Jazal”"}],
    claims=[
        claim(
            speaker={"name": "John Kerry", "office": "Secretary"},
            figures=[figure(period={"verbatim": "on Saturday", "when": "2016-12-10"})],
        ),
        claim("c2", statement="قصف على حلب", agrees_with=["c1"]),
    ],
    tags=["a"],
    grading={"grade": "fair", "grader": "we", "date": "2016-12-11"},
    origin={"format": "seeds", "changed": {"title": [1, {"a": None}]}},
    history=[{"at": "2020", "was": {"title": "Else"}}],
)


def encoded(document: Document) -> bytes:
    """Return JSON with all signs as they are."""
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")


def slowly(raw: bytes) -> object:
    """Return what a document and its view say."""
    return msgspec.to_builtins(view(Event, document(msgspec.Raw(raw))))


@pytest.mark.parametrize(
    "found",
    [
        event(),
        FULL,
        event(title="a “quoted” title – and more…"),
        event(title='a\nb "c" \\'),
        event(deleted={"at": "2020", "reason": "twice"}),
        event(title="x" * 60 + "قصف"),
    ],
)
def test_an_event_is_the_same_without_its_document(found: Document) -> None:
    """All that it holds, and it is an event to whoever asks."""
    plain = plain_event(encoded(found))

    assert isinstance(plain, Event)
    assert msgspec.to_builtins(plain) == slowly(encoded(found))


@given(EVENTS)
def test_any_event_is_the_same_or_left_to_its_document(found: Document) -> None:
    """Whatever a program has stored, escaped or not."""
    for raw in (encoded(found), json.dumps(found).encode()):
        if (plain := plain_event(raw)) is not None:
            assert msgspec.to_builtins(plain) == slowly(raw)


DEEP = {"at": "2020", "was": {"title": json.loads("[" * 99 + "]" * 99)}}
LEFT = {
    "no JSON": b'{"uid": "a"',
    "no object": b"[]",
    "no UTF-8": encoded(event())[:-1] + b', "notes": "\xff"}',
    "no title": b'{"uid": "a"}',
    "no uid": encoded(event("")),
    "a uid of two lines": encoded(event("a\nb")),
    "a wrong kind": encoded(event(kind="rumour")),
    "an escape": encoded(event(title="a\x1bb")),
    "a control sign": encoded(event(title="a\x7fb")),
    "a mark": encoded(event(title="e\u0301")),
    "a lone surrogate": encoded(event(title="a\ud800b")),
    "an encoded surrogate": encoded(event())[:-1] + b', "notes": "\xed\xa0\x80"}',
    "an unknown key": encoded(event(x=1)),
    "no number, where nobody looks": encoded(event())[:-1] + b', "x": 1e999}',
    "no number, deeper": encoded(event(claims=[claim(x=0)])).replace(b'"x": 0', b'"x": 1e999'),
    "too deep": encoded(event(history=[DEEP])),
    "far too deep": b'{"uid": "a", "history": ' + b"[" * 100_000,
}


@pytest.mark.parametrize("raw", LEFT.values(), ids=LEFT)
def test_what_needs_care_is_left_to_its_document(raw: bytes) -> None:
    """To clean it, or to say what is wrong."""
    assert plain_event(raw) is None
