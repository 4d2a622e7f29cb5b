"""Facts of missions: what they say, what they rest on, how they are counted, undone and redone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from store.desk import Desk
from store.errors import InvalidError, UndoConflictError, UnknownError
from store.models import (
    AnnotationKind,
    EntityKind,
    Fact,
    FactDetails,
    FactStatus,
    FactType,
    FeedDetails,
    Figure,
    MissionDetails,
    NewArticle,
    Party,
    PressDate,
)
from tests.support.desks import ARTICLES

PORT, FIRM, FAIR, BRANCH = sorted(ARTICLES)
AGREEMENT = FactDetails(
    FactType.AGREEMENT,
    FactStatus.DONE,
    parties=(Party("Port de Kerlouan"), Party("cluster océanique")),
    figure=Figure("3", None, "accords", "coopération"),
    date=PressDate("samedi", "2026-02-21", "2026-02-21", "day"),
    speaker="Maëlle Le Goff",
    note="Textes à demander.",
)
SETTLING = FactDetails(FactType.IMPLANTATION_IN, FactStatus.EXPECTED)


@pytest.fixture
def slug(desk: Desk) -> str:
    return desk.missions.create(MissionDetails("Délégation à Halifax"), "halifax").slug


def _add(desk: Desk, details: FactDetails, quote: str, article: str = PORT) -> Fact:
    span = desk.annotations.find_quote(article, quote)
    return desk.facts.add("halifax", details, places=[(article, span)])


def _indexed(desk: Desk, article_id: str) -> tuple[tuple[str, str], ...]:
    documents = {each.id: each for each in desk.changes.after(0)}
    return documents[article_id].facts


def test_a_fact_says_what_it_says_and_opens_its_passage(desk: Desk, slug: str) -> None:
    before = desk.changes.current()
    made = _add(desk, AGREEMENT, "Trois accords de coopération")
    assert made.details == AGREEMENT
    assert (made.mission, made.editor) == (slug, "anne")
    (passage,) = made.passages
    text = desk.articles.text(PORT).text
    assert text[passage.quote.start : passage.quote.end] == "Trois accords de coopération"
    assert passage.kind is AnnotationKind.FACT
    assert desk.facts.list(slug) == desk.facts.of(PORT) == [made]
    assert desk.facts.get(made.id[:6]) == made
    assert [each.id for each in desk.changes.after(before)] == [PORT]
    assert _indexed(desk, PORT) == (("agreement", "done"),)


def test_it_is_one_act_with_the_passage_it_marks(desk: Desk, slug: str) -> None:
    _add(desk, AGREEMENT, "Trois accords")
    desk.journal.undo()
    assert desk.facts.list(slug) == []
    assert desk.annotations.of(PORT) == []
    assert _indexed(desk, PORT) == ()
    desk.journal.redo()
    assert len(desk.facts.list(slug)) == len(desk.annotations.of(PORT)) == 1


def test_a_passage_that_is_marked_is_not_marked_twice(desk: Desk, slug: str) -> None:
    span = desk.annotations.find_quote(PORT, "Trois accords")
    marked = desk.annotations.add(PORT, span, AnnotationKind.HIGHLIGHT)
    by_place = _add(desk, AGREEMENT, "Trois accords")
    by_id = desk.facts.add(slug, SETTLING, annotations=[marked.id[:8]])
    assert by_place.passages[0].id == by_id.passages[0].id == marked.id
    assert len(desk.annotations.of(PORT)) == 1


def test_a_fact_rests_on_several_passages_and_at_least_on_one(desk: Desk, slug: str) -> None:
    made = _add(desk, AGREEMENT, "Trois accords")
    desk.facts.support(
        made.id, places=[(BRANCH, desk.annotations.find_quote(BRANCH, "bureau commun"))]
    )
    passages = desk.facts.get(made.id).passages
    assert [each.article_id for each in passages] == [PORT, BRANCH]
    assert _indexed(desk, BRANCH) == (("agreement", "done"),)
    assert desk.facts.support(made.id, annotations=[passages[0].id]) is None
    desk.facts.unsupport(made.id, passages[0].id)
    assert [each.article_id for each in desk.facts.get(made.id).passages] == [BRANCH]
    with pytest.raises(InvalidError):
        desk.facts.unsupport(made.id, passages[1].id)
    with pytest.raises(InvalidError):
        desk.facts.add(slug, AGREEMENT)


def test_parties_are_the_entities_they_name(desk: Desk, slug: str) -> None:
    port = desk.entities.create(EntityKind.ORGANISATION, "Port de Kerlouan")
    desk.entities.create(EntityKind.PLACE, "Halifax")
    desk.entities.create(EntityKind.ORGANISATION, "Halifax")
    parties = (Party("PORT DE KERLOUAN"), Party("Halifax"))
    made = _add(desk, replace(AGREEMENT, parties=parties), "Trois accords")
    assert made.details.parties == (Party("Port de Kerlouan", port.id), Party("Halifax"))
    desk.entities.rename("Port de Kerlouan", "Port de Kerlouan-Ploudal")
    assert desk.facts.get(made.id).details.parties[0].name == "Port de Kerlouan-Ploudal"
    desk.entities.create(EntityKind.ORGANISATION, "Région")
    desk.entities.merge("Port de Kerlouan", "Région")
    assert desk.facts.get(made.id).details.parties[0].name == "Région"
    desk.entities.forget("Région")
    assert desk.facts.get(made.id).details.parties[0] == Party("Région")
    for _ in range(4):
        desk.journal.undo()
    assert desk.facts.get(made.id) == made


def test_two_that_disagree_stand_side_by_side(desk: Desk, slug: str) -> None:
    announced = replace(AGREEMENT, status=FactStatus.ANNOUNCED, figure=Figure("4"), date=None)
    _add(desk, SETTLING, "deux implantations")
    one = _add(desk, AGREEMENT, "Trois accords")
    other = _add(desk, announced, "bureau commun", BRANCH)
    facts = desk.facts.list(slug)
    assert {fact.id for fact in facts[:2]} == {one.id, other.id}
    assert {fact.passages[0].article_id for fact in facts[:2]} == {PORT, BRANCH}


def test_a_sum_is_not_counted_beside_its_parts(desk: Desk, slug: str) -> None:
    ones = [
        _add(desk, replace(SETTLING, parties=(Party(name),)), quote)
        for name, quote in (("Ostréa", "deux"), ("Kelp", "implantations"))
    ]
    both = replace(SETTLING, figure=Figure("2"), is_aggregate=True)
    total = _add(desk, both, "deux implantations")
    (count,) = desk.facts.counts(slug)
    assert (count.count, count.aggregates) == (3, 0), "nobody said yet what it sums up"
    parts = tuple(sorted(each.id for each in ones))
    desk.facts.edit(total.id, replace(both, parts=parts))
    assert desk.facts.get(total.id).details.parts == parts
    (count,) = desk.facts.counts(slug)
    assert (count.count, count.by_status) == (2, ((FactStatus.EXPECTED, 2),))
    assert count.aggregates == 1
    for part in parts:
        desk.facts.remove(part)
    (count,) = desk.facts.counts(slug)
    assert (count.count, count.aggregates) == (1, 0)


def test_a_fact_is_no_part_of_itself_or_of_another_mission(desk: Desk, slug: str) -> None:
    inner = _add(desk, SETTLING, "deux")
    outer = _add(desk, replace(SETTLING, parts=(inner.id,)), "deux implantations")
    assert outer.details.is_aggregate
    with pytest.raises(InvalidError):
        desk.facts.edit(inner.id, replace(SETTLING, parts=(outer.id,)))
    with pytest.raises(InvalidError):
        desk.facts.edit(inner.id, replace(SETTLING, parts=(inner.id,)))
    desk.missions.create(MissionDetails("Ailleurs"), "ailleurs")
    with pytest.raises(InvalidError):
        desk.facts.add(
            "ailleurs",
            replace(SETTLING, parts=(inner.id,)),
            annotations=[inner.passages[0].id],
        )
    with pytest.raises(UnknownError):
        desk.facts.edit(inner.id, replace(SETTLING, parts=("rien",)))


def test_the_last_passage_takes_its_fact_along(desk: Desk, slug: str) -> None:
    alone = _add(desk, SETTLING, "deux implantations")
    twice = _add(desk, AGREEMENT, "Trois accords")
    desk.facts.support(twice.id, annotations=[alone.passages[0].id])
    facts = desk.facts.list(slug)
    entry = desk.annotations.remove(alone.passages[0].id)
    assert entry is not None
    assert entry.subject["facts"] == 1
    assert [fact.id for fact in desk.facts.list(slug)] == [twice.id]
    assert [each.id for each in desk.facts.get(twice.id).passages] == [twice.passages[0].id]
    assert _indexed(desk, PORT) == (("agreement", "done"),)
    desk.journal.undo()
    assert desk.facts.list(slug) == facts
    desk.journal.redo()
    assert len(desk.facts.list(slug)) == 1
    assert desk.doctor.examine() == []


def test_a_mission_takes_its_facts_along(desk: Desk, slug: str) -> None:
    part = _add(desk, SETTLING, "deux")
    _add(desk, replace(AGREEMENT, parts=(part.id,)), "Trois accords")
    facts = desk.facts.list(slug)
    entry = desk.missions.remove(slug)
    assert entry is not None
    assert entry.subject["facts"] == 2
    assert len(desk.annotations.of(PORT)) == 2, "what is marked stays marked"
    assert _indexed(desk, PORT) == ()
    desk.journal.undo()
    assert desk.facts.list(slug) == facts


def test_passages_follow_a_changed_text(desk: Desk, folder: Path, slug: str) -> None:
    made = _add(desk, AGREEMENT, "Trois accords de coopération")
    lost = _add(desk, SETTLING, "deux implantations")
    changed = ARTICLES[PORT].replace("La délégation", "Hier, la délégation")
    changed = changed.replace("deux implantations", "trois usines")
    (folder / f"{PORT}.txt").write_text(changed, encoding="utf-8")
    desk.intake.scan()
    (passage,) = desk.facts.get(made.id).passages
    text = desk.articles.text(PORT)
    assert (text.version, passage.version, passage.is_orphan) == (2, 2, False)
    assert text.text[passage.quote.start : passage.quote.end] == "Trois accords de coopération"
    (orphan,) = desk.facts.get(lost.id).passages
    assert (orphan.is_orphan, orphan.quote.exact) == (True, "deux implantations")
    desk.annotations.place(orphan.id, desk.annotations.find_quote(PORT, "trois usines"))
    assert desk.facts.get(lost.id).passages[0].quote.exact == "trois usines"
    desk.journal.undo(2)
    assert [fact.id for fact in desk.facts.of(PORT)] == [lost.id], "undone where it stands now"
    assert desk.doctor.examine() == []


def test_facts_and_mentions_hold_while_versions_are_numbered_anew(
    desk: Desk, folder: Path, slug: str
) -> None:
    feed = desk.feeds.add([FeedDetails("https://gazette.example/flux")])[0]
    page = "https://gazette.example/criee"

    def gives(body: str) -> str:
        entry = NewArticle("La criée de Roscoff", body, canonical_url=page, guid="1")
        (outcome,) = desk.intake.take_entries(feed.id, [entry])
        return outcome.article_id

    article = gives("Kelp achète la criée. Deux accords suivent.")
    desk.entities.create(EntityKind.ORGANISATION, "Kelp")
    made = _add(desk, AGREEMENT, "Deux accords suivent", article)
    by_hand = "La criée de Roscoff\n\nVu : Kelp achète la criée. Deux accords suivent.\n"
    (folder / f"{article}.txt").write_text(by_hand, encoding="utf-8")
    desk.intake.scan()
    gives("Personne n’achète la criée. Rien ne suit.")
    text = desk.articles.text(article)
    assert (text.version, text.text) == (4, by_hand), "what the web gave lies beneath"
    (passage,) = desk.facts.get(made.id).passages
    assert (passage.version, passage.is_orphan) == (4, False)
    quote = passage.quote
    assert text.text[quote.start : quote.end] == "Deux accords suivent"
    assert desk.entities.articles("Kelp") == [article]
    assert desk.doctor.examine() == []


def test_what_a_fact_rests_on_is_not_undone_beneath_it(desk: Desk, slug: str) -> None:
    span = desk.annotations.find_quote(PORT, "Trois accords")
    marked = desk.annotations.add(PORT, span)
    number = desk.journal.list()[0].number
    desk.facts.add(slug, AGREEMENT, annotations=[marked.id])
    with pytest.raises(UndoConflictError) as caught:
        desk.journal.undo(number)
    assert caught.value.later is not None
    assert (caught.value.later.act, caught.value.later.number) == ("add-fact", number + 1)
    assert len(desk.facts.of(PORT)) == 1


ACTS: list[Callable[[Desk, Fact], object]] = [
    lambda desk, fact: desk.facts.edit(fact.id, replace(AGREEMENT, status=FactStatus.IMPLIED)),
    lambda desk, fact: desk.facts.edit(fact.id, FactDetails(FactType.EVENT, FactStatus.STATED)),
    lambda desk, fact: desk.facts.edit(fact.id, replace(AGREEMENT, parties=(Party("Kelp"),))),
    lambda desk, fact: desk.facts.remove(fact.id),
    lambda desk, fact: _add(desk, replace(SETTLING, parts=(fact.id,)), "deux implantations"),
    lambda desk, fact: desk.facts.support(
        fact.id, places=[(BRANCH, desk.annotations.find_quote(BRANCH, "bureau commun"))]
    ),
    lambda desk, fact: desk.annotations.remove(fact.passages[0].id),
    lambda desk, fact: desk.missions.remove("halifax"),
]


@pytest.mark.parametrize("number", range(len(ACTS)))
def test_every_act_is_undone_and_redone(desk: Desk, slug: str, number: int) -> None:
    def everything() -> object:
        documents = {each.id: each for each in desk.changes.after(0)}
        return (
            [desk.facts.list(each.slug) for each in desk.missions.list()],
            [desk.annotations.of(each) for each in sorted(ARTICLES)],
            [documents[each].facts for each in sorted(ARTICLES)],
        )

    fact = _add(desk, AGREEMENT, "Trois accords")
    before = everything()
    ACTS[number](desk, fact)
    after = everything()
    assert after != before
    desk.journal.undo()
    assert everything() == before
    desk.journal.redo()
    assert everything() == after
    assert desk.doctor.examine() == []


def test_what_does_not_change_is_no_act(desk: Desk, slug: str) -> None:
    made = _add(desk, AGREEMENT, "Trois accords")
    assert desk.facts.edit(made.id, made.details) is None


@pytest.mark.parametrize(
    "details",
    [
        replace(AGREEMENT, date=PressDate("hier", "2026-02-30")),
        replace(AGREEMENT, figure=Figure(" ")),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, slug: str, details: FactDetails) -> None:
    with pytest.raises(InvalidError):
        _add(desk, details, "Trois accords")
    assert desk.facts.list(slug) == []
    assert desk.annotations.of(PORT) == []
    with pytest.raises(UnknownError):
        desk.facts.get("nulle part")
    with pytest.raises(UnknownError):
        desk.facts.list("nulle-part")
