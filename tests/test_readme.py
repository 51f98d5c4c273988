"""README shows what the program shows."""

import pytest

from tests import readme


@pytest.fixture
def text() -> str:
    """Return README."""
    return readme.README.read_text(encoding="utf-8")


async def test_the_screen_is_the_real_one(text: str) -> None:
    """Made anew with `python -m tests.readme`."""

    assert readme.part("screen", text) == await readme.screen()


def test_the_keys_are_those_of_the_bindings(text: str) -> None:
    """Made anew with `python -m tests.readme`."""

    assert readme.part("keys", text) == readme.keys()
