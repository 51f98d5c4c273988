"""What can go wrong with a store; the message is one sentence for the user."""


class StoreError(Exception):
    """Base of all; `str()` says what is wrong, where, and what to do next."""


class StoreBusy(StoreError):
    """Another process holds the store."""


class ReadOnly(StoreError):
    """The store cannot be written to."""


class WriteError(StoreError):
    """Nothing was saved."""


class Unconfirmed(StoreError):
    """The save was written but could not be confirmed."""


class Corrupt(StoreError):
    """The file is damaged, or is not JSON."""


class NotAStore(StoreError):
    """The file is something else."""


class Replaced(StoreError):
    """The file was replaced or deleted while open."""


class Unavailable(StoreError):
    """The store is not there, or cannot be read."""


class UnsupportedFormat(StoreError):
    """The store was written by a newer version."""


class NotFound(StoreError):
    """No such record."""


class Duplicate(StoreError):
    """A record with that uid exists."""


class VersionConflict(StoreError):
    """Records changed since they were read; `uids` names them."""

    def __init__(self, message: str, uids: tuple[str, ...]) -> None:
        super().__init__(message)
        self.uids = uids


class DraftError(Exception):
    """Drafts cannot be kept, read or removed; `str()` says why and where."""
