from __future__ import annotations

from pathlib import Path

from tests.tui.cli.conftest import FAIR, FIRM, PORT, CommandLine
from tui.cli.session import Session


class Browser:
    """A browser that remembers what it was given."""

    def __init__(self, *, starts: bool = True) -> None:
        self.opened: list[str] = []
        self.starts = starts

    def __call__(self, url: str) -> bool:
        self.opened.append(url)
        return self.starts


def test_an_article_is_shown_with_its_text(marbre: CommandLine) -> None:
    output = marbre.done("show", "000").output
    assert output.startswith("Le port de Kerlouan signe avec Halifax\n")
    assert PORT in output
    assert "\nLa délégation conduite par" in output


def test_a_file_of_nothing_is_shown_by_its_name(marbre: CommandLine, folder: Path) -> None:
    (folder / "Notes du 3 mars.txt").write_text("", encoding="utf-8")
    marbre.done("reindex")
    assert marbre.done("show", "Notes").output.startswith("Notes du 3 mars.txt (no text)\n")


def test_an_article_is_known_by_any_start_of_its_name(marbre: CommandLine) -> None:
    for reference in ("1", "001", "001_11bb", "11bb22"):
        assert marbre.done("show", reference, "--json").record["id"] == FIRM
    assert "could be" in marbre.failed("show", "00")
    assert "“999”" in marbre.failed("show", "999")


def test_all_that_is_known_is_in_the_json(marbre: CommandLine) -> None:
    marbre.done("tag", "000", "+mer")
    marbre.done("star", "000")
    marbre.done("mission", "new", "Halifax")
    marbre.done("mission", "link", "halifax", "000", "--role", "announcement")
    marbre.done("note", "000", "à suivre")
    marbre.done("note", "000", "combien ?", "--quote", "Trois accords", "--kind", "doubt")
    record = marbre.done("show", "000", "--json").record
    assert record["title"] == "Le port de Kerlouan signe avec Halifax"
    assert record["text"].startswith("La délégation")
    assert (record["triage"], record["starred"], record["read"]) == ("new", True, False)
    assert record["links"] == [{"slug": "halifax", "title": "Halifax", "role": "announcement"}]
    assert [note["note"] for note in record["notes"]] == ["à suivre"]
    (annotation,) = record["annotations"]
    assert (annotation["kind"], annotation["exact"]) == ("doubt", "Trois accords")
    assert [version["version"] for version in record["versions"]] == [1]


def test_marks_are_shown_below_the_text(marbre: CommandLine) -> None:
    marbre.done("note", "000", "à suivre")
    marbre.done("note", "000", "combien ?", "--quote", "Trois accords")
    passage, note = marbre.done("show", "000").lines[-2:]
    assert "[comment, camille] “Trois accords” combien ?" in passage
    assert "[note, camille] à suivre" in note


def test_noise_is_hidden_unless_it_is_asked_for(marbre: CommandLine) -> None:
    text = "Un quai de plus\n\nLe quai sera prêt en mai.\n\nCommuniqué\n"
    (marbre.desk / "004_44ee55ff66001122.txt").write_text(text, encoding="utf-8")
    marbre.done("reindex")
    assert "Communiqué" not in marbre.done("show", "004").output
    assert "Communiqué" in marbre.done("show", "004", "--whole").output
    assert marbre.done("show", "004", "--json").record["kind"] == "press-release"


def test_an_earlier_version_can_be_read(marbre: CommandLine) -> None:
    file = marbre.desk / f"{FAIR}.txt"
    file.write_text("Le salon est reporté à l’automne.\n", encoding="utf-8")
    marbre.done("reindex")
    assert "reporté" in marbre.done("show", "002").output
    assert "jeudi à Brest" in marbre.done("show", "002", "--version", "1").output
    assert "no such version" in marbre.failed("show", "002", "--version", "9")


def test_text_files_and_folders_are_taken_in(marbre: CommandLine, tmp_path: Path) -> None:
    single = tmp_path / "un.txt"
    single.write_text("Une grue neuve\n\nLe port reçoit une grue.\n", encoding="utf-8")
    more = tmp_path / "more"
    more.mkdir()
    (more / "a.txt").write_text("Sans titre ni rien, le chantier commence.\n", encoding="utf-8")
    (more / "b.md").write_text("# not this", encoding="utf-8")
    lines = marbre.done("add", str(single), str(more)).lines
    assert [line.split()[0][:3] for line in lines] == ["004", "005"]
    assert lines[0].endswith("new: Une grue neuve")
    assert marbre.done("search", "grue", "--json").record["title"] == "Une grue neuve"


def test_what_is_here_already_is_not_taken_in_twice(marbre: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "un.txt"
    file.write_text("Une grue neuve\n\nLe port reçoit une grue.\n", encoding="utf-8")
    first = marbre.done("add", str(file), "--json").record
    assert marbre.done("add", str(file), "--json").record == first | {"outcome": "known"}


def test_what_cannot_be_taken_in_is_told(marbre: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\x00\x00")
    assert "picture.txt" in marbre.failed("add", str(tmp_path / "picture.txt"))
    assert "nowhere.txt" in marbre.failed("add", str(tmp_path / "nowhere.txt"))
    (tmp_path / "empty").mkdir()
    assert "no .txt" in marbre.failed("add", str(tmp_path / "empty"))


def test_an_article_without_an_address_cannot_be_opened(marbre: CommandLine) -> None:
    browser = Browser()
    outcome = marbre("open", "000", obj=Session(environ=marbre.environ, open_address=browser))
    assert outcome.status == 1
    assert "no address" in outcome.errors
    assert browser.opened == []
