"""Corrections: the previous and the imported values are kept, and come back."""

import re
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from store.edits import (
    KEPT_BY_US,
    Correction,
    Stamp,
    corrections,
    created,
    deleted,
    differences,
    edited,
    imported,
    part,
    replaced,
    restored,
    undeleted,
)
from store.model import Deleted, Document, Event, Revision, view
from tests.factories import claim, event, figure
from tests.store.any_documents import SAID, SEEDS, meaning

FIRST = Stamp("2026-11-24T08:00:00Z")
THEN = Stamp("2026-11-25T08:00:00Z", by="Rima", reason="misread")
ORIGIN = {"format": "seeds", "id": "s1", "changed": {}}
SEED = event(
    origin=ORIGIN,
    grading=None,
    claims=[claim("c1", verb="reported", figures=[figure("f1", high=60_000)]), claim("c2", "un")],
)

LISTS = ("claims", "figures")


def after(document: Document, *says: Document) -> Document:
    """Return the document edited to say one thing after the other."""
    for said in says:
        document = edited(document, {**said, "uid": document["uid"]}, THEN)
    return document


def changed(document: Document) -> Any:
    """Return what the origin keeps."""
    return document["origin"]["changed"]


@given(SAID, SAID)
def test_differences_are_empty_only_where_both_say_the_same(one: Document, two: Document) -> None:
    """Whatever keys and ids there are; items may stand in any order."""
    assert (differences(one, two) == {}) == (meaning(one) == meaning(two))


@given(SAID, SAID)
def test_each_path_leads_to_what_was_there(one: Document, two: Document) -> None:
    """Keys and ids with strokes and tildes too."""
    found = differences(one, two)

    assert all(part(one, path) == was for path, was in found.items())
    assert found.keys() == differences(two, one).keys()


@given(SAID)
def test_the_order_of_items_is_no_difference(said: Document) -> None:
    """Claims and figures are known by their ids."""
    turned = {**said, "claims": [*reversed(said.get("claims", []))]}

    assert differences(said, turned) == {}


@given(SAID, SAID)
def test_what_is_put_at_every_path_makes_one_document_the_other(
    one: Document, two: Document
) -> None:
    """Where what stands at a path in both is a value, and no claim or figure that one has not."""
    paths = [path for path in differences(one, two) if path.split("/")[-2:][0] not in LISTS]
    done = one
    for path in paths:
        done = replaced(done, path, part(two, path))

    assert {*differences(one, two)} - {*paths} == {*differences(done, two)}


@given(SEEDS, st.lists(SAID, max_size=5))
def test_the_import_is_never_lost(seed: Document, says: list[Document]) -> None:
    """Any chain of edits: what was imported can still be told."""
    assert meaning(imported(after(seed, *says))) == meaning(seed)


@given(SEEDS, st.lists(SAID, max_size=3))
def test_edited_back_to_the_import_nothing_is_changed(seed: Document, says: list[Document]) -> None:
    """By hand or by restoring all."""
    document = after(seed, *says)
    by_hand, at_once = after(document, seed), edited(document, restored(document), THEN)

    assert (changed(by_hand), changed(at_once)) == ({}, {})
    assert corrections(by_hand) == corrections(at_once) == []
    assert meaning(by_hand) == meaning(at_once) == meaning(seed)


@given(SEEDS, SAID)
def test_the_origin_keeps_the_fields_that_say_another_thing(seed: Document, said: Document) -> None:
    """Those and no other."""
    document = after(seed, said)
    fields = {*meaning(seed), *meaning(said)}
    other = {name for name in fields if meaning(seed).get(name) != meaning(said).get(name)}

    assert changed(document).keys() == other
    assert all(changed(document)[name] == seed.get(name) for name in other)


@given(SEEDS, SAID, st.data())
def test_a_part_is_restored_and_no_other(seed: Document, said: Document, data: Any) -> None:
    """A field, a claim, a figure, or anything in them."""
    document = after(seed, said)
    found = [each.path for each in corrections(document)]
    assume(found)
    path = data.draw(st.sampled_from(found))
    back = restored(document, path)
    was, there = part(seed, path), part(document, path)
    added = was is None and isinstance(there, dict) and path.split("/")[-2:][0] in LISTS

    left = {each.path for each in corrections(edited(document, back, THEN))}

    assert part(back, path) == (there if added else was)
    assert left == ({*found} if added else {*found} - {path})


