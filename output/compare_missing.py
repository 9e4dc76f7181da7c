"""Why regions are not in a comparison, and which documents could not be used for it.

A document is said to lack something only where all of its money is understood: what we did not read is no lack of its.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from output.compare_sql import Wilayah, documents_sql, regions_sql
from output.coverage import ENOUGH

if TYPE_CHECKING:
    import duckdb


class Alasan(StrEnum):
    """Why a region is not in a comparison."""

    TANPA_DOKUMEN = "tanpa_dokumen"  # the dataset has no document of it
    TANPA_TAHUN = "tanpa_tahun"  # it has, but none of this year
    GAGAL = "gagal"  # all that it has of this year could not be read
    TAK_DIPAHAMI = "tak_dipahami"  # it has, but its money of this year was not understood, or cannot be used
    TAK_PASTI = "tak_pasti"  # the code was not found, or has no certain money, and part of the money is not understood
    DISARING = "disaring"  # the code is there, in another stage, kind of document or period than was asked for
    TANPA_ANGGARAN = "tanpa_anggaran"  # all was understood, and nothing of this year prints money by code
    TANPA_KODE = "tanpa_kode"  # all was understood, and nothing of it is of this code


@dataclass(frozen=True, slots=True)
class Unused:
    """A document that could not be used, or only in part, and why, in words. ``wilayah`` None: it names no region."""

    doc_id: str
    berkas: str
    wilayah: str | None
    sebab: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A region without the code, and why."""

    kode_wilayah: str
    wilayah: str
    alasan: Alasan


@dataclass(frozen=True, slots=True)
class _Document:
    """A document as the comparison of a code and year sees it; what is asked of ``anggaran`` is asked of the year."""

    doc_id: str
    berkas: str
    kode_wilayah: str | None
    wilayah: str | None
    status: str
    amounts: dict[str, int] | None
    is_of_year: bool | None
    feeds: bool
    feeds_year: bool
    has_money: bool
    is_printed: bool
    has_nameless: bool

    @property
    def is_relevant(self) -> bool:
        """True where it may have money of the year; one whose year is not known may."""
        return self.is_of_year is not False or self.feeds_year

    def trouble(self) -> str | None:
        """Why its money of the year cannot be used, or not all of it; None where it can, or there is none."""
        if self.status == "gagal":
            return "gagal dibaca / could not be read"
        if self.kode_wilayah is None:
            return "wilayahnya tidak terbaca / no region was read"
        if self.is_of_year is None and not self.feeds_year:
            return "tahunnya tidak terbaca / no year was read"
        return self._lost()

    def _lost(self) -> str | None:
        if self.amounts is None:
            return "cakupannya belum dihitung; baca ulang / not counted yet: read it again"
        printed, known = self.amounts["tabel"], self.amounts["bermakna"]
        is_whole = known >= printed * ENOUGH
        if self.feeds and is_whole:
            return None
        if printed and not is_whole:
            return f"{printed - known} dari {printed} nilai uang di tabelnya tidak dipahami / not understood"
        if printed:
            return f"{printed} nilai uang di tabelnya tidak menurut program atau kegiatan yang pasti / not by item"
        if self.amounts["tercetak"]:
            return "uangnya hanya terbaca dalam teks berjalan / money in running text only"
        return None if self.status == "ok" else "tidak seluruhnya terbaca / not read completely"


def find_missing(
    connection: duckdb.DuckDBPyConnection, tahun: int, by: Wilayah, rows: str, asked: str, have: Iterable[str]
) -> tuple[list[Missing], set[str], tuple[Unused, ...]]:
    """Regions with documents that are not among ``have``, all regions with documents, and the documents of no use.

    ``rows``, ``asked``: the table and the condition on its rows that tell what is compared.
    """
    known = _known(connection, by)
    left = sorted(known.difference(have))
    documents = _documents(connection, tahun, by, rows, asked if left else "FALSE", left)
    by_region: dict[str, list[_Document]] = defaultdict(list)
    for each in documents:
        if each.kode_wilayah is not None:
            by_region[each.kode_wilayah].append(each)
    missing = [Missing(kode, by_region[kode][0].wilayah or kode, _reason(by_region[kode])) for kode in left]
    return missing, known, _unused(documents)


def find_unused(
    connection: duckdb.DuckDBPyConnection, tahun: int | None, governments: Iterable[Wilayah]
) -> tuple[Unused, ...]:
    """The documents of these governments whose money of the year (None: of any) could not be used, or not wholly."""
    documents = (each for by in governments for each in _documents(connection, tahun, by, "anggaran", "FALSE", ()))
    return _unused({each.doc_id: each for each in documents}.values())


def _known(connection: duckdb.DuckDBPyConnection, by: Wilayah) -> set[str]:
    """The regions of which the dataset has documents."""
    return {str(row[0]) for row in connection.execute(regions_sql(by)).fetchall()}


def _documents(
    connection: duckdb.DuckDBPyConnection, tahun: int | None, by: Wilayah, rows: str, asked: str, left: Sequence[str]
) -> list[_Document]:
    """All documents of the regions ``left``; of others those that may have money of the year, not all understood."""
    parameters = {"tahun": tahun, "kurang": [*left], "cukup": ENOUGH}
    return [_Document(*row) for row in connection.execute(documents_sql(by, rows, asked), parameters).fetchall()]


def _unused(documents: Iterable[_Document]) -> tuple[Unused, ...]:
    troubled = ((each, each.trouble()) for each in documents if each.is_relevant)
    return tuple(Unused(each.doc_id, each.berkas, each.wilayah, why) for each, why in troubled if why is not None)


def _reason(documents: Sequence[_Document]) -> Alasan:
    relevant = [each for each in documents if each.is_relevant]
    if not relevant:
        return Alasan.TANPA_TAHUN
    if all(each.status == "gagal" for each in relevant):
        return Alasan.GAGAL
    if any(each.has_money for each in relevant):
        return Alasan.DISARING
    has_some = any(each.feeds_year for each in relevant)
    if any(each.is_printed or each.has_nameless or each.trouble() is not None for each in relevant):
        return Alasan.TAK_PASTI if has_some else Alasan.TAK_DIPAHAMI
    return Alasan.TANPA_KODE if has_some else Alasan.TANPA_ANGGARAN
