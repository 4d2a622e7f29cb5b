"""What articles said before they changed, as the index is told of it."""

from __future__ import annotations

from pathlib import Path

from store.desk import Desk
from store.earlier import MOST_VERSIONS, distinct_texts
from store.models import EarlierText, IndexDocument
from tests.support.desks import ARTICLES

A, B, *_ = sorted(ARTICLES)


def rewrite(desk: Desk, text: str) -> None:
    (desk.folder / f"{A}.txt").write_text(text, encoding="utf-8")
    desk.intake.scan()


def told(desk: Desk, article_id: str = A) -> IndexDocument:
    return next(each for each in desk.changes.after(0, 1_000) if each.id == article_id)


def text(number: int, body: str, title: str = "") -> EarlierText:
    return EarlierText(number, f"2026-03-{number:02}", title, (body,))


def test_the_index_is_told_what_an_article_said_before(desk: Desk) -> None:
    assert told(desk).earlier == ()
    assert told(desk).version == 1
    rewrite(desk, "Le bac de Landéda\n\nLe bac reprend lundi.\n\nIl coûtera deux euros.\n")
    rewrite(desk, "Le bac de Landéda\n\nLe bac reprend mardi.\n\nIl coûtera deux euros.\n")
    before = desk.changes.current()
    rewrite(desk, "Le bac attend\n\nLe bac ne reprend pas.\n")
    assert [each.id for each in desk.changes.after(before)] == [A]
    newest = told(desk)
    assert newest.version == 4
    assert [each.version for each in newest.earlier] == [3, 2, 1]
    third, second, _ = newest.earlier
    assert third.title == "Le bac de Landéda"
    assert third.runs == ("Le bac reprend mardi.\n\nIl coûtera deux euros.",)
    assert (second.title, second.runs) == ("", ("Le bac reprend lundi.",))
    assert dict(desk.articles.versions(A))[2] == second.taken
    assert told(desk, B).earlier == ()


def test_an_act_keeps_what_the_index_knows_of_the_past(desk: Desk) -> None:
    rewrite(desk, "Le bac\n\nLe bac reprend lundi.\n")
    desk.articles.set_starred([A], True)
    assert told(desk).starred
    assert told(desk).earlier


def test_only_the_last_versions_are_told(desk: Desk) -> None:
    for day in range(MOST_VERSIONS + 3):
        rewrite(desk, f"Le bac\n\nLe bac reprend le {day}.\n")
    earlier = told(desk).earlier
    assert len(earlier) == MOST_VERSIONS
    assert earlier[0].version == told(desk).version - 1
    assert earlier[-1].version == told(desk).version - MOST_VERSIONS


def test_a_paragraph_is_told_once_by_the_newest_that_has_it() -> None:
    found = list(
        distinct_texts(
            [
                text(3, "un\n\ndeux\n\ntrois", "Titre"),
                text(2, "zéro\n\nun\n\ndeux bis\ndeux ter\n\ntrois\n\nquatre", "Titre"),
                text(1, "un\n\ntrois", "Titre"),
            ]
        )
    )
    assert [each.version for each in found] == [3, 2]
    assert found[0].runs == ("un\n\ndeux\n\ntrois",)
    assert found[1].runs == ("zéro", "deux bis\ndeux ter", "quatre")
    assert [each.title for each in found] == ["Titre", ""]


def test_a_page_that_is_another_each_time_is_cut() -> None:
    found = list(distinct_texts(text(9 - place, str(place) * 100_000) for place in range(9)))
    assert sum(len(run) for each in found for run in each.runs) <= 300_000
    assert [each.version for each in found] == [9, 8, 7]


def test_what_had_no_text_is_left_out(desk: Desk, folder: Path) -> None:
    assert list(distinct_texts([text(2, ""), text(1, "un")])) == [text(1, "un")]
