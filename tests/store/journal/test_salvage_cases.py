"""What salvage makes of certain damages."""

from pathlib import Path

from store.journal.salvage_behind import DOUBTFUL
from store.journal.salvage_json import MISNAMED
from store.journal.salvage_lines import CUT
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


def test_a_document_has_lost_its_end(tmp_path: Path) -> None:
    """Those that follow are none of its fields."""
    assert told(tmp_path, edited(STOCK, b'{"a": 1}', b'{"a": 1 ')) == [
        ("events", None, ""),
        ("events", 1, UNREADABLE),
        ("events", 2, ""),
        ("actors", None, ""),
        ("actors", 1, ""),
        ("actors", 2, ""),
    ]


def test_the_file_has_lost_its_end(tmp_path: Path) -> None:
    """What is within the last document are fields of it."""
    assert told(tmp_path, b'{"events": {"4": {"a": 1, "2": {"b": 1}}}') == [
        ("events", None, ""),
        ("events", 4, ""),
        ("events", None, CUT),
    ]


def test_several_keys_are_damaged(tmp_path: Path) -> None:
    """Each place is told."""
    content = edited(STOCK, b'"1": {"a"', b'"1"; {"a"')
    found = told(tmp_path, edited(content, b'"2": {"b"', b'"2"; {"b"'))

    assert found == [
        ("events", None, ""),
        ("events", None, UNREADABLE),
        ("events", 2, ""),
        ("actors", None, ""),
        ("actors", 1, ""),
    ]


def test_a_key_and_a_document_are_damaged(tmp_path: Path) -> None:
    """Both are told, and what is between them is found."""
    content = edited(STOCK, b'"1": {"a"', b'"1"; {"a"')
    found = told(tmp_path, edited(content, b'"b": 2', b'"b"; 2'))

    assert found[2:] == [
        ("events", 2, ""),
        ("actors", None, ""),
        ("actors", 1, ""),
        ("actors", 2, UNREADABLE),
    ]


def test_a_document_between_damaged_ones(tmp_path: Path) -> None:
    """It is told where its id is gone."""
    content = stock({"events": {n: {"a": n} for n in range(1, 6)}})
    content = edited(content, b'"a": 1', b'"a"; 1')
    found = told(tmp_path, edited(content, b'"3": ', b'"x": '))

    assert found == [
        ("events", None, ""),
        ("events", 1, UNREADABLE),
        ("events", 2, ""),
        ("events", None, UNREADABLE),
        ("events", 4, ""),
        ("events", 5, ""),
    ]


def test_braces_are_damaged_in_two_places(tmp_path: Path) -> None:
    """What is between them may be documents, or parts of one."""
    content = stock({"events": {n: {"a": n} for n in range(1, 6)}})
    content = edited(content, b'{"a": 1}', b'{"a": 1x')
    found = told(tmp_path, edited(content, b'{"a": 3}', b'{"a": 3x'))

    assert found == [
        ("events", None, ""),
        ("events", 1, UNREADABLE),
        (None, 2, DOUBTFUL),
        ("events", 4, ""),
        ("events", 5, ""),
    ]


def test_a_name_of_a_table_makes_no_sense(tmp_path: Path) -> None:
    """It is taken as it stands there."""
    assert told(tmp_path, b'{"\\q": {"1": {}}}') == [("\\q", None, ""), ("\\q", 1, "")]


def test_the_first_line_has_lost_its_break(tmp_path: Path) -> None:
    """It is told apart from the second."""
    found = told(tmp_path, edited(OURS, b',\n"events"', b',x"events"'))

    assert found == [
        ("_meta", 1, ""),
        (None, None, "the line break is missing"),
        *told(tmp_path, OURS)[1:],
    ]
