"""Commands as data, and a person's own keys laid over them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from textual.binding import Binding
from textual.keys import _character_to_key

from tui.commands import COMMANDS, HINTS, MARKED_HINTS, Group, Where
from tui.keys import (
    KeyProblem,
    binding_ids,
    check_keys,
    describe_key_problem,
    is_key,
    key_label,
    key_name,
    keymap,
    lay_keys,
)
from tui.screens.desk import DeskScreen
from tui.screens.handlers import HANDLERS
from tui.widgets.article_list import ArticleList
from tui.widgets.reader import Reader
from tui.widgets.search_input import SearchInput
from tui.widgets.sidebar import Sidebar
from tui.widgets.status import MOST_HINTS

PANES = (ArticleList, Reader, Sidebar, SearchInput)
BY_ID = {command.id: command for command in COMMANDS}


def test_commands_need_no_textual() -> None:
    code = "import sys, tui.commands, tui.keys; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_command_has_a_name_of_its_own_and_a_sentence_of_help() -> None:
    assert len(BY_ID) == len(COMMANDS)
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)
    assert all(command.help.endswith((".", "…")) for command in COMMANDS)


def test_every_command_does_something() -> None:
    done_by_panes = {command.id for command in COMMANDS if command.is_panes_own}
    assert set(BY_ID) == set(HANDLERS) | done_by_panes
    assert all(command.id in HANDLERS for command in COMMANDS if command.in_palette)


def test_commands_without_keys_are_in_the_palette() -> None:
    assert all(command.in_palette for command in COMMANDS if not command.keys)


@pytest.mark.parametrize("pane", PANES)
def test_each_key_of_a_pane_is_a_command_with_the_same_keys(pane: type[ArticleList]) -> None:
    commands = {name: each for each in COMMANDS for name in binding_ids(each.id)}
    for binding in pane.BINDINGS:
        assert isinstance(binding, Binding)
        if binding.id is None:
            continue
        command = commands[binding.id]
        bound = set(map(key_name, binding.key.split(",")))
        # A pane may leave some of a command's keys out, such as letters where one types.
        assert bound <= set(map(key_name, command.keys)), command.id


def test_the_screen_binds_what_panes_do_not() -> None:
    bound = {each.id for each in DeskScreen.BINDINGS if isinstance(each, Binding)}
    assert bound == {each.id for each in COMMANDS if each.keys and not each.is_panes_own}


@pytest.mark.parametrize("where", [*HINTS])
def test_hints_are_few_and_known(where: Where) -> None:
    assert len(HINTS[where]) <= MOST_HINTS
    assert set(HINTS[where]) | set(MARKED_HINTS) <= set(BY_ID)


def test_no_two_commands_for_every_pane_share_a_key() -> None:
    everywhere = [each for each in COMMANDS if each.where is Where.EVERYWHERE]
    keys = [key_name(key) for each in everywhere for key in each.keys]
    assert len(keys) == len(set(keys))


def test_keys_are_named_as_textual_names_them() -> None:
    characters = [key for each in COMMANDS for key in each.keys if len(key) == 1]
    assert all(key_name(each) == _character_to_key(each) for each in characters)
    assert key_name("-") == _character_to_key("-")
    assert key_name("@") == _character_to_key("@")


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("/", "/"),
        ("slash", "/"),
        ("K", "K"),
        ("ctrl+r", "Ctrl+R"),
        ("alt+up", "Alt+↑"),
        ("escape", "Esc"),
        ("comma", ","),
        ("f5", "F5"),
        ("+", "+"),
        ("space", "Space"),
    ],
)
def test_keys_are_shown_as_people_know_them(key: str, label: str) -> None:
    assert key_label(key) == label


@pytest.mark.parametrize(
    "key", ["a", "É", "?", "ctrl+x", "ctrl+shift+a", "f12", "pagedown", "comma"]
)
def test_what_is_a_key(key: str) -> None:
    assert is_key(key)


@pytest.mark.parametrize("key", ["", "ctrl", "ctrl+", "hyper+a", "f99", "pgdown", "aa", "\n"])
def test_what_is_no_key(key: str) -> None:
    assert not is_key(key)


def test_the_keys_there_are_have_no_problem() -> None:
    assert check_keys({}) == []
    assert check_keys({each.id: each.keys for each in COMMANDS if each.keys}) == []


def test_problems_are_found() -> None:
    own = {"kep": ("z",), "keep": ("j",), "tag": ("wat",), "note": ("",)}
    assert check_keys(own) == [
        KeyProblem("unknown-command", "kep"),
        KeyProblem("unknown-key", "tag", "wat"),
        KeyProblem("no-key", "note"),
        KeyProblem("taken", "keep", "j", "down"),
    ]


def test_a_key_that_both_were_given_is_named_once() -> None:
    (problem,) = check_keys({"keep": ("f9",), "discard": ("f9",)})
    assert {problem.command, problem.other} == {"keep", "discard"}


def test_a_key_that_was_moved_away_is_free() -> None:
    assert check_keys({"keep": ("D",), "discard": ("K",)}) == []
    assert check_keys({"star": ("Z",), "collect": ("s",)})[0].other == "take-sentence"


def test_a_character_and_its_name_are_one_key() -> None:
    (problem,) = check_keys({"keep": ("slash",)})
    assert problem.other == "search"


@pytest.mark.parametrize("problem", check_keys({"kep": ("z",), "keep": ("j",), "tag": ("wat",)}))
def test_problems_are_told_in_words(problem: KeyProblem) -> None:
    assert problem.command in describe_key_problem(problem)


def test_own_keys_are_laid_over_those_of_the_desk() -> None:
    laid = {command.id: command for command in lay_keys({"keep": ("w", "/")})}
    assert laid["keep"].keys == ("w", "slash")
    assert laid["discard"] == BY_ID["discard"]


def test_the_keymap_reaches_every_pane() -> None:
    keys = keymap({"down": ("N",)})
    assert keys["down"] == keys["list.down"] == keys["reader.down"] == "N"
    assert keys["open"] == keys["list.choose"] == "enter"


def test_arrows_alone_take_no_letter_for_moving() -> None:
    keys = keymap({"last": ("G",)}, "arrows")
    assert keys["down"] == "down"
    assert keys["last"] == "G"
    moves = [each for each in COMMANDS if each.group is Group.MOVE and len(each.keys) > 1]
    assert all(keys[each.id] for each in moves)
