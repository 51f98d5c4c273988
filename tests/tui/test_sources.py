"""The list of sources, and one of them."""

from typing import Any

import pytest

from store.edits import Stamp, edited
from store.index import Index, Timeline
from tests.factories import claim, event, source
from tests.tui.panels import NAMES, SIZES, harmless, hostile, lines, looks, showing, text
from tui.screens.merge import MergeScreen
from tui.screens.open_url import OpenUrl
from tui.screens.sources import SourceScreen, SourcesScreen

FULL = source(
    "full",
    title="Islamic State re-enters Palmyra",
    type="article",
    author=[{"literal": "jbh/sms"}],
    agencies=["AP", "AFP"],
    publisher="A publisher",
    URL="https://example.org/palmyra",
    accessed="2026-11-22",
    sha256="ab" * 32,
    **{"container-title": "A newspaper"},
)
BARE = source("bare", title="A leaflet", issued="", notes="Found in a street.")


def timeline() -> Timeline:
    """Return two events of one source, the first with two claims, and a source that none cites."""
    events = [
        event("e0", claims=[claim(source="full"), claim("c2", source="full")]),
        event("e1", claims=[claim(source="full")]),
    ]
    records: dict[str, Any] = {"actors": [], "places": [], "sources": [BARE, FULL]}
    return Timeline(Index.build(events, **records, token=1))


class Sources(SourcesScreen):
    """The list, and what it asked for."""

    def __init__(
        self, of: Timeline | None = None, ascii_only: bool = False, at: str | None = None
    ) -> None:
        self.asked: list[tuple[str, ...]] = []
        of = timeline() if of is None else of
        super().__init__(
            of,
            looks(of, ascii_only),
            edit=lambda uid: self.asked.append((uid,)),
            merge=lambda kept, other: self.asked.append((kept, other)),
            restore=lambda uid: self.asked.append(("restore", uid)),
            at=at,
        )


async def test_list() -> None:
    """Each source with what it states and nothing else, the latest first."""
    async with showing(Sources()) as pilot:
        assert [line for line in lines(pilot) if line][:9] == [
            " 2 sources",
            "▌Islamic State re-enters Palmyra",
            "▌  Saturday 10 December 2016 · jbh/sms (AP, AFP) · A newspaper · A publisher",
            "▌  https://example.org/palmyra",
            "▌  used by 3 claims in 2 events",
            " A leaflet",
            "   used by no claim",
            "  ⏎ Details  e Edit  r Restore  o Open  m Merge  esc Close",
        ]


async def test_one_of_each() -> None:
    """One is one, of claims and of events; the details say it too."""
    events = [event(claims=[claim(source="full")])]
    of = Timeline(Index.build(events, [], [], [FULL, BARE], token=1))
    async with showing(Sources(of)) as pilot:
        assert "▌  used by 1 claim in 1 event" in lines(pilot)

        await pilot.press("enter")
        await pilot.pause()
        assert " used by 1 claim in 1 event" in lines(pilot)


async def test_details() -> None:
    """Enter shows every field, and names what the reader looks for where it is not stated."""
    async with showing(Sources()) as pilot:
        await pilot.press("j", "enter")
        await pilot.pause()
        told = text(pilot)

        assert isinstance(pilot.app.screen, SourceScreen)
        assert "publisher  not stated" in told
        assert "URL        not stated" in told
        assert "notes      Found in a street." in told
        assert "archive" not in told

        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SourcesScreen)


async def test_address_is_shown_first() -> None:
    """Opening asks; a source without an address is told of."""
    screen = Sources()
    async with showing(screen) as pilot:
        await screen.run_action("open")
        await pilot.pause()
        asked = pilot.app.screen
        assert isinstance(asked, OpenUrl)
        assert asked.url == "https://example.org/palmyra"

        await pilot.press("escape", "j", "o")
        await pilot.pause()

        assert pilot.app.screen is screen
        assert [each.message for each in pilot.app._notifications] == [
            "No address is stored for “A leaflet”."
        ]


@pytest.mark.parametrize("key", ["escape", "q", "S"])
async def test_closes(key: str) -> None:
    """The usual keys close the list."""
    async with showing(Sources()) as pilot:
        await pilot.press(key)
        await pilot.pause()

        assert not isinstance(pilot.app.screen, SourcesScreen)


async def test_a_date_that_cannot_be_read_comes_last() -> None:
    """What stands for a date is shown as it is stored, behind the sources that have one."""
    odd = source("odd", title="Odd", issued="some day")
    of = Timeline(Index.build([], [], [], [odd, FULL], token=1))
    screen = Sources(of)
    async with showing(screen) as pilot:
        assert [each.uid for each in screen.listed] == ["full", "odd"]
        assert "some day" in text(pilot)


async def test_no_source() -> None:
    """A store without sources says so, and its keys do nothing."""
    screen = Sources(Timeline(Index.build([], [], [], [], token=1)))
    async with showing(screen) as pilot:
        await pilot.press("enter", "o", "e", "r", "m", "j")

        assert "There is no source in this store yet." in text(pilot)
        assert pilot.app.screen is screen


