"""Makes entries of what a layer on disk keeps, so that it can be packed with others."""

from collections.abc import Iterator

from store.dates import parse
from store.index.entry import Entry
from store.index.mapped import Mapped
from store.index.selection import Bits


def entries(layer: Mapped, rows: Bits) -> Iterator[Entry]:
    """Yield all that is kept of the events of some rows."""
    keys = _keys(layer)
    contested = Bits(layer.contested, len(layer))
    for row, section in _with_sections(layer):
        if row in rows:
            kept = layer.kept(row)
            yield Entry(
                uid=kept.uid,
                when=kept.when,
                part_of_day=kept.part_of_day,
                anchor=layer.anchor[row],
                start=layer.starts[row],
                end=layer.ends[row],
                coarse=99 - parse(kept.when).precision,
                section=section,
                kind=kept.kind,
                title=kept.title,
                badge=kept.badge,
                factions=kept.factions,
                contested=row in contested,
                postings=tuple(keys[row]),
                text=layer.text(row),
                sources=kept.sources,
            )


def _with_sections(layer: Mapped) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield each row with year and month of its heading."""
    runs = layer.runs
    for (first, year, month), end in zip(runs, [*(run[0] for run in runs[1:]), len(layer)]):
        for row in range(first, end):
            yield row, (year, month)


def _keys(layer: Mapped) -> list[list[str]]:
    """Return each `facet:value` of each row."""
    keys: list[list[str]] = [[] for _ in range(len(layer))]
    for key, rows in layer.postings():
        for row in Bits(rows, len(layer)):
            keys[row].append(key)
    return keys
