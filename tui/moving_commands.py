"""The commands that move about: from line to line, from word to word, from pane to pane."""

from __future__ import annotations

from dataclasses import replace

from tui.command import Command, Group, Where
from tui.i18n import N_

_HERE = Where.EVERYWHERE


def _move(id_: str, name: str, help_: str, *keys: str, where: Where = _HERE) -> Command:
    return Command(id_, name, help_, keys, Group.MOVE, where, in_palette=False)


def _within(id_: str, name: str, help_: str, *keys: str, where: Where = _HERE) -> Command:
    command = _move(id_, name, help_, *keys, where=where)
    return replace(command, is_panes_own=True)


MOVING_COMMANDS: tuple[Command, ...] = (
    _within("down", N_("Down"), N_("Go to the next line."), "down", "j"),
    _within("up", N_("Up"), N_("Go to the line before."), "up", "k"),
    _within("page-down", N_("Page down"), N_("Go a screen further down."), "pagedown", "ctrl+f"),
    _within("page-up", N_("Page up"), N_("Go a screen further up."), "pageup", "ctrl+b"),
    _within("first", N_("First"), N_("Go to the first line."), "home"),
    _within("last", N_("Last"), N_("Go to the last line."), "end", "G"),
    _within(
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
        "next-passage",
        N_("Next best passage"),
        N_("Go to the passage that answers the search best, then to the next best."),
        "N",
        where=Where.READER,
    ),
    _within(
        "previous-passage",
        N_("Better passage"),
        N_("Go back to the passage that answers better."),
        "alt+n",
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
