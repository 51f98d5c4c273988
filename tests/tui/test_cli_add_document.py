"""`add -`: one event as a JSON document on standard input, validated whole."""

import io
import json
import sys
from typing import Any

import pytest

from store.model import Document
from tests import factories
from tests.tui.conftest import Shell
from tests.tui.saved import saved

KEY = "is-re-enters-palmyra"


class Piped:
    """Runs `add -` with something on standard input."""

    def __init__(self, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
        self.shell = shell
        self._monkeypatch = monkeypatch

    def __call__(self, given: object, *options: str) -> int:
        """Return the exit code; bytes are given as they are, all else as JSON."""
        data = given if isinstance(given, bytes) else json.dumps(given).encode()
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        return self.shell("add", "-", *options)

    def whole(self) -> dict[str, dict[str, Document]]:
        """Return all tables of the store, once what was added is in its file."""
        assert self.shell("compact") == 0
        tables: dict[str, dict[str, Document]] = json.loads(self.shell.store.read_bytes())
        return tables

    def refused(self, given: object, *options: str) -> list[str]:
        """Return why a document is refused; the store is as it was, byte for byte."""
        before = saved(self.shell.store)
        code = self(given, *options)

        assert (code, self.shell.out) == (2, "")
        assert saved(self.shell.store) == before
        return self.shell.err.splitlines()


@pytest.fixture
def piped(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Piped:
    """Return `add -` with the bundled chronology in the store."""
    shell("list")
    return Piped(shell, monkeypatch)


def document(**keys: Any) -> Document:
    """Return an event without a uid."""
    return {"title": "Something occurs", "when": "2016-12-10", **keys}


def claim(**keys: Any) -> Document:
    """Return a claim that refers to records that are here."""
    return factories.claim(source=KEY, **keys)


def test_a_document_is_stored_as_it_is(piped: Piped) -> None:
    """Unknown keys at any depth too; uid, version and times are ours."""
    given = document(claims=[claim(**{"x-note": [1, {"a": None}]})], **{"x-own": {"b": 2.5}})
    code = piped(given, "--json")
    (stored,) = piped.shell.json
    piped.shell("show", stored["uid"], "--json")

    assert (code, piped.shell.json) == (0, [stored])
    assert {key: stored[key] for key in given} == given
    assert set(stored) - set(given) == {"uid", "version", "created", "updated"}


def test_unknown_keys_are_named(piped: Piped) -> None:
    """They are kept, at any depth, and one line says which."""
    figure = {**factories.figure(), "x-figures": 1}
    claims = [claim(url="x", figures=[figure])]
    records = {"places": [factories.place("tiyas", height=400)]}
    code = piped(document(claims=claims, records=records, extra=1, **{"b\x07\nc": 2}), "--json")

    assert code == 0
    assert piped.shell.json[0]["extra"] == 1
    assert piped.shell.err == (
        "Kept, but not understood: $.records.places[0].height, $.extra, $.b c,"
        " $.claims[0].url, $.claims[0].figures[0].x-figures.\n"
    )


def test_very_many_unknown_keys_are_counted(piped: Piped) -> None:
    """Ten are written out, none of them at length."""
    code = piped(document(**{"n" * 70: 0}, **{f"own {at}": 0 for at in range(1_010)}), "--check")
    _, first, second, *_, last = piped.shell.err.split(", ")

    assert code == 0
    assert first == f"but not understood: $.{'n' * 60}…"
    assert (second, last) == ("$.own 0", "and 1,001 more.\n")
    assert piped.shell.err.count("$.") == 10


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ({"claim": [{"claimant": "sohr"}]}, "claim: no such key is read; did you mean “claims”?"),
        ({"Places": []}, "Places: no such key is read; did you mean “places”?"),
        ({"partOfDay": "dawn"}, "partOfDay: no such key is read; did you mean “part_of_day”?"),
        ({"record": {}}, "record: no such key is read; did you mean “records”?"),
        (
            {"claims": [claim(figure=[])]},
            "claims[0].figure: no such key is read; did you mean “figures”?",
        ),
        (
            {"claims": [claim(date="2016")]},
            "claims[0].date: no such key is read; did you mean “said_on”?",
        ),
        (
            {"claims": [claim(figures=[factories.figure(period={"verbatim": "x", "date": ""})])]},
            "claims[0].figures[0].period.date: no such key is read; did you mean “when”?",
        ),
        (
            {"records": {"sources": [factories.source("a", url="https://example.org")]}},
            "records.sources[0].url: no such key is read; did you mean “URL”?",
        ),
    ],
)
def test_a_mistyped_key_is_refused(piped: Piped, keys: Document, fault: str) -> None:
    """What stands under it would be lost to every reader."""
    lines = piped.refused(document(**keys))

    assert lines == [fault]


