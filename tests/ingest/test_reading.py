"""Files of all kinds come in; what they are is told by what is in them."""

from __future__ import annotations

import codecs
import os
from datetime import date
from hashlib import sha256
from pathlib import Path
from textwrap import wrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.article import Article
from core.ingest import IngestError, Options, discover, source_of
from core.ingest import read as read_all
from core.ingest import read_one as read
from core.ingest.decoding import decode
from core.ingest.mending import unwrapped

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="{charset}">
<title>Shelling goes on in Luhansk | Example Times</title>
<meta property="og:title" content="Shelling goes on in Luhansk">
<meta property="og:site_name" content="The Example Times"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2022-06-24T10:00:00Z">
<link rel="canonical" href="https://www.example.org/world/shelling"></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Shelling goes on in Luhansk</h1>
<p>The governor of the region said on Friday that the shelling had gone on all night long – “naïve” to think
otherwise – and that many houses were destroyed before the morning came.</p>
<p>He added that the evacuation would go on <b>as long as</b> the roads allowed it, and he thanked the drivers
[all of them] for what they do every day.</p></article>
<footer>© 2022 The Example Times</footer><script>alert("no")</script></body></html>"""

MARKDOWN = """---
title: "Troops leave: what's known"
outlet: The Example
date: 2022-06-25
author: [Jane Doe, John Roe]
---

# Another heading

