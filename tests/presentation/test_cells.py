"""Text in an exact number of cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tui.harness import HOSTILE, unprintable
from tui.presentation import cells
from tui.presentation.cells import cut, fit

TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(),
    st.text("ab \n\t\r\x00\x1b\x7f\x85\x9b\u2028\u202e\ud800全", max_size=20),
    st.text("ab \u0301\u200d\ufe0f全❤👨🇸ش", max_size=60),
)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("Aleppo", 6, "Aleppo"),
        ("Aleppo", 5, "Alep…"),
        ("east Aleppo", 6, "east…"),
        ("Aleppo", 1, "…"),
        ("Aleppo", 0, ""),
        ("Aleppo", -3, ""),
        ("", 3, ""),
        ("全角文字", 5, "全角…"),
        ("全角文字", 4, "全…"),
        ("e\u0301e\u0301e\u0301", 3, "\u00e9\u00e9\u00e9"),
        ("one\ntwo\tthree", 9, "one two…"),
        ("a\x1b[2J\x9bb\u202ec", 8, "a[2Jbc"),
        ("حلب الشرقية", 5, "حلب…"),
        ("a\u200b\u00adb\u200d", 2, "ab"),
        ("🇸🇾 ❤️", 4, "SY ❤"),
    ],
)
def test_cut(text: str, width: int, expected: str) -> None:
    """What is too long ends in an ellipsis; signs of doubtful width are left out."""
    assert cut(text, width) == expected


@given(TEXTS, st.integers(0, 80))
def test_fit_is_exact(text: str, width: int) -> None:
    """Every text is one line of exactly the cells asked for, beside whatever it stands."""
    fitted = fit(text, width)

    assert cell_len(fitted) == width
    assert unprintable(fitted) == []
    assert cell_len(f"x{fitted}全") == width + 3


@given(TEXTS, st.integers(0, 80))
def test_cut_keeps_what_fits(text: str, width: int) -> None:
    """Nothing is cut that would have fitted whole."""
    whole = cut(text, 10**6)

    assert cut(text, width).endswith("…") or cut(text, width) == whole or width == 0
    assert cut(text, width) == whole or cell_len(whole) > width or len(text) > 4 * width


@pytest.mark.parametrize("text", ["全" * 100_000, "x" * 100_000, "\u200d" * 100_000])
def test_long_text_is_not_measured(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a long text only what might fit is looked at."""
    measured: list[str] = []

    def measure(text: str) -> int:
        measured.append(text)
        return cell_len(text)

    monkeypatch.setattr(cells, "cell_len", measure)
    cut(text, 60)

    assert all(len(text) < 300 for text in measured)
