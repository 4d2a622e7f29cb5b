"""Every command of the desk as data: its name, its help, its keys and where they count.

Key bindings, the palette, the help, ``marbre keys``, the hints at the foot of the screen and the
documentation are all made from ``COMMANDS``; ``tui.keys`` lays a person's own keys over it.

Nothing here needs Textual. Keys are written as Textual names them, single characters as themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.command import GROUP_NAMES, PLACE_NAMES, Command, Group, Where
from tui.i18n import N_
from tui.moving_commands import MOVING_COMMANDS
from tui.organising_commands import ORGANISING_COMMANDS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "COMMANDS",
    "GROUP_NAMES",
    "HINTS",
    "MARKED_HINTS",
    "PLACE_NAMES",
    "Command",
    "Group",
    "Where",
]

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
        "fact",
        N_("Make a fact of the passage"),
        N_("Record what the passage says of a mission: what, who, how much, how surely."),
        ("!",),
        Group.READ,
        hint=N_("Fact"),
    ),
    Command(
        "names",
        N_("Name people, organisations, places"),
        N_("Say who or what is selected; without a selection, the names of the article."),
        ("i",),
        Group.READ,
        hint=N_("Names"),
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
        "versions",
        N_("Earlier versions"),
        N_("Read the article as it was before it changed."),
        (),
        Group.READ,
    ),
    Command(
        "differences",
        N_("What changed"),
        N_("See word by word what changed in the article since you read it."),
        ("d",),
        Group.READ,
        hint=N_("Changes"),
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
        N_("Newest, oldest, or nearest to what you kept first; in a search, by relevance or date."),
        ("O",),
        Group.SEARCH,
        hint=N_("Order"),
    ),
    Command(
        "facets",
        N_("Narrow what was found"),
        N_("Count its tags, sources, missions, names and years; the key beside one narrows it."),
        ("f",),
        Group.SEARCH,
        hint=N_("Narrow"),
    ),
    Command(
        "complete",
        N_("Take what is offered"),
        N_(
            "Take the field, the value or the word that is offered while one types; ↑ shows others."
        ),
        ("tab",),
        Group.SEARCH,
        Where.SEARCH,
        hint=N_("Complete"),
        in_palette=False,
        is_panes_own=True,
    ),
    Command(
        "correct",
        N_("Take the words that were meant"),
        N_("Search for the words that are offered in place of those that no article has."),
        ("y", "ctrl+y"),
        Group.SEARCH,
        Where.LIST,
    ),
    Command(
        "similar",
        N_("Articles like this one"),
        N_("List the articles most like this one, with the words that both have."),
        ("L",),
        Group.SEARCH,
        hint=N_("Like this"),
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
        "starter",
        N_("Papers to follow, by region"),
        N_("Choose among feeds of French regional and business papers."),
        (),
        Group.DESK,
    ),
    Command(
        "blocked",
        N_("Kept out by rules"),
        N_("See what the rules keep out of the feeds, and take it in after all."),
        ("B",),
        Group.DESK,
    ),
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
        "pause-index",
        N_("Pause indexing"),
        N_("Let what is new wait to be found while the machine is busy; once more to go on."),
        (),
        Group.DESK,
    ),
    Command(
        "report",
        N_("Last round of the feeds"),
        N_("See what the last collecting brought, feed by feed."),
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

COMMANDS: tuple[Command, ...] = (
    *_JUDGE,
    *_READ,
    *ORGANISING_COMMANDS,
    *_SEARCH,
    *_DESK,
    *MOVING_COMMANDS,
)
"""All of them, in the order of the help."""

HINTS: Mapping[Where, tuple[str, ...]] = {
    Where.VIEWS: ("open", "search", "collect", "palette", "help"),
    Where.LIST: ("open", "keep", "discard", "tag", "search", "help"),
    Where.READER: ("back", "select", "annotate", "note", "keep", "help"),
    Where.SEARCH: ("open", "back", "complete", "search-everywhere"),
    Where.FACETS: ("open", "back", "facets", "search", "help"),
}
"""What the foot of the screen offers where, the most important first."""

MARKED_HINTS = ("keep", "discard", "tag", "mission", "collection", "back")
"""What it offers in the list while articles are marked."""
