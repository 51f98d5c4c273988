"""The form under the keys: lines, choices, what is said and told, keys behind those that end it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.geometry import Size
from textual.strip import Strip

from store.text import clean
from tests.tui.harness import looks
from tests.tui.sheets import AMBIGUOUS, MemorySheet
from tests.tui.writing import writing
from tui.presentation.sheet import Place, Remark
from tui.widgets.entry_form import KEYS, EntryForm

CLAIMS = ["SOHR reported: 50,000 fled", "Aamaq claimed: its militants downed it", ""]


async def test_a_burst_fills_the_form() -> None:
    """Keys that come all at once go where they were meant to go, in their order."""
    async with writing() as hand:
        await hand.keys("Dec 2016", "tab", "Jet lozz", "backspace", "backspace", "st")
        await hand.keys("tab", "tab", "SOHR said: 3", "enter", "AFP said: 4", "enter", "enter")
        await hand.keys("Kerry", "tab", "one", "enter", "two", "tab", "home", "3 ")

        assert hand.sheet.filled == {
            "when": ["3 Dec 2016"],
            "what": ["Jet lost"],
            "claims": ["SOHR said: 3", "AFP said: 4", ""],
            "who": ["Kerry"],
            "notes": ["one\ntwo"],
        }
        assert hand.screen.wrong == 0


async def test_every_change_is_told() -> None:
    """Letter by letter, and with it where it was made."""
    async with writing(place=Place("who")) as hand:
        await hand.keys("AP", "enter", "x")

        assert hand.typed == [
            (Place("who"), "A"),
            (Place("who"), "AP"),
            (Place("who", 1), "x"),
        ]
        assert hand.form.place == Place("who", 1)


async def test_keys_of_the_screen_are_text_or_nothing() -> None:
    """A letter is a letter; what the form has no use for reaches no other pane."""
    async with writing() as hand:
        await hand.keys("jqf1?", "ctrl+r", "super+x")

        assert hand.sheet.filled == {"when": ["jqf1?"]}
        assert hand.screen.wrong == 0


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (("tab",), Place("what")),
        (("shift+tab",), Place("notes")),
        (("tab",) * 3, Place("claims")),
        (("tab",) * 4, Place("claims", 1)),
        (("down", "down"), Place("source")),
        (("up",), Place("notes")),
        (("up", "up"), Place("who")),
        (("up", "down"), Place("when")),
        (("enter", "enter"), Place("source")),
        (("tab",) * 8, Place("when")),
    ],
)
async def test_going_from_line_to_line(keys: tuple[str, ...], place: Place) -> None:
    """Round at both ends, and what stands in the lines stays."""
    async with writing(MemorySheet(claims=CLAIMS, notes=["a"])) as hand:
        await hand.keys(*keys)

        assert hand.form.place == place
        assert hand.sheet.filled == {"claims": CLAIMS, "notes": ["a"]}


async def test_enter_opens_a_line() -> None:
    """Below one that holds something, unless an empty one waits; from an empty one it goes on."""
    async with writing(MemorySheet(claims=CLAIMS[:2]), Place("claims")) as hand:
        await hand.keys("enter")
        opened = list(hand.sheet.lines("claims"))
        await hand.keys("up", "enter")

        assert opened == [CLAIMS[0], "", CLAIMS[1]] == hand.sheet.lines("claims")
        assert hand.form.place == Place("claims", 1)

        await hand.keys("tab", "enter")
        assert hand.form.place == Place("claims", 3)
        await hand.keys("enter")
        assert hand.form.place == Place("who")
        assert len(hand.sheet.lines("claims")) == 4


async def test_an_empty_line_is_taken_away() -> None:
    """Backspace goes to the end of the line above; the last line stays, and a stored one."""
    sheet = MemorySheet(claims=["", *CLAIMS])
    sheet.stored = 1
    async with writing(sheet, Place("claims", 3)) as hand:
        await hand.keys("backspace", "!")
        assert hand.sheet.lines("claims") == ["", CLAIMS[0], CLAIMS[1] + "!"]

        hand.form.focus_line(Place("claims", 0))
        await hand.keys("backspace", "backspace")
        assert len(hand.sheet.lines("claims")) == 3

        hand.form.focus_line(Place("who"))
        await hand.keys("backspace")
        assert (hand.form.place, hand.sheet.lines("who")) == (Place("who"), [""])


async def test_choices() -> None:
    """↓ goes into them and ↑ out again, Enter takes the one reached, Esc leaves them."""
    async with writing(place=Place("who")) as hand:
        await hand.keys("al")
        assert "Al Jazeera" in hand.text
        assert "Aleppo Media Centre" in hand.text

        await hand.keys("down", "down", "down")
        assert "› Aleppo Media Centre" in hand.text
        await hand.keys("up", "up", "down", "escape")
        assert "›" not in hand.text
        assert hand.heard == []

        await hand.keys("down", "enter", "x")
        assert hand.sheet.filled == {"who": ["Al Jazeera x"]}
        assert (Place("who"), "Al Jazeera ") in hand.typed


async def test_typing_on_leaves_the_choices() -> None:
    """Enter then opens a line."""
    async with writing(place=Place("who")) as hand:
        await hand.keys("a", "down", "l", "enter")

        assert hand.sheet.filled == {"who": ["al", ""]}


async def test_the_cursor_decides_what_is_offered() -> None:
    """Going back to the name offers names."""
    async with writing(MemorySheet(who=["Al said"]), Place("who")) as hand:
        assert "Al Jazeera" not in hand.text

        await hand.keys("home", "right", "right")
        assert "Al Jazeera" in hand.text


async def test_what_is_new_is_created_by_consent() -> None:
    """Only a choice taken agrees to it."""
    async with writing(place=Place("who")) as hand:
        await hand.keys("Zaman", "tab", "shift+tab")
        assert hand.sheet.agreed == []

        await hand.keys("down", "enter")
        assert hand.sheet.agreed == ["Zaman"]


async def test_figures_are_left_out_and_taken_again() -> None:
    """ctrl+t says so to the sheet, and it is told as a change."""
    async with writing(MemorySheet(claims=CLAIMS), Place("claims")) as hand:
        await hand.keys("ctrl+t")
        left_out = "left out: figure 50,000" in hand.text
        await hand.keys("ctrl+t")

        assert left_out
        assert "left out" not in hand.text
        assert [place for place, _ in hand.typed] == [Place("claims")] * 2


async def test_fields_come_and_go() -> None:
    """The line written in stays where it is, its text and cursor too."""
    async with writing(place=Place("source")) as hand:
        await hand.keys("http", "left")
        shown = "Title" in hand.text
        await hand.keys("x")

        assert shown
        assert "Title" not in hand.text
        assert (hand.form.place, hand.sheet.filled) == (Place("source"), {"source": ["httxp"]})


async def test_a_field_that_goes_is_left() -> None:
    """One writes on in the line that took its place."""
    async with writing(MemorySheet(source=["http"]), Place("title")) as hand:
        await hand.keys("jet")
        hand.sheet.write(Place("source"), "a key")
        hand.form.reread()
        await hand.keys("x")

        assert hand.form.place == Place("claims")
        assert hand.sheet.lines("title") == ["jet"]
        assert hand.sheet.lines("claims") == ["x"]


async def test_what_others_change_is_shown() -> None:
    """A notice below the heading, and new texts; the cursor stays in its line."""
    async with writing(MemorySheet(what=["Jet lost"]), Place("what")) as hand:
        await hand.keys("home", "A ")
        hand.sheet.notice = Remark("not saved: the disk is full", "problem")
        hand.sheet.write(Place("when"), "Dec 2016")
        hand.form.reread()
        await hand.keys("x")

        assert "! not saved: the disk is full" in hand.lines[1]
        assert "Dec 2016" in hand.text
        assert hand.sheet.lines("what") == ["A xJet lost"]


async def test_keys_behind_save_wait() -> None:
    """They are typed once it is known that saving failed; a second save waits too."""
    async with writing() as hand:
        await hand.keys("Dec", "ctrl+s", " 2", "tab", "x")
        assert (hand.heard, hand.sheet.filled) == (["Submitted"], {"when": ["Dec"]})
        assert "Saving" in hand.text

        hand.form.resume()
        await hand.settle()
        assert hand.sheet.filled == {"when": ["Dec 2"], "what": ["x"]}
        assert "Saving" not in hand.text


async def test_keys_behind_save_wait_whatever_has_the_focus() -> None:
    """A terminal that loses the focus and gets it back gives nothing away."""
    async with writing() as hand:
        await hand.keys("Dec", "ctrl+s", "j")
        hand.app.screen.set_focus(None)
        await hand.settle()
        hand.form.focus()
        await hand.keys("k")

        assert hand.sheet.filled == {"when": ["Dec"]}
        hand.form.resume()
        await hand.settle()
        assert hand.sheet.filled == {"when": ["Decjk"]}


@pytest.mark.parametrize("key", ["ctrl+s", "escape"])
@pytest.mark.parametrize("place", [Place("when"), Place("notes")])
async def test_keys_behind_the_end_go_on(key: str, place: Place) -> None:
    """Once the form is gone, to what has the focus then; none is lost, none is text."""
    async with writing(place=place) as hand:
        await hand.keys("ab", key, "jk", ".")
        hand.form.remove()
        hand.beside.focus()
        await hand.settle()

        assert hand.sheet.filled == {place.field: ["ab"]}
        assert hand.beside.keys == ["j", "k", "full_stop"]


async def test_starting_over() -> None:
    """ctrl+l asks; keys behind it are typed into what is shown then."""
    async with writing() as hand:
        await hand.keys("Dec", "ctrl+l", "Jan")
        assert hand.heard == ["Emptied"]

        fresh = MemorySheet()
        hand.form.show(fresh, Place("when"))
        await hand.settle()
        assert (hand.sheet.filled, fresh.filled) == ({"when": ["Dec"]}, {"when": ["Jan"]})


async def test_paragraphs() -> None:
    """Enter begins one; ↑ and ↓ move in them, and at their ends to the other fields."""
    async with writing(MemorySheet(notes=["one"]), Place("notes")) as hand:
        await hand.keys("enter", "two", "up", "!", "ctrl+t")
        assert hand.sheet.lines("notes") == ["one!\ntwo"]

        await hand.keys("up")
        assert hand.form.place == Place("who")
        await hand.keys("down", "down")
        assert hand.form.place == Place("when")


async def test_paragraphs_can_be_taken_back() -> None:
    """ctrl+z and ctrl+y are told of like letters."""
    async with writing(place=Place("notes")) as hand:
        await hand.keys("a", "ctrl+z")
        taken_back = hand.sheet.lines("notes")[0]
        await hand.keys("ctrl+y")

        assert (taken_back, hand.sheet.lines("notes")) == ("", ["a"])


async def test_a_click_goes_to_a_line() -> None:
    """And puts the cursor where it points; a click on a choice takes it."""
    async with writing(MemorySheet(what=["Jet lost"])) as hand:
        await hand.pilot.click(offset=(13, 2))
        await hand.keys("x")
        assert hand.sheet.filled == {"what": ["Jetx lost"]}

        hand.beside.focus()
        await hand.pilot.click(offset=(3, 5))
        await hand.keys("al")
        await hand.pilot.click(offset=(16, 6))
        await hand.settle()
        assert hand.sheet.lines("who") == ["Al Jazeera "]


async def test_a_click_waits_too() -> None:
    """While it is being saved one stays in the line."""
    async with writing() as hand:
        await hand.keys("ctrl+s")
        await hand.pilot.click(offset=(12, 2))
        await hand.settle()

        assert hand.form.place == Place("when")


async def test_a_letter_lays_out_nothing() -> None:
    """Neither the form nor what is behind it, while the number of lines stays."""
    async with writing(MemorySheet(claims=CLAIMS), Place("what")) as hand:
        laid_out: list[object] = []
        hand.app.screen.screen_layout_refresh_signal.subscribe(hand.form, laid_out.append)
        await hand.keys(*"People flee eastern Aleppo" * 3, "backspace", "left")
        assert laid_out == []

        hand.form.focus_line(Place("claims", 0))
        await hand.settle()
        laid_out.clear()
        await hand.keys(" and more of them")
        assert laid_out == []


async def test_only_what_changes_is_painted() -> None:
    """A letter paints the input alone, and a new remark its line."""
    async with writing(MemorySheet(when=["10 Dec 201"]), size=(120, 24)) as hand:
        drawn: list[int] = []
        draw = hand.form.page.render_line

        def drawing(y: int) -> Strip:
            drawn.append(y)
            return draw(y)

        hand.form.page.render_line = drawing  # type: ignore[method-assign]
        await hand.keys("6")
        same = list(drawn)
        await hand.keys("/")

        assert (same, drawn) == ([], [1])
        assert AMBIGUOUS in hand.text


async def test_the_height_grows_at_once_and_shrinks_later() -> None:
    """Choices that come and go with letters do not move what stands below the form."""
    async with writing(place=Place("who")) as hand:
        low = hand.form.wanted
        await hand.keys("a")
        high = hand.form.wanted
        await hand.keys("x")
        assert (high, hand.form.wanted) == (low + 6, low + 6)

        await hand.keys("tab")
        assert hand.form.wanted == low
        sizes = [each.height for each in hand.app.heard if isinstance(each, EntryForm.Resized)]
        assert sizes == [high, low]


async def test_what_is_wanted_is_known_before_there_is_room() -> None:
    """The screen leaves a gap of that height in the same frame."""
    async with writing(MemorySheet(claims=CLAIMS)) as hand:
        form = EntryForm(hand.form.looks)
        form.show(MemorySheet(claims=CLAIMS), Place("when"))

        assert form.wanted == hand.form.wanted
        assert form.size == Size(0, 0)


@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), max_size=20), max_size=8))
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
async def test_whatever_is_typed_is_kept(texts: list[str]) -> None:
    """In every kind of field, letter by letter, in one burst."""
    async with writing() as hand:
        for text in texts:
            for name in ("what", "claims", "notes"):
                sheet = MemorySheet()
                hand.form.show(sheet, Place(name))
                await hand.keys(*text, "ctrl+s")
                hand.form.resume()

                assert clean("".join(sheet.lines(name))) == clean(text)


def test_nothing_is_done_before_anything_is_shown() -> None:
    """The keys of a form that shows nothing are off."""
    form = EntryForm(looks())

    assert not any(form.check_action(action.partition("(")[0], ()) for _, _, action, *_ in KEYS)
    with pytest.raises(ValueError, match="no sheet"):
        assert form.place
