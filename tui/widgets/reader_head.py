"""What the reader says of an article above and below its text. Pure but for the language."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from store.models import ArticleKind, Triage
from tui.article_words import called
from tui.enum_words import label
from tui.i18n import _, ngettext
from tui.safe_text import clean_line, clean_text
from tui.widgets.article_row import CHANGED, article_date
from tui.widgets.reader_page import Furniture, LineLook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.models import Article, ArticleNote, Mission, Role
    from tui.reading import CopyReading
    from tui.widgets.reader_text import ReaderText

NOTE, MISSION, COPY = "✎", "◇", "≡"

_MOST_COPIES = 8
"""Copies that are named; of more it is said how many there are."""

_SEPARATOR = " · "
_DATE_WIDTH = 10


def head_of(
    article: Article,
    text: ReaderText,
    *,
    notes: Sequence[ArticleNote],
    links: Sequence[tuple[Mission, Role]],
    extras: Sequence[str],
    orphans: int,
    change: str = "",
    copies: Sequence[CopyReading] = (),
) -> list[Furniture]:
    """What stands between the title and the body.

    Args:
        article: What is known of the article.
        text: Its text.
        notes: The notes on the whole of it.
        links: The missions it is linked to, with its role in each.
        extras: Further lines.
        orphans: How many annotations lost their passage.
        change: What there is to say of its versions.
        copies: The other articles with its text.
    """
    lines = [Furniture(_origin(article), LineLook.META)]
    if article.title and text.title is None:
        lines.insert(0, Furniture(clean_line(article.title), LineLook.TITLE))
    elif article.is_empty:
        lines.insert(0, Furniture(clean_line(called(article)), LineLook.TITLE))
    if article.url:
        lines.append(Furniture(clean_line(article.url), LineLook.META))
    if article.tags:
        tags = " ".join(f"#{clean_line(tag)}" for tag in article.tags)
        lines.append(Furniture(tags, LineLook.META))
    if change:
        look = LineLook.NOTE if article.has_changed else LineLook.META
        lines.append(Furniture(change, look, CHANGED))
    lines += [_mission(mission, role) for mission, role in links]
    lines += [Furniture(clean_line(extra), LineLook.META) for extra in extras]
    lines += [Furniture(_note(note), LineLook.NOTE, NOTE) for note in notes]
    lines += _copies(copies)
    if orphans:
        lost = ngettext(
            "{number} annotation lost its passage and waits to be placed",
            "{number} annotations lost their passages and wait to be placed",
            orphans,
        )
        lines.append(Furniture(lost.format(number=orphans), LineLook.NOTE, "?"))
    return [line for line in lines if line.text]


def tail_of(text: ReaderText, *, noise: bool) -> list[Furniture]:
    """What stands below the body: how much of the file is not shown."""
    lines = []
    if text.noise and not noise:
        hidden = ngettext(
            "{number} line that is not the article is hidden; z shows it",
            "{number} lines that are not the article are hidden; z shows them",
            text.noise_lines,
        )
        lines.append(Furniture(hidden.format(number=text.noise_lines), LineLook.META, "⋯"))
    if text.cut:
        cut = _("The text is too long to be shown whole; {number} characters are left out")
        lines.append(Furniture(cut.format(number=text.cut), LineLook.META, "⋯"))
    return lines


def _origin(article: Article) -> str:
    day = article_date(article, _DATE_WIDTH, date.max)
    parts = [
        clean_line(article.source or ""),
        clean_line(article.author or ""),
        day if article.published else _("taken in on {date}").format(date=day),
        label(article.kind) if article.kind is not ArticleKind.ARTICLE else "",
    ]
    return _SEPARATOR.join(part for part in parts if part)


def _mission(mission: Mission, role: Role) -> Furniture:
    title = clean_line(mission.details.title)
    return Furniture(f"{title}{_SEPARATOR}{label(role)}", LineLook.META, MISSION)


def _copies(copies: Sequence[CopyReading]) -> Iterator[Furniture]:
    """Yield the copies, each with what editors made on it."""
    for copy in copies[:_MOST_COPIES]:
        article = copy.article
        tags = " ".join(f"#{tag}" for tag in article.tags)
        decided = "" if article.triage is Triage.NEW else label(article.triage)
        parts = (_origin(article), article.headline, decided, tags)
        words = _SEPARATOR.join(filter(None, parts))
        yield Furniture(clean_line(words), LineLook.META, COPY)
        where = clean_line(article.source or article.headline)
        for mission, role in copy.links:
            link = _mission(mission, role)
            yield link._replace(text=f"{link.text} ({where})")
        for note in copy.notes:
            yield Furniture(f"{_note(note)} ({where})", LineLook.NOTE, NOTE)
    more = len(copies) - _MOST_COPIES
    if more > 0:
        words = ngettext("{count} more copy", "{count} more copies", more)
        yield Furniture(words.format(count=more), LineLook.META, COPY)


def _note(note: ArticleNote) -> str:
    return f"{clean_text(note.text).strip()} — {clean_line(note.editor)}"
