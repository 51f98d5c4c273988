"""The values that the filter panel offers, and the lines they stand on."""

from typing import Any

import pytest
from rich.cells import cell_len

from store.index import Timeline
from store.query import Facet, Filter, Term
from tests.factories import event, place
from tests.store.index.samples import index, timeline
from tests.tui.panels import hostile, looks
from tui.presentation.choice_page import choice_page
from tui.presentation.choices import (
    MOST,
    Choice,
    Heading,
    Line,
    More,
    choices,
    next_role,
    used,
)

IS = Term("participant", "islamic-state")


def offered(query: Filter | None = None, role: Facet = "participant", **how: Any) -> list[Line]:
    """Return the lines over the sample events."""
    return list(choices(timeline(), query or Filter(), role, **how))


def labels(lines: list[Line]) -> list[str]:
    """Return the labels of the values."""
    return [line.label for line in lines if isinstance(line, Choice)]


def choice(lines: list[Line], value: str) -> Choice:
    """Return the line of a value."""
    return next(line for line in lines if isinstance(line, Choice) and line.value == value)


def written(lines: list[Line], width: int = 40, ascii_only: bool = False) -> list[str]:
    """Return the lines as text."""
    how = looks(timeline(), ascii_only)
    page = choice_page(lines, how, {"islamic-state", "government"}, width)
    return ["".join(text for text, _ in line) for line in page.lines]


def test_facets_in_order() -> None:
    """Every facet has its heading; one without values has none."""
    headings = [line.title for line in offered() if isinstance(line, Heading)]

    assert headings == [
        "ACTORS taking part",
        "PLACES",
        "WHAT IS COUNTED",
        "SOURCES",
        "KINDS OF EVENT",
    ]


@pytest.mark.parametrize(
    ("role", "values"),
    [
        ("participant", ["Government", "IS"]),
        ("claimant", ["SOHR", "Aamaq", "the article"]),
        ("actor", ["Government", "IS", "SOHR", "Aamaq", "the article"]),
    ],
)
def test_actors_by_role(role: Facet, values: list[str]) -> None:
    """Actors are listed in one role, those with most events first."""
    found = labels(offered(role=role))

    assert found[: found.index("Jazal")] == values


def test_roles_go_round() -> None:
    """The third role is followed by the first."""
    roles: list[Facet] = ["participant", "claimant", "actor"]

    assert [next_role(role) for role in roles] == ["claimant", "actor", "participant"]


def test_role_in_use() -> None:
    """The panel opens on the role that the filter uses."""
    assert used(Filter()) == "participant"
    assert used(Filter((Term("place", "jazal"), Term("claimant", "sohr")))) == "claimant"


def test_no_value_moves_while_it_is_used() -> None:
    """Including and excluding keeps the order of when the panel was opened."""
    before = offered(opened=Filter())
    after = offered(Filter((Term("participant", "islamic-state", exclude=True),)), opened=Filter())

    assert labels(after) == labels(before)


def test_what_was_in_use_comes_first() -> None:
    """A panel opened on a filter begins with what it uses."""
    query = Filter((IS,))

    assert labels(offered(query))[0] == "IS"
    assert choice(offered(query), "islamic-state").state == "include"


def test_values_without_events_stay() -> None:
    """What other facets leave no event of is still offered, with the count 0."""
    lines = offered(Filter((Term("kind", "situation"),)))

    assert choice(lines, "islamic-state").events == 0


def test_role_not_listed_can_be_freed() -> None:
    """An actor used in another role than the one listed stands first, with its role."""
    lines = offered(Filter((IS,)), role="claimant")

    assert labels(lines)[0] == "IS, taking part"
    assert choice(lines, "islamic-state").facet == "participant"


def test_needle_finds_names_and_aliases() -> None:
    """A value is found by any of its names, whatever the case."""
    assert labels(offered(needle="islamic STATE")) == ["IS"]
    assert offered(needle="nothing has this name") == []


def test_many_values_are_counted() -> None:
    """Of very many values the first are listed, the rest is told by number."""
    places = [place(f"p{number:03}") for number in range(MOST + 2)]
    events = [event(places=[{"place": one["uid"]} for one in places])]
    lines = list(choices(Timeline(index(events, places=places)), Filter(), "participant"))

    assert More(2) in lines
    assert sum(isinstance(line, Choice) and line.facet == "place" for line in lines) == MOST


def test_joining() -> None:
    """A heading says whether any or all must match; an event has just one kind."""
    lines = offered(Filter(all_of=frozenset({"actor"})))
    joined = {line.title: line.joined for line in lines if isinstance(line, Heading)}

    assert joined["ACTORS taking part"] == "all"
    assert joined["PLACES"] == "any"
    assert joined["KINDS OF EVENT"] == ""


def test_lines() -> None:
    """Sign, mark, name, full name, state in words, count under its heading."""
    query = Filter((IS, Term("participant", "government", exclude=True)))

    assert written(offered(query))[:3] == [
        "ACTORS taking part  match any     events",
        "✗ ▲ Government           excluded      2",
        "✓ ■ IS  Islamic State    included      2",
    ]


def test_lines_in_ascii() -> None:
    """With plain signs the state is still told."""
    query = Filter((IS, Term("participant", "government", exclude=True)))
    lines = written(offered(query), ascii_only=True)

    assert "".join(lines).isascii()
    assert lines[1].startswith("- ^ Government")
    assert lines[2].startswith("+ # IS")


def test_many_and_none_are_said() -> None:
    """What is left out has a sentence, and so has a name that nothing has."""
    assert written([Heading("PLACES", "place", "any"), More(1200)])[1].strip() == (
        "and 1,200 more: / finds them by name"
    )
    assert written([]) == [" Nothing has that in its name."]


@pytest.mark.parametrize("width", [24, 40, 58, 118])
def test_hostile_names_fit(width: int) -> None:
    """Whatever a name holds, its line has the width, the count at its end, no control sign."""
    shown = hostile()
    lines = choices(shown, Filter((Term("participant", "a8"),)), "participant")
    page = choice_page(lines, looks(shown), set(shown.index.actors), width)
    told = ["".join(text for text, _ in line) for line in page.lines]

    assert {cell_len(line) for line in told if line} == {width}
    assert all(sign.isprintable() or sign == "\u200b" for line in told for sign in line)
