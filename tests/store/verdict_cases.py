"""Two figures by two claimants, as the table of verdicts needs them."""

from typing import Any, NamedTuple

from store.model import Event, view
from store.verdicts import Verdict, VerdictKind, verdicts
from tests.factories import claim, event, figure

DAYS = {"verbatim": "past two days", "when": "2016-12-08/2016-12-10"}
WEEKS = {"verbatim": "past two weeks", "when": "2016-11-26/2016-12-10"}
RECENT = {"verbatim": "recent days"}
SCOPE = {"metric": "killed", "population": "soldiers", "period": DAYS}
"""A scope with nothing left open."""


def at_least(number: float) -> dict[str, Any]:
    """Return "at least N"."""
    return {
        "qualifier": "at-least",
        "low": number,
        "best": None,
        "verbatim": f"at least {number:,}",
    }


def over(number: float) -> dict[str, Any]:
    """Return "over N"."""
    return {"qualifier": "more-than", "low": number, "best": None, "verbatim": f"over {number:,}"}


def under(number: float) -> dict[str, Any]:
    """Return "under N"."""
    return {"qualifier": "less-than", "high": number, "best": None}


def up_to(number: float) -> dict[str, Any]:
    """Return "up to N"."""
    return {"qualifier": "up-to", "high": number, "best": None}


def between(low: float, high: float) -> dict[str, Any]:
    """Return "low to high"."""
    return {"qualifier": "between", "low": low, "high": high, "best": None}


def about(number: float) -> dict[str, Any]:
    """Return "about N"."""
    return {"qualifier": "approximately", "best": number, "verbatim": f"about {number}"}


def magnitude(word: str) -> dict[str, Any]:
    """Return "hundreds" and the like."""
    return {"qualifier": "order-of-magnitude", "best": None, "verbatim": word}


def bare(number: float) -> dict[str, Any]:
    """Return "N"."""
    return {"best": number}


def so_far(until: str | None, **keys: Any) -> dict[str, Any]:
    """Return a running count up to a day."""
    return {"kind": "cumulative", "period": None, "as_of": until, **keys}


class Row(NamedTuple):
    """Two figures by two claimants and what is to be said of them."""

    rule: str
    a: dict[str, Any]
    b: dict[str, Any]
    kind: VerdictKind
    sentence: str
    reasons: str = ""
    """Parts and relations: "period within, metric different"."""
    far: bool = False


def but(figure: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """Return the figure with another scope."""
    return {**figure, **keys}


def weeks(figure: dict[str, Any]) -> dict[str, Any]:
    """Return the figure over the two weeks that hold the two days."""
    return but(figure, period=WEEKS)


def pair(row: Row) -> Event:
    """Return an event in which two claimants, a day apart, give the row's figures."""
    a, b = (figure(**{**SCOPE, **keys}) for keys in (row.a, row.b))
    claims = [
        claim("c1", "sohr", said_on="2016-12-09", figures=[a]),
        claim("c2", "un", said_on="2016-12-10", figures=[b]),
    ]
    return view(Event, event(claims=claims))


def verdict(row: Row) -> Verdict:
    """Return the one verdict on the row's figures."""
    (only,) = verdicts(pair(row))
    return only


def model_case() -> Event:
    """Return "People flee eastern Aleppo": Russia a, SOHR b and c, the UN d."""
    hundreds = figure("f1", period=RECENT, **magnitude("hundreds"))
    displaced = figure("f2", metric="displaced", period=WEEKS, **over(80_000))
    claims = [
        claim("c1", "russia-mod", figures=[figure(population="civilians", period=DAYS)]),
        claim("c2", "sohr", figures=[hundreds]),
        claim("c3", "sohr", figures=[displaced]),
        claim("c4", "un", verb="estimated", figures=[figure(population="people", **over(30_000))]),
    ]
    for said in claims:
        said.update(about="figure", said_on="[..2016-12-10]")
    return view(Event, event(title="People flee eastern Aleppo", claims=claims))
