"""The two example articles, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.text.composition import split_title
from tests.search.conftest import Find
from tests.support.fake_desk import FakeDesk

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the example articles are not here")


@pytest.fixture
def seeds(desk: FakeDesk) -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        title, body_start = split_title(text)
        desk.publishes(title or "", text[body_start:], id=path.stem)


@pytest.mark.usefixtures("seeds")
@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("economie marine", "000"),
        ("économie marine", "000"),
        ("san diego", "000"),
        ("santé Miami", "002"),
        ("sante miami", "002"),
        ("etats-unis", "002"),
        ("40000", "002"),
        ("hopital", "002"),
    ],
)
def test_the_right_one_comes_first(find: Find, query: str, number: str) -> None:
    assert find(query)[0].startswith(number)
