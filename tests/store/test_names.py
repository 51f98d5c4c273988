"""Names find the record that a text means."""

from collections import Counter
from typing import Any

import pytest

from store.model import ARTICLE, NOT_STATED, Actor, Event, Place, Source, view
from store.names import Names
from store.text import fold
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


def test_a_claimant_that_is_no_actor_is_no_record() -> None:
    """Of each kind those that are there are known."""
    found = names()

    assert [found.knows(uid) for uid in ("sohr", "jazal", "src")] == [True] * 3
    assert not found.knows(ARTICLE)


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


class Asked(dict[str, Any]):
    """Records that count how often each is asked for."""

    def __init__(self, records: dict[str, Any]) -> None:
        super().__init__(records)
        self.counts: Counter[str] = Counter()

    def get(self, key: str, default: Any = None) -> Any:
        """Count a question."""
        self.counts[key] += 1
        return super().get(key, default)


def test_what_rows_show_of_an_actor_is_worked_out_once() -> None:
    """A hundred thousand rows name a few dozen actors."""
    asked = Asked(dict(names().actors))
    found = Names(asked, {}, {})
    first = found.label("aamaq"), found.factions("aamaq")
    counts = Counter(asked.counts)

    assert (found.label("aamaq"), found.factions("aamaq")) == first == ("Aamaq", ["islamic-state"])
    assert asked.counts == counts


def test_what_is_kept_of_factions_is_nobody_elses() -> None:
    """Whoever has asked may change the answer."""
    found = names()
    found.factions("aamaq").clear()

    assert found.factions("aamaq") == ["islamic-state"]


def test_nothing_is_kept_of_unknown_actors() -> None:
    """There may be any number of them."""
    asked = Asked({})
    found = Names(asked, {}, {})
    for _ in range(2):
        assert (found.label("gone"), found.factions("gone")) == ("gone", [])

    assert asked.counts["gone"] == 4


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


@pytest.mark.parametrize("text", ["Jazal", "jazal", "JAZAL", "جزل"])
def test_every_spelling_resolves_to_the_place(text: str) -> None:
    """As with actors, and an actor's name is no place."""

    assert names().resolve_place(text) == "jazal"
    assert names().resolve_place("IS") is None


@pytest.mark.parametrize(
    "text", ["page", "PAGE", "a  Page", "http://example.org/a", "www.example.org/a/?utm_source=x"]
)
def test_a_source_is_known_by_key_title_and_address(text: str) -> None:
    """However the address was copied."""
    one = view(Source, source("page", title="A page", URL="https://example.org/a/"))

    assert names().overlaid(sources=[one]).resolve_source(text) == "page"


@pytest.mark.parametrize("text", ["", "jbh/sms", "https://example.org/", "An arti"])
def test_nothing_else_resolves_to_a_source(text: str) -> None:
    """Neither its author, nor an address while it has none, nor part of its title."""

    assert names().resolve_source(text) is None


def test_a_key_is_its_own_record_whatever_others_are_called() -> None:
    """What is written under a key reads back."""
    shadowing = view(Actor, actor("other", short="aamaq"))

    assert names().overlaid(actors=[shadowing]).resolve("aamaq") == "aamaq"


@pytest.mark.parametrize(("key", "taken"), [("src", True), ("sr", False), ("an article", False)])
def test_a_key_that_reads_so_is_taken(key: str, taken: bool) -> None:
    """However it is written; a title takes none."""

    assert names().is_source_key(key) is taken
    assert Names({}, {}, {"SRC": view(Source, source("SRC"))}).is_source_key(key) is taken


def prefixed() -> Names:
    """Return actors and places whose names share beginnings."""
    actors = [
        actor("fsa", name="Free Syrian Army", short="FSA"),
        actor("sdf", name="Syrian Democratic Forces", short="SDF", aliases=[{"name": "Sdf (QSD)"}]),
        actor("syria", name="Syria", kind="government body"),
        actor("nusra", name="Jabhat al-Nusra", aliases=[{"name": "النصرة"}]),
    ]
    return Names(
        {one["uid"]: view(Actor, one) for one in actors},
        {"syria": view(Place, place("syria"))},
        {"syr-1": view(Source, source("syr-1", title="News", publisher="Syrian press"))},
    )


@pytest.mark.parametrize(
    ("prefix", "found"),
    [
        (
            "syr",
            [
                ("syria", "Syria"),
                ("sdf", "Syrian Democratic Forces"),
                ("fsa", "Free Syrian Army"),
            ],
        ),
        ("SYRIAN d", [("sdf", "Syrian Democratic Forces")]),
        ("syria ", []),
        ("sd", [("sdf", "SDF")]),
        ("qsd", [("sdf", "Sdf (QSD)")]),
        ("nusra", [("nusra", "Jabhat al-Nusra")]),
        ("النص", [("nusra", "النصرة")]),
        ("yria", []),
        ("", []),
        (" ", []),
    ],
)
def test_names_are_found_by_their_beginning(prefix: str, found: list[tuple[str, str]]) -> None:
    """Whole names come first, then words within; short before long, and each record once."""

    assert prefixed().starting(prefix, ["actor"]) == found


