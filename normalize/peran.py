"""From drafted columns to the contract's columns: ukuran, konteks and tahun of every value column, form by form.

Source of the assignments: the dataset contract's table "How the forms' columns become values", which follows the
forms T-C.27 and T-C.29 to T-C.33 in the annex of Permendagri 86/2017.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from normalize.grid import Grid
from normalize.kolom import VALUE_KINDS, Draft
from normalize.types import Column, JenisTabel, Konteks, Ukuran
from normalize.wording import has_any, squash, years_in

_TRIWULAN = {1: Konteks.TRIWULAN_1, 2: Konteks.TRIWULAN_2, 3: Konteks.TRIWULAN_3, 4: Konteks.TRIWULAN_4}
_PLAIN = {
    "pagu": Ukuran.PAGU,
    "prakiraan_maju": Ukuran.PRAKIRAAN_MAJU,
    "realisasi": Ukuran.REALISASI,
    "sisa": Ukuran.SISA,
    "bobot": Ukuran.BOBOT,
    "fisik": Ukuran.FISIK,
    "tertimbang": Ukuran.TERTIMBANG,
    "persen_realisasi": Ukuran.PERSEN_REALISASI,
    "target": Ukuran.TARGET,
    "capaian": Ukuran.CAPAIAN,
    "proyeksi": Ukuran.REALISASI,
    "keuangan": Ukuran.REALISASI,
    "jumlah": Ukuran.CAPAIAN,
}


@dataclass(frozen=True, slots=True)
class Period:
    """The document's years.

    ``tahun`` = n, ``akhir`` the last year of a Renstra's period, ``judul`` the year in the table's title, ``laporan``
    the year that a report of realisation in this document is about: n for an LKjIP, n-2 for a Renja, which is
    drafted in n-1, when n-2 is the last whole year.
    """

    tahun: int | None
    akhir: int | None
    judul: int | None
    laporan: int | None = None

    def plus(self, offset: int) -> int | None:
        """Year n + offset, None where n is not known."""
        return None if self.tahun is None else self.tahun + offset


Assigned = tuple[Ukuran, Konteks | None, int | None]
Assigner = Callable[[Draft, Period, "Layout"], Assigned | None]


@dataclass(frozen=True, slots=True)
class Layout:
    """What an assigner may know of the whole table: all drafts, where the right half starts, years of evaluasi."""

    drafts: tuple[Draft, ...]
    right_from: int | None
    lalu: int | None
    """The year of "Renja tahun lalu" as the headers print it."""


def assign_columns(grid: Grid, drafts: tuple[Draft, ...], jenis: JenisTabel, period: Period) -> tuple[Column, ...]:
    """The contract's columns; value columns carry their ukuran as ``peran``, others the kind that was read."""
    layout = Layout(drafts, _right_half(drafts), _last_year(drafts))
    assigner = _ASSIGNERS.get(jenis, _plain)
    columns = []
    for draft in drafts:
        title = " > ".join(grid.paths[draft.indeks])
        found = assigner(draft, period, layout) if draft.kind in VALUE_KINDS else None
        if found is None:
            columns.append(Column(draft.indeks, title, draft.kind if draft.kind not in VALUE_KINDS else None))
        else:
            columns.append(Column(draft.indeks, title, str(found[0]), found[1], found[2]))
    return tuple(columns)


def right_half(drafts: Sequence[Draft]) -> int | None:
    """First column of the right half of a two-sided form (T-C.31), None where there is no second half."""
    return _right_half(tuple(drafts))


def _right_half(drafts: tuple[Draft, ...]) -> int | None:
    marked = [d.indeks for d in drafts if d.heading.half == "kanan"]
    names = [d.indeks for d in drafts if d.kind == "nama"]
    second = next((b for a, b in pairwise(names) if b - a > 1), None)
    if marked and second is not None:
        return min(min(marked), second)
    return min(marked) if marked else second


def _last_year(drafts: tuple[Draft, ...]) -> int | None:
    """The year of last year's Renja in an evaluation: what its realisation columns name."""
    for d in drafts:
        if d.kind in {"realisasi", "target"} and d.heading.group == "target" and d.heading.years:
            return d.heading.years[0]
    years = [d.heading.years[0] for d in drafts if d.kind == "realisasi" and d.heading.years]
    return years[0] if years else None


def _year(draft: Draft, period: Period, default: int | None) -> int | None:
    """The column's year: printed, relative to n, counted in the period, else the default."""
    heading = draft.heading
    if heading.years:
        return heading.years[-1] if "-" in heading.text and len(heading.years) > 1 else heading.years[0]
    if heading.offset is not None:
        return period.plus(heading.offset)
    return default


def _plain(draft: Draft, period: Period, layout: Layout) -> Assigned | None:
    del layout
    ukuran = _PLAIN.get(draft.kind or "")
    if ukuran is None:
        return None
    konteks = Konteks.PERKIRAAN if draft.kind == "proyeksi" else None
    return ukuran, konteks, _year(draft, period, None)


