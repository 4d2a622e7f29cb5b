"""The words for the values that the store's records take: ``label``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.models import AnnotationKind, ArticleKind, Direction, ExportMode, Role, RuleKind, Triage
from tui.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

# Values that two of the enums share mean the same in both.
_LABELS: Mapping[str, str] = {
    Triage.NEW: N_("new"),
    Triage.KEPT: N_("kept"),
    Triage.DISCARDED: N_("discarded"),
    ArticleKind.ARTICLE: N_("article"),
    ArticleKind.PRESS_RELEASE: N_("press release"),
    AnnotationKind.HIGHLIGHT: N_("highlight"),
    AnnotationKind.COMMENT: N_("comment"),
    AnnotationKind.DOUBT: N_("doubt"),
    AnnotationKind.FACT: N_("fact"),
    Role.ANNOUNCEMENT: N_("announcement"),
    Role.REPORT: N_("report"),
    Role.ASSESSMENT: N_("assessment"),
    Role.PRESS_RELEASE: N_("press release"),
    Role.BACKGROUND: N_("background"),
    Direction.OUTBOUND: N_("outbound"),
    Direction.INBOUND: N_("inbound"),
    RuleKind.KEEP: N_("keep"),
    RuleKind.BLOCK: N_("block"),
    RuleKind.TAG: N_("tag"),
    ExportMode.REFERENCES: N_("references"),
    ExportMode.EXTRACTS: N_("extracts"),
    ExportMode.FULL: N_("full text"),
}


def label(value: StrEnum) -> str:
    """The word for one of the values in ``store.models``."""
    return _(_LABELS[value])
