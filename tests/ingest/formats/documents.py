"""Texts, Markdown, pages, PDF, EPUB and DOCX, by pandoc, LibreOffice, groff, fpdf2 and python-docx."""

from __future__ import annotations

import shutil
import textwrap
from pathlib import Path
from tempfile import TemporaryDirectory

import ftfy.bad_codecs  # noqa: F401  (registers the codec by which mojibake comes about)

from tests.ingest.formats.pieces import BAKERY, BRIDGE, FILES, LIBRARY, PIECES, Piece, Run, markdown, page

PLAIN = ("-f", "markdown-smart")
"""Quotes and dashes are the author's own."""


def build(run: Run) -> None:
    (FILES / "utf-8.txt").write_text(BRIDGE.text, encoding="utf-8")
    (FILES / "utf-16.txt").write_text(BAKERY.text, encoding="utf-16")
    # As a program spoils it that takes UTF-8 for Windows-1252 and saves it as UTF-8.
    (FILES / "mojibake.txt").write_text(LIBRARY.text.encode().decode("sloppy-windows-1252"), encoding="utf-8")
    (FILES / "yaml.md").write_text(markdown(BRIDGE), encoding="utf-8")
    run("pandoc", *PLAIN, "-t", "gfm", "-s", "-o", FILES / "pandoc.md", stdin=markdown(BAKERY))
    toml = f'title = "{LIBRARY.title}"\ndate = {LIBRARY.published}\noutlet = "{LIBRARY.outlet}"'
    toml += f'\nauthor = "{LIBRARY.byline}"'
    (FILES / "toml.md").write_text(f"+++\n{toml}\n+++\n\n{LIBRARY.body}\n", encoding="utf-8")
    with TemporaryDirectory() as folder:
        _pages(run, Path(folder))
        _documents(run, Path(folder))
        _pdf(run, Path(folder))
    _books(run)


def _pages(run: Run, folder: Path) -> None:
    (FILES / "site.html").write_text(page(BRIDGE), encoding="utf-8")
    run("pandoc", *PLAIN, "-s", "-t", "html5", "-o", FILES / "pandoc.html", stdin=markdown(BAKERY))
    run("pandoc", *PLAIN, "-o", folder / "libreoffice.docx", stdin=markdown(LIBRARY, author=False))
    run("soffice", "--headless", "--convert-to", "html", "--outdir", FILES, folder / "libreoffice.docx")


def _documents(run: Run, folder: Path) -> None:
    import docx

    run("pandoc", *PLAIN, "-o", FILES / "pandoc.docx", stdin=markdown(BRIDGE))
    run("pandoc", *PLAIN, "-o", folder / "office.odt", stdin=markdown(BAKERY))
    run("soffice", "--headless", "--convert-to", "docx", "--outdir", FILES, folder / "office.odt")
    document = docx.Document()
    document.core_properties.author = LIBRARY.byline
    document.add_heading(LIBRARY.title, 0)
    for paragraph in LIBRARY.paragraphs:
        document.add_paragraph(paragraph)
    document.save(str(FILES / "python-docx.docx"))


def _pdf(run: Run, folder: Path) -> None:
    import fpdf

    shutil.copy(FILES / "pandoc.docx", folder / "libreoffice.docx")
    run("soffice", "--headless", "--convert-to", "pdf", "--outdir", FILES, folder / "libreoffice.docx")
    roff = f".ds CH {BAKERY.outlet}\n.TL\n{BAKERY.title}\n.AU\n{BAKERY.byline}\n"
    paragraphs = (one.replace("'", r"\[aq]") for one in BAKERY.paragraphs)
    roff += "".join(f".PP\n{paragraph}\n" for paragraph in paragraphs)
    (folder / "in.ms").write_text(roff, encoding="utf-8")
    run("bash", "-c", f"groff -k -ms -Tpdf {folder}/in.ms > {FILES}/groff.pdf")
    _long_pdf(fpdf.FPDF(format="A5"), FILES / "fpdf2.pdf")


def _long_pdf(pdf: object, path: Path) -> None:
    """Four pages with a running title and page numbers; lines are broken by hand, words parted."""
    from fpdf import FPDF

    assert isinstance(pdf, FPDF)
    pdf.set_title(LIBRARY.title)
    pdf.set_author(LIBRARY.byline)
    pdf.add_font("serif", "", "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
    for number, paragraph in enumerate((LIBRARY.title, *LIBRARY.paragraphs)):
        if number in (0, 2, 3, 4):
            pdf.add_page()
            pdf.set_font("serif", size=9)
            pdf.cell(0, 8, LIBRARY.outlet, new_x="LMARGIN", new_y="NEXT")
        for line in textwrap.wrap(paragraph, 62):
            pdf.cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")
        pdf.ln(4)
        if number in (1, 2, 3, 4):
            pdf.set_y(-25)
            pdf.cell(0, 5, f"Page {pdf.page_no()} of 4", new_x="LMARGIN", new_y="NEXT")
    pdf.output(str(path))


def _books(run: Run) -> None:
    run("pandoc", *PLAIN, "-t", "epub3", "-o", FILES / "pandoc3.epub", stdin=_chapter(BRIDGE))
    run("pandoc", *PLAIN, "-t", "epub2", "-o", FILES / "pandoc2.epub", stdin=_chapter(BAKERY))
    issue = "---\ntitle: Winter issue\npublisher: The Tram Gazette\ndate: 2022-12-20\nlang: en\n---\n\n"
    chapters = "\n\n".join(f"# {piece.title}\n\n{piece.body}" for piece in PIECES.values())
    run("pandoc", *PLAIN, "-t", "epub3", "-o", FILES / "issue.epub", stdin=issue + chapters)


def _chapter(piece: Piece) -> str:
    head, _, body = markdown(piece).rpartition("---\n\n")
    return f"{head}---\n\n# {piece.title}\n\n{body}"
