"""What cannot be as it was written is said to be damaged, and goes."""

import os
from pathlib import Path
from unittest.mock import patch

import pytest

from store.errors import Corrupt
from store.index.opening import index_of
from store.index.sidecar import Sections, load
from tests.store.index.samples import index, written


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where an index lies in which no row can be read any more."""
    path = tmp_path / "events.json-index"
    path.write_bytes(written(index()))
    path.chmod(0o600)
    offset, length, _ = loaded(path).head.sections["kept"]
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(bytes(length))
    return path


def loaded(path: Path) -> Sections:
    """Return what is believed at first."""
    found = load(path)
    assert found is not None
    return found


def test_an_index_whose_rows_cannot_be_read_is_removed(path: Path) -> None:
    """The next start makes another one; whoever has asked is told so."""
    found = index_of(loaded(path), 1)

    with pytest.raises(Corrupt) as caught:
        found.kept(0)
    assert str(caught.value) == (
        f"{path} was damaged and is removed; start again, to have it made anew."
    )
    assert not path.exists()


def test_one_that_is_gone_already_is_told_of_all_the_same(path: Path) -> None:
    """Others have found it as well."""
    found = index_of(loaded(path), 1)
    path.unlink()

    with pytest.raises(Corrupt, match="was damaged"):
        found.kept(0)


def test_a_file_that_the_system_does_not_tell_of_is_none(path: Path) -> None:
    """As where the disk fails."""
    with patch.object(os, "fstat", side_effect=OSError(5, "Input/output error")):
        found = load(path)

    assert found is None
