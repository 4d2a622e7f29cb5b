"""Every modal in both languages at both sizes: nothing is cut off, Escape closes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from store.fact_counts import count_facts
from store.models import (
    Annotation,
    AnnotationKind,
    Entity,
    EntityKind,
    Fact,
    FactDetails,
    FactStatus,
    FactType,
    Feed,
    FeedDetails,
    FeedState,
    JournalEntry,
    Mission,
    MissionDetails,
    Role,
    Tag,
    TextQuote,
)
from tests.tui.modals.host import SIZES, Host, assert_fits, screen_text, type_keys
from tests.tui.steady import running
from tui import i18n
from tui.modals.annotation import AnnotationModal
from tui.modals.collection import CollectionModal
from tui.modals.confirm import ConfirmModal
from tui.modals.entity_form import EntityForm
from tui.modals.export import ExportFormat, ExportModal, ExportTarget
from tui.modals.fact_form import FactForm
from tui.modals.facts import FactsModal
from tui.modals.feed_lines import FeedLine
from tui.modals.feeds import FeedsModal
from tui.modals.help import HelpEntry, HelpGroup, HelpModal
from tui.modals.history import HistoryModal
from tui.modals.mission import MissionModal
from tui.modals.mission_form import MissionForm
from tui.modals.names import NamesModal
from tui.modals.note import NoteModal
from tui.modals.orphans import OrphansModal
from tui.modals.prompt import PromptModal
from tui.modals.report import ReportModal, ReportRow
from tui.modals.tags import TagModal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tui.modals.base import MarbreModal

AT = "2025-06-01T12:00:00Z"
DETAILS = MissionDetails(title="Délégation du port à Osaka", destinations=("Japon",))
FEED = Feed("f", FeedDetails("https://ports.example/rss", "Journal des ports"), FeedState(), AT, 3)
ORPHAN = Annotation(
    "a", "000_a", AnnotationKind.DOUBT, "", TextQuote("douze", "", "", 0, 5), 1, True, "lea", AT
)

ENTITY = Entity("o", EntityKind.PLACE, "Osaka", (), 3)
FACT = Fact("f", "osaka", FactDetails(FactType.EVENT, FactStatus.DONE), (ORPHAN,), "lea", AT)

MODALS: dict[str, Callable[[], MarbreModal[Any]]] = {
    "annotation": lambda: AnnotationModal("douze emplois"),
    "collection": lambda: CollectionModal(()),
    "confirm": lambda: ConfirmModal("Osaka ?", ["douze"]),
    "export": lambda: ExportModal(
        [ExportTarget("q", "algues", 2)], [ExportFormat("csv", ".csv")], Path("/srv")
    ),
    "entity": lambda: EntityForm("", known=ENTITY, has_others=True),
    "fact": lambda: FactForm("Osaka", "douze emplois", has_others=True),
    "facts": lambda: FactsModal("Osaka", [FACT], count_facts([FACT])),
    "feeds": lambda: FeedsModal([FeedLine(FEED)]),
    "help": lambda: HelpModal([HelpGroup("Lire", (HelpEntry("v", "Choisir"),))]),
    "history": lambda: HistoryModal([(JournalEntry(1, AT, "lea", "add-note"), "note")]),
    "mission": lambda: MissionModal(
        [Mission("m", "osaka", DETAILS, AT, 1)], {"osaka": Role.PRESS_RELEASE}
    ),
    "mission-form": lambda: MissionForm(DETAILS),
    "names": lambda: NamesModal("000_a", [ENTITY], ()),
    "note": lambda: NoteModal("vu"),
    "orphans": lambda: OrphansModal([(ORPHAN, "Le port recrute", "treize")]),
    "prompt": lambda: PromptModal("Nom"),
    "report": lambda: ReportModal("Collecte", [ReportRow(("Journal", "1"))]),
    "tags": lambda: TagModal([Tag("t", "export", (), 1)], ["export"], count=2),
}


@pytest.fixture(params=i18n.LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Speaks the language, English again afterwards."""
    name: str = request.param
    i18n.install(name)
    yield name
    i18n.install("en")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("modal", MODALS)
async def test_it_fits_and_escape_closes_it(
    modal: str, language: str, size: tuple[int, int]
) -> None:
    app = Host(MODALS[modal]())
    async with running(app, size=size) as pilot:
        assert_fits(app)
        assert any(i18n._(word) in screen_text(app) for word in ("Cancel", "Close", "No"))
        await type_keys(pilot, "escape")
    assert app.answer is None


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("modal", "keys"),
    [
        ("mission", [":Gand", "enter"]),
        ("mission", ["enter"]),
        ("collection", [":Revue", "enter"]),
        ("feeds", ["slash"]),
        ("feeds", ["a"]),
        ("feeds", ["d"]),
        ("tags", [":sel", "enter"]),
        ("export", ["down", "right"]),
        ("annotation", ["tab"]),
    ],
)
async def test_the_next_step_fits_too(
    modal: str, keys: list[str], language: str, size: tuple[int, int]
) -> None:
    app = Host(MODALS[modal]())
    async with running(app, size=size) as pilot:
        await type_keys(pilot, *keys)
        assert_fits(app)


async def test_the_letter_for_yes_is_the_language_s(language: str) -> None:
    app = Host(ConfirmModal("Osaka ?"))
    async with running(app) as pilot:
        letter = i18n._("y")
        assert f"{i18n._('Yes')} [{letter}]" in screen_text(app)
        await type_keys(pilot, letter)
    assert app.answer is True
