"""TinyDB's documentation on ids that are brought along, held against stock TinyDB and ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB
from tinydb.table import Document

from tests.store.journal.databases import BOTH, types

pytestmark = BOTH


@pytest.fixture
def db(kind: type[TinyDB], tmp_path: Path) -> Iterator[TinyDB]:
    """Return an empty database."""
    with kind(tmp_path / "db.json") as db:
        yield db


def test_a_document_brings_its_id(db: TinyDB) -> None:
    """The documentation's own example has 12."""
    assert db.insert(Document({"type": "fig"}, doc_id=12)) == 12
    assert db.get(doc_id=12) == {"type": "fig"}


def test_ids_go_on_after_one_that_was_brought(db: TinyDB) -> None:
    """An id in use is not given again."""
    db.insert(Document({"type": "fig"}, doc_id=12))

    assert db.insert({"type": "apple"}) == 13


def test_insert_multiple_takes_documents_with_ids(db: TinyDB) -> None:
    """Each lies where it says."""
    figs = [Document({"type": "fig"}, doc_id=5), Document({"type": "date"}, doc_id=3)]

    assert db.insert_multiple(figs) == [5, 3]
    assert types([db.get(doc_id=3), db.get(doc_id=5)]) == ["date", "fig"]


def test_an_id_in_use_is_refused(db: TinyDB) -> None:
    """What is there stays."""
    db.insert({"type": "apple"})

    with pytest.raises(ValueError, match="Document with ID 1 already exists"):
        db.insert(Document({"type": "fig"}, doc_id=1))

    assert db.all() == [{"type": "apple"}]


def test_an_id_in_use_refuses_all(db: TinyDB) -> None:
    """Neither is the free one taken."""
    db.insert({"type": "apple"})
    figs = [Document({"type": "fig"}, doc_id=7), Document({"type": "date"}, doc_id=1)]

    with pytest.raises(ValueError, match="Document with ID 1 already exists"):
        db.insert_multiple(figs)

    assert db.all() == [{"type": "apple"}]


def test_one_id_twice_is_refused(db: TinyDB) -> None:
    """Also within one call."""
    with pytest.raises(ValueError, match="Document with ID 7 already exists"):
        db.insert_multiple([Document({"type": "fig"}, doc_id=7)] * 2)

    assert db.all() == []
