"""Recipes for programs: ``renja.open_dataset(...).recipes`` says what to map next, and what a layout of tables means.

>>> import renja, tempfile
>>> out = tempfile.mkdtemp()
>>> _ = renja.ingest("samples/bengkulu_renstra_2021_word.pdf", out, workers=1)
>>> recipes = renja.open_dataset(out).recipes
>>> recipes.list("arrow").num_rows, recipes.queue("arrow").column_names[:3]
(0, ['gugus', 'rupiah_gugus', 'doc_id'])
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

from normalize.recipes.types import Recipe
from output.read import find_document
from output.rebuild import read_result
from renja.batch.stores import writing
from renja.recipes.files import Library, load_recipes, read_recipe
from renja.recipes.listing import list_recipes
from renja.recipes.make import Said, make_recipe, table_on_page
from renja.recipes.preview import TableChange, preview
from renja.recipes.queue import queue
from renja.recipes.renew import Renewed, drop, keep
from renja.recipes.shorthand import column_said, rows_said
from renja.recipes.written import recipe_text
from renja.review.across import save_across
from renja.show.frames import Format, Money, as_format

_MONEY = pa.decimal128(24, 4)
_TEXTS = pa.list_(pa.string())
_LIST = {
    "nama": pa.string(), "keterangan": pa.string(), "berkas": pa.string(), "tabel": pa.int32(), "dokumen": pa.int32(),
    "ditolak": pa.int32(), "salah": pa.string(),
}  # fmt: skip
_QUEUE = {
    "gugus": pa.int32(), "rupiah_gugus": _MONEY, "doc_id": pa.string(), "berkas": pa.string(), "halaman": pa.int32(),
    "ke": pa.int32(), "rupiah": _MONEY, "kolom": _TEXTS, "pembuat": _TEXTS,
}  # fmt: skip
_PAIRS = ("tutup", "terbuka", "paham", "ragu", "anggaran")
_PREVIEW = {
    "doc_id": pa.string(), "berkas": pa.string(), "halaman": pa.int32(), "tabel": pa.int32(), "dipakai": pa.bool_(),
    "utuh": pa.bool_(), "hubungan_sebelum": pa.int32(), "hubungan_sesudah": pa.int32(),
    **{f"{name}_{when}": pa.int32() for name in _PAIRS for when in ("sebelum", "sesudah")},
    "rupiah_sebelum": _MONEY, "rupiah_sesudah": _MONEY, "baris_berubah": pa.int32(), "temuan_hilang": _TEXTS,
    "temuan_baru": _TEXTS, "kolom_hilang": _TEXTS,
}  # fmt: skip
_RENEWED = {"doc_id": pa.string(), "berkas": pa.string()}


class Recipes:
    """The recipes of a dataset. What one says, and in which words: ``docs/resep.md``.

    Raises ``renja.recipes.errors.RecipeError`` (a ``ValueError``) for a recipe that cannot be made, kept or found.
    """

    def __init__(self, root: Path, address: str | Path | None = None, endpoint: str | None = None) -> None:
        """``root``: the dataset's folder; ``address``: the store it is published in, None where in none."""
        self._root, self._address, self._endpoint = root, root if address is None else address, endpoint

    def list(self, to: Format = "pandas") -> Any:
        """One row a recipe: its file, the tables and documents that it reads, the tables that refused it.

        A file that is no recipe has a row of its own that says in ``salah`` why.
        """
        found = list_recipes(self._root)
        rows: list[dict[str, Any]] = []
        for recipe, path in zip(found.recipes, found.files, strict=True):
            uses = found.of(recipe.nama)
            kept = [each for each in uses if not each.use.ditolak]
            rows.append(
                {
                    "nama": recipe.nama, "keterangan": recipe.keterangan, "berkas": str(path), "tabel": len(kept),
                    "dokumen": len({each.doc_id for each in kept}), "ditolak": len(uses) - len(kept),
                }
            )  # fmt: skip
        return _frame([*rows, *({"salah": fault} for fault in found.faults)], _LIST, to)

    def queue(self, to: Format = "pandas", money: Money = "float") -> Any:
        """One row a table to map, those of one layout together under one ``gugus``, most rupiah at stake first."""
        rows = [
            {
                "gugus": n, "rupiah_gugus": each.rupiah, "doc_id": place.doc_id, "berkas": place.berkas,
                "halaman": place.halaman, "ke": place.ke, "rupiah": place.rupiah, "kolom": each.layout.titles,
                "pembuat": each.pembuat,
            }
            for n, each in enumerate(queue(self._root), 1)
            for place in each.places
        ]  # fmt: skip
        return _frame(rows, _QUEUE, to, money)

    def make(
        self,
        name: str,
        document: str,
        *,
        page: int,
        table: int = 1,
        columns: Sequence[str] = (),
        rows: Sequence[str] = (),
        header_rows: int | None = None,
        scale: int | None = None,
        no_table: bool = False,
        any_producer: bool = False,
        note: str = "",
    ) -> Recipe:
        """A recipe made of a table of the dataset; nothing is written.

        ``document``: its id or file name; ``table``: which one on that page, from 1. ``columns`` like
        ``"Lajur P=pagu,sebelum,n"``, ``rows`` like ``"kegiatan: bagian_kode=5"``: the words of ``renja recipe make``.
        """
        result = read_result(self._root, find_document(self._root, document))
        said = Said(
            tuple(map(column_said, columns)), tuple(map(rows_said, rows)), header_rows, scale, no_table, note,
            any_producer,
        )  # fmt: skip
        return make_recipe(result, table_on_page(result, page, table), name, said)

    def read(self, path: str | Path) -> Recipe:
        """The recipe of a file, its examples borne out."""
        return read_recipe(Path(path))

    def named(self, name: str) -> Recipe:
        """A recipe of the dataset, or of the user."""
        return self._library().named(name)

    def text(self, recipe: Recipe) -> str:
        """The recipe as its file has it."""
        return recipe_text(recipe)

    def preview(self, recipe: Recipe, to: Format = "pandas", money: Money = "float") -> Any:
        """One row a table that the recipe fits: what it would change there; nothing is written.

        ``dipakai`` False: the table is left as it is, since fewer relations hold with the recipe than without it.
        """
        return _frame([*map(_change, preview(self._root, recipe, self._library()).tables)], _PREVIEW, to, money)

    def apply(self, recipe: Recipe, *, replace: bool = False, to: Format = "pandas") -> Any:
        """Keeps the recipe beside the dataset and reads with it what it concerns; one row a document read anew.

        ``replace``: also over another recipe of its name.
        """
        with self._writing() as folder:
            _, done = keep(folder, recipe, overwrite=replace, across=save_across)
        return _frame(_renewed(done), _RENEWED, to)

    def drop(self, name: str, to: Format = "pandas") -> Any:
        """Removes a recipe of the dataset and reads its tables without it; one row a document read anew."""
        with self._writing() as folder:
            _, done = drop(folder, name, across=save_across)
        return _frame(_renewed(done), _RENEWED, to)

    def _library(self) -> Library:
        return load_recipes(self._root)

    @contextmanager
    def _writing(self) -> Iterator[Path]:
        """The folder; what is changed in that of a store is published when it is left."""
        with writing(self._address, self._endpoint) as (folder, _):
            yield folder


