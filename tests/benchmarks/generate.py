"""Writes a made-up chronology of any size: `python -m tests.benchmarks.generate EVENTS PATH`."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from store.backends.tables import FORMAT, TABLES
from store.base import Change
from store.model import Document, Kind
from tests.benchmarks.happenings import Happenings
from tests.benchmarks.records import actors, places, sources
from tests.benchmarks.snapshot import Content, lines

SEED = 2016
BLOCK = 1 << 20
"""Bytes written at once."""

Records = dict[Kind, list[Document]]


def chronology(events: int, seed: int = SEED) -> Records:
    """Return actors, places, sources and events; the same for the same seed."""
    records = _records(events)
    return {**records, "event": list(_happenings(events, seed, records))}


def changes(events: int, seed: int = SEED) -> list[Change]:
    """Return the adding of a whole chronology, for any backend."""
    return [
        Change(kind, document["uid"], None, document)
        for kind, documents in chronology(events, seed).items()
        for document in documents
    ]


def happenings(events: int, seed: int = SEED) -> Iterator[Document]:
    """Make the events of a chronology, one by one."""
    return _happenings(events, seed, _records(events))


def write(path: Path, events: int, seed: int = SEED) -> None:
    """Write a store, an event at a time; raises FileExistsError.

    Straight to the file: the checks of a store would take three times as long as all else.
    """
    records = _records(events)
    tables = [
        *(Content(TABLES[kind], len(every), every) for kind, every in records.items()),
        Content(TABLES["event"], events, _happenings(events, seed, records)),
    ]
    with path.open("xb", BLOCK) as file:
        file.writelines(lines(FORMAT, tables))


def _records(events: int) -> Records:
    """Return what events refer to."""
    return {"actor": actors(), "place": places(), "source": sources(events // 20 + 1)}


def _happenings(events: int, seed: int, records: Records) -> Iterator[Document]:
    happenings = Happenings(seed, records["actor"], records["place"], records["source"])
    return (happenings.event() for _ in range(events))


def main(argv: Sequence[str] | None = None) -> None:
    """Write what the arguments ask for."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.generate", description=__doc__
    )
    parser.add_argument("events", type=int, help="how many events")
    parser.add_argument("path", type=Path, help="the store file to make")
    parser.add_argument("--seed", type=int, default=SEED, help="for another chronology")
    arguments = parser.parse_args(argv)
    write(arguments.path, arguments.events, arguments.seed)


if __name__ == "__main__":
    main()
