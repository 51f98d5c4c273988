"""The sheets of a figure and of a source."""

from collections.abc import Sequence
from datetime import date

from store.completion import Offer, place_offers, word_offers
from store.dates import DateError
from store.dates_typed import read as read_date
from store.drafts import Draft
from store.drafts_parts import FIGURE_KINDS, Patch, figure, number, source
from store.model import Document, Figure, view
from store.names import Names
from store.pointers import escaped, part
from store.quantities import short
from tui.presentation.draft_sheet import DraftSheet
from tui.presentation.echoes import when_words
from tui.presentation.sheet import Choice, Field, Place, Remark

_WHY = Field("reason", "Why", "why it is corrected, kept beside it")
FIGURE_FIELDS = (
    Field("number", "Number", "as printed: 80,000, over 80,000, 30-40, hundreds"),
    Field("metric", "Metric", "as printed: killed, fled, displaced"),
    Field("unit", "Unit", "person, family, jet"),
    Field("population", "Whom", "as stated: civilians, pro-government soldiers"),
    Field("kind", "Kind", f"{', '.join(FIGURE_KINDS)}; nothing if not stated"),
    Field("period", "Period", "as printed: past two days"),
    Field("as_of", "As of", "10 Dec 2016"),
    Field("place", "Place", "where it was counted, if stated"),
    _WHY,
)
SOURCE_FIELDS = (
    Field("title", "Title", "its title as printed"),
    Field("type", "Type", "article-newspaper, report, webpage, post"),
    Field("by", "By", "Family, Given; or a byline"),
    Field("container_title", "In", "the paper or site it stands in"),
    Field("publisher", "Publ.", "who published it"),
    Field("issued", "Issued", "10 Dec 2016"),
    Field("url", "URL", "https://", limit=2_000),
    Field("accessed", "Read on", "10 Dec 2016"),
    Field("archive", "Archive", "where a copy is kept", limit=2_000),
    Field("agencies", "Agencies", "AP, AFP, dpa"),
    Field("notes", "Notes", "your own words", text=True, limit=100_000),
    _WHY,
)


class PartSheet(DraftSheet):
    """Works on the draft of one record or part with a patch that says what is wrong with it."""

    FIELDS: Sequence[Field] = ()

    def __init__(
        self,
        draft: Draft,
        document: Document,
        names: Names,
        today: date,
        heading: str,
    ) -> None:
        super().__init__(draft, heading)
        self.document = document
        self.names = names
        self.today = today
        self._patched: tuple[Draft, Patch] | None = None

    def rename(self, names: Names) -> None:
        """Read all fields with other names: records were added meanwhile."""
        self.names = names
        self._patched = None

    @property
    def fields(self) -> Sequence[Field]:
        """The fields in order."""
        return self.FIELDS

    @property
    def patch(self) -> Patch:
        """The document as the draft has it, and what is wrong."""
        if self._patched is None or self._patched[0] is not self.draft:
            self._patched = self.draft, self.read()
        return self._patched[1]

    @property
    def faults(self) -> dict[tuple[str, int], tuple[str, ...]]:
        """What is wrong, in sentences by line."""
        return {(field, 0): said for field, said in self.patch[1].items()}

    def read(self) -> Patch:
        """Read the draft."""
        raise NotImplementedError

    def understood(self, place: Place) -> Sequence[Remark]:
        """Return what a typed date means."""
        text = self.line(place).text.strip()
        if place.field not in ("issued", "accessed", "as_of") or not text:
            return []
        try:
            return [Remark(when_words(read_date(text, self.today)))]
        except DateError:
            return []

    def choices(self, place: Place, cursor: int) -> Sequence[Choice]:
        """Return completions."""
        text = self.line(place).text
        return [Choice(each.label, each.text, each.cursor) for each in self.offers(place, text)]

    def offers(self, place: Place, text: str) -> Sequence[Offer]:
        """Return what a field can be completed with."""
        return []


class FigureSheet(PartSheet):
    """Works on the draft of one figure of a claim."""

    FIELDS = FIGURE_FIELDS

    def read(self) -> Patch:
        """Read the draft of the figure."""
        return figure(self.document, self.draft, self.names, self.today)

    def understood(self, place: Place) -> Sequence[Remark]:
        """Return how the number is read, and what a typed date means."""
        if place.field != "number" or not self.line(place).touched:
            return super().understood(place)
        try:
            number(self.line(place).text)
        except ValueError:
            return []
        claim, uid = escaped(self.draft.claim), escaped(self.draft.figure)
        found = view(Figure, part(self.patch[0], f"claims/{claim}/figures/{uid}"))
        return [Remark(f"{short(found)} · {found.qualifier.replace('-', ' ')}", "figure")]

    def offers(self, place: Place, text: str) -> Sequence[Offer]:
        """Complete kinds and places."""
        if place.field == "kind":
            return word_offers(text, FIGURE_KINDS)
        return place_offers(text, len(text), self.names) if place.field == "place" else []


class SourceSheet(PartSheet):
    """Works on the draft of a source."""

    FIELDS = SOURCE_FIELDS

    def read(self) -> Patch:
        """Read the draft of the source."""
        return source(self.document, self.draft, self.names, self.today)
