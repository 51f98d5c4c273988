"""`compact`: folds the journal into the file, which is complete then for any program."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from store.connect import connect
from store.text import clean
from tui.cli.arguments import Arguments
from tui.cli.missing import journals
from tui.cli.output import Output, tell
from tui.cli.upkeep import present


class Sizes(msgspec.Struct, frozen=True):
    """Bytes on disk."""

    file: int
    journal: int
    """What was added since the file was last written."""


def compact(arguments: Arguments) -> int:
    """Fold the journal in, and print the sizes before and after."""
    output = Output(arguments.ascii)
    path = present(arguments)
    before = _sizes(path)
    with closing(connect(path)) as store:
        store.compact()
        tell(store.info().notices, arguments.ascii)
    after = _sizes(path)
    if arguments.json:
        sizes = {"before": before, "after": after}
        told = {name: msgspec.structs.asdict(found) for name, found in sizes.items()}
        output.json([{"store": clean(str(path)), **told}])
    else:
        output.lines(map(output.plain, _lines(path, before, after)))
    return 0


def _sizes(path: Path) -> Sizes:
    return Sizes(_size(path), sum(map(_size, journals(path))))


def _size(path: Path) -> int:
    """Return how large a file is; another process may have replaced it meanwhile."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _lines(path: Path, before: Sizes, after: Sizes) -> Iterator[str]:
    yield f"Everything is in {path} now."
    for name, found in (("before", before), ("after", after)):
        yield f"{name:<8}{found.file:,} bytes, and {found.journal:,} in the journal"
