from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.safe_text import shown, visible
from tui.widgets.wrapping import cell_width, cluster_at, clusters, is_list_item, truncate, wrap

PRESS = st.lists(
    st.sampled_from(
        [
            "L’usine", " ", " ", "\u00a0", "\u202f", ":", "?", "!", "«", "»", ";", "12", "000", "€",
            "Auvergne-Rhône-Alpes", "dit-il", "\n", "- ", "—", "anticonstitutionnellement", "日本",
            "e\u0301", "🏭", "\u00ad", "https://exemple.fr/un/chemin/", "…", ".", ",",
        ]
    ),
    max_size=60,
).map("".join)  # fmt: skip
WIDTHS = st.integers(min_value=8, max_value=90)


def lines_of(text: str, width: int) -> list[str]:
    return [" " * line.indent + text[line.start : line.end] for line in wrap(text, width)]


@given(PRESS, WIDTHS)
def test_lines_cover_the_text_in_order(text: str, width: int) -> None:
    position = 0
    for line in wrap(shown(text), width):
        between = text[position : line.start]
        assert between in {"", "\n"}
        position = line.end
    assert position == len(text)


@given(PRESS, WIDTHS)
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    for line in lines_of(shown(text), width):
        assert cell_width(line.rstrip(" ")) <= width


@given(PRESS, st.integers(min_value=40, max_value=90))
def test_no_line_starts_in_what_a_no_break_space_holds_together(text: str, width: int) -> None:
    drawn = shown(text)
    for line in wrap(drawn, width):
        held = re.compile(r"[^ \n]*\Z").search(drawn, 0, line.start)
        following = re.compile(r"[^ \n]*").match(drawn, line.start)
        assert held is not None
        assert following is not None
        run = held[0] + following[0]
        if held[0][-1:] in {"\u00a0", "\u202f"} and cell_width(run) <= width - 6:
            pytest.fail(f"{run!r} was broken at {held[0]!r}")


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", " "])
def test_double_marks_stay_with_their_word(space: str) -> None:
    text = f"Qui paiera{space}? «{space}La Région{space}», dit-il{space}: 40{space}% et 3{space}€{space}!"
    for width in range(14, 60):
        for line in lines_of(text, width):
            assert line[:1] not in set(":;?!»%€")
            assert not line.rstrip(" ").endswith("«")


def test_paragraphs_and_empty_lines_are_lines() -> None:
    assert lines_of("un\n\ndeux", 20) == ["un", "", "deux"]
    assert lines_of("", 20) == [""]
    assert lines_of("un\n", 20) == ["un", ""]


def test_items_of_a_list_hang() -> None:
    assert lines_of("- treize câbles sous la mer", 16) == ["- treize câbles ", "  sous la mer"]
    assert lines_of("12. treize câbles sous la mer", 18)[1] == "    sous la mer"
    assert is_list_item("• un", 0)
    assert not is_list_item("-un", 0)


def test_words_longer_than_a_line_are_folded() -> None:
    assert lines_of("voir https://exemple.fr/a/b", 10) == [
        "voir ",
        "https://ex",
        "emple.fr/a",
        "/b",
    ]


def test_hyphens_break_between_words_only() -> None:
    assert lines_of("Auvergne-Rhône-Alpes", 10) == ["Auvergne-", "Rhône-", "Alpes"]
    assert lines_of("comment dit-il cela", 12) == ["comment ", "dit-il cela"]


def test_wide_characters_take_two_cells() -> None:
    assert lines_of("日本の水素の投資", 8) == ["日本の水", "素の投資"]


@given(PRESS, st.integers(min_value=0, max_value=40))
def test_truncated_text_has_exactly_the_cells_asked_for(text: str, width: int) -> None:
    line = shown(text).replace("\n", " ")
    assert cell_width(truncate(line, width)) == width


def test_what_was_cut_ends_in_an_ellipsis() -> None:
    assert truncate("économie", 5) == "écon…"
    assert truncate("日本の水素", 4) == "日… "
    assert truncate("court", 8) == "court   "


@given(PRESS)
def test_clusters_cover_a_text_and_are_found_by_offset(text: str) -> None:
    drawn = shown(text).replace("\n", " ")
    found = list(clusters(drawn, 0, len(drawn)))
    assert "".join(drawn[start:end] for start, end, _ in found) == drawn
    assert all(cluster_at(drawn, at) == (s, e) for s, e, _ in found for at in range(s, e))


def test_a_character_of_one_cell_is_known_as_what_it_is() -> None:
    every = [chr(code) for code in range(0x20, 0x10000) if not 0xD800 <= code <= 0xDFFF]
    assert [each for each in every if cell_width(each) != cell_len(visible(each))] == []


def test_text_of_plain_letters_is_cut_like_any_other() -> None:
    assert truncate("À l’œuvre – déjà", 9) == "À l’œuvr…"
    assert truncate("a\u0301 l’œuvre – déjà", 9) == "a\u0301 l’œuvr…"
