"""A library follows feeds of a real server: nothing is added twice, nothing is lost."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from html import escape
from pathlib import Path

import pytest

from core.fetching import Fetcher, FetchError, Limits
from core.ingest import IngestError
from core.library import Library
from core.library.records import Feed
from core.subscription import Subscription
from core.syncing import SyncError, SyncSummary, find_feeds, subscribe, sync
from core.syncing.lock import alone
from tests.library.fakes import Joiner, Spotter
from tests.library.test_storing import assert_sound
from tests.web import (
    Web,
    bomb,
    breaks_off,
    drips,
    gives,
    in_turn,
    leads_to,
    pours,
    unless_known,
)

QUICK = Limits(connect=1, silence=0.4, total=0.6, retries=0, pause=0.01, size=4 * 2**20)


def item(number: int, words: str = "", *, id: str | None = None, link: str | None = None) -> str:
    where = f"https://wire.example/{number}" if link is None else link
    return (
        f"<item><title>Report {number}</title><link>{escape(where)}</link>"
        f"<guid isPermaLink='false'>{id or f'id-{number}'}</guid>"
        f"<pubDate>Fri, 24 Jun 2022 10:00:00 GMT</pubDate>"
        f"<description>{escape(f'<p>Haidai left Kyiv. {words or number}</p>')}</description></item>"
    )


def feed(*items: str, title: str = "The Wire") -> str:
    inside = "".join(items)
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title>"
        f"<link>https://wire.example/</link>{inside}</channel></rss>"
    )


@dataclass
class Desk:
    """A library that follows the server's feeds."""

    library: Path
    server: Web
    spotter: Spotter = field(default_factory=Spotter)

    def follow(self, *paths: str) -> None:
        with Library.open(self.library) as library, library.transaction():
            for path in paths:
                library.feeds.subscribe(Subscription(self.server.url(path)))

    def sync(self, *urls: str, full_text: bool = False, limits: Limits = QUICK) -> SyncSummary:
        summary = sync(
            self.library,
            lambda: self.spotter,
            urls,
            full_text=full_text,
            allow_local=True,
            limits=limits,
            make_linker=Joiner,
        )
        with Library.open(self.library) as library:
            assert_sound(library)
        return summary

    def feeds(self) -> list[Feed]:
        with Library.open(self.library) as library:
            return library.feeds.all()

    def titles(self) -> list[str]:
        with Library.open(self.library) as library:
            return sorted(summary.headline for summary in library.articles(0, 10_000))

    def texts(self) -> list[str]:
        with Library.open(self.library) as library:
            return [library.article(article).article.text for article in library.article_ids()]


@pytest.fixture
def desk(tmp_path: Path, server: Web) -> Desk:
    return Desk(tmp_path / "war.db", server)


def test_what_is_new_comes_in_and_the_rest_is_not_sent_again(desk: Desk, server: Web) -> None:
    server.answers["/feed"] = unless_known(feed(item(1), item(2)), '"a"')
    desk.follow("/feed")
    assert desk.sync().added == 2
    assert desk.sync().added == 0
    assert server.asked[-1][1]["If-None-Match"] == '"a"'
    server.answers["/feed"] = unless_known(feed(item(1), item(2, "more"), item(3)), '"b"')
    summary = desk.sync()
    assert (summary.added, summary.updated) == (1, 1)
    (kept,) = desk.feeds()
    assert (kept.articles, kept.etag, kept.name) == (3, '"b"', "The Wire")
    with Library.open(desk.library) as library:
        article = library.article(1).article
    assert article.provenance.source == server.url("/feed") + "#id-1"
    assert (article.url, article.outlet) == ("https://wire.example/1", "The Wire")
    assert article.published == date(2022, 6, 24)


def test_where_nothing_is_new_no_model_is_loaded(desk: Desk, server: Web) -> None:
    server.answers["/feed"] = gives(feed(item(1)))
    desk.follow("/feed")
    desk.sync()

    def refuse() -> Spotter:
        raise AssertionError("the model was loaded for nothing")

    assert sync(desk.library, refuse, allow_local=True, limits=QUICK).added == 0


def test_a_feed_that_changes_its_ids_adds_nothing_twice(desk: Desk, server: Web) -> None:
    server.answers["/feed"] = in_turn(
        gives(feed(item(1), item(2))),
        gives(feed(item(1, id="x"), item(2, id="y"), item(3, id="z"))),
        gives(feed(item(1, "mended", id="p"), item(2, id="q"), item(3, id="r"))),
    )
    desk.follow("/feed")
    assert [(s.added, s.updated) for s in (desk.sync(), desk.sync(), desk.sync())] == [(2, 0), (1, 0), (0, 1)]
    assert desk.titles() == ["Report 1", "Report 2", "Report 3"]
    assert any("mended" in text for text in desk.texts())


