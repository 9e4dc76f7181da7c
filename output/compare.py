"""Regions compared by what they budget and spend on one code: pure computing over the dataset, by DuckDB.

For each office and year one document speaks, so nothing is counted twice: for pagu the Renja of the stage asked for
(default murni; a change replaces its plan only where asked for), else another stage of it, else the LKjIP, else another
document, else the Renstra; for realisasi the LKjIP, else the Renja. ``persen`` is realisasi over the pagu of the
document that prints the realisasi: after a change of budget this is not the plan's pagu. ``bagian`` is pagu over the
whole budget of the offices that have the code, from the same documents.

Every function takes the dataset's folder or an open connection (:func:`with_comparable`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from normalize.types import JenisDokumen, Tahap, TingkatBaris
from output.compare_codes import BELOW, KODE, BadCode, asked_for, checked, code_pattern, is_broad, is_name
from output.compare_items import largest_sql
from output.compare_missing import Alasan, Missing, Unused, find_missing, find_unused
from output.compare_sql import (
    FOUND,
    FOUND_ITEMS,
    IS_OPEN,
    Wilayah,
    compared_sql,
    found_sql,
    of_code,
    region_columns,
    regions_with_sql,
)
from output.kept import add_compared
from output.known_codes import KNOWN_CODES, LISTED
from output.office_years import OFFICE_YEARS
from output.read import add_alike_view, asked
from output.upper_rows import UPPER
from records import matched

if TYPE_CHECKING:
    import duckdb

    Source = Path | duckdb.DuckDBPyConnection

__all__ = [
    "Alasan",
    "BadCode",
    "CodeEntry",
    "Comparison",
    "Largest",
    "Missing",
    "RegionRow",
    "Unused",
    "Wilayah",
    "code_pattern",
    "compare",
    "largest",
    "only_spent",
    "others_with",
    "search_codes",
    "trend",
    "unused",
    "without_items",
    "years",
]
TABLES = ("dokumen", "anggaran", OFFICE_YEARS.name, UPPER.name)
"""What a connection must see, each made by ``output.kept.add_compared``, or by ``add_table``."""
_ANY_CODE = of_code("X", ".*")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region's money for the code in a year, in rupiah; percentages of 100. None: not printed, never zero.

    ``pagu_realisasi``: the pagu that ``persen`` is taken of. ``pagu_kantor``: whole budget of the offices that have the
    code. ``dokumen`` and ``baris``: doc_id and baris_id of what the figures are taken from; rows with the most pagu
    first, then those with the most realisasi, and none where they were not asked for.
    """

    kode_wilayah: str
    wilayah: str
    tahun: int
    pagu: Decimal | None
    realisasi: Decimal | None
    pagu_realisasi: Decimal | None
    persen: float | None
    pagu_kantor: Decimal | None
    bagian: float | None
    dokumen: tuple[str, ...]
    baris: tuple[str, ...]
    tahap: tuple[str, ...]
    jenis: tuple[str, ...]
    perangkat_daerah: tuple[str, ...]
    menurut_nama: tuple[str, ...] = ()
    """Programs without a code, as printed, that the figures are taken from: asked for by name, or by the bridge."""

    def is_of_another(self, tahap: str, jenis: str | None) -> bool:
        """True where its pagu is of another stage than the one asked for, or of another kind (None: than a Renja)."""
        return any(each != tahap for each in self.tahap) or any(each != (jenis or "renja") for each in self.jenis)

    @property
    def jumlah_dokumen(self) -> int:
        """How many documents the figures are taken from."""
        return len(self.dokumen)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Regions compared for one code and year, the largest pagu first. ``nama``: the code's official name, if known.

    ``hilang``: regions of the dataset without it, and where provinces are compared also those that it has no document
    of; ``di_luar``: how many regions of that level, of all in Indonesia, the dataset has no document of;
    ``tak_terpakai``: documents that may have money of the year and could not be used, or only in part; ``jenis``: the
    kind of document asked for, None for any.
    """

    kode: str
    nama: str | None
    tahun: int
    by: Wilayah
    tahap: Tahap
    rows: tuple[RegionRow, ...]
    hilang: tuple[Missing, ...]
    di_luar: int
    tak_terpakai: tuple[Unused, ...] = ()
    jenis: JenisDokumen | None = None

    def by_share(self) -> list[RegionRow]:
        """The rows in the order of their shares: rupiah tell above all how large a region is."""
        return sorted(self.rows, key=lambda row: (row.bagian is None, -(row.bagian or 0.0)))

    def marked(self) -> frozenset[str]:
        """The regions whose pagu is of another stage or kind of document than the one asked for."""
        return frozenset(row.kode_wilayah for row in self.rows if row.is_of_another(self.tahap, self.jenis))

    def records(self) -> list[dict[str, Any]]:
        """The rows as plain data, as CSV and XLSX have them."""
        return [region_record(row) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Largest:
    """One of a region's items with the most pagu. ``bagian``: percent of all budgets of the region in the dataset."""

    kode_wilayah: str
    wilayah: str
    tahun: int
    peringkat: int
    kode: str | None
    nama: str
    pagu: Decimal
    bagian: float | None
    perangkat_daerah: tuple[str, ...]
    dokumen: tuple[str, ...]
    baris: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """A code that the dataset has money for: name, level, and in how many documents and regions."""

    kode: str
    nama: str
    tingkat: TingkatBaris
    jumlah_dokumen: int
    jumlah_wilayah: int


