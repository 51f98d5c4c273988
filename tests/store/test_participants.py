"""Lines of the field Who: NAME ROLE [by CLAIMANT] "as said"."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.lines import LONGEST, TOO_LONG, UNCLOSED
from store.model import ARTICLE, NOT_STATED, Actor, Participant, view
from store.names import Names
from store.participants import ROLES, ParticipantLine, made, patched, read, write
from tests.factories import actor
from tests.seeds.chronology import ACTORS, EVENTS
from tests.store.known import NAMES

ALL_ROLES = (
    "attacker, defender, target, victim, accused, supporter, mediator, host, addressee or speaker"
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            'Islamic State accused by Aamaq "its militants"',
            ("islamic-state", "accused", "aamaq", "its militants"),
        ),
        ("SOHR speaker", ("sohr", "speaker", None, "")),
        ("داعش attacker", ("islamic-state", "attacker", None, "")),
        ("islamic state, Attacker by The Article", ("islamic-state", "attacker", ARTICLE, "")),
        ("IS accused by not stated", ("islamic-state", "accused", NOT_STATED, "")),
        ("Forces (SDF), north defender", ("sdf", "defender", None, "")),
        ('The "Host" brigade host “our men”', ("host", "host", None, "our men")),
        ('AFP host by The "Host" brigade', ("afp", "host", "host", "")),
        ("IS target by Russia's Defence Ministry", ("islamic-state", "target", "russia-mod", "")),
    ],
)
def test_a_line_names_actor_role_and_claimant(line: str, expected: tuple[Any, ...]) -> None:
    """Names hold blanks, commas, brackets and quotation marks; nothing parts them but the role."""
    found = read(line, NAMES)

    assert (found.actor, found.role, found.by, found.as_said) == expected
    assert found.unknown == found.problems == ()


def test_a_known_actor_decides_which_role_ends_the_name() -> None:
    """A role may be part of a name."""
    guest = view(Actor, actor("guest", name="Guest host by target", kind="media"))
    found = read("Guest host by target host by AFP", NAMES.overlaid(actors=[guest]))

    assert (found.actor, found.role, found.by) == ("guest", "host", "afp")


@pytest.mark.parametrize("line", ["", "  ", "\n"])
def test_an_empty_line_says_nothing(line: str) -> None:
    """It is nobody and no mistake."""

    assert read(line, NAMES) == ParticipantLine()


@pytest.mark.parametrize(
    ("line", "unknown"),
    [
        ("Reuters victim", ("Reuters",)),
        ("IS accused by Reuters", ("Reuters",)),
        ("Reuters accused by dpa", ("Reuters", "dpa")),
        ("Reuters accused by Reuters", ("Reuters",)),
    ],
)
def test_unknown_actors_are_named(line: str, unknown: tuple[str, ...]) -> None:
    """They can be created, never silently."""
    found = read(line, NAMES)

    assert found.unknown == unknown
    assert found.problems == tuple(
        f"“{name}” is no known actor: write another name, or add it." for name in unknown
    )


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Islamic State", f"Write the role after the name: {ALL_ROLES}."),
        ("Reuters attackr", f"Write the role after the name: {ALL_ROLES}."),
        ("Islamic State attackr", f"“attackr” is no role: write {ALL_ROLES}."),
        (
            "IS attacker Aamaq",
            "“Aamaq” cannot follow the role: write “by” and who gives it, or the words in “…”.",
        ),
        (
            "IS attacker by",
            "Write after “by” the only claimant who gives the role, or leave it out.",
        ),
        ("attacker", "Begin with the name, as in “Islamic State attacker”."),
        ('"x"', "Begin with the name and the role, as in “Islamic State attacker”."),
        ('IS accused by Aamaq "its mil', UNCLOSED),
        ("x" * (LONGEST + 1), TOO_LONG),
    ],
)
def test_what_is_wrong_is_said(line: str, problem: str) -> None:
    """One sentence with what to write, and no name to be created by mistake."""
    found = read(line, NAMES)

    assert found.problems == (problem,)
    assert found.unknown == ()


@pytest.mark.parametrize(
    ("participant", "line"),
    [
        (Participant(actor="sohr", role="speaker"), "SOHR speaker"),
        (
            Participant(actor="islamic-state", role="accused", by="aamaq", as_said="its men"),
            'IS accused by Aamaq "its men"',
        ),
        (
            Participant(actor="russia", role="host", by=NOT_STATED),
            "Russia host by not stated",
        ),
        (Participant(actor="gone", role="host", by="lost"), "gone host by lost"),
    ],
)
def test_a_participant_is_written(participant: Participant, line: str) -> None:
    """With its short name; who is gone stands under the key, so that nothing is hidden."""

    assert write(participant, NAMES) == line


WORDS = st.sampled_from(
    ["Host", "by", "target", "the article", '"X"', "(SDF)", "a,", "IS", "“", "u1"]
)
STORES = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), min_size=2, max_size=4)


@given(STORES, st.sampled_from(ROLES), st.booleans(), st.text(st.sampled_from('ab "“”by')))
def test_what_is_written_reads_back(
    called: list[str], role: Any, alone: bool, as_said: str
) -> None:
    """Whatever the actors are called: their keys stand in where names mislead."""
    actors = [view(Actor, actor(f"u{at}", name=name)) for at, name in enumerate(called)]
    names = Names({one.uid: one for one in actors}, {}, {})
    words = " ".join(as_said.split())
    participant = Participant(actor="u0", role=role, by=None if alone else "u1", as_said=words)
    found = read(write(participant, names), names)

    assert (found.actor, found.role, found.by) == ("u0", role, participant.by)
    assert found.as_said == words


def test_all_bundled_participants_read_back() -> None:
    """With their own names, not with keys."""
    names = Names(ACTORS, {}, {})
    stored = [participant for event in EVENTS for participant in event.participants]
    lines = [read(write(one, names), names) for one in stored]

    assert [Participant(**made(line)) for line in lines] == stored
    assert not [line for line in lines if line.name == line.actor]


def test_a_line_is_made_into_a_document() -> None:
    """With the keys of a participant in an event."""

    assert made(read('IS accused by Aamaq "its men"', NAMES)) == {
        "actor": "islamic-state",
        "role": "accused",
        "by": "aamaq",
        "as_said": "its men",
    }
    assert made(read("IS host", NAMES))["by"] is None


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ("Daesh accused by Aamaq", {}),
        ("Daesh attacker by Aamaq", {"role": "attacker"}),
        ("Daesh accused", {"by": None}),
        ("Russia accused by SOHR", {"actor": "russia", "by": "sohr"}),
        ('IS accused by Aamaq "x"', {"as_said": "x"}),
    ],
)
def test_only_what_differs_is_patched(line: str, changed: dict[str, Any]) -> None:
    """Unknown keys survive, and none is added."""
    document = {"actor": "islamic-state", "role": "accused", "by": "aamaq", "seen": 3}
    before = read("IS accused by Aamaq", NAMES)

    assert patched(document, before, read(line, NAMES)) == document | changed


def test_a_claimant_who_is_gone_can_be_taken_away() -> None:
    """Though no uid was read before, and none is read after."""
    document = {"actor": "sohr", "role": "host", "by": "lost"}
    before = read("SOHR host by lost", NAMES)

    assert patched(document, before, read("SOHR target by lost", NAMES))["by"] == "lost"
    assert patched(document, before, read("SOHR host", NAMES))["by"] is None


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(["IS", "host", "by", '"', "“"])).map(" ".join))
)
def test_any_text_is_read(text: str) -> None:
    """Nothing crashes, and what is not understood is told."""
    found = read(text, NAMES)

    assert (found.actor and found.role) or found.problems or found == ParticipantLine()
