"""Floors that hold on real pages; only where these are on this machine."""

from __future__ import annotations

import pytest

from tests.quality import fulltext, noise
from tests.quality.data import has


@pytest.mark.skipif(not has(*fulltext.FILES), reason="the pages are not here")
def test_whole_texts_come_out_of_pages() -> None:
    assert fulltext.measure()


@pytest.mark.skipif(not has(*noise.FILES), reason="the pages are not here")
def test_noise_is_marked_and_articles_are_not() -> None:
    assert noise.measure()