def compare(
    source: Source,
    kode: str,
    tahun: int,
    *,
    official: Iterable[matched.Wilayah],
    by: Wilayah = Wilayah.PROVINSI,
    tahap: Tahap = Tahap.MURNI,
    jenis: JenisDokumen | None = None,
    strict: bool = False,
    baris: bool = True,
) -> Comparison:
    """Regions compared for a code and year, and which of the ``official`` ones the dataset has nothing of.

    ``kode``: at any level; ``X.XX.01...`` means the overhead program of any bidang, and in documents of before 2020
    what it was then (``vocabulary.jembatan``). Or the name of a program or kegiatan as it is printed, in words:
    documents of before 2020 have no code of today. ``jenis``: only such documents. ``strict``: no other stage stands in
    where ``tahap`` is missing. ``baris``: the ids of the rows are told too, which takes longer. Raises ``BadCode``,
    ``NotADataset``.
    """
    every = tuple(official)

    def work(connection: duckdb.DuckDBPyConnection) -> Comparison:
        rows = _compared(connection, kode, tahun, by, tahap, jenis, strict=strict, baris=baris)
        have = {row.kode_wilayah for row in rows}
        missing, known, useless = find_missing(connection, tahun, by, FOUND, "TRUE", have)
        absent = _absent(every, by, known)
        hilang = (*missing, *(() if by is Wilayah.KABKOTA else absent))
        name = _name(connection, kode, by)
        return Comparison(checked(kode), name, tahun, by, tahap, rows, hilang, len(absent), useless, jenis)

    return _asked(source, work)


def trend(
    source: Source,
    kode: str,
    *,
    by: Wilayah = Wilayah.PROVINSI,
    tahap: Tahap = Tahap.MURNI,
    jenis: JenisDokumen | None = None,
    strict: bool = False,
    baris: bool = True,
) -> tuple[RegionRow, ...]:
    """The code over all years of the dataset: a row for each region and year, by year. Arguments as of ``compare``."""
    return _asked(source, lambda c: _compared(c, kode, None, by, tahap, jenis, strict=strict, baris=baris))


def others_with(
    source: Source,
    kode: str,
    tahun: int | None,
    *,
    by: Wilayah = Wilayah.KABKOTA,
    tahap: Tahap = Tahap.MURNI,
    jenis: JenisDokumen | None = None,
    strict: bool = False,
    found: bool = False,
) -> int:
    """So many governments of the kind that a comparison ``by`` leaves out have the code in the year (None: in any).

    ``found``: the last comparison or trend of this connection was of this code and year, and has found their rows.
    """
    other = {Wilayah.KABKOTA: Wilayah.PROVINSI, Wilayah.PROVINSI: Wilayah.KABKOTA}.get(by)
    if other is None:
        return 0
    sql = regions_with_sql(other, tahap, jenis, strict=strict)

    def work(connection: duckdb.DuckDBPyConnection) -> int:
        if not found:
            _find(connection, kode, tahun, baris=False)
        return int(connection.execute(sql, {"tahun": tahun}).fetchall()[0][0])

    return _asked(source, work)


