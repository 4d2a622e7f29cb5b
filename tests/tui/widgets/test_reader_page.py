from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.models import AnnotationKind, ArticleKind, ArticleNote, Span
from tests.tui.widgets.samples import make_annotation, make_article, make_text
from tui.safe_text import visible
from tui.widgets.reader_cursor import ReaderCursor
from tui.widgets.reader_head import head_of, tail_of
from tui.widgets.reader_page import Page, gutter_marks, lay_out, margin_notes
from tui.widgets.reader_text import LONGEST, ReaderText, merged
from tui.widgets.selection import Unit

pytestmark = pytest.mark.usefixtures("in_paris")

if TYPE_CHECKING:
    from store.models import ArticleText

TITLE = "Le port de Kerlann agrandit son quai"
BODY = (
    "La chambre de commerce a signé mardi avec trois armateurs. Le chantier coûtera 12\u00a0M€.\n"
    "Suivez notre série ⤵\n"
    "Les travaux dureront deux ans, selon la directrice du port, qui veut aller vite.\n"
    "- 40 emplois\n"
    "- 3 grues\n"
    "\n\n"
    "Sujets les plus lus\n"
    "\n"
    "Votre adresse\n"
)
TEXT = f"{TITLE}\n\n{BODY}"


def span_of(passage: str) -> Span:
    return Span(TEXT.index(passage), TEXT.index(passage) + len(passage))


NOISE = (span_of("Suivez notre série ⤵"), Span(TEXT.index("Sujets"), len(TEXT)))
ARTICLE_TEXT = make_text(TEXT, body_start=len(TITLE) + 2, noise=NOISE)


def lines_of(page: Page) -> list[str]:
    return [
        " " * line.indent + visible(page.view[line.start : line.end]).rstrip(" ")
        if line.furniture is None
        else line.furniture
        for line in page.lines
    ]


def page_of(text: ArticleText, *, width: int = 40, noise: bool = False) -> Page:
    return lay_out(ReaderText(text), (), (), width, noise=noise)


def test_noise_is_hidden_and_leaves_no_gap() -> None:
    assert lines_of(page_of(ARTICLE_TEXT, width=50)) == [
        TITLE,
        "",
        "La chambre de commerce a signé mardi avec trois",
        "armateurs. Le chantier coûtera 12\u00a0M€.",
        "",
        "Les travaux dureront deux ans, selon la directrice",
        "du port, qui veut aller vite.",
        "",
        "- 40 emplois",
        "- 3 grues",
    ]


def test_noise_is_shown_when_wanted() -> None:
    lines = lines_of(page_of(ARTICLE_TEXT, noise=True))
    assert "Suivez notre série ⤵" in lines
    assert lines[-3:] == ["Sujets les plus lus", "", "Votre adresse"]


def test_noise_inside_a_line_is_left_out_of_it() -> None:
    text = "Avant, lire aussi\u00a0: ceci, après."
    start = text.index("lire")
    hidden = make_text(text, noise=(Span(start, text.index("après")),))
    assert lines_of(page_of(hidden)) == ["Avant, après."]


def test_a_text_without_title_starts_with_its_body() -> None:
    assert lines_of(page_of(make_text("Un.\n\nDeux."))) == ["Un.", "", "Deux."]


def test_a_text_of_noise_only_has_no_line() -> None:
    page = page_of(make_text("Communiqué\n", noise=(Span(0, 10),)))
    assert lines_of(page) == []
    cursor = ReaderCursor(ReaderText(make_text("Communiqué\n", noise=(Span(0, 10),))), page)
    for step in (1, -1):
        cursor.lines(step)
        cursor.characters(step)
        cursor.passages(Unit.WORD, step)
        cursor.edge(step)
        cursor.line_edge(step)
    cursor.grow()
    assert cursor.span is None


@given(
    st.text(alphabet="aé \n\u00a0\u200b\u00ad.日-\u0301", max_size=120),
    st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120)), max_size=4),
    st.integers(8, 40),
    st.booleans(),
)
def test_every_character_outside_the_noise_is_on_the_line_that_is_found_for_it(
    text: str, noise: list[tuple[int, int]], width: int, shows_noise: bool
) -> None:
    spans = tuple(Span(*sorted(pair)) for pair in noise)
    page = page_of(make_text(text, noise=spans), width=width, noise=shows_noise)
    for offset, character in enumerate(page.view):
        if visible(character).strip():
            line = page.lines[page.line_of(offset)]
            assert line.start <= offset < line.end


@given(st.data())
def test_the_cursor_never_leaves_what_is_drawn(data: st.DataObject) -> None:
    text = ReaderText(ARTICLE_TEXT)
    page = lay_out(text, (), (), 30, noise=False)
    cursor = ReaderCursor(text, page)
    moves = [
        lambda: cursor.lines(1),
        lambda: cursor.lines(-1),
        lambda: cursor.characters(1),
        lambda: cursor.characters(-1),
        lambda: cursor.passages(Unit.WORD, 1),
        lambda: cursor.passages(Unit.SENTENCE, -1),
        lambda: cursor.passages(Unit.PARAGRAPH, 1),
        lambda: cursor.edge(1),
        lambda: cursor.line_edge(-1),
        lambda: cursor.line_edge(1),
        cursor.grow,
        cursor.swap,
        lambda: cursor.take(Unit.SENTENCE),
        cursor.cancel,
    ]
    for move in data.draw(st.lists(st.sampled_from(moves), max_size=25)):
        move()
        assert not text.is_noise(cursor.offset)
        assert visible(page.view[cursor.offset])
        span = cursor.span
        if span is not None:
            assert not text.is_noise(span.start)
            assert not text.is_noise(span.end - 1)
            assert TEXT[span.start : span.end].strip() == TEXT[span.start : span.end]


