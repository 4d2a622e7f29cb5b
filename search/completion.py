"""What may be meant by what is typed so far: names of fields, their values, words of the archive. Pure.

``complete`` reads where the cursor stands and asks ``Known`` for what there is; nothing is read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from search.language.folding import fold, fold_name
from search.vocabulary import (
    ARTICLES,
    DATE_FIELDS,
    ENTITY_FIELDS,
    FIELD_NAMES,
    NUMBER_FIELDS,
    VALUES,
)

MOST = 8
"""Candidates at most."""

_SHORTEST = 2
"""Letters from which on a name or a word is completed; a value is from the first on, and before it."""

_FIELD = re.compile(r"(?<![\w-])(?P<name>[^\W\d_][\w-]*):(?!//)(?P<value>\"[^\"]*|[^\s()\"]*)$")
_WORD = re.compile(r"(?:^|(?<=[\s(\"'’«-]))(?P<word>\w[\w-]*)$")
_AFTER = re.compile(r"$|[\s)]")
_BARE = re.compile(r"\w[\w/-]*")
_LISTED = ENTITY_FIELDS | {"tag", "mission", "collection", "source", "lang"}
"""Fields whose values are those that the desk has."""

_FRENCH_NAMES = {
    "title": "titre", "text": "texte", "quote": "citation", "tag": "étiquette", "author": "auteur",
    "lang": "langue", "kind": "genre", "is": "est", "has": "avec", "date": "publié",
    "category": "rubrique", "link": "lien",
    "added": "ajouté", "near": "proche", "org": "organisation", "person": "personne",
    "place": "lieu", "fact": "fait", "status": "statut",
}  # fmt: skip
_FRENCH_VALUES = {
    "new": "nouveau", "kept": "gardé", "discarded": "écarté", "read": "lu", "unread": "non-lu",
    "starred": "favori", "changed": "modifié", "duplicate": "doublon", "highlight": "surlignage",
    "comment": "commentaire", "doubt": "doute", "fact": "fait", "tag": "étiquette",
    "title": "titre", "author": "auteur", "press-release": "communiqué", "org": "organisation",
    "person": "personne", "place": "lieu", "agreement": "accord", "partnership": "partenariat",
    "implantation-in": "implantation-ici", "implantation-out": "implantation-là-bas",
    "acquisition": "rachat", "meeting": "rencontre", "event": "événement", "figure": "chiffre",
    "delegation": "délégation", "objective": "objectif", "quote": "citation",
    "follow-up": "suite", "assessment": "bilan",
    "done": "réalisé", "under-way": "en-cours", "announced": "annoncé", "expected": "attendu",
    "considered": "envisagé", "wished": "souhaité", "implied": "sous-entendu", "stated": "affirmé",
}  # fmt: skip
_DAYS = {
    "en": ("<7d", "<30d", "<1y", ">1y", "today", "yesterday", "week", "month", "year"),
    "fr": ("<7j", "<30j", "<1a", ">1a", "aujourd’hui", "hier", "semaine", "mois", "année"),
}
_NUMBERS = (">1", ">2", ">5", ">10")
_YEAR = re.compile(r"(?P<year>\d{4})-?\d?")


class CandidateKind(StrEnum):
    """What a candidate is."""

    FIELD = "field"
    VALUE = "value"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Value:
    """A value that a field can have here."""

    value: str
    """As the field takes it."""
    count: int | None = None
    """How many articles have it; None where that is not known."""
    label: str = ""
    """For people, where it says more than the value."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may be meant."""

    kind: CandidateKind
    text: str
    """What takes the place of what was typed."""
    shown: str
    """The name, the value or the word, for people."""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """What is being typed at the cursor."""

    prefix: str
    """So far, without quotation marks."""
    start: int
    """Where that begins which a candidate takes the place of."""
    end: int
    field: str | None = None
    """The canonical name of the field that it is a value of; None for a word or a field's name."""
    may_be_name: bool = False
    """Whether a field's name can stand there."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What is being typed, and what may be meant by it: the likeliest first."""

    typed: Typed
    candidates: tuple[Candidate, ...]

    def taken(self, text: str, candidate: Candidate) -> tuple[str, int]:
        """Return the query with a candidate in place of what was typed, and where the cursor is then."""
        start, end = self.typed.start, self.typed.end
        # One space parts it from what follows, whoever wrote it.
        end += candidate.text.endswith(" ") and text[end : end + 1] == " "
        return text[:start] + candidate.text + text[end:], start + len(candidate.text)


class Known(Protocol):
    """What there is to choose from."""

    def values(self, field: str) -> Sequence[Value]:
        """The values that a field has on the desk, by its canonical name."""

    def words(self, prefix: str, most: int, field: str | None = None) -> Sequence[Value]:
        """The commonest words of the archive that begin so, or of a field; the prefix is folded."""


