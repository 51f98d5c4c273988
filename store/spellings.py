"""The names that people type for a record: which one a text means, and which begin with it."""

from collections.abc import Collection, Iterator
from itertools import chain
from typing import NamedTuple

from store.lines import tidy
from store.text import fold
from store.typed import Over, Record, Typed, in_order
from store.urls import comparable


class Match(NamedTuple):
    """A name that begins with a prefix; sorts as it is offered."""

    within: bool
    """Whether only a word within it begins so."""
    length: int
    name: str
    uid: str


class Spellings:
    """The names of all actors, all places or all sources."""

    def __init__(self, typed: Typed) -> None:
        self._typed = typed

    def overlaid(self, records: Collection[Record]) -> "Spellings":
        """Return these with more records; what is folded is not folded again."""
        if not records:
            return self
        return Spellings(Over(self._typed, {record.uid: record for record in records}))

    def resolve(self, text: str) -> str | None:
        """Return the record whose uid or name this is, whatever its case or accents.

        Where two records share one, the earlier has it.
        """
        if text in self._typed.records:
            return text
        folded = fold(text)
        named = next(self._typed.called(folded), None)
        return named.uid if named else next(self._typed.keyed(folded), None)

    def all_called(self, text: str) -> list[str]:
        """Return every record with this name."""
        return [one.uid for one in self._typed.called(fold(text))]

    def is_key(self, folded: str) -> bool:
        """Whether some uid reads so."""
        return next(self._typed.keyed(folded), None) is not None

    def at(self, url: str) -> str | None:
        """Return the source that has this address."""
        return next(self._typed.addressed(comparable(url)), None)

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
        record = self._typed.records.get(uid)
        names = (one.name for one in in_order([record] if record else []))
        meant = (name for name in chain([tidy(label)], names) if self.resolve(name) == uid)
        return next((name for name in meant if not set(without) & set(name)), uid)

    def _starting(self, needle: str) -> Iterator[Match]:
        """Yield whole names, then names with a word within, each in the order offered."""
        for folded, name, uid in self._typed.beginning(needle):
            yield Match(False, len(folded), name, uid)
        for folded, name, uid in self._typed.within(needle):
            yield Match(True, len(folded), name, uid)
