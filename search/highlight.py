"""Where the words that were asked for stand in a text, and the passages that answer."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

from search.earlier import answers_only_before, asked_of_versions
from search.passages import best_passages, densest
from search.results import Snippet
from search.wanted import wanted_in
from store.models import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from search.passages import Passage
    from search.query import SearchQuery
    from search.snapshot import Snapshot
    from search.wanted import Match, WantedWords
    from store.models import EarlierText

SNIPPET_LENGTH = 220
"""Characters of a snippet, about."""

_SNIPPETS = 128
"""Snippets that are remembered: the next letter of a word mostly finds what the last one did."""

_CONTEXT = 50
"""Characters shown before the first match of a snippet, where its sentence starts far before."""
_LEAD = 110
"""Characters of a sentence that may stand before its first match."""

_ELLIPSIS = "…"
# No-break spaces are typography and stay.
_WHITE = re.compile(r"[^\S\u00a0\u202f]+")


def find_matches(query: SearchQuery, text: str, language: str | None = None) -> list[Span]:
    """Return where the words and phrases of a query stand in a text, in order, without overlaps.

    Args:
        query: words that it excludes are not looked for.
        text: an article's text; offsets count in it as it is given.
        language: the article's, French by default.
    """
    return [Span(match.start, match.end) for match in wanted_in(query, language).matches(text)]


def find_passages(
    query: SearchQuery,
    text: str,
    language: str | None = None,
    weights: Sequence[float] | None = None,
) -> list[Passage]:
    """Return the passages of a text that answer a query, the best first.

    Args:
        query: words that it excludes are not looked for.
        text: an article's text; offsets count in it as it is given.
        language: the article's, French by default.
        weights: how much each of the query's words tells, as ``word_weights`` gives it; all the same
            where None.
    """
    wanted = wanted_in(query, language)
    return best_passages(text, wanted.matches(text), _even(wanted, weights))


def make_snippet(
    query: SearchQuery,
    texts: Sequence[str],
    language: str | None,
    weights: Sequence[float] | None = None,
) -> Snippet:
    """Return the passage that answers a query best.

    Args:
        query: what was asked for.
        texts: the article's body, then its notes: a note is shown where the body has no match.
        language: the article's.
        weights: how much each of the query's words tells; all the same where None.
    """
    wanted = wanted_in(query, language)
    return _snippet_of(texts, wanted, _even(wanted, weights))


def _snippet_of(texts: Sequence[str], wanted: WantedWords, weights: Sequence[float]) -> Snippet:
    for text in texts:
        matches = wanted.matches(text)
        if matches:
            return _snippet(text, tuple(matches), tuple(weights))
    text = texts[0] if texts else ""
    start = len(text) - len(text.lstrip())
    return _cut(text, start, _word_end(text, start + SNIPPET_LENGTH), ())


def snippet_cutter(query: SearchQuery, snapshot: Snapshot) -> Callable[[int], Snippet]:
    """Return what cuts the passage that answers a query best out of an article, by its number."""
    # One query, and seldom more than one language.
    wanted = cache(partial(wanted_in, query))
    weights = cache(partial(word_weights, query, snapshot))
    before = asked_of_versions(query)

    def cut(number: int) -> Snippet:
        language, title, body, notes = snapshot.texts(number)
        if before is not None and answers_only_before(query, (title, body, *notes), language):
            found = earlier_snippet(before, snapshot.earlier(number), language)
            if found is not None:
                return found
        return _snippet_of((body, *notes), wanted(language), weights(language))

    return cut


def earlier_snippet(
    query: SearchQuery, earlier: Sequence[EarlierText], language: str | None
) -> Snippet | None:
    """Return the passage that answers a query best in what an article said before it changed.

    Args:
        query: what was asked for, as of a text.
        earlier: what it said, newest version first; of versions that say as much, the first is taken.
        language: the article's.
    """
    wanted = wanted_in(query, language)
    best, most = None, (0, 0)
    for version in earlier:
        found = [(text, wanted.matches(text)) for text in (version.title, *version.runs)]
        said = _told(match for _, matches in found for match in matches)
        for text, matches in found:
            # The version that says most of it, and of that the text that does.
            if (said, _told(matches)) > most:
                best, most = (version, text, matches), (said, _told(matches))
    if best is None:
        return None
    version, text, matches = best
    snippet = _snippet(text, tuple(matches), tuple(_even(wanted, None)))
    return replace(snippet, version=version.version, taken=version.taken)


def _told(matches: Iterable[Match]) -> int:
    """How many of the words that are wanted are among the matches."""
    return len({number for match in matches for number in match.words})


def word_weights(query: SearchQuery, snapshot: Snapshot, language: str | None) -> tuple[float, ...]:
    """Return how much each word of a query tells in articles of a language, the rarer the more."""
    return wanted_in(query, language).weights(
        partial(snapshot.document_frequency, "text"), snapshot.document_count
    )


def _even(wanted: WantedWords, weights: Sequence[float] | None) -> Sequence[float]:
    return weights if weights is not None else (1.0,) * len(wanted.words)


@lru_cache(maxsize=_SNIPPETS)
def _snippet(text: str, matches: tuple[Match, ...], weights: tuple[float, ...]) -> Snippet:
    passage = best_passages(text, matches, weights, limit=1)[0].span
    inside = [match for match in matches if passage.start <= match.start < passage.end]
    first = inside[densest(inside, weights, SNIPPET_LENGTH - _CONTEXT)]
    start = passage.start
    if first.start - start > _LEAD:
        start = _word_start(text, first.start - _CONTEXT, first.start)
    end = max(first.end, _word_end(text, start + SNIPPET_LENGTH))
    return _cut(text, start, end, matches)


def _cut(text: str, start: int, end: int, matches: Sequence[Match]) -> Snippet:
    """Cut a passage out between words, on one line, with the matches in it."""
    parts: list[str] = []
    length = 0
    moved = []

    def append(piece: str) -> None:
        nonlocal length
        parts.append(piece)
        length += len(piece)

    append(_ELLIPSIS if text[:start].strip() else "")
    position = start
    for match in matches:
        if match.start < start or match.end > end:
            continue
        append(_one_line(text[position : match.start]))
        before = length
        append(_one_line(text[match.start : match.end]))
        moved.append(Span(before, length))
        position = match.end
    append(_one_line(text[position:end]).rstrip())
    append(_ELLIPSIS if end < len(text.rstrip()) else "")
    return Snippet("".join(parts), tuple(moved))


def _word_start(text: str, wanted: int, latest: int) -> int:
    """The start of the first whole word from ``wanted`` on."""
    if wanted <= 0:
        return (
            len(text) - len(text.lstrip()) if latest >= len(text) - len(text.lstrip()) else latest
        )
    position = wanted
    while position < latest and not text[position - 1].isspace():
        position += 1
    while position < latest and text[position].isspace():
        position += 1
    return position


def _word_end(text: str, wanted: int) -> int:
    """The end of the last whole word up to ``wanted``."""
    if wanted >= len(text):
        return len(text.rstrip())
    position = wanted
    while position > wanted - SNIPPET_LENGTH // 2 and not text[position].isspace():
        position -= 1
    return len(text[:position].rstrip()) if text[position].isspace() else wanted


def _one_line(text: str) -> str:
    return _WHITE.sub(" ", text)
