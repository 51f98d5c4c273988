"""`add` with options: read as the form reads, refused whole, saved whole."""

import json
import shlex

import pytest

from store.journal.database import Database
from tests.factories import claim, event
from tests.store.backends.helpers import impatient
from tests.tui.conftest import Shell
from tests.tui.test_cli_process import HEAVY, imported
from tui.cli.add_consents import ACTOR_KINDS
from tui.cli.add_options import EPILOG

KEY = "is-re-enters-palmyra"
JET = ("--when", "10 Dec 2016", "--what", "Government jet lost", "--where", "Jazal")
CLAIMS = (
    *("--claim", f"SOHR reported: crashed in the Jazal area [{KEY}]"),
    *("--claim", "Aamaq claimed: its militants downed it"),
    *("--claim", 'Palmyra Coordination Committee said: it was "a MiG-23" #identity'),
)
KONASHENKOV = (
    "Russia MoD (Maj. Gen. Igor Konashenkov, spokesman) said:"
    f" 50,000 civilians fled / past two days [{KEY}]"
)
KINDS = ", ".join(ACTOR_KINDS)


@pytest.fixture
def bundled(shell: Shell) -> Shell:
    """Return the program with the bundled chronology in its store."""
    shell("list")
    return shell


def refused(shell: Shell, *options: str) -> list[str]:
    """Return why a command is refused; the store is as it was, byte for byte."""
    before = shell.store.read_bytes() if shell.store.exists() else None
    code = shell("add", *options)

    assert (code, shell.out) == (2, "")
    assert before == (shell.store.read_bytes() if shell.store.exists() else None)
    return shell.err.splitlines()


# what is saved


def test_the_jet_with_its_three_claims(bundled: Shell) -> None:
    """It is echoed, saved, and listed with what is at odds."""
    code = bundled("add", *JET, "--who", "Islamic State accused by Aamaq", *CLAIMS, "--source", KEY)
    said, err = bundled.out.splitlines(), bundled.err
    uid = said[-1].partition("(")[2].removesuffix(")")
    bundled("list", "--text", "Government jet lost")

    assert (code, err) == (0, "")
    assert said[:-1] == [
        "event   Government jet lost",
        "when    Saturday 10 December 2016 · a day",
        "where   Jazal",
        "who     IS · accused · only Aamaq says so",
        f"source  [{KEY}] Islamic State re-enters Palmyra · Saturday 10 December 2016",
        f"claim   Syrian Observatory for Human Rights · reported · [{KEY}]",
        "        crashed in the Jazal area",
        f"claim   Aamaq news agency · claimed · [{KEY}]",
        "        its militants downed it",
        "claim   Palmyra Coordination Committee · said · about the identity"
        f" · quotes “a MiG-23” · [{KEY}]",
        "        it was",
    ]
    assert said[-1] == f"Saved as …{uid[-8:]} ({uid})"
    assert f"{uid[-4:]}          Sat 10  Government jet lost" in bundled.out
    assert "≠ accounts differ" in bundled.out


def test_json_is_what_was_stored(bundled: Shell) -> None:
    """One document, as `show --json` prints it; the author is the configured one."""
    bundled.configure('author = "desk"\n')
    code = bundled("add", *JET, *CLAIMS, "--source", KEY, "--kind", "situation", "--json")
    (printed,) = bundled.json
    bundled("show", printed["uid"], "--json")

    assert (code, bundled.json) == (0, [printed])
    assert (printed["when"], printed["kind"], printed["by"]) == ("2016-12-10", "situation", "desk")
    assert [each["source"] for each in printed["claims"]] == [KEY, KEY, KEY]
    assert printed["claims"][1]["claimant"] == "aamaq"


def test_a_claim_with_speaker_figure_population_and_period(bundled: Shell) -> None:
    """The figure is echoed with its scope, and kept."""
    bundled("add", "--what", "People flee", "--claim", KONASHENKOV)
    said = bundled.out
    bundled("add", "--what", "People flee", "--claim", KONASHENKOV, "--json")
    (found,) = bundled.json[0]["claims"]
    (figure,) = found["figures"]

    assert "(Maj. Gen. Igor Konashenkov, spokesman) · said" in said
    assert (
        "        figure “50,000” · person · civilians · fled · kind not stated"
        " · past two days (which days is not stated)\n"
    ) in said
    assert found["speaker"] == {
        "name": "Maj. Gen. Igor Konashenkov",
        "office": "spokesman",
        "withheld": False,
    }
    assert (figure["best"], figure["population"], figure["metric"]) == (50_000, "civilians", "fled")
    assert figure["period"] == {"verbatim": "past two days", "when": ""}