async def test_hostile_titles_in_the_list() -> None:
    """Titles, publishers and addresses reach the screen as text."""
    screen = Sources(hostile())
    async with showing(screen, (60, 15)) as pilot:
        for _ in range(10):
            assert harmless(pilot)
            await screen.view.run_action("leaf(1)")
            await pilot.pause()


@pytest.mark.parametrize("number", [0, 4, 6, 8])
async def test_hostile_titles_in_the_details(number: int) -> None:
    """So they do in the details of a source, with plain signs too."""
    of = hostile()
    chosen = of.index.sources[f"s{number}"]
    async with showing(SourceScreen(chosen, of, looks(of, number == 6), print), (60, 15)) as pilot:
        assert harmless(pilot)


async def test_edits_from_the_list() -> None:
    """The list closes first."""
    screen = Sources()
    async with showing(screen) as pilot:
        await pilot.press("j", "e")
        await pilot.pause()

        assert screen.asked == [("bare",)]
        assert len(pilot.app.screen_stack) == 1


async def test_edits_from_the_details() -> None:
    """Both panels close first."""
    screen = Sources()
    async with showing(screen) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("e")
        await pilot.pause()

        assert screen.asked == [("full",)]
        assert len(pilot.app.screen_stack) == 1


def corrected() -> Timeline:
    """Return a bundled source with another title and publisher, and one as it was bundled."""
    seed = {**FULL, "origin": {"format": "seeds", "changed": {}}}
    stamp = Stamp("2026-11-24T08:00:00Z", reason="misread")
    mended = edited(seed, {**seed, "title": "IS is back", "publisher": "Another"}, stamp)
    other = {**BARE, "origin": {"format": "seeds", "changed": {}}}
    events = [event(claims=[claim(source="full")])]
    return Timeline(Index.build(events, [], [], [mended, other], token=1))


async def test_what_was_corrected_stands_there() -> None:
    """In the list and in the details, with what was bundled, the day and the reason."""
    title = "title · bundled: “Islamic State re-enters Palmyra” · you: “IS is back”"
    publisher = "publisher · bundled: “A publisher” · you: “Another”, 24 Nov 2026, misread"
    async with showing(Sources(corrected()), (120, 40)) as pilot:
        assert f"{title}; {publisher}" in " ".join(text(pilot).replace("▌", " ").split())

        await pilot.press("enter")
        await pilot.pause()
        told = f"CHANGES since it was bundled {title}, 24 Nov 2026, misread {publisher}"
        assert told in " ".join(text(pilot).split())


@pytest.mark.parametrize("keys", [["r"], ["enter", "r"]])
async def test_restores_a_source(keys: list[str]) -> None:
    """From the list and from the details; both close first."""
    screen = Sources(corrected())
    async with showing(screen) as pilot:
        for key in keys:
            await pilot.press(key)
            await pilot.pause()

        assert screen.asked == [("restore", "full")]
        assert len(pilot.app.screen_stack) == 1


async def test_what_is_as_it_was_is_not_restored() -> None:
    """It is said, and the list stays."""
    screen = Sources(corrected())
    async with showing(screen) as pilot:
        await pilot.press("j", "r")
        await pilot.pause()

        assert (screen.asked, pilot.app.screen) == ([], screen)
        assert [each.message for each in pilot.app._notifications] == [
            "Nothing of this source differs from what was bundled or imported."
        ]


@pytest.mark.parametrize("size", SIZES)
async def test_opens_at_a_source(size: tuple[int, int]) -> None:
    """Wherever in the list it stands; at the top for one that is not there."""
    many = [source(f"s{i}", title=f"Report {i}", issued=f"20{i}-01-01") for i in range(10, 40)]
    of = Timeline(Index.build([], [], [], many, token=1))
    async with showing(Sources(of, at="s13"), size) as pilot:
        await pilot.pause()
        assert "▌Report 13" in text(pilot)
    async with showing(Sources(of, at="nobody"), size) as pilot:
        await pilot.pause()
        assert "▌Report 39" in text(pilot)


