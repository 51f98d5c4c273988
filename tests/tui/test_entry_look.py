"""How the form looks at every size, and with every text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import events
from textual.geometry import Size

from tests.tui.harness import looks, unprintable
from tests.tui.hostile import LONG, TEXTS
from tests.tui.sheets import MemorySheet
from tests.tui.writing import Writing, writing
from tui.presentation.plain_lines import PlainLines
from tui.presentation.sheet import Choice, Field, Place, Remark
from tui.widgets.entry_field import Entry, EntryWriter, Said, in_sight
from tui.widgets.entry_hand import Hand
from tui.widgets.entry_writing import FormWriter

CLAIMS = ["SOHR reported: 50,000 fled", "Aamaq claimed: its militants downed it", ""]
WIDTHS = [38, 60, 80, 120]


def harmless(hand: Writing) -> bool:
    """Whether each line has the width of the screen, a style everywhere and no control sign."""
    strips = hand.screen._compositor.render_strips()
    segments = [segment for strip in strips for segment in strip]
    plain = not unprintable("".join(segment.text for segment in segments))
    styled = all(segment.style is not None for segment in segments)
    return plain and styled and {strip.cell_length for strip in strips} == {hand.app.size.width}


async def test_the_whole_form() -> None:
    """Labels in a column, remarks below their line, a bar along the line written in."""
    sheet = MemorySheet(when=["Dec 2016"], claims=CLAIMS, notes=["One.\nTwo."])
    sheet.notice = Remark("a draft that was kept goes on here")
    async with writing(sheet, size=(60, 20)) as hand:
        assert hand.lines[:13] == [
            "╭─ New event ──────────────────────────────────────────────╮",
            "│ a draft that was kept goes on here                       │",
            "│▌When    Dec 2016                                         │",
            "│▌        December 2016 · a month                          │",
            "│ What    what all who speak of it share                   │",
            "│ Source  key, title or URL                                │",
            "│ Claims  SOHR reported: 50,000 fled                       │",
            "│         figure 50,000 · person · fled · period not stat… │",
            "│         Aamaq claimed: its militants downed it           │",
            "│         CLAIMANT VERB: statement [source]                │",
            "│ Who     one a line                                       │",
            "│ Notes   One.                                             │",
            "│         Two.                                             │",
        ]


async def test_ascii() -> None:
    """Every sign of our own has a plain one, of the same width."""
    sheet = MemorySheet(when=["Dec 2016"], claims=["a"])
    async with writing(sheet, Place("claims"), ascii_only=True) as hand:
        await hand.keys("end", "down")
        behind = hand.screen.background_colors[1]
        strips = hand.screen._compositor.render_strips()
        plain = [strip.apply_filter(PlainLines(), behind).text for strip in strips]

        assert all(line.isascii() for line in plain)
        assert [line for line in plain if "> Aamaq" in line]
        assert "'" not in "".join(plain)


@pytest.mark.parametrize("width", WIDTHS)
async def test_what_is_wrong_is_told_whole(width: int) -> None:
    """At every width, beside a line written in and beside others."""
    async with writing(MemorySheet(when=["10/12/2016"]), size=(width, 24)) as hand:
        for key in ("home", "tab"):
            await hand.keys(key)
            said = " ".join(" ".join(line.strip("│▌ ").split()) for line in hand.lines)

            assert "! 10/12/2016 is 10 December or 12 October: write 10 Dec 2016 or 12 Oct" in said


@pytest.mark.parametrize(
    ("width", "theme"),
    [*((width, "palmyra-dark") for width in WIDTHS), (80, "palmyra-light"), (80, "ansi-dark")],
)
async def test_hostile_texts_are_shown(width: int, theme: str) -> None:
    """Whatever a sheet says or holds is text, in lines of their width, each in a style."""
    async with writing(size=(width, 24), theme=theme) as hand:
        for text in TEXTS:
            sheet = MemorySheet(what=[text], claims=[text, text], notes=[text])
            sheet.heading, sheet.notice = text, Remark(text, "theirs")
            hand.form.show(sheet, Place("claims"))
            await hand.settle()

            assert harmless(hand), repr(text)


@pytest.mark.parametrize("place", [Place("what"), Place("claims", 1), Place("notes")])
async def test_hostile_texts_are_pasted(place: Place) -> None:
    """What comes in is clean, and one line where it has to be."""
    async with writing(place=place) as hand:
        for text in TEXTS:
            sheet = MemorySheet(claims=["one", ""])
            hand.form.show(sheet, place)
            await hand.paste(text)
            held = "".join(sheet.lines(place.field))

            assert harmless(hand), repr(text)
            assert unprintable(held.replace("\n", "") if place.field == "notes" else held) == []


async def test_long_texts_cost_no_more_than_a_screen() -> None:
    """100 kB that were stored are shown cut, and stay as they are."""
    async with writing() as hand:
        for text in LONG:
            sheet = MemorySheet(what=[text], claims=[text], notes=[text])
            sheet.notice = Remark(text, "theirs")
            hand.form.show(sheet, Place("when"))
            await hand.keys("tab", "home", "tab", "tab", "tab")

            assert harmless(hand)
            assert hand.form.wanted < 60
            assert hand.typed == []


@given(st.text(max_size=40), st.sampled_from(["when", "what", "claims", "notes"]))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
async def test_any_text_is_drawn(text: str, name: str) -> None:
    """In lines of exactly the width that there is, whatever is written where."""
    sheet = MemorySheet(**{name: [text]})
    for place in (Place("when"), Place(name)):
        for width in (34, 76):
            written = FormWriter(looks()).write(Hand(sheet, place), width, 20, 1)

            widths = [sum(cell_len(part) for part, _ in line) for line in written.lines]
            assert max(widths) <= width
            assert [place for span in written.spans.values() for place in span] == list(
                range(len(written.lines))
            )


def test_long_labels_widen_their_column() -> None:
    """Up to a limit, behind which they are cut."""
    short = EntryWriter(looks(), [Field("a", "When"), Field("b", "Population")], 60)
    long = EntryWriter(looks(), [Field("a", "x" * 40)], 60)

    assert (short.column, short.room) == (11, 49)
    assert long.column == 14
    line = long.quiet(Entry(Field("a", "x" * 40), Place("a"), "y"), [])[0]
    assert "".join(text for text, _ in line) == "x" * 12 + "… y"


def test_choices_in_sight() -> None:
    """As many as are shown, the one reached among them, and how many more."""
    choices = [Choice(f"c{number}", "", 0) for number in range(9)]
    writer = EntryWriter(looks(), [Field("a", "A")], 30)

    def texts(reached: int | None, shown: int) -> list[list[str]]:
        lines = writer.choices(Said((), choices, reached), shown)
        return ["".join(text for text, _ in line).split() for line in lines]

    assert texts(None, 2) == [["c0", "↓", "Enter"], ["c1", "+7"]]
    assert texts(4, 3) == [["c2"], ["c3"], ["›", "c4", "+4"]]
    assert texts(8, 2) == [["c7"], ["›", "c8"]]
    assert texts(None, 1) == [["c0", "+8"]]


@pytest.mark.parametrize(
    ("top", "height", "wanted", "seen"),
    [
        (0, 10, [(2, 6)], 0),
        (0, 5, [(2, 9), (3, 8)], 3),
        (9, 5, [(2, 9), (3, 8)], 3),
        (4, 5, [(2, 9), (3, 4)], 3),
        (0, 5, [(2, 9)], 2),
        (0, 5, [(14, 40)], 14),
        (18, 5, [(17, 19)], 15),
    ],
)
def test_what_is_in_sight(top: int, height: int, wanted: list[tuple[int, int]], seen: int) -> None:
    """The first range that fits, moving as little as can be."""
    assert in_sight(top, height, 20, wanted) == seen


async def test_a_low_form_shows_the_neighbours() -> None:
    """The line written in with what is said of it, one line above and one below."""
    async with writing(MemorySheet(when=["Dec 2016"], claims=CLAIMS), size=(60, 8)) as hand:
        await hand.keys("tab", "tab", "tab")
        assert [line[2:9].strip() for line in hand.lines[1:6]] == ["Source", "Claims", "", "", ""]
        assert "Aamaq" in hand.lines[5]

        await hand.keys("tab", "tab", "tab", "tab", "x")
        assert [line[2:9].strip() for line in hand.lines[1:6]] == ["", "", "", "Who", "Notes"]
        assert "x" in hand.lines[5]
        assert "↑" in hand.lines[6]


async def test_a_low_form_shows_few_choices() -> None:
    """The line itself, the line before, and the choice reached always."""
    async with writing(size=(60, 6), place=Place("who")) as hand:
        await hand.keys("a", "down", "down", "down", "down")

        assert "Claims" in hand.lines[1]
        assert "Who     a" in hand.lines[2]
        assert "› Amnesty" in hand.lines[3]


async def test_the_wheel() -> None:
    """It scrolls a low form, and what is typed into goes with its line."""
    async with writing(MemorySheet(when=["Dec 2016"]), size=(60, 6)) as hand:
        await hand.pilot._post_mouse_events([events.MouseScrollDown], offset=(3, 2))
        await hand.settle()

        assert "Dec 2016" not in hand.text
        await hand.keys("x")
        assert "Dec 2016x" in hand.lines[1]


@pytest.mark.parametrize("width", WIDTHS)
async def test_a_new_width(width: int) -> None:
    """The form is written anew, and told how high it wants to be."""
    async with writing(MemorySheet(when=["10/12/2016"]), size=(70, 24)) as hand:
        await hand.pilot.resize_terminal(width, 24)
        await hand.settle()

        assert harmless(hand)
        assert hand.form.size == Size(width - 2, hand.form.wanted - 2)
        assert hand.form.line.size.width == width - 12


async def test_a_theme_is_worn_at_once() -> None:
    """And drawn from then on."""
    async with writing(MemorySheet(when=["10/12/2016"])) as hand:
        before = hand.form.page.render_line(1)
        hand.app.theme = "palmyra-light"
        await hand.settle()

        assert hand.form.page.render_line(1) != before
