"""Prints every goal beside its peer: `python -m tests.benchmarks`; `--short` is what CI runs."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks import bench_others, goals, growth, short
from tests.benchmarks.rounds import HEADING, Row
from tests.benchmarks.subjects import stores


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, and return 1 if a goal is missed."""
    arguments = _parser().parse_args(argv)
    sizes = sorted(set(arguments.sizes))
    print(HEADING)
    found: list[Row] = []
    with stores(arguments.stores) as made:
        for row in short.rows(made) if arguments.short else goals.rows(made, sizes, arguments.goal):
            print(row, flush=True)
            found.append(row)
    if not arguments.short:
        print(*bench_others.absent(), "", *growth.lines(found), sep="\n")
    return int(any(row.verdict == "missed" for row in found))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--short", action="store_true", help="count rather than time, in a minute")
    more = parser.add_argument_group("of the whole")
    more.add_argument(
        "--sizes",
        nargs="+",
        type=int,
        default=goals.SIZES,
        metavar="N",
        help="events in the stores",
    )
    more.add_argument(
        "--goal",
        nargs="+",
        choices=goals.GOALS,
        default=goals.GOALS,
        metavar="G",
        help="only these",
    )
    parser.add_argument("--stores", type=Path, help="folder to keep the stores in, for another run")
    return parser


if __name__ == "__main__":
    sys.exit(main())
