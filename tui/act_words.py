"""The journal's acts in words: ``describe_entry``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.i18n import N_, _, ngettext, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from store.models import JournalEntry

Subject = dict[str, Any]


def describe_entry(entry: JournalEntry, names: Mapping[str, str] | None = None) -> str:
    """What an act did, in a few words: ``3 articles kept``.

    The words hold text of editors and feeds as it is; it must be cleaned where it is shown. An act
    of a newer release is shown by its code.

    Args:
        entry: the act.
        names: what articles and feeds are called, by their ids and addresses, where they are to be named.
    """
    counted = _COUNTED.get(entry.act)
    if counted is not None:
        return _naming(counted(entry.subject), entry.subject, names or {})
    sentence = _NAMED.get(entry.act)
    if sentence is None:
        return entry.act
    return _(sentence).format_map(_Subject(_named(entry.subject, names or {})))


def _naming(words: str, subject: Subject, names: Mapping[str, str]) -> str:
    """An act that may go to many, with the first of them."""
    ids = [*subject.get("articles", ()), *subject.get("feeds", ())]
    first = names.get(ids[0]) if ids else None
    if first is None:
        return words
    more = "…" if len(ids) > 1 else ""
    return _("{act}: “{name}”{more}").format(act=words, name=first, more=more)


def _named(subject: Subject, names: Mapping[str, str]) -> Subject:
    """A subject in which what has a name goes by it."""
    keys = [key for key in ("article", "url") if subject.get(key) in names]
    return subject | {key: quoted(names[subject[key]]) for key in keys}


class _Subject(dict[str, Any]):
    """A subject whose missing fields read as nothing."""

    def __missing__(self, key: str) -> str:
        return "…"


def _count(subject: Subject) -> int:
    return int(subject.get("count", 1))


def _triage(subject: Subject) -> str:
    count = _count(subject)
    match subject.get("triage"):
        case "kept":
            words = ngettext("{count} article kept", "{count} articles kept", count)
        case "discarded":
            words = ngettext("{count} article discarded", "{count} articles discarded", count)
        case _:
            words = ngettext(
                "{count} article put back into the inbox",
                "{count} articles put back into the inbox",
                count,
            )
    return words.format(count=count)


def _read(subject: Subject) -> str:
    count = _count(subject)
    words = (
        ngettext("{count} article marked as read", "{count} articles marked as read", count)
        if subject.get("is_read", True)
        else ngettext(
            "{count} article marked as unread", "{count} articles marked as unread", count
        )
    )
    return words.format(count=count)


def _starred(subject: Subject) -> str:
    count = _count(subject)
    words = (
        ngettext("{count} article starred", "{count} articles starred", count)
        if subject.get("starred", True)
        else ngettext("star taken off {count} article", "star taken off {count} articles", count)
    )
    return words.format(count=count)


def _tagged(subject: Subject) -> str:
    count = _count(subject)
    words = ngettext("{count} article tagged {tags}", "{count} articles tagged {tags}", count)
    added = [f"+{name}" for name in subject.get("added", ())]
    removed = [f"-{name}" for name in subject.get("removed", ())]
    return words.format(count=count, tags=" ".join(added + removed))


def _linked(subject: Subject) -> str:
    count = _count(subject)
    words = ngettext(
        "{count} article linked to the mission “{title}”",
        "{count} articles linked to the mission “{title}”",
        count,
    )
    return words.format(count=count, title=_title(subject))


def _unlinked(subject: Subject) -> str:
    count = _count(subject)
    words = ngettext(
        "{count} article unlinked from the mission “{title}”",
        "{count} articles unlinked from the mission “{title}”",
        count,
    )
    return words.format(count=count, title=_title(subject))


def _collected(subject: Subject) -> str:
    count = _count(subject)
    words = ngettext(
        "{count} article added to the collection “{title}”",
        "{count} articles added to the collection “{title}”",
        count,
    )
    return words.format(count=count, title=_title(subject))


def _taken_out(subject: Subject) -> str:
    count = _count(subject)
    words = ngettext(
        "{count} article taken out of the collection “{title}”",
        "{count} articles taken out of the collection “{title}”",
        count,
    )
    return words.format(count=count, title=_title(subject))


def _mission_created(subject: Subject) -> str:
    if not subject.get("articles"):
        return _("mission “{title}” created").format(title=_title(subject))
    words = ngettext(
        "mission “{title}” created, with {count} article",
        "mission “{title}” created, with {count} articles",
        _count(subject),
    )
    return words.format(count=_count(subject), title=_title(subject))


def _collection_created(subject: Subject) -> str:
    if not subject.get("articles"):
        return _("collection “{title}” created").format(title=_title(subject))
    words = ngettext(
        "collection “{title}” created, with {count} article",
        "collection “{title}” created, with {count} articles",
        _count(subject),
    )
    return words.format(count=_count(subject), title=_title(subject))


def _title(subject: Subject) -> str:
    return str(subject.get("title") or subject.get("slug", "…"))


def _noted(subject: Subject) -> str:
    count = _count(subject)
    words = ngettext("note “{text}” on {count} article", "note “{text}” on {count} articles", count)
    return words.format(count=count, text=subject.get("text", "…"))


def _feeds_added(subject: Subject) -> str:
    count = _count(subject)
    return ngettext("{count} feed added", "{count} feeds added", count).format(count=count)


def _feeds_removed(subject: Subject) -> str:
    count = _count(subject)
    return ngettext("{count} feed removed", "{count} feeds removed", count).format(count=count)


def _feeds_edited(subject: Subject) -> str:
    count = _count(subject)
    if subject.get("paused"):
        words = ngettext("{count} feed paused", "{count} feeds paused", count)
    elif "paused" in subject:
        words = ngettext("{count} feed goes on", "{count} feeds go on", count)
    elif subject.get("group"):
        words = ngettext(
            "{count} feed put into the group “{group}”",
            "{count} feeds put into the group “{group}”",
            count,
        )
    elif "group" in subject:
        words = ngettext(
            "{count} feed taken out of its group", "{count} feeds taken out of their group", count
        )
    elif "title" in subject:
        words = ngettext("{count} feed renamed", "{count} feeds renamed", count)
    else:
        words = ngettext("{count} feed changed", "{count} feeds changed", count)
    return words.format(count=count, group=subject.get("group"))


def _taken_apart(subject: Subject) -> str:
    count = _count(subject)
    words = ngettext("{count} article taken apart", "{count} articles taken apart", count)
    return words.format(count=count)


def _refused(subject: Subject) -> str:
    count = _count(subject)
    words = ngettext(
        "suggestion {names} refused for {count} article",
        "suggestion {names} refused for {count} articles",
        count,
    )
    names = map(quoted, (*subject.get("tags", ()), *subject.get("missions", ())))
    return words.format(names=", ".join(names) or "…", count=count)


def _put_together(subject: Subject) -> str:
    count = _count(subject)
    words = ngettext("{count} article put together", "{count} articles put together", count)
    return words.format(count=count)


def _left_out(subject: Subject) -> str:
    count = _count(subject)
    words = ngettext(
        "“{name}” left out of {count} article", "“{name}” left out of {count} articles", count
    )
    return words.format(name=subject.get("name", "…"), count=count)


def _let_back(subject: Subject) -> str:
    count = _count(subject)
    words = ngettext(
        "“{name}” let back into {count} article", "“{name}” let back into {count} articles", count
    )
    return words.format(name=subject.get("name", "…"), count=count)


def _names_refused(subject: Subject) -> str:
    names = ", ".join(map(quoted, subject.get("names", ())))
    return _("{names} not to be suggested as a name").format(names=names or "…")


def _names_decided(subject: Subject) -> str:
    def listed(part: str) -> str:
        return ", ".join(map(quoted, subject.get(part, ())))

    words = [
        _("{names} confirmed").format(names=listed("confirmed")) if listed("confirmed") else "",
        _("{names} refused").format(names=listed("refused")) if listed("refused") else "",
    ]
    return ", ".join(part for part in words if part) or "…"


def _annotation_removed(subject: Subject) -> str:
    exact, facts = subject.get("exact", "…"), int(subject.get("facts", 0))
    if not facts:
        return _("annotation of “{exact}” removed").format(exact=exact)
    words = ngettext(
        "annotation of “{exact}” removed, with {count} fact that rested on it",
        "annotation of “{exact}” removed, with {count} facts that rested on it",
        facts,
    )
    return words.format(exact=exact, count=facts)


def _mission_removed(subject: Subject) -> str:
    facts = int(subject.get("facts", 0))
    if not facts:
        return _("mission “{title}” removed").format(title=_title(subject))
    words = ngettext(
        "mission “{title}” removed, with {count} fact",
        "mission “{title}” removed, with {count} facts",
        facts,
    )
    return words.format(title=_title(subject), count=facts)


_COUNTED: Mapping[str, Callable[[Subject], str]] = {
    "set-triage": _triage,
    "set-read": _read,
    "set-starred": _starred,
    "tag-articles": _tagged,
    "create-mission": _mission_created,
    "create-collection": _collection_created,
    "link-mission": _linked,
    "unlink-mission": _unlinked,
    "add-to-collection": _collected,
    "take-from-collection": _taken_out,
    "add-note": _noted,
    "add-feeds": _feeds_added,
    "remove-feeds": _feeds_removed,
    "edit-feeds": _feeds_edited,
    "take-apart": _taken_apart,
    "put-together": _put_together,
    "refuse-suggestions": _refused,
    "leave-out-entity": _left_out,
    "let-back-entity": _let_back,
    "refuse-names": _names_refused,
    "decide-names": _names_decided,
    "remove-annotation": _annotation_removed,
    "remove-mission": _mission_removed,
}

_NAMED: Mapping[str, str] = {
    "rename-tag": N_("tag “{old}” renamed to “{new}”"),
    "merge-tag": N_("tag “{old}” merged into “{into}”"),
    "delete-tag": N_("tag “{name}” deleted"),
    "add-annotation": N_("passage “{exact}” annotated"),
    "edit-annotation": N_("annotation of “{exact}” changed"),
    "place-annotation": N_("annotation placed at “{exact}”"),
    "edit-note": N_("note on {article} changed"),
    "remove-note": N_("note on {article} removed"),
    "edit-mission": N_("mission “{title}” changed"),
    "edit-collection": N_("collection “{title}” changed"),
    "remove-collection": N_("collection “{title}” removed"),
    "move-in-collection": N_("{article} moved in the collection “{title}”"),
    "comment-in-collection": N_("comment on {article} in the collection “{title}”"),
    "rename-section": N_("section “{old}” renamed to “{new}”"),
    "remove-section": N_("section “{title}” removed"),
    "save-search": N_("search “{name}” saved"),
    "rename-search": N_("saved search “{old}” renamed to “{new}”"),
    "remove-search": N_("saved search “{name}” removed"),
    "edit-feed": N_("feed {url} changed"),
    "shift-feed": N_("feed {url} put elsewhere in its group"),
    "create-entity": N_("“{name}” confirmed"),
    "rename-entity": N_("“{old}” renamed to “{new}”"),
    "edit-entity": N_("what is known of “{name}” changed"),
    "retype-entity": N_("“{name}” is of another kind now"),
    "merge-entity": N_("“{old}” merged into “{into}”"),
    "add-alias": N_("“{name}” is also called “{alias}”"),
    "remove-alias": N_("“{name}” is not called “{alias}” any more"),
    "forget-entity": N_("“{name}” forgotten"),
    "add-fact": N_("fact of the mission “{title}” recorded: “{exact}”"),
    "edit-fact": N_("fact of the mission “{title}” changed: “{exact}”"),
    "support-fact": N_("fact of the mission “{title}” rests on more: “{exact}”"),
    "unsupport-fact": N_("fact of the mission “{title}” rests on less: “{exact}”"),
    "remove-fact": N_("fact of the mission “{title}” removed: “{exact}”"),
    "add-rule": N_("rule “{query}” added"),
    "edit-rule": N_("rule “{query}” changed"),
    "remove-rule": N_("rule “{query}” removed"),
}