def test_figures_left_out(bundled: Shell) -> None:
    """They are neither echoed nor kept."""
    options = ("--what", "x", "--claim", KONASHENKOV, "--no-figures")
    bundled("add", *options)
    said = bundled.out
    bundled("add", *options, "--json")

    assert "figure “" not in said
    assert bundled.json[0]["claims"][0]["figures"] == []


def test_a_colon_keeps_the_claimant_above(bundled: Shell) -> None:
    """Claims stand in the order in which they are written."""
    bundled(
        *("add", "--what", "x", "--claim", "SOHR said: one"),
        *("--claim", ": denied 10 Dec 2016: two", "--json"),
    )

    found = bundled.json[0]["claims"]
    assert [(each["claimant"], each["statement"], each["source"]) for each in found] == [
        ("sohr", "one", None),
        ("sohr", "two", None),
    ]
    assert found[1]["stance"] == "denies"


def test_a_kind_and_a_note_are_echoed(bundled: Shell) -> None:
    """The note by its length."""
    bundled("add", "--what", "x", "--kind", "statement", "--note", "one\ntwo")

    assert bundled.out.splitlines()[1:3] == ["kind    statement", "note    7 characters"]


def test_an_event_that_nobody_claims_is_told_of(bundled: Shell) -> None:
    """The last line says how to add who says so, and can be copied."""
    bundled("add", "--what", "x")
    said, advice = bundled.out.splitlines()[-2:]
    _, _, command = advice.partition("Nobody claims it yet: syria-timeline ")
    line = shlex.split(command.replace("WHO", "SOHR"))
    code = bundled(*line)
    again = bundled.out.splitlines()

    assert line[:3] == ["add", "--to", said.removeprefix("Saved as …")[:8]]
    assert code == 0
    assert again[-1] == said
    assert "        WHAT" in again


def test_check_tells_of_an_event_that_nobody_claims(bundled: Shell) -> None:
    """There is no event to add to yet; JSON is for a program and says nothing of it."""
    bundled("add", "--what", "x", "--check")
    said = bundled.out.splitlines()
    bundled("add", "--what", "x", "--json")

    assert said[-2:] == [
        "Nothing was saved.",
        'Nobody claims it yet: write --claim "WHO said: WHAT"',
    ]
    assert (len(bundled.json), bundled.err) == (1, "")


def test_what_is_typed_is_cleaned(bundled: Shell) -> None:
    """Nothing that a terminal would act on is kept."""
    options = ("--what", "a\x1b[1m\n\u202eb", "--note", "x\ny\x07", "--claim", "SOHR said: \x9bz")
    bundled("add", *options, "--json")

    found = bundled.json[0]
    assert (found["title"], found["notes"]) == ("a[1m b", "x\ny")
    assert found["claims"][0]["statement"] == "z"


def test_a_missing_store_is_made(shell: Shell) -> None:
    """With the bundled chronology, as for the app."""
    code = shell("add", *JET)
    shell("list")

    assert code == 0
    assert shell.out.splitlines()[-1].startswith("22 of 22 events")


def test_a_missing_store_is_made_empty(shell: Shell) -> None:
    """A named one, with --empty: no actor is known in it."""
    path = shell.home / "new.json"
    code = shell("add", "--db", str(path), "--empty", "--what", "x")
    shell("list", "--db", str(path))

    assert code == 0
    assert shell.out.splitlines()[-1].startswith("1 of 1 event")
    assert not shell.store.exists()


def test_check_saves_nothing(shell: Shell) -> None:
    """It reads with the names that the new store will have, and makes none."""
    code = shell("add", *JET, *CLAIMS, "--check")
    said = shell.out.splitlines()
    shell("add", *JET, "--check", "--json")

    assert code == 0
    assert said[0] == "event   Government jet lost"
    assert said[-1] == "Nothing was saved."
    assert shell.json[0]["title"] == "Government jet lost"
    assert list(shell.home.iterdir()) == []


