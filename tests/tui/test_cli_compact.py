"""`compact`."""

import json
import os

import pytest

from tests.factories import event
from tests.tui.conftest import Shell


@pytest.fixture
def stored(shell: Shell) -> Shell:
    """Return a shell whose store has one event in its file and one that was added since."""
    shell.keep(event("e1", title="Good"))
    shell("add", "--what", "A jet is lost")
    return shell


def journals(shell: Shell) -> int:
    """Return the bytes of the journals beside the store."""
    return sum(one.stat().st_size for one in shell.home.glob("events.json-journal-*"))


def test_the_file_holds_everything_then(stored: Shell) -> None:
    """Any program that reads JSON finds every event in it."""
    before = stored.store.stat().st_size, journals(stored)

    code = stored("compact")

    after = stored.store.stat().st_size, journals(stored)
    events = json.loads(stored.store.read_bytes())["events"].values()
    assert (code, stored.err) == (0, "")
    assert stored.out == (
        f"Everything is in {stored.store} now.\n"
        f"before  {before[0]:,} bytes, and {before[1]:,} in the journal\n"
        f"after   {after[0]:,} bytes, and {after[1]:,} in the journal\n"
    )
    assert after[1] < before[1]
    assert sorted(found["title"] for found in events) == ["A jet is lost", "Good"]


def test_a_program_reads_the_sizes(stored: Shell) -> None:
    """In bytes."""
    before = {"file": stored.store.stat().st_size, "journal": journals(stored)}

    code = stored("compact", "--json")

    after = {"file": stored.store.stat().st_size, "journal": journals(stored)}
    assert code == 0
    assert stored.json == [{"store": str(stored.store), "before": before, "after": after}]


def test_a_second_time_changes_nothing(stored: Shell) -> None:
    """What is in the file already is in it."""
    stored("compact")
    before = json.loads(stored.store.read_bytes())

    code = stored("compact")

    after = json.loads(stored.store.read_bytes())
    assert code == 0
    assert (after["events"], after["actors"]) == (before["events"], before["actors"])


def test_a_missing_store_is_told(shell: Shell) -> None:
    """Nothing is made; --empty would."""
    missing = shell("compact", "--db", str(shell.home / "none.json")), shell.err
    made = shell("compact", "--empty")

    assert missing[0] == 1
    assert "start the app with this --db to make one" in missing[1]
    assert (made, shell.err) == (0, "")
    assert shell.store.exists()


@pytest.mark.parametrize(("name", "text"), [("folder", None), ("text", "Dear diary")])
def test_what_is_no_store_is_told(shell: Shell, name: str, text: str | None) -> None:
    """In one line, and it stays as it is."""
    path = shell.home / name
    path.mkdir() if text is None else path.write_text(text)

    code = shell("compact", "--db", str(path))

    assert (code, shell.out) == (1, "")
    assert shell.err.startswith(f"syria-timeline: {path} is ")
    assert shell.err.count("\n") == 1
    assert list(shell.home.iterdir()) == [path]


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_store_that_can_only_be_read_is_told(stored: Shell) -> None:
    """It stays as it is."""
    before = stored.store.read_bytes()
    stored.store.chmod(0o400)
    stored.home.chmod(0o500)

    code = stored("compact")

    stored.home.chmod(0o700)
    assert (code, stored.out) == (1, "")
    assert "read-only" in stored.err
    assert stored.store.read_bytes() == before


def test_a_filter_is_refused(stored: Shell) -> None:
    """It is about the whole store."""
    assert stored("--faction", "Sohr", "--from", "2016", "compact") == 2
    assert stored.err == (
        "syria-timeline: `compact` takes no filter; leave --faction and --from out.\n"
    )
