"""What salvage makes of certain damages."""

from pathlib import Path

from store.journal.salvage_behind import DOUBTFUL
from store.journal.salvage_json import MISNAMED
from store.journal.salvage_rows import UNREADABLE
from tests.store.journal.damage import edited
from tests.store.journal.layouts import find, ours, stock

STOCK = stock({"events": {1: {"a": 1}, 2: {"a": 2}}, "actors": {1: {"b": 1}, 2: {"b": 2}}})

Told = list[tuple[str | None, int | None, str]]


def told(folder: Path, content: bytes) -> Told:
    """Return table, id and what is told of each thing that is found in a file."""
    return [(each.table, each.doc_id, each.reason) for each in find(folder, content)]


def test_a_name_of_a_table_is_damaged(tmp_path: Path) -> None:
    """It is taken as far as it can be read."""
    found = told(tmp_path, edited(STOCK, b', "actors": {', b', \0actors": {'))

    assert ("\0actors", 1, "") in found
    assert ("\0actors", None, MISNAMED) in found


def test_documents_of_which_the_table_is_gone(tmp_path: Path) -> None:
    """Their ids begin anew, so that they are not of the table before."""
    found = told(tmp_path, edited(STOCK, b'2}}, "actors": {"1": {"b":', bytes(20)))

    assert ("events", None, UNREADABLE) in found
    assert (None, 2, "") in found


def test_a_document_has_an_end_too_many(tmp_path: Path) -> None:
    """What follows is no table."""
    assert told(tmp_path, edited(STOCK, b'{"a": 1}', b'{"a":1}}')) == [
        ("events", None, ""),
        ("events", 1, ""),
        ("events", None, UNREADABLE),
        ("events", 2, ""),
        ("actors", None, ""),
        ("actors", 1, ""),
        ("actors", 2, ""),
    ]


def test_a_document_of_which_the_id_is_gone(tmp_path: Path) -> None:
    """It is told where it is; the others have their places."""
    assert told(tmp_path, edited(STOCK, b'"2": {"a": 2}', b'x2": {"a": 2}')) == [
        ("events", None, ""),
        ("events", 1, ""),
        ("events", None, UNREADABLE),
        ("actors", None, ""),
        ("actors", 1, ""),
        ("actors", 2, ""),
    ]


def test_parts_of_a_damaged_document(tmp_path: Path) -> None:
    """They could be documents, and are told as what they may be."""
    content = b'{"events": {"1": {"c": 1x, "a": {"5": {"b": 1}}, "2": {"b": 2}}}'

    assert told(tmp_path, content) == [
        ("events", None, ""),
        ("events", 1, UNREADABLE),
        (None, 5, DOUBTFUL),
        ("events", 2, ""),
    ]


def test_a_document_is_nested_too_deeply(tmp_path: Path) -> None:
    """Nobody could read it; the others are read."""
    deep = b'{"a":' * 100_000 + b"1" + b"}" * 100_000

    assert told(tmp_path, b'{"events": {"1": %b, "2": {"b": 2}}}' % deep) == [
        ("events", None, ""),
        ("events", 1, UNREADABLE),
        ("events", 2, ""),
    ]


OURS = ours({"events": {1: {"a": 1}, 2: {"a": 2}}, "actors": {1: {"b": 1}, 2: {"b": 2}}})


def test_a_table_does_not_begin(tmp_path: Path) -> None:
    """The file says at its beginning which table is the next."""
    found = told(tmp_path, edited(OURS, b'"actors":{\n', b""))

    assert found[-2:] == [("actors", 1, ""), ("actors", 2, "")]


def test_a_table_seems_to_end(tmp_path: Path) -> None:
    """A line break in a document leaves a brace alone, and the next line has a comma."""
    found = told(tmp_path, edited(OURS, b'{"a":1}', b'{"a":\n}'))

    assert found[2][:2] == ("events", 1)
    assert found[3] == ("events", 2, "")


def test_a_damaged_line_has_lost_its_break(tmp_path: Path) -> None:
    """The next one is not lost with it."""
    found = told(tmp_path, edited(OURS, b'1}\n,"2":{"a"', b'x}\0,"2":{"a"'))

    assert ("events", 2, "") in found
