"""What `add` is to save, and why it does not."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import NamedTuple

from store.base import Change
from store.model import Document
from tui.cli.add_options import OPTIONS, Typed

MOST_FAULTS = 100
"""So many are written out."""


class Addition(NamedTuple):
    """What was understood."""

    changes: list[Change]
    """Records before the event that refers to them; the event is the last."""
    echo: Callable[[], Iterable[str]]
    """Returns it in words, a line each."""
    notices: tuple[str, ...] = ()
    """What was left out, in sentences."""

    @property
    def event(self) -> Document:
        """The event as it is to be stored."""
        document = self.changes[-1].document
        assert document is not None
        return document


class Fault(NamedTuple):
    """What is wrong with one value of an option."""

    field: str
    at: int
    """Its place among the values of the field."""
    sentence: str


class Faulty(Exception):
    """Ends `add` before anything is saved; `faults` names each fault on a line of its own.

    Only one more than MOST_FAULTS is looked for.
    """

    def __init__(self, faults: Iterable[str]) -> None:
        super().__init__("Not saved: some of it cannot be read.")
        self.faults = list(islice(faults, MOST_FAULTS + 1))


def told(faults: Iterable[Fault], typed: Typed) -> Faulty:
    """Return the faults in the order of the options; one that stands several times is numbered."""
    order = list(OPTIONS)
    found = sorted(faults, key=lambda fault: (order.index(fault.field), fault.at))
    return Faulty(f"{_place(fault, typed)}: {fault.sentence}" for fault in found)


def _place(fault: Fault, typed: Typed) -> str:
    option = OPTIONS[fault.field]
    return f"{option} {fault.at + 1}" if len(typed.get(fault.field, ())) > 1 else option
