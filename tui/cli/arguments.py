"""The command line: what may be written on it, and what was."""

import argparse
import os
from collections.abc import Sequence

from tui import VERSION

TYPE_CHECKING = False  # typing's own would cost --version a tenth of its time
if TYPE_CHECKING:
    from typing import NoReturn

    from tui.cli.add_options import Typed

EPILOG = """\
exit codes: 0 done, 1 failed, 2 wrong usage or no terminal, 128 + n ended by signal n

  syria-timeline                                  read and search, in the terminal
  syria-timeline --faction Daesh --from 2016-03   the same, filtered from the start
  syria-timeline list --text jazal                one line an event
  syria-timeline show 34a8                        one event, by the end of its uid"""


class Arguments(argparse.Namespace):
    """What was written on the command line; the values here stand where nothing was."""

    command: str | None = None
    """None is the app."""
    db: str = ""
    empty: bool = False
    ascii: bool = False
    no_mouse: bool = False
    theme: str = ""
    faction: Sequence[str] = ()
    """Names or uids of actors."""
    claimant: Sequence[str] = ()
    exclude: Sequence[str] = ()
    every: bool = False
    """All of the factions and claimants, not any."""
    since: str | None = None
    """None is no limit."""
    until: str | None = None
    text: Sequence[str] = ()
    json: bool = False
    deleted: bool = False
    """The deleted events, not the others."""
    check: bool = False
    uid: str = ""
    """An event's uid or an end of one."""
    claim: str = ""
    typed: "Typed" = {}
    """What `add` is to save, by field of a draft."""
    no_figures: bool = False
    document: str = ""
    """A hyphen reads it from standard input."""
    repair: bool = False
    target: str = ""
    """Path of the file that a backup makes."""


class Gather(argparse.Action):
    """Keeps the values of every place an option is written in, before the command and after."""

    gathered: tuple[str, ...] = ()

    def __call__(self, _: object, namespace: object, values: object, *__: object) -> None:
        """Add one value; the parser of a command starts from an empty namespace."""
        self.gathered = (*self.gathered, str(values))
        setattr(namespace, self.dest, self.gathered)


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Asks the terminal itself for its width: the usual way imports what unpacks archives."""

    def __init__(self, prog: str) -> None:
        try:
            columns = os.get_terminal_size().columns
        except OSError:
            columns = 80
        super().__init__(prog, width=max(columns - 2, 40))


class Parser(argparse.ArgumentParser):
    """Takes options by their full names only, and echoes nothing a terminal would act on."""

    def __init__(
        self,
        prog: str | None = None,
        description: str | None = None,
        epilog: str | None = None,
        parents: Sequence[argparse.ArgumentParser] = (),
        add_help: bool = True,
    ) -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            parents=parents,
            add_help=add_help,
            allow_abbrev=False,
            argument_default=argparse.SUPPRESS,
            formatter_class=Formatter,
        )

    def error(self, message: str) -> "NoReturn":
        """Print usage and message, and leave with 2."""
        from store.text import clean

        super().error(clean(message))


def read(argv: Sequence[str]) -> Arguments:
    """Read the command line; raises SystemExit after --help, --version and wrong usage."""
    return _parser(argv).parse_args(argv, namespace=Arguments())


def _parser(argv: Sequence[str]) -> Parser:
    """Return what reads this command line; the options of a command it lacks are not made."""
    common, filters = _common(), _filters()
    parser = Parser(
        prog="syria-timeline",
        description="Who says what about the war in Syria, and do the others agree?",
        epilog=EPILOG,
        parents=[common, filters],
    )
    parser.add_argument("--version", action="version", version=f"syria-timeline {VERSION}")
    commands = parser.add_subparsers(
        dest="command", metavar="command", title="commands", description="without one, the app"
    )
    for name, says in COMMANDS.items():
        parents = [common] if name in UNFILTERED else [common, filters]
        command = commands.add_parser(
            name, help=says, description=f"{says}.", parents=parents if name in argv else ()
        )
        if name in argv:
            _own(name, command)
    return parser


CHECK = "read the store too; exit 2 for a fault in the configuration, 1 for one in the store"
DELETED = "list the deleted events instead, the latest deletion first"
REPAIR = "save all that can be read into a new file; the old one stays as it is"

COMMANDS = {
    "list": "list the events, a line each",
    "show": "show one event with its figures, verdicts, claims and sources",
    "add": "add an event with its claims, or claims to an event",
    "cite": "print an event, or one claim, with its attribution",
    "paths": "print where configuration, store and drafts lie",
    "check": "read the whole store and name every fault in it",
    "backup": "write a whole copy of the store to a new file",
    "compact": "fold what was added since into the file of the store",
}
UNFILTERED = ("paths", "add", "check", "backup", "compact")
"""Commands that are about no choice of events."""


def _own(name: str, command: argparse.ArgumentParser) -> None:
    """Add what only this command takes."""
    if name in ("show", "cite"):
        command.add_argument("uid", help="uid of an event, or an unambiguous end of one")
    if name == "cite":
        command.add_argument("--claim", metavar="ID", help='one claim, such as "c1"')
    else:
        command.add_argument("--json", action="store_true", help="print JSON")
    if name == "add":
        from tui.cli.add_options import add_options

        add_options(command)
    if name == "list":
        command.add_argument("--deleted", action="store_true", help=DELETED)
    if name == "paths":
        command.add_argument("--check", action="store_true", help=CHECK)
    if name == "check":
        command.add_argument("--repair", action="store_true", help=REPAIR)
    if name == "backup":
        command.add_argument("target", metavar="PATH", help="file to make; none may be there")


def _common() -> Parser:
    common = Parser(add_help=False)
    add = common.add_argument
    add("--db", metavar="PATH", help="the store (default: see `paths`)")
    add("--empty", action="store_true", help="make a missing store, without the bundled events")
    add("--ascii", action="store_true", help="draw with ASCII signs only")
    add("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    add("--theme", metavar="NAME", help="colours of the app")
    return common


def _filters() -> Parser:
    parser = Parser(add_help=False)
    add = parser.add_argument_group("filters").add_argument
    add("--faction", action=Gather, metavar="NAME", help="events this actor takes part in")
    add("--claimant", action=Gather, metavar="NAME", help="events this actor makes claims about")
    add("--exclude", action=Gather, metavar="NAME", help="no events this actor takes part in")
    add("--any", dest="every", action="store_false", help="any of the names (the default)")
    add("--all", dest="every", action="store_true", help="all of the names together")
    add("--from", dest="since", metavar="DATE", help='such as 2016-03, "10 Dec 2016", 2012')
    add("--to", dest="until", metavar="DATE", help="the last day, month or year")
    add("--text", action=Gather, metavar="WORDS", help="events in which all the words are found")
    return parser
