"""TinyDB's documentation on its caching middleware, held against stock TinyDB and ours."""

from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware

from tests.store.journal.databases import FRUITS, ON_STORAGE

pytestmark = ON_STORAGE

Caching: Any = CachingMiddleware


def test_the_caching_middleware_is_flushed_on_demand(
    storage: Any, above: type[TinyDB], tmp_path: Path
) -> None:
    """By db.storage.flush(); another database sees it then."""
    with above(tmp_path / "db.json", storage=Caching(storage)) as db:
        db.insert_multiple(FRUITS)
        db.storage.flush()

        with above(tmp_path / "db.json", storage=storage) as other:
            assert other.all() == FRUITS


def test_the_caching_middleware_writes_in_the_end(
    tmp_path: Path, storage: Any, above: type[TinyDB]
) -> None:
    """Also what was changed after it was flushed."""
    with above(tmp_path / "db.json", storage=Caching(storage)) as db:
        db.insert_multiple(FRUITS[:2])
        db.storage.flush()
        db.insert(FRUITS[2])
        assert db.all() == FRUITS

    with above(tmp_path / "db.json", storage=storage) as again:
        assert again.all() == FRUITS


def test_the_caching_middleware_knows_all_tables(
    storage: Any, above: type[TinyDB], tmp_path: Path
) -> None:
    """Those that came after the first look, and those that went."""
    with above(tmp_path / "db.json", storage=Caching(storage)) as db:
        assert db.tables() == set()
        db.insert(FRUITS[0])
        db.table("nuts").insert({"type": "almond"})
        assert db.tables() == {"_default", "nuts"}
        db.drop_table("nuts")
        assert db.tables() == {"_default"}

    with above(tmp_path / "db.json", storage=storage) as again:
        assert again.tables() == {"_default"}
        assert again.all() == FRUITS[:1]


def test_the_caching_middleware_lets_all_tables_go(
    storage: Any, above: type[TinyDB], tmp_path: Path
) -> None:
    """At once, and in the file when it is flushed."""
    with above(tmp_path / "db.json", storage=storage) as db:
        db.insert_multiple(FRUITS)

    with above(tmp_path / "db.json", storage=Caching(storage)) as db:
        db.drop_tables()
        assert (db.tables(), db.all()) == (set(), [])

    with above(tmp_path / "db.json", storage=storage) as again:
        assert (again.tables(), again.all()) == (set(), [])
