"""From a text to the terms it is found by, with the place of each in the text.

Every word gets two terms at one position where they differ: ``fold(stem(word))``, which joins the
forms of a word best, and ``stem(fold(word))``, which is what a reader who types no accents arrives
at. So ``créées`` is found by ``creees`` and by ``créer``. A plural that the stemmer leaves alone
(``emplois``) has the terms of its singular too. Stop words are terms too, so that phrases
may hold them; what reads the tokens decides whether they count.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import Stemmer

from search.language.folding import IGNORABLE, fold, fold_lowered, lower

if TYPE_CHECKING:
    from collections.abc import Iterator

_CACHED_WORDS = 40_000
"""How many distinct words an analyzer remembers; some 25 MB when full."""

_APOSTROPHES = "'’ʼ‘＇′"
_HYPHENS = "-‐‑"
_SPACES = " \u00a0\u202f\u2009"
_REST = rf"[\w\u0300-\u036f{IGNORABLE}]*"
_LETTER = r"[^\W\d]"
_PLAIN_MARKS = str.maketrans(dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_HYPHENS, "-"))
_PART = re.compile(r"[^'&-]+")


@dataclass(frozen=True, slots=True)
class LanguageProfile:
    """What analysis must know of a language."""

    code: str
    """ISO 639-1."""
    stemmer: str
    """The name of its Snowball algorithm."""
    stop_words: frozenset[str] = frozenset()
    elisions: frozenset[str] = frozenset()
    """What stands before an apostrophe without being a word of the text: ``l``, ``qu``."""
    whole_words: frozenset[str] = frozenset()
    """Words whose apostrophe is theirs, folded: ``aujourd'hui``."""
    possessives: frozenset[str] = frozenset()
    """What may follow an apostrophe without being a word of the text: ``s``."""
    plurals: re.Pattern[str] | None = None
    """Plurals that the algorithm leaves as they are, folded; without their last letter they are singulars."""
    invariables: frozenset[str] = frozenset()
    """Words, folded, that only look like such plurals."""
    thousands: str = "."
    """The mark, beside spaces, that groups thousands; the other of ``.`` and ``,`` is decimal."""


class Piece(NamedTuple):
    """A part of a written word, with its place in it."""

    terms: tuple[str, ...]
    """Best first."""
    surface: str
    """The part as written, folded."""
    start: int
    end: int
    is_stop: bool
    is_joined: bool
    """Whether it is a compound as one word, at the position of its first part."""


class Token(NamedTuple):
    """A term's occurrence in a text."""

    terms: tuple[str, ...]
    surface: str
    start: int
    end: int
    is_stop: bool
    is_joined: bool
    position: int


@dataclass(frozen=True, slots=True)
class TextTerms:
    """What the index keeps of a text."""

    positions: dict[str, list[int]] = field(default_factory=dict)
    """Each term with its positions, ascending."""
    words: set[str] = field(default_factory=set)
    """The words as written, folded, without stop words."""


