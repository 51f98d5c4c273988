"""Where in a source a claim stands: "sentence 17"."""

import re
from collections.abc import Iterable

_SENTENCES = re.compile(r"s(\d+)(?:-s?(\d+))?")
"""Locators that count sentences."""


def located(locator: str, blank: str = " ") -> str:
    """Return "sentence 17" for a locator that counts sentences, any other as it is."""
    found = _SENTENCES.fullmatch(locator)
    if found is None:
        return locator
    first, last = found.groups()
    return f"sentences{blank}{first}–{last}" if last else f"sentence{blank}{first}"


def all_located(locators: Iterable[str], blank: str = " ") -> str:
    """Return "sentences 17, 20, 21"; where not all count single sentences, each in full."""
    distinct = list(dict.fromkeys(filter(None, locators)))
    found = [_SENTENCES.fullmatch(locator) for locator in distinct]
    if len(found) > 1 and all(one and not one[2] for one in found):
        return "sentences " + ", ".join(locator[1:] for locator in distinct)
    return ", ".join(located(locator, blank) for locator in distinct)
