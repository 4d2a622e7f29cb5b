"""What editors make: marks, tags, notes, missions, collections, and the journal of it."""

from __future__ import annotations

import pytest

from tests.tui.cli.conftest import BRANCH, FAIR, FIRM, PORT, CommandLine


@pytest.mark.parametrize(
    ("command", "key", "value"),
    [
        ("keep", "triage", "kept"),
        ("discard", "triage", "discarded"),
        ("star", "starred", True),
        ("read", "read", True),
    ],
)
def test_articles_are_judged(marbre: CommandLine, command: str, key: str, value: object) -> None:
    assert marbre.done(command, "000", "001").lines[0].count("2 articles") == 1
    assert marbre.done("show", "001", "--json").record[key] == value
    assert marbre.done(command, "000").lines == ["nothing to change"]
    assert marbre.done(command, "000", "--json").record is None


@pytest.mark.parametrize(
    ("command", "back"), [("keep", "inbox"), ("star", "unstar"), ("read", "unread")]
)
def test_a_judgement_is_taken_back(marbre: CommandLine, command: str, back: str) -> None:
    before = marbre.done("show", "000", "--json").record
    marbre.done(command, "000")
    marbre.done(back, "000")
    assert marbre.done("show", "000", "--json").record == before


def test_a_query_names_articles_too(marbre: CommandLine) -> None:
    entry = marbre.done("keep", "003", "--query", "salon", "--json").record
    assert entry["subject"]["articles"] == [BRANCH, FAIR]
    assert marbre.done("discard", "--query", "introuvable").lines == ["nothing to change"]


def test_the_input_names_articles_too(marbre: CommandLine) -> None:
    entry = marbre.done("star", "-", "--json", typed="000\n001 003\n").record
    assert entry["subject"]["articles"] == [PORT, FIRM, BRANCH]


def test_one_wrong_name_and_nothing_is_done(marbre: CommandLine) -> None:
    assert "“777”" in marbre.failed("keep", "000", "777")
    assert marbre.done("history").output == ""


def test_tags_are_put_on_and_taken_off(marbre: CommandLine) -> None:
    marbre.done("tag", "000", "001", "+filière/mer", "+à lire")
    assert marbre.done("tag", "001", "-filière/mer", "+export").lines == [
        "1 article tagged +export -filière/mer"
    ]
    assert marbre.done("show", "001", "--json").record["tags"] == ["export", "à lire"]
    counts = {tag["name"]: tag["articles"] for tag in marbre.done("tags", "list", "--json").records}
    assert counts == {"export": 1, "filière": 1, "filière/mer": 1, "à lire": 2}


@pytest.mark.parametrize("name", ["hôpital", "query", "json", "d", "-x"])
def test_a_tag_to_take_off_is_no_option(marbre: CommandLine, name: str) -> None:
    marbre.done("tag", "000", f"+{name}")
    marbre.done("tag", "000", f"-{name}")
    assert marbre.done("show", "000", "--json").record["tags"] == []


def test_options_of_tag_are_understood_among_tags(marbre: CommandLine) -> None:
    entry = marbre.done("tag", "+mer", "--query", "salon", "--json", "003").record
    assert entry["subject"]["articles"] == [BRANCH, FAIR]


def test_tagging_without_a_tag_or_without_an_article_is_wrong_use(marbre: CommandLine) -> None:
    assert "+name" in marbre.misused("tag", "000")
    assert "--query" in marbre.misused("tag", "+mer")


def test_a_tag_that_is_not_there_cannot_be_taken_off(marbre: CommandLine) -> None:
    assert "“mer”" in marbre.failed("tag", "000", "-mer")


def test_renaming_shows_first_what_would_change(marbre: CommandLine) -> None:
    marbre.done("tag", "000", "001", "+mer/port")
    plan = marbre.done("tags", "rename", "mer", "littoral", "--dry-run")
    assert plan.lines == ["“mer/port” would be called “littoral/port”", "2 articles would change"]
    assert marbre.done("show", "000", "--json").record["tags"] == ["mer/port"]
    marbre.done("tags", "rename", "mer", "littoral")
    assert marbre.done("show", "000", "--json").record["tags"] == ["littoral/port"]
    marbre.done("undo")
    assert marbre.done("show", "000", "--json").record["tags"] == ["mer/port"]


def test_merging_keeps_the_old_name_as_an_alias(marbre: CommandLine) -> None:
    marbre.done("tag", "000", "+mer")
    marbre.done("tag", "001", "+océan")
    assert "tags merge" in marbre.failed("tags", "rename", "océan", "mer")
    plan = marbre.done("tags", "merge", "océan", "mer", "--dry-run", "--json").record
    assert plan == {"renamed": [], "merged": [{"old": "océan", "into": "mer"}], "articles": 1}
    marbre.done("tags", "merge", "océan", "mer")
    assert marbre.done("tags", "list").lines == ["mer  2  = océan"]
    marbre.done("tags", "delete", "mer")
    assert marbre.done("tags", "list").output == ""


