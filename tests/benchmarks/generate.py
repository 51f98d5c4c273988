"""Writes a made-up chronology of any size: `python -m tests.benchmarks.generate EVENTS PATH`."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from store.backends.tables import FORMAT, TABLES
from store.base import Change
from store.journal.making import make
from store.model import Document, Kind
from tests.benchmarks.happenings import Happenings
from tests.benchmarks.records import actors, places, sources

SEED = 2016


def chronology(events: int, seed: int = SEED) -> dict[Kind, list[Document]]:
    """Return actors, places, sources and events; the same for the same seed."""
    records: dict[Kind, list[Document]] = {
        "actor": actors(),
        "place": places(),
        "source": sources(events // 20 + 1),
    }
    happenings = Happenings(seed, records["actor"], records["place"], records["source"])
    return {**records, "event": [happenings.event() for _ in range(events)]}


def changes(events: int, seed: int = SEED) -> list[Change]:
    """Return the adding of a whole chronology, for any backend."""
    return [
        Change(kind, document["uid"], None, document)
        for kind, documents in chronology(events, seed).items()
        for document in documents
    ]


def write(path: Path, events: int, seed: int = SEED) -> None:
    """Write a store; raises FileExistsError.

    Straight to the file: the checks of a store would take three times as long as all else.
    """
    tables = {TABLES[kind]: documents for kind, documents in chronology(events, seed).items()}
    make(path, tables, application=FORMAT)


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
