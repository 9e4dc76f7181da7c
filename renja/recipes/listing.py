"""Which recipes there are, and what became of each on the tables of a dataset."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from normalize.recipes.types import Recipe, RecipeUse
from output.read import read_table
from output.rebuild import recipe_uses
from renja.recipes.files import load_recipes
from renja.recipes.queue import Cluster
from renja.recipes.state import is_up_to_date
from renja.recipes.told import use_line
from renja.texts import say

_MOST_USES = 20


@dataclass(frozen=True, slots=True)
class ListedUse:
    """What became of a recipe on a table of a document of the dataset."""

    doc_id: str
    berkas: str
    use: RecipeUse


@dataclass(frozen=True, slots=True)
class Listed:
    """The recipes with their files and uses. ``is_stale``: one changed since the dataset was held against them."""

    recipes: tuple[Recipe, ...]
    files: tuple[Path, ...]
    uses: tuple[ListedUse, ...]
    faults: tuple[str, ...]
    is_stale: bool = False

    def of(self, nama: str) -> list[ListedUse]:
        """The uses of one recipe."""
        return [each for each in self.uses if each.use.resep == nama]

    def record(self) -> dict[str, Any]:
        """For a program."""
        recipes = [
            {
                "nama": recipe.nama,
                "sidik": recipe.sidik,
                "berkas": str(path),
                "keterangan": recipe.keterangan,
                "tabel": [asdict(u.use) | {"doc_id": u.doc_id, "berkas": u.berkas} for u in self.of(recipe.nama)],
            }
            for recipe, path in zip(self.recipes, self.files, strict=True)
        ]
        return {"resep": recipes, "salah": list(self.faults), "perlu_diterapkan": self.is_stale}


def list_recipes(root: Path | None = None) -> Listed:
    """The recipes of a dataset and of the user (None: the user's alone). Raises ``NotADataset``."""
    library = load_recipes(root)
    if root is None:
        return Listed(library.recipes, library.files, (), library.faults)
    berkas = dict(zip(*read_table(root, "dokumen", columns=("doc_id", "berkas")).to_pydict().values(), strict=True))
    uses = (ListedUse(doc_id, berkas[doc_id], use) for doc_id, held in recipe_uses(root).items() for use in held)
    stale = not is_up_to_date(root, library.recipes) and bool(library.recipes)
    return Listed(library.recipes, library.files, tuple(uses), library.faults, stale)


def listed_lines(found: Listed) -> Iterator[str]:
    """The same for the eye."""
    for recipe, path in zip(found.recipes, found.files, strict=True):
        uses = found.of(recipe.nama)
        kept = [each for each in uses if not each.use.ditolak]
        documents = len({each.doc_id for each in kept})
        yield say("told.listed", name=recipe.nama, tables=len(kept), documents=documents, path=path)
        yield from (f"    {use_line(each.use, each.berkas)}" for each in uses[:_MOST_USES])
        if len(uses) > _MOST_USES:
            yield "    " + say("told.more_tables", count=len(uses) - _MOST_USES)
    if not found.recipes:
        yield say("told.no_recipes")
    if found.is_stale:
        yield say("told.stale")


def cluster_record(cluster: Cluster) -> dict[str, Any]:
    """A cluster of the queue for a program."""
    return {
        "kolom": list(cluster.layout.titles),
        "rupiah": str(cluster.rupiah),
        "hilang": cluster.hilang,
        "dokumen": cluster.documents,
        "pembuat": list(cluster.pembuat),
        "tabel": [asdict(place) for place in cluster.places],
    }
