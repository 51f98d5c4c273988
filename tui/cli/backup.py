"""`backup`: a whole copy of the store at a new path, of one state, while others may write."""

import os
from contextlib import closing
from pathlib import Path

from store.connect import connect, require_path
from store.errors import Unavailable
from store.text import clean
from tui.cli.arguments import Arguments
from tui.cli.output import Output, tell
from tui.cli.refusal import USAGE, Refusal
from tui.cli.upkeep import present, written


def backup(arguments: Arguments) -> int:
    """Write the copy, and say where it is; whatever is at the path already stays."""
    output = Output(arguments.ascii)
    target = _target(arguments.target)
    path = present(arguments)
    _require_free(target, path)
    with closing(connect(path)) as store:
        store.backup(target)
        tell(store.info().notices, arguments.ascii)
    size = target.stat().st_size
    if arguments.json:
        names = {"store": clean(str(path)), "backup": clean(str(target.absolute()))}
        output.json([{**names, "bytes": size}])
    else:
        name = str(target)
        copied = f"The whole store was copied to {name}: {size:,} bytes."
        output.lines(map(output.plain, [copied, f"To open it: {written('--db', name)}"]))
    return 0


def _target(text: str) -> Path:
    """Return the path that was written; raises Refusal where it is none."""
    try:
        require_path(text)
    except Unavailable:  # of a URL nothing is repeated, it may hold a password
        raise Refusal("A backup is a file, and a URL is no path; write the path.", USAGE) from None
    if not text or text.endswith(os.sep):
        raise Refusal("A backup is a file, and this names none; write the path.", USAGE)
    return Path(text)


def _require_free(target: Path, path: Path) -> None:
    """Raise Refusal where nothing can be written, or where the store would write itself."""
    name = clean(str(target))
    if _taken(target):
        what = "is a folder" if target.is_dir() else "is there already, and stays"
        raise Refusal(f"{name} {what}; write the path of a new file.")
    if not target.parent.is_dir():
        folder = clean(str(target.parent))
        raise Refusal(f"There is no folder {folder}; make it, or write another path.")
    if _own(target, path) or _own(target, path.resolve()):
        raise Refusal(
            f"{name} begins with the store's name, as the store's own files beside it do;"
            " write another name."
        )


def _taken(target: Path) -> bool:
    """Whether anything is at a path, be it a link to nothing; raises Refusal for no path."""
    try:
        target.lstat()
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise Refusal(
            f"{clean(str(target))} cannot be written: {reason}; write another path."
        ) from None
    return True


def _own(target: Path, store: Path) -> bool:
    """Whether a name beside the store is one that its own files may have: its name and more."""
    beside = target.parent.resolve() == store.parent.resolve()
    return beside and target.name.casefold().startswith(store.name.casefold())
