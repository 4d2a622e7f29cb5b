"""What a passage seems to report, and how far along."""

from __future__ import annotations

import pytest

from search.language.fact_cues import guess_fact
from store.models import FactStatus, FactType


@pytest.mark.parametrize(
    ("passage", "type_", "status"),
    [
        ("Trois accords de coopération ont été signés.", "agreement", "done"),
        ("Les deux ports annoncent un partenariat.", "partnership", "announced"),
        ("Kelp s’installera à Lorient.", "implantation-in", "announced"),
        ("Kelp pourrait ouvrir un bureau à Brest.", "implantation-in", "considered"),
        ("La région souhaite un accord.", "agreement", "wished"),
        ("Le groupe a racheté l’atelier.", "acquisition", "done"),
        ("Un contrat est en cours de discussion.", "agreement", "under-way"),
        ("La mission vise dix mille conteneurs.", "objective", "stated"),
        ("Quarante et un élus, 12 entreprises.", "figure", "stated"),
        ("« Rien ne presse »", "quote", "stated"),
        ("Rien.", "agreement", "stated"),
    ],
)
def test_what_is_guessed(passage: str, type_: str, status: str) -> None:
    assert guess_fact(passage) == (FactType(type_), FactStatus(status))
