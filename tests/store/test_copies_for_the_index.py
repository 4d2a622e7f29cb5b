"""The index learns which articles have copies, whoever found or decided it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from store.desk import Desk
from store.models import ArticlesSharing, ComparedText, Likeness, NewArticle


def same_text(article: ComparedText, candidates: ArticlesSharing) -> Likeness:
    """Say that articles are the same whose texts are."""
    terms = (len(article.text),)
    found = (each.article_id for each in candidates(terms, 1) if each.text == article.text)
    return Likeness(terms, next(found, None))


class FollowedDesk:
    """A desk with what an index that follows it knows of copies."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._seen = 0
        self._known: dict[str, bool] = {}

    def publishes(self, *names: str) -> Sequence[str]:
        articles = [
            NewArticle(
                name, "La verrerie rallume son four.", canonical_url=f"https://{name}.example/"
            )
            for name in names
        ]
        ids = [outcome.article_id for outcome in self.desk.intake.add_articles(articles)]
        self.has_copies()
        while self.desk.duplicates.look(same_text):
            pass
        return ids

    def has_copies(self) -> set[str]:
        """The articles that have some, as told by what changed since this was asked last."""
        for document in self.desk.changes.after(self._seen, 1_000):
            self._known[document.id] = document.has_copies
            self._seen = document.change_number
        return {article_id for article_id, has in self._known.items() if has}


@pytest.fixture
def followed(desk: Desk) -> FollowedDesk:
    return FollowedDesk(desk)


def test_copies_that_were_found_are_told(followed: FollowedDesk) -> None:
    ids = followed.publishes("ouest", "sud")
    assert followed.has_copies() == set(ids)
    later = followed.publishes("est")
    assert followed.has_copies() == {*ids, *later}


def test_who_is_left_alone_has_none(followed: FollowedDesk) -> None:
    west, south = followed.publishes("ouest", "sud")
    followed.has_copies()
    followed.desk.duplicates.take_apart([south])
    assert followed.has_copies() == set()
    followed.desk.journal.undo()
    assert followed.has_copies() == {west, south}


def test_what_is_put_together_is_told(followed: FollowedDesk) -> None:
    (article,) = followed.publishes("ouest")
    outcome = followed.desk.intake.add_articles(
        [NewArticle("Autre", "Un autre texte.", canonical_url="https://autre.example/")]
    )[0]
    followed.has_copies()
    followed.desk.duplicates.put_together([article, outcome.article_id])
    assert followed.has_copies() == {article, outcome.article_id}
