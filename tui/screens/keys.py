"""All keys of the application, made from the bindings: README, help and palette share them."""

from collections.abc import Mapping

from textual.binding import Binding

from tui.presentation.keys import NO_KEYMAP, KeyRow, key_rows, own_bindings

APP_BINDINGS = [
    Binding(
        "ctrl+p", "command_palette", "Palette", id="palette", show=False, tooltip="Find a command"
    ),
    Binding(
        "ctrl+q",
        "quit",
        "Quit",
        id="quit.anywhere",
        show=False,
        priority=True,
        tooltip="Quit from anywhere",
    ),
]
"""Keys of the application itself, whatever is on screen: `BINDINGS` of the app."""


def key_table(keymap: Mapping[str, str] = NO_KEYMAP) -> list[KeyRow]:
    """Return a row for each binding, by where it holds; `keymap` gives other keys to ids."""
    return [row for group, found in _groups().items() for row in key_rows(group, found, keymap)]


def _groups() -> dict[str, list[Binding]]:
    """Return the bindings by the place where their keys hold."""
    from tui.screens.copied import CopiedScreen
    from tui.screens.deleted import DeletedScreen
    from tui.screens.filter_panel import FilterPanel
    from tui.screens.help import HelpScreen
    from tui.screens.main import MainScreen
    from tui.screens.merge import MergeScreen
    from tui.screens.open_url import OpenUrl
    from tui.screens.sources import SourceScreen, SourcesScreen
    from tui.screens.unsaved import UnsavedScreen
    from tui.widgets.detail_pane import DetailPane
    from tui.widgets.entry_form import EntryForm
    from tui.widgets.line_input import LineInput
    from tui.widgets.page_view import PageView
    from tui.widgets.prompt_bar import PromptBar
    from tui.widgets.timeline_view import TimelineView

    places: dict[str, tuple[type, ...]] = {
        "anywhere": (MainScreen,),
        "timeline": (TimelineView,),
        "detail, panels": (PageView,),
        "detail": (DetailPane,),
        "a line to type in": (LineInput, PromptBar),
        "form": (EntryForm,),
        "filter panel": (FilterPanel,),
        "sources": (SourcesScreen, SourceScreen, MergeScreen),
        "other panels": (DeletedScreen, HelpScreen, CopiedScreen, OpenUrl, UnsavedScreen),
    }
    seen: set[str | None] = set()
    groups: dict[str, list[Binding]] = {place: [] for place in places}
    for place, classes in places.items():
        for binding in (each for cls in classes for each in own_bindings(cls)):
            if binding.id not in seen:  # what a class inherits stands with the class that has it
                groups[place].append(binding)
                seen.add(binding.id)
    groups["anywhere"] += APP_BINDINGS
    return groups
