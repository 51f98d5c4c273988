"""Generated events: dates of every shape, and claims whose figures agree, differ or conflict."""

from collections.abc import Sequence
from random import Random
from typing import Any

from store.model import Document
from tests.benchmarks.phrases import (
    ALLIES,
    CLAIMANTS,
    DATES,
    FOUND,
    LONG,
    ROLES,
    SAID,
    SELDOM,
    SUBJECTS,
    VERBS,
)

Words = dict[str, Any]


class Happenings:
    """Makes events up, the same ones for the same seed."""

    def __init__(
        self,
        seed: int,
        actors: Sequence[Document],
        places: Sequence[Document],
        sources: Sequence[Document],
    ) -> None:
        self._random = Random(seed)
        self._actors = actors
        self._factions = actors[:17]
        self._places = places
        self._sources = sources
        self._made = 0

    def event(self) -> Document:
        """Return one event."""
        pick = self._random.choice
        one, other, place = pick(self._factions), pick(self._factions), pick(self._places)
        title, *counted = pick(SUBJECTS)
        words = {
            "one": one["name"],
            "other": other["name"],
            "place": place["name"],
            "arabic": place["aliases"][0]["name"],
            **self._day(),
        }
        named = (one, other) if "{other}" in title else (one,)
        taking_part = (*named, *(pick(self._factions) for _ in range(pick(ALLIES))))
        return {
            "uid": self._uid(),
            "version": 1,
            "when": pick(DATES).format_map(words),
            "title": title.format_map(words),
            "participants": [{"actor": actor["uid"], "role": pick(ROLES)} for actor in taking_part],
            "places": [{"place": place["uid"]}],
            "claims": self._claims(counted, words),
            **self._rarely(other, words),
        }

    def _uid(self) -> str:
        digits = f"{self._random.getrandbits(128):032x}"
        return f"{digits[:8]}-{digits[8:12]}-7{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"

    def _day(self) -> Words:
        """Return the parts of a day, and of another one in the same month."""
        number = self._random.randrange
        day = number(1, 20)
        return {
            "y": number(2011, 2021),
            "m": number(1, 13),
            "d": day,
            "later": day + number(1, 9),
            "hour": number(24),
        }

    def _rarely(self, other: Document, words: Words) -> Document:
        """Return what most events have not: another kind, notes, a long text, a rare title."""
        more: Document = {}
        if self._random.random() < 0.2:
            more["kind"] = self._random.choice(("situation", "statement"))
        if self._random.random() < 0.05:
            more["notes"] = f"Compare {other['name']} ({words['arabic']})."
        if self._random.random() < 0.03:
            sentence = self._random.choice(LONG).format_map(words)
            more["summary"] = sentence * self._random.randrange(1, 22)
        self._made += 1
        if self._made % SELDOM == SELDOM // 2:
            more["title"] = FOUND.format_map(words)
        return more

    def _claims(self, counted: Sequence[str | None], words: Words) -> list[Document]:
        """Return one claim, or several by different claimants; all of them count, or none."""
        claimants = self._random.sample(self._actors, self._random.choice(CLAIMANTS))
        source, counts = self._random.choice(self._sources), self._random.random() < 0.3
        claims = [
            self._claim(f"c{number}", claimant, source, words)
            for number, claimant in enumerate(claimants, 1)
        ]
        for claim in claims if counts else ():
            claim["figures"] = [self._figure(*counted)]
        if len(claims) > 1 and self._random.random() < 0.5:
            claims[1]["agrees_with"] = ["c1"]
        return claims

    def _claim(self, id: str, claimant: Document, source: Document, words: Words) -> Document:
        return {
            "id": id,
            "claimant": claimant["uid"],
            "verb": self._random.choice(VERBS),
            "statement": "So it was told in {place}.".format_map(words),
            "said_on": "{y}-{m:02}-{later:02}".format_map(words),
            "source": source["uid"],
        }

    def _figure(self, metric: str | None, unit: str | None, population: str | None) -> Document:
        number = round(10 ** self._random.uniform(1, 4))
        said, qualifier, bound = self._random.choice(SAID)
        figure: Document = {"id": "f1", "metric": metric, "verbatim": said.format(number)}
        figure["qualifier"] = qualifier
        if unit != "person":
            figure["unit"] = unit
        if population:
            figure |= {"population": population, "kind": "cumulative"}
        if bound:
            figure[bound] = number
        return figure
