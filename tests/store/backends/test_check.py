"""Checking and repairing: each fault with file, byte and record, and nothing dropped silently."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from store.backends.tinydb import TinyDbStore
from store.backends.tinydb_write import create
from store.base import Change, Fault, Record
from store.connect import check, repair
from store.errors import Corrupt, NotAStore, ReadOnly, Unavailable, UnsupportedFormat, WriteError
from store.journal.disk import Disk
from tests.factories import actor, event, titles
from tests.store.backends.helpers import add, edit, four_kinds, journal, names, rewrite, second

DISORDER = "another record has the same uid"


@pytest.fixture
def store(path: Path) -> TinyDbStore:
    """Make a store with records in its file, and others that were added since."""
    create(path, [*four_kinds(), add(event("in-file"))])
    store = TinyDbStore(path)
    store.apply([add(event("e2"))], "add")
    store.apply([add(event("e3")), edit(second())], "change")
    return store


def contents(path: Path) -> dict[str, bytes]:
    """Return all that lies in the folder of a store."""
    return {found.name: found.read_bytes() for found in path.parent.iterdir()}


def flip(path: Path, text: bytes) -> int:
    """Let a bit turn where some text stands, and return where its line begins."""
    content = path.read_bytes()
    at = content.index(text)
    path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    return content.rfind(b"\n", 0, at) + 1


def lie(path: Path, *values: object) -> None:
    """Put more values among the events of a file."""
    start, end = path.read_text().rsplit("\n}\n}", 1)
    raws = [f',"{number}":{json.dumps(value)}' for number, value in enumerate(values, 90)]
    path.write_text("\n".join([start, *raws, "}\n}"]) + end)


def test_a_sound_store_has_no_faults(store: TinyDbStore, path: Path) -> None:
    """Nothing is changed by looking, and nothing made."""
    store.close()
    before = contents(path)

    assert check(path) == store.check() == []
    assert contents(path) == before


def test_a_damaged_line_of_the_journal_is_named(store: TinyDbStore, path: Path) -> None:
    """File, byte, kind, and the uid that can still be read in it."""
    at = flip(journal(path), b'"e2","version":1')
    content = journal(path).read_bytes()[at:]

    (fault,) = [found for found in check(path) if found.offset == at]
    assert (fault.file, fault.kind) == (str(journal(path)), "event")
    assert fault.uid.encode() in content
    assert fault.reason


def test_damage_in_text_leaves_the_uid(store: TinyDbStore, path: Path) -> None:
    """Whoever looks for the event elsewhere knows which."""
    at = flip(journal(path), b"Something occurs")

    (fault,) = [found for found in check(path) if found.offset == at]
    assert (fault.kind, fault.uid) == ("event", "e2")


@pytest.mark.parametrize("left", [b"", b'"uid":"\\qn-file"', b'"uid":"\xff"'])
def test_damage_without_a_uid_is_named_by_its_byte(
    store: TinyDbStore, path: Path, left: bytes
) -> None:
    """A uid that is not there any more, or is no text, is not made up."""
    text = b'"uid":"in-file"'
    store.compact()
    content = path.read_bytes()
    at = content.rfind(b"\n", 0, content.index(text)) + 1
    path.write_bytes(content.replace(text, left, 1))

    found = [each for each in check(path) if each.offset is not None and each.offset >= at]
    assert (found[0].file, found[0].kind, found[0].uid) == (str(path), "event", "")


def test_a_damaged_line_of_the_file_is_named(store: TinyDbStore, path: Path) -> None:
    """Also where it keeps the store from being opened."""
    store.compact()
    content = path.read_bytes()
    at = content.rfind(b"\n", 0, content.index(b'"in-file"')) + 1
    path.write_bytes(content[:at] + b"#" + content[at + 1 :])

    found = check(path)
    assert any((each.file, each.kind, each.offset) == (str(path), "event", at) for each in found)
    assert ("event", "in-file") in [(each.kind, each.uid) for each in found]


BAD = [event("bad", title=7), {"title": "no uid"}, event("e1", title="again")]


@pytest.mark.parametrize("layout", ["ours", "stock"])
def test_each_document_that_is_no_record_is_named(path: Path, layout: str) -> None:
    """By the byte at which it stands, in our files and in those of others."""
    create(path, four_kinds())
    lie(path, *BAD)
    if layout == "stock":
        rewrite(path)
    content = path.read_bytes()

    found = {fault.reason: fault for fault in check(path)}

    (titled,) = [fault for reason, fault in found.items() if "$.title" in reason]
    assert (titled.file, titled.kind, titled.uid) == (str(path), "event", "bad")
    wanted = {
        titled.reason: BAD[0],
        "it has no uid": BAD[1],
        DISORDER: BAD[2],
    }
    assert found.keys() == wanted.keys()
    for reason, value in wanted.items():
        offset = found[reason].offset
        assert offset is not None
        text = content[offset:].decode().strip().removeprefix(",").lstrip()
        text = text if layout == "ours" else text.split(":", 1)[1] if text[0] == '"' else text
        assert json.JSONDecoder().raw_decode(text.lstrip())[0] == value


def test_a_bad_record_of_the_journal_is_named_there(store: TinyDbStore, path: Path) -> None:
    """It was written by another program, or by a later version of this one."""
    from store.journal.table import JournalDB

    with JournalDB(str(path), application="x") as database:
        database.table("events").insert(event("bad", title=7))

    (fault,) = check(path)
    assert (fault.file, fault.kind, fault.uid) == (str(journal(path)), "event", "bad")
    assert fault.offset is not None
    assert journal(path).read_bytes()[fault.offset :].startswith(b'{"uid":"bad"')


def test_an_edit_beside_pending_changes_is_a_fault(store: TinyDbStore, path: Path) -> None:
    """The file is named as the user does."""
    rewrite(path, lambda data: data["events"]["2"].update(title="By hand"))

    (fault,) = check(path)
    reason = "it was edited outside while 2 changes to it were pending"
    assert fault == Fault(str(path), None, None, "", reason)


def test_a_fault_of_a_linked_store_is_named_where_it_lies(store: TinyDbStore, path: Path) -> None:
    """The journal lies beside the real file."""
    folder = path.parent / "elsewhere"
    folder.mkdir()
    link = folder / "link.json"
    link.symlink_to(path)
    flip(journal(path), b"Something occurs")

    assert {fault.file for fault in check(link)} == {str(journal(path))}


REFUSED: list[tuple[bytes | None, type[Exception]]] = [
    (None, Unavailable),
    (b"", Corrupt),
    (b"[]", NotAStore),
    (b'{"a": 1}', NotAStore),
    (b'{"_meta": {"1": {"format": "other", "version": 1}}}', NotAStore),
    (b'{"_meta": {"1": {"format": "syria-timeline", "version": 2}}}', UnsupportedFormat),
    (b'{"x": {}, "_meta": {"1": {"format": "syria-timeline", "version": 2}}}', UnsupportedFormat),
]


@pytest.mark.parametrize(("content", "error"), REFUSED)
def test_what_is_no_store_is_not_checked(
    path: Path, content: bytes | None, error: type[Exception]
) -> None:
    """It says what it is."""
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(error, match=str(path)):
        check(path)
    assert names(path) == (set() if content is None else {""})


def test_what_is_cut_off_is_read_as_far_as_it_goes(path: Path) -> None:
    """It cannot be opened, and each fault is told."""
    create(path, four_kinds())
    rewrite(path)
    path.write_bytes(path.read_bytes()[:-30])

    found = check(path)
    assert found
    assert {fault.file for fault in found} == {str(path)}


# repairing


def test_all_that_can_be_read_is_saved_in_a_new_file(store: TinyDbStore, path: Path) -> None:
    """The old files stay; what is lost is named with file, byte and record."""
    at = flip(journal(path), b"Something occurs")
    before = contents(path)

    repaired = repair(path)

    assert repaired.file == f"{path}.repaired"
    assert contents(path).items() >= before.items()
    assert repaired.records == 6
    (lost,) = [line for line in repaired.conflicts if f": byte {at}: event e2: " in line]
    assert lost.startswith(str(journal(path)))
    saved = TinyDbStore(Path(repaired.file))
    assert {*saved.index().uids()} == {"e1", "in-file", "e3"}
    assert saved.get("event", ["e1"]) == [Record("event", "e1", 2, second())]
    assert saved.info().store_id == store.info().store_id
    assert saved.info().notices == ()
    assert check(repaired.file) == []


def test_changes_beside_an_edit_are_merged(store: TinyDbStore, path: Path) -> None:
    """What both have changed is listed, and kept in a file of its own."""
    rewrite(path, lambda data: data["events"]["1"].update(title="By hand"))

    repaired = repair(path)

    assert repaired.conflicts_file == f"{path}.repaired.conflicts"
    (conflict,) = repaired.conflicts
    assert conflict.startswith("event e1: ")
    assert json.loads(Path(repaired.conflicts_file).read_text())["ours"]["version"] == 2
    saved = TinyDbStore(Path(repaired.file))
    assert sorted([*saved.index().uids()]) == ["e1", "e2", "e3", "in-file"]
    assert "By hand" in titles(saved.index())


def test_a_conflict_of_what_is_no_record_is_named_by_its_number(
    store: TinyDbStore, path: Path
) -> None:
    """In a table of others, too."""
    from store.journal.table import JournalDB

    with JournalDB(str(path)) as database:
        database.table("notes").insert_multiple([{"a": 1}, {"a": 2}])
    store.compact()
    with JournalDB(str(path)) as database:
        database.table("notes").update({"a": 3}, doc_ids=[2])
    rewrite(path, lambda data: data["notes"]["2"].update(a=4))

    (conflict,) = repair(path).conflicts
    assert conflict.startswith("notes 2: ")


def test_a_repair_replaces_nothing(store: TinyDbStore, path: Path) -> None:
    """Neither another one, nor the conflicts of another one."""
    first = repair(path)
    path.with_name(f"{path.name}.repaired-2.conflicts").write_text("mine")

    assert first.file == f"{path}.repaired"
    assert first.conflicts == ()
    assert first.conflicts_file == ""
    assert repair(path).file == f"{path}.repaired-3"
    assert path.with_name(f"{path.name}.repaired-2.conflicts").read_text() == "mine"


@pytest.mark.parametrize(
    ("code", "error", "words"),
    [
        (28, WriteError, "no space left"),
        (13, ReadOnly, r".*events\.json\.repaired is read-only"),
    ],
)
def test_a_repair_that_cannot_be_written_leaves_nothing(
    store: TinyDbStore,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    error: type[Exception],
    words: str,
) -> None:
    """It says why."""
    before = names(path)
    opened: Callable[..., int] = Disk.open

    def refuse(disk: Disk, file: Path, *given: int) -> int:
        if ".repaired" in file.name and given:
            raise OSError(code, "refused")
        return opened(disk, file, *given)

    monkeypatch.setattr(Disk, "open", refuse)

    with pytest.raises(error, match=rf"^Not saved: {words}\. Nothing was changed\.$"):
        repair(path)
    assert names(path) == before


def test_a_name_that_was_taken_meanwhile_is_not_used(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process repairs it as well."""
    target = path.with_name(f"{path.name}.repaired")

    def late(disk: Disk, folder: Path) -> list[str]:
        target.write_text("theirs")
        monkeypatch.undo()
        return [path.name]

    monkeypatch.setattr(Disk, "names", late)

    with pytest.raises(WriteError, match=r"^Not saved: .*there is a file already"):
        repair(path)
    assert target.read_text() == "theirs"


def test_what_is_no_store_is_not_repaired(path: Path) -> None:
    """Nothing is made of it."""
    with pytest.raises(Unavailable, match="There is no store at"):
        repair(path)
    with pytest.raises(Unavailable, match="begins no path"):
        repair("postgres://db")
    path.write_text("[]")
    with pytest.raises(NotAStore):
        repair(path)

    assert names(path) == {""}


def test_a_record_with_another_kind_of_fault_is_kept_in_a_repair(
    store: TinyDbStore, path: Path
) -> None:
    """What cannot be shown is not thrown away."""
    store.apply([Change("actor", "sohr", 1, actor("sohr", version=2))], "edit")
    store.compact()
    lie(path, event("bad", title=7))

    saved = TinyDbStore(Path(repair(path).file))
    assert [bad.uid for bad in saved.index().unreadable] == ["bad"]
