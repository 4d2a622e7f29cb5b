"""Errors in words: one line each that says what is wrong and what to do about it."""

from __future__ import annotations

import errno
from functools import singledispatch
from typing import TYPE_CHECKING

import feeds.errors as feed_errors
import search.errors as index_errors
import store.errors as desk_errors
from store.clock import from_text
from tui.act_words import describe_entry
from tui.i18n import N_, _, ngettext
from tui.problem_words import describe_problem
from tui.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping


@singledispatch
def describe_error(error: Exception) -> str:
    """What went wrong and what to do, in one line.

    The words hold names and passages as they came; they must be cleaned where they are shown.
    """
    reason = str(error) or type(error).__name__
    return _("Something unforeseen went wrong: {reason}").format(reason=reason)


_SYSTEM: Mapping[int, str] = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.EACCES: N_("the system does not allow it"),
    errno.EPERM: N_("the system does not allow it"),
    errno.EEXIST: N_("it is there already"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("a part of the path is no folder"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("no more room is allowed there"),
    errno.EROFS: N_("nothing can be written there"),
    errno.EIO: N_("the disk fails"),
}


@describe_error.register(OSError)
def _system(error: OSError) -> str:
    known = _SYSTEM.get(error.errno or 0)
    reason = _(known) if known else error.strerror or str(error)
    if error.filename is None:
        return _("The system refused: {reason}").format(reason=reason)
    return _("{path}: {reason}").format(path=error.filename, reason=reason)


@describe_error.register(SettingsError)
def _settings(error: SettingsError) -> str:
    place = str(error.path) if error.line is None else f"{error.path}:{error.line}"
    if not error.key:
        return f"{place}: {error.reason}"
    return _("{place}: setting “{key}”: {reason}").format(
        place=place, key=error.key, reason=error.reason
    )


@describe_error.register(desk_errors.DeskNotFoundError)
def _desk_not_found(error: desk_errors.DeskNotFoundError) -> str:
    return _(
        "There is no desk in {folder} or above it: make one with “marbre init FOLDER”, "
        "or say where it is with --desk."
    ).format(folder=error.folder)


@describe_error.register(desk_errors.DeskExistsError)
def _desk_exists(error: desk_errors.DeskExistsError) -> str:
    return _("{folder} is a desk already: open it with “marbre {folder}”.").format(
        folder=error.folder
    )


@describe_error.register(desk_errors.DeskBusyError)
def _desk_busy(error: desk_errors.DeskBusyError) -> str:
    return _(
        "Another process has been writing to the desk for {seconds:g} seconds: try again in a "
        "moment; nothing was changed."
    ).format(seconds=error.seconds)


@describe_error.register(desk_errors.AlreadyCollectingError)
def _already_collecting(error: desk_errors.AlreadyCollectingError) -> str:
    return _(
        "{editor} is collecting already (process {pid} on {host}, since {since}): its articles "
        "are the same; wait for it."
    ).format(editor=error.editor, pid=error.pid, host=error.host, since=_clock_time(error.since))


def _clock_time(moment: str) -> str:
    try:
        return from_text(moment).astimezone().strftime("%H:%M")
    except ValueError:
        return moment


@describe_error.register(desk_errors.DeskDamagedError)
def _desk_damaged(error: desk_errors.DeskDamagedError) -> str:
    return _(
        "{path} cannot be read ({reason}): “marbre restore” brings back the last backup; the "
        "articles are safe."
    ).format(path=error.path, reason=error.reason)


@describe_error.register(desk_errors.DeskFromFutureError)
def _desk_from_future(error: desk_errors.DeskFromFutureError) -> str:
    return _(
        "The desk was written by a newer Marbre (its schema is {found}, this one knows "
        "{supported}): update Marbre."
    ).format(found=error.found, supported=error.supported)


@describe_error.register(desk_errors.DeskUnwritableError)
def _desk_unwritable(error: desk_errors.DeskUnwritableError) -> str:
    return _("{path}: {reason}. See to the folder's rights and to the space on the disk.").format(
        path=error.path, reason=error.reason
    )


_UNKNOWN: Mapping[desk_errors.Kind, str] = {
    "article": N_("No article is called “{name}”: “marbre search” shows what there is."),
    "tag": N_("There is no tag “{name}”: “marbre tags list” shows those there are."),
    "mission": N_("There is no mission “{name}”: “marbre mission list” shows those there are."),
    "collection": N_(
        "There is no collection “{name}”: “marbre collection list” shows those there are."
    ),
    "feed": N_("There is no feed “{name}”: “marbre feeds list” shows those there are."),
    "annotation": N_("There is no annotation “{name}”: “marbre notes list” shows those there are."),
    "note": N_("There is no note “{name}”: “marbre notes list” shows those there are."),
    "feed-rule": N_("There is no rule “{name}”: “marbre feeds rules list” shows those there are."),
    "blocked-entry": N_(
        "Nothing called “{name}” was kept out: “marbre feeds blocked” shows what was."
    ),
    "saved-search": N_(
        "No search is saved as “{name}”: “marbre searches list” shows those there are."
    ),
    "section": N_("The collection has no section “{name}”."),
    "backup": N_("There is no backup “{name}”: “marbre backup list” shows those there are."),
    "version": N_("There is no such version of the article: {name}."),
    "entity": N_("No “{name}” is known: “marbre entities list” shows who and what is."),
    "alias": N_("It has no such other name: “{name}”."),
    "fact": N_("There is no fact “{name}”: “marbre mission facts” shows those there are."),
    "journal-entry": N_("The journal has no act {name}: “marbre history” shows those there are."),
}


@describe_error.register(desk_errors.UnknownError)
def _unknown(error: desk_errors.UnknownError) -> str:
    if error.kind == "backup" and not error.name:
        return _("There is no backup yet: “marbre backup” makes one.")
    return _(_UNKNOWN[error.kind]).format(name=error.name)


@describe_error.register(desk_errors.AmbiguousError)
def _ambiguous(error: desk_errors.AmbiguousError) -> str:
    shown = ", ".join(error.candidates[:5])
    more = len(error.candidates) - 5
    if more > 0:
        shown += ngettext(" and {count} more", " and {count} more", more).format(count=more)
    return _("“{name}” could be {candidates}: write more of the name.").format(
        name=error.name, candidates=shown
    )


_TAKEN: Mapping[desk_errors.Kind, str] = {
    "tag": N_("There is a tag “{name}” already: to join the two, use “marbre tags merge”."),
    "mission": N_("There is a mission “{name}” already: choose another --slug."),
    "collection": N_("There is a collection “{name}” already: choose another --slug."),
    "saved-search": N_("A search is saved as “{name}” already: choose another name."),
    "feed": N_("There is a feed “{name}” already."),
    "feed-rule": N_("There is this rule already: “{name}”."),
    "entity": N_(
        "“{name}” goes by that name already: to join the two, use “marbre entities merge”."
    ),
    "section": N_("The collection has a section “{name}” already: choose another title."),
}


@describe_error.register(desk_errors.TakenError)
def _taken(error: desk_errors.TakenError) -> str:
    words = _TAKEN.get(error.kind, N_("“{name}” is in use already: choose another name."))
    return _(words).format(name=error.name)


_INVALID: Mapping[desk_errors.Value, str] = {
    "tag-name": N_(
        "“{value}” cannot be a tag: a name has letters, parted by single “/” into levels."
    ),
    "tag-move": N_("A tag cannot become “{value}”, which lies below it."),
    "title": N_("“{value}” cannot be a title: it needs letters or digits."),
    "name": N_("It needs a name."),
    "query": N_("A saved search needs a query."),
    "slug": N_("“{value}” cannot be a short name: use small letters, digits and hyphens."),
    "note": N_("A note needs a text."),
    "span": N_("The passage {value} is empty or lies outside the text."),
    "date": N_("“{value}” is not a date: write it as 2026-03-31, 2026-03 or 2026."),
    "feed-address": N_(
        "“{value}” is not the address of a feed: it starts with http:// or https://."
    ),
    "feed-credentials": N_(
        "An address must not hold a name or a password: add {value}, and put them into [credentials] in "
        "marbre.toml."
    ),
    "entity-name": N_("“{value}” cannot be a name: it needs letters, on one line."),
    "entity-merge": N_("“{value}” is the same already."),
    "figure": N_("A figure needs its number."),
    "fact-passages": N_("A fact rests on a passage at least: to be rid of it, remove the fact."),
    "fact-part": N_(
        "The fact {value} cannot be a part: it is another mission’s, or has this one in it."
    ),
    "export-format": N_("There is no export format “{value}”: use markdown, json or csv."),
    "file": N_("“{value}” is not a text."),
}


@describe_error.register(desk_errors.InvalidError)
def _invalid(error: desk_errors.InvalidError) -> str:
    return _(_INVALID[error.kind]).format(value=error.value)


@describe_error.register(desk_errors.QuoteNotFoundError)
def _quote_not_found(error: desk_errors.QuoteNotFoundError) -> str:
    if error.nearest is None:
        return _(
            "“{quote}” does not stand in {article}: copy the passage from “marbre show”."
        ).format(quote=error.quote, article=error.article_id)
    return _("“{quote}” does not stand in {article}; the nearest passage is “{nearest}”.").format(
        quote=error.quote, article=error.article_id, nearest=error.nearest
    )


@describe_error.register(desk_errors.QuoteAmbiguousError)
def _quote_ambiguous(error: desk_errors.QuoteAmbiguousError) -> str:
    words = ngettext(
        "“{quote}” stands in {article} {count} time: quote more of the passage. {places}",
        "“{quote}” stands in {article} {count} times: quote more of the passage. {places}",
        len(error.places),
    )
    place = _("({number}) “{passage}”")
    places = " ".join(
        place.format(number=number, passage=around)
        for number, (_span, around) in enumerate(error.places, start=1)
    )
    return words.format(
        quote=error.quote, article=error.article_id, count=len(error.places), places=places
    )


@describe_error.register(desk_errors.NothingToUndoError)
def _nothing_to_undo(error: desk_errors.NothingToUndoError) -> str:
    return _("There is nothing to redo.") if error.redo else _("There is nothing to undo.")


@describe_error.register(desk_errors.OthersActError)
def _others_act(error: desk_errors.OthersActError) -> str:
    return _(
        "The act {number} is {editor}'s ({act}): to undo it all the same, say "
        "“marbre undo {number}”."
    ).format(number=error.entry.number, editor=error.entry.editor, act=describe_entry(error.entry))


@describe_error.register(desk_errors.UndoConflictError)
def _undo_conflict(error: desk_errors.UndoConflictError) -> str:
    if error.later is None:
        return _(
            "The act {number} ({act}) cannot be undone: what it changed has changed since."
        ).format(number=error.entry.number, act=describe_entry(error.entry))
    return _(
        "The act {number} ({act}) cannot be undone before the later act {later} ({later_act}): "
        "undo that first."
    ).format(
        number=error.entry.number,
        act=describe_entry(error.entry),
        later=error.later.number,
        later_act=describe_entry(error.later),
    )


@describe_error.register(index_errors.IndexBusyError)
def _index_busy(error: index_errors.IndexBusyError) -> str:
    del error
    return _("Another process is writing the index: try again in a moment.")


@describe_error.register(index_errors.IndexDamagedError)
def _index_damaged(error: index_errors.IndexDamagedError) -> str:
    return _(
        "The index could not be read ({reason}) and is written anew; until then, searches find what it "
        "holds already."
    ).format(reason=error.reason)


@describe_error.register(index_errors.IndexUnwritableError)
def _index_unwritable(error: index_errors.IndexUnwritableError) -> str:
    return _("{path}: {reason}. See to the folder's rights and to the space on the disk.").format(
        path=error.path, reason=error.reason
    )


_UNTRUSTED: Mapping[str, str] = {
    "world-writable": N_(
        "{path} can be written by everybody, so the index is not opened: take the right from "
        "others with “chmod -R o-w”."
    ),
    "foreign-owner": N_(
        "{path} belongs to another user, so the index is not opened: have the folder shared with "
        "a group that you are in, or remove it; it is made anew."
    ),
}


@describe_error.register(index_errors.IndexUntrustedError)
def _index_untrusted(error: index_errors.IndexUntrustedError) -> str:
    words = _UNTRUSTED.get(
        error.reason, N_("{path} cannot be trusted, so the index is not opened.")
    )
    return _(words).format(path=error.path)


@describe_error.register(feed_errors.ProblemError)
def _problem(error: feed_errors.ProblemError) -> str:
    if error.problem.code == "private-address":
        # Of a page or of a feed that the desk does not follow, which cannot be allowed by itself.
        return _(
            "{host} is on a private network: allow_private_addresses = true under [collect] in "
            "marbre.toml lets it be fetched."
        ).format(host=error.problem.detail)
    return _("This could not be taken in: {problem}.").format(
        problem=describe_problem(error.problem)
    )


_OPML: Mapping[str, str] = {
    "not-xml": N_("Line {line}: this is not XML; a list of feeds is an OPML file."),
    "not-opml": N_("This is not OPML, the format of lists of feeds."),
    "entities": N_(
        "Line {line}: the file declares entities, which lists of feeds have no use for."
    ),
}


_SITES: Mapping[str, str] = {
    "unreadable": N_("sites.toml cannot be read: {detail}."),
    "not-toml": N_("sites.toml is not TOML: {detail}."),
    "not-a-site": N_('sites.toml: “{detail}” is no site; a part begins with ["host.example"].'),
    "unknown-key": N_("sites.toml: there is no key “{detail}”; there are {choices}."),
    "not-a-selector": N_("sites.toml: “{detail}” is no CSS selector that can be read."),
}


@describe_error.register(feed_errors.SitesError)
def _sites(error: feed_errors.SitesError) -> str:
    words = _SITES.get(error.reason, N_("sites.toml cannot be read: {detail}."))
    return _(words).format(detail=error.detail, choices=", ".join(error.choices))


@describe_error.register(feed_errors.OpmlError)
def _opml(error: feed_errors.OpmlError) -> str:
    words = _OPML.get(error.reason, N_("The list of feeds cannot be read."))
    return _(words).format(line=error.line)
