"""What the page asks about recipes: a document's tables as they may be told, what is to be mapped, what is told."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from normalize.recipes.types import Recipe
from output.read import read_table
from output.rebuild import read_result
from output.types import DocumentResult
from renja.recipes.files import dataset_folder, load_recipes, user_folder
from renja.recipes.listing import Listed, list_recipes
from renja.recipes.make import Said
from renja.recipes.queue import Cluster, queue
from renja.recipes.sheet import Sheet, Tried, said_by, sheet, tried
from renja.web.data.source import state_of

COUNTED = "_tata_letak_dibandingkan"
"""In the session: the layouts of a large dataset may be compared."""


@dataclass(frozen=True, slots=True)
class Told:
    """A recipe that was tried on a table, and whether its file lies in the dataset (else in the user's folder).

    ``said``: what it says, in the table's words; None where the table is not of its layout, but much like it.
    """

    recipe: Recipe
    is_own: bool
    said: Said | None


def document(root: Path, doc_id: str) -> DocumentResult:
    """A document with its tables, read once for each state of the dataset."""
    return _document(root, doc_id, state_of(root))


@lru_cache(maxsize=4)
def _document(root: Path, doc_id: str, state: str) -> DocumentResult:
    del state  # only a key, as below
    return read_result(root, doc_id)


def number_of(tabel_id: str) -> int:
    """Which of its document's tables an id names, from 0.

    >>> number_of("0123456789abcdef-t012")
    11
    """
    return int(tabel_id.rsplit("-t", 1)[1]) - 1


def sheet_of(root: Path, doc_id: str, table: int, kepala: int | None) -> Sheet:
    """A table for who says what it means."""
    return _sheet(root, doc_id, table, kepala, state_of(root))


@lru_cache(maxsize=16)
def _sheet(root: Path, doc_id: str, table: int, kepala: int | None, state: str) -> Sheet:
    return sheet(_document(root, doc_id, state), table, kepala)


def tried_with(root: Path, doc_id: str, table: int, recipe: Recipe | None, kepala: int | None) -> Tried:
    """The table read with what was said so far."""
    return _tried(root, doc_id, table, recipe, kepala, state_of(root))


@lru_cache(maxsize=16)
def _tried(root: Path, doc_id: str, table: int, recipe: Recipe | None, kepala: int | None, state: str) -> Tried:
    return tried(_document(root, doc_id, state), table, recipe, kepala)


def recipe_of(root: Path, doc_id: str, table: int) -> Told | None:
    """The recipe that was tried on a table, applied or refused, as it stands now; None where none was."""
    used = {use.tabel: use.resep for use in document(root, doc_id).resep}
    held = next((each for each in load_recipes(root).recipes if each.nama == used.get(table)), None)
    if held is None:
        return None
    own = (dataset_folder(root) / f"{held.nama}.toml").is_file()
    return Told(held, own, said_by(document(root, doc_id), table, held))


def clusters(root: Path) -> tuple[Cluster, ...]:
    """What to map next, most rupiah first."""
    return _clusters(root, state_of(root))


@lru_cache(maxsize=4)
def _clusters(root: Path, state: str) -> tuple[Cluster, ...]:
    del state
    return queue(root)


def alike(root: Path, doc_id: str, table: int) -> tuple[int, int, Decimal]:
    """Tables whose money is not understood, of the layout of this one, itself among them: how many, in how many
    documents, and the rupiah at stake.
    """
    found = [each for each in clusters(root) if any((p.doc_id, p.tabel) == (doc_id, table) for p in each.places)]
    return (len(found[0].places), found[0].documents, found[0].rupiah) if found else (0, 0, Decimal(0))


def listed(root: Path) -> Listed:
    """The recipes and the tables that they read."""
    stamps = tuple(_stamp(path) for folder in (dataset_folder(root), user_folder()) for path in folder.glob("*.toml"))
    return _listed(root, stamps, state_of(root))


def _stamp(path: Path) -> tuple[str, int]:
    """A file of a recipe in one state; one that goes away just now has none."""
    try:
        return str(path), path.stat().st_mtime_ns
    except FileNotFoundError:
        return str(path), 0


@lru_cache(maxsize=4)
def _listed(root: Path, stamps: tuple[tuple[str, int], ...], state: str) -> Listed:
    del stamps, state
    return list_recipes(root)


def is_whole(root: Path, doc_id: str) -> bool:
    """False for a document of an older version, of which too little is kept to be read anew from its cells."""
    return _is_whole(root, doc_id, state_of(root))


@lru_cache(maxsize=64)
def _is_whole(root: Path, doc_id: str, state: str) -> bool:
    del state
    return None not in read_table(root, "tabel", doc_id).column("teks_di_atas").to_pylist()