class Analyzer:
    """Takes texts of one language apart. Use ``search.language.analyzer_for`` to get one."""

    def __init__(self, profile: LanguageProfile) -> None:
        self.profile = profile
        # Without the stemmer's own cache: pieces are cached here, and it must be usable by threads.
        self._stem = Stemmer.Stemmer(profile.stemmer, 0).stemWord
        self._pattern = _token_pattern(profile.thousands)
        # Without named groups, so that finding all gives the words themselves.
        self._plain_pattern = re.compile(re.sub(r"\?P<\w+>", "?:", self._pattern.pattern))
        self._pieces: dict[str, tuple[Piece, ...]] = {}

    def tokens(self, text: str) -> Iterator[Token]:
        """Yield the text's tokens in order; offsets count in ``text`` as it is given."""
        position = 0
        for match in self.written(text):
            offset = match.start()
            for piece in self.pieces(match[0]):
                terms, surface, start, end, is_stop, is_joined = piece
                place = position - 1 if is_joined else position
                yield Token(terms, surface, offset + start, offset + end, is_stop, is_joined, place)
                position += not is_joined

    def text_terms(self, text: str) -> TextTerms:
        """Return the terms of a text with their positions, and its words."""
        positions: dict[str, list[int]] = defaultdict(list)
        words: set[str] = set()
        position = 0
        for written in self.words(text):
            for terms, surface, _, _, is_stop, is_joined in self.pieces(written):
                place = position - 1 if is_joined else position
                for term in terms:
                    places = positions[term]
                    if not is_joined or place not in places[-1:]:
                        places.append(place)
                if not is_stop:
                    words.add(surface)
                position += not is_joined
        return TextTerms(positions, words)

    def words(self, text: str) -> list[str]:
        """Return the text's written words in order: what ``pieces`` takes apart."""
        return self._plain_pattern.findall(text.replace("_", " "))

    def pieces(self, written: str) -> tuple[Piece, ...]:
        """Return the parts of a written word, wherever it stands."""
        pieces = self._pieces.get(written)
        if pieces is None:
            if len(self._pieces) >= _CACHED_WORDS:
                self._pieces.clear()
            pieces = self._pieces[written] = self._taken_apart(written)
        return pieces

    def _taken_apart(self, written: str) -> tuple[Piece, ...]:
        if written.isalpha():
            # As most are: nothing to part it at.
            return (self._piece(written, 0, len(written)),)
        match = self._pattern.match(written)
        kind = match.lastgroup if match and match[0] == written else None
        return tuple(self._take_apart(written, kind))

    def written(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the text's written words with their places in it."""
        return self._pattern.finditer(text.replace("_", " "))

    def _take_apart(self, written: str, kind: str | None) -> Iterator[Piece]:
        if kind == "number":
            number = self._plain_number(written)
            yield Piece((number,), number, 0, len(written), is_stop=False, is_joined=False)
            return
        parts = self._parts(written)
        if kind == "acronym":
            start, end = parts[0][0], len(written)
            letters = "".join(written[first:last] for first, last in parts).replace(".", "")
            yield self._piece(letters, start, end)
        elif kind == "ampersand" and all(end - start < 3 for start, end in parts):
            name = "".join(fold(written).split())
            yield Piece((name,), name, 0, len(written), is_stop=False, is_joined=False)
        elif fold(written.translate(_PLAIN_MARKS)) in self.profile.whole_words:
            word = written.translate(_PLAIN_MARKS).replace("'", "")
            yield self._piece(word, 0, len(written))
        else:
            yield from self._compound(written, parts)

    def _compound(self, written: str, parts: list[tuple[int, int]]) -> Iterator[Piece]:
        """Yield a word's parts; after the first of two that a hyphen joins, both as one word."""
        pieces = [self._piece(written[start:end], start, end) for start, end in parts]
        yield from pieces[:1]
        if len(pieces) == 2 and not any(piece.is_stop for piece in pieces):
            joined = "".join(written[start:end] for start, end in parts)
            if not lower(joined).isdigit():
                start, end = parts[0][0], parts[1][1]
                yield self._piece(joined, start, end)._replace(is_joined=True)
        yield from pieces[1:]

    def _piece(self, word: str, start: int, end: int) -> Piece:
        plain = lower(word)
        surface = fold_lowered(plain)
        return Piece(
            self._terms(plain, surface),
            surface,
            start,
            end,
            is_stop=plain in self.profile.stop_words,
            is_joined=False,
        )

    def _terms(self, word: str, folded: str) -> tuple[str, ...]:
        terms = self._stems(word, folded)
        if self._is_bare_plural(folded):
            terms += self._stems(word[:-1], folded[:-1])
        return tuple(dict.fromkeys(terms)) if len(terms) > 1 else tuple(terms)

    def _stems(self, word: str, folded: str) -> list[str]:
        stem = self._stem(folded)
        return [stem] if word == folded else [fold_lowered(self._stem(word)), stem]

    def _is_bare_plural(self, folded: str) -> bool:
        plurals = self.profile.plurals
        if plurals is None or folded in self.profile.invariables:
            return False
        return plurals.fullmatch(folded) is not None

    def _parts(self, written: str) -> list[tuple[int, int]]:
        """Where the words of a written word stand, elisions and possessives left out."""
        plain = written.translate(_PLAIN_MARKS)
        parts = []
        for match in _PART.finditer(plain):
            part = lower(match[0]).strip()
            before = plain[match.start() - 1 : match.start()]
            after = plain[match.end() : match.end() + 1]
            is_elided = after == "'" and part in self.profile.elisions
            is_possessive = before == "'" and part in self.profile.possessives
            if part and not is_elided and not is_possessive:
                parts.append(match.span())
        return parts

    def _plain_number(self, written: str) -> str:
        digits = "".join(lower(written).split())
        thousands = self.profile.thousands
        if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+", digits):
            return digits.replace(thousands, "")
        return digits.replace(".", ",")


def _token_pattern(thousands: str) -> re.Pattern[str]:
    """The pattern of a written word: a number, an acronym, a name with ``&``, or a word."""
    mark, decimal = re.escape(thousands), "," if thousands == "." else r"\."
    fraction = rf"(?:{decimal}\d{{1,3}}(?!\d))?"
    grouped = rf"\d{{1,3}}(?:(?:[{_SPACES}]\d{{3}})+|(?:{mark}\d{{3}})+)(?!\d){fraction}"
    decimals = r"\d+[.,]\d{1,3}(?![.,]?\d)"
    elided = rf"(?:{_LETTER}{{1,2}}[{_APOSTROPHES}])?"
    acronym = rf"{elided}(?:{_LETTER}\.){{2,}}(?:{_LETTER}(?!\w))?"
    ampersand = r"[A-Z]\s?&\s?[A-Z](?!\w)|\w{1,4}&\w{1,4}(?!\w)"
    word = rf"\w{_REST}(?:[{_APOSTROPHES}\{_HYPHENS}]\w{_REST})*"
    return re.compile(
        rf"(?P<number>{grouped}|{decimals})|(?P<acronym>{acronym})|(?P<ampersand>{ampersand})|{word}"
    )
