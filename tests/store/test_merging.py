"""Two sources that are the same: all that cites the one cites the other, and comes back."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.backends.memory import MemoryStore
from store.backends.tinydb import TinyDbStore
from store.backends.tinydb_write import create
from store.base import Change, EventStore
from store.edits import Stamp, deleted, imported
from store.errors import NotFound, StoreError, VersionConflict
from store.history import Ledger, stored
from store.merging import filled, merged
from store.model import Document, Kind
from tests.factories import actor, claim, event, source
from tests.store.any_documents import KEYS, VALUES, from_seeds
from tests.store.backends.helpers import add

STAMP = Stamp("2026-11-24T10:00:00Z", by="Rima")
LATER = Stamp("2026-11-24T11:00:00Z")
WHY = "copy is the same source as src"
ORIGIN = from_seeds()["origin"]
MARK = {"at": "2026-11-23T10:00:00Z", "by": "", "reason": ""}
COPY = source("copy", title="The same", publisher="A paper", URL="https://example.org/1")
PARENTS: list[Document] = [
    {"actor": "un", "relation": "part-of", "source": "copy", "x": 1},
    {"actor": "us", "relation": "supports", "source": "src"},
]
SEEDS = [
    add(source("src", publisher=""), "source"),
    add(COPY, "source"),
    add(actor("sohr", parents=PARENTS), "actor"),
    add(actor("un"), "actor"),
    add(event("both", claims=[claim(source="copy", x=[1]), claim("c2"), claim("c3", source=None)])),
    add(event("seed", claims=[claim(source="copy")], origin=ORIGIN)),
    add(event("gone", claims=[claim(source="copy")], deleted=MARK)),
    add(event("apart", claims=[claim()])),
    add(event("gone-apart", deleted=MARK)),
]


@pytest.fixture(params=["memory", "tinydb"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> EventStore:
    """Return a store of each backend, in which two sources are the same."""
    return MemoryStore(SEEDS) if request.param == "memory" else on_disk(tmp_path)


def on_disk(folder: Path, seeds: Sequence[Change] = SEEDS) -> TinyDbStore:
    """Return the store in a folder, made with such records if it is not there."""
    path = folder / "events.json"
    if not path.exists():
        create(path, seeds)
    return TinyDbStore(path)


def merge(store: EventStore) -> list[tuple[Kind, str]]:
    """Merge the copy into the source; return what that changed."""
    changes = merged(store, "src", "copy", STAMP)
    store.apply(changes, "merged")
    return [(change.kind, change.uid) for change in changes]


def cited(store: EventStore, uid: str) -> list[str | None]:
    """Return what each claim of an event cites."""
    return [each["source"] for each in stored(store, "event", uid)["claims"]]


def said(store: EventStore, changes: Sequence[Change] = SEEDS) -> list[Document]:
    """Return the documents of a store but their versions."""
    return [{**stored(store, each.kind, each.uid), "version": 0} for each in changes]


def test_every_claim_moves(store: EventStore) -> None:
    """Those of deleted events too; what cites another source, or none, is not touched."""
    changed = merge(store)

    assert cited(store, "both") == ["src", "src", None]
    assert (cited(store, "seed"), cited(store, "gone")) == (["src"], ["src"])
    assert store.index().uses("src") == 4
    assert {uid for kind, uid in changed if kind == "event"} == {"both", "seed", "gone"}
    assert stored(store, "event", "gone")["deleted"] == MARK
    assert stored(store, "event", "both")["claims"][0]["x"] == [1]


def test_affiliations_move(store: EventStore) -> None:
    """What else is kept of them stays."""
    merge(store)

    assert stored(store, "actor", "sohr")["parents"] == [
        {**PARENTS[0], "source": "src"},
        PARENTS[1],
    ]
    assert stored(store, "actor", "un")["version"] == 1


def test_previous_values_are_kept(store: EventStore) -> None:
    """In the history with who and why, and beside what was imported."""
    merge(store)
    seed = stored(store, "event", "seed")

    assert seed["history"] == [
        {"at": STAMP.at, "by": "Rima", "was": {"claims/c1/source": "copy"}, "reason": WHY}
    ]
    assert imported(seed)["claims"] == [claim(source="copy")]


def test_the_other_is_deleted_and_the_kept_one_filled(store: EventStore) -> None:
    """The reason says into which it went."""
    merge(store)
    kept = stored(store, "source", "src")

    assert set(store.index().sources) == {"src"}
    assert stored(store, "source", "copy")["deleted"] == {
        "at": STAMP.at, "by": "Rima", "reason": WHY
    }  # fmt: skip
    assert (kept["title"], kept["publisher"], kept["URL"]) == (
        "An article", "A paper", "https://example.org/1"
    )  # fmt: skip
    assert kept["history"][0]["was"] == {"publisher": "", "URL": None}


def test_a_kept_source_that_lacks_nothing_is_not_touched() -> None:
    """Nor is a reason of one's own."""
    store = MemoryStore([add(source("src"), "source"), add(source("copy"), "source")])
    changes = merged(store, "src", "copy", Stamp(STAMP.at, reason="a reprint"))

    assert [change.uid for change in changes] == ["copy"]
    assert (changes[0].document or {})["deleted"]["reason"] == "a reprint"


