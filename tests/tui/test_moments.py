from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC

import pytest

from tui.i18n import install
from tui.moments import day, moment

pytestmark = pytest.mark.usefixtures("in_paris")

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


@pytest.mark.parametrize(
    ("zone", "words"), [("XXX-13", "2026-03-10"), ("XXX12", "2026-03-09"), ("XXX13", "2026-03-08")]
)
def test_days_are_those_of_the_place(
    zone: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("en")
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    assert day(AT) == words
