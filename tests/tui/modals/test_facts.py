from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from store.fact_counts import count_facts
from store.models import (
    Annotation,
    AnnotationKind,
    Fact,
    FactDetails,
    FactStatus,
    FactType,
    Figure,
    Party,
    PressDate,
    TextQuote,
)
from tests.tui.modals.host import HOSTILE, SIZES, Host, ask, assert_fits, screen_text, type_keys
from tests.tui.steady import running
from tui.modals.fact_form import FactEdit, FactForm
from tui.modals.facts import FactsModal, FactWish, FactWishKind
from tui.press_dates import written_date

if TYPE_CHECKING:
    from tui.modals.base import MarbreModal

AT = "2025-06-01T12:00:00Z"
DETAILS = FactDetails(
    FactType.EVENT,
    FactStatus.ANNOUNCED,
    parties=(Party("Ostréa, Cancale", "o"), Party("Port de Sète")),
    figure=Figure("40", "plus de", "emplois"),
    date=PressDate("mi-mars", "2025-03-10", "2025-03-20", "about"),
    speaker="Odile Le Bris",
    note="À vérifier.",
)


def passage(number: int, exact: str = "trois accords", *, lost: bool = False) -> Annotation:
    quote = TextQuote(exact, "", "", 4, 4 + len(exact))
    return Annotation(f"a{number}", "000_a", AnnotationKind.FACT, "", quote, 1, lost, "lea", AT)


def fact(number: int, details: FactDetails = DETAILS, passages: int = 1) -> Fact:
    found = tuple(passage(place, f"passage {place}") for place in range(passages))
    return Fact(f"f{number}", "halifax", details, found, "lea", AT)


FACTS = (fact(1), fact(2, replace(DETAILS, status=FactStatus.DONE), passages=3))


@pytest.mark.parametrize("size", SIZES)
async def test_a_fact_is_written_down_field_by_field(size: tuple[int, int]) -> None:
    form = FactForm("Halifax", "trois accords", read_dates=written_date)
    answer = await ask(
        form, "down", "tab", "3", "tab", ":Ostréa, Kelp", "tab", ":plus de 40 emplois", "tab",
        ":2025-03", "tab", ":Odile", "tab", "2", "tab", ":vu", "ctrl+s", size=size,
    )  # fmt: skip
    assert answer == FactEdit(
        FactDetails(
            FactType.PARTNERSHIP,
            FactStatus.ANNOUNCED,
            parties=(Party("Ostréa"), Party("Kelp")),
            figure=Figure("40", "plus de", "emplois"),
            date=PressDate("2025-03", "2025-03-01", "2025-03-31", "month"),
            speaker="Odile",
            is_aggregate=True,
            note="vu",
        )
    )


async def test_type_and_status_are_enough_and_a_letter_finds_the_type() -> None:
    answer = await ask(FactForm("Halifax", "trois accords"), "f", "ctrl+s")
    assert answer == FactEdit(FactDetails(FactType.FIGURE, FactStatus.STATED))


async def test_what_is_not_touched_stays_as_it_was() -> None:
    details = replace(DETAILS, is_aggregate=True, parts=("f9",))
    form = FactForm("Halifax", "trois accords", details, read_dates=written_date)
    assert await ask(form, "ctrl+s") == FactEdit(details)
    form = FactForm("Halifax", "trois accords", details)
    answer = await ask(form, *["tab"] * 6, "1", "ctrl+s")
    assert answer == FactEdit(replace(details, is_aggregate=False, parts=()))


async def test_names_that_are_known_are_offered_and_taken() -> None:
    form = FactForm("Halifax", "x", known=("Port de Sète", "Ostréa"))
    keys = ("tab", "tab", ":ost", "right", ":, PORT", "right", "tab", "tab", "tab", ":os", "right")
    answer = await ask(form, *keys, "ctrl+s")
    assert answer is not None
    assert answer.details is not None
    assert answer.details.parties == (Party("Ostréa"), Party("Port de Sète"))
    assert answer.details.speaker == "Ostréa"


async def test_the_passage_may_be_for_a_fact_that_there_is() -> None:
    assert await ask(FactForm("Halifax", "x", has_others=True), "ctrl+o") == FactEdit(None)
    assert await ask(FactForm("Halifax", "x"), "ctrl+o", "escape") is None


@pytest.mark.parametrize("size", SIZES)
async def test_enter_opens_the_passage_that_is_shown(size: tuple[int, int]) -> None:
    modal = FactsModal("Faits", FACTS, count_facts(FACTS), {"000_a": "Le port signe"})
    answer = await ask(modal, "down", "right", "right", "left", "enter", size=size)
    assert answer == FactWish(FactWishKind.OPEN, FACTS[1], 1)


@pytest.mark.parametrize(("key", "kind"), [("e", "edit"), ("x", "remove"), ("p", "part")])
async def test_the_other_keys_change_the_fact(key: str, kind: str) -> None:
    answer = await ask(FactsModal("Faits", FACTS, highlighted="f2"), "k", "j", key)
    assert answer == FactWish(FactWishKind(kind), FACTS[1], 0)


async def test_facts_say_what_they_are_and_what_was_lost() -> None:
    lost = replace(FACTS[0], passages=(passage(0, lost=True),))
    app = Host(FactsModal("Faits", [lost, FACTS[1]], count_facts(FACTS), {"000_a": "Le port"}))
    async with running(app, size=(160, 48)):
        text = screen_text(app)
    assert "event: 2 (done 1, announced 1)" in text
    assert "event (announced)  Ostréa, Cancale, Port de Sète · plus de 40 emplois · mi-mars" in text
    assert "“trois accords” — Le port · lost its place" in text
    assert "“passage 0” — Le port 1/3" in text


def hostile(words: str) -> Fact:
    details = replace(DETAILS, parties=(Party(words),), note=words, speaker=words)
    return replace(fact(1, details), passages=(passage(0, words),))


async def assert_harmless(modal: MarbreModal[Any], size: tuple[int, int]) -> None:
    app: Host[Any] = Host(modal)
    async with running(app, size=size) as pilot:
        assert_fits(app)
        await type_keys(pilot, "right")
        assert_fits(app)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_facts_are_text(size: tuple[int, int]) -> None:
    facts = [hostile(words) for words in HOSTILE]
    headlines = {"000_a": "".join(HOSTILE)}
    await assert_harmless(FactsModal(HOSTILE[0], facts, count_facts(facts), headlines), size)


@pytest.mark.parametrize("words", HOSTILE)
async def test_hostile_words_in_the_form_are_text(words: str) -> None:
    await assert_harmless(FactForm(words, words, hostile(words).details), (80, 24))