def test_beginnings_are_looked_for_in_the_kinds_asked_for() -> None:
    """A source is known by its key and title, not by its publisher."""

    assert prefixed().starting("syr", ["place"]) == [("syria", "Syria")]
    assert prefixed().starting("syr", ["source"]) == [("syr-1", "syr-1")]
    assert prefixed().starting("syr", ["actor", "place", "source"], 3) == [
        ("syria", "Syria"),
        ("syria", "Syria"),
        ("syr-1", "syr-1"),
    ]


def test_no_more_names_are_found_than_asked_for() -> None:
    """A list under the cursor is short."""
    many = {f"a{at}": view(Actor, actor(f"a{at}", name=f"Army {at}")) for at in range(20)}

    assert len(Names(many, {}, {}).starting("army", ["actor"])) == 6
    assert len(Names(many, {}, {}).starting("army", ["actor"], 2)) == 2


def test_names_are_folded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of names are looked through at each key, also with one more in a draft."""
    found = prefixed()
    found.starting("syr", ["actor"])
    folded: list[str] = []

    def counting(text: str) -> str:
        folded.append(text)
        return fold(text)

    monkeypatch.setattr("store.spellings.fold", counting)
    monkeypatch.setattr("store.typed.fold", counting)
    found.starting("free", ["actor"])
    found.overlaid(actors=[view(Actor, actor("new"))]).starting("ne", ["actor"])

    assert folded == ["free", "ne", "New"]


def test_a_draft_is_laid_over_the_names() -> None:
    """What it creates is found, what it changes is found under its new name only."""
    known = names()
    draft = known.overlaid(
        actors=[view(Actor, actor("new")), view(Actor, actor("sohr", name="Observatory"))],
        places=[view(Place, place("raqqa"))],
        sources=[view(Source, source("fresh", title="Fresh", URL="https://example.org/a"))],
    )

    assert (draft.resolve("New"), draft.resolve("Observatory")) == ("new", "sohr")
    assert (draft.resolve("SOHR"), known.resolve("SOHR")) == ("sohr", "sohr")
    assert draft.starting("so", ["actor"]) == []
    assert draft.resolve("Daesh") == "islamic-state"
    assert draft.resolve_place("Raqqa") == "raqqa"
    assert draft.resolve_source("example.org/a") == "fresh"
    assert draft.label("new") == "New"
    assert known.resolve("New") is None


def test_an_actor_of_the_store_keeps_its_name_beside_a_draft() -> None:
    """A new actor of the same name takes nothing over."""

    assert names().overlaid(actors=[view(Actor, actor("b", name="Daesh"))]).resolve("daesh") == (
        "islamic-state"
    )


@pytest.mark.parametrize(
    ("uid", "without", "found"),
    [
        ("sdf", "", "SDF"),
        ("fsa", "", "FSA"),
        ("syria", "", "Syria"),
        ("article", "", "the article"),
        ("gone", "", "gone"),
        ("other", "", "Other name"),
        ("odd", "()", "odd"),
    ],
)
def test_a_name_is_spelled_so_that_it_reads_back(uid: str, without: str, found: str) -> None:
    """Another's name does not do, nor one with signs that the line gives a meaning."""
    others = [
        view(Actor, actor("other", name="Other  name", short="FSA")),
        view(Actor, actor("odd", name="Odd (one)")),
    ]

    assert prefixed().overlaid(actors=others).spelling("actor", uid, without) == found


def test_sources_of_one_title_are_all_found() -> None:
    """A key that reads like a title is none."""
    more = [source("b", title="An  ARTICLE"), source("an article", title="Other")]
    found = names().overlaid(sources=[view(Source, one) for one in more])

    assert found.sources_titled("an article") == ["src", "b"]


def test_a_name_of_which_nothing_is_left_is_no_name() -> None:
    """A stroke that only lengthens letters stands for nobody."""
    found = names().overlaid(actors=[view(Actor, actor("stroke", name="ـ"))])

    assert found.resolve("") is None
    assert found.resolve("ـ") is None
    assert found.spelling("actor", "stroke") == "stroke"


def test_several_speakers_are_no_lone_speaker() -> None:
    """Nor is the article itself, nor who is not stated."""
    two = view(Event, event(claims=[claim(), claim("c2", "aamaq")]))
    article = view(Event, event(claims=[claim(claimant=ARTICLE)]))
    nobody = view(Event, event(claims=[claim(claimant=NOT_STATED)]))

    assert [names().lone_speaker(one) for one in (two, article, nobody)] == ["", "", ""]


def test_two_offices_of_one_claimant_speak_as_the_claimant() -> None:
    """No office stands for the other."""
    claims = [claim(speaker={"office": "spokesman"}), claim("c2", speaker={"office": "minister"})]

    assert names().lone_speaker(view(Event, event(claims=claims))) == "SOHR"
