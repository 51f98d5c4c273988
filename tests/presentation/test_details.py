"""The detail pane as lines: who says what, every word of it, at every width."""

from typing import Any
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from store.model import Event, view
from tests.factories import actor, claim, event, figure, place, source
from tests.presentation.pages import (
    JET,
    MODEL,
    at,
    bundled,
    flat,
    lines,
    looks,
    names,
    page,
    section,
    seeded,
)
from tui.presentation.card import card
from tui.presentation.details import Judged, details
from tui.presentation.ink import STYLES

SOHR = actor("sohr", name="Syrian Observatory", short="SOHR")
REBELS = actor("rebels", name="Rebels", kind="rebel group")
WING = actor(
    "wing", name="News wing", kind="media", parents=[{"actor": "rebels", "relation": "belongs-to"}]
)
MINISTRY = actor("mod", name="Defence Ministry", kind="government body")
KNOWN = names([SOHR, REBELS, WING, MINISTRY], [place()], [source()])

MODEL_HEAD = """\
People flee eastern Aleppo
About 26 November 2016 to Saturday 10 December 2016
(derived from “past two weeks”)
Eastern Aleppo
3 claimants · 4 figures · 1 article

FIGURES  people · hollow: not comparable"""

JET_56 = """\
Government jet lost on raids near Palmyra
By Saturday 10 December 2016
Palmyra (“near Palmyra”) · Jazal (“in the Jazal area”,
“near the Jazal oil fields west of the city”)
3 claimants · 1 article

 ≠ accounts differ: cause (SOHR, Aamaq)

CLAIMS
  SOHR (Syrian Observatory for Human Rights) reported: A
    government jet crashed in the Jazal area during
    raids on Islamic State near Palmyra.
    “had crashed in the Jazal area”
    ≠ cause · said by Sat 10 Dec 2016 · [1] sentence 2
  Aamaq (Aamaq news agency) claimed: Its militants
    brought the jet down near the Jazal oil fields, west
    of Palmyra.
    “had downed the jet”
    ≠ cause · said by Sat 10 Dec 2016 · party to the
    conflict (belongs to IS) · [1] sentence 3
  Palmyra CC (Palmyra Coordination Committee) said: It
    was a MiG-23.
    about identity · said by Sat 10 Dec 2016 ·
    “activist-run” · [1] sentence 4"""


def test_the_model_case_begins_with_when_where_and_whose_claims() -> None:
    """The head says the date as derived, the place, and the origins."""
    shown = "\n".join(lines(bundled(MODEL)))

    assert shown.startswith(MODEL_HEAD)


def test_the_jet_shows_two_accounts_of_its_loss() -> None:
    """Both claimants are named before their claims, and each says where it stands."""
    shown = "\n".join(lines(bundled(JET)))

    assert shown.startswith(JET_56)


def test_a_role_says_who_alone_gives_it() -> None:
    """The government is attacker to one claimant, target to the other."""
    shown = section(bundled(JET), "PARTICIPANTS")

    assert "▲ Syrian government forces attacker · only SOHR says so" in shown
    assert "target · only Aamaq says so · “the jet”" in shown