@given(SEEDS, SAID)
def test_claims_and_figures_are_restored_whole(seed: Document, said: Document) -> None:
    """Each that was imported, whether it was changed or taken away."""
    document = after(seed, said)

    for one in meaning(seed).get("claims", {}).values():
        path = f"claims/{_escaped(one['id'])}"
        assert part(restored(document, path), path) == part(seed, path)
        for other in one.get("figures", {}):
            inner = f"{path}/figures/{_escaped(other)}"
            assert part(restored(document, inner), inner) == part(seed, inner)


def _escaped(uid: str) -> str:
    return uid.replace("~", "~0").replace("/", "~1")


def test_a_claim_taken_away_comes_back_to_its_place() -> None:
    """Behind those that it stood behind."""
    three = [claim("c1"), claim("c2"), claim("c3")]
    seed = event(origin=ORIGIN, claims=three)
    document = after(seed, event(claims=[claim("own"), claim("c3"), claim("c1")]))
    ids = [one["id"] for one in restored(document, "claims/c2")["claims"]]

    assert ids == ["own", "c3", "c1", "c2"]
    assert restored(after(seed, event()), "claims/c2")["claims"] == [claim("c2")]


@pytest.mark.parametrize("grading", [None, "none", ["fair"]])
def test_a_part_of_what_is_gone_brings_the_whole(grading: Any) -> None:
    """There is nothing to put it into."""
    seed = event(origin=ORIGIN, grading={"grade": "fair", "grader": "Jo"})
    document = after(seed, {**seed, "grading": grading})

    assert restored(document, "grading/grade")["grading"] == seed["grading"]


def test_claims_that_became_no_list_are_begun_anew() -> None:
    """One that is restored stands alone."""
    document = after(SEED, event(claims="none"))

    assert restored(document, "claims/c2")["claims"] == [claim("c2", "un")]


def test_a_figure_of_a_claim_taken_away_brings_the_claim() -> None:
    """It cannot stand alone."""
    document = after(SEED, {**SEED, "claims": SEED["claims"][1:]})

    assert restored(document, "claims/c1/figures/f1")["claims"] == SEED["claims"]


@pytest.mark.parametrize("path", ["claims/c9", "claims/c9/verb", "claims/c1/figures/f9"])
def test_what_was_added_is_not_taken_away_by_restoring(path: str) -> None:
    """A claim or figure of one's own stays."""
    document = after(SEED, {**SEED, "claims": [claim(figures=[figure("f9")]), claim("c9")]})

    assert restored(document, path) == document


def test_a_field_that_the_import_has_not_goes_again() -> None:
    """No empty value is left, which a view would refuse."""
    document = after(SEED, {**SEED, "summary": "S", "grading": {"grade": "fair"}})

    assert "summary" not in restored(document, "summary")
    assert restored(document, "grading").get("grading") is None
    assert view(Event, restored(document))


def test_an_edit_is_the_next_version_and_keeps_what_was_there() -> None:
    """When, by whom, why, and the previous value of each part."""
    document = after(SEED, {**SEED, "title": "Other", "claims": SEED["claims"][:1]})

    assert document["version"] == 2
    assert document["updated"] == THEN.at
    assert document["history"] == [
        {
            "at": THEN.at,
            "by": "Rima",
            "was": {"title": SEED["title"], "claims/c2": SEED["claims"][1]},
            "reason": "misread",
        }
    ]
    assert changed(document) == {"title": SEED["title"], "claims": SEED["claims"]}


def test_an_edit_without_name_or_reason_leaves_them_out() -> None:
    """Whoever keeps the store need not say so."""
    document = edited(event(), event(title="Other"), FIRST)

    assert document["history"] == [{"at": FIRST.at, "was": {"title": "Something occurs"}}]
    assert "origin" not in document


def test_an_edit_that_changes_nothing_is_none() -> None:
    """The same document, not a new version."""
    assert edited(SEED, {**SEED, "version": 7, "summary": None}, THEN) is SEED


