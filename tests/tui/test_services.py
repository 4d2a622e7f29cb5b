from __future__ import annotations

import csv
import io
import json
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from search import ArticleIndex
from search.errors import IndexBusyError
from store.errors import InvalidError, UnknownError
from store.models import ExportMode, FeedDetails, FeedState, NewArticle, Span, Triage, View
from tests.support import texts
from tests.support.desks import write_articles
from tests.support.feed_server import FeedServer
from tests.support.forms import FILLINGS, filled_in
from tui.services import Services
from tui.settings import CollectSettings, DeskSettings, Settings

PORT, FIRM, FAIR, BRANCH = (
    "000_00aa11bb22cc33dd",
    "001_11bb22cc33dd44ee",
    "002_22cc33dd44ee55ff",
    "003_33dd44ee55ff6600",
)
EVERYTHING = "le OR la OR les"
FEED = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Journal</title><item><title>{word}</title>"
    "<guid>{word}</guid><description>La {word} rouvre ses portes.</description></item></channel></rss>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "desk"
    found.mkdir()
    write_articles(found)
    return found


@pytest.fixture
def services(folder: Path) -> Iterator[Services]:
    with Services.create(folder, Settings(), editor="anne") as opened:
        opened.catch_up()
        yield opened


def found(services: Services, view: View, text: str = EVERYTHING) -> set[str]:
    services.catch_up()
    return {hit.id for hit in services.search(text, view=view).hits}


def test_the_editor_is_the_one_named_else_the_settings(services: Services, folder: Path) -> None:
    settings = Settings(desk=DeskSettings(editor="camille"))
    with Services.open(folder, settings) as opened:
        assert opened.desk.editor == "camille"
    with Services.open(folder, settings, editor="dominique") as opened:
        assert opened.desk.editor == "dominique"
    with Services.open(folder, Settings()) as opened:
        assert opened.desk.editor


def test_the_index_follows_what_the_desk_takes_in(services: Services, folder: Path) -> None:
    (folder / "note.txt").write_text("Une brève sur les dragues.\n", encoding="utf-8")
    assert services.scan().added == ("note",)
    assert services.pending() == 1
    assert services.search("dragues").total == 0
    steps: list[int] = []
    assert services.catch_up(lambda progress: steps.append(progress.done)) == 1
    assert services.pending() == 0
    assert services.search("dragues").total == 1


def test_a_search_stays_within_its_view(services: Services) -> None:
    desk = services.desk
    desk.articles.set_triage([PORT, FIRM], Triage.KEPT)
    desk.articles.set_starred([FIRM], True)
    desk.articles.set_read([FAIR], True)
    desk.tags.apply([BRANCH], add=["filière/mer"])
    slug = desk.collections.create("Mars").slug
    desk.collections.add(slug, [FAIR, BRANCH])
    assert found(services, View()) == {PORT, FIRM, FAIR, BRANCH}
    assert found(services, View(triage=Triage.KEPT)) == {PORT, FIRM}
    assert found(services, View(starred=True)) == {FIRM}
    assert found(services, View(unread=True)) == {PORT, FIRM, BRANCH}
    assert found(services, View(tag="filière")) == {BRANCH}
    assert found(services, View(collection=slug)) == {FAIR, BRANCH}
    assert found(services, View(triage=Triage.KEPT), "Halifax") == {PORT}


def test_a_view_that_only_the_store_knows_narrows_too(services: Services, folder: Path) -> None:
    desk = services.desk
    (feed,) = desk.feeds.add([FeedDetails("https://littoral.example/rss")])
    new = NewArticle("Une cale sèche", "Les navires y entrent dès mai.", feed_id=feed.id, guid="1")
    (outcome,) = desk.intake.take_entries(feed.id, [new], FeedState())
    assert found(services, View(feed_id=feed.id)) == {outcome.article_id}

    desk.annotations.add(FAIR, desk.annotations.find_quote(FAIR, "cent vingt exposants"))
    assert found(services, View(orphans=True)) == set()
    (folder / f"{FAIR}.txt").write_text("Les organisateurs se taisent.\n", encoding="utf-8")
    services.scan()
    assert found(services, View(orphans=True)) == {FAIR}


def test_half_a_word_finds_while_one_types(services: Services) -> None:
    assert services.search("Hali").total == 0
    assert services.search("Hali", typing=True).total == 1


def test_passages_come_with_the_hits_or_when_asked_for(services: Services) -> None:
    results = services.search("accords", snippets=False)
    assert results.hits[0].snippet.text == ""
    snippets = services.snippets(results.query, [PORT])
    assert "accords" in snippets[PORT].text


def test_matches_say_where_the_words_stand(services: Services) -> None:
    query = services.search("économie").query
    assert services.matches(query, "l’économie de la mer") == [Span(0, 10)] or [
        "l’économie de la mer"[span.start : span.end]
        for span in services.matches(query, "l’économie de la mer")
    ] == ["économie"]


