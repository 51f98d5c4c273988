"""What the one-line fields share: one spelling of the line, and `"as said"` at its end."""

import re

from store.text import clean

LONGEST = 1_000
"""Characters of a line that names somebody or some place."""
TOO_LONG = f"This line is too long: shorten it to {LONGEST:,} characters."
UNCLOSED = "A quotation is not closed: write its second quotation mark."

QUOTE = re.compile(r' ?(?:"([^"]*)"|“([^“”]*)”|«([^«»]*)»)$')
"""A quotation at the end of a line."""

_MARKS = (('"', '"'), ("“", "”"), ("«", "»"))
_OPEN = re.compile(r' ?(?:"[^"]*|“[^“”]*|«[^«»]*)$')


def tidy(text: str) -> str:
    """Return the text cleaned, on one line, with single blanks."""
    return " ".join(clean(text).split())


def name(text: str) -> str:
    """Return a name without what people write behind it before the next word."""
    return text.rstrip(" ,;:")


def unquoted(line: str) -> tuple[str, str, bool]:
    """Take the quotation off the end: what stands before it, its words, whether it is closed."""
    if found := QUOTE.search(line):
        return line[: found.start()], "".join(filter(None, found.groups())).strip(), True
    found = _OPEN.search(line)
    if found is None or (found[0].lstrip()[0] == '"' and line.count('"') % 2 == 0):
        return line, "", True
    return line[: found.start()], found[0].lstrip()[1:].strip(), False


def quoted(words: str) -> str:
    """Put words in the first quotation marks that they do not hold themselves.

    Where they hold all of them, single marks stand for their straight ones.
    """
    if not words:
        return ""
    free = ((opening, closing) for opening, closing in _MARKS if not {opening, closing} & {*words})
    opening, closing = next(free, ("", ""))
    return f"{opening}{words}{closing}" if opening else quoted(words.replace('"', "'"))


def choice(words: tuple[str, ...]) -> str:
    """Return the words as a choice: "a, b or c"."""
    return f"{', '.join(words[:-1])} or {words[-1]}"
