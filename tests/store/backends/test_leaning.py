"""What a database takes from an index beside it, and what it refuses."""

from pathlib import Path

import pytest

from store.backends.tinydb_write import create
from store.index.sidecar import load
from store.journal.reader import Reader
from store.journal.snapshot import Rows
from tests.factories import event
from tests.store.backends.following import (
    anew,
    answers,
    compacts,
    deletes,
    drops,
    keeps,
    opened,
    puts,
    saves,
)
from tests.store.backends.helpers import add, four_kinds, rewrite


@pytest.fixture
def reader(path: Path) -> Reader:
    """Open a database with two events."""
    create(path, [add(event("e1")), add(event("e2"))])
    return Reader(path)


def misplaced(path: Path) -> dict[str, Rows]:
    """Return rows by which each event lies where the one before does."""
    base = Reader(path).state.base("events")
    assert isinstance(base, Rows)
    first, second, _ = base.offsets
    return {"events": Rows([1, 2], [first, first, second], ascending=True)}


def test_rows_are_taken_of_the_snapshot_that_is_open(reader: Reader) -> None:
    """Of another one they would lead to other bytes."""
    size, mtime, inode = reader.stamp()[:3]
    reader.known(misplaced(reader.path), (size, mtime + 1, inode))
    right = reader.raw("events", 2)
    other = Reader(reader.path)
    other.known(misplaced(reader.path), (size, mtime, inode))

    assert right is not None
    assert b'"e2"' in right
    assert other.raw("events", 2) != right


def test_rows_that_were_found_are_not_replaced(reader: Reader) -> None:
    """They were read from the file itself."""
    before = reader.raw("events", 1)
    reader.known(misplaced(reader.path), reader.stamp()[:3])

    assert reader.raw("events", 1) == before


def test_what_the_journal_changes_is_told_from_a_byte_on(path: Path, reader: Reader) -> None:
    """Deletions lie nowhere, and are told of each time."""
    saves("event", "a", {})(path)
    deletes("event", "e1")(path)
    reader.refresh()
    end = reader.state.end
    saves("event", "e2", {})(path)
    reader.refresh()

    assert reader.changed("events", 0) == [3, 1, 2]
    assert reader.changed("events", end) == [1, 2]


def test_nothing_is_told_of_a_table_that_is_not_that_of_the_snapshot(
    path: Path, reader: Reader
) -> None:
    """It is gone, was made anew, or is in no order that we know."""
    drops("event")(path)
    reader.refresh()
    gone = reader.changed("events", 0)
    puts("event", 9, event("new"))(path)
    reader.refresh()
    again = reader.changed("events", 0)
    rewrite(path)

    assert (gone, again, Reader(path).changed("events", 0)) == (None, None, None)


def test_a_transaction_stands_as_long_as_its_journal_does(path: Path, reader: Reader) -> None:
    """Folded in, it is known by the snapshot."""
    none = reader.stands(None)
    saves("event", "a", {})(path)
    reader.refresh()
    mark = reader.state.mark
    assert mark is not None
    stands = reader.stands(mark), reader.stands((mark.offset, b"01234567"))
    compacts(path)
    path.with_name(f"{path.name}-journal-2").unlink(missing_ok=True)

    assert (none, *stands, Reader(path).stands(mark)) == (True, True, False, False)


def test_a_record_that_cannot_be_decoded_is_named(path: Path) -> None:
    """Of each kind, in an index that is computed and in one that is kept."""
    create(path, four_kinds())
    for kind in ("actor", "place", "source", "event"):
        puts(kind, 9, {"uid": f"{kind}\n", "title": "T", "name": "N"})(path)
    keeps(path)
    with opened(path) as store:
        found = store.index().unreadable

        assert [(each.kind, each.reason) for each in found] == [
            (kind, "its uid does not stand on one line")
            for kind in ("actor", "place", "source", "event")
        ]
        assert answers(store) == anew(path)


def test_an_index_says_which_records_are_in_it(path: Path) -> None:
    """By what lies in the snapshot and in the journal up to its end."""
    create(path, four_kinds())
    saves("event", "a", {})(path)
    keeps(path)
    found = load(path.with_name(f"{path.name}-index"))
    assert found is not None
    reader = Reader(path)

    assert (*found.stamp.snapshot, *found.stamp.journal) == reader.stamp()
    assert (found.stamp.end, found.stamp.mark) == (reader.state.end, reader.state.mark)