def test_searching_goes_on_while_another_process_writes_the_index(services: Services) -> None:
    services.desk.tags.apply([PORT], add=["mer"])
    other = ArticleIndex(services.desk.index_folder)
    with other.write():
        assert services.catch_up() == 0
        assert services.search("Halifax").total == 1
        with pytest.raises(IndexBusyError):
            services.rebuild_index()
    other.close()
    assert services.catch_up() == 1
    assert services.search("tag:mer").total == 1


def test_a_lost_index_is_made_again(services: Services) -> None:
    assert services.rebuild_index() == 4
    assert services.search("Halifax").total == 1


def test_a_damaged_index_answers_once_it_is_made_again(services: Services) -> None:
    for path in services.desk.index_folder.iterdir():
        if path.suffix in {".pst", ".trm"}:
            path.write_bytes(bytes(path.stat().st_size))
    assert found(services, View(), "halifax") == {PORT}


def test_a_damaged_file_of_the_index_is_told_and_repaired(services: Services) -> None:
    path = next(services.desk.index_folder.glob("*.pst"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    findings = services.examine()
    assert ("index-damaged", path.name) in {(each.code, each.subject) for each in findings}
    assert all(each.repaired for each in services.repair(findings))
    assert services.examine() == []


def test_the_doctor_looks_at_the_index_too(services: Services) -> None:
    services.desk.tags.apply([PORT], add=["mer"])
    assert list(services.examine()) == []


def test_an_index_of_other_articles_is_found_out_and_repaired(
    services: Services, tmp_path: Path
) -> None:
    others = tmp_path / "others"
    others.mkdir()
    for number in range(4):
        (others / f"{number}.txt").write_text(f"Le texte numéro {number}.\n", encoding="utf-8")
    with Services.create(others, Settings()) as other:
        other.catch_up()
    services.index.close()
    shutil.rmtree(services.desk.index_folder)
    shutil.copytree(other.desk.index_folder, services.desk.index_folder)
    with Services.open(services.desk.folder, Settings()) as again:
        findings = again.examine()
        assert {finding.code for finding in findings} == {"index-behind"}
        assert all(finding.repaired for finding in again.repair(findings))
        assert list(again.examine()) == []
        assert again.search("Halifax").total == 1


def test_the_settings_limit_what_is_fetched(folder: Path) -> None:
    wanted = CollectSettings(
        at_once=3,
        per_host=1,
        timeout_seconds=4.5,
        max_megabytes=0.5,
        contact="presse@littoral.example",
        allow_private_addresses=True,
    )
    with Services.create(folder, Settings(collect=wanted)) as services:
        limits = services.fetch_limits()
    assert (limits.at_once, limits.per_host, limits.timeout_seconds) == (3, 1, 4.5)
    assert (limits.max_bytes, limits.contact) == (500_000, "presse@littoral.example")
    assert limits.allow_private_addresses is True


def test_collecting_fetches_what_is_named_else_all_that_are_not_paused(services: Services) -> None:
    body = (
        "<rss version='2.0'><channel><title>{0}</title><link>http://x.example/</link>"
        "<description>d</description><item><title>{0}</title><guid>{0}</guid>"
        "<description>Un texte sur {0}.</description></item></channel></rss>"
    )
    with FeedServer() as server:
        urls = [server.serves(f"/{name}", body.format(name)) for name in ("une", "deux", "trois")]
        services.desk.feeds.add(
            [FeedDetails(url, allow_private=True, paused=url.endswith("/trois")) for url in urls]
        )
        assert [feed.url for feed in services.collect([urls[1]]).feeds] == [urls[1]]
        report = services.collect()
        assert {feed.url for feed in report.feeds} == set(urls[:2])
        assert report.new == 1
        with pytest.raises(UnknownError):
            services.collect(["nulle part"])


def test_targets_are_collections_missions_and_queries(services: Services) -> None:
    slug = services.desk.collections.create("Revue de mars").slug
    services.desk.collections.add(slug, [BRANCH, PORT])
    collection = services.export(f"collection:{slug}", "json", ExportMode.REFERENCES)
    assert (collection.name, collection.article_count) == ("revue-de-mars.json", 2)
    assert json.loads(collection.content)
    query = services.export("accords Halifax", "csv", ExportMode.REFERENCES)
    assert (query.name, query.article_count) == ("accords-halifax.csv", 1)
    assert len(list(csv.reader(io.StringIO(query.content)))) == 2
    everything = services.export(EVERYTHING, "markdown", ExportMode.FULL)
    assert everything.article_count == 4
    assert everything.media_type == "text/markdown"


def test_a_query_with_a_field_is_a_query(services: Services) -> None:
    services.desk.tags.apply([PORT], add=["mer"])
    services.catch_up()
    assert services.export("tag:mer", "json", ExportMode.REFERENCES).article_count == 1
    assert services.export("mission:x accords", "json", ExportMode.REFERENCES).article_count == 0


def test_what_cannot_be_exported_is_refused(services: Services) -> None:
    with pytest.raises(InvalidError):
        services.export("accords", "epub", ExportMode.FULL)
    with pytest.raises(UnknownError):
        services.export("collection:rien", "json", ExportMode.FULL)


@pytest.mark.parametrize("query", ["…", "../../etc/passwd", "con:/\\*?<>|", "x" * 300])
def test_a_file_name_is_safe_whatever_was_asked(services: Services, query: str) -> None:
    name = services.export(query, "json", ExportMode.REFERENCES).name
    assert name.endswith(".json")
    assert len(name) <= 70
    assert not set(name.removesuffix(".json")) & set("./\\:*?<>| ")


def test_an_export_is_whole_or_not_there(services: Services, tmp_path: Path) -> None:
    result = services.export("accords", "json", ExportMode.REFERENCES)
    assert services.write_export(result, tmp_path) == tmp_path / "accords.json"
    again = services.write_export(result, tmp_path / "accords.json")
    assert again.read_text(encoding="utf-8") == result.content
    with pytest.raises(OSError, match="nowhere"):
        services.write_export(result, tmp_path / "nowhere" / "x.json")
    assert [path.name for path in tmp_path.glob("*") if path.is_file()] == ["accords.json"]


def test_one_text_in_two_papers_is_grouped_when_the_index_follows(services: Services) -> None:
    text = services.desk.articles.text(PORT)
    body = text.text[text.body_start :]
    copied = NewArticle("Repris d’une agence", body, canonical_url="https://b.example/1")
    services.desk.intake.add_articles([copied])
    services.catch_up()
    assert services.desk.articles.get(PORT).others == 1
    assert services.desk.articles.get(FIRM).others == 0


def test_what_came_is_found_before_the_collection_ends(folder: Path) -> None:
    settings = Settings(collect=CollectSettings(allow_private_addresses=True))
    with FeedServer() as server, Services.create(folder, settings) as services:
        urls = [
            server.serves("/vite", FEED.format(word="minoterie")),
            server.holds("/lent", FEED.format(word="filature")),
        ]
        services.desk.feeds.add([FeedDetails(url) for url in urls])
        with ThreadPoolExecutor(1) as thread, Services.open(folder, settings) as searching:
            collecting = thread.submit(services.collect)
            deadline = time.monotonic() + 60
            while not searching.search("minoterie").hits and time.monotonic() < deadline:
                wait([collecting], timeout=0.1)
            is_found, is_over = bool(searching.search("minoterie").hits), collecting.done()
            server.releases()
            assert collecting.result().new == 2
        assert (is_found, is_over) == (True, False)
        services.catch_up()
        assert len(services.search("minoterie OR filature").hits) == 2


def test_texts_of_one_form_are_no_copies_and_a_copy_of_one_is(services: Services) -> None:
    notices = {town: filled_in(town) for town in FILLINGS}
    notices["Guerlesquin, copie"] = notices["Guerlesquin"]
    ids = {}
    for number, (town, text) in enumerate(notices.items()):
        url = f"https://courrier.example/{number}"
        article = NewArticle(f"Enquête à {town}", text, "Le Courrier", canonical_url=url)
        ids[town] = services.desk.intake.add_articles([article])[0].article_id
        services.catch_up()
    pair = {ids["Guerlesquin"], ids["Guerlesquin, copie"]}
    assert [set(group) for group in services.desk.duplicates.all_groups()] == [pair]
    found = {hit.id for hit in services.search("is:duplicate").hits}
    assert found == pair, "those that were taken apart when the form showed are none"


def test_copies_are_known_to_the_index_as_soon_as_they_are_found(services: Services) -> None:
    body = texts.PORT.partition("\n\n")[2]
    for name in ("ouest", "sud"):
        copy = NewArticle(f"Le port de l’{name}", body, canonical_url=f"https://{name}.example/1")
        services.desk.intake.add_articles([copy])
    services.catch_up()
    assert services.search("is:duplicate").total == 2
    assert services.pending() == 0


def test_what_is_followed_need_not_be_opened_to_know_it(folder: Path) -> None:
    with Services.create(folder, Settings()) as services:
        assert not services.is_followed()
        services.catch_up()
    with Services.open(folder, Settings()) as again:
        assert again.is_followed()
        again.desk.articles.set_triage([PORT], Triage.KEPT)
        assert not again.is_followed()
        again.catch_up()
        assert again.is_followed()
        again.index.start_anew()
        assert not again.is_followed()
        again.catch_up()
        shutil.rmtree(again.desk.index_folder)
        assert not again.is_followed()
