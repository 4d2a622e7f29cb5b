"""What speaks for a suggestion, and how like articles are, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.similar import SimilarArticle
    from tui.suggesting import Advice

_LONGEST_HEADLINE = 60


def likeness_words(similar: SimilarArticle) -> str:
    """How much an article is like another, as a share."""
    return _("{percent}% alike").format(percent=max(1, round(similar.likeness * 100)))


def target_words(advice: Advice) -> str:
    """What is suggested, marked as a tag or as a mission."""
    return f"#{advice.title}" if advice.is_tag else f"◇ {advice.title}"


def reason_words(advice: Advice) -> Iterator[str]:
    """Yield what speaks for a suggestion, a line each: the words found, then the articles."""
    words, articles = advice.suggestion.words, advice.articles
    if words:
        found = ", ".join(_("“{word}”").format(word=word) for word in words)
        yield _("the article says {words}").format(words=found)
    if articles:
        headlines = " · ".join(_short(article.headline) for article in articles)
        yield _("like {headlines}").format(headlines=headlines)


def _short(headline: str) -> str:
    if len(headline) <= _LONGEST_HEADLINE:
        return headline
    return headline[: _LONGEST_HEADLINE - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
