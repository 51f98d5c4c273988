"""A listing as lines that scroll: where the cursor stands, what is in view, what is left free."""

from typing import TYPE_CHECKING, Any

from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive

from store.dates import When
from store.index import Listing
from tui.presentation.lines import Hole, Lines
from tui.widgets.still_view import StillView

if TYPE_CHECKING:
    from tui.presentation.hole import Stand


class ListingView(StillView, inherit_bindings=False):
    """Keeps the cursor on its event and in view, whatever is listed.

    A form does not stand among the lines but over them, as a sibling on a higher layer: for it a
    hole is left, and `hole_place` says where that is on the screen. What a hole takes is imported
    with the first one.
    """

    listing: reactive[Listing | None] = reactive[Listing | None](None, init=False)
    """The events shown; None while they are being read."""
    cursor: reactive[int] = reactive(0, init=False, repaint=False)
    """Position of the event under the cursor."""
    hole_place: reactive[tuple[int, int] | None] = reactive[tuple[int, int] | None](
        None, init=False, repaint=False
    )
    """Line below the top of the content, and height, of what stands in the hole."""

    class Highlighted(Message):
        """The cursor stands on another event; `uid` is None where none is listed."""

        def __init__(self, uid: str | None, position: int) -> None:
            super().__init__()
            self.uid = uid
            self.position = position

        def can_replace(self, message: Message) -> bool:
            """Of many moves only the last is told."""
            return isinstance(message, ListingView.Highlighted)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._lines = Lines()
        self._uid: str | None = None
        self._stand: Stand | None = None
        """Where the hole belongs, while one is open."""
        self._wanted = 1
        """Height of the hole, were the screen high enough."""

    @property
    def hole(self) -> Hole | None:
        """The lines left free."""
        return self._lines.hole

    @property
    def uid(self) -> str | None:
        """Uid of the event under the cursor, None where none is listed."""
        return self._uid if self.listing else None

    def show(self, listing: Listing, uid: str | None = None) -> None:
        """Show a listing, the cursor on an event, else on the same as before or the nearest."""
        self._uid = uid or self._uid
        if listing is self.listing:
            self.cursor = self._position(listing)
        else:
            self.listing = listing

    def open_hole(
        self, *, after: str = "", at: When | None = None, height: int | None = None
    ) -> None:
        """Leave a hole below an event, or else where a date belongs; the open one moves there."""
        from tui.presentation.hole import UNDATED, Stand

        self._stand = Stand(at or UNDATED, after)
        self._wanted = height or self._wanted
        self._lay(self._holed(self._lines), self.cursor)

    def set_hole_height(self, height: int) -> None:
        """Let the hole grow or shrink; it is never higher than the view."""
        if height != self._wanted:
            self._wanted = height
            if self.hole:
                self._lay(self._holed(self._lines), self.cursor)

    def close_hole(self) -> None:
        """Close the hole, and come back to the cursor."""
        if self._stand is None:
            return
        self._stand = None
        self._lay(Lines(self.listing.sections if self.listing else ()), self.cursor)
        self._reveal()

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor among the events."""
        return max(0, min(cursor, len(self.listing or ()) - 1))

    def watch_listing(self, before: Listing | None, listing: Listing | None) -> None:
        """Keep the cursor on its event, and the hole where it belongs now."""
        lines = Lines(listing.sections if listing else ())
        self._lay(self._holed(lines), self._position(listing) if listing else 0)
        self._settle()

    def watch_cursor(self, before: int, cursor: int) -> None:
        """Repaint the two rows concerned."""
        self.refresh_line(self._lines.line(before))
        self.refresh_line(self._lines.line(cursor))
        self._reveal()
        self._tell()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Let what stands in the hole scroll with the lines."""
        super().watch_scroll_y(old_value, new_value)
        self._take_place()

    def on_resize(self) -> None:
        """Keep the hole, or else the cursor, in view."""
        if self.hole:
            self._lay(self._holed(self._lines), self.cursor)
            self.mutate_reactive(ListingView.hole_place)  # the same place may be elsewhere now
        self._settle()

    def _position(self, listing: Listing) -> int:
        """Return where the event is that the cursor belongs to; a deleted one leaves its place."""
        if self._uid and listing.index.row(self._uid) is not None:
            return listing.nearest(self._uid)
        return self.validate_cursor(self.cursor)

    def _holed(self, lines: Lines) -> Lines:
        """Return lines with the hole among them, while one is open."""
        if self._stand is None:
            return lines
        slot, height = 0, self.size.height or self._wanted
        if self.listing is not None:
            self._stand = self._stand.known(self.listing.index)
            slot = self._stand.slot(self.listing)
        return lines.with_hole(slot, self._stand.when.section, min(self._wanted, height))

    def _lay(self, lines: Lines, cursor: int) -> None:
        """Show other lines: the hole, or else the event under the cursor, stays where it stood."""
        by_hole = bool(self.hole and lines.hole)
        before = _mainstay(self._lines, self.cursor, by_hole)
        top = self.scroll_offset.y + _mainstay(lines, cursor, by_hole) - before
        self._lines = lines
        self.set_reactive(ListingView.cursor, cursor)
        self.virtual_size = Size(0, len(lines))
        if lines.hole:
            from tui.presentation.hole import first_line

            top = first_line(lines, top, self.size.height)
        self.scroll_to(y=top)
        self.refresh()
        self._take_place()

    def _take_place(self) -> None:
        """Say where the hole is on the screen."""
        if self.hole is None:
            self.hole_place = None
            return
        from tui.presentation.hole import place

        self.hole_place = place(self._lines, self.scroll_offset.y, self.size.height)

    def _settle(self) -> None:
        """Bring the cursor into view, unless a hole is to be, and tell where it stands."""
        if not self.hole:
            self._reveal()
        self._tell()

    def _reveal(self) -> None:
        """Bring the cursor into view, beside what stands in the hole."""
        if not self.listing:
            return
        line, top, height = self._lines.line(self.cursor), self.scroll_offset.y, self.size.height
        low, high = 1, height
        if self.hole:
            from tui.presentation.hole import uncovered

            low, high = uncovered(self._lines, line, height)
            if low >= high:
                return
        # a quarter of the page lies behind the cursor, the rest ahead
        quarter = (high - low + 1) // 4
        if line >= top + high:
            self.scroll_to(y=line - low - quarter)
        elif line < top + low:
            self.scroll_to(y=line - high + 1 + quarter)

    def _tell(self) -> None:
        """Tell where the cursor stands."""
        if self.listing:
            self._uid = self.listing.uid(self.cursor)
            self.post_message(self.Highlighted(self._uid, self.cursor))
        elif self.listing is not None:
            self.post_message(self.Highlighted(None, 0))


def _mainstay(lines: Lines, cursor: int, by_hole: bool) -> int:
    """Return the line that keeps its place on the screen."""
    if by_hole and lines.hole:
        return lines.hole.first
    return lines.line(cursor) if lines.events else 0
