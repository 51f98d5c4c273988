"""What the journal reports, in words for the user."""

from pathlib import Path

import pytest

from store.backends.told import in_full, told
from store.errors import Corrupt, StoreBusy, StoreError, Unconfirmed, UnsupportedFormat
from store.journal import errors


@pytest.fixture
def there(path: Path) -> Path:
    """Make a file, so that it is not taken for a deleted one."""
    path.write_text("{}")
    return path


def said(path: Path, error: Exception, *, saving: bool = False) -> str:
    """Return type and words of what the user is told of an error."""
    with pytest.raises(StoreError) as caught, told(path, saving=saving):
        raise error
    return f"{caught.type.__name__}: {caught.value}".replace(str(path), "X")


def test_a_restless_file_is_busy(there: Path) -> None:
    """Nobody has tried to save anything."""
    error = errors.Busy("events.json is being written all the time", None)

    assert said(there, error) == "StoreBusy: X is being written all the time; try again."
    assert said(there, error, saving=True) == (
        "StoreBusy: Not saved: X is in use by another process. Nothing was changed; try again."
    )


def test_a_later_format_asks_for_an_update(there: Path) -> None:
    """Also where a journal tells it."""
    error = errors.NewerFormat("events.json-journal-2 has format 2, newer than 1")
    told_of = "X-journal-2 has format 2, newer than 1: update syria-timeline."

    assert said(there, error) == f"UnsupportedFormat: {told_of}"
    assert said(there, error, saving=True) == (
        f"UnsupportedFormat: Not saved: {told_of} Nothing was changed."
    )


@pytest.mark.parametrize("kind", [Corrupt, StoreBusy, UnsupportedFormat])
def test_what_was_told_before_says_that_nothing_was_saved(
    there: Path, kind: type[StoreError]
) -> None:
    """Once."""
    name = kind.__name__
    assert said(there, kind("X is broken.")) == f"{name}: X is broken."
    for error in (kind("X is broken."), kind("Not saved: X is broken. Nothing was changed.")):
        assert said(there, error, saving=True) == (
            f"{name}: Not saved: X is broken. Nothing was changed."
        )


def test_what_could_not_be_confirmed_may_have_been_saved(there: Path) -> None:
    """To say "not saved" would make the user save it twice."""
    assert said(there, Unconfirmed("?"), saving=True) == "Unconfirmed: ?"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("events.json is damaged at byte 7", "/a/events.json is damaged at byte 7"),
        ("events.json-journal-3 is gone", "/a/events.json-journal-3 is gone"),
        ("set aside in events.json.torn-2", "set aside in /a/events.json.torn-2"),
        ("not in events.json, which", "not in /a/events.json, which"),
        ("it ends within\na line", "it ends within a line"),
        ("old-events.json is another", "old-events.json is another"),
    ],
)
def test_the_file_that_is_named_is_named_in_full(text: str, words: str) -> None:
    """There may be several of that name."""
    assert in_full(Path("/a/events.json"), text) == words


def test_a_relative_path_stays_one(there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is named as the user does."""
    monkeypatch.chdir(there.parent)

    assert in_full(Path("events.json"), "events.json is gone") == "events.json is gone"
    assert in_full(Path("events.json"), "events.json.torn is new") == "events.json.torn is new"
