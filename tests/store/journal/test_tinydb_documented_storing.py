"""TinyDB's documentation on how data is kept, held against stock TinyDB and ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB
from tinydb.table import Document

from tests.store.journal.databases import BOTH, FRUITS, Fruit, numbered

pytestmark = BOTH


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / "db.json"


@pytest.fixture
def db(kind: type[TinyDB], path: Path) -> Iterator[TinyDB]:
    """Return a database of three fruits."""
    with kind(path) as db:
        db.insert_multiple(FRUITS)
        yield db


@pytest.mark.parametrize("form", [str, Path])
def test_what_was_inserted_is_kept(kind: type[TinyDB], path: Path, form: type) -> None:
    """In a database opened anew, with ids and order."""
    with kind(form(path)) as db:
        db.insert(Document(FRUITS[0], doc_id=12))
        db.insert_multiple(FRUITS[1:])

    with kind(form(path)) as again:
        assert numbered(again) == list(zip([12, 13, 14], FRUITS))


def test_changes_are_kept(db: TinyDB, kind: type[TinyDB], path: Path) -> None:
    """Without the database being closed."""
    db.update({"count": 0}, Fruit.type == "plum")
    db.remove(doc_ids=[1])

    with kind(path) as again:
        assert numbered(again) == [(2, FRUITS[1]), (3, {"type": "plum", "count": 0})]


def test_ids_go_on_in_a_database_opened_anew(db: TinyDB, kind: type[TinyDB], path: Path) -> None:
    """After the highest there is."""
    with kind(path) as again:
        assert again.insert({"type": "fig"}) == 4


def test_an_error_in_the_context_comes_through(kind: type[TinyDB], path: Path) -> None:
    """And what was inserted before it is kept."""
    with pytest.raises(KeyError, match="nowhere"), kind(path) as db:
        db.get(doc_id=db.insert({"type": "fig"}))["nowhere"]

    with kind(path) as again:
        assert again.all() == [{"type": "fig"}]
