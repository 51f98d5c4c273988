"""What is too much for a form, and pastes of all kinds."""

from time import perf_counter

import pytest

from tests.tui.sheets import MemorySheet
from tests.tui.writing import writing
from tui.presentation.sheet import Place


async def test_a_letter_beyond_the_limit_is_refused() -> None:
    """The line stays, and below it stands why; the next key takes that away."""
    async with writing(MemorySheet(what=["x" * 300]), Place("what")) as hand:
        await hand.keys("yz")
        assert hand.sheet.lines("what") == ["x" * 300]
        assert "! What has at most 300 characters; 1 was not taken." in hand.text

        await hand.keys("backspace", "y")
        assert hand.sheet.lines("what") == ["x" * 299 + "y"]
        assert "at most" not in hand.text


async def test_a_paste_is_taken_up_to_the_limit() -> None:
    """What does not fit is counted."""
    async with writing(MemorySheet(what=["x" * 290]), Place("what")) as hand:
        await hand.paste("y" * 22)

        assert hand.sheet.lines("what") == ["x" * 290 + "y" * 10]
        assert "What has at most 300 characters; 12 were not taken." in hand.text


async def test_a_stored_text_beyond_the_limit_stays() -> None:
    """It can be made shorter, not longer."""
    async with writing(MemorySheet(what=["x" * 400]), Place("what")) as hand:
        await hand.keys("y", "backspace")

        assert hand.sheet.lines("what") == ["x" * 399]


@pytest.mark.parametrize("place", [Place("what"), Place("claims"), Place("notes")])
async def test_a_megabyte_is_refused(place: Place) -> None:
    """Nothing of it is taken, and that is said at once."""
    async with writing(place=place) as hand:
        begun = perf_counter()
        await hand.paste("y" * 1_000_000)
        label = place.field.capitalize()

        assert hand.sheet.filled == {}
        assert f"A paste of 1,000,000 characters is too long for {label};" in hand.text
        assert perf_counter() - begun < 1


async def test_lines_become_blanks_in_a_single_line() -> None:
    """And none at the ends."""
    async with writing(place=Place("what")) as hand:
        await hand.paste("\nJet\r\nlost\tin\x1b[2J Jazal\n")

        assert hand.sheet.lines("what") == ["Jet lost in[2J Jazal"]


async def test_lines_become_lines_where_there_are_many() -> None:
    """Between what stands before and behind the cursor, which goes behind the last."""
    async with writing(MemorySheet(claims=["beforebehind", "last"]), Place("claims")) as hand:
        await hand.keys("home", *["right"] * 6)
        await hand.paste(" one\n\ntwo\r\n \nthree ")
        await hand.keys("!")

        assert hand.sheet.lines("claims") == ["before one", "two", "three !behind", "last"]
        assert [place.at for place, _ in hand.typed] == [0, 1, 2, 2]


async def test_what_is_selected_is_replaced() -> None:
    """By one line or by many."""
    async with writing(MemorySheet(claims=["xyz"]), Place("claims")) as hand:
        await hand.keys("shift+home")
        await hand.paste("one")
        await hand.keys("shift+home")
        await hand.paste("two\nthree")

        assert hand.sheet.lines("claims") == ["two", "three"]


async def test_many_lines_are_limited() -> None:
    """Fifty at once; what stood behind the cursor is on the last of them."""
    async with writing(MemorySheet(who=["end"]), Place("who")) as hand:
        await hand.keys("home")
        await hand.paste("\n".join(f"p{number} " for number in range(60)))

        assert len(hand.sheet.lines("who")) == 50
        assert hand.sheet.lines("who")[-1] == "p49 end"
        assert "Who takes at most 50 lines at once; 10 were not taken." in hand.text


async def test_each_of_many_lines_is_limited() -> None:
    """What does not fit is counted over all of them."""
    async with writing(MemorySheet(who=["x" * 290]), Place("who")) as hand:
        await hand.paste("y" * 20 + "\n" + "z" * 301 + "\nend")

        assert [len(line) for line in hand.sheet.lines("who")] == [300, 300, 3]
        assert "Who has at most 300 characters; 11 were not taken." in hand.text


async def test_paragraphs_are_limited() -> None:
    """A paste and a letter, up to 100,000 characters."""
    async with writing(MemorySheet(notes=["x" * 99_990]), Place("notes")) as hand:
        await hand.paste("one\r\ntwo\nthree")
        assert hand.sheet.lines("notes") == ["x" * 99_990 + "one\ntwo\nth"]
        assert "Notes has at most 100,000 characters; 3 were not taken." in hand.text

        await hand.keys("y", "enter")
        assert len(hand.sheet.lines("notes")[0]) == 100_000


@pytest.mark.parametrize("place", [Place("what"), Place("notes")])
async def test_what_was_cut_is_pasted(place: Place) -> None:
    """ctrl+x, ctrl+v."""
    async with writing(MemorySheet(**{place.field: ["Jet lost"]}), place) as hand:
        await hand.keys("shift+home", "ctrl+x")
        cut = hand.sheet.lines(place.field)[0]
        await hand.keys("ctrl+v", "ctrl+v")

        assert (cut, hand.sheet.lines(place.field)) == ("", ["Jet lostJet lost"])


@pytest.mark.parametrize("place", [Place("what"), Place("notes")])
async def test_a_paste_behind_save_waits(place: Place) -> None:
    """And is typed where saving failed."""
    async with writing(place=place) as hand:
        await hand.keys("a", "ctrl+s")
        await hand.paste("bc")
        waiting = hand.sheet.lines(place.field)[0]
        hand.form.resume()
        await hand.settle()

        assert (waiting, hand.sheet.filled) == ("a", {place.field: ["abc"]})
