"""Who takes part in an event and who speaks: the sections of participants and people."""

from store.model import Event, Participant
from store.names import Names
from tui.presentation.cells import fit
from tui.presentation.claim_lines import HANG, person
from tui.presentation.page import Pen
from tui.presentation.wrap import Part
from tui.theme import Looks


def roles(pen: Pen, event: Event, names: Names, looks: Looks) -> None:
    """Write each participant once, with its roles and who gives them."""
    if event.participants:
        pen.heading("PARTICIPANTS")
    for uid in dict.fromkeys(part.actor for part in event.participants):
        with pen.stop(actor=uid if uid in names.actors else ""):
            pen.write(*named(uid, names, looks), first=2, rest=HANG)
            for part in event.participants:
                if part.actor == uid:
                    pen.write((role_words(part, event, names), "quiet"), first=HANG, rest=HANG + 2)


def named(uid: str, names: Names, looks: Looks) -> list[Part]:
    """Return the mark of a faction and the full name of any actor, in the actor's colour."""
    actor = names.actors.get(uid)
    mark = fit(looks[uid].mark, 1) if actor and actor.faction else " "
    name = actor.name if actor else names.label(uid)
    return [(f"{mark} ", f"bar:{uid}"), (name, f"claimant:{uid}")]


def role_words(part: Participant, event: Event, names: Names) -> str:
    """Return "attacker · only SOHR says so · “government jet”"."""
    words_ = f"“{part.as_said}”" if part.as_said else ""
    return " · ".join(filter(None, [part.role, _given_by(part, event, names), words_]))


def _given_by(part: Participant, event: Event, names: Names) -> str:
    """Say who gives the role, where it is one claimant among several or the article itself."""
    if not part.by:
        return ""
    several = len({claim.claimant for claim in event.claims}) > 1
    return f"only {names.label(part.by)} says so" if several else f"{names.label(part.by)} says so"


def people(pen: Pen, event: Event, names: Names) -> None:
    """Write who spoke: name, office, for whom and to whom; a withheld name stays withheld."""
    speaking = {
        (claim.speaker, claim.claimant, claim.via): claim.speaker
        for claim in event.claims
        if claim.speaker
    }
    if speaking:
        pen.heading("PEOPLE")
    for (_, claimant, via), speaker in speaking.items():
        actor = names.actors.get(claimant)
        known = [
            speaker.office,
            f"for {actor.name}" if actor and actor.name != speaker.office else "",
            f"told to {names.label(via)}" if via else "",
        ]
        beside = "".join(f" · {text}" for text in known if text)
        with pen.stop(actor=actor.uid if actor else ""):
            pen.write((person(speaker), "strong"), (beside, "quiet"), first=2, rest=HANG)


def colour(uid: str, names: Names, looks: Looks) -> str:
    """Return the colour of a faction, or of the one that an actor is part of; empty if none."""
    return next((looks[faction].colour for faction in names.factions(uid)), "")
