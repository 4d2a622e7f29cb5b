"""The demo's main job without a terminal, over a real desk, index and loopback server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from store.desk import Desk
from store.models import FactType, View
from tui.demo.content import load_content
from tui.demo.main import run_demo
from tui.i18n import install

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = load_content()


@pytest.fixture(autouse=True)
def english() -> None:
    install("en")


@pytest.fixture
def said() -> list[str]:
    return []


def run(folder: Path, said: list[str]) -> int:
    return run_demo(folder, interactive=False, echo=said.append)


def test_the_main_job_is_done_and_told(tmp_path: Path, said: list[str]) -> None:
    assert run(tmp_path / "demo", said) == 0
    told = "\n".join(said)
    assert "Collected 14 new articles from 4 feeds (0 changed" in told
    assert "Collected 1 new article from 4 feeds (1 changed, 3 feeds as they were)" in told
    assert "Found" in told
    assert "Linked: 7 articles to the mission “Bretagne à Halifax”" in told
    assert "12 passages, 1 to be placed anew" in told
    assert "Recorded: 5 facts of the mission “Bretagne à Halifax”" in told
    exported = (tmp_path / "demo" / "revue-des-missions.md").read_text(encoding="utf-8")
    assert "l’achat de douze capteurs" in exported
    assert "Communiqué" not in exported


def test_the_desk_has_something_of_everything(tmp_path: Path, said: list[str]) -> None:
    run(tmp_path, said)
    with Desk.open(tmp_path) as desk:
        assert len(desk.articles.ids(View())) == 20
        assert desk.articles.counts().everything == 18, "three have one text and one row"
        assert [mission.slug for mission in desk.missions.list()] == [
            mission.slug for mission in CONTENT.missions
        ]
        assert {tag.name for tag in desk.tags.list()} >= set(CONTENT.tags)
        assert len(desk.annotations.orphans()) == 1
        assert [each.title for each in desk.collections.list()] == [
            "Revue des missions économiques"
        ]
        assert {each.name for each in desk.searches.list()} == {"Algues", "Implantations"}
        assert all(each.article_count for each in desk.entities.list())
        counts = {each.type: each for each in desk.facts.counts("halifax-2026")}
        assert (counts[FactType.AGREEMENT].count, counts[FactType.AGREEMENT].aggregates) == (2, 1)


def test_collected_articles_are_those_that_were_written(tmp_path: Path, said: list[str]) -> None:
    run(tmp_path, said)
    with Desk.open(tmp_path) as desk:
        texts = {desk.articles.text(each).text.strip() for each in desk.changes.numbers()}
    expected = {story.text.strip() for story in CONTENT.stories.values()}
    expected.remove(CONTENT.stories["halifax-varenia"].text.strip())
    assert texts == expected


def test_running_again_opens_the_same_desk(tmp_path: Path, said: list[str]) -> None:
    run(tmp_path, said)
    with Desk.open(tmp_path) as desk:
        ids = set(desk.changes.numbers())
    said.clear()
    assert run(tmp_path, said) == 0
    assert any(line.startswith("Collected 0 new articles from 4 feeds") for line in said)
    with Desk.open(tmp_path) as desk:
        assert set(desk.changes.numbers()) == ids


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path, said: list[str]) -> None:
    (tmp_path / "letter.txt").write_text("Madame, Monsieur,")
    with pytest.raises(click.UsageError, match="neither empty nor a demo desk"):
        run(tmp_path, said)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_desk_of_one_s_own_is_left_alone(tmp_path: Path, said: list[str]) -> None:
    Desk.create(tmp_path).close()
    with pytest.raises(click.UsageError, match="no demo desk"):
        run(tmp_path, said)