def test_entries_that_share_an_id_or_a_link_are_all_kept(desk: Desk, server: Web) -> None:
    same_id = [item(1, id="x"), item(2, id="x")]
    live = "https://wire.example/live"
    same_link = [item(3, link=live), item(4, link=live)]
    home = [item(5, link="https://wire.example/"), item(6, link="")]
    server.answers["/feed"] = gives(feed(*same_id, *same_link, *home))
    desk.follow("/feed")
    assert desk.sync().added == 6
    server.answers["/feed"] = gives(feed(*same_id, *same_link, *home, item(7, link="https://wire.example/")))
    assert desk.sync().added == 1
    assert len(desk.titles()) == 7


def test_one_article_of_two_feeds_is_one(desk: Desk, server: Web) -> None:
    server.answers |= {
        "/world": gives(feed(item(1), item(2))),
        "/war": gives(feed(item(2, id="other"), item(3))),
    }
    desk.follow("/world", "/war")
    assert desk.sync().added == 3
    assert desk.sync().added == 0


def test_five_thousand_entries(desk: Desk, server: Web) -> None:
    nobody = (item(n).replace("Haidai left Kyiv", "Shells fell") for n in range(5_000))
    server.answers["/feed"] = gives(feed(*nobody))
    desk.follow("/feed")
    limits = Limits(size=4 * 2**20, retries=0)
    assert desk.sync(limits=limits).added == 5_000
    desk.spotter.seen.clear()
    assert desk.sync(limits=limits).added == 0
    assert desk.spotter.seen == []


UNKIND = {
    "slow": drips(0.05),
    "silent": drips(5),
    "endless": pours,
    "bomb": bomb(64 * 2**20),
    "broken off": breaks_off,
    "not found": gives("", 404),
    "no server": gives("", 500),
    "a page": gives(
        "<!doctype html><html><body><p>Please log in.</p></body></html>", Content_Type="text/html"
    ),
    "a picture": gives(b"\x89PNG\0\0", Content_Type="application/rss+xml"),
    "nothing": gives(""),
    "no XML": gives("<rss><channel>"),
    "a ring": leads_to("/a ring"),
    "a file": leads_to("file:///etc/passwd"),
}


def test_what_fails_is_told_and_the_rest_goes_on(desk: Desk, server: Web) -> None:
    paths = {f"/{number}": answer for number, answer in enumerate(UNKIND.values())}
    server.answers |= paths | {"/feed": gives(feed(item(1))), "/a ring": leads_to("/a%20ring")}
    desk.follow(*paths, "/feed")
    summary = desk.sync()
    assert summary.added == 1
    failed = {outcome.url.rpartition("/")[2]: outcome.failure for outcome in summary.failed}
    assert len(failed) == len(UNKIND)
    assert all(line and "\n" not in line for line in failed.values())
    assert not any("Traceback" in line for line in failed.values())


@pytest.mark.parametrize("kind", UNKIND)
def test_nothing_is_lost_when_the_feed_comes_back(desk: Desk, server: Web, kind: str) -> None:
    url = server.url("/feed")
    server.answers["/feed"] = unless_known(feed(item(1)), '"a"')
    desk.follow("/feed")
    desk.sync()
    server.answers["/feed"] = UNKIND[kind]
    assert desk.sync().failed
    server.answers["/feed"] = unless_known(feed(item(1), item(2)), '"b"')
    assert desk.sync().waiting == 1, "a feed that failed is left in peace for a while"
    assert desk.sync(url).added == 1
    assert desk.titles() == ["Report 1", "Report 2"]


def test_half_a_feed_gives_what_is_there(desk: Desk, server: Web) -> None:
    whole = feed(item(1), item(2), item(3))
    server.answers["/feed"] = in_turn(gives(whole[: whole.index("Report 3")]), gives(whole))
    desk.follow("/feed")
    first = desk.sync().added
    assert first + desk.sync().added + desk.sync().added >= 3
    assert {"Report 1", "Report 2", "Report 3"} <= set(desk.titles())


