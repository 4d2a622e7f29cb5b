"""Files that others put into the folder or changed there: taken in as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from store.errors import DeskUnwritableError
from store.files import article_files
from store.files.article_files import FoundFile
from store.intake.article_rows import NewRow
from store.intake.batch import Batch
from store.models import ScanReport
from store.text import composition
from store.text.layout import lay_out


def take_files(batch: Batch, found: Sequence[FoundFile], report: ScanReport) -> ScanReport:
    """Take in files, and tell in the report what became of each."""
    added, changed, unreadable = [], [], []
    for file in found:
        try:
            outcome = _take_file(batch, file)
        except (ValueError, DeskUnwritableError):
            unreadable.append(file.path.name)
            continue
        if outcome == "new":
            added.append(file.article_id)
        elif outcome == "changed":
            changed.append(file.article_id)
    return replace(report, added=tuple(added), changed=tuple(changed), unreadable=tuple(unreadable))


def _take_file(batch: Batch, file: FoundFile) -> Literal["new", "changed"] | None:
    """Take in one file of the folder; gives None where nothing changed."""
    if not file.article_id.isprintable():
        raise ValueError(file.article_id)
    data, mark = article_files.read_file(file.path)
    text = composition.decode(data)
    row = batch.connection.row("SELECT * FROM article WHERE id = :id", id=file.article_id)
    if row is None:
        layout = lay_out(text)
        facts = {"title": layout.title, "kind": layout.kind.value}
        is_ours = file.article_id in batch.ours
        new = NewRow(file.article_id, text.encode(), layout, mark, facts, is_ours)
        batch.insert([new])
        return "new"
    if row["file_hash"] == mark.digest:
        batch.set_mark(file.article_id, mark, is_ours=bool(row["is_ours"]))
        return None
    batch.add_next(file.article_id, text, lay_out(text))
    batch.set_mark(file.article_id, mark, is_ours=file.article_id in batch.ours)
    return "changed"
