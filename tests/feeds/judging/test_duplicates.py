"""The same text in two papers, and texts that only look so."""

from __future__ import annotations

from random import Random

import pytest

from feeds.judging.duplicates import find_same, fingerprint, overlap
from store.models import ArticlesSharing, ComparedText
from tests.support import texts

BODIES = {name: text.partition("\n")[2].strip() for name, text in texts.ARTICLES.items()}

BULLETINS = (
    "Nominations, levées de fonds, carnets de commandes : le point de la semaine sur les entreprises du "
    "littoral, chaque lundi à la même heure.\n\nLe chantier Trévignon engage vingt chaudronniers et reprend "
    "la construction de deux chalutiers hybrides, arrêtée depuis l’automne faute de moteurs disponibles.",
    "Nominations, levées de fonds, carnets de commandes : le point de la semaine sur les entreprises du "
    "littoral, chaque lundi à la même heure.\n\nLa conserverie Penhoët choisit Valenciennes pour sa seconde "
    "usine, après le refus du conseil municipal d’agrandir celle du quai, devenue trop étroite.",
)


def are_same(one: str, other: str) -> bool:
    return overlap(fingerprint("", one), fingerprint("", other)).is_same_text


def words_changed(text: str, share: float) -> str:
    words = text.split()
    for place in Random(4).sample(range(len(words)), int(len(words) * share)):
        words[place] = "autrement"
    return " ".join(words)


@pytest.mark.parametrize("name", BODIES)
def test_a_copy_is_the_same_text(name: str) -> None:
    text = BODIES[name]
    assert are_same(text, text)
    assert are_same(text, text.upper()), "capitals"
    assert are_same(text, text.replace("’", "'").replace("\u202f", " ").replace("«", '"'))
    assert are_same(text, " ".join(text.split())), "paragraphs run together"


