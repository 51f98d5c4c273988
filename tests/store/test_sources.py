"""What is typed of a source."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model import Document, Source, view
from store.sources import (
    TYPES,
    SourceLines,
    SourceReading,
    made,
    patched,
    read,
    same,
    written,
)
from tests.factories import source
from tests.store import edtf_texts
from tests.store.known import NAMES, NOBODY

TODAY = date(2026, 11, 22)
ARTICLE = SourceLines(
    title="Islamic State  re-enters Palmyra",
    by="jbh/sms; Family, Given",
    container_title="News",
    publisher="A press",
    issued="10 Dec 2016",
    url="https://example.org/a",
    accessed="today",
    archive="An archive",
    agencies="AP, AFP, dpa",
    type="Article",
    notes="First line.\nSecond line.\n",
)


def reading(**lines: str) -> SourceReading:
    """Read lines beside a title on a day in 2026."""
    return read(SourceLines(**{"title": "A title", **lines}), NAMES, TODAY)


def test_a_source_is_made_of_what_is_typed() -> None:
    """With the keys of CSL-JSON, dates as EDTF, and nothing that was not said."""
    found = read(ARTICLE, NAMES, TODAY)

    assert found.problems == {}
    assert made(found, "aleppo-2") == {
        "uid": "aleppo-2",
        "version": 1,
        "type": "article",
        "title": "Islamic State re-enters Palmyra",
        "author": [
            {"family": "", "given": "", "literal": "jbh/sms"},
            {"family": "Family", "given": "Given", "literal": ""},
        ],
        "container-title": "News",
        "publisher": "A press",
        "issued": "2016-12-10",
        "accessed": "2026-11-22",
        "URL": "https://example.org/a",
        "archive": "An archive",
        "agencies": ["AP", "AFP", "dpa"],
        "notes": "First line.\nSecond line.",
        "sha256": "",
    }


def test_a_title_is_enough() -> None:
    """What the source does not state stays empty."""
    document = made(reading(), "a-title")

    assert view(Source, document) == Source(uid="a-title", title="A title")


@pytest.mark.parametrize(
    ("field", "text", "problem"),
    [
        ("title", " ", "Write the title as the source has it."),
        ("title", "x" * 301, "This is too long: shorten it to 300 characters."),
        ("by", "x; " * 500, "This is too long: shorten it to 1,000 characters."),
        ("agencies", "x, " * 500, "This is too long: shorten it to 1,000 characters."),
        ("notes", "x" * 100_001, "This is too long: shorten it to 100,000 characters."),
        ("url", "example.org/a", "Write the whole address, as in https://example.org/page."),
        ("url", "ftp://example.org", "Write the whole address, as in https://example.org/page."),
        ("url", "https://", "Write the whole address, as in https://example.org/page."),
        (
            "type",
            "newspaper",
            "“newspaper” is no type of source: write article, report, webpage, post,"
            " broadcast or another of CSL-JSON, or nothing.",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(field: str, text: str, problem: str) -> None:
    """In a sentence with what to write instead."""

    assert reading(**{field: text}).problems == {field: problem}


@pytest.mark.parametrize("field", ["issued", "accessed"])
def test_a_date_that_can_be_two_is_refused(field: str) -> None:
    """As everywhere; it stands as typed."""
    found = reading(**{field: "10/12/2016"})

    assert found.problems.keys() == {field}
    assert "can be 10 Dec 2016 or 12 Oct 2016" in found.problems[field]
    assert found.values[field] == "10/12/2016"


@pytest.mark.parametrize(
    ("lines", "uid"),
    [
        ({"url": "http://example.org/News?id=7&utm_source=x#top"}, "page"),
        ({"title": "islamic state re-enters PALMYRA", "issued": "10 Dec 2016"}, "aleppo-1"),
        ({"title": "Islamic State re-enters Palmyra", "issued": "11 Dec 2016"}, None),
        ({"title": "Islamic State re-enters Palmyra"}, None),
        ({"title": "A leaflet"}, None),
        ({"url": "https://example.org/other"}, None),
        ({"title": "A page", "issued": "Dec 2016", "url": "https://example.org/other"}, "page"),
    ],
)
def test_a_source_that_is_here_already_is_recognised(
    lines: dict[str, str], uid: str | None
) -> None:
    """By its address, or by title and day; a title without a day is not enough."""

    assert same(reading(**lines), NAMES) == uid


WORDS = st.text(st.sampled_from("aB ,;é")).map(lambda text: " ".join(text.split()))
DATES = st.one_of(st.just(""), edtf_texts.texts)
DOCUMENTS = st.fixed_dictionaries(
    {
        "uid": st.just("src"),
        "version": st.just(1),
        "type": st.sampled_from([*TYPES, "odd"]),
        "title": WORDS,
        "author": st.lists(
            WORDS.filter(bool).map(lambda name: {"family": "", "given": "", "literal": name})
        ),
        "container-title": WORDS,
        "publisher": WORDS,
        "issued": DATES,
        "accessed": DATES,
        "URL": st.sampled_from(["", "https://example.org/a?b=1", "odd"]),
        "archive": WORDS,
        "agencies": st.lists(WORDS.filter(bool)),
        "notes": st.sampled_from(["", "a\n\nb"]),
        "sha256": st.just(""),
    }
)


@given(DOCUMENTS)
def test_what_is_written_reads_back(document: Document) -> None:
    """Also what would be refused if it were typed."""
    lines = written(view(Source, document))

    assert made(read(lines, NOBODY, TODAY), "src") == document


def test_only_what_differs_is_patched() -> None:
    """Unknown keys survive, also those of an author who stays, and none is added."""
    author = {"literal": "jbh/sms", "orcid": "0"}
    document = source(author=[author], seen=3)
    lines = written(view(Source, document))
    before = read(lines, NAMES, TODAY)

    def after(**typed: Any) -> Document:
        values = {field: getattr(lines, field) for field in SourceLines.__struct_fields__}
        return patched(document, before, read(SourceLines(**{**values, **typed}), NAMES, TODAY))

    assert after() == document
    assert after(publisher="A press") == document | {"publisher": "A press"}
    assert after(issued="", url="https://example.org/") == document | {
        "issued": "",
        "URL": "https://example.org/",
    }
    assert after(by="new; jbh/sms")["author"] == [
        {"family": "", "given": "", "literal": "new"},
        author,
    ]
    assert patched({"uid": "src"}, before, reading(by="new"))["author"][0]["literal"] == "new"


@given(st.sampled_from(SourceLines.__struct_fields__), st.text())
def test_any_text_is_read(field: str, text: str) -> None:
    """Nothing crashes, and what has no problem can be kept."""
    found = reading(**{field: text})

    assert found.problems.keys() <= {field}
    assert found.problems or view(Source, made(found, "key")).uid == "key"


@pytest.mark.parametrize("field", SourceLines.__struct_fields__)
def test_a_megabyte_is_refused(field: str) -> None:
    """In every field, with a sentence."""

    assert field in reading(**{field: "a, b; " * 170_000}).problems
