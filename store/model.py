"""What a stored document holds, as frozen views.

Documents stay dicts (unknown keys survive); a view is decoded from one and never written back.
Terms follow the UCDP GED codebook (precision, low/best/high), CSL-JSON (sources) and EDTF (dates).
"""

from collections import Counter
from typing import Any, Literal, TypeVar

import msgspec

Kind = Literal["event", "actor", "place", "source"]
EventKind = Literal["occurrence", "situation", "statement", "forecast"]
Role = Literal[
    "attacker",
    "defender",
    "target",
    "victim",
    "accused",
    "supporter",
    "mediator",
    "host",
    "addressee",
    "speaker",
]
Stance = Literal[
    "asserts",
    "denies",
    "accuses",
    "estimates",
    "calls-for",
    "announces",
    "forecasts",
    "revises",
    "retracts",
]
About = Literal[
    "occurrence", "cause", "responsibility", "identity", "place", "date", "figure", "situation"
]
FigureKind = Literal["flow", "stock", "cumulative"]
Qualifier = Literal[
    "stated",
    "approximately",
    "more-than",
    "at-least",
    "less-than",
    "up-to",
    "between",
    "order-of-magnitude",
]
ActorKind = Literal[
    "state forces",
    "rebel group",
    "armed group",
    "political militia",
    "external forces",
    "civilians",
    "monitor",
    "IGO",
    "NGO",
    "media",
    "government body",
    "political body",
    "activists",
]
Relation = Literal["part-of", "belongs-to", "supports"]

FIGHTING: frozenset[ActorKind] = frozenset(
    ("state forces", "rebel group", "armed group", "political militia", "external forces")
)
"""Kinds of actor that take part in the fighting: factions."""

ARTICLE = "article"
"""Claimant: the article itself."""
NOT_STATED = "not-stated"
"""Claimant: the source does not state who."""


