"""The bridge from programs of before 2020 (Permendagri 13/2006) to those of Permendagri 90/2019, where it is certain.

The old programs of an office's own running are today's program ``X.XX.01`` of every bidang: what they paid for
(letters, power and water, the office's helpers, cars, buildings, uniforms, training, plans and reports) is named, item
by item, among the sub kegiatan of "Penunjang Urusan Pemerintahan Daerah", and stands under no other program. Programs
of an urusan were cut anew in 2019: none of them is certain, so none is here. Their bidang urusan is: it went on under
another number, and mostly under another name (PP 38/2007 and UU 23/2014).
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

_SAME = "urusan yang sama, kini bernama lain"
_PART = "kini bagian dari urusan ini"
BIDANG_BRIDGE: tuple[Bridge, ...] = (
    Bridge("Pekerjaan Umum", "1.03", _PART),
    Bridge("Penataan Ruang", "1.03", _PART),
    Bridge("Perumahan", "1.04", _PART),
    Bridge("Perumahan Rakyat", "1.04", _PART),
    Bridge("Perencanaan Pembangunan", "5.01", "kini fungsi penunjang"),
    Bridge("Kependudukan dan Catatan Sipil", "2.12", _SAME),
    Bridge("Pemberdayaan Perempuan", "2.08", _PART),
    Bridge("Keluarga Berencana dan Keluarga Sejahtera", "2.14", _PART),
    Bridge("Ketenagakerjaan", "2.07", _SAME),
    Bridge("Koperasi dan Usaha Kecil Menengah", "2.17", _SAME),
    Bridge("Koperasi dan Usaha Kecil dan Menengah", "2.17", _SAME),
    Bridge("Kepemudaan dan Olah Raga", "2.19", _SAME),
    Bridge("Pemuda dan Olahraga", "2.19", _SAME),
    Bridge("Pemuda dan Olah Raga", "2.19", _SAME),
    Bridge("Kesatuan Bangsa dan Politik Dalam Negeri", "8.01", "kini unsur pemerintahan umum"),
    Bridge("Ketahanan Pangan", "2.09", _SAME),
    Bridge("Industri", "3.31", _SAME),
    Bridge("Ketransmigrasian", "3.32", _SAME),
)
"""Bidang urusan of Permendagri 13/2006 (annex A.I; names of PP 38/2007) that have another name today.

"Otonomi Daerah, Pemerintahan Umum, Administrasi Keuangan Daerah, Perangkat Daerah, Kepegawaian, dan Persandian" has
none: it became the functions of seven kinds of offices.
"""
