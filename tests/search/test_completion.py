"""What may be meant by what is typed so far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import SearchQuery
from search.completion import Value, complete, read_typed
from search.vocabulary import VALUES, value_named

_VALUES = {
    "tag": [
        Value("nautisme", 12),
        Value("filière/santé", 40),
        Value("filière/nautisme", 3),
        Value("numérique", 8),
    ],
    "mission": [Value("tanger-2017", 5, "Mission économique à Tanger"), Value("miami", 2, "Miami")],
    "source": [Value("Le Courrier du Léon", 9), Value("L’Estuaire", 4), Value('La "Une"', 1)],
    "org": [Value("Port de Sète", 7, "Port de Sète = PDS"), Value("Ostréa", 2, "Ostréa")],
    "lang": [Value("fr", 90), Value("en", 3)],
    "date": [Value("2017", 4), Value("2024", 1), Value("2025", 7), Value("2026", 9)],
}


class _Desk:
    """Has a few of everything."""

    def values(self, field: str) -> Sequence[Value]:
        return _VALUES.get(field, [])

    def words(self, prefix: str, most: int, field: str | None = None) -> Sequence[Value]:
        words = [Value("port", 50), Value("porte", 20), Value("tarif", 9), Value("métropole", 5)]
        folded = {"métropole": "metropole"}
        return [word for word in words if folded.get(word.value, word.value).startswith(prefix)][
            :most
        ]


def _offered(text: str, language: str = "en", cursor: int | None = None) -> list[str]:
    place = len(text) if cursor is None else cursor
    completion = complete(text, place, _Desk(), language=language)
    if completion is None:
        return []
    return [completion.taken(text, candidate)[0] for candidate in completion.candidates]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ta", "tag:"),
        ("port -mi", "port -mission:"),
        ("(so", "(source:"),
        ("tag:nau", 'tag:"nautisme" '),
        ("tag:", 'tag:"filière/santé" '),
        ("tag:san", 'tag:"filière/santé" '),
        ('tag:"fili', 'tag:"filière/santé" '),
        ("étiquette:num", 'étiquette:"numérique" '),
        ("mission:tan", 'mission:"tanger-2017" '),
        ("mission:éco", 'mission:"tanger-2017" '),
        ("source:cour", 'source:"Le Courrier du Léon" '),
        ("source:une", 'source:"La  Une " '),
        ("is:k", "is:kept "),
        ("has:", "has:note "),
        ("kind:p", "kind:press-release "),
        ("lang:e", "lang:en "),
        ("or", "org:"),
        ("org:", 'org:"Port de Sète" '),
        ("organisation:pds", 'organisation:"Port de Sète" '),
        ("org:set", 'org:"Port de Sète" '),
        ("fact:impl", "fact:implantation-in "),
        ("status:an", "status:announced "),
        ("date:", "date:2026 "),
        ("date:20", "date:2026 "),
        ("date:<3", "date:<30d "),
        ("date:2017-0", "date:2017-01 "),
        ("added:to", "added:today "),
        ("vers", "version:"),
        ("version:por", "version:port"),
        ("versions:", "versions:>1 "),
        ("versions:>1", "versions:>10 "),
        ("por", "port"),
        ("l'metro", "l'métropole"),
        ('"grand por', '"grand port'),
        ("title:por", "title:port"),
    ],
)
def test_the_likeliest_comes_first(text: str, first: str) -> None:
    assert _offered(text)[0] == first


def test_of_equals_the_commonest_comes_first() -> None:
    assert _offered("tag:n") == ['tag:"nautisme" ', 'tag:"numérique" ', 'tag:"filière/nautisme" ']


@pytest.mark.parametrize(
    ("text", "first"),
    [("ti", "titre:"), ("et", "étiquette:"), ("ta", "tag:"), ("est:g", "est:gardé "), ("date:h", "date:hier "),
     ("fa", "fait:"), ("fait:acc", "fait:accord "), ("statut:en", "statut:en-cours ")],
)  # fmt: skip
def test_french_readers_are_offered_french(text: str, first: str) -> None:
    assert _offered(text, "fr")[0] == first


@pytest.mark.parametrize(
    "text",
    ["", "p", "port ", "tag:licorne", "foo:bar", "https://exemple", "port*", "port~", "12", "id:0",
     'tag:"nautisme"', "date:2017-03-14"],
)  # fmt: skip
def test_where_there_is_nothing_to_say_nothing_is_offered(text: str) -> None:
    assert _offered(text) == []


def test_names_are_not_offered_within_a_phrase() -> None:
    assert _offered('"ta') == ['"tarif']
    assert _offered("ta") == ["tag:", "tarif"]


def test_a_word_is_completed_where_the_cursor_is() -> None:
    assert _offered("tag:nau port", cursor=7)[0] == 'tag:"nautisme" port'
    assert _offered("port", cursor=2) == []


def test_the_cursor_goes_behind_what_was_taken() -> None:
    completion = complete("tag:nau port", 7, _Desk())
    assert completion is not None
    text, cursor = completion.taken("tag:nau port", completion.candidates[0])
    assert text[:cursor] == 'tag:"nautisme" '


@given(st.text(alphabet='abc é":-()*~<tagdate 2', max_size=24), st.integers(0, 24))
def test_whatever_is_typed_is_taken_for_something_or_nothing(text: str, cursor: int) -> None:
    place = min(cursor, len(text))
    completion = complete(text, place, _Desk())
    if completion is not None:
        assert completion.candidates
        assert 0 <= completion.typed.start <= completion.typed.end == place


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_value_of_a_closed_list_is_offered_and_understood(language: str) -> None:
    for field, values in VALUES.items():
        completion = complete(f"{field}:", len(field) + 1, _Desk(), language=language, most=50)
        assert completion is not None
        offered = [candidate.text.strip() for candidate in completion.candidates]
        assert [value_named(field, each) for each in offered] == list(values)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_all_that_is_offered_is_understood(language: str) -> None:
    for start in (
        "ti",
        "tag:",
        "is:",
        "has:",
        "kind:",
        "lang:",
        "date:",
        "date:2017-",
        "added:<",
        "mission:",
    ):
        for text in _offered(start, language):
            query = SearchQuery.parse(
                f"{text}x" if text.endswith(":") else text, today=date(2026, 3, 2)
            )
            assert not query.problems, text


def test_what_is_typed_is_told_from_what_is_before_it() -> None:
    typed = read_typed("port tag:fili", 13)
    assert typed is not None
    assert (typed.field, typed.prefix, typed.start) == ("tag", "fili", 9)
