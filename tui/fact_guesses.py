"""What a passage seems to say of a mission, to begin a fact with. Blocks; called in threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.models import EntityKind, FactDetails, Party

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.models import Span
    from tui.services import Services


def guess_details(services: Services, article_id: str, span: Span) -> FactDetails:
    """A fact's type and status by the words of a passage, its parties by the known names in it."""
    from search.language.fact_cues import guess_fact  # noqa: PLC0415 - it brings the analyser along

    passage = services.desk.articles.text(article_id).text[span.start : span.end]
    type_, status = guess_fact(passage)
    return FactDetails(type_, status, parties=tuple(_parties(services, article_id, span)))


def _parties(services: Services, article_id: str, span: Span) -> Iterator[Party]:
    for mention in services.desk.entities.of(article_id):
        is_there = any(span.start <= each.start and each.end <= span.end for each in mention.spans)
        if is_there and mention.entity.kind is not EntityKind.PLACE:
            yield Party(mention.entity.name, mention.entity.id)
