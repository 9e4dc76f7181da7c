"""An entry from a line or a spreadsheet's row that anybody may have written: every field checked, or refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from math import isfinite
from typing import Any

from normalize.types import JenisDokumen, JenisTabel, Konteks, Tahap, TingkatBaris, Ukuran
from output.overlay.types import FIELDS, TANPA, Entri, JenisEntri, Keputusan
from records.findings import Cek

LONGEST_TEXT = 4000
"""Characters of a field: more than any printed cell that a person corrects."""
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Years that a planning document can be of."""
_MOST = Decimal(10) ** 20
_FARTHEST = 1_000_000.0
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(r"k[0-9a-f]{20}")
_KODE = re.compile(r"(?:[0-9]{1,2}|X)(?:\.(?:[0-9]{1,4}|X{1,2})){0,5}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_SPARE = timedelta(days=1)
"""So far another computer's clock may be ahead of ours."""


class BadEntry(ValueError):  # noqa: N818 - says what was given
    """A record that is no entry; the text says which field and why."""


def entry_from(record: object) -> Entri:
    """The entry that a record holds, with its id. ``BadEntry`` where anything in it is not as an entry has it.

    An empty id is given anew from the content; one that does not fit the content is refused: somebody changed it.
    """
    if not isinstance(record, Mapping):
        raise BadEntry("bukan objek / not an object")
    unknown = sorted(str(name)[:40] for name in record if name not in FIELDS)
    if unknown:
        raise BadEntry(f"kolom tak dikenal (unknown): {', '.join(unknown[:5])}")
    held = {name: value for name, value in record.items() if value is not None and value != ""}
    parsed = {name: _parsed(name, value) for name, value in held.items()}
    missing = [name for name in ("jenis", "sha256", "oleh", "waktu", "versi") if name not in parsed]
    if missing:
        raise BadEntry(f"kosong (missing): {', '.join(missing)}")
    return _whole(Entri(**parsed))


def _whole(entry: Entri) -> Entri:
    """The entry where its parts belong together, and its id to its content."""
    fault = _FAULTS[entry.jenis](entry)
    if fault:
        raise BadEntry(fault)
    sealed = entry.sealed()
    if entry.id and entry.id != sealed.id:
        raise BadEntry("id tidak cocok dengan isinya: entri berubah setelah dibuat / changed after it was made")
    return sealed


def _koreksi_fault(entry: Entri) -> str | None:
    if entry.halaman is None or entry.box is None or not entry.has_witness:
        return "koreksi tanpa tempat (halaman, kotak, teks tercetak) / a correction without its place"
    if entry.ukuran is not None:
        return None if not (entry.nama_baru or entry.kode_baru or entry.tingkat_baru) else "nilai dan baris sekaligus"
    if not (entry.nama_baru or entry.kode_baru or entry.tingkat_baru):
        return "koreksi tanpa isi / a correction of nothing"
    return None


def _keputusan_fault(entry: Entri) -> str | None:
    if entry.cek is None or entry.keputusan is None or entry.halaman is None:
        return "keputusan tanpa cek, halaman, atau isinya / a decision without check, page or content"
    return None


def _identitas_fault(entry: Entri) -> str | None:
    if not entry.identity:
        return "identitas tanpa isi / an identity of nothing"
    first, last = entry.tahun_baru, entry.tahun_akhir_baru
    if first is not None and last is not None and last < first:
        return f"tahun_akhir {last} sebelum tahun {first} / ends before it begins"
    return None


def _cabut_fault(entry: Entri) -> str | None:
    return None if entry.mencabut is not None else "pencabutan tanpa id / revokes nothing"


_FAULTS: dict[JenisEntri, Callable[[Entri], str | None]] = {
    JenisEntri.KOREKSI: _koreksi_fault,
    JenisEntri.KEPUTUSAN: _keputusan_fault,
    JenisEntri.CABUT: _cabut_fault,
    JenisEntri.IDENTITAS: _identitas_fault,
}


def _parsed(name: str, value: object) -> Any:
    try:
        return _PARSERS.get(name, _text)(value)
    except (ValueError, TypeError, OverflowError, InvalidOperation) as error:
        why = str(error)[:80] if isinstance(error, BadEntry) else "tidak dapat dibaca / unreadable"
        raise BadEntry(f"{name}: {why}") from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise BadEntry("bukan teks / not a text")
    if len(value) > LONGEST_TEXT:
        raise BadEntry("terlalu panjang / too long")
    if _CONTROL.search(value):
        raise BadEntry("memuat karakter kendali / control characters")
    return value


def _named(value: object) -> str:
    text = _text(value).strip()
    if not text:
        raise BadEntry("kosong / empty")
    return text


def _matching(pattern: re.Pattern[str]) -> Callable[[object], str]:
    def parse(value: object) -> str:
        text = _text(value)
        if not pattern.fullmatch(text):
            raise BadEntry("bentuknya salah / malformed")
        return text

    return parse


def _one_of(kinds: type[StrEnum]) -> Callable[[object], StrEnum]:
    return lambda value: kinds(_text(value))


def _stage(value: object) -> str:
    text = _text(value)
    return text if text == TANPA else Tahap(text).value


def _number(value: object) -> Decimal:
    """A number of a JSON line, a CSV's text or a spreadsheet's cell, where the dataset can hold it."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise BadEntry("bukan bilangan / not a number")
    if len(str(value)) > 60:
        raise BadEntry("terlalu panjang / too long")
    number = Decimal(str(value))
    if not number.is_finite() or abs(number) >= _MOST or number != number.quantize(Decimal("0.0001")):
        raise BadEntry("di luar batas (20 angka, 4 desimal) / out of bounds")
    return number


def _integer(least: int, most: int) -> Callable[[object], int]:
    def parse(value: object) -> int:
        number = _number(value)
        if number != number.to_integral_value() or not least <= number <= most:
            raise BadEntry("di luar batas / out of bounds")
        return int(number)

    return parse


def _coordinate(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise BadEntry("bukan bilangan / not a number")
    number = float(value)
    if not isfinite(number) or abs(number) > _FARTHEST:
        raise BadEntry("di luar batas / out of bounds")
    return number


def _moment(value: object) -> str:
    """A moment in UTC, not in the future: the last correction wins, so no entry may pretend to be later than all."""
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise BadEntry("tanpa zona waktu / no time zone")
    if moment > datetime.now(UTC) + _SPARE:
        raise BadEntry("di masa depan / in the future")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


_PARSERS: dict[str, Callable[[object], Any]] = {
    "id": _matching(_ID),
    "jenis": _one_of(JenisEntri),
    "sha256": _matching(_SHA256),
    "oleh": _named,
    "waktu": _moment,
    "versi": _named,
    "halaman": _integer(1, 100_000),
    "nilai_halaman": _integer(1, 100_000),
    "urutan": _integer(0, 10_000_000),
    "tahun": _integer(1000, 9999),
    "jenis_tabel": _one_of(JenisTabel),
    "ukuran": _one_of(Ukuran),
    "konteks": _one_of(Konteks),
    "cek": _one_of(Cek),
    "keputusan": _one_of(Keputusan),
    "tingkat_baru": _one_of(TingkatBaris),
    "kode_baru": _matching(_KODE),
    "nama_baru": _named,
    "mencabut": _matching(_ID),
    "jenis_dokumen_baru": _one_of(JenisDokumen),
    "tahap_baru": _stage,
    **dict.fromkeys(("tahun_baru", "tahun_akhir_baru"), _integer(FIRST_YEAR, LAST_YEAR)),
    **dict.fromkeys(("wilayah_baru", "perangkat_daerah_baru", "sumber"), _named),
    **dict.fromkeys(("tertulis", "dihitung", "nilai_baru", "nilai_semula"), _number),
    **dict.fromkeys(
        ("x0", "y0", "x1", "y1", "nilai_x0", "nilai_y0", "nilai_x1", "nilai_y1"), _coordinate
    ),
}  # fmt: skip
