"""Objects sent through a pipe between our own processes: each a length and a pickle."""

from __future__ import annotations

import pickle
from struct import Struct
from typing import IO, Any

_LENGTH = Struct(">Q")


def send(stream: IO[bytes], message: object) -> None:
    """Send an object.

    Raises:
        OSError: nobody reads any more.
    """
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Return the next object.

    Raises:
        EOFError: the other process is gone.
    """
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    return pickle.loads(_exactly(stream, length))  # noqa: S301 - of our own process


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data
