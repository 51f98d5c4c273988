"""The records that `add` may make: those that its options name, and no others."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from store.base import Change
from store.drafts import Consent
from store.lines import tidy
from store.model import ActorKind
from store.names import Names
from store.text import fold
from tui.cli.add_changes import Fault
from tui.cli.add_faults import shown
from tui.cli.add_options import Typed

ACTOR_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)
_KINDS = {fold(kind): kind for kind in ACTOR_KINDS}
_ALIKE = 0.5
"""How much of a kind must agree for it to be named first, 1 being all."""
KIND_IS = f"KIND is one of {', '.join(ACTOR_KINDS)}"


class Agreed(NamedTuple):
    """A record that may be made, and the option that says so."""

    field: str
    at: int
    consent: Consent
    fault: str
    """Why it may not; empty if it may."""


def agreed(typed: Typed) -> tuple[list[Agreed], list[Fault]]:
    """Return the records that may be made, and what is wrong with the options."""
    found: dict[tuple[str, str], Agreed] = {}
    faults = []
    for each in [*_actors(typed), *_places(typed)]:
        key = each.field, fold(each.consent.name)
        twice = f"“{each.consent.name}” stands twice: write it once." if key in found else ""
        if said := each.fault or twice:
            faults.append(Fault(each.field, each.at, said))
        if key[1]:
            found.setdefault(key, each)
    return list(found.values()), faults


def idle(may: Iterable[Agreed], made: Iterable[Change], names: Names) -> Iterator[Fault]:
    """Yield which records nothing refers to, though they are not here yet."""
    done = {(each.kind, (each.document or {}).get("name")) for each in made}
    for field, at, consent, _ in may:
        kind, resolve = ("actor", names.resolve) if consent.kind else ("place", names.resolve_place)
        if (kind, consent.name) not in done and not resolve(consent.name):
            by = "--claim or --who" if consent.kind else "--where"
            said = f"No {by} names “{consent.name}”: leave it out, or correct the name."
            yield Fault(field, at, said)


def _actors(typed: Typed) -> Iterator[Agreed]:
    """Yield the actors; one of no kind has the nearest, so that its fault is told once only."""
    for at, text in enumerate(typed.get("new-actor", ())):
        name, _, kind = (part.strip() for part in tidy(text).rpartition("="))
        if not text.strip():  # it is told of already
            continue
        nearest, fault = _kind(kind)
        if not fold(name):
            fault = f"Write NAME=KIND; {KIND_IS}."
        yield Agreed("new-actor", at, Consent(name, nearest), fault)


def _kind(text: str) -> tuple[ActorKind, str]:
    """Return the kind of that name, or the nearest and what to write instead."""
    if known := _KINDS.get(fold(text)):
        return known, ""
    from difflib import get_close_matches

    alike = get_close_matches(fold(text), _KINDS, len(_KINDS), _ALIKE)
    kinds = list(dict.fromkeys([*(_KINDS[each] for each in alike), *ACTOR_KINDS]))
    return kinds[0], f"{shown(text)} is no kind of actor: write one of {', '.join(kinds)}."


def _places(typed: Typed) -> Iterator[Agreed]:
    for at, text in enumerate(typed.get("new-place", ())):
        if text.strip():
            fault = "" if fold(text) else "No letter is written: write its name."
            yield Agreed("new-place", at, Consent(tidy(text)), fault)
