"""More than words: the articles like one, and the tags and missions that would suit it.

The index knows what is like an article, the store what editors made of that and what they refused;
``search.suggest`` weighs it. The functions here block and are called in threads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import search
from search.errors import IndexDamagedError
from store.models import ArticleKind, Role
from store.suggestions import Refused
from store.tagtree import lineage
from store.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import TypeVar

    from search.similar import SimilarArticle
    from search.suggest import Candidate, Precedent, Suggestion, Target
    from store.desk import Desk
    from store.models import Article, JournalEntry, Mission
    from tui.services import Services

    Answer = TypeVar("Answer")

_COPIES = 2
"""How many times more articles are asked for than wanted, since copies share one place."""


@dataclass(frozen=True, slots=True)
class Advice:
    """A tag or a mission that would suit an article, with what there is to say for it."""

    suggestion: Suggestion
    title: str
    """A tag's full name, a mission's title."""
    articles: tuple[Article, ...]
    """Those that speak for it, the most alike first."""

    @property
    def is_tag(self) -> bool:
        """Whether it is a tag; else it is a mission."""
        return self.suggestion.target.kind == "tag"

    @property
    def name(self) -> str:
        """A tag's full name, a mission's slug."""
        return self.suggestion.target.name


def similar(services: Services, article_id: str, limit: int = 20) -> Sequence[SimilarArticle]:
    """The articles most like one; of those with one text the most alike, and no copy of the article."""
    found = _ask_index(services, lambda index: index.similar(article_id, limit * _COPIES))
    return _without_copies(services.desk, found, {article_id})[:limit]


def suggestions(services: Services, article_id: str) -> Sequence[Advice]:
    """The tags and missions that would suit an article, the surest first.

    Raises:
        UnknownError: It is not on the desk.
    """
    from search.suggest import suggest  # noqa: PLC0415 - few commands suggest

    desk = services.desk
    article = desk.articles.get(article_id)
    refused = desk.suggestions.refused()
    candidates = [
        *_tag_candidates(article, desk.tags.names(), refused.get(article_id, Refused())),
        *_mission_candidates(article, desk.missions.list(), refused.get(article_id, Refused())),
    ]
    if not candidates:
        return ()
    words = [word for each in candidates for word in (*each.names, *each.cues)]
    mentions = _ask_index(services, lambda index: index.mentions(article_id, words))
    precedents = _precedents(services, article_id, refused)
    return _advice(desk, suggest(candidates, precedents, mentions))


def take(
    desk: Desk, article_id: str, tags: Sequence[str] = (), missions: Sequence[str] = ()
) -> list[JournalEntry]:
    """Give an article what was suggested for it, by the acts that tag and link."""
    entries = [desk.tags.apply([article_id], add=tags)] if tags else []
    for slug in missions:
        article, mission = desk.articles.get(article_id), desk.missions.get(slug)
        entries.append(desk.missions.link(slug, [article_id], likely_role(article, mission)))
    return [entry for entry in entries if entry is not None]


def likely_role(article: Article, mission: Mission) -> Role:
    """What an article most likely is to a mission: by its kind, and by whether it came before it."""
    if article.kind is ArticleKind.PRESS_RELEASE:
        return Role.PRESS_RELEASE
    dates = mission.details.dates
    first = dates.first if dates else None
    is_before = first is not None and article.published is not None and article.published < first
    return Role.ANNOUNCEMENT if is_before else Role.REPORT


def _ask_index(services: Services, ask: Callable[[search.ArticleIndex], Answer]) -> Answer:
    try:
        services.index.refresh()
        return ask(services.index)
    except IndexDamagedError:
        # Following the desk begins with making a damaged index anew.
        services.catch_up()
        return ask(services.index)


def _without_copies(
    desk: Desk, found: Sequence[SimilarArticle], shown: Iterable[str]
) -> list[SimilarArticle]:
    """What was found with one article for each text, none for the texts that are shown already."""
    groups = desk.duplicates.groups([*shown, *(each.id for each in found)])
    seen = {member for article_id in shown for member in groups[article_id]}
    kept = []
    for each in found:
        if each.id not in seen:
            kept.append(each)
            seen.update(groups[each.id])
    return kept


def _precedents(
    services: Services, article_id: str, refused: Mapping[str, Refused]
) -> list[Precedent]:
    """What editors made of the articles most like one, copies of it included."""
    from search.suggest import NEIGHBOURS, Precedent  # noqa: PLC0415 - as above

    among = list(refused)
    found = _ask_index(
        services, lambda index: index.precedents(article_id, NEIGHBOURS * _COPIES, among)
    )
    found = _without_copies(services.desk, found, ())[:NEIGHBOURS]
    rows = {row.id: row for row in services.desk.articles.rows([each.id for each in found])}
    return [
        Precedent(
            each.id,
            each.likeness,
            frozenset(_targets(rows[each.id].tags, rows[each.id].missions)),
            frozenset(_targets(*_refused_pairs(refused.get(each.id, Refused())))),
        )
        for each in found
        if each.id in rows
    ]


def _refused_pairs(refused: Refused) -> tuple[Iterable[str], Iterable[str]]:
    return refused.tags, refused.missions


def _targets(tags: Iterable[str], missions: Iterable[str]) -> Iterator[Target]:
    from search.suggest import SuggestionKind, Target  # noqa: PLC0415 - as above

    yield from (Target(SuggestionKind.TAG, name) for name in tags)
    yield from (Target(SuggestionKind.MISSION, slug) for slug in missions)


def _tag_candidates(
    article: Article, tags: Mapping[str, Sequence[str]], refused: Refused
) -> Iterator[Candidate]:
    """The tags, given with their aliases, but for what the article has or is under."""
    from search.suggest import Candidate, SuggestionKind, Target  # noqa: PLC0415 - as above

    known = {fold(level) for name in article.tags for level in lineage(name)}
    for tag, aliases in tags.items():
        if fold(tag) not in known and tag not in refused.tags:
            names = tuple(name.rpartition("/")[2] for name in (tag, *aliases))
            yield Candidate(Target(SuggestionKind.TAG, tag), names)


def _mission_candidates(
    article: Article, missions: Sequence[Mission], refused: Refused
) -> Iterator[Candidate]:
    """The missions that were still followed when the article came out."""
    from search.suggest import Candidate, SuggestionKind, Target  # noqa: PLC0415 - as above

    for mission in missions:
        is_over = article.published and max(mission.reviews_due, default="9") < article.published
        if is_over or mission.slug in article.missions or mission.slug in refused.missions:
            continue
        details = mission.details
        about = (*details.organisers, *details.sectors, details.leader, details.origin)
        taken = {fold(word) for name in details.destinations for word in name.split()}
        cues = [word for word in details.title.split() if fold(word) not in taken]
        yield Candidate(
            Target(SuggestionKind.MISSION, mission.slug),
            details.destinations or (details.title,),
            tuple(dict.fromkeys(cue for cue in (*cues, *about) if cue)),
        )


def _advice(desk: Desk, found: Sequence[Suggestion]) -> Sequence[Advice]:
    ids = list(dict.fromkeys(id_ for each in found for id_ in each.articles))
    rows = {row.id: row for row in desk.articles.rows(ids)}
    titles = {mission.slug: mission.details.title for mission in desk.missions.list()}
    return [
        Advice(
            each,
            titles.get(each.target.name, each.target.name)
            if each.target.kind == "mission"
            else each.target.name,
            tuple(rows[id_] for id_ in each.articles if id_ in rows),
        )
        for each in found
    ]
