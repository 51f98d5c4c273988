"""The line of a stored claim, and that it reads as the same claim."""

import re
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.claims import ClaimLine, read
from store.claims_written import write
from store.connect import MEMORY, connect
from store.lines import tidy
from store.model import ARTICLE, NOT_STATED, Actor, Claim, Event, Speaker, view
from store.names import Names
from store.seeding import seed_changes
from tests.factories import actor, claim
from tests.store.claim_lines import CLAIMS, EVENT_CLAIMS, NAMES, TODAY

KEYS = (
    *("claimant", "speaker", "via", "verb", "said_on", "statement", "quote"),
    *("source", "locator", "about", "stance", "hedge"),
)


def written(names: Names = NAMES, ready: str | None = None, **keys: Any) -> str:
    """Return the line of a claim by SOHR that it occurred."""
    return write(view(Claim, claim(**{"source": None, **keys})), names, source=ready)


def parts(found: Claim | ClaimLine) -> dict[str, Any]:
    """Return what a line is to carry; a verb that is not printed reads as "said"."""
    values = {key: getattr(found, key) for key in KEYS}
    return {**values, "verb": found.verb or "said"}


def seeded() -> tuple[Names, list[Event]]:
    """Return the names and events of a new store."""
    documents = [change.document for change in seed_changes() if change.kind == "event"]
    return connect(MEMORY).index().names, [view(Event, each) for each in documents if each]


def test_every_bundled_claim_reads_as_it_was_written() -> None:
    """All but a hedge of two words is carried, and nothing is wrong with any line."""
    names, events = seeded()
    lines = [
        (one, read(write(one, names, event.claims), names, TODAY))
        for event in events
        for one in event.claims
    ]
    lost = [one.hedge for one, line in lines if one.hedge != line.hedge]

    assert len(lines) == 36
    assert lost == ["looks set"]
    assert all({**parts(one), "hedge": ""} == {**parts(line), "hedge": ""} for one, line in lines)
    assert all(line.problems == () for _, line in lines)


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ({}, "SOHR said: it occurred"),
        ({"claimant": "islamic-state"}, "Islamic State said: it occurred"),
        ({"claimant": ARTICLE, "verb": ""}, "the article: it occurred"),
        ({"claimant": NOT_STATED}, "not stated said: it occurred"),
        ({"verb": "denied", "stance": "denies"}, "SOHR denied: it occurred"),
        ({"verb": "denied", "stance": "asserts"}, "SOHR denied: it occurred #asserts"),
        ({"verb": "tweeted", "said_on": "2016-12"}, "SOHR tweeted 2016-12: it occurred"),
        ({"said_on": "[..2016-12-10]"}, "SOHR said [..2016-12-10]: it occurred"),
        ({"said_on": "2016-12-10T14:30"}, "SOHR said 2016-12-10T14:30: it occurred"),
        ({"via": "afp", "verb": "told"}, "SOHR told AFP: it occurred"),
        ({"via": "afp", "verb": "added"}, "SOHR via AFP added: it occurred"),
        ({"statement": "one\n\ntwo  three"}, "SOHR said: one two three"),
        ({"quote": "in haste"}, 'SOHR said: it occurred "in haste"'),
        ({"quote": 'the "free" army'}, 'SOHR said: it occurred “the "free" army”'),
        ({"quote": 'the “free” "army"'}, 'SOHR said: it occurred «the “free” "army"»'),
        ({"source": "aleppo-1", "locator": "s2"}, "SOHR said: it occurred [aleppo-1 s2]"),
        ({"source": "gone", "locator": "s2"}, "SOHR said: it occurred [gone s2]"),
        ({"hedge": "Reportedly"}, "SOHR said: it occurred #reportedly"),
        ({"about": "cause"}, "SOHR said: it occurred #cause"),
        ({"statement": "12 died", "about": "figure"}, "SOHR said: 12 died"),
        ({"statement": "12 died"}, "SOHR said: 12 died #occurrence"),
        ({"quote": "12 died", "about": "figure"}, 'SOHR said: it occurred "12 died"'),
    ],
)
def test_lines(keys: dict[str, Any], line: str) -> None:
    """A line says no more than is stored, and no tag that goes without saying."""
    assert written(**keys) == line


