"""Where a region stands among its peers: by criteria that are said with it, and only among figures of one stage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from output.compare import RegionRow

FEWEST = 3
"""With fewer peers a rank says nothing."""
_FIRST_KOTA = 71
"""Kemendagri numbers the kabupaten of a province from 01 and its kota from 71."""
_KINDS = ("dinas", "badan", "sekretariat", "inspektorat", "kecamatan", "kelurahan", "rumah sakit", "satuan polisi")
_WORDS = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Standing:
    """A region's share beside its peers'. ``tingkat`` and ``kantor``: the criteria, besides the code and the year.

    ``di_bawah``: peers whose share is lower; ``tahap_lain``: alike, but of another stage or kind of document, and
    ``tanpa_bagian``: alike, but without a share. Neither is among ``sejenis``.
    """

    bagian: float
    tingkat: str
    kantor: str | None
    sejenis: int
    di_bawah: int
    tahap_lain: int
    tanpa_bagian: int

    @property
    def percent(self) -> int | None:
        """So many in a hundred of its peers have a lower share; None where they are too few to say so."""
        return None if self.sejenis < FEWEST else round(100 * self.di_bawah / self.sejenis)


def level(kode_wilayah: str) -> str:
    """What a region's code is of.

    >>> level("32"), level("32.05"), level("32.71")
    ('provinsi', 'kabupaten', 'kota')
    """
    _, point, number = kode_wilayah.partition(".")
    if not point:
        return "provinsi"
    return "kota" if int(number) >= _FIRST_KOTA else "kabupaten"


def office_kind(names: Sequence[str]) -> str | None:
    """The kind of the offices, where they are of one kind that is known.

    >>> office_kind(["Dinas Sosial"]), office_kind(["Dinas Sosial", "Badan Riset"]), office_kind([])
    ('dinas', None, None)
    """
    kinds = {_kind(name) for name in names}
    return kinds.pop() if len(kinds) == 1 else None


def _kind(name: str) -> str | None:
    words = " ".join(_WORDS.findall(name.lower()))
    return next((kind for kind in _KINDS if words.startswith(kind)), None)


def standing(rows: Sequence[RegionRow], kode_wilayah: str) -> Standing | None:
    """The region's share among those of its level and kind of office, of one comparison; None where it has none."""
    own = next((row for row in rows if row.kode_wilayah == kode_wilayah), None)
    if own is None or own.bagian is None:
        return None
    kantor = office_kind(own.perangkat_daerah)
    alike = [row for row in rows if row is not own and _is_alike(row, own, kantor)]
    of_stage = [row for row in alike if (row.tahap, row.jenis) == (own.tahap, own.jenis)]
    shares = [row.bagian for row in of_stage if row.bagian is not None]
    below = sum(share < own.bagian for share in shares)
    others = len(alike) - len(of_stage)
    return Standing(own.bagian, level(kode_wilayah), kantor, len(shares), below, others, len(of_stage) - len(shares))


def _is_alike(row: RegionRow, own: RegionRow, kantor: str | None) -> bool:
    same_office = kantor is None or office_kind(row.perangkat_daerah) == kantor
    return level(row.kode_wilayah) == level(own.kode_wilayah) and row.tahun == own.tahun and same_office
