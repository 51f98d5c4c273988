"""`add` with anything: it is understood whole or refused whole, and never crashes."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.base import EventStore
from store.connect import MEMORY, connect
from store.edits import Stamp
from store.model import VIEWS, Document, Event, view
from tests import factories
from tui.cli.add_changes import Addition, Faulty
from tui.cli.add_document import addition
from tui.cli.add_faults import faults
from tui.cli.add_options import OPTIONS
from tui.cli.add_typed import typed
from tui.cli.arguments import Arguments

STAMP = Stamp("2026-11-24T10:00:00Z", "desk")
SOUND = factories.event(
    "e1",
    participants=[{"actor": "front", "role": "victim", "by": "article"}],
    places=[{"place": "tiyas"}],
    claims=[
        factories.claim(source="report", figures=[factories.figure(as_of="2016-12")]),
        factories.claim(
            "c2", "front", source=None, agrees_with=["c1"], speaker={"office": "spokesman"}
        ),
    ],
    records={
        "actors": [factories.actor("front", kind="rebel group", parents=[])],
        "places": [factories.place("tiyas", latitude=34.5)],
        "sources": [factories.source("report", author=[{"literal": "jbh"}])],
    },
)
KEYS = sorted({name for kind in VIEWS.values() for name in kind.__struct_fields__})
WORDS = ("sohr", "front", "jazal", "report", "c1", "f1", "2016-12", "occurrence", "")
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=9)
    | st.sampled_from(WORDS),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
    ),
    max_leaves=6,
)
TEXTS = st.text(max_size=20) | st.sampled_from(
    (
        *("SOHR said: 40 fled", ": denied it", "Jazal", "IS victim", "X=media", "X victim"),
        *("34a8", "10 Dec 2016", "A new title", "https://example.org/a", "situation"),
    )
)
TYPED = st.dictionaries(
    st.sampled_from(list(OPTIONS)), st.lists(TEXTS, min_size=1, max_size=3), max_size=6
)


@st.composite
def spoiled(draw: st.DrawFn) -> Document:
    """Return the sound document with some values replaced by any, or taken away."""
    document = json.loads(json.dumps(SOUND))
    for _ in range(draw(st.integers(0, 3))):
        holder, key = draw(st.sampled_from(places(document)))
        if draw(st.booleans()):
            holder[key] = draw(VALUES)
        else:
            del holder[key]
    found: Document = document
    return found


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return every place within a JSON value: what holds it, and under which key."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    within = [
        found for key in keys if isinstance(value[key], dict | list) for found in places(value[key])
    ]
    return [*((value, key) for key in keys), *within]


@cache
def store() -> EventStore:
    """Return a store with the bundled chronology."""
    return connect(MEMORY)


def outcome(read: Callable[[], Addition]) -> Addition | list[str]:
    """Return what was understood, or the faults."""
    try:
        return read()
    except Faulty as faulty:
        return faulty.faults


def require_storable(found: Addition) -> None:
    """Let another store keep what is new, and every line of the echo be made."""
    new = [each for each in found.changes if each.before is None]
    connect(MEMORY, empty=True).apply(new, "")
    assert all(isinstance(line, str) for line in found.echo())


def test_the_sound_document_is_understood() -> None:
    """Else the next test would prove little."""
    require_storable(addition(SOUND, store().index(), STAMP))


@settings(deadline=None)
@given(spoiled())
def test_any_document_is_understood_or_refused(document: Document) -> None:
    """With a line for each fault."""
    found = outcome(lambda: addition(document, store().index(), STAMP))

    if isinstance(found, list):
        assert found
        assert all(found)
    else:
        require_storable(found)


@settings(deadline=None)
@given(spoiled())
def test_only_what_has_no_fault_is_an_event(document: Document) -> None:
    """One by one the parts are read as the whole is."""
    told = [*faults(Event, document, "", {})]

    if told:
        with pytest.raises(msgspec.ValidationError):
            view(Event, document)
    else:
        view(Event, document)


@settings(deadline=None)
@given(TYPED)
def test_any_options_are_understood_or_refused(written: dict[str, list[str]]) -> None:
    """Whatever stands in whichever of them, as often as it likes."""
    found = outcome(lambda: typed(Arguments(typed=written), store(), STAMP))

    if isinstance(found, list):
        assert found
        assert all(line.startswith("--") for line in found)
    else:
        require_storable(found)
