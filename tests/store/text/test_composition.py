from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.models import Span
from store.text.composition import (
    compose,
    decode,
    headline,
    one_line,
    paragraphs,
    shorten,
    split_title,
    visible_body,
)


def test_text_is_title_empty_line_body_and_one_line_end() -> None:
    assert (
        compose("Un quai neuf", "Premier.\n\nSecond.\n\n")
        == "Un quai neuf\n\nPremier.\n\nSecond.\n"
    )


def test_text_without_title_is_its_body() -> None:
    assert compose(None, "Premier.\r\nSecond.") == "Premier.\nSecond.\n"
    assert compose("  ", "Premier.") == "Premier.\n"


def test_title_of_several_lines_is_written_on_one() -> None:
    assert compose("Un quai\n neuf", "Oui.").startswith("Un quai neuf\n\n")


def test_text_of_a_title_alone_is_still_title_and_body() -> None:
    assert split_title(compose("Un quai neuf", "")) == ("Un quai neuf", len("Un quai neuf\n\n"))


def test_first_line_before_an_empty_line_is_the_title() -> None:
    text = "À quoi sert le quai\u00a0?\n\nÀ charger.\n"
    title, body_start = split_title(text)
    assert title == "À quoi sert le quai\u00a0?"
    assert text[body_start:] == "À charger.\n"


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "Une seule ligne", "Premier.\nSecond.\n\nTroisième.", "x" * 201 + "\n\nSuite."],
    ids=["empty", "white", "one line", "no empty line", "too long"],
)
def test_other_first_lines_are_no_title(text: str) -> None:
    assert split_title(text) == (None, 0)


def test_title_is_found_behind_empty_lines_and_with_windows_line_ends() -> None:
    text = "\r\n  Un quai neuf \r\n \r\n\r\nIl est long.\r\n"
    title, body_start = split_title(text)
    assert title == "Un quai neuf"
    assert text[body_start:] == "Il est long.\r\n"


LINES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=200)


@given(title=LINES, body=st.lists(LINES, min_size=1))
def test_what_was_composed_is_split_again(title: str, body: list[str]) -> None:
    text = compose(title, "\n\n".join(body))
    found, body_start = split_title(text)
    assert found == title
    assert text[body_start:] == "\n\n".join(body) + "\n"


def test_headline_is_the_title_or_the_first_words() -> None:
    assert headline("Peu importe.", "Un quai\nneuf") == "Un quai neuf"
    assert headline("\n\nLe quai est livré.\nIl est long.", None) == "Le quai est livré."
    assert headline("Le quai, livré mardi, est long", None, limit=16) == "Le quai, livré…"


def test_headline_is_never_empty() -> None:
    assert headline(" \n", " ") == "…"


@given(st.text(), st.integers(min_value=2, max_value=40))
def test_shortened_text_keeps_to_the_limit(text: str, limit: int) -> None:
    shortened = shorten(text, limit)
    assert len(shortened) <= limit
    assert shortened == text or shortened.endswith("…")


def test_a_word_that_fits_whole_is_kept_at_the_cut() -> None:
    assert shorten("un deux trois", 8) == "un deux…"
    assert shorten("un deux trois", 7) == "un…"
    assert shorten("anticonstitutionnellement", 8) == "anticon…"


def test_no_break_spaces_stay_on_one_line() -> None:
    assert one_line(" Vraiment\u00a0?\t Oui\u202f! \n") == "Vraiment\u00a0? Oui\u202f!"


def test_paragraphs_are_the_lines_that_say_something() -> None:
    assert list(paragraphs("Un\r\n\r\n Deux \nTrois\n")) == ["Un", "Deux", "Trois"]


def test_visible_body_leaves_out_title_and_noise() -> None:
    text = "Titre\n\nPremier.\n\nPartager\n\nSecond.\n\nCommuniqué\n"
    share, label = text.index("Partager"), text.index("Communiqué")
    noise = (Span(label, len(text)), Span(share, share + len("Partager")))
    assert visible_body(text, 7, noise) == "Premier.\n\nSecond."


def test_overlapping_noise_is_left_out_once() -> None:
    assert visible_body("0123456789", 1, (Span(0, 4), Span(2, 6), Span(3, 5))) == "6789"


LINE = "Économie\r\n"


@pytest.mark.parametrize(
    "data",
    [LINE.encode(), b"\xef\xbb\xbf" + LINE.encode(), LINE.encode("cp1252"), LINE.encode("utf-16")],
    ids=["utf-8", "with mark", "windows-1252", "utf-16"],
)
def test_text_files_are_decoded_line_ends_untouched(data: bytes) -> None:
    assert decode(data) == LINE


@pytest.mark.parametrize(
    "data",
    [
        b"a\0b",
        b"\x89PNG\r\n\x1a\n\x01\x02\x03",
        b"\xff\x81\x8d\x90",
        "\ufeffa\0b".encode("utf-16-le"),
        b"\xff\xfea",
    ],
    ids=["nul", "controls", "no encoding", "nul in utf-16", "half of utf-16"],
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="binary"):
        decode(data)
