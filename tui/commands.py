"""Every command of the desk as data: its name, its help, its keys and where they count.

Key bindings, the palette, the help, ``marbre keys``, the hints at the foot of the screen and the
documentation are all made from ``COMMANDS``; ``tui.keys`` lays a person's own keys over it.

Nothing here needs Textual. Keys are written as Textual names them, single characters as themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from tui.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping


class Group(StrEnum):
    """A heading of the help."""

    MOVE = "move"
    READ = "read"
    JUDGE = "judge"
    ORGANISE = "organise"
    SEARCH = "search"
    DESK = "desk"


class Where(StrEnum):
    """The place that must have the focus for a command's keys to count."""

    EVERYWHERE = "everywhere"
    """The views, the list and the reader; while a person types, letters are letters."""
    VIEWS = "views"
    LIST = "list"
    READER = "reader"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Command:
    """Something that a person can ask of the desk."""

    id: str
    """What settings call it: lower case, words parted by hyphens."""
    name: str
    """Its name in the palette and the help, in English; shown through ``_``."""
    help: str
    """One sentence on what it does, in English; shown through ``_``."""
    keys: tuple[str, ...]
    """Keys that call it, the one to show first; none where only the palette has it."""
    group: Group
    where: Where = Where.EVERYWHERE
    hint: str = ""
    """A word for the foot of the screen; the name where empty."""
    in_palette: bool = True
    """False for what makes sense by its key alone, such as moving the cursor."""
    is_panes_own: bool = False
    """Whether each pane does it in its own way."""

    @property
    def action(self) -> str:
        """The name of its Textual action."""
        return self.id.replace("-", "_")


GROUP_NAMES: Mapping[Group, str] = {
    Group.MOVE: N_("Move"),
    Group.READ: N_("Read and annotate"),
    Group.JUDGE: N_("Judge"),
    Group.ORGANISE: N_("Organise"),
    Group.SEARCH: N_("Search"),
    Group.DESK: N_("The desk"),
}

PLACE_NAMES: Mapping[Where, str] = {
    Where.EVERYWHERE: N_("everywhere"),
    Where.VIEWS: N_("in the views"),
    Where.LIST: N_("in the list"),
    Where.READER: N_("in the article"),
    Where.SEARCH: N_("in the search bar"),
}


_HERE = Where.EVERYWHERE


def _move(id_: str, name: str, help_: str, *keys: str, where: Where = _HERE) -> Command:
    return Command(id_, name, help_, keys, Group.MOVE, where, in_palette=False)


def _within(id_: str, name: str, help_: str, *keys: str, where: Where = _HERE) -> Command:
    command = _move(id_, name, help_, *keys, where=where)
    return replace(command, is_panes_own=True)


