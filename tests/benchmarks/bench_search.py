"""G6: a letter of a search, until it stands in the line; a word, until its first event is shown.

All apps run at once, in one pane, where the row of an event is not cut; the peer turns pages.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import chain

from tests.benchmarks.phrases import COMMON, RARE
from tests.benchmarks.rounds import Row, percentile, raced, timed
from tests.benchmarks.subjects import BARE, Stores
from tests.benchmarks.terminal import Terminal

ROUNDS = 6
PAGES = ("pagedown",) * 4 + ("pageup",) * 4
FEW = 1_000
"""Events among which the first result is looked for, for comparison."""
ECHO, RESULT = 2.0, 1.25
"""What a letter may cost against a page of the peer, and a first result against that among few."""
WORDS = {"common": COMMON, "rare": RARE}


def rows(stores: Stores, sizes: Sequence[int], rounds: int = ROUNDS) -> Iterator[Row]:
    """Measure each size that has events to be found."""
    every = (FEW, *(events for events in sizes if events > FEW))
    with ExitStack() as opened:
        bare = stores.ready(BARE, opened)
        apps = [stores.app(events) for events in every]
        terminals = [stores.ready(app, opened) for app in apps]
        for terminal in terminals:
            terminal.press("z")
        echoes = [partial(echo, *each) for each in zip(terminals, every)]
        pages, *letters = raced([partial(turn, bare), *echoes], rounds)
        for events, found in zip(every, letters):
            yield timed("G6", "letter in the search p95", found, pages, ECHO, events)
        for name, word in WORDS.items():
            works = [partial(result, *each, word) for each in zip(terminals, every)]
            few, *others = raced(works, rounds, warm=1)
            what = f"first event with a {name} word, against {FEW:,}"
            for events, found in zip(every[1:], others):
                yield timed("G6", what, found, few, RESULT, events)
        for terminal, app in zip(terminals, apps):
            terminal.quit(app.quit)


def turn(bare: Terminal) -> float:
    """Return the percentile of what a page costs."""
    return percentile([bare.press(key).last for key in PAGES])


def echo(terminal: Terminal, events: int) -> float:
    """Type words, letter by letter; return the percentile of their seconds."""
    return percentile(list(chain(*(_typed(terminal, events, word) for word in WORDS.values()))))


def result(terminal: Terminal, events: int, word: str) -> float:
    """Type a word at once; return the seconds until the cursor is on an event that has it."""
    shown = f"(?i)› .*{word}"
    if re.search(shown, terminal.text):
        raise ValueError(f"The cursor was there before; the screen is:\n{terminal.text}")
    terminal.press("/")
    found = terminal.reach(word, shown)
    _leave(terminal, events)
    return found


def _typed(terminal: Terminal, events: int, word: str) -> list[float]:
    terminal.press("/")
    ends = range(1, len(word) + 1)
    found = [terminal.reach(word[end - 1], rf"(?m)^ */ +{word[:end]}(\s|$)") for end in ends]
    _leave(terminal, events)
    return found


def _leave(terminal: Terminal, events: int) -> None:
    """Close the line, and wait until all events are back, and the cursor where it was."""
    terminal.reach("escape", f"{events:,} of {events:,} events")
