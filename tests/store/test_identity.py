"""Identities of new records."""

from itertools import pairwise
from time import time_ns
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import identity
from store.identity import new_uid

MILLISECOND = 1_000_000
LATEST = (1 << 48) - 1
"""The last millisecond that has room, in the year 10889."""


def made_at(milliseconds: int, nanoseconds: int = 0) -> str:
    """Return a uid made so long after 1970."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(identity, "time_ns", lambda: milliseconds * MILLISECOND + nanoseconds)
        return new_uid()


@given(st.integers(0, LATEST))
def test_a_uid_is_a_uuid_of_version_7(milliseconds: int) -> None:
    """RFC 9562: the time, version and variant, each in its place."""
    uid = UUID(made_at(milliseconds))

    assert (uid.version, uid.variant) == (7, "specified in RFC 4122")
    assert uid.int >> 80 == milliseconds


@given(st.lists(st.integers(0, LATEST), unique=True, max_size=9))
def test_uids_sort_by_the_time_they_were_made(times: list[int]) -> None:
    """As texts, as every store sorts them."""
    uids = {milliseconds: made_at(milliseconds) for milliseconds in times}

    assert [uids[each] for each in sorted(times)] == sorted(uids.values())


@given(st.integers(0, LATEST - 1), st.integers(0, MILLISECOND - 1))
def test_a_later_millisecond_is_a_later_uid(milliseconds: int, nanoseconds: int) -> None:
    """Whatever the random bits are."""
    assert made_at(milliseconds, nanoseconds) < made_at(milliseconds + 1)


def test_uids_of_one_moment_differ() -> None:
    """74 random bits."""
    uids = sorted(made_at(1) for _ in range(1_000))

    assert all(one != other for one, other in pairwise(uids))


def test_the_time_is_that_of_the_clock() -> None:
    """The one of the machine, not a fixed one."""
    before = time_ns() // MILLISECOND
    uid = UUID(new_uid())

    assert before <= uid.int >> 80 <= time_ns() // MILLISECOND
