from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

import pytest

from tui.i18n import install
from tui.moments import day, moment

AT = "2026-03-09T12:05:00Z"


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    yield
    install("en")


@pytest.mark.parametrize(("language_code", "words"), [("en", "2026-03-09"), ("fr", "09/03/2026")])
def test_days_are_written_as_the_language_does(language_code: str, words: str) -> None:
    install(language_code)
    assert moment(AT, UTC) == f"{words} 12:05"
    assert day(AT) == words
