"""Drafts: lines that know what they were written from, and what others saved meanwhile."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.drafts import Consent, Draft, Line, decode, encode, rebased

TEXTS = st.text(max_size=8)
LINES = st.builds(
    Line, text=TEXTS, was=TEXTS, of=st.sampled_from(("", "c1", "c2")), figures=st.booleans()
)
DRAFTS = st.builds(
    Draft,
    form=st.just("event"),
    uid=TEXTS,
    version=st.integers(0, 9),
    fields=st.dictionaries(TEXTS, st.lists(LINES, min_size=1, max_size=3).map(tuple), max_size=3),
    consents=st.lists(st.builds(Consent, name=TEXTS), max_size=1).map(tuple),
)


def draft(*lines: Line, version: int = 1, field: str = "claims") -> Draft:
    """Return the draft of an event with one field."""
    return Draft(form="event", uid="e1", version=version, fields={field: lines})


def stored(text: str, of: str = "") -> Line:
    """Return a line as it was written from what is stored."""
    return Line(text, text, of)


@given(DRAFTS)
def test_a_draft_survives_as_it_stands(one: Draft) -> None:
    """Written and read again, not a letter is lost."""
    assert decode(encode(one)) == one


@pytest.mark.parametrize("data", [b"", b"{}", b'{"form": "poem", "fields": {}}', b"[" * 99])
def test_what_is_no_draft_is_refused(data: bytes) -> None:
    """With the error that readers of JSON raise."""
    with pytest.raises(msgspec.DecodeError):
        decode(data)


def test_writing_touches_and_writing_back_untouches() -> None:
    """Only what differs from what is stored is saved."""
    opened = draft(stored("a", "c1"), stored("b", "c2"))
    typed = opened.writing("claims", 1, "c")

    assert not opened.touched
    assert typed.touched
    assert [line.touched for line in typed.lines("claims")] == [False, True]
    assert typed.is_touched("claims")
    assert not typed.writing("claims", 1, "b").touched


def test_lines_come_and_go() -> None:
    """The only line of a field becomes empty."""
    opened = draft(stored("a"))

    assert [line.text for line in opened.inserting("claims", 1).lines("claims")] == ["a", ""]
    assert opened.inserting("claims", 0).removing("claims", 0) == opened
    assert opened.removing("claims", 0).lines("claims") == (Line(),)
    assert opened.lines("notes") == (Line(),)
    assert opened.text("notes") == ""


def test_the_target_is_what_it_is_of() -> None:
    """Two states of one draft have one target, another claim has another."""
    opened = draft(stored("a"))

    assert opened.writing("claims", 0, "b").target == opened.target
    assert Draft(form="event", uid="e1", claim="c1", fields={}).target != opened.target


def test_what_was_not_touched_becomes_theirs() -> None:
    """Their words, their new lines, and what they took away."""
    mine = draft(stored("a", "c1"), stored("b", "c2"), Line("new"))
    theirs = draft(stored("A", "c1"), stored("C", "c3"), version=2)

    merged = rebased(mine, theirs)

    assert merged.version == 2
    assert merged.lines("claims") == (stored("A", "c1"), Line("new"), stored("C", "c3"))


def test_where_both_changed_a_line_both_are_kept() -> None:
    """Mine stands, theirs beside it; saving then changes what they saved."""
    mine = draft(Line("mine", "a", "c1", figures=False))

    (line,) = rebased(mine, draft(stored("theirs", "c1"))).lines("claims")

    assert line == Line("mine", "theirs", "c1", figures=False, theirs="theirs")


@pytest.mark.parametrize("now", ["a", "mine"])
def test_no_conflict_where_they_changed_nothing_or_the_same(now: str) -> None:
    """There is nothing to be told."""
    mine = draft(Line("mine", "a", "c1"))

    (line,) = rebased(mine, draft(stored(now, "c1"))).lines("claims")

    assert (line.text, line.theirs) == ("mine", None)


def test_what_they_took_away_stays_where_it_was_touched() -> None:
    """As a new line that says so; untouched it goes, and a field keeps one line."""
    touched = draft(Line("mine", "a", "c1"))
    gone = draft(Line())

    assert rebased(touched, gone).lines("claims") == (Line("mine", theirs=""),)
    assert rebased(draft(stored("a", "c1")), gone).lines("claims") == (Line(),)


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (Line(), stored("theirs"), stored("theirs")),
        (Line("mine"), stored("theirs"), Line("mine", "theirs", theirs="theirs")),
        (stored("a"), Line(), Line()),
        (Line("mine", "a"), Line(), Line("mine", theirs="")),
    ],
)
def test_a_field_of_one_line(mine: Line, theirs: Line, expected: Line) -> None:
    """It stays one line, whoever filled or emptied it."""
    assert rebased(draft(mine), draft(theirs)).lines("claims") == (expected,)


@given(st.lists(LINES, min_size=1, max_size=4), st.lists(LINES, min_size=1, max_size=4))
def test_nothing_typed_is_lost_by_others_changes(mine: list[Line], theirs: list[Line]) -> None:
    """Each line that was touched is still there."""
    fresh = [stored(line.was, line.of) for line in theirs]
    merged = rebased(draft(*mine), draft(*fresh)).lines("claims")

    assert {line.text for line in mine if line.touched} <= {line.text for line in merged}
