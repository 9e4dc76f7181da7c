"""The example notebooks run on a dataset of the samples, from their first cell to their last."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path
from typing import Any

import nbformat
import pytest

from renja.api import Dataset

NOTEBOOKS = sorted(Path("docs/notebooks").glob("*.ipynb"))
PROJECT = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
OURS = {*PROJECT["tool"]["importlinter"]["root_packages"]} - {"renja"}
SOURCES = {path.stem: nbformat.read(path, as_version=4) for path in NOTEBOOKS}


@pytest.fixture
def beside(dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder where the dataset lies as `make demo` leaves it."""
    (tmp_path / "hasil").symlink_to(dataset.root)
    monkeypatch.chdir(tmp_path)


def _run(source: str, names: dict[str, Any]) -> Any:
    """Runs a cell; what its last line shows, as a notebook would."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<cell>", "exec"), names)
    return None if last is None else eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)  # type: ignore[attr-defined]


def test_there_is_a_notebook_for_each_way_of_reading() -> None:
    assert set(SOURCES) == {"duckdb", "pandas", "polars"}


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_a_notebook_is_valid_and_holds_no_output_and_no_place_of_one_machine(name: str) -> None:
    notebook = SOURCES[name]
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(not cell.outputs for cell in code)
    assert not any(mark in cell.source for cell in notebook.cells for mark in ("/home", "/work", "/tmp", "C:\\"))


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_a_notebook_that_people_copy_imports_nothing_of_ours_but_renja(name: str) -> None:
    code = "\n".join(cell.source for cell in SOURCES[name].cells if cell.cell_type == "code")
    nodes = list(ast.walk(ast.parse(code)))
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    assert not {module.split(".")[0] for module in imported} & OURS
    assert not {module for module in imported if module.startswith("renja.")}


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_a_notebook_runs_and_every_cell_shows_rows(name: str, beside: None) -> None:
    names: dict[str, Any] = {}
    for cell in SOURCES[name].cells:
        if cell.cell_type == "code":
            shown = _run(cell.source, names)
            assert len(shown) > 0, cell.source


def test_all_notebooks_find_the_same_largest_programs(beside: None) -> None:
    from output.compare import Wilayah, largest

    names: dict[str, Any] = {}
    for cell in SOURCES["polars"].cells:
        if cell.cell_type == "code":
            _run(cell.source, names)
    shown = {(row["wilayah"], row["tahun"]): row["pagu"] for row in names["largest"].to_dicts()}
    found = [each for by in (Wilayah.PROVINSI, Wilayah.KABKOTA) for each in largest(Path("hasil"), by=by)]
    assert len(found) >= 4
    assert all(shown[each.wilayah, each.tahun] == float(each.pagu) for each in found)
