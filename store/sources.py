"""What is typed of a source, read into the document that keeps it: the core of CSL-JSON."""

from datetime import date

import msgspec

from store import bylines
from store.dates import DateError
from store.dates_typed import read as read_date
from store.lines import tidy
from store.model import Document, Source
from store.names import Names
from store.text import clean, fold
from store.urls import is_url

__all__ = [
    "TYPES",
    "SourceLines",
    "SourceReading",
    "is_url",
    "made",
    "patched",
    "read",
    "same",
    "written",
]

TYPES = (
    *("article", "article-journal", "article-magazine", "article-newspaper", "bill", "book"),
    *("broadcast", "chapter", "classic", "collection", "dataset", "document", "entry"),
    *("entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing"),
    *("interview", "legal_case", "legislation", "manuscript", "map", "motion_picture"),
    *("musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical"),
    *("personal_communication", "post", "post-weblog", "regulation", "report", "review"),
    *("review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage"),
)
"""Types of a CSL-JSON item, version 1.0.2."""

LIMITS = {"title": 300, "url": 2_000, "notes": 100_000}
"""Most characters of a field."""
_LIMIT = 1_000
"""Of any other."""


class SourceLines(msgspec.Struct, frozen=True, kw_only=True):
    """A source as it is typed, field by field."""

    title: str = ""
    by: str = ""
    """Authors, parted by semicolons: "Family, Given", or a byline as printed."""
    container_title: str = ""
    publisher: str = ""
    issued: str = ""
    """A date as people type it."""
    url: str = ""
    accessed: str = ""
    archive: str = ""
    agencies: str = ""
    """Parted by commas."""
    type: str = ""
    notes: str = ""


class SourceReading(msgspec.Struct, frozen=True, kw_only=True):
    """What the lines of a source say."""

    values: Document
    """By key of the document; text that cannot be read stands as it was typed."""
    problems: dict[str, str]
    """A sentence by field of `SourceLines`."""


def read(lines: SourceLines, names: Names, today: date) -> SourceReading:
    """Read the lines of a source; whatever is wrong is told in its problems, never an error."""
    typed = {field: tidy(text) for field, text in msgspec.structs.asdict(lines).items()}
    typed["notes"] = clean(lines.notes, lines=True).strip()
    problems = _faults(typed)
    dates = {field: _date(field, typed, today, problems) for field in ("issued", "accessed")}
    kind = fold(typed["type"])
    values = {
        "type": kind if kind in TYPES else typed["type"] or "document",
        "title": typed["title"],
        "author": [] if "by" in problems else bylines.read_authors(typed["by"], names),
        "container-title": typed["container_title"],
        "publisher": typed["publisher"],
        **dates,
        "URL": typed["url"],
        "archive": typed["archive"],
        "agencies": [] if "agencies" in problems else bylines.read_agencies(typed["agencies"]),
        "notes": typed["notes"],
    }
    return SourceReading(values=values, problems=problems)


def same(reading: SourceReading, names: Names) -> str | None:
    """Return the source that this already is: of the same address, or same title and day."""
    url, title, issued = (reading.values[key] for key in ("URL", "title", "issued"))
    if url and (uid := names.resolve_source(url)):
        return uid
    titled = names.sources_titled(title) if issued else []
    return next((uid for uid in titled if names.sources[uid].issued == issued), None)


def made(reading: SourceReading, key: str) -> Document:
    """Return the document of a new source whose reading has no problems."""
    return {"uid": key, "version": 1, **reading.values, "sha256": ""}


def patched(document: Document, before: SourceReading, after: SourceReading) -> Document:
    """Return the stored source with what the second reading says otherwise than the first."""
    was, now = before.values, after.values
    changed = {key: value for key, value in now.items() if value != was[key]}
    if "author" in changed:
        stored = document.get("author", [])
        changed["author"] = bylines.patched_authors(stored, was["author"], now["author"])
    return document | changed


def written(source: Source) -> SourceLines:
    """Return the lines that read as this source."""
    return SourceLines(
        title=source.title,
        by=bylines.written_authors(source.author),
        container_title=source.container_title,
        publisher=source.publisher,
        issued=source.issued,
        url=source.url,
        accessed=source.accessed,
        archive=source.archive,
        agencies=bylines.written_agencies(source.agencies),
        type=source.type,
        notes=source.notes,
    )


def _faults(typed: dict[str, str]) -> dict[str, str]:
    """Say what is wrong with any field but the dates."""
    problems = {}
    if not typed["title"]:
        problems["title"] = "Write the title as the source has it."
    if typed["url"] and not is_url(typed["url"]):
        problems["url"] = "Write the whole address, as in https://example.org/page."
    if typed["type"] and fold(typed["type"]) not in TYPES:
        problems["type"] = (
            f"“{typed['type']}” is no type of source: write article, report, webpage, post,"
            " broadcast or another of CSL-JSON, or nothing."
        )
    return problems | {
        field: fault for field, text in typed.items() if (fault := _size(field, text))
    }


def _size(field: str, text: str) -> str:
    limit = LIMITS.get(field, _LIMIT)
    return f"This is too long: shorten it to {limit:,} characters." if len(text) > limit else ""


def _date(field: str, typed: dict[str, str], today: date, problems: dict[str, str]) -> str:
    """Return the date as EDTF, or as typed where that cannot be read."""
    try:
        return read_date(typed[field], today).text
    except DateError as error:
        problems[field] = str(error)
        return typed[field]
