"""Why a record could not be read, in the words of whoever mends it."""

import re

_AT = re.compile(r"(.+) - at `\$\.?([^`]*)`")
_EXPECTED = re.compile(r"Expected `([^`]+)`, got `([^`]+)`")
_LACKING = re.compile(r"Object missing required field `([^`]+)`")
_UNLISTED = re.compile(r"Invalid enum value '?(.*?)'?")
_TYPES = {
    "str": "text",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing",
    "array": "a list",
    "object": "an object",
}
"""Types of JSON, as msgspec names them."""


def reason_words(reason: str) -> str:
    """Return "title: expected text, got a number"; a reason of another kind as it is."""
    at = _AT.fullmatch(reason)
    what, where = at.groups() if at else (reason, "")
    if lacking := _LACKING.fullmatch(what):
        return f"{where}.{lacking[1]}: missing".removeprefix(".")
    said = _said(what)
    return ": ".join(filter(None, [where, said])) if said else reason


def _said(what: str) -> str:
    """Return what is wrong with a value; empty where it is said in unknown words."""
    if unlisted := _UNLISTED.fullmatch(what):
        return f"“{unlisted[1]}” is not one of its words"
    expected = _EXPECTED.fullmatch(what)
    if expected is None:
        return ""
    types = expected[1].split(" | ")
    if not {*types, expected[2]} <= _TYPES.keys():
        return ""
    whole = {**_TYPES, "int": "a whole number"}
    return f"expected {' or '.join(whole[each] for each in types)}, got {_TYPES[expected[2]]}"
