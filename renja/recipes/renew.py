"""A dataset brought up to date with its recipes: only documents that they concern, and from their stored cells.

What was read with which recipe stands beside each document. A document is concerned where that differs from what fits
its tables now: a recipe is new, changed or gone. Which set of recipes a dataset was last held against is remembered, so
that nothing is looked at where nothing changed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from normalize.recipes.fit import Fit, ranked_fits
from normalize.recipes.types import Recipe, RecipeUse
from output.errors import disk_errors
from output.layout import settings_of
from output.overlay.store import active, read_overlay
from output.overlay.types import Applied
from output.pagetext import read_pages
from output.read import check_dataset
from output.reapply import applied_entries
from output.rebuild import read_result, recipe_uses
from output.types import DocumentResult
from output.verify_rows import MOST, Fault
from output.write import DatasetWriter, stage
from renja.recipes.files import dataset_folder, drop_recipe, keep_recipe, load_recipes
from renja.recipes.heads import Heads, heads
from renja.recipes.reread import reread
from renja.recipes.state import is_up_to_date, remember

LOG = logging.getLogger("renja")
TOO_OLD = (
    "dibaca versi lama yang belum menyimpan semua yang diperlukan; baca ulang dengan `renja ingest --force` agar resep "
    "berlaku / read by an older version, read it again"
)


@dataclass(frozen=True, slots=True)
class Renewed:
    """A document that was understood again, and what became of recipes on its tables."""

    doc_id: str
    berkas: str
    resep: tuple[RecipeUse, ...]


Across = Callable[[Path, Collection[str]], object]
"""Renews the findings between documents that changed and others: given by who asks, who reviews."""


Tick = Callable[[int, int], object]
"""Is told how many documents are done, and of how many."""


def no_tick(done: int, of: int) -> None:
    """Nobody watches."""


def _not_renewed(root: Path, doc_ids: Collection[str]) -> None:
    """They are left to the caller."""


def renew(
    root: Path,
    recipes: Sequence[Recipe],
    *,
    force: bool = False,
    across: Across = _not_renewed,
    tick: Tick = no_tick,
) -> tuple[Renewed, ...]:
    """Understands again the documents of a dataset that its recipes concern; which these were, and with what.

    Findings between documents are renewed by ``across``. ``force`` looks at all documents also where no recipe changed.

    Raises
    ------
    ``NotADataset``, ``DatasetBusy``, ``DatasetUnwritable``.
    """
    check_dataset(root)
    if not force and is_up_to_date(root, recipes):
        return ()
    doc_ids = list(concerned(root, recipes)) if recipes or recipe_uses(root) else []
    done: list[Renewed] = []
    if doc_ids:
        with DatasetWriter(root) as writer:
            for n, doc_id in enumerate(doc_ids):
                tick(n, len(doc_ids))
                with writer.turn():
                    found = _one(writer, doc_id, recipes)
                if found is not None:
                    done.append(found)
        across(root, {each.doc_id for each in done})
    remember(root, recipes)
    return tuple(done)


def keep(
    root: Path, recipe: Recipe, *, overwrite: bool = False, across: Across = _not_renewed, tick: Tick = no_tick
) -> tuple[Path, tuple[Renewed, ...]]:
    """Keeps a recipe beside a dataset and brings the dataset up to date; its file, and the documents read anew with it.

    Raises as ``keep_recipe`` and ``renew``.
    """
    with disk_errors(root):
        path = keep_recipe(recipe, dataset_folder(root), replace=overwrite)
    return path, renew(root, load_recipes(root).recipes, across=across, tick=tick)


def drop(
    root: Path, nama: str, *, across: Across = _not_renewed, tick: Tick = no_tick
) -> tuple[Path, tuple[Renewed, ...]]:
    """Removes a dataset's recipe and brings the dataset up to date. Raises as ``drop_recipe`` and ``renew``."""
    with disk_errors(root):
        path = drop_recipe(nama, root)
    return path, renew(root, load_recipes(root).recipes, across=across, tick=tick)


def concerned(root: Path, recipes: Sequence[Recipe]) -> Iterator[str]:
    """Documents of which what was read with a recipe is not what fits their tables now.

    Those of an older version, which kept too little of them, are named in the log and left to the next ingest.
    """
    for each in heads(root, max((r.kepala or 0 for r in recipes), default=0)):
        if not is_current(each, recipes):
            if each.is_whole:
                yield each.doc_id
            else:
                LOG.warning("%s: %s", each.berkas, TOO_OLD)


def is_current(document: Heads, recipes: Sequence[Recipe]) -> bool:
    """True where its tables were read with what fits them now: the first that is not refused, after those that are."""
    ranked = ranked_fits(recipes, document.tables, document.pembuat)
    tried: dict[int, list[RecipeUse]] = {n: [] for n in ranked}
    for use in document.resep:
        tried.setdefault(use.tabel, []).append(use)
    return all(_is_tried(uses, ranked.get(n, ())) for n, uses in tried.items())


def _is_tried(uses: Sequence[RecipeUse], fits: Sequence[Fit]) -> bool:
    if [(use.resep, use.sidik) for use in uses] != [(f.recipe.nama, f.recipe.sidik) for f in fits[: len(uses)]]:
        return False
    return len(uses) == len(fits) or (bool(uses) and not uses[-1].ditolak)


def unapplied(root: Path, recipes: Sequence[Recipe]) -> tuple[str, ...]:
    """The documents that a recipe concerns which was kept, changed or dropped, and never applied to them."""
    if is_up_to_date(root, recipes) or not (recipes or recipe_uses(root)):
        return ()
    return tuple(concerned(root, recipes))


def unapplied_faults(root: Path) -> Iterator[Fault]:
    """The same as faults of the dataset, each with what to do."""
    for doc_id in unapplied(root, load_recipes(root).recipes)[:MOST]:
        what = "resep yang menyangkutnya belum diterapkan; jalankan `renja recipe apply` / a recipe was not applied"
        yield Fault("terap", doc_id, what)


def renewed(root: Path, doc_id: str, recipes: Sequence[Recipe]) -> tuple[DocumentResult, DocumentResult]:
    """(a document as it is stored, as it is understood with these recipes); nothing is written."""
    applied = applied_entries(root, [doc_id]).get(doc_id, Applied())
    stored = replace(read_result(root, doc_id), koreksi=applied, pages=read_pages(root, doc_id))
    return stored, reread(stored, recipes, active(read_overlay(root, stored.sha256).entries))


def _one(writer: DatasetWriter, doc_id: str, recipes: Sequence[Recipe]) -> Renewed | None:
    """One document, read and written within one turn of the dataset; None where it is not there any more."""
    path = writer.places.find("dokumen", doc_id)
    if path is None:
        return None
    _, result = renewed(writer.root, doc_id, recipes)
    writer.settle(stage(result, writer.area, settings_of(path).get(doc_id, "")))
    return Renewed(doc_id, result.berkas, result.resep)
