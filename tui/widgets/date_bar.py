"""The line in which a date to go to is typed."""

from datetime import date

from textual import on

from store.dates import DateError, When
from store.dates_typed import read
from tui.presentation.dates import long
from tui.widgets.prompt_bar import PromptBar


class DateBar(PromptBar):
    """Asks for a date as people write it, and says how it was understood."""

    LABEL = "Go to"
    PLACEHOLDER = "such as 10 Dec 2016, Mar 2016 or 2012"

    class Changed(PromptBar.Changed):
        """The date after a key."""

    class Kept(PromptBar.Kept):
        """The date is to be gone to."""

    class Cancelled(PromptBar.Cancelled):
        """The date is not to be."""

    @on(PromptBar.Changed)
    def _understood(self, event: PromptBar.Changed) -> None:
        self.when(event.text)

    def when(self, text: str) -> When | None:
        """Return the date; None, and a sentence in the echo, where it cannot be read."""
        try:
            found = read(text, date.today()) if text.strip() else None
        except DateError as error:
            self.say(str(error))
            return None
        self.say(long(found) if found else "")
        return found
