"""TinyDB's documentation on queries of lists, held against stock TinyDB and ours."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, TinyDB
from tinydb.queries import QueryInstance

from tests.store.journal.databases import BOTH

pytestmark = BOTH

User, Group, Permission = Query(), Query(), Query()

READ, WRITE, SUDO = {"type": "read"}, {"type": "write"}, {"type": "sudo"}


@pytest.fixture
def db(kind: type[TinyDB], tmp_path: Path) -> Iterator[TinyDB]:
    """Return the users and groups that the documentation asks about."""
    with kind(tmp_path / "db.json") as db:
        db.insert_multiple(
            [
                {"name": "user1", "groups": ["user"]},
                {"name": "user2", "groups": ["admin", "user"]},
                {"name": "user3", "groups": ["sudo", "user"]},
                {"name": "user4", "groups": []},
                {"name": "user5"},
                {"name": "user6", "groups": 6},
            ]
        )
        db.table("groups").insert_multiple(
            [
                {"name": "user", "permissions": [READ]},
                {"name": "sudo", "permissions": [READ, SUDO]},
                {"name": "admin", "permissions": [READ, WRITE, SUDO]},
            ]
        )
        yield db


def names(documents: list[Any]) -> list[str]:
    """Return who is meant."""
    return [document["name"] for document in documents]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (User.groups.any(["admin", "sudo"]), ["user2", "user3"]),
        (User.groups.any(["guest"]), []),
        (User.groups.any([]), []),
        (User.groups.all(["admin", "user"]), ["user2"]),
        (User.groups.all(["user"]), ["user1", "user2", "user3"]),
        (User.groups.all([]), ["user1", "user2", "user3", "user4"]),
        (User.name.one_of(["user3", "user1", "nobody"]), ["user1", "user3"]),
        (User.name.one_of([]), []),
        (User.nickname.one_of(["user1"]), []),
        (~User.groups.any(["user"]), ["user4", "user5", "user6"]),
        (User.groups.any(["user"]) & ~User.groups.any(["sudo"]), ["user1", "user2"]),
        (User.groups == ["admin", "user"], ["user2"]),
        (User.groups == [], ["user4"]),
    ],
)
def test_a_query_of_values_finds(db: TinyDB, query: QueryInstance, expected: list[str]) -> None:
    """What is no list has nothing in it."""
    assert names(db.search(query)) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Group.permissions.any(Permission.type == "read"), ["user", "sudo", "admin"]),
        (Group.permissions.any(Permission.type == "write"), ["admin"]),
        (Group.permissions.all(Permission.type == "read"), ["user"]),
        (Group.permissions.all(Permission.type.exists()), ["user", "sudo", "admin"]),
        (Group.permissions.any(Permission.type.one_of(["write", "sudo"])), ["sudo", "admin"]),
        (Group.permissions.all([READ, SUDO]), ["sudo", "admin"]),
        (Group.permissions.any([WRITE]), ["admin"]),
        (Group.permissions.any(~(Permission.type == "read")), ["sudo", "admin"]),
    ],
)
def test_a_query_of_documents_within_finds(
    db: TinyDB, query: QueryInstance, expected: list[str]
) -> None:
    """A list of documents is asked by another query."""
    assert names(db.table("groups").search(query)) == expected
