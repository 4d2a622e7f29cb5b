"""What a query wants, part by part: what an article must fulfil, and what it may lack and be of use.

The words that stand beside each other in a query are all wanted, but an article that has most of them
is better than none; a field, an exclusion or a condition is meant as it is written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from search import nodes
from search.language.questions import answer_kinds, frame_words, is_question
from search.nodes import Form, Phrase, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.language.analysis import Analyzer, Token
    from search.nodes import Node
    from search.query import SearchQuery


SHORTEST_TYPED = 3
"""Letters from which on a word that is being typed is also the start of others."""


@dataclass(frozen=True, slots=True)
class Clue:
    """A word that speaks for the articles that have it."""

    terms: tuple[str, ...]
    """Its terms in the index; any of them will do."""
    rows: tuple[tuple[tuple[str, ...], ...], ...] = ()
    """Words in a row that mean the same, each with its terms."""
    place: int = 0
    """Which word of the query it is, stop words counted."""
    begun: str | None = None
    """What the words that it may be the start of begin with; None where it is whole."""
    tells_kind: bool = False
    """Whether it says only of what kind the answer to a question is."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word, a phrase or a choice that articles are wanted for."""

    node: Node
    written: str
    clues: tuple[Clue, ...] = ()
    """Its words; none where only the index can tell whether an article has it."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a query wants."""

    required: tuple[Node, ...]
    """What every article must fulfil."""
    wanted: tuple[Wanted, ...]
    """What an article may lack some of."""
    is_question: bool = False
    """Whether it asks: an article may have all its words, strewn over it, and answer it less well than
    one that lacks some."""

    @property
    def may_lack(self) -> bool:
        """Whether an article could lack some of it and have some."""
        return len(self.wanted) > 1


def read_wishes(query: SearchQuery, analyzers: Sequence[Analyzer]) -> Wishes:
    """Return what a query wants.

    Args:
        query: what was asked for.
        analyzers: those of the languages that articles are in, the one that queries are read by first.
    """
    is_asking = is_question(query.text)
    return _Reader(analyzers, frame_words(query.text), is_asking=is_asking).read(query.node)


def _flat(node: Node) -> Iterator[Node]:
    """The parts of a conjunction, those of groups within it too."""
    if isinstance(node, nodes.And):
        for part in node.parts:
            yield from _flat(part)
    else:
        yield node


class _Reader:
    """Reads one query; counts its words."""

    def __init__(
        self, analyzers: Sequence[Analyzer], frame: frozenset[str], *, is_asking: bool
    ) -> None:
        self._analyzers = analyzers
        self._frame = frame
        self._is_asking = is_asking
        self._words: list[tuple[str, bool]] = []
        """All that it has come by, folded, each with whether it is a stop word."""

    def read(self, node: Node) -> Wishes:
        required: list[Node] = []
        wanted: list[Wanted] = []
        passed: list[Wanted] = []
        for part in _flat(node):
            if not _is_wish(part):
                required.append(part)
                continue
            wish, is_meant = self._wish(part)
            (wanted if is_meant else passed).append(wish)
        if not wanted and not required:
            wanted = passed
        if self._is_asking:
            wanted = self._by_kind(wanted)
        distinct = tuple(dict.fromkeys(wanted))
        return Wishes(tuple(required), distinct, self._is_asking)

    def _by_kind(self, wanted: Sequence[Wanted]) -> list[Wanted]:
        """The same; marks what says only of what kind the answer is."""
        kinds = answer_kinds(self._words)
        return [
            replace(
                each,
                clues=tuple(replace(clue, tells_kind=clue.place in kinds) for clue in each.clues),
            )
            for each in wanted
        ]

    def _wish(self, part: Node) -> tuple[Wanted, bool]:
        """A part as what is wanted, and whether it is more than stop words."""
        if isinstance(part, nodes.Same):
            return self._wish_of_name(part), True
        if not isinstance(part, Word | Phrase):
            return Wanted(part, " / ".join(_texts(part))), True
        if isinstance(part, Word) and part.form not in {Form.EXACT, Form.TYPED}:
            self._words.append((part.text, False))
            return Wanted(part, part.text), True
        clues = tuple(self._clues(part))
        meant = tuple(clue for clue, says in clues if says)
        return Wanted(part, part.text, meant or tuple(clue for clue, _ in clues)), bool(meant)

    def _wish_of_name(self, name: nodes.Same) -> Wanted:
        """A name with its other names, as one word of the query."""
        clue = Clue((), (), len(self._words))
        for each in (name.written, *name.others):
            words = [token for text in _texts(each) for token in self._analyzers[0].tokens(text)]
            single = _single(words)
            if len(single) == 1:
                clue = replace(clue, terms=(*clue.terms, *single[0].terms))
            else:
                clue = replace(clue, rows=(*clue.rows, tuple(token.terms for token in single)))
            if isinstance(each, Word) and each.form is Form.TYPED:
                clue = replace(clue, begun=_begun(each, single[-1]))
        self._words += [(text, False) for text in _texts(name.written)]
        return Wanted(name, " ".join(_texts(name.written)), (clue,))

    def _clues(self, part: Word | Phrase) -> Iterator[tuple[Clue, bool]]:
        """The words of a part, each with whether it says anything."""
        first, *others = [list(analyzer.tokens(part.text)) for analyzer in self._analyzers]
        joined = [token for token in first if token.is_joined]
        own = _single(first)
        alike = [single for each in others if len(single := _single(each)) == len(own)]
        for number, token in enumerate(own):
            terms = dict.fromkeys(token.terms)
            for tokens in ([each[number] for each in alike], joined):
                terms.update(dict.fromkeys(term for other in tokens for term in other.terms))
            begun = _begun(part, token) if number == len(own) - 1 else None
            clue = Clue(tuple(terms), (), len(self._words), begun)
            self._words.append((token.surface, token.is_stop))
            yield clue, not token.is_stop and token.surface not in self._frame


def _begun(part: Word | Phrase, last: Token) -> str | None:
    """What begins as the last word of a part does, where it is still being typed."""
    is_typed = isinstance(part, Word) and part.form is Form.TYPED
    return last.surface if is_typed and len(last.surface) >= SHORTEST_TYPED else None


def _single(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if not token.is_joined]


def _is_wish(part: Node) -> bool:
    """Whether an article may lack a part: words without a field, and choices of nothing else."""
    match part:
        case nodes.Word() | nodes.Phrase():
            return part.field is None
        case nodes.Same(written):
            return _is_wish(written)
        case nodes.Or(parts):
            return all(_is_wish(each) for each in parts)
        case nodes.And(parts):
            return all(_is_wish(each) for each in parts)
        case _:
            return False


def _texts(node: Node) -> Iterator[str]:
    for word in nodes.wanted_words(node):
        yield word.text
