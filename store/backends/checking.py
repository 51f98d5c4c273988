"""What every backend asks of a change, and of a document, before it keeps or shows it."""

import json
from collections.abc import Callable, Sequence

from store.backends.stored import require_shallow
from store.base import Change, Record
from store.dates import parse
from store.errors import Duplicate, NotFound, VersionConflict, WriteError
from store.model import VIEWS, Document, Event, Kind, Unreadable, require_distinct, view
from store.text import clean, clean_document

StoredVersion = Callable[[Kind, str], int | None]
"""The version of a stored record, or None where there is none."""


def prepare(changes: Sequence[Change]) -> list[Change]:
    """Return the changes with cleaned copies of their documents, each ready to be kept.

    Raises WriteError for a document that is no valid record.
    """
    return [_copied(change) for change in changes]


def fit(changes: Sequence[Change], stored: StoredVersion) -> Sequence[Change]:
    """Return prepared changes if they were made from what is stored.

    A later change to a record sees the earlier ones. Raises NotFound, Duplicate and
    VersionConflict.
    """
    versions: dict[tuple[Kind, str], int | None] = {}
    conflicts = []
    for change in changes:
        key = change.kind, change.uid
        if not _fits(change, versions[key] if key in versions else stored(*key)):
            conflicts.append(change.uid)
        versions[key] = None if change.document is None else change.document["version"]
    if conflicts:
        raise _conflict(conflicts)
    return changes


def require(kind: Kind, missing: Sequence[str]) -> None:
    """Raise NotFound where anything asked for is missing."""
    if missing:
        raise NotFound(f"There is no {kind} {', '.join(missing)}.")


def read(kind: Kind, uid: str, document: Document) -> Record | Unreadable:
    """Return the record of a cleaned document, or why it is none."""
    try:
        return Record(kind, uid, validate(kind, document), document)
    except ValueError as error:
        return Unreadable(kind, uid, clean(str(error)))


def validate(kind: Kind, document: Document) -> int:
    """Return the version of a document; raises ValueError that names the field at fault."""
    record = view(VIEWS[kind], document)
    if isinstance(record, Event):
        parse(record.when)
        require_distinct(record)
    version: int = document.get("version", 1)
    return version


def _fits(change: Change, version: int | None) -> bool:
    """Whether the change was made from what is stored."""
    name = f"{change.kind} {change.uid}"
    if change.before is None and change.document is not None:
        if version is not None:
            raise Duplicate(f"Not saved: {name} exists already. Nothing was changed.")
        return True
    if version is None:
        raise NotFound(f"Not saved: there is no {name}. Nothing was changed.")
    return change.before == version


def _copied(change: Change) -> Change:
    if change.document is None:
        return change
    try:
        raw = json.dumps(change.document, allow_nan=False).encode()
        document = json.loads(raw)
        require_shallow(raw, document)
        document = clean_document(document)
        validate(change.kind, document)
        _identify(change, document)
    except (TypeError, ValueError, RecursionError) as error:
        fault = clean(f"{change.kind} {change.uid}: {error}")
        raise WriteError(f"Not saved: {fault}. Nothing was changed.") from None
    return Change(change.kind, change.uid, change.before, document)


def _identify(change: Change, document: Document) -> None:
    if not change.uid or document["uid"] != change.uid:
        raise ValueError(f"its uid is written {document['uid']!r}")
    if clean(change.uid) != change.uid:
        raise ValueError("its uid does not stand on one line")
    version = document.get("version")
    if not isinstance(version, int) or version <= (change.before or 0):
        raise ValueError(f"its version must be above {change.before or 0}")


def _conflict(uids: list[str]) -> VersionConflict:
    names = ", ".join(uids)
    return VersionConflict(
        f"Not saved: changed since they were read: {names}. Nothing was changed.", tuple(uids)
    )
