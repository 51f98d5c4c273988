"""The bundled chronology: one JSON file a kind of record; README.md tells where it is from."""

import json
from typing import Any, Literal

Kind = Literal["source", "actor", "place", "event"]
Document = dict[str, Any]

FILES: dict[Kind, str] = {
    "source": "sources.json",
    "actor": "actors.json",
    "place": "places.json",
    "event": "events.json",
}
"""Events last: they refer to all the others."""


def documents() -> dict[Kind, list[Document]]:
    """Return all bundled records as they stand in the files, in the order of FILES."""
    from importlib.resources import files

    folder = files("seeds")
    return {
        kind: json.loads(folder.joinpath(name).read_text(encoding="utf-8"))
        for kind, name in FILES.items()
    }
