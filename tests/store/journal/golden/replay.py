"""Reads a database as the format says, without any of the journal's own code."""

import json
from pathlib import Path
from typing import Any
from zlib import crc32

Tables = dict[str, dict[str, Any]]


def bodies(journal: Path) -> list[Any]:
    """Return what the lines of a journal say, up to the first that is not what was written."""
    found = []
    for line in journal.read_bytes().splitlines():
        if line[:9] != b"%08x " % crc32(line[9:]):
            break
        found.append(json.loads(line[9:]))
    return found


def replayed(snapshot: Path, journal: Path) -> Tables:
    """Return the documents of all tables that have any."""
    tables: Tables = json.loads(snapshot.read_bytes())
    inside = tables.pop("_meta")["1"]["lsn"]
    waiting: list[Any] = []
    for record in bodies(journal)[1:]:
        lsn, _, last, op, *change = record
        waiting.append((op, *change))
        if last:
            for each in waiting if lsn > inside else []:
                _apply(tables, *each)
            waiting = []
    return {name: rows for name, rows in tables.items() if rows}


def _apply(tables: Tables, op: str, table: str, doc_id: int, _: object, document: object) -> None:
    if op == "create":
        tables[table] = {}
    elif op == "drop":
        del tables[table]
    elif op == "put":
        tables[table][str(doc_id)] = document
    elif op == "del":
        del tables[table][str(doc_id)]
