"""A process that changes a desk and has an index follow it, one small commit after the other.

Run as ``python -m tests.support.index_follower FOLDER FROM``; prints the change number of each commit
once it is done. What the desk does at each step is the same in every process, so that another one
can tell what the index must hold.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from search import ArticleIndex, Indexer
from tests.support.fake_desk import FakeDesk

TEXT = "La métropole signe un accord avec le port, la filière navale embauche. " * 8


def act(desk: FakeDesk, step: int) -> None:
    """Do what is to be done at a step: two articles come in, then an older one changes."""
    ids = list(desk.numbers())
    if step % 3 == 2:
        desk.changes(ids[step * 7 % len(ids)], text=f"{TEXT} Corrigé à l’étape {step}.")
    else:
        desk.publishes(f"Article de l’étape {step}", TEXT)


def desk_after(steps: int) -> FakeDesk:
    """The desk after so many steps; every step gives one change number."""
    desk = FakeDesk()
    for step in range(steps):
        act(desk, step)
    return desk


def main(folder: str, start: str) -> None:
    """Go on from a change number until killed."""
    desk = desk_after(int(start))
    index = ArticleIndex(Path(folder))
    indexer = Indexer(index, desk)
    for step in count(int(start)):
        act(desk, step)
        if step % 5 == 0:
            indexer.catch_up()
            print(index.change_number(), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
