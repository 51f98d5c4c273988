"""What a form is opened for: the draft of something, the record it is of, and what saves it."""

from datetime import date

from store.base import Change
from store.dates import When
from store.drafts import Draft, rebased
from store.drafts_event import changes as event_changes
from store.drafts_open import again, claim, event, figure
from store.drafts_reading import Reader
from store.edits import Stamp, edited
from store.model import Document, Event, Kind, view
from store.names import Names
from store.text import clean
from tui.presentation.cells import cut
from tui.presentation.event_sheet import EventSheet
from tui.presentation.page import Stop
from tui.presentation.part_sheets import FigureSheet, SourceSheet
from tui.presentation.sheet import Place

NAMED = 60
"""Most cells of a title in a heading or a notice."""


class Entry:
    """One thing that is being added or corrected."""

    def __init__(self, draft: Draft, document: Document | None, names: Names) -> None:
        self.document = document
        """As it is stored; None for what is new."""
        self.sheet = self._sheet(draft, names)

    @property
    def kind(self) -> Kind:
        """Which kind of record is saved."""
        return "source" if self.sheet.draft.form == "source" else "event"

    @property
    def focus(self) -> Place:
        """Where typing begins."""
        draft = self.sheet.draft
        first = "claims" if draft.form == "event" and "what" not in draft.fields else ""
        name = first or self.sheet.fields[0].name
        return Place(name, len(draft.lines(name)) - 1 if first else 0)

    @property
    def label(self) -> str:
        """What saving it does, for notices and for undo."""
        verb = "Corrected" if self.document else "Added"
        if self.document and self.sheet.draft.adds:
            verb = "Added a claim to"
        return f"{verb} “{self._title()}”"

    def changes(self, by: str) -> list[Change]:
        """Return what saves it, nothing if it says nothing new; raises Unsaved."""
        draft = self.sheet.draft
        stamp = Stamp.now(by, clean(draft.text("reason")))
        if isinstance(self.sheet, EventSheet):
            return event_changes(draft, self.document, self.sheet.reader, stamp)
        before = self.sheet.document
        after = edited(before, self.sheet.patch[0], stamp)
        version = before.get("version", 1)
        return [] if after is before else [Change(self.kind, before["uid"], version, after)]

    def rebase(self, document: Document, names: Names) -> None:
        """Go on from what another process has saved; raises LookupError where nothing is left."""
        fresh = again(self.sheet.draft, document, names)
        self.document = document
        self.sheet = self._sheet(rebased(self.sheet.draft, fresh), names)

    @property
    def is_contested(self) -> bool:
        """Whether another process changed a line that was typed over here."""
        lines = self.sheet.draft.fields.values()
        return any(line.theirs is not None for each in lines for line in each)

    @property
    def when(self) -> When | None:
        """The date typed for a new event; None while none can be read."""
        sheet = self.sheet
        if not isinstance(sheet, EventSheet) or ("when", 0) in sheet.faults:
            return None
        return sheet.reading.when if sheet.draft.text("when") else None

    @property
    def source(self) -> str:
        """Key of the source that was named; empty where none was."""
        return (self.sheet.reading.cited.uid or "") if isinstance(self.sheet, EventSheet) else ""

    def _title(self) -> str:
        document, draft = self.document or {}, self.sheet.draft
        return cut(clean(str(document.get("title") or draft.text("what"))), NAMED)

    def _heading(self, draft: Draft) -> str:
        if self.document is None:
            return "New event"
        title = cut(clean(str(self.document.get("title", ""))), NAMED)
        if draft.form == "figure":
            return f"Figure · {title}"
        if draft.form == "source":
            return f"Source [{self.document['uid']}]"
        if draft.claim:
            return f"Claim · {title}"
        return title if "what" in draft.fields else f"New claims · {title}"

    def _sheet(self, draft: Draft, names: Names) -> EventSheet | FigureSheet | SourceSheet:
        heading, today = self._heading(draft), date.today()
        if draft.form == "event" or self.document is None:
            stored = view(Event, self.document).claims if self.document else ()
            return EventSheet(draft, Reader(names, today, stored), heading)
        kind = FigureSheet if draft.form == "figure" else SourceSheet
        return kind(draft, self.document, names, today, heading)


def opened(document: Document, stop: Stop | None, names: Names) -> Draft:
    """Return the draft of what is under the cursor: an event, a claim or a figure of it."""
    if stop is None or stop.claim is None:
        return event(document, names)
    if stop.figure is None:
        return claim(document, stop.claim.id, names)
    return figure(document, stop.claim.id, stop.figure.id, names)