Troops **left** the [city](https://example.org/x) on
Friday. <script>alert(1)</script>

- one item
- another

> A quote.
"""


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_plain_text_is_the_file_untouched(tmp_path: Path) -> None:
    content = "\ufeffA headline of five words\r\n\r\nKyiv\x1b[31m – [b]text[/b].\rEnd \n"
    article = read(write(tmp_path / "a.txt", content))
    assert article.text == content
    assert article.title == "A headline of five words"
    assert article.provenance.source == str(tmp_path / "a.txt")
    assert article.provenance.sha256 == sha256(content.encode()).hexdigest()
    assert (article.provenance.format, article.provenance.encoding) == ("text", "utf-8")


TOLD = (
    "The governor said that the road to the north is open again, and that buses left the town of Example at "
    "dawn with two hundred people. He asked those who stay to keep water for three days, because the station "
    "that pumps it was hit twice in one night and will not run before the end of the week."
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@given(width=st.integers(58, 80))
def test_lines_that_a_programme_has_broken_are_one_paragraph(end: str, width: int) -> None:
    content = end.join(["A road opens", "", *wrap(TOLD, width), "", *wrap(TOLD[::2], width)])
    text = unwrapped(content)
    assert [" ".join(line.split()) for line in text.splitlines() if line] == ["A road opens", TOLD, TOLD[::2]]
    assert len(text) == len(content)


@pytest.mark.parametrize(
    "lines",
    [
        [f"{number}. A line of a list that is about as long as all others are" for number in range(5)],
        ["A paragraph of a few words that a writer ended on purpose, here.", "A second one that follows it."],
        [*wrap(TOLD, 72), "", TOLD],
        [TOLD, TOLD],
        wrap(TOLD, 40),
        [
            "Governor opens the road to the north after a week of repairs there",
            "Two hundred people leave the town of Example at dawn in ten buses",
            "Pumping station was hit twice in one night and will not run again",
        ],
        ["A headline that is nearly as long as the text", *wrap(TOLD, 72)],
    ],
)
def test_lines_that_a_writer_has_ended_stay(lines: list[str]) -> None:
    assert unwrapped("\n".join(lines)) == "\n".join(lines)


@given(st.text("ab \n\r-", max_size=400))
def test_unwrapping_changes_nothing_but_the_ends_of_lines(content: str) -> None:
    text = unwrapped(content * 20)
    assert len(text) == len(content) * 20
    assert {(a, b) for a, b in zip(content * 20, text, strict=True) if a != b} <= {("\n", " "), ("\r", " ")}


def test_markdown_gives_headline_paragraphs_and_its_front_matter(tmp_path: Path) -> None:
    article = read(write(tmp_path / "renamed.txt", MARKDOWN))
    assert article.provenance.format == "markdown"
    assert article.text == (
        "Troops leave: what's known\n\nTroops left the city on Friday. alert(1)\n\n"
        "one item\n\nanother\n\nA quote."
    )
    assert (article.title, article.outlet, article.byline, article.published) == (
        "Troops leave: what's known",
        "The Example",
        "Jane Doe, John Roe",
        date(2022, 6, 25),
    )


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (r'"Kyiv\u2019s \"ring\": a day"', 'Kyiv’s "ring": a day'),
        (r'"two\nlines\tand more"', "two lines and more"),
        (r'"C:\War and peace"', r"C:\War and peace"),
        (r'"half \ud83d of a sign"', "half ? of a sign"),
        (r"'It''s \u2019 here'", r"It's \u2019 here"),
    ],
)
def test_what_front_matter_escapes_is_read_as_yaml_reads_it(tmp_path: Path, written: str, title: str) -> None:
    assert read(write(tmp_path / "a.md", f"---\ntitle: {written}\n---\n\nText.")).title == title


def test_markdown_without_front_matter_and_with_toml(tmp_path: Path) -> None:
    article = read(write(tmp_path / "a", "# A heading first\n\nThen *text*.\n"))
    assert (article.title, article.text) == ("A heading first", "A heading first\n\nThen text.")
    article = read(
        write(tmp_path / "b", '+++\ntitle = "T"\ndate = 2022-06-25\nurl = "https://www.bbc.co.uk/x"\n+++\nX.')
    )
    assert (article.title, article.outlet, article.published) == ("T", "BBC", date(2022, 6, 25))


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_saved_page_gives_its_article_alone(tmp_path: Path, charset: str) -> None:
    page = PAGE.format(charset=charset).encode(charset)
    article = read(write(tmp_path / "page.txt", page))
    assert article.provenance.format == "html"
    paragraphs = article.text.split("\n\n")
    assert paragraphs[0] == article.title == "Shelling goes on in Luhansk"
    assert len(paragraphs) == 3 and "“naïve”" in paragraphs[1] and "[all of them]" in paragraphs[2]
    assert "alert" not in article.text and "Home" not in article.text
    assert (article.outlet, article.byline, article.published, article.url) == (
        "The Example Times",
        "Jane Doe",
        date(2022, 6, 24),
        "https://www.example.org/world/shelling",
    )


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Губернатор Луганской области сообщил, что город остаётся под обстрелом."),
        ("koi8_r", "Губернатор области сообщил, что город остаётся под обстрелом."),
        ("cp1252", "Le gouverneur a déclaré à Kiev que les élèves fêtent Noël."),
        ("cp1252", "Ukraine’s president said “no” – again, and left."),
        ("cp1250", "Wołodymyr powiedział, że żołnierze są gotowi i że wrócą do domu."),
        ("utf_16", "Губернатор области сообщил."),
    ],
)
def test_text_that_is_no_utf8_is_read_and_its_encoding_named(
    tmp_path: Path, encoding: str, text: str
) -> None:
    article = read(write(tmp_path / "a.txt", (text * 5).encode(encoding)))
    assert article.text == text * 5
    assert codecs.lookup(article.provenance.encoding) == codecs.lookup(encoding)


def test_a_broken_byte_in_sound_utf8_spoils_nothing_else(tmp_path: Path) -> None:
    good = "Київ – «столиця». " * 20
    article = read(write(tmp_path / "a.txt", good.encode() + b"\xd0 end"))
    assert article.text.startswith(good) and article.text.endswith(" end")
    assert article.provenance.encoding == "utf-8 (1 damaged)"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), "binary"),
        ("renamed.txt", b"text, it says\0\1\2\3", "binary"),
        ("paper.txt", b"%PDF-1.7 and so on", "damaged PDF"),
        ("controls.txt", b"\x01\x02\x03\x04\x05 abc", "binary"),
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \r\n\t \n", "empty"),
        ("page.html", b"<html><body><script>x()</script></body></html>", "no article"),
        ("front.md", b"---\nlang: en\n---\n\n", "without any text"),
    ],
)
def test_what_is_no_article_is_refused_in_one_line(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    path = write(tmp_path / name, content)
    with pytest.raises(IngestError) as refusal:
        read(path)
    message = str(refusal.value)
    assert (
        message.startswith(f"{path}: ") and told in message and message.endswith(".") and "\n" not in message
    )


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IngestError, match="no such file"):
        read(tmp_path / "missing.txt")
    with pytest.raises(IngestError, match="directory"):
        read(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(IngestError, match="not a regular file"):
        read(tmp_path / "pipe")
    large = write(tmp_path / "large.txt", "eleven char")
    with pytest.raises(IngestError, match=r"larger than 10 bytes\. Raise the limit with --max-size"):
        list(read_all(large, Options(max_size=10)))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_may_end_its_lines_as_any_system_does(tmp_path: Path, end: str) -> None:
    rows = ["title,text", '"Kyiv, by night","Dark.', 'No light."', "Lviv,Calm."]
    first, second = read_all(write(tmp_path / "table", end.join(rows)))
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.title, first.text) == ("Kyiv, by night", "Kyiv, by night\n\nDark.\nNo light.")
    assert second.text == "Lviv\n\nCalm."


def test_a_directory_is_walked_by_name_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", ".git/config", ".hidden", "a/.hidden"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, "x")
    missing = tmp_path / "missing"
    assert list(discover([tmp_path, missing])) == [tmp_path / "b.txt", tmp_path / "a" / "c.txt", missing]


def test_a_name_that_is_no_text_becomes_one(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff\n.txt"))
    assert source_of(path) == f"{tmp_path}/a\\xff\n.txt"
    write(path, "Text in a file of a strange name.")
    assert read(path).provenance.source.encode().endswith(b"a\\xff\n.txt")


@given(st.binary(max_size=400))
def test_any_bytes_become_text_that_can_be_stored_or_a_clear_refusal(data: bytes) -> None:
    try:
        text, encoding = decode("some.txt", data)
    except IngestError:
        return
    assert text.encode() is not None and encoding


@settings(max_examples=150)
@given(st.data())
def test_a_mutated_file_gives_an_article_or_a_refusal(tmp_path: Path, data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([PAGE, MARKDOWN])).encode()
    first = data.draw(st.integers(0, len(whole)))
    last = data.draw(st.integers(first, len(whole)))
    path = write(tmp_path / "mutated", whole[:first] + data.draw(st.binary(max_size=20)) + whole[last:])
    try:
        article = read(path)
    except IngestError as refusal:
        assert str(path) in str(refusal)
    else:
        assert article.text.strip() and article.text.encode()


def test_an_odd_date_of_a_page_warns_nobody(tmp_path: Path) -> None:
    page = tmp_path / "odd.html"
    page.write_text(
        '<html><head><meta property="article:published_time" content="2022-06-24T10 AZ"></head>'
        "<body><article>"
        "<h1>Bridge closed</h1><p>The bridge over the river is closed until the morning, officials said.</p>"
        "</article></body></html>"
    )
    assert "The bridge over the river" in read(page).text
