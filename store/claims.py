"""Reads a claim line: CLAIMANT (SPEAKER) [via X] VERB [day]: statement "quote" [source] #tags.

No verb means "said"; a line that begins with a colon keeps the claimant above; a stroke starts
the period of a figure. What is read is a proposal, for the user to see before any of it is kept.
"""

import re
from datetime import date

import msgspec

from store.claims_head import Head, begins_with_verb, colon, proposed_stance, read_head
from store.claims_period import covered
from store.claims_tags import read as read_tags
from store.claims_tags import take as take_tags
from store.lines import QUOTE, tidy
from store.model import About, FigureKind, Source, Stance
from store.names import Names
from store.quantities import QuantityError, Reading
from store.quantities import read as read_numbers

_SOURCE = re.compile(r" ?\[([^\[\]]*)\]$")
_PERIOD = re.compile(r" / *(?=\S)")


class ClaimLine(Head, frozen=True, kw_only=True):
    """What a claim line says, as far as it is understood."""

    stance: Stance = "asserts"
    """The verb's, unless a tag says another."""
    about: About = "occurrence"
    """As tagged, else "figure" where the line counts something."""
    tagged: bool = False
    """Whether a tag says what it is about."""
    hedge: str = ""
    agrees: tuple[str, ...] = ()
    """Uids of claimants with whose claims on the event it agrees."""
    replaces: str = ""
    """Uid of the claimant whose latest earlier claim it replaces."""
    statement: str = ""
    quote: str = ""
    source: str | None = None
    locator: str = ""
    figures: tuple[Reading, ...] = ()
    """Found in the statement, or in the quote where the statement has none."""
    unclear: str = ""
    """Why its numbers cannot be read, in a sentence."""
    unknown: tuple[str, ...] = ()
    """Names, of claimant or via, that no actor has."""
    unknown_source: str = ""
    """What the square brackets hold where no source has it as key or title."""
    problems: tuple[str, ...] = ()
    """What is wrong or missing, in sentences."""


class _Parts(msgspec.Struct, frozen=True, kw_only=True):
    """A line in its parts, none of them looked up."""

    keeps: bool
    """Whether the claimant above is kept."""
    head: str | None
    """None where no colon ends it."""
    statement: str
    quote: str
    period: str
    reference: str | None
    """What the square brackets hold; None where there are none."""
    tags: list[str]


def read(
    line: str,
    names: Names,
    today: date,
    above: ClaimLine | None = None,
    source: str | None = None,
) -> ClaimLine:
    """Read a claim line; whatever cannot be read is told in its problems, never an error.

    The source given stands for a line without square brackets; empty ones say that there is none.
    """
    parts = _parts(tidy(line))
    locator = ""
    if parts.reference is not None:
        source, locator = _source(parts.reference, names)
    cited = names.sources.get(source or "")
    head = read_head(parts.head or "", names, today, cited)
    if parts.keeps and above:
        kept = ("name", "claimant", "speaker", "via_name", "via")
        head = msgspec.structs.replace(head, **{field: getattr(above, field) for field in kept})
    tags = read_tags(parts.tags, names)
    figures, unclear = _figures(parts)
    figures = tuple(_scoped(each, tags.kind, head.said_on, today, cited) for each in figures)
    unknown = _unknown(head)
    unknown_source = "" if source else parts.reference or ""
    problems = [*_who(parts, head, unknown), *_what(parts, head, figures, unclear), *tags.problems]
    return ClaimLine(
        **msgspec.structs.asdict(head),
        stance=tags.stance or proposed_stance(head.verb),
        tagged=tags.about is not None,
        about=tags.about or ("figure" if any(map(_counts, figures)) else "occurrence"),
        hedge=tags.hedge,
        agrees=tags.agrees,
        replaces=tags.replaces,
        statement=parts.statement,
        quote=parts.quote,
        source=source,
        locator=locator,
        figures=figures,
        unclear=unclear,
        unknown=unknown,
        unknown_source=unknown_source,
        problems=(*problems, *_nowhere(unknown_source)),
    )


def _nowhere(reference: str) -> list[str]:
    """Say that no source is known by what stands in the brackets."""
    said = f"[{reference}] is no known source: write its key, or add it."
    return [said] if reference else []


