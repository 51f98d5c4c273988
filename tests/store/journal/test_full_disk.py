"""A disk that is really full: “not saved”, nothing is changed, and work goes on with more room."""

from errno import ENOSPC
from typing import Any

import pytest

from tests.store.journal.children import child
from tests.store.journal.full_disk import mounted, why_not, work

Told = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Return by name what was tried on a full disk, and what came of it."""
    folder = tmp_path_factory.mktemp("disk")
    if why := why_not(folder):
        pytest.skip(f"no disk of its own can be mounted: {why}")
    with child(work, folder, under=mounted(folder)) as running:
        found = {each["name"]: each for each in running.rest()}
        ended = running.end()
    if ended:
        raise AssertionError(f"ended with {ended} after {found}")
    return found


def test_all_that_was_saved_is_there_when_the_disk_is_full(told: Told) -> None:
    """For this handle, and for another that opens it then."""

    assert told["full"]["saved"] > 200
    assert told["full"]["alike"]


TRIED = ["insert", "insert many", "update", "checkpoint", "backup", "another"]


@pytest.mark.parametrize("name", TRIED)
def test_what_has_no_room_is_not_saved(told: Told, name: str) -> None:
    """And the reason is told."""

    assert told[name]["errno"] == ENOSPC
    assert told[name]["words"] == "not saved: No space left on device"


@pytest.mark.parametrize("name", TRIED[:5])
def test_what_has_no_room_changes_no_file(told: Told, name: str) -> None:
    """Nor leaves one behind."""

    assert told[name]["changed"] == []


def test_a_database_that_had_no_room_is_not_there(told: Told) -> None:
    """Only the lock stays."""

    assert told["another"]["changed"] == ["events.json-lock"]


@pytest.mark.parametrize("name", ["after", "stock", "tidy"])
def test_work_goes_on_when_there_is_room(told: Told, name: str) -> None:
    """With the same handle; all is there, also for stock TinyDB, and nothing is left over."""

    assert told[name]["alike"]
