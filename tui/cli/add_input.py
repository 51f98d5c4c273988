"""One JSON object from standard input; what is none is refused in a sentence."""

import json
import sys
from collections import Counter
from math import isfinite
from typing import Any, NoReturn

from store.edits import Stamp
from store.index import Index
from store.model import Document
from store.text import clean
from tui.cli.add_changes import Addition, Faulty
from tui.cli.add_document import addition
from tui.cli.add_options import OPTIONS
from tui.cli.arguments import Arguments

MOST = 1_000_000
"""Bytes."""


def from_standard_input(arguments: Arguments, index: Index, stamp: Stamp) -> Addition:
    """Return what the document on standard input adds; raises Faulty."""
    _require_alone(arguments)
    return addition(_parsed(_read()), index, stamp)


def _require_alone(arguments: Arguments) -> None:
    if arguments.document != "-":
        said = clean(arguments.document)
        raise Faulty([f"“{said}” is no option: write - to read a document from standard input."])
    beside = [OPTIONS[field] for field in arguments.typed]
    beside += ["--no-figures"] if arguments.no_figures else []
    if beside:
        raise Faulty([f"-: The document says it all; leave {' and '.join(beside)} out."])


def _read() -> bytes:
    data = sys.stdin.buffer.read(MOST + 1) if sys.stdin else b""
    if len(data) > MOST:
        raise Faulty(["-: Standard input holds more than 1 MB; add one event at a time."])
    if not data.strip():
        raise Faulty(["-: Standard input is empty; write one event to it, as `list --json` does."])
    return data


def _parsed(data: bytes) -> Document:
    try:
        value = json.loads(
            data, object_pairs_hook=_distinct, parse_constant=_no_number, parse_float=_finite
        )
    except UnicodeDecodeError:
        raise Faulty(["-: Standard input is no text of UTF-8."]) from None
    except (ValueError, RecursionError) as error:
        said = "it is nested too deeply" if isinstance(error, RecursionError) else clean(str(error))
        raise Faulty([f"-: Standard input is no JSON object: {said}."]) from None
    if not isinstance(value, dict):
        raise Faulty(["-: Standard input is no JSON object: write one event, in braces."])
    return value


def _distinct(pairs: list[tuple[str, Any]]) -> Document:
    found = dict(pairs)
    if len(found) < len(pairs):
        (twice, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise ValueError(f"the key “{twice}” stands twice in one object")
    return found


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


def _finite(text: str) -> float:
    number = float(text)
    return number if isfinite(number) else _no_number(text)
