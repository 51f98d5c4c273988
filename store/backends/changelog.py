"""What happened to a store during this run, transaction by transaction."""

from collections import deque
from collections.abc import Iterable
from copy import deepcopy

from store.base import Change, Resync, Token
from store.model import Kind

KINDS: tuple[Kind, ...] = ("actor", "place", "source", "event")
"""In the order in which records refer to each other."""
NAMED: tuple[Kind, Kind, Kind] = ("actor", "place", "source")
"""Those that an event refers to."""
KEPT = 10_000
"""Changes remembered; whoever is further behind reads the index again."""


class ChangeLog:
    """Counts transactions and remembers the latest; not locked, the store sees to that."""

    def __init__(self) -> None:
        self.token: Token = 0
        """The state after the last transaction."""
        self._oldest: Token = 0
        self._transactions: deque[list[Change]] = deque()
        self._kept = 0

    def add(self, changes: Iterable[Change]) -> Token:
        """Remember one transaction, records before those that refer to them."""
        ordered = sorted(changes, key=lambda change: KINDS.index(change.kind))
        self._transactions.append(ordered)
        self._kept += len(ordered)
        self.token += 1
        while self._kept > KEPT:
            self._kept -= len(self._transactions.popleft())
            self._oldest += 1
        return self.token

    def forget(self) -> Token:
        """Note that something changed and nobody knows what."""
        self._transactions.clear()
        self._kept = 0
        self.token += 1
        self._oldest = self.token
        return self.token

    def since(self, token: Token) -> list[Change] | Resync:
        """Return copies of the changes after a token, in order."""
        if not self._oldest <= token <= self.token:
            return Resync()
        transactions = list(self._transactions)[token - self._oldest :]
        return [deepcopy(change) for changes in transactions for change in changes]
