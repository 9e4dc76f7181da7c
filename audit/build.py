"""Findings put together: cause, severity, figures and evidence in one place for all checks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from audit.figures import Figure, Key
from audit.hierarchy import TableView
from audit.sentences import measure, place
from audit.tolerance import rounded
from normalize.ukuran import SURE_VALUE, Certainty
from records.findings import Cek, Finding, Keparahan, Sebab

_GRAVE = {
    Cek.JUMLAH_ANAK: Keparahan.GALAT,
    Cek.JUMLAH_TOTAL: Keparahan.GALAT,
    Cek.JUMLAH_TAHUN: Keparahan.GALAT,
    Cek.SISA: Keparahan.GALAT,
    Cek.PERSEN: Keparahan.PERINGATAN,
    Cek.REALISASI_LEBIH: Keparahan.PERINGATAN,
    Cek.BOBOT: Keparahan.PERINGATAN,
    Cek.KODE_NAMA: Keparahan.PERINGATAN,
    Cek.KODE_GANDA: Keparahan.PERINGATAN,
    Cek.KEWENANGAN: Keparahan.PERINGATAN,
    Cek.TERTIMBANG: Keparahan.PERINGATAN,
    Cek.RUMUS: Keparahan.PERINGATAN,
    Cek.INDUK_KOSONG: Keparahan.PERINGATAN,
    Cek.TARGET_TANPA_PAGU: Keparahan.PERINGATAN,
    Cek.PAGU_TANPA_TARGET: Keparahan.PERINGATAN,
    Cek.TAHUN_JUDUL: Keparahan.PERINGATAN,
}
_DOUBT = "kolom atau tingkat barisnya kemungkinan salah terbaca"
_DOUBTS = {
    Cek.RUMUS: "kolom itu rupanya tidak diisi menurut rumus formulir",
    Cek.TERTIMBANG: "kolom itu rupanya dihitung dengan cara lain",
}
"""Columns that a document may fill by a rule of its own; for all others failing throughout speaks of our reading."""
_CODES = frozenset({Cek.KODE_NAMA, Cek.KODE_TAK_DIKENAL, Cek.KODE_GANDA, Cek.KEWENANGAN})
_CODE_DOUBT = "edisi nomenklatur atau pembacaan kodenya"
_COLUMN_DOUBT = "pembacaan kolomnya"
_CLEAR = 0.85
"""A value read from characters that the PDF names itself has at least this confidence."""
_EVEN = 0.5
_MANY = 5
"""From so many failures on, most of the trials failing speaks of our reading, not of the document."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A printed figure that does not agree: where it stands, both numbers, who takes part, and the sentence."""

    row: int
    key: Key
    tertulis: Decimal
    dihitung: Decimal
    figures: tuple[Figure, ...]
    rows: tuple[int, ...]
    text: str
    doubt: str | None = None
    """Why the difference may be our reading's, in words; None where nothing speaks for that."""


def to_finding(cek: Cek, view: TableView, difference: Difference) -> Finding:
    """The difference as a finding; ``tak_pasti``, and no error of the document, where it may be our reading's.

    So it is where a figure that takes part was not surely read, and where so many were read with some doubt, as from a
    scan, that one of them is likelier wrong than none.
    """
    tertulis, dihitung = rounded(difference.tertulis, 4), rounded(difference.dihitung, 4)
    figures = difference.figures
    is_read = all(figure.is_sure for figure in figures) and _none_misread(figures, view.certainty) >= _EVEN
    is_sure = is_read and difference.doubt is None
    text = difference.text
    if difference.doubt is not None:
        text = f"{text.removesuffix('.')}, tetapi {difference.doubt}."
    return Finding(
        cek=cek,
        keparahan=_severity(cek, is_sure=is_sure),
        sebab=Sebab.DOKUMEN if is_sure else Sebab.TAK_PASTI,
        table=view.number,
        row=difference.row,
        ukuran=difference.key.ukuran,
        konteks=difference.key.konteks,
        tahun=difference.key.tahun,
        tertulis=tertulis,
        dihitung=dihitung,
        selisih=tertulis - dihitung,
        page=view.matched.rows[difference.row].row.page,
        penjelasan=text,
        bukti=_evidence(view, (difference.row, *difference.rows)),
        rincian=difference.key.rincian,
        box=figures[0].values[0].box if difference.key.ke is not None else None,
    )


