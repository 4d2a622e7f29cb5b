"""Names of people, organisations and places that an article seems to have: suggestions, never more. Pure.

French writes few words with a capital but names. Runs of such words are taken, and the words around and in
them say what they may name: « à Lannion », « Mme Kerjean, présidente », « l’entreprise Morvan Énergies ».
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.language import name_cues as cues
from store.enums import EntityKind
from store.models import Span

_CAPITAL = r"[A-ZÀ-ÖØ-ÞŒŸ][\w&’']*(?:[-‐‑][\w’']+)*\+?"
_SPACE = r"[ \u00a0\u202f]"
_LINK = (
    rf"(?:de la{_SPACE}|de l[’']|d[’']|(?:de|du|des|et|en|sur|lès|von|van|of|and|di|da|&){_SPACE})"
)
# A name of more than a dozen words is none: of a text in capitals, its lines are not to be weighed whole.
_RUN = re.compile(rf"(?<![\w-]){_CAPITAL}(?:{_SPACE}(?:{_LINK}{{1,2}})?{_CAPITAL}){{0,11}}(?!\w)")
_ELIDED = re.compile(r"(?:[LDNSCMTJ]|Qu|Lorsqu|Puisqu)[’'](?=\w)")
_PARTING = re.compile(rf"{_SPACE}(?:et|en|sur|and|&){_SPACE}(?:{_LINK})?")
_NEW_WORD = re.compile(rf"(?<=[\w+.]){_SPACE}(?=({_CAPITAL}))")
_SENTENCE_END = re.compile(r"(?:^|[.!?:…]|[«»“”\"(\n\r•–—]|\n-)[\s«“\"(–—-]*$")
_WORD = re.compile(r"[\w’'-]+")
_BETWEEN = re.compile(rf"\.?{_SPACE}*(?:{_LINK})*")
_HYPHEN = re.compile(r"[-‐‑]")
_ASIDE = re.compile(rf"{_SPACE}(?:NDLR|Ndlr)$")
_ARTICLES = frozenset({"Le", "La", "Les"})
"""Within a sentence they are part of a name: « Le Havre », « Mme Le Goff »."""
_BEFORE, _AFTER = 48, 40
"""Characters around a name that may hold a cue."""


@dataclass(frozen=True, slots=True)
class NameGuess:
    """What seems to be a name."""

    name: str
    """As it is written where it stands first."""
    kind: EntityKind | None
    """What it seems to name; None where nothing tells."""
    spans: tuple[Span, ...]
    """Where it stands in the text."""


@dataclass(frozen=True, slots=True)
class _Run:
    name: str
    span: Span
    begins_sentence: bool
    kind: EntityKind | None
    is_plural: bool
    """Whether it may be a people's: « les Bretons »."""


def guess_names(text: str, hidden: Sequence[Span] = ()) -> list[NameGuess]:
    """Return what seem to be names in a text, in the order in which they first stand there.

    Args:
        text: as it is kept.
        hidden: runs of it in which nothing is looked for.
    """
    runs: defaultdict[str, list[_Run]] = defaultdict(list)
    for run in _runs(text):
        if not any(run.span.start < span.end and span.start < run.span.end for span in hidden):
            runs[run.name].append(run)
    return [_guess(name, found) for name, found in runs.items() if _is_name(name, found)]


def _runs(text: str) -> Iterator[_Run]:
    for match in _RUN.finditer(text):
        whole_start = _after_stop_words(text, *match.span())
        for part_start, part_end in _parts(text, whole_start, match.end()):
            start = _after_stop_words(text, part_start, part_end)
            name = _ASIDE.sub("", text[start:part_end]).rstrip("’'")
            if len(name) > 1 and name[0].isupper():
                yield _run(text, Span(start, start + len(name)))


