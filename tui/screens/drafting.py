"""Keeps what is typed: soon after the last key, off the event loop; says what earlier runs left."""

from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.timer import Timer

from store.drafts import Draft, Target
from store.errors import DraftError
from store.identity import new_uid
from tui.presentation.cells import cut
from tui.presentation.words import count
from tui.screens.desk import Desk
from tui.screens.entries import NAMED

if TYPE_CHECKING:
    from tui.screens.editing import EditingScreen

KEEPING = 0.5
"""Seconds after the last key before a draft is on disk."""


class Drafting:
    """The drafts of a screen, on their way to and from the disk."""

    def __init__(self, screen: "EditingScreen") -> None:
        self.screen = screen
        self.desk = Desk(screen.settings.state, screen.store.info().store_id)
        self._keeping: Timer | None = None
        self._failing = False
        """Whether it was said that drafts cannot be kept."""

    def keep_soon(self, draft: Draft) -> None:
        """Take a draft now, and write it to disk once no key follows."""
        self.desk.put(draft)
        if self._keeping:
            self._keeping.stop()
        self._keeping = self.screen.set_timer(KEEPING, self._flush_soon)

    def keep(self, draft: Draft) -> None:
        """Write a draft to disk."""
        self.desk.put(draft)
        self._flush_soon()

    def drop(self, draft: Draft) -> None:
        """Forget a draft, on disk too: it was saved, or is not wanted."""
        self.desk.drop(draft)
        self._flush_soon()

    def found(self, target: Target) -> Draft | None:
        """Return the draft of something, of this run or left by one that is gone."""
        try:
            self.desk.take_over()
        except DraftError as error:
            self._not_kept(str(error))
        return self.desk.found(target)

    def remind(self) -> None:
        """Say what earlier runs have left unsaved, and the key that goes on with it."""
        with suppress(DraftError):  # it is told when a draft is to be kept
            left = self.desk.left()
            more = f", and {count(len(left) - 1, 'more draft')}" if len(left) > 1 else ""
            if left:
                # beside what the store has to tell after the same crash, not in its place
                self.screen.notify(
                    f"Not saved, but kept: {self._named(left[0])}{more}.", markup=False
                )

    def close(self, draft: Draft | None) -> None:
        """Leave every draft, the one in hand too, where the next run finds it."""
        if draft:
            self.desk.put(draft)
        with suppress(DraftError):  # it was told while there was a screen to tell it on
            self.desk.close()

    def _named(self, draft: Draft) -> str:
        """Name a draft, and the key that goes on with it."""
        if not draft.uid:
            return "a new event; a goes on with it"
        if draft.form == "source":
            return f"a correction of source [{draft.uid}]; S, then e goes on with it"
        timeline = self.screen.timeline
        row = timeline.index.row(draft.uid) if timeline is not None else None
        title = "an event" if row is None or timeline is None else timeline.index.kept(row).title
        return f"a correction of “{cut(title, NAMED)}”; {key_of(draft)} on it goes on with it"

    def _flush_soon(self) -> None:
        if self._keeping:
            self._keeping.stop()
        self.screen.run_worker(self._flush, group="drafts", thread=True, exit_on_error=False)

    def _flush(self) -> None:
        try:
            self.desk.flush()
        except DraftError as error:
            self.screen.app.call_from_thread(self._not_kept, str(error))

    def _not_kept(self, why: str) -> None:
        """Say once that drafts do not survive this run."""
        if not self._failing:
            self._failing = True
            self.screen.notify(why, severity="warning", timeout=20, markup=False)


def named(draft: Draft) -> Draft:
    """Return a draft that is just begun, to be told from others of the same target."""
    return replace(draft, id=new_uid())


def key_of(draft: Draft) -> str:
    """Return the key that goes on with a draft."""
    if not draft.uid:
        return "a"
    return "A" if draft.adds else "e"