def test_undo_brings_all_back(store: EventStore) -> None:
    """And redo merges again."""
    first = said(store)
    ledger = Ledger(store)
    done = ledger.perform(merged(store, "src", "copy", STAMP), "merged")
    then = said(store)

    redo = ledger.take_back(done, LATER)
    assert said(store) == first
    assert [*map(store.index().uses, ("src", "copy"))] == [2, 2]
    ledger.take_back(redo, LATER)
    assert said(store) == then


def test_is_not_undone_over_the_change_of_another(tmp_path: Path) -> None:
    """All of it or nothing."""
    mine, other = on_disk(tmp_path), on_disk(tmp_path)
    ledger = Ledger(mine)
    done = ledger.perform(merged(mine, "src", "copy", STAMP), "merged")
    other.changes(0)
    now = stored(other, "event", "both")
    other.apply([Change("event", "both", now["version"], {**now, "version": 9})], "theirs")

    with pytest.raises(VersionConflict, match="“Something occurs”: changed since by another"):
        ledger.take_back(done, LATER)
    assert set(mine.index().sources) == {"src"}


def test_what_cannot_be_read_is_left(tmp_path: Path) -> None:
    """A deleted event whose date is none has no version that could be saved."""
    on_disk(tmp_path)
    path = tmp_path / "events.json"
    head = '"gone","version":1,"title":"Something occurs","when":"'
    text = path.read_text(encoding="utf-8").replace(head, f"{head}soon, ")
    path.write_text(text, encoding="utf-8")
    bad = on_disk(tmp_path)

    assert [each.uid for each in bad.index().deleted] == ["gone-apart", "gone"]
    assert ("event", "gone") not in merge(bad)
    bad.compact()
    assert path.read_text(encoding="utf-8").count(f"{head}soon, ") == 1


@pytest.mark.parametrize(
    ("kept", "other", "why"),
    [
        ("src", "src", "A source cannot be merged into itself: choose another to keep."),
        ("old", "src", "“An old copy” was deleted meanwhile: choose another source."),
        ("src", "old", "“An old copy” was deleted meanwhile: choose another source."),
    ],
)
def test_refused(kept: str, other: str, why: str) -> None:
    """With a sentence."""
    old = deleted(source("old", title="An old\x1b copy"), STAMP)
    store = MemoryStore([add(source("src"), "source"), add(old, "source")])

    with pytest.raises(StoreError) as refused:
        merged(store, kept, other, STAMP)
    assert str(refused.value) == why