@pytest.mark.parametrize("title", list(seeded()[0]))
def test_every_claim_of_the_chronology_names_its_claimant(title: str) -> None:
    """Each claim starts with the claimant, and every statement and quote stands there whole."""
    known, event_ = seeded()[1], seeded()[0][title]
    shown = bundled(title, 200)
    claims = [stop for stop in shown.stops if stop.claim and not stop.figure]

    assert [stop.claim for stop in claims] == list(event_.claims)
    for stop in claims:
        one = stop.claim
        assert one is not None
        assert one.statement in at(shown, stop)
        assert one.quote in at(shown, stop)
        if one.claimant in known.actors:
            assert at(shown, stop).startswith(known.label(one.claimant))


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"verb": "claimed"}, "SOHR (Syrian Observatory) claimed: it occurred"),
        ({"verb": ""}, "SOHR (Syrian Observatory): it occurred"),
        ({"statement": "", "quote": "gone"}, "said: “gone”"),
        ({"statement": ""}, "said: (no words recorded)"),
        ({"quote": "ذهب", "language": "ar"}, "“ذهب” (ar)"),
        ({"quote": "gone", "language": "en"}, "“gone” ≠ occurrence ·"),
        ({"speaker": {"name": "Jo Doe", "office": "envoy"}}, "Observatory; Jo Doe, envoy) said"),
        ({"speaker": {"name": "X", "withheld": True}}, "Observatory; name withheld) said"),
        ({"speaker": {"office": "envoy"}}, "Observatory; name not stated, envoy) said"),
        ({"speaker": {"name": "Jo", "office": "syrian observatory"}}, "Observatory; Jo) said"),
        ({"via": "wing"}, "said (told to News wing): it occurred"),
        ({"via": "wing", "verb": "told"}, "told News wing: it occurred"),
        ({"hedge": "reportedly"}, "· “reportedly” ·"),
        ({"said_on": "2016-12-10"}, "on Sat 10 Dec 2016 ·"),
        ({"said_on": "2016-12"}, "Dec 2016 ·"),
        ({"said_on": "no date"}, "no date ·"),
        ({"stance": "denies"}, "· a denial ·"),
        ({"about": "cause"}, "about the cause ·"),
        ({"claimant": "rebels"}, "· party to the conflict · [1]"),
        ({"claimant": "wing"}, "· party to the conflict (belongs to Rebels) ·"),
        ({"claimant": "article"}, "The article said: it occurred"),
        ({"claimant": "not-stated"}, "Claimant not stated said: it occurred"),
        ({"claimant": "not-stated", "speaker": {"office": "an envoy"}}, "An envoy (name not"),
        ({"claimant": "unknown"}, "Unknown said: it occurred"),
        ({"locator": "s3"}, "[1] sentence 3"),
        ({"locator": "s3-s4"}, "[1] sentences 3–4"),
        ({"locator": "p. 7"}, "[1] p. 7"),
        ({"source": None}, "source not stated"),
        ({"supersedes": "c0"}, "replaces what Defence Ministry said before"),
        ({"agrees_with": ["c0", "gone"]}, "agrees with Defence Ministry ·"),
    ],
)
def test_a_claim_says_all_that_is_known_of_it(keys: dict[str, Any], words: str) -> None:
    """Verb, speaker, quote, day, hedge, stance, affiliation, source and other claims."""
    shown = page(KNOWN, 300, claims=[claim("c0", "mod"), claim(**{"said_on": "", **keys})])

    assert words in section(shown, "CLAIMS")


def test_a_replaced_claim_says_by_whom() -> None:
    """What no longer stands is not shown as if it stood."""
    shown = page(KNOWN, 300, claims=[claim("c1"), claim("c2", "mod", supersedes="c1")])

    assert "replaced by what Defence Ministry said later" in section(shown, "CLAIMS")


def test_what_the_name_says_already_is_not_said_again() -> None:
    """A claimant is described once: “news wing” adds nothing to News wing."""
    known = names([{**WING, "described": "news wing"}, {**SOHR, "described": "activist-run"}])
    shown = page(known, 300, claims=[claim(), claim("c2", "wing"), claim("c3")])

    assert section(shown, "CLAIMS").count("“activist-run”") == 2
    assert "“news wing”" not in flat(shown)


def test_the_full_name_stands_with_the_first_claim_only() -> None:
    """Later claims use the short name."""
    shown = section(page(KNOWN, claims=[claim(), claim("c2")]), "CLAIMS")

    assert shown.count("SOHR (Syrian Observatory)") == 1
    assert shown.count("SOHR") == 2


