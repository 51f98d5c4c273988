"""Any documents of events, with claims, figures and keys that nobody knows, at every depth."""

from hypothesis import strategies as st

from store.edits import KEPT_BY_US
from store.model import Document

IDS = st.sampled_from(["c1", "c2", "f1", "a/b", "~", "~1", "/", "a~0b"])
KEYS = st.sampled_from(["x", "y/z", "~", "a~1b", "title", "speaker"])
VALUES = st.recursive(
    st.none() | st.sampled_from([0, 7, 2.5, "", "a", "ب", "~"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=2),
    max_leaves=4,
)
OTHERS = st.dictionaries(KEYS, VALUES, max_size=3)


def _items(inner: st.SearchStrategy[Document]) -> st.SearchStrategy[list[Document]]:
    """Return lists of items with distinct ids, in any order."""
    keyed = st.dictionaries(IDS, inner, max_size=3)
    return keyed.map(lambda found: [{**item, "id": uid} for uid, item in found.items()])


def _having(key: str, items: st.SearchStrategy[list[Document]]) -> st.SearchStrategy[Document]:
    """Return objects with a list of items, or without it."""
    return OTHERS | st.builds(lambda others, found: {**others, key: found}, OTHERS, items)


FIGURES = _items(OTHERS)
CLAIMS = _items(_having("figures", FIGURES))
SAID = _having("claims", CLAIMS)
"""What a document says."""
SEEDS = st.builds(lambda said: {**said, **from_seeds()}, SAID)
"""Imported documents."""


def from_seeds() -> Document:
    """Return what we keep of an imported document."""
    return {"uid": "e1", "version": 1, "origin": {"format": "seeds", "id": "s1", "changed": {}}}


def meaning(document: Document) -> Document:
    """Return what a document says: no nulls, items by their ids, nothing that we keep of it."""
    said: Document = {}
    for key, value in document.items():
        if key in ("claims", "figures"):
            said[key] = {item["id"]: meaning(item) for item in value} or None
        elif key not in KEPT_BY_US:
            said[key] = value
    return {key: value for key, value in said.items() if value is not None}
