"""The filter panel, by keys alone."""

from datetime import date

import pytest
from textual.pilot import Pilot

from store.index import Timeline
from store.query import Filter, Term
from tests.store.index.samples import timeline
from tests.tui.panels import SIZES, harmless, hostile, lines, looks, showing, text
from tui.screens.filter_panel import FilterPanel
from tui.widgets.line_input import LineInput

IS = Term("participant", "islamic-state")


class Changes(list[Filter]):
    """The filters that a panel handed on."""


def panel(
    query: Filter | None = None, of: Timeline | None = None, ascii_only: bool = False
) -> tuple[FilterPanel, Changes]:
    """Return a panel over the sample events, and what it hands on."""
    changes = Changes()
    of = of or timeline()
    return FilterPanel(of, query or Filter(), looks(of, ascii_only), changes.append), changes


async def act(pilot: Pilot[None], *actions: str) -> None:
    """Run actions of the panel or its list, and wait until it is drawn."""
    screen = pilot.app.screen
    assert isinstance(screen, FilterPanel)
    for action in actions:
        await (screen.values if action.startswith("step") else screen).run_action(action)
    await pilot.pause()


async def type_into(pilot: Pilot[None], box: LineInput, said: str) -> None:
    """Type letter by letter, faster than by key presses."""
    box.focus()
    for letter in said:
        box.insert_text_at_cursor(letter)
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_first_sight(size: tuple[int, int]) -> None:
    """How much is shown and why, values with counts, the lines to type in, the keys."""
    screen, _ = panel()
    async with showing(screen, size) as pilot:
        told = [line.strip("▏▌ ") for line in lines(pilot)]

        assert told[:2] == ["5 of 5 events", "No filter."]
        assert told[3].split() == ["ACTORS", "taking", "part", "match", "any", "events"]
        assert told[4].split()[-2:] == ["Government", "2"]
        assert told[-3].startswith("From any date")
        assert told[-2].startswith("/ Find")
        assert "space In/out" in told[-1]
        assert "esc Close" in told[-1]


async def test_space_goes_round() -> None:
    """Space includes, excludes, frees; the words and the count follow, no value moves."""
    screen, changes = panel()
    async with showing(screen) as pilot:
        await act(pilot, "step(1)")
        seen = []
        for _ in range(3):
            await act(pilot, "cycle")
            row = next(line.strip("▏▌ ") for line in lines(pilot) if "IS  Islamic State" in line)
            count, said = (line.strip("▏ ") for line in lines(pilot)[:2])
            seen.append((count, said, row.split()))
        assert screen.values.cursor == 1

    assert seen == [
        ("2 of 5 events", "IS", ["✓", "■", "IS", "Islamic", "State", "included", "2"]),
        ("3 of 5 events", "not IS", ["✗", "■", "IS", "Islamic", "State", "excluded", "2"]),
        ("5 of 5 events", "No filter.", ["■", "IS", "Islamic", "State", "2"]),
    ]
    assert changes == [
        Filter((IS,)),
        Filter((Term("participant", "islamic-state", exclude=True),)),
        Filter(),
    ]


async def test_only() -> None:
    """X leaves one value alone in its facet, and touches no other facet."""
    place = Term("place", "jazal")
    screen, changes = panel(Filter((IS, place)))
    async with showing(screen) as pilot:
        await act(pilot, "step(1)", "only")

    assert changes == [Filter((place, Term("participant", "government")))]


async def test_any_and_all() -> None:
    """A turns any into all for the facet of the cursor; kinds know no all."""
    screen, changes = panel()
    async with showing(screen, (120, 40)) as pilot:
        await act(pilot, "join")
        assert "ACTORS taking part  match all" in text(pilot)

        await act(pilot, *["step(1)"] * 30, "join")

    assert changes == [Filter(all_of=frozenset({"actor"}))]


async def test_roles() -> None:
    """R lists the actors in the next role; what is used in another stays in sight."""
    screen, changes = panel(Filter((IS,)))
    async with showing(screen) as pilot:
        await act(pilot, "role")

        assert "ACTORS making claims" in text(pilot)
        assert "IS, taking part" in text(pilot)

        await act(pilot, "cycle", "cycle")

    assert changes[-1] == Filter()


async def test_find_and_back() -> None:
    """A name narrows the list; Enter goes there, Esc shows all again."""
    screen, _ = panel()
    async with showing(screen) as pilot:
        await act(pilot, "find")
        await type_into(pilot, screen.needle, "jaz")
        assert [line for line in text(pilot).split() if line in ("PLACES", "ACTORS")] == ["PLACES"]

        await pilot.press("enter")
        assert screen.focused is screen.values
        assert screen.needle.value == "jaz"

        await pilot.press("slash", "escape")
        await pilot.pause()

        assert screen.focused is screen.values
        assert "ACTORS" in text(pilot)


async def test_nothing_found() -> None:
    """A name that nothing has is said, and the keys do nothing."""
    screen, changes = panel()
    async with showing(screen) as pilot:
        await type_into(pilot, screen.needle, "qqq")
        await act(pilot, "cycle", "only", "join")

        assert "Nothing has that in its name." in text(pilot)
        assert changes == []