class View(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Base of all views: equal by value, unknown keys of the document ignored."""


class Deleted(View, frozen=True, kw_only=True):
    """Marks a record as deleted; it is kept, so that it can be restored."""

    at: str
    """UTC, ISO 8601."""
    by: str = ""
    """Empty: whoever keeps the store."""
    reason: str = ""


class Revision(View, frozen=True, kw_only=True):
    """One correction of a record: when, by whom, why, and what was there before."""

    at: str
    """UTC, ISO 8601."""
    by: str = ""
    reason: str = ""
    was: dict[str, Any] = {}
    """Previous value of each path that was changed (`store.edits`); null where there was none."""


class Alias(View, frozen=True, kw_only=True):
    """Another name of an actor or place, with its language (BCP 47)."""

    name: str
    language: str = ""


class Parent(View, frozen=True, kw_only=True):
    """What an actor belongs to, or supports, and from when to when (EDTF)."""

    actor: str
    relation: Relation
    since: str = ""
    until: str = ""
    source: str = ""
    locator: str = ""


class Actor(View, frozen=True, kw_only=True):
    """Whoever takes part or speaks."""

    uid: str
    version: int = 1
    name: str
    short: str = ""
    """Name for a row: "SOHR"."""
    kind: ActorKind
    aliases: tuple[Alias, ...] = ()
    parents: tuple[Parent, ...] = ()
    described: str = ""
    """What the source says of it: "activist-run"."""
    rank: int | None = None
    """Place in the faction bar, 1 first."""
    colour: str = ""
    """Name of an Okabe-Ito hue."""
    mark: str = ""
    """One cell."""
    code: str = ""
    """Two letters."""
    notes: str = ""
    deleted: Deleted | None = None

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short or self.name

    @property
    def faction(self) -> bool:
        """Whether it takes part in the fighting."""
        return self.kind in FIGHTING


class Place(View, frozen=True, kw_only=True):
    """A place; `precision` is UCDP's where_prec, 1 (exact) to 7 (international)."""

    uid: str
    version: int = 1
    name: str
    aliases: tuple[Alias, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    admin1: str = ""
    precision: int | None = None
    notes: str = ""
    deleted: Deleted | None = None


class Origin(View, frozen=True, kw_only=True):
    """Where a record was imported from."""

    format: str
    id: str = ""
    digest: str = ""
    changed: dict[str, Any] = {}
    """The imported value of each field changed since; null where the import has none."""


class Name(View, frozen=True, kw_only=True):
    """A name as CSL-JSON has it; a byline that is no person's name is `literal`."""

    family: str = ""
    given: str = ""
    literal: str = ""


class Source(
    View, frozen=True, kw_only=True, rename={"container_title": "container-title", "url": "URL"}
):
    """A document, stored once under a short key: the core of CSL-JSON."""

    uid: str
    version: int = 1
    type: str = "document"
    title: str
    author: tuple[Name, ...] = ()
    container_title: str = ""
    publisher: str = ""
    issued: str = ""
    accessed: str = ""
    url: str = ""
    archive: str = ""
    agencies: tuple[str, ...] = ()
    sha256: str = ""
    notes: str = ""
    origin: Origin | None = None
    deleted: Deleted | None = None
    history: tuple[Revision, ...] = ()


class Participant(View, frozen=True, kw_only=True):
    """An actor in a role; a role that only one claimant gives carries that claimant in `by`."""

    actor: str
    role: Role
    by: str | None = None
    as_said: str = ""


class PlaceRef(View, frozen=True, kw_only=True):
    """Where, and the words in which the source has it."""

    place: str
    as_said: str = ""


class Speaker(View, frozen=True, kw_only=True):
    """Who spoke for the claimant; a withheld name is empty and never exported."""

    name: str = ""
    office: str = ""
    withheld: bool = False


class Period(View, frozen=True, kw_only=True):
    """The time a figure covers: the source's words, and EDTF where they give it."""

    verbatim: str
    when: str = ""


class Figure(View, frozen=True, kw_only=True):
    """A number that a claimant gives. None and "" mean: not stated by the source."""

    id: str
    metric: str
    """As printed: fled, displaced, killed."""
    unit: str = "person"
    population: str | None = None
    kind: FigureKind | None = None
    qualifier: Qualifier = "stated"
    low: float | None = None
    best: float | None = None
    high: float | None = None
    verbatim: str
    period: Period | None = None
    as_of: str | None = None
    """EDTF."""
    place: str | None = None


class Claim(View, frozen=True, kw_only=True):
    """What one claimant says, where."""

    id: str
    claimant: str
    """Uid of an actor, ARTICLE or NOT_STATED."""
    verb: str = "said"
    """As printed."""
    speaker: Speaker | None = None
    via: str | None = None
    """Uid of the actor it was told to."""
    stance: Stance = "asserts"
    about: About = "occurrence"
    statement: str = ""
    quote: str = ""
    language: str = ""
    said_on: str = ""
    """EDTF; the day of the report, never the day of the event."""
    hedge: str = ""
    source: str | None = None
    locator: str = ""
    supersedes: str | None = None
    agrees_with: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()


class Grading(View, frozen=True, kw_only=True):
    """Civilian-harm grading on Airwars' scale."""

    grade: str
    grader: str
    date: str
    rule: str = ""
    reason: str = ""


class Event(View, frozen=True, kw_only=True):
    """What the claims are about; its title states only what all claimants share."""

    uid: str
    version: int = 1
    created: str = ""
    """UTC, ISO 8601."""
    updated: str = ""
    by: str = ""
    """Who added it; empty: whoever keeps the store."""
    kind: EventKind = "occurrence"
    when: str = ""
    """EDTF; empty is undated."""
    when_said: str = ""
    when_derived: bool = False
    part_of_day: str = ""
    title: str
    summary: str = ""
    participants: tuple[Participant, ...] = ()
    places: tuple[PlaceRef, ...] = ()
    claims: tuple[Claim, ...] = ()
    tags: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    grading: Grading | None = None
    origin: Origin | None = None
    notes: str = ""
    deleted: Deleted | None = None
    history: tuple[Revision, ...] = ()
    """Oldest first."""


Document = dict[str, Any]
"""A stored record: JSON object with at least `uid` and `version`."""

VIEWS: dict[Kind, type[View]] = {"event": Event, "actor": Actor, "place": Place, "source": Source}


class Unreadable(msgspec.Struct, frozen=True):
    """A stored document that is no valid record; kept as it is, never written away."""

    kind: Kind
    uid: str
    reason: str


AnyView = TypeVar("AnyView", bound=View)


def view(type_: type[AnyView], document: Document) -> AnyView:
    """Read a document as a view; raises msgspec.ValidationError that names the field."""
    return msgspec.convert(document, type_)


def require_distinct(event: Event) -> None:
    """Raise ValueError where a claim's id, or a figure's within its claim, names two."""
    if len(event.claims) > 1:
        _require_distinct(event.claims, "claim id {} stands twice")
    for claim in event.claims:
        if len(claim.figures) > 1:
            _require_distinct(claim.figures, f"figure id {{}} stands twice in claim {claim.id}")


def _require_distinct(items: tuple[Claim, ...] | tuple[Figure, ...], fault: str) -> None:
    ids = [item.id for item in items]
    if len(set(ids)) < len(ids):
        raise ValueError(fault.format(Counter(ids).most_common(1)[0][0]))
