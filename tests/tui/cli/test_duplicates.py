"""Articles with one text, from the command line."""

from __future__ import annotations

from tests.tui.cli.conftest import FIRM, PORT, CommandLine


def test_articles_are_put_together_listed_taken_apart_and_all_is_undone(
    marbre: CommandLine,
) -> None:
    assert marbre.done("duplicates", "list").lines == []
    marbre.done("duplicates", "together", "000", "001")
    marbre.done("tag", "000", "+filière/mer")
    (record,) = marbre.done("duplicates", "list", "--json").records
    assert [each["id"] for each in record["articles"]] == [FIRM, PORT]
    assert [each["tags"] for each in record["articles"]] == [[], ["filière/mer"]]
    lines = marbre.done("duplicates", "list", "000").lines
    assert [line.split()[0] for line in lines] == [FIRM, PORT]
    assert marbre.done("show", "000", "--json").record["copies"] == 1

    marbre.done("duplicates", "apart", "000", "--group")
    assert marbre.done("duplicates", "list").lines == []
    marbre.done("undo")
    assert len(marbre.done("duplicates", "list", "--json").records) == 1


def test_one_article_is_no_group(marbre: CommandLine) -> None:
    assert "two articles" in marbre.misused("duplicates", "together", "000", "000")
    assert [line.split()[0] for line in marbre.done("duplicates", "list", "001").lines] == [FIRM]
