"""The words for the values that the store's records take: ``label``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.models import (
    AnnotationKind,
    ArticleKind,
    Direction,
    EntityKind,
    ExportMode,
    FactStatus,
    FactType,
    Role,
    RuleKind,
    Triage,
)
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
    EntityKind.PERSON: N_("person"),
    EntityKind.ORGANISATION: N_("organisation"),
    EntityKind.PLACE: N_("place"),
    FactType.AGREEMENT: N_("agreement"),
    FactType.PARTNERSHIP: N_("partnership"),
    FactType.IMPLANTATION_IN: N_("settling here"),
    FactType.IMPLANTATION_OUT: N_("settling there"),
    FactType.ACQUISITION: N_("acquisition"),
    FactType.MEETING: N_("meeting"),
    FactType.EVENT: N_("event"),
    FactType.OBJECTIVE: N_("objective"),
    FactType.DELEGATION: N_("delegation"),
    FactType.DATE: N_("date"),
    FactType.FIGURE: N_("figure"),
    FactType.QUOTE: N_("quote"),
    FactType.FOLLOW_UP: N_("follow-up"),
    FactStatus.DONE: N_("done"),
    FactStatus.UNDER_WAY: N_("under way"),
    FactStatus.ANNOUNCED: N_("announced"),
    FactStatus.EXPECTED: N_("expected"),
    FactStatus.CONSIDERED: N_("considered"),
    FactStatus.WISHED: N_("wished"),
    FactStatus.IMPLIED: N_("implied"),
    FactStatus.STATED: N_("stated"),
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
