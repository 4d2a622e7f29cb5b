"""The documentation says what the code does: pages made from it are current, links lead somewhere."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from search.vocabulary import FIELD_NAMES, VALUES
from tests.make_docs import every_command, stale_pages
from tui.commands import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def test_pages_made_from_the_code_are_current() -> None:
    assert stale_pages() == []


def test_every_command_is_documented() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for _, path, _ in every_command():
        assert f"\n### {path}\n" in page


def test_every_key_is_documented() -> None:
    page = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"| `{command.id}` |" in page


def test_every_json_key_is_documented() -> None:
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`([a-z_]+)`", page))
    printed = {
        key.value
        for path in (ROOT / "tui" / "cli").glob("*.py")
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef) and path.name != "main.py"
        for statement in function.body
        for node in ast.walk(statement)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    }
    assert printed - documented == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_field_of_a_query_is_documented() -> None:
    page = (ROOT / "docs" / "search.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`([a-z-]+:?)`", page))
    assert {f"{name}:" for name in FIELD_NAMES} - documented == set()
    assert {value for values in VALUES.values() for value in values} - documented == set()