@pytest.mark.parametrize(
    ("claimants", "head"),
    [
        (["sohr"], "SOHR: Something occurs"),
        (["sohr", "mod"], "Something occurs Saturday"),
        (["article"], "Something occurs Saturday"),
        (["rebels", "wing"], "2 claimants · 1 source · parties only"),
        (["rebels", "sohr"], "2 claimants · 1 source ≠ accounts differ: occurrence (Rebels, SOHR)"),
        (["article"], "1 claimant · 1 source · only the article itself says so"),
        (["not-stated"], "1 source · claimant not stated"),
        (["article", "not-stated"], "1 claimant · 1 source ≠ accounts differ"),
        (["rebels", "wing", "not-stated"], "2 claimants · 1 source ≠ accounts differ"),
    ],
)
def test_the_head_says_whose_claims_these_are(claimants: list[str], head: str) -> None:
    """One claimant stands before the title; one side only is said."""
    claims = [claim(f"c{i}", uid) for i, uid in enumerate(claimants)]

    assert head in flat(page(KNOWN, claims=claims))


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"kind": "forecast"}, "Forecast · Saturday 10 December 2016"),
        ({"when": ""}, "Undated"),
        ({"when": "someday"}, "Someday"),
        ({"when_said": "Saturday"}, "Saturday 10 December 2016 (“Saturday”)"),
        ({"places": [{"place": "jazal", "as_said": "jazal"}]}, "Jazal"),
        ({"places": [{"place": "jazal", "as_said": "the area"}]}, "Jazal (“the area”)"),
    ],
)
def test_the_head_says_kind_date_and_place(keys: dict[str, Any], words: str) -> None:
    """A date that cannot be read stands for itself, a place beside what was said of it."""
    assert words in lines(page(KNOWN, **keys))


def test_people_are_named_only_where_a_name_may_be_given() -> None:
    """A withheld name stays withheld, even where a document holds it."""
    speakers = [{"name": "Secret", "office": "diplomat", "withheld": True}, {"name": "Jo Doe"}]
    claims = [
        claim("c1", "not-stated", speaker=speakers[0], via="wing", said_on=""),
        *(claim(f"c{i}", "mod", speaker=speakers[1]) for i in (2, 3)),
    ]
    shown = page(KNOWN, claims=claims)

    assert "Secret" not in flat(shown)
    assert section(shown, "PEOPLE") == (
        "PEOPLE name withheld · diplomat · told to News wing Jo Doe · for Defence Ministry"
    )


def test_a_source_shows_only_what_it_states() -> None:
    """No publisher and no address where none is given; both where they are."""
    bare = source("a", title="A report", issued="", agencies=["AP"])
    full = source("b", publisher="Press", URL="https://example.org/1", archive="box 3")
    known = names(sources=[bare, full])
    claims = [claim(f"c{i}", source=uid, locator=f"s{i}") for i, uid in enumerate("bbaz")]
    shown = section(page(known, claims=claims), "SOURCES")

    assert shown == (
        "SOURCES [1] An article Saturday 10 December 2016 · Press https://example.org/1 "
        "archived: box 3 2 claims: sentences 0, 1 [2] A report AP 1 claim: sentence 2 "
        "[3] z (this source is not in the store) 1 claim: sentence 3"
    )


def test_own_words_are_marked_as_such() -> None:
    """Summary, notes, tags, related events and a grading are no claims."""
    grading = {"grade": "fair", "grader": "Jo", "date": "2020", "rule": "R1"}
    shown = page(summary="S", notes="N", tags=["t", "u"], related=["e2"], grading=grading)

    assert "SUMMARY this chronology's own words S" in flat(shown)
    assert "NOTES this chronology's own words N" in flat(shown)
    assert "TAGS t, u" in flat(shown)
    assert "RELATED uids of other events e2" in flat(shown)
    assert "GRADING civilian harm, Airwars' scale fair · by Jo, 2020 · R1" in flat(shown)


def test_empty_sections_are_left_out() -> None:
    """An event without claims is a title and a date."""
    assert lines(page()) == ["Something occurs", "Saturday 10 December 2016", "source not stated"]


