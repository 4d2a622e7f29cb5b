"""Figures as they are written on one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.export.facts import figure_words
from store.models import Figure
from tui.figures import read_figure


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("40", Figure("40")),
        (
            "plus de 40 entreprises (délégation)",
            Figure("40", "plus de", "entreprises", "délégation"),
        ),
        ("3,5 M€", Figure("3,5", None, "M€")),
        ("environ 12 000 emplois", Figure("12 000", "environ", "emplois")),
        ("15 %", Figure("15", None, "%")),
        ("une dizaine", Figure("une dizaine")),
        ("une dizaine (exposants)", Figure("une dizaine", of="exposants")),
        ("  ", None),
    ],
)
def test_a_figure_is_read(text: str, figure: Figure | None) -> None:
    assert read_figure(text) == figure
    if figure is not None:
        assert figure_words(figure) == text, "and is written as it was"


@given(st.text("a4 ,.()%-", max_size=20))
def test_whatever_is_written_is_kept(text: str) -> None:
    figure = read_figure(text)
    assert (figure is None) == (not text.strip())
    if figure is not None:
        assert figure.value
