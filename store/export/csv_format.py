"""A selection as a table, one row for each article, for people with a spreadsheet.

The first row holds the labels of the columns; programs should read the JSON. The text begins with a
byte-order mark and cells are parted by what the language's spreadsheets expect, since they would else
show broken accents or everything in one column. Lists are joined by ``; ``. A cell that a spreadsheet
could take for a formula begins with an apostrophe, as OWASP advises.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from store.export import content
from store.models import ArticleKind, ExportMode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.export.content import Passage
    from store.export.labels import Labels
    from store.models import SelectedArticle, Selection

_BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def render(selection: Selection, mode: ExportMode, labels: Labels) -> str:
    """Return a selection as a table; lines end as RFC 4180 has them."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=labels.separator, lineterminator="\r\n")
    rows = [
        _row(section.title, selected, mode, labels)
        for section in selection.sections
        for selected in section.articles
    ]
    writer.writerow(_cell(label) for label in _columns(mode, labels))
    writer.writerows([_cell(value) for value in row] for row in rows)
    return _BYTE_ORDER_MARK + out.getvalue()


def _columns(mode: ExportMode, labels: Labels) -> list[str]:
    columns = [
        *(labels.section, labels.identifier, labels.title, labels.source, labels.author),
        *(labels.published, labels.link, labels.kind, labels.tags, labels.missions),
        *(labels.comment, labels.extract),
    ]
    columns += [labels.notes, labels.passages] if content.has_passages(mode) else []
    return [*columns, labels.text] if mode is ExportMode.FULL else columns


def _row(section: str, selected: SelectedArticle, mode: ExportMode, labels: Labels) -> list[str]:
    article = selected.article
    is_release = article.kind is ArticleKind.PRESS_RELEASE
    row = [
        *(section, article.id, content.name(article), article.source or "", article.author or ""),
        # The day as it is stored: every spreadsheet reads and sorts it.
        (article.published or "")[:10],
        content.link(article) or "",
        labels.press_release if is_release else labels.article,
        _joined(article.tags),
        _joined(f"{title} ({labels.roles[role]})" for title, role in selected.roles),
        *(selected.comment, content.chapo(selected.text)),
    ]
    if content.has_passages(mode):
        row.append(_joined(note.text for note in selected.notes))
        row.append(_joined(_passage(passage, labels) for passage in content.passages(selected)))
    return [*row, content.body_without_noise(selected.text)] if mode is ExportMode.FULL else row


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