_MOVE = (
    _within("down", N_("Down"), N_("Go to the next line."), "down", "j"),
    _within("up", N_("Up"), N_("Go to the line before."), "up", "k"),
    _within("page-down", N_("Page down"), N_("Go a screen further down."), "pagedown", "ctrl+f"),
    _within("page-up", N_("Page up"), N_("Go a screen further up."), "pageup", "ctrl+b"),
    _within("first", N_("First"), N_("Go to the first line."), "home"),
    _within("last", N_("Last"), N_("Go to the last line."), "end", "G"),
    _move(
        "open", N_("Open"), N_("Go from a view to its list, from the list to the article."), "enter"
    ),
    _within("fold", N_("Fold"), N_("Hide what is below."), "left", "h", where=Where.VIEWS),
    _within("unfold", N_("Unfold"), N_("Show what is below."), "right", "l", where=Where.VIEWS),
    _within("right", N_("Right"), N_("Go one character on."), "right", "l", where=Where.READER),
    _within("left", N_("Left"), N_("Go one character back."), "left", "h", where=Where.READER),
    _within(
        "next-word",
        N_("Next word"),
        N_("Go, or select, word by word."),
        "w",
        "ctrl+right",
        where=Where.READER,
    ),
    _within(
        "previous-word",
        N_("Previous word"),
        N_("Go a word back."),
        "b",
        "ctrl+left",
        where=Where.READER,
    ),
    _within(
        "next-sentence",
        N_("Next sentence"),
        N_("Go, or select, sentence by sentence."),
        ")",
        where=Where.READER,
    ),
    _within(
        "previous-sentence",
        N_("Previous sentence"),
        N_("Go a sentence back."),
        "(",
        where=Where.READER,
    ),
    _within(
        "next-paragraph",
        N_("Next paragraph"),
        N_("Go, or select, paragraph by paragraph."),
        "}",
        "ctrl+down",
        where=Where.READER,
    ),
    _within(
        "previous-paragraph",
        N_("Previous paragraph"),
        N_("Go a paragraph back."),
        "{",
        "ctrl+up",
        where=Where.READER,
    ),
    _within(
        "line-start",
        N_("Start of the line"),
        N_("Go to the start of the line."),
        "0",
        where=Where.READER,
    ),
    _within(
        "line-end", N_("End of the line"), N_("Go to the end of the line."), "$", where=Where.READER
    ),
    _within(
        "next-match",
        N_("Next match"),
        N_("Go to the next place that the search found."),
        ">",
        where=Where.READER,
    ),
    _within(
        "previous-match",
        N_("Previous match"),
        N_("Go to the place found before this."),
        "<",
        where=Where.READER,
    ),
    _within(
        "next-annotation",
        N_("Next annotation"),
        N_("Go to the next annotation."),
        "]",
        "alt+down",
        where=Where.READER,
    ),
    _within(
        "previous-annotation",
        N_("Previous annotation"),
        N_("Go to the annotation before this."),
        "[",
        "alt+up",
        where=Where.READER,
    ),
    _within(
        "noise",
        N_("What is not the article"),
        N_("Show what is not the article, or hide it."),
        "z",
        where=Where.READER,
    ),
    _within(
        "take-sentence",
        N_("Select whole sentences"),
        N_("Make the selection whole sentences, then take one more."),
        "s",
        where=Where.READER,
    ),
    _within(
        "take-paragraph",
        N_("Select whole paragraphs"),
        N_("Make the selection whole paragraphs, then take one more."),
        "p",
        where=Where.READER,
    ),
    _within(
        "swap",
        N_("Other end"),
        N_("Move the other end of the selection from now on."),
        "o",
        where=Where.READER,
    ),
    _within(
        "copy",
        N_("Copy the passage"),
        N_("Put the passage into the clipboard."),
        "y",
        where=Where.READER,
    ),
    _move("next-pane", N_("Next pane"), N_("Go from the views to the list to the article."), "tab"),
    _move(
        "previous-pane",
        N_("Previous pane"),
        N_("Go from the article to the list to the views."),
        "shift+tab",
    ),
    _move(
        "back",
        N_("Back"),
        N_("Leave the article, drop the marks, end the search: one step at a time."),
        "escape",
    ),
    # The second keys are what the digits' keys give on a French keyboard without shift.
    Command(
        "go-views",
        N_("Go to the views"),
        N_("Choose an inbox, a tag, a mission, a source …"),
        ("1", "&"),
        Group.MOVE,
    ),
    Command("go-list", N_("Go to the list"), N_("Choose an article."), ("2", "é"), Group.MOVE),
    Command(
        "go-article",
        N_("Go to the article"),
        N_("Read the current article."),
        ("3", '"'),
        Group.MOVE,
        hint=N_("Read"),
    ),
    Command(
        "next-article",
        N_("Next article"),
        N_("Read the next article of the list without leaving the reader."),
        (".", "J"),
        Group.MOVE,
    ),
    Command(
        "previous-article",
        N_("Previous article"),
        N_("Read the article before this one without leaving the reader."),
        ("comma",),
        Group.MOVE,
    ),
)

_READ = (
    Command(
        "select",
        N_("Select a passage"),
        N_("Select by word, sentence or paragraph from the keyboard."),
        ("v",),
        Group.READ,
        hint=N_("Select"),
    ),
    Command(
        "annotate",
        N_("Annotate the passage"),
        N_("Keep the selected passage with a kind and a note."),
        ("a",),
        Group.READ,
        hint=N_("Annotate"),
    ),
    Command(
        "note",
        N_("Write a note"),
        N_("Write a note on the whole article, or on all that are marked."),
        ("n",),
        Group.READ,
        hint=N_("Note"),
    ),
    Command(
        "edit-note",
        N_("Change a note"),
        N_("Change or remove a note on this article."),
        ("E",),
        Group.READ,
    ),
    Command(
        "edit-annotation",
        N_("Change an annotation"),
        N_("Change or remove an annotation of this article."),
        ("A",),
        Group.READ,
    ),
    Command(
        "remove-annotation",
        N_("Remove an annotation"),
        N_("Remove the annotation at the cursor; undo brings it back."),
        ("x",),
        Group.READ,
        Where.READER,
        is_panes_own=True,
    ),
    Command(
        "browser",
        N_("Open in the browser"),
        N_("Open the article's page on the web."),
        ("o",),
        Group.READ,
        hint=N_("Browser"),
    ),
    Command(
        "place-orphans",
        N_("Place orphaned annotations"),
        N_("Find anew the passages that were lost when an article changed."),
        ("P",),
        Group.READ,
    ),
)