def test_stops_lead_to_cards_claims_figures_and_sources() -> None:
    """Each stop carries what can be done there; the title carries nothing."""
    claims = [claim(figures=[figure()]), claim("c2", "article")]
    parts = [{"actor": "rebels", "role": "victim"}, {"actor": "gone", "role": "host"}]
    shown = page(KNOWN, claims=claims, participants=parts)
    done = [(stop.actor, stop.source, bool(stop.claim), bool(stop.figure)) for stop in shown.stops]

    assert done == [
        ("", "", False, False),
        ("sohr", "src", True, True),
        ("sohr", "src", True, False),
        ("", "src", True, False),
        ("rebels", "", False, False),
        ("", "", False, False),
        ("", "src", False, False),
    ]


def test_ascii_needs_no_other_sign() -> None:
    """Marks, quotes, bars and dots all have a plain form."""
    for title in seeded()[0]:
        assert "\n".join(lines(bundled(title, ascii_only=True))).isascii(), title


def test_every_style_is_known() -> None:
    """No part is written in a style that the theme does not have."""
    used = {style for title in seeded()[0] for line in bundled(title).lines for _, style in line}

    assert {style.partition(":")[0] for style in used} <= {"", *STYLES}


def test_two_hundred_claims_stay_in_order() -> None:
    """A long event is all there, one stop a claim."""
    shown = page(KNOWN, claims=[claim(f"c{i}", statement=f"no. {i}.") for i in range(200)])
    claims = [stop.claim for stop in shown.stops if stop.claim]

    assert [one.statement for one in claims] == [f"no. {i}." for i in range(200)]


TEXT = st.text(
    st.sampled_from("ab 全\u0301\u200d\ufe0f❤دا\n\t\x1b\x07\x9b\u202e\ud800[/]@·-\u00a0·")
    | st.characters(),
    max_size=40,
)
SPEAKERS = st.none() | st.fixed_dictionaries({"name": TEXT, "office": TEXT})
CLAIMS = st.fixed_dictionaries(
    {
        "claimant": st.sampled_from(["sohr", "mod", "article", "not-stated", "gone\x1b"]),
        **dict.fromkeys(("verb", "statement", "quote", "hedge", "language", "locator"), TEXT),
        "source": st.none() | st.sampled_from(["src", "missing"]),
        "speaker": SPEAKERS,
        "figures": st.lists(
            st.fixed_dictionaries({"verbatim": TEXT, "population": st.none() | TEXT}), max_size=1
        ),
    }
)


def _hostile(claims: list[dict[str, Any]], text: str) -> tuple[Event, Any]:
    known = names(
        [actor("sohr", name=text, described=text, aliases=[{"name": text}]), MINISTRY],
        sources=[source(title=text, publisher=text, URL=text)],
    )
    numbered = [
        claim(f"c{i}", **{**one, "figures": [figure(f"f{i}", **part) for part in one["figures"]]})
        for i, one in enumerate(claims)
    ]
    parts = [{"actor": "sohr", "role": "victim", "as_said": text, "by": "gone"}]
    return view(Event, event(title=text, notes=text, claims=numbered, participants=parts)), known


@settings(deadline=None, max_examples=80)
@given(st.lists(CLAIMS, max_size=3), TEXT, st.integers(24, 120), st.booleans())
def test_no_text_breaks_the_lines(
    claims: list[dict[str, Any]], text: str, width: int, plain: bool
) -> None:
    """Whatever an event holds, no line is too wide and nothing reaches the terminal raw."""
    found, known = _hostile(claims, text)
    how = looks(known, plain)
    pages = [details(Judged.of(found), known, how, width), card("sohr", found, known, how, width)]

    for shown in pages:
        for line in shown.lines:
            assert sum(cell_len(part) for part, _ in line) <= width
            assert not any(category(char) in ("Cc", "Cs") for part, _ in line for char in part)
        assert all(0 <= stop.first < stop.end <= len(shown.lines) for stop in shown.stops)
