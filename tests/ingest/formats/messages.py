"""Mail, boxes of it and MHTML, by the standard library's `email` and `mailbox`."""

from __future__ import annotations

import mailbox
from email.message import EmailMessage
from pathlib import Path

from tests.ingest.formats.pieces import BAKERY, BRIDGE, FILES, LIBRARY, PIECES, Piece, Run, page


def message(piece: Piece, *, html: bool, news: bool = False) -> EmailMessage:
    mail = EmailMessage()
    sender = piece.outlet if news else piece.byline
    mail["From"] = f"{sender} <news@example.org>"
    mail["To"] = "reader@example.org"
    mail["Subject"] = piece.title
    mail["Date"] = f"{piece.published:%a, %d %b %Y} 07:00:00 +0200"
    mail["Message-ID"] = f"<{piece.name}@example.org>"
    if news:
        mail["List-Unsubscribe"] = "<https://example.org/out>"
    mail.set_content(piece.body, cte="quoted-printable")
    if html:
        paragraphs = "".join(f"<p>{one}</p>" for one in piece.paragraphs)
        mail.add_alternative(f"<html><body>{paragraphs}</body></html>", subtype="html", cte="base64")
    return mail


def build(run: Run) -> None:
    (FILES / "plain.eml").write_bytes(bytes(message(BRIDGE, html=False)))
    (FILES / "newsletter.eml").write_bytes(bytes(message(BAKERY, html=True, news=True)))
    attached = message(LIBRARY, html=False)
    attached.add_attachment(
        (FILES / "pandoc.docx").read_bytes(),
        maintype="application",
        subtype="octet-stream",
        filename="more.docx",
    )
    (FILES / "attached.eml").write_bytes(bytes(attached))
    for name, html, news in (
        ("plain.mbox", False, False),
        ("html.mbox", True, False),
        ("news.mbox", True, True),
    ):
        path = FILES / name
        path.unlink(missing_ok=True)
        box = mailbox.mbox(path)
        for piece in PIECES.values():
            box.add(message(piece, html=html, news=news))
        box.close()
    for piece in PIECES.values():
        _saved(piece, FILES / f"{piece.name}.mhtml")


def _saved(piece: Piece, path: Path) -> None:
    """A page as Chrome saves it."""
    mail = EmailMessage()
    mail["From"] = "<Saved by Blink>"
    mail["Snapshot-Content-Location"] = piece.url
    mail["Subject"] = piece.title
    mail["MIME-Version"] = "1.0"
    mail.set_content(page(piece), subtype="html", cte="quoted-printable")
    mail["Content-Location"] = piece.url
    mail.make_related()
    mail.add_related(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="x.png")
    path.write_bytes(bytes(mail))
