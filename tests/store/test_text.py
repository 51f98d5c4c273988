"""Cleaning on the way in, and folding for search."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text import ALIKE, clean, clean_document, fold, fold_lines, is_clean

ANY_TEXT = st.text(st.characters(), max_size=40) | st.text(
    st.sampled_from("a \t\n\r\x00\x1b\x7f\x85\u061c\u200d\u202e\u2028\u2066\ud800\udfffe\u0301ى"),
    max_size=20,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=8,
)


def code_points(*ranges: tuple[int, int]) -> list[str]:
    """List the characters of inclusive ranges."""
    return [chr(code) for first, last in ranges for code in range(first, last + 1)]


C0_C1_DEL = [char for char in code_points((0, 0x1F), (0x7F, 0x9F)) if char not in "\t\n\v\f\r\x85"]
SURROGATES = code_points((0xD800, 0xD801), (0xDFFE, 0xDFFF))
BIDI = ["\u061c", *code_points((0x200E, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069))]


@pytest.mark.parametrize("char", [*C0_C1_DEL, *BIDI, *SURROGATES])
@pytest.mark.parametrize("lines", [False, True])
def test_unsafe_characters_are_stripped(char: str, lines: bool) -> None:
    """No control, bidi control or lone surrogate gets in, whatever the way."""
    text = clean(f"Pal{char}myra", lines=lines)

    assert text == "Palmyra"


@pytest.mark.parametrize("char", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_line_breaks_become_a_blank_or_a_newline(char: str) -> None:
    """Every kind of line break separates words, and lines where these are kept."""
    text = f"one{char}two"

    assert clean(text) == "one two"
    assert clean(text, lines=True) == "one\ntwo"


@pytest.mark.parametrize("lines", [False, True])
def test_a_tab_becomes_a_blank(lines: bool) -> None:
    """A tab has no fixed width in a row."""
    assert clean("one\ttwo", lines=lines) == "one two"


@pytest.mark.parametrize("text", ["می\u200cخواهم", "نا\u200dما", "داعش", "10–12 km", "👩\u200d🚒"])
def test_text_that_is_safe_stays(text: str) -> None:
    """Joiners that Persian and Arabic words need are kept, as is every script."""
    assert clean(text) == text


def test_text_becomes_nfc() -> None:
    """A letter and its accent become one character."""
    assert clean("Agne\u0301s") == "Agn\u00e9s"


def test_text_is_composed_across_what_was_stripped() -> None:
    """NFC comes after stripping, else a stripped character would hide a pair."""
    assert clean("e\u202e\u0301") == "\u00e9"


def test_a_few_combining_marks_stay() -> None:
    """Thirty on one letter are more than any language writes."""
    text = "x" + "\u0323" * 30

    assert clean(text) == text


def test_a_flood_of_combining_marks_is_parted() -> None:
    """Else sorting them would take minutes; a joiner after each thirty keeps them all."""
    text = clean("x" + "\u0301\u0323" * 100_000)

    assert text.count("\u0301") == text.count("\u0323") == 100_000
    assert max(map(len, text.split("\u034f"))) <= 31
    assert clean(text) == text


def test_a_long_run_of_other_signs_stays() -> None:
    """A ruled line is no run of marks."""
    assert clean("—" * 80) == "—" * 80


def test_folding_a_flood_of_combining_marks() -> None:
    """Marks are dropped before they are sorted."""
    assert fold("x" + "\u0301\u0323" * 100_000) == "x"


def test_a_terminal_escape_is_left_harmless() -> None:
    """The clipboard sequence loses its ESC and its BEL."""
    assert clean("\x1b]52;c;eA==\x07") == "]52;c;eA=="


@given(ANY_TEXT, st.booleans())
def test_cleaning_twice_changes_nothing(text: str, lines: bool) -> None:
    """What was cleaned is clean: printable but for joiners, NFC, and encodable."""
    once = clean(text, lines=lines)

    assert clean(once, lines=lines) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not {unicodedata.category(char) for char in once.replace("\n", "")} & {"Cc", "Cs"}
    assert lines or "\n" not in once


def test_a_document_is_cleaned_at_every_depth() -> None:
    """Strings and keys of nested objects and lists are cleaned; newlines and other values stay."""
    document = {"ti\x1btle": ["a\x00", {"b": "c\u202e\nd"}], "n": 1.5, "none": None, "yes": True}

    assert clean_document(document) == {
        "title": ["a", {"b": "c\nd"}],
        "n": 1.5,
        "none": None,
        "yes": True,
    }


def test_a_clean_document_is_the_same_object() -> None:
    """Nothing is copied where nothing changes, so stored bytes stay as they are."""
    document: dict[str, Any] = {"title": "é", "claims": [{"id": "c1", "figures": []}]}

    assert clean_document(document) is document


def test_an_untouched_part_is_the_same_object() -> None:
    """Only the path to a changed string is copied."""
    claims = [{"id": "c1"}]
    cleaned = clean_document({"title": "\x07", "claims": claims})

    assert cleaned == {"title": "", "claims": claims}
    assert cleaned["claims"] is claims


@pytest.mark.parametrize("keys", [("uid", "u\x00id"), ("u\x00id", "uid")])
def test_a_hidden_key_never_replaces_a_plain_one(keys: tuple[str, str]) -> None:
    """A key that only cleaning makes equal to another gives way, whichever comes first."""
    document = {key: "kept" if key == "uid" else "hidden" for key in keys}

    assert clean_document(document) == {"uid": "kept"}


def test_a_document_nested_too_deeply_is_refused() -> None:
    """A hostile file ends in a sentence, not in a crash."""
    document: list[Any] = []
    for _ in range(100_000):
        document = [document]

    with pytest.raises(ValueError, match="nested too deeply"):
        clean_document(document)


@given(JSON)
def test_cleaning_a_document_twice_changes_nothing(value: object) -> None:
    """What was cleaned comes back as the same object."""
    once = clean_document(value)

    assert clean_document(once) is once


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Jazal", "jazal"),
        ("  Fateh   al-Sham\n", "fateh al-sham"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Ġabhat Fatḥ aš-Šām", "gabhat fath as-sam"),
        ("ʿAyn al-ʿArab", "ayn al-arab"),
        ("Diyarbakır", "diyarbakir"),
        ("İstanbul", "istanbul"),
        ("Łódź", "lodz"),
        ("ﬁre", "fire"),
        ("Russia’s “call”", 'russia\'s "call"'),
        ("8–10 Dec", "8-10 dec"),
        ("دَاعِش", "داعش"),
        ("داعـــش", "داعش"),
        ("أحمد إدلب آل ٱل", "احمد ادلب ال ال"),
        ("مصطفى", "مصطفي"),
        ("ایران", "ايران"),
        ("مدرسة", "مدرسه"),
        ("کوبانی", "كوباني"),
        ("می\u200cخواهم", "ميخواهم"),
        ("٢٠١٦ ۲۰۱۶", "2016 2016"),
        ("ﻻ", "لا"),
        ("soft\u00adhyphen \ufeff\u200b", "softhyphen"),
        ("\u3000wide\u00a0blank", "wide blank"),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    """Search sees no case, accent, vowel sign, letter form or extra blank."""
    assert fold(text) == folded


CODES = [*range(0x3400), *range(0xA000, 0xAC00), *range(0xF900, 0x11000), *range(0x1D100, 0x1D800)]
MARKED = st.sampled_from([chr(code) for code in CODES if unicodedata.combining(chr(code))])
SWAPPED = st.sampled_from("\u302e\u302f\u1b44\u16ff0\U0001d165\U0001d16e\U0001d15e")
"""Letters and signs that change places in canonical order, and are not left out."""


def by_definition(text: str) -> str:
    """Fold a text as a whole, as it was done before each character was looked up."""

    def bare(text: str) -> str:
        return "".join(
            alike.get(char, char)
            for char in text
            if unicodedata.category(char) not in ("Mn", "Me", "Cf", "Cs")
        )

    alike = {char: plain for chars, plain in ALIKE.items() for char in chars}
    found = bare(unicodedata.normalize("NFKD", bare(text.casefold())).casefold())
    return " ".join(found.split())


def test_each_character_folds_as_by_definition() -> None:
    """Looked up alone, it is what it would be among others."""
    wrong = [code for code in CODES if fold(f"é{chr(code)}") != by_definition(f"é{chr(code)}")]

    assert wrong == []


@given(st.lists(ANY_TEXT | MARKED | SWAPPED, max_size=12).map("".join))
def test_any_text_folds_as_by_definition(text: str) -> None:
    """Also marks that change places."""
    assert fold(text) == by_definition(text)


@given(st.lists(ANY_TEXT | st.sampled_from(("", " ", "a", "a b", " a", "b ", "a  b", "a\nb", "É"))))
def test_texts_are_folded_line_by_line(texts: list[str]) -> None:
    """As if each were folded alone; of an empty one no line is left."""
    assert fold_lines(texts) == "\n".join(filter(None, map(fold, texts)))


@given(ANY_TEXT | MARKED | st.sampled_from(("é" * 40, "“a”" * 20, "e" + "\u0323" * 40)))
def test_what_is_clean_stays_so_wherever_it_is_cut(text: str) -> None:
    """A whole record is known to be clean without looking at each string."""
    for found in (text, clean(text)):
        if is_clean(found):
            cuts = [found[first:last] for first in range(3) for last in (len(found), -1, -2)]
            assert [clean(cut, lines=True) for cut in cuts] == cuts


@pytest.mark.parametrize(
    ("text", "known"),
    [("“a” – é", True), ("قصف", True), ("a\nb", False), ("e\u0301", False), ("é" * 40, True)],
)
def test_what_is_known_to_be_clean(text: str, known: bool) -> None:
    """Most texts, so that it is worth asking."""
    assert is_clean(text) == known


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded needle is found in a folded text however often either was folded."""
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_folded_text_can_be_encoded(text: str) -> None:
    """The search blob is UTF-8, so no lone surrogate stays."""
    assert fold(text).encode().decode() == fold(text)


@given(st.text(st.characters(categories=["L", "N", "Zs"]), max_size=30))
def test_canonically_equal_texts_fold_alike(text: str) -> None:
    """It does not matter whether a letter came composed or decomposed."""
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
