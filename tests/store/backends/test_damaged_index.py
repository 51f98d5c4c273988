"""A kept index that is damaged costs time, and never a record."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.backends.tinydb_write import create
from store.base import Record
from store.errors import Duplicate
from store.index.sidecar import load
from tests.factories import actor, claim, event, place, source
from tests.store.backends.following import anew, answers, keeps, opened
from tests.store.backends.helpers import add, edit

UIDS = [f"e{number}" for number in range(6)]


@pytest.fixture
def kept(path: Path) -> Path:
    """Return where the index of a store lies that has some records of each kind."""
    changes = [add(event(uid, title=uid, claims=[claim()])) for uid in UIDS]
    changes += [add(actor("sohr"), "actor"), add(place("jazal"), "place")]
    changes += [add(source("src"), "source"), add(source("other"), "source")]
    create(path, changes)
    keeps(path)
    return path.with_name(f"{path.name}-index")


PLACES = ("uids", "uids.at", "uids.crc", "ids", "versions", "by id", "rows", "places")
"""How the sections end by which records are found."""


def damages(kept: Path, *ends: str) -> Iterator[str]:
    """Damage some sections in turn, all if none is named, at several bytes."""
    whole, found = kept.read_bytes(), load(kept)
    assert found is not None
    for name, (offset, length, _) in found.head.sections.items():
        wanted = name.endswith(tuple(f" {end}" for end in ends)) if ends else length
        for flip, at in ((1, 0), (0x80, length // 2), (1, length - 1)) if wanted else ():
            flipped = bytearray(whole)
            flipped[offset + at] ^= flip
            kept.unlink(missing_ok=True)
            kept.write_bytes(flipped)
            kept.chmod(0o600)
            yield name


def test_no_damage_keeps_a_record_from_being_read(path: Path, kept: Path) -> None:
    """By its own uid, also where the index leads to another, or to none."""
    for name in damages(kept, *PLACES):
        with opened(path) as store:
            found = store.get("event", UIDS)

        assert found == [
            Record("event", uid, 1, event(uid, title=uid, claims=[claim()])) for uid in UIDS
        ], name


def test_no_damage_adds_a_record_twice(path: Path, kept: Path) -> None:
    """It is looked for in the file itself before that."""
    for name in damages(kept, *PLACES):
        with opened(path) as store, pytest.raises(Duplicate):
            store.apply([add(event("e3"))], name)


def test_no_damage_writes_one_record_over_another(path: Path, kept: Path) -> None:
    """Each edit reaches the record that it names."""
    for version, name in enumerate(damages(kept, *PLACES), 2):
        said = event("e3", version=version)
        with opened(path) as store:
            store.apply([edit(said)], "edit")
        kept.unlink()
        with opened(path) as store:
            assert store.get("event", ["e3"]) == [Record("event", "e3", version, said)], name
            assert len(store.index()) == len(UIDS)


def test_no_damage_comes_into_the_file_when_it_is_folded(path: Path, kept: Path) -> None:
    """What was written since is folded in by where the documents lie."""
    said = anew(path)
    for version, name in enumerate(damages(kept, *PLACES), 2):
        with opened(path) as store:
            store.apply([edit(event("e1", version=version, title="e1", claims=[claim()]))], "edit")
            store.compact()
        now = anew(path)
        different = {key for key in said if said[key] != now[key]}
        assert different <= {"event e1", "entries"}, name


def test_the_app_finds_damage_and_has_all_computed_anew(path: Path, kept: Path) -> None:
    """In the background; then all is right, now and at the next start."""
    said = anew(path)
    for name in damages(kept):
        with opened(path) as store:
            store.wait(0, 0)
            assert answers(store) == said, name
        with opened(path) as store:
            assert answers(store) == said, name
