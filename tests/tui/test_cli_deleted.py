"""Deleted events in the shell: `list --deleted`, and what `show` and `cite` make of one."""

import json
from typing import Any

import pytest

from store.edits import Stamp, deleted, edited
from store.model import Document
from tests.factories import claim, event
from tests.tui.conftest import Shell
from tui.cli.width import cells

STAMP = Stamp("2026-11-24T08:00:00Z", by="Rima", reason="entered twice")
LATER = Stamp("2026-11-25T08:00:00Z")
HERE = event("0000a1b2", title="A jet is lost")
GONE = (
    deleted(event("0000c3d4", title="A jet is lost again", claims=[claim()]), STAMP),
    deleted(event("0000e5f6", title="Monuments fall", when="[..2016-12-10]", notes="N"), LATER),
    deleted(event("0000a7b8", title="Undated", when=""), STAMP),
)
TABLE = """\
e5f6  by 10 Dec 2016  Monuments fall       deleted 25 Nov 2026
c3d4  10 Dec 2016     A jet is lost again  deleted 24 Nov 2026: entered twice
a7b8  undated         Undated              deleted 24 Nov 2026: entered twice

3 deleted events · to restore one, press ctrl+p in the app and write “Deleted”
"""


def test_deleted_events_are_listed_the_latest_deletion_first(shell: Shell) -> None:
    """End of the uid, date, title, day and reason; how many, and how one is restored."""
    shell.keep(HERE, *GONE)

    code = shell("list", "--deleted")

    assert (code, shell.err) == (0, "")
    assert shell.out == TABLE


def test_deleted_events_are_in_no_other_list(shell: Shell) -> None:
    """Nor are they counted there."""
    shell.keep(HERE, *GONE)

    shell("list")

    assert shell.out.endswith("\n1 of 1 event\n")
    assert "Monuments" not in shell.out


def test_where_nothing_is_deleted_that_is_said(shell: Shell) -> None:
    """In one line."""
    shell.keep(HERE)

    code = shell("list", "--deleted")

    assert (code, shell.out) == (0, "No event is deleted.\n")


def test_deleted_events_as_json_are_their_documents(shell: Shell) -> None:
    """In the same order, with all that is kept of them."""
    shell.keep(HERE, *GONE)

    shell("list", "--deleted", "--json")
    listed = shell.json
    shell("list", "--json")

    assert listed == [GONE[1], GONE[0], GONE[2]]
    assert shell.json == [HERE]


def test_no_event_as_json_is_nothing(shell: Shell) -> None:
    """No line that is no document."""
    shell.keep(HERE)

    code = shell("list", "--deleted", "--json")

    assert (code, shell.out) == (0, "")


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["--faction", "sohr"], "--faction"),
        (["--claimant", "sohr"], "--claimant"),
        (["--exclude", "nobody"], "--exclude"),
        (["--all"], "--all"),
        (["--from", "2016"], "--from"),
        (["--to", ""], "--to"),
        (["--text", "jet"], "--text"),
        (["--text", "jet", "--from", "2016", "--json"], "--from and --text"),
    ],
)
def test_a_filter_does_not_go_with_deleted_events(
    shell: Shell, options: list[str], named: str
) -> None:
    """Wrong usage, in one sentence, before or after the command."""
    shell.keep(HERE, *GONE)
    said = f"syria-timeline: --deleted lists every deleted event; leave {named} out.\n"

    for line in (["list", "--deleted", *options], ["list", *options, "--deleted"]):
        assert (shell(*line), shell.out, shell.err) == (2, "", said)


@pytest.mark.parametrize("command", [["show", "c3d4"], ["cite", "c3d4"], ["paths"], []])
def test_only_list_takes_the_option(shell: Shell, command: list[str]) -> None:
    """Elsewhere it is unknown."""
    code = shell(*command, "--deleted")

    assert code == 2
    assert "unrecognized arguments: --deleted" in shell.err


@pytest.mark.parametrize("columns", [40, 60, 80, 132])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_deleted_events_fit_the_terminal(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, columns: int, ascii_only: bool
) -> None:
    """Titles and reasons are cut by cells; each line keeps some of the title, and the end."""
    monkeypatch.setenv("COLUMNS", str(columns))
    texts = ("x" * 1_000, "大" * 200, "تدمر " * 50, "e\u0301" * 300, "short")
    shell.keep(
        *(
            deleted(event(f"uid{at}", title=text), Stamp("2026-11-24", reason=text))
            for at, text in enumerate(texts)
        )
    )

    shell("list", "--deleted", *(["--ascii"] if ascii_only else []))

    rows = shell.out.splitlines()[:-2]
    assert max(map(cells, rows)) <= columns
    assert [row[:4] for row in rows] == ["uid4", "uid3", "uid2", "uid1", "uid0"]
    assert "xxxxx" in rows[4]
    assert shell.out.count("..." if ascii_only else "…") >= 4


def test_a_long_date_moves_its_own_row_only(shell: Shell) -> None:
    """The others stay in their columns."""
    span = deleted(event("0000e9f0", when="2016-11-26~/2016-12-10"), STAMP)
    shell.keep(span, *GONE)

    shell("list", "--deleted")

    rows = shell.out.splitlines()
    assert rows[1] == (
        "e9f0  about 26 Nov 2016 to 10 Dec 2016  Something occurs     "
        "deleted 24 Nov 2026: entered twice"
    )
    assert rows[0].startswith("e5f6  by 10 Dec 2016            Monuments fall       deleted")


