"""A database that is reached by links: all its files lie beside the real one."""

from pathlib import Path

import pytest
from tinydb import TinyDB

from store.journal.table import JournalDB
from tests.store.journal.recovery import NAME
from tests.store.journal.steps import storage
from tests.store.journal.workload import read_by_stock

EVERY = [NAME, f"{NAME}-journal-2", f"{NAME}-lock", f"{NAME}.bak"]
"""What lies beside a database after its first checkpoint."""


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """Where the database lies."""
    (tmp_path / "real").mkdir()
    return tmp_path / "real" / NAME


@pytest.fixture
def link(tmp_path: Path, real: Path) -> Path:
    """Return a link to it, in another folder and of another name."""
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "mine.json"
    _linked(link, Path("..") / "real" / NAME)
    return link


def _linked(link: Path, target: Path) -> None:
    try:
        link.symlink_to(target, target_is_directory=target.is_dir())
    except OSError as error:
        pytest.skip(f"no link can be made here: {error}")


def names(folder: Path) -> list[str]:
    """Return what lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def use(path: Path) -> None:
    """Write before and after a checkpoint."""
    with JournalDB(path) as db:
        db.table("events").insert({"n": 1})
        storage(db).checkpoint()
        db.table("events").insert({"n": 2})


def test_a_link_stays_a_link(real: Path, link: Path) -> None:
    """The file behind it is replaced, not the link."""
    use(real)
    use(link)

    assert link.is_symlink()
    assert link.readlink() == Path("..") / "real" / NAME
    assert not real.is_symlink()


def test_all_files_lie_beside_the_real_one(real: Path, link: Path) -> None:
    """So that whoever opens that finds them."""
    use(link)

    assert names(real.parent) == EVERY
    assert names(link.parent) == ["mine.json"]


def test_a_link_to_nothing_becomes_one_to_a_database(real: Path, link: Path) -> None:
    """The first write makes the file where the link leads."""
    with JournalDB(link) as db:
        before = names(real.parent)
        db.insert({})

    assert before == []
    assert real.is_file()
    assert link.is_symlink()


def test_a_stock_file_behind_a_link_is_upgraded(real: Path, link: Path) -> None:
    """Its original is kept beside it."""
    with TinyDB(real) as stock:
        stock.insert({})
    before = real.read_bytes()
    use(link)

    assert real.with_name(f"{NAME}.before-upgrade").read_bytes() == before
    assert names(link.parent) == ["mine.json"]


def test_who_comes_by_a_link_and_who_does_not_see_each_other(real: Path, link: Path) -> None:
    """They wait for the same lock, and write to the same journal."""
    with JournalDB(real) as db, JournalDB(link) as other:
        given = [each.insert({}) for each in (db, other, db, other)]
        storage(other).checkpoint()
        given.append(db.insert({}))

        assert given == [1, 2, 3, 4, 5]
        assert len(db) == len(other) == 5


def test_a_link_to_a_link_leads_on(tmp_path: Path, real: Path, link: Path) -> None:
    """To where the last one leads."""
    second = tmp_path / "second.json"
    _linked(second, link)
    use(second)

    assert names(real.parent) == EVERY
    assert second.is_symlink()


def test_a_link_to_a_folder_is_no_other_place(tmp_path: Path, real: Path) -> None:
    """The files are found by either way."""
    folder = tmp_path / "folder"
    _linked(folder, real.parent)
    use(folder / NAME)
    use(real)

    assert read_by_stock(real) == {"events": {n: {"n": 2 - n % 2} for n in range(1, 4)}}
    assert folder.is_symlink()


def test_a_backup_by_a_link_lies_where_it_was_asked_for(real: Path, link: Path) -> None:
    """Not beside the database."""
    use(real)
    with JournalDB(link) as db:
        storage(db).backup(link.with_name("backup.json"))

    assert names(link.parent) == ["backup.json", "mine.json"]
    assert names(real.parent) == EVERY


def test_a_link_that_leads_elsewhere_now_does_not_divert_an_open_database(
    tmp_path: Path, real: Path, link: Path
) -> None:
    """It goes on where it was opened."""
    with JournalDB(link) as db:
        db.insert({})
        link.unlink()
        _linked(link, tmp_path / "elsewhere.json")
        db.insert({})
        storage(db).checkpoint()

    assert names(real.parent) == EVERY
    assert not (tmp_path / "elsewhere.json").exists()
