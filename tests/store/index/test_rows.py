"""What a layer has answered is remembered, and handed on as long as the layer is the same."""

import pytest
from msgspec.structs import replace

from store.index.rows import CACHED, Rows
from store.index.timeline import Timeline
from store.query import Filter
from tests.store.index.samples import index, timeline


def test_answers_are_kept_and_the_oldest_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word asked for twice is looked for once, and the cache does not grow."""
    found = timeline()
    found.select(Filter(texts=("jet",)))
    monkeypatch.setattr(found.index.base, "holding", None)
    again = found.select(Filter(texts=("jet",)))
    monkeypatch.undo()
    for number in range(CACHED):
        found.select(Filter(texts=(f"word{number}",)))

    assert len(again) == 1
    assert not found.base.knows(("word", "jet"))
    assert len(found.base._kept) == CACHED


def test_what_is_asked_for_again_is_let_go_later() -> None:
    """Oldest is what was not asked for the longest."""
    rows = Rows(index().base)
    for question in ("a", "b", "a", *range(CACHED - 1)):
        rows.keep(question, lambda: 1)

    assert rows.knows("a")
    assert not rows.knows("b")


def test_an_index_with_the_same_base_goes_on_with_what_is_known() -> None:
    """Only what lies over it is another; a new base knows nothing yet."""
    one = timeline()
    one.select(Filter(texts=("jet",)))
    same = Timeline(replace(one.index, token=2), one)
    other = Timeline(index(), one)

    assert same.unknown(Filter(texts=("jet lost",))) == ["lost"]
    assert other.unknown(Filter(texts=("jet lost",))) == ["jet", "lost"]
