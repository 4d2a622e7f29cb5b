"""A selection as one JSON document, for programs.

Keys are stable; new ones may be added without notice, and ``format_version`` grows when one changes its
meaning. Times and offsets are as in ``store.models``; offsets count in the article's stored text, of the
version given. What is not known is null. Every character that could do something to a terminal is
written as an escape, so nothing is lost and nothing is obeyed::

    format: "marbre-selection", format_version: 1
    mode: "references" | "extracts" | "full"
    selection: {kind: "collection" | "mission" | "query", name, title, introduction, made}
    mission: null | {slug, title, direction, origin, destinations: [], organisers: [], leader,
                     dates: null | {text, first, last, precision}, sectors: [], objectives,
                     delegation, programme, reviews_due: []}
    facts: [{id, type, status, parties: [{name, entity_id}], figure: null | {value, qualifier, unit, of},
             date: null | {text, first, last, precision}, speaker, is_aggregate, parts: [], note,
             passages: [{id, article_id, title, source, published, url, version, is_orphan,
                         exact, prefix, suffix, start, end}]}]           the last five in extracts and full
    sections: [{title, articles: [
        {id, title, headline, source, author, published, fetched, url, language, version, kind,
         tags: [], missions: [{title, role}], comment, extract,
         notes: [{id, text, editor, created}],                        extracts and full
         passages: [{id, article_id, kind, note, text, exact, prefix, suffix, start, end, version,
                     is_orphan, editor, created}],                    extracts and full
         body}]}]                                                     full

``url`` is null unless it is an address of the web. ``text`` of a passage is ``exact`` without the noise
it reaches over.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from store.export import content
from store.models import ExportMode

if TYPE_CHECKING:
    import re

    from store.export.labels import Labels
    from store.models import Mission, SelectedArticle, SelectedFact, Selection

FORMAT_VERSION = 1


def render(selection: Selection, mode: ExportMode, _labels: Labels) -> str:
    """Return a selection as a JSON document; its keys and codes are no language's."""
    document = {
        "format": "marbre-selection",
        "format_version": FORMAT_VERSION,
        "mode": mode.value,
        "selection": {
            "kind": selection.kind,
            "name": selection.name,
            "title": selection.title,
            "introduction": selection.introduction,
            "made": selection.made,
        },
        "mission": _mission(selection.mission) if selection.mission else None,
        "facts": [_fact(each, mode) for each in selection.facts],
        "sections": [
            {"title": section.title, "articles": [_article(a, mode) for a in section.articles]}
            for section in selection.sections
        ],
    }
    return content.UNSAFE.sub(_escaped, json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _mission(mission: Mission) -> dict[str, Any]:
    details = asdict(mission.details)
    return {"slug": mission.slug, **details, "reviews_due": mission.reviews_due}


def _fact(selected: SelectedFact, mode: ExportMode) -> dict[str, Any]:
    passages = zip(selected.fact.passages, selected.articles, strict=True)
    return {
        "id": selected.fact.id,
        **asdict(selected.fact.details),
        "passages": [
            {
                "id": annotation.id,
                "article_id": article.id,
                "title": article.title,
                "source": article.source,
                "published": article.published,
                "url": content.link(article),
                "version": annotation.version,
                "is_orphan": annotation.is_orphan,
                **(asdict(annotation.quote) if content.has_passages(mode) else {}),
            }
            for annotation, article in passages
        ],
    }


def _article(selected: SelectedArticle, mode: ExportMode) -> dict[str, Any]:
    article = selected.article
    known = {
        "id": article.id,
        "title": article.title,
        "headline": article.headline,
        "source": article.source,
        "author": article.author,
        "published": article.published,
        "fetched": article.fetched,
        "url": content.link(article),
        "language": article.language,
        "version": article.version,
        "kind": article.kind.value,
        "tags": article.tags,
        "missions": [{"title": title, "role": role.value} for title, role in selected.roles],
        "comment": selected.comment,
        "extract": content.chapo(selected.text),
    }
    if content.has_passages(mode):
        known |= {"notes": _notes(selected), "passages": _passages(selected)}
    if mode is ExportMode.FULL:
        known["body"] = content.body_without_noise(selected.text)
    return known


def _notes(selected: SelectedArticle) -> list[dict[str, Any]]:
    return [
        {"id": note.id, "text": note.text, "editor": note.editor, "created": note.created}
        for note in selected.notes
    ]


def _passages(selected: SelectedArticle) -> list[dict[str, Any]]:
    return [
        {
            "id": passage.annotation.id,
            "article_id": passage.annotation.article_id,
            "kind": passage.annotation.kind.value,
            "note": passage.annotation.note,
            "text": passage.text,
            **asdict(passage.annotation.quote),
            "version": passage.annotation.version,
            "is_orphan": passage.annotation.is_orphan,
            "editor": passage.annotation.editor,
            "created": passage.annotation.created,
        }
        for passage in content.passages(selected)
    ]
