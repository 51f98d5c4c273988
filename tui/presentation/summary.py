"""What the lines above the timeline say."""

from collections.abc import Sequence

from store.index import Listing, Timeline
from store.model import Unreadable
from tui.presentation.words import count


def read(done: int, every: int) -> str:
    """Return "Reading events… 3,000 of 100,000", and what comes then."""
    if done == every:
        return f"Sorting {count(every, 'event')}…"
    return f"Reading events… {done:,} of {every:,}"


def counted(found: int, every: int, counting: bool) -> str:
    """Return "3 of 20 events", or "3+ of 20 events · counting…"."""
    if counting:
        return f"{found:,}+ of {count(every, 'event')} · counting…"
    return f"{found:,} of {count(every, 'event')}"


def shown(listing: Listing, counting: bool = False) -> str:
    """Return "3 of 20 events · 1 undated", and what else is to be known of the list.

    While they are being counted, there may be more: "3+ of 20 events · counting…".
    """
    index = listing.index
    parts = [counted(len(listing), len(index), counting)]
    if listing.undated:
        parts.append(f"{listing.undated:,} undated")
    if index.unreadable:
        parts.append(f"{len(index.unreadable):,} unreadable")
    if listing.newest_first:
        parts.append("newest first")
    return " · ".join(parts)


def factions(timeline: Timeline) -> tuple[str, ...]:
    """Return the factions that take part, by stored rank, then by their number of events."""
    index = timeline.index
    events = {
        uid: total
        for uid in index.totals("participant")
        if (actor := index.actors.get(uid))
        and actor.faction
        and (total := index.total("participant", uid))
    }
    ranks = {uid: index.actors[uid].rank for uid in events}

    def order(uid: str) -> tuple[bool, int, int, str]:
        rank = ranks[uid]
        return rank is None, rank or 0, -events[uid], uid

    return tuple(sorted(events, key=order))


def unreadable(records: Sequence[Unreadable]) -> str:
    """Return "1 event could not be read: e7: …", naming the first few."""
    from tui.presentation.reasons import reason_words

    kinds = {record.kind for record in records}
    what = kinds.pop() if len(kinds) == 1 else "record"
    named = "; ".join(f"{record.uid}: {reason_words(record.reason)}" for record in records[:3])
    more = f"; and {len(records) - 3:,} more" if len(records) > 3 else ""
    return f"{count(len(records), what)} could not be read: {named}{more}"
