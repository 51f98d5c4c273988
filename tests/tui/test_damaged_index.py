"""An index beside the store that is damaged: one sentence, and the next start is whole."""

from pathlib import Path

import pytest

from store.connect import connect
from store.errors import Corrupt
from store.index.sidecar import load
from tests.tui.app import timeline_app
from tests.tui.conftest import Shell


def damaged(path: Path) -> Path:
    """Make a store whose rows cannot be read, as a disk may leave them, and name its index."""
    store = connect(path, create=True)
    store.index()
    store.close()
    beside = path.with_name(f"{path.name}-index")
    found = load(beside)
    assert found is not None
    offset, length, _ = found.head.sections["kept"]
    content = bytearray(beside.read_bytes())
    content[offset : offset + length] = b"\xc1" * length
    beside.unlink()
    beside.write_bytes(content)
    beside.chmod(0o600)
    return beside


def test_a_list_says_so_once(shell: Shell) -> None:
    """The index goes, and is made anew by whoever comes next."""
    beside = damaged(shell.store)

    assert shell("list") == 1
    assert shell.err == (
        f"syria-timeline: {beside} was damaged and is removed; start again, to have it made anew.\n"
    )
    assert shell("list") == 0
    assert shell.err == ""


async def test_an_error_of_the_store_ends_the_app() -> None:
    """Whoever started it says the sentence; there is no traceback."""
    app = timeline_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        pilot.app._handle_exception(Corrupt("It is damaged."))
        await pilot.pause()

    assert str(app.failure) == "It is damaged."
    assert app.return_code == 1


async def test_any_other_fault_is_no_sentence() -> None:
    """It is one of the program, and its traceback is wanted."""
    app = timeline_app()

    async def fail() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            pilot.app.call_later(lambda: 1 // 0)
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert app.failure is None