def test_an_edit_touches_nothing_of_what_is_kept_of_a_document() -> None:
    """Whatever the edit holds there."""
    own = {"created": "then", "by": "Jo", "history": [{"at": "then", "was": {}}]}
    document = edited({**SEED, **own}, {"title": "Other", "origin": None, "by": "Me"}, THEN)

    assert {key: document[key] for key in ("uid", "created", "by")} == {
        "uid": "e1",
        "created": "then",
        "by": "Jo",
    }
    assert (document["origin"]["format"], len(document["history"])) == ("seeds", 2)


def test_a_correction_says_what_was_imported_and_who_changed_it_last() -> None:
    """Also where what was changed lies within the part, or around it."""
    jo = Stamp("2026-11-26T08:00:00Z", by="Jo")
    fewer = [{**SEED["claims"][0], "verb": "said", "figures": []}]
    one = edited(SEED, {**SEED, "claims": fewer}, THEN)
    both = edited(one, {**one, "claims": [{**fewer[0], "hedge": "reportedly"}]}, jo)
    last = {each.path: each.revision and each.revision.by for each in corrections(both)}

    assert last == {
        "claims/c1/verb": "Rima",
        "claims/c1/figures/f1": "Rima",
        "claims/c1/hedge": "Jo",
        "claims/c2": "Rima",
    }
    assert corrections(one)[0] == Correction(
        "claims/c1/verb", "reported", "said", view(Revision, one["history"][0])
    )


def test_a_correction_without_history_is_told_all_the_same() -> None:
    """Nobody knows when."""
    document = event(origin={**ORIGIN, "changed": {"title": "Before"}})

    assert corrections(document) == [Correction("title", "Before", "Something occurs", None)]


@pytest.mark.parametrize("document", [event(), event(origin=None), event(origin={"format": "x"})])
def test_what_was_not_imported_has_no_corrections(document: Document) -> None:
    """Its own history is another matter."""
    assert imported(document) == document
    assert corrections(document) == []


@pytest.mark.parametrize(
    "claims",
    [
        [claim("c1"), claim("c1", "un")],
        [claim("")],
        [{"claimant": "sohr"}],
        ["no claim"],
        {"c1": claim()},
    ],
)
def test_claims_that_no_id_tells_apart_are_one_part(claims: Any) -> None:
    """The list is kept as a whole."""
    one, two = event(claims=claims), event(claims=[claim("c2")])

    assert differences(one, two) == {"claims": claims}
    assert differences(two, one) == {"claims": [claim("c2")]}


@pytest.mark.parametrize("path", ["gone", "title/x", "claims/c9", "claims/c1/figures/f1/low/x"])
def test_nothing_stands_at_a_path_that_leads_nowhere(path: str) -> None:
    """No error."""
    assert part(SEED, path) is None


def test_what_is_gone_is_not_replaced() -> None:
    """A figure of a claim that was taken away meanwhile."""
    assert replaced(SEED, "claims/c9/verb", "said") == SEED


def test_deleting_marks_and_undeleting_takes_the_mark_away() -> None:
    """Each is a version of its own."""
    gone = deleted(SEED, THEN)
    back = undeleted(gone, THEN)

    assert view(Event, gone).deleted == Deleted(at=THEN.at, by="Rima", reason="misread")
    assert (gone["version"], back["version"]) == (2, 3)
    assert {**back, "version": 1} == {**SEED, "updated": THEN.at}
    assert undeleted(SEED, THEN)["version"] == 2


def test_a_new_document_has_version_times_and_author() -> None:
    """And keeps what it has of these already."""
    assert created(event(version=4), THEN) == {
        **event(version=4),
        "created": THEN.at,
        "updated": THEN.at,
        "by": "Rima",
    }
    assert "by" not in created({"uid": "e1"}, FIRST)


def test_a_stamp_is_of_this_moment() -> None:
    """UTC, to the second."""
    stamp = Stamp.now("Rima", "misread")

    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp.at)
    assert (stamp.by, stamp.reason) == ("Rima", "misread")


def test_what_is_kept_of_a_document_is_no_part_of_what_it_says() -> None:
    """Two documents may differ in all of it."""
    assert differences(dict.fromkeys(KEPT_BY_US, 1), {}) == {}
