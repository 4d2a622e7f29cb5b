"""Exports: a selection rendered in a format, and written to a file that appears whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.errors import InvalidError
from tui.export_words import export_labels

if TYPE_CHECKING:
    from pathlib import Path

    from store.models import ExportMode, Selection


@dataclass(frozen=True, slots=True)
class ExportResult:
    """An export in memory."""

    name: str
    """A file name that suits it."""
    content: str
    media_type: str
    article_count: int


def render(selection: Selection, format: str, mode: ExportMode) -> ExportResult:  # noqa: A002 - the word of the command line
    """Render a selection.

    Raises:
        InvalidError: There is no such format.
    """
    from store.export import EXPORTERS  # noqa: PLC0415 - few sessions export

    exporter = EXPORTERS.get(format)
    if exporter is None:
        raise InvalidError("export-format", format)
    content = exporter.render(selection, mode, export_labels())
    return ExportResult(
        name=_file_name(selection) + exporter.suffix,
        content=content,
        media_type=exporter.media_type,
        article_count=sum(len(section.articles) for section in selection.sections),
    )


def write(result: ExportResult, path: Path) -> Path:
    """Write an export to a file, or under its own name into a folder; returns the file.

    The file appears whole or not at all; one of that name is replaced.
    """
    file = path / result.name if path.is_dir() else path
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        _write(file, part, result.content.encode())
    except OSError as error:
        # Whoever exports knows nothing of the other name.
        raise OSError(error.errno, error.strerror, str(file)) from error
    return file


def _write(file: Path, part: Path, content: bytes) -> None:
    try:
        with part.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    finally:
        # The folder itself may not be there.
        with suppress(OSError):
            part.unlink()


def _file_name(selection: Selection) -> str:
    """The selection's name as a file name without suffix."""
    letters = [letter if letter.isalnum() else "-" for letter in selection.name.lower()]
    name = "-".join(part for part in "".join(letters).split("-") if part)
    return name[:60].strip("-") or selection.kind