def test_an_unknown_source_is_refused() -> None:
    """As anything unknown is."""
    with pytest.raises(NotFound):
        merged(MemoryStore(SEEDS), "src", "nobody", STAMP)


def test_filled() -> None:
    """Only what the kept one does not state, also what we do not know; zero is a statement."""
    kept = source(author=[], publisher="", archive=None, type="document", x=0, notes="Mine")
    other = source(
        *("copy",), version=7, author=[{"literal": "jbh"}], publisher="A paper", type="report",
        archive="A box", x=5, y=[1], notes="Theirs", by="Rima", history=[], agencies=[],
    )  # fmt: skip

    assert filled(kept, {**other, "z": ()}) == {
        **kept,
        "author": [{"literal": "jbh"}],
        "publisher": "A paper",
        "type": "report",
        "archive": "A box",
        "y": [1],
    }


@pytest.mark.parametrize(
    ("kept", "other", "taken"),
    [
        ("", "https://example.org/1", True),
        ("https://example.org/1", "https://example.org/1", True),
        ("https://example.org/1", "https://example.org/2", False),
        ("https://example.org/1", "", False),
        ("", "", True),
    ],
)
def test_what_is_true_of_one_address_only(kept: str, other: str, taken: bool) -> None:
    """A day of reading, a copy and a digest never stand beside another address."""
    own = {"accessed": "2026-11-22", "archive": "A box", "sha256": "ab"}
    found = filled(source(URL=kept), source(URL=other, **own))

    assert [key in found for key in own] == [taken] * 3
    assert found["URL"] == (kept or other)


SOURCES = st.dictionaries(KEYS.filter(lambda key: key != "title"), VALUES, max_size=3)
CITED = st.lists(st.sampled_from(["src", "copy", "third", None]), max_size=4)
EVENTS = st.lists(st.tuples(CITED, st.booleans(), st.booleans()), max_size=6)
Events = list[tuple[list[str | None], bool, bool]]


def records(kept: Document, other: Document, events: Events) -> list[Change]:
    """Return two sources that are the same, and events, some imported, some deleted."""
    changes = [add(source("src", **kept), "source"), add(source("copy", **other), "source")]
    for at, (sources, imported_, gone) in enumerate(events):
        own = {"origin": ORIGIN} if imported_ else {}
        mark = {"deleted": MARK} if gone else {}
        claims = [claim(f"c{i}", source=each) for i, each in enumerate(sources)]
        changes.append(add(event(f"e{at}", **own, **mark, claims=claims)))
    return changes


def run(store: EventStore, changes: list[Change], events: Events) -> None:
    """Merge, undo, redo and undo again."""
    first = said(store, changes)
    ledger = Ledger(store)
    done = ledger.perform(merged(store, "src", "copy", STAMP), "merged")
    then = said(store, changes)

    for at, (sources, _, _) in enumerate(events):
        assert cited(store, f"e{at}") == ["src" if one == "copy" else one for one in sources]
        assert ("history" in stored(store, "event", f"e{at}")) == ("copy" in sources)
    redo = ledger.take_back(done, LATER)
    assert said(store, changes) == first
    undo = ledger.take_back(redo, LATER)
    assert said(store, changes) == then
    ledger.take_back(undo, LATER)
    assert said(store, changes) == first


@given(SOURCES, SOURCES, EVENTS)
@settings(deadline=None, max_examples=60)
def test_any_merge_comes_back(kept: Document, other: Document, events: Events) -> None:
    """Whatever the sources hold, and whoever cites them."""
    changes = records(kept, other, events)
    run(MemoryStore(changes), changes, events)


@given(SOURCES, SOURCES, EVENTS)
@settings(deadline=None, max_examples=4)
def test_any_merge_on_disk_comes_back(kept: Document, other: Document, events: Events) -> None:
    """In a file too."""
    changes = records(kept, other, events)
    with TemporaryDirectory() as folder:
        run(on_disk(Path(folder), changes), changes, events)
