"""From mentions to entities: coreference inside an article, then names compared over the whole library.

One article's way: `coreference` makes local entities of its mentions (`resolution` decides which place is
meant, `people` and `bodies` carry short forms back, `roles` reads titles); each new name looks up its
candidates (`blocking`), is scored against them with reasons (`matching`), and the component that it touches
is clustered anew (`clustering`). The result depends on the names alone, never on the order in which articles
come.
"""

from core.linking.linker import Linker
from core.linking.matching import DOUBTFUL, THRESHOLD, explain

__all__ = ["DOUBTFUL", "THRESHOLD", "Linker", "explain"]
