"""What a test that breaks a database off leaves open."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import gettempdir

import pytest

DESCRIPTORS = Path("/proc/self/fd")


@pytest.fixture
def let_go() -> Iterator[None]:
    """Close what was opened of temporary files: a process may hold a thousand or so."""
    before = _open()
    yield
    for descriptor in _open() - before:
        with suppress(OSError):
            if str((DESCRIPTORS / str(descriptor)).readlink()).startswith(gettempdir()):
                os.close(descriptor)


def _open() -> set[int]:
    if not DESCRIPTORS.exists():
        return set()
    return {int(found.name) for found in DESCRIPTORS.iterdir()}