def _change(change: TableChange) -> dict[str, Any]:
    use = change.use
    pairs = {name: getattr(change, name) for name in (*_PAIRS, "rupiah")}
    moved = {
        f"{name}_{when}": pair[at] for name, pair in pairs.items() for at, when in enumerate(("sebelum", "sesudah"))
    }
    return moved | {
        "doc_id": change.doc_id, "berkas": change.berkas, "halaman": change.halaman, "tabel": use.tabel + 1,
        "dipakai": change.is_kept, "utuh": use.utuh, "hubungan_sebelum": use.sebelum, "hubungan_sesudah": use.sesudah,
        "baris_berubah": len(change.baris), "temuan_hilang": change.temuan_hilang, "temuan_baru": change.temuan_baru,
        "kolom_hilang": use.hilang,
    }  # fmt: skip


def _renewed(done: Sequence[Renewed]) -> Sequence[dict[str, Any]]:
    return [{"doc_id": each.doc_id, "berkas": each.berkas} for each in done]


def _frame(rows: Sequence[dict[str, Any]], fields: dict[str, pa.DataType], to: Format, money: Money = "float") -> Any:
    schema = pa.schema(list(fields.items()))
    table = pa.Table.from_pylist([{name: row.get(name) for name in fields} for row in rows], schema)
    return as_format(table, to, money)
