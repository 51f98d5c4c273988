"""What anybody may do to a store, and what a store says that has no index to lean on."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st

from store.backends.changelog import KINDS
from store.backends.tables import TABLES
from store.backends.tinydb import TinyDbStore
from store.base import Change
from store.errors import NotFound, StoreError
from store.journal.table import JournalDB
from store.model import Document, Kind
from tests.factories import actor, claim, event, place, source
from tests.store.index.saying import said

UIDS = st.sampled_from("abcd")
ANY_KINDS: st.SearchStrategy[Kind] = st.sampled_from(KINDS)
Deed = Callable[[Path], object]


def document(kind: Kind, uid: str, version: int = 1, **keys: Any) -> Document:
    """Return a record of a kind that names others."""
    made: Document = {
        "actor": lambda: actor(uid, parents=[{"actor": "a", "relation": "part-of"}]),
        "place": lambda: place(uid),
        "source": lambda: source(uid),
        "event": lambda: event(uid, claims=[claim(claimant=uid, source="a")]),
    }[kind]()
    return {**made, "version": version, **keys}


@contextmanager
def opened(path: Path) -> Iterator[TinyDbStore]:
    """Open a store for a while."""
    store = TinyDbStore(path)
    try:
        yield store
    finally:
        store.close()


def saves(kind: Kind, uid: str, keys: Document) -> Deed:
    """Return what adds a record by a store of another process, or edits it."""

    def deed(path: Path) -> None:
        with opened(path) as store, suppress(StoreError):
            version = None
            with suppress(NotFound):
                (found,) = store.get(kind, [uid])
                version = getattr(found, "version", None)
            said = document(kind, uid, (version or 0) + 1, **keys)
            store.apply([Change(kind, uid, version, said)], "save")

    return deed


def deletes(kind: Kind, uid: str) -> Deed:
    """Return what deletes a record for good."""

    def deed(path: Path) -> None:
        with opened(path) as store, suppress(StoreError):
            (found,) = store.get(kind, [uid])
            store.apply([Change(kind, uid, getattr(found, "version", 1), None)], "delete")

    return deed


def puts(kind: Kind, doc_id: int, said: Document) -> Deed:
    """Return what makes something else of any document, or adds one, past the app."""

    def deed(path: Path) -> None:
        with JournalDB(str(path)) as database:
            table = database.table(TABLES[kind])
            if table.contains(doc_id=doc_id):
                table.update(said, doc_ids=[doc_id])
            else:
                table.insert(said)

    return deed


def removes(kind: Kind, doc_id: int) -> Deed:
    """Return what takes any document away, past the app."""

    def deed(path: Path) -> None:
        with JournalDB(str(path)) as database:
            database.table(TABLES[kind]).remove(doc_ids=[doc_id])

    return deed


def drops(kind: Kind) -> Deed:
    """Return what takes a whole table away."""

    def deed(path: Path) -> None:
        with JournalDB(str(path)) as database:
            database.drop_table(TABLES[kind])

    return deed


def keeps(path: Path) -> None:
    """Have an index kept."""
    with opened(path) as store:
        store.index()


def compacts(path: Path) -> None:
    """Fold the journal in."""
    with opened(path) as store:
        store.compact()


KEYS = st.sampled_from(({}, {"name": "New", "title": "New"}, {"deleted": {"at": "2026-11"}}))
SAID: st.SearchStrategy[Document] = st.builds(
    lambda kind, uid, keys: document(kind, uid, **keys), ANY_KINDS, UIDS, KEYS
) | st.sampled_from(({"uid": ""}, {"uid": "a", "title": 7}, {"x": 1}, {"uid": "a\n"}))
IDS = st.integers(1, 4)
SAVING = st.builds(saves, ANY_KINDS, UIDS, KEYS) | st.builds(deletes, ANY_KINDS, UIDS)
PAST_THE_APP = (
    st.builds(puts, ANY_KINDS, IDS, SAID)
    | st.builds(removes, ANY_KINDS, IDS)
    | st.builds(drops, ANY_KINDS)
)
DEEDS: st.SearchStrategy[Deed] = st.one_of(
    SAVING, PAST_THE_APP, PAST_THE_APP, st.just(keeps), st.just(compacts)
)


def answers(store: TinyDbStore) -> dict[str, Any]:
    """Return all that a store says of its records."""
    names = store.names()
    return {
        **{
            f"{kind} {uid}": _got(store, kind, uid)
            for kind in KINDS
            for uid in ("a", "b", "c", "d", "none", "\ud800")
        },
        "names": (names.actors, names.places, dict(names.sources)),
        **said(store.index()),
    }


def anew(path: Path) -> dict[str, Any]:
    """Return what a store says of the same files that has no index to lean on."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(path.parent, copy, ignore=shutil.ignore_patterns("*-index", "*-lock"))
        with opened(copy / path.name) as store:
            return answers(store)


def _got(store: TinyDbStore, kind: Kind, uid: str) -> object:
    try:
        return store.get(kind, [uid])
    except NotFound:
        return None
