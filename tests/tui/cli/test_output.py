"""How texts are laid out on a terminal."""

from __future__ import annotations

import pytest

from tui.cli.output import hanging


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Le port s’agrandit.", ""),
        ("- huit opérateurs", "  "),
        ("12. trois techniciens", "    "),
        ("  - deux apprentis", "    "),
        ("> Sans glace, pas de criée.", "> "),
        ("> > - un", "> >   "),
        ("1200. soit trop", "      "),
        ("2026 sera l’année", ""),
        ("", ""),
    ],
)
def test_further_lines_stand_below_the_text_of_the_first(line: str, expected: str) -> None:
    assert hanging(line) == expected
