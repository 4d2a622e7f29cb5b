"""What changed between two texts: everything of both, told as people would, in bounded work."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from store.models import LastReading
from store.text.alignment import common
from store.text.difference import (
    DifferenceKind,
    DifferencePiece,
    difference,
    versions_to_compare,
    without_typography,
)
from store.text.shared_runs import shared_runs
from store.text.typography import fold_typography
from tests.support.edits import EDITS
from tests.support.texts import ARTICLES

REMOVED, ADDED, SAME = DifferenceKind.REMOVED, DifferenceKind.ADDED, DifferenceKind.SAME
MARKS = {SAME: "{}", REMOVED: "[-{}-]", ADDED: "{{+{}+}}"}


def old_of(pieces: tuple[DifferencePiece, ...]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind is not ADDED)


def new_of(pieces: tuple[DifferencePiece, ...]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind is not REMOVED)


def told(old: str, new: str) -> str:
    return "".join(MARKS[piece.kind].format(piece.text) for piece in difference(old, new))


WORDS = st.lists(
    st.sampled_from(
        ["le", "port", "de", "Brest", ".", ",", "\n\n", "12,5", "’", "'", "«", "\u00a0"]
    )
).map(" ".join)


@given(WORDS | st.text(max_size=40), WORDS | st.text(max_size=40))
def test_the_pieces_make_up_both_texts(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert (old_of(pieces), new_of(pieces)) == (old, new)
    kinds = [piece.kind for piece in pieces]
    assert all(one is not other for one, other in pairwise(kinds))
    assert all(piece.text for piece in pieces)
    settled = without_typography(pieces)
    assert new_of(settled) == new
    assert fold_typography(old_of(settled)) == fold_typography(old)


@pytest.mark.parametrize("name", ARTICLES)
def test_edited_articles_are_told_by_little_more_than_what_was_edited(name: str) -> None:
    text = ARTICLES[name]
    for kind in EDITS:
        new = kind(text, Random(f"{name} {kind.__name__}")).apply(text)
        pieces = difference(text, new)
        assert (old_of(pieces), new_of(pieces)) == (text, new)
        same = sum(len(piece.text) for piece in pieces if piece.kind is SAME)
        assert same >= 0.7 * min(len(text), len(new)), kind.__name__


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("trois accords", "cinq accords", "[-trois-]{+cinq+} accords"),
        ("1,2 million", "1,4 million", "[-1,2-]{+1,4+} million"),
        ("elle revient samedi.", "elle est revenue lundi.", "elle [-revient samedi-]{+est revenue lundi+}."),
        ("Un. Trois.", "Un. Deux. Trois.", "Un. {+Deux. +}Trois."),
        ("Un.\n\nTrois.", "Un.\n\nDeux.\n\nTrois.", "Un.\n\n{+Deux.\n\n+}Trois."),
        ("l’accord", "l'accord", "l[-’-]{+'+}accord"),
        ("un  mot", "un mot", "un [- -]mot"),
        ("", "neuf", "{+neuf+}"),
        ("même", "même", "même"),
    ],
)  # fmt: skip
def test_changes_are_told_as_people_would(old: str, new: str, expected: str) -> None:
    assert told(old, new) == expected


def test_a_word_that_stays_between_two_longer_changes_is_told_with_them() -> None:
    old = "La ministre inaugurera de nouveaux ateliers de fabrication navale demain"
    new = "Le préfet visitera quelques anciennes usines de construction ferroviaire hier"
    assert len(difference(old, new)) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("le chat " * 20_000, "le chien " * 20_000),
        ("a " * 50_000, "a b " * 40_000),
        (" ".join(Random(1).choices("abcdefgh", k=20_000)), " ".join(Random(2).choices("abcdefgh", k=20_000))),
    ],
)  # fmt: skip
def test_monotonous_texts_end_too(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert (old_of(pieces), new_of(pieces)) == (old, new)


@given(st.text("abc", max_size=9), st.text("abc", max_size=9))
def test_without_single_tokens_as_much_is_shared_as_can_be(old: str, new: str) -> None:
    doubled, other = list(old * 2), list(new * 2)
    assume(not single_in_both(*without_common_ends(doubled, other)))
    runs = shared_runs(doubled, other, 10_000)
    assert sum(run.length for run in runs) == longest_common(doubled, other)
    for run in runs:
        assert doubled[run.old : run.old + run.length] == other[run.new : run.new + run.length]


def without_common_ends(one: list[str], other: list[str]) -> tuple[list[str], list[str]]:
    head = common(one, other)
    one, other = one[head:], other[head:]
    tail = common(one[::-1], other[::-1])
    return one[: len(one) - tail], other[: len(other) - tail]


def single_in_both(one: list[str], other: list[str]) -> set[str]:
    return {token for token in one if one.count(token) == other.count(token) == 1}


def longest_common(one: list[str], other: list[str]) -> int:
    row = [0] * (len(other) + 1)
    for a in one:
        before = row[:]
        for place, b in enumerate(other):
            row[place + 1] = before[place] + 1 if a == b else max(row[place], before[place + 1])
    return row[-1]


@pytest.mark.parametrize(
    ("newest", "reading", "expected"),
    [
        (1, None, (1, 1)),
        (4, None, (3, 4)),
        (4, LastReading(2, "", None, None), (2, 4)),
        (4, LastReading(4, "", None, None), (3, 4)),
        (4, LastReading(4, "", 1, ""), (1, 4)),
    ],
)
def test_what_changed_is_meant_since_one_read_it(
    newest: int, reading: LastReading | None, expected: tuple[int, int]
) -> None:
    assert versions_to_compare(newest, reading) == expected
