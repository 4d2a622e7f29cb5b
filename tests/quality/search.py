"""How many questions find their article, asked as the search bar asks them, on texts without titles."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from search import ArticleIndex
from store.models import NewArticle
from tests.quality.data import lines, share, tell
from tests.support.accents import accented_words, missed
from tui.listing import Ask, answer
from tui.places import EVERYTHING
from tui.services import Services
from tui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.desk import Desk

_BATCH = 500
_FIRST = 10


class Question(NamedTuple):
    """Something to ask, with the articles of which any answers it."""

    query: str
    answers: frozenset[str]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Texts, and questions about them."""

    name: str
    texts: str
    """The file of the texts."""
    questions: str
    """The file of the questions."""
    first: float
    """The least share of the questions whose answer comes first."""
    among_ten: float
    """The least share of the questions whose answer is one of the first ten."""


SETS = (
    QuestionSet("cnil", "cnil_sheets.jsonl.gz", "cnil_queries.jsonl.gz", 0.40, 0.83),
    QuestionSet("piaf", "piaf_paragraphs.jsonl.gz", "piaf_queries.jsonl.gz", 0.72, 0.91),
    QuestionSet("known item", "news_fr.jsonl.gz", "queries_known_item.jsonl.gz", 0.82, 0.97),
)
FILES = tuple(name for each in SETS for name in (each.texts, each.questions))


def measure() -> bool:
    """Ask all sets, print a line for each; whether all floors hold."""
    held = [_measure(each) for each in SETS]
    return all(held) and _measure_accents()


def _measure(questions: QuestionSet) -> bool:
    texts = {each["id"]: each["text"] for each in lines(questions.texts)}
    asked = [
        Question(each["query"], frozenset(each["relevant"])) for each in lines(questions.questions)
    ]
    with tempfile.TemporaryDirectory() as folder:
        figures = ask_all(Path(folder), texts, asked)
    tell(what="search", set=questions.name, texts=len(texts), questions=len(asked), **figures)
    return figures["hit_at_1"] >= questions.first and figures["hit_at_10"] >= questions.among_ten


def _measure_accents() -> bool:
    """Ask for every accented word of the texts without its accents; whether none is missed."""
    texts = (each["text"] for questions in SETS for each in lines(questions.texts))
    words = accented_words(texts)
    with tempfile.TemporaryDirectory() as folder:
        index = ArticleIndex(Path(folder) / "index")
        lost = missed(words, index)
        index.close()
    tell(what="search", accented_words=len(words), missed=len(lost), some=lost[:20])
    return not lost


def ask_all(folder: Path, texts: dict[str, str], questions: Iterable[Question]) -> dict[str, float]:
    """Ask questions on a desk of its own in ``folder``.

    Args:
        folder: an empty folder.
        texts: the articles' texts by the ids that the questions know.
        questions: what to ask.

    Returns:
        ``hit_at_1``, ``hit_at_10``: the shares of the questions whose answer comes first, or among the
        first ten; ``cpu_ms``: the median of what one takes, rows and passages included.
    """
    ranks: list[int | None] = []
    spent: list[float] = []
    with Services.create(folder / "desk", Settings()) as services:
        ours = _take_in(services.desk, texts)
        services.catch_up()
        for question in questions:
            started = time.process_time()
            # Each copy in a row of its own: of copies, the questions know one.
            ask = Ask(EVERYTHING, question.query, copies=True)
            found = answer(services, ask).ids[:_FIRST]
            spent.append(time.process_time() - started)
            answers = {ours[theirs] for theirs in question.answers}
            ranks.append(next((rank for rank, id_ in enumerate(found) if id_ in answers), None))
    return {
        "hit_at_1": share(ranks.count(0), len(ranks)),
        "hit_at_10": share(len(ranks) - ranks.count(None), len(ranks)),
        "cpu_ms": round(median(spent) * 1e3, 2),
    }


def _take_in(desk: Desk, texts: dict[str, str]) -> dict[str, str]:
    """Take the texts in as articles without titles; gives our ids by theirs."""
    ids: dict[str, str] = {}
    names = list(texts)
    for start in range(0, len(names), _BATCH):
        batch = names[start : start + _BATCH]
        outcomes = desk.intake.add_articles([_article(name, texts[name]) for name in batch])
        for name, outcome in zip(batch, outcomes, strict=True):
            ids[name] = outcome.article_id
    return ids


def _article(name: str, text: str) -> NewArticle:
    # The corpora have no addresses that tell their articles apart: an invented one does.
    url = f"https://corpus.example/{name}"
    return NewArticle("", text, url=url, canonical_url=url)
