"""Finding names by a few of their letters, whatever the accents and the case.

``sante`` finds ``filière/santé``, ``fs`` does too. The letters must stand in the name in the order
typed; letters side by side and letters that begin words count more. Words of a query parted by
spaces may stand in any order.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

ItemT = TypeVar("ItemT")

_LETTER = 16
_NEXT_TO = 8
_WORD_START = 10
_NAME_START = 6
_WORD_END = 4
_WHOLE_NAME = 40
_GAP = -12
_LETTERS_PER_POINT = 4
_SPELLED_OUT = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "’": "'"})


@dataclass(frozen=True, slots=True)
class Match:
    """How a query stands in a name."""

    score: int
    """Higher is better; comparable between names for one query only."""
    positions: tuple[int, ...]
    """Which characters of the name were found, as indices into it, ascending."""
    is_close: bool
    """Whether every run of letters found begins a word of the name."""


@dataclass(frozen=True, slots=True)
class Ranked(Generic[ItemT]):
    """One item that a query found."""

    item: ItemT
    name: int
    """Which of the item's names was found best, as an index into what ``names`` gave."""
    match: Match


@dataclass(frozen=True, slots=True)
class _Folded:
    """A name without accents and case; ``origin`` has the place in the name of each letter."""

    text: str
    origin: tuple[int, ...]

    def starts_word(self, place: int) -> bool:
        return place == 0 or not self.text[place - 1].isalnum()

    def ends_word(self, place: int) -> bool:
        return place == len(self.text) or not self.text[place].isalnum()


@dataclass(frozen=True, slots=True)
class _Found:
    score: int
    places: tuple[int, ...]
    is_close: bool


@dataclass(frozen=True, slots=True)
class _Step:
    score: int
    before: int
    """Where the letter before was found; -1 for the first."""


_EVERYTHING = Match(0, (), is_close=True)


def fold(text: str) -> str:
    """The text without accents, ligatures and case, for comparing."""
    return _fold(text).text


def match(query: str, name: str) -> Match | None:
    """How the query stands in the name, None where it does not; an empty query finds everything."""
    wanted = fold(query).split()
    if not wanted:
        return _EVERYTHING
    folded = _fold(name)
    found: list[_Found] = []
    for word in wanted:
        one = _find_run(word, folded) or _find_scattered(word, folded)
        if one is None:
            return None
        found.append(one)
    return _combine(found, folded, " ".join(wanted))


def rank(
    query: str, items: Iterable[ItemT], names: Callable[[ItemT], Sequence[str]]
) -> list[Ranked[ItemT]]:
    """The items that the query finds by any of their names, best first, ties in the order given."""
    ranked = [found for item in items if (found := _best_name(query, item, names(item)))]
    return sorted(ranked, key=lambda found: -found.match.score)


def _best_name(query: str, item: ItemT, names: Sequence[str]) -> Ranked[ItemT] | None:
    best: Ranked[ItemT] | None = None
    for index, name in enumerate(names):
        found = match(query, name)
        if found and (best is None or found.score > best.match.score):
            best = Ranked(item, index, found)
    return best


@lru_cache(maxsize=16_384)
def _fold(text: str) -> _Folded:
    letters: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        bare = unicodedata.normalize("NFKD", character).casefold().translate(_SPELLED_OUT)
        for letter in bare:
            if not unicodedata.combining(letter):
                letters.append(letter)
                origin.append(place)
    return _Folded("".join(letters), tuple(origin))


def _find_run(word: str, folded: _Folded) -> _Found | None:
    """The word in one piece, at the start of a word where it can be."""
    first = place = folded.text.find(word)
    if first < 0:
        return None
    while place >= 0 and not folded.starts_word(place):
        place = folded.text.find(word, place + 1)
    start = place if place >= 0 else first
    score = len(word) * (_LETTER + _NEXT_TO) + _start_bonus(start, folded)
    if folded.ends_word(start + len(word)):
        score += _WORD_END
    return _Found(score, tuple(range(start, start + len(word))), folded.starts_word(start))


def _find_scattered(word: str, folded: _Folded) -> _Found | None:
    """The word's letters in their order with others between them, the best such choice."""
    if not _is_subsequence(word, folded.text):
        return None
    steps = [
        {
            place: _Step(_LETTER + _start_bonus(place, folded), -1)
            for place in _places(word[0], folded.text)
        }
    ]
    for letter in word[1:]:
        steps.append(_next_steps(steps[-1], _places(letter, folded.text), folded))
    place, last = max(steps[-1].items(), key=lambda step: (step[1].score, -step[0]))
    places = _walk_back(steps, place)
    return _Found(last.score, places, _runs_start_words(places, folded))


def _next_steps(
    previous: dict[int, _Step], places: Iterable[int], folded: _Folded
) -> dict[int, _Step]:
    """The best way to each place of the next letter, from the ways to the letter before."""
    steps: dict[int, _Step] = {}
    earlier = list(previous.items())
    passed = 0
    farther: _Step | None = None
    for place in places:
        while passed < len(earlier) and earlier[passed][0] < place - 1:
            before, step = earlier[passed]
            if farther is None or step.score > farther.score:
                farther = _Step(step.score, before)
            passed += 1
        ways: list[_Step] = []
        if (step_before := previous.get(place - 1)) is not None:
            ways.append(_Step(step_before.score + _LETTER + _NEXT_TO, place - 1))
        if farther is not None:
            gained = _LETTER + _GAP + _start_bonus(place, folded)
            ways.append(_Step(farther.score + gained, farther.before))
        if ways:
            steps[place] = max(ways, key=lambda way: way.score)
    return steps


def _walk_back(steps: Sequence[dict[int, _Step]], place: int) -> tuple[int, ...]:
    places: list[int] = []
    for row in reversed(steps):
        places.append(place)
        place = row[place].before
    return tuple(reversed(places))


def _runs_start_words(places: Sequence[int], folded: _Folded) -> bool:
    return all(
        folded.starts_word(place) or (index > 0 and places[index - 1] == place - 1)
        for index, place in enumerate(places)
    )


def _combine(found: Sequence[_Found], folded: _Folded, query: str) -> Match:
    score = sum(one.score for one in found) - len(folded.text) // _LETTERS_PER_POINT
    if folded.text == query:
        score += _WHOLE_NAME
    places = {folded.origin[place] for one in found for place in one.places}
    return Match(score, tuple(sorted(places)), all(one.is_close for one in found))


def _start_bonus(place: int, folded: _Folded) -> int:
    if place == 0:
        return _WORD_START + _NAME_START
    return _WORD_START if folded.starts_word(place) else 0


def _is_subsequence(word: str, text: str) -> bool:
    letters = iter(text)
    return all(letter in letters for letter in word)


def _places(letter: str, text: str) -> list[int]:
    return [place for place, other in enumerate(text) if other == letter]
