"""`show` and `cite`."""

import json

import pytest

from tests.factories import claim, event, figure
from tests.tui.conftest import Shell

FLEEING = event(
    "0000a1b2",
    title="People flee [/] eastern Aleppo",
    when="2016-12-10",
    claims=[
        claim("c1", "sohr", figures=[figure(verbatim="50,000", best=50_000)]),
        claim("c2", "un", figures=[figure(verbatim="over 80,000", qualifier="more-than", low=8e4)]),
    ],
)
OTHERS = (event("0000c3b2", title="Another"), event("a1b2", title="A short uid"))


@pytest.mark.parametrize("command", ["show", "cite"])
@pytest.mark.parametrize(
    ("uid", "title"),
    [
        ("0000a1b2", "People flee [/] eastern Aleppo"),
        ("0a1b2", "People flee [/] eastern Aleppo"),
        ("c3b2", "Another"),
        ("a1b2", "A short uid"),
    ],
)
def test_an_event_is_named_by_an_end_of_its_uid(
    shell: Shell, command: str, uid: str, title: str
) -> None:
    """A whole uid is that event, even where another's ends with it."""
    shell.keep(FLEEING, *OTHERS)

    code = shell(command, uid)

    assert (code, shell.err) == (0, "")
    assert title in shell.out.splitlines()[0]


@pytest.mark.parametrize("command", ["show", "cite"])
@pytest.mark.parametrize(
    ("uid", "words"),
    [
        ("b2", ["“b2” may be any of these", "0000a1b2 (", "People flee", "0000c3b2 (", "a1b2 ("]),
        ("zz\x1b[0m", ["No event's uid ends with “zz[0m”"]),
        ("", ["No event's uid ends with “”"]),
    ],
)
def test_an_ambiguous_or_unknown_end_is_refused(
    shell: Shell, command: str, uid: str, words: list[str]
) -> None:
    """The candidates are named with their titles."""
    shell.keep(FLEEING, *OTHERS)

    code = shell(command, uid)

    assert (code, shell.out) == (1, "")
    assert shell.err.startswith("syria-timeline: ")
    assert all(word in shell.err for word in words)
    assert "\x1b" not in shell.err


def test_many_candidates_are_counted(shell: Shell) -> None:
    """Five are named, the rest counted."""
    shell.keep(*(event(f"{at}-end") for at in range(8)))

    shell("show", "end")

    assert shell.err.count("-end (") == 5
    assert shell.err.endswith(", 3 others.\n")


def test_the_filter_narrows_the_candidates(shell: Shell) -> None:
    """An end that is ambiguous among all may be unambiguous among some."""
    shell.keep(FLEEING, *OTHERS)

    code = shell("show", "b2", "--text", "another")

    assert (code, shell.out.splitlines()[0]) == (0, "Another")


@pytest.mark.parametrize(
    ("uid", "words"),
    [
        ("0000a1b2", "Event 0000a1b2 (People flee [/] eastern Aleppo) is left out by the filter"),
        ("a1b2", "Event a1b2 (A short uid) is left out by the filter"),
        ("b2", "Events 0000a1b2 (People flee [/] eastern Aleppo), 0000c3b2 (Another), a1b2 (A "),
        ("zz", "No event's uid ends with “zz”"),
    ],
)
def test_what_the_filter_leaves_out_is_not_unknown(shell: Shell, uid: str, words: str) -> None:
    """The event is named, with the filter in words."""
    shell.keep(FLEEING, *OTHERS)

    code = shell("show", uid, "--text", "nothing")

    assert (code, shell.out) == (1, "")
    assert words in shell.err
    assert ("left out by the filter (“nothing”);" in shell.err) == (uid != "zz")


def test_show_says_who_gives_which_figure_and_how_they_compare(shell: Shell) -> None:
    """Figures in words, verdicts in sentences, claims, sources, and the whole uid."""
    shell("show", "9a3f")

    lines = [" ".join(line.split()) for line in shell.out.splitlines()]
    assert "a Russia MoD 50,000" in lines
    assert "b SOHR “hundreds”" in lines
    assert "d UN > 30,000" in lines
    assert any(line.startswith("a/b ≠ far apart") for line in lines)
    assert any(line.startswith("a/c not comparable: two days within two weeks") for line in lines)
    assert {"CLAIMS", "PARTICIPANTS", "SOURCES"} <= set(lines)
    assert lines[-1].startswith("uid 01a2008d")
    assert not set("○●├╌─▷") & set(shell.out)


def test_show_fits_the_terminal(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Long lines are wrapped, not cut."""
    monkeypatch.setenv("COLUMNS", "50")

    shell("show", "34a8")

    assert max(map(len, shell.out.splitlines())) <= 50
    assert "Its militants brought the jet down" in " ".join(shell.out.split())


def test_ascii_holds_for_all_that_is_shown(shell: Shell) -> None:
    """Our own signs and typographic quotes have a plain form."""
    shell("show", "9a3f", "--ascii")
    shown = shell.out
    shell("cite", "9a3f", "--ascii")
    cited = shell.out
    shell("show", "zzz", "--ascii")

    assert "!= far apart" in shown
    assert (shown.isascii(), cited.isascii(), shell.err.isascii()) == (True, True, True)


def test_show_json_is_the_document(shell: Shell) -> None:
    """One document, with unknown keys."""
    kept = {**FLEEING, "x-own": [1]}
    shell.keep(kept)

    code = shell("show", "a1b2", "--json")

    assert code == 0
    assert shell.json == [kept]


def test_cite_gives_one_claim(shell: Shell) -> None:
    """`--claim` takes its id."""
    shell("cite", "34a8", "--claim", "c2")

    assert shell.out.startswith("Aamaq news agency, party to the conflict (belongs to IS), claimed")
    assert "Syrian Observatory" not in shell.out
    assert "Source: “Islamic State re-enters Palmyra”" in shell.out


def test_cite_names_the_claims_there_are(shell: Shell) -> None:
    """A wrong id is answered with the right ones."""
    code = shell("cite", "34a8", "--claim", "c9")

    assert (code, shell.out) == (1, "")
    assert "no claim “c9”; its claims are: c1, c2, c3." in shell.err


@pytest.mark.parametrize("command", ["show", "cite"])
def test_an_unreadable_event_is_not_shown(shell: Shell, command: str) -> None:
    """Its uid finds it, with the reason."""
    shell.keep(FLEEING, *OTHERS)
    stored = json.loads(shell.store.read_text(encoding="utf-8"))
    for found in stored["events"].values():
        found["title"] = 7
    shell.store.write_text(json.dumps(stored), encoding="utf-8")

    code = shell(command, "0a1b2")

    assert (code, shell.out) == (1, "")
    assert shell.err.splitlines()[-1] == (
        "syria-timeline: Event 0000a1b2 could not be read: title: expected text, got a number"
    )


def test_of_two_events_of_one_uid_the_first_is_shown(shell: Shell) -> None:
    """The other is told of where events are listed."""
    shell.keep(FLEEING)
    stored = json.loads(shell.store.read_text(encoding="utf-8"))
    stored["events"]["99"] = {**FLEEING, "title": "Again"}
    shell.store.write_text(json.dumps(stored), encoding="utf-8")

    code = shell("show", "a1b2")

    assert (code, shell.out.splitlines()[0]) == (0, "People flee [/] eastern Aleppo")
