"""Whatever is done to both, stock TinyDB and ours answer alike."""

from collections.abc import Callable, Iterable
from itertools import count
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import Query, TinyDB, where
from tinydb.operations import add, delete, increment, set  # noqa: A004
from tinydb.table import Document

from tests.store.journal.databases import KINDS, numbered

Step = Callable[[TinyDB], Any]

_databases = count()


def sorted_by_id(documents: Iterable[Any]) -> list[tuple[int, dict[str, Any]]]:
    """Return documents with their ids; one that comes back may take its old place, or the last."""
    return sorted(numbered(documents), key=itemgetter(0))


FIELDS = st.sampled_from("abc")
VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [0, 1, 2.5, True, None, "x", "é\n", [], [1, "x"], {"a": 1}, {"b": []}]
)
DOCUMENTS = st.dictionaries(FIELDS, VALUES, max_size=3)
IDS = st.integers(1, 12)
MANY = st.lists(IDS, max_size=4)

SIMPLE: st.SearchStrategy[Any] = st.one_of(
    st.builds(lambda field, value: where(field) == value, FIELDS, VALUES),
    st.builds(lambda field, value: where(field) != value, FIELDS, VALUES),
    st.builds(lambda field: where(field).exists(), FIELDS),
    st.builds(lambda field: where(field).search("x"), FIELDS),
    st.builds(lambda field, inner: where(field)[inner].exists(), FIELDS, FIELDS),
    st.builds(lambda field, value: where(field).any([value]), FIELDS, VALUES),
    st.builds(lambda document: Query().fragment(document), DOCUMENTS),
    st.just(Query().noop()),
)
QUERIES = st.recursive(
    SIMPLE,
    lambda some: st.one_of(
        st.builds(lambda one, two: one & two, some, some),
        st.builds(lambda one, two: one | two, some, some),
        some.map(lambda one: ~one),
    ),
    max_leaves=3,
)
CHANGES: st.SearchStrategy[Any] = st.one_of(
    DOCUMENTS,
    st.builds(delete, FIELDS),
    st.builds(increment, FIELDS),
    st.builds(add, FIELDS, st.just(1)),
    st.builds(set, FIELDS, VALUES),
)
UPDATES = st.lists(st.tuples(CHANGES, QUERIES), max_size=3)
NUMBERED = st.builds(Document, DOCUMENTS, IDS)
UNIQUE = st.lists(NUMBERED, max_size=4, unique_by=lambda document: document.doc_id)

WRITES: st.SearchStrategy[Step] = st.one_of(
    st.builds(lambda one: lambda db: db.insert(one), NUMBERED),
    st.builds(lambda some: lambda db: db.insert_multiple(some), UNIQUE),
    st.builds(lambda what, cond: lambda db: db.update(what, cond), CHANGES, QUERIES),
    st.builds(lambda what, ids: lambda db: db.update(what, doc_ids=ids), CHANGES, MANY),
    st.builds(lambda what: lambda db: db.update(what), CHANGES),
    st.builds(lambda what: lambda db: db.update_multiple(what), UPDATES),
    st.builds(lambda one: lambda db: db.upsert(one), NUMBERED),
    st.builds(lambda cond: lambda db: db.remove(cond), QUERIES),
    st.builds(lambda ids: lambda db: db.remove(doc_ids=ids), st.lists(IDS, unique=True)),
    st.just(lambda db: db.truncate()),
    st.builds(lambda name: lambda db: db.drop_table(name), st.sampled_from(["_default", "more"])),
    st.just(lambda db: db.drop_tables()),
    st.builds(lambda one: lambda db: db.table("more").upsert(one), NUMBERED),
)
READS: st.SearchStrategy[Step] = st.one_of(
    st.builds(lambda cond: lambda db: sorted_by_id(db.search(cond)), QUERIES),
    st.builds(lambda cond: lambda db: db.count(cond), QUERIES),
    st.builds(lambda cond: lambda db: db.get(cond) is None, QUERIES),
    st.builds(lambda number: lambda db: db.get(doc_id=number), IDS),
    st.builds(lambda ids: lambda db: sorted_by_id(db.get(doc_ids=ids)), MANY),
    st.builds(lambda number: lambda db: db.contains(doc_id=number), IDS),
    st.just(lambda db: (len(db), sorted_by_id(db), db.tables())),
)
THEN = st.sampled_from(["", "reopen", "checkpoint"])


def outcome(step: Step, db: TinyDB) -> Any:
    """Return what came of a step, be it an error."""
    try:
        found = step(db)
    except (KeyError, TypeError, ValueError) as error:
        return type(error)
    return sorted(found) if isinstance(found, list) else found


def state(db: TinyDB) -> dict[str, Any]:
    """Return all there is, told from what only compares equal."""
    return {name: repr(sorted_by_id(db.table(name))) for name in db.tables()}


def all_of(db: Any) -> dict[str, Any]:
    """Return all there is, in order."""
    return {name: repr(numbered(db.table(name))) for name in db.tables()}


@pytest.mark.parametrize("kind", KINDS[1:], ids=lambda kind: kind.__name__)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150
)
@given(steps=st.lists(st.tuples(WRITES | READS, THEN), min_size=4, max_size=12))
def test_both_answer_alike(
    kind: type[TinyDB], tmp_path: Path, steps: list[tuple[Step, str]]
) -> None:
    """Step by step, with the database opened anew or the journal folded in between."""
    number = next(_databases)
    theirs, ours = tmp_path / f"{number}-theirs.json", tmp_path / f"{number}-ours.json"
    stock = TinyDB(theirs)
    journal: Any = kind(ours)
    try:
        for step, then in steps:
            assert outcome(step, journal) == outcome(step, stock)
            assert state(journal) == state(stock)
            before = all_of(journal)
            if then == "reopen":
                journal.close()
                journal = kind(ours)
            elif then == "checkpoint":
                journal.storage.checkpoint()
            assert all_of(journal) == before
    finally:
        stock.close()
        journal.close()
