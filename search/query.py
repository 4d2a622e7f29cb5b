"""The query language: what people type, read into a tree that the index can run.

::

    any      = all { ("OR" | "OU" | "|") all }
    all      = negation { ["AND" | "ET"] negation }
    negation = { "-" | "NOT" | "SAUF" } primary
    primary  = "(" any ")" | FIELD ":" primary | '"' words '"' | word | word "*" | word "~" [1-2]

Nothing that is typed is refused: what cannot be understood is named in ``problems`` with its place,
and the rest is searched.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Self

from search import nodes
from search.language.dates import parse_days
from search.language.numbers import parse_numbers
from search.lexer import Lexeme, LexemeKind, read_lexemes
from search.nodes import Form, Node
from search.vocabulary import (
    ARTICLES,
    DATE_FIELDS,
    NUMBER_FIELDS,
    VALUES,
    value_named,
    values_begun,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search.synonyms import Synonyms
    from search.vocabulary import Vocabulary
    from store.models import Triage

MAX_LENGTH = 2_000
"""Characters of a query that are read."""

_MAX_DEPTH = 40
_SHORTEST_PREFIX = 2
_SHORTEST_FUZZY = 3
_DATE_EXAMPLES = ("2017", "2017-03", "14/03/2017", "mars-2017", "2017..2018", "<30d", "today")

_NUMBER_EXAMPLES = ("2", ">1", ">=3", "2..5")

_K = LexemeKind
_STARTS = frozenset({_K.WORD, _K.NUMBER, _K.PHRASE, _K.FIELD, _K.OPEN, _K.NOT})


@dataclass(frozen=True, slots=True)
class QueryProblem:
    """Something in a query that could not be understood; it is left out when the query runs."""

    code: str
    """``unclosed-quote``, ``unclosed-parenthesis``, ``stray-parenthesis``, ``missing-operand``,
    ``missing-value``, ``unknown-field``, ``unknown-value``, ``bad-date``, ``bad-number``,
    ``short-prefix``, ``too-deep``, ``too-long``."""
    start: int
    end: int
    expected: tuple[str, ...] = ()
    """What would be understood there: names, values or examples."""


@dataclass(frozen=True, slots=True)
class Filters:
    """The conditions of the list that a query is asked in; None where there is no such condition."""

    triage: Triage | None = None
    tag: str | None = None
    """A tag's full name; those below it count too."""
    mission: str | None = None
    """A slug."""
    collection: str | None = None
    """A slug."""
    source: str | None = None
    starred: bool | None = None
    unread: bool | None = None
    ids: frozenset[str] | None = None
    """Only these articles."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A query that was read, ready to be run again and again."""

    text: str
    sort: str = "relevance"
    """``relevance`` or ``date``, newest first."""
    node: Node = nodes.EVERYTHING
    problems: tuple[QueryProblem, ...] = ()
    filters: Filters = Filters()
    reader: str | None = None
    """Of whose readings ``is:changed`` speaks; of anybody's where None."""

    @classmethod
    def parse(
        cls,
        text: str,
        *,
        sort: str = "relevance",
        today: date | None = None,
        typing: bool = False,
        vocabulary: Vocabulary = ARTICLES,
        synonyms: Synonyms | None = None,
        reader: str | None = None,
    ) -> Self:
        """Read a query. Never raises.

        Args:
            text: what was typed.
            sort: ``relevance`` or ``date``.
            today: the day that ``today`` and ``<30d`` count from, the system's in UTC by default.
            typing: whether somebody is typing it now; its last word, where no space follows it, then
                also means the words that start with it.
            vocabulary: the fields that it can name.
            synonyms: the other names of what it names.
            reader: the editor of whose readings ``is:changed`` speaks; anybody's where None.
        """
        parser = _Parser(
            text[:MAX_LENGTH], today or datetime.now(UTC).date(), vocabulary, typing=typing
        )
        node = parser.read()
        if synonyms is not None:
            node = synonyms.applied(node)
        if len(text) > MAX_LENGTH:
            parser.problems.append(QueryProblem("too-long", MAX_LENGTH, len(text)))
        problems = tuple(sorted(parser.problems, key=lambda problem: problem.start))
        return cls(text, "date" if sort == "date" else "relevance", node, problems, reader=reader)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for, so that all articles of the list answer it."""
        return isinstance(self.node, nodes.Everything)

    def narrowed(
        self,
        *,
        triage: Triage | None = None,
        tag: str | None = None,
        mission: str | None = None,
        collection: str | None = None,
        source: str | None = None,
        starred: bool | None = None,
        unread: bool | None = None,
        ids: Iterable[str] | None = None,
    ) -> Self:
        """Return the query within a list: only articles that fulfil these conditions too.

        ``ids`` is for lists that the index knows nothing of, such as the articles of a feed.
        """
        filters = Filters(
            triage,
            tag,
            mission,
            collection,
            source,
            starred,
            unread,
            None if ids is None else frozenset(ids),
        )
        return replace(self, filters=filters)


_UNFINISHED = frozenset(
    {"missing-value", "missing-operand", "unclosed-quote", "unclosed-parenthesis"}
)
"""Problems that vanish as one types on."""

_HALF_TYPED = frozenset({"bad-date", "bad-number"})
"""Problems that may be but the beginning of something, where it is the last that was typed."""


class _Parser:
    """Recursive descent over the lexemes of one query."""

    def __init__(self, text: str, today: date, vocabulary: Vocabulary, *, typing: bool) -> None:
        self._lexemes = read_lexemes(text)
        self._today = today
        self._vocabulary = vocabulary
        self._next = 0
        self._depth = 0
        self._is_typed = typing
        # Only the very last thing typed may be half a word.
        self._typed_end = len(text) if typing else -1
        self.problems: list[QueryProblem] = []

    def read(self) -> Node:
        parts = []
        while self._next < len(self._lexemes):
            node = self._any(None)
            if node is not None:
                parts.append(node)
            stray = self._accept(_K.CLOSE)
            if stray:
                self._report("stray-parenthesis", stray)
        if parts:
            return _joined(nodes.And, parts)
        # While nothing is asked yet but a beginning is typed, what is listed stays.
        is_begun = self._is_typed and all(map(self._may_vanish, self.problems))
        return nodes.EVERYTHING if is_begun or not self._lexemes else nodes.NOTHING

    def _may_vanish(self, problem: QueryProblem) -> bool:
        """Whether a problem may be none any more once one has typed on."""
        is_last = problem.end == self._typed_end
        return problem.code in _UNFINISHED or (is_last and problem.code in _HALF_TYPED)

    def _any(self, field: str | None) -> Node | None:
        parts: list[Node] = []
        operator: Lexeme | None = None
        while True:
            node = self._all(field)
            if node is not None:
                parts.append(node)
            elif operator is not None:
                self._report("missing-operand", operator)
            previous, operator = operator, self._accept(_K.OR)
            if operator is None:
                break
            if node is None and previous is None:
                self._report("missing-operand", operator)
        return _joined(nodes.Or, parts) if parts else None

    def _all(self, field: str | None) -> Node | None:
        parts: list[Node] = []
        while True:
            while self._accept(_K.AND):
                pass
            if self._peek() not in _STARTS:
                break
            node = self._negation(field)
            if node is not None:
                parts.append(node)
        return _joined(nodes.And, parts) if parts else None

    def _negation(self, field: str | None) -> Node | None:
        is_negated = False
        while self._accept(_K.NOT):
            is_negated = not is_negated
        typed_end = self._typed_end
        if is_negated:
            # Half a word must not shut out all the words that start with it.
            self._typed_end = -1
        node = self._primary(field)
        self._typed_end = typed_end
        return nodes.Not(node) if is_negated and node is not None else node

    def _primary(self, field: str | None) -> Node | None:
        lexeme = self._take_start()
        if lexeme is None:
            return None
        match lexeme.kind:
            case _K.OPEN:
                return self._group(lexeme, field)
            case _K.FIELD:
                return self._field(lexeme, field)
            case _K.PHRASE:
                if not lexeme.is_closed:
                    self._report("unclosed-quote", lexeme, '"')
                return self._value(lexeme, field)
            case _:
                return self._value(lexeme, field)

    def _group(self, opening: Lexeme, field: str | None) -> Node | None:
        if self._is_too_deep(opening):
            return None
        self._depth += 1
        node = self._any(field)
        self._depth -= 1
        if not self._accept(_K.CLOSE):
            self._report("unclosed-parenthesis", opening, ")")
        return node

    def _field(self, lexeme: Lexeme, outer: str | None) -> Node | None:
        name = self._vocabulary.field_named(lexeme.text)
        following = self._lexemes[self._next] if self._next < len(self._lexemes) else None
        has_value = (
            following is not None
            and following.start == lexeme.end
            and following.kind in {_K.WORD, _K.NUMBER, _K.PHRASE, _K.OPEN, _K.NOT}
        )
        if name is None and not has_value:
            # A colon at the end of a word is punctuation: « Marseille: le retour ».
            return self._value(lexeme, outer)
        if not has_value:
            self._report("missing-value", lexeme, *VALUES.get(name or "", ()))
        if not has_value or self._is_too_deep(lexeme):
            return None
        if name is None:
            names = self._vocabulary.names
            near = get_close_matches(lexeme.text.lower(), names, n=3, cutoff=0.5)
            self._report("unknown-field", lexeme, *(near or names))
        self._depth += 1
        node = self._negation(name or outer)
        self._depth -= 1
        return node

    def _is_too_deep(self, lexeme: Lexeme) -> bool:
        """Whether no more can be nested; what stands in it is then read as if it stood outside."""
        if self._depth < _MAX_DEPTH:
            return False
        self._report("too-deep", lexeme)
        return True

    def _value(self, lexeme: Lexeme, field: str | None) -> Node | None:
        if field is None or field in self._vocabulary.text_fields:
            return self._words(lexeme, field)
        if field == "link":
            return nodes.Word(lexeme.text, field)
        if field in DATE_FIELDS:
            return self._days(lexeme, field)
        if field in NUMBER_FIELDS:
            return self._number(lexeme, field)
        return self._keyword(lexeme, field)

    def _days(self, lexeme: Lexeme, field: str) -> Node | None:
        days = parse_days(lexeme.text, self._today)
        if days is None:
            self._report("bad-date", lexeme, *_DATE_EXAMPLES)
            return None
        return nodes.Days(field, days)

    def _number(self, lexeme: Lexeme, field: str) -> Node | None:
        numbers = parse_numbers(lexeme.text)
        if numbers is None:
            self._report("bad-number", lexeme, *_NUMBER_EXAMPLES)
            return None
        return nodes.Number(field, *numbers)

    def _keyword(self, lexeme: Lexeme, field: str) -> Node | None:
        value = lexeme.text.strip("*")
        if field == "near":
            return nodes.Near(value)
        if field == "id":
            return nodes.Keyword(field, value)
        known = value_named(field, value)
        if known is not None:
            return nodes.Keyword(field, known)
        begun = values_begun(field, value) if lexeme.end == self._typed_end else ()
        if not begun:
            self._report("unknown-value", lexeme, *VALUES.get(field, ("fr", "en")))
            return None
        return _joined(nodes.Or, [nodes.Keyword(field, each) for each in begun])

    def _words(self, lexeme: Lexeme, field: str | None) -> Node | None:
        if lexeme.kind is _K.PHRASE:
            return nodes.Phrase(lexeme.text, field) if _says_something(lexeme.text) else None
        plain, star, _ = lexeme.text.partition("*")
        word, tilde, distance = plain.rpartition("~")
        if tilde and distance in {"", "1", "2"} and len(word) >= _SHORTEST_FUZZY:
            return nodes.Word(word, field, Form.FUZZY, int(distance or 1))
        if not _says_something(plain):
            return None
        if star and len(plain) >= _SHORTEST_PREFIX:
            return nodes.Word(plain, field, Form.PREFIX)
        if star:
            self._report("short-prefix", lexeme)
        is_typed = lexeme.end == self._typed_end and not star
        return nodes.Word(plain, field, Form.TYPED if is_typed else Form.EXACT)

    def _peek(self) -> LexemeKind | None:
        return self._lexemes[self._next].kind if self._next < len(self._lexemes) else None

    def _accept(self, kind: LexemeKind) -> Lexeme | None:
        if self._peek() is not kind:
            return None
        self._next += 1
        return self._lexemes[self._next - 1]

    def _take_start(self) -> Lexeme | None:
        """Take the next lexeme where something can start with it."""
        if self._peek() not in _STARTS:
            return None
        self._next += 1
        return self._lexemes[self._next - 1]

    def _report(self, code: str, lexeme: Lexeme, *expected: str) -> None:
        self.problems.append(QueryProblem(code, lexeme.start, lexeme.end, expected))


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _joined(kind: type[nodes.And | nodes.Or], parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else kind(tuple(parts))
