"""`cite`: an event, or one claim of it, with its attribution."""

from store.model import Claim, Event
from store.text import clean
from tui.cli.arguments import Arguments
from tui.cli.output import Output
from tui.cli.reading import asked, reading, viewed
from tui.cli.refusal import Refusal
from tui.presentation.citation import claim_citation, event_citation


def cite(arguments: Arguments) -> int:
    """Print who says what about the event, and where."""
    output = Output(arguments.ascii)
    with reading(arguments) as store:
        index = store.index()
        event = viewed(asked(arguments, store, index))
    text = (
        claim_citation(event, _claim(event, arguments.claim), index.names, index.sources)
        if arguments.claim
        else event_citation(event, index.names, index.sources)
    )
    output.lines(map(output.plain, text.split("\n")))
    return 0


def _claim(event: Event, wanted: str) -> Claim:
    for claim in event.claims:
        if claim.id == wanted:
            return claim
    known = ", ".join(claim.id for claim in event.claims) or "none"
    raise Refusal(f"Event {event.uid} has no claim “{clean(wanted)}”; its claims are: {known}.")
