from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from store.desk import Desk
from store.models import NewArticle, Triage
from tests.tui.cli.conftest import BRANCH, FAIR, FIRM, PORT, CommandLine

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"

KEYS = [
    "id",
    "title",
    "source",
    "published",
    "url",
    "score",
    "snippet",
    "snippet_version",
    "snippet_taken_in",
    "tags",
    "missions",
    "triage",
    "nearness",
    "lacks",
    "near_words",
]


def ids(marbre: CommandLine, *words: str) -> list[str]:
    return [hit["id"] for hit in marbre.done("search", *words, "--json").records]


def test_what_is_found_is_shown_with_its_passage(marbre: CommandLine) -> None:
    lines = marbre.done("search", "accords de coopération").lines
    assert lines[0] == "Le port de Kerlouan signe avec Halifax"
    assert PORT in lines[1]
    assert "new" in lines[1]
    assert "accords de coopération" in lines[2]
    assert lines[-1].startswith("1 article")


def test_a_hit_has_its_documented_keys(marbre: CommandLine) -> None:
    marbre.done("tag", "000", "+mer")
    marbre.done("mission", "new", "Halifax")
    marbre.done("mission", "link", "halifax", "000")
    hit = marbre.done("search", "Halifax", "--json").records[0]
    assert list(hit) == KEYS
    assert (hit["id"], hit["tags"], hit["missions"]) == (PORT, ["mer"], ["halifax"])
    assert hit["triage"] == "new"
    assert hit["score"] > 0
    assert "Halifax" in hit["snippet"]


def test_an_article_without_a_title_has_none_in_json(marbre: CommandLine) -> None:
    assert marbre.done("search", "exposants", "--json").record["title"] is None
    assert "Mer et Climat" in marbre.done("search", "exposants").lines[0]


def test_articles_that_lack_words_follow_below_a_line(marbre: CommandLine) -> None:
    lines = marbre.done("search", "accords bureau Halifax").lines
    line = lines.index("— these lack some of the words —")
    assert "lacks bureau" in lines[line + 2]
    found = marbre.done("search", "accords bureau Halifax", "--json").records
    assert (found[0]["id"], found[0]["lacks"]) == (PORT, ["bureau"])
    assert lines[-1].startswith("0 article")


def test_a_query_can_be_explained(marbre: CommandLine) -> None:
    lines = marbre.done("search", "est:nouveau accords", "--explain").lines
    assert lines[0] == "Understood as: is:new + accords"
    first, *hits = marbre.done("search", "est:nouveau accords", "--explain", "--json").records
    assert first == {"understood": "is:new + accords"}
    assert [hit["id"] for hit in hits] == [PORT]


def test_names_that_editors_say_mean_the_same_are_found(marbre: CommandLine) -> None:
    file = marbre.desk / "synonyms.txt"
    file.write_text("NE = Nouvelle-Écosse\n", encoding="utf-8")
    assert ids(marbre, "NE") == [PORT]
    lines = marbre.done("search", "NE", "--explain").lines
    assert lines[0] == "Understood as: (NE = “Nouvelle-Écosse”)"
    # The file is no article.
    marbre.done("reindex")
    assert ids(marbre, "écosse") == [PORT]
    file.write_text("NE = Nouvelle-Écosse\nHalifax\n", encoding="utf-8")
    errors = marbre("search", "NE").errors
    assert "synonyms.txt, line 2: “Halifax” has no other name; write “Halifax = …”" in errors


def test_accents_and_endings_need_not_be_typed(marbre: CommandLine) -> None:
    assert ids(marbre, "metropoles") == [BRANCH]


def test_words_need_no_quotation_marks(marbre: CommandLine) -> None:
    assert ids(marbre, "salon", "climat") == ids(marbre, "salon climat") == [FAIR]


def test_fields_narrow_the_search(marbre: CommandLine) -> None:
    marbre.done("keep", "000")
    marbre.done("tag", "001", "+filière/mer")
    assert ids(marbre, "is:kept") == [PORT]
    assert ids(marbre, "tag:filière") == [FIRM]


def test_no_more_than_the_limit_are_shown(marbre: CommandLine) -> None:
    outcome = marbre.done("search", "is:new", "--limit", "2")
    assert outcome.lines[-1].startswith("2 of 4")
    assert len(ids(marbre, "is:new", "--limit", "2")) == 2
    assert len(ids(marbre, "is:new", "--all")) == 4


def test_nothing_found_is_no_failure(marbre: CommandLine) -> None:
    assert marbre.done("search", "introuvable").lines == ["0 articles found"]
    assert ids(marbre, "introuvable") == []


def test_a_mistake_in_the_query_is_told_and_the_rest_runs(marbre: CommandLine) -> None:
    outcome = marbre("search", "salon (climat", "--json")
    assert outcome.status == 0
    assert outcome.record["id"] == FAIR
    assert outcome.errors.startswith("marbre: the parenthesis at character 7")


def test_what_was_put_on_an_article_is_found_at_once(marbre: CommandLine) -> None:
    marbre.done("search", "accords")
    marbre.done("note", "003", "rappeler la chambre consulaire")
    assert ids(marbre, "consulaire") == [BRANCH]


def test_a_search_is_kept_under_a_name(marbre: CommandLine) -> None:
    assert marbre.done("searches", "save", "salons", "salon", "climat").lines
    assert marbre.done("searches", "list").lines == ["salons  salon climat"]
    assert ids(marbre, "--saved", "Salons") == [FAIR]
    marbre.done("searches", "rename", "salons", "foires")
    assert marbre.done("searches", "list", "--json").record["name"] == "foires"
    marbre.done("searches", "remove", "foires")
    assert marbre.done("searches", "list").output == ""
    assert "foires" in marbre.failed("search", "--saved", "foires")


