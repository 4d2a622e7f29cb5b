"""Where some words stand on a page, by the selectors that a rule for its site may have. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from feeds.errors import FeedProblem, ParseError
from feeds.fetching.fetch import Fetched
from feeds.pages.extract import page_tree
from feeds.pages.selectors import to_xpath

_WORD = re.compile(r"\w+")
_NAME = re.compile(r"[A-Za-z_][\w-]{0,80}", re.ASCII)
_NUMBERED = re.compile(r"\d{3}")
"""What has a number is mostly named after one article."""


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """An element that holds the words."""

    selector: str
    words: int
    """That it holds in all."""
    elements: int
    """Of the page that the selector names."""


def find_places(fetched: Fetched, words: str) -> tuple[FoundPlace, ...]:
    """The elements of a page that hold some words, the outermost first.

    Raises:
        ParseError: it is no page of HTML, or does not hold the words (``no-article``).
    """
    tree = page_tree(fetched)
    wanted = _squeezed(words)
    found = list(_inward(tree.find("body"), wanted)) if wanted else []
    if not found:
        raise ParseError(FeedProblem("no-article", fetched.url))
    places: list[FoundPlace] = []
    for element in found:
        above = places[-1].selector if places else ""
        selector, count = _selector(tree, element, above)
        places.append(FoundPlace(selector, len(_WORD.findall(element.text_content())), count))
    return tuple(places)


def _inward(element: Any, wanted: str) -> Iterator[Any]:
    """From the page's body inwards, each time the largest element that holds the words."""
    while element is not None:
        holding = [each for each in element if _holds(each, wanted)]
        element = max(holding, key=lambda each: len(each.text_content()), default=None)
        if element is not None:
            yield element


def _holds(element: Any, wanted: str) -> bool:
    is_shown = isinstance(element.tag, str) and element.tag not in {"script", "style", "template"}
    return is_shown and wanted in _squeezed(element.text_content())


def _squeezed(text: str) -> str:
    """Letters and figures alone: what is copied from a browser has other spaces and quotation marks."""
    return "".join(_WORD.findall(text.lower()))


def _selector(tree: Any, element: Any, above: str) -> tuple[str, int]:
    """The shortest that names the fewest elements, below the one above where that is needed."""
    tag = element.tag
    names = [f"{tag}.{name}" for name in element.get("class", "").split() if _lasts(name)]
    name = element.get("id", "")
    names += [f"{tag}#{name}"] if _lasts(name) else []
    counted = [(len(tree.xpath(to_xpath(each))), each) for each in (*names, tag)]
    count, best = min(counted, key=lambda each: each[0])
    if count > 1 and above:
        best = f"{above} > {best}"
        count = len(tree.xpath(to_xpath(best)))
    return best, count


def _lasts(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and not _NUMBERED.search(name)
