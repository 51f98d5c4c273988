"""The timeline in colour, without colour, and with titles that nobody would write."""

import pytest

from tests import factories
from tests.tui.harness import HOSTILE, contrast, listing, looks, showing, unprintable

SHOWN = (
    factories.event("a", title="Jet lost"),
    factories.event("b", title="Palmyra entered"),
)


async def test_rows_are_drawn_anew_in_other_colours() -> None:
    """A change of theme, of looks or of the events leaves nothing old on the screen."""
    async with showing(listing(*SHOWN)) as (view, pilot):
        dark = list(view.render_line(1))
        pilot.app.theme = "palmyra-light"
        await pilot.pause()
        light = list(view.render_line(1))
        view.looks = looks(ascii_only=True)
        ascii_only = view.render_line(1).text
        view.show(listing({**SHOWN[0], "title": "Renamed"}))

        assert dark != light
        assert ascii_only.startswith(">")
        assert "Renamed" in view.render_line(1).text


@pytest.mark.parametrize("width", [1, 20, 40, 61, 120])
async def test_hostile_titles(width: int) -> None:
    """Whatever titles hold, every line has the width of the screen and every cell a style."""
    events = [factories.event(f"e{at:02}", title=title) for at, title in enumerate(HOSTILE)]
    async with showing(listing(*events), width, len(HOSTILE) + 1) as (view, _):
        strips = [view.render_line(y) for y in range(view.size.height)]
        wide = view.scrollable_content_region.width

        assert {strip.cell_length for strip in strips} == {wide}
        assert all(style is not None for strip in strips for _, style, _ in strip)
        assert unprintable("".join(strip.text for strip in strips)) == []


@pytest.mark.parametrize("theme", ["palmyra-dark", "palmyra-light"])
async def test_cursor_leaves_the_contrast(theme: str) -> None:
    """Under the cursor text has a contrast of 4.5 to 1 at least, marks one of 3 to 1."""
    event = factories.event(
        participants=[{"actor": uid, "role": "attacker"} for uid in ("is", "government", "rebels")],
        claims=[
            factories.claim("c1", "sohr", about="cause", statement="it crashed"),
            factories.claim("c2", "aamaq", about="cause", statement="it was downed"),
        ],
    )
    async with showing(listing(event), theme=theme) as (view, _):
        view.looks = looks(tone="light" if theme.endswith("light") else "dark")
        strip = view.render_line(1)
        contrasts = {text: contrast(style) for text, style, _ in strip if style and text.strip()}

        assert "≠" in strip.text
        assert all(ratio >= (3 if len(text) == 1 else 4.5) for text, ratio in contrasts.items())


async def test_cursor_without_colour() -> None:
    """In an ANSI theme the row under the cursor is reversed."""
    async with showing(listing(*SHOWN), theme="ansi-dark") as (view, _):
        assert all(style and style.reverse for _, style, _ in view.render_line(1))
        assert not any(style and style.reverse for _, style, _ in view.render_line(2))
