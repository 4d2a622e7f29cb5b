"""Which version each editor read: what has changed for whom, and what the index is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.desk import Desk
from store.errors import UnknownError
from store.models import IndexDocument, View
from tests.support.clock import TickingClock
from tests.support.desks import ARTICLES

A, B, *_ = sorted(ARTICLES)


def change(
    desk: Desk, article_id: str, old: str = "Trois accords", new: str = "Cinq accords"
) -> None:
    """Let an article change in its file."""
    path = desk.folder / f"{article_id}.txt"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    desk.intake.scan()


def document(desk: Desk, article_id: str) -> IndexDocument:
    return next(each for each in desk.changes.after(0) if each.id == article_id)


def has_changed(desk: Desk, article_id: str) -> bool:
    return desk.articles.get(article_id).has_changed


def test_what_was_read_and_changes_has_changed_until_it_is_read_again(desk: Desk) -> None:
    desk.articles.mark_opened(A)
    change(desk, A)
    assert has_changed(desk, A)
    assert not has_changed(desk, B)
    assert list(desk.articles.ids(View(changed=True))) == [A]
    assert desk.articles.counts().changed == 1
    assert document(desk, A).changed_for == ("anne",)

    number = desk.changes.current()
    assert desk.articles.mark_opened(A)
    assert not has_changed(desk, A)
    assert [each.id for each in desk.changes.after(number)] == [A], "the index follows"
    assert document(desk, A).changed_for == ()
    assert desk.articles.counts().changed == 0


def test_what_nobody_read_has_not_changed_for_anybody(desk: Desk) -> None:
    change(desk, A)
    assert not has_changed(desk, A)
    assert document(desk, A).changed_for == ()


def test_each_editor_has_read_what_they_read(desk: Desk, clock: TickingClock) -> None:
    with Desk.open(desk.folder, editor="bruno", clock=clock) as other:
        desk.articles.mark_opened(A)
        other.articles.mark_opened(A)
        change(desk, A)
        assert document(desk, A).changed_for == ("anne", "bruno")
        other.articles.mark_opened(A)
        assert has_changed(desk, A)
        assert not has_changed(other, A)


def test_saying_that_one_read_it_will_do(desk: Desk) -> None:
    desk.articles.set_read([A, B], True)
    change(desk, A)
    assert has_changed(desk, A)
    desk.articles.set_read([A], True)
    assert not has_changed(desk, A)


def test_what_changed_is_told_from_the_version_read(desk: Desk) -> None:
    change(desk, A, "samedi", "dimanche")
    desk.articles.mark_opened(A)
    change(desk, A)
    change(desk, A, "deux implantations", "trois implantations")
    found = desk.articles.compare(A)
    assert (found.older, found.newer) == (2, 4)
    assert [piece.text for piece in found.pieces if piece.kind != "same"] == [
        "Trois", "Cinq", "deux", "trois",
    ]  # fmt: skip
    desk.articles.mark_opened(A)
    assert desk.articles.compare(A) == found, "what was new a moment ago can still be seen"
    assert (desk.articles.compare(A, 1, 2).older, desk.articles.compare(A, 1).newer) == (1, 4)
    reading = desk.articles.last_reading(A)
    assert reading is not None
    assert (reading.version, reading.earlier) == (4, 2)


def test_what_readers_do_not_see_is_not_compared(desk: Desk, folder: Path) -> None:
    end = "d’ici à l’été."
    change(desk, A, end, f"{end}\n\nLaissez un commentaire\n\nVotre adresse ne sera pas publiée.")
    found = desk.articles.compare(A)
    assert found.newer == 2
    assert found.is_empty


def test_a_version_that_is_not_there_is_refused(desk: Desk) -> None:
    with pytest.raises(UnknownError):
        desk.articles.compare(A, 1, 3)
    with pytest.raises(UnknownError):
        desk.articles.compare("nulle-part")
    assert desk.articles.compare(A).is_empty


def test_a_version_that_says_nothing_new_has_been_read(desk: Desk) -> None:
    desk.articles.mark_opened(A)
    change(desk, A, "Trois accords", "Trois\u00a0accords")
    assert desk.articles.get(A).version == 2, "it is kept all the same"
    assert not has_changed(desk, A)
    assert document(desk, A).changed_for == ()
    change(desk, A, "Trois\u00a0accords", "Cinq accords")
    assert has_changed(desk, A)
    found = desk.articles.compare(A)
    assert (found.older, found.newer) == (2, 3)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lire aussi\n- Le port\n- La scierie", "Lire aussi\n- La scierie\n- Six apprentis"),
        ("Laissez un commentaire\n\nYves : bravo.", "Laissez un commentaire\n\nZoé : non."),
        ("Mis à jour à 10h32", "Mis à jour à 11h05"),
    ],
)
def test_what_stands_around_an_article_is_not_read_again(desk: Desk, one: str, other: str) -> None:
    end = "d’ici à l’été."
    change(desk, A, end, f"{end}\n\n{one}")
    desk.articles.mark_opened(A)
    change(desk, A, one, other)
    assert desk.articles.get(A).version == 3
    assert not has_changed(desk, A)


def test_who_had_not_read_the_last_change_is_still_told_of_it(
    desk: Desk, clock: TickingClock
) -> None:
    with Desk.open(desk.folder, editor="bruno", clock=clock) as other:
        desk.articles.mark_opened(A)
        change(desk, A)
        other.articles.mark_opened(A)
        change(desk, A, "Cinq accords", "Cinq\u00a0accords")
        assert document(desk, A).changed_for == ("anne",)
        assert desk.articles.compare(A).older == 1


def test_what_is_taken_back_has_not_changed_for_who_read_it_before(
    desk: Desk, clock: TickingClock
) -> None:
    with Desk.open(desk.folder, editor="bruno", clock=clock) as other:
        desk.articles.mark_opened(A)
        change(desk, A)
        other.articles.mark_opened(A)
        assert document(desk, A).changed_for == ("anne",)
        change(desk, A, "Cinq accords", "Trois accords")
        assert document(desk, A).changed_for == ("bruno",)


def test_what_is_said_to_be_unread_was_not_read(desk: Desk) -> None:
    desk.articles.mark_opened(A)
    change(desk, A)
    desk.articles.set_read([A], False)
    assert not has_changed(desk, A)
    assert desk.articles.last_reading(A) is None
    assert document(desk, A).changed_for == ()
