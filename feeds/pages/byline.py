"""Lines above an article that say who wrote it and when: the desk has that beside the text. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from feeds.pages.moments import day_in
from feeds.reading.french_dates import MONTH, folded

_MOST = 6
"""Lines at the beginning that are looked at."""
_LONGEST = 200
_VERB = (
    "(?:publiee?|postee?|mise? (?:en ligne|a jour)|modifiee?|actualisee?|creee?|maj|published|updated"
    "|posted)"
)
_WHEN = re.compile(
    rf"\d{{4}}-\d\d-\d\d(?:t[\d:.+z-]+)?|\d{{1,2}}[/.]\d{{1,2}}(?:[/.]\d{{2,4}})?"
    rf"|\d{{1,2}}(?:er)?[ ](?:{MONTH})\b\.?(?:[ ]\d{{4}})?|\b(?:{MONTH})[ ]\d{{1,2}},?[ ]\d{{4}}"
    r"|\d{1,2} ?(?:h|:) ?(?:\d{2})?(?::\d{2})?(?: ?[ap]m)?\b"
)
_READING = re.compile(
    r"(?:temps de )?lecture ?:? ?(?:environ )?\d+ ?(?:min|mn|minutes?)\b"
    r"|\d+ ?(?:min|mn|minutes?) (?:de lecture|read)\b"
)
_WORDS = """
par by avec with et and le la les l a au de du des d' on at the en dans sur il y est ete was
lundi mardi mercredi jeudi vendredi samedi dimanche
monday tuesday wednesday thursday friday saturday sunday
derniere dernier modification mise jour heure redaction afp reuters
"""
_FILLING = frozenset(_WORDS.split())
_WORD = re.compile(r"[^\W_]+(?:'(?=\W|\Z))?")
_NAME = (
    r"(?:[A-ZÀ-Þ][\w’'.-]*|de|du|des|la|le|les|d[’'][A-ZÀ-Þ][\w’'.-]*|l[’'][A-ZÀ-Þ]\w*|rédaction)"
)
_SIGNED = re.compile(
    rf"(?:Par|By|PAR)\s+(?P<who>{_NAME}(?:(?:,| et| and| avec|)\s+{_NAME}){{0,9}})"
    r"(?:\s*\([^()]{1,40}\))?\s*[,|•·–—-]?\s*"
)
_SAID = re.compile(
    r"(?!(?i:publi|post|mis|modif|actualis|le \d))(?P<who>[A-ZÀ-Þ0-9][^.!?|•·]{1,80}?)\s*[,|•·–—-]\s*"
    r"(?i:publi|post[ée]|mise? (?:en ligne|à jour)|modifi|actualis)"
)


def split_byline(body: str, author: str | None, published: date | None) -> tuple[str, str | None]:
    """The text without the lines above it that say who wrote it and when, and who that was.

    Args:
        body: paragraphs parted by empty lines.
        author: who wrote it, where the page says so elsewhere, too.
        published: when it was published, likewise.
    """
    lines, count = body.split("\n"), 0
    while count < min(_MOST, len(lines)) and (
        not lines[count] or _is_byline(lines[count], author, published)
    ):
        count += 1
    rest = "\n".join(lines[count:]).strip()
    if not rest:
        return body, author
    return rest, author or _who(lines[:count])


def _is_byline(line: str, author: str | None, published: date | None) -> bool:
    if len(line) > _LONGEST:
        return False
    signed = _SIGNED.match(line)
    if signed and signed.end() == len(line):
        return True
    said = _SAID.match(line)
    start = signed.end() if signed else said.end("who") if said else 0
    text = folded(line[start:])
    for name in re.split(r"[,;]", folded(author or "")):
        text = text.replace(name.strip(), " \x00 ") if len(name.strip()) > 1 else text
    timed = _READING.sub(" \x00 ", text)
    bare, dates = _WHEN.subn(" ", timed)
    unspoken, verbs = re.subn(rf"\b{_VERB}\b", " ", bare)
    if any(word not in _FILLING for word in _WORD.findall(unspoken)):
        return False
    is_day = bool(dates) and published is not None and day_in(line) == published
    return "\x00" in timed or bool(verbs and dates) or bool(signed and dates) or is_day


def _who(lines: Sequence[str]) -> str | None:
    """Who wrote it, by the first line that names somebody."""
    for line in lines:
        match = _SIGNED.match(line) or _SAID.match(line)
        if match:
            return match["who"]
    return None
