"""Print the entities that a spaCy pipeline marks: python elsewhere.py PIPELINE… < articles.jsonl

For a Python of its own, where the project's can't have the model: spaCy's medium model comes as a package
for Python 3.12 and later alone. So this needs spaCy and nothing of the project. It runs the first pipeline
that is installed, as a package or in a package's folder "_model". A line in is {"doc", "text"}, a line out
{"doc", "spans": [[start, end, label] …]}.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    import spacy

    installed = [name for name in sys.argv[1:] if importlib.util.find_spec(name)]
    if not installed:
        raise SystemExit(f"{sys.executable} has none of {', '.join(sys.argv[1:])}")
    nlp = spacy.load(_folder(installed[0]))
    for line in sys.stdin:
        article = json.loads(line)
        spans = [[e.start_char, e.end_char, e.label_] for e in nlp(article["text"]).ents]
        print(json.dumps({"doc": article["doc"], "spans": spans}))


def _folder(package: str) -> Any:
    """Where the pipeline lies, or the package itself where it is one of spaCy's."""
    within = importlib.import_module(package).__path__[0]
    folder = Path(within, "_model")
    return folder if folder.is_dir() else package


if __name__ == "__main__":
    main()
