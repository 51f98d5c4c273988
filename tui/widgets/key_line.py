"""The bottom line: the keys that matter most where the user stands, as many as fit whole."""

from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

LAST = ("help", "quit", ".close")
"""How the ids of the keys end that are shown even where others have to go."""


class KeyShown(NamedTuple):
    """A key and what it does."""

    key: str
    """As Textual names it."""
    shown: str
    """As people read it."""
    name: str
    last: bool

    @property
    def cells(self) -> int:
        """Its width, with blanks between the words and in front."""
        return cell_len(self.shown) + cell_len(self.name) + 3


class KeyLine(Widget):
    """Shows the bindings of the focused pane and of the screen; a click presses one."""

    DEFAULT_CSS = """
    KeyLine { height: 1; background: $panel; color: $foreground; }
    """

    ALLOW_SELECT = False

    keys: reactive[tuple[KeyShown, ...]] = reactive[tuple[KeyShown, ...]](())
    """All there are, in their order, the last ones at the end; found when bindings change."""

    def on_mount(self) -> None:
        """Follow the focus."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.find_keys())
        self.call_after_refresh(self.find_keys)

    def find_keys(self) -> None:
        """Take the keys that work now, one for each action."""
        found: dict[str, KeyShown] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and binding.action not in found:
                shown, last = self.app.get_key_display(binding), (binding.id or "").endswith(LAST)
                found[binding.action] = KeyShown(binding.key, shown, binding.description, last)
        self.keys = tuple(sorted(found.values(), key=lambda key: key.last))

    def render(self) -> Content:
        """Draw the keys."""
        said = [
            Content.assemble((key.shown, "bold $accent"), f" {key.name}") for key in self._fitting()
        ]
        return Content("  ").join([Content(""), *said])

    def on_click(self, event: events.Click) -> None:
        """Press the key under the mouse."""
        left = 0
        for key in self._fitting():
            left += key.cells
            if event.x < left:
                self.app.simulate_key(key.key)
                return

    def _fitting(self) -> list[KeyShown]:
        """Return the keys that fit, in their order; the last ones are kept first."""
        room, kept = self.size.width, set[KeyShown]()
        for key in sorted(self.keys, key=lambda key: not key.last):
            room -= key.cells
            if room < 0:
                break
            kept.add(key)
        return [key for key in self.keys if key in kept]
