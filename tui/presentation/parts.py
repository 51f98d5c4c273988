"""Parts of an event by name: what a path of `store.pointers` leads to, in the user's words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

import msgspec

from store.model import NOT_STATED, Claim, Event, Figure
from store.names import Names
from store.pointers import steps
from tui.presentation import words
from tui.presentation.cells import cut

FIELDS = {
    "when": "date",
    "when_said": "words of the date",
    "when_derived": "date derived",
    "related": "related events",
    "via": "told to",
    "about": "matter",
    "said_on": "day of the report",
    "supersedes": "replaces",
    "low": "at least",
    "best": "number",
    "high": "at most",
    "verbatim": "as printed",
}
"""Names of the fields whose key is not the word itself."""
MOST = 40
"""Cells of a claim's words where they tell it from another of the same claimant."""


class Parts:
    """The parts that an event has, and the claims and figures that it had."""

    def __init__(self, event: Event, names: Names, imported: Event | None = None) -> None:
        self.event = event
        self.names = names
        before = imported.claims if imported else ()
        found = [*_taken_away(event), *before, *event.claims]
        self.claims = {claim.id: claim for claim in found}
        self.figures = _figures_taken_away(event) | _figures(found)
        self._printed = self.figures | _figures(before)
        """The figures as they were imported, where they were."""
        self._who = {uid: words.claimant(claim, names) for uid, claim in self.claims.items()}
        self._claims_by = Counter(self._who.values())
        self._figures_by = Counter(self._claimant(claim) for claim, _ in self.figures)

    def name(self, path: str) -> str:
        """Return "title", "SOHR's claim: verb", "figure of SOHR: at most", "claim by UN"."""
        way = steps(path)
        if way[0] != "claims" or len(way) == 1:
            return field(path)
        if is_item(path):
            return self.by(way[1]) if len(way) == 2 else f"figure{self._of(way[1], ' of ')}"
        if way[2:3] == ["figures"]:
            return _joined(self._figure(way, self._of(way[1], " of ")), field(path))
        return _joined(self.whose(way[1]), field(path))

    def within(self, path: str) -> str:
        """Return the name of a part where its claim is named already: "verb", "figure: at most"."""
        way = steps(path)
        if is_item(path):
            return "figure"
        return _joined(self._figure(way) if way[2:3] == ["figures"] else "", field(path))

    def by(self, uid: str) -> str:
        """Return "claim by SOHR"."""
        return f"claim{self._of(uid, ' by ')}"

    def figure(self, path: str, within: bool = False) -> str:
        """Return "figure of SOHR", "figure" within its claim, by the path of a part of it."""
        way = steps(path)
        return self._figure(way, "" if within else self._of(way[1], " of "))

    def known(self, path: str) -> Claim | Figure | None:
        """Return the claim or figure that a path leads to, or last led to."""
        way = steps(path)
        return self.claims.get(way[1]) if len(way) == 2 else self.figures.get((way[1], way[3]))

    def _claimant(self, uid: str) -> str:
        return self._who.get(uid, uid)

    def _of(self, uid: str, preposition: str) -> str:
        claim = self.claims.get(uid)
        if claim is None:
            return f" of claim {uid}" if preposition == " of " else f" {uid}"
        if claim.claimant == NOT_STATED and claim.speaker is None:
            return " without a claimant"
        return f"{preposition}{self._claimant(uid)}"

    def whose(self, uid: str) -> str:
        """Return "SOHR's claim", with its words where SOHR makes several."""
        whose = self._of(uid, "")
        if whose.startswith(" "):
            return f"claim{whose}{self._words(uid)}"
        owner = f"{whose}'" if whose.endswith("s") else f"{whose}'s"
        return f"{owner} claim{self._words(uid)}"

    def _words(self, uid: str) -> str:
        """Return the words of a claim where its claimant makes several."""
        if self._claims_by[self._claimant(uid)] < 2:
            return ""
        claim = self.claims[uid]
        said = claim.statement or claim.quote
        return f" (“{cut(said, MOST)}”)" if said else f" ({uid})"

    def _figure(self, way: list[str], of: str = "") -> str:
        """Return "figure of SOHR", with what is printed where the claimant gives several."""
        several = self._figures_by[self._claimant(way[1])] > 1
        figure = self._printed.get((way[1], way[3])) if len(way) > 3 else None
        return f"figure{of}" + (f" (“{cut(figure.verbatim, MOST)}”)" if several and figure else "")


def is_item(path: str) -> bool:
    """Whether a path leads to a claim or a figure as a whole."""
    way = steps(path)
    return way[0] == "claims" and (len(way) == 2 or (len(way) == 4 and way[2] == "figures"))


def field(path: str) -> str:
    """Return the name of a field, nothing where the part is a claim or figure."""
    key = steps(path)[-1]
    return "" if is_item(path) else FIELDS.get(key, key.replace("_", " "))


def _joined(item: str, field: str) -> str:
    return ": ".join(filter(None, [item, field]))


def _taken_away(event: Event) -> Iterator[Claim]:
    """Yield the claims that the event had at some time."""
    for path, was in _items(event, 2):
        with suppress(msgspec.ValidationError):
            yield msgspec.convert({**was, "id": steps(path)[1]}, Claim)


def _figures(claims: Iterable[Claim]) -> dict[tuple[str, str], Figure]:
    return {(claim.id, figure.id): figure for claim in claims for figure in claim.figures}


def _figures_taken_away(event: Event) -> dict[tuple[str, str], Figure]:
    found = {}
    for path, was in _items(event, 4):
        with suppress(msgspec.ValidationError):
            _, claim, _, uid = steps(path)
            found[claim, uid] = msgspec.convert({**was, "id": uid}, Figure)
    return found


def _items(event: Event, depth: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the claims (2) or figures (4) that were taken away, as they were stored."""
    for revision in event.history:
        for path, was in revision.was.items():
            if isinstance(was, dict) and is_item(path) and len(steps(path)) == depth:
                yield path, was