# records that are not here


def test_records_are_made_where_the_command_says_so(bundled: Shell) -> None:
    """Actor, place and source, before the event that names them; they are found afterwards."""
    line = (
        *("--what", "x", "--where", "Tiyas", "--claim", "Example Front said: y"),
        *("--new-actor", "Example Front=Rebel Group", "--new-place", "Tiyas"),
        *("--source", "A new report", "--source-issued", "11 Dec 2016", "--source-by", "jbh"),
    )
    code = bundled("add", *line)
    said = bundled.out.splitlines()
    again = bundled("add", *line, "--json")
    found = bundled.json[0]

    assert (code, again) == (0, 0)
    assert "source  new source [a-new-report] A new report · Sunday 11 December 2016" in said
    assert said[-4:-1] == [
        "new     actor example-front · Example Front · rebel group",
        "new     place tiyas · Tiyas",
        "new     source a-new-report · A new report",
    ]
    assert found["places"] == [{"place": "tiyas", "as_said": ""}]
    assert found["claims"][0]["claimant"] == "example-front"
    assert found["claims"][0]["source"] == "a-new-report"


def test_a_new_source_is_kept_where_no_claim_cites_it_yet(bundled: Shell) -> None:
    """Nothing that was written is lost; the claims may follow."""
    bundled("add", "--what", "x", "--source", "A new report")

    assert "new     source a-new-report · A new report" in bundled.out.splitlines()


def test_a_quote_alone_is_echoed_once(bundled: Shell) -> None:
    """It stands beside who says it, and no empty line after it."""
    bundled("add", "--what", "x", "--claim", 'SOHR said: "it fell"', "--check")

    assert bundled.out.splitlines()[1:3] == [
        "claim   Syrian Observatory for Human Rights · said · quotes “it fell” · source not stated",
        "Nothing was saved.",
    ]


def test_an_address_that_is_here_is_not_made_again(bundled: Shell) -> None:
    """The second event from one page takes the same options."""
    source = ("--source", "https://example.org/a", "--source-title", "A page")
    for _ in "ab":
        bundled("add", "--what", "x", "--claim", "SOHR said: y", *source, "--json")

    assert bundled.json[0]["claims"][0]["source"] == "a-page"


def test_an_unknown_actor_is_told_what_to_add(bundled: Shell) -> None:
    """The option is named whole, with the kinds; each unknown name has its line."""
    options = ("--claim", "SOHR said: x", "--claim", "It's Me claimed: y", "--who", "Nobody victim")
    lines = refused(bundled, "--what", "x", *options)

    assert lines == [
        "--who: “Nobody” is no known actor: write another name, or add it with"
        f" --new-actor Nobody=KIND; KIND is one of {KINDS}.",
        "--claim 2: “It's Me” is no known actor: write another name, or add it with"
        f""" --new-actor 'It'"'"'s Me=KIND'; KIND is one of {KINDS}.""",
    ]


def test_what_the_message_says_works(bundled: Shell) -> None:
    """The advice can be copied as it stands."""
    line = ("--what", "x", "--claim", "It's Me claimed: y", "--where", "Wadi Barada")
    place, person = refused(bundled, *line)
    advised = [each.partition("add it with ")[2] for each in (place, person)]
    more = shlex.split(advised[0].rstrip(".")) + shlex.split(advised[1].partition(";")[0])
    code = bundled("add", *line, *(word.replace("=KIND", "=monitor") for word in more))

    assert (code, bundled.err) == (0, "")


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (["--new-actor", "Nobody"], f"--new-actor: Write NAME=KIND; KIND is one of {KINDS}."),
        (["--new-actor", "Nobody=ghost"], "--new-actor: “ghost” is no kind of actor: write one of"),
        (["--new-actor", "Nobody="], "--new-actor: “” is no kind of actor: write one of state for"),
        (["--new-actor", "=ghost"], f"--new-actor: Write NAME=KIND; KIND is one of {KINDS}."),
        (["--new-actor", "=media"], f"--new-actor: Write NAME=KIND; KIND is one of {KINDS}."),
        (["--new-actor", "A=media", "--new-actor", "a=NGO"], "--new-actor 2: “a” stands twice"),
        (["--new-actor", "A=media"], "--new-actor: No --claim or --who names “A”"),
        (["--new-place", "A"], "--new-place: No --where names “A”"),
        (["--new-place", ""], "--new-place: Nothing is written"),
        (["--new-place", "\u0301"], "--new-place: No letter is written"),
        (["--new-actor", ""], "--new-actor: Nothing is written"),
    ],
)
def test_consent_to_nothing_is_refused(bundled: Shell, options: list[str], fault: str) -> None:
    """A record that would not be made is told of; one that is here already is not."""
    (line,) = refused(bundled, "--what", "x", *options)
    here = bundled("add", "--what", "x", "--new-actor", "SOHR=monitor", "--new-place", "Jazal")

    assert line.startswith(fault)
    assert here == 0


