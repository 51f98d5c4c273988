"""What can go wrong with a journaled database."""


class JournalError(Exception):
    """Base of all; `str()` says what is wrong, and where."""


class Missing(JournalError):
    """There is no file at the path, or it cannot be read."""


class Damaged(JournalError):
    """What is on disk is not what was written."""


class NoTables(Damaged):
    """The file is JSON, and no database of TinyDB."""


class NewerFormat(JournalError):
    """A later version of the format; the file is left as it is."""


class ReadOnly(JournalError):
    """Nothing can be written, and nothing was."""


class Busy(JournalError):
    """Another process or thread is writing; `holder` is its process id, None if not known."""

    def __init__(self, message: str, holder: int | None) -> None:
        super().__init__(message)
        self.holder = holder


class NotSaved(JournalError):
    """The disk refused, and nothing was changed; `errno` tells what it said."""

    def __init__(self, message: str, errno: int) -> None:
        super().__init__(message)
        self.errno = errno


class Unconfirmed(JournalError):
    """Written, but the disk did not confirm it; the handle only reads from now on."""


class Replaced(JournalError):
    """The files were deleted, moved or replaced by others while open; nothing was written."""


class Conflict(JournalError):
    """Others changed the database since it was read; nothing was written."""