_JUDGE = (
    Command("keep", N_("Keep"), N_("Keep the article and go on to the next."), ("K",), Group.JUDGE),
    Command(
        "discard",
        N_("Discard"),
        N_("Set the article aside, without deleting it, and go on to the next."),
        ("D",),
        Group.JUDGE,
    ),
    Command(
        "inbox",
        N_("Back to the inbox"),
        N_("Take back keeping or discarding: the article is new again."),
        ("I",),
        Group.JUDGE,
    ),
    Command(
        "star", N_("Star"), N_("Put a star on the article, or take it off."), ("s",), Group.JUDGE
    ),
    Command(
        "read",
        N_("Read or unread"),
        N_("Say that the article was read, or was not."),
        ("r",),
        Group.JUDGE,
    ),
    Command(
        "mark",
        N_("Mark"),
        N_("Mark articles: the next act goes to all of them."),
        ("space",),
        Group.JUDGE,
        Where.LIST,
        is_panes_own=True,
    ),
    Command(
        "mark-range",
        N_("Mark up to here"),
        N_("Mark all articles from the last mark to the cursor."),
        ("V",),
        Group.JUDGE,
        Where.LIST,
        is_panes_own=True,
    ),
    Command(
        "mark-all",
        N_("Mark all"),
        N_("Mark every article of the list, or none."),
        ("*",),
        Group.JUDGE,
    ),
)

_ORGANISE = (
    Command(
        "tag",
        N_("Tag"),
        N_("Add and remove tags; a new one is made by typing it."),
        ("t",),
        Group.ORGANISE,
    ),
    Command(
        "mission",
        N_("Link to a mission"),
        N_("Link the article to a mission, with its role; a mission can be made on the way."),
        ("m",),
        Group.ORGANISE,
        hint=N_("Mission"),
    ),
    Command(
        "collection",
        N_("Add to a collection"),
        N_("Put the article into a collection; one can be made on the way."),
        ("c",),
        Group.ORGANISE,
        hint=N_("Collection"),
    ),
    Command(
        "take-out",
        N_("Take out of this view"),
        N_("Take the article out of the collection, the mission or the tag that is shown."),
        ("x",),
        Group.ORGANISE,
        hint=N_("Take out"),
    ),
    Command(
        "move-up",
        N_("Move up in the collection"),
        N_("Put the article one place further up in the collection that is shown."),
        ("{", "alt+up"),
        Group.ORGANISE,
        Where.LIST,
    ),
    Command(
        "move-down",
        N_("Move down in the collection"),
        N_("Put the article one place further down in the collection that is shown."),
        ("}", "alt+down"),
        Group.ORGANISE,
        Where.LIST,
    ),
    Command(
        "comment",
        N_("Comment in the collection"),
        N_("Write what the collection says of this article."),
        ("C",),
        Group.ORGANISE,
        hint=N_("Comment"),
    ),
    Command(
        "edit",
        N_("Change what is shown"),
        N_("Change the mission, the collection, the tag or the saved search that is shown."),
        ("M",),
        Group.ORGANISE,
    ),
    Command(
        "new-mission",
        N_("New mission"),
        N_("Describe a mission: where from, where to, who, when."),
        (),
        Group.ORGANISE,
    ),
    Command(
        "new-collection",
        N_("New collection"),
        N_("Begin a press review or a dossier."),
        (),
        Group.ORGANISE,
    ),
    Command(
        "rename-tag",
        N_("Rename a tag"),
        N_("Give a tag another name; what would change is shown first."),
        (),
        Group.ORGANISE,
    ),
    Command(
        "merge-tag",
        N_("Merge a tag into another"),
        N_("Make two tags one; what would change is shown first."),
        (),
        Group.ORGANISE,
    ),
    Command(
        "change-section",
        N_("Move to another section"),
        N_("Put the article under another heading of the collection that is shown."),
        (),
        Group.ORGANISE,
    ),
    Command(
        "rename-section",
        N_("Rename a section"),
        N_("Give a section of the collection that is shown another title."),
        (),
        Group.ORGANISE,
    ),
    Command(
        "remove-section",
        N_("Remove a section"),
        N_("Remove a section of the collection that is shown; its articles stay."),
        (),
        Group.ORGANISE,
    ),
    Command(
        "remove",
        N_("Remove what is shown"),
        N_("Remove the mission, the collection, the tag or the saved search that is shown."),
        (),
        Group.ORGANISE,
    ),
)