def test_a_wrong_kind_is_told_once_with_the_nearest_first(bundled: Shell) -> None:
    """The claim that names the actor is not told of as well."""
    claimed = ("--claim", "Example Front said: y", "--new-actor", "Example Front=armed")
    (line,) = refused(bundled, "--what", "x", *claimed)
    first, *others = line.partition("write one of ")[2].rstrip(".").split(", ")

    assert line.startswith("--new-actor: “armed” is no kind of actor: write one of ")
    assert first == "armed group"
    assert {first, *others} == set(ACTOR_KINDS)


# what is refused


def test_every_problem_is_told_at_once(shell: Shell) -> None:
    """A line each, in the order of the help, numbered where the option stands twice."""
    lines = refused(
        shell,
        *("--claim", "SOHR said", "--claim", "", "--claim", "SOHR said: 80.000 fled [zz]"),
        *("--where", "Tiyas", "--kind", "rumour", "--when", "10/12/2016", "--who", "SOHR"),
    )

    assert [line.partition(":")[0] for line in lines] == [
        *("--when", "--what", "--kind", "--where", "--who"),
        *("--claim 1", "--claim 2", "--claim 3", "--claim 3"),
    ]
    assert not shell.store.exists()


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (["--when", "10/12/2016"], "--when: “10/12/2016” can be 10 Dec 2016 or 12 Oct 2016"),
        (["--when", "30 Feb 2016"], "--when: 30 February 2016 does not exist"),
        (["--when", "10-8 Dec 2016"], "--when: “2016-12-10/2016-12-08” ends before"),
        (["--when", "soon"], "--when: “soon” is not understood"),
        (["--kind", "rumour"], "--kind: Write one of occurrence, situation, statement, forecast."),
        (["--what", "y"], "--what 2: It stands once only"),
        (["--where", "x" * 301], "--where: It has at most 300 characters: shorten it."),
        (["--where", ""], "--where: Nothing is written"),
        (["--who", "SOHR boss"], "--who: “boss” is no role"),
        (["--who", " "], "--who: Nothing is written"),
        (["--note", "n" * 100_001], "--note: Notes have at most 100,000 characters"),
        (["--claim", "SOHR said: " + "x" * 4_000], "--claim: It has at most 4,000 characters"),
        (["--claim", "word " * 200 + ": x"], "--claim: “word word word"),
        (["--claim", "SOHR said: x [zz]"], "--claim: [zz] is no known source: write its key, or"),
        (["--claim", "SOHR said: 80.000 fled"], "--claim: “80.000” can be"),
        (["--claim", "SOHR said: x #agrees-aamaq"], "--claim: No claim of Aamaq stands here"),
        (["--reason", "because"], "--reason: It goes with --to"),
        (["--source", "is-re-enters-palymra"], "--source: “is-re-enters-palymra” is no known"),
        (["--source", "https://example.org/b"], "--source-title: Write the title"),
        (["--source", "A B", "--source-issued", "soon"], "--source-issued: “soon” is not"),
        (["--source", "A B" * 101], "--source: This is too long: shorten it to 300 characters."),
        (
            ["--source", "https://example.org/" + "b" * 2_000, "--source-title", "A"],
            "--source: This is too long: shorten it to 2,000 characters.",
        ),
        (["--source-issued", "2016"], "--source-issued: Write --source as well"),
        (["--source", "A B", "--source-title", "C"], "--source-title: Leave it out, and write the"),
        (
            ["--source", "https://example.org/b", "--source-title", "C", "--source-url", "D"],
            "--source-url: Leave it out, and write the address",
        ),
    ],
)
def test_a_wrong_value_is_refused(bundled: Shell, options: list[str], fault: str) -> None:
    """Its option is named, and what to write instead; nothing is saved."""
    lines = refused(bundled, "--what", "x", *options)

    assert any(line.startswith(fault) for line in lines)


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ([], "--what: Write what happened"),
        (["--what", " "], "--what: Write what happened"),
        (["--what", "x" * 301], "--what: A title has at most 300 characters"),
    ],
)
def test_a_title_must_be_there(bundled: Shell, options: list[str], fault: str) -> None:
    """And be short enough for a row."""
    (line,) = refused(bundled, *options)

    assert line.startswith(fault)


