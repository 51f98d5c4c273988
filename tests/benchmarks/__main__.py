"""Prints every goal beside its peer: `python -m tests.benchmarks`; `--short` is what CI runs."""

import argparse
import sys
from collections.abc import Iterator, Sequence

from tests.benchmarks import bench_form, bench_modules, bench_start, bench_step, bench_store, short
from tests.benchmarks.rounds import HEADING, Row
from tests.benchmarks.subjects import Stores, stores


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, and return 1 if a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--short", action="store_true", help="count rather than time, in a minute")
    arguments = parser.parse_args(argv)
    missed = False
    print(HEADING)
    with stores() as made:
        for row in short.rows(made) if arguments.short else _rows(made):
            print(row, flush=True)
            missed |= row.verdict == "missed"
    return int(missed)


def _rows(made: Stores) -> Iterator[Row]:
    yield from bench_modules.rows(made)
    yield from bench_start.rows(made)
    yield from bench_step.rows(made)
    yield from bench_form.rows(made)
    yield from bench_store.rows(made)


if __name__ == "__main__":
    sys.exit(main())
