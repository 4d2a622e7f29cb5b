"""Articles and annotations to show, and what stands on the screen as text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from store.models import (
    Annotation,
    AnnotationKind,
    Article,
    ArticleKind,
    ArticleText,
    Span,
    TextQuote,
    Triage,
)

if TYPE_CHECKING:
    from textual.scroll_view import ScrollView
    from textual.strip import Strip

HOSTILE_TITLES = (
    "x [/nope] y",
    "[@click=app.quit]x[/]",
    "prix [12",
    "[/]",
    "\x1b]52;c;RVZJTA==\x1b\\presse",
    "\x1b]2;titre\x07",
    "\x9b31mrouge\x9d2;t\x9c",
    "\u202egauche\u202c \u2066droite\u2069",
    "a\x00b\rc\x85d\u2028e",
    "demi \ud800 caractère",
    "sou\u00adple\u200b\u200d mot",
)
"""Titles that feeds may send to hurt a terminal or a screen that reads markup."""

DANGEROUS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\u00ad\ud800-\udfff]"
)
"""What must not be in a line that goes to the terminal."""


def make_article(number: int = 0, **changes: Any) -> Article:
    """An article of the list, unread and new, with other values where given."""
    article = Article(
        id=f"{number:03}_{number:016x}",
        title=f"Article {number}",
        headline=f"Article {number}",
        source="Le Phare",
        author=None,
        url=None,
        canonical_url=None,
        published="2026-03-14T12:00:00Z",
        fetched="2026-03-15T12:00:00Z",
        language="fr",
        kind=ArticleKind.ARTICLE,
        feed_id=None,
        guid=None,
        version=1,
        change_number=number,
        triage=Triage.NEW,
        is_read=False,
        starred=False,
    )
    return replace(article, **changes)


def make_text(text: str, *, body_start: int = 0, noise: tuple[Span, ...] = ()) -> ArticleText:
    """The text of article 0."""
    return ArticleText(make_article().id, 1, text, body_start, noise)


def make_annotation(
    text: str,
    passage: str,
    *,
    id: str = "a1",  # noqa: A002 - the field's own name
    kind: AnnotationKind = AnnotationKind.HIGHLIGHT,
    note: str = "",
) -> Annotation:
    """An annotation of the first place where ``passage`` stands."""
    start = text.index(passage)
    quote = TextQuote(passage, "", "", start, start + len(passage))
    return Annotation(
        id, make_article().id, kind, note, quote, 1, False, "zoé", "2026-03-16T09:00:00Z"
    )


def screen_lines(widget: ScrollView) -> list[str]:
    """The text of every line that the widget draws now."""
    return [line_text(widget.render_line(y)) for y in range(widget.size.height)]


def line_text(strip: Strip) -> str:
    """The text of one drawn line."""
    return "".join(segment.text for segment in strip)
