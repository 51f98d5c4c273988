"""What the values of a document must be besides of the right type: dates, known uids, sizes."""

from collections.abc import Collection, Mapping

from store.dates import DateError, parse
from store.drafts_reading import NOTES, TITLE
from store.index import Index
from store.model import (
    Actor,
    Claim,
    Event,
    Figure,
    Grading,
    Kind,
    Parent,
    Participant,
    Period,
    Place,
    PlaceRef,
    Source,
)
from store.names import NOBODY, Names
from store.sources import LIMITS, TYPES, is_url
from store.text import clean
from tui.cli.add_faults import Check, Checks, shown

Uids = Mapping[Kind, Collection[str]]
_LONGEST_UID = 100


def checks(index: Index, made: Uids) -> Checks:
    """Return what to look at in an event and in the records that are made with it."""
    names = index.names
    actor, place, source = (_known(kind, names, made) for kind in ("actor", "place", "source"))
    speaks = _known("actor", names, {**made, "actor": {*made["actor"], *NOBODY}})
    gone = [each.uid for each in index.deleted] + [each.uid for each in index.unreadable]
    date, title = _date, _text(TITLE)
    return {
        (Event, "uid"): _free("event", {*index.uids(), *gone}),
        (Event, "title"): title,
        (Event, "when"): date,
        (Event, "notes"): _text(NOTES),
        (Participant, "actor"): actor,
        (Participant, "by"): speaks,
        (PlaceRef, "place"): place,
        (Claim, "id"): _text(_LONGEST_UID),
        (Claim, "claimant"): speaks,
        (Claim, "via"): speaks,
        (Claim, "said_on"): date,
        (Claim, "source"): source,
        (Figure, "id"): _text(_LONGEST_UID),
        (Figure, "as_of"): date,
        (Figure, "place"): place,
        (Period, "when"): date,
        (Grading, "date"): date,
        (Actor, "uid"): _free("actor", {*names.actors, *NOBODY}),
        (Actor, "name"): title,
        (Parent, "actor"): actor,
        (Parent, "since"): date,
        (Parent, "until"): date,
        (Parent, "source"): source,
        (Place, "uid"): _free("place", names.places),
        (Place, "name"): title,
        (Place, "latitude"): _between(-90, 90),
        (Place, "longitude"): _between(-180, 180),
        (Place, "precision"): _between(1, 7),
        (Source, "uid"): _free("source", names.sources),
        (Source, "type"): _type,
        (Source, "title"): _text(LIMITS["title"]),
        (Source, "issued"): date,
        (Source, "accessed"): date,
        (Source, "URL"): _address,
        (Source, "notes"): _text(LIMITS["notes"]),
    }


def _known(kind: Kind, names: Names, made: Uids) -> Check:
    """Return the check of a uid that must be that of a record."""
    here, resolve = {
        "actor": (names.actors, names.resolve),
        "place": (names.places, names.resolve_place),
        "source": (names.sources, names.resolve_source),
    }[kind]

    def check(uid: str) -> str:
        if uid in here or uid in made[kind]:
            return ""
        if meant := resolve(uid):
            return f"{shown(uid)} is a name: write the uid, “{meant}”"
        return f"there is no {kind} {shown(uid)}: write a uid, or add it to records.{kind}s"

    return check


def _free(kind: Kind, taken: Collection[str]) -> Check:
    """Return the check of the uid of a record to be made."""

    def check(uid: str) -> str:
        if uid in taken:
            return f"{kind} {shown(uid)} is here already: leave it out, or write another uid"
        if not uid.strip() or clean(uid).strip() != uid or len(uid) > _LONGEST_UID:
            return f"a uid is one line of 1 to {_LONGEST_UID} characters"
        return ""

    return check


def _text(limit: int) -> Check:
    """Return the check of a text's length; one that must be there is not blank either."""

    def check(text: str) -> str:
        if not text.strip():
            return "nothing is written"
        return f"it has at most {limit:,} characters" if len(text) > limit else ""

    return check


def _between(least: float, most: float) -> Check:
    return lambda number: "" if least <= number <= most else f"it lies from {least} to {most}"


def _date(edtf: str) -> str:
    try:
        parse(edtf)
    except DateError as error:
        return str(error)
    return ""


def _type(word: str) -> str:
    return "" if word in TYPES else f"{shown(word)} is none of {', '.join(TYPES)}"


def _address(url: str) -> str:
    return "" if is_url(url) else "write the whole address, as in https://example.org/page"
