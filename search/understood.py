"""A query as it was understood, for showing back: plain data, to be put into words by others. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from search import nodes
from search.clues import SHORTEST_TYPED
from search.language import DEFAULT_LANGUAGE, analyzer_for
from search.language.questions import frame_words
from search.nodes import Form

if TYPE_CHECKING:
    from search.language.dates import DayRange
    from search.nodes import Node
    from search.query import SearchQuery

_KINDS = {
    Form.EXACT: "word",
    Form.TYPED: "begun",
    Form.PREFIX: "start",
    Form.FUZZY: "like",
}


@dataclass(frozen=True, slots=True)
class Understood:
    """What a part of a query was taken for."""

    kind: str
    """``everything``, ``nothing``; ``all``, ``any``, ``not``, ``same`` with parts; ``word``, ``begun`` (a
    word, whole or half), ``start``, ``like``, ``phrase``, ``unmeant`` (says nothing among other words)
    with a text; ``value`` with a field and its canonical value; ``days`` with a field and days; ``number``
    with a field and numbers as the query language takes them; ``near`` with an article's id."""
    text: str = ""
    field: str | None = None
    """The canonical name of the field that it is of; None for those that are searched unasked."""
    parts: tuple[Understood, ...] = ()
    days: DayRange | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it is but words that were typed, so that showing it back tells nothing."""
        if self.kind == "all":
            return all(part.is_plain for part in self.parts)
        return self.kind in {"word", "begun", "everything", "nothing"} and self.field is None


def understood(query: SearchQuery) -> Understood:
    """Return what a query was taken for. What is wrong with it is in its ``problems``."""
    return _Reader(frame_words(query.text)).read(query.node)


class _Reader:
    def __init__(self, frame: frozenset[str]) -> None:
        self._frame = frame
        self._analyzer = analyzer_for(DEFAULT_LANGUAGE)

    def read(self, node: Node) -> Understood:
        match node:
            case nodes.And(parts):
                return self._all(tuple(_flat(parts)))
            case nodes.Or(parts):
                return Understood("any", parts=tuple(self.read(part) for part in parts))
            case nodes.Same(written, others):
                return Understood(
                    "same", parts=tuple(self.read(part) for part in (written, *others))
                )
            case nodes.Not(part):
                return Understood("not", parts=(self.read(part),))
            case nodes.Number(field, least, most):
                return Understood("number", _number(least, most), field)
            case _:
                return self._leaf(node)

    def _all(self, parts: tuple[Node, ...]) -> Understood:
        meant = [not self._says_nothing(part) for part in parts]
        read = [self.read(part) for part in parts]
        if any(meant):
            read = [
                part if is_meant else Understood("unmeant", part.text)
                for part, is_meant in zip(read, meant, strict=True)
            ]
        return Understood("all", parts=tuple(read))

    def _leaf(self, node: Node) -> Understood:
        match node:
            case nodes.Word(text, field, form):
                if form is Form.TYPED and len(text) < SHORTEST_TYPED:
                    form = Form.EXACT
                return Understood(_KINDS[form], text, field)
            case nodes.Phrase(text, field):
                return Understood("phrase", text, field)
            case nodes.Keyword(field, value):
                return Understood("value", value, field)
            case nodes.Days(field, days):
                return Understood("days", field=field, days=days)
            case nodes.Near(article_id):
                return Understood("near", article_id)
            case _:
                return Understood("nothing" if isinstance(node, nodes.Nothing) else "everything")

    def _says_nothing(self, node: Node) -> bool:
        if not isinstance(node, nodes.Word) or node.form not in {Form.EXACT, Form.TYPED}:
            return False
        tokens = list(self._analyzer.tokens(node.text))
        return bool(tokens) and all(
            token.is_stop or token.surface in self._frame for token in tokens
        )


def _number(least: int, most: int | None) -> str:
    if least == most:
        return f"{least}"
    if least <= 1 and most is not None:
        return f"≤{most}"
    return f"≥{least}" if most is None else f"{least}..{most}"


def _flat(parts: tuple[Node, ...]) -> list[Node]:
    found: list[Node] = []
    for part in parts:
        found += _flat(part.parts) if isinstance(part, nodes.And) else [part]
    return found
