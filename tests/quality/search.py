"""How many questions find their article, asked as the search bar asks them, on texts without titles.

Each is asked with a row for every copy and, as the bar does unless told otherwise, with one row for all copies
of a text. Of copies, the questions know one: such a row is counted once strictly, by the article it shows, and
once by its text, where that holds nine tenths of the words of the article it stands for, in their order.
"""

from __future__ import annotations

import re
import tempfile
import time
from dataclasses import dataclass, field
from difflib import SequenceMatcher
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
    from collections.abc import Collection, Iterable, Mapping

    from store.desk import Desk

_BATCH = 500
_FIRST = 10
_SAME_TEXT = 0.9
"""The share of an answer's words that must stand in the text that is shown instead."""

_WORD = re.compile(r"\w+")


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
    folded: float
    """The same with one row for all copies of a text."""


SETS = (
    QuestionSet("cnil", "cnil_sheets.jsonl.gz", "cnil_queries.jsonl.gz", 0.44, 0.845, 0.825),
    QuestionSet("piaf", "piaf_paragraphs.jsonl.gz", "piaf_queries.jsonl.gz", 0.74, 0.918, 0.91),
    QuestionSet(
        "known item", "news_fr.jsonl.gz", "queries_known_item.jsonl.gz", 0.865, 0.978, 0.97
    ),
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
    return (
        figures["hit_at_1"] >= questions.first
        and figures["hit_at_10"] >= questions.among_ten
        and figures["folded_hit_at_10_by_text"] >= questions.folded
    )


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
        first ten, each copy in a row of its own; ``folded_hit_at_1``, ``folded_hit_at_10``: the same with
        one row for all copies; ``folded_hit_at_10_by_text``: where another copy with its text counts, too;
        ``cpu_ms``: the median of what one takes, rows and passages included.
    """
    apart = _Ranks()
    folded = _Ranks()
    with Services.create(folder / "desk", Settings()) as services:
        ours = take_in(services.desk, texts)
        bodies = {ours[theirs]: text for theirs, text in texts.items()}
        services.catch_up()
        for question in questions:
            answers = {ours[theirs] for theirs in question.answers}
            apart.ask(services, question.query, answers, bodies, copies=True)
            folded.ask(services, question.query, answers, bodies, copies=False)
    return {
        "hit_at_1": apart.share_of_first(),
        "hit_at_10": apart.share_found(),
        "folded_hit_at_1": folded.share_of_first(),
        "folded_hit_at_10": folded.share_found(),
        "folded_hit_at_10_by_text": folded.share_found_by_text(),
        "cpu_ms": round(median(folded.spent) * 1e3, 2),
    }


@dataclass(slots=True)
class _Ranks:
    """Where the answers stood in one way of showing what was found."""

    ranks: list[int | None] = field(default_factory=list)
    by_text: int = 0
    """How many more were found by the text of a copy."""
    spent: list[float] = field(default_factory=list)

    def ask(
        self,
        services: Services,
        query: str,
        answers: Collection[str],
        bodies: Mapping[str, str],
        *,
        copies: bool,
    ) -> None:
        started = time.process_time()
        found = answer(services, Ask(EVERYTHING, query, copies=copies)).ids[:_FIRST]
        self.spent.append(time.process_time() - started)
        rank = next((rank for rank, id_ in enumerate(found) if id_ in answers), None)
        self.ranks.append(rank)
        if rank is None:
            self.by_text += any(_stands_for(services.desk, found, each, bodies) for each in answers)

    def share_of_first(self) -> float:
        return share(self.ranks.count(0), len(self.ranks))

    def share_found(self) -> float:
        return share(len(self.ranks) - self.ranks.count(None), len(self.ranks))

    def share_found_by_text(self) -> float:
        return share(len(self.ranks) - self.ranks.count(None) + self.by_text, len(self.ranks))


def _stands_for(desk: Desk, found: Collection[str], wanted: str, bodies: Mapping[str, str]) -> bool:
    """Whether a copy of an article is among those found that has its text."""
    copies = [each for each in desk.duplicates.group_of(wanted) if each in found]
    return any(_share_of_words(bodies[wanted], bodies[each]) >= _SAME_TEXT for each in copies)


def _share_of_words(text: str, other: str) -> float:
    """The share of a text's words that stand in another in their order."""
    words, others = (_WORD.findall(each.lower()) for each in (text, other))
    blocks = SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks()
    return share(sum(block.size for block in blocks), len(words))


def take_in(desk: Desk, texts: dict[str, str]) -> dict[str, str]:
    """Take the texts in as articles without titles; returns our ids by theirs."""
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
