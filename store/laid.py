"""A mapping with changes laid over it; what it lies on is neither copied nor read."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

Value = TypeVar("Value")


class Laid(Mapping[str, Value]):
    """What another mapping holds, but for some keys; those that lead to None are there no more."""

    def __init__(self, base: Mapping[str, Value], changes: Mapping[str, Value | None]) -> None:
        under = base.changes if isinstance(base, Laid) else {}
        self.base: Mapping[str, Value] = base.base if isinstance(base, Laid) else base
        self.changes: dict[str, Value | None] = {**under, **changes}

    def __getitem__(self, key: str) -> Value:
        found = self.changes[key] if key in self.changes else self.base[key]
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return self.changes[key] is not None if key in self.changes else key in self.base

    def __iter__(self) -> Iterator[str]:
        yield from (key for key in self.base if key not in self.changes)
        yield from (key for key, value in self.changes.items() if value is not None)

    def __len__(self) -> int:
        hidden = sum(key in self.base for key in self.changes)
        return len(self.base) - hidden + sum(each is not None for each in self.changes.values())
