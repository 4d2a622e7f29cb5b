from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text.composition import compose, decode, split_title, visible_body
from store.text.noise import find_noise
from tests.support.texts import ARTICLES, HEALTH, WOOD

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"

STORY = """\
Le chantier naval Kerbrat a livré mardi sa première navette électrique au port de Penmorvan, six mois \
après la date prévue. Elle transportera soixante passagers.

Le retard tient aux batteries. « Elles sont arrivées en mars au lieu de septembre », explique Nolwenn \
Kerbrat, qui dirige le chantier depuis 2019. La commande s’élève à 2,3 millions d’euros.

Deux autres navettes doivent suivre avant l’été prochain. Le syndicat mixte, qui les exploitera, a prévu \
d’embaucher huit pilotes et d’ouvrir une ligne vers l’île Vraz."""

SITES = {
    "most read and comment form": """\
Les articles les plus lus

|

Les articles les plus commentés

Commentaires (0)

Votre adresse e-mail ne sera jamais publiée.
Les champs marqués d’un astérisque sont obligatoires.

Il n’y a pas encore de commentaire.
Soyez la première à réagir !

—

Merci pour votre commentaire. Il sera publié après validation.""",
    "share, tags, other articles": """\
Partager sur Facebook
Partager sur X
Copier le lien
Mots-clés : navette, port, électricité
Sur le même sujet
Penmorvan se dote d’une criée neuve
L’île Vraz veut son éolienne
Les dockers en grève jeudi""",
    "letter and subscription": """\
Inscrivez-vous à notre newsletter pour recevoir chaque matin l’actualité de votre ville
Déjà abonné ? Connectez-vous
Abonnez-vous à partir de 1 € par mois
Mentions légales
Politique de confidentialité
© Le Phare de Penmorvan 2024. Tous droits réservés.""",
    "readers speak": """\
3 commentaires
Yves P. | 12 mai à 8 h 14
Il était temps, on l’attendait depuis deux ans et la vieille navette fumait.
Répondre
Signaler un abus
marin29
Et le prix du billet ?""",
    "consent": """\
Facebook | X | LinkedIn | WhatsApp
Nous utilisons des cookies pour mesurer l’audience et vous proposer des contenus adaptés.
Tout accepter
Gérer mes cookies
Vous disposez d’un droit d’accès, de rectification et d’opposition sur les données qui vous \
concernent. Vous pouvez vous désinscrire à tout moment par le lien prévu dans chaque envoi, sans que \
cela n’ait de conséquence sur votre compte.""",
    "crowd of headlines": """\
À lire aussi

Une filière hydrogène à Penmorvan ?
Ces métiers que la mer n’attire plus
Fil info
11:02 La criée ferme deux jours
10:48 Un cargo escorté au large de l’île Vraz
Toute l’actualité de la région
Retour en haut""",
}


def visible(title: str | None, body: str) -> str:
    text = compose(title, body)
    _, body_start = split_title(text) if title else (None, 0)
    return visible_body(text, body_start, find_noise(text, body_start).spans)


@pytest.mark.parametrize("site", SITES)
def test_machinery_behind_an_article_is_noise_to_the_end(site: str) -> None:
    text = compose("Une navette enfin livrée", f"{STORY}\n\n{SITES[site]}")
    report = find_noise(text, split_title(text)[1])
    assert [text[span.start : span.end] for span in report.spans] == [f"{SITES[site]}\n"]
    assert not report.press_release


@pytest.mark.parametrize("site", SITES)
def test_machinery_of_several_sites_in_one_text_is_noise(site: str) -> None:
    everything = "\n\n".join([STORY, SITES[site], *SITES.values()])
    assert visible("Une navette enfin livrée", everything) == STORY


