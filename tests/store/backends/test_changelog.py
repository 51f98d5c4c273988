"""What is remembered of a run, and for how long."""

from store.backends import changelog
from store.backends.changelog import ChangeLog
from store.base import Resync
from tests.factories import event
from tests.store.backends.helpers import add, delete


def test_only_the_latest_changes_are_kept() -> None:
    """Memory is bounded; whoever is further behind reads all again."""
    log = ChangeLog()
    half = [add(event(f"e{number}")) for number in range(changelog.KEPT // 2)]

    tokens = [log.add(half), log.add(half), log.add([delete("e1")])]

    assert tokens == [1, 2, 3]
    assert log.since(0) == Resync()
    assert log.since(1) == [*half, delete("e1")]
    assert log.since(2) == [delete("e1")]


def test_a_transaction_too_large_to_keep_means_resync() -> None:
    """An import of a million is read as a whole; later changes are told again."""
    log = ChangeLog()

    token = log.add([add(event("e"))] * (changelog.KEPT + 1))
    log.add([delete("e")])

    assert log.since(token - 1) == Resync()
    assert log.since(token) == [delete("e")]


def test_an_unknown_change_means_resync() -> None:
    """What came before is not told without what came between."""
    log = ChangeLog()
    log.add([delete("a")])

    token = log.forget()

    assert token == log.token == 2
    assert log.since(1) == Resync()
    assert log.since(token) == []
