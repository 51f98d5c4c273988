"""`check` tells everything in a snapshot that is not as it was written."""

import json
from pathlib import Path

import pytest
from tinydb.table import Document

from store.journal.check import check
from store.journal.table import JournalDB
from tests.store.journal.damage import STEPS, Files, database, edited, flipped
from tests.store.journal.recovery import NAME, noted
from tests.store.journal.steps import storage

MASKS = (0x01, 0x20, 0x80)

Told = list[tuple[int | None, str, int | None, str]]


@pytest.fixture(autouse=True)
def nobody_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for whoever might be writing."""
    monkeypatch.setattr("store.journal.check._SETTLING", 0)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Return a database without a fault."""
    return database(tmp_path / NAME)


def told(files: Files, old: bytes, new: bytes) -> Told:
    """Return what is told of a snapshot in which one thing stands in the place of another."""
    return faults(files.put(snapshot=edited(files.snapshot, old, new)))


def faults(path: Path) -> Told:
    """Return what is told of a database whose snapshot is damaged."""
    found = check(path)

    assert {fault.path for fault in found.faults} <= {path}

    return [(each.offset, each.table, each.doc_id, each.reason) for each in found.faults]


def alone(files: Files, snapshot: bytes) -> Path:
    """Put a snapshot there that has no journal."""
    files.beside.unlink()
    files.path.write_bytes(snapshot)
    return files.path


@STEPS
def test_any_byte_is_flipped(files: Files, step: int) -> None:
    """The journal knows what the snapshot was."""
    for place in range(0, len(files.snapshot), step):
        mask = MASKS[place % len(MASKS)]
        with noted(f"byte {place} of {len(files.snapshot)}, {mask:#x}"):
            assert faults(files.put(snapshot=flipped(files.snapshot, place, mask)))


@STEPS
def test_it_is_cut_off_anywhere(files: Files, step: int) -> None:
    """Also without a journal: it does not end as it must."""
    for size in range(1, len(files.snapshot), step):
        with noted(f"{size} of {len(files.snapshot)} bytes"):
            path = files.put(snapshot=files.snapshot[:size])

            assert faults(path)

            files.beside.unlink()

            assert "the file is cut off here" in [reason for *_, reason in faults(path)]


def test_a_document_is_damaged(files: Files) -> None:
    """Byte, table and id of it are told, and the others are read."""
    at = files.snapshot.index(b',"2":{"n"')

    assert told(files, b',"2":{"n":', b',"2":{"n";') == [
        (
            at,
            "events",
            2,
            "it cannot be read: Expecting ':' delimiter: line 1 column 5 (char 4)",
        )
    ]
    assert check(files.path).documents == {"events": 3, "actors": 2}


def test_several_documents_are_damaged(files: Files) -> None:
    """Each is told."""
    snapshot = edited(files.snapshot, b'{"name":"two"}', b'{"name":"two}')
    snapshot = edited(snapshot, b'{"n":3', b'{"n"3')

    assert [(table, doc_id) for _, table, doc_id, _ in faults(files.put(snapshot=snapshot))] == [
        ("events", 3),
        ("actors", 2),
    ]


def test_an_id_is_no_id(files: Files) -> None:
    """What it belongs to is told by its place."""
    at = files.snapshot.index(b',"2":{"n"')

    assert told(files, b',"2":{"n"', b',"x":{"n"') == [
        (at, "events", None, "its id cannot be read")
    ]


def test_an_id_stands_there_twice(files: Files) -> None:
    """Only one of the documents would be found."""
    at = files.snapshot.index(b',"4":{"n"')

    assert told(files, b',"4":{"n"', b',"2":{"n"') == [
        (at, "events", 2, "its id stands there twice")
    ]


def test_ids_need_not_ascend(tmp_path: Path) -> None:
    """Whoever gives them may give any."""
    db = JournalDB(tmp_path / NAME)
    for doc_id in (5, 7, 2, 6, 3):
        db.table("events").insert(Document({}, doc_id))
    storage(db).checkpoint()
    db.close()

    assert not faults(tmp_path / NAME)
    assert check(tmp_path / NAME).documents == {"events": 5}


def test_a_comma_is_missing(files: Files) -> None:
    """For TinyDB it is no JSON then."""
    at = files.snapshot.index(b',"2":{"n"')

    assert told(files, b',"2":{"n"', b'"2":{"n"') == [
        (at, "events", 2, "the comma before it is missing")
    ]


