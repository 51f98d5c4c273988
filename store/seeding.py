"""What a new store begins with: the bundled chronology, as changes for any backend."""

import hashlib
import json

import seeds
from store.base import Change
from store.model import Document
from store.text import clean_document

SEEDED_AT = "2026-11-22T00:00:00Z"
"""Creation of every seed, the same in each store."""
LABEL = "bundled chronology"
"""Name of the transaction that seeds a store."""


def seed_changes() -> list[Change]:
    """Return the adding of every bundled record, each after the records that it refers to."""
    return [
        Change(kind, document["uid"], None, _stored(clean_document(document)))
        for kind, documents in seeds.documents().items()
        for document in documents
    ]


def _stored(document: Document) -> Document:
    """Complete a seed with its version, its times and where it is from."""
    origin = {"format": "seeds", "id": document["uid"], **document.get("origin", {})}
    return {
        "uid": document["uid"],
        "version": 1,
        "created": SEEDED_AT,
        "updated": SEEDED_AT,
        **document,
        "origin": {**origin, "digest": _digest(document), "changed": {}},
    }


def _digest(document: Document) -> str:
    """Return the SHA-256 of the seed as compact JSON with sorted keys, in hexadecimal."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
