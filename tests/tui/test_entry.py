"""Marbre as a process begins it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.desks import write_articles

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("mask", [0o000, 0o002, 0o077], ids=oct)
def test_whatever_rights_a_system_gives_a_new_desk_can_be_searched(
    tmp_path: Path, mask: int
) -> None:
    write_articles(tmp_path)
    for words in (("init", str(tmp_path)), ("--desk", str(tmp_path), "search", "Halifax")):
        done = subprocess.run(
            [sys.executable, "-m", "tui", *words],
            cwd=ROOT,
            env={"HOME": str(tmp_path), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            umask=mask,
        )
        assert (done.returncode, done.stderr) == (0, "")
    assert "Le port de Kerlouan signe avec Halifax" in done.stdout
    modes = [path.stat().st_mode for path in (tmp_path / ".marbre").rglob("*")]
    assert not any(mode & stat.S_IWOTH for mode in modes)
