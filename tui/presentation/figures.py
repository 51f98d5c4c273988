"""Figures in words: what each row of the ladder says, where the claims come from."""

from collections.abc import Iterator, Mapping
from itertools import chain, count
from string import ascii_lowercase

from store import quantities
from store.dates import DateError, parse
from store.model import Claim, Event, Figure, Source
from store.names import Names
from store.text import fold
from store.verdicts import AccountsDiffer, Origins, Ref
from tui.presentation import dates, words

PERIOD_NOT_STATED = "period not stated"


def letters(event: Event) -> dict[Ref, str]:
    """Return a letter for each figure in the order of the claims."""
    return {Ref(claim.id, figure.id): letter for letter, claim, figure in lettered(event)}


def lettered(event: Event) -> Iterator[tuple[str, Claim, Figure]]:
    """Yield each figure with its letter and its claim; repeated ids have letters of their own."""
    letters = alphabet()
    for claim in event.claims:
        for figure, letter in zip(claim.figures, letters):
            yield letter, claim, figure


def alphabet() -> Iterator[str]:
    """Yield a, b …; aa follows z."""
    return chain.from_iterable(_of_length(length) for length in count(1))


def _of_length(length: int) -> Iterator[str]:
    if length == 0:
        yield ""
        return
    for start in _of_length(length - 1):
        yield from (start + letter for letter in ascii_lowercase)


def source_numbers(event: Event) -> dict[str, int]:
    """Return the number in brackets of each source, in the order in which claims cite them."""
    cited = dict.fromkeys(claim.source for claim in event.claims if claim.source)
    return {uid: number for number, uid in enumerate(cited, 1)}


def row_words(event: Event, claim: Claim, figure: Figure, names: Names) -> str:
    """Return "said · civilians fled · past two days [1]"; and the number, if printed otherwise."""
    shown = quantities.short(figure)
    verbatim = "" if figure.verbatim in (shown, shown.strip("“”")) else f"“{figure.verbatim}”"
    said = f"{claim.verb} ({claim.hedge})" if claim.hedge else claim.verb
    parts = [_standing(event, claim), said, verbatim, *scope(figure, names)]
    number = source_numbers(event).get(claim.source or "")
    return " · ".join(filter(None, parts)) + (f" [{number}]" if number else "")


def _standing(event: Event, claim: Claim) -> str:
    """Say where a claim is no longer held, or holds against the figure."""
    if any(other.supersedes == claim.id for other in event.claims):
        return "superseded"
    return {"retracts": "retracted", "denies": "denied"}.get(claim.stance, "")


def scope(figure: Figure, names: Names) -> list[str]:
    """Return what is counted, where and over what time: "civilians fled", "past two days"."""
    kind = figure.kind if figure.kind in ("stock", "cumulative") else ""
    place = names.label(figure.place) if figure.place else ""
    return [part for part in (counted(figure), kind, place, _time(figure)) if part]


def counted(figure: Figure) -> str:
    """Return population and metric: "civilians fled", "displaced people"."""
    population = figure.population or ""
    said = fold(figure.metric) in fold(population).split()
    return population if said else f"{population} {figure.metric}".strip()


def _time(figure: Figure) -> str:
    if figure.period:
        return figure.period.verbatim or date_words(figure.period.when)
    if figure.as_of:
        return f"as of {date_words(figure.as_of)}"
    return PERIOD_NOT_STATED if fold(figure.unit) in quantities.PEOPLE else ""


def date_words(edtf: str) -> str:
    """Return a date in full; what is no EDTF stands for itself."""
    try:
        return dates.long(parse(edtf))
    except DateError:
        return edtf


def origin_words(origins: Origins, sources: Mapping[str, Source]) -> str:
    """Return "3 claimants · 4 figures · 1 article"."""
    known = [sources[uid] for uid in origins.sources if uid in sources]
    articles = len(known) == len(origins.sources) and all(
        source.type.startswith("article") for source in known
    )
    parts = [
        words.count(len(origins.claimants), "claimant") if origins.claimants else "",
        words.count(origins.figures, "figure") if origins.figures else "",
        words.count(len(origins.sources), "article" if articles else "source")
        if origins.sources
        else "source not stated",
    ]
    return " · ".join(filter(None, parts))


def account_words(difference: AccountsDiffer, event: Event, names: Names) -> str:
    """Return "≠ accounts differ: cause (SOHR, Aamaq)"."""
    claims = [claim for claim in event.claims if claim.id in difference.claims]
    who = ", ".join(dict.fromkeys(words.claimant(claim, names) for claim in claims))
    verb = "conflict" if difference.conflict else "differ"
    return f"≠ accounts {verb}: {difference.about} ({who})"