def test_the_column_is_kept_over_shorter_lines() -> None:
    text = ReaderText(make_text("une longue ligne\nou\nune longue ligne"))
    cursor = ReaderCursor(text, lay_out(text, (), (), 40, noise=False))
    cursor.go_to(11)
    cursor.lines(1)
    assert cursor.offset == 18
    cursor.lines(1)
    assert cursor.offset == 31


def test_a_quote_leaves_out_the_noise_inside_it() -> None:
    text = ReaderText(ARTICLE_TEXT)
    span = Span(TEXT.index("coûtera"), TEXT.index("dureront"))
    assert text.quote(span) == "coûtera 12\u00a0M€.\n\nLes travaux "


def test_spans_are_merged_and_cut_to_the_text() -> None:
    spans = (Span(5, 9), Span(-3, 2), Span(8, 30), Span(4, 4), Span(40, 50))
    assert merged(spans, 20) == (Span(0, 2), Span(5, 20))


def test_a_text_too_long_is_cut_and_says_so() -> None:
    text = ReaderText(make_text("mot " * LONGEST))
    assert len(text.shown) == LONGEST
    assert str(3 * LONGEST) in tail_of(text, noise=False)[0].text


def test_hidden_lines_are_counted() -> None:
    text = ReaderText(ARTICLE_TEXT)
    assert tail_of(text, noise=False)[0].text.startswith("3 lines")
    assert tail_of(text, noise=True) == []


def test_the_head_says_what_is_known() -> None:
    article = make_article(
        author="Zoé Roy",
        url="https://exemple.fr/\x1b[2J",
        kind=ArticleKind.PRESS_RELEASE,
        tags=("filière/port", "[/x]"),
    )
    note = ArticleNote("n1", article.id, "À vérifier\nauprès du port", "zoé", "")
    head = head_of(
        article,
        ReaderText(ARTICLE_TEXT),
        notes=[note],
        links=[],
        extras=["Revue\nde mars"],
        orphans=2,
    )
    assert [line.text for line in head] == [
        "Le Phare · Zoé Roy · 2026-03-14 · press release",
        "https://exemple.fr/\ufffd[2J",
        "#filière/port #[/x]",
        "Revue de mars",
        "À vérifier\nauprès du port — zoé",
        "2 annotations lost their passages and wait to be placed",
    ]


def test_a_title_that_is_not_in_the_text_is_shown_above_it() -> None:
    article = make_article(title="Un titre", published=None)
    head = head_of(
        article, ReaderText(make_text("Corps")), notes=[], links=[], extras=[], orphans=0
    )
    assert [line.text for line in head] == ["Un titre", "Le Phare · taken in on 2026-03-15"]


def test_the_gutter_keeps_a_lane_for_each_of_overlapping_annotations() -> None:
    page = page_of(ARTICLE_TEXT, width=20)
    annotations = [
        make_annotation(TEXT, "La chambre de commerce a signé mardi"),
        make_annotation(TEXT, "signé", kind=AnnotationKind.FACT),
        make_annotation(TEXT, "mardi avec", kind=AnnotationKind.DOUBT),
        make_annotation(TEXT, "coûtera", kind=AnnotationKind.COMMENT),
    ]
    marks = gutter_marks(page, annotations)
    first = page.line_of(TEXT.index("La chambre"))
    assert lines_of(page)[first : first + 4] == [
        "La chambre de", "commerce a signé", "mardi avec trois", "armateurs. Le",
    ]  # fmt: skip
    assert [marks.get(first + line) for line in range(4)] == ["┃  ", "│◆ ", "│? ", None]


def test_notes_stand_beside_their_passage_or_below_the_one_before() -> None:
    page = page_of(ARTICLE_TEXT, width=20)
    annotations = [
        make_annotation(TEXT, "chambre", note="Laquelle\u00a0? Celle du nord ou du sud\u00a0?"),
        make_annotation(TEXT, "commerce", id="a2", note="x", kind=AnnotationKind.DOUBT),
        make_annotation(TEXT, "grues", id="a3", note="\x1b[31mrouge"),
    ]
    notes = margin_notes(page, annotations, 20)
    first = page.line_of(TEXT.index("chambre"))
    assert [notes[first + line].text for line in range(3)] == [
        "┃ Laquelle\u00a0? Celle", "  du nord ou du", "  sud\u00a0?",
    ]  # fmt: skip
    assert notes[first + 3] == ("? x", "a2")
    assert notes[page.line_of(TEXT.index("grues"))].text == "┃ \ufffd[31mrouge"
