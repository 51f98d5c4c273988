"""Parts that are put back as they were imported, and sources that were merged."""

import pytest
from textual.pilot import Pilot

from store.base import Change, EventStore
from store.edits import Stamp, edited
from store.history import stored
from store.merging import merged
from tests import factories
from tests.tui.app import bundled, choose, holding, main_screen, timeline_app
from tests.tui.forms import save, selected, soon, told, write


@pytest.fixture
def store() -> EventStore:
    """Return the bundled chronology in memory."""
    return bundled()


async def test_one_change_of_several_is_restored(store: EventStore) -> None:
    """In the list of changes; d deletes nothing there but a claim or figure."""
    async with timeline_app(store).run_test(size=(120, 40), notifications=True) as pilot:
        await choose(pilot, "Government jet")
        before = selected(pilot)
        claims = [{**before["claims"][0], "verb": "told"}, *before["claims"][2:]]
        other = {**before, "title": "Jet lost", "notes": "N", "claims": claims}
        change = Change("event", before["uid"], 1, edited(before, other, Stamp.now()))
        store.apply([change], "by another")
        await soon(pilot, lambda: any(stops(pilot)))
        await pilot.press("enter")
        for part in ("title", "claims/c1/verb", "claims/c2"):
            await restore(pilot, part)

        assert selected(pilot)["claims"] == before["claims"]
        assert (selected(pilot)["title"], selected(pilot)["notes"]) == (before["title"], "N")


async def test_a_corrected_number_is_restored_as_one(store: EventStore) -> None:
    """From its entry in the list of changes, where d does not delete the figure."""
    over = {"verbatim": "over 55,000", "qualifier": "more-than", "low": 55_000, "best": None}
    async with timeline_app(store).run_test(size=(120, 40), notifications=True) as pilot:
        await choose(pilot, "People flee eastern Aleppo")
        before = selected(pilot)
        first, *rest = before["claims"]
        claims = [{**first, "figures": [{**first["figures"][0], **over}]}, *rest]
        after = edited(before, {**before, "claims": claims}, Stamp.now())
        store.apply([Change("event", before["uid"], 1, after)], "by another")
        await soon(pilot, lambda: any(stops(pilot)))
        await pilot.press("enter")
        await restore(pilot, "claims/c1/figures/f1")

        assert selected(pilot)["claims"] == before["claims"]


async def restore(pilot: Pilot[None], part: str) -> None:
    """Restore one part from the list of changes, once it could not be deleted there."""
    main_screen(pilot).detail.cursor = stops(pilot).index(part)
    await pilot.press("d")
    assert told(pilot, "Changes are not deleted here: go to the title")
    await pilot.press("r")
    await soon(pilot, lambda: part not in stops(pilot))


def stops(pilot: Pilot[None]) -> list[str]:
    """Return the parts whose changes the detail tells."""
    return [stop.part for stop in main_screen(pilot).detail.page.stops]


async def test_a_claim_that_was_added_since_is_not_restored(store: EventStore) -> None:
    """It is said, and d deletes it."""
    async with timeline_app(store).run_test(size=(120, 40), notifications=True) as pilot:
        await choose(pilot, "Government jet")
        await pilot.press("A", *"SOHR said: x")
        await save(pilot)
        await soon(pilot, lambda: any(stops(pilot)))
        await pilot.press("enter")
        main_screen(pilot).detail.cursor = len(stops(pilot)) - 1
        await pilot.press("r")
        assert told(pilot, "This was added since, so there is nothing to put back; d deletes it.")

        await pilot.press("d")
        await soon(pilot, "Deleted a claim of")
        assert selected(pilot)["origin"]["changed"] == {}


async def test_two_sources_are_merged_from_their_list() -> None:
    """The list comes back; undo brings the other one back."""
    store = cited_twice()
    async with timeline_app(store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("S")
        await soon(pilot, "2 sources")
        await pilot.press("m", "j", "m")
        await soon(pilot, "Are these the same source?")
        await pilot.press("enter")
        await soon(pilot, "1 source ")
        assert told(pilot, "Merged [")

        await pilot.press("escape", "u")
        await soon(pilot, "Taken back: Merged [")
        assert set(store.index().sources) == {"src", "copy"}


async def test_what_is_restored_brings_a_source_that_was_merged_away() -> None:
    """The imported claim cites it; undo merges the two again."""
    store = cited_twice()
    store.apply(merged(store, "src", "copy", Stamp.now()), "merged")
    async with timeline_app(store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("r")
        await soon(pilot, "Restored “")
        assert [one["source"] for one in selected(pilot)["claims"]] == ["src", "copy"]
        assert set(store.index().sources) == {"src", "copy"}

        await pilot.press("u")
        await soon(pilot, "Taken back: Restored")
        assert set(store.index().sources) == {"src"}


def cited_twice() -> EventStore:
    """Return a store in which an imported event cites two sources."""
    claims = [factories.claim(), factories.claim("c2", source="copy")]
    return holding(
        ("source", factories.source()),
        ("source", factories.source("copy")),
        ("actor", factories.actor()),
        ("event", factories.event(claims=claims, origin={"format": "seeds"})),
    )


async def test_a_corrected_source_is_restored_from_the_list() -> None:
    """And the list is there again, the correction gone from it."""
    store = bundled()
    uid = "is-re-enters-palmyra"
    before = stored(store, "source", uid)
    async with timeline_app(store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("S", "e")
        await soon(pilot, lambda: getattr(pilot.app.screen, "is_editing", False))
        await write(pilot, "title", "Another title")
        await pilot.press("ctrl+s")
        await soon(pilot, "1 source")
        assert stored(store, "source", uid)["title"] == "Another title"

        await pilot.press("r")
        await soon(pilot, f"Restored [{uid}]")
        assert stored(store, "source", uid)["title"] == before["title"]