def _scoped(
    figure: Reading, kind: FigureKind | None, said_on: str, today: date, cited: Source | None
) -> Reading:
    """Return a figure with what the rest of the line says of it."""
    when = covered(figure.period, said_on, today, cited) if figure.period else ""
    return msgspec.structs.replace(figure, kind=kind, when=when)


def _counts(figure: Reading) -> bool:
    """Whether it is a count, of which claims may give several; a distance says where."""
    return figure.metric != "distance"


def _parts(line: str) -> _Parts:
    keeps = line.startswith(":")
    head, said = _at_colon(line.removeprefix(":").strip(), keeps)
    said, tags = take_tags(said)
    said, reference = _taken(_SOURCE, said)
    said, tags_before = take_tags(said)
    rest, quote = _taken(QUOTE, said)
    statement, period = ([*_PERIOD.split(rest, maxsplit=1), ""])[:2]
    if not quote:
        statement, quote = _taken(QUOTE, statement)
    return _Parts(
        keeps=keeps,
        head=head,
        statement=statement,
        quote=quote or "",
        period=period,
        reference=reference,
        tags=[*tags_before, *tags],
    )


def _at_colon(text: str, keeps: bool) -> tuple[str | None, str]:
    """Part head and rest; after a kept claimant only a verb makes a head."""
    end = colon(text)
    head = text[: end.start()].strip() if end else None
    if keeps and not (head and begins_with_verb(head)):
        return "", text
    return head, text[end.end() :].strip() if end else text


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, str | None]:
    """Take what the pattern finds off the end of a text."""
    found = pattern.search(text)
    if found is None:
        return text, None
    inner = next((group for group in found.groups() if group is not None), "")
    return text[: found.start()], inner.strip()


def _source(reference: str, names: Names) -> tuple[str | None, str]:
    """Return uid and locator of "aleppo-1", "aleppo-1 s25" or a title; None where not known."""
    if uid := names.resolve_source(reference):
        return uid, ""
    key, locator = [*re.split("[ ,]+", reference, maxsplit=1), ""][:2]
    return names.resolve_source(key), locator


def _figures(parts: _Parts) -> tuple[tuple[Reading, ...], str]:
    """Return the figures, or why they cannot be read."""
    period = f" / {parts.period}" if parts.period else ""
    try:
        found = read_numbers(parts.statement + period) or read_numbers(parts.quote + period)
    except QuantityError as error:
        return (), str(error)
    return tuple(found), ""


def _unknown(head: Head) -> tuple[str, ...]:
    """Return the names that no actor has; one with a bracket is half a speaker."""
    named = ((head.name, head.claimant), (head.via_name, head.via))
    return tuple(name for name, uid in named if name and not uid and not set("()") & set(name))


def _who(parts: _Parts, head: Head, unknown: tuple[str, ...]) -> list[str]:
    """Say what is wrong before the colon."""
    if parts.head is None:
        return ["Write a colon after who says it, as in “SOHR reported: …”."]
    if not head.name:
        above = "No claimant stands above" if parts.keeps else "No claimant is given"
        return [f"{above}: begin with who says it, as in “SOHR reported: …”."]
    if "(" in head.name or ")" in head.name:
        return ["A bracket is not closed: write the speaker as (NAME, OFFICE)."]
    problems = [f"“{name}” is no known actor: write another name, or add it." for name in unknown]
    return [*problems, head.refusal] if head.refusal else problems


def _what(parts: _Parts, head: Head, figures: tuple[Reading, ...], unclear: str) -> list[str]:
    """Say what is wrong after the colon."""
    problems = []
    if not (parts.statement or parts.quote):
        problems.append(f"Write after the colon what {head.name or 'the claimant'} {head.verb}.")
    unquoted = parts.statement + parts.period
    if unquoted.count('"') % 2 or unquoted.count("“") != unquoted.count("”"):
        problems.append("A quotation is not closed: write its second quotation mark.")
    if parts.period and not (figures or unclear):
        problems.append(
            f"“{parts.period}” is the period of no figure: write the number before “/”."
        )
    return [*problems, unclear] if unclear else problems
