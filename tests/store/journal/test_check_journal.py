"""`check` tells every line of a journal that is not as it was written."""

from pathlib import Path

import pytest

from store.journal.check import Fault, check
from store.journal.lines import CHECKPOINT, PUT, Entry, framed, line
from tests.store.journal.damage import STEPS, Files, database, edited, flipped, start
from tests.store.journal.recovery import NAME, noted

MASKS = (0x01, 0x20, 0x80)
"""Bits that are flipped: the lowest, that of upper and lower case, and that of ASCII."""

Told = list[tuple[int | None, str, int | None, str]]


@pytest.fixture(autouse=True)
def nobody_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for whoever might be writing."""
    monkeypatch.setattr("store.journal.check._SETTLING", 0)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Return a database without a fault."""
    return database(tmp_path / NAME)


def told(files: Files, *lines: bytes) -> Told:
    """Return what is told of a journal of these lines."""
    found = check(files.put(journal=b"".join(lines)))

    assert {fault.path for fault in found.faults} <= {files.beside}

    return [(each.offset, each.table, each.doc_id, each.reason) for each in found.faults]


def at(files: Files, nth: int) -> int:
    """Return where a line of the journal begins."""
    return len(b"".join(files.lines[:nth]))


@STEPS
def test_any_byte_is_flipped(files: Files, step: int) -> None:
    """The line is told, or that it is of a change that was never confirmed."""
    journal = files.journal
    for place in range(0, len(journal), step):
        mask = MASKS[place % len(MASKS)]
        with noted(f"byte {place} of {len(journal)}, {mask:#x}"):
            damaged = flipped(journal, place, mask)
            halves = {start(journal, place), start(damaged, place + 1)}
            faults = told(files, damaged)

            assert {offset for offset, *_ in faults} <= halves
            assert faults[0][0] == min(halves)


@STEPS
def test_it_is_cut_off_anywhere(files: Files, step: int) -> None:
    """The bytes of a change that is not whole are told; a whole one may well be the last."""
    ends = [at(files, nth) for nth in (1, 3, 5, 8, 11, 12)]
    for size in range(ends[0], len(files.journal), step):
        with noted(f"{size} of {len(files.journal)} bytes"):
            end = max(each for each in ends if each <= size)
            reason = f"the last {size - end} bytes are of a change that was never confirmed"

            assert told(files, files.journal[:size]) == [(end, "", None, reason)][: size - end]


def test_it_is_cut_off_within_the_header(files: Files) -> None:
    """No header is ever written in place."""
    for size in range(at(files, 1)):
        assert told(files, files.journal[:size]) == [(0, "", None, "its first line is damaged")]


def test_every_damaged_line_is_told(files: Files) -> None:
    """With the document that it seems to be about."""
    journal = edited(files.journal, b'"mood"', b'"food"')
    journal = edited(journal, b'"three"', b'"threx"')
    journal = edited(journal, b'"del"', b'"dex"')

    assert told(files, journal) == [
        (at(files, 4), "events", 2, "it is damaged"),
        (at(files, 6), "events", 3, "it is damaged"),
        (at(files, 7), "actors", 3, "it is damaged"),
    ]


@pytest.mark.parametrize("table", [b'"\xff\xff\xff"', b'"\\x"', b"null"])
def test_a_damaged_line_may_not_tell_what_it_is_about(files: Files, table: bytes) -> None:
    """It has a place all the same."""
    journal = edited(files.journal, b'"put","events",5', b'"put",%b,5' % table)

    assert told(files, journal) == [(at(files, 2), "", None, "it is damaged")]


def test_the_rest_of_a_damaged_journal_counts(files: Files) -> None:
    """All that can be read is counted."""
    found = check(files.put(journal=edited(files.journal, b'"three"', b'"threx"')))

    assert found.documents == {"events": 4, "actors": 2, "places": 1}


@pytest.mark.parametrize("nth", range(1, 11))
def test_a_line_is_missing(files: Files, nth: int) -> None:
    """What stands behind it is told; the last one of all is missed by nobody."""
    lines = files.lines
    (fault,) = told(files, *lines[:nth], *lines[nth + 1 :])

    assert fault[0] == at(files, nth)
    assert fault[3] == "a line is missing before it"


def test_several_lines_are_missing(files: Files) -> None:
    """They are counted, as every record has a number."""
    lines = files.lines
    (fault,) = told(files, *lines[:3], *lines[8:])

    assert fault[3] == "5 lines are missing before it"


