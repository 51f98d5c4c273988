"""Generated chronologies: the same each time, sound, of the size and variety that are asked for."""

from itertools import count, islice
from pathlib import Path

import msgspec
import pytest
from tinydb import TinyDB

from store.backends.tinydb import TinyDbStore
from store.dates import parse
from store.index import Index
from store.model import VIEWS, Document, Kind, view
from store.text import clean_document
from tests.benchmarks.generate import chronology, write
from tests.benchmarks.phrases import COMMON, RARE, SELDOM
from tests.benchmarks.snapshot import Content, lines

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
    sizes = [len(msgspec.json.encode(event)) for event in made["event"]]

    assert sum(sizes) / len(sizes) == pytest.approx(JSON_SIZE, rel=0.03)
    assert max(sizes) > 4 * JSON_SIZE


def test_variety(made: dict[Kind, list[Document]], index: Index) -> None:
    """There are dates of every shape and doubt, Arabic titles, factions, and accounts at odds."""
    whens = [event["when"] for event in made["event"]]
    rows = [index.kept(row) for row in index.everything]

    assert {parse(when).shape for when in whens} == {"undated", "date", "interval", "one-of"}
    assert {mark for when in whens for mark in ("~", "..", "T") if mark in when} == {"~", "..", "T"}
    assert any("\u0600" < letter < "\u06ff" for row in rows for letter in row.title)
    assert len({faction for row in rows for faction in row.factions}) > 9
    badges = {row.badge for row in rows}
    assert {"≠ figures conflict", "≠ far apart", "≠ accounts differ"} < badges


def test_long_texts_and_many_factions(made: dict[Kind, list[Document]]) -> None:
    """Some texts are long, in either language, and some events have four parties."""
    long = [event["summary"] for event in made["event"] if len(event.get("summary", "")) > 800]

    assert {text.isascii() for text in long} == {True, False}
    assert max(len(event["participants"]) for event in made["event"]) == 4


def test_words_to_be_searched_for(made: dict[Kind, list[Document]]) -> None:
    """One is in a tenth of the titles, one in two of a thousand."""
    titles = [event["title"].lower() for event in made["event"]]

    assert sum(COMMON in title for title in titles) == pytest.approx(EVENTS / 10, rel=0.2)
    assert sum(RARE in title for title in titles) == EVENTS // SELDOM


def test_events_are_written_as_they_are_made() -> None:
    """Of a table without end the first lines can be had."""
    endless = Content("events", 0, ({"number": number} for number in count()))
    first, table, *documents = islice(lines("events", [endless]), 5)

    assert first.startswith(b'{"_meta":')
    assert table == b'"events":{\n'
    assert documents[2] == b',"3":{"number":2}\n'


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
