"""How much may be typed or pasted into a form, and what is said of more."""

from store.text import clean

PASTE = 100_000
"""Characters of the longest paste that is looked at."""
LINES = 50
"""Lines of a paste that are taken."""


def too_long(label: str, limit: int, left: int) -> str:
    """Say that characters were not taken."""
    return f"{label} has at most {limit:,} characters; {_were(left)} not taken."


def too_many(label: str, left: int) -> str:
    """Say that lines were not taken."""
    return f"{label} takes at most {LINES} lines at once; {_were(left)} not taken."


def too_big(label: str, size: int) -> str:
    """Say that nothing was taken."""
    return f"A paste of {size:,} characters is too long for {label}; nothing was taken."


def pasted_lines(text: str) -> list[str]:
    """Return the lines of a paste that hold anything; one empty line where none does."""
    lines = [line for line in clean(text, lines=True).split("\n") if line.strip()]
    return lines or [""]


def fitting(text: str, room: int) -> tuple[str, int]:
    """Return as much of a text as there is room for, and how many characters are left."""
    taken = text[: max(room, 0)]
    return taken, len(text) - len(taken)


def _were(count: int) -> str:
    return f"{count:,} {'was' if count == 1 else 'were'}"