def largest(
    source: Source,
    tahun: int | None = None,
    *,
    tingkat: TingkatBaris = TingkatBaris.PROGRAM,
    by: Wilayah | None = Wilayah.PROVINSI,
    tahap: Tahap = Tahap.MURNI,
    jenis: JenisDokumen | None = None,
    strict: bool = False,
    n: int = 1,
    baris: bool = True,
) -> tuple[Largest, ...]:
    """The ``n`` items of a level with the most pagu of each region, by year (None: all); the largest region first.

    ``by`` None: each government by itself, provincial ones and those of kabupaten and kota. ``baris``: the ids of the
    rows are told too, which takes longer.
    """
    choice = (tahap, jenis, tingkat, n)
    queries = [largest_sql(each, *choice, strict=strict, baris=baris) for each in _governments(by)]
    rows = _asked(source, lambda c: [row for sql in queries for row in c.execute(sql, {"tahun": tahun}).fetchall()])
    lists = ((*map(tuple, row[8:10]), tuple(row[10]) if baris else ()) for row in rows)
    return _largest_first([Largest(*row[:8], *some) for row, some in zip(rows, lists, strict=True)])


def unused(source: Source, tahun: int | None = None, *, by: Wilayah | None = None) -> tuple[Unused, ...]:
    """The documents that could not be used, or only in part, whatever code is asked for; of all years where None."""
    return _asked(source, lambda connection: find_unused(connection, tahun, _governments(by)))


def without_items(
    source: Source, tahun: int, have: Iterable[str], *, official: Iterable[matched.Wilayah], by: Wilayah | None = None
) -> tuple[Missing, ...]:
    """The regions that are not among ``have``, which have items of the year, and why; of governments of each kind.

    Provinces of which the dataset has no document are among them where provinces are compared.
    """
    held, every = set(have), tuple(official)

    def work(connection: duckdb.DuckDBPyConnection) -> tuple[Missing, ...]:
        found: list[Missing] = []
        for each in _governments(by):
            missing, known, _ = find_missing(connection, tahun, each, "anggaran", _ANY_CODE, held)
            found += missing
            found += () if each is Wilayah.KABKOTA else _absent(every, each, known)
        return tuple(found)

    return _asked(source, work)


def _governments(by: Wilayah | None) -> tuple[Wilayah, ...]:
    return (Wilayah.PROVINSI, Wilayah.KABKOTA) if by is None else (by,)


def _largest_first(found: Sequence[Largest]) -> tuple[Largest, ...]:
    """By year; in it the regions by their largest item, and each region's items by rank."""
    most: dict[tuple[int, str], Decimal] = {}
    for each in found:
        key = (each.tahun, each.kode_wilayah)
        most[key] = max(each.pagu, most.get(key, each.pagu))
    return tuple(sorted(found, key=lambda e: (e.tahun, -most[e.tahun, e.kode_wilayah], e.kode_wilayah, e.peringkat)))


def search_codes(source: Source, words: str = "", *, induk: str | None = None) -> tuple[CodeEntry, ...]:
    """The codes that have money, in order: those that begin with ``words``, or whose name has all of them.

    Behind them the names of programs that have none, each as its own ``kode``; the name of a bidang urusan is empty
    where no row prints it. ``induk``: only codes under this one. A connection must see ``hitung_kode``, and that alone.
    """
    kept = (KNOWN_CODES.name,)
    found = _asked(source, lambda connection: connection.execute(LISTED, {"induk": induk}).fetchall(), kept)
    wanted = words.lower().split()
    entries = (CodeEntry(kode, nama, TingkatBaris(tingkat), n, regions) for kode, nama, tingkat, n, regions in found)
    return tuple(
        entry
        for entry in entries
        if (KODE.fullmatch(entry.kode) or is_name(entry.kode))
        and (entry.kode.startswith(words.strip()) or all(word in entry.nama.lower() for word in wanted))
    )


def years(source: Source) -> tuple[int, ...]:
    """The years that the dataset has money for, the latest first."""
    query = "SELECT DISTINCT tahun FROM kantor_tahun WHERE tahun IS NOT NULL ORDER BY 1 DESC"
    return tuple(row[0] for row in _asked(source, lambda connection: connection.execute(query).fetchall()))


def region_record(row: RegionRow) -> dict[str, Any]:
    """A row as plain data: lists joined by semicolons, the source rows left out, the number of documents put in."""
    record = asdict(row)
    del record["baris"], record["dokumen"]
    joined = {name: "; ".join(record[name]) for name in ("tahap", "jenis", "perangkat_daerah", "menurut_nama")}
    return record | joined | {"jumlah_dokumen": row.jumlah_dokumen}


