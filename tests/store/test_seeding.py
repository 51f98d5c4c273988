"""A new store begins with the bundled chronology."""

import hashlib
import json

import pytest

import seeds
from store.backends.memory import MemoryStore
from store.model import VIEWS, Unreadable, view
from store.seeding import LABEL, SEEDED_AT, seed_changes
from store.text import clean_document


def test_every_record_is_added() -> None:
    """All records come as additions, each after those it refers to."""
    changes = seed_changes()
    bundled = seeds.documents()

    assert [(change.kind, change.uid) for change in changes] == [
        (kind, document["uid"]) for kind, documents in bundled.items() for document in documents
    ]
    assert list(bundled)[-1] == "event"
    assert {change.before for change in changes} == {None}


def test_stored_documents_are_complete() -> None:
    """Version, times and origin are filled in, and the seed's own keys kept."""
    for change in seed_changes():
        assert change.document is not None
        document = change.document
        view(VIEWS[change.kind], document)

        assert document["uid"] == change.uid
        assert document["version"] == 1
        assert document["created"] == document["updated"] == SEEDED_AT
        assert document["origin"]["format"] == "seeds"
        assert document["origin"]["changed"] == {}


def test_origin_ids() -> None:
    """An event keeps its short seed id, every other record its uid."""
    ids = {
        change.kind: change.document["origin"]["id"]
        for change in reversed(seed_changes())
        if change.document
    }

    assert ids["event"] == "s1"
    assert ids["source"] == "is-re-enters-palmyra"


def test_digest_is_that_of_the_seed() -> None:
    """The digest tells whether a later release changed a seed."""
    (change, *_) = seed_changes()
    (seed, *_) = seeds.documents()["source"]
    text = json.dumps(seed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    assert change.document is not None
    assert change.document["origin"]["digest"] == hashlib.sha256(text.encode()).hexdigest()


def test_two_stores_get_equal_seeds() -> None:
    """Nothing depends on the clock or on chance."""
    assert seed_changes() == seed_changes()


def test_seeds_are_cleaned(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a terminal would act on does not get in, from here either."""
    dirty = {"uid": "x", "name": "\x1b]52;c;x\x07Town"}
    monkeypatch.setattr(seeds, "documents", lambda: {"place": [dirty]})
    (change,) = seed_changes()

    assert change.document is not None
    assert change.document["name"] == clean_document(dirty)["name"] == "]52;c;xTown"


def test_a_store_takes_them_all() -> None:
    """One transaction adds the chronology to an empty store."""
    store = MemoryStore()
    changes = seed_changes()
    store.apply(changes, LABEL)
    uids = [change.uid for change in changes if change.kind == "event"]

    assert not any(isinstance(record, Unreadable) for record in store.get("event", uids))
