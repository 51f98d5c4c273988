"""What of a citation is not as it was imported: a line that says so, none where all of it is."""

from collections.abc import Callable, Iterator

from store.edits import Correction
from store.model import Claim, Event, Figure, Revision, Source
from store.names import Names
from store.pointers import escaped, steps
from tui.presentation.corrections import came, corrected, parts_of, since, when
from tui.presentation.parts import Parts, is_item
from tui.presentation.source_changes import corrected_source
from tui.presentation.telling import became, together
from tui.presentation.values import said

ABOUT = ("title", "kind", "when", "when_said", "when_derived", "part_of_day")
"""Fields of an event that every citation tells."""
CITED = (*ABOUT, "places", "claims")
"""Fields that the citation of a whole event tells."""

Named = Callable[[Parts, str], str]
"""Names a part, or returns nothing where it is not cited."""


def event_changes(event: Event, names: Names) -> list[str]:
    """Return "Changed since it was bundled (you, 24 Nov 2026): title (bundled: “…”)."."""

    def named(parts: Parts, path: str) -> str:
        return parts.name(path) if steps(path)[0] in CITED else ""

    return _changed(event, names, corrected(event), named)


def claim_changes(
    event: Event, claim: Claim, names: Names, figure: Figure | None = None
) -> list[str]:
    """Return "Changed since it was bundled (you, …): verb (bundled: “…”).", of one figure if given.

    What a citation tells of the event counts too.
    """
    own = f"claims/{escaped(claim.id)}"
    all_figures = f"{own}/figures/"
    cited = f"{all_figures}{escaped(figure.id)}" if figure else all_figures

    def named(parts: Parts, path: str) -> str:
        if path.startswith(f"{own}/"):
            other = path.startswith(all_figures) and not f"{path}/".startswith(f"{cited}/")
            return "" if figure and other else parts.within(path)
        return f"event's {parts.name(path)}" if steps(path)[0] in ABOUT else ""

    found = corrected(event)
    added = [each for each in found if each.path in (own, cited) and each.imported is None]
    rest = [each for each in found if each not in added]
    return [*_added(event, added), *_changed(event, names, rest, named)]


def source_changes(source: Source | None, named: str = "Source") -> list[str]:
    """Return "Source changed since it was bundled (you, …): title (bundled: “…”)."."""
    lines = dict[str, list[str]]()
    if source is None or source.origin is None:
        return []
    whence, told = came(source.origin), since(source.origin)
    for one in corrected_source(source):
        clause = f"{one.path} ({whence}: {_flat(one.was)})"
        lines.setdefault(_when(one.revision), []).append(clause)
    return [f"{named} changed {told}{at}: {'; '.join(found)}." for at, found in lines.items()]


def _added(event: Event, added: list[Correction]) -> list[str]:
    if not (event.origin and added):
        return []
    return [f"Added {since(event.origin, 'the event')}{_when(added[0].revision)}."]


def _changed(event: Event, names: Names, found: list[Correction], named: Named) -> list[str]:
    """Return a line for each day on which something was changed, by whom and why."""
    if not (event.origin and found):
        return []
    parts, lines = parts_of(event, names), dict[str, list[str]]()
    for at, path, words in _clauses(found, came(event.origin), parts):
        if name := named(parts, path):
            lines.setdefault(at, []).append(f"{name}{words}")
    told = since(event.origin)
    return [f"Changed {told}{at}: {'; '.join(clauses)}." for at, clauses in lines.items()]


def _clauses(found: list[Correction], whence: str, parts: Parts) -> Iterator[tuple[str, str, str]]:
    """Yield when each part was changed, its path, and what it was or what was added."""
    for told in together(found):
        first = told.found[0]
        if is_item(told.path) and first.path == told.path:
            added = first.imported is None
            words = _flat(said(first.path, first.now if added else first.imported, parts))
            beside = f"({words})" if added else f"({whence}: {words})"
            yield _when(first.revision), told.path, f"{became(first.imported)} {beside}"
        else:
            for one in told.words(parts):
                yield _when(one.revision), one.path, f" ({whence}: {_flat(one.was)})"


def _when(revision: Revision | None) -> str:
    """Return " (you, 24 Nov 2026, misread)", nothing where nobody knows."""
    return f" ({_flat(when(revision))})" if revision else ""


def _flat(text: str) -> str:
    """Put several lines on one."""
    return " ".join(text.split())
