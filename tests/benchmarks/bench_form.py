"""What a letter costs in the form of an event, and an event until its row is painted.

All subjects run at once and are typed into in turn, the same text into each: what a round has in
common is in no ratio.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import chain
from typing import NamedTuple

from tests.benchmarks.records import actors
from tests.benchmarks.rounds import Row, percentile, timed
from tests.benchmarks.subjects import BARE_INPUT, Stores, Subject
from tests.benchmarks.terminal import Terminal

FEW, MANY = 20, 10_000
ROUNDS = 8
LETTERS = "government jet lost near"
ECHO = 2.0
"""What a letter may cost, against one in the peer."""
FORM = "New event"
"""What the screen shows once the form is open."""
TIMELINE = "a Add"
"""What it shows once the form is closed."""
SMALL, LARGE = 10, 1_000
ADDED = "Something happened"
ADD = 1.1
"""What an event may cost in the larger store, against one in the smaller."""
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


def rows(stores: Stores, rounds: int = ROUNDS) -> Iterator[Row]:
    """Measure letters at both sizes against the peer, then events in a store against another."""
    for field, (bare, *ours) in echoes(stores, (FEW, MANY), rounds):
        for events, found in zip((FEW, MANY), ours):
            for name, part in (("p50", 0.5), ("p95", 0.95)):
                what = f"letter in {field.name} {name}, {events:,} events"
                yield timed("form", what, _each(found, part), _each(bare, part), ECHO)
    yield _added(stores, rounds)


def short(stores: Stores, rounds: int, letters: int) -> Iterator[Row]:
    """Measure some letters at the larger size, letter by letter against the peer."""
    for field, (bare, ours) in echoes(stores, (MANY,), rounds, LETTERS[:letters]):
        what = f"letter in {field.name}, {MANY:,} events"
        yield timed("form", what, list(chain(*ours)), list(chain(*bare)), ECHO)


def echoes(
    stores: Stores, sizes: Sequence[int], rounds: int, letters: str = LETTERS
) -> Iterator[tuple[Field, list[Echoes]]]:
    """Yield each field with what was found there: in the peer, then in the app at each size."""
    apps = [stores.app(events) for events in sizes]
    with ExitStack() as opened:
        bare, *forms = [_started(stores, subject, opened) for subject in (BARE_INPUT, *apps)]
        for form in forms:
            form.reach("a", FORM)
        for field in FIELDS:
            for form in forms:
                for _ in range(field.tabs):
                    form.press("tab")
            yield field, _typed([bare, *forms], field.begun, letters, rounds)
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


def add(terminal: Terminal, events: int) -> float:
    """Add an event to so many and take it back; return the seconds from saving to its row."""
    terminal.reach("a", FORM)
    terminal.press("tab")
    terminal.press(ADDED)
    found = terminal.reach("ctrl+s", f"› .*{ADDED}")
    terminal.reach("u", f"{events:,} of {events:,} events")
    return found


def _typed(terminals: Sequence[Terminal], begun: str, letters: str, rounds: int) -> list[Echoes]:
    found: list[Echoes] = [[] for _ in terminals]
    for number in range(rounds):
        order = list(zip(found, terminals))
        for seconds, terminal in order if number % 2 else reversed(order):
            seconds.append(write(terminal, begun, letters))
    return found


def _added(stores: Stores, rounds: int) -> Row:
    """Compare adding; the file is written as a whole still, so it is known to grow with it."""
    found: list[list[float]] = [[], []]
    with ExitStack() as opened:
        apps = [_started(stores, stores.app(events), opened) for events in (SMALL, LARGE)]
        for number in range(rounds):
            order = list(zip(found, apps, (SMALL, LARGE)))
            for seconds, app, events in order if number % 2 else reversed(order):
                seconds.append(add(app, events))
    small, large = found
    what = f"added event to its row, {LARGE:,} against {SMALL:,}"
    return timed("G9", what, large, small, ADD)._replace(known=True)


def _started(stores: Stores, subject: Subject, opened: ExitStack) -> Terminal:
    """Run a subject until all is closed."""
    terminal = opened.enter_context(stores.run(subject))
    terminal.until(subject.ready)
    return terminal


def _each(echoes: Echoes, part: float) -> list[float]:
    """Return the percentile of each round."""
    return [percentile(seconds, part) for seconds in echoes]
