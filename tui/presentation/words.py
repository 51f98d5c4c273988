"""Small words that every view shares: counts, who says it, bylines, plain signs for `--ascii`."""

from store.model import NOT_STATED, Claim, Event, Source
from store.names import Names
from store.text import fold

_PLAIN = {
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    "≈": "~",
    "×": "x",
    "±": "+/-",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "–": "-",
    "—": "-",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "‘": "'",
    "’": "'",
    "‹": "'",
    "›": "'",
    "…": "...",
    "·": "-",
    "•": "*",
    "←": "<-",
    "→": "->",
    "↔": "<->",
    "↑": "^",
    "↓": "v",
    "\u00a0": " ",
    "\u202f": " ",
}
_TO_PLAIN = str.maketrans(_PLAIN)


def count(number: int, singular: str, plural: str = "") -> str:
    """Return "1 event", "1,234 events"; `plural` where it is not the singular with an s."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def claimant(claim: Claim, names: Names, *, full: bool = False) -> str:
    """Return who says it, by short name or `full` name; a withheld speaker only by office."""
    if claim.claimant == NOT_STATED:
        return _speaker_alone(claim) or "claimant not stated"
    actor = names.actors.get(claim.claimant)
    return actor.name if actor and full else names.label(claim.claimant)


def _speaker_alone(claim: Claim) -> str:
    speaker = claim.speaker
    if speaker is None:
        return ""
    if speaker.withheld:
        return speaker.office or "an anonymous speaker"
    return speaker.office or speaker.name


def places(event: Event, names: Names) -> list[str]:
    """Return each place once, with what was said of it where that is more than its name."""
    said: dict[str, list[str]] = {}
    for ref in event.places:
        told = said.setdefault(names.label(ref.place), [])
        if fold(ref.as_said) not in ("", fold(names.label(ref.place))):
            told.append(f"“{ref.as_said}”")
    return [f"{name} ({', '.join(told)})" if told else name for name, told in said.items()]


def byline(source: Source) -> str:
    """Return authors and agencies: "jbh/sms (AP, AFP, dpa)"; empty where none is given."""
    names = (name.literal or f"{name.given} {name.family}".strip() for name in source.author)
    authors, agencies = ", ".join(filter(None, names)), ", ".join(source.agencies)
    return f"{authors} ({agencies})" if authors and agencies else authors or agencies


def to_ascii(text: str) -> str:
    """Return the text with our own signs and typographic quotes in ASCII, other scripts as is."""
    return text if text.isascii() else text.translate(_TO_PLAIN)
