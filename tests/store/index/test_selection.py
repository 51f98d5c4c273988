"""A selection counts without ever making a list of rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.index.selection import BLOCK, Selection, bitset

ROWS = 3 * BLOCK + 17
rows = st.sets(st.integers(0, ROWS - 1), max_size=200).map(sorted)


def selected(chosen: list[int]) -> Selection:
    """Select these rows."""
    return Selection(int.from_bytes(bitset(chosen), "little"), ROWS)


@given(rows)
def test_position_and_rank_agree_with_a_sorted_list(chosen: list[int]) -> None:
    """The k-th selected row, and how many come before a row."""
    selection = selected(chosen)

    assert len(selection) == len(chosen)
    assert list(selection) == chosen
    assert [selection.position(rank) for rank in range(len(chosen))] == chosen
    assert [selection.rank(row) for row in chosen] == list(range(len(chosen)))
    assert selection.rank(ROWS) == len(chosen)


@given(rows, st.integers(0, ROWS - 1))
def test_contains_and_rank_hold_for_any_row(chosen: list[int], row: int) -> None:
    """Rows that are not selected have a rank as well."""
    selection = selected(chosen)

    assert (row in selection) is (row in chosen)
    assert selection.rank(row) == sum(one < row for one in chosen)


@pytest.mark.parametrize("rank", [-1, 2, 99])
def test_a_position_outside_is_refused(rank: int) -> None:
    """As a list does, but without counting from the end."""
    with pytest.raises(IndexError):
        selected([1, 5]).position(rank)


def test_equal_selections_are_equal_values() -> None:
    """Compared by rows, and never equal to something else."""

    assert selected([1]) == selected([1])
    assert hash(selected([1])) == hash(selected([1]))
    assert selected([1]) != selected([2])
    assert selected([1]) != 2


@pytest.mark.parametrize("count", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1])
def test_the_last_row_counts_at_every_size(count: int) -> None:
    """Block borders are where such code breaks."""
    everything = Selection((1 << count) - 1, count)

    assert len(everything) == count
    assert everything.rank(count) == count
