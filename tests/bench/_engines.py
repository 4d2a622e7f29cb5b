"""Four search engines behind one surface, given the same articles and asked the same.

All get the same terms: Marbre's analysis, the unaccented one of two terms at one position.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from search.language import analyzer_for
from store.models import IndexDocument

TOP = 20

Arguments = tuple[Any, ...]
Ask = Callable[..., int]
"""Answers a query and returns how many articles were found, as far as the engine tells."""


class Engine(ABC):
    """An index of articles in a folder."""

    name: ClassVar[str]

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0
        """How many articles it is to be built of."""

    @abstractmethod
    def build(self, documents: Iterator[IndexDocument]) -> None:
        """Make the index of nothing; it is on the disk when this returns."""

    @abstractmethod
    def open(self) -> None:
        """Open the index for asking."""

    @abstractmethod
    def kinds(self) -> dict[str, Ask]:
        """What can be asked, by the kind of query."""

    def facts(self) -> dict[str, Any]:
        """What else to know of the index."""
        return {}

    def size(self) -> int:
        """Bytes on the disk."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())


def text_of(document: IndexDocument) -> str:
    """The article's terms with spaces between, as engines without our analysis are given them."""
    analyzer = analyzer_for("fr")
    tokens = analyzer.tokens(f"{document.title}\n{document.text}")
    return " ".join(plain(token.terms[-1]) for token in tokens if not token.is_joined)


def plain(term: str) -> str:
    """A term that no other tokenizer takes apart."""
    return re.sub(r"\W", "", term)


def day_number(ordinal: int) -> int:
    """A day, given as Python counts days, as one number of year, month and day."""
    return int(date.fromordinal(ordinal).strftime("%Y%m%d"))


def day_of(document: IndexDocument) -> int:
    """The day of publication as one number."""
    return int((document.published or "0")[:10].replace("-", ""))
