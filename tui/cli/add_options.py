"""The options of `add`; most fill in the field of a draft whose name they stand under."""

import argparse
from collections.abc import Mapping, Sequence

Typed = Mapping[str, Sequence[str]]
"""What was written of each field, in order."""

_EVENT = {
    "when": ("--when", "DATE", '"10 Dec 2016", "Dec 2016"; without one it is undated'),
    "what": ("--what", "TITLE", "what happened, in words that all claimants share"),
    "kind": ("--kind", "KIND", "occurrence, situation, statement or forecast"),
    "where": ("--where", "PLACE", 'NAME, or NAME "as said" *'),
    "who": ("--who", "LINE", "NAME ROLE, or NAME ROLE by CLAIMANT *"),
    "notes": ("--note", "TEXT", "your own words"),
}
_CLAIMS = {
    "claims": ("--claim", "LINE", "CLAIMANT VERB: STATEMENT [KEY] *"),
    "source": ("--source", "SOURCE", "key, title or address; for claims without [KEY]"),
    "source.title": ("--source-title", "TITLE", "of a new source; so are those that follow"),
    "source.by": ("--source-by", "NAMES", '"Family, Given; Family, Given", or a byline'),
    "source.container_title": ("--source-in", "TITLE", "the paper or site it stands in"),
    "source.publisher": ("--source-publisher", "NAME", "who published it"),
    "source.issued": ("--source-issued", "DATE", "its own day"),
    "source.url": ("--source-url", "URL", "its address"),
}
_ADDED_TO = {
    "to": ("--to", "UID", "the event, by its uid or an unambiguous end of one"),
    "reason": ("--reason", "TEXT", "why, kept with the change"),
}
_RECORDS = {
    "new-actor": ("--new-actor", "NAME=KIND", "an actor that --claim or --who names *"),
    "new-place": ("--new-place", "NAME", "a place that --where names *"),
}
GROUPS = {
    "the event": _EVENT,
    "its claims and their source": _CLAIMS,
    "more claims for an event that is here": _ADDED_TO,
    "records to be made, where they are not here yet": _RECORDS,
}
OPTIONS = {field: option for group in GROUPS.values() for field, (option, *_) in group.items()}
"""How each field is written."""

USAGE = """\
syria-timeline add --what TITLE [--claim LINE ...] [option ...]
       syria-timeline add --to UID --claim LINE ... [option ...]
       syria-timeline add - [option ...]"""

EPILOG = """\
* may be written again for the next one

a claim:
  CLAIMANT (SPEAKER, OFFICE) via SOMEBODY VERB DAY: STATEMENT "QUOTE" [KEY]
  Only CLAIMANT, colon and STATEMENT must be there. A line that begins with a
  colon keeps the claimant above; the period of a number follows a stroke:
  50,000 fled / past two days. With --to, a claim without [KEY] cites the
  only source of the event; [] says that it has none.

examples:
  syria-timeline add --when "by 10 Dec 2016" --what "Government jet lost" \\
      --where Jazal --who "Islamic State accused by Aamaq" \\
      --claim "SOHR reported: crashed in the Jazal area" \\
      --claim "Aamaq claimed: its militants downed it" \\
      --source is-re-enters-palmyra
  syria-timeline add --to 34a8 --claim "AFP said: no pilot was found"

a document for "add -":
  one event as `list --json` prints it; version, times and author are ours, a
  uid may stand in it or not. Keys that are not known are kept, and named;
  begin your own with x-.
  Records to be made stand in it as
  "records": {"actors": [...], "places": [...], "sources": [...]}"""


class Write(argparse.Action):
    """Keeps every value under the name of its field, in order."""

    held = "typed"
    """Where in the arguments."""

    def __call__(self, _: object, namespace: object, values: object, *__: object) -> None:
        """Add one value."""
        typed: dict[str, tuple[str, ...]] = getattr(namespace, self.held, {})
        more = (*typed.get(self.dest, ()), str(values))
        setattr(namespace, self.held, {**typed, self.dest: more})


def add_options(command: argparse.ArgumentParser) -> None:
    """Add what only `add` takes."""
    command.usage, command.epilog = USAGE, EPILOG
    says = "read one event as a JSON document from standard input"
    command.add_argument("document", metavar="-", nargs="?", default="", help=says)
    for title, fields in GROUPS.items():
        group = command.add_argument_group(title)
        for field, (option, metavar, helped) in fields.items():
            group.add_argument(option, action=Write, dest=field, metavar=metavar, help=helped)
    says = "leave out the numbers found in claims"
    command.add_argument("--no-figures", action="store_true", help=says)
    says = "say what is understood, and save nothing"
    command.add_argument("--check", action="store_true", help=says)
