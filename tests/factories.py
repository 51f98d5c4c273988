"""Small valid documents; every argument overrides or adds a key."""

from typing import Any

from store.index import Index
from store.model import Document


def figure(id: str = "f1", **keys: Any) -> Document:
    """Return the figure "50,000 fled"."""
    return {"id": id, "metric": "fled", "verbatim": "50,000", "best": 50_000, **keys}


def claim(id: str = "c1", claimant: str = "sohr", **keys: Any) -> Document:
    """Return a claim that something occurred."""
    return {"id": id, "claimant": claimant, "statement": "it occurred", "source": "src", **keys}


def event(uid: str = "e1", **keys: Any) -> Document:
    """Return an occurrence of one day without claims."""
    return {"uid": uid, "version": 1, "title": "Something occurs", "when": "2016-12-10", **keys}


def actor(uid: str = "sohr", **keys: Any) -> Document:
    """Return a monitor."""
    return {"uid": uid, "version": 1, "name": uid.title(), "kind": "monitor", **keys}


def place(uid: str = "jazal", **keys: Any) -> Document:
    """Return a place without coordinates."""
    return {"uid": uid, "version": 1, "name": uid.title(), **keys}


def source(uid: str = "src", **keys: Any) -> Document:
    """Return an article of 10 December 2016."""
    return {"uid": uid, "version": 1, "title": "An article", "issued": "2016-12-10", **keys}


def titles(index: Index) -> list[str]:
    """Return the titles of all rows, in reading order."""
    return [index.kept(row).title for row in index.everything]
