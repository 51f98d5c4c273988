"""Where the documents lie in a snapshot, and what is wrong where they do not."""

from pathlib import Path

import pytest
from tinydb.table import Document

from store.journal.disk import Disk
from store.journal.errors import Damaged
from store.journal.snapshot import Rows, first_line, rows
from store.journal.table import JournalDB
from tests.store.journal.recovery import NAME
from tests.store.journal.steps import storage
from tests.store.journal.workload import read, read_by_stock

FIRST = b'{"_meta":{"1":{"generation":1}},\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the snapshot lies."""
    return tmp_path / NAME


def found(path: Path, content: bytes) -> dict[str, Rows]:
    """Write a snapshot, and read where its documents lie."""
    path.write_bytes(content)
    disk = Disk()
    descriptor = disk.open(path)
    try:
        return dict(rows(disk, descriptor, path))
    finally:
        disk.close(descriptor)


@pytest.mark.parametrize("ids", [[], [1, 2, 3], [4, 5, 9, 12], [7, 3, -2, 10**17], [2, 1]])
def test_each_is_found_by_its_id(path: Path, ids: list[int]) -> None:
    """Whether ids follow each other, leave some out, or stand in any order."""
    lines = [b'"%d":{"n":%d}' % (doc_id, doc_id) for doc_id in ids]
    content = FIRST + b'"events":{\n' + b"\n,".join(lines) + b"\n" * bool(lines) + b"}\n}\n"
    events = found(path, content)["events"]
    places = [(events.row(doc_id), doc_id) for doc_id in ids]

    assert [row for row, _ in places] == [*range(len(ids))]
    assert [each in events for each in (0, 6, 99, -99)] == [False] * 4
    for row, doc_id in places:
        offset, length = events.place(row or 0)
        assert content[offset : offset + length] == b'{"n":%d}' % doc_id


@pytest.mark.parametrize(
    ("lines", "at"),
    [
        (b'"events":{\n"1":{}\n,"x":{}\n}\n}\n', b',"x"'),
        (b'"events":{\n"1":{}\n\n}\n}\n', b"\n}\n}"),
        (b'"events":{\n"1"{}\n}\n}\n', b'"1"{'),
        (b'"events":{\n,"99999999999999999999":{}\n}\n}\n', b',"9'),
        (b'"events"\n}\n', b'"events"'),
        (b'7:{\n}\n}\n', b"7:{"),
        (b'events:{\n}\n}\n', b"events:{"),
        (b'"events":{\n"1":{}', b'"1":{}'),
    ],
)  # fmt: skip
def test_a_line_is_none_of_ours(path: Path, lines: bytes, at: bytes) -> None:
    """The byte is named at which it begins."""
    with pytest.raises(Damaged, match=f"{NAME} is damaged at byte {(FIRST + lines).index(at)}$"):
        found(path, FIRST + lines)


def test_a_snapshot_is_cut_off(path: Path) -> None:
    """Behind a line, so that only the end is missing."""
    with pytest.raises(Damaged, match=f"{NAME} is cut off at byte"):
        found(path, FIRST + b'"events":{\n"1":{}\n')


def test_ids_that_leave_some_out_are_read_again(path: Path) -> None:
    """In the order in which they were put."""
    with JournalDB(path) as db:
        for doc_id in (9, 4, 17):
            db.table("events").insert(Document({"n": doc_id}, doc_id=doc_id))
        storage(db).checkpoint()
        db.table("events").update({"n": 0}, doc_ids=[4])
        db.table("events").remove(doc_ids=[9])
        storage(db).checkpoint()

        assert read(db) == read_by_stock(path) == {"events": {4: {"n": 0}, 17: {"n": 17}}}
        assert [each for each in (4, 9, 5) if db.table("events").contains(doc_id=each)] == [4]


def head(path: Path, content: bytes) -> object:
    """Write a file, and return what it says of itself."""
    path.write_bytes(content)
    disk = Disk()
    descriptor = disk.open(path)
    try:
        return first_line(disk, descriptor, path)
    finally:
        disk.close(descriptor)


def test_a_long_first_line_is_read(path: Path) -> None:
    """Of many tables."""
    name = b"x" * 20_000
    about = head(path, b'{"_meta":{"1":{"generation":1,"tables":["%b"]}},\n' % name)

    assert about is not None


@pytest.mark.parametrize("end", [b"}}", b'},"events":{\n'])
@pytest.mark.parametrize("size", [1, 20_000])
def test_the_first_line_is_none_of_ours(path: Path, end: bytes, size: int) -> None:
    """Another program wrote it, or it has no end."""
    text = b'{"_meta":{"1":{"generation":1,"x":"%b"' % (b"x" * size)

    assert head(path, text + end) is None


def test_a_file_without_a_generation_is_none_of_ours(path: Path) -> None:
    """Stock TinyDB may have written such a table."""
    assert head(path, b'{"_meta":{"1":{"format":"mine"}}}\n') is None


@pytest.mark.parametrize("about", [b"{x}", b'{"tables":7}', b'{"generation":"\xff"}'])
def test_what_a_file_says_of_itself_is_damaged(path: Path, about: bytes) -> None:
    """Nobody can say what it is."""
    with pytest.raises(Damaged, match=f"{NAME} has a table “_meta” that says nothing of it"):
        head(path, b'{"_meta":{"1":%b}}\n' % about)
