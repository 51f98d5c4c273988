"""Writers that are killed while others write, fold the journal and follow: nobody is disturbed."""

import sys
from contextlib import ExitStack
from pathlib import Path
from random import Random

import pytest

from store.journal.table import JournalDB
from tests.store.journal.children import Child, child
from tests.store.journal.recovery import NAME, tidy
from tests.store.journal.steps import storage
from tests.store.journal.victims import insert
from tests.store.journal.workload import read, read_by_stock
from tests.store.journal.writers import Follower, fold

DEATHS = 5
MANY = pytest.param(25, marks=pytest.mark.long)


class Crowd:
    """Two writers, a process that folds their journal, and what the dead acknowledged."""

    def __init__(self, path: Path, running: ExitStack) -> None:
        self.path = path
        self.given: list[int] = []
        self._running = running
        self._number = 0
        self._writers = [self._started(), self._started()]
        self._folder = self._folding()

    def replace_one(self, random: Random) -> None:
        """Kill a writer, and at times the other process; start them anew."""
        dead = random.randrange(2)
        self._end(self._writers[dead])
        self._writers[dead] = self._started()
        if random.random() < 0.3:
            self._folder.kill()
            self._folder = self._folding()

    def end(self) -> None:
        """Kill them all."""
        self._folder.kill()
        for each in self._writers:
            self._end(each)

    def _end(self, writer: Child) -> None:
        writer.kill()
        self.given += [doc_id for ids in writer.rest() for doc_id in ids]

    def _started(self) -> Child:
        self._number += 1
        return self._running.enter_context(child(insert, self.path, self._number))

    def _folding(self) -> Child:
        folder = self._running.enter_context(child(fold, self.path))
        folder.hear()
        folder.go()
        return folder

    def live_on(self, seconds: float) -> None:
        """Let them work."""
        self._folder.live_on(seconds)


@pytest.mark.skipif(sys.platform == "win32", reason="there nobody replaces what others read")
@pytest.mark.parametrize("deaths", [DEATHS, MANY])
def test_nobody_is_disturbed_by_the_death_of_another(tmp_path: Path, deaths: int) -> None:
    """All that anybody acknowledged is there, once; a follower sees it as it is."""
    path, random = tmp_path / NAME, Random(deaths)
    follower = Follower(path)
    with ExitStack() as running:
        crowd = Crowd(path, running)
        for _ in range(deaths):
            crowd.live_on(random.uniform(0.15, 0.3))
            follower.look()
            crowd.replace_one(random)
        crowd.end()
    with JournalDB(path) as db:
        db.table("last").insert({})
        storage(db).checkpoint()
        found, read_only = read(db), storage(db).read_only

    assert not read_only
    assert len(crowd.given) == len({*crowd.given})
    assert {*crowd.given} <= found["events"].keys()
    assert read(follower.db) == read_by_stock(path) == found
    assert not storage(follower.db).notices
    assert tidy(path.parent)
