"""Citations: who says so, what exactly, and where it stands."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model import ARTICLE, NOT_STATED, Actor, Document, Event, Place, Source, view
from store.names import Names
from tests.factories import actor, claim, event, figure, place, source
from tui.presentation.citation import claim_citation, event_citation, figure_citation

ACTORS = [
    actor("russia-mod", name="Russia's Defence Ministry", short="Russia MoD", kind="state forces"),
    actor("sohr", name="Syrian Observatory for Human Rights", short="SOHR"),
    actor("pcc", name="Palmyra Coordination Committee", kind="activists", described="activist-run"),
    actor("is", name="Islamic State", short="IS", kind="rebel group"),
    actor(
        "aamaq",
        name="Aamaq news agency",
        kind="media",
        described="news agency",
        parents=[{"actor": "is", "relation": "belongs-to"}],
    ),
    actor("afp", name="AFP", kind="media"),
]
PALMYRA = source(
    "src",
    title="Islamic State re-enters Palmyra",
    author=[{"literal": "jbh/sms"}],
    agencies=["AP", "AFP", "dpa"],
)
NAMES = Names(
    {one["uid"]: view(Actor, one) for one in ACTORS},
    {"jazal": view(Place, place("jazal"))},
    {"src": view(Source, PALMYRA)},
)
FLED = claim(
    claimant="russia-mod",
    speaker={"name": "Maj. Gen. Igor Konashenkov", "office": "spokesman"},
    statement="50,000 civilians fled eastern Aleppo",
    quote="constant stream",
    said_on="2016-12-10",
    locator="s17",
    figures=[
        figure(population="civilians", period={"verbatim": "past two days"}),
        figure("f2", metric="displaced", verbatim="over 80,000", qualifier="more-than", low=80_000),
    ],
)


def about(*claims: Document, **keys: Any) -> Event:
    """Return the flight from eastern Aleppo with these claims."""
    return view(Event, event(title="People flee eastern Aleppo", claims=[*claims], **keys))


def cited(**keys: Any) -> list[str]:
    """Return the lines that cite the only claim of an event."""
    one = about(claim(**keys))
    return claim_citation(one, one.claims[0], NAMES, NAMES.sources).splitlines()


def test_a_claim() -> None:
    """Claimant, speaker, verb and day come first; quote, figures, event and source follow."""
    one = about(FLED)

    assert claim_citation(one, one.claims[0], NAMES, NAMES.sources).splitlines() == [
        "Russia's Defence Ministry (Maj. Gen. Igor Konashenkov, spokesman), party to the conflict, "
        "said on 10 Dec 2016: "
        "50,000 civilians fled eastern Aleppo.",
        "Quote: “constant stream”",
        "Figure: “50,000”, civilians fled, past two days.",
        "Figure: “over 80,000”, displaced, period not stated, population not stated.",
        "About: “People flee eastern Aleppo” (occurrence), Saturday 10 December 2016.",
        "Source: “Islamic State re-enters Palmyra”, 10 Dec 2016, jbh/sms (AP, AFP, dpa), "
        "sentence 17.",
    ]


def test_a_figure() -> None:
    """A figure is cited with its claimant, its scope and the statement it stands in."""
    one = about(FLED)
    said = one.claims[0]

    assert figure_citation(one, said, said.figures[0], NAMES, NAMES.sources).splitlines() == [
        "Russia's Defence Ministry (Maj. Gen. Igor Konashenkov, spokesman), party to the conflict, "
        "said on 10 Dec 2016: "
        "“50,000”, civilians fled, past two days.",
        "Statement: 50,000 civilians fled eastern Aleppo.",
        "Quote: “constant stream”",
        "About: “People flee eastern Aleppo” (occurrence), Saturday 10 December 2016.",
        "Source: “Islamic State re-enters Palmyra”, 10 Dec 2016, jbh/sms (AP, AFP, dpa), "
        "sentence 17.",
    ]


def test_a_figure_without_statement_or_quote() -> None:
    """Lines that would be empty are left out."""
    one = about(claim(statement="", figures=[figure(population="civilians")]))
    said = one.claims[0]
    lines = figure_citation(one, said, said.figures[0], NAMES, NAMES.sources).splitlines()

    assert [line.split(" ")[0] for line in lines] == ["Syrian", "About:", "Source:"]


def test_an_event() -> None:
    """All claims with their figures, what is to be said of these, and numbered sources."""
    sohr = claim("c2", statement="hundreds fled", verb="reported", about="figure", source=None)
    sohr["figures"] = [
        figure(metric="fled", verbatim="hundreds", qualifier="order-of-magnitude", best=None)
    ]
    one = about(
        FLED | {"figures": FLED["figures"][:1]}, sohr, places=[{"place": "jazal"}] * 2, when=""
    )

    assert event_citation(one, NAMES, NAMES.sources).splitlines() == [
        "Event: “People flee eastern Aleppo” (occurrence), undated.",
        "Where: Jazal.",
        "Claims (2 claimants · 2 figures · 1 source):",
        "- Russia's Defence Ministry (Maj. Gen. Igor Konashenkov, spokesman), party to the "
        "conflict, said on 10 Dec 2016: "
        "50,000 civilians fled eastern Aleppo. [1, sentence 17]",
        "  Quote: “constant stream”",
        "  Figure a: “50,000”, civilians fled, past two days.",
        "- Syrian Observatory for Human Rights reported: hundreds fled. [source not stated]",
        "  Figure b: “hundreds”, fled, period not stated, population not stated.",
        "Agreement:",
        "- a/b ≠ far apart (at least ×50); not comparable: period not stated, "
        "population not stated.",
        "Sources:",
        "[1] “Islamic State re-enters Palmyra”, 10 Dec 2016, jbh/sms (AP, AFP, dpa).",
    ]


def test_an_event_whose_accounts_differ() -> None:
    """That accounts differ is said by name."""
    one = about(claim(about="cause"), claim("c2", "aamaq", about="cause"))

    lines = event_citation(one, NAMES, NAMES.sources).splitlines()

    assert "- ≠ accounts differ: cause (SOHR, Aamaq news agency)." in lines


def test_an_event_without_claims() -> None:
    """Its title alone is nobody's claim."""
    assert event_citation(about(), NAMES, NAMES.sources).splitlines() == [
        "Event: “People flee eastern Aleppo” (occurrence), Saturday 10 December 2016.",
        "No claim is recorded.",
    ]


