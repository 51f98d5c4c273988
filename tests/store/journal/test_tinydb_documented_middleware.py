"""TinyDB's documentation on storages and middleware, held against stock TinyDB and ours."""

from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware, Middleware

from tests.store.journal.databases import FRUITS, ON_STORAGE, Fruit, types

pytestmark = ON_STORAGE

Caching: Any = CachingMiddleware


class Through(Middleware):
    """Does nothing; what it lacks is forwarded to the storage."""


class Watching(Middleware):
    """Counts how often all was read and written."""

    def __init__(self, storage_cls: Any) -> None:
        super().__init__(storage_cls)
        self.calls: list[str] = []

    def read(self) -> Any:
        """Read."""
        self.calls.append("read")
        return self.storage.read()

    def write(self, data: Any) -> None:
        """Write."""
        self.calls.append("write")
        self.storage.write(data)

    def close(self) -> None:
        """Close."""
        self.calls.append("close")
        self.storage.close()


def check_through(db: TinyDB) -> None:
    """Do a bit of everything, and look at it."""
    db.insert_multiple(FRUITS)
    db.update({"ripe": True}, Fruit.type == "plum")
    db.remove(doc_ids=[1])
    db.table("nuts").insert({"type": "almond"})

    assert db.all() == [FRUITS[1], {**FRUITS[2], "ripe": True}]
    assert types(db.search(Fruit.ripe.exists())) == ["plum"]
    assert (db.get(doc_id=1), db.get(doc_id=2)) == (None, FRUITS[1])
    assert db.tables() == {"_default", "nuts"}


def check_kept(storage: Any, above: type[TinyDB], path: Path) -> None:
    """Look at it once more in a database opened anew."""
    with above(path, storage=storage) as again:
        assert again.all() == [FRUITS[1], {**FRUITS[2], "ripe": True}]
        assert again.table("nuts").all() == [{"type": "almond"}]


def test_a_storage_may_be_named(storage: Any, above: type[TinyDB], tmp_path: Path) -> None:
    """By `storage`, which gets the other arguments."""
    with above(tmp_path / "db.json", storage=storage) as db:
        check_through(db)
        assert isinstance(db.storage, storage)

    check_kept(storage, above, tmp_path / "db.json")


@pytest.mark.parametrize("middleware", [Through, Watching, Caching])
def test_middleware_wraps_a_storage(
    storage: Any, above: type[TinyDB], tmp_path: Path, middleware: type[Middleware]
) -> None:
    """All works through it, and is kept when the database is closed."""
    with above(tmp_path / "db.json", storage=middleware(storage)) as db:
        check_through(db)
        assert isinstance(db.storage, middleware)

    check_kept(storage, above, tmp_path / "db.json")


def test_middleware_may_be_nested(storage: Any, above: type[TinyDB], tmp_path: Path) -> None:
    """One in another."""
    with above(tmp_path / "db.json", storage=Caching(Watching(storage))) as db:
        check_through(db)

    check_kept(storage, above, tmp_path / "db.json")


def test_closing_reaches_the_storage_once(
    storage: Any, above: type[TinyDB], tmp_path: Path
) -> None:
    """Also where a database is closed within its context."""
    watching = Watching(storage)

    with above(tmp_path / "db.json", storage=watching) as db:
        db.insert(FRUITS[0])
        db.close()

    assert watching.calls.count("close") == 1


def test_middleware_is_asked(storage: Any, above: type[TinyDB], tmp_path: Path) -> None:
    """For all that is read, and for all that is written."""
    watching = Watching(storage)

    with above(tmp_path / "db.json", storage=watching) as db:
        db.insert(FRUITS[0])
        assert "write" in watching.calls
        watching.calls.clear()
        db.all()
        assert "read" in watching.calls
