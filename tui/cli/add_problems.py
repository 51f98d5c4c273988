"""What is wrong with a draft, by the option of the shell and not by the field of the form."""

import re
from collections.abc import Iterator
from shlex import quote

from store.drafts_reading import EventReading
from tui.cli.add_changes import Fault
from tui.cli.add_consents import KIND_IS
from tui.cli.add_faults import shown
from tui.cli.add_misuse import source_text, within
from tui.cli.add_options import Typed

_UNKNOWN = re.compile(r"“(.*)” is no known (actor|place): write another name, or add it\.")
_LONGEST_NAME = 100
"""What is longer is no name but a line that was not understood."""
_SOURCE = re.compile(r"(\[.*\] is no known source: write its key, or add it)\.")


def problems(reading: EventReading, typed: Typed) -> Iterator[Fault]:
    """Yield each problem of the reading, beside the option in which it stands."""
    inner = within(source_text(typed))
    for (field, at), sentences in reading.problems.items():
        for sentence in sentences:
            yield Fault("source" if field == inner else field, at, _advised(sentence))


def _advised(sentence: str) -> str:
    """Say what to add to the command, where a record is not here yet."""
    if unknown := _UNKNOWN.fullmatch(sentence):
        name, kind = unknown.groups()
        if len(name) > _LONGEST_NAME:
            return f"{shown(name)} is no known {kind}: write another name."
        option = f"--new-place {quote(name)}."
        if kind == "actor":
            option = f"--new-actor {quote(f'{name}=KIND')}; {KIND_IS}."
        return f"“{name}” is no known {kind}: write another name, or add it with {option}"
    return _SOURCE.sub(r"\1 with --source.", sentence)
