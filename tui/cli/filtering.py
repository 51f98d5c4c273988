"""The filter on the command line."""

from collections.abc import Iterator, Sequence
from datetime import date
from shlex import quote

from store.dates import OPEN_FUTURE, OPEN_PAST, DateError, When
from store.index import Timeline
from store.names import NOBODY, Names, spelled
from store.query import Filter, Term
from store.text import clean, fold
from tui.cli.arguments import Arguments
from tui.cli.refusal import USAGE, Refusal
from tui.presentation.period import backwards

NEAREST = 3
"""Most names offered where one is unknown."""
ALIKE = 0.6
"""How much of a name must agree for it to be offered, 1 being all."""
PART = 3
"""Letters of a name that are enough to find it."""
FILTERS = {
    "faction": "--faction",
    "claimant": "--claimant",
    "exclude": "--exclude",
    "every": "--all",
    "since": "--from",
    "until": "--to",
    "text": "--text",
}
"""Options of the filter by what they fill in."""
_UNRANKED = 1_000
"""Place of an actor that has none in the faction bar."""


def require_no_filter(arguments: Arguments, why: str) -> None:
    """Raise Refusal where the command line holds a filter, for a reason to say."""
    blank = Arguments()
    named = [
        option
        for name, option in FILTERS.items()
        if getattr(arguments, name) != getattr(blank, name)
    ]
    if named:
        raise Refusal(f"{why}; leave {' and '.join(named)} out.", USAGE)


def read_filter(arguments: Arguments, names: Names) -> Filter:
    """Return the filter; raises Refusal for an unknown name, or a date that cannot be read."""
    terms = (
        *(Term("participant", _actor(name, names)) for name in arguments.faction),
        *(Term("claimant", _claimant(name, names)) for name in arguments.claimant),
        *(Term("participant", _actor(name, names), True) for name in arguments.exclude),
    )
    since, until = _date("--from", arguments.since), _date("--to", arguments.until)
    if since and until and backwards(since, until):
        raise Refusal(f"--from {since.text} is after --to {until.text}; exchange them.", USAGE)
    return Filter(
        terms=tuple(dict.fromkeys(terms)),
        all_of=frozenset({"actor"} if arguments.every else ()),
        since=since.text if since else "",
        until=until.text if until else "",
        texts=tuple(filter(str.strip, map(clean, arguments.text))),
    )


def hints(query: Filter, timeline: Timeline) -> Iterator[str]:
    """Say what to write for an actor that takes part in nothing, but makes claims."""
    for term in query.terms:
        claims = Term("claimant", term.value)
        if term.facet != "participant" or term.exclude or timeline.select(Filter((term,))):
            continue
        if timeline.select(Filter((claims,))):
            name = timeline.names.label(term.value)
            yield f"{name} takes part in no event; --claimant {quote(name)} lists what it says."


def nearest(name: str, names: Names) -> list[str]:
    """Return the few actors one of whose names is like this one, or contains it."""
    from difflib import get_close_matches

    owners = {
        fold(known): uid for uid, actor in names.actors.items() for known in (uid, *spelled(actor))
    }
    needle = fold(name)
    alike = get_close_matches(needle, owners, n=2 * NEAREST, cutoff=ALIKE)
    containing = names.called(needle) & names.actors.keys() if len(needle) >= PART else ()
    near = [*(owners[known] for known in alike), *sorted(containing)]
    return [clean(names.actors[uid].name) for uid in dict.fromkeys(near)][:NEAREST]


def _claimant(name: str, names: Names) -> str:
    """Return the uid of an actor, or what stands for one that is none: "the article"."""
    wanted = fold(clean(name))
    nobody = (uid for uid, label in NOBODY.items() if wanted in (fold(uid), fold(label)))
    return next(nobody, "") or _actor(name, names, speaks=True)


def _actor(name: str, names: Names, speaks: bool = False) -> str:
    if uid := names.resolve(clean(name)):
        return uid
    if near := nearest(name, names):
        advice = f"did you mean {_either(near)}?"
    elif names.actors:
        advice = (
            f"write a name such as {_either(_some(names, speaks))},"
            f" or any {PART} letters of one to be told which names hold them."
        )
    else:
        advice = "this store has no actors."
    raise Refusal(f"No actor is called “{clean(name)}”; {advice}", USAGE)


def _some(names: Names, speaks: bool) -> list[str]:
    """Return a few actors: those that fight as in the faction bar, or those that only speak."""
    ranked = sorted(
        names.actors.values(),
        key=lambda each: (each.faction == speaks, each.rank or _UNRANKED, each.name),
    )
    return [clean(each.name) for each in ranked[:NEAREST]]


def _either(found: Sequence[str]) -> str:
    """Return "A, B or C"."""
    *others, last = found
    return f"{', '.join(others)} or {last}" if others else last


def _date(option: str, text: str | None) -> When | None:
    """Return the date that limits the period on one side, None where the option is not there."""
    if text is None:
        return None
    from store.dates_typed import read

    try:
        when = read(text, date.today())
    except DateError as error:
        raise Refusal(f"{option}: {error}", USAGE) from None
    limit, end = (when.earliest, "begin") if option == "--from" else (when.latest, "end")
    if limit in (None, OPEN_PAST, OPEN_FUTURE):
        said = f"“{clean(text)}” does not say when to {end}" if text.strip() else "no date is given"
        raise Refusal(
            f"{option}: {said}; write one such as 2016-03 or 10 Dec 2016, or leave the option out.",
            USAGE,
        )
    return when
