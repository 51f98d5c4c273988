"""What a repair saves of a damaged snapshot, with the changes since."""

from pathlib import Path

import pytest

from tests.store.journal.damage import BASE, WHOLE, Files, database, edited
from tests.store.journal.mending import mend
from tests.store.journal.recovery import NAME


@pytest.fixture(autouse=True)
def nobody_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for whoever might be writing."""
    monkeypatch.setattr("store.journal.rescue._SETTLING", 0)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Return a database without a fault."""
    return database(tmp_path / NAME)


def test_a_damaged_document_that_was_changed_since(files: Files) -> None:
    """Nothing is lost then."""
    found = mend(files.put(snapshot=edited(files.snapshot, b',"2":{"n":2', b',"2":{"n";2')))

    assert found.documents == WHOLE
    assert found.lost == []


def test_a_damaged_document_that_was_deleted_since(files: Files) -> None:
    """Nor then."""
    found = mend(files.put(snapshot=edited(files.snapshot, b',"3":{"n":3', b',"3":{"n";3')))

    assert found.documents == WHOLE
    assert found.lost == []


def test_a_damaged_document_that_was_not_changed_since(files: Files) -> None:
    """It is told where it stood."""
    at = files.snapshot.index(b',"4":{"n":4')
    found = mend(files.put(snapshot=edited(files.snapshot, b',"4":{"n":4', b',"4":{"n";4')))

    assert found.documents == {key: WHOLE[key] for key in WHOLE if key != ("events", 4)}
    assert [each[:4] for each in found.lost] == [(NAME, at, "events", 4)]


def test_more_than_a_document_is_damaged(files: Files) -> None:
    """Although the one that began there was changed since: others may have stood there, too."""
    begin, end = files.snapshot.index(b',"2":{"n"') + 9, files.snapshot.index(b',"4":{"n"')
    zeros = files.snapshot[:begin] + bytes(end - begin - 1) + files.snapshot[end - 1 :]
    found = mend(files.put(snapshot=zeros))

    assert found.documents == WHOLE
    assert [each[:4] for each in found.lost] == [(NAME, begin - 9, "events", None)]


def test_the_name_of_a_table_is_damaged(files: Files) -> None:
    """It is known from the first line."""
    found = mend(files.put(snapshot=edited(files.snapshot, b'\n"actors":{', b'\n"bctors":{')))

    assert found.documents == WHOLE


def test_the_name_of_a_table_and_a_document_in_it_are_damaged(files: Files) -> None:
    """It is told by its right name."""
    snapshot = edited(files.snapshot, b'\n"actors":{', b'\n"bctors":{')
    found = mend(files.put(snapshot=edited(snapshot, b'"one"', b'"one')))

    assert found.documents.keys() == WHOLE.keys() - {("actors", 1)}
    assert [each[2:4] for each in found.lost] == [("actors", 1)]


def test_the_list_of_tables_is_damaged(files: Files) -> None:
    """No table gets a wrong name for that."""
    found = mend(files.put(snapshot=edited(files.snapshot, b'"actors"]', b'"bctors"]')))

    assert found.documents == WHOLE


def test_an_id_is_damaged_and_no_other(files: Files) -> None:
    """The document is kept apart, as nobody knows where it belongs."""
    found = mend(files.put(snapshot=edited(files.snapshot, b',"4":{"n"', b',"x":{"n"')))

    assert found.documents.keys() == WHOLE.keys() - {("events", 4)}
    assert found.conflicts == [("events", None, None, BASE["events", 4])]
    assert found.reasons == ["its id cannot be read"]


@pytest.mark.parametrize(("old", "new", "left"), [(4, 2, 4), (1, 4, 1)])
def test_an_id_seems_to_be_another(files: Files, old: int, new: int, left: int) -> None:
    """Of two documents with one id, the one that is out of order is kept apart."""
    snapshot = edited(files.snapshot, b'"%d":{"n"' % old, b'"%d":{"n"' % new)
    found = mend(files.put(snapshot=snapshot))

    assert found.conflicts == [("events", new, None, BASE["events", left])]
    assert found.reasons == ["its id stands there twice"]
    assert found.documents == {key: WHOLE[key] for key in WHOLE if key != ("events", left)}


@pytest.mark.parametrize("new", [b'"generation";2', b'"generation":""'])
def test_what_it_says_of_itself_is_damaged(files: Files, new: bytes) -> None:
    """The journal knows it as well."""
    store_id = files.snapshot.partition(b'"store_id":"')[2][:36]
    found = mend(files.put(snapshot=edited(files.snapshot, b'"generation":2', new)))

    assert found.documents == WHOLE
    assert not found.lost
    assert not found.conflicts
    assert store_id in found.repaired.target.read_bytes()


def test_what_it_says_of_itself_is_damaged_and_there_is_no_journal(files: Files) -> None:
    """It is told, and the new file is another database."""
    store_id = files.snapshot.partition(b'"store_id":"')[2][:36]
    path = files.put(snapshot=edited(files.snapshot, b'"generation":2', b'"generation";2'))
    files.beside.unlink()
    found = mend(path)

    assert found.documents == BASE
    assert found.lost == [(NAME, 0, "_meta", 1, "what the file says of itself is damaged")]
    assert store_id not in found.repaired.target.read_bytes()


def test_something_is_damaged_that_makes_sense(files: Files) -> None:
    """It is told that nobody knows what."""
    found = mend(files.put(snapshot=edited(files.snapshot, b'"one"', b'"own"')))

    assert found.documents == WHOLE | {("actors", 1): {"name": "own"}}
    assert found.lost == [
        (
            *(NAME, None, "", None),
            "something in it is not what was saved, and it cannot be told what",
        )
    ]


def test_something_stands_behind_the_end(files: Files) -> None:
    """If that is nothing, nothing is lost."""
    found = mend(files.put(snapshot=files.snapshot + b"}\n"))

    assert found.documents == WHOLE
    assert not found.lost
