"""Whatever ends a collection in its midst: nothing confirmed is lost, nothing is there twice, and words say so.

The command runs in processes of its own, as users run it. ``KILLS`` in the environment says how often one is
killed; ``make quality WHAT=kills`` does so a hundred times.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feeds.collecting.collector import Collector
from feeds.collecting.schedule import is_due
from store.desk import Desk
from store.models import FeedDetails, FeedState, View
from tests.feeds.collecting.test_collect_into_desk import DeskSink
from tests.feeds.fakes import HERE, LIMITS
from tests.support.feed_server import FeedServer

ROOT = Path(__file__).parent.parent
FEEDS, ENTRIES = 3, 15
KILLS = int(os.environ.get("KILLS") or 20)
LIMITED = 'ulimit -f "$1"; shift; exec "$@"'

pytestmark = pytest.mark.timeout(600 + 20 * KILLS)


def marbre(desk: Path, *arguments: str, largest_file: int | None = None) -> subprocess.Popen[bytes]:
    environment = {
        "HOME": str(desk.parent),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C.UTF-8",
        "MARBRE_EDITOR": "anne",
    }
    limit = [] if largest_file is None else ["sh", "-c", LIMITED, "sh", str(largest_file // 512)]
    return subprocess.Popen(
        [*limit, sys.executable, "-m", "tui", "--desk", str(desk), *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def finish(process: subprocess.Popen[bytes]) -> float:
    """Let a command end well; gives the seconds that it took."""
    begun = time.monotonic()
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors.decode()
    return time.monotonic() - begun


def failure(process: subprocess.Popen[bytes]) -> str:
    """Let a command end badly; gives what it says."""
    _, errors = process.communicate(timeout=120)
    words = errors.decode()
    assert process.returncode == 1, words
    assert "Traceback" not in words
    return words


def kill_within(process: subprocess.Popen[bytes], seconds: float, chance: random.Random) -> None:
    """kill -9 at a random moment of the time that a whole run takes; it may have ended by then."""
    try:
        process.wait(timeout=chance.uniform(0.02, seconds))
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    process.communicate()


def entry(number: int, place: int, edition: int, guid: str = "") -> str:
    return (
        f"<item><title>Chantier {number}-{place}, édition {edition}</title>"
        f"<guid isPermaLink='false'>{guid or f'{number}-{place}'}</guid>"
        f"<link>https://journal{number}.example/{place}?utm_source=rss</link>"
        f"<description>&lt;p&gt;Le chantier {number}-{place} emploie {edition} personnes.&lt;/p&gt;"
        "</description></item>"
    )


def feed(number: int, items: Sequence[str]) -> str:
    channel = f"<channel><title>Journal {number}</title>{''.join(items)}</channel>"
    return f"<?xml version='1.0'?><rss version='2.0'>{channel}</rss>"


def publish(server: FeedServer, edition: int, entries: int = ENTRIES) -> list[str]:
    """Serve all feeds; gives their addresses."""
    return [
        server.serves(
            f"/{number}.xml", feed(number, [entry(number, n, edition) for n in range(entries)])
        )
        for number in range(FEEDS)
    ]


def titles(edition: int, entries: int = ENTRIES) -> list[str]:
    """What the desk should hold then."""
    return sorted(
        f"Chantier {number}-{place}, édition {edition}"
        for number in range(FEEDS)
        for place in range(entries)
    )


def make_desk(folder: Path, addresses: Sequence[str]) -> Path:
    with Desk.create(folder, editor="anne") as desk:
        desk.feeds.add([FeedDetails(address, allow_private=True) for address in addresses])
    return folder


def is_whole(folder: Path) -> None:
    """The doctor finds nothing, or nothing that it cannot mend."""
    with Desk.open(folder) as desk:
        desk.doctor.repair(desk.doctor.examine())
        assert desk.doctor.examine() == []


def holds(folder: Path, wanted: Sequence[str]) -> None:
    """Each article is there once, as a row and as a file that holds its text."""
    with Desk.open(folder) as desk:
        ids = desk.articles.ids(View())
        assert sorted(each.headline for each in desk.articles.rows(ids)) == list(wanted)
        assert all(desk.articles.get(each).canonical_url for each in ids)
        assert desk.doctor.examine() == []
        texts = {each: desk.articles.text(each).text for each in ids}
    files = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.txt")}
    assert files == texts
    assert list((folder / ".marbre" / "incoming").iterdir()) == []


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as running:
        yield running


def test_a_killed_collection_loses_and_doubles_nothing(tmp_path: Path, server: FeedServer) -> None:
    addresses = publish(server, 1)
    folder = make_desk(tmp_path / "desk", addresses)
    whole_run = finish(marbre(make_desk(tmp_path / "spare", addresses), "collect", "--all"))
    chance, edition = random.Random(KILLS), 1
    for round_number in range(KILLS):
        if round_number % 5 == 4:
            edition += 1
            publish(server, edition)
        kill_within(marbre(folder, "collect", "--all"), whole_run, chance)
        is_whole(folder)
    finish(marbre(folder, "collect", "--all"))
    holds(folder, titles(edition))


def test_a_full_disk_is_told_and_nothing_is_half_there(tmp_path: Path, server: FeedServer) -> None:
    folder = make_desk(tmp_path / "desk", publish(server, 1, entries=200))
    size = (folder / ".marbre" / "desk.db").stat().st_size
    # What goes beyond is refused as by a full disk, first the database's journal.
    words = failure(marbre(folder, "collect", "--all", largest_file=size + 100_000))
    assert "desk.db" in words
    assert len(words.splitlines()) == 1
    is_whole(folder)
    finish(marbre(folder, "collect", "--all"))
    holds(folder, titles(1, entries=200))


CAN_MOUNT = (
    shutil.which("unshare") is not None
    and not subprocess.run(["unshare", "-rm", "true"], check=False, capture_output=True).returncode
)
ON_A_SMALL_DISK = """
set -e
mount -t tmpfs -o size=1500k tmpfs "$1"
cp -r "$2"/. "$1"
"$3" -m tui --desk "$1" collect --all && exit 70 || test $? = 1
mount -o remount,size=50m tmpfs "$1"
"$3" -m tui --desk "$1" doctor --repair >&2 || true
"$3" -m tui --desk "$1" collect --all >&2
rm -rf "$2"
cp -r "$1" "$2"
"""


@pytest.mark.skipif(not CAN_MOUNT, reason="no file system may be mounted here")
def test_a_disk_that_is_really_full(tmp_path: Path, server: FeedServer) -> None:
    folder = make_desk(tmp_path / "desk", publish(server, 1, entries=200))
    (tmp_path / "small").mkdir()
    script = ["unshare", "-rm", "sh", "-c", ON_A_SMALL_DISK, "sh"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [*script, str(tmp_path / "small"), str(folder), sys.executable],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    holds(folder, titles(1, entries=200))


def test_a_second_collector_is_told_who_has_it(tmp_path: Path, server: FeedServer) -> None:
    addresses = publish(server, 1)
    server.holds("/0.xml", feed(0, [entry(0, n, 1) for n in range(ENTRIES)]))
    folder = make_desk(tmp_path / "desk", addresses)
    first = marbre(folder, "collect", "--all")
    server.wait_until_busy(1)
    assert "anne" in failure(marbre(folder, "collect", "--all"))
    server.releases()
    finish(first)
    holds(folder, titles(1))


def test_a_clock_that_was_set_back(tmp_path: Path, server: FeedServer) -> None:
    right = datetime(2026, 3, 2, 9, tzinfo=UTC)
    folder = make_desk(tmp_path / "desk", publish(server, 1))
    for now, edition in ((right + timedelta(days=400), 1), (right, 2), (right, 2)):
        publish(server, edition)
        with Desk.open(folder, clock=lambda moment=now: moment) as desk:  # type: ignore[misc]
            due = [each for each in desk.feeds.list() if is_due(each, now)]
            collector = Collector(DeskSink(desk), LIMITS, lambda moment=now: moment, HERE)  # type: ignore[misc]
            report = collector.collect(due)
            assert report.failed == 0
    holds(folder, titles(2))


def test_a_feed_that_renumbers_its_entries(tmp_path: Path, server: FeedServer) -> None:
    folder = make_desk(tmp_path / "desk", publish(server, 1))
    for turn in range(3):
        for number in range(FEEDS):
            items = [entry(number, n, 1, guid=f"{turn}/{ENTRIES - n}") for n in range(ENTRIES)]
            server.serves(f"/{number}.xml", feed(number, items))
        with Desk.open(folder) as desk:
            for each in desk.feeds.list():
                desk.feeds.record(each.id, FeedState())
            Collector(DeskSink(desk), LIMITS, network=HERE).collect(desk.feeds.list())
    holds(folder, titles(1))
