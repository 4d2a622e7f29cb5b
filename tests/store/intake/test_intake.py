"""The way in: each article once, whole, whatever happens between."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from store.desk import Desk
from store.errors import UnknownError
from store.files.article_files import text_digest
from store.models import (
    ArticleKind,
    Delivery,
    Enclosure,
    EntryOutcome,
    Feed,
    FeedDetails,
    FeedState,
    NewArticle,
    View,
)
from tests.support.desks import ARTICLES

PAGE = "https://gazette.example/chantier"


CHANTIER = NewArticle(
    title="Le chantier naval embauche",
    body="Vingt soudeurs arrivent en mai.\n\nLa formation dure six mois.",
    url=f"{PAGE}?utm_source=rss",
    canonical_url=PAGE,
    guid="chantier-1",
    published="2026-03-01T06:00:00Z",
)


ROOT = Path(__file__).parents[3]
KILLED_BETWEEN_FILES = """
import os, sys
from pathlib import Path
from store.desk import Desk
from tests.store.intake.test_intake import entry

named = []

def die_at_the_second(event, arguments):
    if event in {"os.rename", "os.link"} and str(arguments[1]).endswith(".txt"):
        named.append(arguments)
        if len(named) == 2:
            os._exit(9)

sys.addaudithook(die_at_the_second)
with Desk.open(Path(sys.argv[1])) as desk:
    other = entry(guid="autre", title="La halle", canonical_url="https://gazette.example/halle")
    desk.intake.take_entries(sys.argv[2], [entry(body="Deuxième édition."), other])
