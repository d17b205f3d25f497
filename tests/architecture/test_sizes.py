"""Rooms stay small enough to be read in one sitting."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = [path for top in ("core", "tui", "tests") for path in sorted((ROOT / top).rglob("*.py"))]

LONGEST_FILE = 450
LONGEST_FUNCTION = 60
"""Lines with docstring; forty is the aim, sixty the end."""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_and_no_function_grows_too_long(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LONGEST_FILE
    long = [
        f"{node.name}: {(node.end_lineno or 0) - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert not long


def test_every_module_of_core_and_tui_says_why_it_exists() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if path.parts[len(ROOT.parts)] != "tests"
        and path.stat().st_size
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent
