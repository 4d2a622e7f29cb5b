from __future__ import annotations

from pathlib import Path

from tui.paths import path_said

FOLDER = Path("/bureau")


def test_what_is_not_absolute_begins_in_the_folder() -> None:
    assert path_said("revues/mars.md", FOLDER) == FOLDER / "revues" / "mars.md"
    assert path_said("/ailleurs/mars.md", FOLDER) == Path("/ailleurs/mars.md")
    assert path_said("", FOLDER) == FOLDER


def test_the_home_of_nobody_is_a_name_like_others() -> None:
    assert path_said("~personne-de-ce-nom/a.md", FOLDER) == FOLDER / "~personne-de-ce-nom" / "a.md"
