"""Is this the text of another article? Agency copy, press releases taken over, cut, lightly edited. Pure.

Texts are compared by their shingles: runs of four words that begin with a long one, which leaves out what
French sentences share anyway and most of the work. Two texts are the same where most of the shorter one's
shingles are the other's and their lengths are not too far apart: a bulletin that comes every day under one
title shares a few sentences at most, and a page that gathers many stories is none of them.

A text is looked up by its few lowest shingles (a bottom-k sketch: A. Broder, "On the resemblance and
containment of documents", 1997), so that two texts with a third of their shingles in common are almost sure
to meet. At the usual thresholds of MinHash banding, copies that were cut are missed.
"""

from __future__ import annotations

import heapq
import re
import zlib
from dataclasses import dataclass

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

_LEAST_CONTAINED = 0.55
_LEAST_ALIKE = 0.25


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

    @property
    def is_same_text(self) -> bool:
        """Whether one is the other, cut or edited."""
        return self.contained >= _LEAST_CONTAINED and self.alike >= _LEAST_ALIKE


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
    if not shared:
        return Overlap(0.0, 0.0)
    shorter = min(len(one.shingles), len(other.shingles))
    together = len(one.shingles) + len(other.shingles) - shared
    return Overlap(shared / shorter, shared / together)


def find_same(article: ComparedText, candidates: ArticlesSharing) -> Likeness:
    """An article that has this one's text, of several the one that shares the most terms with it.

    Args:
        article: the one that is new or changed.
        candidates: gives the articles that share at least so many of these terms with it, those that
            share the most first.
    """
    own = fingerprint(article.title, article.text)
    terms = own.terms
    found = candidates(terms, min(_FEWEST_SHARED_TERMS, len(terms))) if terms else ()
    same = (each.article_id for each in found if _joins(own, each))
    return Likeness(terms, next(same, None))


def _joins(own: Fingerprint, other: ComparedText) -> bool:
    """Whether a text is another's and that of the article that the other's group began with.

    Otherwise texts that each resemble the next, as forms and bulletins do, would all become one group.
    """
    texts = [other] if other.first is None else [other, other.first]
    return all(overlap(own, fingerprint(each.title, each.text)).is_same_text for each in texts)
