"""A web of the tests' own: a real HTTP server on loopback whose answers each story sets."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Visit"], None]


class Visit(BaseHTTPRequestHandler):
    """One request; `send` answers it."""

    protocol_version = "HTTP/1.1"
    server: Web

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        self.server.under_way += 1
        self.server.most_at_once = max(self.server.most_at_once, self.server.under_way)
        try:
            self.server.answers.get(self.path, missing)(self)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the reader had enough
        finally:
            self.server.under_way -= 1

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.begin(status, **{"Content_Length": str(len(body)), **headers})
        self.wfile.write(body)

    def begin(self, status: int, **headers: str) -> None:
        """The head of an answer; the caller writes the body."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


class Web(ThreadingHTTPServer):
    """The server; `answers` by path, `asked` what was asked for with which headers."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Visit)
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.under_way = self.most_at_once = 0

    def url(self, path: str = "") -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def handle_error(self, *_: object) -> None:
        pass  # a reader that hangs up is part of the story


@contextmanager
def web() -> Iterator[Web]:
    """A running server."""
    server = Web()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def missing(visit: Visit) -> None:
    visit.send(404)


def gives(body: bytes | str, status: int = 200, **headers: str) -> Answer:
    """An answer that is always the same."""
    data = body.encode() if isinstance(body, str) else body
    return lambda visit: visit.send(status, data, **headers)


def leads_to(url: str, status: int = 302) -> Answer:
    return gives(b"elsewhere", status, Location=url)


def in_turn(*answers: Answer) -> Answer:
    """One answer after the other; the last one for ever."""
    left = list(answers)
    return lambda visit: (left.pop(0) if len(left) > 1 else left[0])(visit)


def unless_known(body: str, etag: str) -> Answer:
    """304 to whoever names the ETag."""

    def answer(visit: Visit) -> None:
        if visit.headers.get("If-None-Match") == etag:
            visit.send(304, ETag=etag)
        else:
            visit.send(200, body.encode(), ETag=etag)

    return answer


def drips(seconds: float) -> Answer:
    """An endless body, a byte now and then."""

    def answer(visit: Visit) -> None:
        visit.begin(200, Content_Length="1000000")
        while True:
            visit.wfile.write(b" ")
            visit.wfile.flush()
            time.sleep(seconds)

    return answer


def pours(visit: Visit) -> None:
    """An endless body, as fast as it is taken."""
    visit.begin(200, Connection="close")
    while True:
        visit.wfile.write(b"<rss>" * 4096)


def breaks_off(visit: Visit) -> None:
    """Half of what was promised."""
    visit.begin(200, Content_Length="1000", Connection="close")
    visit.wfile.write(b"<rss><channel>")
    visit.close_connection = True


def bomb(size: int) -> Answer:
    """Zeros, packed a thousand to one."""
    return gives(gzip.compress(b"\0" * size), Content_Encoding="gzip")
