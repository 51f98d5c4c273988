"""`list`."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import actor, claim, event, figure
from tests.tui.conftest import Shell
from tui.cli.table import end_length
from tui.cli.width import cells, cut

UIDS = ("0000a1b2", "0000c3d4", "0000e5f6")
TWO_MARCHES = (
    event(UIDS[0], when="2016-03", title="Palmyra is taken"),
    event(UIDS[1], when="2016-12-10", title="A jet is lost", claims=[claim(figures=[figure()])]),
    event(UIDS[2], when="", title="Monuments fall"),
)
TABLE = """\
March 2016
a1b2             Mar  Palmyra is taken
                      (8 months)
December 2016
c3d4          Sat 10  Sohr: A jet is lost      50,000
Undated · 1
e5f6                  Monuments fall

3 of 3 events · 1 undated
"""


def test_events_stand_under_their_months(shell: Shell) -> None:
    """Date, title and badge in columns; gaps in words; the undated at the end, counted."""
    shell.keep(*TWO_MARCHES)

    code = shell("list")

    assert (code, shell.err) == (0, "")
    assert [line.split() for line in shell.out.splitlines()] == [
        line.split() for line in TABLE.splitlines()
    ]


def test_a_missing_default_store_is_made_with_the_chronology(shell: Shell) -> None:
    """The first command of all finds the bundled events."""
    code = shell("list", "--text", "jazal")

    assert code == 0
    assert "Government jet lost on raids near Palmyra" in shell.out
    assert "≠ accounts differ" in shell.out
    assert "1 of 21 events · “jazal”" in shell.out
    assert shell.store.exists()


def test_a_missing_named_store_is_not_made(shell: Shell) -> None:
    """A mistyped --db is told, not filled."""
    path = shell.home / "typo.json"

    code = shell("list", "--db", str(path))

    assert (code, shell.out) == (1, "")
    assert shell.err.startswith("syria-timeline: ")
    assert shell.err.count("\n") == 1
    assert f"There is no store at {path}; start the app with this --db" in shell.err
    assert not path.exists()


def test_where_no_store_can_be_made_none_is_offered(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The app makes missing folders, but not in one that is not the user's."""
    path = shell.home / "new" / "typo.json"

    shell("list", "--db", str(path))
    makable = shell.err
    monkeypatch.setattr("os.access", lambda *_: False)
    shell("list", "--db", str(path))

    assert "to make one" in makable
    assert shell.err == (
        f"syria-timeline: There is no store at {path}, and none can be made in {shell.home};"
        " name another file with --db.\n"
    )


def test_empty_makes_a_named_store(shell: Shell) -> None:
    """--empty goes with every command."""
    path = shell.home / "new.json"

    code = shell("list", "--empty", "--db", str(path))

    assert (code, shell.out) == (0, "\n0 of 0 events\n")
    assert path.exists()


def test_empty_leaves_a_store_as_it_is(shell: Shell) -> None:
    """--empty never empties."""
    shell.keep(*TWO_MARCHES)
    before = shell.store.read_bytes()

    shell("list", "--empty")

    assert "3 of 3 events" in shell.out
    assert shell.store.read_bytes() == before


@pytest.mark.parametrize("text", ["not json", "[]", '{"_default": {}}'])
def test_a_file_that_is_no_store_is_one_line_and_untouched(shell: Shell, text: str) -> None:
    """The line names the file."""
    shell.store.write_text(text, encoding="utf-8")

    code = shell("list")

    assert (code, shell.out) == (1, "")
    assert shell.err.startswith("syria-timeline: ")
    assert (shell.err.count("\n"), str(shell.store) in shell.err) == (1, True)
    assert shell.store.read_text(encoding="utf-8") == text


def test_the_filter_narrows_and_is_said(shell: Shell) -> None:
    """How many of how many, and why."""
    shell.keep(*TWO_MARCHES)

    shell("list", "--from", "2016-04", "--text", "jet")

    assert "A jet is lost" in shell.out
    assert "Palmyra is taken" not in shell.out
    assert "\n1 of 3 events · from " in shell.out
    assert shell.out.endswith(" · “jet”\n")


