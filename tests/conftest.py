"""What every test leaves behind: nothing."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from store.journal.disk import Disk
from store.journal.errors import JournalError
from store.journal.reader import Reader


@pytest.fixture(autouse=True)
def _closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close the databases that a test leaves open: select() knows no descriptor above 1023."""
    opened: list[Reader] = []
    begin = Reader.__init__

    def begun(self: Reader, *arguments: Any, **options: Any) -> None:
        begin(self, *arguments, **options)
        if options.get("disk") is None or type(options["disk"]) is Disk:
            opened.append(self)

    monkeypatch.setattr(Reader, "__init__", begun)
    yield
    for each in opened:
        with suppress(JournalError, OSError):
            each.close()
