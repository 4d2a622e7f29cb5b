"""Words found again in a text, and the passage to show."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import SearchQuery, find_matches
from search.highlight import SNIPPET_LENGTH, make_snippet

TEXT = (
    "L’économie de la mer va bien. Les États-Unis achètent des câbles sous-marins, et les "
    "40\u202f000 salariés du port ont créé une start-up. « L’E\u0301conomie », dit-on à La Ciotat."
)


def found(query: str, text: str = TEXT, *, typing: bool = False) -> list[str]:
    spans = find_matches(SearchQuery.parse(query, typing=typing), text)
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("économie", ["économie", "E\u0301conomie"]),
        ("ECONOMIQUES", ["économie", "E\u0301conomie"]),
        ("etats-unis", ["États-Unis"]),
        ("etats unis", ["États", "Unis"]),
        ('"économie de la mer"', ["économie de la mer"]),
        ('"la ciotat"', ["La Ciotat"]),
        ("40000", ["40\u202f000"]),
        ("40 000 salarié", ["40\u202f000", "salariés"]),
        ("startup", ["start-up"]),
        ("marin", ["marins"]),
        ("sala*", ["salariés"]),
        ("cable~", ["câbles"]),
        ("économie -port", ["économie", "E\u0301conomie"]),
        ("tag:port", []),
        ("title:port", ["port"]),
        ("(port OR ciotat)", ["port", "Ciotat"]),
        ("de la mer", ["mer"]),
        ("", []),
        ("is:kept", []),
    ],
)
def test_words_are_found_in_all_their_forms(query: str, expected: list[str]) -> None:
    assert found(query) == expected


def test_a_word_being_typed_marks_what_starts_with_it() -> None:
    assert found("econo", typing=True) == ["économie", "E\u0301conomie"]
    assert found("ec", typing=True) == []


def test_english_is_marked_by_english_rules() -> None:
    query = SearchQuery.parse("companies")
    assert len(find_matches(query, "A company of companies", "en")) == 2


def paragraphs(word: str, count: int) -> str:
    filler = "Le conseil régional a voté son budget sans surprise après un long débat. " * count
    return f"{filler}\n\nLa {word} navale recrute.\n\n{filler}"


def test_a_snippet_is_whole_words_on_one_line_around_the_match() -> None:
    text = paragraphs("filière", 8)
    snippet = make_snippet(SearchQuery.parse("filieres"), [text], "fr")
    assert "\n" not in snippet.text
    assert [snippet.text[span.start : span.end] for span in snippet.matches] == ["filière"]
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("…")
    assert set(snippet.text.strip("…").split()) <= set(text.split())
    assert len(snippet.text) <= SNIPPET_LENGTH + 2


def test_a_snippet_shows_the_passage_with_most_of_the_words() -> None:
    text = f"Un port. {paragraphs('filière', 6)} Le port de la filière."
    snippet = make_snippet(SearchQuery.parse("port filière"), [text], "fr")
    marked = {snippet.text[span.start : span.end] for span in snippet.matches}
    assert marked == {"port", "filière"}


def test_without_a_match_a_snippet_is_the_start_of_the_text() -> None:
    snippet = make_snippet(SearchQuery.parse("is:kept"), ["\n Un début. Une suite."], "fr")
    assert (snippet.text, snippet.matches) == ("Un début. Une suite.", ())
    assert make_snippet(SearchQuery.parse("port"), [], "fr").text == ""


def test_a_note_is_shown_where_the_text_has_no_match() -> None:
    snippet = make_snippet(SearchQuery.parse("vérifier"), ["Un texte.", "À vérifier !"], "fr")
    assert snippet.text == "À vérifier !"


@given(
    st.text(alphabet="aéport  \n’'-e\u0301x.", max_size=600),
    st.sampled_from(["port", "é*", '"a port"', "éport OR x", "pot~"]),
)
def test_matches_lie_within_in_order_and_snippets_quote_the_text(text: str, query: str) -> None:
    parsed = SearchQuery.parse(query)
    spans = find_matches(parsed, text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    snippet = make_snippet(parsed, [text], "fr")
    assert bool(spans) == bool(snippet.matches)
    originals = {" ".join(text[span.start : span.end].split()) for span in spans}
    marked = {snippet.text[span.start : span.end] for span in snippet.matches}
    assert {" ".join(mark.split()) for mark in marked} <= originals
