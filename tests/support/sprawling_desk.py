"""A desk with many articles of all kinds, made by chance: what a large index is built of."""

from __future__ import annotations

import random
from typing import Any

from store.models import AnnotationKind, EarlierText, Triage
from tests.support.fake_desk import FakeDesk

_SYLLABLES = ("port", "mer", "nav", "é", "ta", "lo", "gie", "ville", "œ", "ri", "ô")
_ODD = (
    "l’économie", "aujourd’hui", "40 000", "3,5", "start-up", "R&D", "S.N.C.F.", "presqu’île", "emplois",
    "main-d’œuvre", "12/2019", "qu’ils", "_souligné_", "e\u0301conomie", "日本語", "😀", "l’", "1.234.567",
)  # fmt: skip
_LANGUAGES = (None, "fr", "fr", "fr", "en", "de", "xx")


def sprawling_desk(count: int, seed: int = 3) -> FakeDesk:
    """A desk of this many articles; the same ones for the same seed."""
    chance = random.Random(seed)
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(600)]
    desk = FakeDesk()
    for _ in range(count):
        desk.publishes(_text(chance, words, 6), _text(chance, words, 60), **_known(chance, words))
    return desk


def _text(chance: random.Random, words: list[str], longest: int) -> str:
    count = chance.randint(0, longest)
    drawn = [words[min(int(chance.expovariate(0.02)), len(words) - 1)] for _ in range(count)]
    for place in range(count):
        if chance.random() < 0.1:
            drawn[place] = chance.choice(_ODD)
        elif chance.random() < 0.1:
            drawn[place] = drawn[place].capitalize()
    return " ".join(drawn)


def _known(chance: random.Random, words: list[str]) -> dict[str, Any]:
    def some(most: int, longest: int = 3) -> tuple[str, ...]:
        return tuple(_text(chance, words, longest) for _ in range(chance.randint(0, most)))

    return {
        "notes": some(2, 12),
        "quotes": some(2, 8),
        "tags": tuple(f"filière/{word}" for word in chance.sample(words[:9], chance.randint(0, 3))),
        "missions": tuple((word, f"La mission {word}") for word in some(1)),
        "collections": some(2, 1),
        "source": chance.choice((None, "Le Journal", "La Gazette du port")),
        "author": chance.choice((None, "Œuvrard", "A. B.")),
        "published": chance.choice(
            (None, f"{chance.randint(2005, 2026)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}")
        ),
        "language": chance.choice(_LANGUAGES),
        "triage": chance.choice(list(Triage)),
        "is_read": chance.random() < 0.5,
        "starred": chance.random() < 0.1,
        "annotation_kinds": (AnnotationKind.HIGHLIGHT,) if chance.random() < 0.2 else (),
        **_changes(chance, words),
    }


def _changes(chance: random.Random, words: list[str]) -> dict[str, Any]:
    versions = chance.choice((1, 1, 1, 2, 4))
    earlier = (
        EarlierText(
            number,
            f"2026-03-0{number}T08:00:00Z",
            _text(chance, words, 4),
            tuple(_text(chance, words, 20) for _ in range(chance.randint(0, 3))),
        )
        for number in range(versions - 1, 0, -1)
    )
    return {"version": versions, "earlier": tuple(earlier)}
