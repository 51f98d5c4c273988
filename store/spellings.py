"""The names that people type for a record: which one a text means, and which begin with it."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from store.lines import tidy
from store.model import Actor, Place, Source
from store.names import spelled
from store.text import fold
from store.urls import comparable

Record = Actor | Place | Source


class Match(NamedTuple):
    """A name that begins with a prefix; sorts as it is offered."""

    within: bool
    """Whether only a word within it begins so."""
    length: int
    name: str
    uid: str


class _Spelling(NamedTuple):
    folded: str
    name: str
    uid: str


class Spellings:
    """The names of all actors, all places or all sources, folded once."""

    def __init__(self, records: Mapping[str, Record], beneath: "Spellings | None" = None) -> None:
        beside = beneath._records if beneath else {}
        self._own = records
        self._beneath = beneath
        self._records: dict[str, Record] = {**beside, **records}

    def overlaid(self, records: Collection[Record]) -> "Spellings":
        """Return these with more records; what is folded is not folded again."""
        return Spellings({record.uid: record for record in records}, self) if records else self

    def resolve(self, text: str) -> str | None:
        """Return the record whose uid or name this is, whatever its case or accents."""
        return text if text in self._records else self._by_name.get(fold(text))

    def all_called(self, text: str) -> list[str]:
        """Return every record with this name."""
        folded = fold(text)
        return [one.uid for one in self._all if one.folded == folded]

    def at(self, url: str) -> str | None:
        """Return the source that has this address."""
        return self._by_address.get(comparable(url))

    def starting(self, prefix: str, most: int) -> list[Match]:
        """Return that many records at most, each by the best of its names."""
        needle = fold(prefix) + (" " if prefix[-1:].isspace() else "")
        found: dict[str, Match] = {}
        for match in self._starting(needle) if needle.strip() else ():
            found.setdefault(match.uid, match)
            if len(found) == most:
                break
        return list(found.values())

    def spelling(self, uid: str, label: str, without: str) -> str:
        """Return the label, a name or the uid: the first that means this record when typed."""
        names = (one.name for one in self._all if one.uid == uid)
        meant = (name for name in chain([tidy(label)], names) if self.resolve(name) == uid)
        return next((name for name in meant if not set(without) & set(name)), uid)

    def _starting(self, needle: str) -> Iterator[Match]:
        """Yield whole names, then names with a word within, each in the order offered."""
        for folded, name, uid in self._all:
            if folded.startswith(needle):
                yield Match(False, len(folded), name, uid)
        word = re.compile(r"(?<![^\W_])" + re.escape(needle))
        for folded, name, uid in self._all:
            if needle in folded and word.search(folded):
                yield Match(True, len(folded), name, uid)

    @cached_property
    def _all(self) -> list[_Spelling]:
        """Every name, short names first."""
        beneath = self._beneath._all if self._beneath else []
        kept = [one for one in beneath if one.uid not in self._own]
        return sorted([*kept, *_spellings(self._own.values())], key=lambda one: len(one.folded))

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """Folded names, then folded uids; where two records share one, the earlier has it."""
        found = {fold(uid): uid for uid in reversed(self._records)}
        return found | {one.folded: one.uid for one in reversed(self._all)}

    @cached_property
    def _by_address(self) -> dict[str, str]:
        sources = (one for one in self._records.values() if isinstance(one, Source))
        return {address: one.uid for one in sources if (address := comparable(one.url))}


def _spellings(records: Iterable[Record]) -> Iterator[_Spelling]:
    for record in records:
        for name in _typed(record):
            if folded := fold(name):
                yield _Spelling(folded, tidy(name), record.uid)


def _typed(record: Record) -> list[str]:
    """Return the names by which a record is called; a source is by its key and title."""
    return [record.uid, record.title] if isinstance(record, Source) else spelled(record)
