"""What a transaction is going to change, as the updater sees it."""

import json
from collections.abc import Iterator, MutableMapping
from copy import deepcopy
from typing import Any

from store.journal.documents import checksum, decoded, encoded
from store.journal.errors import Damaged
from store.journal.lines import CREATE, DELETE, DROP, PUT, Entry
from store.journal.snapshot import META_TABLE
from store.journal.state import State
from store.journal.tables import Table

_EMPTY = b"{}"
_FAR = 10**18
"""Beyond lies no id: it and the one behind it fit into 64 bits."""


class Draft(MutableMapping[int, Any]):
    """One table, copy on read: documents that were taken out may be changed in place."""

    def __init__(self, state: State, name: str, table: Table | None, next_id: int) -> None:
        self._state = state
        self._name = name
        self._table = table
        self._read: dict[int, tuple[bytes, Any]] = {}
        """JSON of each document that was taken out, and the document."""
        self._written: dict[int, Any] = {}
        """Documents in the order in which they were put; None for a deleted one."""
        self.next_id = next_id
        """The id that the next new document gets."""

    def stored(self, doc_id: int) -> Any:
        """Return a document to look at; what is changed in it is lost."""
        if doc_id in self._written or doc_id in self._read:
            return deepcopy(self[doc_id])
        return decoded_at(self._state, self._name, doc_id)

    def __getitem__(self, doc_id: int) -> Any:
        if doc_id in self._written:
            return self._put(doc_id)
        if doc_id not in self._read:
            if doc_id not in self:
                raise KeyError(doc_id)
            raw = self._state.raw(self._name, doc_id)
            self._read[doc_id] = raw or b"", decoded_at(self._state, self._name, doc_id)
        return self._read[doc_id][1]

    def __setitem__(self, doc_id: int, document: Any) -> None:
        self._written[fit_id(doc_id)] = document
        self.next_id = max(self.next_id, doc_id + 1)

    def __delitem__(self, doc_id: int) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._read.pop(doc_id, None)
        self._written[doc_id] = None

    def __contains__(self, doc_id: object) -> bool:
        if doc_id in self._written:
            return self._written[doc_id] is not None
        return self._table is not None and doc_id in self._table  # type: ignore[operator]

    def __iter__(self) -> Iterator[int]:
        old = () if self._table is None else self._table
        for doc_id in old:
            if self._written.get(doc_id, self) is not None:
                yield doc_id
        for doc_id, document in self._written.items():
            if document is not None and doc_id not in old:
                yield doc_id

    def __len__(self) -> int:
        old = self._table or ()
        return len(old) + sum(
            (document is not None) - (doc_id in old) for doc_id, document in self._written.items()
        )

    def clear(self) -> None:
        """Delete all documents, without reading them."""
        self._read.clear()
        self._written.update(dict.fromkeys([*self]))

    def entries(self) -> Iterator[Entry]:
        """Yield the records; raises ValueError or TypeError for what cannot be written."""
        if self._table is None:
            yield created(self._name)
        for doc_id, document in self._written.items():
            if document is None:
                if self._table is not None and doc_id in self._table:
                    yield Entry(DELETE, self._name, doc_id, self._checksum(doc_id))
            else:
                yield self._entry(doc_id, document)
        for doc_id, (raw, document) in self._read.items():
            if doc_id not in self._written and differ(decoded(raw), document):
                yield self._entry(doc_id, document)
        last = self.next_id - 1
        if last >= self._state.tables.next_id(self._name) and self._written.get(last) is None:
            yield Entry(PUT, self._name, last, None, _EMPTY)  # so that nobody gets it again
            yield Entry(DELETE, self._name, last, checksum({}))

    def _entry(self, doc_id: int, document: Any) -> Entry:
        raw = document if isinstance(document, bytes) else encoded(document)
        return Entry(PUT, self._name, doc_id, self._checksum(doc_id), raw)

    def _checksum(self, doc_id: int) -> int | None:
        if self._table is None or doc_id not in self._table:
            return None
        return checksum(decoded_at(self._state, self._name, doc_id))

    def _put(self, doc_id: int) -> Any:
        document = self._written[doc_id]
        if document is None:
            raise KeyError(doc_id)
        if isinstance(document, bytes):
            document = self._written[doc_id] = decoded(document)
        return document


class Transaction:
    """Changes of several tables, all or nothing."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._drafts: dict[str, Draft] = {}
        self._dropped: set[str] = set()
        self._next_ids: dict[str, int] = {}
        """Of tables that were dropped, where ids had been given by then."""

    def table(self, name: str) -> Draft:
        """Return a table to change; one that is not there yet will be made."""
        if name not in self._drafts:
            old = None if name in self._dropped else self._state.tables.get(name)
            next_id = max(self._state.tables.next_id(name), self._next_ids.get(name, 1))
            self._drafts[name] = Draft(self._state, name, old, next_id)
        return self._drafts[name]

    def look(self, name: str) -> Draft | None:
        """Return a table to look at, None where it is not there."""
        if name in self._drafts or (name in self._state.tables and name not in self._dropped):
            return self.table(name)
        return None

    def names(self) -> list[str]:
        """Return the names of all tables."""
        kept = [name for name in self._state.tables if name not in self._dropped]
        return [*kept, *(name for name in self._drafts if name not in kept)]

    def drop(self, name: str) -> None:
        """Take a table away, if it is there."""
        draft = self._drafts.pop(name, None)
        if draft is not None and draft.next_id > self._state.tables.next_id(name):
            self._next_ids[name] = draft.next_id
        if name in self._state.tables:
            self._dropped.add(name)

    def entries(self) -> list[Entry]:
        """Return all records; raises ValueError or TypeError for what cannot be written."""
        dropped = [Entry(DROP, name) for name in sorted(self._dropped)]
        spent = [
            entry
            for name, next_id in self._next_ids.items()
            if name not in self._drafts
            for entry in (
                created(name),
                Entry(PUT, name, next_id - 1, None, _EMPTY),
                Entry(DROP, name),
            )
        ]
        written = [entry for draft in self._drafts.values() for entry in draft.entries()]
        return [*dropped, *spent, *written]


def created(table: str) -> Entry:
    """Return the record that makes a table; raises ValueError for the name of what is none."""
    if table == META_TABLE:
        raise ValueError(f"The name {META_TABLE} is taken by what the file says of itself")
    try:
        table.encode()
    except UnicodeEncodeError:
        raise ValueError(f"The name {table!a} holds half a character") from None
    return Entry(CREATE, table)


def fit_id(doc_id: int) -> int:
    """Return an id as it is; raises TypeError or ValueError where it cannot be one."""
    if not isinstance(doc_id, int) or isinstance(doc_id, bool):
        raise TypeError(f"Document ID {doc_id!r} is no whole number")
    if not -_FAR < doc_id < _FAR:
        raise ValueError(f"Document ID {doc_id} is too far from zero")
    return doc_id


def decoded_at(state: State, table: str, doc_id: int) -> Any:
    """Return a document; raises KeyError, or Damaged that names the byte."""
    raw = state.raw(table, doc_id)
    if raw is None:
        raise KeyError(doc_id)
    try:
        return decoded(raw)
    except ValueError as error:
        name, offset = state.place(table, doc_id)
        raise Damaged(f"{name} is damaged at byte {offset}: {error}") from None


def differ(one: Any, other: Any) -> bool:
    """Whether documents are not written alike: 1, 1.0 and true are equal, NaN is not itself."""
    return json.dumps(one) != json.dumps(other)
