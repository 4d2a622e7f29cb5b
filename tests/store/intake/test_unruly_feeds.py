"""Feeds that name their entries badly or anew: nothing is doubled, lost or merged with what it is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from store.desk import Desk
from store.models import Blocked, Feed, FeedDetails, NewArticle, View

SITE = "https://journal.example"
WORDS = """
chantier chaudronnerie délégation équipements exportation filière fonderie formation implantation investissement
laboratoire livraison logistique maintenance métallurgie négociation production partenariat recrutement
reconversion subvention transmission usinage verrerie
"""


def article(number: int, **changes: Any) -> NewArticle:
    """An entry with a text that no other number has."""
    chosen = Random(number)
    sentences = [" ".join(chosen.sample(WORDS.split(), 8)).capitalize() + "." for _ in range(4)]
    url = f"{SITE}/2026/03/article-{number}"
    whole = NewArticle(
        title=f"Titre {number}",
        body=" ".join(sentences),
        url=url,
        canonical_url=url,
        guid=f"guid-{number}",
        published=f"2026-03-{number + 1:02}T08:00:00Z",
    )
    return replace(whole, **changes)


def at(number: int, url: str, **changes: Any) -> NewArticle:
    """An entry under another address."""
    return article(number, url=url, canonical_url=url, **changes)


@pytest.fixture
def feed(desk: Desk) -> Feed:
    return desk.feeds.add([FeedDetails(f"{SITE}/rss")])[0]


def given(desk: Desk, feed: Feed, entries: Sequence[NewArticle]) -> list[str]:
    """What becomes of the entries that the feed gives at once."""
    return [each.outcome for each in desk.intake.take_entries(feed.id, entries)]


def ids(desk: Desk, feed: Feed) -> list[str]:
    """The articles of the feed, in the order in which they came."""
    found = desk.articles.rows(desk.articles.ids(View()))
    return sorted(each.id for each in found if each.feed_id == feed.id)


def text(desk: Desk, article_id: str) -> str:
    return desk.articles.text(article_id).text


FIVE = [article(number) for number in range(5)]
ADDRESSES = {
    "https": "https://journal.example/2026/03/article-{}",
    "www": "https://www.journal.example/2026/03/article-{}",
    "slash": "https://journal.example/2026/03/article-{}/",
    "all": "https://www.journal.example/2026/03/article-{}/",
}


@pytest.mark.parametrize("scheme", ADDRESSES)
@pytest.mark.parametrize("is_guid", [True, False])
def test_a_site_that_writes_its_addresses_otherwise(
    desk: Desk, feed: Feed, scheme: str, is_guid: bool
) -> None:
    def under(address: str, number: int, title: str) -> NewArticle:
        url = address.format(number)
        return at(number, url, guid=url if is_guid else None, title=title)

    old = [under("http://journal.example/2026/03/article-{}", n, f"Titre {n}") for n in range(5)]
    new = [under(ADDRESSES[scheme], n, f"Titre {n}") for n in range(5)]
    assert given(desk, feed, old) == ["new"] * 5
    assert given(desk, feed, new) == ["known"] * 5
    changed = [under(ADDRESSES[scheme], n, f"Nouveau titre {n}") for n in range(5)]
    assert given(desk, feed, changed) == ["changed"] * 5
    assert given(desk, feed, [*changed, article(7)]) == ["known"] * 5 + ["new"]
    assert len(ids(desk, feed)) == 6


def test_a_feed_that_is_followed_anew_under_another_address(desk: Desk, feed: Feed) -> None:
    old = [at(n, f"http://journal.example/{n}", guid=None) for n in range(5)]
    assert given(desk, feed, old) == ["new"] * 5
    desk.feeds.remove([feed.id])
    other = desk.feeds.add([FeedDetails("https://www.journal.example/rss")])[0]
    new = [at(n, f"https://www.journal.example/{n}", guid=str(n)) for n in range(6)]
    assert given(desk, other, new) == ["known"] * 5 + ["new"]
    assert given(desk, other, new) == ["known"] * 6


def test_a_site_that_moves_its_articles_and_names_them_anew(desk: Desk, feed: Feed) -> None:
    assert given(desk, feed, FIVE) == ["new"] * 5
    moved = [
        at(n, f"https://neuf.example/{n}-titre", guid=f"https://neuf.example/{n}-titre")
        for n in range(5)
    ]
    assert given(desk, feed, [*moved, article(6)]) == ["known"] * 5 + ["new"]
    assert given(desk, feed, moved) == ["known"] * 5
    found = desk.articles.get(ids(desk, feed)[0])
    assert found.url == "https://neuf.example/0-titre", "the page is where it is now"
    changed = [replace(each, title=f"{each.title}, suite") for each in moved]
    assert given(desk, feed, changed) == ["changed"] * 5
    assert len(ids(desk, feed)) == 6


def test_two_articles_that_say_the_same_little_are_two(desk: Desk, feed: Feed) -> None:
    photos = [article(n, title="La photo du jour", body="") for n in range(4)]
    assert [given(desk, feed, [each])[0] for each in photos] == ["new"] * 4
    assert given(desk, feed, [article(9), article(8, body=article(9).body)]) == ["new", "new"]


def test_a_feed_that_renumbers_its_guids(desk: Desk, feed: Feed) -> None:
    assert given(desk, feed, FIVE) == ["new"] * 5
    for turn in range(3):
        shuffled = [replace(each, guid=f"{turn}-{5 - n}") for n, each in enumerate(FIVE)]
        assert given(desk, feed, shuffled) == ["known"] * 5
    handed_on = [replace(each, guid=f"guid-{(n + 1) % 5}") for n, each in enumerate(FIVE)]
    assert given(desk, feed, handed_on) == ["known"] * 5
    assert [text(desk, each).splitlines()[0] for each in ids(desk, feed)] == [
        f"Titre {n}" for n in range(5)
    ]


def test_an_article_that_is_named_anew_when_it_changes(desk: Desk, feed: Feed) -> None:
    first = article(1, guid="article-1#0")
    second = replace(first, guid="article-1#1", body=f"{first.body} Onze emplois de plus.")
    assert given(desk, feed, [first]) == ["new"]
    assert given(desk, feed, [second]) == ["changed"]
    assert given(desk, feed, [second]) == ["known"]
    assert given(desk, feed, [first]) == ["known"], "what was given before is no news"
    (article_id,) = ids(desk, feed)
    assert "Onze emplois" in text(desk, article_id)


def test_the_whole_text_of_a_page_does_not_give_way_to_an_extract(desk: Desk, feed: Feed) -> None:
    extract = article(1, guid="article-1#0", body="Un extrait.")
    whole = replace(extract, body=article(1).body, given=(extract.title, extract.body))
    assert given(desk, feed, [whole]) == ["new"]
    again = replace(extract, guid="article-1#1", body="Un autre extrait.")
    assert given(desk, feed, [again]) == ["known"]
    (article_id,) = ids(desk, feed)
    assert article(1).body in text(desk, article_id)


def test_old_entries_that_come_again_with_new_dates(desk: Desk, feed: Feed) -> None:
    assert given(desk, feed, FIVE) == ["new"] * 5
    dated = [replace(each, published="2026-04-01T08:00:00Z") for each in FIVE]
    assert given(desk, feed, dated) == ["known"] * 5
    assert given(desk, feed, [replace(each, guid=None) for each in dated]) == ["known"] * 5
    first = desk.articles.get(ids(desk, feed)[0])
    assert (first.version, first.published) == (1, "2026-03-01T08:00:00Z")


def test_a_feed_that_empties_and_fills_again(desk: Desk, feed: Feed) -> None:
    assert given(desk, feed, FIVE) == ["new"] * 5
    assert given(desk, feed, []) == []
    assert len(ids(desk, feed)) == 5
    assert given(desk, feed, [*FIVE[2:], article(6)]) == ["known"] * 3 + ["new"]
    assert given(desk, feed, FIVE) == ["known"] * 5


def test_guids_that_another_system_gives_again(desk: Desk, feed: Feed) -> None:
    old = [at(n, f"{SITE}/avant/{n}", guid=f"{SITE}/?p={n}") for n in range(3)]
    new = [at(n + 10, f"{SITE}/apres/{n}", guid=f"{SITE}/?p={n}") for n in range(3)]
    assert given(desk, feed, old) == ["new"] * 3
    for expected in ("new", "known"):
        assert given(desk, feed, new) == [expected] * 3
    changed = [replace(each, title=f"{each.title}, suite") for each in new]
    assert given(desk, feed, changed) == ["changed"] * 3
    texts = [text(desk, each) for each in ids(desk, feed)]
    assert all(any(each.body in whole for whole in texts) for each in [*old, *new])
    assert len(texts) == 6


def test_a_title_and_an_address_that_change_together(desk: Desk, feed: Feed) -> None:
    assert given(desk, feed, [article(1)]) == ["new"]
    renamed = at(1, f"{SITE}/2026/03/autre-titre", title="Un autre titre")
    assert given(desk, feed, [renamed]) == ["changed"]
    assert given(desk, feed, [renamed]) == ["known"]
    assert given(desk, feed, [replace(renamed, title="Encore un autre")]) == ["changed"]
    assert len(ids(desk, feed)) == 1


@pytest.mark.parametrize("home", [f"{SITE}/", f"{SITE}/bulletin", f"{SITE}/?page=une"])
def test_all_entries_link_to_one_page(desk: Desk, feed: Feed, home: str) -> None:
    entries = [at(n, home) for n in range(4)]
    assert given(desk, feed, entries[:2]) == ["new"] * 2
    assert given(desk, feed, entries[1:3]) == ["known", "new"]
    assert given(desk, feed, entries[2:3]) == ["known"], "alone, it is what it was"
    assert given(desk, feed, entries[3:]) == ["new"], "alone, it is another"
    assert given(desk, feed, entries) == ["known"] * 4
    changed = replace(entries[3], body=f"{entries[3].body} Onze emplois de plus.")
    assert given(desk, feed, [changed]) == ["changed"]
    assert len(ids(desk, feed)) == 4


@pytest.mark.parametrize("home", [f"{SITE}/", f"{SITE}/bulletin"])
def test_one_entry_at_a_time_that_links_to_one_page(desk: Desk, feed: Feed, home: str) -> None:
    entries = [at(n, home) for n in range(4)]
    for each in entries:
        assert given(desk, feed, [each]) == ["new"]
        assert given(desk, feed, [each]) == ["known"]
    texts = [text(desk, each) for each in ids(desk, feed)]
    assert len(texts) == 4
    assert all(any(each.body in whole for whole in texts) for each in entries)
    changed = replace(entries[3], body=f"{entries[3].body} Onze emplois de plus.")
    assert given(desk, feed, [changed]) == ["changed"]


def test_neither_guid_nor_address(desk: Desk, feed: Feed) -> None:
    bare = [article(n, guid=None, url=None, canonical_url=None) for n in range(4)]
    assert given(desk, feed, bare) == ["new"] * 4
    assert given(desk, feed, bare[::-1]) == ["known"] * 4
    assert given(desk, feed, [bare[0]]) == ["known"]
    changed = replace(bare[1], body=f"{bare[1].body} Onze emplois de plus.")
    assert given(desk, feed, [bare[0], changed]) == ["known", "changed"]
    assert given(desk, feed, [bare[0], changed, bare[2]]) == ["known"] * 3
    assert len(ids(desk, feed)) == 4


def test_neither_guid_nor_address_nor_title(desk: Desk, feed: Feed) -> None:
    bare = [article(n, guid=None, url=None, canonical_url=None, title=None) for n in range(4)]
    assert given(desk, feed, bare) == ["new"] * 4
    assert given(desk, feed, bare) == ["known"] * 4


@pytest.mark.parametrize("title", ["Communiqué", None])
def test_titles_that_are_all_the_same(desk: Desk, feed: Feed, title: str | None) -> None:
    entries = [article(n, title=title) for n in range(4)]
    assert given(desk, feed, entries[:2]) == ["new"] * 2
    assert given(desk, feed, entries[1:]) == ["known", "new", "new"]
    bare = [
        replace(each, guid=None, url=None, canonical_url=None, body=f"{each.body} Fin.")
        for each in entries
    ]
    assert given(desk, feed, bare) == ["new"] * 4
    assert [given(desk, feed, [each])[0] for each in bare] == ["known"] * 4
    assert len(ids(desk, feed)) == 8


def test_what_rules_keep_out_is_counted_once_whatever_it_is_called(desk: Desk, feed: Feed) -> None:
    def kept_out(entries: Sequence[NewArticle]) -> list[str]:
        blocked = [Blocked(each, None, "") for each in entries]
        return [each.outcome for each in desk.intake.take_entries(feed.id, [], blocked=blocked)]

    assert kept_out(FIVE) == ["blocked"] * 5
    for turn in range(3):
        assert (
            kept_out([replace(each, guid=f"{turn}-{5 - n}") for n, each in enumerate(FIVE)]) == []
        )
    assert kept_out([replace(FIVE[n], guid=f"2-{n}") for n in (1, 2)]) == [], "guids change hands"
    assert sorted(each.article.title or "" for each in desk.blocked.list()) == [
        f"Titre {n}" for n in range(5)
    ]
    home = [at(n, f"{SITE}/bulletin") for n in range(10, 13)]
    assert kept_out(home) == ["blocked"] * 3
    assert kept_out(home) == []
    assert len(desk.blocked.list()) == 8


def test_a_rule_keeps_out_nothing_that_the_desk_has(desk: Desk, feed: Feed) -> None:
    assert given(desk, feed, FIVE) == ["new"] * 5
    renumbered = [replace(each, guid=f"neuf-{n}") for n, each in enumerate(FIVE)]
    changed = [replace(each, body=f"{each.body} Onze emplois.") for each in renumbered]
    blocked = [Blocked(each, None, "") for each in changed]
    outcomes = desk.intake.take_entries(feed.id, [], blocked=blocked)
    assert [each.outcome for each in outcomes] == ["changed"] * 5
    assert desk.blocked.list() == []
