"""What the reader shows of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.models import Enclosure, EntityKind, NewArticle
from tests.support.desks import ARTICLES
from tui.listing import Ask, answer
from tui.places import EVERYTHING
from tui.reading import other_version, read_article
from tui.services import Services

if TYPE_CHECKING:
    pass

PORT, *_OTHERS = sorted(ARTICLES)


def test_an_article_is_read_with_all_that_is_on_it(services: Services) -> None:
    desk = services.desk
    collection = desk.collections.create("Revue")
    desk.collections.add(collection.slug, [PORT])
    desk.collections.comment(collection.slug, PORT, "à la une")
    desk.annotations.add(PORT, desk.annotations.find_quote(PORT, "Trois accords"))
    desk.annotations.add_note([PORT], "à recouper")
    desk.entities.create(EntityKind.PLACE, "Kerlouan")
    query = answer(services, Ask(EVERYTHING, "Halifax")).query
    reading = read_article(services, PORT, query, collection.slug)
    assert reading.article.id == PORT
    assert [each.quote.exact for each in reading.annotations] == ["Trois accords"]
    assert [each.text for each in reading.notes] == ["à recouper"]
    assert reading.extras[0] == "Revue : à la une"
    words = {reading.text.text[span.start : span.end] for span in reading.matches}
    assert words == {"Halifax"}
    assert [reading.text.text[span.start : span.end] for span in reading.mentions] == ["Kerlouan"]
    assert "place : Kerlouan" in reading.extras


def test_what_a_feed_links_to_is_read_beside_the_article(services: Services) -> None:
    linked = (
        Enclosure("https://a.example/son.mp3", "audio/mpeg"),
        Enclosure("https://a.example/x"),
    )
    article = NewArticle("Le port", "La criée rouvre au son du canon.", enclosures=linked)
    taken = services.desk.intake.add_articles([article])[0]
    extras = read_article(services, taken.article_id, None).extras
    assert [line for line in extras if "audio/mpeg" in line and linked[0].url in line] == [
        extras[0]
    ]
    assert linked[1].url in extras[1]
    assert not read_article(services, PORT, None).extras


def test_names_are_known_in_another_version_too(services: Services) -> None:
    desk = services.desk
    desk.entities.create(EntityKind.PLACE, "Kerlouan")
    desk.entities.create(EntityKind.PLACE, "Brest")
    first = NewArticle("Le port", "Le port de Kerlouan ouvre.", guid="1", feed_id=None)
    taken = desk.intake.add_articles([first])[0]
    reading = read_article(services, taken.article_id, None)
    again = other_version(services, reading, 1, "Version 1")
    assert again.mentions == reading.mentions
    assert again.extras == ("Version 1",)
