from __future__ import annotations

import os
import re
import sys
from fcntl import ioctl
from pathlib import Path
from struct import pack
from subprocess import Popen
from termios import TIOCSWINSZ

import pytest

from tests.tui.widgets.hostile_app import LAST_WORD

SIZE = {"LINES", "COLUMNS"}
ROOT = Path(__file__).parents[3]
FOREIGN = re.compile(
    r"\x1b\](?:0|2|52|8);|\x1b\[31m|[\x80-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]"
)
"""What the hostile texts would have the terminal do; Textual itself sends none of it."""


def output_on_a_terminal(module: str, *, columns: int, rows: int) -> str:
    """Run a module on a terminal of its own, quit when all is drawn; return all that it wrote there."""
    here, there = os.openpty()
    ioctl(there, TIOCSWINSZ, pack("HHHH", rows, columns, 0, 0))
    # A size in the environment would count for more than the terminal's own.
    inherited = {key: value for key, value in os.environ.items() if key not in SIZE}
    environment = {**inherited, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"}
    with Popen(
        [sys.executable, "-m", module],
        cwd=ROOT,
        env=environment,
        stdin=there,
        stdout=there,
        stderr=there,
        start_new_session=True,
    ) as app:
        os.close(there)
        try:
            written = read_all(here)
        finally:
            app.kill()
    os.close(here)
    return written.decode("utf-8", "replace")


def read_all(descriptor: int) -> bytes:
    """Return all that is written, and quit once the last word is."""
    written = bytearray()
    is_drawn = False
    while chunk := read_some(descriptor):
        written += chunk
        if not is_drawn and LAST_WORD.encode() in written:
            is_drawn = True
            os.write(descriptor, b"q")
    return bytes(written)


def read_some(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # how Linux says that nobody writes any more
        return b""


@pytest.mark.parametrize("columns", [80, 140])
def test_nothing_hostile_reaches_a_terminal(columns: int) -> None:
    written = output_on_a_terminal("tests.tui.widgets.hostile_app", columns=columns, rows=60)
    assert "[@click=app.quit]x[/]" in written
    assert LAST_WORD in written
    assert not FOREIGN.search(written)