def test_a_date_without_a_day_of_its_own_is_refused(piped: Piped) -> None:
    """The event would be undated."""
    lines = piped.refused({"title": "x", "date": "2016"})

    assert lines == ["date: no such key is read; did you mean “when”?"]


@pytest.mark.parametrize(
    "keys",
    [
        {"claim": 1, "claims": []},
        {"date": "2016"},
        {"x-claims": 1},
        {"origins": 1, "versions": 2},
        {"grading": {"grade": "a", "grader": "b", "date": "2016", "rules": "", "rule": ""}},
    ],
)
def test_a_key_beside_the_one_it_is_like_is_kept(piped: Piped, keys: Document) -> None:
    """As is one that is meant to be unknown, or is like one that is ours."""
    code = piped(document(**keys), "--json")
    (stored,) = piped.shell.json

    assert code == 0
    assert {key: stored[key] for key in keys} == keys
    assert piped.shell.err.startswith("Kept, but not understood: $.")


def test_it_is_echoed(piped: Piped) -> None:
    """Its claims as lines of the form."""
    claims = [claim(figures=[factories.figure()]), claim(id="c2", claimant="aamaq", verb="denied")]
    code = piped(document(claims=claims, part_of_day="early hours"))
    *said, last = piped.shell.out.splitlines()

    assert (code, piped.shell.err) == (0, "")
    assert said == [
        "event   Something occurs",
        "when    Saturday 10 December 2016, early hours · a day",
        "kind    occurrence",
        f"claim   SOHR said: it occurred [{KEY}]",
        "        1 figure",
        f"claim   Aamaq denied: it occurred [{KEY}] #asserts",
    ]
    assert last.startswith("Saved as …")


def test_very_many_claims_are_counted(piped: Piped) -> None:
    """Fifty are written out."""
    piped(document(claims=[claim(id=f"c{at}") for at in range(60)]), "--check")

    assert piped.shell.out.count("claim   ") == 50
    assert "… and 10 claims more\nNothing was saved.\n" in piped.shell.out


def test_missing_ids_are_given(piped: Piped) -> None:
    """None that is there already; those that are there stay."""
    figures = [{"metric": "fled", "verbatim": "50"}, factories.figure("f7")]
    claims = [{"claimant": "sohr"}, {"claimant": "aamaq", "figures": figures}, claim(id="c4")]
    piped(document(claims=claims), "--json")
    found = piped.shell.json[0]["claims"]

    assert [each["id"] for each in found] == ["c5", "c6", "c4"]
    assert [each["id"] for each in found[1]["figures"]] == ["f8", "f7"]


def test_what_list_prints_can_be_added_to_another_store(piped: Piped) -> None:
    """The uid is kept; what became of it elsewhere is left out, and that is said."""
    piped.shell("show", "34a8", "--json")
    (printed,) = piped.shell.json
    beside = str(piped.shell.home / "beside.json")
    piped.shell("list", "--db", beside)
    here = piped.refused(printed)
    given = {**printed, "uid": "0000e1", "version": 7, "by": "desk", "history": [{"at": "x"}]}
    code = piped(given, "--db", beside, "--json")
    (stored,) = piped.shell.json

    assert here == [
        f"uid: event “{printed['uid']}” is here already: leave it out, or write another uid"
    ]
    assert (code, stored["uid"], stored["version"]) == (0, "0000e1", 1)
    assert stored["created"] > printed["created"]
    assert stored["claims"] == printed["claims"]
    assert not {"by", "origin", "history"} & set(stored)
    assert piped.shell.err == "Left out, as what became of it elsewhere: by, origin, history.\n"


def test_records_stand_beside_the_event(piped: Piped) -> None:
    """They are stored in their tables, and the event refers to them."""
    records = {
        "actors": [
            {"uid": "front", "name": "Example Front", "kind": "rebel group", "x-own": 1},
            factories.actor("office", parents=[{"actor": "front", "relation": "part-of"}]),
        ],
        "places": [factories.place("tiyas", latitude=34.5, longitude=37.6, precision=1)],
        "sources": [factories.source("report", type="report", URL="https://example.org/r")],
    }
    claims = [factories.claim(claimant="office", source="report")]
    places = [{"place": "tiyas", "as_said": ""}]
    code = piped(document(claims=claims, places=places, records=records))
    said = piped.shell.out.splitlines()
    piped.shell("show", said[-1].partition("(")[2].removesuffix(")"), "--json")
    out, stored = piped.shell.json, piped.whole()

    assert code == 0
    assert "claim   Office said: it occurred [report]" in said
    assert said[-5:-1] == [
        "new     actor front · Example Front · rebel group",
        "new     actor office · Office · monitor",
        "new     place tiyas · Tiyas",
        "new     source report · An article",
    ]
    assert "records" not in out[0]
    front = next(each for each in stored["actors"].values() if each["uid"] == "front")
    assert (front["x-own"], front["version"]) == (1, 1)
    assert front["created"]


def test_the_author_is_the_configured_one(piped: Piped) -> None:
    """Of the records too."""
    piped.shell.configure('author = "desk"\n')
    records = {"places": [factories.place("tiyas")]}
    piped(document(records=records), "--json")
    by = piped.shell.json[0]["by"]
    stored = piped.whole()

    assert by == "desk"
    assert next(one for one in stored["places"].values() if one["uid"] == "tiyas")["by"] == "desk"


def test_text_is_cleaned(piped: Piped) -> None:
    """A title stands on one line; notes keep theirs."""
    piped(
        document(title=" a\x1b\nb\u202e ", notes="x\r\ny\x07", claims=[claim(quote="\x9bq")]),
        "--json",
    )
    stored = piped.shell.json[0]

    assert (stored["title"], stored["notes"]) == ("a b", "x\ny")
    assert stored["claims"][0]["quote"] == "q"


def test_check_saves_nothing(piped: Piped) -> None:
    """It refuses the same, and says what it would save."""
    before = saved(piped.shell.store)
    code = piped(document(claims=[claim()]), "--check")

    assert (code, piped.shell.out.splitlines()[-1]) == (0, "Nothing was saved.")
    assert saved(piped.shell.store) == before
    assert piped.refused({}, "--check") == ["title: missing"]