def only_spent(source: Source, tahun: int) -> bool:
    """True where the dataset has money spent in the year, and no budget of it."""
    query = "SELECT count(realisasi) > 0 AND count(pagu) = 0 FROM anggaran WHERE tahun = $tahun"
    found = _asked(source, lambda connection: connection.execute(query, {"tahun": tahun}).fetchall())
    return bool(found[0][0])


def _asked(source: Source, work: Callable[[duckdb.DuckDBPyConnection], T], tables: Sequence[str] = TABLES) -> T:
    return with_comparable(source, work, tables) if isinstance(source, Path) else work(source)


def with_comparable(root: Path, work: Callable[[duckdb.DuckDBPyConnection], T], tables: Sequence[str] = TABLES) -> T:
    """What ``work`` makes of a connection that the functions here can ask: for several questions in one opening.

    ``tables``: what it sees; by default all that is asked but the list of codes.
    """
    return asked(root, tables, work, add_compared, partial(add_compared, view=add_alike_view))


def _find(connection: duckdb.DuckDBPyConnection, kode: str, tahun: int | None, *, baris: bool) -> bool:
    """Puts the rows of what is asked for where the questions after it find them; True where offices have several of one
    code, which have their ids then, asked for or not.
    """
    connection.execute(found_sql(asked_for(kode), baris=baris, by_program=is_broad(kode)), {"tahun": tahun})
    connection.execute(FOUND_ITEMS)
    is_open = bool(connection.execute(IS_OPEN).fetchall())
    return _find(connection, kode, tahun, baris=True) if is_open and not baris else is_open


def _compared(
    connection: duckdb.DuckDBPyConnection,
    kode: str,
    tahun: int | None,
    by: Wilayah,
    tahap: Tahap,
    jenis: JenisDokumen | None,
    *,
    strict: bool,
    baris: bool,
) -> tuple[RegionRow, ...]:
    """The regions' rows for what is asked for, in a year or (None) in each."""
    is_open = _find(connection, kode, tahun, baris=baris)
    sql = compared_sql(Wilayah(by), Tahap(tahap), jenis, strict=strict, is_open=is_open)
    return tuple(_region_row(row, baris=baris) for row in connection.execute(sql, {"tahun": tahun}).fetchall())


def _region_row(row: Sequence[Any], *, baris: bool) -> RegionRow:
    dokumen, ids, *lists = row[9:]
    held: list[Any] = [*row[:9], tuple(dokumen), tuple(dict.fromkeys(ids)) if baris else (), *map(tuple, lists)]
    return RegionRow(*held)


def _name(connection: duckdb.DuckDBPyConnection, kode: str, by: Wilayah) -> str | None:
    """The official name that most documents of the level give the code: provinces name some programs otherwise."""
    if is_name(kode):
        return None
    pattern = code_pattern(kode).removesuffix(BELOW)
    end = checked(kode).rpartition("X")[2]  # quickly looked for: most codes have another
    is_x = f"ends_with(kode, '{end}') AND regexp_full_match(kode, '{pattern}')"
    is_it = is_x if "X" in kode.upper() else f"kode = '{checked(kode)}'"
    sql = f"SELECT mode(nama_baku) FROM anggaran WHERE {region_columns(by)[2]} AND {is_it}"
    row = connection.execute(sql).fetchone()
    return row[0] if row else None


def _absent(official: Iterable[matched.Wilayah], by: Wilayah, known: set[str]) -> list[Missing]:
    """Official regions of the level that the dataset has no document of."""
    return [Missing(kode, nama, Alasan.TANPA_DOKUMEN) for kode, nama in _of_level(official, by) if kode not in known]


def _of_level(official: Iterable[matched.Wilayah], by: Wilayah) -> Iterator[tuple[str, str]]:
    """Code and name of the regions of the level."""
    for each in official:
        is_wanted = (each.kode_kabkota is not None) is (by is Wilayah.KABKOTA)
        kode, nama = (each.kode_kabkota, each.kabkota) if by is Wilayah.KABKOTA else (each.kode_provinsi, each.provinsi)
        if is_wanted and kode is not None and nama is not None:
            yield kode, nama
