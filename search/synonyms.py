"""Names that mean the same, as editors write them: ``synonyms.txt`` in the desk's folder.

::

    # Who searches for one of these finds the others too.
    OM = Olympique de Marseille
    PACA = Provence-Alpes-Côte d'Azur = Région Sud

They are looked for as they are read in a query: a word or words in a row, without case, accents and
endings. A line that cannot be understood is left out and named among the faults.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self

from search import nodes
from search.language import DEFAULT_LANGUAGE, analyzer_for
from search.nodes import Form, Phrase, Same, Word

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from search.nodes import Node

FILE_NAME = "synonyms.txt"

_MAX_BYTES = 1 << 20
_FIELDS = frozenset({None, "title", "text", "note", "quote", "category"})

Key = tuple[str, ...]
"""A name as its words are compared."""


@dataclass(frozen=True, slots=True)
class SynonymFault:
    """A line that says nothing, or a file that cannot be read."""

    line: int
    """From 1; 0 for the file as a whole."""
    code: str
    """``no-equals``, ``no-name``, ``repeated``, ``too-large``, ``unreadable``."""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Groups of names that mean the same."""

    by_name: dict[Key, tuple[str, ...]] = field(default_factory=dict)
    """The names of each group, by each of them."""
    faults: tuple[SynonymFault, ...] = ()

    def __hash__(self) -> int:
        """Of what is understood by them, so that what was read with them can be remembered."""
        return hash(tuple(self.by_name.items()))

    @classmethod
    def read(cls, text: str) -> Self:
        """Return what a text says; its lines that say nothing are among the faults."""
        by_name: dict[Key, tuple[str, ...]] = {}
        faults = []
        for number, line in enumerate(text.split("\n"), start=1):
            said = line.partition("#")[0].strip().removeprefix("\ufeff")
            if not said:
                continue
            names = tuple(name.strip() for name in said.split("="))
            keys = [_key(name) for name in names]
            code, detail = _fault(names, keys, by_name)
            if code:
                faults.append(SynonymFault(number, code, detail))
            else:
                by_name.update(dict.fromkeys(keys, names))
        return cls(by_name, tuple(faults))

    def applied(self, node: Node) -> Node:
        """Return what a query means where its names may go by their other names."""
        match node:
            case _ if not self.by_name:
                return node
            case nodes.And(parts):
                return _joined(list(self._named(parts)))
            case nodes.Or(parts):
                return nodes.Or(tuple(self.applied(part) for part in parts))
            case nodes.Not(part):
                return nodes.Not(self.applied(part))
            case Word() | Phrase():
                return next(self._named((node,)))
            case _:
                return node

    def _named(self, parts: Sequence[Node]) -> Iterator[Node]:
        """The parts, with names that have others, the longest from each place on, in one."""
        place = 0
        while place < len(parts):
            count, names = self._longest(parts[place:])
            if count:
                yield _same(parts[place : place + count], names)
            else:
                yield self.applied_within(parts[place])
            place += count or 1

    def applied_within(self, node: Node) -> Node:
        """The same for a part that is no name as a whole."""
        return node if isinstance(node, Word | Phrase) else self.applied(node)

    def _longest(self, parts: Sequence[Node]) -> tuple[int, tuple[str, ...]]:
        """How many of the first parts are a name with others, and the names of its group."""
        key: Key = ()
        found: tuple[int, tuple[str, ...]] = (0, ())
        for count, part in enumerate(parts, start=1):
            if not _may_name(part, parts[0], count):
                break
            key += _key(part.text)  # type: ignore[union-attr]  # a word or a phrase, as was asked
            if key in self.by_name:
                found = (count, self.by_name[key])
            if isinstance(part, Phrase) or len(key) > _MOST_WORDS:
                break
        return found


_MOST_WORDS = 12


class SynonymFile:
    """The synonyms of a desk, read again when their file changes.

    Args:
        folder: the desk's folder.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._stamp: tuple[int, int, int] | None = None
        self._known = Synonyms()

    def current(self) -> Synonyms:
        """Return what the file says now; nothing where there is none."""
        try:
            status = self._path.stat()
        except OSError:
            self._stamp, self._known = None, Synonyms()
            return self._known
        stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
        if stamp != self._stamp:
            self._stamp, self._known = stamp, self._read(status.st_size)
        return self._known

    def is_newer_than(self, moment: datetime) -> bool:
        """Whether the file was written since; False where there is none."""
        try:
            return self._path.stat().st_mtime > moment.timestamp()
        except OSError:
            return False

    def _read(self, size: int) -> Synonyms:
        if size > _MAX_BYTES:
            return Synonyms(faults=(SynonymFault(0, "too-large"),))
        try:
            return Synonyms.read(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            return Synonyms(faults=(SynonymFault(0, "unreadable", str(error)),))


def _key(name: str) -> Key:
    tokens = analyzer_for(DEFAULT_LANGUAGE).tokens(name)
    return tuple(token.terms[-1] for token in tokens if not token.is_joined)


def _fault(
    names: Sequence[str], keys: Sequence[Key], known: dict[Key, tuple[str, ...]]
) -> tuple[str, str]:
    """What is wrong with a line, and where; empty where nothing is."""
    if len(names) < 2:
        return "no-equals", names[0]
    for name, key in zip(names, keys, strict=True):
        if not key:
            return "no-name", name
        if key in known or keys.count(key) > 1:
            return "repeated", name
    return "", ""


def _may_name(part: Node, first: Node, count: int) -> bool:
    """Whether a part may be a word of a name that begins with ``first``."""
    if isinstance(part, Phrase):
        return count == 1 and part.field in _FIELDS
    if not isinstance(part, Word) or part.form not in {Form.EXACT, Form.TYPED}:
        return False
    return part.field in _FIELDS and part.field == getattr(first, "field", None)


def _same(parts: Sequence[Node], names: Sequence[str]) -> Same:
    written = _joined(list(parts))
    own = tuple(term for part in parts for term in _key(part.text))  # type: ignore[union-attr]  # as above
    within: str | None = parts[0].field  # type: ignore[union-attr]  # as above
    others = (name for name in names if _key(name) != own)
    return Same(written, tuple(_meant(name, within) for name in others))


def _meant(name: str, within: str | None) -> Word | Phrase:
    if len(_key(name)) == 1:
        return Word(name, within)
    return replace(Phrase(name), field=within)


def _joined(parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else nodes.And(tuple(parts))
