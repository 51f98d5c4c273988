"""Half a character in a text, which Python and stock TinyDB keep: it is read again as it was."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.journal.documents import decoded, encoded
from store.journal.lines import PUT, Entry, line, record
from store.journal.table import JournalDB
from tests.store.journal.recovery import NAME
from tests.store.journal.steps import storage
from tests.store.journal.workload import read, read_by_stock

HALVES = ["\ud83d", "\udca7", "a\ud83db", "\udca7\ud83d", "سوريا\udfff"]
EACH = pytest.mark.parametrize("half", HALVES, ids=ascii)

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / NAME


@EACH
def test_it_is_read_from_the_journal(path: Path, half: str) -> None:
    """As a value and as a key, and what was saved after it, too."""
    with JournalDB(path) as db:
        db.table("events").insert_multiple([{"a": half}, {half: 1}])
        db.table("events").insert({"n": 1})
    with JournalDB(path) as db:
        assert read(db) == {"events": {1: {"a": half}, 2: {half: 1}, 3: {"n": 1}}}
        assert storage(db).read_only == ""


@EACH
def test_it_is_read_from_the_snapshot(path: Path, half: str) -> None:
    """By stock TinyDB as well."""
    with JournalDB(path) as db:
        db.table("events").insert_multiple([{"a": half}, {half: 1}])
        storage(db).checkpoint()
    with JournalDB(path) as db:
        found = read(db)

    assert found == read_by_stock(path) == {"events": {1: {"a": half}, 2: {half: 1}}}


@EACH
def test_a_document_that_has_it_is_changed(path: Path, half: str) -> None:
    """The rest of it can be corrected, and it can be taken away."""
    with JournalDB(path) as db:
        events = db.table("events")
        events.insert_multiple([{"a": half}, {"a": half}])
        events.update({"b": 1}, doc_ids=[1])
        events.remove(doc_ids=[2])
    with JournalDB(path) as db:
        assert read(db) == {"events": {1: {"a": half, "b": 1}}}


@given(st.dictionaries(ANY_TEXT, ANYTHING | ANY_TEXT, max_size=4))
@settings(max_examples=150, deadline=None)
def test_every_document_that_is_taken_is_read(document: dict[str, object]) -> None:
    """As Python's own JSON would give it back."""
    raw = encoded(document)
    found = record(line(2, 1, True, Entry(PUT, "events", 1, None, raw))[:-1])

    assert found is not None
    assert bytes(found.document) == raw
    assert encoded(decoded(raw)) == raw
