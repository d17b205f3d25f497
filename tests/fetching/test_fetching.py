"""Pages are fetched from a real server, kind and unkind."""

from __future__ import annotations

import gzip
import socket
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from core.fetching import Ask, Fetcher, FetchError, Limits
from core.fetching.connecting import is_public
from tests.web import Web, bomb, breaks_off, drips, gives, in_turn, leads_to, pours, unless_known

QUICK = Limits(connect=1, silence=0.5, total=1, size=100_000, pause=0.01, patience=0.5)


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(QUICK, allow_local=True) as running:
        yield running


def refusal(fetcher: Fetcher, url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(Ask(url))
    return caught.value


def test_a_page_comes_with_what_asks_for_it_again(server: Web, fetcher: Fetcher) -> None:
    server.answers["/feed"] = unless_known("news", '"7"')
    reply = fetcher.fetch(Ask(server.url("/feed")))
    assert (reply.data, reply.etag, reply.unchanged) == (b"news", '"7"', False)
    again = fetcher.fetch(Ask(server.url("/feed"), reply.etag, "Fri, 24 Jun 2022 10:00:00 GMT"))
    assert again.unchanged and not again.data
    _, headers = server.asked[-1]
    assert headers["If-Modified-Since"] == "Fri, 24 Jun 2022 10:00:00 GMT"
    assert headers["User-Agent"].startswith("warreader") and "Cookie" not in headers


def test_cookies_are_not_kept(server: Web, fetcher: Fetcher) -> None:
    server.answers["/"] = gives("x", Set_Cookie="who=you; Path=/")
    for _ in range(2):
        fetcher.fetch(Ask(server.url("/")))
    assert all("Cookie" not in headers for _, headers in server.asked)


def test_redirects_are_followed_and_those_for_good_are_told(server: Web, fetcher: Fetcher) -> None:
    server.answers |= {
        "/old": leads_to("/new", 301),
        "/new": leads_to(server.url("/today"), 308),
        "/today": leads_to("/feed", 302),
        "/feed": gives("news"),
    }
    reply = fetcher.fetch(Ask(server.url("/old")))
    assert (reply.url, reply.moved) == (server.url("/feed"), server.url("/today"))
    assert fetcher.fetch(Ask(server.url("/today"))).moved == ""


def test_a_ring_of_redirects_ends(server: Web, fetcher: Fetcher) -> None:
    server.answers |= {"/a": leads_to("/b"), "/b": leads_to("/a")}
    assert "more than 5 redirects" in str(refusal(fetcher, server.url("/a")))
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/", "gopher:x", "http://", "http://[", ""]
)
def test_only_the_web_is_asked(fetcher: Fetcher, url: str) -> None:
    assert "address" in str(refusal(fetcher, url))


def test_a_redirect_to_a_file_is_not_followed(server: Web, fetcher: Fetcher) -> None:
    server.answers["/"] = leads_to("file:///etc/passwd")
    assert "not file:" in str(refusal(fetcher, server.url("/")))


def test_a_password_in_an_address_is_refused(fetcher: Fetcher) -> None:
    assert "password" in str(refusal(fetcher, "https://ada:secret@example.org/feed"))


PRIVATE = """127.0.0.1 10.1.2.3 172.20.0.1 192.168.1.1 169.254.169.254 0.0.0.0 100.64.0.1 224.0.0.1 ::1 ::
ff02::1 fe80::1%eth0 fd00::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1::"""


@pytest.mark.parametrize("address", PRIVATE.split())
def test_no_address_of_this_or_a_private_network_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])
def test_public_addresses_are(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:7f00:1]"]
)
def test_this_computer_is_not_asked_however_it_is_written(server: Web, host: str) -> None:
    with Fetcher(QUICK) as fetcher:
        error = refusal(fetcher, f"http://{host}:{server.server_port}/")
    assert "private network" in str(error) and "--allow-local" in str(error)
    assert not error.passing and server.asked == []


