"""Citations say what of them is not as it was imported."""

from typing import Any

import pytest

from store.edits import Stamp, edited, restored
from store.model import Document, Event, view
from tests.factories import actor, claim, event, figure, source
from tests.presentation.pages import names
from tui.presentation.citation import claim_citation, event_citation, figure_citation

STAMP = Stamp("2026-11-24T08:00:00Z", reason="misread")
KNOWN = names([actor("sohr", short="SOHR"), actor("un", short="UN")], [], [source()])
FIRST = claim("c/1", "sohr", verb="reported", figures=[figure("f1"), figure("f2", best=7)])
SEED = event(origin={"format": "seeds", "changed": {}}, claims=[FIRST, claim("c2", "un")])

ADDED = "Added since the event was bundled (you, 24 Nov 2026, misread)."
ALL = "Changed since it was bundled (you, 24 Nov 2026, misread)"


def corrected(*edits: dict[str, Any], seed: Document = SEED) -> Event:
    """Return an event after some edits."""
    for keys in edits:
        seed = edited(seed, {**seed, **keys}, STAMP)
    return view(Event, seed)


def told(text: str) -> list[str]:
    """Return the lines that tell of changes."""
    return [line for line in text.splitlines() if line.startswith(("Changed", "Added"))]


def of_event(found: Event) -> list[str]:
    """Return what the citation of an event tells of changes."""
    return told(event_citation(found, KNOWN, KNOWN.sources))


def of_claim(found: Event, at: int = 0) -> list[str]:
    """Return what the citation of a claim does."""
    return told(claim_citation(found, found.claims[at], KNOWN, KNOWN.sources))


def of_figure(found: Event, at: int = 0) -> list[str]:
    """Return what the citation of a figure of the first claim does."""
    first = found.claims[0]
    return told(figure_citation(found, first, first.figures[at], KNOWN, KNOWN.sources))


def test_a_claim_tells_what_it_was() -> None:
    """At the end, below its source."""
    found = corrected({"claims": [{**FIRST, "verb": "said"}, SEED["claims"][1]]})
    line = f"{ALL}: verb (bundled: “reported”)."

    assert of_claim(found) == of_figure(found) == [line]
    assert claim_citation(found, found.claims[0], KNOWN, KNOWN.sources).endswith(f".\n{line}")
    assert of_claim(found, 1) == []
    assert of_event(found) == [f"{ALL}: SOHR's claim: verb (bundled: “reported”)."]


def test_a_figure_tells_of_itself_and_of_its_claim_alone() -> None:
    """Another figure of the claim is not cited."""
    figures = [{**FIRST["figures"][0], "high": 9}, {**FIRST["figures"][1], "best": 8}]
    found = corrected({"claims": [{**FIRST, "figures": figures}]})

    assert of_figure(found) == [f"{ALL}: figure (“50,000”): at most (bundled: none)."]
    assert of_figure(found, 1) == [f"{ALL}: figure (“50,000”): number (bundled: 7)."]
    assert of_claim(found) == [
        f"{ALL}: figure (“50,000”): at most (bundled: none); "
        "figure (“50,000”): number (bundled: 7)."
    ]
    assert of_event(found) == [
        f"{ALL}: figure of SOHR (“50,000”): at most (bundled: none); "
        "figure of SOHR (“50,000”): number (bundled: 7); "
        "claim by UN taken away (bundled: “it occurred”)."
    ]


def test_what_was_added_says_so() -> None:
    """A claim or a figure that the import has not."""
    more = {**FIRST, "figures": [*FIRST["figures"], figure("f3", verbatim="9")]}
    found = corrected({"claims": [more, claim("c3", "un", figures=[figure()])]})

    assert of_claim(found, 1) == [ADDED]
    assert of_figure(found, 2) == [ADDED]
    assert (of_figure(found, 0), of_figure(found, 1)) == ([], [])
    assert of_claim(found) == [f"{ALL}: figure added (“9”, fled, period not stated)."]
    assert of_event(found) == [
        f"{ALL}: figure of SOHR added (“9”, fled, period not stated); "
        "claim by UN taken away (bundled: “it occurred”); claim by UN added (“it occurred”)."
    ]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"title": "Other"}, "title (bundled: “Something occurs”)"),
        ({"kind": "situation"}, "kind (bundled: occurrence)"),
        ({"when": "2016"}, "date (bundled: Saturday 10 December 2016)"),
        ({"when_said": "in 2016"}, "words of the date (bundled: none)"),
    ],
)
def test_what_every_citation_tells_of_the_event_counts(keys: dict[str, Any], words: str) -> None:
    """Of an added claim too."""
    found = corrected(keys, {"claims": [*SEED["claims"], claim("c3")]})
    line = f"{ALL}: event's {words}."

    assert (of_claim(found), of_figure(found)) == ([line], [line])
    assert of_claim(found, 2) == [ADDED, line]
    assert of_event(found) == [f"{ALL}: {words}; claim by SOHR added (“it occurred”)."]


