"""What was changed in a source: since it was imported, or since it was added."""

import json
from contextlib import suppress
from typing import Any

import msgspec

from store.model import Name, Source
from tui.presentation.corrections import came, corrected, since
from tui.presentation.figures import date_words
from tui.presentation.telling import BEFORE, Said, sentence
from tui.presentation.values import NOTHING
from tui.presentation.words import byline

NAMES = {"author": "by", "container-title": "in", "sha256": "SHA-256"}
"""Names of the fields whose key is not the word itself."""
DATES = ("issued", "accessed")
BARE = ("type", "URL", "archive", "sha256")
"""Fields whose text stands without marks of a quotation."""


def corrected_source(source: Source) -> list[Said]:
    """Return what an imported source states differently now."""
    return [
        Said(
            NAMES.get(each.path, each.path),
            _words(each.path, each.imported),
            _words(each.path, each.now),
            each.revision,
        )
        for each in corrected(source)
    ]


def correction(source: Source) -> str:
    """Return "title · bundled: “…” · you: “…”, 24 Nov 2026, reason", nothing if none was made."""
    return sentence(corrected_source(source), came(source.origin)) if source.origin else ""


def source_changes(source: Source) -> tuple[str, list[str]]:
    """Return since when a source was changed, and what; of an own one, what each part was."""
    if source.origin:
        found, whence = corrected_source(source), came(source.origin)
        return since(source.origin), [sentence([each], whence) for each in found]
    return "what each part was, the latest first", [
        sentence([Said(NAMES.get(key, key), _words(key, was), "", revision)], BEFORE)
        for revision in reversed(source.history)
        for key, was in revision.was.items()
    ]


def _words(key: str, value: Any) -> str:
    """Return what stands in a field; what no view takes stands as JSON."""
    if value in (None, "", [], {}):
        return NOTHING
    with suppress(msgspec.ValidationError):
        if key == "author":
            return byline(Source(uid="", title="", author=msgspec.convert(value, tuple[Name, ...])))
        if key == "agencies":
            return ", ".join(msgspec.convert(value, tuple[str, ...]))
        return _text(key, msgspec.convert(value, str))
    return json.dumps(value, ensure_ascii=False)


def _text(key: str, text: str) -> str:
    if key in DATES:
        return date_words(text)
    return text if key in BARE else f"“{text}”"