def test_what_the_model_fails_on_is_asked_for_again(desk: Desk, server: Web) -> None:
    server.answers["/feed"] = unless_known(feed(item(1), item(2, "BROKEN")), '"a"')
    desk.follow("/feed")
    summary = desk.sync()
    assert summary.added == 1 and "the model fell over" in summary.failed[0].failure
    desk.spotter = Mended()
    assert desk.sync().added == 1
    assert "If-None-Match" not in server.asked[-1][1]


class Mended(Spotter):
    def annotate(self, articles):  # type: ignore[no-untyped-def]
        for one in articles:
            yield next(
                super().annotate([one.__class__(one.text.replace("BROKEN", "broken"), one.provenance)])
            )


def test_an_interrupt_keeps_what_was_stored_and_loses_nothing(desk: Desk, server: Web) -> None:
    class Interrupted(Spotter):
        def annotate(self, articles):  # type: ignore[no-untyped-def]
            for annotation in super().annotate(articles):
                if len(self.seen) == 3:
                    raise KeyboardInterrupt
                yield annotation

    server.answers["/feed"] = unless_known(feed(*(item(n) for n in range(5))), '"a"')
    desk.follow("/feed")
    desk.spotter = Interrupted()
    with suppress(KeyboardInterrupt):
        desk.sync()
    assert len(desk.titles()) == 2
    desk.spotter = Spotter()
    assert desk.sync().added == 3


def test_a_feed_that_moved_for_good_is_asked_there_and_adds_nothing_twice(desk: Desk, server: Web) -> None:
    server.answers |= {"/old": gives(feed(item(1, link="")))}
    desk.follow("/old")
    desk.sync()
    server.answers |= {"/old": leads_to("/new", 301), "/new": gives(feed(item(1, link=""), item(2)))}
    summary = desk.sync()
    assert summary.added == 1 and "moved for good" in summary.outcomes[0].notes[0]
    assert [kept.url for kept in desk.feeds()] == [server.url("/new")]
    server.asked.clear()
    desk.sync()
    assert [path for path, _ in server.asked] == ["/new"]


def test_what_leads_to_a_page_for_good_is_not_believed(desk: Desk, server: Web) -> None:
    server.answers |= {"/feed": leads_to("/login", 301), "/login": gives("<html><p>Log in.</p></html>")}
    desk.follow("/feed")
    assert desk.sync().failed
    assert [kept.url for kept in desk.feeds()] == [server.url("/feed")]


def test_a_feed_that_is_gone_is_not_asked_again(desk: Desk, server: Web) -> None:
    server.answers["/feed"] = gives("", 410)
    desk.follow("/feed")
    assert "no more" in desk.sync().failed[0].failure
    summary = desk.sync()
    assert (summary.gone, summary.outcomes, len(server.asked)) == (1, (), 1)


def test_failures_wait_longer_each_time(desk: Desk, server: Web) -> None:
    url = server.url("/feed")
    desk.follow("/feed")
    waits = []
    for _ in range(3):
        desk.sync(url)
        (kept,) = desk.feeds()
        assert kept.next_due is not None and kept.last_fetched is not None
        waits.append((kept.next_due - kept.last_fetched).total_seconds())
    assert waits == [300, 600, 1200]
    server.answers["/feed"] = gives(feed(item(1)))
    desk.sync(url)
    assert desk.feeds()[0].next_due is None and desk.feeds()[0].failures == 0


def test_a_server_that_wants_peace_gets_it(desk: Desk, server: Web) -> None:
    server.answers["/feed"] = gives("", 429, Retry_After="7200")
    desk.follow("/feed")
    desk.sync()
    due = desk.feeds()[0].next_due
    assert due is not None and (due - datetime.now(UTC)).total_seconds() > 7000


