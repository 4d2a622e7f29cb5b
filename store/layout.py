"""What is to be read off a text itself: title, body and noise, and what tells it from others. Pure.

It costs more than everything else that is done with a new article, so those who have time for it, such as
the processes that read feeds, may work it out beforehand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store import texts
from store.files import text_digest
from store.models import ArticleKind
from store.noise import find_noise

if TYPE_CHECKING:
    from store.models import NewArticle, Span


@dataclass(frozen=True, slots=True)
class Layout:
    """What is to be read off a text itself."""

    title: str | None
    headline: str
    body_start: int
    noise: tuple[Span, ...]
    is_press_release: bool

    @property
    def kind(self) -> ArticleKind:
        """What the text says it is."""
        return ArticleKind.PRESS_RELEASE if self.is_press_release else ArticleKind.ARTICLE


@dataclass(frozen=True, slots=True)
class Prepared:
    """What an article's file will be, worked out before it is taken in."""

    title: str | None
    """Of which title and body it holds; of others, it says nothing."""
    body: str
    digest: str
    """SHA-256 of the file's text, hexadecimal."""
    layout: Layout


def lay_out(text: str) -> Layout:
    """Find a text's title, body and noise."""
    title, body_start = texts.split_title(text)
    report = find_noise(text, body_start)
    visible = "" if title else texts.visible_body(text, body_start, report.spans)
    headline = texts.headline(visible, title)
    return Layout(title, headline, body_start, report.spans, report.press_release)


def prepare(title: str | None, body: str) -> Prepared:
    """Work out what the file of an article will be."""
    text = texts.compose(title, body)
    return Prepared(title, body, text_digest(text), lay_out(text))


def prepared(entry: NewArticle) -> Prepared:
    """What was worked out of an article, or is now."""
    known = entry.prepared
    if known is not None and (known.title, known.body) == (entry.title, entry.body):
        return known
    return prepare(entry.title, entry.body)
