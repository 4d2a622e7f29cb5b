"""A building process: reads from its standard input what to do, and answers on its standard output.

It ends with its input, so that it does not outlive who started it.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from search.building.builder import SegmentBuilder
from search.building.pipes import receive, send

if TYPE_CHECKING:
    from typing import BinaryIO

_NICENESS = 5
"""Whoever reads meanwhile comes first."""


def serve(folder: str) -> None:
    """Do what standard input says until it ends."""
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    # What a library prints belongs to nobody.
    sys.stdout = sys.stderr
    # A key that interrupts is for the one who started this: it ends the work in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(_NICENESS)
    # What is held here is arrays and plain texts, without circles.
    gc.disable()
    _serve(SegmentBuilder(Path(folder)), source, answers)


def _serve(builder: SegmentBuilder, source: BinaryIO, answers: BinaryIO) -> None:
    while True:
        try:
            work, argument = receive(source)
        except EOFError:
            return
        try:
            answer: tuple[str, Any] = ("done", _do(builder, work, argument))
        # Whatever it is, the process that asked raises it.
        except Exception as error:  # noqa: BLE001
            answer = ("failed", error)
        send(answers, answer)


def _do(builder: SegmentBuilder, work: str, argument: Any) -> Any:
    match work:
        case "add":
            return builder.add(argument)
        case "finish":
            return builder.finish()
        case _:
            return builder.join(argument)
