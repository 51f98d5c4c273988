"""The detail pane in an application of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from rich.color import ColorType
from textual import on
from textual.message import Message
from textual.pilot import Pilot

from store.model import Event, view
from tests.factories import actor, claim, event, figure, source
from tests.presentation.pages import JET, MODEL, looks, names, seeded
from tests.tui.harness import HOSTILE, Host, contrast
from tests.tui.panels import styles_asked
from tui.theme import Looks, Tone
from tui.widgets.detail_pane import DetailPane

KNOWN = names(
    [actor("sohr", name="Observatory"), actor("rebels", kind="rebel group", mark="◆")],
    sources=[source(URL="https://example.org/1"), source("bare", title="[/] bare")],
)
SMALL = view(
    Event,
    event(
        claims=[
            claim(statement="First.", figures=[figure()]),
            claim("c2", "article", statement="Second.", source="bare"),
        ],
        participants=[{"actor": "rebels", "role": "victim"}],
    ),
)
LONG = view(Event, event("e2", claims=[claim(f"c{i}", statement=f"No. {i}.") for i in range(90)]))


class Desk(Host):
    """Keeps what the pane asks for."""

    @on(DetailPane.ActorChosen)
    @on(DetailPane.CopyAsked)
    @on(DetailPane.UrlAsked)
    @on(DetailPane.Left)
    def keep(self, message: Message) -> None:
        """Keep a message."""
        self.heard.append(message)


@asynccontextmanager
async def showing(
    shown: Event | None, size: tuple[int, int] = (60, 12), theme: str = "palmyra-dark"
) -> AsyncIterator[tuple[DetailPane, Pilot[None]]]:
    """Show an event in a pane that fills the screen and has the focus."""
    pane = DetailPane()
    async with Desk(pane, theme).run_test(size=size) as pilot:
        pane.show(shown, KNOWN, looks(KNOWN))
        pane.focus()
        await pilot.pause()
        yield pane, pilot


def heard(pilot: Pilot[None]) -> list[Message]:
    """Return the messages that reached the application."""
    assert isinstance(pilot.app, Desk)
    return pilot.app.heard


def screen(pane: DetailPane) -> list[str]:
    """Return the lines in view."""
    return [pane.render_line(y).text.rstrip() for y in range(pane.size.height)]


def under(pane: DetailPane) -> list[str]:
    """Return the lines that the cursor marks."""
    return [line[1:].strip() for line in screen(pane) if line.startswith("▌")]


async def do(pane: DetailPane, pilot: Pilot[None], *actions: str) -> None:
    """Run the actions of the pane, then let the messages arrive."""
    for action in actions:
        await pane.run_action(action)
    await pilot.pause()


async def test_nothing_selected_is_said() -> None:
    """An empty pane is not just blank."""
    async with showing(None) as (pane, _):
        assert screen(pane)[0] == " No event is selected."


async def test_an_event_may_come_before_the_first_layout() -> None:
    """It is written once the width is known."""
    pane = DetailPane()
    pane.show(SMALL, KNOWN, looks(KNOWN))
    async with Desk(pane).run_test(size=(60, 12)) as pilot:
        await pilot.pause()

        assert under(pane) == ["Something occurs"]


async def test_the_cursor_starts_on_the_title() -> None:
    """The event is shown from its top, and its title is marked."""
    async with showing(SMALL) as (pane, _):
        assert under(pane) == ["Something occurs"]


async def test_the_cursor_shows_only_with_the_focus() -> None:
    """Without the keys there is no mark."""
    async with showing(SMALL) as (pane, pilot):
        pilot.app.set_focus(None)
        await pilot.pause()

        assert under(pane) == []


async def test_steps_go_from_stop_to_stop() -> None:
    """Figure, claim, claim, name, source."""
    async with showing(SMALL, (60, 40)) as (pane, pilot):
        found = []
        for _ in range(7):
            await do(pane, pilot, "step(1)")
            found.append(under(pane)[0])

    assert [line.split()[0] for line in found[:4]] == ["a", "Observatory", "The", "◆"]
    assert [line.split()[0] for line in found[4:]] == ["[1]", "[2]", "[2]"]


async def test_a_step_repaints_two_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    """A step within the view draws no other line."""
    async with showing(SMALL, (60, 40)) as (pane, pilot):
        await do(pane, pilot, "step(1)")
        asked: list[tuple[int, int]] = []
        monkeypatch.setattr(pane, "refresh_lines", lambda *lines: asked.append(lines))
        await do(pane, pilot, "step(1)")

        first, second = (pane.page.stops[i] for i in (1, 2))
        assert asked == [(one.first, one.end - one.first) for one in (first, second)]


async def test_only_lines_in_view_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ninety claims cost a screen of lines."""
    async with showing(LONG) as (pane, pilot):
        await do(pane, pilot, "leaf(1000000)")

        assert len(pane._strips) <= 3 * pane.size.height
        assert pane.virtual_size.height > 15 * pane.size.height


