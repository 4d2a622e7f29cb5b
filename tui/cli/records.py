"""What ``--json`` prints: one flat object per thing, its keys stable."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tui.words import describe_entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search import Hit
    from search.corrections import Correction
    from search.passages import Passage
    from search.similar import SimilarArticle
    from store.models import (
        Annotation,
        Article,
        ArticleNote,
        Collection,
        Entity,
        EntityMention,
        Fact,
        FactCount,
        Finding,
        JournalEntry,
        Mission,
        MissionLink,
        SavedSearch,
        Tag,
        TagPlan,
    )
    from store.text.difference import VersionDifference
    from tui.facet_rows import Facet, Sheet
    from tui.naming import NameAdvice
    from tui.suggesting import Advice

Record = dict[str, Any]


def hit_record(hit: Hit, article: Article) -> Record:
    """What a search found."""
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "published": article.published,
        "url": article.url,
        "score": round(hit.score, 4),
        "snippet": hit.snippet.text,
        "snippet_version": hit.snippet.version,
        "snippet_taken_in": hit.snippet.taken or None,
        "tags": list(article.tags),
        "missions": list(article.missions),
        "triage": article.triage,
        "nearness": None if article.nearness is None else round(article.nearness, 3),
        "lacks": list(hit.lacks),
    }


def similar_record(similar: SimilarArticle, article: Article) -> Record:
    """An article that is like another."""
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "published": article.published,
        "url": article.url,
        "likeness": round(similar.likeness, 3),
        "words": list(similar.words),
        "tags": list(article.tags),
        "missions": list(article.missions),
        "triage": article.triage,
    }


def advice_record(advice: Advice) -> Record:
    """A tag or a mission that would suit an article."""
    return {
        "kind": advice.suggestion.target.kind,
        "name": advice.name,
        "title": advice.title,
        "confidence": round(advice.suggestion.confidence, 3),
        "words": list(advice.suggestion.words),
        "articles": [article.id for article in advice.articles],
    }


def passage_record(passage: Passage, text: str) -> Record:
    """A passage that answers a query, its offsets counted in the article's whole text."""
    return {
        "start": passage.span.start,
        "end": passage.span.end,
        "score": round(passage.score, 3),
        "text": text[passage.span.start : passage.span.end],
        "matches": [{"start": span.start, "end": span.end} for span in passage.matches],
    }


def article_record(article: Article) -> Record:
    """All that is known of an article."""
    return {
        "id": article.id,
        "title": article.title,
        "headline": article.headline,
        "source": article.source,
        "author": article.author,
        "published": article.published,
        "fetched": article.fetched,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "language": article.language,
        "kind": article.kind,
        "version": article.version,
        "read_version": article.read_version,
        "changed": article.has_changed,
        "copies": article.others,
        "triage": article.triage,
        "read": article.is_read,
        "starred": article.starred,
        "tags": list(article.tags),
        "missions": list(article.missions),
    }


def annotation_record(annotation: Annotation) -> Record:
    """A passage that was marked."""
    quote = annotation.quote
    return {
        "id": annotation.id,
        "type": "annotation",
        "article": annotation.article_id,
        "kind": annotation.kind,
        "note": annotation.note,
        "exact": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
        "start": quote.start,
        "end": quote.end,
        "version": annotation.version,
        "orphan": annotation.is_orphan,
        "editor": annotation.editor,
        "created": annotation.created,
    }


def note_record(note: ArticleNote) -> Record:
    """A note on a whole article."""
    return {
        "id": note.id,
        "type": "note",
        "article": note.article_id,
        "note": note.text,
        "editor": note.editor,
        "created": note.created,
    }


def tag_record(tag: Tag) -> Record:
    """A tag."""
    return {"name": tag.name, "aliases": list(tag.aliases), "articles": tag.article_count}


def entity_record(entity: Entity) -> Record:
    """A person, an organisation or a place."""
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "articles": entity.article_count,
    }


def mention_record(mention: EntityMention) -> Record:
    """An entity that an article mentions."""
    return {
        "id": mention.entity.id,
        "kind": mention.entity.kind,
        "name": mention.entity.name,
        "mentions": [{"start": span.start, "end": span.end} for span in mention.spans],
    }


def name_record(advice: NameAdvice, article_id: str | None) -> Record:
    """A name that waits to be confirmed, with its places where it is of one article."""
    spans = advice.guess.spans if article_id is not None else ()
    return {
        "name": advice.name,
        "kind": advice.guess.kind,
        "alike": advice.alike and advice.alike.name,
        "articles": advice.article_count,
        "mentions": [{"start": span.start, "end": span.end} for span in spans],
    }


def plan_record(plan: TagPlan) -> Record:
    """What a rename or a merge would do."""
    return {
        "renamed": [{"old": old, "new": new} for old, new in plan.renamed],
        "merged": [{"old": old, "into": into} for old, into in plan.merged],
        "articles": plan.article_count,
    }


