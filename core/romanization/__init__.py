"""What spellings of one Slavic name have in common: sounds, comparison keys, Cyrillic spellings.

Pure functions over tables of published schemes; recognition, linking and the library all stand on them.
"""

from core.romanization.folding import fold, folds, is_cyrillic, loose, skeleton

__all__ = ["fold", "folds", "is_cyrillic", "loose", "skeleton"]
