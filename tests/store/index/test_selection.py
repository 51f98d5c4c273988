"""A selection counts without ever making a list of rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.index.selection import BLOCK, Bits, Selection, bitset, union

ROWS = 3 * BLOCK + 17
EDGES = [edge + near for edge in (0, BLOCK, 2 * BLOCK, ROWS) for near in (-1, 0, 1)]
row_numbers = st.sampled_from([0, *EDGES[2:-2]]) | st.integers(0, ROWS - 1)
rows = st.sets(row_numbers, max_size=200).map(sorted)


def selected(chosen: list[int]) -> Bits:
    """Select these rows of one layer."""
    return Bits(union(chosen), ROWS)


@given(rows)
def test_position_and_rank_agree_with_a_sorted_list(chosen: list[int]) -> None:
    """The k-th selected row, and how many come before a row."""
    bits = selected(chosen)

    assert len(bits) == len(chosen)
    assert list(bits) == chosen
    assert [bits.position(rank) for rank in range(len(chosen))] == chosen
    assert [bits.rank(row) for row in chosen] == list(range(len(chosen)))
    assert bits.rank(ROWS) == len(chosen)


@given(rows, row_numbers)
def test_contains_and_rank_hold_for_any_row(chosen: list[int], row: int) -> None:
    """Rows that are not selected have a rank as well."""
    bits = selected(chosen)

    assert (row in bits) is (row in chosen)
    assert bits.rank(row) == sum(one < row for one in chosen)


@given(rows, row_numbers, row_numbers)
def test_the_rows_of_a_span_are_those_within_it(chosen: list[int], first: int, last: int) -> None:
    """From the first to before the last; none where that is no span."""

    assert [*selected(chosen).between(first, last)] == [
        row for row in chosen if first <= row < last
    ]


@pytest.mark.parametrize("rank", [-1, 2, 99])
def test_a_position_outside_is_refused(rank: int) -> None:
    """As a list does, but without counting from the end."""
    with pytest.raises(IndexError):
        selected([1, 5]).position(rank)
    with pytest.raises(IndexError):
        Selection(selected([1]), Bits(1, 1), [0]).position(rank)


def test_equal_selections_are_equal_values() -> None:
    """Compared by the rows of both layers, and never equal to something else."""

    def one(row: int, over: int = 1) -> Selection:
        return Selection(selected([row]), Bits(over, 2), [0, 0])

    assert one(1) == one(1)
    assert hash(one(1)) == hash(one(1))
    assert one(1) != one(2)
    assert one(1) != one(1, over=2)
    assert one(1) != 2


@pytest.mark.parametrize("count", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1])
def test_the_last_row_counts_at_every_size(count: int) -> None:
    """Block borders are where such code breaks."""
    everything = Bits((1 << count) - 1, count)

    assert len(everything) == count
    assert everything.rank(count) == count


def test_a_bitset_has_no_more_bytes_than_its_last_row_needs() -> None:
    """The lowest bit of the first byte is row 0."""

    assert [bitset(rows) for rows in ([], [0], [7], [8], [1, 9])] == [
        b"",
        b"\1",
        b"\x80",
        b"\0\1",
        b"\2\2",
    ]


# two layers


class Model:
    """Rows of two layers in reading order, as a list."""

    def __init__(self, base: list[int], over: list[tuple[int, bool]], count: int = ROWS) -> None:
        """Take the selected rows of the base, and where others stand, and whether selected."""
        over = sorted(over, key=lambda each: each[0])
        stands = [stand for stand, _ in over]
        chosen = [row for row, (_, taken) in enumerate(over) if taken]
        self.places = [(row, 1, row) for row in range(count)]
        self.places += [(stand, 0, count + row) for row, stand in enumerate(stands)]
        self.places.sort()
        self.order = [row for *_, row in self.places]
        """Every row, in reading order."""
        taken = {*base, *(count + row for row in chosen)}
        self.chosen = [row for row in self.order if row in taken]
        self.selection = Selection(Bits(union(base), count), Bits(union(chosen), len(over)), stands)


LITTLE = 20
models = st.builds(
    Model,
    st.sets(st.integers(0, LITTLE - 1)).map(sorted),
    st.lists(st.tuples(st.integers(0, LITTLE), st.booleans()), max_size=8),
    st.just(LITTLE),
)
large_models = st.builds(
    Model, rows, st.lists(st.tuples(row_numbers | st.just(ROWS), st.booleans()), max_size=8)
)


@given(models)
def test_two_layers_read_as_one_sorted_list(model: Model) -> None:
    """Iteration, positions, membership and rank of every row, selected or not."""
    selection, chosen, order = model.selection, model.chosen, model.order

    assert [*selection] == chosen
    assert len(selection) == len(chosen)
    assert [selection.position(rank) for rank in range(len(chosen))] == chosen
    assert [row for row in order if row in selection] == chosen
    assert [selection.rank(row) for row in order] == [
        sum(one in selection for one in order[:at]) for at in range(len(order))
    ]


@given(models)
def test_what_lies_before_an_edge_is_counted_in_both_layers(model: Model) -> None:
    """An edge is a number of rows of each."""
    selection, chosen = model.selection, model.chosen

    for base in range(LITTLE + 1):
        for over in range(selection.over.rows + 1):
            assert selection.before(base, over) == sum(
                row < base if row < LITTLE else row < LITTLE + over for row in chosen
            )


@given(large_models)
def test_two_layers_agree_across_blocks(model: Model) -> None:
    """The base is counted block by block."""
    selection, chosen = model.selection, model.chosen

    assert [*selection] == chosen
    assert [selection.position(rank) for rank in range(len(chosen))] == chosen
    assert [selection.rank(row) for row in chosen] == list(range(len(chosen)))


def test_the_selection_of_an_empty_index_is_empty() -> None:
    """Neither layer has a row."""
    nothing = Selection(Bits(0, 0))

    assert ([*nothing], len(nothing), 0 in nothing, nothing.before(0, 0)) == ([], 0, False, 0)
