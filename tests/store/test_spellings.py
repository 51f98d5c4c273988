"""Names in memory, and changes that lie over them, say which record is meant."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.model import Actor, Source, view
from store.spellings import Spellings
from store.typed import Folded, Over
from tests.factories import actor, source

TITLES = st.dictionaries(
    st.sampled_from(("a", "A", "b", "a b")), st.sampled_from(("a", "b a", "ab", "ـ")), max_size=4
)


def sources(titles: Mapping[str, str | None]) -> dict[str, Source | None]:
    """Return sources of one address by uid, None for one without a title."""
    return {
        uid: None if title is None else view(Source, source(uid, title=title, URL="a.org"))
        for uid, title in titles.items()
    }


def folded(titles: Mapping[str, str]) -> Folded:
    """Return the names of some sources in memory."""
    return Folded({uid: one for uid, one in sources(titles).items() if one})


def over(beneath: Mapping[str, str], changes: Mapping[str, str | None]) -> Spellings:
    """Return names of sources with some of them changed."""
    return Spellings(Over(folded(beneath), sources(changes)))


@given(TITLES, TITLES, st.sets(st.sampled_from(("a", "b"))), st.sampled_from(("a", "b", "a b")))
@settings(max_examples=50, deadline=None)
def test_changes_over_names_are_as_names_without_them(
    beneath: dict[str, str], changes: dict[str, str], gone: set[str], text: str
) -> None:
    """What has changed comes last, as in the mapping that is laid over another."""
    laid = Over(folded(beneath), sources({**changes, **dict.fromkeys(gone)}))
    one, other = Spellings(laid), Spellings(Folded(laid.records))

    assert one.resolve(text) == other.resolve(text)
    assert one.all_called(text) == other.all_called(text)
    assert one.starting(text, 9) == other.starting(text, 9)
    assert one.at("http://a.org/") == other.at("http://a.org/")
    assert one.is_key(text) == other.is_key(text)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, ["one", "two"]),
        ({"one": "A title"}, ["two", "one"]),
        ({"one": None}, ["two"]),
        ({"one": "Other"}, ["two"]),
        ({"new": "a TITLE"}, ["one", "two", "new"]),
    ],
)
def test_records_of_one_name_stand_in_their_order(
    changes: dict[str, str | None], found: list[str]
) -> None:
    """The first one is meant."""
    names = over({"one": "A title", "two": "A title"}, changes)

    assert names.all_called("a title") == found
    assert names.resolve("a title") == found[0]
    assert [match.uid for match in names.starting("a t", 9)] == found


def test_short_names_come_first_wherever_they_lie() -> None:
    """Those that were changed stand between those that were not."""
    names = over({"a": "News", "b": "News of Hama"}, {"c": "News of A", "d": "No news"})

    assert [match.uid for match in names.starting("news", 9)] == ["a", "c", "b", "d"]
    assert [match.uid for match in names.starting("news", 2)] == ["a", "c"]


def test_a_record_that_is_no_more_is_found_by_nothing() -> None:
    """Neither by its uid, nor by what it was called, nor by its address."""
    names = over({"gone": "A title"}, {"gone": None})

    assert names.resolve("gone") is None
    assert names.resolve("GONE") is None
    assert names.resolve("A title") is None
    assert names.at("a.org") is None
    assert not names.is_key("gone")
    assert names.spelling("gone", "A title", "") == "gone"


def test_nothing_new_leaves_names_as_they_are() -> None:
    """A draft is read at each key and mostly creates nothing."""
    names = Spellings(folded({"a": "A title"}))

    assert names.overlaid([]) is names


def test_a_uid_is_meant_where_no_name_is() -> None:
    """Whatever its case; another's name of the same letters comes first."""
    actors = {
        one["uid"]: view(Actor, one) for one in (actor("x-y", name="N"), actor("z", name="X"))
    }
    names = Spellings(Folded(actors))

    assert (names.resolve("X-Y"), names.resolve("x")) == ("x-y", "z")
    assert names.is_key("x-y")
    assert not names.is_key("n")
