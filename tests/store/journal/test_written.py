"""What is written of a document, and how it is read again."""

from math import inf, nan
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.journal.disk import NEW, Disk
from store.journal.documents import checksum, decoded, encoded, one_line
from store.journal.lines import (
    BLOCK,
    META,
    NOTHING,
    PUT,
    Entry,
    framed,
    header,
    line,
    lines,
    record,
)

NESTED = 100_000
"""Levels that no reader follows."""
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=9,
)  # fmt: skip


class Text(str):
    """A text of a kind of its own."""

    __slots__ = ()


@settings(max_examples=200, deadline=None)
@given(JSON)
def test_json_is_read_as_it_was(document: Any) -> None:
    """On one line, whatever is in it."""
    raw = encoded(document)

    assert b"\n" not in raw
    assert repr(decoded(raw)) == repr(document)


@pytest.mark.parametrize(
    ("document", "raw"),
    [
        ((1, (2,)), b"[1,[2]]"),
        ({1: "a", None: "b", False: "c"}, b'{"1":"a","null":"b","false":"c"}'),
        ({"a": Text("b")}, b'{"a":"b"}'),
        ({"a": 2**80}, b'{"a":%d}' % 2**80),
        ({"a": "\ud83d"}, rb'{"a":"\ud83d"}'),
    ],
)
def test_what_only_python_takes_for_json_is_written_as_it_does(document: Any, raw: bytes) -> None:
    """As stock TinyDB writes it, but for the blanks."""
    assert encoded(document) == raw


@pytest.mark.parametrize("value", [nan, inf, -inf])
def test_numbers_that_json_has_not_are_refused(value: float) -> None:
    """However deep they are hidden."""
    with pytest.raises(ValueError, match="JSON compliant"):
        encoded({"a": [{"b": value}]})


@pytest.mark.parametrize("value", [{1}, b"bytes", object(), 1j, Path("a")])
def test_things_that_json_has_not_are_refused(value: object) -> None:
    """Also those that others make texts or lists of."""
    with pytest.raises(TypeError, match="not JSON serializable"):
        encoded({"a": [{"b": value}]})


def test_what_holds_itself_is_refused() -> None:
    """It has no end."""
    document: dict[str, Any] = {}
    document["a"] = document
    with pytest.raises(ValueError, match=r"Circular|nested"):
        encoded(document)


def test_what_is_nested_too_deeply_is_refused() -> None:
    """On its way in, and on its way out."""
    document: list[Any] = []
    for _ in range(NESTED):
        document = [document]
    with pytest.raises(ValueError, match="nested too deeply"):
        encoded(document)
    with pytest.raises(ValueError, match="nested too deeply"):
        decoded(b"[" * NESTED + b"]" * NESTED)


def test_what_stock_tinydb_wrote_is_read() -> None:
    """Also numbers that are none."""
    assert repr(decoded(b'{"a": NaN}')) == "{'a': nan}"


@pytest.mark.parametrize(
    ("raw", "rewrote"),
    [
        (b'{\n  "a": [\r\n1]\n}', b'{"a": [1]}'),
        (b'{"a":\nNaN}', b'{"a": NaN}'),
        (b'{"a":\r\n1', b'{"a":  1'),
    ],
)
def test_json_is_put_on_one_line(raw: bytes, rewrote: bytes) -> None:
    """Also what cannot be read: all that it says stays."""
    assert one_line(raw) == rewrote


@pytest.mark.parametrize(
    ("one", "other"),
    [({"b": 1, "a": [2]}, {"a": [2], "b": 1}), ({"a": nan}, {"a": nan}), ({2**80: 1}, {2**80: 1})],
)
def test_a_checksum_depends_on_nothing_but_the_document(one: Any, other: Any) -> None:
    """However it is spelt."""
    assert checksum(one) == checksum(other) != checksum({})


@pytest.mark.parametrize("blocks", [0.2, 1, 3.5])
def test_lines_are_read_with_their_places(tmp_path: Path, blocks: float) -> None:
    """However long they are; the last one may have lost its break."""
    disk, long = Disk(), b"x" * int(blocks * BLOCK)
    descriptor = disk.open(tmp_path / "file", NEW)
    content = [b"", long, b"short", long]
    disk.write(descriptor, b"\n".join(content), 0)
    found = list(lines(disk, descriptor))
    disk.close(descriptor)
    ends = [0, 1, len(long) + 2, len(long) + 8]

    assert found == [*zip(ends, content[:-1]), (ends[-1], None)]


def test_a_record_is_read_as_it_was_written() -> None:
    """All of its fields."""
    found = record(line(7, 5, True, Entry(PUT, "événements", -3, 9, b'{"a":1}'))[:-1])

    assert found is not None
    assert (*found.__class__.__struct_fields__,)[:3] == ("lsn", "txn", "last")
    assert (found.lsn, found.txn, found.last, found.op) == (7, 5, True, PUT)
    assert (found.table, found.doc_id, found.prev_crc) == ("événements", -3, 9)
    assert bytes(found.document) == b'{"a":1}'


def test_a_record_without_a_document_is_read() -> None:
    """What has no table, id or checksum has none."""
    found = record(line(1, 1, False, Entry(META))[:-1])

    assert found is not None
    assert (found.table, found.doc_id, found.prev_crc, bytes(found.document)) == (
        None, None, None, NOTHING,
    )  # fmt: skip


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"[1,2", b"null"])
def test_other_lines_are_none_of_ours(body: bytes) -> None:
    """Although their checksum fits."""
    text = framed(body)[:-1]

    assert record(text) is None
    assert header(text) is None


def test_a_line_was_changed() -> None:
    """Its checksum does not fit any more."""
    text = line(1, 1, True, Entry(META))[:-1].replace(b"true", b"TRUE")

    assert record(text) is None
    assert header(text) is None
