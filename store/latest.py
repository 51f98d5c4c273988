"""Sources in the order in which they are listed: the latest first, those without a date last."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol, overload

from store.dates import DateError, parse
from store.model import Source
from store.text import fold


class Numbered(Protocol):
    """Where sources lie by number."""

    def at(self, number: int) -> Source:
        """Return one of them."""


class Latest(Sequence[Source]):
    """Sources by their numbers, read when they are asked for, some at hand among them."""

    def __init__(self, kept: Numbered, order: list[int | Source]) -> None:
        self._kept = kept
        self._order = order

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, place: int) -> Source: ...

    @overload
    def __getitem__(self, place: slice) -> list[Source]: ...

    def __getitem__(self, place: int | slice) -> Source | list[Source]:
        if isinstance(place, slice):
            return [self._one(each) for each in self._order[place]]
        return self._one(self._order[place])

    def insert(self, source: Source) -> None:
        """Put a source where it belongs."""
        self._order.insert(place_of(source, self), source)

    def _one(self, each: int | Source) -> Source:
        return each if isinstance(each, Source) else self._kept.at(each)


def latest_first(source: Source) -> tuple[int, str, str]:
    """Return by what sources are sorted; no two have the same."""
    return -_issued(source), fold(source.title), source.uid


def place_of(source: Source, listed: Sequence[Source]) -> int:
    """Return where a source stands, or belongs, in a list that is sorted so."""
    return bisect_left(listed, latest_first(source), key=latest_first)


def _issued(source: Source) -> int:
    try:
        anchor = parse(source.issued).anchor
    except DateError:
        anchor = None
    return -(2**63) if anchor is None else anchor
