"""Collecting 200 feeds from 20 hosts of this machine at 150 ms, beside newsboat doing the same.

Each round is a process of its own: a first collection into an empty desk on the disk, then one in which
nothing has changed. The index follows the first as it does for users: ``found_before_end`` says how much of
it could be searched by its end. newsboat (Debian's package) reloads the same into an empty cache on the same
disk with as many threads as Marbre has fetches at once, then twice more: it only keeps the validators of
feeds that it has in its cache already, so the second reload fetches all anew and gets no 304 before the
third. ``DIR`` in the environment says where (else the folder for temporary files); ``ROUNDS`` how often, of
which the median is told.

``marbre unchanged`` lasts until the report, ``marbre command unchanged`` is all of ``marbre collect --all``.
One unchanged round has ``at_once`` set to what two fetches at each host come to: 20 are the default.
``peak_megabytes`` is what all processes of a collection hold at one time, as the system counts it: what they
share is in it once for each.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from urllib.request import ProxyHandler, build_opener

from store.desk import Desk
from store.models import FeedDetails
from tests.bench._feeds import HOSTS
from tests.support.memory import MemoryWatch
from tui.services import Services
from tui.settings import Settings

FEEDS = 200
AT_ONCE = 20
PER_HOST = 2
ROOT = Path(__file__).resolve().parents[2]

_COLLECT = """
import json, resource, sys, time
begun = time.perf_counter()
from pathlib import Path
from tui.services import Services
from tui.settings import CollectSettings, Settings
at_once = int(sys.argv[2])
settings = Settings(collect=CollectSettings(allow_private_addresses=True, at_once=at_once))
with Services.open(Path(sys.argv[1]), settings) as services:
    report = services.collect()
    seconds = time.perf_counter() - begun
    own = resource.getrusage(resource.RUSAGE_SELF)
    found = max(0, report.new - services.pending())
print(json.dumps({
    "seconds": seconds, "new": report.new, "unchanged": report.not_modified, "failed": report.failed,
    "found_before_end": found,
    "own_megabytes": own.ru_maxrss / 1024,
}))
"""


def main(count: int) -> None:
    """Collect ``count`` entries from 200 feeds, and tell how that went."""
    entries = max(1, count // FEEDS)
    rounds = int(os.environ.get("ROUNDS") or 3)
    with _server(entries) as port, tempfile.TemporaryDirectory(dir=os.environ.get("DIR")) as folder:
        urls = [f"http://{HOSTS[n % len(HOSTS)]}:{port}/{n}.xml" for n in range(FEEDS)]
        found: dict[str, list[dict[str, Any]]] = {}
        for number in range(rounds):
            # Nothing is deleted before the end: ext4 looks long for a free inode after many deletions.
            for name, result in _round(urls, port, Path(folder) / str(number)):
                found.setdefault(name, []).append(result)
    medians = {name: _median(results) for name, results in found.items()}
    for name, result in medians.items():
        print(json.dumps({"what": name, "feeds": FEEDS, "entries": entries * FEEDS, **result}))
    if "newsboat first" in medians:
        print(json.dumps({"what": "ratio to newsboat", **_ratios(medians)}))
    else:
        print("newsboat is not installed: nothing to compare with", file=sys.stderr)


def _round(urls: Sequence[str], port: int, folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    folder.mkdir()
    yield from _newsboat(urls, port, folder / "newsboat")
    yield from _marbre(urls, port, folder / "desk")


def _marbre(urls: Sequence[str], port: int, folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    with Desk.create(folder) as desk:
        desk.feeds.add([FeedDetails(url) for url in urls])
    for name, at_once in (
        ("marbre first", AT_ONCE),
        ("marbre unchanged", AT_ONCE),
        ("marbre unchanged, 40 at once", PER_HOST * len(HOSTS)),
    ):
        told = _run([sys.executable, "-c", _COLLECT, str(folder), str(at_once)])
        yield name, told | _statistics(port)
    (folder / "marbre.toml").write_text("[collect]\nallow_private_addresses = true\n")
    with Services.open(folder, Settings()) as services:
        services.catch_up()
    command = [sys.executable, "-m", "tui", "collect", "--all", "--quiet", "--desk", str(folder)]
    yield "marbre command unchanged", _run(command) | _statistics(port)


def _newsboat(urls: Sequence[str], port: int, folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    program = shutil.which("newsboat")
    if program is None:
        return
    folder.mkdir()
    (folder / "urls").write_text("\n".join(urls) + "\n", encoding="utf-8")
    settings = ("auto-reload no", "max-items 0", "cleanup-on-quit no")
    config = "\n".join([f"reload-threads {AT_ONCE}", *settings])
    (folder / "config").write_text(config + "\n", encoding="utf-8")
    places = {"-u": "urls", "-c": "cache.db", "-C": "config"}
    options = [word for flag, name in places.items() for word in (flag, str(folder / name))]
    for name in ("newsboat first", "newsboat second", "newsboat unchanged"):
        yield name, _run([program, "-q", *options, "-x", "reload"]) | _statistics(port)


def _run(command: Sequence[str]) -> dict[str, Any]:
    """What a process tells of itself, and what it took."""
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with subprocess.Popen(
        command, cwd=ROOT, env=_environment(), stdout=subprocess.PIPE, text=True
    ) as process:
        watch = MemoryWatch(process.pid, seconds=0.1)
        output, _ = process.communicate()
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    told: dict[str, Any] = json.loads(output) if output.startswith("{") else {}
    seconds = time.perf_counter() - begun
    return (
        {"seconds": seconds}
        | told
        | {
            "process_seconds": seconds,
            "cpu_seconds": sum(after[:2]) - sum(before[:2]),
            "peak_megabytes": watch.end() / 1e6,
        }
    )


def _environment() -> dict[str, str]:
    proxies = {"http_proxy", "https_proxy", "all_proxy"}
    return {name: value for name, value in os.environ.items() if name.lower() not in proxies}


@contextmanager
def _server(entries: int) -> Iterator[int]:
    command = [sys.executable, "-m", "tests.bench._feeds", str(FEEDS), str(entries)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        yield int(process.stdout.readline())
        process.stdin.close()


def _statistics(port: int) -> dict[str, Any]:
    opener = build_opener(ProxyHandler({}))
    with opener.open(f"http://{HOSTS[0]}:{port}/stats", timeout=30) as answer:
        found: dict[str, Any] = json.load(answer)
    return {f"server_{name}": value for name, value in found.items()}


def _median(results: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    names = dict.fromkeys(name for result in results for name in result)
    return {name: round(median(result.get(name, 0) for result in results), 2) for name in names}


def _ratios(medians: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    return {
        f"{kind} to {other}, {what}": round(
            medians[f"marbre {kind}"][what] / medians[f"newsboat {other}"][what], 2
        )
        for kind, other in (
            ("first", "first"),
            ("unchanged", "second"),
            ("unchanged", "unchanged"),
            ("unchanged, 40 at once", "unchanged"),
            ("command unchanged", "second"),
        )
        for what in ("seconds", "cpu_seconds")
    }
