"""What was changed in an event: since it was imported, or since it was added."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from store.edits import Correction
from store.model import Claim, Document, Event, Figure
from store.names import Names
from store.pointers import steps
from tui.presentation.claim_lines import HANG
from tui.presentation.corrections import came, parts_of, since, when
from tui.presentation.page import Does, Pen
from tui.presentation.parts import Parts, is_item
from tui.presentation.telling import (
    BEFORE,
    Said,
    Told,
    alone,
    became,
    figure_of,
    is_number,
    sentence,
    together,
)
from tui.presentation.values import said


def changes(pen: Pen, event: Event, found: list[Correction], names: Names) -> None:
    """Write what an imported event says differently now; what each part of an own one was."""
    if event.origin and found:
        pen.heading("CHANGES", since(event.origin))
        _Writer(pen, parts_of(event, names), came(event.origin)).write(together(found))
    elif event.history and not event.origin:
        pen.heading("CHANGES", "what each part was, the latest first")
        parts = Parts(event, names)
        for told in _history(event, parts):
            _Writer(pen, parts, BEFORE).write(told)


class _Writer:
    """Writes the changes of an event, those of one claim below it where they are of one time."""

    def __init__(self, pen: Pen, parts: Parts, whence: str) -> None:
        self.pen = pen
        self.parts = parts
        self.whence = whence

    def write(self, told: Iterable[Told]) -> None:
        """Write each as a stop; who changed several parts of a claim, and when, stands once."""
        groups: dict[tuple[str, str], list[Told]] = {}
        for each in told:
            groups.setdefault(_belonging(each), []).append(each)
        for (claim, at), group in groups.items():
            if len(group) == 1:
                self._entry(group[0])
                continue
            self.pen.write(
                (self.parts.whose(claim), "strong"), (f" · {at}", ""), first=2, rest=HANG
            )
            for each in group:
                self._line(each)

    def _entry(self, told: Told) -> None:
        """Write "title · bundled: “…” · you: “…”, 24 Nov 2026, reason"."""
        if is_item(told.found[0].path):
            name, text = self._item(told.found[0])
            self._stop(told, self.parts.name(told.path) + name, f"{text} · {when(told.revision)}")
        else:
            words = told.words(self.parts)
            name = (
                self.parts.name(words[0].path) if len(words) == 1 else self.parts.figure(told.path)
            )
            self._stop(told, name, self._dated(words))

    def _line(self, told: Told) -> None:
        """Write "verb · bundled: “reported” · you: “said”" below its claim."""
        if is_item(told.found[0].path):
            name, text = self._item(told.found[0])
            self._stop(told, self.parts.within(told.path) + name, text, HANG)
        else:
            words = told.words(self.parts)
            one = len(words) == 1
            texts = [each.told(self.whence) if one else each.named(self.whence) for each in words]
            path = words[0].path
            name = self.parts.within(path) if one else self.parts.figure(path, within=True)
            self._stop(told, name, "; ".join(texts), HANG)

    def _dated(self, words: list[Said]) -> str:
        return alone(words[0], self.whence) if len(words) == 1 else sentence(words, self.whence)

    def _item(self, change: Correction) -> tuple[str, str]:
        """Return what became of a claim or figure, and its words."""
        added = change.imported is None
        words = said(change.path, change.now if added else change.imported, self.parts)
        return became(change.imported), words if added else f"{self.whence}: {words}"

    def _stop(self, told: Told, name: str, text: str, indent: int = 2) -> None:
        with self.pen.stop(**_does(told, self.parts)):
            self.pen.write((name, "strong"), (f" · {text}", ""), first=indent, rest=indent + 2)


def _belonging(told: Told) -> tuple[str, str]:
    """Return the claim of a change and when it was made; no other's where it stands by itself."""
    way = steps(told.path)
    at = {when(each.revision) for each in told.found}
    if way[0] == "claims" and len(way) > 2 and len(at) == 1:
        return way[1], at.pop()
    return "", told.path


def _history(event: Event, parts: Parts) -> Iterator[list[Told]]:
    """Yield what each revision changed, the latest first."""
    later: dict[str, Document] = {}
    for revision in reversed(event.history):
        after = {path: _after(path, parts, later) for path in revision.was}
        told = together([Correction(p, was, after[p], revision) for p, was in revision.was.items()])
        yield [replace(each, figure=later.get(figure_of(each.found[0].path))) for each in told]
        for path, was in revision.was.items():
            if is_number(path):
                figure = _figure(path, parts, later)
                later[figure_of(path)] = {**figure, steps(path)[-1]: was}


def _after(path: str, parts: Parts, later: Mapping[str, Document]) -> Any:
    """Return a claim, figure or number as a revision left it, None for any other part."""
    if is_item(path):
        return parts.known(path)
    return _figure(path, parts, later).get(steps(path)[-1]) if is_number(path) else None


def _figure(path: str, parts: Parts, later: Mapping[str, Document]) -> Document:
    """Return the figure of a field as the next revision found it."""
    figure = figure_of(path)
    found: Document = later.get(figure) or msgspec.to_builtins(parts.known(figure)) or {}
    return found


def _does(told: Told, parts: Parts) -> Does:
    """Return what can be done at a change: what can be with the claim or figure, if it is there.

    Changes of a figure that stand together are not taken for the figure: d deletes none.
    """
    claim, figure = _present(told.path, parts.event)
    if claim is None:
        return {"part": told.path}
    actor = claim.claimant if claim.claimant in parts.names.actors else ""
    does: Does = {"actor": actor, "source": claim.source or "", "claim": claim, "part": told.path}
    whole = len(told.found) > 1
    return does if figure is None or whole else {**does, "figure": figure}


def _present(path: str, event: Event) -> tuple[Claim | None, Figure | None]:
    way = steps(path)
    if way[0] != "claims" or len(way) == 1:
        return None, None
    claim = next((each for each in event.claims if each.id == way[1]), None)
    wanted = way[3] if claim and way[2:3] == ["figures"] and len(way) > 3 else None
    figures = claim.figures if claim else ()
    return claim, next((each for each in figures if each.id == wanted), None)
