"""Conditions put into a query as text, and taken out of it again, as one would by hand. Pure.

A condition such as ``tag:"nautisme"`` is put before the words, so that the last of them may go on being
half a word; taken out again it leaves the query as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.language.folding import fold_name
from search.lexer import Lexeme, LexemeKind, read_lexemes
from search.vocabulary import ARTICLES, DATE_FIELDS

_K = LexemeKind
_VALUES = frozenset({_K.WORD, _K.NUMBER, _K.PHRASE})


@dataclass(frozen=True, slots=True)
class Condition:
    """A field with its value, wanted of every article that a query finds."""

    field: str
    """Its canonical name."""
    value: str
    start: int
    """Where it stands in the query, the field's name included."""
    end: int

    def is_for(self, field: str, value: str) -> bool:
        """Whether it says this, whatever the case and the accents."""
        return self.field == field and fold_name(self.value) == fold_name(value)


def conditions(text: str) -> Sequence[Condition]:
    """The conditions of a query that hold for all of it: none where it is a choice by ``OR``."""
    found, has_choice = _read(text)
    return () if has_choice else found


def bare(text: str) -> str:
    """Return a query without the conditions that hold for all of it."""
    return _without(text, conditions(text))


def toggled(text: str, field: str, value: str) -> str:
    """Return the query with a condition put in, or taken out where it has it.

    Args:
        text: the query.
        field: a canonical name.
        value: as the field takes it, without quotation marks. A query has one date: another one takes
            its place.
    """
    present = [each for each in conditions(text) if each.is_for(field, value)]
    if present:
        return _without(text, present)
    if field in DATE_FIELDS:
        text = _without(text, [each for each in conditions(text) if each.field == field])
    return _with(text, f"{field}:{_written(field, value)}")


def _with(text: str, condition: str) -> str:
    found, has_choice = _read(text)
    if has_choice:
        return f"{condition} ({text.strip()})"
    end = _end_of_leading(text, found)
    return " ".join(part for part in (text[:end].strip(), condition, text[end:].strip()) if part)


def _without(text: str, unwanted: Sequence[Condition]) -> str:
    for condition in sorted(unwanted, key=lambda each: -each.start):
        parts = (text[: condition.start].rstrip(), text[condition.end :].lstrip())
        text = " ".join(part for part in parts if part)
    return _unwrapped(text) if unwanted else text


def _unwrapped(text: str) -> str:
    """The query without parentheses around the whole of it."""
    lexemes = read_lexemes(text)
    kinds = [lexeme.kind for lexeme in lexemes]
    if kinds[:1] != [_K.OPEN] or kinds[-1:] != [_K.CLOSE]:
        return text
    depth = 0
    for lexeme in lexemes[:-1]:
        depth += _depth_change(lexeme)
        if depth == 0:
            return text
    return text[lexemes[0].end : lexemes[-1].start].strip()


def _end_of_leading(text: str, found: Sequence[Condition]) -> int:
    """Where the conditions end that a query begins with."""
    end = 0
    for condition in found:
        if text[end : condition.start].strip():
            break
        end = condition.end
    return end


def _read(text: str) -> tuple[list[Condition], bool]:
    """The conditions outside of all parentheses, and whether there is a choice between them."""
    found, has_choice, depth = [], False, 0
    before: Lexeme | None = None
    lexemes = read_lexemes(text)
    for place, lexeme in enumerate(lexemes):
        depth += _depth_change(lexeme)
        has_choice = has_choice or (depth == 0 and lexeme.kind is _K.OR)
        is_outermost = depth == 0 and (before is None or before.kind not in {_K.NOT, _K.FIELD})
        if lexeme.kind is _K.FIELD and is_outermost:
            condition = _condition(lexeme, lexemes[place + 1 : place + 2])
            found += [condition] if condition is not None else []
        before = lexeme
    return found, has_choice


def _condition(field: Lexeme, following: Sequence[Lexeme]) -> Condition | None:
    name = ARTICLES.field_named(field.text)
    if name is None or not following or following[0].kind not in _VALUES:
        return None
    return Condition(name, following[0].text, field.start, following[0].end)


def _depth_change(lexeme: Lexeme) -> int:
    return (lexeme.kind is _K.OPEN) - (lexeme.kind is _K.CLOSE)


def _written(field: str, value: str) -> str:
    """A value as the query language takes it; in quotation marks it means no more than itself."""
    return value if field in DATE_FIELDS else '"{}"'.format(value.replace('"', " "))
