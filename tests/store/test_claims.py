"""Claim lines: CLAIMANT (SPEAKER) [via X] VERB [day]: statement "quote" [source]."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.claims import ClaimLine
from store.claims_head import VERBS
from store.model import ARTICLE, NOT_STATED, About, Speaker, Stance
from tests.store.claim_lines import LINE_WORDS, reading


def parts(line: ClaimLine) -> dict[str, Any]:
    """Return what differs from an empty line, figures aside."""
    empty = msgspec.structs.asdict(ClaimLine())
    found = msgspec.structs.asdict(line)
    return {key: found[key] for key in found if key != "figures" and found[key] != empty[key]}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "SOHR reported: crashed in the Jazal area [aleppo-1]",
            {
                "name": "SOHR",
                "claimant": "sohr",
                "verb": "reported",
                "statement": "crashed in the Jazal area",
                "source": "aleppo-1",
            },
        ),
        (
            'Aamaq claimed 10 Dec: its militants downed it "…" [aleppo-1]',
            {
                "name": "Aamaq",
                "claimant": "aamaq",
                "verb": "claimed",
                "said_on": "2016-12-10",
                "statement": "its militants downed it",
                "quote": "…",
                "source": "aleppo-1",
            },
        ),
        (
            "Russia MoD (Maj. Gen. Igor Konashenkov, spokesman) said: "
            "50,000 civilians fled / past two days [aleppo-1]",
            {
                "name": "Russia MoD",
                "claimant": "russia-mod",
                "speaker": Speaker(name="Maj. Gen. Igor Konashenkov", office="spokesman"),
                "statement": "50,000 civilians fled",
                "source": "aleppo-1",
                "about": "figure",
            },
        ),
    ],
)
def test_the_lines_of_the_manual(line: str, expected: dict[str, Any]) -> None:
    """Each line is understood whole, without a problem."""
    assert parts(reading(line)) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("sohr", ("sohr", "said", "", None)),
        ("Syrian Observatory for Human Rights", ("sohr", "said", "", None)),
        ("داعش claimed", ("islamic-state", "claimed", "", None)),
        ("SOHR 10 Dec 2016", ("sohr", "said", "2016-12-10", None)),
        ("SOHR Reported by 10 Dec 2016", ("sohr", "Reported", "[..2016-12-10]", None)),
        ("SOHR tweeted", ("sohr", "tweeted", "", None)),
        ("SOHR tweeted yesterday", ("sohr", "tweeted", "2026-11-21", None)),
        ("Russia called for", ("russia", "called for", "", None)),
        ("Russia MoD put the toll at", ("russia-mod", "put the toll at", "", None)),
        ("Russia via AFP", ("russia", "said", "", "afp")),
        ("Russia via AFP warned 8 Dec 2016", ("russia", "warned", "2016-12-08", "afp")),
        ("Russia told AFP", ("russia", "told", "", "afp")),
        ("Russia told AFP 10 Dec 2016", ("russia", "told", "2016-12-10", "afp")),
        (
            "SOHR said between 26 Nov 2016 and 10 Dec 2016",
            ("sohr", "said", "[2016-11-26..2016-12-10]", None),
        ),
        ("The article", (ARTICLE, "said", "", None)),
        ("article reported", (ARTICLE, "reported", "", None)),
        ("not stated", (NOT_STATED, "said", "", None)),
    ],
)
def test_heads(head: str, expected: tuple[str, str, str, str | None]) -> None:
    """Claimant, verb, day and whom it was told to are told apart without marks between them."""
    line = reading(f"{head}: x")

    assert (line.claimant, line.verb, line.said_on, line.via) == expected
    assert line.problems == ()


@pytest.mark.parametrize(
    ("verb", "stance"),
    [
        ("reported", "asserts"),
        ("said", "asserts"),
        ("claimed", "asserts"),
        ("tweeted", "asserts"),
        ("estimated", "estimates"),
        ("put", "estimates"),
        ("accused", "accuses"),
        ("pleaded", "calls-for"),
        ("called for", "calls-for"),
        ("denied", "denies"),
        ("announced", "announces"),
        ("warned", "forecasts"),
        ("corrected", "revises"),
        ("retracted", "retracts"),
        ("Denied", "denies"),
    ],
)
def test_the_stance_a_verb_proposes(verb: str, stance: Stance) -> None:
    """The verb stays as printed; its stance is a proposal."""
    line = reading(f"SOHR {verb}: x")

    assert (line.verb, line.stance) == (verb, stance)


@pytest.mark.parametrize("verb", VERBS)
def test_every_known_verb_is_found(verb: str) -> None:
    """A known verb ends the name of a claimant that nobody knows."""
    line = reading(f"Some New Group {verb} 8 Dec 2016: x")

    assert (line.name, line.verb, line.said_on) == ("Some New Group", verb, "2016-12-08")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Igor Konashenkov, spokesman", Speaker(name="Igor Konashenkov", office="spokesman")),
        ("Igor Konashenkov", Speaker(name="Igor Konashenkov")),
        ("Ahmad al-Khalil", Speaker(name="Ahmad al-Khalil")),
        ("قائد ميداني", Speaker(name="قائد ميداني")),
        ("European diplomat", Speaker(office="European diplomat")),
        ("Rami, head, founder", Speaker(name="Rami", office="head, founder")),
        ("European diplomat, name withheld", Speaker(office="European diplomat", withheld=True)),
        ("Layla, medic, withheld", Speaker(name="Layla", office="medic", withheld=True)),
        ("anonymous", Speaker(withheld=True)),
        ("withheld, US diplomat", Speaker(office="US diplomat", withheld=True)),
        (", US Secretary of State", Speaker(office="US Secretary of State")),
        (", Head, Founder", Speaker(office="Head, Founder")),
        ("", None),
        (" , ", None),
    ],
)
def test_speakers(text: str, speaker: Speaker | None) -> None:
    """Name and office are parted by a comma; one part alone in lower case is an office.

    So is all the rest where the place of the name is empty, or says that it is withheld.
    """
    assert reading(f"SOHR ({text}) said: x").speaker == speaker


def test_a_diplomat_without_a_name() -> None:
    """A claimant that is not stated may still have a speaker with an office."""
    line = reading("not stated (European diplomat, withheld) via AFP: x")

    assert (line.claimant, line.via, line.problems) == (NOT_STATED, "afp", ())
    assert line.speaker == Speaker(office="European diplomat", withheld=True)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("they left", ("they left", "")),
        ('they left "in haste"', ("they left", "in haste")),
        ("they left “in haste”", ("they left", "in haste")),
        ("they left «in haste»", ("they left", "in haste")),
        ('"in haste"', ("", "in haste")),
        ('"hundreds" fled', ('"hundreds" fled', "")),
        ('50 fled / recent days "in haste"', ("50 fled", "in haste")),
        ('50 fled "in haste" / recent days', ("50 fled", "in haste")),
        ("at 14:30: they left", ("at 14:30: they left", "")),
        ("and/or 3/4 of them", ("and/or 3/4 of them", "")),
        ('a pipe “of 5" or 6" or 7"”', ("a pipe", 'of 5" or 6" or 7"')),
        ('the sign read "a: b [c]"', ("the sign read", "a: b [c]")),
        ("one\x1b[2J\ttwo\u202e", ("one[2J two", "")),
    ],
)
def test_statement_and_quote(body: str, expected: tuple[str, str]) -> None:
    """The quote is what stands in quotation marks at the end."""
    line = reading(f"SOHR: {body}")

    assert (line.statement, line.quote) == expected
    assert line.problems == ()


@pytest.mark.parametrize(
    ("body", "verbatim", "period"),
    [
        ("50,000 civilians fled / past two days", ["50,000"], ["past two days"]),
        ("at least 49 soldiers killed", ["at least 49"], [None]),
        ("hundreds fled, 12 died / recent days", ["hundreds", "12"], ["recent days"] * 2),
        ('"over 30,000 people fled" / this week', ["over 30,000"], ["this week"]),
        ('it said "80 died" of 90 dead', ["80", "90"], [None, None]),
        ("nothing is counted", [], []),
    ],
)
def test_figures(body: str, verbatim: list[str], period: list[str | None]) -> None:
    """Figures are echoed as printed, with their period only where it is stated."""
    figures = reading(f"SOHR: {body}").figures

    assert [figure.verbatim for figure in figures] == verbatim
    assert [figure.period for figure in figures] == period


def test_a_figure_stands_where_it_says() -> None:
    """The span of a figure counts within the statement."""
    line = reading("SOHR reported: it killed at least 49 soldiers / Saturday [aleppo-1]")
    (figure,) = line.figures

    assert line.statement[figure.start : figure.end] == "at least 49"


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("aleppo-1", ("aleppo-1", "")),
        ("Aleppo-1", ("aleppo-1", "")),
        ("aleppo-1 s25", ("aleppo-1", "s25")),
        ("aleppo-1, p. 4", ("aleppo-1", "p. 4")),
        ("aleppo-1 p. 4, 5", ("aleppo-1", "p. 4, 5")),
        ("Islamic State re-enters Palmyra", ("aleppo-1", "")),
        ("", (None, "")),
    ],
)
def test_sources(reference: str, expected: tuple[str | None, str]) -> None:
    """A source is named by key or title; a locator may follow the key."""
    line = reading(f"SOHR: x [{reference}]")

    assert (line.source, line.locator) == expected
    assert line.problems == ()


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("", ("undated", "", "")),
        (" []", (None, "", "")),
        (" [aleppo-1 s2]", ("aleppo-1", "s2", "")),
        (" [gone s1]", (None, "s1", "gone s1")),
    ],
)
def test_a_source_stands_ready(reference: str, expected: tuple[str | None, str, str]) -> None:
    """It is the source of a line without brackets; empty ones say that there is none."""
    line = reading(f"SOHR: x{reference}", source="undated")

    assert (line.source, line.locator, line.unknown_source) == expected


def test_the_source_that_stands_ready_gives_the_year() -> None:
    """A day without a year is read as if the line named the source."""
    assert reading("SOHR said 10 Dec: x", source="aleppo-1").said_on == "2016-12-10"


@pytest.mark.parametrize(
    ("head", "unknown"),
    [
        ("SOHR", ()),
        ("the article", ()),
        ("Someone said", ("Someone",)),
        ("SOHR via Reuters said", ("Reuters",)),
        ("Someone told Reuters", ("Someone", "Reuters")),
        ("Someone (Layla", ()),
    ],
)
def test_unknown_names(head: str, unknown: tuple[str, ...]) -> None:
    """They are told apart from the sentences, to be created by consent; half a speaker is none."""
    assert reading(f"{head}: x").unknown == unknown


@pytest.mark.parametrize(
    ("line", "about"),
    [
        ("SOHR: it crashed", "occurrence"),
        ("SOHR: 12 died", "figure"),
        ('SOHR: they fled "in hundreds"', "figure"),
        ("SOHR: it crashed 4 km from the city", "occurrence"),
        ("SOHR: it crashed 4 km from the city, 2 died", "figure"),
        ("SOHR: 12 died #occurrence", "occurrence"),
        ("SOHR: it crashed #cause", "cause"),
    ],
)
def test_what_a_line_is_about(line: str, about: About) -> None:
    """A count is the matter of a line unless a tag says another; a distance says where."""
    assert reading(line).about == about


def test_it_is_known_whether_a_tag_says_what_it_is_about() -> None:
    """Else it follows from what is counted, as far as that is taken."""
    assert reading("SOHR: 12 died #figure").tagged
    assert not reading("SOHR: 12 died #denies").tagged


def test_numbers_that_cannot_be_read_are_told_apart() -> None:
    """A line without figures may state none, or one that is not clear."""
    line = reading("SOHR: 80.000 fled")

    assert line.figures == ()
    assert line.unclear in line.problems


@pytest.mark.parametrize("length", [490, 5_000])
def test_a_head_without_end_is_no_head(length: int) -> None:
    """A page pasted before a colon names nobody, and is not tried in every way."""
    name = ("via " * length)[:length].strip()

    assert reading(f"{name} ( x: y").claimant is None


@pytest.mark.parametrize(
    ("day", "reference", "expected"),
    [
        ("10 Dec", "aleppo-1", "2016-12-10"),
        ("11 Dec", "aleppo-1", "2015-12-11"),
        ("8-10 Dec", "aleppo-1", "2016-12-08/2016-12-10"),
    ],
)
def test_a_day_without_a_year(day: str, reference: str, expected: str) -> None:
    """It is the last such day up to the day of the source."""
    assert reading(f"SOHR said {day}: x [{reference}]").said_on == expected


@pytest.mark.parametrize("reference", ["undated", "odd", ""])
def test_a_day_without_a_year_or_source_is_refused(reference: str) -> None:
    """No year is assumed where no source gives one."""
    line = reading(f"SOHR said 10 Dec: x [{reference}]")

    assert (line.claimant, line.verb, line.said_on) == ("sohr", "said", "")
    assert "has no year" in line.problems[0]


def test_a_day_that_the_year_does_not_mend_is_refused() -> None:
    """An impossible day stays impossible."""
    assert reading("SOHR said 31 Nov: x [aleppo-1]").said_on == ""


def test_a_colon_keeps_the_claimant_above() -> None:
    """Claimant, speaker and via are kept; verb and day are those of the line, or none."""
    above = reading("Russia MoD (Igor Konashenkov) via AFP warned 10 Dec 2016: x")
    line = reading(": hundreds fled", above)

    assert parts(line) == {
        "name": "Russia MoD",
        "claimant": "russia-mod",
        "speaker": Speaker(name="Igor Konashenkov"),
        "via_name": "AFP",
        "via": "afp",
        "statement": "hundreds fled",
        "about": "figure",
    }


def test_a_verb_may_follow_the_colon() -> None:
    """A known verb before a second colon is the verb of the line."""
    line = reading(": estimated 10 Dec 2016: over 30,000 fled", reading("SOHR reported: x"))

    assert (line.claimant, line.verb, line.said_on) == ("sohr", "estimated", "2016-12-10")
    assert line.statement == "over 30,000 fled"


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_alone_may_follow_the_colon(verb: str) -> None:
    """Right before the second colon, or with a blank between."""
    above = reading("SOHR reported: x")

    for line in (reading(f": {verb}: two", above), reading(f":{verb.title()} : two", above)):
        assert (line.claimant, line.verb.casefold(), line.statement) == ("sohr", verb, "two")


def test_a_second_colon_without_a_verb_belongs_to_the_statement() -> None:
    """Only a verb makes a head after a kept claimant."""
    line = reading(": two things: a and b", reading("SOHR reported: x"))

    assert (line.verb, line.statement) == ("said", "two things: a and b")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("", "Write a colon after who says it"),
        ("SOHR reported a crash", "Write a colon after who says it"),
        (": a crash", "No claimant stands above"),
        ("said: a crash", "No claimant is given"),
        ("(Layla) said: a crash", "No claimant is given"),
        ("Someone said: a crash", "“Someone” is no known actor"),
        ("SOHR and UN said: a crash", "“SOHR and UN” is no known actor"),
        ("SOHR via Reuters said: a crash", "“Reuters” is no known actor"),
        ("SOHR told Reuters: a crash", "“Reuters” is no known actor"),
        ("SOHR (Layla said: a crash", "A bracket is not closed"),
        ("SOHR Layla) said: a crash", "A bracket is not closed"),
        ("SOHR said 10/12/2016: a crash", "“10/12/2016” can be 10 Dec 2016 or 12 Oct 2016"),
        ("SOHR said 30 Feb 2016: a crash", "30 February 2016 does not exist"),
        ("SOHR said:", "Write after the colon what SOHR said."),
        ("SOHR denied: [aleppo-1]", "Write after the colon what SOHR denied."),
        ('SOHR said: "a crash', "A quotation is not closed"),
        ("SOHR said: “a crash", "A quotation is not closed"),
        ("SOHR said: 80.000 fled", "“80.000” can be read as 80,000 or as 80"),
        ("SOHR said: they fled / recent days", "“recent days” is the period of no figure"),
        ("SOHR said: 80.000 fled / recent days", "“80.000” can be read as 80,000 or as 80"),
        ("SOHR said: a crash [gone s1]", "[gone s1] is no known source"),
    ],
)
def test_problems(line: str, problem: str) -> None:
    """Each problem is one sentence, and it stands first."""
    found = reading(line).problems

    assert found[0].startswith(problem)
    assert found[0].endswith(".")
    assert found[0].count(". ") == 0 or "p. " in found[0]


def test_problems_are_told_together() -> None:
    """Nobody mends one fault to be told of the next."""
    line = reading("Someone via Reuters said 10/12/2016: / today [gone]")

    assert [problem[:12] for problem in line.problems] == [
        "“Someone” is",
        "“Reuters” is",
        "“10/12/2016”",
        "[gone] is no",
    ]


@given(LINE_WORDS | st.text(max_size=40), st.booleans())
def test_any_line_is_read_without_a_crash(text: str, keeps: bool) -> None:
    """Whatever is typed, half a line included, there is a reading."""
    above = reading("SOHR reported: x")
    line = reading(f":{text}" if keeps else text, above)

    assert line.claimant or line.problems
    assert line.statement or line.quote or line.problems


@given(LINE_WORDS)
def test_no_word_of_a_plain_line_is_lost(text: str) -> None:
    """What stands after the colon comes back as statement, quote, period or source."""
    line = reading(f"SOHR reported: {text} end")

    assert line.statement.endswith("end") or "/" in text
