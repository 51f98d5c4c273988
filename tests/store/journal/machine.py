"""A machine that does anything to a database and to a dict beside it, in any order."""

import json
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tinydb import TinyDB

from store.journal.table import JournalDB
from tests.store.journal.any_operations import BAD, IDS, OPERATIONS, ROWS, SEVERAL, TABLES
from tests.store.journal.disks import WatchedDisk
from tests.store.journal.edits import EDITED
from tests.store.journal.recovery import NAME, tidy
from tests.store.journal.steps import Operation, State, Together, storage
from tests.store.journal.workload import Tables, read, read_by_stock

SPOOL = 200
"""Bytes above which documents are spooled here, so that some are."""

HANDLES = 3
WHICH = st.integers(0, HANDLES - 1)


class BrokenOff(Exception):
    """Somebody thought better of it."""


class Handle(NamedTuple):
    """One open database."""

    db: JournalDB
    disk: WatchedDisk


class Machine(RuleBasedStateMachine):
    """Several handles on one database, and what it must hold."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "db" / NAME
        self.path.parent.mkdir()
        self.state = State()
        self.folded: Tables = {}
        """What the snapshot must hold."""
        self.copies = 0
        self.handles = [self.opened()]

    def opened(self) -> Handle:
        """Open the database as a new process would."""
        disk = WatchedDisk()
        return Handle(JournalDB(self.path, disk=disk, spool=SPOOL), disk)

    def handle(self, which: int) -> JournalDB:
        """Return one of the handles."""
        return self.handles[which % len(self.handles)].db

    @rule(operation=OPERATIONS, which=WHICH)
    def save(self, operation: Operation, which: int) -> None:
        """Do one thing."""
        self._save(operation, self.handle(which))

    @rule(operations=SEVERAL, which=WHICH)
    def save_together(self, operations: list[Operation], which: int) -> None:
        """Do several things, all or none."""
        self._save(Together(*operations), self.handle(which))

    @rule(operations=SEVERAL, which=WHICH)
    def break_off(self, operations: list[Operation], which: int) -> None:
        """Do several things, see them, and do none of them in the end."""
        db, state = self.handle(which), deepcopy(self.state)
        with suppress(BrokenOff, ValueError), storage(db).transaction():
            for operation in operations:
                operation.plan(state, iter(operation.do(db)))
            same(read(db), state.tables)
            raise BrokenOff

    @rule(table=TABLES, doc_id=IDS, row=ROWS, bad=st.sampled_from([*BAD]), which=WHICH)
    def refuse(self, table: str, doc_id: int, row: dict[str, Any], bad: str, which: int) -> None:
        """Try to save what is no JSON, alone and behind what is."""
        value, error = BAD[bad]
        events = self.handle(which).table(table)
        with pytest.raises(error):
            events.insert({"deep": [{"er": value}]})
        with pytest.raises(error):
            events.insert_multiple([row, {"a": value}])
        if doc_id in self.state.tables.get(table, {}):
            with pytest.raises(error):
                events.update({"a": value}, doc_ids=[doc_id])

    @rule(table=TABLES, doc_id=IDS, row=ROWS, which=WHICH)
    def write_all(self, table: str, doc_id: int, row: dict[str, Any], which: int) -> None:
        """Read all tables, change one, and write them all, as stock TinyDB's tables do."""
        whole = storage(self.handle(which))
        tables = whole.read() or {}
        added = self.state.given.get(table, 0) + 1
        rows = tables.setdefault(table, {})
        rows.pop(str(doc_id), None)
        whole.write({**tables, table: {**rows, str(added): row}})
        self.state.remove(table, doc_id)
        self.state.add(table, row, iter([added]))

    @rule(which=WHICH)
    def checkpoint(self, which: int) -> None:
        """Fold the journal into the snapshot."""
        storage(self.handle(which)).checkpoint()
        self.folded = deepcopy(self.state.tables)

    @rule(table=TABLES, row=ROWS, which=WHICH)
    def edit_outside(self, table: str, row: dict[str, Any], which: int) -> None:
        """Fold the journal in, and write with stock TinyDB, which may give an id again."""
        storage(self.handle(which)).checkpoint()
        with TinyDB(self.path) as stock:
            given = stock.table(table).insert(deepcopy(row))
        self.state.tables.setdefault(table, {})[given] = deepcopy(row)
        self.state.given[table] = max(self.state.given.get(table, 0), given)
        self.folded = deepcopy(self.state.tables)

    @rule(which=WHICH)
    def back_up(self, which: int) -> None:
        """Save all elsewhere; it is as good as the database itself, which goes on without it."""
        self.copies += 1
        path = Path(self.folder.name) / f"copy-{self.copies}.json"
        storage(self.handle(which)).backup(path)
        same(read_by_stock(path), self.state.tables)
        with JournalDB(path, disk=WatchedDisk()) as copy:
            same(read(copy), self.state.tables)
            for table, last in self.state.given.items():
                given = copy.table(table).insert({})

                assert given > last

    @rule()
    def open_another(self) -> None:
        """Open one more handle, or do without the first."""
        if len(self.handles) == HANDLES:
            self.handles.pop(0).db.close()
        self.handles.append(self.opened())

    @rule(which=WHICH, killed=st.booleans())
    def reopen(self, which: int, killed: bool) -> None:
        """Close a handle, or kill its process, and open one anew."""
        old = self.handles.pop(which % len(self.handles))
        if killed:
            old.disk.die()
        else:
            old.db.close()
        self.handles.append(self.opened())

    @invariant()
    def all_hold_the_same(self) -> None:
        """Every handle, whoever wrote."""
        for each in self.handles:
            same(read(each.db), self.state.tables)

            assert storage(each.db).read_only == ""
            assert {*storage(each.db).notices} <= {EDITED}

    @invariant()
    def stock_reads_the_snapshot(self) -> None:
        """Find it whole at any time, and no more in it than was folded in."""
        if self.path.exists():
            same(read_by_stock(self.path), self.folded)

    def teardown(self) -> None:
        """Close all; nothing is left over but the copies."""
        for each in self.handles:
            each.db.close()
        with self.folder:
            assert not self.path.exists() or tidy(self.path.parent)

    def _save(self, operation: Operation, db: JournalDB) -> None:
        """Do it to both, or find that neither takes it."""
        state = deepcopy(self.state)
        try:
            ids = operation.do(db)
        except ValueError:
            with pytest.raises(ValueError, match=r"\d"):
                operation.plan(state, iter(()))
            return
        operation.plan(state, iter(ids))
        for table in state.given:
            saved = state.tables.get(table, {0: {}})
            state.given[table] = max(self.state.given.get(table, 0), *saved, 0)
        self.state = state


def same(one: Tables, other: Tables) -> None:
    """Tables are the same, and so are 1, 1.0 and true in them only to themselves."""
    if one != other or json.dumps(one, sort_keys=True) != json.dumps(other, sort_keys=True):
        raise AssertionError(f"{one} is not {other}")
