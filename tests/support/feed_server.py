"""A web server on 127.0.0.1 that behaves as tests tell it: as feeds' servers do, well or badly."""

from __future__ import annotations

import threading
import zlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

Headers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asked."""

    path: str
    headers: Headers
    """Names in lower case."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What is sent for a path: a status, headers, and a body or something that writes one."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    write: Callable[[_Handler], None] | None = None
    etag: str | None = None
    unless: tuple[str, str, _Answer] | None = None
    """A header, what it must be, and what is sent where it is not."""
    once: bool = False
    """Whether only the first request of a connection is answered."""


class FeedServer:
    """Serves on a free port of 127.0.0.1 until closed; a context manager.

    What a path does is told by verbs, at any time; a path that nothing was said of answers 404.
    """

    def __init__(self) -> None:
        self._answers: dict[str, _Answer] = {}
        self._requests: list[Request] = []
        self._lock = threading.Lock()
        self._changed = threading.Condition(self._lock)
        self._busy = 0
        self._most_at_once = 0
        self._busy_hosts: Counter[str] = Counter()
        self._most_by_host: Counter[str] = Counter()
        self.closing = threading.Event()
        self.released = threading.Event()
        self._http = _Server(("127.0.0.1", 0), _Handler)
        self._http.owner = self
        self._thread = threading.Thread(
            target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop, give the port back and let go of whoever is being kept waiting."""
        self.closing.set()
        self.released.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._http.server_address[1])

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """The address of a path."""
        return f"http://{host}:{self.port}{path}"

    # What it is told to do

    def serves(
        self,
        path: str,
        body: bytes | str,
        content_type: str = "application/rss+xml; charset=utf-8",
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        encoding: str | None = None,
        status: int = 200,
    ) -> str:
        """Serve a body; with an ETag, say so to those who have it. Gives the address.

        Args:
            path: begins with ``/``; a query is part of it.
            body: a text goes as UTF-8.
            content_type: as in the header.
            etag: quotes included.
            last_modified: as in the header.
            encoding: ``Content-Encoding``; the body must be encoded so already.
            status: of the answer.
        """
        headers = {"Content-Type": content_type}
        if etag:
            headers["ETag"] = etag
        if last_modified:
            headers["Last-Modified"] = last_modified
        if encoding:
            headers["Content-Encoding"] = encoding
        data = body.encode() if isinstance(body, str) else body
        return self._tell(path, _Answer(status, headers, data, etag=etag))

    def says_not_modified(self, path: str) -> str:
        """Answer 304, whatever is asked."""
        return self._tell(path, _Answer(304))

    def answers(self, path: str, status: int, headers: Headers | None = None) -> str:
        """Answer with a status and nothing else."""
        return self._tell(path, _Answer(status, dict(headers or {})))

    def redirects_to(self, path: str, location: str, status: int = 302) -> str:
        """Send elsewhere."""
        return self._tell(path, _Answer(status, {"Location": location}))

    def wants_its_cookie(self, path: str, body: bytes | str) -> str:
        """Lead back to itself whoever does not bring the cookie that comes with that."""
        data = body.encode() if isinstance(body, str) else body
        led_back = _Answer(302, {"Location": path, "Set-Cookie": "visit=1; Path=/; HttpOnly"})
        return self._tell(path, _Answer(200, body=data, unless=("cookie", "visit=1", led_back)))

    def hangs_up_when_asked_again(self, path: str, body: bytes | str) -> str:
        """Serve a body; on a connection that was used before, hang up without a word."""
        data = body.encode() if isinstance(body, str) else body
        return self._tell(path, _Answer(200, body=data, once=True))

    def drips_slowly(self, path: str, every: float = 0.02) -> str:
        """Send a byte now and then, for ever."""

        def drip(handler: _Handler) -> None:
            while not self.closing.wait(every):
                handler.wfile.write(b" ")

        return self._tell(path, _Answer(200, write=drip))

    def never_answers(self, path: str) -> str:
        """Take the request and send nothing."""
        return self._tell(path, _Answer(0, write=lambda _: self._wait(self.closing)))

    def breaks_off(self, path: str) -> str:
        """Promise more than is sent."""
        return self._tell(path, _Answer(200, {"Content-Length": "1000"}, b"<rss"))

    def sends_a_bomb(self, path: str, megabytes: int = 200) -> str:
        """Send much from little: a gzip of so many megabytes of the letter A in a title."""
        return self.serves(path, _bomb(megabytes), encoding="gzip")

    def sends_without_end(self, path: str) -> str:
        """Send as much as is taken, without saying how much there is."""

        def pour(handler: _Handler) -> None:
            while not self.closing.is_set():
                handler.wfile.write(b" " * 65536)

        return self._tell(path, _Answer(200, write=pour))

    def holds(self, path: str, body: bytes | str) -> str:
        """Keep whoever asks waiting until ``releases``, then serve a body."""
        data = body.encode() if isinstance(body, str) else body

        def wait_and_send(handler: _Handler) -> None:
            self._wait(self.released)
            handler.wfile.write(data)

        return self._tell(path, _Answer(200, write=wait_and_send))

    def releases(self) -> None:
        """Let those go on who are kept waiting by ``holds``."""
        self.released.set()

    # What it saw

    def requests(self, path: str | None = None) -> list[Request]:
        """What was asked so far, of one path or of all."""
        with self._lock:
            return [request for request in self._requests if path in {None, request.path}]

    def count(self, path: str | None = None) -> int:
        """How often it was asked."""
        return len(self.requests(path))

    def wait_until_busy(self, count: int) -> None:
        """Return once so many requests are being answered at one time."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._busy >= count, timeout=60):
                raise TimeoutError

    @property
    def most_at_once(self) -> int:
        """How many requests were being answered at one time, at most."""
        with self._lock:
            return self._most_at_once

    def most_at_once_on(self, host: str) -> int:
        """The same of one of the names that it goes by."""
        with self._lock:
            return self._most_by_host[host]

    # For the handler

    def begin(self, request: Request) -> _Answer:
        """Note a request; gives what is to be sent."""
        with self._lock:
            self._requests.append(request)
            self._busy += 1
            self._most_at_once = max(self._most_at_once, self._busy)
            host = _host(request)
            self._busy_hosts[host] += 1
            self._most_by_host[host] = max(self._most_by_host[host], self._busy_hosts[host])
            self._changed.notify_all()
            answer = self._answers.get(request.path, _Answer(404))
        if answer.etag and request.headers.get("if-none-match") == answer.etag:
            return _Answer(304, {"ETag": answer.etag})
        if answer.unless is not None:
            name, value, otherwise = answer.unless
            return answer if request.headers.get(name) == value else otherwise
        return answer

    def end(self, request: Request) -> None:
        """Note that a request is through."""
        with self._lock:
            self._busy -= 1
            self._busy_hosts[_host(request)] -= 1

    def _tell(self, path: str, answer: _Answer) -> str:
        with self._lock:
            self._answers[path] = answer
        return self.url(path)

    def _wait(self, event: threading.Event) -> None:
        event.wait(60)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 256
    owner: FeedServer

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that go away are what tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60
    server: _Server
    _was_asked = False
    """Whether this connection has brought a request before."""

    def do_GET(self) -> None:
        """Do what the path was told to do."""
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.path, headers)
        answer = self.server.owner.begin(request)
        try:
            if not (answer.once and self._was_asked):
                self._send(answer)
            else:
                self.close_connection = True
            self._was_asked = True
        except (ConnectionError, TimeoutError):
            self.close_connection = True
        finally:
            self.server.owner.end(request)

    def _send(self, answer: _Answer) -> None:
        if answer.status:
            self.send_response(answer.status)
            for name, value in self._headers(answer).items():
                self.send_header(name, value)
            self.end_headers()
        self.wfile.write(answer.body)
        if answer.write is not None:
            self.close_connection = True
            answer.write(self)
        elif answer.headers.get("Content-Length", str(len(answer.body))) != str(len(answer.body)):
            self.close_connection = True

    def _headers(self, answer: _Answer) -> dict[str, str]:
        if answer.write is not None:
            return answer.headers | {"Connection": "close"}
        length = {} if answer.status == 304 else {"Content-Length": str(len(answer.body))}
        return length | answer.headers

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class has it so
        """Say nothing."""


def _host(request: Request) -> str:
    return request.headers.get("host", "").partition(":")[0]


def _bomb(megabytes: int) -> bytes:
    """A gzip of so many megabytes, made without ever holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    head = packer.compress(b'<rss version="2.0"><channel><title>')
    middle = b"".join(packer.compress(b"A" * 1_000_000) for _ in range(megabytes))
    return head + middle + packer.compress(b"</title></channel></rss>") + packer.flush()
