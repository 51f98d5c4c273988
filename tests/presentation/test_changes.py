"""The section of changes: what was there before, what is there now, when, by whom and why."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from store.edits import edited, restored
from store.model import Document, Event, view
from store.seeding import seed_changes
from tests.factories import claim, event, figure
from tests.presentation.edits import (
    ORIGIN,
    RIMA,
    SEED,
    YOU,
    changing,
    corrected,
    entries,
    shown,
)
from tests.presentation.pages import JET, MODEL, at, flat, lines, section


def test_an_entry_says_what_was_bundled_and_what_is_there_now() -> None:
    """With the day, and why."""
    page = shown(corrected({"title": "Something else occurs"}))

    assert section(page, "CHANGES") == (
        "CHANGES since it was bundled title · bundled: “Something occurs” · "
        "you: “Something else occurs”, 24 Nov 2026, misread"
    )


def test_the_head_says_that_something_was_changed() -> None:
    """Beside how many claim it; where nothing is any more, it does not."""
    document = corrected({"title": "Other"})

    assert lines(shown(document))[2].endswith(" · 1 source · changed since it was bundled")
    assert "changed" not in flat(shown(edited(document, restored(document), YOU)))
    assert "CHANGES" not in flat(shown(SEED))


def test_an_import_goes_by_its_format() -> None:
    """As it is stored."""
    document = corrected({"title": "Other"}, seed={**SEED, "origin": {**ORIGIN, "format": "UCDP"}})
    page = shown(document)

    assert "· changed since it was imported from UCDP" in flat(page)
    assert section(page, "CHANGES").startswith(
        "CHANGES since it was imported from UCDP title · UCDP: “Something occurs” · you: “Other”"
    )


def test_an_import_of_no_named_format_is_an_import() -> None:
    """Nothing is left empty."""
    document = corrected({"title": "Other"}, seed={**SEED, "origin": {**ORIGIN, "format": ""}})

    assert "CHANGES since it was imported title · imported: “Something" in flat(shown(document))


def test_whoever_changed_it_is_named() -> None:
    """A name, where one is stored; the last of several."""
    document = corrected({"title": "Other"}, seed=corrected({"title": "A"}), by=RIMA)

    assert entries(document) == ["title · bundled: “Something occurs” · Rima: “Other”, 25 Nov 2026"]


def test_a_change_of_which_nothing_is_known_is_told_all_the_same() -> None:
    """By an older version, say."""
    document = event(origin={**ORIGIN, "changed": {"title": "Before"}})

    assert entries(document) == ["title · bundled: “Before” · now: “Something occurs”"]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"when": "2016-12"}, "date · bundled: Saturday 10 December 2016 · you: December 2016,"),
        ({"when": ""}, "date · bundled: Saturday 10 December 2016 · you: none,"),
        ({"when_said": "Saturday"}, "words of the date · bundled: none · you: “Saturday”,"),
        ({"when_derived": True}, "date derived · bundled: no · you: yes,"),
        ({"part_of_day": "early"}, "part of day · bundled: none · you: early,"),
        ({"kind": "situation"}, "kind · bundled: occurrence · you: situation,"),
        ({"summary": "S"}, "summary · bundled: none · you: “S”,"),
        ({"tags": ["a", "b"]}, "tags · bundled: none · you: a, b,"),
        ({"related": ["e2"]}, "related events · bundled: none · you: e2,"),
        (
            {"grading": {"grade": "fair", "grader": "Jo", "date": "2020"}},
            "grading · bundled: none · you: fair, by Jo,",
        ),
        (
            {"places": [{"place": "jazal", "as_said": "the area"}, {"place": "palmyra"}]},
            "places · bundled: none · you: Jazal (“the area”), Palmyra,",
        ),
        (
            {"participants": [{"actor": "sohr", "role": "victim", "as_said": "them", "by": "un"}]},
            "participants · bundled: none · you: SOHR (victim · only UN says so · “them”),",
        ),
    ],
)
def test_a_field_of_the_event_is_named_in_words(keys: dict[str, Any], words: str) -> None:
    """And what stands in it."""
    (entry,) = entries(corrected(keys))

    assert entry == f"{words} 24 Nov 2026, misread"


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"verb": "said"}, "SOHR's claim: verb · bundled: “reported” · you: “said”,"),
        ({"statement": "it"}, "SOHR's claim: statement · bundled: “it fell” · you: “it”,"),
        ({"claimant": "rebels"}, "Rebels' claim: claimant · bundled: SOHR · you: Rebels,"),
        ({"claimant": "article"}, "the article's claim: claimant · bundled: SOHR · you: the art"),
        ({"claimant": "not-stated"}, "claim without a claimant: claimant · bundled: SOHR · you: n"),
        ({"source": "other"}, "SOHR's claim: source · bundled: An article · you: Another,"),
        ({"source": None}, "SOHR's claim: source · bundled: An article · you: none,"),
        ({"locator": "s3"}, "SOHR's claim: locator · bundled: none · you: “sentence 3”,"),
        ({"via": "un"}, "SOHR's claim: told to · bundled: none · you: UN,"),
        ({"stance": "denies"}, "SOHR's claim: stance · bundled: asserts · you: denies,"),
        ({"about": "cause"}, "SOHR's claim: matter · bundled: occurrence · you: cause,"),
        ({"said_on": "2016-12"}, "SOHR's claim: day of the report · bundled: none · you: December"),
        ({"supersedes": "c2"}, "SOHR's claim: replaces · bundled: none · you: claim by UN,"),
        ({"supersedes": "c9"}, "· you: claim c9,"),
        ({"agrees_with": ["c2"]}, "SOHR's claim: agrees with · bundled: none · you: claim by UN,"),
        (
            {"speaker": {"name": "Jo Doe", "office": "envoy"}},
            "SOHR's claim: speaker · bundled: none · you: Jo Doe, envoy,",
        ),
    ],
)
def test_a_field_of_a_claim_goes_by_its_claimant(keys: dict[str, Any], words: str) -> None:
    """As it is called now."""
    (entry,) = changing(**keys)

    assert words in entry


def test_claims_that_are_added_or_taken_away_are_told_by_their_words() -> None:
    """The statement, or the quote where there is none."""
    document = corrected(
        {"claims": [SEED["claims"][0], claim("c3", "rebels", statement="", quote="we won")]}
    )

    assert entries(document) == [
        "claim by UN taken away · bundled: “it occurred” · you, 24 Nov 2026, misread",
        "claim by Rebels added · “we won” · you, 24 Nov 2026, misread",
    ]


def test_a_claim_without_words_says_so() -> None:
    """And one without a claimant too."""
    bare = claim("c3", "not-stated", statement="")

    assert entries(corrected({"claims": [*SEED["claims"], bare]})) == [
        "claim without a claimant added · “no words recorded” · you, 24 Nov 2026, misread"
    ]


def test_figures_that_are_added_or_taken_away_are_told_with_their_scope() -> None:
    """What is counted, over what time."""
    assert changing(figures=[figure("f2", verbatim="70", population="civilians")]) == [
        "figure taken away · bundled: “50,000”, fled, period not stated",
        "figure added · “70”, civilians fled, period not stated",
    ]
    assert changing(figures=[]) == [
        "figure of SOHR taken away · bundled: “50,000”, fled, period not stated · "
        "you, 24 Nov 2026, misread"
    ]


def test_one_of_several_claims_or_figures_of_a_claimant_is_told_by_its_words() -> None:
    """Where there is only one, that is not needed."""
    two = [
        claim("c1", "sohr", statement="one " * 40, figures=[figure(), figure("f2", verbatim="9")]),
        claim("c2", "sohr", statement="", quote="two"),
        claim("c3", "sohr", statement=""),
    ]
    figures = [{**two[0]["figures"][0], "best": 1}, two[0]["figures"][1]]
    changed = [{**one, "verb": "told"} for one in two]
    document = corrected({"claims": [{**changed[0], "figures": figures}, *changed[1:]]},
                         seed={**SEED, "claims": two})  # fmt: skip

    assert [entry.split(" · ")[0] for entry in entries(document)] == [
        "verb",
        "figure (“50,000”): number",
        "SOHR's claim (“two”): verb",
        "SOHR's claim (c3): verb",
    ]
    whose = f"SOHR's claim (“{'one ' * 9}one…”) · you, 24 Nov 2026, misread verb · bundled:"
    assert whose in section(shown(document), "CHANGES")


def test_a_stop_carries_the_part_with_its_claim_and_figure_where_they_are_there() -> None:
    """So that they can be edited, copied or restored from here."""
    first, second = SEED["claims"]
    changed = {**first, "verb": "said", "figures": [{**figure(), "best": 1}]}
    page = shown(corrected({"title": "Other", "claims": [changed], "tags": ["a"]}))
    found = {
        at(page, stop).split(" · ")[0]: (stop.part, stop.source, stop.claim, stop.figure)
        for stop in page.stops[-5:]
    }
    there = view(Event, {**SEED, "claims": [changed]}).claims[0]

    assert found == {
        "title": ("title", "", None, None),
        "tags": ("tags", "", None, None),
        "verb": ("claims/c1/verb", "src", there, None),
        "figure: number": ("claims/c1/figures/f1/best", "src", there, there.figures[0]),
        f"claim by {second['claimant'].upper()} taken away": ("claims/c2", "", None, None),
    }
    assert [stop.actor for stop in page.stops[-5:] if stop.claim] == ["sohr", "sohr"]


def test_nothing_is_cut_however_much_was_changed() -> None:
    """Every entry is there, each whole."""
    claims = [claim(f"c{i}", "sohr", statement=f"no. {i}.") for i in range(200)]
    notes = "N " * 2_000
    document = corrected(
        {"notes": notes, "claims": [{**one, "verb": "told"} for one in claims]},
        seed={**SEED, "claims": claims},
    )

    assert len(entries(document)) == 201
    assert " ".join(notes.split()) in section(shown(document, 60), "CHANGES")


@pytest.mark.parametrize("withheld_first", [True, False])
def test_a_withheld_name_is_not_told_as_it_was_before_either(withheld_first: bool) -> None:
    """Whichever of the two says so."""
    open_, hidden = {"name": "Secret"}, {"name": "Secret", "withheld": True}
    before, now = (hidden, open_) if withheld_first else (open_, hidden)
    seed = {**SEED, "claims": [claim(speaker=before)]}
    document = corrected({"claims": [claim(speaker=now)]}, seed=seed)
    own = {key: value for key, value in document.items() if key != "origin"}
    told = "bundled: name withheld · you: " + ("Secret" if withheld_first else "name withheld")

    assert told in section(shown(document), "CHANGES")
    assert "before: name withheld" in section(shown(own), "CHANGES")
    assert withheld_first or "Secret" not in flat(shown(document)) + flat(shown(own))


def test_fields_that_only_a_document_has_are_no_changes_of_the_page() -> None:
    """Unknown keys, and nulls for what is not there, are seen in JSON only."""
    claims = [{**one, "via": None, "x-own": 1} for one in SEED["claims"]]

    assert "CHANGES" not in flat(shown(corrected({"x-own": 2, "claims": claims})))


def test_an_import_that_is_no_valid_event_is_told_as_it_stands() -> None:
    """By another version, or by hand."""
    changed = {"title": 7, "tags": {"a": [1]}, "when": "2012", "participants": [3], "x": 1}
    document = event(origin={**ORIGIN, "changed": changed}, claims=[claim()])

    assert entries(document) == [
        "date · bundled: 2012 · now: Saturday 10 December 2016",
        "title · bundled: 7 · now: “Something occurs”",
        "participants · bundled: [3] · now: none",
        'tags · bundled: {"a": [1]} · now: none',
        "x · bundled: 1 · now: none",
    ]


def test_an_own_event_tells_what_each_part_was() -> None:
    """The latest first; what was added is told as it is."""
    own = event(claims=[claim("c2", "un", figures=[figure()]), claim("c3")])
    document = corrected(
        {"title": "Other", "claims": [claim("c1", "sohr"), claim("c3", figures=[figure()])]},
        seed=own,
    )
    document = corrected({"title": "Third", "claims": [claim("c3")]}, seed=document, by=RIMA)

    assert section(shown(document), "CHANGES").startswith("CHANGES what each part was, the latest")
    assert entries(document) == [
        "title · before: “Other” · Rima, 25 Nov 2026",
        "claim by SOHR taken away · before: “it occurred” · Rima, 25 Nov 2026",
        "figure of SOHR taken away · before: “50,000”, fled, period not stated · Rima, 25 Nov 2026",
        "title · before: “Something occurs” · you, 24 Nov 2026, misread",
        "claim by UN taken away · before: “it occurred” · you, 24 Nov 2026, misread",
        "figure of SOHR added · “50,000”, fled, period not stated · you, 24 Nov 2026, misread",
        "claim by SOHR added · “it occurred” · you, 24 Nov 2026, misread",
    ]


def test_a_history_of_what_nobody_knows_any_more_is_told() -> None:
    """Claims that are gone, keys that no view has, values of any kind."""
    was = {
        "claims/c9/verb": "said",
        "claims/c9/figures/f9/best": 7,
        "claims/c8": None,
        "claims/c7": {"claimant": 7},
        "claims": [1, 2],
        "figures": [1],
        "speaker": {"name": "Jo"},
        "x": {"a": None},
        "best": float("inf"),
        "tags": [[1]],
        "participants": ["them"],
    }
    document = event(history=[{"at": "once", "was": was}])

    assert entries(document) == [
        "verb · before: “said”",
        "figure: number · before: 7",
        "claim c8 added · none · you, once",
        'claim c7 taken away · before: {"claimant": 7} · you, once',
        "claims · before: 2 claims · you, once",
        "figures · before: 1 figure · you, once",
        "speaker · before: Jo · you, once",
        'x · before: {"a": null} · you, once',
        "number · before: inf · you, once",
        "tags · before: [[1]] · you, once",
        'participants · before: ["them"] · you, once',
    ]


def test_an_own_event_that_was_never_changed_has_no_such_section() -> None:
    """Nor does it say that it was changed."""
    assert "chang" not in flat(shown(event())).lower()
    assert " · changed" not in flat(shown(corrected({"title": "Other"}, seed=event())))


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ({"at": "2026-11-24T08:00:00Z"}, "Deleted on 24 Nov 2026 by you"),
        ({"at": "2026", "by": "Rima", "reason": "twice"}, "Deleted on 2026 by Rima: twice"),
    ],
)
def test_a_deleted_event_says_so_before_all_else(mark: Document, words: str) -> None:
    """When, by whom, and why."""
    assert lines(shown(event(deleted=mark)))[:2] == [words, "Something occurs"]


@pytest.mark.parametrize("title", [MODEL, JET])
def test_a_bundled_event_is_told_as_it_was_bundled(title: str) -> None:
    """The whole chronology has defaults left out, which are no changes."""
    seed = next(
        change.document
        for change in seed_changes()
        if change.document and change.document.get("title") == title
    )
    document = corrected({"title": "Other", "claims": seed["claims"][1:]}, seed=seed)

    assert len(entries(document)) == 2


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)
PATHS = st.sampled_from(
    [*SEED, "", "x", "/", "claims/c1", "claims/c9", "claims/c1/figures/f1", "claims/c9/figures/f1"]
    + [f"claims/{uid}/{key}" for uid in ("c1", "c9") for key in (*SEED["claims"][0], "speaker")]
    + [f"claims/c1/figures/{uid}/{key}" for uid in ("f1", "f9") for key in ("best", "period")]
    + ["participants", "places", "tags", "related", "grading", "when", "claims/c1/agrees_with"]
)


@given(st.dictionaries(PATHS, ANYTHING), st.dictionaries(PATHS, ANYTHING), st.integers(24, 120))
@settings(deadline=None, max_examples=150)
def test_whatever_is_kept_of_a_document_can_be_shown(
    changed: Document, was: Document, width: int
) -> None:
    """No line is too wide; nothing crashes."""
    history = [{"at": "2026-11-24", "was": was}]
    imported = event(claims=SEED["claims"], history=history, origin={**ORIGIN, "changed": changed})
    own = event(claims=SEED["claims"], history=history)

    for page in (shown(imported, width), shown(own, width)):
        assert all(sum(cell_len(text) for text, _ in line) <= width for line in page.lines)
