"""Back and forth between filters."""

from store.query import Filter
from tui.screens.filter_history import FilterHistory

A, B, C = Filter(texts=("a",)), Filter(texts=("b",)), Filter(texts=("c",))


def test_back_and_forth() -> None:
    """Each filter comes back in turn, and forth again."""
    history = FilterHistory()
    history.leave(A)
    history.leave(B)

    assert history.back(C) == B
    assert history.back(B) == A
    assert history.forth(A) == B
    assert history.forth(B) == C


def test_ends() -> None:
    """At either end the present filter stays."""
    history = FilterHistory()

    assert history.back(A) == A
    assert history.forth(A) == A

    history.leave(A)
    assert history.back(B) == A
    assert history.back(A) == A


def test_a_new_filter_ends_what_could_be_redone() -> None:
    """After a change there is nothing to redo."""
    history = FilterHistory()
    history.leave(A)
    history.back(B)
    history.leave(A)

    assert history.forth(C) == C
    assert history.back(C) == A
