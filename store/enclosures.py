"""Links to files that feeds give with their entries; what is behind them is never fetched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.database import Connection
from store.models import Enclosure


def keep_enclosures(connection: Connection, given: Mapping[str, Sequence[Enclosure]]) -> None:
    """Note what articles link to, by their ids, in the place of what they linked to before."""
    connection.run_many(
        "DELETE FROM article_enclosure WHERE article_id = :id", [{"id": each} for each in given]
    )
    connection.run_many(
        "INSERT INTO article_enclosure (article_id, place, url, media_type, size)"
        " VALUES (:id, :place, :url, :media_type, :size)",
        [
            {
                "id": article_id,
                "place": place,
                "url": each.url,
                "media_type": each.media_type,
                "size": each.size,
            }
            for article_id, enclosures in given.items()
            for place, each in enumerate(enclosures)
        ],
    )


def enclosures_of(connection: Connection, article_id: str) -> Sequence[Enclosure]:
    """What an article links to, in its feed's order."""
    rows = connection.rows(
        "SELECT url, media_type, size FROM article_enclosure WHERE article_id = :id ORDER BY place",
        id=article_id,
    )
    return [Enclosure(row["url"], row["media_type"], row["size"]) for row in rows]
