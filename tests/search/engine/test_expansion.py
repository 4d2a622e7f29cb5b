"""Misspelt words are found wherever few edits lead to them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from search.engine.arrays import FieldArrays
from search.engine.container import Container, write_container
from search.engine.expansion import matching_pattern, within_edits
from search.engine.postings import PostingsSink
from search.language.spelling import is_within
from tests.search.engine.worlds import make_schema

LETTERS = "abcdéœ—𝄞"
"""Some of one byte, some of more."""


def make_field(folder: Path, words: list[str]) -> FieldArrays:
    sink = PostingsSink("title", make_schema()["tags"].format, folder)
    for word in sorted(word.encode() for word in words):
        sink.add(word, [0], [1.0], [b""])
    with (folder / "arrays").open("wb") as file:
        write_container(file, list(sink.sections()), sink.facts())
    sink.close()
    return FieldArrays(Container(folder / "arrays"), "title", len(words))


def texts_of(field: FieldArrays, places: list[int]) -> list[str]:
    return [field.term(place).decode() for place in places]


@pytest.mark.parametrize("seed", range(8))
def test_finds_all_words_within_some_edits_and_no_others(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    words = {"".join(chance.choices(LETTERS, k=chance.randint(0, 6))) for _ in range(2_000)}
    field = make_field(tmp_path, sorted(words))
    for _ in range(12):
        text = "".join(chance.choices(LETTERS, k=chance.randint(1, 6)))
        distance, prefix = chance.randint(1, 3), chance.randint(0, 1)
        found = texts_of(field, within_edits(field, text, distance, prefix))
        likely = [word for word in words if word.startswith(text[:prefix])]
        # The first letters, which may differ here, are not the first there.
        near = {word for word in likely if is_within(f"-{word}", f"-{text}", distance)}
        assert set(found) == near
        assert len(found) == len(set(found))


def test_finds_places_among_many_terms(tmp_path: Path) -> None:
    words = [f"mot{number:05d}" for number in range(0, 2_000, 2)]
    field = make_field(tmp_path, words)
    assert [field.find(word.encode()) for word in words] == list(range(len(words)))
    absent = [f"mot{number:05d}".encode() for number in range(1, 2_000, 2)]
    assert [field.place_of(word) for word in absent] == list(range(1, len(words) + 1))
    assert {field.find(word) for word in (*absent, b"", b"a", b"z")} == {-1}
    assert field.place_of(b"") == 0
    assert field.place_of(None) == len(words)
    assert field.range_of_prefix(b"mot0001") == (5, 10)
    assert texts_of(field, matching_pattern(field, "mot0?00?")) == [
        f"mot0{number}00{other}" for number in (0, 1) for other in (0, 2, 4, 6, 8)
    ]
