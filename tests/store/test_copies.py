"""Where a copy of a store may go."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from store.copies import read, require_free, suggested
from store.errors import WriteError


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return the path of a store."""
    path = tmp_path / "events.json"
    path.write_text("{}")
    return path


def refused(target: Path, store: Path) -> str:
    """Return why nothing is written to a path."""
    with pytest.raises(WriteError) as caught:
        require_free(target, store)
    return str(caught.value)


@pytest.mark.parametrize("name", ["events.json", "events", "events.db"])
def test_a_copy_is_named_after_store_and_day(tmp_path: Path, name: str) -> None:
    """Beside it, and by a name that may be taken."""
    store = tmp_path / name
    store.write_text("{}")

    path = suggested(store, date(2026, 11, 24))

    assert path == tmp_path / "events-2026-11-24.json"
    require_free(path, store)


def test_the_home_folder_is_written_as_in_a_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any other path stays as it is."""
    monkeypatch.setenv("HOME", "/home/desk")

    assert read("~/a b.json") == Path("/home/desk/a b.json")
    assert read("a~/b.json") == Path("a~/b.json")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "A copy is a file, and this names none; write the path of a new file."),
        ("copies/", "A copy is a file, and this names none; write the path of a new file."),
        ("postgres://me:secret@host/db", "A copy is a file, and a URL is no path; write the path."),
        ("~no-such-user/a", "There is no home folder of ~no-such-user; write the whole path."),
    ],
)
def test_what_names_no_file_is_refused(text: str, why: str) -> None:
    """A URL may hold a password: it is not repeated."""
    with pytest.raises(WriteError) as caught:
        read(text)

    assert str(caught.value) == why


TAKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "file": (Path.touch, "is there already, and stays"),
    "folder": (Path.mkdir, "is a folder"),
    "link to nothing": (lambda path: path.symlink_to("nothing"), "is there already, and stays"),
}


@pytest.mark.parametrize(("make", "what"), TAKEN.values(), ids=TAKEN)
def test_nothing_is_written_over(store: Path, make: Callable[[Path], object], what: str) -> None:
    """Not even through a link."""
    target = store.with_name("taken")
    make(target)

    assert refused(target, store) == f"{target} {what}; write the path of a new file."


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("no/copy.json", "There is no folder {folder}/no; make it, or write another path."),
        ("events.json/copy", "{path} cannot be written: Not a directory; write another path."),
        ("a" * 300, "{path} cannot be written: File name too long; write another path."),
        ("a\0b", "{folder}/ab cannot be written: embedded null byte; write another path."),
    ],
)
def test_an_impossible_path_is_told(store: Path, path: str, why: str) -> None:
    """In one sentence."""
    folder = store.parent

    assert refused(folder / path, store) == why.format(folder=folder, path=folder / path)


def test_a_folder_of_others_is_told(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the folder that must be another one, not the store; root could write everywhere."""
    folder = store.with_name("locked")
    folder.mkdir()
    monkeypatch.setattr(os, "access", lambda path, mode: path != folder)

    why = refused(folder / "copy.json", store)

    assert why == f"Nothing may be written in {folder}; write another path."


ENDS = [".bak", ".torn", ".torn-2", "-part", "-journal-9", ".BAK", ".repaired.conflicts"]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("linked", [False, True])
def test_a_name_of_the_stores_own_files_is_refused(store: Path, end: str, linked: bool) -> None:
    """The store replaces `events.json.bak` by itself: such a copy would not last."""
    target, opened = store.with_name(f"{store.name}{end}"), store
    if linked:
        opened = store.parent / "elsewhere" / "link.json"
        opened.parent.mkdir()
        opened.symlink_to(store)

    assert refused(target, opened) == (
        f"{target} begins with the store's name, as the store's own files beside it do;"
        " write another name."
    )


def test_the_place_of_a_store_that_was_deleted_is_no_place_for_its_copy(store: Path) -> None:
    """The app would take the copy for the store."""
    store.unlink()

    assert "begins with the store's name" in refused(store, store)


def test_the_same_name_elsewhere_is_a_good_one(store: Path) -> None:
    """Most copies are kept so."""
    folder = store.with_name("copies")
    folder.mkdir()

    require_free(folder / "events.json.bak", store)