def test_a_note_on_a_passage_stands_at_its_place(marbre: CommandLine) -> None:
    made = marbre.done("note", "000", "à vérifier", "--quote", "Trois accords", "--json").record
    text = (marbre.desk / f"{PORT}.txt").read_text(encoding="utf-8")
    assert text[made["start"] : made["end"]] == "Trois accords"
    assert (made["kind"], made["note"], made["editor"]) == ("comment", "à vérifier", "camille")


def test_typography_need_not_be_the_same(marbre: CommandLine) -> None:
    made = marbre.done("note", "000", "x", "--quote", "d'ici à l'été", "--json").record
    assert made["exact"] == "d’ici à l’été"


def test_a_passage_that_is_not_there_is_answered_by_the_nearest(marbre: CommandLine) -> None:
    line = marbre.failed("note", "000", "x", "--quote", "Trois accord de coopérations")
    assert "“Trois accord de coopérations”" in line
    assert "Trois accords de coopération" in line


def test_a_passage_that_is_there_twice_is_answered_by_the_places(marbre: CommandLine) -> None:
    line = marbre.failed("note", "000", "x", "--quote", "Halifax")
    assert "2 times" in line
    assert "signe avec Halifax" in line
    assert "cluster océanique de Halifax" in line


def test_a_kind_without_a_passage_is_wrong_use(marbre: CommandLine) -> None:
    assert "--quote" in marbre.misused("note", "000", "x", "--kind", "doubt")


def test_notes_are_listed_changed_and_removed(marbre: CommandLine) -> None:
    marbre.done("note", "000", "un")
    marbre.done("note", "000", "deux", "--quote", "Trois accords")
    annotation, note = marbre.done("notes", "list", "000", "--json").records
    assert (annotation["type"], note["type"]) == ("annotation", "note")
    marbre.done("notes", "edit", annotation["id"], "--kind", "fact")
    marbre.done("notes", "edit", note["id"], "une note")
    annotation, note = marbre.done("notes", "list", "000", "--json").records
    assert (annotation["kind"], annotation["note"], note["note"]) == ("fact", "deux", "une note")
    marbre.done("notes", "remove", annotation["id"])
    marbre.done("notes", "remove", note["id"])
    assert marbre.done("notes", "list", "000").output == ""
    assert "notes list" in marbre.failed("notes", "remove", note["id"])


def test_a_note_cannot_be_changed_to_nothing(marbre: CommandLine) -> None:
    marbre.done("note", "000", "un")
    note = marbre.done("notes", "list", "000", "--json").record
    assert "new text" in marbre.misused("notes", "edit", note["id"])
    assert "needs a text" in marbre.failed("notes", "edit", note["id"], " ")
    assert "needs a text" in marbre.failed("note", "000", " ")


def test_an_annotation_that_lost_its_place_is_placed_again(marbre: CommandLine) -> None:
    marbre.done("note", "002", "combien ?", "--quote", "cent vingt exposants annoncés")
    assert "in its place" in marbre.done("orphans").output
    file = marbre.desk / f"{FAIR}.txt"
    file.write_text("Les organisateurs attendent du monde à l’automne.\n", encoding="utf-8")
    marbre.done("reindex")
    orphan = marbre.done("orphans", "--json").record
    assert (orphan["orphan"], orphan["exact"]) == (True, "cent vingt exposants annoncés")
    assert FAIR in marbre.done("orphans").output
    marbre.done("notes", "place", orphan["id"], "--quote", "attendent du monde")
    assert marbre.done("orphans", "--json").output == ""


def test_a_mission_is_described_linked_and_shown(marbre: CommandLine) -> None:
    made = marbre.done(
        "mission", "new", "Halifax 2018", "--from", "Kerlouan", "--to", "Halifax", "--to", "Québec",
        "--dates", "mi-février 2018", "--first", "2018-02", "--sector", "mer", "--json",
    ).record  # fmt: skip
    assert made["slug"] == "halifax-2018"
    assert made["destinations"] == ["Halifax", "Québec"]
    assert made["dates"] == {
        "text": "mi-février 2018",
        "first": "2018-02-01",
        "last": "2018-02-28",
        "precision": "month",
    }
    marbre.done("mission", "link", "halifax-2018", "000", "--role", "report")
    marbre.done("mission", "link", "halifax-2018", "--query", "chilienne", "--role", "background")
    shown = marbre.done("mission", "show", "halifax-2018").output
    assert "Le port de Kerlouan signe" in shown
    assert "[background]" in shown
    assert "2 articles" in shown
    assert "mi-février 2018" in shown
    record = marbre.done("mission", "show", "halifax-2018", "--json").record
    assert {link["article"]: link["role"] for link in record["links"]} == {
        PORT: "report",
        BRANCH: "background",
    }
    assert marbre.done("mission", "list").lines == [
        "halifax-2018  mi-février 2018  2  Halifax 2018"
    ]


