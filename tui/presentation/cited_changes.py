"""What of a citation is not as it was imported: a line that says so, none where all of it is."""

from collections.abc import Callable

from store.edits import Correction
from store.model import Claim, Event, Figure
from store.names import Names
from store.pointers import escaped, steps
from tui.presentation.changes import became, came, corrected, parts_of, since
from tui.presentation.parts import Parts, is_item
from tui.presentation.values import said

ABOUT = ("title", "kind", "when", "when_said", "when_derived", "part_of_day")
"""Fields of an event that every citation tells."""
CITED = (*ABOUT, "places", "claims")
"""Fields that the citation of a whole event tells."""

Named = Callable[[Parts, str], str]
"""Names a part, or returns nothing where it is not cited."""


def event_changes(event: Event, names: Names) -> list[str]:
    """Return "Changed since it was bundled: title (bundled: “…”)."."""

    def named(parts: Parts, path: str) -> str:
        return parts.name(path) if steps(path)[0] in CITED else ""

    return _changed(event, names, corrected(event), named)


def claim_changes(
    event: Event, claim: Claim, names: Names, figure: Figure | None = None
) -> list[str]:
    """Return "Changed since it was bundled: verb (bundled: “reported”).", of one figure if given.

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


def _added(event: Event, added: list[Correction]) -> list[str]:
    return [f"Added {since(event.origin, 'the event')}."] if event.origin and added else []


def _changed(event: Event, names: Names, found: list[Correction], named: Named) -> list[str]:
    if not (event.origin and found):
        return []
    parts = parts_of(event, names)
    told = [
        f"{name}{became(each.path, each.imported)}{_words(each, came(event.origin), parts)}"
        for each in found
        if (name := named(parts, each.path))
    ]
    return [f"Changed {since(event.origin)}: {'; '.join(told)}."] if told else []


def _words(correction: Correction, whence: str, parts: Parts) -> str:
    """Return what was there, or what was added."""
    added = correction.imported is None and is_item(correction.path)
    value = correction.now if added else correction.imported
    words = " ".join(said(correction.path, value, parts).split())
    return f" ({words})" if added else f" ({whence}: {words})"
