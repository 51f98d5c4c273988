"""The filter on the command line."""

from datetime import date

import pytest

from store.model import Actor, Alias
from store.names import Names
from store.query import Filter, Term
from tui.cli.arguments import read
from tui.cli.filtering import read_filter
from tui.cli.refusal import USAGE, Refusal

NAMES = Names(
    {
        "islamic-state": Actor(
            uid="islamic-state",
            name="Islamic State",
            short="IS",
            kind="rebel group",
            aliases=(Alias(name="Daesh"), Alias(name="داعش")),
        ),
        "russia": Actor(uid="russia", name="Russia", kind="external forces"),
        "sohr": Actor(uid="sohr", name="Syrian Observatory", short="SOHR", kind="monitor"),
    },
    {},
    {},
)
IS = Term("participant", "islamic-state")
RUSSIA = Term("participant", "russia")
SOHR = Term("claimant", "sohr")


def filter_of(*line: str) -> Filter:
    """Return the filter that a command line asks for."""
    return read_filter(read(["list", *line]), NAMES)


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ([], Filter()),
        (["--faction", "IS"], Filter((IS,))),
        (["--faction", "daesh"], Filter((IS,))),
        (["--faction", "داعش", "--faction", "islamic-state"], Filter((IS,))),
        (["--faction", "IS", "--faction", "Russia"], Filter((IS, RUSSIA))),
        (["--exclude", "IS"], Filter((Term("participant", "islamic-state", exclude=True),))),
        (["--claimant", "SOHR"], Filter((SOHR,))),
        (["--claimant", "sohr", "--faction", "IS"], Filter((IS, SOHR))),
        (["--claimant", "the article"], Filter((Term("claimant", "article"),))),
        (["--claimant", "Not stated"], Filter((Term("claimant", "not-stated"),))),
        (["--faction", "IS", "--all"], Filter((IS,), all_of=frozenset({"actor"}))),
        (["--faction", "IS", "--all", "--any"], Filter((IS,))),
        (["--from", "March 2016"], Filter(since="2016-03")),
        (["--to", "10 Dec 2016"], Filter(until="2016-12-10")),
        (["--from", "since 2012"], Filter(since="2012/..")),
        (["--to", "by 10 Dec 2016"], Filter(until="[..2016-12-10]")),
        (["--from", "2016", "--to", "2016"], Filter(since="2016", until="2016")),
        (["--to", "today"], Filter(until=date.today().isoformat())),
        (["--text", "jazal", "--text", "jet"], Filter(texts=("jazal", "jet"))),
        (["--text", " ", "--text", "a\x1bb"], Filter(texts=("ab",))),
    ],
)
def test_options_make_the_filter(line: list[str], query: Filter) -> None:
    """Each option says one thing, names in any spelling."""
    found = filter_of(*line)

    assert found == query


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (["--from", "10/12/2016"], ["--from: ", "10 Dec 2016", "12 Oct 2016"]),
        (["--to", "30 Feb 2016"], ["--to: ", "Feb"]),
        (["--from", "2016-12", "--to", "2016-11"], ["--from 2016-12 ", "--to 2016-11"]),
        (["--from", ""], ["--from: no date is given; write one such as 2016-03"]),
        (["--to", " "], ["--to: no date is given"]),
        (["--from", "by 10 Dec 2016"], ["“by 10 Dec 2016” does not say when to begin"]),
        (["--from", "/2016"], ["“/2016” does not say when to begin"]),
        (["--to", "since 2012"], ["“since 2012” does not say when to end"]),
        (["--faction", "Dash"], ["No actor is called “Dash”; did you mean Islamic State?"]),
        (["--claimant", "observ"], ["“observ”; did you mean Syrian Observatory?"]),
        (["--faction", "Syria State"], ["did you mean Islamic State or Syrian Observatory?"]),
        (
            ["--exclude", "zzz"],
            [
                "No actor is called “zzz”; write a name such as Islamic State, Russia or Syrian"
                " Observatory, or any 3 letters of one to be told which names hold them."
            ],
        ),
        (["--faction", "a"], ["“a”; write a name such as Islamic State, "]),
        (["--faction", ""], ["“”; write a name such as Islamic State, "]),
        (["--claimant", "zzz"], ["such as Syrian Observatory, Islamic State or Russia, or"]),
        (["--faction", "the article"], ["No actor is called “the article”"]),
        (["--faction", "a\x1b[2J"], ["“a[2J”"]),
    ],
)
def test_what_is_not_understood_is_refused(line: list[str], words: list[str]) -> None:
    """The message names the option, or names that are like it; nothing is guessed."""
    with pytest.raises(Refusal) as refusal:
        filter_of(*line)

    assert refusal.value.code == USAGE
    assert all(word in str(refusal.value) for word in words)


def test_what_fights_is_offered_as_the_faction_bar_has_it() -> None:
    """The first in it are those that are looked for most."""
    ranks = {"first": 1, "third": 3, "second": 2, "fourth": 4}
    actors = {
        uid: Actor(uid=uid, name=uid, kind="rebel group", rank=rank) for uid, rank in ranks.items()
    }

    with pytest.raises(Refusal, match="a name such as first, second or third, or"):
        read_filter(read(["--faction", "zzz"]), Names(actors, {}, {}))


def test_the_only_actor_is_offered() -> None:
    """No list is made of one."""
    actors = {"first": Actor(uid="first", name="First", kind="monitor")}

    with pytest.raises(Refusal, match="a name such as First, or any 3 letters"):
        read_filter(read(["--faction", "zzz"]), Names(actors, {}, {}))


def test_a_store_without_actors_is_told() -> None:
    """Nobody is to be found in it."""
    with pytest.raises(Refusal, match=r"“IS”; this store has no actors\."):
        read_filter(read(["--faction", "IS"]), Names({}, {}, {}))