@pytest.mark.parametrize(
    ("speaker", "aside"),
    [
        ({"name": "Igor Konashenkov", "office": "spokesman"}, "(Igor Konashenkov, spokesman) "),
        ({"name": "Igor Konashenkov"}, "(Igor Konashenkov) "),
        ({"office": "spokesman"}, "(spokesman) "),
        ({"office": "US Secretary of State"}, "(, US Secretary of State) "),
        ({"office": "diplomat", "withheld": True}, "(diplomat, withheld) "),
        ({"office": "US Secretary", "withheld": True}, "(withheld, US Secretary) "),
        ({"name": "Layla", "office": "medic", "withheld": True}, "(medic, withheld) "),
        ({"withheld": True}, "(withheld) "),
        ({"name": "Layla (Aleppo)"}, ""),
        ({"name": "Smith, Jr", "office": "x"}, ""),
        ({}, ""),
    ],
)
def test_speakers(speaker: dict[str, Any], aside: str) -> None:
    """A withheld name is not shown and its office not lost; what cannot be read is left out."""
    assert written(speaker=speaker) == f"SOHR {aside}said: it occurred"


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ({"verb": "said again and again yesterday"}, "SOHR: it occurred"),
        ({"verb": "told reporters"}, "SOHR: it occurred"),
        ({"verb": "may", "said_on": "2016"}, "SOHR may: it occurred"),
        ({"said_on": "Saturday"}, "SOHR said: it occurred"),
        ({"hedge": "looks set"}, "SOHR said: it occurred"),
        ({"statement": "killed / wounded"}, "SOHR said: killed/wounded"),
        ({"statement": 'a "bomb"'}, 'SOHR said: a "bomb".'),
        ({"statement": "a bomb [photo]"}, "SOHR said: a bomb [photo]."),
        ({"statement": "in #Aleppo"}, "SOHR said: in #Aleppo."),
        ({"quote": '«a» “b” "c"'}, "SOHR said: it occurred \"«a» “b” 'c'\""),
        ({"locator": "s2"}, "SOHR said: it occurred"),
        ({"source": "aleppo-1", "locator": "p. [2]"}, "SOHR said: it occurred [aleppo-1]"),
        ({"source": "a]", "locator": "s2"}, "SOHR said: it occurred"),
        ({"claimant": "gone"}, "gone said: it occurred"),
        ({"claimant": "gone: (x)"}, "gone x said: it occurred"),
        ({"claimant": ":"}, "? said: it occurred"),
        ({"via": "gone"}, "SOHR via gone said: it occurred"),
    ],
)
def test_what_a_line_cannot_carry(keys: dict[str, Any], line: str) -> None:
    """It is left out, or written with as little changed as can be."""
    assert written(**keys) == line


def test_a_claim_without_source_where_one_stands_ready() -> None:
    """Empty brackets say that the source that stands ready is not meant."""
    assert written(ready="aleppo-1") == "SOHR said: it occurred []"


@pytest.mark.parametrize(
    ("extra", "label"),
    [
        ({"uid": "un", "short": "UN"}, "UN"),
        ({"uid": "un", "short": "SOHR", "name": "United Nations"}, "United Nations"),
        ({"uid": "un", "name": "Nations (United)"}, "un"),
        ({"uid": "un", "name": "UN: New York"}, "un"),
        ({"uid": "they", "name": "They said"}, "They said"),
    ],
)
def test_names_of_claimants(extra: dict[str, Any], label: str) -> None:
    """The shortest name that means the claimant, else its key."""
    names = NAMES.overlaid([view(Actor, actor(**extra))])

    assert written(names, claimant=extra["uid"]) == f"{label} said: it occurred"


def test_links_to_other_claims() -> None:
    """They are named by their claimants, each once; a claim that is not there by none."""
    claims = [
        view(Claim, claim("c1", "afp")),
        view(Claim, claim("c2", "afp")),
        view(Claim, claim("c3", "they are")),
    ]
    mine = view(
        Claim,
        claim("c4", source=None, agrees_with=["c1", "c2", "c3", "c9"], supersedes="c1"),
    )

    assert write(mine, NAMES, claims) == "SOHR said: it occurred #agrees-afp #replaces-afp"


@given(CLAIMS, st.sampled_from((None, "undated")))
def test_any_claim_is_written_on_one_line(found: Claim, ready: str | None) -> None:
    """The line is clean, what it says is told, and the text of the claim is all in it."""
    line = write(found, NAMES, EVENT_CLAIMS, ready)
    said = read(line, NAMES, TODAY, source=ready)
    statement = re.sub(r" / *(?=\S)", "/", tidy(found.statement))

    assert tidy(line) == line
    assert said.statement in (statement, f"{statement}.")
    assert said.quote in (tidy(found.quote), tidy(found.quote).replace('"', "'"))
    assert (said.about, said.stance) == (found.about, found.stance)
    assert said.agrees == tuple(
        dict.fromkeys({"c1": "afp", "c2": ARTICLE}[uid] for uid in found.agrees_with if uid != "c9")
    )
    assert said.replaces == ("afp" if found.supersedes else "")


PLAIN = st.text(st.characters(categories=["L"]), min_size=1, max_size=8)


@given(CLAIMS, PLAIN, PLAIN, st.sampled_from(("sohr", "russia-mod", ARTICLE)))
def test_an_ordinary_claim_reads_as_it_was_written(
    found: Claim, statement: str, quote: str, claimant: str
) -> None:
    """Nothing is lost where no part is odd, whatever tags and dates there are."""
    ordinary = msgspec.structs.replace(
        found,
        claimant=claimant,
        verb="denied",
        via="afp",
        speaker=Speaker(name="Layla Haddad", office="head"),
        statement=tidy(statement),
        quote=tidy(quote),
        said_on="[..2016-12-10]",
        hedge="allegedly",
        source="aleppo-1",
        locator="s2",
    )

    assert parts(read(write(ordinary, NAMES), NAMES, TODAY)) == parts(ordinary)
