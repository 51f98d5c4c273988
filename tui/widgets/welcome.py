"""One line for the first run, until it is dismissed."""

from contextlib import suppress
from pathlib import Path

from textual.widgets import Static


class Welcome(Static):
    """Says where everything is explained; dismissing it leaves a mark, so that it stays away."""

    DEFAULT_CSS = """
    Welcome { height: auto; padding: 0 1; background: $primary 25%; color: $foreground; }
    """

    TEXT = "New here? Rows say who claims what; ? explains marks and keys. Esc hides this."

    def __init__(self, mark: Path) -> None:
        super().__init__(self.TEXT, markup=False)
        self.mark = mark

    def dismiss(self) -> None:
        """Go away for good; where the mark cannot be left, until the next run."""
        self.remove()
        with suppress(OSError):
            self.mark.parent.mkdir(parents=True, exist_ok=True)
            self.mark.touch()
