"""A desk of a few articles and an index that follows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest

from search import ArticleIndex, Indexer, SearchQuery
from tests.support.fake_desk import FakeDesk

Find = Callable[..., list[str]]


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def index_folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def index(index_folder: Path) -> Iterator[ArticleIndex]:
    index = ArticleIndex(index_folder)
    yield index
    index.close()


@pytest.fixture
def find(desk: FakeDesk, index: ArticleIndex) -> Find:
    """Has the index catch up with the desk and returns the ids that answer a query."""

    def find(text: str, **options: object) -> list[str]:
        sort = str(options.pop("sort", "relevance"))
        typing = bool(options.pop("typing", False))
        limit = cast("int | None", options.pop("limit", None))
        Indexer(index, desk).catch_up()
        query = SearchQuery.parse(text, sort=sort, typing=typing)
        if options:
            query = query.narrowed(**options)  # type: ignore[arg-type]  # whatever a test asks for
        return [hit.id for hit in index.search(query, limit=limit).hits]

    return find
