"""Documents on their way into a transaction: in memory, on disk, or in both."""

from errno import EACCES, EROFS
from pathlib import Path

import pytest

from store.journal.disk import Disk
from store.journal.errors import ReadOnly
from store.journal.spool import Spool
from store.journal.table import JournalDB
from tests.store.journal.disks import FailingDisk
from tests.store.journal.recovery import NAME
from tests.store.journal.workload import read


@pytest.mark.parametrize("room", [0, 3, 7, 1000])
def test_all_come_out_in_order(tmp_path: Path, room: int) -> None:
    """However many of them wait on disk, and as often as they are asked for."""
    wanted = [b"a", b"bcd", b"", b"efghij", b"k"]
    with Spool(Disk(), tmp_path, room) as spool:
        for raw in wanted:
            spool.add(raw)
        found = [list(spool), list(spool)]
        spool.add(b"more")

        assert found == [wanted, wanted]
        assert list(spool) == [*wanted, b"more"]
        assert len(spool) == 6
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("errno", [EACCES, EROFS])
def test_the_folder_takes_no_files(tmp_path: Path, errno: int) -> None:
    """That is said as such, and nothing is changed."""
    disk = FailingDisk(1, errno, only=frozenset({"spool"}))
    with JournalDB(tmp_path / NAME, disk=disk, spool=0) as db:
        with pytest.raises(ReadOnly, match=f"{NAME} cannot be written"):
            db.table("events").insert_multiple([{"n": 1}])

        assert read(db) == {}