def answers_of_a_name_server(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Let every name resolve to these addresses, one answer after the other; gives the names asked for."""
    asked: list[str] = []

    def resolve(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host)
        now = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in now]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


def test_a_public_name_that_leads_inside_is_refused(server: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    answers_of_a_name_server(monkeypatch, ["127.0.0.1"])
    with Fetcher(QUICK) as fetcher:
        assert "private network" in str(refusal(fetcher, f"http://feeds.example.org:{server.server_port}/"))
    assert server.asked == []


def test_a_name_server_that_changes_its_mind_gains_nothing(
    server: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first answer passes the check; the second, which leads inside, is never asked for."""
    asked = answers_of_a_name_server(monkeypatch, ["192.0.2.1"], ["127.0.0.1"])
    monkeypatch.setattr("core.fetching.connecting.is_public", lambda address: not address.startswith("127."))
    with Fetcher(Limits(connect=0.2, retries=0)) as fetcher:
        refusal(fetcher, f"http://feeds.example.org:{server.server_port}/")
    assert asked.count("feeds.example.org") == 1 and server.asked == []


def test_a_redirect_inside_is_refused(server: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    server.answers |= {
        "/": leads_to(f"http://localhost:{server.server_port}/secret"),
        "/secret": gives("secret"),
    }
    monkeypatch.setattr("core.fetching.connecting.is_public", lambda address: True)
    real = socket.getaddrinfo

    def resolve(host: str, *rest: object, **more: object) -> object:
        if host == "localhost":
            monkeypatch.setattr("core.fetching.connecting.is_public", lambda address: False)
        return real(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with Fetcher(QUICK) as fetcher:
        assert "private network" in str(refusal(fetcher, server.url("/")))
    assert [path for path, _ in server.asked] == ["/"]


NOT_WHOLE = gzip.compress(b"x" * 9000)[:-20]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (drips(0.1), "longer than 1 s"),
        (drips(2), "no answer in time"),
        (pours, "larger than"),
        (breaks_off, "breaks off"),
        (bomb(200_000), "larger than"),
        (gives(b"no gzip", Content_Encoding="gzip"), "broken"),
        (gives(NOT_WHOLE, Content_Encoding="gzip"), "breaks off"),
        (gives(b"x", Content_Encoding="br"), "not asked for"),
        (gives(b"", 500), "500"),
        (gives(b"", 403), "403"),
    ],
)
def test_an_unkind_answer_is_told_in_few_words(server: Web, fetcher: Fetcher, answer, told: str) -> None:  # type: ignore[no-untyped-def]
    server.answers["/"] = answer
    began = time.monotonic()
    assert told in str(refusal(fetcher, server.url("/")))
    assert time.monotonic() - began < 30


def test_a_bomb_is_not_unpacked(server: Web) -> None:
    server.answers["/"] = bomb(300 * 2**20)
    with Fetcher(Limits(size=2**20), allow_local=True) as fetcher:
        tracemalloc.start()
        refusal(fetcher, server.url("/"))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 20 * 2**20


@pytest.mark.parametrize("squeeze", [gzip.compress, zlib.compress, lambda data: zlib.compress(data)[2:-4]])
def test_compressed_bodies_come_whole(server: Web, fetcher: Fetcher, squeeze) -> None:  # type: ignore[no-untyped-def]
    body = bytes(range(256)) * 300
    name = "gzip" if squeeze is gzip.compress else "deflate"
    server.answers["/"] = gives(squeeze(body), Content_Encoding=name)
    assert fetcher.fetch(Ask(server.url("/"))).data == body


def test_what_passes_is_tried_again(server: Web, fetcher: Fetcher) -> None:
    server.answers["/"] = in_turn(gives("", 503), breaks_off, gives("news"))
    assert fetcher.fetch(Ask(server.url("/"))).data == b"news"
    server.answers["/lost"] = gives("", 404)
    refusal(fetcher, server.url("/lost"))
    assert [path for path, _ in server.asked] == ["/", "/", "/", "/lost"]


def test_retry_after_is_waited_for_or_handed_on(server: Web, fetcher: Fetcher) -> None:
    in_an_hour = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    server.answers["/soon"] = in_turn(gives("", 429, Retry_After="0"), gives("news"))
    server.answers["/later"] = gives("", 503, Retry_After=in_an_hour)
    assert fetcher.fetch(Ask(server.url("/soon"))).data == b"news"
    error = refusal(fetcher, server.url("/later"))
    assert error.passing and 3500 < error.wait <= 3600
    assert len(server.asked) == 3, "a long wait is not waited for"


def test_gone_is_gone(server: Web, fetcher: Fetcher) -> None:
    server.answers["/"] = gives("", 410)
    error = refusal(fetcher, server.url("/"))
    assert error.gone and not error.passing


def test_a_host_is_asked_two_things_at_once_at_most(server: Web, fetcher: Fetcher) -> None:
    def slowly(visit):  # type: ignore[no-untyped-def]
        time.sleep(0.05)
        visit.send(200, b"x")

    urls = [server.url(f"/{n}") for n in range(12)]
    server.answers |= {f"/{n}": slowly for n in range(12)}
    came = [ask.url for ask, _ in fetcher.fetch_all(Ask(url) for url in urls)]
    assert sorted(came) == sorted(urls)
    assert server.most_at_once == 2


def test_nobody_there(fetcher: Fetcher) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    error = refusal(fetcher, f"http://127.0.0.1:{port}/")
    assert error.passing and "no connection" in str(error)
