"""The query language: what is meant by what is typed, and where it cannot be understood."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import SearchQuery
from search.language.dates import DayRange
from search.nodes import (
    EVERYTHING,
    NOTHING,
    And,
    Days,
    Form,
    Keyword,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Word,
)

TODAY = date(2018, 3, 14)


def parse(text: str, *, typing: bool = False) -> SearchQuery:
    return SearchQuery.parse(text, today=TODAY, typing=typing)


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("", EVERYTHING),
        ("   ", EVERYTHING),
        ("port", Word("port")),
        ("port naval", And((Word("port"), Word("naval")))),
        ("port ET naval", And((Word("port"), Word("naval")))),
        ("port AND naval", And((Word("port"), Word("naval")))),
        ("port OR naval", Or((Word("port"), Word("naval")))),
        ("port OU naval", Or((Word("port"), Word("naval")))),
        ("port | naval", Or((Word("port"), Word("naval")))),
        ("port ou naval", And((Word("port"), Word("ou"), Word("naval")))),
        ("a b OR c", Or((And((Word("a"), Word("b"))), Word("c")))),
        ("a (b OR c)", And((Word("a"), Or((Word("b"), Word("c")))))),
        ("-port", Not(Word("port"))),
        ("NOT port", Not(Word("port"))),
        ("SAUF port", Not(Word("port"))),
        ("port -(a b)", And((Word("port"), Not(And((Word("a"), Word("b"))))))),
        ('"port naval"', Phrase("port naval")),
        ("«\u00a0port naval\u00a0»", Phrase("port naval")),
        ("“port naval”", Phrase("port naval")),
        ('-"port naval"', Not(Phrase("port naval"))),
        ("nav*", Word("nav", form=Form.PREFIX)),
        ("naval~", Word("naval", form=Form.FUZZY)),
        ("naval~2", Word("naval", form=Form.FUZZY, distance=2)),
        ("sous-marin", Word("sous-marin")),
        ("40 000", Word("40 000")),
        ("en 40\u202f000 jours", And((Word("en"), Word("40\u202f000"), Word("jours")))),
        ("title:port", Word("port", "title")),
        ("titre:port", Word("port", "title")),
        ('text:"port naval"', Phrase("port naval", "text")),
        ("title:(port OR naval)", Or((Word("port", "title"), Word("naval", "title")))),
        ("title:-port", Not(Word("port", "title"))),
        ("tag:filière/santé", Word("filière/santé", "tag")),
        ("étiquette:mer", Word("mer", "tag")),
        ("source:nav*", Word("nav", "source", Form.PREFIX)),
        ("is:kept", Keyword("is", "kept")),
        ("est:écarté", Keyword("is", "discarded")),
        ("is:(kept OR starred)", Or((Keyword("is", "kept"), Keyword("is", "starred")))),
        ("has:fact", Keyword("has", "fact")),
        ("kind:communiqué", Keyword("kind", "press-release")),
        ("lang:anglais", Keyword("lang", "en")),
        ("id:000_f8", Keyword("id", "000_f8")),
        ("near:000", Near("000")),
        ("date:2017", Days("date", DayRange(date(2017, 1, 1), date(2017, 12, 31)))),
        ("added:today", Days("added", DayRange(TODAY, TODAY))),
        ("date:<30d", Days("date", DayRange(date(2018, 2, 12), None))),
        ("https://example.org/a:b", Word("https://example.org/a:b")),
        ("Marseille: retour", And((Word("Marseille"), Word("retour")))),
        ("12:30", Word("12:30")),
        ("!!!", NOTHING),
        ("port !!!", Word("port")),
        ("-", NOTHING),
        ("port -", Word("port")),
    ],
)
def test_what_is_typed_means(text: str, node: Node) -> None:
    query = parse(text)
    assert query.node == node
    assert query.problems == ()


@pytest.mark.parametrize(
    ("text", "node", "code", "place"),
    [
        ('"port naval', Phrase("port naval"), "unclosed-quote", '"port naval'),
        ("(port naval", And((Word("port"), Word("naval"))), "unclosed-parenthesis", "("),
        ("port) naval", And((Word("port"), Word("naval"))), "stray-parenthesis", ")"),
        ("port OR", Word("port"), "missing-operand", "OR"),
        ("OU port", Word("port"), "missing-operand", "OU"),
        ("port title:", Word("port"), "missing-value", "title:"),
        ("titel:port", Word("port"), "unknown-field", "titel:"),
        ("port is:keptt", Word("port"), "unknown-value", "keptt"),
        ("port lang:1", Word("port"), "unknown-value", "1"),
        ("port date:2017-13", Word("port"), "bad-date", "2017-13"),
        ("port versions:deux", Word("port"), "bad-number", "deux"),
        ("port versions:", Word("port"), "missing-value", "versions:"),
        ("port version:", Word("port"), "missing-value", "version:"),
        ("version:p*", Word("p", "version"), "short-prefix", "p*"),
        ("port n*", And((Word("port"), Word("n"))), "short-prefix", "n*"),
        ("is:keptt", NOTHING, "unknown-value", "keptt"),
    ],
)
def test_a_mistake_is_located_and_the_rest_still_runs(
    text: str, node: Node, code: str, place: str
) -> None:
    query = parse(text)
    assert query.node == node
    assert [(problem.code, text[problem.start : problem.end]) for problem in query.problems] == [
        (code, place)
    ]


def test_a_mistake_tells_what_was_expected() -> None:
    assert parse("titel:port").problems[0].expected[0] == "title"
    assert "kept" in parse("is:keptt").problems[0].expected
    assert "2017-03" in parse("date:bientôt").problems[0].expected


@pytest.mark.parametrize(
    "text", ["tag:", '"', "(", "-", "OR", '-("', "title:(", "« ", "date:", "date:ma"]
)
def test_what_is_only_begun_leaves_all_there_is(text: str) -> None:
    assert SearchQuery.parse(text, typing=True).is_empty
    assert SearchQuery.parse(text).node == NOTHING


@pytest.mark.parametrize("text", ["is:bof", "date:32/13/2026 ", ")"])
def test_what_is_wrong_finds_nothing_while_it_is_typed(text: str) -> None:
    assert SearchQuery.parse(text, typing=True).node == NOTHING


def test_a_value_of_a_closed_list_may_be_half_typed() -> None:
    kept = Keyword("is", "kept")
    assert parse("est:ga", typing=True).node == kept
    assert parse("is:ke", typing=True).problems == ()
    assert parse("is:unr", typing=True).node == Keyword("is", "unread")
    either = (Keyword("is", "read"), kept, Keyword("is", "discarded"))
    assert parse("is:re", typing=True).node == Or(either), "read, retenu, rejeté"
    for text in ("is:ga ", "-is:ga", "is:gx"):
        assert [each.code for each in parse(text, typing=True).problems] == ["unknown-value"]
    assert [each.code for each in parse("is:ga").problems] == ["unknown-value"]


def test_the_last_word_may_be_half_typed() -> None:
    assert parse("port nav", typing=True).node == And((Word("port"), Word("nav", form=Form.TYPED)))
    assert parse("title:nav", typing=True).node == Word("nav", "title", Form.TYPED)


@pytest.mark.parametrize(
    "text", ["port nav ", "port (nav)", 'port "nav"', "port -nav", "port nav*"]
)
def test_what_is_finished_or_excluded_is_not_half_typed(text: str) -> None:
    assert "TYPED" not in repr(parse(text, typing=True).node)


def test_an_unknown_sort_is_relevance() -> None:
    assert SearchQuery.parse("port", sort="date").sort == "date"
    assert SearchQuery.parse("port", sort="colour").sort == "relevance"


def test_too_deep_and_too_long_queries_are_cut_and_said_to_be() -> None:
    deep = parse("(" * 500 + "port" + ")" * 500)
    assert "too-deep" in {problem.code for problem in deep.problems}
    nested = parse("title:-" * 250 + "port")
    assert "too-deep" in {problem.code for problem in nested.problems}
    text = "port " * 1_000
    problem = parse(text).problems[-1]
    assert (problem.code, problem.end) == ("too-long", len(text))


def test_narrowing_keeps_the_query_and_can_be_taken_back() -> None:
    query = parse("port")
    narrowed = query.narrowed(tag="mer", starred=True, ids=["000"])
    assert narrowed.node == query.node
    assert (narrowed.filters.tag, narrowed.filters.ids) == ("mer", frozenset({"000"}))
    assert narrowed.narrowed() == query
    assert hash(narrowed) != hash(query)


PIECES = st.sampled_from(
    [
        "port",
        "é",
        "40 000",
        "2017",
        "..",
        "OR",
        "OU",
        "NOT",
        "title:",
        "titre:(",
        "is:",
        "date:",
        "near:",
        "tag:a/b",
        '"',
        "(",
        ")",
        "-",
        "*",
        "~",
        "«",
        "»",
        "“",
        "|",
        ":",
        " ",
        "'",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=60), st.booleans())
def test_nothing_that_is_typed_raises_and_problems_lie_within(text: str, typing: bool) -> None:
    query = parse(text, typing=typing)
    assert query.text == text
    assert all(0 <= problem.start < problem.end <= len(text) for problem in query.problems)
    assert query == parse(text, typing=typing)
