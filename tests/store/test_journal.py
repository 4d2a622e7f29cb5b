"""Undo and redo: whatever was done can be taken back, and done again."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.acts import TABLES
from store.conflicts import REFERENCES
from store.desk import Desk
from store.errors import (
    NothingToUndoError,
    OthersActError,
    StoreError,
    UndoConflictError,
)
from store.models import (
    AnnotationKind,
    FeedDetails,
    MissionDetails,
    Role,
    RuleKind,
    Span,
    Triage,
)
from tests.support.clock import TickingClock
from tests.support.desks import ARTICLES, write_articles

EDITORIAL = list(TABLES)
IDS = sorted(ARTICLES)
TAGS = ["filière", "filière/santé", "filiere/mer", "Économie", "export", "export/chili"]


def snapshot(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """All that editors made, as it stands in the database."""
    raw = sqlite3.connect(desk.folder / ".marbre" / "desk.db")
    try:
        return {name: sorted(raw.execute(f"SELECT * FROM {name}"), key=repr) for name in EDITORIAL}
    finally:
        raw.close()


def first_mission(desk: Desk) -> str:
    return desk.missions.list()[0].slug if desk.missions.list() else "none"


def first_collection(desk: Desk) -> str:
    return desk.collections.list()[0].slug if desk.collections.list() else "none"


def first_annotation(desk: Desk, article_id: str) -> str:
    found = desk.annotations.of(article_id)
    return found[0].id if found else "none"


def first_note(desk: Desk, article_id: str) -> str:
    found = desk.annotations.notes(article_id)
    return found[0].id if found else "none"


def first_feed(desk: Desk) -> str | None:
    return desk.feeds.list()[0].id if desk.feeds.list() else None


def first_rule(desk: Desk) -> str:
    return desk.rules.list()[0].id if desk.rules.list() else "none"


articles = st.lists(st.sampled_from(IDS), min_size=1, max_size=4, unique=True)
one = st.sampled_from(IDS)
tags = st.sampled_from(TAGS)
words = st.sampled_from(["à vérifier", "bon", "chiffre à recouper"])
Step = Callable[[Desk], object]
steps: st.SearchStrategy[Step] = st.one_of(
    st.builds(
        lambda i, t: lambda d: d.articles.set_triage(i, t), articles, st.sampled_from(Triage)
    ),
    st.builds(lambda i, v: lambda d: d.articles.set_read(i, v), articles, st.booleans()),
    st.builds(lambda i, v: lambda d: d.articles.set_starred(i, v), articles, st.booleans()),
    st.builds(lambda i, a: lambda d: d.tags.apply(i, add=[a]), articles, tags),
    st.builds(lambda i, a: lambda d: d.tags.apply(i, remove=[a]), articles, tags),
    st.builds(lambda a, b: lambda d: d.tags.rename(a, b), tags, tags),
    st.builds(lambda a, b: lambda d: d.tags.merge(a, b), tags, tags),
    st.builds(lambda a: lambda d: d.tags.delete(a), tags),
    st.builds(
        lambda i, s, k, n: lambda d: d.annotations.add(i, Span(s, s + 9), k, n),
        one,
        st.integers(0, 80),
        st.sampled_from(AnnotationKind),
        words,
    ),
    st.builds(
        lambda i, n: lambda d: d.annotations.edit(first_annotation(d, i), note=n), one, words
    ),
    st.builds(lambda i: lambda d: d.annotations.place(first_annotation(d, i), Span(3, 14)), one),
    st.builds(lambda i: lambda d: d.annotations.remove(first_annotation(d, i)), one),
    st.builds(lambda i, n: lambda d: d.annotations.add_note(i, n), articles, words),
    st.builds(lambda i, n: lambda d: d.annotations.edit_note(first_note(d, i), n), one, words),
    st.builds(lambda i: lambda d: d.annotations.remove_note(first_note(d, i)), one),
    st.builds(lambda n: lambda d: d.missions.create(MissionDetails(n)), words),
    st.builds(
        lambda i, r: lambda d: d.missions.link(first_mission(d), i, r),
        articles,
        st.sampled_from(Role),
    ),
    st.builds(lambda i: lambda d: d.missions.unlink(first_mission(d), i), articles),
    st.builds(lambda n: lambda d: d.missions.edit(first_mission(d), MissionDetails(n)), words),
    st.just(lambda d: d.missions.remove(first_mission(d))),
    st.builds(lambda n: lambda d: d.collections.create(n), words),
    st.builds(
        lambda i, s: lambda d: d.collections.add(first_collection(d), i, s),
        articles,
        st.sampled_from([None, "À la une", "Brèves"]),
    ),
    st.builds(
        lambda i, p, s: lambda d: d.collections.move(first_collection(d), i, p, s),
        one,
        st.integers(0, 4),
        st.sampled_from([None, "À la une", "Brèves"]),
    ),
    st.builds(lambda i, t: lambda d: d.collections.comment(first_collection(d), i, t), one, words),
    st.builds(lambda i: lambda d: d.collections.take_out(first_collection(d), i), articles),
    st.just(lambda d: d.collections.rename_section(first_collection(d), "Brèves", "En bref")),
    st.just(lambda d: d.collections.remove_section(first_collection(d), "À la une")),
    st.just(lambda d: d.collections.remove(first_collection(d))),
    st.builds(lambda n, q: lambda d: d.searches.save(n, q), words, words),
    st.builds(lambda a, b: lambda d: d.searches.rename(a, b), words, words),
    st.builds(lambda n: lambda d: d.searches.remove(n), words),
    st.builds(
        lambda u: lambda d: d.feeds.add([FeedDetails(u)]),
        st.sampled_from(["https://a.example/rss", "https://b.example/rss"]),
    ),
    st.builds(lambda i: lambda d: d.duplicates.take_apart(i), articles),
    st.builds(lambda i: lambda d: d.duplicates.put_together(i), articles),
    st.builds(
        lambda k, q: lambda d: d.rules.add(k, q, feed_id=first_feed(d), tags=["filière"]),
        st.sampled_from(RuleKind),
        words,
    ),
    st.builds(lambda q: lambda d: d.rules.edit(first_rule(d), query=q), words),
    st.just(lambda d: d.rules.remove(first_rule(d))),
    st.just(lambda d: d.feeds.remove([d.feeds.list()[0].id]) if d.feeds.list() else None),
)


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(steps, max_size=18), st.data())
def test_any_acts_can_be_undone_and_redone(done: list[Step], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_articles(folder)
        desk = Desk.create(folder, editor="anne", clock=TickingClock())
        states = [snapshot(desk)]
        for step in done:
            try:
                step(desk)
            except StoreError:
                assert snapshot(desk) == states[-1], "a refused act leaves nothing"
            if snapshot(desk) != states[-1]:
                states.append(snapshot(desk))
        assert len(desk.journal.list(100)) == len(states) - 1, "each act is one entry"
        if data.draw(st.booleans()):
            desk.close()
            desk = Desk.open(folder, editor="anne", clock=TickingClock())
        for state in reversed(states[:-1]):
            desk.journal.undo()
            assert snapshot(desk) == state
        with pytest.raises(NothingToUndoError):
            desk.journal.undo()
        for state in states[1:]:
            desk.journal.redo()
            assert snapshot(desk) == state
        with pytest.raises(NothingToUndoError):
            desk.journal.redo()
        desk.close()


def test_an_act_says_who_when_and_what(desk: Desk) -> None:
    entry = desk.tags.apply(IDS[:2], add=["filière/santé"])
    assert entry is not None
    assert (entry.editor, entry.act, entry.subject["added"]) == (
        "anne",
        "tag-articles",
        ["filière/santé"],
    )
    assert entry.subject["articles"] == IDS[:2]
    assert desk.journal.list()[0] == entry


def test_an_act_that_changes_nothing_is_no_entry(desk: Desk) -> None:
    assert desk.articles.set_triage(IDS, Triage.NEW) is None
    assert desk.journal.list() == []


def test_undo_passes_over_acts_of_others(desk: Desk, folder: Path) -> None:
    with Desk.open(folder, editor="basile") as other:
        desk.articles.set_starred(IDS[:1], True)
        other.articles.set_starred(IDS[1:2], True)
        assert desk.journal.undo().subject["articles"] == IDS[:1]
        assert other.articles.get(IDS[1]).starred
        with pytest.raises(OthersActError) as caught:
            desk.journal.undo()
        assert caught.value.entry.editor == "basile"
        undone = desk.journal.undo(caught.value.entry.number)
        assert undone.undone_by == "anne"
        assert not other.articles.get(IDS[1]).starred


def test_an_act_that_others_built_on_is_not_undone(desk: Desk, folder: Path) -> None:
    with Desk.open(folder, editor="basile") as other:
        desk.articles.set_triage(IDS[:1], Triage.KEPT)
        other.articles.set_triage(IDS[:1], Triage.DISCARDED)
        with pytest.raises(UndoConflictError) as caught:
            desk.journal.undo()
        assert caught.value.later is not None
        assert caught.value.later.editor == "basile"
        assert desk.articles.get(IDS[0]).triage is Triage.DISCARDED


def test_a_tag_that_another_uses_is_not_undone_from_under_them(desk: Desk, folder: Path) -> None:
    with Desk.open(folder, editor="basile") as other:
        desk.tags.apply(IDS[:1], add=["export"])
        other.tags.apply(IDS[1:2], add=["export"])
        with pytest.raises(UndoConflictError) as caught:
            desk.journal.undo()
        assert caught.value.later is not None
        assert caught.value.later.editor == "basile"
        assert other.articles.get(IDS[1]).tags == ("export",)


def test_what_is_to_come_back_names_the_act_that_took_away_what_it_rests_on(
    desk: Desk, folder: Path
) -> None:
    with Desk.open(folder, editor="basile") as other:
        slug = desk.missions.create(MissionDetails("Mission à Tanger")).slug
        desk.missions.link(slug, IDS[:1], Role.REPORT)
        desk.journal.undo()
        other.missions.remove(slug)
        with pytest.raises(UndoConflictError) as caught:
            desk.journal.redo()
        assert caught.value.later is not None
        assert (caught.value.later.editor, caught.value.later.act) == ("basile", "remove-mission")


def test_all_that_rests_on_an_editorial_row_is_known(desk: Desk) -> None:
    database = sqlite3.connect(desk.folder / ".marbre" / "desk.db")
    try:
        found = {
            (table, row[3]): row[2]
            for table in TABLES
            for row in database.execute(f"PRAGMA foreign_key_list({table})")
            if row[2] in TABLES
        }
    finally:
        database.close()
    assert found == REFERENCES


def test_what_was_undone_before_a_new_act_is_not_redone(desk: Desk) -> None:
    desk.articles.set_starred(IDS[:1], True)
    desk.journal.undo()
    desk.articles.set_starred(IDS[1:2], True)
    with pytest.raises(NothingToUndoError):
        desk.journal.redo()
    desk.journal.undo()
    assert desk.journal.redo().subject["articles"] == IDS[1:2]


def test_reading_is_no_act_and_in_nobodys_way(desk: Desk) -> None:
    desk.articles.set_triage(IDS[:1], Triage.KEPT)
    assert desk.articles.mark_opened(IDS[0])
    assert len(desk.journal.list()) == 1
    desk.journal.undo()
    article = desk.articles.get(IDS[0])
    assert (article.triage, article.is_read) == (Triage.NEW, True)


def test_every_act_and_its_undoing_raise_the_change_number(desk: Desk) -> None:
    before = desk.changes.current()
    desk.tags.apply(IDS[:2], add=["export"])
    after = desk.changes.current()
    assert {document.id for document in desk.changes.after(before)} == set(IDS[:2])
    desk.tags.rename("export", "exportation")
    assert {document.id for document in desk.changes.after(after)} == set(IDS[:2])
    number = desk.changes.current()
    desk.journal.undo()
    changed = desk.changes.after(number)
    assert {document.id for document in changed} == set(IDS[:2])
    assert all(document.tags == ("export",) for document in changed)
