"""Whatever a query joins, it finds what looking at every article would find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import ArticleIndex, Indexer, SearchQuery
from tests.support.fake_desk import FakeDesk

# No two share a stem, none is a stop word; some have two terms at one position.
WORDS = ("port", "créées", "tête", "naval", "câble", "emploi", "vélo", "zone", "âgés", "bois")


@dataclass(frozen=True)
class Asked:
    """A query with the test that an article's words must pass."""

    text: str
    holds: Callable[[list[str]], bool]


def follows(words: list[str], phrase: list[str]) -> bool:
    starts = range(len(words) - len(phrase) + 1)
    return any(words[start : start + len(phrase)] == phrase for start in starts)


def words_of(place: int) -> list[str]:
    """The words of an article, others for each place, in all frequencies."""
    return [WORDS[(place * step + step * step) % (step + 1)] for step in range(1, len(WORDS))]


ARTICLES = [words_of(place) for place in range(120)]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ArticleIndex]:
    """Several segments, with replaced articles in them."""
    folder: Path = tmp_path_factory.mktemp("evaluate") / "index"
    desk, index = FakeDesk(), ArticleIndex(folder)
    indexer = Indexer(index, desk)
    for place, words in enumerate(ARTICLES):
        article = desk.publishes("", "remplacé", id=f"{place:03d}")
        if place % 25 == 7:
            indexer.catch_up()
        desk.changes(article, text=" ".join(words))
    indexer.catch_up()
    yield index
    index.close()


word = st.sampled_from(WORDS)
simple = st.one_of(
    word.map(lambda w: Asked(w, lambda words: w in words)),
    word.map(lambda w: Asked(f"{w[:3]}*", lambda words: any(x.startswith(w[:3]) for x in words))),
    st.lists(word, min_size=2, max_size=3).map(
        lambda phrase: Asked(f'"{" ".join(phrase)}"', lambda words: follows(words, phrase))
    ),
)


def joined(parts: st.SearchStrategy[Asked]) -> st.SearchStrategy[Asked]:
    return st.one_of(
        st.lists(parts, min_size=2, max_size=3).map(
            lambda all_of: Asked(
                f"({' '.join(part.text for part in all_of)})",
                lambda words: all(part.holds(words) for part in all_of),
            )
        ),
        st.lists(parts, min_size=2, max_size=4).map(
            lambda any_of: Asked(
                f"({' OR '.join(part.text for part in any_of)})",
                lambda words: any(part.holds(words) for part in any_of),
            )
        ),
        parts.map(lambda part: Asked(f"-({part.text})", lambda words: not part.holds(words))),
    )


@given(st.recursive(simple, joined, max_leaves=8))
@settings(max_examples=150)
def test_a_query_finds_what_looking_at_every_article_would(
    index: ArticleIndex, asked: Asked
) -> None:
    results = index.search(SearchQuery.parse(asked.text), limit=None, snippets=False)
    expected = {f"{place:03d}" for place, words in enumerate(ARTICLES) if asked.holds(words)}
    assert {hit.id for hit in results.hits} == expected
    assert results.total == len(expected)
    scores = [hit.score for hit in results.hits]
    # Scores count as equal where only the order of adding them up tells them apart.
    assert all(after <= before + 1e-9 for before, after in pairwise(scores))
