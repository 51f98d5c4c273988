"""The bottom line: the keys that matter most where the user stands, as many as fit whole."""

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget


class KeyLine(Widget):
    """Shows the bindings of the focused pane and of the screen; a click presses one."""

    DEFAULT_CSS = """
    KeyLine { height: 1; background: $panel; color: $foreground; }
    """

    ALLOW_SELECT = False
    LAST = ("help", "quit", ".close")
    """How the ids of the keys end that are shown even where others have to go."""

    def on_mount(self) -> None:
        """Follow the focus."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def render(self) -> Content:
        """Draw the keys."""
        said = [
            Content.assemble((self._key(binding), "bold $accent"), f" {binding.description}")
            for binding in self._fitting()
        ]
        return Content("  ").join([Content(""), *said])

    def on_click(self, event: events.Click) -> None:
        """Press the key under the mouse."""
        left = 0
        for binding in self._fitting():
            left += self._width(binding)
            if event.x < left:
                self.app.simulate_key(binding.key)
                return

    def _fitting(self) -> list[Binding]:
        """Return the keys that fit, in their order; the last ones are kept first."""
        found: dict[str, Binding] = {}
        for each in self.screen.active_bindings.values():
            if each.binding.show and each.enabled:
                found.setdefault(each.binding.action, each.binding)
        room, kept = self.size.width, list[Binding]()
        for binding in sorted(found.values(), key=self._last, reverse=True):
            room -= self._width(binding)
            if room < 0:
                break
            kept.append(binding)
        return sorted((each for each in found.values() if each in kept), key=self._last)

    def _last(self, binding: Binding) -> bool:
        return (binding.id or "").endswith(self.LAST)

    def _key(self, binding: Binding) -> str:
        return self.app.get_key_display(binding)

    def _width(self, binding: Binding) -> int:
        return cell_len(self._key(binding)) + cell_len(binding.description) + 3
