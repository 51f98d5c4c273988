"""Why a record could not be read."""

from typing import Any

import msgspec
import pytest

from store.model import Event, view
from tests.factories import claim, event, figure
from tui.presentation.reasons import reason_words


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (event(title=7), "title: expected text, got a number"),
        ({"uid": "e1"}, "title: missing"),
        (event(participants=[{"actor": "is"}]), "participants[0].role: missing"),
        (event(kind="rumour"), "kind: “rumour” is not one of its words"),
        (event(version=1.5), "version: expected a whole number, got a number"),
        (event(claims={}), "claims: expected a list, got an object"),
        (
            event(claims=[claim(figures=[figure(low="7")])]),
            "claims[0].figures[0].low: expected a number or nothing, got text",
        ),
        ([], "expected an object, got a list"),
    ],
)
def test_reasons_of_msgspec(document: Any, words: str) -> None:
    """They read as a sentence about the field."""
    with pytest.raises(msgspec.ValidationError) as error:
        view(Event, document)

    assert reason_words(str(error.value)) == words


@pytest.mark.parametrize(
    "reason",
    ["", "it has no uid", "Expected `ext`, got `str` - at `$.a`", "2016-13 is no date - at noon"],
)
def test_other_reasons(reason: str) -> None:
    """What is said in other words stands as it is."""
    assert reason_words(reason) == reason
