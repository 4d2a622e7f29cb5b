"""What speaks for a suggestion, and how like articles are, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.results import Snippet
from store.models import Span
from tui.i18n import _
from tui.safe_text import clean_line, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.similar import SimilarArticle
    from tui.suggesting import Advice

_HINTED = 3
"""Suggestions that are named in one line."""


def likeness_words(similar: SimilarArticle) -> str:
    """How much an article is like another, as a share."""
    return _("{percent}% alike").format(percent=max(1, round(similar.likeness * 100)))


def likeness_snippet(similar: SimilarArticle) -> Snippet:
    """What two articles have in common, as the second line of a row: the words marked."""
    text, marks = f"{likeness_words(similar)} · ", []
    for number, word in enumerate(similar.words):
        text += ", " if number else ""
        marks.append(Span(len(text), len(text) + len(word)))
        text += word
    return Snippet(text, tuple(marks))


def target_words(advice: Advice) -> str:
    """What is suggested, marked as a tag or as a mission."""
    return f"#{advice.title}" if advice.is_tag else f"◇ {advice.title}"


def hint_words(advice: Sequence[Advice], key: str) -> str:
    """What would suit an article, on one short line with the key that shows more; empty for nothing."""
    if not advice:
        return ""
    names = [clean_line(target_words(each)) for each in advice[:_HINTED]]
    more = f" +{len(advice) - _HINTED}" if len(advice) > _HINTED else ""
    return _("{key}: {names}").format(key=key, names=" ".join(names) + more)


def reason_words(advice: Advice) -> Iterator[str]:
    """Yield what speaks for a suggestion, a line each: the words found, then the articles."""
    words, articles = advice.suggestion.words, advice.articles
    if words:
        found = ", ".join(_("“{word}”").format(word=word) for word in words)
        yield _("the article says {words}").format(words=found)
    if articles:
        headlines = " · ".join(shortened(article.headline) for article in articles)
        yield _("like {headlines}").format(headlines=headlines)


def reason_line(advice: Advice) -> str:
    """What speaks for a suggestion, on one line."""
    return " – ".join(reason_words(advice))
