"""The tree that a query is read into. Frozen, hashable, free of Whoosh."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.language.dates import DayRange


class Form(Enum):
    """How a word must stand in an article."""

    EXACT = "exact"
    """In any of its inflected forms."""
    TYPED = "typed"
    """As above, or as the start of a word: it is still being typed."""
    PREFIX = "prefix"
    """As the start of a word."""
    FUZZY = "fuzzy"
    """Within a few letters of it."""


@dataclass(frozen=True, slots=True)
class Word:
    """What was written between two spaces; analysis may find several words in it.

    Only a number in groups of three digits, such as ``40 000``, has spaces within.
    """

    text: str
    field: str | None = None
    """The field it must be in; None for those that are searched unasked."""
    form: Form = Form.EXACT
    distance: int = 1
    """Letters that a fuzzy word may differ by."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order without others between them."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Keyword:
    """A value of a field whose values are a closed list or ids: ``is``, ``has``, ``kind``, ``id``."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Days:
    """Published or added on one of these days."""

    field: str
    days: DayRange


@dataclass(frozen=True, slots=True)
class Number:
    """Having as many of something: at least, and at most where that is said."""

    field: str
    least: int
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Like this article, the article itself left out."""

    article_id: str
    """Its id, or an unambiguous start of it."""


@dataclass(frozen=True, slots=True)
class And:
    """All of these."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of these."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Same:
    """A name, or another that means the same."""

    written: Node
    """As it was written: a word, a phrase, or words that are all wanted."""
    others: tuple[Word | Phrase, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """All articles but these."""

    part: Node


@dataclass(frozen=True, slots=True)
class Everything:
    """All articles: what a query without conditions means."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No article: something was asked for, but nothing that can be searched."""


EVERYTHING = Everything()
NOTHING = Nothing()

Node = Word | Phrase | Keyword | Days | Number | Near | And | Or | Same | Not | Everything | Nothing


def facts_joined(parts: Sequence[Node]) -> list[Node]:
    """Parts that are all wanted, with a fact's type and a status among them as wanted of one fact."""
    found = [part for part in parts if isinstance(part, Keyword)]
    types = [part for part in found if part.field == "fact"]
    statuses = [part for part in found if part.field == "status"]
    if len(types) != 1 or len(statuses) != 1:
        return list(parts)
    others = [part for part in parts if part not in {*types, *statuses}]
    return [*others, Keyword("fact", fact_value(types[0].value, statuses[0].value))]


def fact_value(type_: str, status: str) -> str:
    """Return what stands for a fact's type and its status together."""
    return f"{type_}/{status}"


def renamed_words(node: Node) -> Iterator[Word | Phrase]:
    """Yield the words, as written, that are part of a name with other names."""
    match node:
        case Same(written):
            yield from wanted_words(written)
        case And(parts) | Or(parts):
            for part in parts:
                yield from renamed_words(part)
        case _:
            return


def wanted_words(node: Node) -> Iterator[Word | Phrase]:
    """Yield the words and phrases that an article is wanted for, those of ``Not`` left out."""
    match node:
        case Word() | Phrase():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from wanted_words(part)
        case Same(written, others):
            yield from wanted_words(written)
            yield from others
        case _:
            return
