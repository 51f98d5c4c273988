"""Text on its way in (cleaned of what a terminal would act on) and for search (folded)."""

import re
from collections.abc import Iterable
from operator import is_
from typing import Any, TypeVar
from unicodedata import category, combining, is_normalized, normalize

Value = TypeVar("Value")

_BREAK = re.compile("\r\n|[\n\v\f\r\x85\u2028\u2029]")
_UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f"  # C0 but the newline, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi controls
    "\ud800-\udfff]"  # lone surrogates
)
_LONGEST_RUN = 30
_MARK = re.compile(r"[^\w\s\0-\x7f]")  # or another sign, left alone
_MARKS = re.compile(rf"{_MARK.pattern}{{{_LONGEST_RUN + 1},}}")
_DROPPED = frozenset(("Mn", "Me", "Cf", "Cs"))
"""Categories without a letter of their own: accents, vowel signs, joiners, lone surrogates."""
ALIKE = {
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ة": "ه",
    "ە": "ه",
    "ک": "ك",
    "ı": "i",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ـʿʾ": "",
    "‘’ʼ": "'",
    "“”„«»": '"',
    "‐‑‒–—−": "-",
    "٠۰": "0",
    "١۱": "1",
    "٢۲": "2",
    "٣۳": "3",
    "٤۴": "4",
    "٥۵": "5",
    "٦۶": "6",
    "٧۷": "7",
    "٨۸": "8",
    "٩۹": "9",
}
"""Letters that NFKD keeps apart and a reader does not, and what stands for them in a search."""


class _Plain(dict[int, int | str | None]):
    """A table for `str.translate` that looks each character up once."""

    def __missing__(self, code: int) -> int | None:
        found = None if category(chr(code)) in _DROPPED else code
        self[code] = found
        return found


class _OrderMatters(Exception):
    """A character may change places with its neighbours, so that none can be folded alone."""


class _Folds(dict[int, str]):
    """A table for `str.translate` that folds each character once."""

    def __missing__(self, code: int) -> str:
        found = _folded(chr(code))
        if any(map(combining, found)):
            raise _OrderMatters
        self[code] = found
        return found


_PLAIN = _Plain((ord(char), plain) for alike, plain in ALIKE.items() for char in alike)
_FOLDS = _Folds()


def clean(text: str, *, lines: bool = False) -> str:
    """Return the text as NFC without control and bidi characters and lone surrogates.

    Line breaks and tabs become a blank; with `lines` every kind of line break becomes a newline.
    Joiners (U+200C, U+200D) stay: Arabic and Persian words need them.
    """
    if not text.isprintable():
        text = _BREAK.sub("\n" if lines else " ", text).replace("\t", " ")
        text = _UNSAFE.sub("", text)
    return text if text.isascii() else _spaced(normalize("NFC", _spaced(text)))


def is_clean(text: str) -> bool:
    """Whether `clean` surely leaves the text, and whatever is cut from it, as it is."""
    if text.isascii():
        return text.isprintable()
    return text.isprintable() and is_normalized("NFC", text) and not _may_be_flooded(text)


def is_safe(text: str) -> bool:
    """Whether a text is one line without anything that `clean` would strip."""
    return text.isprintable() or not (_BREAK.search(text) or _UNSAFE.search(text))


def _spaced(text: str) -> str:
    """Part long runs of combining marks by U+034F (UAX 15, stream-safe): NFC sorts each run."""
    return _MARKS.sub(lambda run: _part(run[0]), text) if _may_be_flooded(text) else text


def _may_be_flooded(text: str) -> bool:
    """Whether a long run of marks may be there: of each such run this looks at one at the least."""
    some = text[:: _LONGEST_RUN + 1] if len(text) > _LONGEST_RUN else ""
    return not some.isascii() and _MARK.search(some) is not None


def _part(marks: str) -> str:
    parted, run = [], 0
    for char in marks:
        run = run + 1 if combining(char) else 0
        if run > _LONGEST_RUN:
            parted.append("\u034f")
            run = 1
        parted.append(char)
    return "".join(parted)


def clean_document(value: Value) -> Value:
    """Clean every string and key of a JSON value, keeping newlines.

    Returns the same object when nothing changed; a key that only cleaning makes equal to another
    gives way to it. Raises ValueError for a value nested too deeply to be a record.
    """
    try:
        cleaned: Value = _cleaned(value)
    except RecursionError:
        raise ValueError("The record is nested too deeply to be read.") from None
    return cleaned


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        text = clean(value, lines=True)
        return value if text == value else text
    if isinstance(value, list):
        items = [_cleaned(item) for item in value]
        return value if all(map(is_, items, value)) else items
    if isinstance(value, dict):
        return _cleaned_object(value)
    return value


def _cleaned_object(value: dict[str, Any]) -> dict[str, Any]:
    names = ((key, clean(key, lines=True)) for key in value)
    kept = {name: _cleaned(value[key]) for key, name in names if name == key or name not in value}
    same = kept.keys() == value.keys() and all(kept[key] is value[key] for key in value)
    return value if same else kept


def fold(text: str) -> str:
    """Return the text as search compares it: without case, accents, vowel signs and extra blanks.

    Arabic alef, ya and ta-marbuta forms become one letter each, Arabic digits, curly quotes and
    long dashes their ASCII kind.
    """
    if text.isascii():
        folded = text.casefold()
        if text.isprintable() and "  " not in text:
            return folded.strip()  # as most are: the only blanks are single ones
    else:
        try:
            folded = text.translate(_FOLDS)
        except _OrderMatters:
            folded = _folded(text)
    return " ".join(folded.split())


def _folded(text: str) -> str:
    """Fold all but blanks, which is what folding is by definition."""
    # marks go before NFKD as well: it sorts them, in quadratic time
    return normalize("NFKD", text.casefold().translate(_PLAIN)).casefold().translate(_PLAIN)


def fold_lines(texts: Iterable[str]) -> str:
    """Fold each text to a line, those left out of which nothing stays."""
    said = list(filter(None, texts))
    flat = " ".join(said)
    if flat.isascii() and flat.isprintable() and "  " not in flat and flat == flat.strip():
        return "\n".join(said).casefold()  # as most are: of each, folding leaves all but the case
    return "\n".join(filter(None, map(fold, said)))
