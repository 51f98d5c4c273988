"""Changes laid over a mapping are seen through, and what lies beneath is not copied."""

from hypothesis import given
from hypothesis import strategies as st

from store.laid import Laid

KEYS = st.sampled_from("abcdef")
BASES = st.dictionaries(KEYS, st.integers())
CHANGES = st.dictionaries(KEYS, st.none() | st.integers())


def changed(base: dict[str, int], changes: dict[str, int | None]) -> dict[str, int]:
    """Make the changes to a copy."""
    every = {**base, **changes}
    return {key: value for key, value in every.items() if value is not None}


@given(BASES, CHANGES)
def test_a_laid_mapping_is_what_a_changed_copy_would_be(
    base: dict[str, int], changes: dict[str, int | None]
) -> None:
    """Whatever is asked of it."""
    laid, copy = Laid(base, changes), changed(base, changes)

    assert dict(laid) == copy
    assert len(laid) == len(copy)
    assert len([*laid]) == len(copy)
    assert [laid.get(key) for key in "abcdefg"] == [copy.get(key) for key in "abcdefg"]
    assert [key in laid for key in "abcdefg"] == [key in copy for key in "abcdefg"]


@given(BASES, CHANGES, CHANGES)
def test_changes_over_changes_lie_on_the_same_base(
    base: dict[str, int], first: dict[str, int | None], then: dict[str, int | None]
) -> None:
    """They do not pile up."""
    laid = Laid(Laid(base, first), then)

    assert dict(laid) == changed(changed(base, first), then)
    assert laid.base is base


def test_what_is_laid_over_a_mapping_changes_neither() -> None:
    """Each stands by itself."""
    base, first = {"a": 1}, {"a": 2}
    one = Laid(base, first)
    two = Laid(one, {"a": None})
    first["a"] = 3

    assert (base, dict(one), dict(two)) == ({"a": 1}, {"a": 2}, {})
