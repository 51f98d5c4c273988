"""Tags at the end of a claim line, one word each: #cause #denies #reportedly #agrees-sohr.

They say what the words before them leave open: what the claim is about, how it stands to it, how
sure it is, and to which claims of the same event it belongs.
"""

import re
from collections.abc import Iterable, Sequence
from typing import get_args

import msgspec

from store.claims_head import claimant
from store.model import About, Claim, FigureKind, Stance
from store.names import Names
from store.text import fold

_ABOUT: dict[str, About] = {word: word for word in get_args(About)}
_STANCE: dict[str, Stance] = {word: word for word in get_args(Stance)}
_FIGURES: dict[str, FigureKind] = {word: word for word in get_args(FigureKind)}
HEDGES = ("reportedly", "allegedly", "apparently", "unconfirmed")
_AGREES = "agrees-"
_REPLACES = "replaces-"
_TAG = re.compile(r"#[^\W\d_](?:\S*[\w-])?")
"""Begins with a letter, so that "#5" is text, as is "#Aleppo." with its full stop."""
_KINDS = (
    ("what the claim is about", _ABOUT),
    ("its stance, whatever the verb", _STANCE),
    ("a word that hedges it", HEDGES),
    ("how its figures count", _FIGURES),
)

TAGS: dict[str, str] = {
    **{f"#{word}": says for says, words in _KINDS for word in words},
    f"#{_AGREES}": "then a claimant: agrees with what that one says here",
    f"#{_REPLACES}": "then a claimant: replaces what that one said before",
}
"""Every tag with what it says; the last two take the key of a claimant."""


class Tags(msgspec.Struct, frozen=True, kw_only=True):
    """What the tags of a line say; None and empty where they do not."""

    about: About | None = None
    stance: Stance | None = None
    hedge: str = ""
    kind: FigureKind | None = None
    """How its figures count."""
    agrees: tuple[str, ...] = ()
    """Uids of claimants with whose claims it agrees."""
    replaces: str = ""
    """Uid of the claimant whose latest claim it replaces."""
    problems: tuple[str, ...] = ()


def offered(claimants: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Return the tags to choose from, each with what it says, for the claimants of an event."""
    keys = list(dict.fromkeys(claimants))
    return [
        *((tag, says) for tag, says in TAGS.items() if not tag.endswith("-")),
        *((f"#{_AGREES}{key}", f"agrees with what {key} says here") for key in keys),
        *((f"#{_REPLACES}{key}", f"replaces what {key} said before") for key in keys),
    ]


def take(text: str) -> tuple[str, list[str]]:
    """Take the tags off the end of a text, without their "#"."""
    words = text.split(" ")
    kept = len(words)
    while kept and _TAG.fullmatch(words[kept - 1]):
        kept -= 1
    return " ".join(words[:kept]), [word[1:] for word in words[kept:]]


def read(tags: Sequence[str], names: Names) -> Tags:
    """Read the tags of a line; what none of them means is told in the problems."""
    words = [fold(tag) for tag in tags]
    about = [_ABOUT[word] for word in words if word in _ABOUT]
    stance = [_STANCE[word] for word in words if word in _STANCE]
    hedge = [word for word in words if word in HEDGES]
    kind = [_FIGURES[word] for word in words if word in _FIGURES]
    agrees = _claimants(tags, _AGREES, names)
    replaces = _claimants(tags, _REPLACES, names)
    return Tags(
        about=about[-1] if about else None,
        stance=stance[-1] if stance else None,
        hedge=hedge[-1] if hedge else "",
        kind=kind[-1] if kind else None,
        agrees=tuple(dict.fromkeys(uid for uid in agrees.values() if uid)),
        replaces=next((uid for uid in replaces.values() if uid), ""),
        problems=(
            *(_unknown(tag) for tag, word in zip(tags, words) if not _is_known(word)),
            *(_nobody(key) for key, uid in {**agrees, **replaces}.items() if not uid),
            *(
                _twice(each)
                for each in (about, stance, hedge, kind, list(replaces))
                if len(set(each)) > 1
            ),
        ),
    )


def _claimants(tags: Sequence[str], prefix: str, names: Names) -> dict[str, str | None]:
    """Return the uid of each claimant named after the prefix, by the tag as written."""
    found = (tag for tag in tags if fold(tag).startswith(prefix))
    return {tag: claimant(tag[len(prefix) :], names) for tag in found}


def _is_known(word: str) -> bool:
    return f"#{word}" in TAGS or word.startswith((_AGREES, _REPLACES))


def _unknown(tag: str) -> str:
    return (
        f"“#{tag}” is no tag: write one such as #cause, #denies or #reportedly,"
        " or a full stop after it if it belongs to the text."
    )


def _nobody(tag: str) -> str:
    kind, _, key = tag.partition("-")
    named = f"“{key}” is no known actor" if key else f"“#{tag}” names no claimant"
    return f"{named}: write the key of a claimant of this event, as in #{kind}-sohr."


def _twice(tags: Sequence[str]) -> str:
    return f"{' and '.join(f'#{tag}' for tag in dict.fromkeys(tags))} exclude each other: keep one."


def written(
    claim: Claim, about: About, stance: Stance, event_claims: Sequence[Claim], names: Names
) -> list[str]:
    """Return the tags of a stored claim whose line without them reads as that about and stance."""
    claimants = {one.id: one.claimant for one in event_claims if one.id != claim.id}
    agreed = [claimants.get(uid) for uid in claim.agrees_with]
    agrees = dict.fromkeys(f"{_AGREES}{uid}" for uid in agreed)
    replaces = [f"{_REPLACES}{claimants.get(claim.supersedes)}"] if claim.supersedes else []
    words = [
        *([claim.about] if claim.about != about else ()),
        *([claim.stance] if claim.stance != stance else ()),
        *([fold(claim.hedge)] if fold(claim.hedge) in HEDGES else ()),
        *(word for word in (*agrees, *replaces) if _reads_back(word, names)),
    ]
    return [f"#{word}" for word in words]


def _reads_back(word: str, names: Names) -> bool:
    """Whether the key that ends the word is a tag's and means the claimant of that uid."""
    key = word.partition("-")[2]
    return bool(_TAG.fullmatch(f"#{word}")) and claimant(key, names) == key
