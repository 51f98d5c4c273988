"""Events as anybody's program may have stored them: valid, with keys that we do not know."""

from typing import get_args

from hypothesis import strategies as st

from store.backends.checking import validate
from store.claims_head import VERBS
from store.model import About, Document, EventKind, FigureKind, Qualifier, Role, Stance
from store.text import clean_document
from tests import factories
from tests.store.edtf_texts import pairs
from tests.store.known import NAMES

KNOWN = NAMES
WORDS = st.sampled_from(
    (
        *("", "crashed in the Jazal area", "over 80,000 fled, 12 died", "80.000 left / today"),
        *('the sign read "a: b [c]"', "one [sohr] #cause", ": said: x", "داعش", "  two  blanks "),
        *("SOHR reported: it", "“hundreds”", "a\nb", "/", "(", ")", "#", "[", "x" * 400),
    )
) | st.text(max_size=30)
IDS = st.text("abc123/~#", min_size=1, max_size=4)
UNKNOWN = st.dictionaries(st.sampled_from(("x-own", "y/own")), st.integers() | WORDS, max_size=1)
ACTORS = st.sampled_from((*KNOWN.actors, "article", "not-stated", "nobody")) | WORDS
MAYBE = st.none() | WORDS
NUMBERS = st.none() | st.integers(0, 10**6)


def _one(words: object) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(words))


def _record(**keys: st.SearchStrategy[object]) -> st.SearchStrategy[Document]:
    known = st.fixed_dictionaries(keys)
    return st.tuples(known, UNKNOWN).map(lambda both: {**both[1], **both[0]})


PERIODS = st.none() | _record(verbatim=WORDS, when=st.just(""))
FIGURES = _record(
    metric=WORDS,
    unit=WORDS,
    population=MAYBE,
    kind=st.none() | _one(FigureKind),
    qualifier=_one(Qualifier),
    low=NUMBERS,
    best=NUMBERS,
    high=NUMBERS,
    verbatim=WORDS,
    period=PERIODS,
    as_of=MAYBE,
    place=MAYBE,
)
SPEAKERS = st.none() | _record(name=WORDS, office=WORDS, withheld=st.booleans())
CLAIMS = _record(
    claimant=ACTORS,
    verb=st.sampled_from((*VERBS, "tweeted", "")) | WORDS,
    speaker=SPEAKERS,
    via=st.none() | ACTORS,
    stance=_one(Stance),
    about=_one(About),
    statement=WORDS,
    quote=WORDS,
    said_on=st.sampled_from(("", "2016-12-10", "[..2016-12-10]")) | WORDS,
    hedge=WORDS,
    source=st.none() | st.sampled_from(tuple(KNOWN.sources)) | WORDS,
    locator=WORDS,
    supersedes=MAYBE,
)


def _numbered(items: list[Document], ids: list[str]) -> list[Document]:
    return [{"id": uid, **item} for uid, item in zip(ids, items)]


def _listed(items: st.SearchStrategy[Document], most: int) -> st.SearchStrategy[list[Document]]:
    ids = st.lists(IDS, unique=True, min_size=most, max_size=most)
    return st.tuples(st.lists(items, max_size=most), ids).map(lambda both: _numbered(*both))


def _event(said: Document, claims: list[Document], figures: list[list[Document]]) -> Document:
    told = [{**claim, "figures": found} for claim, found in zip(claims, figures)]
    return {**factories.event("e1"), **said, "claims": told}


EVENTS: st.SearchStrategy[Document] = (
    st.builds(
        _event,
        _record(
            title=WORDS,
            when=st.just("") | pairs().map(lambda both: both[0]),
            when_said=WORDS,
            part_of_day=WORDS,
            kind=_one(EventKind),
            notes=WORDS | st.text(max_size=200),
            places=st.lists(_record(place=WORDS | st.just("jazal"), as_said=WORDS), max_size=2),
            participants=st.lists(
                _record(actor=ACTORS, role=_one(Role), by=st.none() | ACTORS, as_said=WORDS),
                max_size=2,
            ),
        ),
        _listed(CLAIMS, 3),
        st.lists(_listed(FIGURES, 2), min_size=3, max_size=3),
    )
    .map(clean_document)
    .filter(lambda document: bool(validate("event", document)))
)
"""Each is valid; its figures and claims have ids."""