def test_what_is_not_cited_is_not_told() -> None:
    """Notes, tags, participants; where places stand, they are."""
    found = corrected({"notes": "N", "summary": "S", "tags": ["t"], "related": ["e2"]},
                      {"participants": [{"actor": "un", "role": "victim"}]})  # fmt: skip

    assert (of_event(found), of_claim(found), of_figure(found)) == ([], [], [])
    with_places = corrected({"places": [{"place": "jazal"}]})
    assert of_event(with_places) == [f"{ALL}: places (bundled: none)."]
    assert of_claim(with_places) == []


def test_an_import_goes_by_its_format() -> None:
    """As it is stored."""
    seed = {**SEED, "origin": {"format": "UCDP", "changed": {}}}
    found = corrected({"title": "Other", "claims": [FIRST, claim("c3")]}, seed=seed)

    assert of_claim(found, 1) == [
        "Added since the event was imported from UCDP (you, 24 Nov 2026, misread).",
        "Changed since it was imported from UCDP (you, 24 Nov 2026, misread): "
        "event's title (UCDP: “Something occurs”).",
    ]


def test_each_line_is_one_line() -> None:
    """Whatever was imported."""
    found = corrected({"title": "Other"}, seed={**SEED, "title": "one\n\ntwo"})

    assert of_event(found) == [f"{ALL}: title (bundled: “one two”)."]


@pytest.mark.parametrize("seed", [SEED, event(claims=[FIRST])])
def test_what_is_as_it_was_or_was_never_imported_has_no_such_line(seed: Document) -> None:
    """Restored, or one's own."""
    other = edited(seed, {**seed, "title": "Other"}, STAMP)
    back = restored(other) if "origin" in seed else other
    found = view(Event, edited(other, back, STAMP))

    assert of_event(found) == of_claim(found) == of_figure(found) == []


OVER = {"verbatim": "over 55,000", "qualifier": "more-than", "low": 55_000, "best": None}


def test_a_number_in_other_words_than_the_source_s_is_no_quotation() -> None:
    """It stands beside what was bundled, with the day and the reason."""
    figures = [{**FIRST["figures"][0], **OVER}, FIRST["figures"][1]]
    found = corrected({"claims": [{**FIRST, "figures": figures}, SEED["claims"][1]]})
    first = found.claims[0]
    number = "50,000 (bundled) → over 55,000 (you, 24 Nov 2026, misread), fled"
    cited = [
        event_citation(found, KNOWN, KNOWN.sources),
        claim_citation(found, first, KNOWN, KNOWN.sources),
        figure_citation(found, first, first.figures[0], KNOWN, KNOWN.sources),
    ]

    assert [text.count(number) for text in cited] == [1, 1, 1]
    assert "“over 55,000”" not in "".join(cited)
    assert of_figure(found) == [f"{ALL}: figure (“50,000”): number (bundled: 50,000)."]


def test_changes_of_several_days_have_a_line_each() -> None:
    """A change of which nothing is known has none of a day."""
    rima = Stamp("2026-11-25T08:00:00Z", by="Rima")
    once = edited(SEED, {**SEED, "title": "Other"}, STAMP)
    twice = edited(once, {**once, "kind": "situation"}, rima)
    lost = {**twice, "history": twice["history"][1:]}

    assert of_event(view(Event, lost)) == [
        "Changed since it was bundled (Rima, 25 Nov 2026): kind (bundled: occurrence).",
        "Changed since it was bundled: title (bundled: “Something occurs”).",
    ]
