"""A claim in the detail pane: who says it, how, in which words, when and where."""

import re
from collections.abc import Collection, Iterable, Mapping

from store.dates import MONTHS, WEEKDAYS
from store.model import About, Claim, Event, Speaker, Stance
from store.names import Names
from store.text import fold
from tui.presentation import words
from tui.presentation.attribution import affiliation, described
from tui.presentation.figures import date_words
from tui.presentation.locators import located
from tui.presentation.page import Pen
from tui.presentation.wrap import TIED, Part

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LONG_NAME = re.compile("|".join((*WEEKDAYS, *MONTHS)))

HANG = 4
"""Cells by which all but the first line of an entry are indented."""

STANCES: dict[Stance, str] = {
    "denies": "a denial",
    "accuses": "an accusation",
    "estimates": "an estimate",
    "calls-for": "a call",
    "announces": "an announcement",
    "forecasts": "a forecast",
    "revises": "a revision",
    "retracts": "takes it back",
}
"""What a claim does; that it asserts goes without saying."""

MATTERS: dict[About, str] = {
    "cause": "about the cause",
    "responsibility": "about responsibility",
    "identity": "about identity",
    "place": "about the place",
    "date": "about the date",
}
"""What a claim is about, where the event does not tell already."""


class ClaimWriter:
    """Writes the claims of one event; a claimant's full name stands with its first claim."""

    def __init__(
        self, event: Event, names: Names, numbers: Mapping[str, int], met: Iterable[str] = ()
    ) -> None:
        self.claims = {claim.id: claim for claim in event.claims}
        self.names = names
        self.numbers = numbers
        """Number of each source."""
        self.later = {c.supersedes: c for c in event.claims if c.supersedes}
        self._met = set(met)

    def write(self, pen: Pen, claim: Claim, differing: Collection[str] = ()) -> None:
        """Write one claim as a stop; `differing` holds the claims whose accounts are at odds."""
        actor = claim.claimant if claim.claimant in self.names.actors else ""
        odds = claim.id in differing
        with pen.stop(actor=actor, claim=claim, source=claim.source or ""):
            pen.write(*self._said(claim), first=2, rest=HANG)
            if claim.quote and claim.statement:
                pen.write((quoted(claim.quote, claim.language), "quote"), first=HANG, rest=HANG)
            beside: list[Part] = [(f"≠ {claim.about}", "alert")] if odds else []
            notes = [MATTERS.get(claim.about, "")] if not odds else []
            notes += [*self._beside(claim), self._located(claim)]
            text = " · ".join(filter(None, notes))
            pen.write(*beside, (f" · {text}" if odds else text, "quiet"), first=HANG, rest=HANG)

    def _said(self, claim: Claim) -> list[Part]:
        """Return "SOHR reported: …"; without a statement, the quote."""
        who = words.claimant(claim, self.names)
        beside = "; ".join(filter(None, [self._in_full(claim), *self._speaker(claim, who)]))
        verb = " ".join(filter(None, [claim.verb, self._told(claim)]))
        said = claim.statement or quoted(claim.quote, claim.language) or "(no words recorded)"
        return [
            (capital(who), f"claimant:{claim.claimant}"),
            (f" ({beside})" if beside else "", "quiet"),
            (f" {verb}: {said}" if verb else f": {said}", ""),
        ]

    def _in_full(self, claim: Claim) -> str:
        """Return the full name of a claimant that was not met yet and has a short one."""
        actor = self.names.actors.get(claim.claimant)
        if actor is None or actor.uid in self._met:
            return ""
        self._met.add(actor.uid)
        return actor.name if actor.name != actor.label else ""

    def _speaker(self, claim: Claim, who: str) -> list[str]:
        """Return name and office, without what already stands there as the claimant."""
        if claim.speaker is None:
            return []
        actor = self.names.actors.get(claim.claimant)
        said = {fold(who), fold(actor.name) if actor else ""}
        office = "" if fold(claim.speaker.office) in said else claim.speaker.office
        return [", ".join(filter(None, [person(claim.speaker), office]))]

    def _told(self, claim: Claim) -> str:
        if not claim.via:
            return ""
        via = self.names.label(claim.via)
        return via if claim.verb == "told" else f"(told to {via})"

    def _beside(self, claim: Claim) -> list[str]:
        """Return what is known of a claim beside its words."""
        return [
            said_on(claim.said_on),
            claim.hedge and f"“{claim.hedge}”",
            STANCES.get(claim.stance, ""),
            *self._others(claim),
            described(claim, self.names),
            affiliation(claim, self.names),
        ]

    def _others(self, claim: Claim) -> list[str]:
        """Return how a claim stands to other claims of the event, as its makers have it."""
        agreed = [self.claims[uid] for uid in claim.agrees_with if uid in self.claims]
        named = ", ".join(dict.fromkeys(words.claimant(one, self.names) for one in agreed))
        earlier = self.claims.get(claim.supersedes or "")
        later = self.later.get(claim.id)
        return [
            f"agrees with {named}" if named else "",
            f"replaces what {words.claimant(earlier, self.names)} said before" if earlier else "",
            f"replaced by what {words.claimant(later, self.names)} said later" if later else "",
        ]

    def _located(self, claim: Claim) -> str:
        number = self.numbers.get(claim.source or "")
        parts = [f"[{number}]" if number else "source not stated", located(claim.locator, TIED)]
        return TIED.join(filter(None, parts))


def person(speaker: Speaker) -> str:
    """Return the name of a speaker, or why there is none."""
    if speaker.withheld:
        return "name withheld"
    return speaker.name or "name not stated"


def quoted(quote: str, language: str = "") -> str:
    """Return the quote in quotation marks, with its language where it is not English."""
    if not quote:
        return ""
    return f"“{quote}”" + (f" ({language})" if language not in ("", "en") else "")


def said_on(edtf: str) -> str:
    """Return the day of a report in short words: "said on Sat 10 Dec 2016", "said by …"."""
    if not edtf:
        return "day of the report not stated"
    day = _LONG_NAME.sub(lambda name: name[0][:3], date_words(edtf))
    return f"said on {day}" if _DAY.fullmatch(edtf) else f"said {day}"


def capital(text: str) -> str:
    """Return the text with its first letter large."""
    return text[:1].upper() + text[1:]
