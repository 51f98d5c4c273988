"""The filters of this run, to go back and forth in."""

from store.query import Filter


class FilterHistory:
    """Filters before and after the present one."""

    def __init__(self) -> None:
        self._before: list[Filter] = []
        self._after: list[Filter] = []

    def leave(self, query: Filter) -> None:
        """Remember a filter that is being changed."""
        self._before.append(query)
        self._after.clear()

    def back(self, query: Filter) -> Filter:
        """Return the filter before the present one, which may be the same."""
        return self._step(self._before, self._after, query)

    def forth(self, query: Filter) -> Filter:
        """Return the filter that `back` went away from."""
        return self._step(self._after, self._before, query)

    @staticmethod
    def _step(source: list[Filter], target: list[Filter], query: Filter) -> Filter:
        if not source:
            return query
        target.append(query)
        return source.pop()
