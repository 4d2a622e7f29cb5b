"""Is this the text of another article? Agency copy, press releases taken over, cut, lightly edited. Pure.

Texts are compared by their shingles: runs of four words that begin with a long one, which leaves out what
French sentences share anyway and most of the work. Two texts are the same where most of the shorter one's
shingles are the other's and their lengths are not too far apart: a bulletin that comes every day under one
title shares a few sentences at most, and a page that gathers many stories is none of them. The shorter a text,
the more of it must be the other's, for what it shares may be one paragraph that is always the same. And what
several texts of one source share because they fill in one form (``feeds.judging.forms``) makes no copies: what
is left without it must be the same, too. Papers that take over a release each add to it, so other sources show
no form.

Papers bring a text within a day. What comes later and shares much is mostly the next news of an old matter,
which is told again beneath it: a verdict that repeats the charge, the next month's tariff. So of texts that
are days apart, more must be the same; a copy that was cut, or one that was edited here and there, still is.

A text is looked up by its few lowest shingles (a bottom-k sketch: A. Broder, "On the resemblance and
containment of documents", 1997), so that two texts with a third of their shingles in common are almost sure
to meet. At the usual thresholds of MinHash banding, copies that were cut are missed.
"""

from __future__ import annotations

import heapq
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import count

from feeds.judging.forms import LEAST_OWN, form_of
from store.clock import from_text
from store.models import ArticlesSharing, ComparedText, Likeness

_WORD = re.compile(r"\w+")
_LONG_WORD = 7
_TERMS = 16
"""How many shingles a text is looked up by."""

_FEWEST_SHINGLES = 8
"""A text with fewer is the same as another only word for word, title included."""

_FEWEST_WORDS = 4
_FEWEST_SHARED_TERMS = 2
"""One shingle alone is a figure of speech, or the end of every article of a paper."""

_REMEMBERED = 256
"""Texts whose fingerprints are remembered: what many resemble is compared again and again."""

_LEAST_CONTAINED = 0.55
_LEAST_ALIKE = 0.25
_SHORT = 50
"""A text with fewer shingles, which are some 130 words, must share more of them."""

_MORE_OF_SHORT = 0.35
"""How much more, as a share, of a text that hardly has any."""

_SAME_NEWS_HOURS = 30
_LEAST_LATER = 1.2
"""What the two shares of an overlap must add up to where more hours lie between the texts."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a text is compared by."""

    shingles: frozenset[int]

    @property
    def terms(self) -> tuple[int, ...]:
        """The shingles by which it is looked up, ascending; few and the same for the same text."""
        return tuple(heapq.nsmallest(_TERMS, self.shingles))


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much two texts have in common, each from 0 to 1."""

    contained: float
    """The share of the shorter one's shingles that the other has too."""
    alike: float
    """The share of all their shingles that both have (Jaccard)."""
    shorter: int
    """How many shingles the shorter one has."""

    @property
    def is_same_text(self) -> bool:
        """Whether one is the other, cut or edited."""
        shortness = max(0.0, 1 - self.shorter / _SHORT)
        least = _LEAST_CONTAINED + _MORE_OF_SHORT * shortness
        return self.contained >= least and self.alike >= _LEAST_ALIKE

    def is_same_text_after(self, hours: float) -> bool:
        """Whether one is the other, cut or edited, and not the next news of its matter."""
        is_later = hours > _SAME_NEWS_HOURS
        return self.is_same_text and not (is_later and self.contained + self.alike < _LEAST_LATER)


def fingerprint(title: str, text: str) -> Fingerprint:
    """What a text is compared by; the title counts only where there is hardly a text.

    Args:
        title: empty where there is none.
        text: the article as readers see it, without the title and without noise.
    """
    words = _WORD.findall(text.lower())
    runs = zip(words, words[1:], words[2:], words[3:], strict=False)
    shingles = {
        zlib.crc32(f"{first} {second} {third} {fourth}".encode())
        for first, second, third, fourth in runs
        if len(first) >= _LONG_WORD
    }
    if len(shingles) < _FEWEST_SHINGLES:
        every_word = [*_WORD.findall(title.lower()), "", *words]
        enough = len(every_word) > _FEWEST_WORDS
        shingles = {zlib.crc32(" ".join(every_word).encode())} if enough else set()
    return Fingerprint(frozenset(shingles))


