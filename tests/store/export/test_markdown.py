from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from store.export import EXPORTERS
from store.models import AnnotationKind, ExportMode, Selection
from tests.support.selections import (
    BATTERIES_ARTICLE,
    FRENCH,
    HEALTH_ARTICLE,
    MISSION,
    REVIEW,
    WOOD_ARTICLE,
    article,
    selected,
    selection,
)
from tests.support.texts import PORT, WOOD

HARMLESS = {"heading", "paragraph", "bullet_list", "list_item", "blockquote", "inline", "hr"}
HOSTILE = [
    "[cliquez](javascript:alert(1))",
    "![image](https://pisteur.example/x.png)",
    "<script>alert(1)</script>",
    "<javascript:alert(1)>",
    "# Un faux titre",
    "Titre #",
    "```\ncode\n```",
    "`code` et ~~~",
    "| a | b |\n|---|---|",
    "> citation",
    "1. liste",
    "- [ ] tâche",
    "---",
    "===",
    "*gras* __gras__ ~~barré~~",
    "&lt;b&gt; &amp; &#x41; R&D",
    "_souligné_ mot_clé_ _a_b_",
    "a > b\n> c",
    "http://pisteur.example/",
    "[^1]: note",
    "[ref]: https://pisteur.example",
    "$x$ \\(y\\) \\",
    "    indenté",
    "a  \nb\\\nc",
    "\x1b[31mrouge\x07\x9b2J",
    "gauche\u202eedroite\u200b",
]


def rendered(what: Selection, mode: ExportMode = ExportMode.EXTRACTS) -> str:
    return EXPORTERS["markdown"].render(what, mode, FRENCH)


def test_review_has_title_introduction_sections_and_articles_in_order() -> None:
    lines = rendered(REVIEW).split("\n")
    headings = [line for line in lines if line.startswith(("# ", "## ", "### "))]
    assert headings == [
        "# Revue de mai",
        "### Sans titre",
        "## Départs",
        f"### {WOOD_ARTICLE.article.title}",
        "## Arrivées",
        f"### {BATTERIES_ARTICLE.article.title}",
    ]
    assert "*Collection · Établi le 1er mai 2024 · Articles\u00a0: 3*" in lines
    assert lines.index("Trois articles.") < lines.index("Un premier bilan.")


def test_article_shows_what_is_known_of_it() -> None:
    text = rendered(REVIEW, ExportMode.REFERENCES)
    assert "*Le Courrier des Monts*, 11 mars 2024, Jeanne Aubrac" in text
    assert "<https://courrier.example/bois?id=7>" in text
    assert "**Article**\u00a0: 003_5c0d77aa01b2c3d4" in text
    assert "**Étiquettes**\u00a0: export, filière/bois" in text
    assert "**Missions**\u00a0: Mission Québec 2024 (annonce)" in text
    assert "**Commentaire**\u00a0: À suivre de près" in text
    assert "*Port & Métropole*, sans date, communiqué de presse" in text
    assert "*source inconnue*, sans date" in text


def test_references_hold_no_more_than_a_very_short_extract() -> None:
    text = rendered(REVIEW, ExportMode.REFERENCES)
    assert "> Onze scieries et deux bureaux d’études" in text
    quotes = [line for line in text.split("\n") if line.startswith("> ")]
    assert len(quotes) == 3
    assert all(len(quote) <= 152 for quote in quotes)
    assert "3\u202f400 personnes" not in text
    assert "Rappeler l’agence" not in text
    assert FRENCH.rights[ExportMode.REFERENCES] in text


def test_extracts_quote_every_passage_with_its_article() -> None:
    text = rendered(REVIEW)
    quote = text[text.index("> Elle emploie 3\u202f400") :].split("\n\n")[0]
    for known in (
        f"[{WOOD_ARTICLE.article.title}](https://courrier.example/bois?id=7)",
        "*Le Courrier des Monts*, 11 mars 2024",
        "003_5c0d77aa01b2c3d4",
    ):
        assert known in quote
    assert "**Fait**\u00a0: Source à citer" in text
    assert "**Doute**" in text
    assert "Rappeler l’agence." in text
    assert "Des carnets de commandes" not in text


def test_full_text_has_the_body_without_noise_and_the_places_of_passages() -> None:
    text = rendered(REVIEW, ExportMode.FULL)
    start = WOOD_ARTICLE.annotations[0].quote.start
    assert f"caractères {start}–" in text
    assert "Des carnets de commandes en berne" in text
    assert "- 3\u202f400 salariés\n- 92 entreprises, dont 11 scieries" in text
    assert "Partager" not in text
    assert "Communiqué\n" not in text


