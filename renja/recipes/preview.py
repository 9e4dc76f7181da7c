"""What a recipe would change, before it is kept: rows, closing sums, findings that come and go, amounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from normalize.recipes.fit import fit
from normalize.recipes.types import Recipe, RecipeUse
from normalize.ukuran import Certainty
from output.coverage import Coverage, budget
from output.types import DocumentResult
from records.findings import Cek, Finding
from records.matched import MatchedRow, MatchedTable
from renja.recipes.files import Library, load_recipes
from renja.recipes.heads import heads
from renja.recipes.renew import Tick, no_tick, renewed
from renja.recipes.reread import reread
from settle.held import sums_closed


@dataclass(frozen=True, slots=True)
class RowChange:
    """A printed row, before and after: level, name and values in words; None where it is no row."""

    halaman: int
    sebelum: str | None
    sesudah: str | None


@dataclass(frozen=True, slots=True)
class TableChange:
    """A table that the recipe fits, as it was and as it would be. Pairs are (before, after).

    ``terbuka``: sums of certain money that do not close; ``paham``, ``ragu``, ``anggaran``: amounts; ``rupiah``: of
    the certain ones, a measure of order, since totals stand beside what they total.
    """

    doc_id: str
    berkas: str
    halaman: int
    use: RecipeUse
    baris: tuple[RowChange, ...]
    terbuka: tuple[int, int]
    paham: tuple[int, int]
    ragu: tuple[int, int]
    anggaran: tuple[int, int]
    temuan_hilang: tuple[str, ...]
    temuan_baru: tuple[str, ...]
    rupiah: tuple[Decimal, Decimal] = (Decimal(0), Decimal(0))

    @property
    def is_kept(self) -> bool:
        """True where the recipe is applied to it."""
        return not self.use.ditolak

    @property
    def tutup(self) -> tuple[int, int]:
        """The relations that hold without and with the recipe: what decides whether it is applied, and nothing else."""
        return self.use.sebelum, self.use.sesudah


@dataclass(frozen=True, slots=True)
class Preview:
    """What a recipe would change in a dataset, or in one document.

    ``lain``: tables of the same header made by other programs, which it leaves alone, by producer; ``lama``: files
    that an older version read, which must be read again.
    """

    recipe: Recipe
    tables: tuple[TableChange, ...]
    lain: tuple[tuple[str, int], ...] = ()
    lama: tuple[str, ...] = ()

    @property
    def documents(self) -> int:
        """Documents that it reads anew."""
        return len({each.doc_id for each in self.tables if each.is_kept})


def preview(root: Path, recipe: Recipe, library: Library | None = None, tick: Tick = no_tick) -> Preview:
    """What the recipe, kept in the dataset, would change in all of its documents; nothing is written.

    Raises ``NotADataset``.
    """
    library = load_recipes(root) if library is None else library
    fitting: list[str] = []
    old: list[str] = []
    others: Counter[str] = Counter()
    recipes, anywhere = library.with_recipe(recipe), replace(recipe, layout=replace(recipe.layout, producer=None))
    for each in heads(root, recipe.kepala or 0):
        alike = sum(fit(anywhere, table, None) is not None for table in each.tables)
        if alike and not recipe.fits_producer(each.pembuat):
            others[each.pembuat or "tidak disebut"] += alike
        elif alike and not each.is_whole:
            old.append(each.berkas)
        elif alike:
            fitting.append(each.doc_id)
    found: list[TableChange] = []
    for n, doc_id in enumerate(fitting):
        tick(n, len(fitting))
        found += changes(*renewed(root, doc_id, recipes), recipe.nama)
    return Preview(recipe, tuple(found), tuple(others.most_common()), tuple(old))


def preview_document(document: DocumentResult, recipe: Recipe, library: Library) -> Preview:
    """The same for one document alone, read from its PDF or from a dataset."""
    after = reread(document, library.with_recipe(recipe))
    return Preview(recipe, tuple(changes(document, after, recipe.nama)))


def changes(before: DocumentResult, after: DocumentResult, nama: str) -> Iterator[TableChange]:
    """What changes in the tables of a document on which a recipe was tried."""
    pairs = [_coverage(each) for each in (before, after)]
    for use in (each for each in after.resep if each.resep == nama):
        n = use.tabel
        old, new, counts = before.tables[n], after.tables[n], [found[n] for found in pairs]
        gone, come = _findings(before.findings, after.findings, n)
        yield TableChange(
            before.doc_id, before.berkas, next(iter(old.source.table.pages), 0), use, tuple(_rows(old, new)),
            (sums_closed(old)[1], sums_closed(new)[1]), _pair(counts, "bermakna"), _pair(counts, "ragu"),
            _pair(counts, "anggaran"), gone, come, (_certain_rupiah(old), _certain_rupiah(new)),
        )  # fmt: skip


def _coverage(document: DocumentResult) -> tuple[Coverage, ...]:
    return budget(document.tables, document.meta).coverage


def _certain_rupiah(table: MatchedTable) -> Decimal:
    """The dated money of a table's rows that is beyond doubt."""
    certainty = Certainty(table.source.columns)
    values = (value for matched in table.rows for value in matched.row.values if value.satuan == "rupiah")
    sure = (value.nilai for value in values if value.tahun is not None and certainty.is_sure(value))
    return sum((amount for amount in sure if amount is not None), Decimal(0))


def _pair(counts: Sequence[Coverage], name: str) -> tuple[int, int]:
    return getattr(counts[0], name), getattr(counts[1], name)


def _rows(old: MatchedTable, new: MatchedTable) -> Iterator[RowChange]:
    """The rows that are another level, name or value now, in printed order."""
    was, now = _by_place(old), _by_place(new)
    for place in sorted(was.keys() | now.keys()):
        before, after = was.get(place), now.get(place)
        old_text, new_text = (None if each is None else _row_text(each) for each in (before, after))
        shown = before or after
        if old_text != new_text and shown is not None:
            yield RowChange(shown.row.page, old_text, new_text)


def _by_place(table: MatchedTable) -> dict[int, MatchedRow]:
    head = table.source.table.n_header_rows
    return {head + matched.row.grid_row: matched for matched in table.rows}


def _row_text(matched: MatchedRow) -> str:
    values = (
        f"{'/'.join(str(part) for part in (v.ukuran, v.konteks, v.tahun, v.rincian) if part)} "
        f"{v.teks if v.nilai is None else f'{v.nilai:f}'}"
        for v in matched.row.values
    )
    return "; ".join([f"{matched.level}: {matched.row.nama or '(tanpa nama)'}", *values])


def _findings(old: Iterable[Finding], new: Iterable[Finding], table: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sentences of findings in which a table takes part that vanish, and of those that are new."""
    was, now = (
        Counter(f.penjelasan for f in found if _takes_part(f, table) and f.cek is not Cek.ANTAR_DOKUMEN)
        for found in (old, new)
    )
    return tuple((was - now).elements()), tuple((now - was).elements())


def _takes_part(finding: Finding, table: int) -> bool:
    """True for a finding on the table, and for one on another table that a row of it proves."""
    return finding.table == table or any(place[0] == table for place in finding.bukti)
