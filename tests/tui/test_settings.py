from __future__ import annotations

import ast
from dataclasses import fields
from pathlib import Path

import pytest

from tui import settings as module
from tui.settings import SECTIONS, Settings, SettingsError, load_settings


def written(folder: Path, text: str) -> Settings:
    (folder / "marbre.toml").write_text(text, encoding="utf-8")
    return load_settings(folder, {})


def refused(folder: Path, text: str) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        written(folder, text)
    return caught.value


def test_without_a_file_all_is_as_documented(tmp_path: Path) -> None:
    settings = load_settings(tmp_path, {})
    assert settings == Settings()
    assert (settings.collect.at_once, settings.collect.per_host) == (20, 2)
    assert settings.collect.allow_private_addresses is False
    assert settings.screen.keys == "vim"


def test_every_key_is_taken(tmp_path: Path) -> None:
    settings = written(
        tmp_path,
        """
        [desk]
        editor = "Camille"
        language = "fr"
        [collect]
        at_once = 5
        per_host = 1
        timeout_seconds = 2.5
        max_megabytes = 1
        contact = "presse@example.org"
        allow_private_addresses = true
        [screen]
        theme = "nord"
        keys = "arrows"
        [keys]
        keep = "ctrl+k"
        discard = ["f9", "f10"]
        take-out = "f8"
        [export]
        format = "csv"
        mode = "references"
        folder = "revues"
        """,
    )
    assert settings.desk.editor == "Camille"
    assert settings.collect.timeout_seconds == 2.5
    assert settings.collect.max_megabytes == 1
    assert settings.keys == {"keep": ("ctrl+k",), "discard": ("f9", "f10"), "take-out": ("f8",)}
    assert settings.export.folder == "revues"


def test_the_environment_names_the_editor_before_the_file(tmp_path: Path) -> None:
    written(tmp_path, '[desk]\neditor = "Camille"\nlanguage = "fr"')
    settings = load_settings(tmp_path, {"MARBRE_EDITOR": "Dominique"})
    assert (settings.desk.editor, settings.desk.language) == ("Dominique", "fr")


def test_an_unknown_key_is_named_with_its_line_and_the_nearest(tmp_path: Path) -> None:
    error = refused(tmp_path, "# settings\n[collect]\nper_host = 2\nat_onec = 3\n")
    assert (error.line, error.key) == (4, "collect.at_onec")
    assert "at_once" in error.reason


def test_an_unknown_key_like_no_other_is_answered_by_those_there_are(tmp_path: Path) -> None:
    error = refused(tmp_path, "[desk]\nzzz = 3\n")
    assert error.line == 2
    assert "editor, language" in error.reason


def test_an_unknown_section_is_named_with_its_line(tmp_path: Path) -> None:
    error = refused(tmp_path, '[desk]\neditor = "C"\n\n[colect]\nat_once = 3\n')
    assert (error.line, error.key) == (4, "colect")
    assert "collect" in error.reason


def test_the_line_is_that_of_the_section_and_not_of_a_namesake(tmp_path: Path) -> None:
    error = refused(tmp_path, '[keys]\nkeep = "k"\n[screen]\nkeep = "x"\n')
    assert (error.line, error.key) == (4, "screen.keep")


def test_a_dotted_key_is_found_too(tmp_path: Path) -> None:
    error = refused(tmp_path, "collect.at_once = 0\n")
    assert (error.line, error.key) == (1, "collect.at_once")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[collect]\nat_once = 0", "1 to 200"),
        ("[collect]\nat_once = true", "whole number"),
        ('[collect]\nat_once = "3"', "whole number"),
        ("[collect]\nat_once = 2.5", "whole number"),
        ("[collect]\ntimeout_seconds = nan", "1 to 3600"),
        ("[collect]\nallow_private_addresses = 1", "true or false"),
        ('[screen]\nkeys = "emacs"', '"vim", "arrows"'),
        ('[desk]\nlanguage = "de"', '"fr", "en"'),
        ('[desk]\neditor = " "', "not empty"),
        ("[desk]\neditor = 7", "text"),
        ("[keys]\nkeep = 3", "a key"),
        ("[keys]\nkeep = [3]", "a key"),
    ],
)
def test_a_value_that_cannot_be_is_answered_by_what_can(
    tmp_path: Path, text: str, expected: str
) -> None:
    error = refused(tmp_path, text)
    assert error.line == 2
    assert expected in error.reason


@pytest.mark.parametrize(
    "text", ['[keys]\nkeeep = "k"', '[keys]\nkeep = ""', '[keys]\nkeep = "hyper+k"']
)
def test_keys_of_ones_own_are_checked(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text).line == 2


def test_a_key_that_another_command_has_is_refused(tmp_path: Path) -> None:
    error = refused(tmp_path, '[keys]\n\nkeep = "D"')
    assert (error.line, error.key) == (3, "keys.keep")


def test_a_section_that_is_a_value_is_refused(tmp_path: Path) -> None:
    error = refused(tmp_path, 'desk = "here"')
    assert (error.line, error.key) == (1, "desk")


def test_what_is_no_toml_is_answered_with_its_line(tmp_path: Path) -> None:
    error = refused(tmp_path, "[desk]\neditor = Camille\n")
    assert (error.line, error.key) == (2, "")


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "marbre.toml").write_bytes(b'[desk]\neditor = "\xe9"\n')
    with pytest.raises(SettingsError):
        load_settings(tmp_path, {})


def test_every_key_has_a_docstring_and_a_rule() -> None:
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    documented = {
        (node.name, statement.target.id)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for statement, after in zip(node.body, node.body[1:], strict=False)
        if isinstance(statement, ast.AnnAssign)
        and isinstance(statement.target, ast.Name)
        and isinstance(after, ast.Expr)
    }
    for kind in SECTIONS.values():
        for field in fields(kind):
            assert (kind.__name__, field.name) in documented
            assert "rule" in field.metadata


def test_every_default_keeps_its_own_rule() -> None:
    for kind in SECTIONS.values():
        for field in fields(kind):
            assert field.default is None or field.metadata["rule"].accepts(field.default)


def test_credentials_stand_in_the_file_or_in_the_environment(tmp_path: Path) -> None:
    (tmp_path / "marbre.toml").write_text(
        '[credentials]\n"https://a.example/rss" = "env:JOURNAL"\n"b.example" = "anne:x:y"\n'
        '"c.example" = "env:ABSENT"\n',
        encoding="utf-8",
    )
    settings = load_settings(tmp_path, {"JOURNAL": "claire:sesame"})
    assert settings.credentials == {
        "https://a.example/rss": ("claire", "sesame"),
        "b.example": ("anne", "x:y"),
    }
    assert "sesame" not in repr(settings)


def test_variables_that_hold_no_credentials_are_named(tmp_path: Path) -> None:
    lines = ['"a.example" = "env:A"', '"b.example" = "env:B"', '"c.example" = "env:C"']
    (tmp_path / "marbre.toml").write_text("\n".join(["[credentials]", *lines]), encoding="utf-8")
    settings = load_settings(tmp_path, {"A": "anne:x", "B": "anne"})
    assert settings.unset_variables == ("B", "C")
    assert set(settings.credentials) == {"a.example"}


def test_what_are_no_credentials_is_refused_and_not_shown(tmp_path: Path) -> None:
    error = refused(tmp_path, '[credentials]\n"b.example" = "sesame"\n')
    assert (error.line, error.key) == (2, "credentials.b.example")
    assert "sesame" not in str(error)
    assert "env:VARIABLE" in error.reason
