"""The top line: the name, the store, how much of it is shown and what the filter says."""

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from store.text import clean
from tui.presentation.cells import cut, fit

NAME = "syria-timeline"


class TopLine(Widget):
    """One line that always says how many events are shown, of how many, and why."""

    DEFAULT_CSS = """
    TopLine { height: 1; background: $panel; color: $foreground; }
    """

    store_name: reactive[str] = reactive("")
    """Name of the store file."""
    counts: reactive[str] = reactive("")
    """"3 of 20 events · 1 undated"."""
    filter_words: reactive[str] = reactive("")
    """The filter; empty when everything is shown."""
    ellipsis: str = "…"

    def render(self) -> Content:
        """Draw name and store left, filter in the middle, counts right."""
        width = self.size.width
        counts = cut(f" {clean(self.counts)} ", width, self.ellipsis)
        room = width - cell_len(counts)
        name, said = self._left(room)
        return Content.assemble(
            (name, "bold $primary"),
            (fit(said, room - cell_len(name), self.ellipsis), "bold $warning"),
            (counts, ""),
        )

    def _left(self, room: int) -> tuple[str, str]:
        """Return the name, as much of it as stands beside the whole filter, and the filter."""
        said = f" {clean(self.filter_words)}" if self.filter_words else ""
        for name in (f" {NAME}  {clean(self.store_name)} ", f" {NAME} "):
            if len(name) + len(said) < 4 * room and cell_len(name) + cell_len(said) <= room:
                return name, said
        return "", said
