"""A filter is a value that every key turns into another."""

import pytest

from store.query import Facet, Filter, Term

IS = Term("participant", "is")


def test_toggling_twice_gives_the_filter_back() -> None:
    """A digit pressed twice changes nothing."""
    once = Filter().toggled("participant", "is")

    assert once.terms == (IS,)
    assert once.toggled("participant", "is") == Filter()


def test_toggling_frees_an_excluded_value() -> None:
    """Excluded is in use too."""
    excluded = Filter((Term("participant", "is", exclude=True),))

    assert excluded.toggled("participant", "is") == Filter()


def test_cycling_goes_from_off_to_include_to_exclude_to_off() -> None:
    """The space key in the filter panel."""
    states = []
    query = Filter()
    for _ in range(4):
        states.append(query.state("place", "jazal"))
        query = query.cycled("place", "jazal")

    assert states == ["off", "include", "exclude", "off"]


def test_only_clears_the_group_and_no_other() -> None:
    """Participant and claimant are one group: actors."""
    query = Filter((IS, Term("claimant", "sohr"), Term("place", "jazal")))

    assert query.only("actor", "un").terms == (Term("place", "jazal"), Term("actor", "un"))


def test_joined_exchanges_any_and_all_of_one_group() -> None:
    """Twice is once."""
    every = Filter().joined("actor")

    assert every.all_of == {"actor"}
    assert every.joined("actor") == Filter()


@pytest.mark.parametrize(
    ("facet", "group"),
    [("participant", "actor"), ("claimant", "actor"), ("actor", "actor"), ("place", "place")],
)
def test_the_three_actor_facets_are_one_group(facet: Facet, group: str) -> None:
    """OR within it joins all three."""

    assert Term(facet, "x").group == group


def test_groups_keep_the_order_of_their_first_term() -> None:
    """The words of the filter stay where they were."""
    query = Filter((Term("place", "a"), IS, Term("place", "b")))

    assert list(query.groups()) == ["place", "actor"]


def test_a_value_that_the_filter_does_not_name_is_off() -> None:
    """Whatever it says of others."""

    assert Filter((IS,)).state("participant", "sohr") == "off"