def overlap(one: Fingerprint, other: Fingerprint) -> Overlap:
    """How much two texts have in common."""
    shared = len(one.shingles & other.shingles)
    shorter = min(len(one.shingles), len(other.shingles))
    if not shared:
        return Overlap(0.0, 0.0, shorter)
    together = len(one.shingles) + len(other.shingles) - shared
    return Overlap(shared / shorter, shared / together, shorter)


def is_copy(one: Fingerprint, other: Fingerprint, others: Iterable[Fingerprint] = ()) -> bool:
    """Whether two texts are the same, and not only two of one form.

    Args:
        one: a text.
        other: another one.
        others: texts that share something with them; read only where it depends on them.
    """
    common = overlap(one, other)
    if not common.is_same_text or common.contained > 1 - LEAST_OWN:
        return common.is_same_text
    form = form_of(one.shingles, other.shingles, (each.shingles for each in others))
    rests = (Fingerprint(one.shingles - form), Fingerprint(other.shingles - form))
    return not form or overlap(*rests).contained >= _LEAST_CONTAINED


def find_same(article: ComparedText, candidates: ArticlesSharing) -> Likeness:
    """An article that has this one's text, of several the one that shares the most terms with it.

    Where it shows that texts which were grouped are but of one form, it tells them, too.

    Args:
        article: the one that is new or changed.
        candidates: gives the articles that share at least so many of these terms with it, those that
            share the most first.
    """
    terms = _known_fingerprint(article.title, article.text).terms
    if not terms:
        return Likeness((), None)
    found = iter(candidates(terms, min(_FEWEST_SHARED_TERMS, len(terms))))
    return _Comparison(article, found).likeness(terms)


def _hours_between(one: ComparedText, other: ComparedText) -> float:
    """How long after each other papers brought two texts; 0 where that is not known."""
    first, second = _moment(one.published), _moment(other.published)
    return abs((first - second).total_seconds()) / 3600 if first and second else 0.0


def _moment(published: str | None) -> datetime | None:
    try:
        return from_text(published or "")
    except ValueError:
        return None


_known_fingerprint = lru_cache(maxsize=_REMEMBERED)(fingerprint)


@dataclass(slots=True)
class _Comparison:
    """An article beside others, which are read one after the other as they are needed."""

    own: ComparedText
    unread: Iterator[ComparedText]
    read: list[ComparedText] = field(default_factory=list)
    shows_form: bool = False
    """Whether two texts were seen that would pass for copies, were they not of one form."""

    def likeness(self, terms: tuple[int, ...]) -> Likeness:
        same = next(filter(self._joins, self._others()), None)
        apart = filter(self._is_apart, self._others()) if self.shows_form else ()
        return Likeness(
            terms,
            None if same is None else same.article_id,
            tuple(each.article_id for each in apart),
        )

    def _joins(self, other: ComparedText) -> bool:
        """Whether the article is a copy of another and of that which the other's group began with.

        Otherwise texts that each resemble the next, as bulletins do, would all become one group.
        """
        if not self._are_copies(self.own, other):
            return False
        first = other.first
        return first is None or self._are_copies(self.own, first) or self._is_apart(other)

    def _is_apart(self, other: ComparedText) -> bool:
        """Whether a text that was grouped is no copy, as shows now that there are more of its form."""
        first = other.first
        if first is None or not self._are_like(other, first):
            return False
        return not self._are_copies(other, first)

    def _are_like(self, one: ComparedText, other: ComparedText) -> bool:
        common = overlap(self._print(one), self._print(other))
        # Most candidates are no copies: their moments need not be read.
        return common.is_same_text and common.is_same_text_after(_hours_between(one, other))

    def _are_copies(self, one: ComparedText, other: ComparedText) -> bool:
        if not self._are_like(one, other):
            return False
        others = (
            self._print(each)
            for each in self._beside()
            if each.article_id not in {one.article_id, other.article_id}
            and each.source == one.source
        )
        copies = is_copy(self._print(one), self._print(other), others)
        self.shows_form = self.shows_form or not copies
        return copies

    def _beside(self) -> Iterator[ComparedText]:
        yield self.own
        yield from self._others()

    def _others(self) -> Iterator[ComparedText]:
        """All the others, of which each is read once, however many go through them at a time."""
        for place in count():
            if place == len(self.read):
                following = next(self.unread, None)
                if following is None:
                    return
                self.read.append(following)
            yield self.read[place]

    def _print(self, article: ComparedText) -> Fingerprint:
        return _known_fingerprint(article.title, article.text)