def _rencana(draft: Draft, period: Period, layout: Layout) -> Assigned | None:
    """T-C.33: target and pagu of n; target and prakiraan maju of n+1, whatever year the header prints for it."""
    del layout
    heading = draft.heading
    # A lone year group beside the plan's ("2024 > Rp", "2025 > Rp"): the later one is the forward estimate.
    later = bool(heading.years) and period.tahun is not None and heading.years[0] == period.tahun + 1
    forward = heading.prakiraan or later
    money = draft.kind in {"pagu", "prakiraan_maju"}
    if money:
        return (Ukuran.PRAKIRAAN_MAJU, None, period.plus(1)) if forward else (Ukuran.PAGU, None, period.tahun)
    if draft.kind == "target" and heading.akhir:
        return Ukuran.TARGET, Konteks.AKHIR_RENSTRA, _year(draft, period, None)
    if draft.kind == "target":
        return Ukuran.TARGET, None, period.plus(1) if forward else period.tahun
    if draft.kind == "realisasi":
        perkiraan = heading.perkiraan or has_any(squash(heading.text), "prakiraan")
        return Ukuran.REALISASI, Konteks.PERKIRAAN if perkiraan else Konteks.RENJA, _year(draft, period, None)
    return _plain(draft, period, Layout((), None, None))


def _review(draft: Draft, period: Period, layout: Layout) -> Assigned | None:
    """T-C.31: left half rancangan_awal, right half hasil_analisis."""
    ukuran = _PLAIN.get(draft.kind or "")
    if ukuran is None:
        return None
    right = layout.right_from is not None and draft.indeks >= layout.right_from
    return ukuran, Konteks.HASIL_ANALISIS if right else Konteks.RANCANGAN_AWAL, period.tahun


def _usulan(draft: Draft, period: Period, layout: Layout) -> Assigned | None:
    del layout
    ukuran = _PLAIN.get(draft.kind or "")
    return None if ukuran is None else (ukuran, None, period.tahun)


def _evaluasi(draft: Draft, period: Period, layout: Layout) -> Assigned | None:
    """T-C.29, columns 4 to 11; and the quarterly form (E.81) with K and Rp under each triwulan."""
    heading, lalu = draft.heading, layout.lalu
    if heading.triwulan:
        return _quarter(draft, period)
    if draft.kind == "target":
        if heading.renstra and not heading.renja:
            return Ukuran.TARGET, Konteks.RENSTRA, _year(draft, period, period.akhir or period.tahun)
        if heading.group == "target" or heading.group == "realisasi":
            return Ukuran.TARGET, Konteks.RENJA, _year(draft, period, lalu)
        return Ukuran.TARGET, Konteks.RENJA, _year(draft, period, period.tahun)
    if draft.kind in {"realisasi", "capaian"}:
        return _evaluasi_realisasi(draft, period, layout)
    if draft.kind == "persen_realisasi":
        if heading.money or heading.kind in {"k", "rp"}:
            return (
                Ukuran.PERSEN_REALISASI,
                Konteks.RENSTRA if heading.renstra else Konteks.RENJA,
                _year(draft, period, lalu),
            )
        if heading.renstra or heading.perkiraan or has_any(squash(heading.text), "capaianrealisasi"):
            return Ukuran.PERSEN_REALISASI, Konteks.PERKIRAAN, _running_year(period, layout)
        return Ukuran.PERSEN_REALISASI, Konteks.RENJA, _year(draft, period, lalu)
    if draft.kind == "pagu":
        return (
            Ukuran.PAGU,
            Konteks.RENSTRA if heading.renstra and not heading.renja else Konteks.RENJA,
            _year(draft, period, period.tahun),
        )
    return _plain(draft, period, layout)


def _evaluasi_realisasi(draft: Draft, period: Period, layout: Layout) -> Assigned:
    heading = draft.heading
    s = squash(heading.text)
    if heading.perkiraan or has_any(s, "perkiraan"):
        return Ukuran.REALISASI, Konteks.PERKIRAAN, _running_year(period, layout)
    in_last_year = heading.group == "target" or (heading.renja and not has_any(s, "sd", "hasil", "sampai"))
    if in_last_year:
        return Ukuran.REALISASI, Konteks.RENJA, _year(draft, period, layout.lalu)
    return Ukuran.REALISASI, Konteks.RENSTRA, _year(draft, period, None)


def _running_year(period: Period, layout: Layout) -> int | None:
    """The year of the estimate (columns 10 and 11): printed over either of them, else that of the plan in column 9."""
    for d in layout.drafts:
        if d.heading.perkiraan and d.heading.years:
            return d.heading.years[0]
    for d in layout.drafts:
        if d.kind == "target" and not d.heading.renstra and d.heading.group is None and d.heading.years:
            return d.heading.years[0]
    return period.tahun


