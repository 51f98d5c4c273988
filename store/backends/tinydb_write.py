"""Makes a new store; an existing one is written through TinyDB."""

from collections.abc import Sequence
from pathlib import Path

from store import files
from store.backends.changelog import KINDS
from store.backends.checking import fit, prepare
from store.backends.tables import FORMAT, TABLES
from store.backends.tinydb_file import named
from store.base import Change
from store.errors import Unavailable
from store.journal.making import make
from store.model import Document, Kind


def create(path: Path, changes: Sequence[Change]) -> None:
    """Make a store that appears whole, and only where none is; raises Unavailable.

    Written without TinyDB, as TinyDB would: a first launch need not wait for that.
    """
    kept: dict[tuple[Kind, str], Document] = {}
    for change in fit(prepare(changes), _none):
        assert change.document is not None
        kept[change.kind, change.uid] = change.document
    tables = {
        table: [document for (one, _), document in kept.items() if one == kind]
        for kind, table in ((kind, TABLES[kind]) for kind in KINDS)
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        make(path, tables, application=FORMAT)
    except FileExistsError:
        return
    except OSError as error:
        raise Unavailable(
            f"{named(path)} cannot be created: {files.words(error)}; name another file with --db."
        ) from None


def _none(kind: Kind, uid: str) -> None:
    """Say of every record that a new store does not hold it."""
    del kind, uid
