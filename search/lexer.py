"""Takes a query apart into lexemes. Pure; any text has lexemes, and every lexeme its place in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto


class LexemeKind(Enum):
    """What a lexeme is to the grammar."""

    WORD = auto()
    NUMBER = auto()
    """Digits in groups of three: one number, or several."""
    PHRASE = auto()
    FIELD = auto()
    OPEN = auto()
    CLOSE = auto()
    NOT = auto()
    AND = auto()
    OR = auto()


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of a query."""

    kind: LexemeKind
    text: str
    """Without quotation marks, and without a field's colon."""
    start: int
    end: int
    is_closed: bool = True
    """False for a phrase whose closing mark is missing."""


_END = r"(?=[\s()]|$)"
_LEXEME = re.compile(
    rf"""
    (?P<OPEN>\() | (?P<CLOSE>\))
    | "(?P<straight>[^"]*)(?P<straight_end>"?)
    | «\s*(?P<french>[^»]*?)\s*(?P<french_end>»|$)
    | “(?P<curly>[^”]*)(?P<curly_end>”?)
    | (?P<OR>(?:OR|OU|\|\|?){_END}) | (?P<AND>(?:AND|ET|&&){_END})
    | (?P<NOT>(?:NOT|SAUF){_END} | -(?=[^\s)-]))
    | (?P<NUMBER>\d{{1,3}}(?:[ \u00a0\u202f\u2009]\d{{3}})+{_END})
    | (?P<FIELD>[^\W\d_][\w-]*:(?!//))
    | (?P<WORD>[^\s()"«“]+)
    """,
    re.VERBOSE,
)
_QUOTED = ("straight", "french", "curly")


def read_lexemes(text: str) -> list[Lexeme]:
    """Return the lexemes of a query in order; white space parts them and is none."""
    return [_lexeme(match) for match in _LEXEME.finditer(text)]


def _lexeme(match: re.Match[str]) -> Lexeme:
    for name in _QUOTED:
        if match[name] is not None:
            is_closed = bool(match[f"{name}_end"])
            return Lexeme(LexemeKind.PHRASE, match[name], *match.span(), is_closed=is_closed)
    kind = LexemeKind[match.lastgroup or "WORD"]
    text = match[0].removesuffix(":") if kind is LexemeKind.FIELD else match[0]
    return Lexeme(kind, text, *match.span())
