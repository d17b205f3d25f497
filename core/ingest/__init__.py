"""From bytes to articles: what a source is, is told by its content, never by its ending.

`sources` finds files and reads them within limits, `formats` knows which module reads what, and a module
for each format gives the articles: one or many. `decoding` names the encoding of text, `mending` repairs
what was damaged on its way, `composing` puts together what several places tell of an article.
"""

from core.ingest.errors import IngestError
from core.ingest.mending import MENDED
from core.ingest.options import Options
from core.ingest.part import Part
from core.ingest.reading import parse, read, read_one
from core.ingest.sources import discover, source_of

__all__ = ["MENDED", "IngestError", "Options", "Part", "discover", "parse", "read", "read_one", "source_of"]
