"""A filter in words: what is shown, and what is not."""

import re

from store.dates import MONTHS
from store.names import Names
from store.query import Facet, Filter, Term
from store.text import clean

SAID: dict[Facet, str] = {
    "claimant": "claimant {}",
    "actor": "{} in either role",
    "place": "in {}",
    "metric": "counted: {}",
    "source": "source “{}”",
}
"""How a value is told; a participant is the usual case, and needs no word."""

CONTESTED = "figures or accounts at odds"

UNDATED = "(undated left out)"
"""Said with a period: what has no date lies in none."""

_PLAIN = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(~?)")


def words(query: Filter, names: Names) -> str:
    """Return the filter as one line; an empty filter is an empty line."""
    parts = [
        _group(terms, " and " if group in query.all_of else " or ", names)
        for group, terms in query.groups().items()
    ]
    parts.append(_period(query))
    parts += [f"“{text}”" for text in query.texts]
    parts.append(CONTESTED if query.contested else "")
    return clean(" · ".join(part for part in parts if part))


def value_words(term: Term, names: Names) -> str:
    """Return one value with its role: "claimant SOHR"."""
    return SAID.get(term.facet, "{}").format(names.label(term.value))


def day_words(edtf: str) -> str:
    """Return a date as "10 Dec 2016", "about Dec 2016" or "2016", any other as it is."""
    match = _PLAIN.fullmatch(edtf)
    if match is None or int(match[2] or 1) > len(MONTHS):
        return edtf
    year, month, day, about = match.groups()
    name = MONTHS[int(month) - 1][:3] if month else ""
    return " ".join(filter(None, [about and "about", day and str(int(day)), name, year]))


def _group(terms: list[Term], join: str, names: Names) -> str:
    wanted = [value_words(term, names) for term in terms if not term.exclude]
    unwanted = [f"not {value_words(term, names)}" for term in terms if term.exclude]
    return " · ".join(filter(None, [join.join(wanted), *unwanted]))


def _period(query: Filter) -> str:
    since, until = day_words(query.since), day_words(query.until)
    if not (since or until):
        return ""
    said = [f"from {since}" if since else "", f"to {until}" if until else "", UNDATED]
    return " ".join(filter(None, said))
