"""The index that is kept is believed only where it fits the store file."""

import stat
from pathlib import Path

import pytest

from store.index import sidecar
from tests.store.index.samples import index

STAMP = (100, 200, 300)


def test_what_was_kept_is_read_back_the_same(tmp_path: Path) -> None:
    """Every column."""
    path = tmp_path / "events.json-index"
    sidecar.save(path, STAMP, index())

    assert sidecar.load(path, STAMP) == index()
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("stamp", [(101, 200, 300), (100, 201, 300), (100, 200, 301)])
def test_an_index_of_another_file_is_not_believed(tmp_path: Path, stamp: sidecar.Stamp) -> None:
    """Another size, time or inode."""
    path = tmp_path / "index"
    sidecar.save(path, STAMP, index())

    assert sidecar.load(path, stamp) is None


def test_an_index_of_another_format_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Columns computed by an older version."""
    path = tmp_path / "index"
    sidecar.save(path, STAMP, index())
    monkeypatch.setattr(sidecar, "FORMAT", sidecar.FORMAT + 1)

    assert sidecar.load(path, STAMP) is None


def test_a_truncated_index_is_dropped_at_every_byte(tmp_path: Path) -> None:
    """Half an index is none."""
    path = tmp_path / "index"
    sidecar.save(path, STAMP, index([]))
    whole = path.read_bytes()

    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert sidecar.load(path, STAMP) is None


def test_no_index_is_no_error(tmp_path: Path) -> None:
    """The first start."""

    assert sidecar.load(tmp_path / "none", STAMP) is None


def test_where_it_cannot_be_written_nothing_is_left(tmp_path: Path) -> None:
    """A folder stands where the file should be: a slower start, nothing else."""
    path = tmp_path / "index"
    path.mkdir()
    sidecar.save(path, STAMP, index())

    assert [found.name for found in tmp_path.iterdir()] == ["index"]
    assert stat.S_ISDIR(path.stat().st_mode)
