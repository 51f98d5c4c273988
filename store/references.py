"""Which records an event names, and what brings those back that are deleted."""

from store.base import Change, EventStore, Record
from store.edits import Stamp, undeleted
from store.errors import NotFound
from store.model import Document, Kind


def referred(event: Document) -> dict[Kind, set[str]]:
    """Return the uids of all actors, places and sources that an event names."""
    claims = event.get("claims", ())
    actors = {each.get(key) for each in event.get("participants", ()) for key in ("actor", "by")}
    actors |= {claim.get(key) for claim in claims for key in ("claimant", "via")}
    places = {ref.get("place") for ref in event.get("places", ())}
    places |= {figure.get("place") for claim in claims for figure in claim.get("figures", ())}
    sources = {claim.get("source") for claim in claims}
    named: dict[Kind, set[str | None]] = {"actor": actors, "place": places, "source": sources}
    return {kind: {uid for uid in uids if uid} for kind, uids in named.items()}


def revived(store: EventStore, event: Document, stamp: Stamp) -> list[Change]:
    """Return what brings a deleted event back, and every record it names that is deleted too."""
    return [*companions(store, event, stamp), _back("event", event, stamp)]


def companions(store: EventStore, event: Document, stamp: Stamp) -> list[Change]:
    """Return what brings back every record that an event names and that is deleted."""
    return [
        _back(kind, document, stamp)
        for kind, uids in referred(event).items()
        for uid in sorted(uids)
        if (document := found_deleted(store, kind, uid)) is not None
    ]


def found_deleted(store: EventStore, kind: Kind, uid: str) -> Document | None:
    """Return a record that is marked as deleted, None where it is not or is unknown."""
    try:
        record = store.get(kind, [uid])[0]
    except NotFound:
        return None
    deleted = isinstance(record, Record) and record.document.get("deleted")
    return record.document if isinstance(record, Record) and deleted else None


def _back(kind: Kind, document: Document, stamp: Stamp) -> Change:
    return Change(kind, document["uid"], document.get("version", 1), undeleted(document, stamp))
