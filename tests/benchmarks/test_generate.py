"""Generated chronologies: the same each time, sound, of the size and variety that are asked for."""

import json
from pathlib import Path

import pytest
from tinydb import TinyDB

from store.backends.tinydb import TinyDbStore
from store.dates import parse
from store.index import Index
from store.model import VIEWS, Document, Kind, view
from store.text import clean_document
from tests.benchmarks.generate import chronology, write

EVENTS = 2_000
JSON_SIZE = 574
"""Bytes of JSON to an event, of which performance.md speaks."""


@pytest.fixture(scope="module")
def made() -> dict[Kind, list[Document]]:
    """Return a chronology."""
    return chronology(EVENTS)


@pytest.fixture(scope="module")
def index(made: dict[Kind, list[Document]]) -> Index:
    """Return its index."""
    return Index.build(made["event"], made["actor"], made["place"], made["source"], 0)


def test_same_seed_same_records() -> None:
    """A seed decides everything."""
    assert chronology(50, 7) == chronology(50, 7)
    assert chronology(50, 7)["event"] != chronology(50, 8)["event"]


def test_as_many_as_asked_for(made: dict[Kind, list[Document]]) -> None:
    """There are forty actors, 300 places, a source for twenty events, and no uid twice."""
    assert {kind: len(documents) for kind, documents in made.items()} == {
        "actor": 40,
        "place": 300,
        "source": EVENTS // 20 + 1,
        "event": EVENTS,
    }
    for documents in made.values():
        assert len({document["uid"] for document in documents}) == len(documents)


def test_every_record_is_valid(made: dict[Kind, list[Document]]) -> None:
    """Each document decodes, is clean, and each date parses."""
    for kind, documents in made.items():
        for document in documents:
            view(VIEWS[kind], document)
            assert clean_document(document) is document

    assert all(parse(event["when"]) for event in made["event"])


def test_size_of_an_event(made: dict[Kind, list[Document]]) -> None:
    """An event is of the stated size on average, and some are long."""
    sizes = [len(json.dumps(event)) for event in made["event"]]

    assert sum(sizes) / len(sizes) == pytest.approx(JSON_SIZE, rel=0.03)
    assert max(sizes) > 4 * JSON_SIZE


def test_variety(index: Index) -> None:
    """There are dates of every shape, Arabic titles, several factions, and accounts at odds."""
    shapes = {parse(when).shape for when in index.when}

    assert shapes == {"undated", "date", "interval", "one-of"}
    assert any("\u0600" < letter < "\u06ff" for title in index.title for letter in title)
    assert len({faction for factions in index.factions for faction in factions}) > 9
    assert {"≠ figures conflict", "≠ far apart", "≠ accounts differ"} < set(index.badge)


def test_file_is_a_store(tmp_path: Path) -> None:
    """What is written opens as a store, and stock TinyDB reads it too."""
    path = tmp_path / "events.json"
    write(path, 30)
    store = TinyDbStore(path)
    with TinyDB(path) as database:
        plain = database.table("events").all()

    assert len(store.index()) == len(plain) == 30
    assert store.index().unreadable == []


def test_no_file_is_replaced(tmp_path: Path) -> None:
    """A file that is there is left alone."""
    path = tmp_path / "events.json"
    path.write_text("mine")

    with pytest.raises(FileExistsError):
        write(path, 1)
    assert path.read_text() == "mine"
