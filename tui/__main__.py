"""The program: arguments to command, and whatever goes wrong to one line and an exit code."""

import gc
import sys
from collections.abc import Sequence

from store.errors import StoreError
from tui import VERSION
from tui.cli.refusal import FAILURE, Refusal

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run what the arguments ask for, and return the exit code; raises SystemExit as argparse does.

    0 is done, 1 a failure, 2 wrong usage or no terminal, 128 + n the end by signal n.
    """
    argv = sys.argv[1:] if argv is None else argv
    try:
        return _run(argv)
    except (Refusal, StoreError) as error:
        from tui.cli.output import complain

        complain(f"syria-timeline: {error}", "--ascii" in argv)
        return error.code if isinstance(error, Refusal) else FAILURE
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(argv: Sequence[str]) -> int:
    if list(argv) == ["--version"]:  # reading arguments would double the time it takes
        print(f"syria-timeline {VERSION}")
        return 0
    from tui.cli.arguments import read

    arguments = read(argv)
    match arguments.command:
        case "list":
            from tui.cli.list import list_events as command
        case "show":
            from tui.cli.show import show as command
        case "add":
            from tui.cli.add import add as command
        case "cite":
            from tui.cli.cite import cite as command
        case "paths":
            from tui.cli.paths import paths as command
        case "check":
            from tui.cli.check import check as command
        case "backup":
            from tui.cli.backup import backup as command
        case "compact":
            from tui.cli.compact import compact as command
        case _:
            gc.disable()  # nothing made before the first screen is garbage; the app enables it
            from tui.cli.run import run as command
    return command(arguments)


if __name__ == "__main__":
    sys.exit(main())