def test_head_of_a_page_is_noise_but_for_title_and_credit() -> None:
    page = f"""\
Aller au contenu
Se connecter
Accueil
Économie
Sports
Annonces
La criée ferme deux jours
Penmorvan : la navette électrique du chantier Kerbrat livrée avec six mois de retard
Par Anna Le Goff, publié le 12 mai
Partager

{STORY}"""
    assert [line for line in visible(None, page).split("\n") if line] == [
        "Penmorvan : la navette électrique du chantier Kerbrat livrée avec six mois de retard",
        "Par Anna Le Goff, publié le 12 mai",
        *STORY.split("\n\n"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Suivez l’arrivée des trois navettes dans notre série de l’été ⤵",
        "Lire aussi : Penmorvan se dote d’une criée neuve",
        "À lire également : l’île Vraz veut son éolienne",
        "(Re)lire notre dossier sur les ports de demain",
        "Publicité",
        "La suite après cette publicité",
        "|",
        "© Le Phare de Penmorvan",
        "Crédit photo : A. Le Goff",
        "Retrouvez-nous sur Instagram et sur LinkedIn",
        "Partager sur Facebook",
        "Abonnez-vous à notre lettre d’information",
        "L’article Une navette enfin livrée est apparu en premier sur Le Phare.",
        "The post Une navette enfin livrée appeared first on Le Phare.",
        "[À LIRE AUSSI] Penmorvan se dote d’une criée neuve",
        "→ À lire aussi : Penmorvan se dote d’une criée neuve",
        "Lire aussiPenmorvan se dote d’une criée neuve",
        "► Lire : Penmorvan se dote d’une criée neuve",
        "Sur le même thème : Penmorvan se dote d’une criée neuve",
        "Réservé aux abonnés",
        "La suite de cet article est réservée aux abonnés",
        "Je m’inscris",
        "Newsletter : recevez l’essentiel de l’actualité",
        "Chaque semaine, recevez notre choix dans votre boîte",
        "Cliquez pour partager sur Twitter (ouvre dans une nouvelle fenêtre)",
        "Votre navigateur ne supporte pas la vidéo",
        "Pour afficher ce contenu, acceptez les cookies",
        "Une erreur dans l’article ? Signalez-la",
        "Continuer la lecture de « Une navette »",
        "(Photo Anna Le Goff)",
        "Photo d’illustration",
        "Anna Le Goff / AFP",
        "[© Anna Le Goff]",
        "Illustration : Adobe Stock",
    ],
)
def test_line_of_machinery_within_an_article_is_noise(line: str) -> None:
    first, *rest = STORY.split("\n\n")
    assert visible("Une navette", "\n\n".join([first, line, *rest])) == STORY


def test_box_within_an_article_takes_its_headlines_along_but_not_the_next_heading() -> None:
    first, *rest = STORY.split("\n\n")
    box = ["Sur le même sujet", "Penmorvan se dote d’une criée neuve", "L’île Vraz s’équipe"]
    shown = visible("Une navette", "\n\n".join([first, *box, "Un chantier attendu", *rest]))
    assert shown == "\n\n".join([first, "Un chantier attendu", *rest])


ARTICLE_LINES = {
    "figures": "Les chiffres du port\n- 41 escales\n- 3 000 passagers par an\n- Plus de 12 métiers",
    "results": "Les résultats du concours\nOr : Kerbrat\nArgent : Colson\nBronze : Ateliers du Val",
    "two boxes": "Le port en bref\n• 600 emplois\n• 12 hectares\nLa suite\n1. Un quai\n2. Une grue",
    "headings": "Deux lignes de plus\nUne ligne vers l’île",
    "press contact": "Contact presse\nAnna Le Goff – 02 99 00 00 00\nanna@kerbrat.example",
    "about": "À propos de Kerbrat\nFondé en 1921, le chantier emploie 84 personnes à Penmorvan.",
    "enrolment": "Inscription obligatoire avant le 3 mai, par mail ou sur place",
    "appointment": "Rendez-vous le 3 mai\nSalle des fêtes, Penmorvan\nEntrée libre",
    "condition": "Le quai ouvrira en 2026, sous réserve de validation du permis.",
    "biscuits": "La biscuiterie utilise du beurre salé pour ses cookies et ses palets.",
    "comment": "Dans un commentaire publié après validation du plan, le maire se dit confiant.",
    "list of letters": "(a) un quai de 90 mètres\n(b) une grue\n(c) un budget de 2000 euros",
    "agency": "Penmorvan (agence)",
    "quotation": "« Partager la mer, c’est notre métier »\nÀ suivre",
    "at once": "Lire aussitôt le rapport, c’est la consigne",
    "article of law": "L’article 12 provient de la directive européenne",
    "towns": "Brest / Quimper",
    "caption": "[Le quai des navettes, en mai. © Anna Le Goff / AFP]",
    "film": "[La navette vue du ciel – youtube.com]",
    "photography": "Photo de famille sur le quai",
}


@pytest.mark.parametrize("kind", ARTICLE_LINES)
def test_lines_of_the_article_are_never_noise(kind: str) -> None:
    first, *rest = STORY.split("\n\n")
    within = "\n\n".join([first, ARTICLE_LINES[kind], *rest])
    behind = f"{STORY}\n\n{ARTICLE_LINES[kind]}"
    assert visible("Une navette", within) == within
    assert visible("Une navette", behind) == behind


