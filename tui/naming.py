"""Names that an article seems to have and that nobody has confirmed yet. Blocks; called in threads."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from store.models import EntityKind
from store.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from search.language.names import NameGuess
    from store.models import Entity, Span
    from tui.services import Services


_AROUND = ' ,;:.!?…«»“”"()[]\u00a0\u202f–—'
_ELIDED = re.compile(r"^(?:[LlDdNnSsCcJjMmTt]|[Qq]u)[’'](?=\w)")


@dataclass(frozen=True, slots=True)
class NameAdvice:
    """A name that an editor may confirm."""

    guess: NameGuess
    alike: Entity | None
    """What it may be another name of."""
    article_count: int = 1
    """In how many of the articles asked for it stands."""

    @property
    def name(self) -> str:
        """As the article has it."""
        return self.guess.name


def name_suggestions(services: Services, article_id: str) -> Sequence[NameAdvice]:
    """The names that an article seems to have, but for those that are known and those refused."""
    from search.language.names import guess_names  # noqa: PLC0415 - it brings the analyser along

    desk = services.desk
    text = desk.articles.text(article_id)
    known = [span for mention in desk.entities.of(article_id) for span in mention.spans]
    left_out = {
        name_key(name)
        for entity in desk.entities.left_out_of(article_id)
        for name in (entity.name, *entity.aliases)
    }
    unwanted = desk.entities.refused() | left_out
    guesses = [
        guess
        for guess in guess_names(text.text, text.noise)
        if name_key(guess.name) not in unwanted and not _is_known(guess.spans, known)
    ]
    entities = desk.entities.list() if guesses else ()
    return [NameAdvice(guess, _alike(guess, entities)) for guess in guesses]


def common_names(services: Services, ids: Iterable[str]) -> Sequence[NameAdvice]:
    """The names that articles seem to have, those of most articles first; each as it is written first."""
    found: dict[str, NameAdvice] = {}
    for article_id in ids:
        for advice in name_suggestions(services, article_id):
            key = name_key(advice.name)
            known = found.get(key)
            # What one article does not tell of a name another may.
            kind = advice.guess.kind if known is None else known.guess.kind or advice.guess.kind
            first = known or advice
            count = 1 if known is None else known.article_count + 1
            found[key] = replace(first, guess=replace(first.guess, kind=kind), article_count=count)
    return sorted(found.values(), key=lambda each: -each.article_count)


def bare_name(selected: str) -> str:
    """A name as it was selected, on one line, without the marks around it and without an article elided."""
    name = " ".join(selected.split()).strip(_AROUND)
    return _ELIDED.sub("", name) or name


def named_by_kind(entities: Sequence[Entity]) -> Iterator[tuple[EntityKind, Sequence[str]]]:
    """Yield the names of entities, kind by kind."""
    for kind in EntityKind:
        names = [each.name for each in entities if each.kind is kind]
        if names:
            yield kind, names


def kind_of(services: Services, article_id: str, name: str) -> EntityKind | None:
    """What a name of an article seems to name; None where nothing tells."""
    from search.language.names import guess_names  # noqa: PLC0415 - as above

    text = services.desk.articles.text(article_id)
    guesses = {guess.name: guess.kind for guess in guess_names(text.text, text.noise)}
    return guesses.get(name)


def _is_known(spans: Iterable[Span], known: Sequence[Span]) -> bool:
    """Whether a name never stands where no entity's name does."""
    return all(
        any(span.start < each.end and each.start < span.end for each in known) for span in spans
    )


def _alike(guess: NameGuess, entities: Sequence[Entity]) -> Entity | None:
    """The entity whose name it spells otherwise, or whose family name it is."""
    key = name_key(guess.name)
    for entity in entities:
        if guess.kind in {None, entity.kind} and key in map(
            name_key, (entity.name, *entity.aliases)
        ):
            return entity
    people = [entity for entity in entities if entity.kind is EntityKind.PERSON]
    found = [entity for entity in people if _is_family_name(key, entity.name)]
    return found[0] if len(found) == 1 else None


def _is_family_name(key: str, name: str) -> bool:
    _, parted, last = name_key(name).partition(" ")
    return bool(parted) and key == last