def test_there_is_a_comma_too_many(files: Files) -> None:
    """In front of the first document."""
    at = files.snapshot.index(b'"1":{"n"')

    assert told(files, b'\n"1":{"n"', b'\n,"1":{"n"') == [
        (at, "events", 1, "nothing should stand before it")
    ]


def test_a_line_break_is_missing(files: Files) -> None:
    """Both lines are read."""
    at = files.snapshot.index(b'\n,"2":{"n"')

    assert told(files, b'\n,"2":{"n"', b'x,"2":{"n"') == [
        (at, "events", None, "the line break is missing")
    ]
    assert check(files.path).documents == {"events": 4, "actors": 2}


PENDING = (None, "", None, "it was edited outside while 4 changes to it were pending")


def test_a_table_is_missing(files: Files) -> None:
    """It is told by its name, as the file says that it has it."""
    end = files.snapshot.index(b'},\n"actors"')
    snapshot = files.snapshot[:end] + b"}\n}\n"

    assert faults(files.put(snapshot=snapshot)) == [
        (None, "actors", None, "the table is missing"),
        PENDING,
    ]


def test_a_table_was_renamed(files: Files) -> None:
    """The file does not know it."""
    assert told(files, b'\n"actors":{', b'\n"factors":{') == [
        (None, "actors", None, "the table is missing"),
        (None, "factors", None, "it is none of the tables that it says it has"),
        PENDING,
    ]


def test_tables_were_swapped(files: Files) -> None:
    """An open database would not find their documents."""
    assert told(files, b'["events","actors"]', b'["actors","events"]') == [
        (None, "", None, "its tables stand in another order than it says"),
        (None, "", None, "it is not what was saved: damaged, or edited outside"),
    ]


def test_a_table_of_a_backup_is_missing(files: Files) -> None:
    """Nobody edits a backup, and it has no journal that could tell."""
    backup = edited(files.snapshot, b'"alone":false', b'"alone":true')
    end = backup.index(b'},\n"actors"')

    assert faults(alone(files, backup[:end] + b"}\n}\n")) == [
        (None, "actors", None, "the table is missing")
    ]


def test_a_table_was_added_where_no_change_is_pending(files: Files) -> None:
    """Then it is an edit, and taken as it is."""
    db = JournalDB(files.path)
    storage(db).checkpoint()
    db.close()
    files.path.write_bytes(
        edited(files.path.read_bytes(), b'},\n"actors"', b'},\n"a":{\n},\n"actors"')
    )

    assert not faults(files.path)
    assert check(files.path).notes == ["events.json was edited outside; it is taken as it is"]


def test_the_end_of_a_table_is_missing(files: Files) -> None:
    """The next one begins all the same."""
    at = files.snapshot.index(b'},\n"actors"')

    assert told(files, b'},\n"actors"', b'"actors"') == [
        (at, "actors", None, "the end of the table “events” is missing")
    ]


def test_there_is_no_comma_between_tables(files: Files) -> None:
    """It is told where it should be."""
    at = files.snapshot.index(b'},\n"actors"')

    assert told(files, b'},\n"actors"', b'}\n"actors"') == [
        (at + 2, "actors", None, "the comma before it is missing")
    ]


def test_there_is_a_comma_behind_the_last_table(files: Files) -> None:
    """It promises another one."""
    assert told(files, b'"two"}\n}\n}', b'"two"}\n},\n}') == [
        (len(files.snapshot) - 1, "", None, "another table should stand here")
    ]


def test_something_stands_behind_the_end(files: Files) -> None:
    """However little that is."""
    path = files.put(snapshot=files.snapshot + b"x\n")

    assert faults(path) == [
        (len(files.snapshot), "", None, "nothing should stand behind the end"),
        (len(files.snapshot), "", None, "the name of the table cannot be read"),
    ]


def test_the_name_of_a_table_is_damaged(files: Files) -> None:
    """The file says at its beginning which tables come."""
    at = files.snapshot.index(b'"actors":{')

    assert told(files, b'\n"actors":{', b'\n"actors";{') == [
        (at, "actors", None, "the name of the table cannot be read")
    ]
    assert check(files.path).documents == {"events": 4, "actors": 2}


