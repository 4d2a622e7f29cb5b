"""What editors refused of the tags and missions that were suggested for articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.acts import Act, Acts, sampled
from store.articles import require_articles
from store.missions import require_mission
from store.models import JournalEntry
from store.tags import find_tag

_TAG, _MISSION = "tag", "mission"


@dataclass(frozen=True, slots=True)
class Refused:
    """What was refused for one article."""

    tags: frozenset[str] = frozenset()
    """Names as they are now."""
    missions: frozenset[str] = frozenset()
    """Slugs."""


class Suggestions(Acts):
    """The refusals of the desk. To take a suggestion is to tag or to link the article."""

    def refuse(
        self, ids: Sequence[str], *, tags: Sequence[str] = (), missions: Sequence[str] = ()
    ) -> JournalEntry | None:
        """Remember that these tags and missions are not to be suggested for these articles; one act.

        Args:
            ids: the articles.
            tags: names or aliases of tags.
            missions: slugs.

        Raises:
            UnknownError: an article, a tag or a mission is not there.
        """
        with self._act("refuse-suggestions") as act:
            articles = require_articles(act.connection, ids)
            tag_rows = [find_tag(act.connection, name) for name in tags]
            mission_rows = [require_mission(act.connection, slug) for slug in missions]
            targets = [(_TAG, row["id"]) for row in tag_rows]
            targets += [(_MISSION, row["id"]) for row in mission_rows]
            changed = [each for each in articles if _refuse(act, each, targets)]
            act.subject = {
                "tags": [row["name"] for row in tag_rows],
                "missions": [row["title"] for row in mission_rows],
                **sampled(changed),
            }
        return act.entry

    def refused(self) -> Mapping[str, Refused]:
        """What was refused for each article, by its id; articles without refusals are left out."""
        tags: defaultdict[str, set[str]] = defaultdict(set)
        missions: defaultdict[str, set[str]] = defaultdict(set)
        with self._database.reading() as connection:
            for article_id, name in connection.rows(_REFUSED_TAGS, kind=_TAG):
                tags[article_id].add(name)
            for article_id, slug in connection.rows(_REFUSED_MISSIONS, kind=_MISSION):
                missions[article_id].add(slug)
        return {
            article_id: Refused(frozenset(tags[article_id]), frozenset(missions[article_id]))
            for article_id in sorted({*tags, *missions})
        }


_REFUSED_TAGS = (
    "SELECT article_id, name FROM suggestion_refusal JOIN tag ON tag.id = target_id"
    " WHERE kind = :kind"
)
_REFUSED_MISSIONS = (
    "SELECT article_id, slug FROM suggestion_refusal JOIN mission ON mission.id = target_id"
    " WHERE kind = :kind"
)


def _refuse(act: Act, article_id: str, targets: Sequence[tuple[str, str]]) -> bool:
    """Refuse what was not refused before; whether there was any."""
    rows = act.connection.rows(
        "SELECT kind, target_id FROM suggestion_refusal WHERE article_id = :article_id",
        article_id=article_id,
    )
    known = {(row["kind"], row["target_id"]) for row in rows}
    new = [target for target in dict.fromkeys(targets) if target not in known]
    for kind, target_id in new:
        act.insert(
            "suggestion_refusal",
            article_id=article_id,
            kind=kind,
            target_id=target_id,
            editor=act.editor,
            created=act.at,
        )
    return bool(new)
