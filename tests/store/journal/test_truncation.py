"""Files cut off anywhere, and any byte of them changed."""

from pathlib import Path

import pytest

from tests.store.journal.disks import WatchedDisk
from tests.store.journal.histories import History, copy, history, look, silently_wrong
from tests.store.journal.recovery import NAME, folder, go_on, listing, noted
from tests.store.journal.steps import State
from tests.store.journal.workload import MORE, Tables, Workload

Request = pytest.FixtureRequest

MASKS = (0x01, 0x20, 0x80)
"""Bits that are flipped: the lowest, that of upper and lower case, and that of ASCII."""


@pytest.fixture(autouse=True)
def nobody_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for whoever might be writing a damaged file."""
    monkeypatch.setattr("store.journal.opening._SETTLING", 0)


@pytest.fixture(params=["closed", "killed"])
def made(tmp_path: Path, request: Request) -> History:
    """Return a small database, closed in peace or not."""
    return history(folder(tmp_path, "made"), closed=request.param == "closed")


def state(made: History, size: int) -> Tables:
    """Return what so many bytes of the journal come to."""
    return made.states[sum(end <= size for end in made.ends) - 1]


def test_a_journal_cut_off_anywhere_is_what_it_was(made: History, tmp_path: Path) -> None:
    """All whole transactions are there, and somebody is told of the rest."""
    journal = made.files[made.journal]
    for size in range(made.ends[0], len(journal)):
        with noted(f"{size} of {len(journal)} bytes"):
            found = look(copy(made, tmp_path / "cut" / NAME, journal=journal[:size]))

            assert found.tables == state(made, size)
            assert not found.read_only
            assert bool(found.told) == (size not in made.ends)


def test_a_journal_without_its_header_is_damage(made: History, tmp_path: Path) -> None:
    """No header is ever written in place, so nothing but damage takes it."""
    journal = made.files[made.journal]
    for size in range(made.ends[0]):
        with noted(f"{size} bytes of the header"):
            found = look(copy(made, tmp_path / "cut" / NAME, journal=journal[:size]))

            assert found.told
            assert found.tables in (None, made.states[0])
            assert found.tables is None or found.read_only


def test_work_goes_on_behind_a_cut(made: History, tmp_path: Path) -> None:
    """What was cut through is kept beside, byte for byte, once something is written."""
    journal = made.files[made.journal]
    for size in range(made.ends[0], len(journal)):
        with noted(f"{size} of {len(journal)} bytes"):
            path = copy(made, tmp_path / "cut" / NAME, journal=journal[:size])
            work = Workload(path, WatchedDisk(), _saved(state(made, size)))
            work.run(MORE[:1])
            whole = max(end for end in made.ends if end <= size)

            assert listing(path.parent).get(f"{NAME}.torn", b"") == journal[whole:size]

            work.leave()
            work.open(WatchedDisk())
            go_on(work)


def test_any_byte_of_the_journal_is_flipped(made: History, tmp_path: Path) -> None:
    """No document is wrong, and none is missing without a word."""
    journal = made.files[made.journal]
    for place in range(len(journal)):
        for mask in MASKS:
            with noted(f"byte {place} of {len(journal)}, {mask:#x}"):
                path = tmp_path / "flip" / NAME
                found = look(copy(made, path, journal=flipped(journal, place, mask)))

                assert not silently_wrong(found, made.states)


def test_any_byte_of_the_snapshot_is_flipped(made: History, tmp_path: Path) -> None:
    """With changes pending it is no longer what they were made on."""
    snapshot = made.files[NAME]
    for place in range(len(snapshot)):
        for mask in MASKS:
            with noted(f"byte {place} of {len(snapshot)}, {mask:#x}"):
                path = tmp_path / "flip" / NAME
                found = look(copy(made, path, snapshot=flipped(snapshot, place, mask)))

                assert found.told


def test_a_snapshot_cut_off_anywhere(made: History, tmp_path: Path) -> None:
    """It is never taken for a smaller one."""
    snapshot = made.files[NAME]
    for size in range(len(snapshot)):
        with noted(f"{size} of {len(snapshot)} bytes"):
            found = look(copy(made, tmp_path / "cut" / NAME, snapshot=snapshot[:size]))

            assert found.told


def flipped(content: bytes, place: int, mask: int) -> bytes:
    """Return content with some bits of one byte changed."""
    return content[:place] + bytes([content[place] ^ mask]) + content[place + 1 :]


def _saved(tables: Tables) -> State:
    saved = State()
    saved.tables = tables
    saved.given = {name: max(rows) for name, rows in tables.items()}
    return saved