def test_all_faults_are_told_with_their_paths(piped: Piped) -> None:
    """A line each: types, closed words, dates, references, ids."""
    figure = {"verbatim": 5, "kind": "q", "best": "x", "as_of": "soon", "place": "nowhere"}
    claims = [
        {"id": "c1", "claimant": "SOHR", "said_on": "10 Dec", "figures": [figure]},
        {
            "id": "c1",
            "claimant": "nobody",
            "source": "zz",
            "supersedes": "c9",
            "agrees_with": ["c1"],
        },
        7,
    ]
    participants = [{"actor": "article", "role": "boss", "by": "article"}, {"role": "victim"}]
    given = {"kind": "rumour", "when": "2016-3", "claims": claims, "participants": participants}
    lines = piped.refused(given)

    assert [line.partition(": ")[::2] for line in lines if "as a date" not in line] == [
        ("kind", "“rumour” is none of occurrence, situation, statement, forecast"),
        ("title", "missing"),
        (
            "participants[0].actor",
            "there is no actor “article”: write a uid, or add it to records.actors",
        ),
        (
            "participants[0].role",
            "“boss” is none of attacker, defender, target, victim, accused, supporter, mediator,"
            " host, addressee, speaker",
        ),
        ("participants[1].actor", "missing"),
        ("claims[0].claimant", "“SOHR” is a name: write the uid, “sohr”"),
        ("claims[0].figures[0].metric", "missing"),
        ("claims[0].figures[0].kind", "“q” is none of flow, stock, cumulative"),
        ("claims[0].figures[0].best", "expected a number or nothing, got text"),
        ("claims[0].figures[0].verbatim", "expected text, got a number"),
        (
            "claims[0].figures[0].place",
            "there is no place “nowhere”: write a uid, or add it to records.places",
        ),
        (
            "claims[1].claimant",
            "there is no actor “nobody”: write a uid, or add it to records.actors",
        ),
        ("claims[1].source", "there is no source “zz”: write a uid, or add it to records.sources"),
        ("claims[2]", "expected an object, got a number"),
        ("claims[0].id", "“c1” stands twice"),
        ("claims[1].id", "“c1” stands twice"),
        ("claims[1].supersedes", "no other claim of the document has the id “c9”"),
        ("claims[1].agrees_with", "no other claim of the document has the id “c1”"),
    ]
    assert [line.partition(": ")[0] for line in lines if "as a date" in line] == [
        "when",
        "claims[0].said_on",
        "claims[0].figures[0].as_of",
    ]


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ({"title": " \x07"}, "title: nothing is written"),
        ({"title": "x" * 301}, "title: it has at most 300 characters"),
        ({"title": None}, "title: expected text, got nothing"),
        ({"notes": "x" * 100_001}, "notes: it has at most 100,000 characters"),
        ({"uid": ""}, "uid: a uid is one line of 1 to 100 characters"),
        ({"uid": "a\nb"}, "uid: a uid is one line of 1 to 100 characters"),
        ({"uid": 7}, "uid: expected text, got a number"),
        ({"claims": {}}, "claims: expected a list, got an object"),
        ({"claims": [{"id": "", "claimant": "sohr"}]}, "claims[0].id: nothing is written"),
        ({"claims": [claim(figures="x")]}, "claims[0].figures: expected a list, got text"),
        ({"claims": [claim(agrees_with="x")]}, "claims[0].agrees_with: expected a list, got text"),
        ({"claims": [claim(speaker={"name": 3})]}, "claims[0].speaker.name: expected text, got a"),
        ({"claims": [claim(via="zz")]}, "claims[0].via: there is no actor “zz”"),
        (
            {"claims": [claim(claimant="zz" * 99)]},
            f"claims[0].claimant: there is no actor “{'zz' * 30}…”",
        ),
        (
            {"claims": [claim(figures=[factories.figure(), factories.figure()])]},
            "claims[0].figures[0].id: “f1” stands twice",
        ),
        (
            {"claims": [claim(figures=[factories.figure(best=10**400)])]},
            "claims[0].figures[0].best: Number out of range",
        ),
        ({"tags": [1]}, "tags[0]: expected text, got a number"),
        ({"records": []}, "records: expected an object with actors, places, sources"),
        (
            {"records": {"place": []}},
            "records.place: expected a list under actors, places, sources",
        ),
        ({"records": {"places": {}}}, "records.places: expected a list under actors, places, "),
        ({"records": {"places": [7]}}, "records.places[0]: expected an object, got a number"),
        ({"records": {"places": [{"name": "x"}]}}, "records.places[0].uid: missing"),
        (
            {"records": {"places": [factories.place("jazal")]}},
            "records.places[0].uid: place “jazal” is here already: leave it out, or write another",
        ),
        (
            {"records": {"actors": [factories.actor("article")]}},
            "records.actors[0].uid: actor “article” is here already",
        ),
        (
            {"records": {"places": [factories.place("a"), factories.place("a")]}},
            "records.places[0].uid: “a” stands twice",
        ),
        (
            {"records": {"places": [factories.place("a", latitude=91)]}},
            "records.places[0].latitude: it lies from -90 to 90",
        ),
        (
            {"records": {"actors": [factories.actor("a", kind="ghost")]}},
            "records.actors[0].kind: “ghost” is none of state forces, ",
        ),
        (
            {"records": {"sources": [factories.source("a", type="rumour")]}},
            "records.sources[0].type: “rumour” is none of article, ",
        ),
        (
            {"records": {"sources": [factories.source("a", URL="javascript:x")]}},
            "records.sources[0].URL: write the whole address",
        ),
        ({"x": {"a": [[[]]] * 2}, "y": 0, "when": "x"}, "when: “x” is not understood"),
    ],
)
def test_a_fault_is_told_with_its_path(piped: Piped, keys: Document, fault: str) -> None:
    """And nothing is saved, neither the event nor a record beside it."""
    lines = piped.refused(document(**keys))

    assert lines[0].startswith(fault)


