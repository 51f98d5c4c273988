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
from tui.cli.add_options import Typed

ACTOR_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)
_KINDS = {fold(kind): kind for kind in ACTOR_KINDS}
KIND_IS = f"KIND is one of {', '.join(ACTOR_KINDS)}"


class Agreed(NamedTuple):
    """A record that may be made, and the option that says so."""

    field: str
    at: int
    consent: Consent


def agreed(typed: Typed) -> tuple[list[Agreed], list[Fault]]:
    """Return the records that may be made, and what is wrong with the options."""
    found: dict[tuple[str, str], Agreed] = {}
    faults = []
    for each in [*_actors(typed), *_places(typed)]:
        key = each.field, fold(each.consent.name)
        if not key[1]:
            faults.append(Fault(each.field, each.at, f"Write NAME=KIND; {KIND_IS}."))
        elif key in found:
            said = f"“{each.consent.name}” stands twice: write it once."
            faults.append(Fault(each.field, each.at, said))
        else:
            found[key] = each
    return list(found.values()), faults


def idle(may: Iterable[Agreed], made: Iterable[Change], names: Names) -> Iterator[Fault]:
    """Yield which records nothing refers to, though they are not here yet."""
    done = {(each.kind, (each.document or {}).get("name")) for each in made}
    for field, at, consent in may:
        kind, resolve = ("actor", names.resolve) if consent.kind else ("place", names.resolve_place)
        if (kind, consent.name) not in done and not resolve(consent.name):
            by = "--claim or --who" if consent.kind else "--where"
            said = f"No {by} names “{consent.name}”: leave it out, or correct the name."
            yield Fault(field, at, said)


def _actors(typed: Typed) -> Iterator[Agreed]:
    """Yield the actors; one whose kind is not known has no name either."""
    for at, text in enumerate(typed.get("new-actor", ())):
        name, _, kind = tidy(text).rpartition("=")
        known = _KINDS.get(fold(kind))
        if text.strip():  # an empty one is told of already
            yield Agreed("new-actor", at, Consent(name.strip() if known else "", known))


def _places(typed: Typed) -> Iterator[Agreed]:
    for at, text in enumerate(typed.get("new-place", ())):
        if text.strip():
            yield Agreed("new-place", at, Consent(tidy(text)))
