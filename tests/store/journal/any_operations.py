"""Any operation that a database takes, any document, and values that none may hold."""

from typing import Any

from hypothesis import strategies as st

from tests.store.journal.more_steps import (
    ChangeWhere,
    Choose,
    DropAll,
    Mutate,
    RemoveWhere,
    Replace,
    Truncate,
)
from tests.store.journal.steps import Change, Drop, Insert, Operation, Remove

TABLES = st.sampled_from(["events", "actors", 'a "table"\n'])
IDS = st.integers(1, 12)
NUMBERS = st.integers(0, 3)
HALF = "\ud83d"
"""Half a character."""

TEXTS = st.text(max_size=6) | st.sampled_from(["سوريا", HALF, '\n,"1":{', "\r\n", "}\n}"])
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | FLOATS | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=4,
)
FIELDS = st.dictionaries(TEXTS | st.sampled_from(["a", "list"]), VALUES, max_size=2)
ROWS = st.builds(lambda number, fields: {"n": number, **fields}, NUMBERS, FIELDS)
MANY = st.lists(ROWS, min_size=2, max_size=5)

OPERATIONS: st.SearchStrategy[Operation] = st.one_of(
    st.builds(Insert, TABLES, ROWS),
    st.builds(lambda table, rows: Insert(table, *rows), TABLES, MANY),
    st.builds(Choose, TABLES, IDS, ROWS),
    st.builds(lambda table, doc_id, fields: Change(table, doc_id, **fields), TABLES, IDS, FIELDS),
    st.builds(ChangeWhere, TABLES, NUMBERS, FIELDS),
    st.builds(Mutate, TABLES, IDS | st.none(), VALUES),
    st.builds(Replace, TABLES, IDS, ROWS),
    st.builds(Remove, TABLES, IDS),
    st.builds(RemoveWhere, TABLES, NUMBERS),
    st.builds(Truncate, TABLES),
    st.builds(Drop, TABLES),
    st.builds(DropAll),
)
SEVERAL = st.lists(OPERATIONS, min_size=2, max_size=4)

BAD: dict[str, tuple[Any, type[Exception]]] = {
    "NaN": (float("nan"), ValueError),
    "infinity": (-float("inf"), ValueError),
    "set": ({1}, TypeError),
    "bytes": (b"", TypeError),
}
"""Values that no database takes, and what is raised for each."""
