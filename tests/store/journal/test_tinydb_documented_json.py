"""TinyDB's documentation on JSON, held against stock TinyDB and ours."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from json import JSONDecodeError
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB
from tinydb.table import Document

from store.journal.errors import Damaged
from tests.store.journal.databases import BOTH, FRUITS, Fruit, numbered

pytestmark = BOTH

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
VALUES = st.recursive(
    SCALARS, lambda some: st.lists(some) | st.dictionaries(st.text(), some), max_leaves=8
)
Write = Callable[[TinyDB, Any], object]
_numbers = count()


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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(document=st.dictionaries(st.text(), VALUES))
def test_json_comes_back_as_it_was(
    kind: type[TinyDB], tmp_path: Path, document: dict[str, Any]
) -> None:
    """At once and in a database opened anew."""
    path = tmp_path / f"{next(_numbers)}.json"
    with kind(path) as db:
        db.insert(document)
        assert repr(dict(db.get(doc_id=1))) == repr(document)

    with kind(path) as again:
        assert repr(dict(again.get(doc_id=1))) == repr(document)


def test_documents_are_kept_as_json_has_them(db: TinyDB) -> None:
    """Tuples come back as lists, keys as text, at once."""
    db.insert({"type": "fig", "sizes": (1, 2), 7: "seven"})

    assert db.get(doc_id=4) == {"type": "fig", "sizes": [1, 2], "7": "seven"}


@pytest.mark.parametrize(
    "write",
    [
        lambda db, value: db.insert({"value": value}),
        lambda db, value: db.insert_multiple([{"type": "fig"}, {"value": value}]),
        lambda db, value: db.update({"value": value}),
        lambda db, value: db.upsert({"value": value}, Fruit.type == "plum"),
    ],
)
@pytest.mark.parametrize("value", [{1}, date(2011, 3, 15), b"raw", object(), [{"deep": {1}}]])
def test_what_is_no_json_is_refused(
    db: TinyDB, kind: type[TinyDB], path: Path, write: Write, value: Any
) -> None:
    """Nothing is changed then, and the database goes on."""
    before = path.read_bytes()

    with pytest.raises(TypeError):
        write(db, value)

    assert path.read_bytes() == before
    assert db.all() == FRUITS
    db.insert({"type": "fig"})
    with kind(path) as again:
        assert again.all() == [*FRUITS, {"type": "fig"}]


@pytest.mark.parametrize(
    "options", [{}, {"sort_keys": True, "indent": 4, "separators": (",", ": ")}]
)
def test_a_file_of_stock_tinydb_opens(
    kind: type[TinyDB], path: Path, options: dict[str, Any]
) -> None:
    """Also one that was prettified as the documentation shows it."""
    with TinyDB(path, **options) as stock:
        stock.insert_multiple(FRUITS)
        stock.table("nuts").insert(Document({"type": "almond"}, doc_id=5))

    with kind(path) as db:
        assert db.all() == FRUITS
        assert db.table("nuts").insert({"type": "walnut"}) == 6
    with kind(path) as again:
        assert numbered(again.table("nuts")) == [(5, {"type": "almond"}), (6, {"type": "walnut"})]


@pytest.mark.parametrize("text", ["", "{}", '{"_default": {}}'])
def test_a_file_without_documents_opens(kind: type[TinyDB], path: Path, text: str) -> None:
    """And takes the first."""
    path.write_text(text, encoding="utf-8")

    with kind(path) as db:
        assert db.all() == []
        assert db.insert({"type": "fig"}) == 1
    with kind(path) as again:
        assert numbered(again) == [(1, {"type": "fig"})]


def test_a_file_that_is_no_json_is_refused(kind: type[TinyDB], path: Path) -> None:
    """It is left as it is."""
    path.write_text("no JSON at all", encoding="utf-8")

    with pytest.raises((JSONDecodeError, Damaged)), kind(path) as db:
        db.all()

    assert path.read_text(encoding="utf-8") == "no JSON at all"
