"""Records full of hostile texts, and a way through every screen that shows them."""

import re
from collections.abc import AsyncIterator, Sequence

from rich.cells import cell_len
from textual.pilot import Pilot

from store.model import Document
from tests.factories import actor, claim, event, figure, place, source
from tests.tui.app import main_screen
from tests.tui.stores import Tables

LINK = "[@click=app.quit]quit[/]"
TEXTS = (
    *("", " ", "[/]", LINK, "[bold]x", "\\", "\\[", "{0}", "%s", "$x", "\n\n\t\r", "\x00", "\x7f"),
    *(
        "\x1b]52;c;QUJD\x07",
        "\x1b[2J\x9b31m\x1b[?1000h",
        "\ud800",
        "\u202etfel",
        "\u2028x",
        "\u200f",
    ),
    *("داعش يعيد دخول تدمر", "e\u0301a\u0336\u0489" * 40, "\u200b\u200d\ufe0f\u00ad", "\ufeff"),
    *("👨‍👩‍👧‍👦 🇸🇾 ❤️ 👍🏽" * 9, "\u200d全", "全" * 300, "x y " * 500),
)
"""Texts that break what measures or trusts text."""

LONG = ("x" * 100_000, "word " * 20_000, "全" * 100_000, "\u0301" * 100_000, "a\u200d" * 50_000)
"""100 kB and more."""

HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What a terminal acts on, cannot take, or reorders the line by."""

JOINERS = {"\u200d", "\ufe0f"}
"""Signs that make one emoji of several."""


def tables(texts: Sequence[str]) -> Tables:
    """Return an event for each text with all that belongs to it, and one that cannot be read."""
    found: Tables = {"events": [], "actors": [], "places": [], "sources": []}
    for at, text in enumerate(texts):
        for name, documents in _tables(text, at).items():
            found[name] += documents
    return found


def _tables(text: str, at: int) -> Tables:
    names = {"name": text, "notes": text, "aliases": [{"name": text, "language": text}]}
    shown = {"short": text, "described": text, "code": text, "mark": text, "colour": text}
    parents = [{"actor": text, "relation": "part-of", "since": "2013", "locator": text}]
    byline = [{"literal": text}, {"family": text, "given": text}]
    keys = ("container-title", "publisher", "URL", "archive", "type", "notes")
    return {
        "events": [_event(text, at), event(f"bad{at}", kind=text)],
        "actors": [
            actor(f"group{at}", **names, **shown, kind="rebel group", parents=parents),
            actor(text, **names),
        ],
        "places": [place(f"place{at}", **names), place(text, **names)],
        "sources": [
            source(f"source{at}", title=text, author=byline, agencies=[text]),
            source(text, title=text, **dict.fromkeys(keys, text)),
        ],
    }


def _event(text: str, at: int) -> Document:
    figures = [
        figure(metric=text, population=text, verbatim=text, period={"verbatim": text}),
        figure("f2", best=3, unit=text, place=f"place{at}", as_of="2016-12"),
    ]
    said = dict.fromkeys(("verb", "statement", "quote", "hedge", "locator", "language"), text)
    speaker = {"name": text, "office": text}
    by, source_uid = f"group{at}", f"source{at}"
    return event(
        f"event{at}",
        **dict.fromkeys(("title", "summary", "notes", "when_said", "part_of_day"), text),
        tags=[text],
        related=[text],
        participants=[
            {"actor": by, "role": "attacker", "by": by, "as_said": text},
            {"actor": text, "role": "victim", "as_said": text},
        ],
        places=[{"place": f"place{at}", "as_said": text}, {"place": text}],
        claims=[
            claim("c1", by, **said, source=source_uid, speaker=speaker, figures=figures, via=text),
            claim("c2", text, about="cause", statement=text, source=text),
            claim("c3", about="cause", stance="denies", source=source_uid),
        ],
        grading={"grade": text, "grader": text, "date": "2016", "rule": text, "reason": text},
    )


def drawn(pilot: Pilot[None]) -> str:
    """Return what is on screen; every line has its width and nothing harmful, or AssertionError."""
    lines = []
    for strip in pilot.app.screen._compositor.render_strips():
        line = "".join(segment.text for segment in strip)
        # one emoji of several joined ones may be cut where a notice covers the rest of it
        assert JOINERS & set(line) or cell_len(line) == pilot.app.size.width, repr(line)
        assert not HARMFUL.search(line), repr(line)
        lines.append(line)
    return "\n".join(lines)


async def tour(pilot: Pilot[None], typed: str) -> AsyncIterator[str]:
    """Go through every screen, and yield the name of each once it is drawn."""
    app, main = pilot.app, main_screen(pilot)
    view = main.timeline_view
    await pilot.pause()
    yield "timeline"
    for position in range(len(view.listing or ())):
        view.cursor = position
        await pilot.pause()
        await pilot.pause()
        yield f"event {position}"
    for action in ("next_pane", "detail.step(1)", "detail.step(4)", "copy", "zoom", "zoom"):
        await (main.detail if action.startswith("detail.") else main).run_action(
            action.removeprefix("detail.")
        )
        await pilot.pause()
        yield action
        while app.screen is not main:
            app.pop_screen()
    main.detail.show_card("group0")
    yield "card"
    main.in_detail = False
    for action, within in SCREENS.items():
        await main.run_action(action)
        await pilot.pause()
        yield action
        for step in within:
            await app.screen.run_action(step)
            await pilot.pause()
            yield f"{action}: {step}"
        while app.screen is not main:
            app.pop_screen()
    for action, bar in (("search", "search_bar"), ("go_to_date", "date_bar")):
        await main.run_action(action)
        getattr(main, bar).input.value = typed
        await pilot.pause()
        yield action
        await pilot.press("escape")
    await main.run_action("back_up")
    assert main.copier.bar
    main.copier.bar.input.value = typed
    main.copier.bar.say(typed)
    await pilot.pause()
    yield "back_up"
    await pilot.press("escape")
    await app.run_action("command_palette")
    await pilot.press("f", "i")
    yield "palette"
    await pilot.press("escape")


SCREENS = {
    "help": (),
    "sources": ("details",),
    "filter": ("cycle", "role", "cycle", "only", "join"),
    "contested": (),
    "clear_filter": (),
}
"""What the keys of the main screen open, and what is done there."""
