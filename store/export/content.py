"""What of an article an export shows, before any format. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from store.models import ExportMode, Span
from store.text.composition import one_line, paragraphs, shorten, visible_body

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.export.labels import Labels
    from store.models import Annotation, Article, ArticleText, SelectedArticle, Selection

EXTRACT_LIMIT = 150
"""Characters of an article that may be shown where only references are handed out."""

_CHAPO = 60
"""Characters from which a paragraph is the opening and no kicker or dateline."""

# Controls, bidirectional overrides, invisible joiners and lone surrogates: nothing of them is seen, and
# terminals, editors and spreadsheets obey some.
UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_KEPT_IN_ADDRESSES = "/:?#@!$&*+,;=%~-._"


@dataclass(frozen=True, slots=True)
class Passage:
    """An annotated passage as it is shown."""

    annotation: Annotation
    text: str
    """Without the noise that it may reach over."""


def clean(text: str) -> str:
    """Return a text without characters that do something; line ends, made plain, and tabs stay."""
    return UNSAFE.sub("", _LINE_END.sub("\n", text))


def line(text: str) -> str:
    """Return a text on one clean line."""
    return one_line(clean(text))


def link(article: Article) -> str | None:
    """Return the address to hand out: the canonical one, without what tracks readers, where there is one."""
    return address(article.canonical_url) or address(article.url)


def address(url: str | None) -> str | None:
    """Return a web address that can be followed safely and stand in any format, else None."""
    if not url or UNSAFE.search(url):
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return None
    return quote(parts.geturl(), safe=_KEPT_IN_ADDRESSES)


def day(moment: str | None, labels: Labels) -> str | None:
    """Return the day of a stored moment or date in words; what cannot be read stays as it is."""
    if not moment:
        return None
    try:
        found = date.fromisoformat(moment[:10])
    except ValueError:
        return line(moment)
    number = labels.first_day if found.day == 1 else str(found.day)
    return labels.date.format(day=number, month=labels.months[found.month - 1], year=found.year)


def name(article: Article) -> str:
    """Return what an article is called: its title, else its first words."""
    return line(article.title or "") or line(article.headline) or article.id


def origin(article: Article, labels: Labels) -> list[str]:
    """Return the source, the day and the author of an article, as they are cited."""
    source = line(article.source or "") or labels.unknown_source
    author = line(article.author or "")
    return [source, day(article.published, labels) or labels.undated, *([author] if author else [])]


def body_without_noise(text: ArticleText) -> str:
    """Return an article's body, clean, without the lines that are not the article."""
    return clean(visible_body(text.text, text.body_start, text.noise))


def chapo(text: ArticleText, limit: int = EXTRACT_LIMIT) -> str:
    """Return the start of an article's opening paragraph."""
    found = list(paragraphs(body_without_noise(text)))
    opening = next((one for one in found if len(one) >= _CHAPO), found[0] if found else "")
    return shorten(opening, limit)


def passages(selected: SelectedArticle) -> list[Passage]:
    """Return the annotated passages of an article."""
    return [
        Passage(annotation, _visible_passage(annotation, selected.text))
        for annotation in selected.annotations
    ]


def _visible_passage(annotation: Annotation, text: ArticleText) -> str:
    quoted = annotation.quote
    is_current = annotation.version == text.version and not annotation.is_orphan
    hidden = [
        Span(max(0, span.start - quoted.start), span.end - quoted.start)
        for span in text.noise
        if is_current and span.start < quoted.end and span.end > quoted.start
    ]
    return clean(visible_body(quoted.exact, 0, hidden)) or clean(quoted.exact)


def articles(selection: Selection) -> Iterator[SelectedArticle]:
    """Yield all articles of a selection in order."""
    for section in selection.sections:
        yield from section.articles


def has_passages(mode: ExportMode) -> bool:
    """Tell whether a mode carries annotated passages and notes."""
    return mode is not ExportMode.REFERENCES