def _run(text: str, span: Span) -> _Run:
    name = text[span.start : span.end]
    before = text[max(0, span.start - _BEFORE) : span.start]
    return _Run(
        name,
        span,
        begins_sentence=_begins_sentence(text, span.start),
        kind=_kind(name, before, text[span.end : span.end + _AFTER]),
        is_plural=bool(cues.PEOPLE_BEFORE.search(before)) and name[-1] in "sx",
    )


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names of a run: an institution's has what it is for in it, a person's begins with a first name."""
    run = text[start:end]
    first = _words(run)[0]
    cuts = (
        []
        if first in cues.ORGANISATION_STARTS
        else [each.span() for each in _PARTING.finditer(run)]
    )
    for each in _NEW_WORD.finditer(run):
        head = _words(run[: each.start()])
        is_first_name = _HYPHEN.split(each[1].lower())[0] in cues.FIRST_NAMES
        # « Lycée Jean Moulin » is one name, and « Marie Pierre Le Bihan » is another.
        is_named_after = len(head) == 1 and head[0] in cues.ORGANISATION_STARTS | cues.FIRST_NAMES
        if is_first_name and not is_named_after:
            cuts.append(each.span())
    position = 0
    for cut_start, cut_end in sorted(cuts):
        if cut_start > position:
            yield start + position, start + cut_start
        position = max(position, cut_end)
    yield start + position, end


def _after_stop_words(text: str, start: int, end: int) -> int:
    """Where a run begins without words that only begin its sentence, and titles."""
    while start < end:
        elided = _ELIDED.match(text, start, end)
        if elided is not None:
            start = elided.end()
            continue
        word = _WORD.match(text, start, end)
        if word is None:
            return start
        # « L’entreprise Ostréa » begins with a capital that is not its name's.
        is_stop = word[0][0].islower() or word[0].rstrip("’'").lower() in cues.STOP
        if not is_stop:
            return start
        if word[0] in _ARTICLES and not _begins_sentence(text, start):
            return start
        rest = _BETWEEN.match(text, word.end(), end)
        start = rest.end() if rest is not None else word.end()
    return end


def _begins_sentence(text: str, start: int) -> bool:
    return bool(_SENTENCE_END.search(text[max(0, start - _BEFORE) : start]))


def _words(name: str) -> list[str]:
    return [word.lower() for word in re.split(r"[^\w-]+", name) if word] or [""]


def _kind(name: str, before: str, after: str) -> EntityKind | None:
    """What a name names, by the surest of what speaks for one of the kinds."""
    words = _words(name)
    several = len(words) > 1
    first_name = _HYPHEN.split(words[0])[0]
    by_sureness = (
        (EntityKind.ORGANISATION, several and words[0] in cues.ORGANISATION_STARTS),
        (EntityKind.PERSON, cues.PERSON_BEFORE.search(before)),
        (EntityKind.PERSON, several and cues.PERSON_AFTER.match(after)),
        (EntityKind.PERSON, several and first_name in cues.FIRST_NAMES),
        (EntityKind.ORGANISATION, several and words[-1] in cues.ORGANISATION_ENDS),
        (EntityKind.ORGANISATION, cues.ORGANISATION_BEFORE.search(before)),
        (EntityKind.PLACE, cues.PLACE_BEFORE.search(before)),
        (EntityKind.ORGANISATION, _is_acronym(name)),
        (EntityKind.PLACE, cues.PLACE_PERHAPS_BEFORE.search(before)),
    )
    return next((kind for kind, speaks in by_sureness if speaks), None)


def _is_acronym(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    return len(letters) > 1 and " " not in name and all(letter.isupper() for letter in letters)


def _is_name(name: str, found: Sequence[_Run]) -> bool:
    """Whether a run is more than the first word of a sentence, a people's name or an event's."""
    words = _words(name)
    if words[0] in cues.EVENT_STARTS:
        return False
    if all(run.is_plural for run in found) and len(words) == 1:
        return False
    is_alone = len(words) == 1 and not _is_acronym(name)
    return not (is_alone and all(run.begins_sentence for run in found))


def _guess(name: str, found: Sequence[_Run]) -> NameGuess:
    votes = Counter(run.kind for run in found if run.kind is not None)
    kind = votes.most_common(1)[0][0] if votes else None
    return NameGuess(name, kind, tuple(run.span for run in found))
