"""A selection as a table, one row for each article, for people with a spreadsheet.

A mission has a column of facts more: each stands beside every article that it rests on. Articles that are
not linked to the mission come last, in a section of that name.

The first row holds the labels of the columns; programs should read the JSON. The text begins with a
byte-order mark and cells are parted by what the language's spreadsheets expect, since they would else
show broken accents or everything in one column. Lists are joined by ``; ``. A cell that a spreadsheet
could take for a formula begins with an apostrophe, as OWASP advises.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from store.export import content
from store.export.facts import fact_words
from store.models import ArticleKind, ExportMode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from store.export.content import Passage
    from store.export.labels import Labels
    from store.models import Article, ArticleText, SelectedArticle, Selection

_BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def render(selection: Selection, mode: ExportMode, labels: Labels) -> str:
    """Return a selection as a table; lines end as RFC 4180 has them."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=labels.separator, lineterminator="\r\n")
    writer.writerow(_cell(label) for label in _columns(selection, mode, labels))
    writer.writerows([_cell(value) for value in row] for row in _rows(selection, mode, labels))
    return _BYTE_ORDER_MARK + out.getvalue()


def _columns(selection: Selection, mode: ExportMode, labels: Labels) -> list[str]:
    columns = [
        *(labels.section, labels.identifier, labels.title, labels.source, labels.author),
        *(labels.published, labels.link, labels.kind, labels.tags, labels.missions),
        *(labels.comment, labels.extract),
    ]
    columns += [labels.notes, labels.passages] if content.has_passages(mode) else []
    columns += [labels.facts] if selection.mission else []
    return [*columns, labels.text] if mode is ExportMode.FULL else columns


def _rows(selection: Selection, mode: ExportMode, labels: Labels) -> Iterator[list[str]]:
    """Yield the articles, then those that only facts rest on."""
    resting = _resting(selection, labels)
    for section in selection.sections:
        for selected in section.articles:
            facts = resting.pop(selected.article.id, _Resting(selected.article))
            row = _of_article(section.title, selected.article, labels)
            row += _of_selected(selected, mode, labels)
            row += [_joined(facts.words)] if selection.mission else []
            yield [*row, *_body(selected.text, mode)]
    for facts in resting.values():
        row = [*_of_article(labels.facts, facts.article, labels), "", "", ""]
        row += ["", _joined(facts.passages)] if content.has_passages(mode) else []
        yield [*row, _joined(facts.words), *([""] if mode is ExportMode.FULL else [])]


@dataclass(slots=True)
class _Resting:
    """The facts that rest on an article, in the words of the table."""

    article: Article
    words: list[str] = field(default_factory=list)
    passages: list[str] = field(default_factory=list)


def _resting(selection: Selection, labels: Labels) -> dict[str, _Resting]:
    """What facts rest on, by the articles' ids; a fact is told once of each article."""
    found: dict[str, _Resting] = {}
    for selected in selection.facts:
        for annotation, article in zip(selected.fact.passages, selected.articles, strict=True):
            passage = content.Passage(annotation, content.clean(annotation.quote.exact))
            resting = found.setdefault(article.id, _Resting(article))
            resting.passages.append(_passage(passage, labels))
        words = fact_words(selected.fact.details, labels)
        for article_id in {article.id for article in selected.articles}:
            found[article_id].words.append(words)
    return found


def _of_article(section: str, article: Article, labels: Labels) -> list[str]:
    is_release = article.kind is ArticleKind.PRESS_RELEASE
    return [
        *(section, article.id, content.name(article), article.source or "", article.author or ""),
        # The day as it is stored: every spreadsheet reads and sorts it.
        (article.published or "")[:10],
        content.link(article) or "",
        labels.press_release if is_release else labels.article,
        _joined(article.tags),
    ]


def _of_selected(selected: SelectedArticle, mode: ExportMode, labels: Labels) -> list[str]:
    row = [
        _joined(f"{title} ({labels.roles[role]})" for title, role in selected.roles),
        *(selected.comment, content.chapo(selected.text)),
    ]
    if content.has_passages(mode):
        row.append(_joined(note.text for note in selected.notes))
        row.append(_joined(_passage(passage, labels) for passage in content.passages(selected)))
    return row


def _body(text: ArticleText, mode: ExportMode) -> list[str]:
    return [content.body_without_noise(text)] if mode is ExportMode.FULL else []


def _passage(passage: Passage, labels: Labels) -> str:
    annotation = passage.annotation
    place = labels.place.format(start=annotation.quote.start, end=annotation.quote.end)
    about = [labels.annotation_kinds[annotation.kind]]
    about.append(labels.orphan if annotation.is_orphan else place)
    if annotation.note:
        about.append(content.line(annotation.note))
    return f"{labels.quotation.format(text=content.line(passage.text))} ({', '.join(about)})"


def _joined(values: Iterable[str]) -> str:
    return "; ".join(content.line(value) for value in values)


def _cell(value: str) -> str:
    """Return a value that no spreadsheet takes for more than a text."""
    text = content.clean(value)
    return f"'{text}" if text.lstrip(" \n\u00a0").startswith(_FORMULA) else text