@pytest.mark.parametrize(
    ("keys", "first"),
    [
        ({"claimant": "sohr"}, "Syrian Observatory for Human Rights said: x."),
        ({"claimant": "gone"}, "Gone said: x."),
        ({"claimant": ARTICLE}, "The article said: x."),
        ({"claimant": ARTICLE, "verb": ""}, "The article: x."),
        (
            {"claimant": ARTICLE, "verb": "", "said_on": "2016-12-10", "hedge": "reportedly"},
            "The article (said on 10 Dec 2016) (“reportedly”): x.",
        ),
        ({"claimant": NOT_STATED}, "Claimant not stated said: x."),
        ({"claimant": "pcc"}, "Palmyra Coordination Committee (“activist-run”) said: x."),
        (
            {"claimant": "aamaq"},
            "Aamaq news agency, party to the conflict (belongs to IS), said: x.",
        ),
        (
            {"claimant": "aamaq", "verb": "", "said_on": "2016-12-10"},
            "Aamaq news agency, party to the conflict (belongs to IS) (said on 10 Dec 2016): x.",
        ),
        ({"claimant": "is"}, "Islamic State, party to the conflict, said: x."),
        (
            {"claimant": "pcc", "speaker": {"name": "Layla", "office": "medic"}},
            "Palmyra Coordination Committee (“activist-run”; Layla, medic) said: x.",
        ),
        (
            {"claimant": NOT_STATED, "speaker": {"name": "Layla", "office": "medic"}},
            "Medic (Layla) said: x.",
        ),
        ({"claimant": NOT_STATED, "speaker": {"name": "Layla"}}, "Layla said: x."),
        ({"claimant": "afp", "verb": "said", "via": "sohr"}, "AFP said (told to SOHR): x."),
        ({"claimant": "afp", "verb": "told", "via": "sohr"}, "AFP told SOHR: x."),
        ({"claimant": "afp", "statement": "", "quote": "We left."}, "AFP said: “We left.”"),
        (
            {"claimant": "afp", "statement": "", "quote": "خرجنا", "language": "ar"},
            "AFP said: “خرجنا” (ar).",
        ),
        ({"claimant": "afp", "statement": ""}, "AFP said: (no words recorded)."),
        ({"claimant": "afp", "statement": "one\ntwo?"}, "AFP said: one two?"),
    ],
)
def test_who_says_what(keys: dict[str, Any], first: str) -> None:
    """The first line attributes the words; it is one line and ends once."""
    lines = cited(**{"statement": "x", **keys})

    assert lines[0] == first


@pytest.mark.parametrize(
    ("verb", "said_on", "first"),
    [
        ("said", "", "AFP said: x."),
        ("said", "2016-12-10", "AFP said on 10 Dec 2016: x."),
        ("said", "[..2016-12-10]", "AFP said by 10 Dec 2016 at the latest: x."),
        ("said", "2016-12", "AFP said (December 2016): x."),
        ("said", "soon", "AFP said (soon): x."),
        ("reported", "2016-12-10", "AFP reported (said on 10 Dec 2016): x."),
        ("reported", "[..2016-12-10]", "AFP reported (said by 10 Dec 2016 at the latest): x."),
        ("reported", "2016-12", "AFP reported (said: December 2016): x."),
        ("", "2016-12-10", "AFP (said on 10 Dec 2016): x."),
        ("saying", "", "AFP said (as printed: “saying”): x."),
        ("pleading for", "2016-12-10", "AFP said (as printed: “pleading for”) on 10 Dec 2016: x."),
    ],
)
def test_verb_and_day(verb: str, said_on: str, first: str) -> None:
    """The verb stands as printed, the day of the report in the same words with any verb."""
    assert cited(claimant="afp", statement="x", verb=verb, said_on=said_on)[0] == first


