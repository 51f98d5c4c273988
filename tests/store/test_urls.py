"""Addresses as they are pasted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.urls import comparable, is_url

PAGE = "https://www.example.org/news/?id=7"


@pytest.mark.parametrize("text", [PAGE, "HTTP://example.org", " https://example.org:8443/a#b "])
def test_a_web_address_is_one(text: str) -> None:
    """Blanks around it are no part of it."""

    assert is_url(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org",
        "www.example.org/news",
        "ftp://example.org/a",
        "javascript:alert(1)",
        "https://",
        "https:///news",
        "https://example.org/a b",
        "https://example.org/\x1b[2J",
        "https://[",
        "Islamic State re-enters Palmyra",
    ],
)
def test_anything_else_is_none(text: str) -> None:
    """Only http and https, with a host, in one piece."""

    assert not is_url(text)


@pytest.mark.parametrize(
    "same",
    [
        "http://example.org/news/?id=7",
        "https://EXAMPLE.org/news?id=7",
        "example.org/news?id=7",
        "www.example.org/news/?id=7#top",
        "https://example.org/news/?utm_source=x&id=7&UTM_Medium=y",
        " https://example.org/news/?id=7 ",
    ],
)
def test_addresses_of_one_page_compare_equal(same: str) -> None:
    """Scheme, www., last slash, fragment and utm_* parameters make no difference."""

    assert comparable(same) == comparable(PAGE)


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/news/?id=8",
        "https://example.org/News/?id=7",
        "https://example.org/?id=7",
        "https://news.example.org/news/?id=7",
    ],
)
def test_addresses_of_other_pages_do_not(other: str) -> None:
    """Case of the path counts: servers tell pages apart by it."""

    assert comparable(other) != comparable(PAGE)


@pytest.mark.parametrize("text", ["", " ", "https://", "ftp://example.org/", "https://["])
def test_what_is_no_web_address_compares_with_nothing(text: str) -> None:
    """So that sources without an address are not the same."""

    assert comparable(text) == ""


@given(st.text())
def test_any_text_is_compared(text: str) -> None:
    """Nothing crashes, and what compares equal is stable."""
    found = comparable(text)

    assert found in ("", comparable(f"https://www.{found}"), comparable(found))