def test_a_mission_is_changed_piece_by_piece(marbre: CommandLine) -> None:
    marbre.done("mission", "new", "Halifax", "--leader", "M. Le Goff", "--sector", "mer")
    marbre.done("mission", "edit", "halifax", "--direction", "inbound", "--title", "Halifax ici")
    record = marbre.done("mission", "show", "halifax", "--json").record
    assert (record["title"], record["direction"]) == ("Halifax ici", "inbound")
    assert (record["leader"], record["sectors"]) == ("M. Le Goff", ["mer"])
    marbre.done("mission", "edit", "halifax", "--leader", "", "--sector", "", "--dates", "")
    record = marbre.done("mission", "show", "halifax", "--json").record
    assert (record["leader"], record["sectors"], record["dates"]) == (None, [], None)
    assert "title" in marbre.failed("mission", "edit", "halifax", "--title", "")
    marbre.done("mission", "link", "halifax", "000")
    marbre.done("mission", "unlink", "halifax", "000", "001")
    marbre.done("mission", "remove", "halifax")
    assert "“halifax”" in marbre.failed("mission", "show", "halifax")


def test_what_a_mission_cannot_be_is_told(marbre: CommandLine) -> None:
    assert "2018-13" in marbre.failed("mission", "new", "Halifax", "--first", "2018-13")
    assert "letters" in marbre.failed("mission", "new", "…")
    assert "hyphens" in marbre.failed("mission", "new", "Halifax", "--slug", "Hali fax")
    marbre.done("mission", "new", "Halifax", "--slug", "halifax")
    assert "--slug" in marbre.failed("mission", "new", "Halifax", "--slug", "halifax")


def test_a_collection_keeps_its_order_and_its_words(marbre: CommandLine) -> None:
    marbre.done("collection", "new", "Revue de mars", "--introduction", "Le mois.")
    marbre.done("collection", "add", "revue-de-mars", "000")
    marbre.done("collection", "add", "revue-de-mars", "001", "003", "--section", "À lire")
    marbre.done("collection", "move", "revue-de-mars", "003", "1")
    marbre.done("collection", "comment", "revue-de-mars", "003", "Court et clair.")
    record = marbre.done("collection", "show", "revue-de-mars", "--json").record
    assert record["introduction"] == "Le mois."
    assert record["sections"] == [
        {"title": "", "items": [{"article": PORT, "comment": ""}]},
        {
            "title": "À lire",
            "items": [
                {"article": BRANCH, "comment": "Court et clair."},
                {"article": FIRM, "comment": ""},
            ],
        },
    ]
    shown = marbre.done("collection", "show", "revue-de-mars").output
    assert "À lire" in shown
    assert "Court et clair." in shown


def test_a_collection_is_changed_and_deleted(marbre: CommandLine) -> None:
    marbre.done("collection", "new", "Mars", "--slug", "mars")
    marbre.done("collection", "add", "mars", "--query", "salon", "--section", "Une")
    marbre.done("collection", "rename-section", "mars", "Une", "À la une")
    marbre.done("collection", "move", "mars", "002", "1", "--section", "-")
    marbre.done("collection", "remove-section", "mars", "À la une")
    marbre.done("collection", "edit", "mars", "--title", "Mars 2026")
    assert marbre.done("collection", "list").lines == ["mars  1  Mars 2026"]
    marbre.done("collection", "remove", "mars", "002")
    assert marbre.done("collection", "list", "--json").record["articles"] == 0
    marbre.done("collection", "delete", "mars")
    assert "“mars”" in marbre.failed("collection", "show", "mars")


def test_the_history_tells_what_was_done_and_undone(marbre: CommandLine) -> None:
    named = "“Le port de Kerlouan signe avec Halifax”"
    marbre.done("keep", "000")
    marbre.done("star", "000")
    assert marbre.done("undo").lines == [f"undone: 1 article starred: {named}"]
    assert marbre.done("undo", "1").lines == [f"undone: 1 article kept: {named}"]
    assert "nothing to undo" in marbre.failed("undo")
    assert marbre.done("redo").lines == [f"done again: 1 article kept: {named}"]
    star, keep = marbre.done("history").lines
    assert star.endswith(f"camille  1 article starred: {named} (undone by camille)")
    assert keep.endswith(f"camille  1 article kept: {named}")
    assert marbre.done("history", "--editor", "anne").output == ""
    assert len(marbre.done("history", "--limit", "1", "--json").records) == 1


def test_nobody_undoes_anothers_act_without_being_told(marbre: CommandLine) -> None:
    marbre.done("keep", "000")
    line = marbre.failed("undo", MARBRE_EDITOR="dominique")
    assert "camille" in line
    assert "marbre undo 1" in line
    done = marbre.done("undo", "1", MARBRE_EDITOR="dominique")
    assert done.lines[0].startswith("undone: 1 article kept")
    entry = marbre.done("history", "--json").record
    assert (entry["editor"], entry["undone_by"]) == ("camille", "dominique")
    assert "marbre history" in marbre.failed("undo", "99")