@pytest.mark.parametrize("levels", [200, 600])
def test_what_only_a_store_refuses_is_told(piped: Piped, levels: int) -> None:
    """Before the real one is asked."""
    given = b'{"title": "x", "y": ' + b"[" * levels + b"]" * levels + b"}"
    (line,) = piped.refused(given, "--check")

    assert "nested too deeply" in line


def test_so_many_faults_that_nobody_reads_them(piped: Piped) -> None:
    """A hundred are told."""
    lines = piped.refused(document(claims=[{}] * 5_000))

    assert len(lines) == 101
    assert lines[-1] == "… and more."


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (b"", "Standard input is empty; write one event to it, as `list --json` does."),
        (b" \n", "Standard input is empty; write one event to it, as `list --json` does."),
        (b"[]", "Standard input is no JSON object: write one event, in braces."),
        (b"{", "Standard input is no JSON object: Expecting property name"),
        (b"{} {}", "Standard input is no JSON object: Extra data"),
        (b'{"a": 1, "b": 2, "a": 3}', "Standard input is no JSON object: the key “a” stands twice"),
        (b'{"a": NaN}', "Standard input is no JSON object: NaN is no number."),
        (b'{"a": 1e999}', "Standard input is no JSON object: 1e999 is no number."),
        (b"[" * 100_000, "Standard input is no JSON object: it is nested too deeply."),
        (b'{"title": "\xff"}', "Standard input is no text of UTF-8."),
        (b" " * 1_000_001, "Standard input holds more than 1 MB; add one event at a time."),
    ],
)
def test_what_is_no_document_is_refused(piped: Piped, given: bytes, fault: str) -> None:
    """In one sentence."""
    (line,) = piped.refused(given)

    assert line.startswith(f"-: {fault}")


def test_a_document_stands_alone(piped: Piped) -> None:
    """Options would say twice what it says; other words are no document."""
    lines = piped.refused(document(), "--what", "x", "--no-figures")
    code = piped.shell("add", "x\x1b")

    assert lines == ["-: The document says it all; leave --what and --no-figures out."]
    assert code == 2
    assert piped.shell.err == "“x” is no option: write - to read a document from standard input.\n"


def test_no_standard_input_is_an_empty_one(piped: Piped, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be closed."""
    monkeypatch.setattr(sys, "stdin", None)
    code = piped.shell("add", "-")

    assert code == 2
    assert piped.shell.err.startswith("-: Standard input is empty")
