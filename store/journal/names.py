"""How the files are called that lie beside a database."""

import re
from functools import lru_cache
from pathlib import Path

_JOURNAL = re.compile(r"(.+)-journal-(\d{1,18})")


def journal(path: Path, generation: int) -> Path:
    """Return where the journal lies that was begun on a snapshot."""
    return beside(path, f"-journal-{generation}")


@lru_cache(64)
def beside(path: Path, ending: str) -> Path:
    """Return the file of that ending."""
    return path.with_name(path.name + ending)


def generations(path: Path, names: list[str]) -> list[int]:
    """Return the generations of the journals among the names in a folder, the latest first."""
    found = (_JOURNAL.fullmatch(name) for name in names)
    return sorted((int(each[2]) for each in found if each and each[1] == path.name), reverse=True)


def free(path: Path, ending: str, names: list[str]) -> Path:
    """Return the first file of that ending that is not there: `X.torn`, `X.torn-2` and so on."""
    number = 1
    while beside(path, name := ending if number == 1 else f"{ending}-{number}").name in names:
        number += 1
    return beside(path, name)
