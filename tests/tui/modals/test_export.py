from __future__ import annotations

from pathlib import Path

import pytest

from store.models import ExportMode
from tests.tui.modals.host import HOSTILE, SIZES, Host, ask, assert_fits, screen_text, type_keys
from tests.tui.steady import running
from tui.modals.export import ExportChoice, ExportFormat, ExportModal, ExportTarget, suggest_path

FOLDER = Path("/srv/desk")
TARGETS = (
    ExportTarget("collection:revue", "Revue de la semaine", 4),
    ExportTarget("mission:osaka", "Délégation du port à Osaka", 1),
    ExportTarget("algues", "algues"),
)
FORMATS = (
    ExportFormat("markdown", ".md"),
    ExportFormat("json", ".json"),
    ExportFormat("csv", ".csv"),
)


def modal(default: str | None = None) -> ExportModal:
    return ExportModal(TARGETS, FORMATS, FOLDER, default=default)


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_suggested_is_exported(size: tuple[int, int]) -> None:
    assert await ask(modal(), "ctrl+s", size=size) == ExportChoice(
        "collection:revue",
        "markdown",
        ExportMode.EXTRACTS,
        FOLDER / "Revue-de-la-semaine.md",
        "Revue-de-la-semaine.md",
    )


async def test_every_field_is_set_by_keys() -> None:
    keys = ["3", "enter", "2", "enter", "right", "enter", ":sortie.json", "enter"]
    assert await ask(modal(), *keys) == ExportChoice(
        "algues", "json", ExportMode.FULL, FOLDER / "sortie.json", "algues.json"
    )


async def test_the_home_of_nobody_is_a_name_like_others() -> None:
    answer = await ask(modal(), "tab", "tab", "tab", ":~personne/a.md", "enter")
    assert answer is not None
    assert answer.path == FOLDER / "~personne" / "a.md"


async def test_the_path_follows_the_choice_until_it_is_written_by_hand() -> None:
    followed = await ask(modal(), "down", "tab", "3", "ctrl+s")
    assert followed is not None
    assert followed.path == FOLDER / "Délégation-du-port-à-Osaka.csv"


async def test_a_path_written_by_hand_stays() -> None:
    keys = ["tab", "tab", "tab", ":/tmp/a.md", "shift+tab", "shift+tab", "2", "ctrl+s"]
    answer = await ask(modal(), *keys)
    assert answer is not None
    assert answer.path == Path("/tmp/a.md")


async def test_it_begins_with_the_default() -> None:
    answer = await ask(modal("mission:osaka"), "ctrl+s")
    assert answer is not None
    assert answer.target == "mission:osaka"


async def test_a_file_needs_a_name() -> None:
    keys = ["tab", "tab", "tab", "backspace", "enter", "escape"]
    assert await ask(modal(), *keys) is None


async def test_up_and_down_go_on_to_other_fields() -> None:
    answer = await ask(modal(), "down", "down", "down", "2", "down", "1", "ctrl+s")
    assert answer is not None
    assert (answer.target, answer.format) == ("algues", "json")
    assert answer.mode is ExportMode.REFERENCES


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_are_text(size: tuple[int, int]) -> None:
    targets = [ExportTarget(f"t{index}", name, 1) for index, name in enumerate(HOSTILE)]
    app = Host(ExportModal(targets, FORMATS, FOLDER))
    async with running(app, size=size):
        assert_fits(app)


@pytest.mark.parametrize("name", [*HOSTILE, "..", "a/b\\c", "", "x" * 300])
def test_a_suggested_path_stays_in_the_folder(name: str) -> None:
    path = suggest_path(FOLDER, ExportTarget("q", name), FORMATS[0])
    assert path.parent == FOLDER
    assert path.suffix == ".md"
    assert len(path.name) < 80
    assert path.name.isprintable()


async def test_many_targets_scroll_and_are_found_by_their_letter() -> None:
    targets = [ExportTarget(f"collection:{number}", f"Revue {number}") for number in range(60)]
    targets.append(ExportTarget("mission:osaka", "Île d’Osaka"))
    app = Host(ExportModal(targets, FORMATS, FOLDER))
    async with running(app) as pilot:
        assert_fits(app)
        await type_keys(pilot, *["down"] * 20)
        assert "● Revue 20" in screen_text(app)
        await type_keys(pilot, "i")
        assert "● Île d’Osaka" in screen_text(app)
        assert_fits(app)
        await type_keys(pilot, "ctrl+s")
    assert app.answer is not None
    assert app.answer.target == "mission:osaka"