@pytest.mark.parametrize("new", [b'{"_meta";{"1"', b'{"_meta":{"1"{'])
def test_what_it_says_of_itself_is_damaged(files: Files, new: bytes) -> None:
    """All else is read."""
    path = alone(files, edited(files.snapshot, b'{"_meta":{"1"', new))

    assert faults(path) == [(0, "_meta", 1, "what the file says of itself is damaged")]
    assert check(path).documents == {"events": 4, "actors": 2}


def test_what_it_says_of_itself_makes_no_sense(files: Files) -> None:
    """Although it is JSON."""
    path = alone(files, edited(files.snapshot, b'"generation":2', b'"generation":""'))

    assert faults(path) == [(0, "_meta", 1, "what the file says of itself makes no sense")]


def test_the_first_line_is_missing(files: Files) -> None:
    """The second one is read as what it is."""
    path = alone(files, files.snapshot.partition(b"\n")[2])

    assert [reason for *_, reason in faults(path)] == ["what the file says of itself is damaged"]
    assert check(path).documents == {"events": 4, "actors": 2}


def test_a_block_of_zeros(files: Files) -> None:
    """What is behind it may be of another table, if the ids begin anew."""
    begin, end = files.snapshot.index(b',"3":{"n"'), files.snapshot.index(b'"1":{"name"') + 4
    zeros = files.snapshot[:begin] + b"\0" * (end - begin) + files.snapshot[end:]
    found = faults(files.put(snapshot=zeros))

    assert (begin, "events", None, "it cannot be read") in found
    assert (None, "actors", None, "the table is missing") in found
    assert check(files.path).documents == {"events": 2}


def test_two_lines_are_damaged(files: Files) -> None:
    """What follows with a lower id may be of another table."""
    begin, end = files.snapshot.index(b'},\n"actors"'), files.snapshot.index(b',"2":{"name"')
    path = files.put(snapshot=files.snapshot[:begin] + b"x\ny\n" + files.snapshot[end:])

    assert check(path).documents == {"events": 4}


def stock(path: Path, **tables: object) -> bytes:
    """Write a file as stock TinyDB does."""
    text = json.dumps(tables, ensure_ascii=False).encode()
    path.write_bytes(text)
    return text


def test_a_document_of_a_stock_file_is_damaged(tmp_path: Path) -> None:
    """Those behind it are read."""
    path = tmp_path / NAME
    text = stock(path, events={"1": {"a": 1}, "2": {"a": 2}, "3": {"a": 3}}, actors={"1": {}})
    path.write_bytes(edited(text, b'"a": 2', b'"a": x'))

    assert faults(path) == [(text.index(b'{"a": 2') - 5, "events", 2, "it cannot be read")]
    assert check(path).documents == {"events": 2, "actors": 1}


def test_a_stock_file_is_cut_off(tmp_path: Path) -> None:
    """The last document is told, as far as one was begun."""
    path = tmp_path / NAME
    text = stock(path, events={"1": {"a": 1}, "2": {"a": 2}})
    path.write_bytes(text[:-4])

    assert faults(path) == [(text.index(b'"2"'), "events", 2, "the file is cut off here")]


def test_ids_of_a_stock_file(tmp_path: Path) -> None:
    """TinyDB could not open it."""
    path = tmp_path / NAME
    text = stock(path, events={"1": {}, "x": {}, "02": {}})
    path.write_bytes(edited(text, b'"02"', b'"1"'))

    assert [(doc_id, reason) for _, _, doc_id, reason in faults(path)] == [
        (None, "“x” is no id"),
        (1, "its id stands there twice"),
    ]


def test_documents_of_a_stock_file(tmp_path: Path) -> None:
    """They are objects, of text in UTF-8."""
    path = tmp_path / NAME
    text = stock(path, events={"1": [], "2": {"a": "é"}})
    path.write_bytes(edited(text, "é".encode(), b"\xff"))

    assert [(doc_id, reason) for _, _, doc_id, reason in faults(path)] == [
        (1, "it is no object"),
        (2, "it cannot be read"),
    ]


@pytest.mark.parametrize("content", [b"SQLite format 3\0", b"[]", b'"', b"{", b"\xff\xfe"])
def test_it_is_something_else(tmp_path: Path, content: bytes) -> None:
    """Then there is nothing to read."""
    (tmp_path / NAME).write_bytes(content)

    assert len(faults(tmp_path / NAME)) == 1
    assert not check(tmp_path / NAME).documents