@pytest.mark.parametrize("action", ["step(1)", "leaf(1)", "leaf(0.5)"])
async def test_the_cursor_stays_in_view(action: str) -> None:
    """However far it goes, down and up."""
    async with showing(LONG, (60, 9)) as (pane, _):
        for way in (action, action.replace("(", "(-")):
            for _ in range(40):
                await pane.run_action(way)
                assert under(pane)


async def test_the_ends_are_one_key_away() -> None:
    """G goes to the last source, g back to the title."""
    async with showing(LONG) as (pane, pilot):
        await do(pane, pilot, "leaf(1000000)")
        last = under(pane)
        await do(pane, pilot, "leaf(-1000000)")

        assert last[0] == "[1] An article"
        assert under(pane) == ["Observatory: Something occurs"]


async def test_the_wheel_takes_the_cursor_along() -> None:
    """What scrolls the page by other means leaves the cursor in view."""
    async with showing(LONG) as (pane, pilot):
        pane.scroll_to(y=50)
        await pilot.pause()

        assert pane.scroll_offset.y == 50
        assert under(pane)


async def test_enter_on_a_name_asks_for_its_card_and_esc_closes_it() -> None:
    """The card of the claimant, then the event again where it was left, then away."""
    async with showing(SMALL, (60, 40)) as (pane, pilot):
        await do(pane, pilot, "card", "step(1)", "card")
        chosen = heard(pilot).pop()
        pane.show_card("sohr")
        card = screen(pane)[0]
        await do(pane, pilot, "back")
        back = under(pane)[0]
        await do(pane, pilot, "back")

        assert isinstance(chosen, DetailPane.ActorChosen)
        assert chosen.uid == "sohr"
        assert card == "▌Observatory"
        assert back.startswith("a Observatory")
        assert [type(message) for message in heard(pilot)] == [DetailPane.Left]


async def test_copy_carries_the_attribution() -> None:
    """The title copies all claims, a claim itself; an empty pane copies nothing."""
    async with showing(SMALL, (60, 40)) as (pane, pilot):
        await do(pane, pilot, "copy", "step(1)", "step(1)", "copy")
        pane.show(None, KNOWN, looks(KNOWN))
        await do(pane, pilot, "copy")
        texts = [message.text for message in heard(pilot) if hasattr(message, "text")]

        assert [text.splitlines()[0] for text in texts] == [
            "Event: “Something occurs” (occurrence), Saturday 10 December 2016.",
            "Observatory said: First.",
        ]


async def test_the_address_of_a_source_is_asked_for_or_said_to_be_missing() -> None:
    """A title with markup in it is said as it is."""
    async with showing(SMALL, (60, 40)) as (pane, pilot):
        await do(pane, pilot, "step(1)", "url", "step(1)", "step(1)", "url")
        asked = [message for message in heard(pilot) if isinstance(message, DetailPane.UrlAsked)]

        assert [message.url for message in asked] == ["https://example.org/1"]
        assert [one.message for one in pilot.app._notifications] == [
            "No address is stored for “[/] bare”."
        ]


async def test_a_click_selects_and_a_second_one_opens() -> None:
    """Enter's work with the mouse; a click beside the stops does nothing."""
    async with showing(SMALL, (60, 40)) as (pane, pilot):
        y = next(i for i, line in enumerate(screen(pane)) if "◆" in line)
        for row in (y - 1, y, y):
            await pilot.click(pane, offset=(5, row))
        chosen = [
            message for message in heard(pilot) if isinstance(message, DetailPane.ActorChosen)
        ]

        assert [message.uid for message in chosen] == ["rebels"]