async def test_period_while_it_is_typed() -> None:
    """An incomplete date changes nothing and moves nothing; a readable one counts at once."""
    screen, changes = panel(Filter(since="2012"))
    async with showing(screen) as pilot:
        top = lines(pilot)[:8]
        screen.since.clear()
        await pilot.pause()
        await type_into(pilot, screen.since, "10 De")

        assert "5 of 5 events" in lines(pilot)[0]
        assert screen.since.value == "10 De"
        assert [line[20:70] for line in lines(pilot)[3:8]] == [line[20:70] for line in top[3:8]]
        assert "write 10 Dec 2016" in text(pilot)

        await type_into(pilot, screen.since, "c 2016")

        assert changes[-1] == Filter(since="2016-12-10")
        assert "from Saturday 10 December 2016; undated events are left out" in text(pilot)
        assert screen.since.value == "10 Dec 2016"
        assert screen.focused is screen.since


async def test_both_ends() -> None:
    """To is typed beside From; an end before the start is refused, the filter stays."""
    screen, changes = panel()
    async with showing(screen) as pilot:
        await type_into(pilot, screen.since, "2016-03")
        await type_into(pilot, screen.until, "2015")

        assert "2016-03 is after 2015: write the earlier date first." in text(pilot)
        assert changes[-1].until == ""

        await pilot.press("escape")

        assert (screen.since.value, screen.until.value) == ("2016-03", "")
        assert screen.focused is screen.values
        assert "is after" not in text(pilot)


async def test_a_date_understood_stays_as_typed() -> None:
    """Leaving the line keeps the words in it."""
    screen, changes = panel()
    async with showing(screen) as pilot:
        await type_into(pilot, screen.until, "today")
        await pilot.press("escape")

        assert screen.until.value == "today"
        assert changes[-1] == Filter(until=date.today().isoformat())


async def test_clear() -> None:
    """0 clears everything, what is typed too, in one change."""
    screen, changes = panel(Filter((IS,), since="2012", until="2017", texts=("jet",)))
    async with showing(screen) as pilot:
        await type_into(pilot, screen.needle, "jaz")
        await act(pilot, "clear")

        assert changes == [Filter()]
        assert {box.value for box in screen.query(LineInput)} == {""}
        assert "No filter." in text(pilot)


async def test_tab_goes_round() -> None:
    """Tab goes from the list through the lines and back; ↓ goes from a line to the list."""
    screen, _ = panel()
    async with showing(screen) as pilot:
        seen = []
        for _ in range(4):
            seen.append(screen.focused)
            await pilot.press("tab")

        assert seen == [screen.values, screen.since, screen.until, screen.needle]
        assert screen.focused is screen.values

        await pilot.press("slash", "down")
        assert screen.focused is screen.values


async def test_letters_are_typed_in_a_line() -> None:
    """Keys of the panel are letters while a line is typed in."""
    screen, changes = panel()
    async with showing(screen) as pilot:
        await pilot.press("slash", "x", "a", "r", "f", "q", "0", "space", "slash")

        assert screen.needle.value == "xarfq0 /"
        assert changes == []


@pytest.mark.parametrize("key", ["escape", "f", "q"])
async def test_closes(key: str) -> None:
    """Esc, f and q close the panel from the list."""
    screen, _ = panel()
    async with showing(screen) as pilot:
        await pilot.press(key)
        await pilot.pause()

        assert pilot.app.screen is not screen


async def test_cursor_stays_when_the_list_shrinks() -> None:
    """A sentence below the list takes its lines; the cursor stays on its value, in view."""
    screen, _ = panel()
    async with showing(screen, (60, 15)) as pilot:
        await act(pilot, *["step(1)"] * 8)
        chosen = screen.chosen
        await type_into(pilot, screen.since, "10 De")
        await pilot.pause()  # the list is laid out anew, then scrolled

        assert screen.chosen == chosen
        assert any(line.startswith("▌") for line in lines(pilot))


async def test_click_chooses() -> None:
    """A click goes to a value, a second one includes it."""
    screen, changes = panel()
    async with showing(screen) as pilot:
        await pilot.click(screen.values, offset=(8, 2))
        await pilot.click(screen.values, offset=(8, 2))

    assert changes == [Filter((IS,))]


@pytest.mark.parametrize("theme", ["palmyra-dark", "palmyra-light", "ansi-dark"])
async def test_ascii(theme: str) -> None:
    """With plain signs everything but the scrollbar is ASCII, in any theme."""
    screen, _ = panel(Filter((IS, Term("place", "jazal", exclude=True))), ascii_only=True)
    async with showing(screen, (60, 40), theme) as pilot:
        assert all(line.isascii() for line in lines(pilot)[:-1])


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names(size: tuple[int, int]) -> None:
    """Names reach the screen as text, in the list and in the words of the filter."""
    of = hostile()
    screen, _ = panel(of=of)
    async with showing(screen, size) as pilot:
        for _ in range(12):
            await act(pilot, "cycle", "step(1)")
            assert harmless(pilot)
        assert lines(pilot)[2].rstrip().endswith("…")
