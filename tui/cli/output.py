"""Standard output: text for people, or JSON; never a sign that it cannot take."""

import os
import sys
from collections.abc import Iterable
from shutil import get_terminal_size
from typing import TextIO

from store.text import clean
from tui.cli.refusal import Refusal
from tui.presentation.words import to_ascii

SIGNS = "≥≠–…“”·"
"""An output that cannot take these gets ASCII."""


class Output:
    """Text and JSON as standard output, or another stream, can take them."""

    def __init__(self, ascii_only: bool = False, stream: TextIO | None = None) -> None:
        self.encoding = getattr(stream or sys.stdout, "encoding", None) or "utf-8"
        self.ascii_only = ascii_only or not self._takes(SIGNS)
        self.columns = get_terminal_size((0, 0)).columns
        """Cells of a line; 0 where there is no terminal, and nothing is cut."""

    def plain(self, text: str) -> str:
        """Return the text on one line, in the signs that can be written."""
        text = clean(text)
        if self.ascii_only:
            text = to_ascii(text)
        return text if self._takes(text) else self._escaped(text)

    def lines(self, lines: Iterable[str]) -> None:
        """Write lines of plain text."""
        write(f"{line}\n" for line in lines)

    def json(self, values: Iterable[object]) -> None:
        """Write values as JSON, one a line."""
        import json

        escaped = self.ascii_only or self.encoding.lower().replace("-", "") != "utf8"
        write(f"{json.dumps(value, ensure_ascii=escaped)}\n" for value in values)

    def _takes(self, text: str) -> bool:
        return text.isascii() or self._escaped(text) == text

    def _escaped(self, text: str) -> str:
        return text.encode(self.encoding, "backslashreplace").decode(self.encoding)


def complain(message: str, ascii_only: bool = False) -> None:
    """Write one line to standard error."""
    print(Output(ascii_only, sys.stderr).plain(message), file=sys.stderr)


def tell(notices: Iterable[str], ascii_only: bool = False) -> None:
    """Write what a configuration or a store has to tell to standard error, a line each."""
    for notice in notices:
        complain(notice, ascii_only)


def write(texts: Iterable[str]) -> None:
    """Write to standard output; a reader who has gone is no error, a full disk is."""
    if sys.stdout is None:
        raise Refusal("There is no standard output to write to.")
    try:
        sys.stdout.writelines(texts)
        sys.stdout.flush()
    except BrokenPipeError:
        _leave()
    except OSError as error:
        _leave()
        raise Refusal(f"The output could not be written: {error.strerror}.") from None


def _leave() -> None:
    """Let what is still buffered go nowhere, or Python complains when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