_SEARCH = (
    Command(
        "search",
        N_("Search"),
        N_("Search in the view as you type; / once more searches everywhere."),
        ("/",),
        Group.SEARCH,
    ),
    Command(
        "search-everywhere",
        N_("Search everywhere"),
        N_("Search in all articles, or in the view again."),
        ("ctrl+l",),
        Group.SEARCH,
        hint=N_("Everywhere"),
    ),
    Command(
        "sort",
        N_("Other order"),
        N_("Newest or oldest first; in a search, by relevance or by date."),
        ("O",),
        Group.SEARCH,
        hint=N_("Order"),
    ),
    Command(
        "save-search",
        N_("Save the search"),
        N_("Keep the search under a name among the views."),
        ("S",),
        Group.SEARCH,
    ),
)

_DESK = (
    Command(
        "undo",
        N_("Undo"),
        N_("Take back your last act, then the one before, without limit."),
        ("u",),
        Group.DESK,
    ),
    Command("redo", N_("Redo"), N_("Do again what was undone."), ("ctrl+r",), Group.DESK),
    Command(
        "history",
        N_("History"),
        N_("See who did what, and undo one act of it."),
        ("H",),
        Group.DESK,
    ),
    Command(
        "collect",
        N_("Collect"),
        N_("Fetch what is new from the feeds; once more to stop."),
        ("g",),
        Group.DESK,
    ),
    Command("feeds", N_("Feeds"), N_("Add, change, pause and remove feeds."), ("F",), Group.DESK),
    Command(
        "export",
        N_("Export"),
        N_("Write the collection, the mission or the search that is shown to a file."),
        ("e",),
        Group.DESK,
    ),
    Command(
        "backup",
        N_("Back up now"),
        N_("Make a backup of the desk beside the daily ones."),
        (),
        Group.DESK,
    ),
    Command(
        "report",
        N_("Last collection"),
        N_("See what the last collection brought, feed by feed."),
        ("R",),
        Group.DESK,
    ),
    Command(
        "refresh",
        N_("Look again"),
        N_("Take in files that were put into the folder, and show what is new."),
        ("f5",),
        Group.DESK,
    ),
    Command(
        "theme",
        N_("Dark or light"),
        N_("Change between the dark and the light screen until the desk is closed."),
        (),
        Group.DESK,
    ),
    Command(
        "palette",
        N_("All commands"),
        N_("Find a command by its name."),
        (":", "ctrl+p"),
        Group.DESK,
        hint=N_("Commands"),
        in_palette=False,
    ),
    Command("help", N_("Help"), N_("Every key, with what it does."), ("?",), Group.DESK),
    Command(
        "quit", N_("Quit"), N_("Close the desk; everything is kept already."), ("q",), Group.DESK
    ),
)

COMMANDS: tuple[Command, ...] = (*_MOVE, *_READ, *_JUDGE, *_ORGANISE, *_SEARCH, *_DESK)
"""All of them, in the order of the help."""

HINTS: Mapping[Where, tuple[str, ...]] = {
    Where.VIEWS: ("open", "search", "collect", "palette", "help"),
    Where.LIST: ("open", "keep", "discard", "tag", "search", "help"),
    Where.READER: ("back", "select", "annotate", "note", "keep", "help"),
    Where.SEARCH: ("open", "back", "search-everywhere"),
}
"""What the foot of the screen offers where, the most important first."""

MARKED_HINTS = ("keep", "discard", "tag", "mission", "collection", "back")
"""What it offers in the list while articles are marked."""
