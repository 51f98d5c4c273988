"""What generated events say: titles, dates of every shape, figures as they are told, long texts."""

Subject = tuple[str, str, str, str | None]
"""Title, and of its figures metric, unit and population."""

SUBJECTS: tuple[Subject, ...] = (
    ("Shells hit {place}", "killed", "person", "civilians"),
    ("Air strikes on {place}", "killed", "person", None),
    ("{one} and {other} fight over {place}", "killed", "person", "fighters"),
    ("{one} enters {place}", "taken prisoner", "person", "fighters"),
    ("People leave {place}", "fled", "person", None),
    ("Bridge at {place} is destroyed", "wounded", "person", None),
    ("Convoy reaches {place}", "arrived", "truck", None),
    ("{one} and {other} agree on a truce in {place}", "released", "person", "prisoners"),
    ("Water is cut off in {place}", "without water", "household", None),
    ("قصف على {arabic}", "killed", "person", "مدنيون"),
)
VERBS = ("reported", "said", "claimed", "estimated", "announced")
ROLES = ("attacker", "defender", "accused", "target", "supporter")
DATES = (
    *("{y}-{m:02}-{d:02}",) * 24,
    *("{y}-{m:02}",) * 4,
    *("{y}-{m:02}-{d:02}/{y}-{m:02}-{later:02}",) * 3,
    *("[{y}-{m:02}-{d:02}..{y}-{m:02}-{later:02}]",) * 2,
    *("[..{y}-{m:02}-{d:02}]", "{y}-{m:02}-{d:02}~", "{y}-{m:02}~/{y}-{m:02}-{later:02}"),
    *(
        "{y}-{m:02}-{d:02}T{hour:02}:30",
        "{y}",
        "{y}/..",
        "[{y}-{m:02}-{d:02},{y}-{m:02}-{later:02}]",
    ),
    *("/{y}-{m:02}-{d:02}", ""),
)
"""EDTF; more than half are single days, a few tell the hour, one in forty is empty."""
SAID = (
    ("{:,}", "stated", "best"),
    ("{:,}", "stated", "best"),
    ("at least {:,}", "at-least", "low"),
    ("over {:,}", "more-than", "low"),
    ("about {:,}", "approximately", "best"),
    ("up to {:,}", "up-to", "high"),
    ("hundreds", "order-of-magnitude", ""),
)
"""How a number is said, its qualifier, and where it stands in a figure."""
CLAIMANTS = (1, 1, 1, 1, 1, 1, 1, 2, 2, 3)
"""How many there are to an event."""
ALLIES = (0,) * 8 + (1, 2)
"""How many factions take part besides those of the title."""
LONG = (
    "The road out of {place} was closed again, and those who had left the day before came back. ",
    "أُغلق الطريق من {arabic} مرة أخرى، وعاد الذين غادروا في اليوم السابق. ",
)
"""A sentence of a long text, which is in one of the two languages."""
COMMON, RARE = "shells", "waterwheel"
"""Words to search for: in one title of ten, and in one of so many."""
SELDOM = 500
FOUND = "Waterwheel of {place} is hit"
