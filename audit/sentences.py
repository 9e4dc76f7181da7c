"""Indonesian sentences that an auditor can paste into a report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from audit.figures import Figure, Key
from audit.hierarchy import Item, TableView
from normalize.types import Konteks, TingkatBaris, Ukuran, Value
from records.matched import MatchedRow

_MEASURE = {
    Ukuran.PAGU: "pagu",
    Ukuran.PRAKIRAAN_MAJU: "prakiraan maju",
    Ukuran.REALISASI: "realisasi",
    Ukuran.SISA: "sisa",
    Ukuran.BOBOT: "bobot",
    Ukuran.PERSEN_REALISASI: "persentase realisasi",
    Ukuran.TARGET: "target",
    Ukuran.CAPAIAN: "capaian",
    Ukuran.FISIK: "realisasi fisik",
    Ukuran.TERTIMBANG: "nilai tertimbang",
    Ukuran.SELISIH: "selisih",
    Ukuran.VOLUME: "volume",
    Ukuran.HARGA_SATUAN: "harga satuan",
    Ukuran.SALDO: "saldo",
}
_CONTEXT = {
    Konteks.RANCANGAN_AWAL: "rancangan awal",
    Konteks.HASIL_ANALISIS: "hasil analisis kebutuhan",
    Konteks.RENSTRA: "Renstra",
    Konteks.RENJA: "Renja",
    Konteks.PERKIRAAN: "perkiraan",
    Konteks.AKHIR_RENSTRA: "akhir periode Renstra",
    Konteks.FISIK: "fisik",
    Konteks.KEUANGAN: "keuangan",
    Konteks.TRIWULAN_1: "triwulan I",
    Konteks.TRIWULAN_2: "triwulan II",
    Konteks.TRIWULAN_3: "triwulan III",
    Konteks.TRIWULAN_4: "triwulan IV",
    Konteks.SEMESTER_1: "semester I",
    Konteks.SEMESTER_2: "semester II",
    Konteks.SEBELUM: "sebelum perubahan",
}
_NAME_LENGTH = 120


def amount(value: Decimal) -> str:
    """The number as it is written in Indonesia.

    >>> amount(Decimal("-1234567.5"))
    '-1.234.567,50'
    """
    return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))


def rupiah(value: Decimal) -> str:
    """An amount of money.

    >>> rupiah(Decimal(-649000))
    '-Rp649.000,00'
    """
    return f"{'-' if value < 0 else ''}Rp{amount(abs(value))}"


def written(figure: Figure) -> str:
    """How the figure stands there: as printed, with the print where it reads otherwise, or computed from several cells.

    A sentence must not call printed what was added up, scaled or mended.
    """
    if len(figure.values) != 1:
        return f"dihitung dari {len(figure.values)} angka sebesar {rupiah(figure.total or Decimal(0))}"
    return f"tertulis {stated(figure)}"


def stated(figure: Figure) -> str:
    """The same within a sentence: the amount, and in brackets what it was read or computed from where that differs."""
    return f"{rupiah(figure.total or Decimal(0))}{_source(figure)}"


def share(figure: Figure, digits: int = 2) -> str:
    """A printed percentage, likewise."""
    return f"{percent(figure.total or Decimal(0), digits)}{_source(figure)}"


def told(nilai: Decimal, teks: str | None) -> str:
    """An amount within a sentence, with the print it was read from where that differs; None: no one cell prints it.

    >>> told(Decimal(1500000), "1.500.000"), told(Decimal(1500000), "1.500"), told(Decimal(7), None)
    ('Rp1.500.000,00', 'Rp1.500.000,00 (tercetak "1.500")', 'Rp7,00 (dihitung)')
    """
    return f"{rupiah(nilai)}{' (dihitung)' if teks is None else _print(nilai, teks)}"


def _source(figure: Figure) -> str:
    if len(figure.values) != 1:
        return f" (dihitung dari {len(figure.values)} angka)"
    value = figure.values[0]
    return _print(value.nilai or Decimal(0), value.teks)


def _print(nilai: Decimal, teks: str) -> str:
    return "" if _is_as_printed(nilai, teks) else f' (tercetak "{short(teks)}")'


def _is_as_printed(nilai: Decimal, teks: str) -> bool:
    """True where the digits printed are those of the amount, with or without its decimals."""
    digits, exact = re.sub(r"\D", "", teks), abs(nilai)
    return not digits or any(digits.lstrip("0") == re.sub(r"\D", "", f"{exact:.{n}f}").lstrip("0") for n in range(5))


def percent(value: Decimal, digits: int = 2) -> str:
    """A percentage with ``digits`` decimals.

    >>> percent(Decimal("98.4"), 1)
    '98,4%'
    """
    return f"{value:,.{max(digits, 0)}f}".translate(str.maketrans(",.", ".,")) + "%"


def plain(value: Value) -> str:
    """A count with its unit as printed, on one line."""
    text = short(value.teks)
    has_unit = value.satuan is None or re.search(r"[A-Za-z%]", text) is not None
    return text if has_unit else f"{text} {'%' if value.satuan == 'persen' else value.satuan}"


def level(tingkat: TingkatBaris) -> str:
    """The level's name in running text.

    >>> level(TingkatBaris.SUB_KEGIATAN)
    'sub kegiatan'
    """
    return "baris" if tingkat is TingkatBaris.LAINNYA else tingkat.value.replace("_", " ")


def measure(key: Key) -> str:
    """What a column holds, e.g. `pagu hasil analisis kebutuhan tahun 2024`."""
    words = [_MEASURE[key.ukuran]]
    if key.konteks is not None:
        words.append(_CONTEXT[key.konteks])
    if key.rincian is not None:
        words.append(short(key.rincian))
    if key.tahun is not None:
        words.append(f"tahun {key.tahun}")
    if key.ke is not None:
        words.append(f"kolom ke-{key.ke}")
    return " ".join(words)


def short(text: str) -> str:
    """The text on one line, cut to a length that a sentence can bear; full stops inside would end the sentence."""
    line = " ".join(text.split()).strip(".")
    return line if len(line) <= _NAME_LENGTH else line[: _NAME_LENGTH - 1].rstrip() + "…"


def row_name(row: MatchedRow) -> str:
    """The row in running text: level, code (official, else as printed) and name in quotation marks."""
    kode = row.match.kode or row.row.kode_asli
    name = short(row.row.nama)
    parts = [level(row.level), short(kode) if kode else "", f'"{name}"' if name else ""]
    return " ".join(part for part in parts if part)


def place(view: TableView, page: int) -> str:
    """Where the reader finds it: `Tabel 4.1 halaman 12`."""
    nomor = view.matched.source.table.nomor
    return f"Tabel {short(nomor)} halaman {page}" if nomor else f"tabel di halaman {page}"


def children_named(children: Sequence[Item]) -> str:
    """How many children of which level.

    >>> children_named([])
    'rinciannya'
    """
    if not children:
        return "rinciannya"
    return f"{len(children)} {level(children[0].row.level)} di bawahnya"
