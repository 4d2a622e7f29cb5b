"""What a fact begins with: what its passage seems to say."""

from __future__ import annotations

from pathlib import Path

from store.models import EntityKind, FactDetails, FactStatus, FactType, Party
from tests.support.desks import ARTICLES, write_articles
from tui.fact_guesses import guess_details
from tui.services import Services
from tui.settings import Settings

PORT = min(ARTICLES)


def test_type_status_and_parties_are_read_off_the_passage(tmp_path: Path) -> None:
    write_articles(tmp_path)
    with Services.create(tmp_path, Settings(), editor="anne") as services:
        entities = services.desk.entities
        person = entities.create(EntityKind.PERSON, "Maëlle Le Goff")
        cluster = entities.create(EntityKind.ORGANISATION, "cluster océanique")
        entities.create(EntityKind.PLACE, "Halifax")

        def guess(quote: str) -> FactDetails:
            span = services.desk.annotations.find_quote(PORT, quote)
            return guess_details(services, PORT, span)

        signed = guess(
            "Trois accords de coopération ont été signés avec le cluster océanique de Halifax"
        )
        assert signed == FactDetails(
            FactType.AGREEMENT, FactStatus.DONE, (Party("cluster océanique", cluster.id),)
        )
        led = guess("La délégation conduite par Maëlle Le Goff")
        assert led.type is FactType.DELEGATION
        assert led.parties == (Party("Maëlle Le Goff", person.id),)
