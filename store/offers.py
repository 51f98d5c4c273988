"""One spot in a line, and what may be put there for the word that is being typed."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

import msgspec

from store.model import Kind
from store.names import MOST, NOBODY, Names
from store.text import fold

_LONGEST = 200
"""Characters of a word or name that is still completed."""
_PAIRS = (("“", "”"), ("«", "»"))


class Offer(msgspec.Struct, frozen=True):
    """A completion."""

    label: str
    """What is shown: "SOHR · Syrian Observatory for Human Rights"."""
    text: str
    """The whole line after it is taken."""
    cursor: int
    """Where the cursor stands then."""


class Choice(NamedTuple):
    """What an offer shows, and what it puts into the line."""

    label: str
    word: str
    blank: bool = False
    """Whether one blank follows."""


class Spot(NamedTuple):
    """A line parted around the word that is being typed; the cursor stands at its end."""

    before: str
    prefix: str
    after: str

    def offers(self, choices: Iterable[Choice]) -> list[Offer]:
        """Return the choices that change something, each once, and not too many."""
        if not self.prefix.strip() or len(self.prefix) > _LONGEST or self.after[:1].isalnum():
            return []
        fresh = (choice for choice in choices if choice.word != self.prefix)
        found = {offer.text: offer for offer in map(self._offer, fresh)}
        return list(found.values())[:MOST]

    def _offer(self, choice: Choice) -> Offer:
        end = len(self.before) + len(choice.word)
        blank = " " if choice.blank and self.after[:1] != " " else ""
        text = f"{self.before}{choice.word}{blank}{self.after}"
        return Offer(choice.label, text, end + choice.blank)


def parted(text: str, cursor: int) -> tuple[str, str]:
    """Return what stands left and right of the cursor."""
    at = max(0, min(cursor, len(text)))
    return text[:at], text[at:]


def spot(left: str, start: int, right: str) -> Spot:
    """Return the spot whose word starts there, or behind the blanks there."""
    start = len(left) - len(left[start:].lstrip())
    return Spot(left[:start], left[start:], right)


def is_quoting(left: str) -> bool:
    """Whether a quotation is open at the end."""
    opened = any(left.rfind(opening) > left.rfind(closing) for opening, closing in _PAIRS)
    return opened or left.count('"') % 2 == 1


def is_begun(name: str, prefix: str) -> bool:
    """Whether the name, or a word within, begins with the prefix."""
    return f" {fold(prefix)}" in f" {fold(name)}"


def records(prefix: str, kind: Kind, names: Names, without: str = "") -> Iterator[Choice]:
    """Yield actors or places, by the name to type and the one that begins with the prefix."""
    for uid, matched in names.starting(prefix, (kind,)):
        word = names.spelling(kind, uid, without)
        known = names.actors.get(uid) if kind == "actor" else names.places.get(uid)
        beside = known.name if known and fold(matched) == fold(word) else matched
        label = word if fold(beside) == fold(word) else f"{word} · {beside}"
        yield Choice(label, word, kind == "actor")


def claimants(prefix: str, names: Names, without: str = "") -> Iterator[Choice]:
    """Yield actors, then "the article" and "not stated", which always find a place."""
    nobody = [Choice(label, label, True) for label in NOBODY.values() if is_begun(label, prefix)]
    yield from islice(records(prefix, "actor", names, without), MOST - len(nobody))
    yield from nobody


def sources(prefix: str, names: Names) -> Iterator[Choice]:
    """Yield sources, by key and title."""
    for uid, _ in names.starting(prefix, ("source",)):
        yield Choice(f"{uid} · {names.label(uid)}", uid)


def words(prefix: str, known: Iterable[str]) -> Iterator[Choice]:
    """Yield the words of a list that begin with the prefix, then those within which one does."""
    begun = [word for word in known if is_begun(word, prefix)]
    begun.sort(key=lambda word: not fold(word).startswith(fold(prefix)))
    yield from (Choice(word, word) for word in begun)
