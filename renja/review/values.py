"""Which value of a row somebody speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from normalize.types import Konteks, Ukuran
from renja.review.decided import EntryFault, Places


@dataclass(frozen=True, slots=True)
class ValueKey:
    """Which value of a row: its measure and slice of it, and where a row has several of it, its printed text.

    ``satuan`` tells apart those that print alike too ("11 orang, 11 unit").
    """

    baris_id: str
    ukuran: Ukuran
    konteks: Konteks | None = None
    tahun: int | None = None
    teks: str | None = None
    rincian: str | None = None
    satuan: str | None = None

    @classmethod
    def of(cls, nilai: Mapping[str, Any]) -> ValueKey:
        """The key of a row of the table ``nilai``."""
        konteks = Konteks(nilai["konteks"]) if nilai["konteks"] else None
        tahun = None if nilai["tahun"] is None else int(nilai["tahun"])
        told = (nilai["teks"], nilai.get("rincian"), nilai.get("satuan"))
        return cls(nilai["baris_id"], Ukuran(nilai["ukuran"]), konteks, tahun, *told)


def values_of(places: Places, key: ValueKey) -> list[dict[str, Any]]:
    """The values that the key means: none, or several that it does not tell apart."""
    wanted = (key.baris_id, key.ukuran, key.konteks, key.tahun, key.rincian)
    names = ("baris_id", "ukuran", "konteks", "tahun", "rincian")
    same = [v for v in places.values(key.baris_id) if tuple(v[name] for name in names) == wanted]
    printed = [v for v in same if key.teks in (None, v["teks"])]
    return [v for v in printed if v["satuan"] == key.satuan] or printed


def check_slice(places: Places, key: ValueKey) -> None:
    """Refuses a value that the row lacks, and prints for another slice: a plain one beside it would outrank it."""
    if values_of(places, replace(key, teks=None)):
        return
    told = [v for v in places.values(key.baris_id) if v["ukuran"] == key.ukuran]
    near = [v for v in told if key.tahun is None or v["tahun"] in (None, key.tahun)]
    slices = dict.fromkeys(
        ", ".join(f"{name} {v[name]}" for name in ("tahun", "konteks", "rincian") if v[name] is not None) or "-"
        for v in near
    )
    if slices:
        raise EntryFault(
            f"{key.baris_id}: baris ini memuat {key.ukuran} dengan {'; '.join(slices)}: pilih dengan --konteks, "
            "--tahun, --rincian; nilai lain yang memang tidak terbaca: --baru / the row has this measure so: choose "
            "with --konteks, --tahun, --rincian; another value that was not read: --baru"
        )