async def test_the_same_event_again_keeps_the_place() -> None:
    """A change from elsewhere moves nothing; another event begins at its top."""
    async with showing(LONG) as (pane, pilot):
        await do(pane, pilot, "leaf(1)", "leaf(1)")
        before = pane.scroll_offset.y, pane.cursor
        pane.show(view(Event, {**event("e2"), "claims": LONG.claims}), KNOWN, looks(KNOWN))
        again = pane.scroll_offset.y, pane.cursor
        pane.show(SMALL, KNOWN, looks(KNOWN))

        assert again == before
        assert (pane.scroll_offset.y, pane.cursor) == (0, 0)


async def test_another_event_is_drawn_in_the_same_ink(monkeypatch: pytest.MonkeyPatch) -> None:
    """Styles are looked up again only where names or looks are others."""
    async with showing(SMALL) as (pane, pilot):
        how = looks(KNOWN)
        pane.show(SMALL, KNOWN, how)
        await pilot.pause()
        asked = styles_asked(pane, monkeypatch)
        pane.show(LONG, KNOWN, how)
        await pilot.pause()
        assert asked == []
        assert under(pane) == ["Observatory: Something occurs"]

        pane.show(LONG, KNOWN, looks(KNOWN))
        await pilot.pause()

        assert len(set(asked)) == len(asked) > 0


async def test_other_looks_are_seen() -> None:
    """The colours of actors follow the tone."""
    async with showing(SMALL, (60, 40)) as (pane, pilot):
        drawn = []
        for tone in ("dark", "light"):
            pane.show(SMALL, KNOWN, Looks(KNOWN.actors.values(), tone))
            await pilot.pause()
            parts = [part for y in range(40) for part in pane.render_line(y)]
            drawn.append(next(p.style.color for p in parts if p.style and "◆" in p.text))

        assert drawn[0] != drawn[1]


async def test_a_new_width_wraps_anew() -> None:
    """Every line is as wide as the pane, without its scroll bar."""
    async with showing(LONG, (100, 20)) as (pane, pilot):
        await pilot.resize_terminal(30, 15)
        await pilot.pause()

        assert {pane.render_line(y).cell_length for y in range(15)} == {29}


async def test_ascii_marks_the_cursor_plainly() -> None:
    """Nothing drawn by us leaves ASCII."""
    async with showing(SMALL, (60, 40)) as (pane, pilot):
        pane.show(SMALL, KNOWN, looks(KNOWN, ascii_only=True))
        await do(pane, pilot, "step(1)", "step(1)")
        text = "\n".join(screen(pane))

        assert text.isascii()
        assert [line[0] for line in text.splitlines() if line[:1] in (">", "|")] == [">", "|"]


@pytest.mark.parametrize("tone", ["dark", "light"])
@pytest.mark.parametrize("title", [MODEL, JET])
async def test_every_word_is_legible(tone: Tone, title: str) -> None:
    """Text has at least 4.5:1 on its background, under the cursor too."""
    events, known = seeded()
    async with showing(None, (60, 60), f"palmyra-{tone}") as (pane, _):
        pane.show(events[title], known, Looks(known.actors.values(), tone))
        for _ in pane.page.stops:
            await pane.run_action("step(1)")
            strips = [pane.render_line(y) for y in range(pane.size.height)]
            words = [part for strip in strips for part in strip if part.text.strip(" ▌")]

            low = [
                (p.text, contrast(p.style)) for p in words if p.style and contrast(p.style) < 4.5
            ]
            assert low == []


async def test_ansi_themes_use_the_colours_of_the_terminal() -> None:
    """No colour of our own where the terminal's are asked for; each segment has a style."""
    async with showing(SMALL, (60, 40), "ansi-dark") as (pane, _):
        pane.show(SMALL, KNOWN, Looks(KNOWN.actors.values(), "ansi"))
        segments = [part for y in range(40) for part in pane.render_line(y)]
        colours = [c for part in segments if part.style for c in (part.style.color,) if c]

        assert all(part.style is not None for part in segments)
        assert ColorType.TRUECOLOR not in {colour.type for colour in colours}


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_fills_exact_lines(text: str) -> None:
    """Whatever an event holds, each line is as wide as the pane."""
    hostile = view(Event, event(title=text, notes=text, claims=[claim(statement=text, quote=text)]))
    async with showing(hostile, (40, 20)) as (pane, pilot):
        await do(pane, pilot, "step(1)", "leaf(1)", "leaf(1000000)")

        assert {pane.render_line(y).cell_length for y in range(20)} == {39}
