"""Lists of names on one line: authors parted by semicolons, agencies by commas.

An author with a comma is "Family, Given"; any other is a byline as printed, and so is all that
stands in quotation marks.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise

from store.lines import tidy
from store.model import Document, Name
from store.names import Names

_QUOTED = re.compile(r'"([^"]*)"')


def read_authors(text: str, names: Names) -> list[Document]:
    """Return the authors as CSL-JSON has them; "AFP, Reuters" are no family and given name."""
    authors = (_author(part, names) for part in _parts(text, ";"))
    return [author for author in authors if any(author.values())]


def written_authors(authors: Iterable[Name]) -> str:
    """Return the line that reads as these authors."""
    return "; ".join(filter(None, map(_written, authors)))


def patched_authors(
    stored: Sequence[Document], was: Sequence[Document], now: Sequence[Document]
) -> list[Document]:
    """Return the authors now, each that was there before with all that is stored of it."""
    known = list(zip(was, stored)) if len(was) == len(stored) else []
    return [_kept(author, known) for author in now]


def read_agencies(text: str) -> list[str]:
    """Return the agencies."""
    return [agency for part in _parts(text, ",") if (agency := _bare(part))]


def written_agencies(agencies: Iterable[str]) -> str:
    """Return the line that reads as these agencies."""
    return ", ".join(filter(None, (_guarded(agency, ",") for agency in agencies)))


def _author(part: str, names: Names) -> Document:
    pieces = _parts(part, ",")
    if len(pieces) == 1 or any(names.resolve(called) for called in (part, *pieces)):
        return {"family": "", "given": "", "literal": _bare(part)}
    family, given = _parts(part, ",", 1)
    return {"family": _bare(family), "given": _bare(given), "literal": ""}


def _written(author: Name) -> str:
    if author.literal:
        return _guarded(author.literal, ",;")
    family, given = _guarded(author.family, ",;"), _guarded(author.given, ";")
    return f"{family}, {given}".strip() if family or given else ""


def _kept(author: Document, known: list[tuple[Document, Document]]) -> Document:
    """Take the stored form of an author out of those known."""
    for at, (was, stored) in enumerate(known):
        if was == author:
            del known[at]
            return stored
    return author


def _parts(text: str, mark: str, most: int | None = None) -> list[str]:
    """Part a line at a mark that stands outside quotation marks, so many times at most."""
    masked = _QUOTED.sub(lambda quoted: "·" * len(quoted[0]), text)
    marks = islice((at for at, sign in enumerate(masked) if sign == mark), most)
    return [text[start + 1 : end].strip() for start, end in pairwise([-1, *marks, len(text)])]


def _bare(part: str) -> str:
    quoted = _QUOTED.fullmatch(part)
    return quoted[1].strip() if quoted else part


def _guarded(text: str, marks: str) -> str:
    """Put a name in quotation marks that would be parted without."""
    text = tidy(text)
    return f'"{text}"' if set(marks) & set(text) else text