def test_a_clock_that_was_put_back_keeps_no_feed_waiting(
    desk: Desk, server: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ahead(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.now(tz) + timedelta(days=900)

    server.answers["/feed"] = gives("", 429, Retry_After="7200")
    desk.follow("/feed")
    with monkeypatch.context() as ahead:
        ahead.setattr("core.syncing.feeds.datetime", Ahead)
        desk.sync()
    server.answers["/feed"] = gives(feed(item(1)))
    assert desk.sync().added == 1


PAGE = """<!doctype html><html><head><title>Report 1</title></head><body><nav>Home | War</nav><article>
<h1>Report 1</h1><p>Haidai left Kyiv on Friday for the towns of the east, where the shelling goes on.</p>
<p>He said that the road was open in the morning and closed at noon, and that nobody knew for how long.</p>
<p>Gaidai stayed behind with the engineers, who had begun to mend the bridge before the rain came.</p>
</article><footer>All rights reserved</footer></body></html>"""


def test_the_page_behind_an_entry_is_read(desk: Desk, server: Web) -> None:
    server.answers |= {
        "/feed": gives(
            feed(item(1, link=server.url("/1")), item(2, link=server.url("/2")), item(3, link=""))
        ),
        "/1": gives(PAGE, Content_Type="text/html; charset=utf-8"),
        "/2": gives("", 404),
    }
    desk.follow("/feed")
    summary = desk.sync(full_text=True)
    assert summary.added == 3
    assert any("404" in note for note in summary.outcomes[0].notes)
    assert sum("mend the bridge" in text for text in desk.texts()) == 1
    assert not any("All rights" in text for text in desk.texts())
    asked = len(server.asked)
    assert desk.sync(full_text=True).added == 0
    assert [path for path, _ in server.asked[asked:]] == ["/feed"], "known pages are not fetched again"


def test_a_page_that_may_come_later_is_tried_again(desk: Desk, server: Web) -> None:
    server.answers |= {
        "/feed": unless_known(feed(item(1, link=server.url("/1"))), '"a"'),
        "/1": in_turn(gives("", 503), gives(PAGE)),
    }
    desk.follow("/feed")
    assert desk.sync(full_text=True).added == 1
    assert "mend the bridge" not in desk.texts()[0]
    assert desk.sync(full_text=True).updated == 1
    assert "mend the bridge" in desk.texts()[0]
    assert desk.sync(full_text=True).updated == 0


def test_a_second_sync_is_told_who_is_at_work(desk: Desk, server: Web) -> None:
    desk.follow("/feed")
    with alone(desk.library), pytest.raises(SyncError, match=f"process {os.getpid()}, since"):
        desk.sync()
    desk.sync()


def test_what_is_not_followed_is_told(desk: Desk) -> None:
    desk.follow("/feed")
    with pytest.raises(SyncError, match="warreader subscribe"):
        desk.sync("https://wire.example/feed")


def subscriptions(server: Web, path: str) -> Sequence[str]:
    with Fetcher(QUICK, allow_local=True) as fetcher:
        return [found.url for found in find_feeds(fetcher, server.url(path)).feeds]


def test_an_address_means_a_feed_a_page_or_a_list(server: Web) -> None:
    links = "".join(
        f'<link rel="alternate" type="application/{kind}+xml" href="/{kind}">' for kind in ("rss", "atom")
    )
    server.answers |= {
        "/rss": gives(feed(item(1))),
        "/": gives(f"<!doctype html><html><head>{links}</head><body>News</body></html>"),
        "/moved": leads_to("/rss", 301),
        "/for-now": leads_to("/rss", 302),
        "/list": gives("<opml><body><outline xmlUrl='https://wire.example/feed'/></body></opml>"),
        "/page": gives("<html><p>No feed here.</p></html>"),
    }
    assert subscriptions(server, "/") == subscriptions(server, "/rss") == subscriptions(server, "/moved")
    assert subscriptions(server, "/for-now") == [server.url("/for-now")]
    assert subscriptions(server, "/list") == ["https://wire.example/feed"]
    with pytest.raises(IngestError, match="neither a feed nor"):
        subscriptions(server, "/page")
    with pytest.raises(FetchError, match="404"):
        subscriptions(server, "/nowhere")


def test_subscribing_twice_keeps_one_and_its_tags(tmp_path: Path) -> None:
    from core.ingest.subscriptions import Subscriptions

    wire = Subscription("https://wire.example/feed", "", ("war",))
    path = tmp_path / "war.db"
    assert len(subscribe(path, Subscriptions((wire, Subscription("file:///etc/passwd"))), ["east"])[0]) == 1
    new, known, _ = subscribe(path, Subscriptions((wire,)), ["north"])
    assert (new, len(known)) == ([], 1)
    with Library.open(path) as library:
        (kept,) = library.feeds.all()
    assert kept.tags == ("war", "east", "north")


def test_a_sync_of_many_feeds_waits_for_no_single_one(desk: Desk, server: Web) -> None:
    together = threading.Barrier(8)

    def slowly(visit):  # type: ignore[no-untyped-def]
        together.wait(30)  # for the other seven: one behind another they would never be answered
        visit.send(200, feed(item(int(visit.path[1:]))).encode())

    paths = [f"/{n}" for n in range(8)]
    server.answers |= dict.fromkeys(paths, slowly)
    desk.follow(*paths)
    assert desk.sync(limits=Limits(at_once_per_host=8)).added == 8
