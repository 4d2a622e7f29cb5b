"""People, organisations and places: confirmed once, known in all texts, every act undone and redone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from store.backup import restore
from store.desk import Desk
from store.errors import AmbiguousError, InvalidError, TakenError, UndoConflictError, UnknownError
from store.models import (
    EntityKind,
    FactDetails,
    FactStatus,
    FactType,
    FeedDetails,
    MissionDetails,
    NameDecisions,
    NewArticle,
    Span,
)
from tests.support.desks import ARTICLES

PORT, FIRM, FAIR, BRANCH = sorted(ARTICLES)
PERSON, ORGANISATION, PLACE = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE


def _known(desk: Desk) -> dict[str, tuple[str, tuple[str, ...], int]]:
    return {
        each.name: (each.kind, each.aliases, each.article_count) for each in desk.entities.list()
    }


def _mentioned(desk: Desk, article_id: str) -> list[str]:
    return [mention.entity.name for mention in desk.entities.of(article_id)]


def _indexed(desk: Desk, article_id: str) -> list[tuple[str, ...]]:
    documents = {each.id: each for each in desk.changes.after(0)}
    return [each.names for each in documents[article_id].entities]


def test_confirmed_once_it_is_known_in_all_texts(desk: Desk) -> None:
    before = desk.changes.current()
    made = desk.entities.create(PLACE, "Halifax")
    assert (made.kind, made.name, made.article_count) == (PLACE, "Halifax", 1)
    (mention,) = desk.entities.of(PORT)
    text = desk.articles.text(PORT).text
    assert [text[span.start : span.end] for span in mention.spans] == ["Halifax", "Halifax"]
    assert desk.entities.articles("halifax") == [PORT]
    assert [each.id for each in desk.changes.after(before)] == [PORT], "the index is to follow"
    assert _indexed(desk, PORT) == [("Halifax",)]


def test_aliases_are_known_as_names_are(desk: Desk) -> None:
    desk.entities.create(ORGANISATION, "Région Bretagne", ["La région"])
    assert desk.entities.articles("la région") == [FIRM]
    desk.entities.add_alias("région bretagne", "La métropole")
    assert set(desk.entities.articles("Région Bretagne")) == {FIRM, BRANCH}
    desk.entities.remove_alias("Région Bretagne", "la region")
    assert desk.entities.articles("Région Bretagne") == [BRANCH]
    desk.journal.undo()
    desk.journal.undo()
    assert _known(desk) == {"Région Bretagne": ("organisation", ("La région",), 1)}
    desk.journal.redo()
    assert set(desk.entities.articles("Région Bretagne")) == {FIRM, BRANCH}
    with pytest.raises(UnknownError):
        desk.entities.remove_alias("Région Bretagne", "Région Bretagne")


def test_spellings_that_differ_by_case_are_two_aliases(desk: Desk) -> None:
    desk.entities.create(ORGANISATION, "Ostréa", ["OSTRÉA"])
    assert _known(desk)["Ostréa"][1] == ("OSTRÉA",)


def test_new_and_changed_articles_are_looked_through(desk: Desk, folder: Path) -> None:
    desk.entities.create(PLACE, "Roscoff")
    (folder / "004_new.txt").write_text("Le port de Roscoff s’étend.\n", encoding="utf-8")
    desk.intake.scan()
    assert desk.entities.articles("Roscoff") == ["004_new"]
    (folder / "004_new.txt").write_text("Le port de Paimpol s’étend.\n", encoding="utf-8")
    desk.intake.scan()
    assert desk.entities.articles("Roscoff") == []
    feed = desk.feeds.add([FeedDetails("https://gazette.example/flux")])[0]
    (outcome,) = desk.intake.take_entries(
        feed.id,
        [NewArticle("À Roscoff", "Un ferry.", guid="1", canonical_url="https://g.example/1")],
    )
    assert desk.entities.articles("Roscoff") == [outcome.article_id]
    assert _indexed(desk, outcome.article_id) == [("Roscoff",)]


def test_a_longer_name_takes_the_mention_of_a_shorter_one(desk: Desk, folder: Path) -> None:
    (folder / "004_uni.txt").write_text("L’Université de Brest recrute.\n", encoding="utf-8")
    desk.intake.scan()
    desk.entities.create(PLACE, "Brest")
    assert set(desk.entities.articles("Brest")) == {FAIR, "004_uni"}
    desk.entities.create(ORGANISATION, "Université de Brest")
    assert desk.entities.articles("Brest") == [FAIR]
    desk.journal.undo()
    assert set(desk.entities.articles("Brest")) == {FAIR, "004_uni"}


ACTS: list[Callable[[Desk], object]] = [
    lambda desk: desk.entities.create(PERSON, "Maëlle Le Goff"),
    lambda desk: desk.entities.rename("Ostréa", "Ostréa SAS"),
    lambda desk: desk.entities.rename("Ostréa", "OSTRÉA"),
    lambda desk: desk.entities.retype("Ostréa", PERSON),
    lambda desk: desk.entities.merge("Morlaix", "Halifax"),
    lambda desk: desk.entities.merge("Halifax", "Ostréa"),
    lambda desk: desk.entities.add_alias("Halifax", "Nouvelle-Écosse"),
    lambda desk: desk.entities.remove_alias("Halifax", "Halifax, N.-É."),
    lambda desk: desk.entities.forget("Halifax"),
    lambda desk: desk.entities.leave_out("Halifax", [PORT]),
    lambda desk: desk.entities.let_back("Morlaix", [FIRM]),
    lambda desk: desk.entities.refuse(["Nouvelle-Écosse"]),
    lambda desk: desk.entities.edit("Halifax", ORGANISATION, "Halifax (N.-É.)", ["Halifax"]),
    lambda desk: desk.entities.edit("Halifax", PLACE, "La délégation", []),
    lambda desk: desk.entities.decide(
        NameDecisions(
            PORT,
            confirmed=((PERSON, "Maëlle Le Goff"), (PLACE, "Kerlouan")),
            aliases=((desk.entities.get("Ostréa").id, "cluster océanique"),),
            refused=("Nouvelle-Écosse",),
            left_out=(desk.entities.get("Halifax").id,),
        )
    ),
]


def _everything(desk: Desk) -> object:
    return (
        _known(desk),
        [_mentioned(desk, each) for each in sorted(ARTICLES)],
        [_indexed(desk, each) for each in sorted(ARTICLES)],
        [desk.entities.left_out_of(each) for each in sorted(ARTICLES)],
        desk.entities.refused(),
    )


@pytest.mark.parametrize("number", range(len(ACTS)))
def test_every_act_is_undone_and_redone(desk: Desk, number: int) -> None:
    desk.entities.create(PLACE, "Halifax", ["Halifax, N.-É."])
    desk.entities.create(PLACE, "Morlaix")
    desk.entities.create(ORGANISATION, "Ostréa")
    desk.entities.leave_out("Morlaix", [FIRM])
    before = _everything(desk)
    ACTS[number](desk)
    after = _everything(desk)
    assert after != before
    desk.journal.undo()
    assert _everything(desk) == before
    desk.journal.redo()
    assert _everything(desk) == after
    assert desk.doctor.examine() == []


def test_what_was_decided_on_the_names_of_an_article_is_one_act(desk: Desk) -> None:
    halifax = desk.entities.create(PLACE, "Halifax")
    entry = desk.entities.decide(
        NameDecisions(
            PORT,
            confirmed=((PERSON, "Maëlle Le Goff"),),
            aliases=((halifax.id, "Kerlouan"),),
            refused=("Nouvelle-Écosse",),
        )
    )
    assert entry is not None
    assert entry.subject["confirmed"] == ["Maëlle Le Goff", "Kerlouan"]
    assert [each.name for each in desk.entities.mentioned(PORT)] == ["Halifax", "Maëlle Le Goff"]
    assert desk.entities.refused() == {"nouvelle-ecosse"}
    desk.journal.undo()
    assert [each.name for each in desk.entities.mentioned(PORT)] == ["Halifax"]
    assert desk.entities.mentioned(FAIR) == []
    assert desk.entities.decide(NameDecisions(PORT)) is None


def test_a_merge_hands_over_names_mentions_and_exclusions(desk: Desk) -> None:
    desk.entities.create(ORGANISATION, "Ostréa")
    desk.entities.create(ORGANISATION, "La métropole")
    desk.entities.leave_out("La métropole", [BRANCH])
    desk.entities.merge("La métropole", "Ostréa")
    assert _known(desk) == {"Ostréa": ("organisation", ("La métropole",), 1)}
    assert desk.entities.articles("la metropole") == [FIRM], "what was left out stays so"
    with pytest.raises(InvalidError):
        desk.entities.merge("La métropole", "Ostréa")


def test_not_this_one_here(desk: Desk) -> None:
    desk.entities.create(PLACE, "Halifax")
    entry = desk.entities.leave_out("Halifax", [PORT, FIRM])
    assert entry is not None
    assert entry.subject["count"] == 2
    assert desk.entities.of(PORT) == []
    assert desk.entities.articles("Halifax") == []
    assert [each.name for each in desk.entities.left_out_of(PORT)] == ["Halifax"]
    assert desk.entities.leave_out("Halifax", [PORT]) is None
    desk.entities.let_back("Halifax", [PORT])
    assert _mentioned(desk, PORT) == ["Halifax"]
    desk.articles.set_starred([PORT], True)
    assert _indexed(desk, PORT) == [("Halifax",)]


def test_places_are_those_of_what_is_mentioned(desk: Desk) -> None:
    for name in ("Halifax", "Ostréa", "Morlaix"):
        desk.entities.create(PLACE, name)
    text = desk.articles.text(PORT)
    places = desk.entities.places(text)
    assert [text.text[span.start : span.end] for span in places] == ["Halifax", "Halifax"]
    assert list(places) == sorted(places)
    desk.entities.leave_out("Halifax", [PORT])
    assert desk.entities.places(text) == []
    assert desk.entities.places(desk.articles.text(FAIR)) == []


def test_what_is_not_meant_keeps_its_place_from_a_shorter_name(desk: Desk, folder: Path) -> None:
    (folder / "004_fac.txt").write_text(
        "L’Université de Brest ouvre. Brest s’en réjouit.\n\nBrest\nMentions légales\n",
        encoding="utf-8",
    )
    desk.intake.scan()
    desk.entities.create(ORGANISATION, "Université de Brest")
    desk.entities.create(PLACE, "Brest")
    desk.entities.leave_out("Université de Brest", ["004_fac"])
    text = desk.articles.text("004_fac")
    (mention,) = desk.entities.of("004_fac")
    assert list(desk.entities.places(text)) == list(mention.spans)
    assert text.text.index("Brest s’en") == mention.spans[0].start


def test_one_name_may_be_of_two_kinds(desk: Desk) -> None:
    desk.entities.create(ORGANISATION, "Ostréa")
    desk.entities.create(PLACE, "Ostréa")
    assert len(desk.entities.of(FIRM)) == 2
    with pytest.raises(AmbiguousError) as ambiguous:
        desk.entities.get("ostrea")
    assert ambiguous.value.candidates in {
        ("organisation Ostréa", "place Ostréa"),
        ("place Ostréa", "organisation Ostréa"),
    }
    assert desk.entities.get("ostrea", PLACE).kind is PLACE
    assert len(desk.entities.named("OSTREA")) == 2
    with pytest.raises(TakenError):
        desk.entities.retype("Ostréa", PLACE, ORGANISATION)


def test_names_of_one_kind_are_one_entity_s(desk: Desk) -> None:
    desk.entities.create(PLACE, "Halifax", ["Nouvelle-Écosse"])
    for name in ("halifax", "NOUVELLE-ECOSSE"):
        with pytest.raises(TakenError):
            desk.entities.create(PLACE, name)
    desk.entities.create(PLACE, "Morlaix")
    with pytest.raises(TakenError):
        desk.entities.rename("Morlaix", "Halifax")
    assert desk.entities.get("Morlaix").name == "Morlaix"
    with pytest.raises(UnknownError):
        desk.entities.get("Brest")
    with pytest.raises(InvalidError):
        desk.entities.create(PLACE, "…")


def test_the_start_of_an_id_will_do(desk: Desk) -> None:
    made = desk.entities.create(PLACE, "Halifax")
    assert desk.entities.get(made.id[:8]) == made


def test_what_was_built_upon_is_not_undone_beneath(desk: Desk) -> None:
    desk.entities.create(PLACE, "Halifax")
    number = desk.journal.list()[0].number
    desk.entities.add_alias("Halifax", "Nouvelle-Écosse")
    with pytest.raises(UndoConflictError):
        desk.journal.undo(number)
    assert _known(desk)["Halifax"][1] == ("Nouvelle-Écosse",)


def test_a_refusal_is_remembered_in_any_spelling(desk: Desk) -> None:
    desk.entities.refuse(["Mer et Climat"])
    assert desk.entities.refuse(["MER ET CLIMAT"]) is None
    assert desk.entities.refused() == {"mer et climat"}


def test_noise_mentions_nobody(desk: Desk, folder: Path) -> None:
    article = "Le port signe\n\nLa criée rouvre.\n\nSujets les + lus\n\nHalifax en fête\n"
    (folder / "004_bruit.txt").write_text(article, encoding="utf-8")
    desk.intake.scan()
    hidden = desk.articles.text("004_bruit").noise
    assert any(span.start <= article.index("Halifax") < span.end for span in hidden)
    desk.entities.create(PLACE, "Halifax")
    assert desk.entities.articles("Halifax") == [PORT]


def test_the_doctor_finds_mentions_again(desk: Desk) -> None:
    desk.entities.create(PLACE, "Halifax")
    other = desk.entities.create(PLACE, "Morlaix")
    with desk._database.writing() as connection:
        connection.run("DELETE FROM entity_mention WHERE article_id = :id", id=PORT)
        connection.run(
            "INSERT INTO entity_mention (article_id, entity_id) VALUES (:article, :entity)",
            article=FAIR,
            entity=other.id,
        )
    before = desk.changes.current()
    findings = desk.doctor.examine()
    assert [(each.code, each.subject) for each in findings] == [
        ("mentions-stale", PORT),
        ("mentions-stale", FAIR),
    ]
    assert all(each.repaired for each in desk.doctor.repair(findings))
    assert desk.doctor.examine() == []
    assert desk.entities.articles("Halifax") == [PORT]
    assert {each.id for each in desk.changes.after(before)} == {PORT, FAIR}


def test_a_backup_brings_names_and_facts_back(desk: Desk, folder: Path) -> None:
    desk.entities.create(PLACE, "Halifax")
    desk.missions.create(MissionDetails("Halifax"), "halifax")
    place = (PORT, desk.annotations.find_quote(PORT, "Trois accords"))
    fact = desk.facts.add(
        "halifax", FactDetails(FactType.AGREEMENT, FactStatus.DONE), places=[place]
    )
    desk.backups.make()
    desk.entities.forget("Halifax")
    desk.missions.remove("halifax")
    desk.close()
    restore(folder)
    with Desk.open(folder, editor="anne") as again:
        assert again.facts.list("halifax") == [fact]
        assert again.entities.articles("Halifax") == [PORT]
        assert again.doctor.examine() == []


def test_accents_of_their_own_are_accents(desk: Desk, folder: Path) -> None:
    (folder / "004_mac.txt").write_text("Le port d’E\u0301tel s’étend.\n", encoding="utf-8")
    desk.intake.scan()
    desk.entities.create(PLACE, "Étel")
    assert desk.entities.articles("etel") == ["004_mac"]


def test_a_name_with_signs_of_a_pattern_finds_itself_alone(desk: Desk, folder: Path) -> None:
    (folder / "004_signe.txt").write_text("Le label 100_% Breton ouvre.\n", encoding="utf-8")
    desk.intake.scan()
    made = desk.entities.create(ORGANISATION, "100_% Breton")
    assert desk.entities.articles(made.id) == ["004_signe"]
    assert desk.entities.of("004_signe")[0].spans == (Span(9, 21),)
