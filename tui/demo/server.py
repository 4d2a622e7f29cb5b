"""A small web server for this machine alone that plays the publications of the demo."""

from __future__ import annotations

import hashlib
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self

from tui.demo.documents import feed_address, feed_document, page_document

if TYPE_CHECKING:
    from types import TracebackType

    from tui.demo.content import DemoContent, DemoFeed

_HOST = "127.0.0.1"
_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml"}


class DemoServer:
    """Serves the demo's feeds on a port of 127.0.0.1 until closed; a context manager.

    ``edition`` may be raised at any time: the next request sees the newer feeds.
    """

    def __init__(self, content: DemoContent, *, port: int = 0, edition: int = 1) -> None:
        """Listen on ``port`` where it is free, else on any.

        Raises:
            OSError: no port could be had at all.
        """
        self.edition = edition
        self._content = content
        self._http = _listen(port, self._handler_class())
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        """The port it listens on."""
        return self._http.server_port

    @property
    def base(self) -> str:
        """The address under which everything is."""
        return f"http://{_HOST}:{self.port}"

    def address(self, feed: DemoFeed) -> str:
        """Return the address of one of the demo's feeds."""
        return feed_address(feed, self.base)

    def close(self) -> None:
        """Stop serving and give the port back."""
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def document(self, path: str) -> tuple[str, bytes] | None:
        """Return content type and body of what is at a path, None where nothing is."""
        slug, _, name = path.partition("?")[0].strip("/").partition("/")
        feed = next((feed for feed in self._content.feeds if feed.slug == slug), None)
        if feed is None:
            return None
        if name == "feed.xml":
            body = feed_document(self._content, feed, self.base, self.edition)
            return f"{_TYPES[feed.format]}; charset={feed.encoding}", body
        return self._page(feed, name.removesuffix(".html"))

    def _page(self, feed: DemoFeed, article: str) -> tuple[str, bytes] | None:
        for entry in feed.entries_in(self.edition):
            if entry.article == article:
                story = self._content.stories[entry.story_in(self.edition)]
                return f"text/html; charset={feed.encoding}", page_document(feed, story)
        return None

    def _handler_class(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            """Answers one connection."""

            protocol_version = "HTTP/1.1"
            timeout = 30

            def do_GET(self) -> None:
                """Send what is at the path, or say that it is not modified."""
                found = server.document(self.path)
                if found is None:
                    self.send_error(HTTPStatus.NOT_FOUND)
                    return
                kind, body = found
                etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
                if self.headers.get("If-None-Match") == etag:
                    self._answer(HTTPStatus.NOT_MODIFIED, etag)
                else:
                    self._answer(HTTPStatus.OK, etag, kind, body)

            def _answer(
                self, status: HTTPStatus, etag: str, kind: str = "", body: bytes = b""
            ) -> None:
                self.send_response(status)
                self.send_header("ETag", etag)
                if kind:
                    self.send_header("Content-Type", kind)
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
                """Say nothing: the terminal belongs to the desk."""

        return Handler


def _listen(port: int, handler: type[BaseHTTPRequestHandler]) -> ThreadingHTTPServer:
    try:
        return ThreadingHTTPServer((_HOST, port), handler)
    except OSError:
        return ThreadingHTTPServer((_HOST, 0), handler)
