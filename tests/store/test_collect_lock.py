"""One collector at a time on a desk, and none left behind by the dead."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from store.collect_lock import collecting
from store.errors import AlreadyCollectingError, DeskUnwritableError

SINCE = "2026-03-02T12:00:00Z"
ROOT = Path(__file__).parents[2]
_HOLD = """
import sys
from pathlib import Path
from store.collect_lock import collecting
with collecting(Path(sys.argv[1]), "dominique", "2026-03-02T12:00:00Z"):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(path: Path) -> subprocess.Popen[str]:
    """Another process that collects until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_is_told_who_has_it(tmp_path: Path) -> None:
    path = tmp_path / "collect.lock"
    with (
        holder(path) as process,
        pytest.raises(AlreadyCollectingError) as caught,
        collecting(path, "anne", SINCE),
    ):
        pass
    error = caught.value
    assert (error.editor, error.host, error.pid, error.since) == (
        "dominique",
        socket.gethostname(),
        str(process.pid),
        SINCE,
    )
    with collecting(path, "anne", SINCE):
        pass


def test_the_same_process_counts_too(tmp_path: Path) -> None:
    path = tmp_path / "collect.lock"
    with (
        collecting(path, "anne", SINCE),
        pytest.raises(AlreadyCollectingError) as caught,
        collecting(path, "anne", SINCE),
    ):
        pass
    assert caught.value.pid == str(os.getpid())


def test_the_lock_of_the_dead_is_free(tmp_path: Path) -> None:
    path = tmp_path / "collect.lock"
    with holder(path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert "dominique" in path.read_text(encoding="utf-8")
        with collecting(path, "anne", SINCE):
            assert "anne" in path.read_text(encoding="utf-8")
    assert path.read_bytes() == b""


def test_what_the_file_says_may_be_nonsense(tmp_path: Path) -> None:
    path = tmp_path / "collect.lock"
    path.write_bytes(b"\xff[1]")
    with collecting(path, "anne", SINCE):
        pass


def test_a_file_that_cannot_be_made(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "collect.lock"
    with pytest.raises(DeskUnwritableError), collecting(path, "anne", SINCE):
        pass
