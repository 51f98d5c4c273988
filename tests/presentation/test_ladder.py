"""The figure ladder: true columns, whole words, every width."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from store.edits import Stamp, edited
from store.model import Actor, Event, view
from store.names import Names
from store.verdicts import Ref, verdicts
from tests.factories import actor, claim, event, figure
from tests.store.verdict_cases import DAYS, model_case
from tui.presentation.ink import STYLES
from tui.presentation.ladder import LadderLine, ladder, without_bars

ACTORS = {
    uid: view(Actor, actor(uid, short=short))
    for uid, short in [("russia-mod", "Russia MoD"), ("sohr", "SOHR"), ("un", "UN")]
}
NAMES = Names(ACTORS, {}, {})


def _event(*figures: dict[str, Any], claimant: str = "actor") -> Event:
    claims = [claim(f"c{i}", f"{claimant}{i}", figures=[one]) for i, one in enumerate(figures)]
    return view(Event, event(claims=claims))


def _lines(found: Event, width: int, **keys: Any) -> list[LadderLine]:
    return ladder(found, NAMES, verdicts(found), width, **keys)


def _texts(found: Event, width: int, **keys: Any) -> list[str]:
    return [line.text for line in _lines(found, width, **keys)]


MODEL_52 = """\
FIGURES  people · hollow: not comparable
              0            50k          100k
 a Russia MoD              ○                  50,000
   said · civilians fled · past two days [1]
 b SOHR                                   “hundreds”
   said · fled · recent days [1]
 c SOHR                            ├╌╌╌╌▷   > 80,000
   said · “over 80,000” · displaced · past two
   weeks [1]
 d UN                 ├╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌▷   > 30,000
   estimated · “over 30,000” · people fled · period
   not stated [1]

 a/b ≠ far apart (at least ×50); not comparable:
     “recent days” has no stated length, population
     not stated
 a/c not comparable: two days within two weeks, fled
     and displaced, population not stated
 b/d ≠ far apart (at least ×30); not comparable:
     period not stated, population not stated
 d   not comparable: period not stated
 b/c one account, SOHR: not held against each other"""

MODEL_24_ASCII = """\
FIGURES  people -
hollow: not comparable
   0       50k      100k
 a Russia MoD     50,000
           o
   said - civilians
   fled - past two
   days [1]
 b SOHR       "hundreds"
