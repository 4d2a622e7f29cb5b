"""The passages of an article that answer a query, the best first."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import ArticleIndex, Indexer, SearchQuery
from search.highlight import find_passages
from search.passages import LONGEST
from tests.support.fake_desk import FakeDesk

TEXT = """\
Le port de Kerlouan a voté son budget. M. Le Goff, qui préside la région, n’est pas venu. \
Le maire parle du port, du budget, du port encore.

La délégation est rentrée de Halifax avec trois accords. Le cluster de Halifax viendra au printemps. \
Les accords portent sur les capteurs marins.

Reste le budget. Il faudra convaincre le port, dit l’élu : « La région paiera ! » Une suite est prévue.
"""


def answers(query: str, text: str = TEXT, weights: tuple[float, ...] | None = None) -> list[str]:
    passages = find_passages(SearchQuery.parse(query), text, "fr", weights)
    return [text[each.span.start : each.span.end] for each in passages]


def test_the_sentence_with_most_of_the_words_comes_first() -> None:
    found = answers("accords Halifax délégation")
    assert found[0] == "La délégation est rentrée de Halifax avec trois accords."
    assert found[1].startswith("Le cluster de Halifax viendra au printemps.")


def test_two_sentences_that_answer_together_are_one_passage() -> None:
    assert answers("cluster capteurs")[0] == (
        "Le cluster de Halifax viendra au printemps. Les accords portent sur les capteurs marins."
    )


def test_no_passage_reaches_over_a_paragraph() -> None:
    assert all("\n\n" not in found for found in answers("budget port région délégation accords"))


def test_an_abbreviation_ends_no_sentence() -> None:
    (found,) = answers("Goff")
    assert found == "M. Le Goff, qui préside la région, n’est pas venu."


def test_rare_words_tell_more_than_common_ones() -> None:
    query = "budget région"
    assert answers(query, weights=(5.0, 1.0))[0].startswith("Le port de Kerlouan a voté son budget")
    far = "La région dort.\n\nUn budget.\n\n"
    assert answers(query, far, (1.0, 5.0))[0] == "La région dort."
    assert answers(query, far, (5.0, 1.0))[0] == "Un budget."


def test_words_beside_each_other_tell_more_than_words_apart() -> None:
    apart = "Le port, qui a bien changé depuis les années trente, garde un vieux quai de bois."
    near = "Le quai du port dort depuis les années trente et personne ne vient plus le voir ici."
    assert answers("port quai", f"{apart}\n\n{near}")[0] == near


def test_matches_are_told_where_they_stand() -> None:
    passage = find_passages(SearchQuery.parse("accord Halifax"), TEXT, "fr")[0]
    assert [TEXT[span.start : span.end] for span in passage.matches] == ["Halifax", "accords"]
    assert 0 < passage.score <= 1


@pytest.mark.parametrize("query", ["introuvable", "", "is:kept", "-port", "tag:port"])
def test_what_is_not_asked_for_in_texts_is_not_answered(query: str) -> None:
    assert answers(query) == []


def test_a_text_without_sentences_has_passages_too() -> None:
    text = "mot " * 400 + "Halifax " + "mot " * 400
    (found,) = answers("Halifax", text)
    assert "Halifax" in found
    assert len(found) <= LONGEST


@pytest.mark.parametrize("filler", [".", "…", " ", "\n ", "» ", "a. ", ".) "])
def test_a_hostile_text_takes_no_longer_than_its_length(filler: str) -> None:
    assert answers("port", filler * 40_000 + " Le port.")[0].endswith("Le port.")


@given(
    st.text(alphabet="aAéport .!?\n»« quai’-", max_size=400),
    st.sampled_from(["port", "port quai", '"port quai"', "po*", "a port é"]),
)
def test_passages_lie_in_the_text_and_apart(text: str, query: str) -> None:
    found = find_passages(SearchQuery.parse(query), text, "fr")
    for passage in found:
        span = passage.span
        assert 0 <= span.start < span.end <= len(text)
        assert all(span.start <= m.start < m.end <= span.end for m in passage.matches)
        assert 0 < passage.score <= 1
    for one, other in combinations(found, 2):
        assert one.span.end <= other.span.start or other.span.end <= one.span.start
    assert [each.score for each in found] == sorted((p.score for p in found), reverse=True)


def test_the_index_knows_which_words_are_rare(desk: FakeDesk, index: ArticleIndex) -> None:
    for number in range(20):
        desk.publishes(f"Article {number}", "Le port." if number else "Le port de Halifax.")
    Indexer(index, desk).catch_up()
    port, halifax = index.word_weights(SearchQuery.parse("port Halifax"))
    assert halifax > 2 * port
    typed = SearchQuery.parse("hali", typing=True)
    assert index.word_weights(typed) <= (halifax,)
    assert index.word_weights(SearchQuery.parse("is:kept")) == ()


def test_a_snippet_shows_the_rare_word(desk: FakeDesk, index: ArticleIndex) -> None:
    filler = "Il fait beau sur les quais et les mouettes crient au-dessus des bateaux rangés. " * 8
    article = desk.publishes("Un", f"Le port.\n\n{filler}\n\nLe consul de Halifax.")
    for number in range(20):
        desk.publishes(f"Autre {number}", "Le port.")
    Indexer(index, desk).catch_up()
    snippet = index.snippets(SearchQuery.parse("port Halifax"), [article])[article]
    assert "consul de Halifax" in snippet.text
