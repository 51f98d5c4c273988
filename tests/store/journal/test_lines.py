"""Lines of a journal that are missing, there twice, or in another order; files of another time."""

from itertools import combinations
from pathlib import Path

import pytest

from tests.store.journal.histories import History, copy, history, look, silently_wrong
from tests.store.journal.recovery import NAME, folder, noted

Request = pytest.FixtureRequest


@pytest.fixture(params=["closed", "killed"])
def made(tmp_path: Path, request: Request) -> History:
    """Return a small database, closed in peace or not."""
    return history(folder(tmp_path, "made"), closed=request.param == "closed")


def test_a_line_is_missing(made: History, tmp_path: Path) -> None:
    """Only a last transaction may be gone without a trace, whole."""
    lines = made.lines
    for nth in range(len(lines)):
        with noted(f"without line {nth} of {len(lines)}"):
            journal = b"".join(lines[:nth] + lines[nth + 1 :])
            found = look(copy(made, tmp_path / "lines" / NAME, journal=journal))

            assert not silently_wrong(found, made.states)


def test_several_lines_are_missing(made: History, tmp_path: Path) -> None:
    """From any on to any other, but for the end."""
    lines = made.lines
    for begin, end in combinations(range(len(lines)), 2):
        with noted(f"without lines {begin} to {end} of {len(lines)}"):
            journal = b"".join(lines[:begin] + lines[end:])
            found = look(copy(made, tmp_path / "lines" / NAME, journal=journal))

            assert not silently_wrong(found, made.states)


def test_a_line_is_there_twice(made: History, tmp_path: Path) -> None:
    """Nothing is done twice."""
    lines = made.lines
    for nth in range(len(lines)):
        with noted(f"line {nth} of {len(lines)} twice"):
            journal = b"".join([*lines[: nth + 1], *lines[nth:]])
            found = look(copy(made, tmp_path / "lines" / NAME, journal=journal))

            assert not silently_wrong(found, made.states)


def test_a_line_is_repeated_at_the_end(made: History, tmp_path: Path) -> None:
    """An old change is not made again."""
    lines = made.lines
    for nth in range(len(lines)):
        with noted(f"line {nth} of {len(lines)} again"):
            journal = b"".join([*lines, lines[nth]])
            found = look(copy(made, tmp_path / "lines" / NAME, journal=journal))

            assert not silently_wrong(found, made.states)


def test_two_lines_are_swapped(made: History, tmp_path: Path) -> None:
    """The order is what was written, whatever the order in the file."""
    for one, other in combinations(range(len(made.lines)), 2):
        with noted(f"lines {one} and {other} swapped"):
            lines = made.lines
            lines[one], lines[other] = lines[other], lines[one]
            found = look(copy(made, tmp_path / "lines" / NAME, journal=b"".join(lines)))

            assert not silently_wrong(found, made.states)


def test_the_journal_is_gone(made: History, tmp_path: Path) -> None:
    """Every snapshot has one, so what was in it is missed, and that is told."""
    path = copy(made, tmp_path / "files" / NAME)
    (path.parent / made.journal).unlink()

    assert look(path).told


def test_the_snapshot_is_gone(made: History, tmp_path: Path) -> None:
    """A journal alone is no new database."""
    path = copy(made, tmp_path / "files" / NAME)
    path.unlink()

    assert look(path).told


def test_the_snapshot_is_an_earlier_one(made: History, tmp_path: Path) -> None:
    """The journal was not begun on it."""
    found = look(copy(made, tmp_path / "files" / NAME, snapshot=made.files[f"{NAME}.bak"]))

    assert found.told


def test_the_journal_is_that_of_another_database(made: History, tmp_path: Path) -> None:
    """Each has an id of its own."""
    other = history(folder(tmp_path, "other"), closed=False)
    found = look(copy(made, tmp_path / "files" / NAME, journal=other.files[other.journal]))

    assert found.told
