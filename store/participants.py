"""Reads and writes a line of the field Who: NAME ROLE [by CLAIMANT] "as said".

Names have no marks around them, so every role in the line is tried as the one that ends the name,
and the one that reads best is taken: a known actor, then a known claimant.
"""

from collections.abc import Iterator, Sequence
from typing import get_args

import msgspec

from store.claims_head import claimant
from store.lines import LONGEST, TOO_LONG, UNCLOSED, choice, name, quoted, tidy, unquoted
from store.model import Document, Participant, Role
from store.names import Names
from store.text import fold

ROLES: tuple[Role, ...] = get_args(Role)
BY = "by"
_ROLES: dict[str, Role] = {role: role for role in ROLES}


class ParticipantLine(msgspec.Struct, frozen=True, kw_only=True):
    """What a line says of one participant, as far as it is understood."""

    name: str = ""
    """As typed."""
    actor: str | None = None
    """Uid; None where no such actor is known."""
    role: Role | None = None
    by_name: str = ""
    by: str | None = None
    """The only claimant who gives the role: uid of an actor, ARTICLE or NOT_STATED."""
    as_said: str = ""
    unknown: tuple[str, ...] = ()
    """Names that no actor has, to be created by consent."""
    problems: tuple[str, ...] = ()
    """What is wrong or missing, in sentences."""


def read(line: str, names: Names) -> ParticipantLine:
    """Read a line; an empty one says nothing, and what is wrong is told in its problems."""
    if len(line) > LONGEST:
        return ParticipantLine(problems=(TOO_LONG,))
    text = tidy(line)
    if not text:
        return ParticipantLine()
    whole = _read(text, names)
    if not whole.problems:  # a name may hold quotation marks itself
        return whole
    before, said, closed = unquoted(text)
    found = _read(before, names)
    if closed:
        return msgspec.structs.replace(found, as_said=said)
    return msgspec.structs.replace(found, problems=(*found.problems, UNCLOSED))


def write(participant: Participant, names: Names) -> str:
    """Return the line that reads as this participant."""
    uids = [participant.actor, participant.by or ""]
    spelt = [names.spelling("actor", uid) if uid else "" for uid in uids]
    lines = [_line(who, participant, by) for who, by in (spelt, uids)]
    good = (line for line in lines if _means(read(line, names), participant))
    return next(good, lines[0])


def made(line: ParticipantLine) -> Document:
    """Return the participant of a line without problems as it is stored in an event."""
    return {
        "actor": line.actor or line.name,
        "role": line.role,
        "by": line.by or line.by_name or None,
        "as_said": line.as_said,
    }


def patched(document: Document, before: ParticipantLine, after: ParticipantLine) -> Document:
    """Return the stored participant with what the second reading says otherwise than the first."""
    was = made(before)
    return document | {key: value for key, value in made(after).items() if value != was[key]}


def starts_role(word: str) -> bool:
    """Whether this word is a role, as it stands behind a name."""
    return fold(name(word)) in _ROLES


def _read(text: str, names: Names) -> ParticipantLine:
    """Read what stands before the quotation."""
    words = text.split(" ")
    found = [_parted(words, at, names) for at in _role_ends(words)]
    return max(found, key=_fit) if found else _without_role(words, names)


def _role_ends(words: Sequence[str]) -> Iterator[int]:
    """Yield each word that can be the role: the last, or one before "by"."""
    for at, word in enumerate(words):
        last = at + 1 == len(words)
        if starts_role(word) and (last or fold(words[at + 1]) == BY):
            yield at


def _fit(line: ParticipantLine) -> tuple[bool, bool]:
    return line.actor is not None, not line.problems


def _parted(words: Sequence[str], at: int, names: Names) -> ParticipantLine:
    """Read the line with the role there."""
    who, by = name(" ".join(words[:at])), name(" ".join(words[at + 2 :]))
    actor, giver = names.resolve(who), claimant(by, names)
    problems = []
    if not who:
        problems.append("Begin with the name, as in “Islamic State attacker”.")
    if not by and at + 1 < len(words):
        problems.append("Write after “by” the only claimant who gives the role, or leave it out.")
    typed = {who: actor, by: giver}
    unknown = [called for called, uid in typed.items() if called and not uid]
    return ParticipantLine(
        name=who,
        actor=actor,
        role=_ROLES[fold(name(words[at]))],
        by_name=by,
        by=giver,
        unknown=tuple(unknown),
        problems=(*problems, *map(_nobody, unknown)),
    )


def _nobody(called: str) -> str:
    return f"“{called}” is no known actor: write another name, or add it."


def _without_role(words: Sequence[str], names: Names) -> ParticipantLine:
    """Say what is wrong with a line in which no role ends the name."""
    ends = range(len(words), 0, -1)
    end = next((end for end in ends if names.resolve(name(" ".join(words[:end])))), len(words))
    who, rest = name(" ".join(words[:end])), " ".join(words[end:])
    found = ParticipantLine(name=who, actor=names.resolve(who))
    return msgspec.structs.replace(found, problems=(_missing(who, rest),))


def _missing(who: str, rest: str) -> str:
    role, _, more = rest.partition(" ")
    if starts_role(role):
        return f"“{more}” cannot follow the role: write “by” and who gives it, or the words in “…”."
    if rest:
        return f"“{role}” is no role: write {choice(ROLES)}."
    if not who:
        return "Begin with the name and the role, as in “Islamic State attacker”."
    return f"Write the role after the name: {choice(ROLES)}."


def _line(who: str, participant: Participant, by: str) -> str:
    parts = [who, participant.role, f"{BY} {by}" if by else "", quoted(tidy(participant.as_said))]
    return " ".join(filter(None, parts))


def _means(line: ParticipantLine, participant: Participant) -> bool:
    """Whether the line names the same actor, role and claimant."""
    by = line.by or line.by_name or None
    return (line.actor, line.role, by) == (participant.actor, participant.role, participant.by)
