from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import Snippet
from store.models import CopyMarks, Span, Triage
from tests.tui.widgets.samples import make_article
from tui.safe_text import visible
from tui.widgets.article_row import (
    Look,
    Piece,
    article_date,
    columns_for,
    excerpt_pieces,
    gutter_pieces,
    row_pieces,
)
from tui.widgets.wrapping import cell_width

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.usefixtures("in_paris")

TODAY = date(2026, 6, 1)
PASSAGE = "La filière santé du port recrute, dit la chambre, et la santé va"


def drawn(pieces: Sequence[Piece]) -> str:
    return "".join(visible(text) for text, _ in pieces)


def matched(snippet: Snippet, width: int) -> list[str]:
    pieces = excerpt_pieces(snippet, columns_for(width), width)
    return [text for text, look in pieces if look is Look.MATCH]


@given(st.integers(min_value=12, max_value=240), st.text(max_size=80), st.text(max_size=30))
def test_a_row_fills_its_width(width: int, headline: str, tag: str) -> None:
    article = make_article(headline=headline, source=headline, tags=(tag, tag), starred=True)
    row = gutter_pieces(is_cursor=True, is_marked=True)
    row += row_pieces(article, columns_for(width), TODAY)
    assert cell_width(drawn(row)) == width


@pytest.mark.parametrize(
    ("width", "parts"),
    [
        (36, ["Usine"]),
        (50, ["Usine", "03-14"]),
        (64, ["Usine", "03-14", "Le Phare"]),
        (120, ["Usine", "2026-03-14", "Le Phare", "#filière/santé"]),
    ],
)
def test_wider_rows_tell_more(width: int, parts: list[str]) -> None:
    article = make_article(headline="Usine", tags=("filière/santé",))
    row = drawn(row_pieces(article, columns_for(width), TODAY))
    assert [part for part in ["#filière/santé", "2026-03-14", "Le Phare"] if part in row] == [
        part for part in ["#filière/santé", "2026-03-14", "Le Phare"] if part in parts
    ]
    assert all(part in row for part in parts)


def test_tags_that_are_not_there_leave_their_room_to_the_headline() -> None:
    columns = columns_for(120)
    bare = row_pieces(make_article(headline="x" * 200), columns, TODAY)
    tagged = row_pieces(make_article(headline="x" * 200, tags=("a",)), columns, TODAY)
    assert len(bare[4].text) == len(tagged[4].text) + 2


def test_state_is_told_by_glyph_and_weight() -> None:
    columns = columns_for(80)
    kept = make_article(triage=Triage.KEPT, starred=True, note_count=1)
    pieces = row_pieces(kept, columns, TODAY)
    assert pieces[0].text.split() == ["●✓★✎"]
    assert pieces[4].look is Look.UNREAD
    discarded = make_article(triage=Triage.DISCARDED, is_read=True, annotation_count=2)
    pieces = row_pieces(discarded, columns, TODAY)
    assert pieces[0].text == " ✗ ✎ "
    assert pieces[4].look is Look.DISCARDED


@pytest.mark.parametrize(
    ("published", "width", "expected"),
    [
        ("2026-03-14T12:00:00Z", 10, "2026-03-14"),
        ("2026-03-14T12:00:00Z", 5, "03-14"),
        ("2017-03-14T12:00:00Z", 5, "2017"),
        ("2017-03-14", 10, "2017-03-14"),
        (None, 10, "2026-03-15"),
        ("bientôt", 10, ""),
        ("2026-03-14T12:00:00Z", 0, ""),
    ],
)
def test_dates(published: str | None, width: int, expected: str) -> None:
    assert article_date(make_article(published=published), width, TODAY) == expected


def test_matches_of_an_excerpt_are_marked_where_they_stand() -> None:
    at = PASSAGE.index("santé")
    last = PASSAGE.rindex("santé")
    snippet = Snippet(PASSAGE, (Span(at, at + 5), Span(last, last + 5)))
    assert matched(snippet, 100) == ["santé", "santé"]
    assert matched(snippet, 50) == ["santé"]


def test_an_excerpt_begins_so_that_its_first_match_is_in_sight() -> None:
    last = PASSAGE.rindex("santé")
    snippet = Snippet(PASSAGE, (Span(last, last + 5),))
    for width in range(24, 100):
        assert matched(snippet, width) == ["santé"]
        line = drawn(excerpt_pieces(snippet, columns_for(width), width))
        assert cell_width(line) == width


@given(st.text(max_size=120), st.data(), st.integers(min_value=12, max_value=100))
def test_an_excerpt_fills_its_width(text: str, data: st.DataObject, width: int) -> None:
    ends = st.integers(min_value=0, max_value=len(text))
    spans = data.draw(st.lists(st.tuples(ends, ends).map(sorted).map(lambda e: Span(*e))))
    version = data.draw(st.sampled_from((None, 12)))
    snippet = Snippet(text, tuple(spans), version, "2026-03-04T18:30:00Z" if version else "")
    assert cell_width(drawn(excerpt_pieces(snippet, columns_for(width), width))) == width


def test_an_excerpt_of_an_earlier_version_says_so_as_far_as_there_is_room() -> None:
    at = PASSAGE.index("santé")
    snippet = Snippet(PASSAGE, (Span(at, at + 5),), 2, "2026-03-04T12:00:00Z")
    assert "Version 2 of 2026-03-04: " in drawn(excerpt_pieces(snippet, columns_for(80), 80))
    narrow = drawn(excerpt_pieces(snippet, columns_for(40), 40))
    assert narrow.lstrip().startswith("Δ ")
    assert matched(snippet, 80) == matched(snippet, 40) == ["santé"]


def test_without_an_excerpt_the_line_is_blank() -> None:
    assert drawn(excerpt_pieces(None, columns_for(40), 40)) == " " * 40


@pytest.mark.parametrize(
    ("own", "on_copies", "shown"),
    [
        (Triage.NEW, Triage.NEW, " +2"),
        (Triage.NEW, Triage.KEPT, " ✓+2"),
        (Triage.NEW, Triage.DISCARDED, " ✗+2"),
        (Triage.KEPT, Triage.DISCARDED, " +2"),
    ],
)
def test_what_was_decided_on_a_copy_stands_before_their_number(
    own: Triage, on_copies: Triage, shown: str
) -> None:
    article = make_article(triage=own, others=2, on_copies=CopyMarks(triage=on_copies))
    row = drawn(row_pieces(article, columns_for(80), TODAY))
    assert row.endswith(shown)
    assert drawn(row_pieces(make_article(others=2), columns_for(80), TODAY)).endswith(" +2")
