"""`check`: what is wrong, where; and `--repair`: all that can be read, in a new file."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from store.base import Change
from store.connect import connect
from tests.factories import actor, event, titles
from tests.tui.conftest import Shell
from tests.tui.stores import write


@pytest.fixture
def stored(shell: Shell) -> Shell:
    """Return a shell whose store has two events in its file and two that were added since."""
    shell.keep(event("e1", title="Good"), event("e2", title="Bad"))
    shell("compact")
    shell("add", "--what", "A jet is lost")
    shell("add", "--what", "A city is taken")
    return shell


def journal(shell: Shell) -> Path:
    """Return the journal beside the store."""
    (found,) = shell.home.glob("events.json-journal-*")
    return found


def flip(path: Path, text: bytes) -> int:
    """Change one bit of the first place where a text stands, and return that place."""
    content = path.read_bytes()
    at = content.index(text)
    path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    return at


def files(folder: Path) -> dict[str, bytes]:
    """Return all that lies in a folder, but the index, which may come and go."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.name: path.read_bytes() for path in found if not path.name.endswith("-index")}


def line_at(path: Path, at: int) -> int:
    """Return where the line begins in which a byte stands."""
    return path.read_bytes()[:at].rfind(b"\n") + 1


def test_a_sound_store_is_read_and_left_alone(stored: Shell) -> None:
    """One line says how much was read."""
    before = files(stored.home)

    code = stored("check")

    assert (code, stored.err) == (0, "")
    assert stored.out == "4 events, 1 actor, 0 places and 0 sources read; no fault found.\n"
    assert files(stored.home) == before


def test_deleted_events_are_counted_apart(shell: Shell) -> None:
    """They are read like the others."""
    mark = {"at": "2026-11-24T08:00:00Z"}
    shell.keep(event("e1"), event("e2", deleted=mark))

    shell("check")

    assert shell.out.startswith("1 event, 1 deleted event, 1 actor, ")


def test_the_bundled_chronology_has_no_fault(shell: Shell) -> None:
    """All 21 events of it."""
    shell("list")

    assert shell("check") == 0
    assert re.fullmatch(r"21 events, \d+ actors, .* read; no fault found\.\n", shell.out)


def test_a_damaged_line_is_named(stored: Shell) -> None:
    """File and byte, and what to type next; the events before it are read."""
    path = journal(stored)
    at = line_at(path, flip(path, b"A jet is lost"))
    before = files(stored.home)

    code = stored("check")

    *faults, closing, advice = stored.out.splitlines()
    assert code == 1
    assert faults[0].startswith(f"{path}: byte {at}: ")
    assert closing.endswith(" found.")
    assert advice == ("To save all that can be read into a new file: syria-timeline check --repair")
    assert files(stored.home) == before


def test_the_store_that_was_named_is_named_in_the_advice(stored: Shell) -> None:
    """Quoted, to be pasted."""
    path = stored.home / "my copy.json"
    stored("backup", str(path))
    path.write_bytes(path.read_bytes()[:-90])

    stored("check", "--db", str(path))

    assert stored.out.endswith(f": syria-timeline check --repair --db '{path}'\n")


def test_an_unreadable_event_is_named(shell: Shell) -> None:
    """File, byte, uid, and what is wrong in plain words."""
    write(shell.store, {"events": [event("e1"), event("e2", title=7)], "actors": [actor()]})

    code = shell("check")

    fault, closing, _ = shell.out.splitlines()
    where, said = fault.split(": event e2: ")
    file, at = where.split(": byte ")
    assert code == 1
    assert (file, said) == (str(shell.store), "title: expected text, got a number")
    assert b'"e2"' in shell.store.read_bytes()[int(at) :].split(b"}")[0]
    assert closing == "1 event, 1 actor, 0 places and 0 sources read; 1 fault found."


def test_a_program_reads_the_faults(shell: Shell) -> None:
    """One object, with what was read."""
    write(shell.store, {"events": [event("e1"), event("e2", title=7)], "actors": [actor()]})

    code = shell("check", "--json")

    (found,) = shell.json
    (fault,) = found["faults"]
    assert code == 1
    assert (fault["file"], fault["kind"], fault["uid"]) == (str(shell.store), "event", "e2")
    assert isinstance(fault["offset"], int)
    assert found["store"] == str(shell.store)
    assert found["read"] == {"event": 1, "actor": 1, "place": 0, "source": 0}
    assert found["repaired"] is None


def test_a_thousand_faults_are_named_a_line_each(shell: Shell) -> None:
    """Each can be looked for."""
    write(shell.store, {"events": [event(f"bad{at:04}", title=7) for at in range(1000)]})

    assert shell("check") == 1
    assert shell.out.count(": event bad") == 1000
    assert "; 1,000 faults found.\n" in shell.out


def test_text_of_a_fault_cannot_act_on_the_terminal(shell: Shell) -> None:
    """A uid may be anything."""
    write(shell.store, {"events": [event("e\x1b[2J\u202e1", title=7)]})

    shell("check")

    assert not {"\x1b", "\u202e"} & set(shell.out)


