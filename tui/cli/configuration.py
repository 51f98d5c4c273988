"""What this run was told: command line, environment and configuration file."""

import os
from collections.abc import Collection
from pathlib import Path

from msgspec.structs import replace

from store.connect import require_path
from store.text import clean
from tui.cli.arguments import Arguments
from tui.cli.refusal import USAGE, Refusal
from tui.config import DB_VARIABLE, Settings, read_config, settings, user_paths


def configure(
    arguments: Arguments,
    *,
    themes: Collection[str] | None = None,
    bindings: Collection[str] | None = None,
) -> Settings:
    """Return the settings of this run; names of themes and bindings are checked where given.

    Raises StoreError where the store is named by a URL.
    """
    require_path(arguments.db or os.environ.get(DB_VARIABLE, ""))
    paths = user_paths()
    welcomed = paths.state / "welcomed"
    found = settings(
        read_config(paths, themes=themes, bindings=bindings),
        os.environ,
        db=Path(arguments.db) if arguments.db else None,
        ascii_only=arguments.ascii,
        mouse=not arguments.no_mouse,
    )
    return replace(
        found,
        theme=arguments.theme or found.theme,
        state=paths.state,
        welcome=None if welcomed.exists() else welcomed,
    )


def checked(arguments: Arguments) -> Settings:
    """Return the settings with every name in them checked; imports textual where there are any.

    Raises Refusal for an unknown --theme; what is wrong in the file becomes a notice.
    """
    found = configure(arguments)
    if not found.theme and not found.keymap:
        return found
    from tui.cli.vocabulary import bindings, themes

    known = themes()
    if arguments.theme and arguments.theme not in known:
        names = ", ".join(sorted(known))
        raise Refusal(
            f"No theme is called “{clean(arguments.theme)}”; write one of {names}.", USAGE
        )
    return configure(arguments, themes=known, bindings=bindings())
