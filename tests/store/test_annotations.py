"""Passages and notes, and what a new text does to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.desk import Desk
from store.errors import InvalidError, QuoteAmbiguousError, QuoteNotFoundError, UnknownError
from store.models import AnnotationKind, Span
from tests.support.desks import ARTICLES

HALIFAX, OSTREA = "000_00aa11bb22cc33dd", "001_11bb22cc33dd44ee"


def test_a_passage_keeps_its_words_and_surroundings(desk: Desk) -> None:
    span = desk.annotations.find_quote(HALIFAX, "Trois accords de coopération")
    made = desk.annotations.add(HALIFAX, span, AnnotationKind.FACT, "à recouper")
    assert made.quote.exact == "Trois accords de coopération"
    assert made.quote.prefix.endswith("Nouvelle-Écosse. ")
    assert len(made.quote.prefix) == len(made.quote.suffix) == 32
    assert desk.annotations.of(HALIFAX) == [made]
    assert desk.articles.get(HALIFAX).annotation_count == 1


def test_a_quote_may_be_typed_with_plain_typography(desk: Desk) -> None:
    span = desk.annotations.find_quote(
        HALIFAX, '" Nous avons semé, il faut   maintenant récolter "'
    )
    text = desk.articles.text(HALIFAX).text
    assert text[span.start : span.end].startswith("« Nous avons")


def test_a_quote_that_is_not_there_names_the_nearest(desk: Desk) -> None:
    with pytest.raises(QuoteNotFoundError) as caught:
        desk.annotations.find_quote(HALIFAX, "Quatre accords de coopération")
    assert caught.value.nearest is not None
    assert "accords de coopération" in caught.value.nearest


def test_a_quote_that_is_there_twice_shows_the_places(desk: Desk) -> None:
    with pytest.raises(QuoteAmbiguousError) as caught:
        desk.annotations.find_quote(HALIFAX, "halifax".title())
    assert len(caught.value.places) == 2
    assert all("Halifax" in around for _, around in caught.value.places)


@pytest.mark.parametrize("span", [Span(5, 5), Span(-1, 4), Span(3, 90_000), Span(9, 3)])
def test_a_passage_outside_of_the_text_is_refused(desk: Desk, span: Span) -> None:
    with pytest.raises(InvalidError):
        desk.annotations.add(HALIFAX, span)
    assert desk.journal.list() == []


def test_annotations_are_carried_to_a_changed_file(desk: Desk, folder: Path) -> None:
    kept = desk.annotations.add(OSTREA, desk.annotations.find_quote(OSTREA, "4,2 millions d’euros"))
    lost = desk.annotations.add(OSTREA, desk.annotations.find_quote(OSTREA, "à hauteur de 15 %"))
    changed = (
        ARTICLES[OSTREA]
        .replace("Ostréa recrute", "Morlaix : Ostréa recrute")
        .replace("15 %", "20 %")
    )
    (folder / f"{OSTREA}.txt").write_text(changed, encoding="utf-8")
    assert desk.intake.scan().changed == (OSTREA,)
    carried = desk.annotations.get(kept.id)
    text = desk.articles.text(OSTREA)
    assert (carried.version, carried.is_orphan) == (2, False)
    assert text.text[carried.quote.start : carried.quote.end] == "4,2 millions d’euros"
    assert [each.id for each in desk.annotations.orphans()] == [lost.id]
    assert desk.annotations.get(lost.id).version == 1, "an orphan keeps the place it had"
    assert desk.articles.text(OSTREA, 1).text == ARTICLES[OSTREA]
    assert desk.articles.counts().orphans == 1

    desk.annotations.place(lost.id, desk.annotations.find_quote(OSTREA, "à hauteur de 20 %"))
    assert desk.annotations.orphans() == []
    desk.journal.undo()
    assert [each.id for each in desk.annotations.orphans()] == [lost.id]


def test_a_redone_annotation_stands_in_the_newest_text(desk: Desk, folder: Path) -> None:
    made = desk.annotations.add(OSTREA, desk.annotations.find_quote(OSTREA, "second atelier"))
    desk.journal.undo()
    (folder / f"{OSTREA}.txt").write_text("Un mot. " + ARTICLES[OSTREA], encoding="utf-8")
    desk.intake.scan()
    desk.journal.redo()
    again = desk.annotations.get(made.id)
    assert (again.version, again.quote.start) == (2, made.quote.start + 8)
    assert desk.doctor.examine() == []


def test_undoing_an_annotation_that_was_carried(desk: Desk, folder: Path) -> None:
    desk.annotations.add(OSTREA, desk.annotations.find_quote(OSTREA, "second atelier"))
    (folder / f"{OSTREA}.txt").write_text("Un mot. " + ARTICLES[OSTREA], encoding="utf-8")
    desk.intake.scan()
    desk.journal.undo()
    assert desk.annotations.of(OSTREA) == []


def test_notes_are_one_act_for_many_articles(desk: Desk) -> None:
    entry = desk.annotations.add_note([HALIFAX, OSTREA], " à suivre ")
    assert entry.subject["count"] == 2
    assert [note.text for note in desk.annotations.notes(OSTREA)] == ["à suivre"]
    desk.journal.undo()
    assert desk.annotations.notes(HALIFAX) == []


def test_notes_on_what_is_not_there_are_refused(desk: Desk) -> None:
    with pytest.raises(UnknownError):
        desk.annotations.add_note([HALIFAX, "999_x"], "à suivre")
    with pytest.raises(InvalidError):
        desk.annotations.add_note([HALIFAX], "  ")
    assert desk.annotations.notes(HALIFAX) == []
