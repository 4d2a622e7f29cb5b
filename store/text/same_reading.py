"""Whether two versions of a text say the same to who reads them. Pure.

Sites set a text anew without touching a word: their software exchanges spaces, apostrophes and dashes, puts
accents on capitals, writes beside the text when it was last touched and how often it was seen, and names other
articles below it. That is a new version, but nobody who read the former one has anything to read again. Stamps
and counters are known by their words and by standing alone: on a line, between brackets, or parted from the
text by a stop, a dash or a bar. A date or a figure of the text itself is never left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.text.noise_cues import Cue, cue_of, fold, is_bullet
from store.text.typography import fold_typography

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 120
"""Characters that a stamp or a counter has at most."""

_MONTH = (
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|"
    r"(?:janv|fevr|avr|juil|sept|oct|nov|dec)\.?)"
)
_WEEKDAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_DATE = (
    rf"(?:\d{{1,2}}(?:er)? {_MONTH}(?: \d{{4}})?|\d{{1,2}}[/.]\d{{1,2}}(?:[/.]\d{{2,4}})?|"
    r"\d{4}-\d{2}-\d{2})"
)
_HOUR = r"\d{1,2} ?(?:h|:) ?(?:\d{2}(?::\d{2})?)?(?: ?min)?"
_MOMENT = (
    rf"[,:t-]? ?(?:(?:le|ce|a|vers) )?"
    rf"(?:{_WEEKDAY}(?: {_DATE})?|{_DATE}|{_HOUR}|aujourd'hui|hier|matin|soir)"
)
_TOUCHED = (
    r"(?:(?:cet |l')?article )?(?:mise? a jour|mise? en ligne|maj|modifiee?|actualisee?|publiee?|"
    r"derniere (?:mise a jour|modification|actualisation))"
)
_AGO = r"il y a (?:environ )?(?:\d+|une?) ?(?:s|secondes?|min|mn|minutes?|h|heures?|j|jours?)"
_STAMP = re.compile(rf"(?:{_TOUCHED}(?: ?{_MOMENT}){{1,4}}|(?:{_TOUCHED} ?:? )?{_AGO})")

_COUNTED = r"(?:vues?|lectures?|commentaires?|reactions?|partages?|comments?|views?|shares?)"
_NUMBER = r"\d{1,3}(?:[ .]?\d{3}){0,3}"
_COUNTER = re.compile(
    rf"{_NUMBER} {_COUNTED}|#? ?{_COUNTED} ?:? ?{_NUMBER}|"
    rf"(?:article )?(?:vu|lu|consulte|partage) {_NUMBER} fois"
)
_BREAK = re.compile(r"\.\s+|(?<=[\dh])\s?:\s+|\s[-–—|•·]\s|[|()\[\]]")
"""What parts a stamp or a counter from what stands beside it."""

_MARKS = " .,;:-–—|•·"


def reads_the_same(old: str, new: str) -> bool:
    """Tell whether who read a text has nothing to read again in another version of it.

    Args:
        old: the text that was read, with its title and without noise.
        new: the other version.
    """
    if old == new or fold_typography(old) == fold_typography(new):
        return True
    return _as_read(old) == _as_read(new)


def _as_read(text: str) -> str:
    return "".join(map(_line_as_read, _without_boxes(text)))


def _without_boxes(text: str) -> Iterator[str]:
    """Yield the lines of a text, but for lists of other articles and what they are called."""
    is_in_box = False
    for line in filter(str.strip, text.splitlines()):
        is_in_box = cue_of(line) is Cue.BOX or (is_in_box and is_bullet(line))
        if not is_in_box:
            yield line


def _line_as_read(line: str) -> str:
    """A line without its stamps and its typography; nothing of one that is but counters and stamps."""
    if not any(map(str.isdigit, line)):
        return fold_typography(line)
    parts = [part for part in _BREAK.split(line) if part.strip(_MARKS)]
    kept = [part for part in parts if not _is(_STAMP, part)]
    if all(_is(_COUNTER, part) for part in kept):
        return ""
    # Where nothing is left out, the marks between the parts stay.
    return fold_typography("".join(kept) if len(kept) < len(parts) else line)


def _is(form: re.Pattern[str], part: str) -> bool:
    return len(part) <= _LONGEST and form.fullmatch(fold(part).strip(_MARKS)) is not None
