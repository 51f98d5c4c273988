"""A process that is killed at any moment, again and again: all that it acknowledged is there."""

import sys
from copy import deepcopy
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from store.journal.disk import Disk
from store.journal.table import JournalDB
from tests.store.journal.children import Child, child
from tests.store.journal.disks import WatchedDisk
from tests.store.journal.recovery import NAME, go_on, listing, noted
from tests.store.journal.steps import State
from tests.store.journal.victims import Step, steps, write
from tests.store.journal.workload import Workload, read, read_by_stock

KINDS = ["small", "huge", "checkpoint"]
ROUNDS = 5
MANY = pytest.param(80, marks=pytest.mark.long)
MOMENTS = {"small": (0, 0.002), "huge": (0.001, 0.02), "checkpoint": (0, 0.02)}
"""Seconds into a step of each kind when it is killed; it may be done by then."""


class Death(NamedTuple):
    """What is known of a process that was killed."""

    seed: str
    given: list[list[int]]
    """The ids of each step that it acknowledged."""
    within: bool
    """Whether it was killed within a step of the wanted kind."""


def kill(path: Path, kind: str, seed: str, random: Random) -> Death:
    """Let a process write, and kill it at a step of a kind."""
    given = []
    at, seen = random.randrange(1, 4), 0
    with child(write, path, seed) as victim:
        while True:
            seen += victim.hear() == kind
            if seen == at:
                break
            given.append(victim.hear())
        victim.live_on(random.uniform(*MOMENTS[kind]))
        victim.kill()
        last = _acknowledged(victim)
    return Death(seed, given + last, not last)


def _acknowledged(victim: Child) -> list[list[int]]:
    """Return what was told and not heard yet."""
    return [told for told in victim.rest() if isinstance(told, list)]


def outcome(before: State, death: Death) -> tuple[State, State]:
    """Return what must be there, and what may be."""
    saved = deepcopy(before)
    every = steps(death.seed)
    for step, ids in zip(islice(every, len(death.given)), death.given):
        _plan(step, saved, ids)
    pending = deepcopy(saved)
    _plan(next(every), pending, [])
    return saved, pending


def _plan(step: Step, state: State, ids: list[int]) -> None:
    if step.operation:
        step.operation.plan(state, iter(ids))


def found(path: Path, saved: State, pending: State) -> State:
    """Return the state that a new process finds; opening and reading write nothing."""
    before = listing(path.parent)
    with JournalDB(path, disk=WatchedDisk()) as db:
        tables, read_only = read(db), db.storage.read_only
    unchanged = listing(path.parent) == before

    assert unchanged
    assert not read_only
    assert tables in (saved.tables, pending.tables)

    return pending if tables == pending.tables else saved


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be looked at there")
@pytest.mark.parametrize("rounds", [ROUNDS, MANY])
@pytest.mark.parametrize("kind", KINDS)
def test_what_a_killed_process_acknowledged_is_there(
    tmp_path: Path, kind: str, rounds: int
) -> None:
    """Whole, and under an id of its own; what it did last is there whole or not at all."""
    path, state, within = tmp_path / NAME, State(), 0
    random = Random(kind)
    for number in range(rounds):
        with noted(f"round {number}"):
            death = kill(path, kind, f"{kind} {number}", random)
            state = found(path, *outcome(state, death))
            within += death.within
            _read_by_stock(path)

    assert within or kind == "small"
    go_on(Workload(path, Disk(), state))


def _read_by_stock(path: Path) -> None:
    """Whatever moment it is, the snapshot is whole."""
    if path.exists():
        read_by_stock(path)
