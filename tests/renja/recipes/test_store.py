"""Recipes of a dataset in an object store go with it: made on one machine, they read on the next, and go there too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from typer.testing import CliRunner

import renja
from renja.cli import app

RUN = CliRunner()
STORE = "memory://resep-uji/hasil"
SAID = ("--column", "Lajur P=pagu,sebelum,n", "--column", "Lajur Q=pagu,-,n")


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Works on a machine of that name from now on: each has working folders of its own, all share the store."""
    yield lambda name: monkeypatch.setenv("RENJA_STORES", str(tmp_path / name))
    memory: Any = fsspec.filesystem("memory")  # type: ignore[no-untyped-call]
    if memory.exists("/resep-uji"):
        memory.rm("/resep-uji", recursive=True)


def _run(*words: str) -> str:
    done = RUN.invoke(app, ["recipe", *words])
    assert done.exit_code == 0, done.output
    return done.output


def _told() -> set[str | None]:
    return {row["resep"] for row in renja.open_dataset(STORE).tables("arrow").to_pylist()}


def test_a_recipe_goes_with_the_dataset_from_machine_to_machine(
    machine: Callable[[str], None], make_pdf: Any, second: Any
) -> None:
    machine("satu")
    renja.ingest(make_pdf("satu"), STORE, workers=1)
    assert "1." in _run("queue", STORE)
    assert "Belum disimpan" in _run("make", STORE, "satu", "--page", "1", "--name", "lajur", *SAID)
    assert _told() == {None}
    assert "1 dokumen dibaca ulang" in _run("make", STORE, "satu", "--page", "1", "--name", "lajur", *SAID, "--keep")

    machine("dua")
    assert "lajur  1 tabel, 1 dokumen" in _run("list", STORE)
    renja.ingest(make_pdf("dua", second, tahun=2028), STORE, workers=1)
    assert _told() == {"lajur"}
    assert "2 dokumen dibaca ulang" in _run("drop", "lajur", STORE)

    machine("satu")
    assert "Belum ada resep" in _run("list", STORE)
    assert _told() == {None}


def test_python_keeps_and_drops_a_recipe_in_the_store(machine: Callable[[str], None], make_pdf: Any) -> None:
    machine("satu")
    renja.ingest(make_pdf("satu"), STORE, workers=1)
    recipes = renja.open_dataset(STORE).recipes
    recipe = recipes.make("lajur", "satu", page=1, columns=[said for said in SAID if said != "--column"])
    assert len(recipes.apply(recipe)) == 1

    machine("dua")
    there = renja.open_dataset(STORE).recipes
    assert there.named("lajur") == recipe
    assert len(there.drop("lajur")) == 1

    machine("satu")
    assert renja.open_dataset(STORE).recipes.list().empty
