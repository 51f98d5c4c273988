"""TinyDB keeps each value as it was given; held against stock TinyDB and ours."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB
from tinydb.operations import set  # noqa: A004

from tests.store.journal.databases import BOTH

pytestmark = BOTH

EQUAL = [
    (1, True),
    (True, 1),
    (0, False),
    (7, 7.0),
    (7.0, 7),
    (0.0, -0.0),
    ([1], [True]),
    ({"deep": [1]}, {"deep": [1.0]}),
]
"""Values that Python calls equal, and JSON does not."""


@pytest.fixture
def db(kind: type[TinyDB], tmp_path: Path) -> Iterator[TinyDB]:
    """Return an empty database."""
    with kind(tmp_path / "db.json") as db:
        yield db


@pytest.mark.parametrize(("before", "after"), EQUAL)
def test_a_value_may_become_one_that_compares_equal(db: TinyDB, before: Any, after: Any) -> None:
    """By an update."""
    db.insert({"value": before})
    db.update({"value": after})

    assert repr(db.all()) == repr([{"value": after}])


@pytest.mark.parametrize(("before", "after"), EQUAL)
def test_an_operation_may_make_a_value_that_compares_equal(
    db: TinyDB, before: Any, after: Any
) -> None:
    """It changes the document in place."""
    db.insert({"value": before})
    db.update_multiple([(set("value", after), lambda _: True)])

    assert repr(db.all()) == repr([{"value": after}])


@pytest.mark.parametrize(("before", "after"), EQUAL)
def test_a_value_that_compares_equal_may_be_written(db: TinyDB, before: Any, after: Any) -> None:
    """To the storage, as stock tables and middleware do."""
    db.insert({"value": before})
    data: Any = db.storage.read()
    db.storage.write({**data, "_default": {"1": {"value": after}}})

    assert repr(db.all()) == repr([{"value": after}])


def test_fields_come_back_in_their_order(db: TinyDB) -> None:
    """Also where a change was to put them in another."""
    db.insert({"a": 1, "b": 2})
    db.update(lambda document: document.update(a=document.pop("a")))

    assert repr(db.all()) == repr([{"b": 2, "a": 1}])