def test_the_index_is_made_again_where_it_was_deleted(marbre: CommandLine) -> None:
    marbre.done("search", "salon")
    shutil.rmtree(marbre.desk / ".marbre" / "index")
    assert ids(marbre, "salon") == [FAIR]


def test_hostile_text_does_not_reach_the_terminal(marbre: CommandLine) -> None:
    evil = "Titre \x1b]0;mine\x1b\\ \x9b31m piégé \u202e!\n\nLe texte piégé \x1b[2J du lendemain.\n"
    (marbre.desk / "004_44ee55ff66001122.txt").write_text(evil, encoding="utf-8")
    marbre.done("reindex")
    marbre.done("note", "004", "mer \u202e\x1b[31m")
    for words in (["search", "piégé"], ["show", "004"], ["notes", "list", "004"], ["history"],
                  ["search", "piégé", "--json"], ["show", "004", "--json"]):  # fmt: skip
        shown = marbre.done(*words).output
        assert "pi" in shown or "mer" in shown
        assert not {letter for letter in shown if ord(letter) < 32 and letter != "\n"}
        assert not set(shown) & {"\x7f", "\x9b", "\u202e"}


def test_json_keeps_what_it_escapes(marbre: CommandLine) -> None:
    marbre.done("note", "000", "sens \u202einverse")
    marbre.done("note", "000", "— « déjà » 𝄞")
    outcome = marbre.done("notes", "list", "000", "--json")
    notes = {note["note"] for note in outcome.records}
    assert notes == {"sens \u202einverse", "— « déjà » 𝄞"}
    assert "« déjà » 𝄞" in outcome.output


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the example articles are not beside the repository")
def test_the_example_articles_are_found_and_their_noise_is_not(
    anywhere: CommandLine, tmp_path: Path
) -> None:
    desk = shutil.copytree(SEEDS, tmp_path / "seeds")
    anywhere.done("init", str(desk))

    def found(query: str) -> list[str]:
        hits = anywhere.done("search", query, "--json", MARBRE_DESK=str(desk)).records
        return [hit["id"][:3] for hit in hits if not hit["lacks"]]

    assert found("economie marine")[0] == "000"
    assert found("santé Miami") == ["002"]
    assert found("commentaire") == found("obligatoires") == []


def test_what_was_found_is_counted(marbre: CommandLine) -> None:
    marbre.done("tag", "000", "+filière/mer")
    marbre.done("tag", "001", "+filière")
    *hits, facets = marbre.done("search", "is:new", "--facets", "--json").records
    assert len(hits) == facets["found"] == 4
    assert facets["tag_counts"] == {"filière": 2, "filière/mer": 1}
    assert facets["did_you_mean"] is None
    lines = marbre.done("search", "is:new", "--facets").lines
    assert any(line.split() == ["2", "filière"] for line in lines)


def test_the_words_that_were_meant_are_told(marbre: CommandLine) -> None:
    outcome = marbre("search", "metropolle", "--facets", "--json")
    assert outcome.status == 0
    assert outcome.errors.strip() == "marbre: did you mean “métropole”? It finds 1 article"
    assert outcome.record["did_you_mean"] == "métropole"


def test_what_is_new_in_a_saved_search_is_found_once(marbre: CommandLine, tmp_path: Path) -> None:
    marbre.done("searches", "save", "Ports", "port OR quai")
    file = tmp_path / "quai.txt"
    file.write_text("Un quai pour Lampaul\n\nLe quai neuf attend ses grues.\n", encoding="utf-8")
    new = marbre.done("add", str(file), "--json").record["id"]
    assert marbre.done("searches", "list", "--json").record["new"] == 1
    assert "1 new" in marbre.done("searches", "list").output
    assert ids(marbre, "--saved", "ports", "--new") == [new]
    assert ids(marbre, "--saved", "Ports", "--new") == []
    assert marbre.done("searches", "list", "--json").record["new"] == 0
    assert {PORT, new} <= set(ids(marbre, "--saved", "Ports"))


def test_what_is_new_needs_a_saved_search(marbre: CommandLine) -> None:
    assert marbre("search", "port", "--new").status == 2


def test_what_is_near_says_by_which_words(marbre: CommandLine) -> None:
    unknown = marbre("search", "is:new", "--sort", "nearness")
    assert "too little was kept" in unknown.errors
    assert "Near to" not in unknown.output
    with Desk.open(marbre.desk) as desk:
        port = "Le port agrandit son quai pour le fret et les armateurs, épisode"
        town = "La mairie rénove son école et vote le budget, séance"
        articles = [NewArticle(f"Quai {n}", f"{port} {n}.") for n in range(6)]
        articles += [NewArticle(f"Ville {n}", f"{town} {n}.") for n in range(6)]
        taken = desk.intake.add_articles(articles)
        desk.articles.set_triage([each.article_id for each in taken[:5]], Triage.KEPT)
    found = marbre.done("search", "is:new", "--sort", "nearness", "--json").records
    assert found[0]["title"] == "Quai 5"
    assert {"Quai", "agrandit"} <= set(found[0]["near_words"])
    assert found[-1]["near_words"] == []
    told = marbre("search", "is:new", "--sort", "nearness")
    assert told.errors == ""
    assert told.lines[2].startswith("  Near to what you keep: ")
    assert not any("Near to" in line for line in marbre.done("search", "is:new").lines)
