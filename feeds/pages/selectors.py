"""CSS selectors, as far as people write them for pages of news, to XPath. Pure.

Taken are type and ``*``, ``#id``, ``.class``, ``[attribute]`` with ``= ~= ^= $= *=``, the descendant, child
(``>``) and next (``+``) combinators, and lists by commas. Pseudo-classes are not.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""
    (?P<combinator>\s*[>+]\s*|\s+)
    |(?P<type>\*|[A-Za-z][\w-]*)
    |\#(?P<id>[\w-]+)
    |\.(?P<class>[\w-]+)
    |\[\s*(?P<name>[\w:-]+)\s*
        (?:(?P<operator>[~^$*]?=)\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[\w-]+))\s*)?\]
    """,
    re.VERBOSE,
)
_AXES = {">": "/", "+": "/following-sibling::*[1]/self::", "": "//"}
_LONGEST = 500


class SelectorError(ValueError):
    """What stands here is no selector that can be read."""


def to_xpath(selectors: str) -> str:
    """One XPath for a list of selectors, to be evaluated from the root.

    Raises:
        SelectorError: one of them is empty or holds what is not taken.
    """
    if len(selectors) > _LONGEST:
        raise SelectorError(selectors[:80])
    parts = _split(selectors)
    if ",".join(parts) != selectors:
        raise SelectorError(selectors)
    return "|".join(_path(part.strip()) for part in parts)


def _split(selectors: str) -> list[str]:
    """The members of a list; commas between quotation marks part nothing."""
    return re.findall(r"""(?:[^,"']|"[^"]*"|'[^']*')+|(?<=,)(?=,|$)|^(?=,|$)""", selectors)


def _path(selector: str) -> str:
    path, axis, steps = "", "//", 0
    position = 0
    element: str | None = None
    conditions: list[str] = []
    while position < len(selector):
        token = _TOKEN.match(selector, position)
        if token is None or (token["type"] and (element or conditions)):
            raise SelectorError(selector)
        position = token.end()
        if token["combinator"] is None:
            element = token["type"] or element
            conditions += _conditions(token)
            continue
        path += _step(axis, element, conditions, selector)
        axis, element, conditions = _AXES[token["combinator"].strip()], None, []
        steps += 1
    return path + _step(axis, element, conditions, selector)


def _step(axis: str, element: str | None, conditions: list[str], selector: str) -> str:
    if element is None and not conditions:
        raise SelectorError(selector)
    return f"{axis}{element or '*'}" + "".join(f"[{condition}]" for condition in conditions)


def _conditions(token: re.Match[str]) -> list[str]:
    if token["id"]:
        return [f"@id={_quoted(token['id'])}"]
    if token["class"]:
        return [_has_word("class", token["class"])]
    if not token["name"]:
        return []
    name = token["name"]
    value = next((token[kind] for kind in ("double", "single", "bare") if token[kind]), "")
    if token["operator"] is None:
        return [f"@{name}"]
    return [_compared(name, token["operator"], value)]


def _compared(name: str, operator: str, value: str) -> str:
    quoted = _quoted(value)
    match operator:
        case "~=":
            return _has_word(name, value)
        case "^=":
            return f"starts-with(@{name},{quoted})"
        case "*=":
            return f"contains(@{name},{quoted})"
        case "$=":
            start = f"string-length(@{name})-{len(value) - 1}"
            return f"substring(@{name},{start})={quoted}"
        case _:
            return f"@{name}={quoted}"


def _has_word(name: str, word: str) -> str:
    return f"contains(concat(' ',normalize-space(@{name}),' '),{_quoted(f' {word} ')})"


def _quoted(text: str) -> str:
    """A string of XPath, which knows no escapes."""
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    raise SelectorError(text)
