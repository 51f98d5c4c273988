"""G11 and G12: what is loaded before the first paint, and what the shell's commands cost."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from time import perf_counter

from tests.benchmarks.probe import PATTERN, REPORT, Probe
from tests.benchmarks.rounds import Row, counted, raced, timed
from tests.benchmarks.subjects import HELLO, Stores, Subject
from tests.benchmarks.terminal import Terminal

EVENTS = 20
ROUNDS = 15
OURS = frozenset(("tui", "store", "seeds"))
NEITHER = frozenset(("tests", "__main__", "__mp_main__"))
LATER = frozenset(("pendulum", "tinydb", "filelock", "numpy"))
"""Packages that the first paint must not wait for."""
COMMANDS: dict[tuple[str, ...], float] = {("--version",): 2.5, ("--help",): 2.5, ("list",): 6.0}
"""How many times longer than Python doing nothing each may take."""


NOW = 74
"""Our modules before the first paint, as they stand."""


def rows(stores: Stores, sizes: Sequence[int] = (), rounds: int = ROUNDS) -> Iterator[Row]:
    """Count modules, then time the commands against Python doing nothing; at one size."""
    yield from modules(stores)
    stores.environment["SYRIA_TIMELINE_DB"] = str(stores.path(EVENTS))
    for command, bound in COMMANDS.items():
        works = [partial(run, stores, *each) for each in (("-m", "tui", *command), ("-c", "pass"))]
        ours, peer = raced(works, rounds)
        yield timed("G12", f"{' '.join(command)}, against python doing nothing", ours, peer, bound)


def modules(stores: Stores) -> Iterator[Row]:
    """Count what is loaded when the first events are painted."""
    ours, hello = loaded(stores, stores.app(EVENTS)), loaded(stores, HELLO)
    third, theirs = _third_party(ours), _third_party(hello)
    yield counted("G11", "third-party modules before the first paint", len(third), len(theirs) + 20)
    # files of 60 to 150 lines make more modules than the goal; what they cost is measured by G1
    own = len(_of(ours, OURS))
    yield counted("G11", "our modules before the first paint", own, 25, known=True)
    yield counted("G11", "our modules, no more than now", own, NOW)
    later = ", ".join(sorted(LATER))
    yield counted("G11", f"modules of {later}", len(_of(ours, LATER)), 0)


def loaded(stores: Stores, subject: Subject) -> set[str]:
    """Return the modules that a subject has loaded by its first paint."""
    report = stores.folder / "modules.json"
    report.unlink(missing_ok=True)
    probe = {
        "TEXTUAL_DRIVER": f"{Probe.__module__}:{Probe.__name__}",
        PATTERN: subject.ready,
        REPORT: str(report),
    }
    with Terminal(subject.command, {**stores.environment, **probe}) as terminal:
        terminal.until(subject.ready)
        terminal.quit(subject.quit)
    return set(json.loads(report.read_text()))


def run(stores: Stores, *arguments: str) -> float:
    """Return the seconds that Python takes for something."""
    command = [sys.executable, *arguments]
    begun = perf_counter()
    subprocess.run(command, env=stores.environment, stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - begun


def _of(modules: set[str], packages: frozenset[str]) -> set[str]:
    return {module for module in modules if module.partition(".")[0] in packages}


def _third_party(modules: set[str]) -> set[str]:
    known = sys.stdlib_module_names | OURS | NEITHER
    return {module for module in modules if module.partition(".")[0] not in known}