def test_mission_has_its_details_on_top() -> None:
    text = rendered(selection(("", (WOOD_ARTICLE,)), kind="mission", mission=MISSION))
    head = text[: text.index("###")]
    for known in (
        "**Sens**\u00a0: à l’export",
        "**Destinations**\u00a0: Trois-Rivières, Shawinigan",
        "**Dates**\u00a0: mi-mars 2024",
        "**Conduite par**\u00a0: Odile Marchenoir",
        "**Bilans attendus**\u00a0: 19 avril 2024, 20 mars 2025",
        "**Objectifs**\u00a0: Vendre des charpentes.\n\nTrouver un partenaire.",
    ):
        assert known in head
    assert "Programme" not in head


def test_orphan_says_that_it_left_the_text() -> None:
    orphan = replace(WOOD_ARTICLE.annotations[0], is_orphan=True)
    what = selection(("", (replace(WOOD_ARTICLE, annotations=(orphan,)),)))
    assert "absent du texte actuel" in rendered(what, ExportMode.FULL)
    assert "3\u202f400 personnes" in rendered(what)


def test_passage_over_noise_is_quoted_without_it() -> None:
    text = PORT.replace("hebdomadaires.\n", "hebdomadaires.\n\nPublicité\n")
    passage = text[text.index("un accord qui") : text.index("quatre convois")]
    known = article("006_00aa00aa01b2c3d4", "Port")
    quoted = selected(known, text, (passage, AnnotationKind.HIGHLIGHT, ""))
    assert "Publicité" not in rendered(selection(("", (quoted,))))


def hostile_selection(text: str) -> Selection:
    known = replace(
        article("007_00aa00aa01b2c3d4", text, source=text, author=text),
        tags=(text,),
        url="javascript:alert(1)",
    )
    body = f"{text}\n\n{WOOD}"
    quoted = selected(known, body, (text, AnnotationKind.COMMENT, text), comment=text, note=text)
    mission = replace(MISSION, details=replace(MISSION.details, origin=text, objectives=text))
    return selection((text, (quoted,)), title=text, introduction=text, mission=mission)


def tokens_of(markdown: str) -> set[str]:
    """Return the kinds of markup in a text, HTML and extensions included."""
    parsed = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    found = set()
    for token in parsed.parse(markdown):
        for one in [token, *(token.children or [])]:
            found.add(one.type.removesuffix("_open").removesuffix("_close"))
    return found


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("mode", ExportMode)
def test_hostile_text_is_only_text(text: str, mode: ExportMode) -> None:
    markdown = rendered(hostile_selection(text), mode)
    assert tokens_of(markdown) <= HARMLESS | {"text", "text_special", "strong", "em", "softbreak"}
    assert not any(char in markdown for char in "\x1b\x07\x9b\u202e\u200b")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_can_be_read_as_it_was(text: str) -> None:
    inline = MarkdownIt("commonmark").parse(rendered(hostile_selection(text)))[1]
    shown = "".join(child.content for child in inline.children or [])
    plain = "".join(char for char in text if char.isprintable() or char == "\n")
    assert shown.split() == plain.split()


@given(st.text(min_size=1).filter(str.strip))
def test_any_text_is_only_text(text: str) -> None:
    markdown = rendered(hostile_selection(text))
    assert tokens_of(markdown) <= HARMLESS | {"text", "text_special", "strong", "em", "softbreak"}


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://a.example/x(1)_[2] 3", "https://a.example/x%281%29_%5B2%5D%203"),
        ("http://a.example/é?q=a&b=<c>", "http://a.example/%C3%A9?q=a&b=%3Cc%3E"),
    ],
)
def test_web_addresses_are_links_with_nothing_that_ends_them(url: str, target: str) -> None:
    linked = replace(WOOD_ARTICLE, article=replace(WOOD_ARTICLE.article, url=url))
    text = rendered(selection(("", (linked,))))
    assert f"<{target}>" in text
    assert f"]({target})" in text


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//a.example",
        "http://",
        "http://[",
        "https://a.example/\x1b[2J",
        "JAVASCRIPT:alert(1)",
    ],
)
def test_other_addresses_are_left_out(url: str) -> None:
    linked = replace(WOOD_ARTICLE, article=replace(WOOD_ARTICLE.article, url=url))
    text = rendered(selection(("", (linked,))))
    assert "Adresse" not in text
    assert "](" not in text


def test_french_typography_is_kept() -> None:
    text = rendered(selection(("", (WOOD_ARTICLE,))), ExportMode.FULL)
    assert "«\u00a0Il y a six mois, nous n’étions" in text
    assert "400\u202f000 euros" in text


def test_article_without_title_or_text_is_borne() -> None:
    bare = selected(article("008_00aa00aa01b2c3d4", None), "")
    assert "### Sans titre" in rendered(selection(("", (bare, HEALTH_ARTICLE))), ExportMode.FULL)


def test_empty_selection_is_a_document() -> None:
    assert rendered(selection()).startswith("# Revue de mai\n")
