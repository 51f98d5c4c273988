"""What a letter costs in the form of an event.

All subjects run at once and are typed into in turn, the same text into each: what a round has in
common is in no ratio.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import chain
from typing import NamedTuple

from tests.benchmarks.records import actors
from tests.benchmarks.rounds import Row, percentile, raced, timed
from tests.benchmarks.subjects import BARE_INPUT, Stores
from tests.benchmarks.terminal import Terminal

ROUNDS = 8
LETTERS = "government jet lost near"
ECHO = 2.0
"""What a letter may cost, against one in the peer."""
FORM = "New event"
"""What the screen shows once the form is open."""
TIMELINE = "a Add"
"""What it shows once the form is closed."""
CLAIMANT = next(actor["name"] for actor in actors() if actor["kind"] == "monitor")


class Field(NamedTuple):
    """Where letters are typed."""

    name: str
    tabs: int
    """Presses of the key that leads there, from the field before."""
    begun: str = ""
    """What stands there before the letters."""


FIELDS = (Field("What", 1), Field("a claim", 3, f"{CLAIMANT} reported: "))

Echoes = list[list[float]]
"""Seconds of each letter, round by round."""


def rows(stores: Stores, sizes: Sequence[int], rounds: int = ROUNDS) -> Iterator[Row]:
    """Measure letters at the smallest and the largest size against the peer."""
    ends = sorted({sizes[0], sizes[-1]})
    for field, (bare, *ours) in echoes(stores, ends, rounds):
        for events, found in zip(ends, ours):
            for name, part in (("p50", 0.5), ("p95", 0.95)):
                what = f"letter in {field.name} {name}"
                yield timed("form", what, _each(found, part), _each(bare, part), ECHO, events)


def short(stores: Stores, events: int, rounds: int, letters: int) -> Iterator[Row]:
    """Measure some letters at one size, letter by letter against the peer."""
    for field, (bare, ours) in echoes(stores, (events,), rounds, LETTERS[:letters]):
        what = f"letter in {field.name}"
        yield timed("form", what, list(chain(*ours)), list(chain(*bare)), ECHO, events)


def echoes(
    stores: Stores, sizes: Sequence[int], rounds: int, letters: str = LETTERS
) -> Iterator[tuple[Field, list[Echoes]]]:
    """Yield each field with what was found there: in the peer, then in the app at each size."""
    apps = [stores.app(events) for events in sizes]
    with ExitStack() as opened:
        bare, *forms = [stores.ready(subject, opened) for subject in (BARE_INPUT, *apps)]
        for form in forms:
            form.reach("a", FORM)
        for field in FIELDS:
            for form in forms:
                for _ in range(field.tabs):
                    form.press("tab")
            works = [partial(write, form, field.begun, letters) for form in (bare, *forms)]
            yield field, raced(works, rounds)
        for form, app in zip(forms, apps):
            form.reach("escape", TIMELINE)  # nothing was left in it, so no draft is kept
            form.quit(app.quit)


def write(terminal: Terminal, begun: str, letters: str) -> list[float]:
    """Type letters behind what is begun, and take all away; return the seconds of each letter."""
    if begun:
        terminal.press(begun)
    answers = [terminal.press(letter) for letter in letters]
    if begun + letters not in terminal.text or not all(answer.lines for answer in answers):
        raise ValueError(f"Not every letter was answered; the screen is:\n{terminal.text}")
    terminal.press("ctrl+u")
    return [answer.first for answer in answers]


def _each(echoes: Echoes, part: float) -> list[float]:
    """Return the percentile of each round."""
    return [percentile(seconds, part) for seconds in echoes]
