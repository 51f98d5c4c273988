"""What is damaged costs no more than what stood there, and that is told."""

from collections.abc import Container
from pathlib import Path

import pytest

from tests.store.journal.damage import (
    BASE,
    STEPS,
    WHOLE,
    Documents,
    Files,
    database,
    flipped,
)
from tests.store.journal.mending import Mended, mend
from tests.store.journal.recovery import NAME, noted

MASKS = (0x01, 0x20, 0x80)

CHANGED = WHOLE.keys() - {place for place in BASE if BASE[place] == WHOLE.get(place)}
"""What the journal holds."""
DELETED = ("events", 3)
"""What it does away with."""


@pytest.fixture(autouse=True)
def nobody_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for whoever might be writing."""
    monkeypatch.setattr("store.journal.rescue._SETTLING", 0)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Return a database without a fault."""
    return database(tmp_path / NAME)


def in_snapshot(files: Files, changed: Container[int]) -> set[tuple[str, int]]:
    """Return the documents of the snapshot of which bytes were changed."""
    return {place for place in BASE if _hit(files.snapshot, changed, _key(files, place))}


def in_journal(files: Files, changed: Container[int]) -> set[tuple[str, int]]:
    """Return the documents of the journal of whose records bytes were changed."""
    keys = {
        place: b'"%b","%b",%d,'
        % (b"put" if place in WHOLE else b"del", place[0].encode(), place[1])
        for place in (*CHANGED, DELETED)
    }
    return {
        place
        for place, key in keys.items()
        if _hit(files.journal, changed, files.journal.index(key))
    }


def _key(files: Files, place: tuple[str, int]) -> int:
    table, doc_id = place
    return files.snapshot.index(
        b'"%d":{' % doc_id, files.snapshot.index(b'\n"%b"' % table.encode())
    )


def _hit(content: bytes, changed: Container[int], at: int) -> bool:
    begin, end = content.rindex(b"\n", 0, at) + 1, content.index(b"\n", at)
    return any(each in changed for each in range(begin, end))


def require_saved(found: Mended, hit: set[tuple[str, int]]) -> None:
    """Require that all else is in the new file, or told with its content."""
    ours = {(table, doc_id): ours for table, doc_id, ours, _ in found.conflicts}
    for place in WHOLE.keys() - hit:
        document = found.documents.get(place)

        assert document == WHOLE[place] or ours.get((place[0], place[1])) == WHOLE[place], place

    told = bool(found.lost or found.conflicts)

    assert (
        DELETED not in found.documents or DELETED in hit or (DELETED in ours and not ours[DELETED])
    )
    assert told or found.documents == WHOLE


def invented(found: Mended) -> Documents:
    """Return what was in no file."""
    return {
        place: document
        for place, document in found.documents.items()
        if document not in (BASE.get(place), WHOLE.get(place))
    }


@STEPS
def test_any_byte_of_the_snapshot_is_flipped(files: Files, step: int) -> None:
    """The document that was hit may be missing, or seem to be another."""
    snapshot = files.snapshot
    for at in range(0, len(snapshot), step):
        mask = MASKS[at % len(MASKS)]
        with noted(f"byte {at} of {len(snapshot)}, {mask:#x}"):
            hit = in_snapshot(files, {at})
            found = mend(files.put(snapshot=flipped(snapshot, at, mask)))
            require_saved(found, hit - CHANGED)

            assert len(invented(found)) <= len(hit)


@STEPS
def test_the_snapshot_is_cut_off_anywhere(files: Files, step: int) -> None:
    """What was changed since is saved all the same."""
    for size in range(0, len(files.snapshot), step):
        with noted(f"{size} of {len(files.snapshot)} bytes"):
            hit = in_snapshot(files, range(size, len(files.snapshot)))
            found = mend(files.put(snapshot=files.snapshot[:size]))
            require_saved(found, hit - CHANGED)

            assert not invented(found)


@STEPS
def test_any_byte_of_the_journal_is_flipped(files: Files, step: int) -> None:
    """The change that was hit may not be made."""
    journal = files.journal
    for at in range(0, len(journal), step):
        mask = MASKS[at % len(MASKS)]
        with noted(f"byte {at} of {len(journal)}, {mask:#x}"):
            found = mend(files.put(journal=flipped(journal, at, mask)))
            require_saved(found, in_journal(files, {at}))

            assert not invented(found)


@STEPS
def test_the_journal_is_cut_off_anywhere(files: Files, step: int) -> None:
    """What was not confirmed is told, and not done."""
    ends = {len(b"".join(files.lines[:nth])) for nth in (1, 3, 5, 8, 11)}
    for size in range(0, len(files.journal), step):
        with noted(f"{size} of {len(files.journal)} bytes"):
            hit = in_journal(files, range(size, len(files.journal)))
            found = mend(files.put(journal=files.journal[:size]))
            if size not in (*ends, len(files.lines[0]) - 1):
                require_saved(found, hit)

            assert not invented(found)
