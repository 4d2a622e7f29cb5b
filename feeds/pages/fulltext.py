"""Whether an entry's page is wanted, and whether what came of it is better than what the feed gave. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from feeds.cleaning.lede import is_cut_off, with_lede
from store.models import FullText, NewArticle
from store.text.layout import prepare

_SHORT = 900
"""Characters below which a text is taken for an extract: the shortest news of papers are longer."""

_LONG_WORD = re.compile(r"\w{5,}")
_COMPARED = 1_500
_LEAST_SHARED = 1 / 3


def wants_page(policy: FullText, entry: NewArticle) -> bool:
    """Whether the page of an entry should be fetched."""
    if policy is FullText.NEVER or not entry.url:
        return False
    return policy is FullText.ALWAYS or is_extract(entry.body)


def is_extract(body: str) -> bool:
    """Whether a feed's text looks like the beginning of an article, or like a word about it."""
    return len(body) < _SHORT or is_cut_off(body)


def with_page(entry: NewArticle, page: NewArticle) -> NewArticle:
    """The entry with the text of its page, or as the feed gave it where that is the better one.

    A page with less than the feed is the stub of a paywall; one that speaks of something else asks for
    consent or for a password.
    """
    if len(page.body) <= len(entry.body) or not _is_about(entry, page):
        return entry
    return replace(
        entry,
        title=entry.title or page.title,
        body=page.body,
        prepared=page.prepared,
        given=(entry.title, entry.body),
        author=entry.author or page.author,
        published=entry.published or page.published,
        language=entry.language or page.language,
    )


def without_repeated(
    entries: Sequence[NewArticle], completed: Sequence[NewArticle]
) -> list[NewArticle]:
    """The completed entries, but for those whose pages had one text, which is then no article's own.

    Args:
        entries: as the feed gave them.
        completed: the same with their pages.
    """
    texts = Counter(entry.body for entry in completed if entry.given is not None)
    return [
        given if texts[whole.body] > 1 else whole
        for given, whole in zip(entries, completed, strict=True)
    ]


def with_feeds_lede(entry: NewArticle) -> NewArticle:
    """An entry that has its page's text, with what the feed said first where the page's text lacks it.

    Papers set the lede apart from the article, and it may be taken for something else than its text.
    """
    body = with_lede(entry.given[1], entry.body) if entry.given is not None else entry.body
    if body == entry.body:
        return entry
    return replace(entry, body=body, prepared=prepare(entry.title, body))


def _is_about(entry: NewArticle, page: NewArticle) -> bool:
    own = _long_words(f"{entry.title or ''} {entry.body[:_COMPARED]}")
    its = _long_words(f"{page.title or ''} {page.body}")
    return not own or len(own & its) >= len(own) * _LEAST_SHARED


def _long_words(text: str) -> set[str]:
    return set(_LONG_WORD.findall(text.lower()))
