"""Which of the tags and missions there are would suit an article, and what speaks for each. Pure.

Two things speak for one: articles like this that have it, each as much as it is like this, and its name
standing in this article. What they weigh together was fitted by logistic regression on news that editors
had tagged (desks of 30 to 2,000 tagged articles; each left out in its turn), so that a confidence is
about the share of such suggestions that are right.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from math import exp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from search.mentions import Mention

NEIGHBOURS = 20
"""How many like articles are asked."""

CONFIDENT = 0.5
"""What is less sure is not suggested."""

_NEAR = 0.25
"""The likeness of the nearest article from which on all of them are trusted."""
_MOST = 5
_ARTICLES_NAMED = 3
_WORDS_NAMED = 4
_REPEATED = 3
"""From how many mentions on a name counts as repeated."""


class SuggestionKind(StrEnum):
    """What is suggested."""

    TAG = "tag"
    MISSION = "mission"


@dataclass(frozen=True, slots=True)
class Target:
    """A tag or a mission."""

    kind: SuggestionKind
    name: str
    """A tag's full name, a mission's slug."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be suggested, with the words that speak for it."""

    target: Target
    names: tuple[str, ...] = ()
    """What it goes by: one of them in an article is enough to think of it."""
    cues: tuple[str, ...] = ()
    """What else it is about: strengthens, but is not enough."""


@dataclass(frozen=True, slots=True)
class Precedent:
    """A like article, with what editors made of it."""

    article_id: str
    likeness: float
    has: frozenset[Target]
    refused: frozenset[Target] = frozenset()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tag or a mission that would suit an article."""

    target: Target
    confidence: float
    """From 0 to 1."""
    words: tuple[str, ...]
    """What stands in the article that speaks for it, as written there."""
    articles: tuple[str, ...]
    """Ids of the articles that speak for it, the most alike first."""


@dataclass(frozen=True, slots=True)
class _Weights:
    """What the evidence weighs, in log-odds."""

    bias: float
    vote: float
    named: float
    in_title: float
    repeated: float
    cues: float = 0.0


_WEIGHTS: Mapping[SuggestionKind, _Weights] = {
    SuggestionKind.TAG: _Weights(-4.7, 11.5, named=4.4, in_title=2.0, repeated=3.3),
    # A destination is often in the news without its mission: other words must speak for that.
    SuggestionKind.MISSION: _Weights(-5.2, 11.5, named=2.6, in_title=1.2, repeated=1.6, cues=2.0),
}
_MOST_CUES = 2.0
"""The rarity of all cues together that counts at most."""


def suggest(
    candidates: Sequence[Candidate],
    precedents: Sequence[Precedent],
    mentions: Mapping[str, Mention],
) -> list[Suggestion]:
    """Return what would suit an article, the surest first; nothing where too little speaks for it.

    Args:
        candidates: what there is that the article has not, and that was not refused for it.
        precedents: the articles most like it among those that editors worked on, the nearest first.
        mentions: those of the candidates' names and cues that stand in the article.
    """
    votes = _votes(precedents)
    found = [
        suggestion
        for candidate in candidates
        if (suggestion := _judge(candidate, votes, precedents, mentions)).confidence > CONFIDENT
    ]
    found.sort(key=lambda each: (-each.confidence, each.target.name))
    kept = [each for each in found if not _is_said_closer(each.target, found)]
    return kept[:_MOST]


def _votes(precedents: Sequence[Precedent]) -> Mapping[Target, float]:
    """The share of the likeness of all that speaks for a target; a refusal speaks against it."""
    total = max(1.0, sum(each.likeness for each in precedents))
    nearest = max((each.likeness for each in precedents), default=0.0)
    # Where not even the nearest is much like the article, what they share is chance.
    trust = min(1.0, nearest / _NEAR)
    votes: defaultdict[Target, float] = defaultdict(float)
    for precedent in precedents:
        share = trust * precedent.likeness / total
        for target in precedent.has:
            votes[target] += share
        for target in precedent.refused - precedent.has:
            votes[target] -= share
    return votes


def _judge(
    candidate: Candidate,
    votes: Mapping[Target, float],
    precedents: Sequence[Precedent],
    mentions: Mapping[str, Mention],
) -> Suggestion:
    target = candidate.target
    named = [mentions[name] for name in candidate.names if name in mentions]
    cues = [mentions[cue] for cue in candidate.cues if cue in mentions]
    weights = _WEIGHTS[target.kind]
    odds = weights.bias + weights.vote * votes.get(target, 0.0)
    odds += max((_odds_of(mention, weights) for mention in named), default=0.0)
    odds += weights.cues * min(_MOST_CUES, sum(cue.rarity for cue in cues))
    words = dict.fromkeys(mention.written for mention in (*named, *cues))
    return Suggestion(
        target,
        1 / (1 + exp(-odds)),
        tuple(words)[:_WORDS_NAMED],
        tuple(each.article_id for each in precedents if target in each.has)[:_ARTICLES_NAMED],
    )


def _odds_of(mention: Mention, weights: _Weights) -> float:
    titled = weights.in_title if mention.in_title else 0.0
    repeated = weights.repeated if mention.count >= _REPEATED else 0.0
    return mention.rarity * (weights.named + titled + repeated)


def _is_said_closer(target: Target, found: Sequence[Suggestion]) -> bool:
    """Whether a tag below this one is suggested too: it says more."""
    return target.kind is SuggestionKind.TAG and any(
        each.target.kind is target.kind and each.target.name.startswith(f"{target.name}/")
        for each in found
    )