def test_the_header_is_missing(files: Files) -> None:
    """The others are counted as they stand."""
    assert told(files, *files.lines[1:]) == [(0, "", None, "its first line is damaged")]


def test_there_is_nothing_but_a_mark(files: Files) -> None:
    """It tells the number of the record before it."""
    header, *_, closed = files.lines

    assert told(files, b"x" + header, closed) == [(0, "", None, "its first line is damaged")]


@pytest.mark.parametrize("nth", range(1, 11))
def test_a_line_stands_there_twice(files: Files, nth: int) -> None:
    """The second one is told."""
    lines = files.lines
    (fault,) = told(files, *lines[: nth + 1], lines[nth], *lines[nth + 1 :])

    assert fault[0] == at(files, nth + 1)
    assert fault[3] == "it stands there twice, or in the wrong place"


def test_lines_are_swapped(files: Files) -> None:
    """Both are told."""
    lines = files.lines
    lines[6], lines[7] = lines[7], lines[6]
    faults = told(files, *lines)

    assert [reason for *_, reason in faults] == [
        "a line is missing before it",
        "it stands there twice, or in the wrong place",
    ]


def test_a_change_is_not_whole_and_another_follows(files: Files) -> None:
    """No crash leaves that."""
    lines = files.lines
    lsn = 16
    lines[2] = line(lsn - 4, lsn - 5, False, Entry(PUT, "events", 5, None, b'{"n":5}'))
    faults = told(files, *lines)

    assert [(offset, reason) for offset, *_, reason in faults] == [
        (len(b"".join(lines[:3])), "the change before it is not whole")
    ]


def test_a_change_has_no_beginning(files: Files) -> None:
    """A record of it stands where another one should begin."""
    lines = files.lines
    lines[3] = lines[4].replace(b"[14,13", b"[13,13")
    lines[3] = line(13, 13, False, Entry(PUT, "events", 2, None, b"{}"))
    faults = told(files, *lines)

    assert [reason for *_, reason in faults] == ["the beginning of the change is missing"]


def test_a_document_of_the_journal_cannot_be_read(files: Files) -> None:
    """Although it is what was written."""
    lines = files.lines
    lines[2] = line(12, 11, True, Entry(PUT, "events", 5, None, b'{"n":"\xff"}'))

    assert told(files, *lines) == [(at(files, 2), "events", 5, "it cannot be read")]


@pytest.mark.parametrize("nth", range(1, 12))
def test_a_line_break_is_missing(files: Files, nth: int) -> None:
    """The lines are told apart, so that what stands in them is counted."""
    lines = files.lines
    lines[nth - 1] = lines[nth - 1][:-1] + b"x"
    faults = told(files, *lines)
    damaged = "its first line is damaged" if nth == 1 else "the line break behind it is missing"

    assert [(offset, reason) for offset, *_, reason in faults] == [(at(files, nth - 1), damaged)]
    assert check(files.path).documents == check(files.put()).documents


def test_several_line_breaks_are_missing(files: Files) -> None:
    """Each is told."""
    lines = files.lines
    faults = told(files, *lines[:3], *(each[:-1] + b"\0" for each in lines[3:9]), *lines[9:])

    assert [offset for offset, *_ in faults] == [at(files, nth) for nth in range(3, 9)]


def test_a_checkpoint_that_says_nothing(files: Files) -> None:
    """It names no snapshot, and is no reason to refuse what stands before it."""
    assert not told(files, files.journal, line(20, 20, True, Entry(CHECKPOINT)))


def test_a_journal_of_something_else(files: Files) -> None:
    """It has no header that is known."""
    assert told(files, b"SQLite format 3\0\n", *files.lines[1:]) == [
        (0, "", None, "its first line is damaged")
    ]


def test_a_header_of_something_else(files: Files) -> None:
    """Another program may frame its lines in the same way."""
    header, *rest = files.lines
    other = framed(edited(header[9:-1], b"tinydb-journal", b"another-format"))

    assert told(files, other, *rest)[0] == (0, "", None, "its first line is damaged")


def test_faults_can_be_told_apart() -> None:
    """Those of two looks are compared."""
    one = Fault(Path("a"), 1, "", None, "b")

    assert {one} == {Fault(Path("a"), 1, "", None, "b")}
