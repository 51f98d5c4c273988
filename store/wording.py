"""The words around a number: what is counted, of whom, over what time; and what is no number."""

import re
from typing import NamedTuple

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_YEAR = r"(?:19|20)[0-9]{2}"
_NO_NUMBER = re.compile(
    "|".join(
        (
            r"https?://\S+",
            rf"\b{_YEAR}[-–/](?:{_YEAR}|[0-9]{{2}})(?:-[0-9]{{2}})?(?![0-9,])",
            r"\b[0-9]{1,2}[/.][0-9]{1,2}[/.](?:[0-9]{4}|[0-9]{2})\b",
            rf"\b{_DAY}(?: ?[-–] ?{_DAY}| (?:and|to) {_DAY})? {_MONTH}(?: {_YEAR})?",
            rf"\b{_MONTH} (?:{_DAY}(?:,? {_YEAR})?|{_YEAR})\b(?!,[0-9])",
            r"\b[0-9]{1,2}:[0-9]{2}\b",
            r"\b[0-9]{1,2} ?[ap]\.?m\b",
            r"\b[0-9][0-9.,]*(?: ?[-–] ?[0-9.,]+)?(?: ?%| per ?cent\b)",
            r"\b[0-9]+(?: ?[-–] ?[0-9]+)? (?:minute|hour|day|night|week|month|year)s?\b",
            r"\b(?:aged|[Rr]esolution|[Aa]rticle|[Cc]hapter|[Ss]ection|[Pp]age|No\.) [0-9]+",
        )
    )
)
"""Addresses, dates, times, shares, lengths of time, ages, numbered texts."""

_PERIOD = re.compile(
    r"\b(?:past|last|recent) (?:few |[\w-]+ )?(?:hour|day|night|week|month|year)s?\b"
    r"|\brecent (?:hour|day|week|month|year)s\b",
    re.IGNORECASE,
)
_PERIOD_LINE = re.compile(r" / *(\S.*?) *$")
"""In a claim line the period stands last, after a stroke."""
_SENTENCE_END = re.compile(r"[.;!?](?:\s|$)| / ")

_DISTANCE = re.compile(
    r" ?(?:(?P<km>km|kilomet(?:er|re)s?)|(?P<mile>miles?)|(?P<m>m|met(?:er|re)s?))\b"
)
_PERSONS = (
    "people|persons?|civilians?|soldiers?|fighters?|militants?|troops|rebels?|residents?|refugees?"
    "|children|child|women|woman|men|man|personnel|jihadists?|insurgents?|combatants?|prisoners?"
    "|detainees?|journalists?|medics|doctors|patients|students|protesters?|protestors?|activists?"
    "|militiamen|officers?|policemen|inhabitants|evacuees|hostages?|victims|members"
)
_UNITS = {
    "families": "family",
    "family": "family",
    "jets": "jet",
    "jet": "jet",
    "aircraft": "aircraft",
    "helicopters": "helicopter",
    "tanks": "tank",
    "vehicles": "vehicle",
    "buses": "bus",
    "ambulances": "ambulance",
    "bombs": "bomb",
    "barrel bombs": "barrel bomb",
    "rockets": "rocket",
    "missiles": "missile",
    "shells": "shell",
    "airstrikes": "air strike",
    "air strikes": "air strike",
    "strikes": "strike",
    "raids": "raid",
    "attacks": "attack",
    "villages": "village",
    "towns": "town",
    "neighbourhoods": "neighbourhood",
    "neighborhoods": "neighbourhood",
    "houses": "house",
    "buildings": "building",
    "schools": "school",
    "hospitals": "hospital",
    "bodies": "body",
}
_METRICS: dict[str, str] = {
    "killing": "killed",
    "wounding": "wounded",
    "injuring": "injured",
    "fleeing": "fled",
    "displacing": "displaced",
}
"""Forms that stand for another; a verb not in here stands for itself."""
_VERBS = (
    "killed|killing|dead|died|wounded|wounding|injured|injuring|hurt|fled|fleeing|left|displaced"
    "|displacing|evacuated|returned|arrested|detained|captured|missing|disappeared|besieged"
    "|trapped|surrendered|executed|abducted|kidnapped|rescued|released|deployed|sent|destroyed"
    "|downed|dropped|fired"
)
_ADJECTIVES = "displaced|wounded|injured|besieged|trapped|dead"
_METRIC = re.compile(rf"\b(?:{_VERBS})\b", re.IGNORECASE)
_NEXT_VERB = re.compile(rf"(?:,(?: and)?|\band) (?=(?:{_VERBS})\b)", re.IGNORECASE)
"""Where a sentence goes on to what is counted next: "killed 3 and wounded 5"."""
_COUNTED = re.compile(
    rf"(?: of(?: the| its| their)?)?(?: (?:more|other|additional|further))? "
    rf"(?P<noun>(?:(?!(?:and|or|by|in|from|were|was|had|have|has|while|the|as|to|who|that"
    rf"|(?!(?:{_ADJECTIVES})\b)(?:{_VERBS}))\b)[\w'’-]+ ){{0,3}}?"
    rf"(?:(?P<person>{_PERSONS})|(?P<thing>{'|'.join(_UNITS)})))\b",
    re.IGNORECASE,
)


class Around(NamedTuple):
    """What the words around a number say; empty where they do not."""

    metric: str
    unit: str
    population: str | None
    period: str | None


def mask(text: str) -> str:
    """Return the text, as long as before, with dots for digits that are no numbers."""
    return _NO_NUMBER.sub(lambda match: "·" * len(match[0]), text)


def is_year(digits: str, after: str) -> bool:
    """Whether four bare digits are a year and not a count of what follows."""
    return bool(re.fullmatch(_YEAR, digits)) and not (
        _COUNTED.match(after) or re.match(rf" (?:{_METRIC.pattern})", after)
    )


def around(text: str, before: tuple[int, int], after: tuple[int, int]) -> Around:
    """Read the words between a number and its neighbours, those after it first."""
    following = _SENTENCE_END.split(text[slice(*after)])[0]
    preceding = _SENTENCE_END.split(text[slice(*before)])[-1]
    if distance := _DISTANCE.match(following):
        return Around("distance", str(distance.lastgroup), None, None)
    counted = _COUNTED.match(following)
    own = _NEXT_VERB.split(following, maxsplit=1)[0]
    metric = _metric(own) or _metric(preceding, nearest=-1) or _metric(following)
    unit, population = _whom(counted, metric)
    return Around(metric, unit, population, _period(text, following))


def _metric(words: str, nearest: int = 0) -> str:
    """Return the first verb, or behind the words before a number the last."""
    verbs = _METRIC.findall(words)
    return _METRICS.get(verbs[nearest].lower(), verbs[nearest]) if verbs else ""


def _whom(counted: re.Match[str] | None, metric: str) -> tuple[str, str | None]:
    """Return unit and population; a verb without a noun counts persons."""
    if counted is None:
        return ("person" if metric else ""), None
    if counted["person"]:
        return "person", counted["noun"]
    thing, noun = counted["thing"], counted["noun"]
    return _UNITS[thing.lower()], noun if noun != thing else None


def _period(text: str, following: str) -> str | None:
    if line := _PERIOD_LINE.search(text):
        return line[1]
    match = _PERIOD.search(following)
    return match[0] if match else None
