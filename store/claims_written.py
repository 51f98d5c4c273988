"""Writes a stored claim as the line that reads as the same claim.

What a line cannot carry is left out, as a verb of five words, or written with other marks, as a
stroke between blanks; the claim keeps it, since only what is changed in the line is patched.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

import msgspec

from store import claims_tags
from store.claims import ClaimLine, read
from store.claims_head import speaker as read_speaker
from store.lines import quoted, tidy
from store.model import ARTICLE, NOT_STATED, Claim, Speaker
from store.names import Names

_DAY = date.max
"""A line never says "today", so any day reads it the same."""
_STROKE = re.compile(r" / *(?=\S)")
_MARKS = '()[]:"“”«»'
"""They would end the name of a claimant."""


def write(
    claim: Claim, names: Names, event_claims: Sequence[Claim] = (), source: str | None = None
) -> str:
    """Return the line of a claim, to be read where that source stands ready.

    The claims of its event give those with which it agrees and which it replaces.
    """
    line = _untagged(claim, names, source)
    found = read(line, names, _DAY, source=source)
    tags = claims_tags.written(claim, found.about, found.stance, event_claims, names)
    return tidy(_joined(line, *tags))


def _untagged(claim: Claim, names: Names, source: str | None) -> str:
    """Return the line; a full stop keeps "[x]", a tag or a quotation in the statement."""
    head = _head(claim, names)
    said = _STROKE.sub("/", tidy(claim.statement))
    after = [_quotation(claim.quote), _reference(claim, source)]
    line = _joined(f"{head}:", said, *after)
    if read(line, names, _DAY).statement == said:
        return line
    return _joined(f"{head}:", f"{said}.", *after)


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _quotation(quote: str) -> str:
    """Return the quote in marks that it does not hold, or holds no more."""
    words = tidy(quote)
    held = all(set(pair) & set(words) for pair in ('"', "“”", "«»"))
    return quoted(words.replace('"', "'") if held else words)


def _reference(claim: Claim, ready: str | None) -> str:
    """Return source and locator; empty brackets where a source stands ready and the claim has none.

    A bracket within the brackets cannot be read.
    """
    parts = (tidy(part) for part in (claim.source or "", claim.locator))
    key, locator = ("" if set("[]") & set(part) else part for part in parts)
    if not key:
        return "[]" if ready else ""
    return f"[{_joined(key, locator)}]"


def _head(claim: Claim, names: Names) -> str:
    """Return the first head that reads as it should, or the name alone without any marks."""
    for head, expected in _heads(claim, names):
        found = read(f"{head}: x", names, _DAY)
        if found.statement == "x" and _said(found) == expected:
            return head
    return _bare(names.label(claim.claimant))


_Said = tuple[str | None, Speaker | None, str | None, str, str]


def _said(line: ClaimLine) -> _Said:
    return line.claimant, line.speaker, line.via, line.verb, line.said_on


def _heads(claim: Claim, names: Names) -> Iterator[tuple[str, _Said]]:
    """Yield heads with what each should read as, the fullest first."""
    who = _speaker(claim.speaker) if claim.speaker else ""
    spoken = read_speaker(who)
    aside = f"({who})" if who else ""
    told = _spellings(claim.via, names) if claim.via else [""]
    uids = _known(claim.claimant, names), spoken, _known(claim.via or "", names)
    verb, day = tidy(claim.verb), tidy(claim.said_on)
    for said, on in dict.fromkeys(product((verb, ""), (day, ""))):
        for name, via in product(_spellings(claim.claimant, names), told):
            for middle in _middles(said, via):
                yield _joined(name, aside, middle, on), (*uids, said or "said", on)


def _middles(verb: str, via: str) -> list[str]:
    """Return the ways to write the verb, and whom it was told to."""
    plain = _joined(f"via {via}" if via else "", verb)
    return [f"told {via}", plain] if via and verb == "told" else [plain]


def _spellings(uid: str, names: Names) -> list[str]:
    """Return what may mean an actor, the best first."""
    found = names.spelling("actor", uid, _MARKS), uid
    return list(dict.fromkeys(map(_bare, found)))


def _bare(name: str) -> str:
    return tidy("".join(" " if sign in _MARKS else sign for sign in name)) or "?"


def _known(uid: str, names: Names) -> str | None:
    """Return the uid if it reads as anybody's."""
    return uid if uid in names.actors or uid in (ARTICLE, NOT_STATED) else None


def _speaker(stored: Speaker) -> str:
    """Return what stands in the brackets; nothing where no line can say it.

    A withheld name is never shown, its office never lost.
    """
    office = tidy(stored.office)
    name = "" if stored.withheld else tidy(stored.name)
    meant = msgspec.structs.replace(stored, name=name, office=office)
    withheld = "withheld" if stored.withheld else ""
    listed = ", ".join(filter(None, (name, office, withheld)))
    for text in (listed, f"{withheld}, {office}"):
        if read_speaker(text) == meant and not set("()") & set(text):
            return text
    return ""
