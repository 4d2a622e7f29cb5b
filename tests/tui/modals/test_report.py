from __future__ import annotations

import pytest

from tests.tui.modals.host import HOSTILE, SIZES, Host, assert_fits, closes, screen_text, type_keys
from tests.tui.steady import running
from tui.modals.report import ReportModal, ReportRow

ROWS = (
    ReportRow(("Le Journal des ports et des îles, édition économique du grand large", "12", "0")),
    ReportRow(
        ("Ouest Affaires", "0", "0"), problem="Le serveur n’a pas répondu.", note="parti à Brest"
    ),
)


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_read_and_closed(size: tuple[int, int]) -> None:
    modal = ReportModal("Collecte", ROWS, columns=("Flux", "nouveaux", "connus"))
    assert await closes(modal, "j", "q", size=size)


async def test_columns_stand_under_each_other_and_problems_under_their_rows() -> None:
    modal = ReportModal("Collecte", ROWS, columns=("Flux", "nouveaux", "connus"), summary="12 !")
    app = Host(modal)
    async with running(app):
        assert_fits(app)
        lines = screen_text(app).splitlines()
    heading, first, second, problem = (
        next(line for line in lines if word in line)
        for word in ("Flux", "Le Journal", "Ouest Affaires", "⚠ Le serveur")
    )
    end = heading.index("nouveaux") + len("nouveaux")
    assert first[end - 2 : end] == "12"
    assert second[end - 1] == "0"
    assert "…" in first
    assert lines.index(problem) == lines.index(second) + 1
    assert "parti à Brest" in lines[lines.index(problem) + 1]


async def test_an_empty_report_is_a_report() -> None:
    assert await closes(ReportModal("Collecte", ()), "enter")


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_are_text(size: tuple[int, int]) -> None:
    rows = [ReportRow((name, name, "1"), name) for name in HOSTILE]
    app = Host(ReportModal(HOSTILE[0], rows * 20, columns=HOSTILE[:3], summary=HOSTILE[2]))
    async with running(app, size=size) as pilot:
        assert_fits(app)
        await type_keys(pilot, "G")
        assert_fits(app)