def test_an_unknown_faction_is_wrong_usage(shell: Shell) -> None:
    """An unknown name is no empty list."""
    shell.keep(*TWO_MARCHES)

    code = shell("list", "--faction", "Sohrr")

    assert (code, shell.out) == (2, "")
    assert shell.err == ("syria-timeline: No actor is called “Sohrr”; did you mean Sohr?\n")


def test_json_is_the_documents_a_line_each(shell: Shell) -> None:
    """Unknown keys come along; the order is that of the timeline."""
    kept = [{**document, "x-own": {"a": [1]}} for document in TWO_MARCHES]
    shell.keep(*kept)

    code = shell("list", "--json")

    assert code == 0
    assert shell.json == kept


def test_json_escapes_for_ascii(shell: Shell) -> None:
    """Nothing is lost where the output takes ASCII only."""
    shell.keep(event(title="تدمر ≠ Palmyra"))

    shell("list", "--json", "--ascii")

    assert shell.out.isascii()
    assert shell.json[0]["title"] == "تدمر ≠ Palmyra"


def test_an_unreadable_event_is_named_and_the_rest_shown(shell: Shell) -> None:
    """Nothing is dropped silently, nothing stops at one bad event."""
    shell.keep(*TWO_MARCHES)
    stored = json.loads(shell.store.read_text(encoding="utf-8"))
    bad = next(found for found in stored["events"].values() if found["uid"] == UIDS[0])
    bad["when"] = "2016-13"
    shell.store.write_text(json.dumps(stored), encoding="utf-8")

    code = shell("list")

    assert code == 0
    assert shell.out.endswith("\n2 of 2 events · 1 undated · 1 unreadable\n")
    outside, unread = shell.err.splitlines()
    assert outside == f"{shell.store} was edited outside; it is taken as it is."
    assert unread.startswith(f"1 event could not be read: {UIDS[0]}: ")
    assert "2016-13" in unread


@pytest.mark.parametrize("columns", [40, 60, 80, 132])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_events_fit_the_terminal(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, columns: int, ascii_only: bool
) -> None:
    """Titles are cut by cells, Arabic, wide and endless ones too."""
    monkeypatch.setenv("COLUMNS", str(columns))
    titles = ("x" * 100_000, "大" * 200, "تدمر " * 50, "e\u0301" * 300, "short")
    shell.keep(
        *(event(f"uid{at}", title=title, claims=[claim()]) for at, title in enumerate(titles))
    )

    shell("list", *(["--ascii"] if ascii_only else []))

    assert max(cells(line) for line in shell.out.splitlines()) <= columns
    assert shell.out.count("..." if ascii_only else "…") >= 4


