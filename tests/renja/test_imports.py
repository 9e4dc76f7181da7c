"""What import-linter does not hold: no file stands in a circle of imports, not even for a type or inside a function."""

from __future__ import annotations

import ast
import graphlib
import tomllib
from pathlib import Path

PACKAGES = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["root_packages"]


def _files() -> dict[str, Path]:
    """Our modules by dotted name."""
    paths = [path for package in PACKAGES for path in Path(package).rglob("*.py")]
    return {".".join(path.with_suffix("").parts).removesuffix(".__init__"): path for path in paths}


def _imported(path: Path, known: dict[str, Path]) -> set[str]:
    """The modules of ours that a file names in an import, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            below = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= (below & known.keys()) or {node.module}
    return names & known.keys()


def test_no_file_imports_itself_by_way_of_others() -> None:
    files = _files()
    graph = {name: _imported(path, files) - {name} for name, path in files.items()}
    graphlib.TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


def test_every_import_is_absolute_so_that_a_moved_file_says_what_it_needs() -> None:
    relative = [
        str(path)
        for path in _files().values()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []
