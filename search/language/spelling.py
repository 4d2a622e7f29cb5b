"""How far two words are from each other. Pure."""

from __future__ import annotations


def is_within(word: str, other: str, distance: int) -> bool:
    """Whether one word becomes the other by ``distance`` letters added, left out or replaced."""
    if abs(len(word) - len(other)) > distance or word[:1] != other[:1]:
        return False
    row = list(range(len(other) + 1))
    for place, letter in enumerate(word, start=1):
        above, row[0] = row[0], place
        for column, wanted in enumerate(other, start=1):
            above, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, above + (letter != wanted)),
            )
        if min(row) > distance:
            return False
    return row[-1] <= distance
