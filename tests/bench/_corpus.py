"""Articles made by rule: words, topics, names and expressions like those of French regional news.

Nothing of it was written by anybody. Words are put together from syllables and endings, their
frequencies follow Zipf's law, an article keeps to a topic and has names of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store.models import ArticleKind, IndexDocument, Triage


def _split(words: str) -> list[str]:
    return words.split()


_FUNCTION_WORDS = _split(
    "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il "
    "sont avec son aux cette ses mais comme ou si leur y dont elle deux été tout nous sa fait "
    "être même aussi"
)
_STARTS = _split(
    "a ba bre ca cha clo co cré dé é en for fra gar gou in jou la lo mar mé mo na no or pa "
    "plan po pré ra ré sa sé so ta tra u va vi"
)
_MIDDLES = _split("bi ca cu di fé ga la li lo mi na ni pé ra ri ro sa si ta té ti to va vé")
_ENDINGS = _split(
    "age aire al ance ant ation e el ement er eur ée ien if ique isme iste ité oir on ure"
)
_NAME_PARTS = _split("al bo cor da el fi go ka li mor ne os pri ru sol ta va xi yo zen")
_NAME_ENDINGS = ("", "ia", "is", "ex", "ium", "tech", "ier", "and")
_EXPRESSIONS = (
    "chiffre d’affaires", "mission économique", "zone portuaire", "conseil régional", "levée de fonds",
    "création d’emplois", "millions d’euros", "filière nautique", "réseau d’entreprises",
    "accord de coopération", "pôle d’excellence", "plan climat", "start-up", "main-d’œuvre",
    "commerce extérieur", "prêt garanti", "transport maritime", "chantier naval", "siège social",
    "carnet de commandes", "énergie marine", "salon professionnel", "marché américain",
    "centre de recherche", "délégation azuréenne", "port de plaisance", "câble sous-marin",
)  # fmt: skip
_TAGS = tuple(
    f"filière/{name}"
    for name in ["nautisme", "santé", "numérique", "énergie", "tourisme", "bois", "luxe"]
) + tuple(f"thème {number:02d}" for number in range(40))
_WORDS = 120_000
_TOPICS = 50
_TOPIC_WORDS = 300
_FIRST_DAY = datetime(2005, 1, 1, tzinfo=UTC)
_DAYS = 7_800


@dataclass(frozen=True)
class _Language:
    words: NDArray[np.object_]
    cumulated: NDArray[np.float64]
    topics: NDArray[np.intp]
    topic_cumulated: NDArray[np.float64]


def make_corpus(path: Path, count: int, seed: int = 20) -> None:
    """Write articles to a file, one JSON object per line."""
    language = _make_language(np.random.default_rng(seed))
    chance = np.random.default_rng(seed + 1)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            file.write(json.dumps(_article(number, language, chance), ensure_ascii=False) + "\n")


def read_corpus(path: Path) -> Iterator[IndexDocument]:
    """Yield the articles of a file as the index takes them in."""
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            values = json.loads(line)
            yield IndexDocument(
                change_number=number,
                notes=(),
                quotes=(),
                collections=(),
                author=None,
                url=None,
                added=values["published"],
                language="fr",
                kind=ArticleKind.ARTICLE,
                triage=Triage.NEW,
                is_read=False,
                starred=False,
                **{**values, "tags": tuple(values["tags"]), "missions": ()},
            )


def _make_language(chance: np.random.Generator) -> _Language:
    made: dict[str, None] = dict.fromkeys(_FUNCTION_WORDS)
    while len(made) < _WORDS:
        middle = "".join(chance.choice(_MIDDLES, int(chance.integers(0, 4))))
        made[f"{chance.choice(_STARTS)}{middle}{chance.choice(_ENDINGS)}"] = None
        if chance.random() < 0.4:
            made[next(reversed(made)) + "s"] = None
    words = np.array(list(made)[:_WORDS], object)
    weights = 1 / (np.arange(len(words)) + 2.7) ** 1.02
    topics = chance.integers(120, 30_000, (_TOPICS, _TOPIC_WORDS))
    topic_weights = 1 / np.arange(1, _TOPIC_WORDS + 1) ** 0.8
    return _Language(
        words,
        np.cumsum(weights / weights.sum()),
        topics,
        np.cumsum(topic_weights / topic_weights.sum()),
    )


def _article(number: int, language: _Language, chance: np.random.Generator) -> dict[str, Any]:
    topic = int(chance.integers(_TOPICS))
    length = int(np.clip(chance.lognormal(6.3, 0.35), 120, 1500))
    words = _words(length, topic, language, chance)
    names = [_name(chance) for _ in range(int(chance.integers(2, 6)))]
    _sprinkle(words, names, chance)
    title = " ".join(
        [
            _expression(chance).capitalize(),
            names[0],
            *_words(3, topic, language, chance, share=1.0),
        ]
    )
    tags = {_TAGS[topic % len(_TAGS)]} | set(chance.choice(_TAGS, int(chance.integers(0, 4))))
    day = _FIRST_DAY + timedelta(days=int(_DAYS * chance.random() ** 0.6), minutes=number % 1440)
    return {
        "id": f"{number:06d}_{(number * 0x9E3779B97F4A7C15) % 2**64:016x}",
        "title": title,
        "text": _typeset(words, chance),
        "tags": sorted(str(tag) for tag in tags),
        "source": f"Le Journal {min(int(chance.exponential(6)), 39):02d}",
        "published": day.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def _words(
    count: int, topic: int, language: _Language, chance: np.random.Generator, share: float = 0.2
) -> list[str]:
    """Words by their frequency, a share of them by that in the topic."""
    drawn = np.searchsorted(language.cumulated, chance.random(count) * 0.999999)
    of_topic = chance.random(count) < share
    places = np.searchsorted(language.topic_cumulated, chance.random(count) * 0.999999)
    drawn[of_topic] = language.topics[topic][places[of_topic]]
    return list(language.words[drawn])


def _sprinkle(words: list[str], names: list[str], chance: np.random.Generator) -> None:
    """Put names, expressions and numbers among the words."""
    kinds = chance.random(len(words))
    for place in np.flatnonzero(kinds < 0.075).tolist():
        kind = kinds[place]
        if kind < 0.02:
            words[place] = names[int(chance.integers(len(names)))]
        elif kind < 0.06:
            words[place] = _expression(chance)
        else:
            words[place] = f"{int(10 ** (chance.random() * 6)):,}".replace(",", "\u202f")


def _expression(chance: np.random.Generator) -> str:
    return _EXPRESSIONS[min(int(chance.exponential(5)), len(_EXPRESSIONS) - 1)]


def _name(chance: np.random.Generator) -> str:
    parts = chance.choice(_NAME_PARTS, int(chance.integers(2, 5)))
    return ("".join(parts) + str(chance.choice(_NAME_ENDINGS))).capitalize()


def _typeset(words: list[str], chance: np.random.Generator) -> str:
    """Sentences and paragraphs."""
    sentences = []
    start = 0
    while start < len(words):
        end = start + int(chance.integers(8, 30))
        sentence = " ".join(words[start:end])
        sentences.append(sentence[:1].upper() + sentence[1:] + ".")
        start = end
    paragraphs = [" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)]
    return "\n\n".join(paragraphs)