def _quarter(draft: Draft, period: Period) -> Assigned | None:
    konteks = _TRIWULAN[draft.heading.triwulan or 1]
    year = _year(draft, period, period.tahun)
    money = draft.heading.money or draft.kind in {"pagu", "rp"} or draft.profile.money > 0.5
    if money:
        return Ukuran.REALISASI, konteks, year
    if draft.kind == "target":
        s = squash(draft.heading.text)
        return (Ukuran.TARGET if "target" in s else Ukuran.CAPAIAN), konteks, year
    ukuran = _PLAIN.get(draft.kind or "", Ukuran.CAPAIAN)
    return (Ukuran.CAPAIAN if ukuran is Ukuran.REALISASI else ukuran), konteks, year


def _pelayanan(draft: Draft, period: Period, layout: Layout) -> Assigned | None:
    """T-C.30: targets of the Renstra, realisations, projections, each by year."""
    del layout
    year = _year(draft, period, None)
    if draft.kind == "target":
        return Ukuran.TARGET, Konteks.RENSTRA, year
    if draft.kind == "realisasi":
        return Ukuran.REALISASI, None, year
    if draft.kind == "proyeksi":
        return Ukuran.REALISASI, Konteks.PERKIRAAN, year
    return _plain(draft, period, Layout((), None, None))


def _renstra(draft: Draft, period: Period, layout: Layout) -> Assigned | None:
    """T-C.27 and T-C.28 with money: baseline, target and Rp a year, closing pair."""
    heading = draft.heading
    if heading.akhir and draft.kind in {"target", "pagu", "capaian"}:
        ukuran = Ukuran.PAGU if draft.kind == "pagu" else Ukuran.TARGET
        return ukuran, Konteks.AKHIR_RENSTRA, period.akhir or _last_printed(layout) or _year(draft, period, None)
    ukuran_plain = _PLAIN.get(draft.kind or "")
    if ukuran_plain is None:
        return None
    if heading.awal and draft.kind in {"target", "capaian"}:
        return Ukuran.CAPAIAN, None, _year(draft, period, None)
    if not heading.years and heading.nth is not None:
        return ukuran_plain, None, _nth(heading.nth, period, layout)
    return ukuran_plain, None, _year(draft, period, None)


def _nth(k: int, period: Period, layout: Layout) -> int | None:
    """Year k of the period: the last of the counted years is the period's last year."""
    last = max((d.heading.nth or 0) for d in layout.drafts)
    return None if period.akhir is None else period.akhir - last + k


def _last_printed(layout: Layout) -> int | None:
    years = [y for d in layout.drafts if not d.heading.akhir for y in d.heading.years]
    return max(years, default=None)


def _realisasi(draft: Draft, period: Period, layout: Layout) -> Assigned | None:
    """The financial and physical report: the year is the title's budget year, else the document's."""
    del layout
    year = _year(draft, period, period.judul or period.laporan)
    if draft.kind == "tertimbang":
        fisik = has_any(squash(draft.heading.text), "fisik")
        return Ukuran.TERTIMBANG, Konteks.FISIK if fisik else Konteks.KEUANGAN, year
    if draft.heading.triwulan:
        return _quarter(draft, period)
    ukuran = _PLAIN.get(draft.kind or "")
    return None if ukuran is None else (ukuran, None, year)


def _kinerja(draft: Draft, period: Period, layout: Layout) -> Assigned | None:
    """Perjanjian kinerja and pengukuran kinerja: the column's own year, else the document's."""
    del layout
    ukuran = _PLAIN.get(draft.kind or "")
    if ukuran is None:
        return None
    if ukuran is Ukuran.PERSEN_REALISASI:
        ukuran = Ukuran.CAPAIAN
    if draft.heading.akhir:
        return ukuran, Konteks.AKHIR_RENSTRA, _year(draft, period, period.akhir)
    if draft.heading.triwulan:
        return ukuran, _TRIWULAN[draft.heading.triwulan], _year(draft, period, period.tahun)
    return ukuran, None, _year(draft, period, period.tahun)


_ASSIGNERS: dict[JenisTabel, Assigner] = {
    JenisTabel.RENCANA_PENDANAAN: _rencana,
    JenisTabel.REVIEW_RKPD: _review,
    JenisTabel.USULAN_MASYARAKAT: _usulan,
    JenisTabel.EVALUASI_RENJA: _evaluasi,
    JenisTabel.KINERJA_PELAYANAN: _pelayanan,
    JenisTabel.PENDANAAN_RENSTRA: _renstra,
    JenisTabel.INDIKATOR_KINERJA: _renstra,
    JenisTabel.REALISASI_ANGGARAN: _realisasi,
    JenisTabel.PERJANJIAN_KINERJA: _kinerja,
    JenisTabel.PENGUKURAN_KINERJA: _kinerja,
}


def title_year(title: str) -> int | None:
    """The budget year that a report's title names ("Tahun Anggaran 2022"); None where it names none."""
    years = years_in(title)
    return years[-1] if years else None
