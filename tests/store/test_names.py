"""Names find the record that a text means."""

import pytest

from store.model import ARTICLE, NOT_STATED, Actor, Event, Place, Source, view
from store.names import Names
from tests.factories import actor, claim, event, place, source


def names() -> Names:
    """Return five actors, a place and a source."""
    actors = [
        actor(
            "islamic-state",
            name="Islamic State",
            short="IS",
            kind="political militia",
            aliases=[{"name": "Daesh"}, {"name": "داعش", "language": "ar"}],
        ),
        actor(
            "aamaq", kind="media", parents=[{"actor": "islamic-state", "relation": "belongs-to"}]
        ),
        actor("fan", kind="activists", parents=[{"actor": "aamaq", "relation": "supports"}]),
        actor("sohr", short="SOHR"),
        actor("loop", parents=[{"actor": "loop", "relation": "part-of"}]),
    ]
    return Names(
        {one["uid"]: view(Actor, one) for one in actors},
        {"jazal": view(Place, place(aliases=[{"name": "جزل", "language": "ar"}]))},
        {"src": view(Source, source(author=[{"literal": "jbh/sms"}, {"family": "Roe"}]))},
    )


@pytest.mark.parametrize(
    "text", ["Islamic State", "IS", "is", "islamic-state", "daesh", "DAESH", "داعش"]
)
def test_every_spelling_resolves_to_the_actor(text: str) -> None:
    """Uid, name, short name and aliases count, whatever their case."""

    assert names().resolve(text) == "islamic-state"


def test_an_unknown_name_resolves_to_nobody() -> None:
    """Nobody is made up."""

    assert names().resolve("Nobody") is None


@pytest.mark.parametrize(
    ("needle", "found"),
    [
        ("daes", {"islamic-state"}),
        ("jaz", {"jazal"}),
        ("جزل", {"jazal"}),
        ("jbh", {"src"}),
        ("roe", {"src"}),
        ("islamic-state", set()),
        ("zzz", set()),
    ],
)
def test_matching_finds_actors_places_and_sources_by_part_of_a_name(
    needle: str, found: set[str]
) -> None:
    """A part of any name is enough; a uid is no name."""

    assert names().matching(needle) == found


def test_sources_are_looked_for_apart() -> None:
    """What a title says is not what an actor or a place is called."""
    found = names()

    assert (found.called("article"), found.cited("article")) == (set(), {"src"})
    assert (found.called("jaz"), found.cited("jaz")) == ({"jazal"}, set())


@pytest.mark.parametrize("uid", ["sohr", "jazal", "src", "a\nb"])
def test_a_label_is_one_line(uid: str) -> None:
    """Rows, headings and lists break on a name of two lines."""
    found = Names(
        {"sohr": view(Actor, actor(name="a\nb"))},
        {"jazal": view(Place, place(name="a\nb"))},
        {"src": view(Source, source(title="a\nb"))},
    )

    assert found.label(uid) == "a b"


@pytest.mark.parametrize(
    ("speaker", "said"),
    [
        ({"name": " ", "office": "spokesman"}, "spokesman"),
        ({"name": "\u00a0\n"}, "SOHR"),
        ({"name": "Igor Konashenkov "}, "Konashenkov"),
        ({"office": " "}, "SOHR"),
    ],
)
def test_a_speaker_without_a_name_is_known_by_office(speaker: dict[str, str], said: str) -> None:
    """A name of blanks is none, and so is an office."""
    one = view(Event, event(claims=[claim(speaker=speaker)]))

    assert names().lone_speaker(one) == said


@pytest.mark.parametrize(
    ("uid", "label"),
    [
        ("sohr", "SOHR"),
        ("aamaq", "Aamaq"),
        ("jazal", "Jazal"),
        ("src", "An article"),
        (ARTICLE, "the article"),
        (NOT_STATED, "not stated"),
        ("gone", "gone"),
    ],
)
def test_label_names_every_record(uid: str, label: str) -> None:
    """A uid that refers to nothing stands for itself, so that nothing is hidden."""

    assert names().label(uid) == label


def test_parts_take_in_what_belongs_to_an_actor_but_not_its_supporters() -> None:
    """Aamaq belongs to the Islamic State; who supports Aamaq does not."""

    assert names().parts("islamic-state") == {"islamic-state", "aamaq"}


@pytest.mark.parametrize(
    ("uid", "party"),
    [
        ("islamic-state", True),
        ("aamaq", True),
        ("fan", True),
        ("sohr", False),
        ("loop", False),
        ("gone", False),
    ],
)
def test_a_party_fights_belongs_to_or_supports_one_that_does(uid: str, party: bool) -> None:
    """The same rule for all, at any depth, and a circle of parents ends."""

    assert names().party(uid) is party


@pytest.mark.parametrize(
    ("uid", "found"),
    [
        ("islamic-state", ["islamic-state"]),
        ("aamaq", ["islamic-state"]),
        ("fan", []),
        ("sohr", []),
        ("loop", []),
        ("gone", []),
    ],
)
def test_an_actor_shows_the_faction_that_it_is_part_of(uid: str, found: list[str]) -> None:
    """Belonging counts, supporting does not, and a circle of parents ends."""

    assert names().factions(uid) == found
