"""Real feeds read by the quick reader and by feedparser: how many it takes, and that all are equal."""

from __future__ import annotations

import tarfile

from feeds.reading.encoding import decode
from tests.quality.data import FOLDER, share, tell
from tests.support.feed_readers import both_ways

FILES = ("feeds_one_week.tar.gz",)
_LEAST = 0.9


def measure() -> bool:
    """Read all feeds of a week in both ways; whether all are equal and most are plain."""
    found = taken = 0
    different = []
    with tarfile.open(FOLDER / FILES[0]) as archive:
        for member in archive:
            file = archive.extractfile(member)
            if file is None or not member.name.endswith(".xml"):
                continue
            found += 1
            read = both_ways(decode(file.read()))
            taken += read is not None
            if read is not None and read[0] != read[1]:
                different.append(member.name)
    tell(plain_feeds=found, taken=taken, different=different)
    return not different and share(taken, found) >= _LEAST
