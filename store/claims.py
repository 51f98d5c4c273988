"""Reads a claim line: CLAIMANT (SPEAKER) [via X] VERB [day]: statement "quote" [source].

No verb means "said"; a line that begins with a colon keeps the claimant above; a stroke starts
the period of a figure. What is read is a proposal, for the user to see before any of it is kept.
"""

import re
from datetime import date

import msgspec

from store.claims_head import Head, begins_with_verb, read_head
from store.names import Names
from store.quantities import QuantityError, Reading
from store.quantities import read as read_numbers
from store.text import clean, fold

_ASIDE = re.compile(r'\([^()]*\)|"[^"]*"|“[^“”]*”|«[^«»]*»')
"""Where a colon does not end the head."""
_COLON = re.compile(r":(?![0-9])")
_SOURCE = re.compile(r" ?\[([^\[\]]*)\]$")
_QUOTE = re.compile(r' ?(?:"([^"]*)"|“([^“”]*)”|«([^«»]*)»)$')
_PERIOD = re.compile(r" / *(?=\S)")


class ClaimLine(Head, frozen=True, kw_only=True):
    """What a claim line says, as far as it is understood."""

    statement: str = ""
    quote: str = ""
    source: str | None = None
    locator: str = ""
    figures: tuple[Reading, ...] = ()
    """Found in the statement, or in the quote where the statement has none."""
    problems: tuple[str, ...] = ()
    """What is wrong or missing, in sentences."""


class _Parts(msgspec.Struct, frozen=True, kw_only=True):
    """A line in its parts, none of them looked up."""

    keeps: bool
    """Whether the claimant above is kept."""
    head: str | None
    """None where no colon ends it."""
    said: str
    """All that stands after the colon."""
    statement: str
    quote: str
    period: str
    reference: str
    """What the square brackets hold."""


def read(line: str, names: Names, today: date, above: ClaimLine | None = None) -> ClaimLine:
    """Read a claim line; whatever cannot be read is told in its problems, never an error."""
    parts = _parts(" ".join(clean(line).split()))
    source, locator = _source(parts.reference, names)
    head = read_head(parts.head or "", names, today, names.sources.get(source or ""))
    if parts.keeps and above:
        kept = ("name", "claimant", "speaker", "via_name", "via")
        head = msgspec.structs.replace(head, **{field: getattr(above, field) for field in kept})
    figures, unclear = _figures(parts)
    problems = [*_who(parts, head), *_what(parts, head, figures), *unclear]
    if parts.reference and not source:
        problems.append(f"[{parts.reference}] is no known source: write its key, or add it.")
    return ClaimLine(
        **msgspec.structs.asdict(head),
        statement=parts.statement,
        quote=parts.quote,
        source=source,
        locator=locator,
        figures=figures,
        problems=tuple(problems),
    )


def _parts(line: str) -> _Parts:
    keeps = line.startswith(":")
    text = line.removeprefix(":").strip()
    head, said = _at_colon(text, keeps)
    rest, reference = _taken(_SOURCE, said)
    rest, quote = _taken(_QUOTE, rest)
    statement, period = ([*_PERIOD.split(rest, maxsplit=1), ""])[:2]
    if not quote:
        statement, quote = _taken(_QUOTE, statement)
    return _Parts(
        keeps=keeps,
        head=head,
        said=said,
        statement=statement,
        quote=quote,
        period=period,
        reference=reference,
    )


def _at_colon(text: str, keeps: bool) -> tuple[str | None, str]:
    """Part head and rest; after a kept claimant only a verb makes a head."""
    masked = _ASIDE.sub(lambda aside: "·" * len(aside[0]), text)
    colon = _COLON.search(masked)
    if keeps and not (colon and begins_with_verb(text)):
        return "", text
    if colon is None:
        return None, text
    return text[: colon.start()].strip(), text[colon.end() :].strip()


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """Take what the pattern finds off the end of a text."""
    found = pattern.search(text)
    if found is None:
        return text, ""
    inner = next((group for group in found.groups() if group is not None), "")
    return text[: found.start()], inner.strip()


def _source(reference: str, names: Names) -> tuple[str | None, str]:
    """Return uid and locator of "aleppo-1", "aleppo-1 s25" or a title; None where not known."""
    key, _, locator = reference.replace(",", " ").partition(" ")
    known = {fold(uid): uid for uid in names.sources}
    titles = {fold(source.title): uid for uid, source in names.sources.items()}
    whole = fold(reference)
    if uid := known.get(whole) or titles.get(whole):
        return uid, ""
    return known.get(fold(key)), locator.strip()


def _figures(parts: _Parts) -> tuple[tuple[Reading, ...], list[str]]:
    period = f" / {parts.period}" if parts.period else ""
    try:
        found = read_numbers(parts.statement + period) or read_numbers(parts.quote + period)
    except QuantityError as error:
        return (), [str(error)]
    return tuple(found), []


def _who(parts: _Parts, head: Head) -> list[str]:
    """Say what is wrong before the colon."""
    if parts.head is None:
        return ["Write a colon after who says it, as in “SOHR reported: …”."]
    if not head.name:
        above = "No claimant stands above" if parts.keeps else "No claimant is given"
        return [f"{above}: begin with who says it, as in “SOHR reported: …”."]
    if "(" in head.name or ")" in head.name:
        return ["A bracket is not closed: write the speaker as (NAME, OFFICE)."]
    unknown = [head.name] if head.claimant is None else []
    unknown += [head.via_name] if head.via_name and head.via is None else []
    problems = [f"“{name}” is no known actor: write another name, or add it." for name in unknown]
    return [*problems, head.refusal] if head.refusal else problems


def _what(parts: _Parts, head: Head, figures: tuple[Reading, ...]) -> list[str]:
    """Say what is wrong after the colon."""
    problems = []
    if not (parts.statement or parts.quote):
        problems.append(f"Write after the colon what {head.name or 'the claimant'} {head.verb}.")
    if parts.said.count('"') % 2 or parts.said.count("“") != parts.said.count("”"):
        problems.append("A quotation is not closed: write its second quotation mark.")
    if parts.period and not figures:
        problems.append(
            f"“{parts.period}” is the period of no figure: write the number before “/”."
        )
    return problems
