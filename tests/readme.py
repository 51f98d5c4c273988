"""The parts of README that are made from the program; `python -m tests.readme` writes them anew."""

import asyncio
from pathlib import Path

from tests.tui.app import choose, screen_text, timeline_app
from tui.presentation.keys import keys_shown, merged
from tui.screens.keys import key_table

README = Path(__file__).parent.parent / "README.md"
SIZE = (116, 33)


async def screen() -> str:
    """Return the real screen, the cursor on the event with most to compare."""
    async with timeline_app().run_test(size=SIZE) as pilot:
        await pilot.pause()
        await choose(pilot, "People flee eastern Aleppo")
        return "```text\n" + "\n".join(screen_text(pilot)) + "\n```"


def keys() -> str:
    """Return the table of all keys."""
    rows = [
        f"| {row.group} | {_code(keys_shown(row.keys))} | {row.tooltip} | `{row.id}` |"
        for row in merged(key_table())
    ]
    return "\n".join(["| where | keys | what they do | name |", "|---|---|---|---|", *rows])


def _code(shown: str) -> str:
    return shown.replace("|", "\\|")


def _parted(name: str, text: str) -> tuple[str, str, str]:
    """Return what stands before, in and after a part."""
    before, start, rest = text.partition(f"<!-- {name} -->\n")
    within, end, after = rest.partition(f"\n<!-- /{name} -->")
    if not (start and end):
        raise ValueError(f"README has no part {name}")
    return before + start, within, end + after


def part(name: str, text: str) -> str:
    """Return what stands between the marks of a part."""
    return _parted(name, text)[1]


def written(text: str, **parts: str) -> str:
    """Return README with its parts replaced."""
    for name, content in parts.items():
        before, _, after = _parted(name, text)
        text = before + content + after
    return text


if __name__ == "__main__":
    made = {"screen": asyncio.run(screen()), "keys": keys()}
    README.write_text(written(README.read_text(encoding="utf-8"), **made), encoding="utf-8")
