"""The filter on the command line."""

from datetime import date

from store.dates import DateError, When
from store.names import Names, spelled
from store.query import Filter, Term
from store.text import clean, fold
from tui.cli.arguments import Arguments
from tui.cli.refusal import USAGE, Refusal

NEAREST = 3
"""Names offered where one is unknown."""


def read_filter(arguments: Arguments, names: Names) -> Filter:
    """Return the filter; raises Refusal for an unknown name, or a date that cannot be read."""
    included = (Term("participant", _actor(name, names)) for name in arguments.faction)
    excluded = (Term("participant", _actor(name, names), True) for name in arguments.exclude)
    since, until = _date("--from", arguments.since), _date("--to", arguments.until)
    if since and until and _reversed(since, until):
        raise Refusal(f"--from {since.text} is after --to {until.text}; exchange them.", USAGE)
    return Filter(
        terms=tuple(dict.fromkeys((*included, *excluded))),
        all_of=frozenset({"actor"} if arguments.every else ()),
        since=since.text if since else "",
        until=until.text if until else "",
        texts=tuple(filter(str.strip, map(clean, arguments.text))),
    )


def _actor(name: str, names: Names) -> str:
    if uid := names.resolve(clean(name)):
        return uid
    near = ", ".join(nearest(name, names)) or "none, for this store has no actors"
    raise Refusal(f"No actor is called “{clean(name)}”; the nearest names are: {near}.", USAGE)


def nearest(name: str, names: Names) -> list[str]:
    """Return the actors whose names are most like one; the factions where none is."""
    from difflib import get_close_matches

    owners = {fold(known): uid for uid, actor in names.actors.items() for known in spelled(actor)}
    needle = fold(name)
    near = [owners[known] for known in get_close_matches(needle, owners, n=2 * NEAREST)]
    if needle:
        near += sorted(names.matching(needle) & names.actors.keys())
    if not near:
        near = [uid for uid, actor in names.actors.items() if actor.faction]
    return [names.actors[uid].name for uid in dict.fromkeys(near)][:NEAREST]


def _date(option: str, text: str) -> When | None:
    if not text:
        return None
    from store.dates_typed import read

    try:
        return read(text, date.today())
    except DateError as error:
        raise Refusal(f"{option}: {error}", USAGE) from None


def _reversed(since: When, until: When) -> bool:
    first, last = since.earliest, until.latest
    return first is not None and last is not None and first >= last
