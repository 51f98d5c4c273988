"""All that a store has saved: its file, and the journal beside it."""

from pathlib import Path


def saved(path: Path) -> dict[str, bytes]:
    """Return the content of a store's file and of its journals, by name."""
    files = [path, *path.parent.glob(f"{path.name}-journal-*")]
    return {file.name: file.read_bytes() for file in files if file.exists()}
