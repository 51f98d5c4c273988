"""Asks whether two sources are the same before they are made one."""

from collections.abc import Callable
from typing import ClassVar

from msgspec import to_builtins
from textual.binding import Binding, BindingType

from store.index import Timeline
from store.merging import filled
from store.model import Source, view
from tui.presentation.merge_page import Merge, merge_page
from tui.presentation.page import Page
from tui.screens.panel import Panel
from tui.theme import Looks


class MergeScreen(Panel):
    """Shows what differs between two sources; Enter merges the one into the other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "merge", "Merge", id="merge", tooltip="Merge two sources that are the same"
        ),
        Binding(
            "x", "exchange", "Keep the other", id="merge.exchange", tooltip="Keep the other source"
        ),
        Binding("escape,q", "dismiss", "Back", id="merge.close", tooltip="Do not merge them"),
    ]

    def __init__(
        self,
        kept: Source,
        other: Source,
        timeline: Timeline,
        looks: Looks,
        merge: Callable[[str, str], None],
    ) -> None:
        super().__init__("Are these the same source?", looks)
        self.kept = kept
        self.other = other
        self.timeline = timeline
        self.merge = merge
        """Merges the second of two keys into the first."""

    def write(self, width: int) -> Page:
        """Write what differs."""
        after = view(Source, filled(to_builtins(self.kept), to_builtins(self.other)))
        asked = Merge(self.kept, self.other, after)
        return merge_page(asked, self.timeline.index, width, self.looks.ascii_only)

    def action_exchange(self) -> None:
        """Keep the other one of the two."""
        self.kept, self.other = self.other, self.kept
        self.view.rewrite()

    def action_merge(self) -> None:
        """Close the panel, and let the two be one."""
        self.dismiss()
        self.merge(self.kept.uid, self.other.uid)
