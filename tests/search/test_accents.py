"""Nobody needs to type accents."""

from __future__ import annotations

from pathlib import Path

from search import ArticleIndex
from tests.support.accents import accented_words, missed

ROOT = Path(__file__).resolve().parents[2]
TEXTS = (
    "docs/guide.fr.md",
    "tests/search/questions/articles.txt",
    "tui/locale/fr/LC_MESSAGES/marbre.po",
)


def test_words_typed_without_accents_are_found(index: ArticleIndex) -> None:
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in TEXTS]
    words = accented_words(texts)
    assert len(words) >= 400
    assert missed(words, index) == []
