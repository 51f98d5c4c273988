"""What a power cut may leave of one file: some blocks reached the disk, others did not."""

from random import Random

BLOCK = 512
"""Bytes that a disk writes whole or not at all."""


class Inode:
    """The content of a file, as it is read now and as it may be on the disk.

    Whatever was not synced may have reached the disk or not, in any order and in any state that
    it had since: each block for itself, and the size.
    """

    def __init__(self, content: bytes = b"", mode: int = 0o600) -> None:
        self.mode = mode
        self.now = bytearray(content)
        self._synced = bytes(content)
        self._blocks: dict[int, list[bytes]] = {}
        self._forsaken: dict[int, bytes] = {}
        self._sizes: list[int] = []

    def write(self, data: bytes, offset: int) -> None:
        """Put bytes at a place; a gap before it is zeros."""
        start = min(offset, len(self.now))
        self.now.extend(bytes(max(0, offset - len(self.now))))
        self.now[offset : offset + len(data)] = data
        self._touch(start, offset + len(data))

    def truncate(self, size: int) -> None:
        """Cut off, or append zeros."""
        old = len(self.now)
        del self.now[size:]
        self.now.extend(bytes(size - len(self.now)))
        if size > old:
            self._touch(old, size)
        else:
            self._touch(size, -(-size // BLOCK) * BLOCK)

    def sync(self) -> None:
        """All that is read now outlasts."""
        self._synced = bytes(self.now)
        self._blocks.clear()
        self._sizes.clear()

    def refuse(self) -> None:
        """Fail to sync: what is not on the disk is read still, and no later sync writes it."""
        for block in self._blocks:
            start = block * BLOCK
            self._forsaken[block] = self._synced[start : start + BLOCK].ljust(BLOCK, b"\0")
        self._blocks.clear()

    def lost(self, random: Random) -> bytes:
        """Return what is there after a power cut.

        Cuts differ in how much they keep: all, nothing, or each block at odds of their own.
        """
        odds = random.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        size = len(self._synced)
        if self._sizes and random.random() < odds:
            size = random.choice((self._sizes[-1], random.choice(self._sizes)))
        found = bytearray(self._synced[:size].ljust(size, b"\0"))
        for block, states in self._blocks.items():
            start = block * BLOCK
            if start < size and random.random() < odds:
                state = random.choice((states[-1], random.choice(states)))
                found[start : start + BLOCK] = state[: size - start]
        for block, state in self._forsaken.items():
            start = block * BLOCK
            if start < size and random.random() < 0.7:
                found[start : start + BLOCK] = state[: size - start]
        return bytes(found)

    def _touch(self, start: int, end: int) -> None:
        self._sizes.append(len(self.now))
        for block in range(start // BLOCK, -(-end // BLOCK)):
            state = bytes(self.now[block * BLOCK : (block + 1) * BLOCK]).ljust(BLOCK, b"\0")
            self._blocks.setdefault(block, []).append(state)
            self._forsaken.pop(block, None)
