"""Articles that changed since they were read: ``is:changed`` speaks of who asks."""

from __future__ import annotations

from search import ArticleIndex, Indexer, SearchQuery
from tests.support.fake_desk import FakeDesk


def found(index: ArticleIndex, text: str, reader: str | None = None) -> set[str]:
    query = SearchQuery.parse(text, reader=reader)
    assert not query.problems
    return {hit.id for hit in index.search(query, limit=None).hits}


def test_what_changed_is_found_by_who_had_read_it(index: ArticleIndex, desk: FakeDesk) -> None:
    ours = desk.publishes("Le quai", changed_for=("Anne Le Goff", "bruno"))
    theirs = desk.publishes("La cale", changed_for=("bruno",))
    desk.publishes("Le môle")
    Indexer(index, desk).catch_up()
    assert found(index, "is:changed", "anne le goff") == {ours}
    assert found(index, "est:modifié", "bruno") == {ours, theirs}
    assert found(index, "is:changed", "carla") == set()
    assert found(index, "is:changed") == {ours, theirs}
    desk.changes(ours, changed_for=())
    Indexer(index, desk).catch_up()
    assert found(index, "is:changed") == {theirs}
