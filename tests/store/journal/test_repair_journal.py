"""What a repair saves of the changes in a damaged journal."""

from pathlib import Path

import pytest

from store.journal.lines import PUT, Entry, line
from tests.store.journal.damage import BASE, WHOLE, Files, database, edited
from tests.store.journal.mending import mend
from tests.store.journal.recovery import NAME


@pytest.fixture(autouse=True)
def nobody_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for whoever might be writing."""
    monkeypatch.setattr("store.journal.rescue._SETTLING", 0)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Return a database without a fault."""
    return database(tmp_path / NAME)


def test_several_changes_are_damaged(files: Files) -> None:
    """What is behind them is done, and what can be read of their lines is told."""
    journal = edited(files.journal, b'"mood":"a"', b'"mood":"b"')
    found = mend(files.put(journal=edited(journal, b'"three"}', b'"three";')))
    at = files.journal.index(b'[14,13,true,"put","events",2') - 9
    after = files.journal.index(b'[17,15,true,"put","actors",3') - 9

    assert found.documents.keys() == WHOLE.keys() - {("actors", 3)}
    assert found.lost == [
        (files.beside.name, at, "events", 2, "it is damaged"),
        (files.beside.name, after, "actors", 3, "it is damaged"),
    ]
    assert found.conflicts == [("events", 2, WHOLE["events", 2] | {"mood": "b"}, BASE["events", 2])]


def test_lines_are_missing(files: Files) -> None:
    """They are told where they should stand; what can be done is done."""
    lines = files.lines
    found = mend(files.put(journal=b"".join(lines[:4] + lines[6:])))

    assert found.documents == WHOLE | {("events", 2): BASE["events", 2]}
    assert found.lost == [
        (files.beside.name, len(b"".join(lines[:4])), "", None, "a line is missing before it")
    ]


def test_the_last_changes_are_missing_and_it_was_closed(files: Files) -> None:
    """Its last line tells how many there were."""
    lines = files.lines
    found = mend(files.put(journal=b"".join(lines[:8] + lines[11:])))

    assert found.documents.keys() == WHOLE.keys() - {("places", 1)}
    assert [each[4] for each in found.lost] == ["3 lines are missing before it"]


def test_only_the_beginnings_of_changes_are_damaged(files: Files) -> None:
    """They tell when and by whom; no document is lost."""
    found = mend(files.put(journal=files.journal.replace(b'"at":"2', b'"at":"1')))

    assert found.documents == WHOLE
    assert found.lost == []


def test_lines_stand_in_another_order(files: Files) -> None:
    """Each has its number."""
    header, *rest = files.lines
    found = mend(files.put(journal=header + b"".join(reversed(rest))))

    assert found.documents == WHOLE
    assert not found.lost
    assert not found.conflicts


def test_lines_stand_there_twice(files: Files) -> None:
    """They are done once."""
    header, *rest = files.lines
    found = mend(files.put(journal=header + b"".join(rest) * 2))

    assert found.documents == WHOLE
    assert found.repaired.applied == 5
    assert not found.lost
    assert not found.conflicts


def test_two_changes_have_one_number(files: Files) -> None:
    """The first is done, and the other one told."""
    other = line(12, 11, True, Entry(PUT, "events", 9, None, b"{}"))
    found = mend(files.put(journal=files.journal + other))

    assert found.documents == WHOLE
    assert found.lost == [
        (
            *(files.beside.name, len(files.journal), "events", 9),
            "there is another change of the number 12",
        )
    ]


def test_a_change_that_was_never_confirmed(files: Files) -> None:
    """It is not made; what it would have done can be read."""
    unfinished = b"".join(files.lines[:7])
    found = mend(files.put(journal=unfinished + files.lines[7][:-20]))

    assert found.documents == {
        **{place: BASE[place] for place in BASE},
        **{place: WHOLE[place] for place in [("events", 2), ("events", 5)]},
    }
    assert found.conflicts == [("events", 3, None, BASE["events", 3])]
    assert found.reasons == ["it was never confirmed"]


def test_nothing_is_known_of_a_change_that_was_never_confirmed(files: Files) -> None:
    """That there is one is told."""
    begin = len(b"".join(files.lines[:3]))
    found = mend(files.put(journal=files.journal[: begin + 50]))

    assert found.conflicts == []
    assert found.lost == [
        (
            *(files.beside.name, begin, "", None),
            "the last 50 bytes are of a change that was never confirmed",
        )
    ]


def test_the_header_is_damaged(files: Files) -> None:
    """Each change is made where its document is the one that it was made to."""
    found = mend(files.put(journal=b"x" + files.journal[1:]))

    assert found.documents == WHOLE
    assert not found.lost
    assert not found.conflicts


def test_header_and_lines_are_damaged(files: Files) -> None:
    """The number of the first is known from the snapshot."""
    journal = edited(files.journal, b'"put","events",5,null', b'"put","events",5,nuxl')
    found = mend(files.put(journal=b"x" + journal[1:]))

    assert found.documents.keys() == WHOLE.keys() - {("events", 5)}
    assert [each[2:4] for each in found.lost] == [("events", 5)]


def test_header_and_first_line_of_the_snapshot_are_damaged(files: Files) -> None:
    """Nobody knows the number of the first change then, so that all is told."""
    journal = edited(files.journal, b'"put","events",5,null', b'"put","events",5,nuxl')
    journal = edited(journal, b'[11,11,false,"meta"', b'[11,11,false;"meta"')
    journal = edited(journal, b'"three"}', b'"three";')
    found = mend(files.put(snapshot=b"x" + files.snapshot[1:], journal=b"x" + journal[1:]))

    assert found.documents.keys() == WHOLE.keys() - {("events", 5), ("actors", 3)}
    assert [each[0] for each in found.lost] == [NAME, *[files.beside.name] * 3]


def test_only_a_mark_is_left(files: Files) -> None:
    """Of all changes nothing is known but their number."""
    header, *_, closed = files.lines
    found = mend(files.put(journal=header + closed))

    assert found.documents == BASE
    assert [each[4] for each in found.lost] == ["10 lines are missing before it"]


def test_nothing_but_a_damaged_header_is_left(files: Files) -> None:
    """It may have been a journal of any length."""
    found = mend(files.put(journal=b"x" + files.lines[0][1:]))

    assert found.documents == BASE
    assert found.lost == [(files.beside.name, 0, "", None, "its first line is damaged")]