def test_nothing_is_repaired_where_nothing_is_wrong(stored: Shell) -> None:
    """No second file appears, which somebody might go on with."""
    before = files(stored.home)

    code = stored("check", "--repair")

    assert (code, stored.err) == (0, "")
    assert stored.out.endswith("no fault found.\nThere is nothing to repair.\n")
    assert files(stored.home) == before


def outside(shell: Shell, change: Callable[[dict[str, dict[str, object]]], object]) -> None:
    """Change the events of the file as stock TinyDB would: the whole of it is written anew."""
    tables = json.loads(shell.store.read_bytes())
    change(tables["events"])
    shell.store.write_text(json.dumps(tables))


def test_what_another_program_changed_is_merged(stored: Shell) -> None:
    """Its additions and ours come along, and the old files stay as they are."""
    outside(stored, lambda events: events.update({"99": event("e9", title="Outside")}))
    before = files(stored.home)

    code = stored("check", "--repair", "--json")

    (found,) = stored.json
    repaired = found["repaired"]
    after = files(stored.home)
    assert (code, repaired["conflicts"], repaired["conflicts_file"]) == (0, [], "")
    assert repaired["records"] == 6
    assert {name: after[name] for name in before} == before
    assert sorted(titles(connect(repaired["file"]).index())) == [
        "A city is taken",
        "A jet is lost",
        "Bad",
        "Good",
        "Outside",
    ]
    assert stored("check", "--db", repaired["file"]) == 0


def test_a_repair_says_what_to_do_next(stored: Shell) -> None:
    """Which file is new, how much is in it, how it is opened."""
    outside(stored, lambda events: events.update({"99": event("e9", title="Outside")}))

    code = stored("check", "--repair")

    saved, kept, advice = stored.out.splitlines()[-3:]
    file = saved.removeprefix("6 records saved into ")
    assert code == 0
    assert Path(file).exists()
    assert kept == "The old file stays as it is."
    assert advice == f"To open the new one: syria-timeline --db {file}"
    assert stored("list", "--db", file) == 0


def test_a_conflict_is_listed(stored: Shell) -> None:
    """What two have changed is for a person to judge; both are kept."""
    store = connect(stored.store)
    store.apply([Change("event", "e1", 1, event("e1", title="Ours", version=2))], "test")
    store.close()
    outside(stored, lambda events: events["1"].update(title="Theirs", version=2))

    code = stored("check", "--repair", "--json")
    repaired = stored.json[0]["repaired"]
    again = stored("check", "--repair")

    (conflict,) = repaired["conflicts"]
    assert (code, again) == (1, 1)
    assert "event e1" in conflict
    assert f"\nNot saved: {conflict}\n" in stored.out
    assert re.search(r"^1 could not be saved; see .*\.conflicts$", stored.out, re.MULTILINE)
    assert "Ours" in Path(repaired["conflicts_file"]).read_text()
    assert "Theirs" in titles(connect(repaired["file"]).index())


def test_a_missing_store_is_told(shell: Shell) -> None:
    """Nothing is made by looking; --empty would."""
    missing = shell("check"), shell.err
    named = shell("check", "--db", str(shell.home / "none.json")), shell.err
    nothing = list(shell.home.iterdir())

    assert (missing[0], named[0], nothing) == (1, 1, [])
    assert "start the app to make one, or add --empty." in missing[1]
    assert "start the app with this --db to make one, or add --empty." in named[1]
    assert shell("check", "--empty") == 0
    assert shell.out == "0 events, 0 actors, 0 places and 0 sources read; no fault found.\n"


@pytest.mark.parametrize("line", [["list"], ["check"], ["compact"]])
def test_a_file_that_went_from_beside_its_journal_is_not_made_anew(
    stored: Shell, line: list[str]
) -> None:
    """What was added since lies in the journal, and belongs to the file that was there."""
    stored.store.unlink()
    before = files(stored.home)

    code = stored(*line, "--db", str(stored.store))

    assert (code, stored.out) == (1, "")
    assert stored.err == (
        f"syria-timeline: There is no store at {stored.store}, but its journal is there:"
        " put the file, or a copy of it, back beside that.\n"
    )
    assert files(stored.home) == before


@pytest.mark.parametrize("line", [["check"], ["check", "--repair"], ["check", "--json"]])
def test_a_filter_is_refused(shell: Shell, line: list[str]) -> None:
    """It reads everything."""
    code = shell("--exclude", "Sohr", *line)

    assert (code, shell.out) == (2, "")
    assert shell.err == "syria-timeline: `check` takes no filter; leave --exclude out.\n"


def test_notices_of_the_configuration_are_told(stored: Shell) -> None:
    """As with every command."""
    stored.configure("colour = 1\n")

    assert stored("check") == 0
    assert "“colour” is not known" in stored.err
