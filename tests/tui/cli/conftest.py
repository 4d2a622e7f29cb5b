"""The command line on a small desk."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from store.desk import Desk
from tests.support.desks import write_articles
from tui.cli.main import root
from tui.i18n import install

PORT, FIRM, FAIR, BRANCH = (
    "000_00aa11bb22cc33dd",
    "001_11bb22cc33dd44ee",
    "002_22cc33dd44ee55ff",
    "003_33dd44ee55ff6600",
)
"""The articles of the desk; the third has no title."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command did."""

    status: int
    output: str
    errors: str

    @property
    def lines(self) -> list[str]:
        return self.output.splitlines()

    @property
    def records(self) -> list[Any]:
        return [json.loads(line) for line in self.lines]

    @property
    def record(self) -> Any:
        (record,) = self.records
        return record


class CommandLine:
    """Calls ``marbre`` as somebody in the desk's folder would."""

    def __init__(self, desk: Path, data: Path) -> None:
        self.desk = desk
        self.environ = {
            "MARBRE_DESK": str(desk),
            "MARBRE_EDITOR": "camille",
            "XDG_DATA_HOME": str(data),
        }

    def __call__(self, *words: str, typed: str = "", obj: object = None, **environ: str) -> Outcome:
        install("en")
        result = CliRunner().invoke(
            root, list(words), prog_name="marbre", input=typed, obj=obj, env=self.environ | environ
        )
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Outcome(result.exit_code, result.stdout, result.stderr)

    def done(self, *words: str, typed: str = "", **environ: str) -> Outcome:
        """A call that must succeed, without complaints."""
        outcome = self(*words, typed=typed, **environ)
        assert (outcome.status, outcome.errors) == (0, "")
        return outcome

    def failed(self, *words: str, typed: str = "", **environ: str) -> str:
        """The one line in which a call that must fail says why."""
        outcome = self(*words, typed=typed, **environ)
        assert (outcome.status, outcome.output) == (1, "")
        (line,) = outcome.errors.splitlines()
        return line

    def misused(self, *words: str) -> str:
        """The one line that answers a call that cannot be."""
        outcome = self(*words)
        assert (outcome.status, outcome.output) == (2, "")
        (line,) = outcome.errors.splitlines()
        return line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with four articles that is no desk yet."""
    found = tmp_path / "desk"
    found.mkdir()
    write_articles(found)
    return found


@pytest.fixture
def marbre(folder: Path, tmp_path: Path) -> CommandLine:
    """The command line on a desk of four articles."""
    Desk.create(folder, editor="camille").close()
    return CommandLine(folder, tmp_path / "data")


@pytest.fixture
def anywhere(folder: Path, tmp_path: Path) -> CommandLine:
    """The command line where there is no desk yet."""
    return CommandLine(folder, tmp_path / "data")


@pytest.fixture
def write_settings(folder: Path) -> Callable[[str], None]:
    """Writes the desk's settings."""

    def write(text: str) -> None:
        (folder / "marbre.toml").write_text(text, encoding="utf-8")

    return write