def settle(cek: Cek, view: TableView, key: Key, tried: int, failed: Sequence[Difference]) -> Iterable[Finding]:
    """The failures of one check in one column; one finding about our reading where most of the column fails."""
    if is_misread(tried, [difference.figures for difference in failed]):
        return [misread(cek, view, key, tried, [difference.row for difference in failed])]
    return [to_finding(cek, view, difference) for difference in failed]


def is_misread(tried: int, failed: Sequence[Sequence[Figure]]) -> bool:
    """True where so much of a column fails that it speaks of our reading; ``failed``: the figures of each failure.

    Printed tables are mostly right: where more than half of at least five comparisons fail, the column or the levels
    were misread, and a list of accusations would be noise. Where every figure was surely read, a short table may have
    so many slips of its own; then only more than three quarters speak of our reading.
    """
    if len(failed) < _MANY or len(failed) * 2 <= tried:
        return False
    return len(failed) * 4 > tried * 3 or not all(figure.is_sure for figures in failed for figure in figures)


def misread(cek: Cek, view: TableView, key: Key, tried: int, rows: Sequence[int]) -> Finding:
    """The one finding about a column of which most fails, in these rows."""
    page = view.matched.rows[rows[0]].row.page
    text = (
        f"Pada {place(view, page)}, {len(rows)} dari {tried} pemeriksaan {cek.value} atas {measure(key)} "
        f"tidak cocok, sehingga {_DOUBTS.get(cek, _DOUBT)} dan perlu dilihat pada dokumen."
    )
    evidence = _evidence(view, tuple(rows))
    nothing = None
    sebab = Sebab.TAK_PASTI if cek in _DOUBTS else Sebab.PEMBACAAN
    named = cek if cek in _DOUBTS else Cek.PEMBACAAN
    return Finding(
        named, Keparahan.INFO, sebab, view.number, nothing, key.ukuran, key.konteks, key.tahun,
        nothing, nothing, nothing, page, text, evidence, rincian=key.rincian,
    )  # fmt: skip


def _severity(cek: Cek, *, is_sure: bool) -> Keparahan:
    """What is not sure is no error yet."""
    grave = _GRAVE.get(cek, Keparahan.INFO)
    return Keparahan.PERINGATAN if grave is Keparahan.GALAT and not is_sure else grave


def _none_misread(figures: Sequence[Figure], certainty: Certainty) -> float:
    """How likely every figure was read as printed; those with a rule's small doubt (a lone group) count as read.

    What a column means is one question for all of its figures and asked elsewhere, so it is taken out of each.
    """
    sure = 1.0
    for figure in figures:
        for value in figure.values:
            own = value.keyakinan / (certainty.of_column(value) or 1.0)
            sure *= own if own < _CLEAR else 1.0
    return sure


def _evidence(view: TableView, rows: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((view.number, row) for row in dict.fromkeys(rows))


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding without figures: the row it is about, the sentence, and further rows that take part."""

    row: int
    text: str
    rows: tuple[int, ...] = ()


def remark(cek: Cek, view: TableView, tried: int, remarks: Sequence[Remark]) -> Iterable[Finding]:
    """The remarks as findings; one finding about our reading where most of the table would be blamed."""
    if len(remarks) >= _MANY and len(remarks) * 2 > tried:
        rows = tuple(one.row for one in remarks)
        page = view.matched.rows[rows[0]].row.page
        text = (
            f"Pada {place(view, page)}, {len(rows)} dari {tried} baris tidak lolos pemeriksaan {cek.value}, "
            f"sehingga {_CODE_DOUBT if cek in _CODES else _COLUMN_DOUBT} perlu diperiksa lebih dahulu."
        )
        return [_without_figures(cek, Keparahan.INFO, Sebab.TAK_PASTI, view, None, page, text, rows)]
    sebab = Sebab.DOKUMEN if view.matched.source.table.confidence >= SURE_VALUE else Sebab.TAK_PASTI
    grave = _GRAVE.get(cek, Keparahan.INFO)
    return [
        _without_figures(
            cek, grave, sebab, view, one.row, view.matched.rows[one.row].row.page, one.text, (one.row, *one.rows)
        )
        for one in remarks
    ]


def _without_figures(
    cek: Cek,
    keparahan: Keparahan,
    sebab: Sebab,
    view: TableView,
    row: int | None,
    page: int,
    text: str,
    rows: tuple[int, ...],
) -> Finding:
    nothing = None
    evidence = _evidence(view, rows)
    return Finding(
        cek, keparahan, sebab, view.number, row, nothing, nothing, nothing, nothing, nothing, nothing,
        page, text, evidence,
    )  # fmt: skip
