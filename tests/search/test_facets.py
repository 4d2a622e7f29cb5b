"""What the articles found have in common, counted, and how they lie in time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from search import ArticleIndex, Indexer, SearchQuery
from search.facets import Bar, Facets, lay_out_bars
from tests.support.fake_desk import FakeDesk

if TYPE_CHECKING:
    from numpy.typing import NDArray


def _facets(desk: FakeDesk, index: ArticleIndex, text: str, **view: object) -> Facets:
    Indexer(index, desk).catch_up()
    query = SearchQuery.parse(text, today=date(2026, 3, 2))
    return index.facets(query.narrowed(**view))  # type: ignore[arg-type]  # whatever a test asks for


def _days(*days: str) -> NDArray[np.int64]:
    return np.array(days, "M8[D]").astype(np.int64)


def _ports(desk: FakeDesk) -> list[str]:
    return [
        desk.publishes(
            "Le port de Roscoff",
            "La criée ouvre.",
            tags=("filière", "filière/pêche"),
            source="Le Courrier du Léon",
            published="2025-03-14T08:00:00Z",
        ),
        desk.publishes(
            "Le port de Sète",
            "La criée ferme.",
            tags=("filière", "filière/santé"),
            source="Le Courrier du Léon",
            missions=(("tanger-2025", "Tanger"),),
            published="2025-04-02T08:00:00Z",
        ),
        desk.publishes("Le port de Nice", "La criée dort.", published="2017-01-05T23:30:00Z"),
        desk.publishes("Un port sans date", "La criée rêve.", source="L’Estuaire"),
        desk.publishes("Une usine", "Rien de la mer.", tags=("filière",), source="L’Estuaire"),
    ]


def test_tags_sources_missions_and_years_are_counted(desk: FakeDesk, index: ArticleIndex) -> None:
    _ports(desk)
    facets = _facets(desk, index, "port")
    assert facets.total == 4
    assert facets.tags["filiere"] == 2, "a parent has what is below it"
    assert facets.tags["filiere/peche"] == facets.tags["filiere/sante"] == 1
    assert facets.sources == {"Le Courrier du Léon": 2, "L’Estuaire": 1}
    assert facets.missions == {"tanger-2025": 1}
    assert facets.years == {2017: 1, 2025: 2}


def test_each_count_is_what_the_narrowed_query_finds(desk: FakeDesk, index: ArticleIndex) -> None:
    _ports(desk)
    facets = _facets(desk, index, "port")
    asked = {f'tag:"{name}"': count for name, count in facets.tags.items()}
    asked |= {f'mission:"{slug}"': count for slug, count in facets.missions.items()}
    asked |= {f"date:{year}": count for year, count in facets.years.items()}
    asked |= {f"date:{bar.value}": bar.count for bar in facets.bars}
    for condition, count in asked.items():
        assert _facets(desk, index, f"{condition} port").total == count, condition


def test_only_the_list_that_is_searched_is_counted(desk: FakeDesk, index: ArticleIndex) -> None:
    _ports(desk)
    assert _facets(desk, index, "port", source="L’Estuaire").sources == {"L’Estuaire": 1}
    assert _facets(desk, index, "").total == 5


def test_what_finds_nothing_has_no_facets(desk: FakeDesk, index: ArticleIndex) -> None:
    assert _facets(desk, index, "port") == Facets(0, {}, {}, {}, {})
    _ports(desk)
    assert _facets(desk, index, "licorne") == Facets(0, {}, {}, {}, {})


def test_what_was_changed_and_deleted_counts_no_more(desk: FakeDesk, index: ArticleIndex) -> None:
    ids = _ports(desk)
    assert _facets(desk, index, "port").tags["filiere"] == 2
    desk.changes(ids[0], tags=())
    desk.loses(ids[1])
    Indexer(index, desk).rebuild()
    assert _facets(desk, index, "port").tags == {}


@pytest.mark.parametrize(
    ("days", "bars"),
    [
        (_days(), ()),
        (_days("2025-03-14"), (Bar("2025-03-14", 1),)),
        (
            _days("2025-03-02", "2025-02-28", "2025-03-02"),
            (Bar("2025-02-28", 1), Bar("2025-03-01", 0), Bar("2025-03-02", 2)),
        ),
        (
            _days("2024-12-31", "2025-02-28"),
            (Bar("2024-12", 1), Bar("2025-01", 0), Bar("2025-02", 1)),
        ),
        (
            _days("2017-06-01", "2021-06-01"),
            (Bar("2017", 1), Bar("2018", 0), Bar("2019", 0), Bar("2020", 0), Bar("2021", 1)),
        ),
    ],
)
def test_a_bar_is_as_short_as_the_span_allows(
    days: NDArray[np.int64], bars: tuple[Bar, ...]
) -> None:
    assert lay_out_bars(days) == bars


def test_centuries_have_bars_of_several_years() -> None:
    bars = lay_out_bars(_days("1912-05-01", "2025-05-01"))
    assert bars[0] == Bar("1912..1915", 1)
    assert sum(bar.count for bar in bars) == 2
    assert len(bars) <= 36


def test_days_before_1970_lie_in_their_own_years() -> None:
    assert [bar.value for bar in lay_out_bars(_days("1969-12-31", "1970-01-01"))] == [
        "1969-12-31",
        "1970-01-01",
    ]


def test_a_source_narrows_to_as_many_as_were_counted(desk: FakeDesk, index: ArticleIndex) -> None:
    _ports(desk)
    other = desk.publishes("Le port de Brest", "La criée.", source="Le Courrier du Léon Dimanche")
    facets = _facets(desk, index, "port")
    for source, count in facets.sources.items():
        assert _facets(desk, index, f'source:"{source}" port').total == count
    found = index.search(SearchQuery.parse('source:"courrier du léon"')).hits
    assert len(found) == 3
    assert other in {hit.id for hit in found}, "its words find every source that has them"
