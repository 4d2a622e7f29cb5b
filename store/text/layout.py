"""What is to be read off a text itself: title, body and noise, and what tells it from others. Pure.

It costs more than everything else that is done with a new article, so those who have time for it, such as
the processes that read feeds, may work it out beforehand.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.models import ArticleKind, Span
from store.text import composition
from store.text.noise import find_noise

if TYPE_CHECKING:
    from store.models import NewArticle


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
    data: bytes
    """What the file holds."""
    digest: str
    """SHA-256 of these bytes, hexadecimal."""
    layout: Layout

    @property
    def text(self) -> str:
        """What the file holds, decoded anew: with the body, it would be held twice."""
        return self.data.decode()

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes with the text in it once, and without what asks Python to be unpacked."""
        text, layout = self.text, self.layout
        start = len(text) - len(self.body) - 1
        is_end = text[start:-1] == self.body
        noise = tuple(place for span in layout.noise for place in (span.start, span.end))
        facts = (layout.title, layout.headline, layout.body_start, noise, layout.is_press_release)
        return _unpack, (self.title, start if is_end else self.body, self.data, self.digest, facts)


def lay_out(text: str) -> Layout:
    """Find a text's title, body and noise."""
    title, body_start = composition.split_title(text)
    report = find_noise(text, body_start)
    visible = "" if title else composition.visible_body(text, body_start, report.spans)
    headline = composition.headline(visible, title)
    return Layout(title, headline, body_start, report.spans, report.press_release)


def prepare(title: str | None, body: str) -> Prepared:
    """Work out what the file of an article will be."""
    text = composition.compose(title, body)
    data = text.encode()
    return Prepared(title, body, data, hashlib.sha256(data).hexdigest(), lay_out(text))


def _unpack(
    title: str | None,
    body: str | int,
    data: bytes,
    digest: str,
    facts: tuple[str | None, str, int, tuple[int, ...], bool],
) -> Prepared:
    name, headline, body_start, noise, is_press_release = facts
    spans = tuple(map(Span, noise[::2], noise[1::2]))
    layout = Layout(name, headline, body_start, spans, is_press_release)
    whole = body if isinstance(body, str) else data.decode()[body:-1]
    return Prepared(title, whole, data, digest, layout)


def prepared(entry: NewArticle) -> Prepared:
    """What was worked out of an article, or is now."""
    known = entry.prepared
    if known is not None and (known.title, known.body) == (entry.title, entry.body):
        return known
    return prepare(entry.title, entry.body)
