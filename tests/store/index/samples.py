"""A small store: four dated events, one without a date, two actors that belong together."""

from typing import Any

from store.index import Index, Timeline
from store.model import Document
from tests.factories import actor, claim, event, figure, place, source

ACTORS = [
    actor("islamic-state", name="Islamic State", short="IS", kind="political militia", rank=1),
    actor("aamaq", kind="media", parents=[{"actor": "islamic-state", "relation": "belongs-to"}]),
    actor("government", kind="state forces", rank=2),
    actor("sohr", short="SOHR"),
]

JET_CLAIMS = [
    claim("c1", "sohr", about="cause", statement="crashed"),
    claim("c2", "aamaq", about="cause", statement="downed", quote="Shot"),
]

EVENTS = [
    event("year", when="2012", kind="situation", title="A situation of a year"),
    event(
        "march",
        when="2016-03",
        title="Recapture",
        participants=[{"actor": "government", "role": "attacker"}],
        claims=[claim(claimant="article")],
    ),
    event(
        "entry",
        when="[..2016-12-10]",
        title="IS enters",
        participants=[{"actor": "islamic-state", "role": "attacker"}],
        claims=[
            claim(
                figures=[
                    figure(
                        metric="killed",
                        qualifier="at-least",
                        low=49,
                        best=None,
                        verbatim="at least 49",
                        population="pro-government soldiers",
                    )
                ]
            )
        ],
    ),
    event(
        "jet",
        when="2016-12-10",
        title="Jet lost",
        places=[{"place": "jazal", "as_said": "Jazal area"}],
        participants=[
            {"actor": "government", "role": "target"},
            {"actor": "islamic-state", "role": "accused"},
        ],
        claims=JET_CLAIMS,
    ),
    event("monuments", when="", title="Monuments destroyed"),
]


def index(events: list[Document] | None = None, **others: Any) -> Index:
    """Build an index of the samples, or of other events."""
    records: dict[str, Any] = {"actors": ACTORS, "places": [place()], "sources": [source()]}
    return Index.build(EVENTS if events is None else events, **{**records, **others}, token=1)


def timeline(events: list[Document] | None = None) -> Timeline:
    """Return the timeline over them."""
    return Timeline(index(events))
