"""What a changed claim line changes in the stored claim, and new claims made of lines."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.claims import ClaimLine, read
from store.claims_patch import free_id, made, patched, unmet
from store.claims_written import write
from store.model import ARTICLE, NOT_STATED, About, Claim, Document, view
from store.quantities import stated
from tests.factories import claim, figure
from tests.store.claim_lines import CLAIMS, EVENT_CLAIMS, LINE_WORDS, NAMES, TODAY, reading


def changed(document: Document, line: str, **options: Any) -> Document:
    """Return only the keys that editing the line of a claim to that one changes."""
    after = edited(document, line, **options)
    return {key: after[key] for key in after if after[key] != document.get(key)}


def edited(
    document: Document, line: str, others: tuple[Document, ...] = (), figures: bool = True
) -> Document:
    """Return a claim whose line was edited to that one."""
    claims = [view(Claim, each) for each in (*others, document)]
    before = reading(write(claims[-1], NAMES, claims))
    return patched(document, before, reading(line), claims, figures)


def stored(**keys: Any) -> Document:
    """Return a claim by SOHR, without a source, with what no line shows."""
    return claim(**{"source": None, "language": "ar", "mood": {"x": 1}, **keys})


def counted(*figures: Document) -> Document:
    """Return the claim that at least 49 soldiers died, with these figures."""
    return stored(
        statement="at least 49 soldiers killed", about="figure", figures=list(figures) or [FIGURE]
    )


FIGURE = figure(
    metric="killed",
    unit="person",
    population="soldiers",
    kind="cumulative",
    qualifier="at-least",
    low=49,
    best=None,
    high=None,
    verbatim="at least 49",
    as_of="2016-12-10",
    colour="blue",
)


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("SOHR said: it occurred", {}),
        ("Syrian Observatory for Human Rights: it   occurred", {}),
        ("Russia said: it occurred", {"claimant": "russia"}),
        ("SOHR reported: it occurred", {"verb": "reported"}),
        ("SOHR denied: it occurred", {"verb": "denied", "stance": "denies"}),
        ("SOHR said 10 Dec 2016: it occurred", {"said_on": "2016-12-10"}),
        ("SOHR via AFP said: it occurred", {"via": "afp"}),
        ("SOHR said: it crashed", {"statement": "it crashed"}),
        ('SOHR said: it occurred "so"', {"quote": "so"}),
        ("SOHR said: it occurred #cause", {"about": "cause"}),
        ("SOHR said: it occurred #allegedly", {"hedge": "allegedly"}),
        ("SOHR said: it occurred [aleppo-1 s2]", {"source": "aleppo-1", "locator": "s2"}),
        ("Reuters said: it occurred", {}),
        ("SOHR via Reuters said: it occurred", {}),
        ("SOHR said 30 Feb 2016: it occurred", {}),
        ("SOHR said: it occurred [gone s2]", {}),
    ],
)
def test_only_what_differs_is_patched(line: str, keys: Document) -> None:
    """A name, day or source that is not known replaces nothing."""
    assert changed(stored(verb="said"), line) == keys


def test_what_is_taken_out_of_a_line_is_taken_away() -> None:
    """Everything that a line carries can be corrected to not stated."""
    document = stored(
        claimant="russia-mod",
        speaker={"name": "Igor Konashenkov", "office": "spokesman"},
        via="afp",
        said_on="2016-12-10",
        hedge="reportedly",
        quote="so",
        source="aleppo-1",
        locator="s2",
    )

    assert changed(document, "Russia MoD said: it occurred") == {
        "speaker": None,
        "via": None,
        "said_on": "",
        "hedge": "",
        "quote": "",
        "source": None,
        "locator": "",
    }


def test_what_a_line_cannot_carry_stays() -> None:
    """An odd verb, a hedge in words and a speaker in brackets outlast other corrections."""
    document = stored(
        verb="said again and again",
        hedge="looks set",
        speaker={"name": "Layla (Aleppo)"},
        said_on="Saturday",
        locator="s2",
    )

    assert changed(document, "SOHR: it crashed") == {"statement": "it crashed"}


@pytest.mark.parametrize(
    ("speaker", "aside", "expected"),
    [
        (None, "(Layla, medic)", {"name": "Layla", "office": "medic", "withheld": False}),
        ({"name": "A", "office": "b", "x": 1}, "(C, b)", {"name": "C", "office": "b", "x": 1}),
        (
            {"name": "A", "office": "b", "x": 1},
            "(b, withheld)",
            {"name": "", "office": "b", "withheld": True, "x": 1},
        ),
        (
            {"name": "A", "office": "b", "withheld": True},
            "(c, withheld)",
            {"name": "A", "office": "c", "withheld": True},
        ),
        (
            {"name": "A", "office": "b", "withheld": True},
            "(b)",
            {"name": "", "office": "b", "withheld": False},
        ),
    ],
)
def test_speakers(speaker: Document | None, aside: str, expected: Document) -> None:
    """Only the parts that differ; a withheld name is never let out by another correction."""
    document = stored(speaker=speaker)

    assert changed(document, f"SOHR {aside} said: it occurred") == {"speaker": expected}


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("at least 50 soldiers killed", {"low": 50, "verbatim": "at least 50"}),
        ("over 49 soldiers killed", {"qualifier": "more-than", "verbatim": "over 49"}),
        (
            "49 soldiers killed",
            {"qualifier": "stated", "verbatim": "49", "low": None, "best": 49},
        ),
        ("at least 49 fighters killed", {"population": "fighters"}),
        ("at least 49 soldiers wounded", {"metric": "wounded"}),
        ("at least 49 tanks killed", {"unit": "tank", "population": None}),
        (
            "at least 49 soldiers killed / past two days",
            {"period": {"verbatim": "past two days", "when": ""}},
        ),
        ("in the raid at least 49 soldiers killed", {}),
        ("80.000 soldiers killed", {}),
    ],
)
def test_a_number_that_changes_keeps_its_figure(line: str, keys: Document) -> None:
    """Only the parts that read otherwise change; kind, as-of and unknown keys stay."""
    (found,) = edited(counted(), f"SOHR said: {line}")["figures"]

    assert {key: found[key] for key in found if found[key] != FIGURE.get(key)} == keys


def test_a_period_keeps_what_no_line_shows() -> None:
    """Other words may mean other days; no words end the period."""
    period = {"verbatim": "past two days", "when": "2016-12-09/2016-12-10", "x": 1}
    document = stored(
        statement="49 killed in the past two days",
        figures=[figure(metric="killed", verbatim="49", best=49, period=period)],
    )
    other = edited(document, "SOHR said: 49 killed in the past two weeks")
    none = edited(document, "SOHR said: 49 killed")

    assert other["figures"][0]["period"] == {"verbatim": "past two weeks", "when": "", "x": 1}
    assert none["figures"][0]["period"] is None


def test_a_number_taken_out_takes_its_figure_away() -> None:
    """What stays is the figure of the number that stays."""
    document = stored(
        statement="50 killed, 70 wounded",
        figures=[
            figure("f1", metric="killed", verbatim="50", best=50),
            figure("f2", metric="wounded", verbatim="70", best=70),
        ],
    )

    assert edited(document, "SOHR said: 80 wounded")["figures"] == [
        {**document["figures"][1], "verbatim": "80", "best": 80}
    ]


def test_numbers_that_change_places_keep_their_figures() -> None:
    """A figure follows its words, not its place."""
    document = stored(
        statement="50 killed, 70 wounded",
        figures=[
            figure("f1", metric="killed", verbatim="50", best=50),
            figure("f2", metric="wounded", verbatim="70", best=70),
        ],
    )

    assert edited(document, "SOHR said: 70 wounded, 50 killed")["figures"] == document["figures"]


def test_new_numbers_become_figures() -> None:
    """They take free ids; they are left out where they are not to be taken."""
    line = "SOHR said: at least 49 soldiers killed, 12 wounded"
    (_, new) = edited(counted(), line)["figures"]

    assert (new["id"], new["verbatim"], new["metric"]) == ("f2", "12", "wounded")
    assert edited(counted(), line, figures=False)["figures"] == [FIGURE]


def test_figures_made_by_hand_stay() -> None:
    """No number in the line is theirs, so that none of its changes is."""
    by_hand = figure("f7", metric="wounded", verbatim="dozens", qualifier="order-of-magnitude")
    line = "SOHR said: at least 50 soldiers killed, 12 captured"
    found = edited(counted(FIGURE, by_hand), line)["figures"]

    assert [each["id"] for each in found] == ["f1", "f7", "f8"]
    assert found[1] == by_hand


def test_a_figure_is_known_by_its_number_where_its_words_are_others() -> None:
    """The source has "over 80,000" where the statement says "more than 80,000"."""
    document = stored(
        statement="more than 80,000 displaced",
        about="figure",
        figures=[
            figure(
                metric="displaced",
                verbatim="over 80,000",
                qualifier="more-than",
                low=80_000,
                best=None,
            )
        ],
    )
    (found,) = edited(document, "SOHR said: more than 90,000 displaced")["figures"]

    assert (found["verbatim"], found["low"]) == ("more than 90,000", 90_000)


def test_a_number_that_was_not_taken_is_taken_only_as_another() -> None:
    """Other words around it take nothing; another number is new."""
    document = stored(statement="12 villages captured", about="figure")

    assert changed(document, "SOHR said: 12 towns captured") == {"statement": "12 towns captured"}
    assert edited(document, "SOHR said: 13 towns captured")["figures"][0]["best"] == 13


def test_a_number_that_has_its_figure_is_not_taken_again() -> None:
    """A figure made by hand is found again when its number can be read at last."""
    document = stored(
        statement="80.000 displaced",
        figures=[figure(metric="displaced", verbatim="80.000", best=80_000)],
    )

    assert "figures" not in changed(document, "SOHR said: 80,000 displaced")


@pytest.mark.parametrize(
    ("line", "about"),
    [
        ("SOHR said: the 70 others fled", "occurrence"),
        ("SOHR said: the 70 others fled #figure", "figure"),
        ("SOHR said: the 70 others fled #cause", "cause"),
    ],
)
def test_a_claim_whose_figures_are_left_out_is_about_no_figure(line: str, about: About) -> None:
    """Unless a tag says so: a new one, and one that is corrected."""
    assert made(reading(line), "c1", figures=False)["about"] == about
    found = edited(stored(about="occurrence"), line, figures=False)
    assert (found["about"], found.get("figures", [])) == (about, [])


def test_a_claim_without_its_tag_is_about_the_figures_that_it_has() -> None:
    """Also where a number that is new in the line is left out."""
    line = "SOHR said: at least 49 soldiers killed"
    without = stored(statement="at least 49 soldiers killed", about="cause")

    assert edited({**counted(), "about": "cause"}, line, figures=False)["about"] == "figure"
    assert edited(without, line, figures=False)["about"] == "occurrence"


OTHERS = (claim("c7", "afp"), claim("c8", ARTICLE), claim("c9", "afp"))


def test_links_are_set_by_claimant() -> None:
    """A claim agrees with all that a claimant says here, and replaces the latest."""
    found = changed(stored(), "SOHR said: it occurred #agrees-afp #replaces-afp", others=OTHERS)

    assert found == {"agrees_with": ["c7", "c9"], "supersedes": "c9"}


def test_links_that_stay_are_not_touched() -> None:
    """Only those of the claimants that differ change; one to a claim that is gone stays."""
    document = stored(agrees_with=["c0", "c9", "c8"], supersedes="c0")

    assert changed(document, "SOHR said: it occurred #agrees-afp", others=OTHERS) == {
        "agrees_with": ["c0", "c9"]
    }


def test_a_claim_replaces_an_earlier_one_only() -> None:
    """What stands after it, or itself, was not said before."""
    claims = [view(Claim, each) for each in (claim("c1"), stored(id="c2"), claim("c3"))]
    before, after = reading("SOHR: it occurred"), reading("SOHR: it occurred #replaces-sohr")

    assert patched(stored(id="c2"), before, after, claims)["supersedes"] == "c1"
    assert patched(stored(id="c1"), before, after, claims).get("supersedes") is None


def test_tags_that_meet_no_claim_are_told() -> None:
    """Nothing would be stored for them."""
    line = reading("SOHR: x #agrees-afp #agrees-russia #replaces-russia")
    claims = [view(Claim, claim("c1", "afp"))]

    assert unmet(line, claims, NAMES) == [
        "No claim of Russia stands here: write the tag with a claimant of this event."
    ]


def test_a_new_claim() -> None:
    """It has every key that a claim has, its figures from what was read."""
    line = reading(
        'Russia MoD (Igor Konashenkov, spokesman) via AFP said 10 Dec: 50,000 civilians fled "so"'
        " / past two days [aleppo-1 s17] #reportedly #agrees-afp #replaces-afp"
    )

    assert made(line, "c10", others=[view(Claim, each) for each in OTHERS]) == {
        "id": "c10",
        "claimant": "russia-mod",
        "verb": "said",
        "speaker": {"name": "Igor Konashenkov", "office": "spokesman", "withheld": False},
        "via": "afp",
        "stance": "asserts",
        "about": "figure",
        "statement": "50,000 civilians fled",
        "quote": "so",
        "language": "",
        "said_on": "2016-12-10",
        "hedge": "reportedly",
        "source": "aleppo-1",
        "locator": "s17",
        "supersedes": "c9",
        "agrees_with": ["c7", "c9"],
        "figures": [
            {
                "id": "f1",
                "metric": "fled",
                "unit": "person",
                "population": "civilians",
                "kind": None,
                "qualifier": "stated",
                "low": None,
                "best": 50_000,
                "high": None,
                "verbatim": "50,000",
                "period": {"verbatim": "past two days", "when": "2016-12-08/2016-12-10"},
                "as_of": None,
                "place": None,
            }
        ],
    }


def test_a_new_claim_without_its_numbers() -> None:
    """Numbers that were not seen are not taken; who is not known is not stated."""
    line = made(reading("Someone said: 12 died"), "c1", figures=False)

    assert (line["claimant"], line["figures"]) == (NOT_STATED, [])


@pytest.mark.parametrize(
    ("number", "best"),
    [("1.5 million", 1_500_000), ("1.25", 1.25), ("9" * 400, None)],
)
def test_numbers_are_stored_as_json_has_them(number: str, best: float | None) -> None:
    """Whole ones without a fraction; one beyond all floats not at all."""
    (found,) = made(reading(f"SOHR: {number} fled"), "c1")["figures"]

    assert (found["best"], type(found["best"])) == (best, type(best))


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ((), "c1"),
        (("c1", "c2", "c3"), "c4"),
        (("c3", "c1"), "c4"),
        (("f9", "c", "c01x", "Aleppo"), "c1"),
        (("c" + "9" * 5000,), "c1"),
    ],
)
def test_free_ids(taken: tuple[str, ...], expected: str) -> None:
    """The next after the last, so that none is used again."""
    assert free_id(taken, "c") == expected


LINES = LINE_WORDS | st.text(max_size=40)


def hidden(document: Document) -> list[Any]:
    """Return what no line shows, at each depth that is still there."""
    figures = [(each["id"], each.get("colour")) for each in document["figures"]]
    return [document["mood"], document["language"], (document["speaker"] or {}).get("x"), figures]


@given(CLAIMS, LINES, st.booleans())
def test_no_change_of_the_line_no_change_of_the_claim(
    found: Claim, text: str, figures: bool
) -> None:
    """Whatever is stored, and whatever the reading is, two equal readings patch nothing."""
    document = {**msgspec.to_builtins(found), "figures": [FIGURE]}
    line = write(found, NAMES, EVENT_CLAIMS)
    readings = [read(line, NAMES, TODAY), reading(text), reading(f"SOHR said: {text}")]

    assert all(patched(document, one, one, EVENT_CLAIMS, figures) is document for one in readings)


@given(LINES, LINES)
def test_unknown_keys_outlast_any_edit(text: str, other: str) -> None:
    """What no line shows stays while its speaker and its figure do, and the claim stays valid."""
    document = {**counted({**FIGURE, "best": 7}), "speaker": {"name": "A", "x": 1}}
    document["statement"] = f"{text} {document['statement']}"
    before = reading(write(view(Claim, document), NAMES))
    after = reading(f"SOHR (B) said: at least 49 soldiers killed {other}")
    found = patched(document, before, after, [])
    kept = [each for each in found["figures"] if each["id"] == "f1"]

    assert view(Claim, found)
    assert hidden({**found, "figures": kept})[:3] == hidden(document)[:3]
    assert all(each["colour"] == "blue" for each in kept)


@given(LINES, st.sampled_from(("", "SOHR (Layla) said: ", "SOHR told AFP 10 Dec 2016: 12 ")))
def test_a_claim_made_of_any_line_is_valid(text: str, head: str) -> None:
    """Its figures are those of the line, each under its own id, and it is written as it reads."""
    line = reading(f"{head}{text}")
    found = view(Claim, made(line, "c1", others=EVENT_CLAIMS))

    assert len({each.id for each in found.figures}) == len(line.figures)
    assert all(stated(each) or each.qualifier == "order-of-magnitude" for each in found.figures)


@given(LINES)
def test_a_claim_is_written_as_the_line_it_was_made_of(text: str) -> None:
    """The stroke apart, whose period the figure keeps, both lines read the same."""
    line = reading(f"SOHR said: {text}")
    again = reading(write(view(Claim, made(line, "c1")), NAMES))

    assert shown(again)[:5] == shown(line)[:5]
    assert again.statement in (line.statement, f"{line.statement}.")


def shown(line: ClaimLine) -> tuple[Any, ...]:
    """Return what both lines must read as."""
    return line.claimant, line.verb, line.about, line.stance, line.source