def test_no_filter_goes_with_add(shell: Shell) -> None:
    """It selects nothing here."""
    code = shell("--faction", "IS", "--from", "2016", "add", "--what", "x")

    assert (code, shell.out) == (2, "")
    assert "`add` takes no filter; leave --faction and --from out." in shell.err
    assert shell("add", "--what", "x", "--text", "y") == 2


# claims for an event that is here


def test_claims_are_added_to_an_event(bundled: Shell) -> None:
    """What was there stays as it was; the change keeps who, and why."""
    bundled.configure('author = "desk"\n')
    bundled("show", "34a8", "--json")
    (before,) = bundled.json
    code = bundled(
        *("add", "--to", "34a8", "--claim", "AFP said: no pilot was found #agrees-sohr"),
        *("--source", KEY, "--reason", "read today", "--json"),
    )
    (after,) = bundled.json
    *claims, added = after["claims"]

    assert code == 0
    assert claims == before["claims"]
    assert (added["id"], added["claimant"], added["source"]) == ("c4", "afp", KEY)
    assert added["agrees_with"] == ["c1"]
    assert after["version"] == before["version"] + 1
    assert after["history"][-1]["by"] == "desk"
    assert after["history"][-1]["reason"] == "read today"
    same = set(before) - {"claims", "version", "updated", "origin"}
    assert {key: after[key] for key in same} == {key: before[key] for key in same}


def test_an_added_claim_cites_the_only_source_of_the_event(bundled: Shell) -> None:
    """As in the form; the source is echoed as a written one is."""
    bundled("add", "--to", "34a8", "--claim", "AFP said: no pilot was found")

    assert bundled.out.splitlines()[:3] == [
        "event   Government jet lost on raids near Palmyra",
        f"source  [{KEY}] Islamic State re-enters Palmyra · Saturday 10 December 2016",
        f"claim   Agence France-Presse · said · [{KEY}]",
    ]
    assert bundled.out.splitlines()[-1].startswith("Saved as …ba3834a8 (01a2008d-")


@pytest.mark.parametrize(
    ("options", "source"),
    [
        (["--claim", "AFP said: x"], KEY),
        (["--claim", "AFP said: x []"], None),
        (["--claim", "AFP said: x", "--source", ""], None),
        (["--claim", "AFP said: x", "--source", "A leaflet"], "a-leaflet"),
    ],
)
def test_what_is_written_goes_before_the_only_source(
    bundled: Shell, options: list[str], source: str | None
) -> None:
    """Empty brackets, or an empty --source, say that there is none."""
    bundled("add", "--to", "34a8", *options, "--json")

    assert bundled.json[0]["claims"][-1]["source"] == source


