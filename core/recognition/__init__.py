"""Recognition: from an Article to its Mentions.

A general news model does not know this war (it takes Kyiv for a person and HIMARS for a company), and the one
of our own (`training`) does not know every village and missile: it is one witness among several. An article
passes

  `words`, `seams`     its words, whole where a page broke or glued them, none of addresses
  `reading`            its lines and sentences
  `model`              the statistical model's spans; the only place that imports spaCy
  `lexicon`            names from readable tables: persons, organisations, weapons, peoples, places, events
  `gazetteer`          settlements and regions by every spelling, searched on disk
  `rules`              names by their make: numbered units, ministries, given name and surname, titles
  `decide`             weighs them over the whole article
  `boilerplate`        promos and furniture, kept as ranges
  `settled`            what a whole library knows of the words that are left; the pipeline asks it

`load` gives the recogniser; `build` makes the gazetteer's data files from GeoNames dumps.
"""

from core.recognition.model import ModelNotFoundError, Span, SpanModel
from core.recognition.recognizer import Recognizer, load

__all__ = ["ModelNotFoundError", "Recognizer", "Span", "SpanModel", "load"]
