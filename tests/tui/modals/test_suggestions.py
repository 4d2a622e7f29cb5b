from __future__ import annotations

import pytest

from search.suggest import Suggestion, SuggestionKind, Target
from tests.tui.modals.host import HOSTILE, SIZES, Host, ask, assert_fits, screen_text, type_keys
from tests.tui.steady import running
from tests.tui.widgets.samples import make_article
from tui.modals.suggestions import SuggestionsAnswer, SuggestionsModal
from tui.suggesting import Advice


def advice(kind: SuggestionKind, name: str, *, title: str = "", words: str = "port") -> Advice:
    suggestion = Suggestion(Target(kind, name), 0.9, (words,), ("000_a",))
    article = make_article(1, headline=f"{title or name} {'très long ' * 12}")
    return Advice(suggestion, title or name, (article,) * 3)


TAG, MISSION = SuggestionKind.TAG, SuggestionKind.MISSION
ADVICE = (
    advice(TAG, "filière/mer"),
    advice(MISSION, "halifax", title="Mission à Halifax"),
    advice(TAG, "accords"),
)


@pytest.mark.parametrize("size", SIZES)
async def test_enter_takes_the_one_that_is_highlighted(size: tuple[int, int]) -> None:
    taken = await ask(SuggestionsModal(ADVICE), "down", "enter", size=size)
    assert taken == SuggestionsAnswer(missions=("halifax",))


async def test_some_are_taken_some_refused_and_one_is_left() -> None:
    answer = await ask(SuggestionsModal(ADVICE), "x", "a", "enter")
    assert answer == SuggestionsAnswer(missions=("halifax",), refused_tags=("filière/mer",))
    answer = await ask(SuggestionsModal(ADVICE), "a", "x", "space", "ctrl+s")
    assert answer == SuggestionsAnswer(
        tags=("filière/mer", "accords"), refused_missions=("halifax",)
    )


async def test_pressed_again_it_is_open_again() -> None:
    taken = await ask(SuggestionsModal(ADVICE), "a", "k", "a", "j", "x", "enter")
    assert taken == SuggestionsAnswer(refused_tags=("accords",))
    assert await ask(SuggestionsModal(ADVICE), "ctrl+s") is None
    assert await ask(SuggestionsModal(ADVICE), "x", "escape") is None


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_are_text(size: tuple[int, int]) -> None:
    hostile = [advice(TAG, name, words=name) for name in HOSTILE]
    app = Host(SuggestionsModal(hostile))
    async with running(app, size=size) as pilot:
        assert_fits(app)
        await type_keys(pilot, "a", "x")
        assert "1 taken, 1 refused" in screen_text(app)
        assert_fits(app)
