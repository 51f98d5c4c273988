"""lnav and visidata on the same events, where they are installed: how they start, and step.

They do something else, so nothing is missed beside them: the figures are there to be compared.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from math import inf
from pathlib import Path
from shutil import which
from statistics import median
from typing import NamedTuple

import msgspec

from tests.benchmarks.bench_step import STEPS, answers
from tests.benchmarks.generate import happenings
from tests.benchmarks.rounds import Row, percentile, raced, shown
from tests.benchmarks.subjects import BARE, HELLO, PATIENT, Stores, Subject

ROUNDS = 5
MEBIBYTE = 1 << 20


class Program(NamedTuple):
    """How a program is told to show JSON lines, and to end."""

    name: str
    options: tuple[str, ...]
    quit: str


PROGRAMS = (Program("lnav", (), "q"), Program("vd", ("-f", "jsonl"), "gq"))


class Visit(NamedTuple):
    """What one run of a subject found."""

    ready: float
    """Seconds."""
    step: float
    """Seconds, of the percentile."""
    peak: int
    """Bytes."""


def absent() -> Iterator[str]:
    """Yield a line for each program that is not installed."""
    missing = (program.name for program in PROGRAMS if not which(program.name))
    return (f"{name}: not installed, skipped" for name in missing)


def rows(stores: Stores, sizes: Sequence[int], rounds: int = ROUNDS) -> Iterator[Row]:
    """Measure each program at each size beside ours and the peers."""
    for program in PROGRAMS:
        if which(program.name):
            for events in sizes:
                yield from _beside(stores, program, events, rounds)


def export(folder: Path, events: int) -> Path:
    """Write the events of a store as JSON lines, unless they are there."""
    path = folder / f"{events}.jsonl"
    if not path.exists():
        encode = msgspec.json.Encoder().encode
        with path.open("wb") as file:
            file.writelines(encode(event) + b"\n" for event in happenings(events))
    return path


def subject(program: Program, path: Path, events: int) -> Subject:
    """Return a program on exported events; ready when it shows the first one."""
    (first,) = islice(happenings(events), 1)
    command = (program.name, *program.options, str(path))
    return Subject(command, first["uid"].partition("-")[0], program.quit)


def visit(stores: Stores, subject: Subject) -> Visit:
    """Run a subject once."""
    with stores.run(subject) as terminal:
        ready = terminal.until(subject.ready, PATIENT)
        keys = STEPS if subject is not HELLO else ()
        steps = [answer.first for answer in answers(terminal, keys)]
        found = Visit(ready, percentile(steps) if steps else inf, terminal.peak())
        terminal.quit(subject.quit)
        return found


def _beside(stores: Stores, program: Program, events: int, rounds: int) -> Iterator[Row]:
    theirs = subject(program, export(stores.folder, events), events)
    subjects = (theirs, stores.app(events), HELLO, BARE)
    other, ours, hello, bare = raced([partial(visit, stores, each) for each in subjects], rounds)
    name = program.name
    yield _row(f"{name}: first events, against hello", other, hello, 0, events)
    yield _row(f"{name}: step p95, against bare", other, bare, 1, events)
    yield _row(f"{name}: first events, against ours", other, ours, 0, events)
    yield _row(f"{name}: step p95, against ours", other, ours, 1, events)
    yield _held(f"{name}: MiB at its peak, against ours", other, ours, events)


def _row(what: str, one: list[Visit], other: list[Visit], part: int, events: int) -> Row:
    found, peer = ([each[part] for each in every] for every in (one, other))
    ratio = median(each / beside for each, beside in zip(found, peer))
    figure = median(found)
    return Row("other", what, shown(found), shown(peer), ratio, ratio, inf, False, events, figure)


def _held(what: str, one: list[Visit], other: list[Visit], events: int) -> Row:
    found, peer = (median(each.peak for each in every) / MEBIBYTE for every in (one, other))
    ratio = found / peer
    texts = f"{found:.0f}", f"{peer:.0f}"
    return Row("other", what, *texts, ratio, ratio, inf, False, events, found)
