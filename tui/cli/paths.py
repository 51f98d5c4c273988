"""`paths`: where configuration, store and drafts lie, and whether the configuration is sound."""

from collections.abc import Iterator
from pathlib import Path

from store.text import clean
from tui import VERSION
from tui.cli.arguments import Arguments
from tui.cli.configuration import checked, configure
from tui.cli.output import Output, complain
from tui.cli.reading import reading
from tui.cli.refusal import USAGE
from tui.config import Settings, user_paths


def paths(arguments: Arguments) -> int:
    """Print what this run would use; with --check, 2 where the configuration has a fault."""
    output = Output(arguments.ascii)
    settings = checked(arguments) if arguments.check else configure(arguments)
    if arguments.empty:
        with reading(arguments):
            pass
    if arguments.json:
        output.json([_values(settings)])
    else:
        output.lines(map(output.plain, _lines(settings)))
    for notice in settings.notices:
        complain(notice, arguments.ascii)
    return USAGE if arguments.check and settings.notices else 0


def _places(settings: Settings) -> dict[str, Path]:
    user = user_paths()
    return {"config": user.config, "store": settings.db.absolute(), "state": user.state}


def _lines(settings: Settings) -> Iterator[str]:
    for name, path in _places(settings).items():
        yield f"{name:<8}{path}" + ("" if path.exists() else " (not there yet)")
    yield f"{'theme':<8}{settings.theme or '(not set)'}"
    yield f"{'mouse':<8}{'on' if settings.mouse else 'off'}"
    yield f"{'version':<8}{VERSION}"


def _values(settings: Settings) -> dict[str, object]:
    return {
        **{name: clean(str(path)) for name, path in _places(settings).items()},
        "theme": settings.theme,
        "mouse": settings.mouse,
        "version": VERSION,
        "notices": settings.notices,
    }
