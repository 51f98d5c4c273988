"""The help on screen."""

import pytest

from store.model import Actor, view
from tests import factories
from tests.tui.panels import NAMES, SIZES, harmless, lines, showing, text
from tui.screens.help import HelpScreen
from tui.theme import Looks

FACTIONS = [
    view(Actor, factories.actor("is", name="Islamic State", short="IS", kind="rebel group")),
    view(Actor, factories.actor("russia", kind="external forces")),
]


def help_screen(ascii_only: bool = False, **how: dict[str, str]) -> HelpScreen:
    """Return the help of two factions."""
    return HelpScreen(Looks(FACTIONS, "dark", ascii_only), FACTIONS, **how)


@pytest.mark.parametrize("size", SIZES)
async def test_opens_with_the_marks(size: tuple[int, int]) -> None:
    """The legend comes first, the keys are at the end, all in sight by scrolling."""
    screen = help_screen()
    async with showing(screen, size) as pilot:
        assert "RAILS" in lines(pilot)[1]
        assert "┃  on one day" in lines(pilot)[2]

        await screen.view.run_action("leaf(1000000)")
        await pilot.pause()

        assert "Do not open it" in text(pilot)
        assert harmless(pilot)


async def test_scrolls_by_key() -> None:
    """The page has the focus: j moves a line, G to the end."""
    screen = help_screen()
    async with showing(screen) as pilot:
        await pilot.press("j", "down")
        assert screen.view.scroll_offset.y == 2

        await pilot.press("G", "g")
        assert screen.view.scroll_offset.y == 0


@pytest.mark.parametrize("key", ["escape", "question_mark", "q"])
async def test_closes(key: str) -> None:
    """Esc, ? and q close the help and nothing else."""
    async with showing(help_screen()) as pilot:
        await pilot.press(key)
        await pilot.pause()

        assert not isinstance(pilot.app.screen, HelpScreen)
        assert pilot.app.is_running


async def test_ascii() -> None:
    """With plain signs our own cells are ASCII."""
    screen = help_screen(ascii_only=True)
    async with showing(screen, (80, 60)):
        page = screen.view.page

    assert all(part.isascii() for line in page.lines for part, _ in line)


async def test_keys_of_the_user() -> None:
    """Keys that the configuration changed are told as they are."""
    screen = help_screen(keymap={"timeline.down": "n"})
    async with showing(screen):
        told = ["".join(part for part, _ in line) for line in screen.view.page.lines]

    assert any(
        line.split() == ["n", "Go", "to", "the", "next", "event", "·", "timeline.down"]
        for line in told
    )


async def test_hostile_factions() -> None:
    """A faction's name reaches the screen as text."""
    factions = [
        view(Actor, factories.actor(f"a{i}", name=name, kind="rebel group"))
        for i, name in enumerate(NAMES)
    ]
    screen = HelpScreen(Looks(factions, "dark"), factions)
    async with showing(screen, (60, 15)) as pilot:
        for _ in range(6):
            await screen.view.run_action("leaf(1)")
            await pilot.pause()
            assert harmless(pilot)