async def test_a_long_list_is_written_while_keys_are_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is seen at once, the rest piece by piece."""
    monkeypatch.setattr("tui.screens.sources.PIECE", 3)
    many = [source(f"s{number:02}", title=f"Title {number:02}") for number in range(50)]
    screen = Sources(Timeline(Index.build([], [], [], many, token=1)))
    async with showing(screen) as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        shown = lines(pilot)
        await pilot.press("G")

        assert [line[:9] for line in shown if "Title" in line][:3] == [
            "▌Title 00",
            " Title 01",
            " Title 02",
        ]
        assert "▌Title 49" in text(pilot)
        assert screen.view.virtual_size.height == 150


async def test_a_long_list_opens_deep_within(monkeypatch: pytest.MonkeyPatch) -> None:
    """All is written down to there at the least."""
    monkeypatch.setattr("tui.screens.sources.PIECE", 3)
    many = [source(f"s{number:02}", title=f"Title {number:02}") for number in range(50)]
    screen = Sources(Timeline(Index.build([], [], [], many, token=1)), at="s40")
    async with showing(screen) as pilot:
        assert "▌Title 40" in text(pilot)

        await pilot.press("m")
        assert "▌Title 40" in text(pilot)


async def test_marks_and_unmarks() -> None:
    """Where it is marked is seen, and what comes next is told; Esc or m again takes it back."""
    screen = Sources()
    told = " m on another source merges “A leaflet” into that one, Esc unmarks"
    async with showing(screen) as pilot:
        for unmark in ("m", "escape"):
            await pilot.press("j", "m")
            await pilot.pause()
            assert lines(pilot)[0] == told
            assert "▌  → is to be merged into another source" in lines(pilot)

            await pilot.press(unmark)
            await pilot.pause()
            assert lines(pilot)[0] == " 2 sources"
            assert "merged" not in text(pilot)
        assert pilot.app.screen is screen


async def test_marks_in_ascii() -> None:
    """With plain signs."""
    async with showing(Sources(ascii_only=True)) as pilot:
        await pilot.press("m")
        await pilot.pause()

        assert text(pilot).replace("⏎", "").isascii()


async def test_merges_two() -> None:
    """The second of the two is kept, and both panels close first."""
    screen = Sources()
    async with showing(screen) as pilot:
        await pilot.press("j", "m", "k", "m")
        await pilot.pause()
        assert isinstance(pilot.app.screen, MergeScreen)

        await pilot.press("enter")
        await pilot.pause()
        assert screen.asked == [("full", "bare")]
        assert len(pilot.app.screen_stack) == 1


async def test_keeps_the_other() -> None:
    """As often as one likes; Esc goes back to the list, the mark still there."""
    screen = Sources()
    async with showing(screen) as pilot:
        await pilot.press("m", "j", "m")
        await pilot.pause()
        await pilot.press("x", "x", "x", "escape")
        await pilot.pause()
        assert (pilot.app.screen, screen.asked) == (screen, [])
        assert screen.marked is not None

        await pilot.press("m")
        await pilot.pause()
        await pilot.press("x", "enter")
        await pilot.pause()
        assert screen.asked == [("full", "bare")]


async def test_what_differs_stands_side_by_side() -> None:
    """What the kept one takes over too, and how many claims move."""
    screen = Sources(timeline())
    async with showing(screen, (80, 40)) as pilot:
        await pilot.press("m", "j", "m")
        await pilot.pause()

        assert [line.rstrip() for line in lines(pilot)][:12] == [
            " Are these the same source?",
            " What cites full will cite bare: 3 claims in 2 events.",
            "",
            "            kept                              merged away",
            " title      A leaflet                         Islamic State re-enters Palmyra",
            " key        bare                              full",
            " type       document ← taken over             article",
            " by         ← taken over                      jbh/sms (AP, AFP)",
            " in         ← taken over                      A newspaper",
            " publisher  ← taken over                      A publisher",
            " issued     ← taken over                      Saturday 10 December 2016",
            " accessed   ← taken over                      Sunday 22 November 2026",
        ]
        assert " notes      Found in a street.                not stated" in lines(pilot)
        assert " used by    no claim                          3 claims in 2 events" in lines(pilot)
        assert " accessed, URL, SHA-256." in lines(pilot)

        await pilot.press("x")
        await pilot.pause()
        assert " No claim cites bare; full is kept." in lines(pilot)
        assert " full takes over what only the other states: notes." in lines(pilot)


@pytest.mark.parametrize("ascii_only", [False, True])
async def test_two_of_one_title(ascii_only: bool) -> None:
    """The title stands above; what is the same in both is not told."""
    two = [source("one"), source("two")]
    of = Timeline(Index.build([], [], [], two, token=1))
    async with showing(Sources(of, ascii_only)) as pilot:
        await pilot.press("m", "j", "m")
        await pilot.pause()

        assert [line for line in lines(pilot) if line][:7] == [
            " Are these the same source?",
            " No claim cites one; two is kept.",
            " An article",
            "            kept                              merged away",
            " key        two                               one",
            " used by    no claim                          no claim",
            " one is marked as deleted, nothing of it is lost; u takes it back.",
        ]


@pytest.mark.parametrize("number", range(len(NAMES) - 1))
async def test_hostile_titles_side_by_side(number: int) -> None:
    """So they do where two are compared."""
    of = hostile()
    one, two = (of.index.sources[f"s{at}"] for at in (number, number + 1))
    screen = MergeScreen(one, two, of, looks(of, number % 2 == 0), print)
    async with showing(screen, (60, 15)) as pilot:
        for _ in range(6):
            assert harmless(pilot)
            await screen.view.run_action("leaf(1)")
            await pilot.pause()
