from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from store.desk import Desk
from tests.tui.cli.conftest import CommandLine
from tui.cli.click_words import MESSAGES
from tui.cli.main import COMMANDS, root

ROOT = Path(__file__).resolve().parents[3]

Paths = list[tuple[str, ...]]


def every_command(command: click.Command = root, path: tuple[str, ...] = ()) -> Paths:
    """The words by which every command is called."""
    found = [path]
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None, name
            found += every_command(inner, (*path, name))
    return found


def run_fresh(script: str, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a script in an interpreter that has nothing loaded yet."""
    environ = {"PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8", **environ}
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding=environ["PYTHONIOENCODING"],
        check=False,
        env=environ,
    )


MAIN = "from tui.cli.main import main; main()"


def modules_after(script: str, *arguments: str, **environ: str) -> set[str]:
    """Top-level modules loaded by a script, whatever it prints."""
    tell = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
    outcome = run_fresh(tell + script, *arguments, **environ)
    return {name.partition(".")[0] for name in outcome.stderr.split()}


def test_the_command_line_starts_light() -> None:
    loaded = modules_after("import tui.cli.main")
    assert "click" in loaded
    assert not loaded & {"textual", "rich", "whoosh", "feedparser", "aiohttp", "numpy"}


def test_searching_loads_neither_screen_nor_network(marbre: CommandLine) -> None:
    loaded = modules_after(MAIN, "search", "accords", MARBRE_DESK=str(marbre.desk))
    assert "whoosh" in loaded
    assert not loaded & {"textual", "rich", "aiohttp", "feedparser"}


def test_an_act_loads_no_index(marbre: CommandLine) -> None:
    loaded = modules_after(MAIN, "keep", "000", MARBRE_DESK=str(marbre.desk))
    assert "sqlite3" in loaded
    assert not loaded & {"textual", "rich", "aiohttp", "feedparser", "whoosh"}


@pytest.mark.parametrize("path", every_command(), ids=" ".join)
def test_every_command_has_help_and_its_options_too(
    marbre: CommandLine, path: tuple[str, ...]
) -> None:
    outcome = marbre.done(*path, "--help")
    assert outcome.lines[0].startswith(" ".join(("Usage: marbre", *path)))
    assert "--desk" in outcome.output


def test_the_help_lists_every_command_under_its_heading(marbre: CommandLine) -> None:
    lines = marbre.done("--help").lines
    for heading, names in COMMANDS.items():
        after = lines[lines.index(f"{heading}:") + 1 :]
        assert after[0].split()[0] == next(iter(names))


def test_help_is_in_the_language_of_the_reader() -> None:
    outcome = run_fresh(MAIN, "search", "--help", LANG="fr_FR.UTF-8")
    assert outcome.returncode == 0
    assert "Usage\u00a0: marbre search" in outcome.stdout
    assert "Trouver des articles" in outcome.stdout
    assert "Montrer cette aide" in outcome.stdout


def test_mistakes_are_told_in_the_language_of_the_reader() -> None:
    outcome = run_fresh(MAIN, "search", "--limt", "3", LANG="fr_FR.UTF-8")
    assert outcome.returncode == 2
    assert "Il n’y a pas d’option" in outcome.stderr
    assert "voir «" in outcome.stderr


def test_clicks_own_messages_are_those_in_the_catalogue() -> None:
    package = Path(click.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in package.glob("*.py"))
    for message in MESSAGES:
        assert message.replace("\n", "\\n").replace("\t", "\\t") in source


def test_the_settings_language_is_spoken(
    marbre: CommandLine, write_settings: Callable[[str], None]
) -> None:
    write_settings('[desk]\nlanguage = "fr"\n')
    assert marbre.done("keep", "000").lines == ["1 article gardé"]


def test_the_version_is_told(marbre: CommandLine) -> None:
    assert marbre.done("--version").output.startswith("marbre ")


def test_an_unknown_command_is_answered_by_the_nearest(marbre: CommandLine) -> None:
    line = marbre.misused("serach", "mer")
    assert line.startswith("marbre: ")
    assert "“search”" in line
    assert "marbre --help" in line
    assert "“new”" in marbre.misused("mission", "nwe")
    assert "did you mean" not in marbre.misused("qqqqqq")


@pytest.mark.parametrize(
    "words",
    [
        ("search", "--limit", "none", "mer"),
        ("search", "--limit", "0", "mer"),
        ("search",),
        ("show",),
        ("show", "000", "--wohle"),
        ("keep",),
        ("note", "000", "x", "--kind", "guess", "--quote", "accords"),
        ("mission", "link", "halifax", "000", "--role", "nothing"),
        ("undo", "first"),
        ("mission",),
    ],
)
def test_wrong_use_ends_with_2_and_one_line(marbre: CommandLine, words: tuple[str, ...]) -> None:
    outcome = marbre(*words)
    assert outcome.status == 2
    if words == ("mission",):
        # Where only the command is missing, the help is printed as it is laid out.
        assert outcome.errors.startswith("Usage: marbre mission")
        assert len(outcome.errors.splitlines()) > 10
    else:
        assert len(outcome.errors.splitlines()) == 1
        assert outcome.errors.startswith("marbre: ")


def test_a_wrong_setting_ends_with_1_and_its_line(
    marbre: CommandLine, write_settings: Callable[[str], None]
) -> None:
    write_settings("[collect]\nat_onec = 3\n")
    line = marbre.failed("keep", "000")
    assert "marbre.toml:2" in line
    assert "at_once" in line


def test_the_desk_is_found_above(marbre: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = marbre.desk / "notes" / "mars"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    assert marbre.done("keep", "000", MARBRE_DESK="").lines == ["1 article kept"]


def test_else_the_default_desk_is_taken(
    marbre: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Desk.create(tmp_path / "data" / "marbre" / "desk"):
        pass
    assert marbre.done("tags", "list", MARBRE_DESK="").output == ""


def test_without_a_desk_one_is_told_how_to_make_it(
    marbre: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "marbre init" in marbre.failed("tags", "list", MARBRE_DESK="")


def test_the_option_goes_before_the_environment(marbre: CommandLine, tmp_path: Path) -> None:
    with Desk.create(tmp_path / "other") as other:
        other.searches.save("here", "x")
    for words in (("--desk", str(other.folder), "searches", "list"),
                  ("searches", "list", "--desk", str(other.folder)),
                  ("searches", "--desk", str(other.folder), "list")):  # fmt: skip
        assert marbre.done(*words).lines == ["here  x"]


def test_json_may_be_asked_for_anywhere(marbre: CommandLine) -> None:
    marbre.done("tag", "000", "+mer")
    for words in (
        ("--json", "tags", "list"),
        ("tags", "--json", "list"),
        ("tags", "list", "--json"),
    ):
        assert marbre.done(*words).record["name"] == "mer"


def test_acts_bear_the_editors_name(marbre: CommandLine) -> None:
    marbre.done("keep", "000")
    marbre.done("keep", "001", MARBRE_EDITOR="dominique")
    editors = [entry["editor"] for entry in marbre.done("history", "--json").records]
    assert editors == ["dominique", "camille"]


def test_a_reader_that_has_seen_enough_is_told_nothing() -> None:
    script = f"{sys.executable} -m tui keys --json | head -1"
    outcome = subprocess.run(
        ["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert outcome.stderr == ""
    assert len(outcome.stdout.splitlines()) == 1


STOPPED_EARLY = """
import sys
class Stopping:
    def find_spec(self, name, *_):
        if name == "click":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Stopping())
