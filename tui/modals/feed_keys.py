"""The keys of the list of feeds: as many as stand in a line, and all of them."""

from __future__ import annotations

from rich.cells import cell_len

from tui.i18n import _
from tui.keys import key_label
from tui.modals.help import HelpEntry, HelpGroup

NO_BREAK = "\u00a0"


def key_words(width: int) -> str:
    """As many of the keys that no button shows as stand in one line, and the one that tells them all."""
    pairs = (
        ("slash", _("find")),
        ("space", _("mark")),
        ("w", _("to look at")),
        ("O", _("order")),
        ("g", _("collect")),
        ("p", _("pause")),
        ("m", _("group")),
        ("d", _("remove")),
        ("u", _("undo")),
        ("b", _("kept out")),
        ("o", _("site")),
        ("s", _("papers")),
        ("i x", "OPML"),
    )
    last = _key_word("question_mark", _("all keys"))
    words: list[str] = []
    for keys, word in pairs:
        said = _key_word(keys, word)
        if cell_len("  ".join((*words, said, last))) > width:
            break
        words.append(said)
    return "  ".join((*words, last))


def _key_word(keys: str, word: str) -> str:
    return f"{NO_BREAK.join(map(key_label, keys.split()))}{NO_BREAK}{word.replace(' ', NO_BREAK)}"


def feed_keys() -> list[HelpGroup]:
    """All keys of the list."""
    many = (
        ("space *", _("Mark it and go on; mark all that are listed")),
        ("G", _("Mark all of its group")),
        ("g", _("Fetch them now")),
        ("p", _("Pause them; where all rest, let them go on")),
        ("m", _("Put them into another group")),
        ("d", _("Remove them; their articles stay")),
    )
    one = (
        ("e enter", _("Edit it")),
        ("r", _("Rename it")),
        ("t", _("See what it gives now, and what the rules make of that")),
        ("l", _("Its rules")),
        ("b", _("What rules keep out of it")),
        ("o", _("Open its site in the browser")),
        ("{ }", _("Further up or down in its group")),
    )
    listed = (
        ("slash", _("Find a feed by its name, its group or what ails it")),
        (
            "w",
            _("Only feeds to look at: that fail, rest, fell silent or give nothing that is kept"),
        ),
        ("O", _("Another order: by group, what ails, gives most, is kept least first")),
        ("a", _("Add a feed by its address")),
        ("s", _("Choose among French papers, by region")),
        ("i x", _("Follow the feeds of an OPML file; write one")),
        ("u ctrl+r", _("Undo; do again")),
        ("R", _("Last round of the feeds")),
    )
    return [
        HelpGroup(_("The marked feeds, else the current one"), _entries(many)),
        HelpGroup(_("The current feed"), _entries(one)),
        HelpGroup(_("The list"), _entries(listed)),
    ]


def _entries(pairs: tuple[tuple[str, str], ...]) -> tuple[HelpEntry, ...]:
    return tuple(HelpEntry(" ".join(map(key_label, keys.split())), words) for keys, words in pairs)
