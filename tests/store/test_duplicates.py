"""Groups of articles with one text: found, decided, undone; nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from store.desk import Desk
from store.errors import UnknownError
from store.models import (
    ArticlesSharing,
    ComparedText,
    CopyMarks,
    Likeness,
    MissionDetails,
    NewArticle,
    Role,
    Triage,
    View,
)
from tests.support.desks import ARTICLES

IDS = sorted(ARTICLES)
A, B, C, D = IDS


def first_words(article: ComparedText, candidates: ArticlesSharing) -> Likeness:
    """Say that texts are the same that begin alike: enough of a judge for the store."""
    terms = (len(article.text.split()[0]),)
    found = (
        each.article_id for each in candidates(terms, 1) if each.text[:20] == article.text[:20]
    )
    return Likeness(terms, next(found, None))


def find(desk: Desk) -> None:
    while desk.duplicates.look(first_words, limit=2):
        pass


def add(desk: Desk, name: str, body: str) -> str:
    url = f"https://{name}.example/article"
    return desk.intake.add_articles([NewArticle(name, body, canonical_url=url)])[0].article_id


@pytest.fixture
def copies(desk: Desk) -> Sequence[str]:
    """Three articles with one text, oldest first."""
    body = "La verrerie de Kerguelen rallume son four jeudi, après quatorze mois d’arrêt."
    ids = [add(desk, name, body) for name in ("ouest", "sud", "est")]
    find(desk)
    return ids


def test_copies_are_one_group_and_others_none(desk: Desk, copies: Sequence[str]) -> None:
    newest_first = list(reversed(copies))
    assert all(list(desk.duplicates.group_of(each)) == newest_first for each in copies)
    assert list(desk.duplicates.group_of(A)) == [A]
    assert [article.others for article in desk.articles.rows([*copies, A])] == [2, 2, 2, 0]
    assert desk.duplicates.pending() == 0


def test_a_folded_view_shows_the_first_of_each_group(desk: Desk, copies: Sequence[str]) -> None:
    whole = list(desk.articles.ids(View()))
    folded = list(desk.articles.ids(View(folded=True)))
    assert [each for each in whole if each not in copies[:2]] == folded
    assert copies[2] in folded, "the newest stands for them"
    desk.articles.set_starred(copies[:2], True)
    assert list(desk.articles.ids(View(starred=True, folded=True))) == [copies[1]]


def test_any_list_is_folded_as_the_groups_are_now(desk: Desk, copies: Sequence[str]) -> None:
    assert desk.duplicates.fold([A, *copies, B]) == [A, copies[0], B]
    desk.duplicates.take_apart(copies[:1])
    assert desk.duplicates.fold([A, *copies, B]) == [A, copies[0], copies[1], B]
    with Desk.open(desk.folder, editor="bruno") as other:
        other.duplicates.take_apart(copies)
    assert desk.duplicates.fold([A, *copies, B]) == [A, *copies, B]


def test_tags_stay_on_the_article_that_got_them(desk: Desk, copies: Sequence[str]) -> None:
    desk.tags.apply([copies[0]], add=["verre"])
    assert [article.tags for article in desk.articles.rows(copies)] == [("verre",), (), ()]


def test_a_group_taken_apart_stays_apart(desk: Desk, copies: Sequence[str]) -> None:
    entry = desk.duplicates.take_apart(copies)
    assert entry is not None
    assert (entry.act, entry.subject["count"]) == ("take-apart", 3)
    late = add(desk, "nord", desk.articles.text(copies[0]).text.partition("\n\n")[2])
    find(desk)
    assert all(list(desk.duplicates.group_of(each)) == [each] for each in [*copies, late])
    assert all(article.others == 0 for article in desk.articles.rows([*copies, late]))
    desk.journal.undo()
    assert len(desk.duplicates.group_of(copies[0])) == 4


def test_one_alone_can_leave_its_group(desk: Desk, copies: Sequence[str]) -> None:
    desk.duplicates.take_apart(copies[:1])
    assert list(desk.duplicates.group_of(copies[0])) == [copies[0]]
    assert set(desk.duplicates.group_of(copies[1])) == set(copies[1:])


def test_putting_together_brings_the_groups_along(desk: Desk, copies: Sequence[str]) -> None:
    desk.duplicates.put_together([A, B])
    assert set(desk.duplicates.group_of(B)) == {A, B}
    desk.duplicates.put_together([A, copies[0]])
    assert set(desk.duplicates.group_of(copies[2])) == {A, B, *copies}
    assert desk.articles.get(B).others == 4
    desk.journal.undo()
    assert set(desk.duplicates.group_of(copies[2])) == set(copies)
    assert set(desk.duplicates.group_of(A)) == {A, B}


def test_what_was_taken_apart_can_be_put_together_again(desk: Desk, copies: Sequence[str]) -> None:
    desk.duplicates.take_apart(copies)
    desk.duplicates.put_together(copies)
    assert set(desk.duplicates.group_of(copies[0])) == set(copies)


def test_a_decision_that_changes_nothing_is_no_act(desk: Desk, copies: Sequence[str]) -> None:
    assert desk.duplicates.take_apart([A]) is None
    assert desk.duplicates.put_together([A]) is None
    assert desk.duplicates.put_together(copies) is None
    with pytest.raises(UnknownError):
        desk.duplicates.put_together([A, "999_ffffffffffffffff"])
    assert desk.journal.list() == []


def test_a_changed_text_is_looked_at_again(desk: Desk, copies: Sequence[str], folder: Path) -> None:
    path = folder / f"{copies[1]}.txt"
    path.write_text("Rectificatif\n\nUne tout autre histoire.\n", encoding="utf-8")
    desk.intake.scan()
    assert desk.duplicates.pending() == 1
    find(desk)
    assert list(desk.duplicates.group_of(copies[1])) == [copies[1]]
    assert set(desk.duplicates.group_of(copies[0])) == {copies[0], copies[2]}


def test_a_term_that_all_articles_bear_leads_to_few(desk: Desk) -> None:
    seen: list[int] = []

    def judge(article: ComparedText, candidates: ArticlesSharing) -> Likeness:
        seen.append(len(list(candidates((1,), 1))))
        return Likeness((1,), None)

    for number in range(60):
        add(desk, f"paper{number}", f"Texte {number} de la revue.")
    while desk.duplicates.look(judge):
        pass
    assert max(seen) <= 12


def test_acts_that_leave_the_text_alone_cost_no_second_look(
    desk: Desk, copies: Sequence[str]
) -> None:
    desk.articles.set_starred(IDS, True)

    def judge(article: ComparedText, candidates: ArticlesSharing) -> Likeness:
        raise AssertionError("looked at twice")

    assert desk.duplicates.pending() == 4
    assert desk.duplicates.look(judge) == 4
    assert desk.duplicates.look(judge) == 0


def test_what_was_made_on_a_copy_is_told_of_the_others(desk: Desk, copies: Sequence[str]) -> None:
    first, second, third = copies
    desk.tags.apply([first], ["filière/verre"], [])
    desk.annotations.add_note([first, second], "à rappeler")
    slug = desk.missions.create(MissionDetails("Verriers à Murano")).slug
    desk.missions.link(slug, [second], Role.REPORT)
    marks = desk.articles.get(third).on_copies
    assert marks == CopyMarks(("filière/verre",), (slug,), 0, 2)
    assert desk.articles.get(third).tags == ()
    assert desk.articles.get(first).on_copies == CopyMarks((), (slug,), 0, 1)
    assert desk.articles.get(A).on_copies is None
    desk.duplicates.take_apart([third])
    assert desk.articles.get(third).on_copies is None


def test_what_was_decided_on_a_copy_is_told_of_the_others(
    desk: Desk, copies: Sequence[str]
) -> None:
    first, second, third = copies

    def decided(article_id: str) -> Triage | None:
        marks = desk.articles.get(article_id).on_copies
        return None if marks is None else marks.triage

    assert decided(third) is Triage.NEW
    desk.articles.set_triage([second], Triage.DISCARDED)
    assert decided(third) is Triage.DISCARDED
    desk.articles.set_triage([first], Triage.KEPT)
    assert (decided(third), decided(first)) == (Triage.KEPT, Triage.DISCARDED)


def test_counts_are_of_the_rows_that_views_show(desk: Desk, copies: Sequence[str]) -> None:
    desk.articles.set_triage(copies[:1], Triage.KEPT)
    desk.articles.set_starred(copies, True)
    counts = desk.articles.counts()
    for name, view in (
        ("inbox", View(triage=Triage.NEW, folded=True)),
        ("kept", View(triage=Triage.KEPT, folded=True)),
        ("unread", View(unread=True, folded=True)),
        ("everything", View(folded=True)),
        ("starred", View(starred=True)),
    ):
        assert getattr(counts, name) == len(desk.articles.ids(view)), name
    desk.duplicates.take_apart(copies)
    assert desk.articles.counts().everything == len(copies) + len(IDS)


def test_what_the_judge_finds_to_be_no_copy_leaves_its_group(
    desk: Desk, copies: Sequence[str]
) -> None:
    before = desk.changes.current()
    add(desk, "nord", "Autre texte.")

    def judge(article: ComparedText, candidates: ArticlesSharing) -> Likeness:
        return Likeness((), None, apart=tuple(copies[1:]))

    assert desk.duplicates.look(judge) > 0
    assert all(list(desk.duplicates.group_of(each)) == [each] for each in copies)
    changed = {document.id for document in desk.changes.after(before)}
    assert changed >= set(copies), "the index learns of each that it has no copies now"


def test_a_decision_outlasts_what_the_judge_finds(desk: Desk) -> None:
    desk.duplicates.put_together([A, B])
    desk.duplicates.look(lambda article, candidates: Likeness((), None, apart=(A, B)))
    assert set(desk.duplicates.group_of(A)) == {A, B}


def test_the_judge_is_told_of_the_source(desk: Desk) -> None:
    desk.intake.add_articles(
        [NewArticle("Four", "La verrerie rallume.", "Le Four", canonical_url="https://a.example/")]
    )
    seen: list[ComparedText] = []

    def judge(article: ComparedText, candidates: ArticlesSharing) -> Likeness:
        seen.append(article)
        return Likeness((), None)

    desk.duplicates.look(judge)
    assert seen[-1].source == "Le Four"


def test_copies_of_one_source_are_counted_once_there(desk: Desk) -> None:
    body = "La verrerie de Kerguelen rallume son four jeudi, après quatorze mois d’arrêt."
    for name in ("ouest", "sud"):
        url = f"https://{name}.example/article"
        desk.intake.add_articles([NewArticle(name, body, "Le Four", canonical_url=url)])
    find(desk)
    assert desk.articles.counts().sources == (("Le Four", 1),)


def test_who_reads_one_copy_has_read_the_others_with_it(desk: Desk, copies: Sequence[str]) -> None:
    assert desk.articles.mark_opened(copies[0], copies=True)
    assert all(article.is_read for article in desk.articles.rows(copies))
    assert not desk.articles.get(A).is_read
    assert not desk.articles.mark_opened(copies[1])


def test_all_groups_are_listed_the_one_with_the_newest_first(
    desk: Desk, copies: Sequence[str]
) -> None:
    desk.duplicates.put_together([A, B])
    assert [list(group) for group in desk.duplicates.all_groups()] == [[*reversed(copies)], [B, A]]
    desk.duplicates.take_apart(copies)
    assert [list(group) for group in desk.duplicates.all_groups()] == [[B, A]]


def test_a_candidate_comes_with_the_article_that_its_group_began_with(
    desk: Desk, copies: Sequence[str]
) -> None:
    seen: dict[str, str | None] = {}

    def judge(article: ComparedText, candidates: ArticlesSharing) -> Likeness:
        terms = (len(article.text.split()[0]),)
        for each in candidates(terms, 1):
            seen[each.article_id] = None if each.first is None else each.first.article_id
        return Likeness(terms, None)

    add(desk, "nord", "La halle aux grains attend toujours son repreneur.")
    while desk.duplicates.look(judge):
        pass
    first, *later = copies
    assert seen[first] is None
    assert {seen[each] for each in later} == {first}