@pytest.mark.parametrize("sources", [[], ["a", "b"], ["a", None], ["gone"]])
def test_a_claim_gets_no_source_that_is_not_the_only_one(
    shell: Shell, sources: list[str | None]
) -> None:
    """Nor is one made of a key without a record."""
    claims = [claim(f"c{at}", source=source) for at, source in enumerate(sources)]
    shell.keep(event("0000a1b2", claims=claims))
    code = shell("add", "--to", "a1b2", "--claim", "Sohr said: x", "--json")

    assert code == 0
    assert shell.json[0]["claims"][-1]["source"] is None
    assert json.loads(shell.store.read_bytes()).get("sources", {}) == {}


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (["--to", "34a8"], "--claim: Write at least one claim to add."),
        (["--to", "34a8", "--claim", ""], "--claim: Nothing is written"),
        (["--to", "34a8", "--claim", "SOHR said: x", "--what", "y"], "--what: It does not go with"),
        (["--to", "34a8", "--claim", "SOHR said: x", "--when", "y"], "--when: It does not go with"),
        (["--to", "zz", "--claim", "SOHR said: x"], "--to: No event's uid ends with “zz”"),
        (["--to", "", "--claim", "SOHR said: x"], "--to: No event's uid ends with “”"),
        (["--to", "a", "--claim", "Nobody said: x", "--note", "y"], "--note: It does not go with"),
        (["--to", "a", "--to", "b", "--claim", "SOHR said: x"], "--to 2: It stands once only"),
    ],
)
def test_what_cannot_be_added_to(bundled: Shell, options: list[str], fault: str) -> None:
    """Only claims and their source are added, and only to one event that is here."""
    lines = refused(bundled, *options)

    assert any(line.startswith(fault) for line in lines)


def test_nothing_is_added_to_a_deleted_event(shell: Shell) -> None:
    """It says how to bring it back."""
    shell.keep(event("0000a1b2", claims=[claim()], deleted={"at": "2026-11-24T10:00:00Z"}))
    (line,) = refused(shell, "--to", "a1b2", "--claim", "Sohr said: x")

    assert line.startswith("--to: Event 0000a1b2 was deleted on 24 Nov 2026; to restore")


# failures


def test_a_save_that_fails_says_so(bundled: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process holds the store; nothing was changed."""
    impatient(monkeypatch)
    before = bundled.store.read_bytes()
    with Database(bundled.store).writing():
        code = bundled("add", "--what", "x")

    assert (code, bundled.out) == (1, "")
    assert bundled.err.startswith("syria-timeline: Not saved: ")
    assert "in use by" in bundled.err
    assert bundled.store.read_bytes() == before


@pytest.mark.parametrize("text", ["not json", ""])
def test_a_store_that_cannot_be_read_says_so(shell: Shell, text: str) -> None:
    """Every failure of `add` says that nothing was saved."""
    shell.store.write_text(text, encoding="utf-8")
    code = shell("add", "--what", "x")
    damaged = shell.err
    beneath = shell("add", "--what", "x", "--db", str(shell.store / "x.json"))

    assert (code, beneath) == (1, 1)
    assert damaged.startswith("syria-timeline: Not saved: ")
    assert shell.err.startswith("syria-timeline: Not saved: ")
    assert shell.store.read_text(encoding="utf-8") == text


def test_a_fault_of_the_configuration_is_told(bundled: Shell) -> None:
    """And nobody is named where the author is none."""
    bundled.configure("author = 7\n")
    code = bundled("add", "--what", "x", "--json")

    assert code == 0
    assert "“author” must be a name in quotes" in bundled.err
    assert "by" not in bundled.json[0]


def test_ascii_holds_for_the_echo_and_for_refusals(bundled: Shell) -> None:
    """Our own signs have a plain form."""
    bundled("add", *JET, *CLAIMS, "--source", KEY, "--ascii")
    echoed = bundled.out
    bundled("add", "--when", "soon", "--ascii")

    assert (echoed.isascii(), bundled.err.isascii()) == (True, True)
    assert "Saved as ..." in echoed


def test_adding_imports_no_screen(bundled: Shell) -> None:
    """And no long dates where nothing is echoed."""
    line = ["add", "--what", "x", "--when", "10 Dec 2016", "--claim", f"SOHR said: y [{KEY}]"]

    assert not imported(line) & {"textual"}
    assert not imported([*line, "--json"]) & (HEAVY - {"tinydb", "filelock", "rich"})


def test_the_help_fits_and_its_examples_work(bundled: Shell) -> None:
    """At 80 columns, and as they stand there."""
    code = bundled("add", "--help")
    examples = EPILOG.replace("\\\n", " ").splitlines()
    lines = [shlex.split(line)[1:] for line in examples if "syria-timeline" in line]
    longest = max(map(len, bundled.out.splitlines()))

    assert code == 0
    assert longest <= 78
    assert len(lines) == 2
    assert [bundled(*line) for line in lines] == [0, 0]
