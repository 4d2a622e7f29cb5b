"""Texts that fill in one form are no copies, once there are enough of them to show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from feeds.judging.duplicates import find_same, fingerprint, is_copy
from feeds.judging.forms import form_of
from store.models import ArticlesSharing, ComparedText, Likeness
from tests.support.forms import FILLINGS, filled_in


def compared(name: str, text: str, source: str | None = "Le Courrier du Gouët") -> ComparedText:
    return ComparedText(name, "", text, source=source)


NOTICES = [compared(name, filled_in(name)) for name in FILLINGS]
FIRST, SECOND, *_, LAST = NOTICES


def given(*candidates: ComparedText) -> ArticlesSharing:
    return lambda terms, at_least: candidates


def looked_at(article: ComparedText, *candidates: ComparedText) -> Likeness:
    return find_same(article, given(*candidates))


def test_two_texts_of_a_form_look_like_copies_and_five_show_that_they_are_none() -> None:
    assert looked_at(SECOND, FIRST).same == FIRST.article_id, "nothing shows it yet"
    assert looked_at(LAST, *NOTICES[:-1]).same is None


def test_what_passed_for_copies_is_told_when_the_form_shows() -> None:
    grouped = [replace(each, first=FIRST) for each in NOTICES[1:-1]]
    found = looked_at(LAST, FIRST, *grouped)
    assert found.same is None
    assert set(found.apart) == {each.article_id for each in grouped}


def test_a_copy_of_one_of_the_texts_of_a_form_is_its_copy() -> None:
    words = SECOND.text.split()
    edited = " ".join([*words[:-12], "selon", "nos", "informations"])
    for text in (SECOND.text, edited, f"Rappel publié ce matin. {SECOND.text}"):
        copy = compared("copy", text)
        assert looked_at(copy, SECOND, *NOTICES[2:], FIRST).same == SECOND.article_id


def test_a_copy_is_found_though_its_original_passed_for_that_of_another() -> None:
    grouped = replace(SECOND, first=FIRST)
    found = looked_at(compared("copy", SECOND.text), grouped, *NOTICES[2:], FIRST)
    assert (found.same, found.apart) == (SECOND.article_id, (SECOND.article_id,))


def test_papers_that_add_to_a_release_fill_in_no_form() -> None:
    papers = [replace(each, source=f"Journal {place}") for place, each in enumerate(NOTICES)]
    assert looked_at(papers[-1], *papers[:-1]).same == papers[0].article_id


def test_cut_and_edited_editions_of_one_text_are_no_form() -> None:
    words = " ".join(filled_in(name) for name in list(FILLINGS)[:2]).split()
    editions = [
        fingerprint("", " ".join(words[place * 12 : len(words) - (5 - place) * 12]))
        for place in range(5)
    ]
    one, other, *others = editions
    assert not form_of(one.shingles, other.shingles, [each.shingles for each in others])
    assert is_copy(one, other, others)


@pytest.mark.parametrize("beside", [0, 1, 2])
def test_few_texts_are_no_form(beside: int) -> None:
    prints: Sequence[frozenset[int]] = [fingerprint("", each.text).shingles for each in NOTICES]
    assert not form_of(prints[0], prints[1], prints[2 : 2 + beside])
    form = form_of(prints[0], prints[1], prints[2:])
    assert form
    assert form <= prints[0] & prints[1]
