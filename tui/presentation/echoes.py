"""What was understood of what was typed, in words: for the form and for the shell alike."""

from collections.abc import Iterator, Sequence
from datetime import date

from store.claims import ClaimLine
from store.dates import MONTHS, OPEN_FUTURE, OPEN_PAST, Precision, When
from store.drafts_reading import Cited
from store.model import ARTICLE, NOT_STATED
from store.names import NOBODY, Names
from store.participants import ParticipantLine
from store.place_lines import PlaceLine
from store.quantities import Reading
from tui.presentation.claim_lines import STANCES, person, said_on
from tui.presentation.dates import long
from tui.presentation.days import short_date
from tui.presentation.figures import date_words

_DAY = 86_400
_EPOCH = date(1970, 1, 1).toordinal()
_PRECISIONS = {
    Precision.CENTURY: "a century",
    Precision.DECADE: "a decade",
    Precision.YEAR: "a year",
    Precision.SEASON: "a season",
    Precision.MONTH: "a month",
    Precision.DAY: "a day",
    Precision.TIME: "a time",
}


def when_words(when: When, part_of_day: str = "") -> str:
    """Return a date in words with its precision, and earliest and latest where they differ."""
    if when.shape == "undated":
        return "undated"
    said = [long(when, part_of_day=part_of_day), *_limits(when)]
    return " · ".join([*said, _precision(when)])


def _precision(when: When) -> str:
    shape = {"interval": "lasted, given to ", "one-of": "one of several, given to "}
    return shape.get(when.shape, "") + _PRECISIONS[when.precision]


def _limits(when: When) -> Iterator[str]:
    """Yield the first and the last day that are meant, where they are not one."""
    first, last = when.earliest, when.latest
    if first is None or last is None or last - first > _DAY:
        yield f"earliest {_day(first)}"
        yield f"latest {_day(last, exclusive=True)}"


def _day(second: int | None, exclusive: bool = False) -> str:
    if second is None:
        return "not stated"
    if second in (OPEN_PAST, OPEN_FUTURE):
        return "open"
    found = date.fromordinal(_EPOCH + (second - exclusive) // _DAY)
    return f"{found.day} {MONTHS[found.month - 1][:3]} {found.year}"


def claim_words(line: ClaimLine, names: Names) -> str:
    """Return who says it, how, when and where, with what differs from the usual."""
    parts = [
        _who(line, names),
        line.verb,
        f"told to {names.label(line.via)}" if line.via else "",
        said_on(line.said_on) if line.said_on else "",
        STANCES.get(line.stance, ""),
        f"about the {line.about}" if line.about != "occurrence" else "",
        f"“{line.hedge}”" if line.hedge else "",
        f"quotes “{line.quote}”" if line.quote else "",
        *(f"agrees with {names.label(uid)}" for uid in line.agrees),
        f"replaces what {names.label(line.replaces)} said before" if line.replaces else "",
        f"[{' '.join(filter(None, (line.source, line.locator)))}]" if line.source else NO_SOURCE,
    ]
    return " · ".join(filter(None, parts))


def odds_words(line: ClaimLine, others: Sequence[str], names: Names) -> str:
    """Say from whose accounts a claim is going to differ, and how to say that it does not."""
    named = ", ".join(NOBODY.get(uid) or names.label(uid) for uid in others)
    return (
        f"≠ accounts differ: {named} too on the {line.about}; where it does not, name"
        f" another matter, such as #identity, or #agrees-{others[0]}"
    )


NO_SOURCE = "source not stated"


def _who(line: ClaimLine, names: Names) -> str:
    uid = line.claimant or ""
    actor = names.actors.get(uid)
    who = actor.name if actor else NOBODY.get(uid) or line.name
    if uid == NOT_STATED:
        who = "claimant not stated"
    elif uid == ARTICLE:
        who = "the article itself"
    speaker = line.speaker
    if speaker is None:
        return who
    return f"{who} ({', '.join(filter(None, [person(speaker), speaker.office]))})"


def figure_words(figure: Reading) -> str:
    """Return a number with its scope; what the line does not say is said not to be stated."""
    scope = [
        figure.unit or "unit not stated",
        figure.population or "population not stated",
        figure.metric or "metric not stated",
        figure.kind or "kind not stated",
        _period(figure),
    ]
    words = "" if figure.qualifier == "stated" else f" ({figure.qualifier.replace('-', ' ')})"
    return f"“{figure.verbatim}”{words} · {' · '.join(scope)}"


def _period(figure: Reading) -> str:
    """Return a period with the days that it covers, or that these are not stated."""
    if not figure.period:
        return "period not stated"
    days = short_date(figure.when) if figure.when else "which days is not stated"
    return f"{figure.period} ({days})"


def place_words(line: PlaceLine, names: Names) -> str:
    """Return the place meant, and the words in which the source has it."""
    name = names.label(line.place) if line.place else line.name
    return f"{name} · as said “{line.as_said}”" if line.as_said else name


def participant_words(line: ParticipantLine, names: Names) -> str:
    """Return who takes part in which role, and who alone says so."""
    name = names.label(line.actor) if line.actor else line.name
    parts = [
        name,
        line.role or "",
        f"only {names.label(line.by)} says so" if line.by else "",
        f"as said “{line.as_said}”" if line.as_said else "",
    ]
    return " · ".join(filter(None, parts))


def source_words(cited: Cited, names: Names) -> str:
    """Return the source meant: title and day, that it is here already, or that it is new."""
    if cited.uid is None:
        return ""
    source = names.sources[cited.uid]
    issued = date_words(source.issued) if source.issued else "day not stated"
    said = f"[{cited.uid}] {source.title} · {issued}"
    if cited.same:
        return f"already here as {said}"
    return f"new source {said}" if cited.new else said
