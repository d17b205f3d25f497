"""From bytes to articles: what a file is, is told by its content, never by its ending.

A file passes `sources` (found, read within limits), `decoding` (bytes to text, the encoding named) and then
one of `plain`, `markdown` and `html`, which tell the article's text and what it says about itself.
"""

from core.ingest.errors import IngestError
from core.ingest.reading import read
from core.ingest.sources import discover, source_of

__all__ = ["IngestError", "discover", "read", "source_of"]
