"""The detail pane: an event with who says what about it, and how the accounts stand."""

from itertools import groupby

import msgspec

from store.dates import DateError, parse
from store.edits import Correction
from store.model import ARTICLE, NOT_STATED, Event
from store.names import Names
from store.verdicts import AccountsDiffer, Origins, Ref, Verdict, accounts, origins, verdicts
from tui.presentation import dates, figures, words
from tui.presentation.changes import changes
from tui.presentation.claim_lines import HANG, ClaimWriter, capital
from tui.presentation.corrections import corrected, since
from tui.presentation.days import day_of
from tui.presentation.involved import people, roles
from tui.presentation.ladder import LadderLine, ladder, without_bars
from tui.presentation.page import Page, Pen
from tui.presentation.references import sources
from tui.presentation.wrap import Line
from tui.theme import Looks

PARTIES_ONLY = "parties only"
"""Said where every claimant is, belongs to or supports a party to the conflict."""


class Judged(msgspec.Struct, frozen=True):
    """An event with how its claims stand to each other, and to its import, whatever the width."""

    event: Event
    verdicts: list[Verdict]
    accounts: list[AccountsDiffer]
    origins: Origins
    corrections: list[Correction]

    @classmethod
    def of(cls, event: Event) -> "Judged":
        """Compare the figures and the accounts of an event, and all of it with its import."""
        return cls(event, verdicts(event), accounts(event), origins(event), corrected(event))


def details(judged: Judged, names: Names, looks: Looks, width: int, *, bars: bool = True) -> Page:
    """Return all that is stored about an event, in lines of at most `width` cells.

    Without `bars` the figures stand in words alone.
    """
    pen = Pen(width, looks.ascii_only)
    _head(pen, judged, names)
    _ladder(pen, judged, names, bars)
    _differing(pen, judged, names)
    _claims(pen, judged, names)
    roles(pen, judged.event, names, looks)
    people(pen, judged.event, names)
    sources(pen, judged.event, names)
    _remarks(pen, judged.event)
    changes(pen, judged.event, judged.corrections, names)
    return pen.page


def _head(pen: Pen, judged: Judged, names: Names) -> None:
    event = judged.event
    if mark := event.deleted:
        why = f": {mark.reason}" if mark.reason else ""
        pen.write((f"Deleted on {day_of(mark.at)} by {mark.by or 'you'}{why}", "alert"))
    with pen.stop():
        speaker = names.lone_speaker(event)
        pen.write((f"{capital(speaker)}: " if speaker else "", "quiet"), (event.title, "title"))
    kind = "" if event.kind == "occurrence" else f"{event.kind} · "
    pen.write((capital(kind + _when(event)), "quiet"))
    pen.write((" · ".join(words.places(event, names)), "quiet"))
    resting = figures.origin_words(judged.origins, names.sources)
    changed = f" · changed {since(event.origin)}" if event.origin and judged.corrections else ""
    pen.write((resting, ""), (_only(judged, names), "strong"), (changed, "quiet"))


def _only(judged: Judged, names: Names) -> str:
    """Say where all claims come from one side, or from nobody that is named."""
    claimants = judged.origins.claimants
    if any(claim.claimant == NOT_STATED for claim in judged.event.claims):
        return "" if claimants else " · claimant not stated"
    if claimants == (ARTICLE,):
        return " · only the article itself says so"
    parties = claimants and all(names.party(uid) for uid in claimants)
    return f" · {PARTIES_ONLY}" if parties else ""


def _when(event: Event) -> str:
    """Return the date in words; what is no EDTF stands for itself."""
    try:
        when = parse(event.when)
        return dates.long(when, event.when_said, event.when_derived, event.part_of_day)
    except DateError:
        return event.when


def _ladder(pen: Pen, judged: Judged, names: Names, bars: bool) -> None:
    rungs = ladder if bars else without_bars
    lines = rungs(judged.event, names, judged.verdicts, pen.width, ascii_only=pen.ascii_only)
    if not lines:
        return
    shown = {
        Ref(claim.id, figure.id): (claim, figure)
        for claim in judged.event.claims
        for figure in claim.figures
    }
    pen.blank()
    for ref, rows in groupby(lines, key=lambda line: line.ref):
        if ref is None:
            pen.rows(line.parts for line in rows)
            continue
        claim, figure = shown[ref]
        actor = claim.claimant if claim.claimant in names.actors else ""
        with pen.stop(actor=actor, source=claim.source or "", claim=claim, figure=figure):
            pen.rows(map(_coloured, rows))


def _coloured(row: LadderLine) -> Line:
    """Return a row of the ladder with its claimant's colour in name and bar."""
    of_actor = ("claimant", "bar")
    return tuple(
        (text, f"{style}:{row.claimant}" if style in of_actor else style)
        for text, style in row.parts
    )


def _differing(pen: Pen, judged: Judged, names: Names) -> None:
    if judged.accounts:
        pen.blank()
    for difference in judged.accounts:
        text = figures.account_words(difference, judged.event, names)
        pen.write((text, "alert"), first=1, rest=3)


def _claims(pen: Pen, judged: Judged, names: Names) -> None:
    event = judged.event
    if not event.claims:
        return
    pen.heading("CLAIMS")
    differing = {uid for difference in judged.accounts for uid in difference.claims}
    writer = ClaimWriter(event, names, figures.source_numbers(event))
    for claim in event.claims:
        writer.write(pen, claim, differing)


def _remarks(pen: Pen, event: Event) -> None:
    """Write what no claimant says: the words of whoever keeps the store."""
    own = "this chronology's own words"
    if grading := event.grading:
        pen.heading("GRADING", "civilian harm, Airwars' scale")
        graded = f" · by {grading.grader}, {figures.date_words(grading.date)}"
        why = "".join(f" · {text}" for text in (grading.rule, grading.reason) if text)
        pen.write((grading.grade, "strong"), (graded + why, "quiet"), first=2, rest=HANG)
    remarks = (
        ("SUMMARY", own, event.summary),
        ("NOTES", own, event.notes),
        ("TAGS", "", ", ".join(event.tags)),
        ("RELATED", "uids of other events", ", ".join(event.related)),
    )
    for heading, note, text in remarks:
        if text:
            pen.heading(heading, note)
            pen.write((text, ""), first=2, rest=2)
