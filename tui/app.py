"""The application: themes, keymap, signals, and the main screen."""

import asyncio
import gc
import os
import signal
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from threading import Timer
from typing import Any, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import LineFilter, NoColor
from textual.screen import Screen

from store.base import EventStore
from store.errors import StoreError
from store.index import Index
from store.query import Filter
from store.text import clean
from tui.config import Settings
from tui.presentation.cells import cut
from tui.presentation.keys import keys_shown
from tui.screens.keys import APP_BINDINGS
from tui.screens.main import MainScreen
from tui.theme import themes

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
"""Each ends the app with the terminal restored and the exit code 128 + its number."""

HUNG_UP = 129
"""Exit code where the terminal is gone."""
PATIENCE = 3.0
"""Seconds to end by oneself then: what was saved is on disk, and so are drafts."""
SETTLING = 0.05
"""Seconds in which a signal that ends the app may come with one that continues it."""

COLOURLESS = NoColor()
"""Filter of drawn lines for NO_COLOR."""

NOTICE = 600
"""Most cells of a notice."""


class TimelineApp(App[None]):
    """The timeline over one store."""

    TITLE = "syria-timeline"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*APP_BINDINGS]

    def __init__(
        self, settings: Settings, store: EventStore, loading: "Future[Index]", active_query: Filter
    ) -> None:
        super().__init__()
        self.animation_level = "none"
        self._leaving = False
        self.failure: StoreError | None = None
        """What ended the app, if that was the store."""
        self._resume: Any = None
        """What Textual does on SIGCONT."""
        self.settings = settings
        self._main = MainScreen(settings, store, loading, active_query)
        for theme in themes():
            self.register_theme(theme)
        self._wear("ansi-dark" if settings.no_color else settings.theme or "palmyra-dark")
        self.set_keymap(dict(settings.keymap))

    def _wear(self, name: str) -> None:
        """Start in a theme; one of ours without the watcher, which would style everything twice."""
        if name in {theme.name for theme in themes()}:
            self.set_reactive(TimelineApp.theme, name)
            self.stylesheet.set_variables(self.get_css_variables())
        else:
            self.theme = name

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what takes colours and signs away; Textual's NO_COLOR leaves shades of grey."""
        colours = (COLOURLESS,) if self.settings.no_color else super().get_line_filters()
        if not self.settings.ascii:
            return colours
        from tui.presentation.plain_lines import PLAIN

        return (*colours, PLAIN)

    def notify(self, message: str, **options: Any) -> None:
        """Tell something in a corner: never as markup, and leaving room for all the rest."""
        super().notify(cut(clean(message), NOTICE), **{**options, "markup": False})

    def get_key_display(self, binding: Binding) -> str:
        """Name a key for the bottom line."""
        shown = super().get_key_display(binding)
        return keys_shown((binding.key,), True) if self.settings.ascii else shown

    def get_default_screen(self) -> Screen[None]:
        """Return the main screen; pushing it later would cost a third of the start."""
        self._main.fit(self.size)
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

    def _handle_exception(self, error: Exception) -> None:
        """End on an error that was not expected: one of the store is a sentence for the user."""
        if isinstance(error, StoreError):
            self.failure = error
            self.exit(return_code=1)
        else:
            super()._handle_exception(error)

    def _hear_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for name in SIGNALS:
            if number := getattr(signal, name, None):
                with suppress(NotImplementedError):  # Windows has no such handlers
                    loop.add_signal_handler(number, self._leave, 128 + number)
        if number := getattr(signal, "SIGCONT", None):
            self._resume = signal.getsignal(number)
            loop.add_signal_handler(number, loop.call_later, SETTLING, self._continue, number)

    def _continue(self, number: int) -> None:
        """Resume as Textual does, but not for a window that was closed.

        The system sends SIGCONT behind SIGHUP then, and Textual would write to nobody, for ever.
        """
        if not self._leaving and callable(self._resume):
            self._resume(number, None)

    def _leave(self, code: int) -> None:
        self._leaving = True
        if code == HUNG_UP:
            # Textual may write to the terminal that is gone, and wait for ever until it is read.
            end = Timer(PATIENCE, os._exit, (code,))
            end.daemon = True
            end.start()
        self._main.call_later(self._main.leave, code)

    async def action_quit(self) -> None:
        """Leave the app; while a form is open, ask first, once."""
        if not self._main.is_unsaved:
            self._leave(0)
            return
        from tui.screens.unsaved import UnsavedScreen

        if isinstance(self.screen, UnsavedScreen):
            self._leave(0)
        else:
            self.push_screen(UnsavedScreen(), self._answered)

    def _answered(self, leave: bool | None) -> None:
        if leave:
            self._leave(0)

    def action_command_palette(self) -> None:
        """Open the palette, once."""
        from tui.screens.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every key of the main screen by name, and the themes."""
        from tui.commands import commands

        yield from commands(self._main, self.settings.keymap, self.settings.ascii)
        yield from (own for own in super().get_system_commands(screen) if own.title == "Theme")
