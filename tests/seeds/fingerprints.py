"""Fingerprints of the article's sentences: they prove quotations without keeping its text.

After a change to the seeds, with the article's text at hand:

    python -m tests.seeds.fingerprints ARTICLE.txt

rewrites `fingerprints.json`: for each sentence a hash of every phrase that the seeds take from it
and that it holds exactly as printed, a hash of every run of words that no statement may copy, and
for each number in it hashes of the words that stand before it.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

import seeds
from store.model import Claim, Document, Event, view

STORED = Path(__file__).with_name("fingerprints.json")
RUN = 8
"""Words in a row that count as copied."""
_SHORTEST = 6
"""Words of a sentence; headings and the byline have fewer."""
_DATELINE = re.compile(r"^[A-Z][a-z]+ \d{1,2}, \d{4}")
_BREAK = re.compile(r'(?:(?<=[.?])|(?<=[.?]"))(?<!\bMaj\.)(?<!\bGen\.)\s+(?=["A-Z])')

_NUMBER = re.compile(r"(?:([^\W\d]+)\W*)?(?<![\d.,])(\d[\d.,]*(?<=\d))")


class Fingerprint(TypedDict):
    """What is kept of one sentence."""

    phrases: list[str]
    runs: list[str]
    before: dict[str, list[str]]
    """Number as printed to the word before it, wherever it stands."""


def sentences(text: str) -> dict[str, str]:
    """Return the sentences of the article's body by locator: s1, s2, ..."""
    paragraphs = (_DATELINE.sub("", line.strip()) for line in text.splitlines())
    body = [line for line in paragraphs if len(line.split()) >= _SHORTEST]
    found = [sentence for line in body for sentence in _BREAK.split(line)]
    return {f"s{number}": sentence for number, sentence in enumerate(found, 1)}


def located(locator: str) -> list[str]:
    """Return the sentences that a locator names: "s12" or "s12-s13"."""
    return re.findall(r"\bs\d+\b", locator)


def said(claim: Claim) -> Iterator[str]:
    """Yield all that a claim gives as printed in the sentences it cites."""
    yield from (claim.verb, claim.hedge, claim.quote)
    for figure in claim.figures:
        yield from (figure.verbatim, figure.population or "")
        if figure.period:
            yield figure.period.verbatim


def told(event: Event) -> Iterator[str]:
    """Yield all that an event gives as printed in any sentence that its claims cite."""
    yield from (event.when_said, event.part_of_day)
    yield from (part.as_said for part in event.participants)
    yield from (ref.as_said for ref in event.places)
    for claim in event.claims:
        if claim.speaker:
            yield from (claim.speaker.name, claim.speaker.office)


def phrases(event: Event) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each phrase taken from the article with the sentences that may hold it."""
    for claim in event.claims:
        yield from ((tuple(located(claim.locator)), phrase) for phrase in said(claim) if phrase)
    cited = tuple(key for claim in event.claims for key in located(claim.locator))
    yield from ((cited, phrase) for phrase in told(event) if phrase)


def described(actor: Document) -> Iterator[str]:
    """Yield what an actor gives as printed, in whichever sentence."""
    if actor["described"]:
        yield actor["described"]


def holds(sentence: str, phrase: str) -> bool:
    """Whether the sentence has the phrase exactly, as whole words."""
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", sentence) is not None


def runs(text: str) -> set[str]:
    """Return the hashes of all runs of RUN words, whatever their case and punctuation."""
    words = re.findall(r"\w+", text.casefold())
    return {digest(" ".join(words[i : i + RUN])) for i in range(len(words) - RUN + 1)}


def before(sentence: str) -> dict[str, list[str]]:
    """Return the hash of the word before each number, in whatever case; "" where none is."""
    found: dict[str, list[str]] = {}
    for word, number in _NUMBER.findall(sentence):
        found.setdefault(number, []).append(digest(word.casefold()))
    return found


def digest(text: str) -> str:
    """Return the first 48 bits of the SHA-256, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def fingerprints(text: str, taken: set[str]) -> dict[str, Fingerprint]:
    """Return what is kept of each sentence, given the phrases that the seeds take."""
    return {
        key: {
            "phrases": sorted(digest(phrase) for phrase in taken if holds(sentence, phrase)),
            "runs": sorted(runs(sentence)),
            "before": before(sentence),
        }
        for key, sentence in sentences(text).items()
    }


def taken_phrases() -> set[str]:
    """Return every phrase that the bundled records give as printed."""
    bundled = seeds.documents()
    events = (view(Event, document) for document in bundled["event"])
    printed = {phrase for event in events for _, phrase in phrases(event)}
    return printed.union(*map(described, bundled["actor"]))


def main(article: str) -> None:
    """Rewrite the stored fingerprints, one sentence a line."""
    found = fingerprints(Path(article).read_text(encoding="utf-8"), taken_phrases())
    lines = (f'"{key}": {json.dumps(kept)}' for key, kept in found.items())
    STORED.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