@pytest.mark.parametrize("kind", ARTICLE_LINES)
def test_lines_of_the_article_stay_before_machinery_too(kind: str) -> None:
    form = SITES["most read and comment form"]
    body = f"{STORY}\n\n{ARTICLE_LINES[kind]}"
    assert visible("Une navette", f"{body}\n\n{form}") == body


@pytest.mark.parametrize(
    "heading", ["Facebook", "Commentaire", "Archives", "En direct", "Annonces"]
)
def test_heading_that_could_be_a_menu_stays_within_an_article(heading: str) -> None:
    first, *rest = STORY.split("\n\n")
    body = "\n\n".join([first, heading, *rest])
    assert visible("Une navette", body) == body


def test_list_behind_a_share_line_stays() -> None:
    figures = ARTICLE_LINES["figures"]
    assert visible("Une navette", f"{STORY}\n\nPartager\n\n{figures}") == f"{STORY}\n\n{figures}"


@pytest.mark.parametrize("name", ARTICLES)
def test_whole_articles_have_no_noise(name: str) -> None:
    text = ARTICLES[name]
    assert find_noise(text, split_title(text)[1]).spans == ()


@pytest.mark.parametrize("label", ["Communiqué", "COMMUNIQUÉ DE PRESSE", "Source : communiqué"])
@pytest.mark.parametrize("form", ["{story}\n{label}", "{label}\n\n{story}"])
def test_label_of_a_press_release_is_noise_and_told(label: str, form: str) -> None:
    text = compose("Une navette", form.format(story=STORY, label=label))
    report = find_noise(text, split_title(text)[1])
    assert report.press_release
    assert visible_body(text, split_title(text)[1], report.spans) == STORY


def test_word_communique_in_a_sentence_makes_no_press_release() -> None:
    text = f"{STORY}\n\nDans un communiqué, le port se réjouit.\n"
    assert find_noise(text, 0).press_release is False
    assert find_noise(text, 0).spans == ()


def test_label_far_from_the_ends_is_a_heading() -> None:
    paragraphs = WOOD.split("\n\n")
    text = "\n\n".join([*paragraphs[:5], "Communiqué", *paragraphs[5:]])
    report = find_noise(text, split_title(text)[1])
    assert (report.spans, report.press_release) == ((), False)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "Partager\n", "Communiqué\n", "Lire aussi\nUn titre\n"]
)
def test_text_of_nothing_else_is_left_alone(text: str) -> None:
    assert find_noise(text, 0).spans == ()


def test_spans_begin_and_end_with_lines() -> None:
    lines = HEALTH.split("\n")
    text = "\r\n".join([*lines[:3], "Publicité", "", *lines[3:]])
    (span,) = find_noise(text, 0).spans
    assert text[span.start : span.end] == "Publicité\r\n\r\n"


@given(st.lists(st.sampled_from([*STORY.split("\n"), *"\n".join(SITES.values()).split("\n")])))
def test_spans_are_in_order_apart_and_within_the_body(lines: list[str]) -> None:
    text = compose("Une navette", "\n".join(lines))
    body_start = split_title(text)[1]
    spans = find_noise(text, body_start).spans
    positions = [position for span in spans for position in (span.start, span.end)]
    assert positions == sorted(set(positions))
    assert all(body_start <= position <= len(text) for position in positions)
    prose = [line for line in lines if line in STORY and line]
    assert not prose or visible_body(text, body_start, spans)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed articles are not beside the repository")
class TestSeeds:
    def test_comment_form_of_the_first_seed_is_noise_to_the_end(self) -> None:
        text = decode((SEEDS / "000_f8b253940a018763.txt").read_bytes())
        report = find_noise(text, split_title(text)[1])
        (span,) = report.spans
        assert text[span.start :].startswith("Sujets les +")
        assert span.end == len(text)
        assert not report.press_release

    def test_pointer_and_label_of_the_other_seed_are_noise(self) -> None:
        text = decode((SEEDS / "002_9f8465806ddda876.txt").read_bytes())
        report = find_noise(text, split_title(text)[1])
        pointer, label = (text[span.start : span.end].strip() for span in report.spans)
        assert pointer.startswith("Suivez")
        assert pointer.endswith("⤵")
        assert label == "Communiqué"
        assert report.press_release
