"""TinyDB's documentation on middleware of one's own, held against stock TinyDB and ours."""

from copy import deepcopy
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.middlewares import Middleware

from tests.store.journal.databases import FRUITS, ON_STORAGE, Fruit, types

pytestmark = ON_STORAGE


class NoEmpty(Middleware):
    """Keeps no document without a field, as the documentation's own example."""

    def read(self) -> Any:
        """Read, without the empty ones."""
        return without_empty(self.storage.read())

    def write(self, data: Any) -> None:
        """Write, without the empty ones."""
        self.storage.write(without_empty(data))


def without_empty(data: Any) -> Any:
    """Take empty documents out of tables, in place."""
    for table in (data or {}).values():
        for number in [number for number, document in table.items() if not document]:
            del table[number]
    return data


class Backwards(Middleware):
    """Writes all types backwards, and reads them the right way round."""

    def read(self) -> Any:
        """Read, and turn round."""
        return backwards(self.storage.read())

    def write(self, data: Any) -> None:
        """Turn round, and write."""
        self.storage.write(backwards(deepcopy(data)))


def backwards(data: Any) -> Any:
    """Turn types round, in place."""
    for table in (data or {}).values():
        for document in table.values():
            document["type"] = document["type"][::-1]
    return data


def test_middleware_may_take_documents_out(
    storage: Any, above: type[TinyDB], tmp_path: Path
) -> None:
    """The documentation's own example."""
    with above(tmp_path / "db.json", storage=NoEmpty(storage)) as db:
        db.insert_multiple([{}, FRUITS[0], {}])
        db.table("nuts").insert({})
        db.update({"count": 0}, Fruit.type == "apple")
        assert db.all() == [{"type": "apple", "count": 0}]

    with above(tmp_path / "db.json", storage=storage) as again:
        assert again.all() == [{"type": "apple", "count": 0}]
        assert again.table("nuts").all() == []


def test_middleware_may_change_documents(storage: Any, above: type[TinyDB], tmp_path: Path) -> None:
    """Of all tables, not only of that in hand."""
    with above(tmp_path / "db.json", storage=Backwards(storage)) as db:
        db.insert_multiple(FRUITS)
        db.table("nuts").insert({"type": "almond"})
        assert types(db) == types(FRUITS)
        assert types(db.table("nuts")) == ["almond"]

    with above(tmp_path / "db.json", storage=storage) as again:
        assert types(again) == ["elppa", "hcaep", "mulp"]
        assert types(again.table("nuts")) == ["dnomla"]
