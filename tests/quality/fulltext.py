"""What comes out of real pages, word by word against what people took out of them."""

from __future__ import annotations

import re
import tarfile
from collections import Counter
from pathlib import PurePosixPath

from feeds.fetching.fetch import Fetched
from feeds.pages.extract import extract
from tests.quality.data import FOLDER, lines, tell

FILES = ("html_pages.tar.gz", "html_pages_gold.jsonl.gz")

FLOOR = 0.95
"""The least mean F1 of words."""

_WORD = re.compile(r"\w+")


def measure() -> bool:
    """Read all pages, print the figures; whether the floor holds."""
    pages = _pages()
    scores, paragraphs, dates, titles = [], [], 0, 0
    for gold in lines("html_pages_gold.jsonl.gz"):
        body = pages[PurePosixPath(gold["file"]).name]
        article = extract(Fetched(gold["url"], body, "text/html", None, None, False)).article
        scores.append(f1(article.body, gold["text"]))
        paragraphs.append(f1_of_paragraphs(article.body, gold["text"]))
        dates += (article.published or "")[:10] == gold["date"][:10]
        titles += article.title == gold["title"]
    mean = sum(scores) / len(scores)
    tell(
        what="full-text",
        pages=len(scores),
        f1=round(mean, 4),
        worst=round(min(scores), 4),
        paragraphs=round(sum(paragraphs) / len(paragraphs), 4),
        titles=titles,
        dates=dates,
    )
    return mean >= FLOOR


def f1(found: str, gold: str) -> float:
    """The harmonic mean of precision and recall of words."""
    return _f1(*(Counter(_WORD.findall(text.lower())) for text in (found, gold)))


def f1_of_paragraphs(found: str, gold: str) -> float:
    """The same of whole paragraphs, whatever their spaces."""
    return _f1(*(Counter(map(_bare, text.split("\n\n"))) for text in (found, gold)))


def _bare(paragraph: str) -> str:
    return "".join(_WORD.findall(paragraph.lower()))


def _f1(ours: Counter[str], theirs: Counter[str]) -> float:
    shared = sum((ours & theirs).values())
    total = sum(ours.values()) + sum(theirs.values())
    return 2 * shared / total if total else 0.0


def _pages() -> dict[str, bytes]:
    with tarfile.open(FOLDER / "html_pages.tar.gz") as archive:
        found = {}
        for member in archive:
            file = archive.extractfile(member)
            if file is not None:
                found[PurePosixPath(member.name).name] = file.read()
    return found
