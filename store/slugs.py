"""Keys that people can read and type, made from a name or a title."""

from collections.abc import Callable, Collection
from itertools import count
from unicodedata import category

from store.model import ARTICLE, NOT_STATED
from store.text import fold

LONGEST = 40
"""Characters, the number behind it not counted."""
_NAMELESS = "unnamed"
_RESERVED = (ARTICLE, NOT_STATED)
"""They stand for claimants that are no actors."""


def slug(text: str, taken: Collection[str]) -> str:
    """Return the words of a text in lower case with hyphens, in its own script, and not taken.

    A key that only case or accents tell from another counts as taken.
    """
    return free(text, {fold(key) for key in taken}.__contains__)


def free(text: str, is_taken: Callable[[str], bool]) -> str:
    """Return the first such key of which nobody says that one that reads so is taken."""
    stem = _stem(text)
    keys = (f"{stem}-{number}" if number > 1 else stem for number in count(1))
    return next(key for key in keys if key not in _RESERVED and not is_taken(key))


def _stem(text: str) -> str:
    folded = fold(text).replace("'", "")
    words = "".join(sign if _is_letter(sign) else " " for sign in folded).split()
    whole = "-".join(words)
    cut = whole[: LONGEST + 1].rpartition("-")[0] if len(whole) > LONGEST else whole
    return cut or whole[:LONGEST] or _NAMELESS


def _is_letter(sign: str) -> bool:
    """Whether it is a letter, a digit, or a vowel sign that belongs to one."""
    return sign.isalnum() or category(sign).startswith("M")
