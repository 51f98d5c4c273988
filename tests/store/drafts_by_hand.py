"""Files of drafts as tests find and write them."""

import json
from pathlib import Path
from typing import Any

from store.draft_files import FORMAT

STORE = "0194-store"
"""Whose drafts they are."""


def names(folder: Path) -> list[str]:
    """Return the names of all files in the folder of drafts."""
    return sorted(found.name for found in (folder / "drafts").iterdir())


def write(folder: Path, number: str, **keys: Any) -> Path:
    """Write a file of drafts by hand, with some of its keys changed."""
    content = {"format": FORMAT, "version": 1, "store_id": STORE, "pid": 7}
    content |= {"kept_at": "2016-12-10T00:00:00Z", "drafts": ["{}"], **keys}
    path = folder / "drafts" / f"{STORE}-{number}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content))
    path.chmod(0o600)
    return path
