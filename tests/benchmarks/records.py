"""Generated actors, places and sources."""

from itertools import cycle
from random import Random

from store.model import FIGHTING, Document
from tests.benchmarks.names import ACTORS, FIRST, LOOKS, SECOND


def actors() -> list[Document]:
    """Return forty actors; half of the media belong to a faction, some militias support one."""
    words = cycle(SECOND)
    made = [
        _actor(kind, pattern.format(name), arabic.format(name_arabic))
        for kind, pattern, arabic, many in ACTORS
        for _, (name, name_arabic) in zip(range(many), words)
    ]
    factions = [actor for actor in made if actor["kind"] in FIGHTING]
    for rank, (actor, (colour, mark)) in enumerate(zip(factions, LOOKS), 1):
        actor.update(rank=rank, colour=colour, mark=mark, code=actor["name"][:2].upper())
    _relate(made, "political militia", factions[0], "supports")
    _relate(made, "media", factions[2], "belongs-to")
    return made


def places(many: int = 300) -> list[Document]:
    """Return up to 300 places in the two languages, most of them with coordinates."""
    random = Random(many)
    pairs = [(first, second) for second in SECOND for first in FIRST]
    return [
        {
            "uid": slug(f"{first} {second}"),
            "version": 1,
            "name": f"{first} {second}",
            "aliases": [{"name": f"{first_arabic} {second_arabic}", "language": "ar"}],
            "latitude": round(random.uniform(32.5, 37), 4),
            "longitude": round(random.uniform(36, 42), 4),
            "precision": random.randint(1, 5),
        }
        for (first, first_arabic), (second, second_arabic) in pairs[:many]
    ]


def sources(many: int) -> list[Document]:
    """Return articles on the web, one after another."""
    return [
        {
            "uid": f"article-{number}",
            "version": 1,
            "type": "article-newspaper",
            "title": f"Report {number:,} on the fighting",
            "container-title": f"{SECOND[number % len(SECOND)][0]} Post",
            "issued": f"{2011 + number % 10}-{1 + number % 12:02}-{1 + number % 28:02}",
            "URL": f"https://news.example/{number}",
        }
        for number in range(1, many + 1)
    ]


def slug(name: str) -> str:
    """Return a readable uid."""
    return name.lower().replace(" ", "-")


def _actor(kind: str, name: str, arabic: str) -> Document:
    aliases = [{"name": arabic, "language": "ar"}]
    return {"uid": slug(name), "version": 1, "name": name, "kind": kind, "aliases": aliases}


def _relate(actors: list[Document], kind: str, parent: Document, relation: str) -> None:
    """Let every second actor of a kind have a parent."""
    for actor in [actor for actor in actors if actor["kind"] == kind][::2]:
        actor["parents"] = [{"actor": parent["uid"], "relation": relation}]
