"""A process that takes articles into a desk, batch by batch, and says what it was told is there.

    python -m tests.support.intake_under_power FOLDER BATCHES SIZE

``taken N`` follows the transaction that holds the first N articles, ``settled N`` their files.
"""

from __future__ import annotations

import sys
from pathlib import Path

from store.desk import Desk
from store.models import Delivery, FeedDetails, NewArticle


def main(folder: Path, batches: int, size: int) -> None:
    """Take in so many batches of so many articles each; every third is waited for."""
    with Desk.create(folder, editor="anne") as desk:
        (feed,) = desk.feeds.add([FeedDetails("https://quai.example/rss")])
        for batch in range(batches):
            entries = [_article(number) for number in range(batch * size, (batch + 1) * size)]
            desk.intake.take_deliveries([Delivery(feed.id, entries)])
            print("taken", (batch + 1) * size, flush=True)
            if batch % 3 == 2:
                desk.intake.settle()
                print("settled", (batch + 1) * size, flush=True)
        # Whoever cuts the power does it in their own time.
        sys.stdin.read()


def _article(number: int) -> NewArticle:
    address = f"https://quai.example/articles/{number}"
    body = f"Le quai numéro {number} du port de commerce rouvre au trafic. " * 40
    return NewArticle(f"Quai {number}", body, canonical_url=address, url=address, guid=address)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
