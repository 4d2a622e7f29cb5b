from __future__ import annotations

import pytest

from store.errors import InvalidError
from store.models import PressDate
from tui.press_dates import press_date, written_date


@pytest.mark.parametrize(
    ("said", "date"),
    [
        (("mi-février", "2018-02", None), ("mi-février", "2018-02-01", "2018-02-28", "month")),
        (("mi-mars", "2024-03-11", "2024-03-15"), ("mi-mars", "2024-03-11", "2024-03-15", "day")),
        ((None, "2024-02", "2024-03-15"), ("2024-02 – 2024-03-15", "2024-02-01", "2024-03-15", "month")),
        ((None, "2018", None), ("2018", "2018-01-01", "2018-12-31", "year")),
        ((None, None, "2018-3-5"), ("2018-3-5", "2018-03-05", "2018-03-05", "day")),
        (("2024-02", None, None), ("2024-02", "2024-02-01", "2024-02-29", "month")),
        (("au printemps", None, None), ("au printemps", None, None, None)),
    ],
)  # fmt: skip
def test_the_words_of_the_press_stand_beside_the_days(
    said: tuple[str | None, ...], date: tuple[str | None, ...]
) -> None:
    text, first, last = said
    words, begin, end, precision = date
    assert words is not None
    assert press_date(text, first, last) == PressDate(words, begin, end, precision)


@pytest.mark.parametrize("date", ["2018-13", "2018-02-30", "hier", "18-02-01", "2018-00", "0000"])
def test_what_is_no_date_is_refused(date: str) -> None:
    with pytest.raises(InvalidError):
        press_date(None, date, None)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("2026-02", PressDate("2026-02", "2026-02-01", "2026-02-28", "month")),
        ("mi-février", PressDate("mi-février")),
        ("9 mars 2026", PressDate("9 mars 2026", "2026-03-09", "2026-03-09", "day")),
        ("1er août 2026", PressDate("1er août 2026", "2026-08-01", "2026-08-01", "day")),
        ("9/3/2026", PressDate("9/3/2026", "2026-03-09", "2026-03-09", "day")),
        ("le 09.03.2026", PressDate("le 09.03.2026", "2026-03-09", "2026-03-09", "day")),
        ("Mars 2026", PressDate("Mars 2026", "2026-03-01", "2026-03-31", "month")),
        (
            "du 9 au 13 mars 2026",
            PressDate("du 9 au 13 mars 2026", "2026-03-09", "2026-03-13", "day"),
        ),
        ("9–13 mars 2026", PressDate("9–13 mars 2026", "2026-03-09", "2026-03-13", "day")),
        (
            "du 28 février au 3 mars 2026",
            PressDate("du 28 février au 3 mars 2026", "2026-02-28", "2026-03-03", "day"),
        ),
        (
            "du 30 décembre 2025 au 3 janvier 2026",
            PressDate("du 30 décembre 2025 au 3 janvier 2026", "2025-12-30", "2026-01-03", "day"),
        ),
        ("mars-avril 2026", PressDate("mars-avril 2026", "2026-03-01", "2026-04-30", "month")),
        (
            "from 9 to 13 March 2026",
            PressDate("from 9 to 13 March 2026", "2026-03-09", "2026-03-13", "day"),
        ),
        ("le 31 février 2026", PressDate("le 31 février 2026")),
        ("du 9 au 13 mars", PressDate("du 9 au 13 mars")),
        ("40/13/2026", PressDate("40/13/2026")),
        ("au 2026", PressDate("au 2026")),
        ("du 13 au 9 mars 2026", PressDate("du 13 au 9 mars 2026")),
        ("2026-13-40", PressDate("2026-13-40")),
    ],
)
def test_a_form_takes_whatever_is_written(words: str, read: PressDate) -> None:
    assert written_date(words) == read
