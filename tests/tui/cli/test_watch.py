"""``collect --watch`` as a process, until it is told to stop."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from store.desk import Desk
from store.models import FeedDetails
from tests.support.feed_server import FeedServer

ROOT = Path(__file__).parents[3]
RSS = (
    "<rss version='2.0'><channel><title>Les Quais</title><item><title>La grue tourne</title>"
    "<guid>grue</guid></item></channel></rss>"
)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_collects_and_ends_in_order(tmp_path: Path, number: signal.Signals) -> None:
    with FeedServer() as server, Desk.create(tmp_path / "desk") as desk:
        desk.feeds.add([FeedDetails(server.serves("/rss", RSS), allow_private=True)])
        process = subprocess.Popen(
            [sys.executable, "-m", "tui", "collect", "--watch", "--desk", str(desk.folder)],
            cwd=ROOT,
            env={"HOME": str(tmp_path), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert [process.stdout.readline() for _ in range(2)] == [
            "Les Quais: 1 new\n",
            "1 feed, 1 new article\n",
        ]
        process.send_signal(number)
        output, errors = process.communicate(timeout=60)
        assert (process.returncode, output, errors) == (0, "", "")
        with desk.collecting():
            assert desk.feeds.list()[0].article_count == 1


def test_one_round_is_stopped_in_order_and_keeps_what_it_took_in(tmp_path: Path) -> None:
    with FeedServer() as server, Desk.create(tmp_path / "desk") as desk:
        urls = (server.serves("/rss", RSS), server.never_answers("/slow"))
        desk.feeds.add([FeedDetails(url, allow_private=True) for url in urls])
        process = subprocess.Popen(
            [sys.executable, "-m", "tui", "collect", "--desk", str(desk.folder)],
            cwd=ROOT,
            env={"HOME": str(tmp_path), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        server.wait_until_busy(1)
        while not desk.articles.counts().everything:
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (1, "")
        assert output.splitlines() == [
            "Les Quais: 1 new",
            "2 feeds, 1 new article, stopped before 1 feed",
        ]
        with desk.collecting():
            assert desk.rounds.last() is not None
