from __future__ import annotations

import re
import sys
import unicodedata
from subprocess import run

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.safe_text import (
    INVISIBLE,
    REPLACEMENT,
    clean_line,
    clean_text,
    is_web_address,
    open_address,
    plain,
    shown,
    visible,
)

ANYTHING = st.text(st.characters(codec=None))
OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff]"
)


@given(ANYTHING)
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    for cleaned in (clean_line(text), clean_text(text), visible(shown(text))):
        assert not OBEYED.search(cleaned)
        cleaned.encode()


@given(ANYTHING)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)
    assert shown(shown(text)) == shown(text)


@given(ANYTHING)
def test_a_line_is_one_line(text: str) -> None:
    assert "\n" not in clean_line(text)
    assert clean_line(text).strip(" ") == clean_line(text)


@given(ANYTHING)
def test_what_is_shown_stands_where_the_text_has_it(text: str) -> None:
    assert len(shown(text)) == len(text)
    for there, here in zip(text, shown(text), strict=True):
        assert here in {there, REPLACEMENT, INVISIBLE, " ", "\n"}


def test_french_typography_is_kept() -> None:
    text = "L’usine\u00a0: «\u00a012\u202f000\u00a0€\u00a0»\u202f! Œuvre, cœur, Ÿ"
    assert clean_line(text) == clean_text(text) == shown(text) == text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\r\nb\tc\n", "a b c"),
        ("e\u0301conomie", "économie"),
        ("sou\u00adple\u200b", "souple"),
        ("\x1b]0;titre\x07", f"{REPLACEMENT}]0;titre{REPLACEMENT}"),
        ("\u202egauche", f"{REPLACEMENT}gauche"),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
        ("\ud800", REPLACEMENT),
    ],
)
def test_lines_are_cleaned(text: str, line: str) -> None:
    assert clean_line(text) == line


def test_lines_stay_lines_in_a_text() -> None:
    assert clean_text("un\r\ndeux\rtrois\u2028quatre") == "un\ndeux\ntrois\nquatre"


def test_line_ends_of_other_systems_keep_their_offsets() -> None:
    text = "un\r\ndeux\rtrois"
    assert visible(shown(text)) == "un\ndeux\ntrois"
    assert shown(text).index("trois") == text.index("trois")


def test_content_carries_no_markup() -> None:
    content = plain("[bold]x[/] [@click=app.quit]y[/nope]\nz")
    assert content.plain == "[bold]x[/] [@click=app.quit]y[/nope] z"
    assert not content.spans
    assert plain("a\nb", multiline=True).plain == "a\nb"


@pytest.mark.parametrize(
    "url", ["https://exemple.fr/a?b=c#d", "http://exemple.fr", "https://xn--caf-dma.fr:8443/"]
)
def test_pages_of_the_web_are_opened(url: str) -> None:
    assert open_address(url, lambda given: given == url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://exemple.fr/",
        "https:///chemin",
        "https://[::1",
        "-https://exemple.fr",
        "https://exemple.fr/\x1b]0;x\x07",
        "https://exemple.fr/ --option",
        "https://exemple.fr/\u202egro.live",
        "/chemin",
    ],
)
def test_nothing_else_is_opened(url: str) -> None:
    assert not is_web_address(url)
    assert not open_address(url, pytest.fail)


def test_a_browser_that_cannot_be_started_is_told() -> None:
    assert not open_address("https://exemple.fr/", lambda _: False)


def test_cleaning_needs_no_textual() -> None:
    code = "import sys, tui.safe_text; sys.exit(any(m in sys.modules for m in ('textual', 'rich')))"
    assert run([sys.executable, "-c", code], check=False).returncode == 0


def test_composition_does_not_bring_back_what_was_cleaned() -> None:
    everything = "".join(chr(code) for code in range(0x3000))
    assert not OBEYED.search(unicodedata.normalize("NFC", clean_line(everything)))
