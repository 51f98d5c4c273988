"""Steps back and forth."""

from store.steps import History


def test_back_and_forth() -> None:
    """What undo takes back, redo does again; each step is exchanged for its inverse."""
    history: History[str] = History()
    history.did("a")
    history.did("b")
    history.undid("-b")

    assert (history.last, history.next) == ("a", "-b")

    history.redid("b")

    assert (history.last, history.next) == ("b", None)


def test_a_new_step_ends_what_could_be_redone() -> None:
    """There is one line of time."""
    history: History[str] = History()
    history.did("a")
    history.undid("-a")
    history.did("b")

    assert (history.last, history.next) == ("b", None)


def test_an_impossible_step_is_dropped_where_it_is_next() -> None:
    """A step below it stays."""
    history: History[list[str]] = History()
    one, two = ["same"], ["same"]
    history.did(one)
    history.did(two)
    history.forget(one)

    assert history.last is two

    history.forget(two)

    assert history.last is one
