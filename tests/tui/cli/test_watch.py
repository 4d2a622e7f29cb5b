"""``collect --watch`` as a process, until it is told to stop."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from store.clock import Clock
from store.desk import Desk
from store.errors import AlreadyCollectingError, DeskUnwritableError
from store.models import FeedDetails
from tests.support.feed_server import FeedServer
from tui.cli.session import Session
from tui.cli.watch import go_on, wait_until
from tui.services import Services
from tui.settings import Settings

ROOT = Path(__file__).parents[3]
PATIENCE = 100
"""Seconds after which a process is given up that does not end."""
RSS = (
    "<rss version='2.0'><channel><title>Les Quais</title><item><title>La grue tourne</title>"
    "<guid>grue</guid></item></channel></rss>"
)


BEGIN = """
import runpy, signal, sys
for number in (signal.SIGHUP, signal.SIGTERM):
    signal.signal(number, signal.SIG_DFL)
signal.signal(signal.SIGINT, signal.default_int_handler)
for number in sys.argv.pop(1).split():
    signal.signal(int(number), signal.SIG_IGN)
sys.argv[0] = "marbre"
runpy.run_module("tui", run_name="__main__")
"""
"""Runs Marbre as a shell in front starts it, whatever the one of these tests had ignored: all that runs in
the background ignores Ctrl-C, and under ``nohup`` the end of the session."""


@contextmanager
def marbre(desk: Desk, *words: str, ignoring: str = "") -> Iterator[subprocess.Popen[str]]:
    """A process of Marbre on a desk, which ends with the block at the latest.

    Args:
        desk: The desk.
        words: The command.
        ignoring: Numbers of signals that it is started to ignore.
    """
    home = str(desk.folder.parent)
    with subprocess.Popen(
        [sys.executable, "-c", BEGIN, ignoring, *words, "--desk", str(desk.folder)],
        cwd=ROOT,
        env={"HOME": home, "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_collects_and_ends_in_order(tmp_path: Path, number: signal.Signals) -> None:
    with FeedServer() as server, Desk.create(tmp_path / "desk") as desk:
        desk.feeds.add([FeedDetails(server.serves("/rss", RSS), allow_private=True)])
        with marbre(desk, "collect", "--watch") as process:
            assert process.stdout is not None
            assert [process.stdout.readline() for _ in range(2)] == [
                "Les Quais: 1 new\n",
                "1 feed, 1 new article\n",
            ]
            process.send_signal(number)
            output, errors = process.communicate(timeout=PATIENCE)
        assert (process.returncode, output, errors) == (0, "", "")
        with desk.collecting():
            assert desk.feeds.list()[0].article_count == 1


def test_one_round_is_stopped_in_order_and_keeps_what_it_took_in(tmp_path: Path) -> None:
    with FeedServer() as server, Desk.create(tmp_path / "desk") as desk:
        urls = (server.serves("/rss", RSS), server.never_answers("/slow"))
        desk.feeds.add([FeedDetails(url, allow_private=True) for url in urls])
        with marbre(desk, "collect") as process:
            server.wait_until_busy(1)
            while not desk.articles.counts().everything:
                assert process.poll() is None
            process.send_signal(signal.SIGINT)
            output, errors = process.communicate(timeout=PATIENCE)
        assert (process.returncode, errors) == (1, "")
        assert output.splitlines() == [
            "Les Quais: 1 new",
            "2 feeds, 1 new article, stopped before 1 feed",
        ]
        with desk.collecting():
            assert desk.rounds.last() is not None


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGINT])
def test_signals_that_were_ignored_before_still_are(tmp_path: Path, number: signal.Signals) -> None:
    with FeedServer() as server, Desk.create(tmp_path / "desk") as desk:
        desk.feeds.add([FeedDetails(server.holds("/rss", RSS), allow_private=True)])
        with marbre(desk, "collect", ignoring=str(int(number))) as process:
            server.wait_until_busy(1)
            process.send_signal(number)
            server.releases()
            output, _ = process.communicate(timeout=PATIENCE)
        assert (process.returncode, output.splitlines()[-1]) == (0, "1 feed, 1 new article")


def test_of_feeds_that_are_named_too_only_those_are_looked_at_again_that_are_due(
    tmp_path: Path,
) -> None:
    with FeedServer() as server, Desk.create(tmp_path / "desk") as desk:
        named, other = (server.serves(path, RSS) for path in ("/rss", "/other"))
        desk.feeds.add([FeedDetails(url, allow_private=True) for url in (named, other)])
        services = Services(desk, Settings())
        services.collect([named, named])
        assert (server.count("/rss"), server.count("/other")) == (1, 0)
        assert services.collect([named], due_only=True).feeds == ()
        due, any_due = services.next_due([named]), services.next_due()
        assert due is not None
        assert any_due is not None
        assert due > any_due + timedelta(minutes=5)


START = datetime(2026, 3, 28, 23, 0, tzinfo=UTC)


def times(*minutes: float) -> Clock:
    readings = iter([START + timedelta(minutes=each) for each in minutes])
    return lambda: next(readings)


@pytest.mark.parametrize(
    "readings",
    [(0, 5, 10, 15), (0, 5, 24 * 60), (0, 15), (20,), (0, 5, -60)],
    ids=["in order", "after a sleep", "at once", "due before", "set back"],
)
def test_a_wait_goes_by_the_clock_on_the_wall(readings: Sequence[float]) -> None:
    left = times(*readings)
    wait_until(START + timedelta(minutes=15), Event(), left, every=0)
    with pytest.raises(StopIteration):
        left()


def test_a_wait_ends_with_the_wish_to_stop() -> None:
    stopped = Event()
    stopped.set()
    wait_until(START + timedelta(days=1), stopped, times(0))


def test_a_disk_that_is_full_for_a_while_is_outlived(tmp_path: Path) -> None:
    session = Session(_services=Services(Desk.create(tmp_path / "desk"), Settings()))
    full, firsts, looks = DeskUnwritableError("desk.db", "disk full"), [], []
    troubles: list[Exception | None] = [None, full, AlreadyCollectingError("anne", "h", "1", "?")]

    def collect(_cancelled: Callable[[], bool], is_first: bool) -> None:
        firsts.append(is_first)
        if (trouble := troubles[len(firsts) - 1]) is not None:
            raise trouble

    def wait(moment: datetime, stopped: Event) -> None:
        looks.append(moment - datetime.now(UTC))
        if len(looks) == len(troubles):
            stopped.set()

    go_on(session, 20, [], collect, wait)
    assert firsts == [True, False, False]
    assert all(timedelta(minutes=19) < look <= timedelta(minutes=20) for look in looks)
    troubles.insert(0, full)
    firsts.clear()
    with session.services, pytest.raises(DeskUnwritableError):
        go_on(session, 20, [], collect, wait)