from tui.entry import main
main()
"""


def test_who_stops_it_before_it_has_begun_is_told_nothing() -> None:
    outcome = subprocess.run(
        [sys.executable, "-c", STOPPED_EARLY], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (1, "", "")


def test_an_output_that_is_closed_stops_nothing() -> None:
    outcome = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m tui keys --json >&-"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert outcome.stderr == ""


def test_without_a_terminal_the_desk_is_not_opened(marbre: CommandLine) -> None:
    assert "terminal" in marbre.failed()
    assert "terminal" in marbre.failed(str(marbre.desk))
    assert "terminal" in marbre.failed("--desk", str(marbre.desk))


def test_an_encoding_that_lacks_a_letter_stops_nothing(marbre: CommandLine) -> None:
    environ = {"MARBRE_DESK": str(marbre.desk), "PYTHONIOENCODING": "latin-1"}
    shown = run_fresh(MAIN, "show", "000", **environ)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "résume l?élue" in shown.stdout
    record = json.loads(run_fresh(MAIN, "show", "000", "--json", **environ).stdout)
    assert "résume l’élue" in record["text"]


def test_a_desk_is_offered_where_there_is_none(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    environ = {"XDG_DATA_HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-m", "tui"],
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environ,
        text=True,
    ) as process:
        os.write(ours, b"n\n")
        _nothing, asked = process.communicate()
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 1
    assert str(tmp_path / "marbre" / "desk") in asked
    assert not (tmp_path / "marbre").exists()


def test_a_day_later_a_backup_is_made(marbre: CommandLine) -> None:
    marbre.done("keep", "000")
    marbre.done("keep", "001")
    assert len(marbre.done("backup", "list").lines) == 1
