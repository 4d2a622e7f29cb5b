"""Whether two entries are one article, by what they say where their names do not tell. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from store.models import NewArticle
from store.text.composition import compose

_LONG_WORD = re.compile(r"\w{4,}")
_LEAST_OF_EDITED = 0.2
"""Share of the pairs of words of the shorter of two texts from which one may be the other, edited."""
_LEAST_OF_NAMELESS = 0.6
"""The same where nothing else but the title tells it."""
_ENOUGH, _ENOUGH_OF_ONE_MOMENT = 250, 60
"""Characters from which it is no chance that two texts are the same; fewer where their moment is, too."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What tells one article from another, beside its names."""

    title: str | None
    published: str | None
    text: str
    """Title and body."""


def facts_of(entry: NewArticle) -> Facts:
    """The facts of an entry."""
    return Facts(entry.title, entry.published, compose(entry.title, entry.body))


def is_another(known: Facts, given: Facts) -> bool:
    """Whether a name stands for another article now than before: title, moment and text are others."""
    is_same_moment = known.published is not None and known.published == given.published
    if known.title == given.title or is_same_moment:
        return False
    return _shared_pairs(known.text, given.text) < _LEAST_OF_EDITED


def is_moved(known: Facts, given: Facts) -> bool:
    """Whether an article that says the very same under other names is that one, at another place.

    What says little may well be said twice, and what is brought again another day is for editors to see.
    """
    is_dated = known.published is not None and given.published is not None
    enough = _ENOUGH_OF_ONE_MOMENT if is_dated else _ENOUGH
    return len(given.text) >= enough and _may_be_of_one_moment(known, given)


def is_edited(known: Facts, given: Facts) -> bool:
    """Whether an entry without any name is the article that has its title, edited."""
    shared = _shared_pairs(known.text, given.text)
    return shared >= _LEAST_OF_NAMELESS and _may_be_of_one_moment(known, given)


def _may_be_of_one_moment(known: Facts, given: Facts) -> bool:
    return None in {known.published, given.published} or known.published == given.published


def _shared_pairs(one: str, other: str) -> float:
    """The share of the shorter text's pairs of long words that the other has, too; 0 where there are none."""
    pairs = [set(pairwise(_LONG_WORD.findall(text.lower()))) for text in (one, other)]
    return len(pairs[0] & pairs[1]) / max(1, min(map(len, pairs)))
