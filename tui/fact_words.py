"""Facts in words, as exports have them: on one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.export.facts import count_line, fact_line
from tui.enum_words import label
from tui.export_words import export_labels
from tui.i18n import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.models import Fact, FactCount


def fact_heading(fact: Fact) -> str:
    """What a fact is and how far along."""
    return f"{label(fact.details.type)} ({label(fact.details.status)})"


def fact_words(fact: Fact) -> str:
    """What a fact says; where it says nothing beyond its passage, the passage."""
    return fact_line(fact.details, export_labels()) or quoted(fact.passages[0].quote.exact)


def count_words(counts: Sequence[FactCount]) -> Sequence[str]:
    """How many facts there are of each type, a line each."""
    labels = export_labels()
    return [count_line(count, labels) for count in counts]
