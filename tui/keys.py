"""Keys by name, and a person's own keys laid over those of the commands.

Keys are written as Textual names them (``ctrl+r``, ``escape``), single characters as themselves.
The part ``[keys]`` of the settings gives commands other keys; ``check_keys`` says what is wrong
with them, for Textual lets the second of two commands on one key die in silence. Nothing here needs
Textual.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from string import ascii_letters
from typing import TYPE_CHECKING

from tui.commands import COMMANDS, Command, Group, Where
from tui.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class KeyProblem:
    """Something wrong with a person's own keys."""

    code: str
    """``unknown-command``, ``no-key``, ``unknown-key`` or ``taken``."""
    command: str
    """What the settings call the command."""
    key: str = ""
    other: str = ""
    """The command that has the key already."""


_NAMED_KEYS = {
    "/": "slash",
    "\\": "backslash",
    "@": "at",
    "-": "minus",
    "+": "plus",
    "_": "underscore",
    ",": "comma",
    ".": "full_stop",
    ":": "colon",
    ";": "semicolon",
    "?": "question_mark",
    "!": "exclamation_mark",
    "*": "asterisk",
    "&": "ampersand",
    '"': "quotation_mark",
    "'": "apostrophe",
    "{": "left_curly_bracket",
    "}": "right_curly_bracket",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
    "<": "less_than_sign",
    ">": "greater_than_sign",
    "=": "equals_sign",
    "$": "dollar_sign",
    "%": "percent_sign",
    "#": "number_sign",
    "^": "circumflex_accent",
    "`": "grave_accent",
    "~": "tilde",
    "|": "vertical_line",
    " ": "space",
}
_CHARACTERS = {name: character for character, name in _NAMED_KEYS.items() if character != " "}

_SPOKEN_KEYS: Mapping[str, str] = {
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "space": N_("Space"),
    "tab": N_("Tab"),
    "backspace": N_("Backspace"),
    "delete": N_("Del"),
    "insert": N_("Ins"),
    "home": N_("Home"),
    "end": N_("End"),
    "pageup": N_("PgUp"),
    "pagedown": N_("PgDn"),
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}
_PANE_BINDINGS = {
    "open": ("list.choose", "reader.choose"),
    "first": ("list.first", "reader.start"),
    "last": ("list.last", "reader.end"),
    "back": ("reader.cancel",),
    "remove-annotation": ("reader.remove",),
    "remove": (),
}
"""Where a pane has another word than the command."""

_FUNCTION_KEYS = frozenset(f"f{number}" for number in range(1, 25))
_MODIFIERS = frozenset({"ctrl", "alt", "shift", "super"})


def key_name(key: str) -> str:
    """A key's one name in Textual, for what may be written as a character or as a name."""
    return _NAMED_KEYS.get(key, key)


def key_label(key: str) -> str:
    """A key as people know it: ``/``, ``Ctrl+R``, ``Esc``."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    if last in _SPOKEN_KEYS:
        word = _(_SPOKEN_KEYS[last])
    elif modifiers or last in _FUNCTION_KEYS:
        word = last.upper()
    else:
        word = _CHARACTERS.get(last, last)
    return "+".join([*(_spoken_modifier(name) for name in modifiers), word])


def _spoken_modifier(name: str) -> str:
    return {"ctrl": _("Ctrl"), "alt": _("Alt"), "shift": _("Shift")}.get(name, name.title())


def is_key(key: str) -> bool:
    """Whether a key of this name can be pressed."""
    if len(key) == 1:
        return key.isprintable()
    *modifiers, last = key.split("+")
    known = last in _SPOKEN_KEYS or last in _CHARACTERS or last in _FUNCTION_KEYS
    return set(modifiers) <= _MODIFIERS and (known or (len(last) == 1 and last.isprintable()))


def check_keys(
    own: Mapping[str, Sequence[str]], commands: Sequence[Command] = COMMANDS
) -> list[KeyProblem]:
    """What is wrong with a person's own keys: nothing, where the list is empty.

    Args:
        own: The id of a command to its keys; a comma as a key is written ``comma``.
        commands: Those there are.
    """
    known = {command.id for command in commands}
    unknown = [KeyProblem("unknown-command", name) for name in own if name not in known]
    strange = [problem for name, keys in own.items() for problem in _strange_keys(name, keys)]
    return unknown + strange + _taken_keys(own, lay_keys(own, commands))


def lay_keys(
    own: Mapping[str, Sequence[str]], commands: Sequence[Command] = COMMANDS
) -> tuple[Command, ...]:
    """The commands with a person's own keys in place of theirs."""
    return tuple(
        replace(command, keys=tuple(map(key_name, own[command.id])))
        if command.id in own
        else command
        for command in commands
    )


def keymap(own: Mapping[str, Sequence[str]], flavour: str = "vim") -> dict[str, str]:
    """The keys of every command for Textual: ids to keys parted by commas.

    Args:
        own: A person's own keys, checked.
        flavour: ``vim`` for letters beside the arrows, ``arrows`` for the arrows alone.
    """
    laid = lay_keys(own)
    if flavour == "arrows":
        laid = tuple(
            command if command.id in own else _without_letters(command) for command in laid
        )
    return {
        binding: ",".join(map(key_name, command.keys))
        for command in laid
        if command.keys
        for binding in binding_ids(command.id)
    }


def binding_ids(command: str) -> tuple[str, ...]:
    """What the screen and its panes call the binding of a command, each in its own way."""
    return (command, *_PANE_BINDINGS.get(command, (f"list.{command}", f"reader.{command}")))


def _without_letters(command: Command) -> Command:
    """A movement's other keys, where it has any."""
    if command.group is not Group.MOVE:
        return command
    other = tuple(key for key in command.keys if len(key) > 1 or key not in ascii_letters)
    return replace(command, keys=other or command.keys)


def _strange_keys(command: str, keys: Sequence[str]) -> list[KeyProblem]:
    if not any(keys):
        return [KeyProblem("no-key", command)]
    return [KeyProblem("unknown-key", command, key) for key in keys if key and not is_key(key)]


def _taken_keys(own: Mapping[str, Sequence[str]], laid: Sequence[Command]) -> list[KeyProblem]:
    return [
        KeyProblem("taken", command.id, key, other.id)
        for command in laid
        if command.id in own
        for key in dict.fromkeys(command.keys)
        for other in laid
        if other.id != command.id
        and _meet(command, other, key)
        # Of two that the person set both, the first is named once.
        and not (other.id in own and command.id > other.id)
    ]


def _meet(command: Command, other: Command, key: str) -> bool:
    same_place = command.where is other.where or Where.EVERYWHERE in {command.where, other.where}
    has_it = key_name(key) in map(key_name, other.keys)
    return same_place and has_it and not _share(command.id, other.id, key)


def _share(command: str, other: str, key: str) -> bool:
    """Whether the two have this key both by design: one of them counts at times only."""
    holders = {each.id for each in COMMANDS if key_name(key) in map(key_name, each.keys)}
    return {command, other} <= holders


def describe_key_problem(problem: KeyProblem) -> str:
    """A sentence on what is wrong with a person's own keys."""
    sentences = {
        "unknown-command": _("There is no command called “{command}”; `marbre keys` lists them."),
        "no-key": _("The command “{command}” is given no key."),
        "unknown-key": _("The command “{command}” is given “{key}”, which is no key."),
        "taken": _("The key “{key}” is given to “{command}”, but “{other}” has it."),
    }
    return sentences[problem.code].format(
        command=problem.command, key=key_label(problem.key), other=problem.other
    )