def complete(
    text: str, cursor: int, known: Known, *, language: str = "en", most: int = MOST
) -> Completion | None:
    """Return what may be meant by what stands before the cursor; None where there is nothing to say.

    Args:
        text: what was typed.
        cursor: where one types.
        known: what there is to choose from.
        language: ``fr`` to offer French names and values.
        most: how many candidates to return at most.
    """
    typed = read_typed(text, cursor)
    if typed is None:
        return None
    if typed.field is None:
        found = [*_names(typed, language), *_words(typed, known, most)]
    elif typed.field in DATE_FIELDS:
        found = _dates(typed, known, language)
    elif typed.field in NUMBER_FIELDS:
        found = _numbers(typed)
    elif typed.field in VALUES or typed.field in _LISTED:
        found = _values(typed, known, language)
    else:
        found = _words(typed, known, most)
    return Completion(typed, tuple(found[:most])) if found else None


def as_written(expected: Iterable[str], language: str, *, are_names: bool) -> list[str]:
    """What a query could have instead of what is not understood, as it is written in a language.

    Args:
        expected: as problems have it.
        language: ``fr`` for French names and values.
        are_names: whether they are names of fields, not values.
    """
    french = _FRENCH_NAMES if are_names else _FRENCH_VALUES
    return [french.get(each, each) if language == "fr" else each for each in expected]


def read_typed(text: str, cursor: int) -> Typed | None:
    """Return what is being typed at the cursor; None in the middle of a word, and where nothing is."""
    if not _AFTER.match(text, cursor):
        return None
    before = text[:cursor]
    match = _FIELD.search(before)
    if match is not None:
        field = ARTICLES.field_named(match["name"])
        start = match.start("value")
        return None if field is None else Typed(match["value"].lstrip('"'), start, cursor, field)
    word = _WORD.search(before)
    if word is None or len(word["word"]) < _SHORTEST:
        return None
    start = word.start("word")
    is_outside = before.count('"') % 2 == 0 and before[start - 1 : start] in {"", " ", "(", "-"}
    return Typed(word["word"], start, cursor, None, is_outside and word["word"].isalpha())


def _names(typed: Typed, language: str) -> list[Candidate]:
    """Names of fields that begin so: in the reader's language where that fits, else as it fits."""
    if not typed.may_be_name:
        return []
    prefix = fold(typed.prefix)
    found = []
    for name in FIELD_NAMES:
        french = _FRENCH_NAMES.get(name, name)
        names = (french, name) if language == "fr" else (name, french)
        fitting = next((each for each in names if fold(each).startswith(prefix)), None)
        if fitting is not None:
            found.append(Candidate(CandidateKind.FIELD, f"{fitting}:", f"{fitting}:"))
    return found


def _words(typed: Typed, known: Known, most: int) -> list[Candidate]:
    prefix = fold(typed.prefix.strip('"'))
    if len(prefix) < _SHORTEST or not prefix.isalnum():
        return []
    return [
        Candidate(CandidateKind.WORD, word.value, word.value, word.count)
        for word in known.words(prefix, most + 1, typed.field)
        if fold(word.value) != prefix
    ]


def _values(typed: Typed, known: Known, language: str) -> list[Candidate]:
    field = typed.field or ""
    values: Iterable[Value] = known.values(field)
    if field in VALUES:
        is_french = language == "fr"
        names = ((value, _FRENCH_VALUES.get(value, value)) for value in VALUES[field])
        values = [Value(french if is_french else value) for value, french in names]
    ranked = []
    for place, value in enumerate(values):
        fit = _fit(fold_name(typed.prefix), value)
        if fit is not None:
            ranked.append((fit, -(value.count or 0), place, value))
    return [
        _value_candidate(field, value) for *_, value in sorted(ranked, key=lambda each: each[:3])
    ]


def _fit(prefix: str, value: Value) -> int | None:
    """How well a value begins so: itself, one of its words or levels, or one of its label's."""
    name, label = fold_name(value.value), fold_name(value.label)
    if name.startswith(prefix):
        return 0
    if any(part.startswith(prefix) for part in re.split(r"\W+", name)):
        return 1
    if any(part.startswith(prefix) for part in re.split(r"\W+", label)):
        return 2
    return None


def _value_candidate(field: str, value: Value) -> Candidate:
    # In quotation marks a value that is typed means no more than itself.
    is_closed_list = field in VALUES or field in {"lang", *DATE_FIELDS, *NUMBER_FIELDS}
    written = value.value if is_closed_list else '"{}"'.format(value.value.replace('"', " "))
    return Candidate(CandidateKind.VALUE, f"{written} ", value.label or value.value, value.count)


def _numbers(typed: Typed) -> list[Candidate]:
    return [
        _value_candidate(typed.field or "", Value(value))
        for value in _NUMBERS
        if value.startswith(typed.prefix) and value != typed.prefix
    ]


def _dates(typed: Typed, known: Known, language: str) -> list[Candidate]:
    """Years that there are, the months of one that is typed, and the ways to say a date from today."""
    prefix = fold(typed.prefix)
    years = sorted(known.values(typed.field or ""), key=lambda value: value.value, reverse=True)
    values = [*years[: None if prefix else 3], *map(Value, _DAYS.get(language, _DAYS["en"]))]
    year = _YEAR.fullmatch(prefix)
    if year is not None:
        values += [Value(f"{year['year']}-{month:02}") for month in range(1, 13)]
    return [
        _value_candidate(typed.field or "", value)
        for value in values
        if fold(value.value).startswith(prefix) and fold(value.value) != prefix
    ]
