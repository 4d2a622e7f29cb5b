"""The parts of the desk and the names of packages, each made or loaded when it is first asked for.

A command needs a few of them, and each costs the time that it takes to load what it is made of: half of
what opening a desk takes.
"""

from __future__ import annotations

import sys
from importlib import import_module
from threading import RLock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def loading(module: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """The ``__getattr__`` of a module whose names are loaded from others when they are first asked for.

    Args:
        module: its name.
        homes: its names, and the modules that have them.
    """

    def load(name: str) -> object:
        home = homes.get(name)
        if home is None:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        found = getattr(import_module(home), name)
        setattr(sys.modules[module], name, found)
        return found

    return load


class Whole:
    """What has parts; its threads may ask for them.

    Args:
        common: what every part is made with.
    """

    def __init__(self, *common: object) -> None:
        self._common = common
        # One that is being made may ask for another.
        self._making = RLock()

    def make(self, attribute: str, home: str, name: str, more: tuple[str, ...]) -> object:
        """The part that an attribute stands for, made if it is not there yet."""
        made = vars(self)
        with self._making:
            if attribute not in made:
                beside = [getattr(self, each) for each in more]
                made[attribute] = getattr(import_module(home), name)(*self._common, *beside)
            return made[attribute]

    def is_made(self, attribute: str) -> bool:
        """Whether a part was asked for by now."""
        return attribute in vars(self)


def part(home: str, name: str, *more: str) -> Any:
    """An attribute of a ``Whole`` that is made when it is first asked for.

    Args:
        home: the module of its class.
        name: of its class.
        more: attributes of the whole that it is made with beside what is common.
    """
    return _Part(home, name, more)


class _Part:
    """Stands for the attribute until it is there, and is not asked from then on."""

    def __init__(self, home: str, name: str, more: tuple[str, ...]) -> None:
        self._made_of = (home, name, more)
        self._attribute = ""

    def __set_name__(self, _owner: type, attribute: str) -> None:
        self._attribute = attribute

    def __get__(self, whole: Whole | None, _owner: type | None = None) -> object:
        return self if whole is None else whole.make(self._attribute, *self._made_of)
