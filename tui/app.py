"""The application: themes, keymap, signals, and the main screen."""

import asyncio
import gc
import signal
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from contextlib import suppress

from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.filter import LineFilter, NoColor
from textual.screen import Screen

from store.base import EventStore
from store.index import Index
from store.query import Filter
from tui.config import Settings
from tui.presentation.keys import keys_shown
from tui.presentation.plain_lines import PlainLines
from tui.screens.main import MainScreen
from tui.theme import themes

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
"""Each ends the app with the terminal restored and the exit code 128 + its number."""


class TimelineApp(App[None]):
    """The timeline over one store."""

    TITLE = "syria-timeline"
    CSS_PATH = "app.tcss"

    def __init__(
        self, settings: Settings, store: EventStore, loading: "Future[Index]", active_query: Filter
    ) -> None:
        super().__init__()
        self.settings = settings
        self._main = MainScreen(settings, store, loading, active_query)
        for theme in themes():
            self.register_theme(theme)
        self.theme = "ansi-dark" if settings.no_color else settings.theme or "palmyra-dark"
        self.set_keymap(dict(settings.keymap))
        wanted = ((NoColor, settings.no_color), (PlainLines, settings.ascii))
        self._filters_wanted = [line_filter() for line_filter, asked in wanted if asked]

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Take colours and signs away where asked; Textual's own NO_COLOR leaves shades of grey."""
        return self._filters_wanted or super().get_line_filters()

    def get_key_display(self, binding: Binding) -> str:
        """Name a key for the bottom line."""
        shown = super().get_key_display(binding)
        return keys_shown((binding.key,), True) if self.settings.ascii else shown

    def get_default_screen(self) -> Screen[None]:
        """Return the main screen; pushing it later would cost a third of the start."""
        return self._main

    def on_load(self) -> None:
        """Hear signals from before the terminal is changed until it is restored."""
        self._hear_signals()

    def on_mount(self) -> None:
        """Tell of trouble with the configuration, follow the theme."""
        for notice in self.settings.notices:
            self.notify(notice, severity="warning", markup=False)
        self.theme_changed_signal.subscribe(self, lambda _: self._main.dress())
        gc.freeze()
        gc.enable()

    def _hear_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for name in SIGNALS:
            if number := getattr(signal, name, None):
                with suppress(NotImplementedError):  # Windows has no such handlers
                    loop.add_signal_handler(number, self.exit, None, 128 + number)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every key of the main screen by name, then Textual's own."""
        from tui.commands import commands

        yield from commands(self._main)
        yield from super().get_system_commands(screen)
