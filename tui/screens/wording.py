"""The words of the desk's screen for its state: titles, totals, what an empty list teaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feeds.errors import CANCELLED
from tui.i18n import _, current_language, ngettext
from tui.keys import key_label
from tui.listing import Order
from tui.places import DISCARDED, INBOX, KEPT, ORPHANS, STARRED, PlaceKind, title_of
from tui.progress_words import let_in_words
from tui.safe_text import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feeds.collecting.collector import CollectReport
    from search.corrections import Correction
    from store.models import ScanReport
    from tui.commands import Command
    from tui.listing import Answer, Ask
    from tui.places import Place

THIN_SPACE = "\u202f"
"""What French parts thousands by; it does not break."""


def number(value: int) -> str:
    """A number with its thousands parted as the language does."""
    return f"{value:,}".replace(",", THIN_SPACE if current_language() == "fr" else ",")


def list_title(ask: Ask) -> str:
    """What stands over the list."""
    title = title_of(ask.place)
    if ask.place.kind is PlaceKind.SIMILAR:
        title = _("Like “{headline}”").format(headline=title)
    if not ask.query:
        return title
    if ask.everywhere:
        return _("“{query}” everywhere").format(query=ask.query)
    return _("“{query}” in {place}").format(query=ask.query, place=title)


def total_words(answer: Answer) -> str:
    """How much the list has."""
    if not answer.ask.is_search:
        words = ngettext("{count} article", "{count} articles", answer.total)
    elif answer.total > len(answer.ids) + answer.hidden:
        words = _("best {shown} of {count}")
    else:
        words = ngettext("{count} found", "{count} found", answer.total)
    total = words.format(count=number(answer.total), shown=number(len(answer.ids)))
    if answer.lacking:
        some = ngettext(
            "{count} lacks some words", "{count} lack some words", len(answer.lacking)
        ).format(count=number(len(answer.lacking)))
        total = f"{total}, {some}"
    if not answer.elsewhere:
        return total
    return _("{total}, {count} more elsewhere").format(total=total, count=number(answer.elsewhere))


def correction_words(correction: Correction, key: str) -> str:
    """Which words may have been meant, and the key that takes them."""
    if correction.is_of_before:
        words = ngettext(
            "{count} article said so before it changed: {key} finds it.",
            "{count} articles said so before they changed: {key} finds them.",
            correction.total,
        )
        return words.format(key=key, count=number(correction.total))
    words = ngettext(
        "Did you mean “{query}”? {key} finds {count} article.",
        "Did you mean “{query}”? {key} finds {count} articles.",
        correction.total,
    )
    query = clean_line(correction.text)
    return words.format(query=query, key=key, count=number(correction.total))


def lacking_words(answer: Answer) -> str:
    """What parts the articles that have all words of a search from those that lack some.

    Of a question, articles come as well as they answer it: some that have all words may follow.
    """
    if answer.is_mixed:
        return _("these have all or some of the words")
    if answer.first_lacking:
        return _("these lack some of the words")
    return _("none has all the words; these have some")


def order_words(ask: Ask) -> str:
    """How the list is ordered, where it is not as usual."""
    if ask.order is Order.USUAL:
        return _("each copy") if ask.copies and ask.may_fold else ""
    if ask.order is Order.NEAREST:
        return _("nearest first")
    return _("by date") if ask.is_search else _("oldest first")


def problem_words(answer: Answer) -> str:
    """What of the query was not understood, the first thing of it."""
    if answer.query is None or not answer.query.problems:
        return ""
    from tui.problem_words import describe_query_problem  # noqa: PLC0415 - most queries are well

    return describe_query_problem(answer.query.problems[0], answer.ask.text)


def meaning_words(answer: Answer) -> str:
    """What is wrong with the synonyms; else how a query is understood that is more than words."""
    if answer.query is None:
        return ""
    from tui.query_words import (  # noqa: PLC0415 - it brings the analyser along
        describe_synonym_fault,
        understood_briefly,
    )

    if answer.synonym_faults:
        return describe_synonym_fault(answer.synonym_faults[0])
    words = understood_briefly(answer.query)
    return _("Understood as: {query}").format(query=clean_line(words)) if words else ""


def marks_words(count: int) -> str:
    """How many are marked."""
    return ngettext("{count} marked", "{count} marked", count).format(count=count) if count else ""


def empty_words(answer: Answer, commands: Mapping[str, Command]) -> str:
    """What an empty list says: why it is empty, and which key fills it."""
    if answer.ask.is_search:
        return _nothing_found(answer, commands)
    keys = {
        id_.replace("-", "_"): key_label(command.keys[0]) if command.keys else ":"
        for id_, command in commands.items()
    }
    return _empty_place(answer.ask.place).format_map(keys)


def _nothing_found(answer: Answer, commands: Mapping[str, Command]) -> str:
    asked = clean_line(answer.ask.text)
    nothing = _("Nothing answers “{query}”.").format(query=asked)
    if not answer.elsewhere:
        return nothing
    key = key_label(commands["search-everywhere"].keys[0])
    elsewhere = ngettext(
        "{count} article elsewhere does: {key} searches everywhere.",
        "{count} articles elsewhere do: {key} searches everywhere.",
        answer.elsewhere,
    )
    return f"{nothing}\n{elsewhere.format(count=number(answer.elsewhere), key=key)}"


def _empty_place(place: Place) -> str:
    by_place = {
        INBOX.key: _(
            "Nothing new.\n{collect} collects from the feeds, {feeds} adds feeds and offers papers "
            "by region; text files put into the desk's folder are taken in by {refresh}."
        ),
        KEPT.key: _("Nothing kept yet.\n{keep} keeps the article under the cursor."),
        DISCARDED.key: _("Nothing discarded.\n{discard} sets an article aside; none is deleted."),
        STARRED.key: _("No stars yet.\n{star} puts one on an article."),
        ORPHANS.key: _("Every annotation stands in its place."),
    }
    by_kind = {
        PlaceKind.MISSION: _("No articles yet.\nIn another view, {mission} links one here."),
        PlaceKind.COLLECTION: _("No articles yet.\nIn another view, {collection} adds one here."),
        PlaceKind.SIMILAR: _("No article is much like it.\n{back} goes back."),
    }
    return by_place.get(place.key) or by_kind.get(place.kind) or _("No articles.")


def scan_words(report: ScanReport) -> list[str]:
    """What a look through the folder found, sentence by sentence."""
    counted = [
        (
            len(report.added),
            ngettext("{count} file taken in", "{count} files taken in", len(report.added)),
        ),
        (
            len(report.changed),
            ngettext("{count} file was changed", "{count} files were changed", len(report.changed)),
        ),
        (
            len(report.missing),
            ngettext(
                "{count} file is missing: “marbre doctor” says which",
                "{count} files are missing: “marbre doctor” says which",
                len(report.missing),
            ),
        ),
        (
            len(report.unreadable),
            ngettext(
                "{count} file is no text and was left alone",
                "{count} files are no text and were left alone",
                len(report.unreadable),
            ),
        ),
    ]
    return [words.format(count=number(count)) for count, words in counted if count]


def report_words(report: CollectReport) -> str:
    """What a collection brought, in one line."""
    new = sum(feed.new for feed in report.feeds)
    changed = sum(feed.changed for feed in report.feeds)
    failed = report.failed
    parts = [
        ngettext("{count} new article", "{count} new articles", new).format(count=number(new))
        if new
        else _("Nothing new")
    ]
    if changed:
        parts.append(
            ngettext("{count} changed", "{count} changed", changed).format(count=number(changed))
        )
    if failed:
        parts.append(
            ngettext("{count} feed failed", "{count} feeds failed", failed).format(count=failed)
        )
    if report.blocked:
        blocked = ngettext("{count} kept out", "{count} kept out", report.blocked)
        parts.append(blocked.format(count=number(report.blocked)))
    if report.let_in:
        parts.append(let_in_words(report))
    left = sum(feed.error is not None and feed.error.code == CANCELLED for feed in report.feeds)
    if left:
        words = ngettext("stopped before {count} feed", "stopped before {count} feeds", left)
        parts.append(words.format(count=number(left)))
    return ", ".join(parts)