@pytest.mark.parametrize("name", BODIES)
def test_a_text_that_an_agency_sent_stays_the_same_when_edited(name: str) -> None:
    text = BODIES[name]
    paragraphs = [line for line in text.split("\n") if line]
    lede = "AUBRIÈRES (Agence du Ponant) – D’un correspondant sur place, avec notre rédaction centrale."
    assert are_same(text, f"{lede} {text}"), "another beginning"
    assert are_same(text, "\n\n".join(paragraphs[: len(paragraphs) // 2 + 1])), "cut"
    assert are_same(text, "\n\n".join(reversed(paragraphs))), "rearranged"
    assert are_same(text, words_changed(text, 0.08)), "lightly rewritten"
    assert not are_same(text, words_changed(text, 0.4)), "written anew"


def test_other_articles_are_other_texts() -> None:
    names = list(BODIES)
    for name in names:
        for other in names[names.index(name) + 1 :]:
            assert not are_same(BODIES[name], BODIES[other])


def test_a_bulletin_of_another_week_is_another_text() -> None:
    assert not are_same(*BULLETINS)


def test_a_page_of_many_stories_is_none_of_them() -> None:
    others = [words_changed(body, 0.9) for body in BODIES.values()]
    gathered = "\n\n".join([*BODIES.values(), *others])
    assert not any(are_same(gathered, body) for body in BODIES.values())


def test_what_hardly_has_a_text_is_the_same_word_for_word_alone() -> None:
    brief = "Les ateliers Colson embauchent quinze soudeurs."
    one = fingerprint("Emploi", brief)
    assert overlap(one, fingerprint("Emploi", brief)).is_same_text
    assert not overlap(one, fingerprint("En bref", brief)).is_same_text
    assert not overlap(one, fingerprint("Emploi", brief + " Enfin.")).is_same_text


@pytest.mark.parametrize(("title", "text"), [("", ""), ("Météo", ""), ("", "Voir la vidéo")])
def test_what_says_nothing_is_nobodys_copy(title: str, text: str) -> None:
    assert not fingerprint(title, text).terms
    assert not overlap(fingerprint(title, text), fingerprint(title, text)).is_same_text
    asked: list[object] = []

    def candidates(terms: object, at_least: int) -> list[ComparedText]:
        asked.append(terms)
        return []

    assert find_same(ComparedText("a", title, text), candidates).same is None
    assert not asked


def test_terms_are_few_and_the_same_for_the_same_text() -> None:
    terms = fingerprint("", BODIES["wood"]).terms
    assert 1 < len(terms) <= 16
    assert terms == fingerprint("Autre titre", BODIES["wood"]).terms


def test_a_cut_copy_shares_enough_terms_to_be_found() -> None:
    for body in BODIES.values():
        half = body[: len(body) // 2]
        assert len({*fingerprint("", body).terms} & {*fingerprint("", half).terms}) >= 2


def test_the_first_that_has_the_text_is_named() -> None:
    body = BODIES["port"]
    others = [
        ComparedText("other", "", BODIES["wood"]),
        ComparedText("cut", "", body[: len(body) * 2 // 3]),
        ComparedText("copy", "", body),
    ]
    found = find_same(ComparedText("own", "", body), lambda terms, at_least: others)
    assert found.same == "cut"


def test_a_text_joins_a_group_only_if_it_is_that_of_its_first_article_too() -> None:
    body = BODIES["port"]
    first = ComparedText("first", "", BODIES["wood"])
    alike = ComparedText("alike", "", body, first=first)
    own = ComparedText("own", "", body)
    assert find_same(own, lambda terms, at_least: [alike]).same is None
    of_its_own = ComparedText("later", "", body, first=ComparedText("copy", "", body))
    assert find_same(own, lambda terms, at_least: [alike, of_its_own]).same == "later"


TARIFF = (
    "Le tarif de l’eau baissera de 3,2 % au 1er {month} dans l’agglomération de Kervallon, a annoncé lundi la "
    "régie des Eaux du Couesnic, qui dessert quarante-deux communes. {news}\n\nCette évolution résulte d’une "
    "formule de calcul approuvée par le conseil communautaire. Elle tient compte du prix de l’énergie, des "
    "travaux sur le réseau et des produits de traitement. Les abonnés qui ont choisi une mensualité constante "
    "verront la différence sur leur facture de régularisation. Les entreprises qui consomment plus de six "
    "mille mètres cubes relèvent d’un contrat particulier, négocié avec la régie chaque automne. {more}"
)
DECEMBER = TARIFF.format(
    month="décembre",
    news="La conserverie Penhoët, premier consommateur du territoire, y voit un soulagement après deux années "
    "de hausses ininterrompues et renonce provisoirement à son forage.",
    more="Les associations de consommateurs réclament depuis septembre un tarif progressif.",
)
JANUARY = TARIFF.format(
    month="janvier",
    news="C’est la seconde diminution consécutive : le chantier de la station Bellemare coûtera finalement "
    "moins que prévu, grâce à une subvention européenne obtenue vendredi.",
    more="Un référendum local pourrait décider prochainement du retour à une délégation de service public.",
)


def given(other: ComparedText) -> ArticlesSharing:
    return lambda terms, at_least: [other]


def at(name: str, text: str, day: int) -> ComparedText:
    return ComparedText(name, "", text, published=f"2026-03-{day:02}T08:00:00Z")


@pytest.mark.parametrize(("days", "is_same"), [(0, True), (1, True), (3, False), (20, False)])
def test_what_comes_days_later_and_repeats_what_was_is_other_news(days: int, is_same: bool) -> None:
    old, new = at("old", DECEMBER, 1), at("new", JANUARY, 1 + days)
    assert (find_same(new, given(old)).same == "old") is is_same
    assert (find_same(old, given(new)).same == "new") is is_same


def test_a_text_whose_day_is_not_known_is_compared_as_if_it_were_of_the_same() -> None:
    for day in (None, "mardi"):
        old = ComparedText("old", "", DECEMBER, published=day)
        assert find_same(at("new", JANUARY, 9), given(old)).same == "old"


@pytest.mark.parametrize("name", BODIES)
def test_a_copy_that_comes_days_later_is_a_copy(name: str) -> None:
    text = BODIES[name]
    paragraphs = [line for line in text.split("\n") if line]
    edited = words_changed(text, 0.04)
    cut = "\n\n".join(paragraphs[: len(paragraphs) // 2 + 1])
    old = at("old", text, 1)
    for copy in (text, edited, cut):
        assert find_same(at("new", copy, 25), given(old)).same == "old"