def mission_record(mission: Mission) -> Record:
    """A mission."""
    details = mission.details
    dates = details.dates
    return {
        "slug": mission.slug,
        "title": details.title,
        "direction": details.direction,
        "origin": details.origin,
        "destinations": list(details.destinations),
        "organisers": list(details.organisers),
        "leader": details.leader,
        "dates": dates
        and {
            "text": dates.text,
            "first": dates.first,
            "last": dates.last,
            "precision": dates.precision,
        },
        "sectors": list(details.sectors),
        "objectives": details.objectives,
        "delegation": details.delegation,
        "programme": details.programme,
        "reviews_due": list(mission.reviews_due),
        "articles": mission.article_count,
        "created": mission.created,
    }


def fact_record(fact: Fact) -> Record:
    """A fact of a mission with the passages that it rests on."""
    details = fact.details
    figure, date = details.figure, details.date
    return {
        "id": fact.id,
        "mission": fact.mission,
        "type": details.type,
        "status": details.status,
        "parties": [{"name": each.name, "entity": each.entity_id} for each in details.parties],
        "figure": figure and asdict(figure),
        "date": date and asdict(date),
        "speaker": details.speaker,
        "aggregate": details.is_aggregate,
        "parts": list(details.parts),
        "note": details.note,
        "passages": [annotation_record(each) for each in fact.passages],
        "editor": fact.editor,
        "created": fact.created,
    }


def count_record(count: FactCount) -> Record:
    """How many facts of a type there are."""
    return {
        "type": count.type,
        "count": count.count,
        "statuses": {status.value: number for status, number in count.by_status},
        "aggregates": count.aggregates,
    }


def link_record(link: MissionLink) -> Record:
    """An article's place in a mission."""
    return {
        "article": link.article_id,
        "role": link.role,
        "editor": link.editor,
        "created": link.created,
    }


def collection_record(collection: Collection) -> Record:
    """A collection without its articles."""
    return {
        "slug": collection.slug,
        "title": collection.title,
        "introduction": collection.introduction,
        "articles": collection.article_count,
        "created": collection.created,
    }


def collection_contents(collection: Collection) -> list[Record]:
    """The sections of a collection with their articles; the first has no title."""
    sections: list[tuple[str | None, str]] = [(None, "")]
    sections += [(section.id, section.title) for section in collection.sections]
    return [
        {
            "title": title,
            "items": [
                {"article": item.article_id, "comment": item.comment}
                for item in collection.items
                if item.section_id == section_id
            ],
        }
        for section_id, title in sections
    ]


def saved_search_record(saved: SavedSearch, new: int | None) -> Record:
    """A query kept under a name, and how much came since the editor looked at what it finds."""
    return {
        "name": saved.name,
        "query": saved.query,
        "editor": saved.editor,
        "created": saved.created,
        "new": new,
    }


def facets_record(sheet: Sheet, correction: Correction | None) -> Record:
    """What the articles that were found have in common."""
    from tui.facet_rows import Facet  # noqa: PLC0415 - it brings a search of names along

    def counts(facet: Facet) -> dict[str, int]:
        return {each.value: each.count for each in sheet.values if each.facet is facet}

    return {
        "found": sheet.total,
        "did_you_mean": correction and correction.text,
        "tag_counts": counts(Facet.TAG),
        "source_counts": counts(Facet.SOURCE),
        "mission_counts": counts(Facet.MISSION),
        "organisation_counts": counts(Facet.ORGANISATION),
        "person_counts": counts(Facet.PERSON),
        "place_counts": counts(Facet.PLACE),
        "year_counts": counts(Facet.YEAR),
        "histogram": [{"dates": bar.value, "articles": bar.count} for bar in sheet.bars],
    }


def difference_record(difference: VersionDifference) -> Record:
    """What changed from one version to another."""
    return {
        "id": difference.article_id,
        "older": difference.older,
        "older_at": difference.older_at,
        "newer": difference.newer,
        "newer_at": difference.newer_at,
        "changed": not difference.is_empty,
        "pieces": [{"kind": piece.kind, "text": piece.text} for piece in difference.pieces],
    }


def copies_record(articles: Sequence[Article]) -> Record:
    """Articles with one text, newest first."""
    return {
        "articles": [
            {
                "id": article.id,
                "title": article.title,
                "source": article.source,
                "published": article.published,
                "url": article.url,
                "triage": article.triage,
                "tags": list(article.tags),
                "missions": list(article.missions),
            }
            for article in articles
        ],
    }


def entry_record(entry: JournalEntry) -> Record:
    """An act of the journal; ``words`` are in the reader's language, ``subject`` is data."""
    return {
        "number": entry.number,
        "at": entry.at,
        "editor": entry.editor,
        "act": entry.act,
        "subject": entry.subject,
        "words": describe_entry(entry),
        "undone_by": entry.undone_by,
        "undone_at": entry.undone_at,
    }


def finding_record(finding: Finding) -> Record:
    """Something the doctor saw."""
    return {
        "code": finding.code,
        "subject": finding.subject,
        "repair": finding.repair,
        "repaired": finding.repaired,
    }