"""


def entry(**changes: Any) -> NewArticle:
    return replace(CHANTIER, **changes)


@pytest.fixture
def feed(desk: Desk) -> Feed:
    details = FeedDetails("https://gazette.example/rss", source="La Gazette", tags=("veille/mer",))
    return desk.feeds.add([details])[0]


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.txt"))


def test_an_entry_becomes_a_file_beside_the_others(desk: Desk, feed: Feed, folder: Path) -> None:
    state = FeedState(etag='"1"', own_title="Gazette")
    outcome = desk.intake.take_entries(feed.id, [entry()], state)
    article_id = f"004_{text_digest(PAGE)[:16]}"
    assert outcome == [EntryOutcome(article_id, "new")]
    text = (folder / f"{article_id}.txt").read_text(encoding="utf-8")
    assert text.startswith("Le chantier naval embauche\n\nVingt soudeurs")
    article = desk.articles.get(article_id)
    assert (article.source, article.published) == ("La Gazette", "2026-03-01T06:00:00Z")
    assert article.tags == ("veille/mer",)
    assert desk.feeds.get(feed.id).state.etag == '"1"'
    assert not list((folder / ".marbre" / "incoming").iterdir())


def test_an_entry_comes_once(desk: Desk, feed: Feed, folder: Path) -> None:
    desk.intake.take_entries(feed.id, [entry()])
    before = files(folder)
    again = [entry(), entry(guid="autre"), entry(guid=None)]
    assert [each.outcome for each in desk.intake.take_entries(feed.id, again)] == ["known"] * 3
    other = desk.feeds.add([FeedDetails("https://autre.example/rss")])[0]
    assert desk.intake.take_entries(other.id, [entry()])[0].outcome == "known"
    assert files(folder) == before


def test_a_changed_entry_is_a_new_version(desk: Desk, feed: Feed, folder: Path) -> None:
    article_id = desk.intake.take_entries(feed.id, [entry()])[0].article_id
    changed = entry(body="Trente soudeurs arrivent en mai.\n\nLa formation dure six mois.")
    assert desk.intake.take_entries(feed.id, [changed])[0] == EntryOutcome(article_id, "changed")
    assert desk.intake.take_entries(feed.id, [changed])[0].outcome == "known"
    assert "Trente" in (folder / f"{article_id}.txt").read_text(encoding="utf-8")
    assert "Vingt" in desk.articles.text(article_id, 1).text
    assert desk.articles.get(article_id).version == 2
    assert desk.doctor.examine() == []


def test_another_feeds_extract_does_not_replace_the_text(desk: Desk, feed: Feed) -> None:
    article_id = desk.intake.take_entries(feed.id, [entry()])[0].article_id
    other = desk.feeds.add([FeedDetails("https://autre.example/rss")])[0]
    desk.intake.take_entries(other.id, [entry(body="Vingt soudeurs…", guid="x")])
    assert desk.articles.get(article_id).version == 1


def test_a_file_that_a_person_changed_stays_theirs(desk: Desk, feed: Feed, folder: Path) -> None:
    article_id = desk.intake.take_entries(feed.id, [entry()])[0].article_id
    path = folder / f"{article_id}.txt"
    path.write_text("Le chantier naval embauche\n\nMa version.\n", encoding="utf-8")
    desk.intake.scan()
    desk.intake.take_entries(feed.id, [entry(body="La version du web.")])
    assert path.read_text(encoding="utf-8").endswith("Ma version.\n")
    assert "Ma version" in desk.articles.text(article_id).text
    texts = [
        desk.articles.text(article_id, number).text
        for number, _ in desk.articles.versions(article_id)
    ]
    assert any("La version du web" in text for text in texts)


def test_a_file_left_by_a_crash_is_recognised(desk: Desk, feed: Feed, folder: Path) -> None:
    article_id = desk.intake.take_entries(feed.id, [entry()])[0].article_id
    text = (folder / f"{article_id}.txt").read_text(encoding="utf-8")
    with Desk.create(folder.parent / "second", editor="anne") as second:
        path = second.folder / f"000_{article_id[4:]}.txt"
        path.write_text(text, encoding="utf-8")
        twin = second.feeds.add([FeedDetails("https://gazette.example/rss", source="La Gazette")])[
            0
        ]
        assert second.intake.scan().added == (path.stem,)
        assert second.intake.take_entries(twin.id, [entry()]) == [EntryOutcome(path.stem, "known")]
        article = second.articles.get(path.stem)
        assert (article.canonical_url, article.source) == (PAGE, "La Gazette")
        assert files(second.folder) == [path.name]
        changed = second.intake.take_entries(twin.id, [entry(body="Autre texte.")])
        assert changed[0].outcome == "changed"
        assert "Autre texte" in path.read_text(encoding="utf-8")


def test_a_refused_entry_leaves_nothing_of_its_feed(desk: Desk, feed: Feed, folder: Path) -> None:
    before = files(folder)
    (folder / ".marbre" / "incoming").write_text("in the way of the folder")
    with pytest.raises(OSError, match="incoming"):
        desk.intake.take_entries(feed.id, [entry()])
    assert files(folder) == before
    assert len(desk.articles.ids(View())) == len(ARTICLES)


def test_an_unknown_feed_is_refused(desk: Desk) -> None:
    with pytest.raises(UnknownError):
        desk.intake.take_entries("none", [entry()])


def test_guids_and_addresses_that_name_several_entries_do_not_count(desk: Desk, feed: Feed) -> None:
    same_guid = [
        entry(guid="0", title="Un", canonical_url=None),
        entry(guid="0", title="Deux", canonical_url=None),
    ]
    same_page = [entry(guid="a", title="Trois"), entry(guid="b", title="Quatre")]
    assert [each.outcome for each in desk.intake.take_entries(feed.id, same_guid)] == ["new", "new"]
    assert [each.outcome for each in desk.intake.take_entries(feed.id, same_page)] == ["new", "new"]
    again = desk.intake.take_entries(feed.id, [*same_guid])
    assert [each.outcome for each in again] == ["known", "known"]


def test_a_guid_used_again_for_quite_another_article(desk: Desk, feed: Feed) -> None:
    desk.intake.take_entries(feed.id, [entry()])
    other = entry(
        title="La criée rouvre",
        body="Trente mareyeurs reviennent lundi sur le quai.",
        canonical_url="https://gazette.example/criee",
        published="2026-03-02T06:00:00Z",
    )
    assert desk.intake.take_entries(feed.id, [other])[0].outcome == "new"
    assert desk.intake.take_entries(feed.id, [other])[0].outcome == "known"


def test_files_of_other_hands_are_taken_in(desk: Desk, folder: Path) -> None:
    (folder / "ma note.txt").write_text("Une ligne.\n", encoding="utf-8")
    (folder / "latin.txt").write_bytes("Le café du port.".encode("cp1252"))
    (folder / "image.txt").write_bytes(b"\x89PNG\x00\x00\x01")
    (folder / ".cache.txt").write_text("rien")
    report = desk.intake.scan()
    assert report.added == ("latin", "ma note")
    assert report.unreadable == ("image.txt",)
    assert desk.articles.text("latin").text == "Le café du port."
    assert (folder / "latin.txt").read_bytes() == "Le café du port.".encode("cp1252")
    assert desk.intake.scan().added == ()


@pytest.mark.parametrize("text", ["", "\n", " \t\r\n\n", "\ufeff"])
def test_a_file_of_nothing_goes_by_its_name(desk: Desk, folder: Path, text: str) -> None:
    (folder / "Notes du 3 mars.txt").write_text(text, encoding="utf-8")
    (taken,) = desk.intake.scan().added
    article = desk.articles.get(taken)
    assert (article.title, article.headline) == (None, "Notes du 3 mars.txt")
    assert article.is_empty
    (folder / "Notes du 3 mars.txt").write_text("Vu à la criée.\n", encoding="utf-8")
    desk.intake.scan()
    article = desk.articles.get(taken)
    assert (article.headline, article.is_empty) == ("Vu à la criée.", False)


def test_a_missing_file_is_told_and_its_article_stays(desk: Desk, folder: Path) -> None:
    (folder / "001_11bb22cc33dd44ee.txt").unlink()
    assert desk.intake.scan().missing == ("001_11bb22cc33dd44ee",)
    assert "Ostréa" in desk.articles.text("001_11bb22cc33dd44ee").text


def test_a_press_release_is_told_by_its_last_line(desk: Desk, feed: Feed) -> None:
    long = "La chambre de commerce annonce un guichet pour les exportateurs bretons.\n\nCommuniqué"
    article_id = desk.intake.take_entries(feed.id, [entry(body=long)])[0].article_id
    assert desk.articles.get(article_id).kind is ArticleKind.PRESS_RELEASE


def test_numbers_go_on_past_999(desk: Desk, feed: Feed, folder: Path) -> None:
    (folder / f"999_{'a' * 16}.txt").write_text("Le dernier à trois chiffres.\n")
    desk.intake.scan()
    assert desk.intake.take_entries(feed.id, [entry()])[0].article_id.startswith("1000_")
    assert desk.articles.resolve("1000").startswith("1000_")


@pytest.mark.parametrize("is_new", [True, False])
def test_a_file_that_a_killed_collector_wrote_goes_on_being_updated(
    desk: Desk, feed: Feed, folder: Path, is_new: bool
) -> None:
    if not is_new:
        desk.intake.take_entries(feed.id, [entry()])
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_BETWEEN_FILES, str(folder), feed.id], cwd=ROOT, check=False
    )
    assert killed.returncode == 9
    desk.intake.scan()
    outcome = desk.intake.take_entries(feed.id, [entry(body="Troisième édition.")])[0]
    assert outcome.outcome == "changed"
    path = folder / f"{outcome.article_id}.txt"
    assert path.read_text(encoding="utf-8").endswith("Troisième édition.\n")
    assert "Troisième" in desk.articles.text(outcome.article_id).text
    assert desk.doctor.examine() == []


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        ("eco/2026/le-quai-rouvre_6109675_45.html", "une/2026/halles_6109675_46.html", "changed"),
        ("eco/le-quai-rouvre-en-mai-410967.php", "eco/le-quai-rouvre-410967.php", "changed"),
        ("eco/le-quai-rouvre-410967.php", "eco/les-halles-410967.php", "new"),
        ("eco/le-quai-rouvre-20260301", "eco/le-quai-rouvre-encore-20260301", "new"),
        ("eco/le-quai-rouvre_6109675_45.html", "eco/le-quai-rouvre_6109676_45.html", "new"),
    ],
)
def test_an_article_under_a_new_address_is_known_by_its_number(
    desk: Desk, before: str, after: str, outcome: str
) -> None:
    (feed,) = desk.feeds.add([FeedDetails("https://journal.example/rss")])
    outcomes: list[EntryOutcome] = []
    for path, body in ((before, "Le quai rouvre."), (after, "Le quai rouvre enfin.")):
        url = f"https://journal.example/{path}"
        article = NewArticle(body, body, url=url, canonical_url=url, guid=url)
        outcomes += desk.intake.take_entries(feed.id, [article])
    assert [each.outcome for each in outcomes] == ["new", outcome]
    assert (outcomes[0].article_id == outcomes[1].article_id) is (outcome != "new")


def test_two_numbered_articles_of_one_feed_stay_two(desk: Desk) -> None:
    (feed,) = desk.feeds.add([FeedDetails("https://journal.example/rss")])
    urls = [f"https://journal.example/{path}_6109675_1.html" for path in ("quai", "halle")]
    articles = [NewArticle(url, url, url=url, canonical_url=url, guid=url) for url in urls]
    for _ in range(2):
        outcomes = desk.intake.take_entries(feed.id, articles)
        assert len({each.article_id for each in outcomes}) == 2


def test_enclosures_are_kept_as_links(desk: Desk, feed: Feed) -> None:
    sound, plan = (
        Enclosure("https://a.example/son.mp3", "audio/mpeg", 9),
        Enclosure("https://a.example/plan"),
    )
    article_id = desk.intake.take_entries(feed.id, [entry(enclosures=(sound, plan))])[0].article_id
    assert desk.articles.enclosures(article_id) == [sound, plan]
    desk.intake.take_entries(feed.id, [entry(body="Autre texte.", enclosures=(plan,))])
    assert desk.articles.enclosures(article_id) == [plan]
    desk.intake.take_entries(feed.id, [entry(body="Un troisième texte.")])
    assert desk.articles.enclosures(article_id) == [plan]


def test_what_several_feeds_give_at_once(desk: Desk, feed: Feed, folder: Path) -> None:
    (other,) = desk.feeds.add([FeedDetails("https://autre.example/rss")])
    deliveries = [
        Delivery(feed.id, [entry()], state=FeedState(etag='"1"')),
        Delivery("none", [entry(guid="x", canonical_url=None)]),
        Delivery(
            other.id, [entry(guid="y"), entry(guid="z", title="Les quais", canonical_url=None)]
        ),
        Delivery(
            other.id, [entry(guid="z", title="Les quais", canonical_url=None, body="Ailleurs.")]
        ),
    ]
    first, unknown, second, third = desk.intake.take_deliveries(deliveries)
    desk.intake.settle()
    assert isinstance(unknown, UnknownError)
    kinds = [
        [each.outcome for each in taken]
        for taken in (first, second, third)
        if not isinstance(taken, UnknownError)
    ]
    assert kinds == [["new"], ["known", "new"], ["changed"]]
    assert desk.feeds.get(feed.id).state.etag == '"1"'
    assert len(files(folder)) == len(ARTICLES) + 2
    assert desk.doctor.examine() == []
    assert not list((folder / ".marbre" / "incoming").iterdir())


def test_a_file_that_is_in_the_way_is_left_alone(desk: Desk, feed: Feed, folder: Path) -> None:
    person = folder / f"004_{text_digest(PAGE)[:16]}.txt"
    person.write_text("De ma main.\n", encoding="utf-8")
    desk.intake.take_entries(feed.id, [entry()])
    assert person.read_text(encoding="utf-8") == "De ma main.\n"
    assert (folder / f"005_{text_digest(PAGE)[:16]}.txt").exists()


@pytest.mark.parametrize("torn", [b"", b"\0" * 90, b"Le chantier naval"])
def test_a_file_that_a_power_failure_tore_is_written_again(
    desk: Desk, feed: Feed, folder: Path, torn: bytes
) -> None:
    article_id = desk.intake.take_entries(feed.id, [entry()])[0].article_id
    path = folder / f"{article_id}.txt"
    whole = path.read_bytes()
    path.write_bytes(torn)
    (folder / ".marbre" / "incoming" / f"{path.name}.99k").hardlink_to(path)
    desk.intake.scan()
    assert path.read_bytes() == whole
    assert desk.articles.get(article_id).version == 1
    assert desk.intake.take_entries(feed.id, [entry(body="Autre.")])[0].outcome == "changed"
    assert desk.doctor.examine() == []


def test_a_torn_file_that_nobody_was_told_of_goes(desk: Desk, feed: Feed, folder: Path) -> None:
    path = folder / f"004_{text_digest(PAGE)[:16]}.txt"
    path.touch()
    (folder / ".marbre" / "incoming").mkdir(exist_ok=True)
    (folder / ".marbre" / "incoming" / f"{path.name}.99k").hardlink_to(path)
    desk.intake.scan()
    assert not path.exists()
    assert desk.intake.take_entries(feed.id, [entry()])[0].outcome == "new"
    assert desk.doctor.examine() == []