def test_a_title_stays_on_its_line(shell: Shell) -> None:
    """Neither it nor the reason breaks the table or the terminal."""
    hostile = "one\ntwo [/] \x1b]52;c;eA==\x07"
    shell.keep(deleted(event(title=hostile), Stamp("2026", reason=hostile)))

    shell("list", "--deleted")

    assert "one two [/] ]52;c;eA==  deleted 2026: one two [/] ]52;c;eA==\n" in shell.out
    assert "\x1b" not in shell.out


def test_what_could_not_be_read_is_named_here_too(shell: Shell) -> None:
    """A deleted event may be among it."""
    shell.keep(HERE, *GONE)
    _spoil(shell, "0000c3d4", "title", 7)

    code = shell("list", "--deleted")

    assert (code, "\n2 deleted events · " in shell.out) == (0, True)
    assert "\n1 event could not be read: 0000c3d4: title: " in shell.err


def _spoil(shell: Shell, uid: str, key: str, value: Any) -> None:
    """Change a document as any editor may."""
    stored = json.loads(shell.store.read_text(encoding="utf-8"))
    found: Document = next(one for one in stored["events"].values() if one["uid"] == uid)
    found[key] = value
    shell.store.write_text(json.dumps(stored), encoding="utf-8")


def test_the_ends_of_uids_tell_deleted_events_from_the_others(shell: Shell) -> None:
    """Each end that is listed shows that event."""
    shell.keep(event("1-a1b2"), *(deleted(event(f"{at}-a1b2"), STAMP) for at in (2, 3)))

    shell("list", "--deleted")

    assert [line.split("  ")[0] for line in shell.out.splitlines()[:2]] == ["3-a1b2", "2-a1b2"]


def test_show_says_of_a_deleted_event_that_it_is(shell: Shell) -> None:
    """When, by whom and why, before all that is stored; and how it is restored, after it."""
    shell.keep(HERE, *GONE)

    code = shell("show", "c3d4")

    lines = shell.out.splitlines()
    assert (code, shell.err) == (0, "")
    assert lines[:2] == [
        "Deleted on 24 Nov 2026 by Rima: entered twice",
        "Sohr: A jet is lost again",
    ]
    assert "Sohr said: it occurred" in " ".join(shell.out.split())
    assert lines[-2:] == [
        "uid 0000c3d4",
        "deleted; to restore it, press ctrl+p in the app and write “Deleted”",
    ]


def test_show_json_is_the_document_with_its_mark(shell: Shell) -> None:
    """Whoever reads JSON sees the same."""
    shell.keep(HERE, *GONE)

    shell("show", "e5f6", "--json")

    assert shell.json == [GONE[1]]


@pytest.mark.parametrize("options", [[], ["--claim", "c1"]])
def test_cite_refuses_a_deleted_event(shell: Shell, options: list[str]) -> None:
    """Nobody cites by mistake what was deleted for a reason."""
    shell.keep(HERE, *GONE)

    code = shell("cite", "c3d4", *options)

    assert (code, shell.out) == (1, "")
    assert shell.err == (
        "syria-timeline: Event 0000c3d4 was deleted on 24 Nov 2026; to restore it, press ctrl+p "
        "in the app and write “Deleted”.\n"
    )


@pytest.mark.parametrize("command", ["show", "cite"])
def test_an_event_that_is_not_deleted_comes_first(shell: Shell, command: str) -> None:
    """An end that `list` gives means what `list` shows."""
    shell.keep(event("1-a1b2", title="This"), deleted(event("2-a1b2", title="That"), STAMP))

    code = shell(command, "a1b2")

    assert (code, "This" in shell.out) == (0, True)


def test_an_end_that_two_deleted_events_have_is_refused(shell: Shell) -> None:
    """Both are named."""
    shell.keep(HERE, *(deleted(event(f"{at}-c3d4", title=f"No. {at}"), STAMP) for at in (1, 2)))

    code = shell("show", "c3d4")

    assert (code, shell.out) == (1, "")
    assert "“c3d4” may be any of these" in shell.err
    assert all(f"{at}-c3d4 (No. {at})" in shell.err for at in (1, 2))


def test_a_filter_does_not_hide_a_deleted_event_from_show(shell: Shell) -> None:
    """It is in no selection anyway."""
    shell.keep(HERE, *GONE)

    code = shell("show", "c3d4", "--text", "nothing")

    assert (code, "A jet is lost again" in shell.out) == (0, True)


@pytest.mark.parametrize("command", [["show", "a1b2"], ["list"]])
def test_json_has_what_was_imported_and_every_previous_value(
    shell: Shell, command: list[str]
) -> None:
    """The whole document: an export says which values are the user's own."""
    seed = {**HERE, "origin": {"format": "seeds", "id": "s1", "changed": {}}}
    document = edited(seed, {**seed, "title": "Other"}, STAMP)
    shell.keep(document)

    shell(*command, "--json")

    assert shell.json == [document]
    assert shell.json[0]["origin"]["changed"] == {"title": "A jet is lost"}
    assert shell.json[0]["history"] == [
        {
            "at": STAMP.at,
            "by": "Rima",
            "was": {"title": "A jet is lost"},
            "reason": "entered twice",
        }
    ]


def test_show_and_cite_say_what_was_changed(shell: Shell) -> None:
    """Of a bundled event."""
    seed = {**HERE, "origin": {"format": "seeds", "id": "s1", "changed": {}}}
    shell.keep(edited(seed, {**seed, "title": "Other"}, STAMP))

    shell("show", "a1b2")
    shown = " ".join(shell.out.split())
    shell("cite", "a1b2")

    assert (
        "CHANGES since it was bundled title · bundled: “A jet is lost” · Rima: “Other”, "
        "24 Nov 2026, entered twice"
    ) in shown
    assert shell.out.endswith(
        "Changed since it was bundled (Rima, 24 Nov 2026, entered twice): "
        "title (bundled: “A jet is lost”).\n"
    )
