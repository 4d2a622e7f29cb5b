"""A process that builds a large index in rounds, some articles to each.

Run as ``python -m tests.support.index_builder FOLDER``; prints how many articles were taken in after each
batch. Another process can make the same desk.
"""

from __future__ import annotations

import sys
from pathlib import Path

from search import ArticleIndex
from search.building.rounds import BulkBuilding
from tests.support.sprawling_desk import sprawling_desk

ARTICLES = 800
ROUND = 200


def main(folder: str) -> None:
    """Build until done or killed."""
    index = ArticleIndex(Path(folder))
    building = BulkBuilding(
        index.commits,
        sprawling_desk(ARTICLES),
        lambda done: print(done, flush=True),
        lambda: False,
        ROUND,
    )
    building.run(1)
    index.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
