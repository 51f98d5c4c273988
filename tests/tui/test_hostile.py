"""Hostile text, in every field and through every screen: shown harmlessly, or not at all."""

from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from store.connect import connect
from tests.factories import actor, claim, event
from tests.tui.hostile import LINK, LONG, TEXTS, drawn, tables, tour
from tests.tui.stores import opened, write
from tui.app import TimelineApp

ANY = st.text(st.characters(exclude_categories=()), max_size=60) | st.sampled_from(TEXTS)
"""Any text at all, surrogates and private signs too."""


@pytest.mark.parametrize("size", [(120, 40), (60, 15)])
async def test_hostile_texts_are_shown_harmlessly(tmp_path: Path, size: tuple[int, int]) -> None:
    """No line is too long, no control character is drawn, nothing crashes."""
    path = tmp_path / "s.json"
    write(path, tables(TEXTS))
    app = opened(path, notices=TEXTS)
    async with app.run_test(size=size, notifications=True) as pilot:
        async for _ in tour(pilot, LINK):
            drawn(pilot)

    assert app.return_code is None


@given(st.lists(ANY, min_size=1, max_size=6), st.booleans())
@settings(max_examples=4, deadline=None, phases=set(Phase) - {Phase.shrink})
async def test_any_text_is_shown_harmlessly(texts: list[str], plain: bool) -> None:
    """Whatever it is: the file may have been written by anyone."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "s.json"
        write(path, tables(texts))
        app = opened(path, ascii=plain, no_color=plain, notices=tuple(texts))
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            async for _ in tour(pilot, texts[0]):
                drawn(pilot)

        assert app.return_code is None


async def test_100_kb_of_text_are_shown_in_time(tmp_path: Path) -> None:
    """A title, a statement, a quote or a name of any length holds nothing up."""
    path = tmp_path / "s.json"
    people = [actor(f"a{at}", name=text) for at, text in enumerate(LONG)]
    events = [
        event(f"e{at}", title=text, claims=[claim("c1", f"a{at}", statement=text, quote=text)])
        for at, text in enumerate(LONG)
    ]
    write(path, {"events": events, "actors": people})
    app = opened(path)
    async with app.run_test(notifications=True) as pilot:
        begun = perf_counter()
        async for _ in tour(pilot, LONG[0]):
            drawn(pilot)

    assert perf_counter() - begun < 20
    assert app.return_code is None


NAME = f"{LINK} \x1b]52;c;x\x07 \u202etfel [bold] داعش.json"


async def test_the_name_of_the_file_is_shown_harmlessly(tmp_path: Path) -> None:
    """It is text from outside as well."""
    path = tmp_path / NAME.replace("/", "∕")
    connect(path, create=True).close()
    app = opened(path)
    async with app.run_test(size=(120, 10), notifications=True) as pilot:
        await pilot.pause()

        assert "[@click=app.quit]quit[∕] ]52;c;x tfel [bold] داعش " in drawn(pilot)


async def test_a_link_in_a_text_does_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A click on `[@click=app.quit]` is a click on a row, a notice, a name, and no more."""
    quits: list[str] = []
    clicked: list[str] = []
    monkeypatch.setattr(TimelineApp, "exit", lambda *_, **__: quits.append(clicked[-1]))
    path = tmp_path / "s.json"
    write(path, tables([LINK]))
    app = opened(path, notices=(LINK,))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        async for name in tour(pilot, LINK):
            for place in places(drawn(pilot))[:3] if name in CLICKED else ():
                clicked.append(name)
                await pilot.click(offset=place)

    assert set(clicked) == CLICKED
    assert not quits


CLICKED = {"timeline", "copy", "card", "help", "sources", "filter", "search"}
"""Screens on which the link is clicked wherever it stands."""


def places(screen: str) -> list[tuple[int, int]]:
    """Return where the link stands on the screen: column and line."""
    lines = enumerate(screen.splitlines())
    return [(line.index("quit]"), y) for y, line in lines if "quit]" in line]