@pytest.mark.parametrize(
    ("places", "where"),
    [
        ([], None),
        ([{"place": "jazal"}], "Where: Jazal."),
        (
            [
                {"place": "palmyra", "as_said": "near Palmyra"},
                {"place": "jazal", "as_said": "in the Jazal area"},
                {"place": "jazal", "as_said": "west of the city"},
            ],
            "Where: palmyra (“near Palmyra”) · Jazal (“in the Jazal area”, “west of the city”).",
        ),
    ],
)
def test_where(places: list[Document], where: str | None) -> None:
    """Each place stands with the words that the source has for it."""
    lines = event_citation(about(places=places), NAMES, NAMES.sources).splitlines()

    assert [line for line in lines if line.startswith("Where")] == ([where] if where else [])


@given(name=st.text("qzj", min_size=5), office=st.sampled_from(["", "diplomat"]))
@pytest.mark.parametrize("uid", ["sohr", NOT_STATED, ARTICLE])
def test_a_withheld_speaker_is_never_named(uid: str, name: str, office: str) -> None:
    """Whatever is stored, only the office is cited, in each kind of citation."""
    speaker = {"name": name, "office": office, "withheld": True}
    one = about(claim(claimant=uid, speaker=speaker, figures=[figure()]))
    said = one.claims[0]
    text = "\n".join(
        [
            claim_citation(one, said, NAMES, NAMES.sources),
            figure_citation(one, said, said.figures[0], NAMES, NAMES.sources),
            event_citation(one, NAMES, NAMES.sources),
        ]
    )

    assert name not in text
    assert text.count("name withheld") == 3
    assert text.lower().count(office) >= 3


def test_a_replaced_claim_says_so() -> None:
    """An outdated claim is not cited as if it still stood."""
    one = about(claim(statement="30 died"), claim("c2", statement="28 died", supersedes="c1"))
    line = "Later replaced: Syrian Observatory for Human Rights said: 28 died."

    assert line in claim_citation(one, one.claims[0], NAMES, NAMES.sources).splitlines()
    assert f"  {line}" in event_citation(one, NAMES, NAMES.sources).splitlines()
    assert "Later" not in claim_citation(one, one.claims[1], NAMES, NAMES.sources)


@pytest.mark.parametrize(
    ("locator", "words"),
    [
        ("s25", "sentence 25"),
        ("s12-s13", "sentences 12–13"),
        ("p. 4", "p. 4"),
        ("summary", "summary"),
    ],
)
def test_locators(locator: str, words: str) -> None:
    """Sentences are counted in words; any other locator stands as it is."""
    assert cited(locator=locator)[-1].endswith(f"(AP, AFP, dpa), {words}.")


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (None, "Source: not stated."),
        ("gone", "Source: [gone], not in this store."),
    ],
)
def test_a_source_that_is_not_there(key: str | None, line: str) -> None:
    """A citation never invents a source."""
    assert cited(source=key)[-1] == line


def test_a_source_with_everything() -> None:
    """Publisher, address and the day of access stand where the source has them."""
    full = view(
        Source,
        source(
            "src",
            **{
                "title": "A report",
                "author": [{"family": "Haddad", "given": "Rima"}],
                "container-title": "Weekly",
                "publisher": "Press",
                "issued": "2016",
                "URL": "https://example.org/a",
                "archive": "https://archive.example.org/a",
                "accessed": "2026-11-22",
            },
        ),
    )
    one = about(claim())

    assert claim_citation(one, one.claims[0], NAMES, {"src": full}).splitlines()[-1] == (
        "Source: “A report”, Weekly, Press, 2016, Rima Haddad, https://example.org/a, "
        "https://archive.example.org/a, accessed 22 Nov 2026."
    )


def test_an_event_whose_day_cannot_be_read() -> None:
    """What is no EDTF stands for itself."""
    assert cited()[-2].endswith("Saturday 10 December 2016.")
    assert event_citation(about(when="soon"), NAMES, {}).splitlines()[0].endswith(", soon.")


def test_repeated_ids_break_no_citation() -> None:
    """Figures are cited by their place, whatever their ids."""
    one = about(claim(figures=[figure(), figure()]), claim("c2", figures=[figure(), figure("f2")]))
    lines = event_citation(one, NAMES, NAMES.sources).splitlines()
    told = [line.split()[1] for line in lines if line.startswith("  Figure")]

    assert told == ["a:", "b:", "c:", "d:"]
