"""`backup`: a whole copy of the store at a new path, of one state, while others may write."""

from contextlib import closing
from pathlib import Path

from store import copies
from store.connect import connect
from store.errors import WriteError
from store.text import clean
from tui.cli.arguments import Arguments
from tui.cli.output import Output, tell
from tui.cli.refusal import FAILURE, USAGE, Refusal
from tui.cli.upkeep import present, written


def backup(arguments: Arguments) -> int:
    """Write the copy, and say where it is; 1 where a damaged store has more than can be read."""
    output = Output(arguments.ascii)
    target = _target(arguments.target)
    path = present(arguments)
    copies.require_free(target, path)
    with closing(connect(path)) as store:
        store.backup(target)
        info = store.info()
    tell(info.notices, arguments.ascii)
    size = target.stat().st_size
    if arguments.json:
        names = {"store": clean(str(path)), "backup": clean(str(target.absolute()))}
        output.json([{**names, "bytes": size}])
    else:
        name = str(target)
        what = "All that can be read" if info.read_only_reason else "The whole store"
        copied = f"{what} was copied to {name}: {size:,} bytes."
        output.lines(map(output.plain, [copied, f"To open it: {written('--db', name)}"]))
    return FAILURE if info.read_only_reason else 0


def _target(text: str) -> Path:
    """Return the path that was written; raises Refusal where it is none."""
    try:
        return copies.read(text)
    except WriteError as error:
        raise Refusal(str(error), USAGE) from None
