"""Whatever is done to a file, its other documents are found, and none that never was."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.journal.layouts import LAYOUTS, Database, Layout, Whole, databases, flips, ours


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for one file after the other."""
    return tmp_path_factory.mktemp("salvage")


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(deadline=None)
@given(database=databases())
def test_a_whole_file_is_read_as_it_is(folder: Path, layout: Layout, database: Database) -> None:
    """Nothing is wrong with it."""
    whole = Whole(folder, database, layout).cut(1 << 20)

    assert not whole.missing
    assert not whole.invented
    assert not whole.told


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(deadline=None)
@given(database=databases(), data=st.data())
def test_it_is_cut_off_anywhere(
    folder: Path, layout: Layout, database: Database, data: st.DataObject
) -> None:
    """All documents before that are found, and nothing else; the end is told."""
    whole = Whole(folder, database, layout)
    cut = whole.cut(data.draw(st.integers(1, len(whole.content) - 1)))

    assert not cut.missing
    assert not cut.invented
    assert cut.told or cut.content == whole.content.rstrip(b"\n")


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(deadline=None)
@given(database=databases(), data=st.data())
def test_any_byte_is_another(
    folder: Path, layout: Layout, database: Database, data: st.DataObject
) -> None:
    """All other documents are found; the one that was hit may seem to be another."""
    whole = Whole(folder, database, layout)
    damaged = whole.flip(data.draw(flips(whole.content)))

    assert not damaged.missing
    assert len(damaged.invented) <= len(damaged.hit)


@settings(deadline=None)
@given(database=databases(), data=st.data())
def test_several_bytes_are_others(folder: Path, database: Database, data: st.DataObject) -> None:
    """No more documents are lost than bytes were changed."""
    whole = Whole(folder, database, ours)
    places = st.integers(whole.content.index(b"\n"), len(whole.content) - 1)
    flip = st.tuples(places, st.sampled_from(b"x\\\0\xff"))
    hits = data.draw(st.lists(flip, min_size=2, max_size=4))
    damaged = whole.flip(*hits)

    assert len(damaged.missing) + len(damaged.hit) <= len(hits)
