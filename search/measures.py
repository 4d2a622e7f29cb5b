"""By how much each thing counts that speaks for an article: chosen by ``make quality WHAT=ranking``.

They are round numbers: where half of the questions prefer another, the other half does not follow. Words
tell as much as they are rare; what follows is in shares of that, or in words.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measures:
    """All that can be weighed otherwise once the engine has chosen the articles."""

    saturation: float = 1.2
    """BM25's k1: how soon a word that comes again tells nothing new."""
    length_share: float = 0.5
    """BM25's b: how much a long article must make up for."""
    early: float = 0.8
    """What a word at the very start of an article adds."""
    early_words: float = 40.0
    """Words after which that is worth a third; a title is a start of its own."""
    together: float = 1.0
    """What words in one passage add."""
    passage_words: int = 20
    """How long a passage is."""
    in_order: float = 0.3
    """What two words that follow each other as in the query add, scored as a word of their own."""
    kin: float = 0.35
    """What a word of the same family counts for, as a share of the word itself."""
    answer_kind: float = 0.6
    """What a word counts for that says only of what kind the answer to a question is."""
    begun: float = 0.5
    """What the start of a word adds: not knowing which word is meant, nobody knows how rare it is."""
    resemblance: float = 0.2
    """What sharing words with the best answers adds."""
    answers: int = 3
    """How many of the best answers are taken for right."""


MEASURES = Measures()
"""Those of the search bar."""
