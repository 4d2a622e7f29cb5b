"""Formats in which a selection is handed out: a table of functions from a selection to text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from store.export import csv_format, json_format, markdown
from store.export.labels import Labels
from store.models import ExportMode, Selection

__all__ = ["EXPORTERS", "Exporter", "Labels"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format."""

    name: str
    suffix: str
    """Of its files, with the dot."""
    media_type: str
    render: Callable[[Selection, ExportMode, Labels], str]
    """To be written as UTF-8, line ends as they are."""


EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {
        exporter.name: exporter
        for exporter in (
            Exporter("markdown", ".md", "text/markdown", markdown.render),
            Exporter("json", ".json", "application/json", json_format.render),
            Exporter("csv", ".csv", "text/csv", csv_format.render),
        )
    }
)
