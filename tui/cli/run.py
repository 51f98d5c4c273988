"""The app: opened on a store, with the events being read while its own code is."""

import sys
from concurrent.futures import Future
from threading import Thread

from store.base import EventStore
from store.connect import connect
from store.errors import StoreError
from store.index import Index
from store.names import Names
from store.query import Filter
from tui.cli.arguments import Arguments
from tui.cli.configuration import checked
from tui.cli.refusal import USAGE, Refusal
from tui.config import Settings
from tui.screens.reading import Reading

NOBODY = Names({}, {}, {})
"""Names enough to read a filter that asks for no actor."""


def run(arguments: Arguments) -> int:
    """Run the app until it is left, and return its exit code."""
    _require_terminal()
    settings = checked(arguments)
    store = connect(settings.db, create=True, empty=arguments.empty)
    try:
        return _run(arguments, settings, store)
    finally:
        store.close()


def _run(arguments: Arguments, settings: Settings, store: EventStore) -> int:
    loading = _load(store)
    query = _filter(arguments, loading)

    from tui.app import TimelineApp

    app = TimelineApp(settings, store, loading, query)
    app.run(mouse=settings.mouse)
    if app.failure:
        raise app.failure
    if loading.done() and isinstance(error := loading.exception(), StoreError):
        raise error
    return app.return_code or 0


def _filter(arguments: Arguments, loading: "Future[Index]") -> Filter:
    """Return the filter that is asked for, if any; only names wait for the events."""
    named = arguments.faction or arguments.claimant or arguments.exclude
    dated = (arguments.since, arguments.until) != (None, None)
    if not (named or dated or arguments.text or arguments.every):
        return Filter()
    from tui.cli.filtering import read_filter

    return read_filter(arguments, loading.result().names if named else NOBODY)


def _load(store: EventStore) -> Reading:
    """Read the events in a thread, while this one imports textual."""
    loading = Reading()

    def load() -> None:
        try:
            loading.set_result(store.index(loading.count))
        except BaseException as error:
            loading.set_exception(error)

    Thread(target=load, name="index", daemon=True).start()
    return loading


def _require_terminal() -> None:
    """Refuse to draw into a pipe or a file; textual draws on stderr."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if not all(stream is not None and stream.isatty() for stream in streams):
        raise Refusal("The app needs a terminal; `syria-timeline list` prints the events.", USAGE)
