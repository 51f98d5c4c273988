"""Identities of new records: UUID version 7, so that they sort by the time they were made."""

from secrets import randbits
from time import time_ns
from uuid import UUID

_MILLISECOND = 1_000_000
"""Nanoseconds."""


def new_uid() -> str:
    """Return a UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then random bits."""
    value = (time_ns() // _MILLISECOND) << 80 | randbits(80)
    value &= ~(0xF << 76 | 0x3 << 62)
    return str(UUID(int=value | 0x7 << 76 | 0x2 << 62))