"""


def test_model_case_as_drawn() -> None:
    """Four figures on one axis, all hollow, with every word and verdict."""
    assert [line.rstrip() for line in _texts(model_case(), 52)] == MODEL_52.splitlines()


def test_narrow_ladder_puts_the_bar_below() -> None:
    """At 24 cells name and number share a line, the bar has the next; in ASCII."""
    drawn = "\n".join(line.rstrip() for line in _texts(model_case(), 24, ascii_only=True))

    assert drawn.startswith(MODEL_24_ASCII)
    assert drawn.isascii()


@pytest.mark.parametrize("width", range(24, 121))
def test_no_width_cuts_a_word(width: int) -> None:
    """Every line fits, and all words stand there in order, whatever the width."""
    found = model_case()
    words = " ".join(line.text for line in without_bars(found, NAMES, verdicts(found), 500))
    lines = without_bars(found, NAMES, verdicts(found), width)

    assert max(cell_len(text) for text in _texts(found, width)) <= width
    assert "".join("".join(line.text for line in lines).split()) == "".join(words.split())


def test_bars_change_no_word() -> None:
    """`show` prints what the ladder says, without axis and bars."""
    found = model_case()
    drawn = [line.split() for line in _texts(found, 60)]
    plain = [line.text.split() for line in without_bars(found, NAMES, verdicts(found), 60)]
    bars = {*"○╌├┤▷"}
    words = [[word for word in line if not bars & {*word}] for line in drawn]

    assert plain[0] == ["FIGURES", "people"]
    assert words[2:] == plain[1:]


def test_lines_know_their_figure() -> None:
    """The cursor finds claim, figure and claimant under each row."""
    rows = [line for line in _lines(model_case(), 52) if line.ref]

    assert [line.ref for line in rows[:3]] == [Ref("c1", "f1"), Ref("c1", "f1"), Ref("c2", "f1")]
    assert {line.claimant for line in rows} == {"russia-mod", "sohr", "un"}


@pytest.mark.parametrize(
    ("figures", "drawn"),
    [
        ([{"best": 300}], False),
        ([{"best": 300}, {"best": None, "qualifier": "order-of-magnitude"}], False),
        ([{"best": None, "verbatim": "hundreds"}, {"best": None, "verbatim": "many"}], False),
        ([{"best": 300}, {"best": 400}], True),
        ([{"best": 300}, {"best": 400, "unit": "km"}], False),
        ([{"best": 300}, {"best": 1e300}], False),
        ([{"best": 300}, {"best": 1e-300}], False),
        ([{"best": 0}, {"best": 0}], True),
    ],
)
def test_an_axis_needs_two_numbers(figures: list[dict[str, Any]], drawn: bool) -> None:
    """One figure, or words only: no axis."""
    text = "".join(_texts(_event(*(figure(**keys) for keys in figures)), 60))

    assert bool({*text} & {*"●○╌─"}) == drawn


def test_no_figures_no_ladder() -> None:
    """An event without figures has no heading either."""
    assert _lines(view(Event, event(claims=[claim()])), 60) == []


def test_each_unit_has_its_axis() -> None:
    """Letters go on from one unit to the next."""
    found = _event({**figure(), "unit": "km"}, figure(), {**figure(), "unit": "km", "best": 9})
    texts = _texts(found, 60)

    assert [text for text in texts if "FIGURES" in text] == [
        "FIGURES  km · log scale · hollow: not comparable",
        "FIGURES  people",
    ]
    assert [text[1] for text in texts if "actor" in text] == ["a", "c", "b"]


def test_comparable_figures_are_solid() -> None:
    """A figure is hollow only where it compares with no other."""
    scope: dict[str, Any] = {"population": "civilians", "period": DAYS}
    found = _event(
        figure(best=30, **scope), figure(best=40, **scope), figure(best=50, metric="killed")
    )
    bars = [text for text in _texts(found, 60) if {*text} & {*"●○"}]

    assert ["●" in text for text in bars] == [True, True, False]


def test_a_log_axis_is_labelled() -> None:
    """Largest over smallest above 20: a log axis that says so; up to 20 it is linear."""
    wide = _texts(_event(figure(best=50), figure(best=1_001)), 60)
    near = _texts(_event(figure(best=50), figure(best=1_000)), 60)

    assert "log scale" in wide[0]
    assert wide[1].split() == ["10", "100", "1k", "10k"]
    assert "log" not in near[0]


def test_over_six_figures_stand_by_scope() -> None:
    """Groups of one scope, the verdicts of each, then those across; nothing is left out."""
    scope: dict[str, Any] = {"population": "civilians", "period": DAYS}
    killed = [figure(metric="killed", best=10 + i, verbatim=str(10 + i), **scope) for i in range(4)]
    fled = [figure(metric="fled", best=5_000, verbatim="5,000", **scope) for _ in range(3)]
    texts = _texts(_event(*killed[:2], *fled, *killed[2:]), 70)
    groups = [i for i, text in enumerate(texts) if text.startswith("civilians")]

    assert [texts[i] for i in groups] == [
        "civilians killed · past two days",
        "civilians fled · past two days",
    ]
    assert [text[1] for text in texts[groups[0] : groups[1]] if "actor" in text] == [*"abfg"]
    assert " a/b ≠ conflict: they cannot both hold" in texts[groups[0] : groups[1]]
    assert " c/d same number" in texts[groups[1] :]
    assert texts[-2:] == [
        " a, b/c, d, e not comparable: killed and fled",
        " c, d, e/f, g not comparable: fled and killed",
    ]


def test_six_figures_stand_in_one_group() -> None:
    """Up to six, the rows stand as claimed."""
    texts = _texts(_event(*(figure(best=i + 1) for i in range(6))), 70)

    assert [text[1] for text in texts if "actor" in text] == [*"abcdef"]
    assert "fled · period not stated" not in texts


def test_a_long_name_runs_on_below() -> None:
    """A long claimant is wrapped in its column, beside the bar."""
    name = "Palmyra Coordination Committee of the opposition "
    texts = _texts(_event(figure(best=3), figure(best=5), claimant=name), 60)

    assert [text[:23].rstrip() for text in texts[2:5]] == [
        " a Palmyra Coordination",
        "   Committee of the",
        "   opposition 0",
    ]
    assert "○" in texts[2]


def test_a_name_without_a_letter_still_has_a_row() -> None:
    """Nothing visible in a name leaves the number where it is."""
    nameless = Names({"x": view(Actor, actor("x", name="", short=""))}, {}, {})
    found = view(Event, event(claims=[claim("c1", "x", figures=[figure()])]))

    texts = [line.text for line in ladder(found, nameless, [], 40)]

    assert texts[1].split() == ["a", "50,000"]


SEED = event(
    origin={"format": "seeds", "changed": {}}, claims=[claim(verb="said", figures=[figure()])]
)


def _corrected(**keys: Any) -> list[str]:
    """Return the row of a figure of a bundled event, corrected."""
    claims = [{**SEED["claims"][0], "figures": [{**figure(), **keys}]}]
    stamp = Stamp("2026-11-24T10:00:00Z", reason="misread")
    return _texts(view(Event, edited(SEED, {**SEED, "claims": claims}, stamp)), 100)[1:]


def test_a_corrected_number_stands_beside_what_was_bundled() -> None:
    """With the day and the reason, and not as a quotation of the source."""
    over = {"verbatim": "over 55,000", "qualifier": "more-than", "low": 55_000, "best": None}

    assert [" ".join(line.split()) for line in _corrected(**over)] == [
        "a SOHR > 55,000",
        "said · fled · period not stated [1]",
        "bundled: 50,000 · you: over 55,000, 24 Nov 2026, misread",
    ]


def test_words_for_a_number_that_are_not_the_source_s_are_not_quoted() -> None:
    """Where they stand for the number too."""
    dozens = {"verbatim": "dozens", "qualifier": "order-of-magnitude", "best": None}
    row, _, mark = _corrected(**dozens)

    assert row.split() == ["a", "SOHR", "dozens"]
    assert mark.strip() == "bundled: 50,000 · you: dozens, 24 Nov 2026, misread"


def test_what_else_of_a_figure_is_corrected_stands_there_by_name() -> None:
    """Its words are those of the source."""
    assert [line.strip() for line in _corrected(verbatim="50,000", population="men")[1:]] == [
        "said · men fled · period not stated [1]",
        "population · bundled: none · you: “men”, 24 Nov 2026, misread",
    ]


def test_right_to_left_names_stand_alone() -> None:
    """Arabic words share no line with numbers or bars."""
    texts = _texts(_event(figure(best=3), figure(best=5), claimant="داعش"), 60)

    assert texts[2].split() == ["a", "داعش0"]
    assert texts[3].split() == ["3"]


def test_styles_are_named() -> None:
    """Every segment has a style that the screen knows."""
    found = [style for line in _lines(model_case(), 60) for _, style in line.parts]

    assert {*found} <= {"", *STYLES}
    assert {"alert", "verdict", "bar", "number", "claimant", "letter"} <= {*found}


HOSTILE = st.text(max_size=40) | st.sampled_from(["[/]", "e\u0301" * 30, "\u200d", "دا عش", "漢字"])


@given(
    st.lists(st.tuples(HOSTILE, HOSTILE, HOSTILE, st.integers(0, 10**7)), min_size=1, max_size=9),
    st.integers(24, 120),
    st.booleans(),
)
@example([("x", "y" * 1_000, "z", 1), ("x" * 1_000, "y", "z", 2)], 24, False)
def test_any_text_fits(rows: list[tuple[str, str, str, int]], width: int, plain: bool) -> None:
    """Whatever a store holds, no line is wider than asked."""
    claims = [
        claim(f"c{i}", name, figures=[figure(verbatim=said, population=whom, best=best or None)])
        for i, (name, said, whom, best) in enumerate(rows)
    ]
    found = view(Event, event(claims=claims))

    lines = ladder(found, NAMES, verdicts(found), width, plain)

    assert all(cell_len(line.text) <= width for line in lines)
    assert {line.ref for line in lines} >= {Ref(one["id"], "f1") for one in claims}