def test_a_badge_is_kept_whole_before_a_title(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a narrow terminal the title gives way."""
    monkeypatch.setenv("COLUMNS", "60")
    shell.keep(event(title="A title that is long " * 3, kind="situation", claims=[claim()]))

    shell("list")

    assert "…  situation\n" in shell.out


@pytest.mark.parametrize(
    ("keys", "right"),
    [
        ({"kind": "situation", "claims": [claim(figures=[figure()])]}, "situation · 50,000"),
        ({"kind": "forecast", "claims": [claim(claimant="article")]}, "forecast · article"),
        ({"kind": "statement"}, "statement"),
        ({"claims": [claim(claimant="article")]}, "article"),
    ],
)
def test_the_kind_stands_before_the_badge(shell: Shell, keys: dict[str, Any], right: str) -> None:
    """What is no occurrence is marked in its row, and who says so stays."""
    shell.keep(event(**keys))

    shell("list")

    assert shell.out.splitlines()[1].split("  ")[-1] == right


def test_a_badge_without_end_is_cut(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """A unit of many words leaves the title its cells."""
    monkeypatch.setenv("COLUMNS", "60")
    many = figure(verbatim="40 " + "x" * 500, unit="x" * 500, best=40)
    shell.keep(event(title="A title", claims=[claim(figures=[many])]))

    shell("list")

    row = shell.out.splitlines()[1]
    assert "Sohr: A t" in row
    assert (cells(row), row[-1]) == (60, "…")


def test_a_title_stays_on_its_line(shell: Shell) -> None:
    """Line breaks and escapes in a document break neither the table nor the terminal."""
    shell.keep(event(title="one\ntwo [/] [@click=app.quit]\x1b]52;c;eA==\x07"))

    shell("list")

    assert "one two [/] [@click=app.quit]]52;c;eA==\n" in shell.out
    assert "\x1b" not in shell.out


def test_factions_are_found_by_alias(shell: Shell) -> None:
    """Daesh is the Islamic State."""
    group = actor("is", kind="rebel group", aliases=[{"name": "Daesh", "language": "ar"}])
    taking = event("e1", title="IS enters", participants=[{"actor": "is", "role": "attacker"}])
    shell.keep(taking, event("e2", title="Other"), actors=[group])

    shell("list", "--faction", "daesh")
    included = shell.out
    assert shell.err == ""
    shell("list", "--exclude", "Daesh")

    assert ("IS enters" in included, "Other" in included) == (True, False)
    assert ("IS enters" in shell.out, "Other" in shell.out) == (False, True)


def test_who_only_makes_claims_is_no_participant(shell: Shell) -> None:
    """An empty list says what to write instead; the claimant's events are then found."""
    shell.keep(event(title="IS enters", claims=[claim()]), actors=[actor("sohr"), actor("un")])

    code, advice = shell("list", "--faction", "SOHR", "--faction", "un"), shell.err
    shell("list", "--claimant", "sohr")

    assert (code, advice) == (
        0,
        "Sohr takes part in no event; --claimant Sohr lists what it says.\n",
    )
    assert ("IS enters" in shell.out, shell.err) == (True, "")
    assert "1 of 1 event · claimant Sohr" in shell.out


def test_an_excluded_actor_needs_no_advice(shell: Shell) -> None:
    """That it takes part in nothing is what was wanted."""
    shell.keep(event(claims=[claim()]))

    shell("list", "--exclude", "sohr")

    assert shell.err == ""


def test_a_fault_in_the_configuration_is_told(shell: Shell) -> None:
    """The events are listed all the same."""
    shell.keep(event())
    shell.configure("store = \n")

    code = shell("list")

    assert code == 0
    assert shell.err.startswith(f"{shell.config} is not used: ")
    assert shell.err.count("\n") == 1


@pytest.mark.parametrize(
    ("uids", "length"),
    [
        ([], 0),
        (["e1", "e2"], 2),
        (["0000a1b2", "0000c3d4"], 4),
        (["xa1b2", "ya1b2"], 5),
        (["1-a1b2", "2-a1b2", "3-c3d4"], 6),
    ],
)
def test_ends_of_uids_tell_them_apart(uids: list[str], length: int) -> None:
    """Four characters, or as many as it takes."""
    assert end_length(uids) == length


@given(st.text(max_size=60), st.integers(0, 40), st.sampled_from(["…", "..."]))
def test_cut_text_fits(text: str, width: int, ellipsis: str) -> None:
    """No more cells than there is room, and nothing is cut that fits."""
    short = cut(text, width, ellipsis)

    assert cells(short) <= width
    assert short == text or cells(text) > width or len(text) > 4 * width + 4


def test_marks_without_a_letter_are_cut() -> None:
    """They take no cell, but their number is limited as well."""
    assert cut("\u0301" * 100, 4, "…") == "\u0301" * 20 + "…"


def test_a_store_is_read_from_the_path_in_the_configuration(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Neither argument nor environment: the file says where."""
    monkeypatch.delenv("SYRIA_TIMELINE_DB")
    shell.keep(*TWO_MARCHES)
    shell.configure(f'store = "{shell.store}"')

    shell("list")

    assert "3 of 3 events" in shell.out
