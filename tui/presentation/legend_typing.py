"""What is typed into a form, by example: the last chapters of the legend."""

from typing import NamedTuple


class Examples(NamedTuple):
    """What may be typed into some fields, and what each means."""

    title: str
    where: str
    lines: tuple[tuple[str, str], ...]


TYPING = (
    Examples(
        "TYPING A DATE",
        "the field When; the day of a report is no day of the event",
        (
            ("10 Dec 2016", "one day; behind a comma the part of it: “, early hours”"),
            ("Dec 2016", "some day of that month; none is made up"),
            ("late March 2016", "approximate"),
            ("8-10 Dec 2016", "lasted from the one to the other"),
            ("between 8 and 10 Dec 2016", "one of these days"),
            ("by 10 Dec 2016", "that day or earlier"),
            ("since 2012", "began then and goes on"),
        ),
    ),
    Examples(
        "TYPING A CLAIM",
        "one line each; Enter opens the next",
        (
            ("SOHR reported: it crashed", "claimant, verb as printed, colon, statement"),
            ("SOHR: it crashed", "without a verb: said"),
            (": in the Jazal area", "by the claimant of the line above"),
            ("Russia MoD (Konashenkov, spokesman) said:", "the speaker, and the office"),
            ("UN via AFP said:", "whom it was told to"),
            ("SOHR said 10 Dec:", "the day of the report, in the year of the source"),
            ("“in their words”", "a quotation, behind the statement"),
            (
                "/ past two days",
                "the period of a figure; its days, if the day of the report is given",
            ),
            ("[key s3]", "the source and the place in it; without it, the field Source"),
            ("#cause #place #identity", "what it is about; two claimants on one matter differ"),
            ("#denies #agrees-sohr", "how it stands to the others"),
            ("#flow #stock #cumulative", "how its figures count; # and a letter lists the tags"),
        ),
    ),
    Examples(
        "TYPING THE REST",
        "an unknown name is added only if you choose so below its line",
        (
            ("IS accused by Aamaq", "in Who: name, role, and who alone says so"),
            ("Jazal “west of the city”", "in Where: a place, and how the source has it"),
            ("over 80,000  80,000+", "more than, at least; so too up to 40, about 300, 30-40"),
            ("https://…", "in Source: a known address finds its source, a new one asks for it"),
        ),
    ),
)
