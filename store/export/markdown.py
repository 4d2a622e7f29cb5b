r"""A selection as Markdown (CommonMark), to read, print or paste.

All text is escaped: an article's title or body can never become a heading, a link, HTML or code, and
links go to web addresses only. Every passage is cited with its article, so that a single quotation
carries its source wherever it is pasted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.export import content
from store.export.content import Passage
from store.export.facts import count_line, fact_line
from store.fact_counts import count_facts
from store.models import ArticleKind, ExportMode
from store.text.composition import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from store.export.labels import Labels
    from store.models import Article, Mission, SelectedArticle, Selection

# Marks that are markup only at the start of a line, between spaces or as an entity stay as they are
# elsewhere, so that figures, ids and compound words can be read and searched in the source too.
_INLINE = re.compile(r"([\\`*\[\]<|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,40};)|#(?=#*$))")
_LINE_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([#>+=:-])")
_BULLET = re.compile(r"^[-–•*·▪][\s\u00a0]+(?=\S)")


def render(selection: Selection, mode: ExportMode, labels: Labels) -> str:
    """Return a selection as Markdown."""
    return "\n\n".join(_blocks(selection, mode, labels)) + "\n"


def _blocks(selection: Selection, mode: ExportMode, labels: Labels) -> Iterator[str]:
    yield f"# {_inline(selection.title) or _inline(selection.name)}"
    yield _about(selection, labels)
    if selection.mission:
        yield from _mission(selection.mission, labels)
    yield from _text(selection.introduction)
    yield from _facts(selection, mode, labels)
    for section in selection.sections:
        if section.title:
            yield f"## {_inline(section.title)}"
        for selected in section.articles:
            yield from _article(selected, mode, labels)
    yield "---"
    yield _start(labels.rights[mode])


def _about(selection: Selection, labels: Labels) -> str:
    kind = labels.selection_kinds.get(selection.kind, selection.kind)
    number = sum(1 for _ in content.articles(selection))
    made = content.day(selection.made, labels) or ""
    parts = [kind, f"{labels.made} {made}", f"{labels.articles}{labels.colon}{number}"]
    return f"*{_inline(' · '.join(parts))}*"


def _mission(mission: Mission, labels: Labels) -> Iterator[str]:
    details = mission.details
    reviews = [content.day(review, labels) or "" for review in mission.reviews_due]
    fields = (
        (labels.direction, labels.directions[details.direction]),
        (labels.origin, details.origin or ""),
        (labels.destinations, ", ".join(details.destinations)),
        (labels.dates, details.dates.text if details.dates else ""),
        (labels.organisers, ", ".join(details.organisers)),
        (labels.leader, details.leader or ""),
        (labels.sectors, ", ".join(details.sectors)),
        (labels.reviews, ", ".join(reviews)),
    )
    yield _fields(((label, _inline(value)) for label, value in fields), labels)
    for label, value in (
        (labels.objectives, details.objectives),
        (labels.delegation, details.delegation),
        (labels.programme, details.programme),
    ):
        yield from _labelled(label, value, labels)


def _facts(selection: Selection, mode: ExportMode, labels: Labels) -> Iterator[str]:
    """Yield the facts of a mission, each with the passages that it rests on."""
    if not selection.facts:
        return
    yield f"## {_inline(labels.facts)}"
    counts = count_facts([each.fact for each in selection.facts])
    yield "\n".join(f"- {_start(count_line(count, labels))}" for count in counts)
    for each in selection.facts:
        details = each.fact.details
        type_, status = labels.fact_types[details.type], labels.fact_statuses[details.status]
        said = _inline(fact_line(details, labels))
        yield f"{_strong(f'{type_} ({status})')}{labels.colon + said if said else ''}"
        for annotation, article in zip(each.fact.passages, each.articles, strict=True):
            passage = Passage(annotation, content.clean(annotation.quote.exact))
            text = _text(passage.text) if content.has_passages(mode) else ()
            yield from _quoted([*text, _citation(article, passage, mode, labels)])


def _article(selected: SelectedArticle, mode: ExportMode, labels: Labels) -> Iterator[str]:
    article = selected.article
    yield f"### {_inline(content.name(article))}"
    yield _origin(article, labels)
    missions = (f"{title} ({labels.roles[role]})" for title, role in selected.roles)
    url = content.link(article)
    fields = (
        (labels.link, f"<{url}>" if url else ""),
        (labels.identifier, _inline(article.id)),
        (labels.tags, _inline(", ".join(article.tags))),
        (labels.missions, _inline(", ".join(missions))),
    )
    yield _fields(fields, labels)
    yield from _labelled(labels.comment, selected.comment, labels)
    if mode is not ExportMode.FULL:
        yield from _quoted(_text(content.chapo(selected.text)))
    if content.has_passages(mode):
        yield from _notes(selected, labels)
        yield from _passages(selected, mode, labels)
    if mode is ExportMode.FULL:
        yield f"#### {_inline(labels.text)}"
        yield from _text(content.body_without_noise(selected.text))


def _origin(article: Article, labels: Labels) -> str:
    source, *rest = content.origin(article, labels)
    kind = [labels.press_release] if article.kind is ArticleKind.PRESS_RELEASE else []
    return ", ".join([f"*{_inline(source)}*", *(_inline(part) for part in [*rest, *kind])])


def _notes(selected: SelectedArticle, labels: Labels) -> Iterator[str]:
    if selected.notes:
        yield f"#### {_inline(labels.notes)}"
    for note in selected.notes:
        yield from _text(note.text)


def _passages(selected: SelectedArticle, mode: ExportMode, labels: Labels) -> Iterator[str]:
    found = content.passages(selected)
    if found:
        yield f"#### {_inline(labels.passages)}"
    for passage in found:
        citation = _citation(selected.article, passage, mode, labels)
        yield from _quoted([*_text(passage.text), citation])
        kind = labels.annotation_kinds[passage.annotation.kind]
        yield from _labelled(kind, passage.annotation.note, labels) or [_strong(kind)]


def _citation(article: Article, passage: Passage, mode: ExportMode, labels: Labels) -> str:
    """Return where a passage is from: all that one needs to look it up."""
    annotation, title = passage.annotation, _inline(content.name(article))
    parts = [_linked(title, content.link(article)), _origin(article, labels), _inline(article.id)]
    if annotation.is_orphan:
        parts.append(_inline(labels.orphan))
    elif mode is ExportMode.FULL:
        quote = annotation.quote
        parts.append(_inline(labels.place.format(start=quote.start, end=quote.end)))
    return f"— {', '.join(parts)}"


def _linked(title: str, url: str | None) -> str:
    target = content.address(url)
    return f"[{title}]({target})" if target else title


def _fields(fields: Iterable[tuple[str, str]], labels: Labels) -> str:
    """Return a list of the fields that have a value, which is Markdown already."""
    return "\n".join(f"- {_strong(label)}{labels.colon}{value}" for label, value in fields if value)


def _labelled(label: str, text: str | None, labels: Labels) -> list[str]:
    """Return a text as paragraphs, the first behind its label; nothing without a text."""
    first, *rest = [*_text(text or "")] or [""]
    return [f"{_strong(label)}{labels.colon}{first}", *rest] if first else []


def _quoted(blocks: Iterable[str]) -> Iterator[str]:
    """Yield a block quotation; nothing where there is nothing to quote."""
    lines = "\n\n".join(block for block in blocks if block).split("\n")
    if lines != [""]:
        yield "\n".join(f"> {one}".rstrip() for one in lines)


def _text(text: str) -> Iterator[str]:
    """Yield a text's paragraphs, escaped; list items in a row stand together as a list."""
    items: list[str] = []
    for paragraph in paragraphs(content.clean(text)):
        item = _BULLET.sub("", paragraph)
        if item != paragraph:
            items.append(f"- {_start(item)}")
            continue
        if items:
            yield "\n".join(items)
            items = []
        yield _start(paragraph)
    if items:
        yield "\n".join(items)


def _strong(label: str) -> str:
    return f"**{_inline(label)}**"


def _start(text: str) -> str:
    """Return a text on one line, escaped to stand at the start of one."""
    return _LINE_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", _inline(text))


def _inline(text: str) -> str:
    """Return a text on one line, escaped to stand within one."""
    return _INLINE.sub(r"\\\1", content.line(text))
