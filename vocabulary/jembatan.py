"""The bridge from programs of before 2020 (Permendagri 13/2006) to those of Permendagri 90/2019, where it is certain.

The old programs of an office's own running are today's program ``X.XX.01`` of every bidang: what they paid for
(letters, power and water, the office's helpers, cars, buildings, uniforms, training, plans and reports) is named, item
by item, among the sub kegiatan of "Penunjang Urusan Pemerintahan Daerah", and stands under no other program. Programs
of an urusan were cut anew in 2019: none of them is certain, so none is here.
"""

from __future__ import annotations

from typing import NamedTuple


class Bridge(NamedTuple):
    """An old program's name, the code of what it is today, and why that is certain."""

    nama: str
    kode: str
    alasan: str


_OWN = "X.XX.01"
BRIDGE: tuple[Bridge, ...] = (
    Bridge("Pelayanan Administrasi Perkantoran", _OWN, "jasa dan administrasi kantor: kini kegiatan 2.06 dan 2.08"),
    Bridge(
        "Peningkatan Sarana dan Prasarana Aparatur", _OWN, "pengadaan dan pemeliharaan: kini kegiatan 2.07 dan 2.09"
    ),
    Bridge("Peningkatan Disiplin Aparatur", _OWN, "pakaian dinas dan absensi: kini kegiatan 2.05"),
    Bridge("Peningkatan Kapasitas Sumber Daya Aparatur", _OWN, "pendidikan dan pelatihan pegawai: kini kegiatan 2.05"),
    Bridge(
        "Peningkatan Pengembangan Sistem Pelaporan Capaian Kinerja dan Keuangan",
        _OWN,
        "perencanaan dan pelaporan kinerja dan keuangan: kini kegiatan 2.01 dan 2.02",
    ),
    Bridge("Fasilitas Pindah/Purna Tugas PNS", _OWN, "kepegawaian: kini kegiatan 2.05"),
    Bridge("Fasilitasi Pindah/Purna Tugas PNS", _OWN, "kepegawaian: kini kegiatan 2.05"),
)
"""Kegiatan by their numbers below X.XX.01 (Permendagri 90/2019, annex, program of every perangkat daerah)."""
