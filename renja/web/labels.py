"""The dataset's words as people read them, in both languages."""

from __future__ import annotations

from renja.web.language import say
from renja.web.text import DASH, is_missing

_WORDS: dict[str, tuple[str, str]] = {
    # kinds of documents and their stages
    "renja": ("Renja", "Renja (annual plan)"),
    "renstra": ("Renstra", "Renstra (five-year plan)"),
    "lkjip": ("LKjIP", "LKjIP (performance report)"),
    "rancangan": ("rancangan", "draft"),
    "murni": ("murni", "original"),
    "perubahan": ("perubahan", "revised"),
    # how an ingest ended
    "ok": ("terbaca", "read"),
    "sebagian": ("terbaca sebagian", "read in part"),
    "gagal": ("gagal", "failed"),
    # levels
    "urusan": ("Urusan", "Affair (urusan)"),
    "bidang_urusan": ("Bidang urusan", "Field (bidang urusan)"),
    "program": ("Program", "Programme"),
    "kegiatan": ("Kegiatan", "Activity (kegiatan)"),
    "sub_kegiatan": ("Sub kegiatan", "Sub-activity (sub kegiatan)"),
    "perangkat_daerah": ("Perangkat daerah", "Office"),
    "tujuan": ("Tujuan", "Goal"),
    "sasaran": ("Sasaran", "Objective"),
    "akun": ("Akun", "Account"),
    "jumlah": ("Jumlah", "Total"),
    "lainnya": ("Lainnya", "Other"),
    # measures
    "pagu": ("Pagu", "Budget (pagu)"),
    "realisasi": ("Realisasi", "Spent (realisasi)"),
    "prakiraan_maju": ("Prakiraan maju", "Forward estimate"),
    "sisa": ("Sisa", "Remainder"),
    "bobot": ("Bobot", "Weight"),
    "fisik": ("Fisik", "Physical progress"),
    "tertimbang": ("Tertimbang", "Weighted"),
    "persen_realisasi": ("% realisasi", "% spent"),
    "target": ("Target", "Target"),
    "capaian": ("Capaian", "Achievement"),
    "selisih": ("Bertambah/berkurang", "Increase or decrease"),
    "volume": ("Volume", "Quantity"),
    "harga_satuan": ("Harga satuan", "Unit price"),
    "saldo": ("Saldo", "Balance"),
    # severities and whose fault
    "galat": ("Galat", "Error"),
    "peringatan": ("Peringatan", "Warning"),
    "info": ("Info", "Info"),
    "dokumen": ("dokumen", "the document"),
    "pembacaan": ("pembacaan kami", "our reading"),
    "tak_pasti": ("tak pasti", "not certain"),
    # checks
    "jumlah_anak": ("Jumlah anak", "Sum of children"),
    "jumlah_total": ("Jumlah total", "Grand total"),
    "jumlah_tahun": ("Jumlah tahun", "Sum of years"),
    "persen": ("Persen", "Percentage"),
    "realisasi_lebih": ("Realisasi melebihi pagu", "Spent more than budget"),
    "antar_tabel": ("Antar tabel", "Between tables"),
    "narasi": ("Narasi", "Running text"),
    "antar_dokumen": ("Antar dokumen", "Between documents"),
    "kode_nama": ("Kode dan nama", "Code and name"),
    "kode_tak_dikenal": ("Kode tak dikenal", "Unknown code"),
    "kode_ganda": ("Kode ganda", "Code twice"),
    "kewenangan": ("Kewenangan", "Authority"),
    "rumus": ("Rumus", "Formula"),
    "satuan_campur": ("Satuan campur", "Mixed units"),
    "induk_kosong": ("Induk kosong", "Empty parent"),
    "target_tanpa_pagu": ("Target tanpa pagu", "Target without budget"),
    "pagu_tanpa_target": ("Pagu tanpa target", "Budget without target"),
    "kolom_kosong": ("Kolom kosong", "Empty column"),
    "tahun_judul": ("Tahun di judul", "Year in heading"),
    "program_antarbab": ("Program antarbab", "Programmes between chapters"),
    "tabel_wajib": ("Tabel wajib", "Required table"),
    "kode_format": ("Bentuk kode", "Form of a code"),
    "induk_salah": ("Induk salah", "Under another parent"),
    "nama_kiri_kanan": ("Nama kiri dan kanan", "Names left and right"),
    "indikator_lain": ("Indikator baris lain", "Indicator of another row"),
    # contexts of a measure
    "rancangan_awal": ("rancangan awal", "first draft"),
    "hasil_analisis": ("hasil analisis", "after analysis"),
    "perkiraan": ("perkiraan", "estimated"),
    "akhir_renstra": ("akhir Renstra", "end of the Renstra"),
    "keuangan": ("keuangan", "money"),
    **{f"triwulan_{n}": (f"triwulan {n}", f"quarter {n}") for n in range(1, 5)},
    **{f"semester_{n}": (f"semester {n}", f"half-year {n}") for n in (1, 2)},
    "sebelum": ("sebelum perubahan", "before the change"),
    # kinds of tables
    "evaluasi_renja": ("Evaluasi Renja", "Evaluation of the Renja"),
    "kinerja_pelayanan": ("Kinerja pelayanan", "Performance of services"),
    "review_rkpd": ("Review RKPD", "Review of the RKPD"),
    "usulan_masyarakat": ("Usulan masyarakat", "Proposals of the public"),
    "rencana_pendanaan": ("Rencana dan pendanaan", "Plan and funding"),
    "pendanaan_renstra": ("Pendanaan Renstra", "Funding of the Renstra"),
    "realisasi_anggaran": ("Realisasi anggaran", "Budget and spending"),
    "perjanjian_kinerja": ("Perjanjian kinerja", "Performance agreement"),
    "pengukuran_kinerja": ("Pengukuran kinerja", "Measurement of performance"),
    "indikator_kinerja": ("Indikator kinerja", "Performance indicators"),
    "daftar_kode": ("Daftar kode", "List of codes"),
    # probable causes
    "sel_teks": ("sel berisi teks, tidak ikut dijumlah", "a cell held as text, not added"),
    "tidak_terjumlah": ("satu baris tidak ikut dijumlah", "one row left out of the sum"),
    "terjumlah_ganda": ("satu baris dijumlah dua kali", "one row added twice"),
    "baris_hilang": ("baris hilang", "a missing row"),
    "total_tempelan": ("angka tempelan dari tempat lain", "a figure pasted from elsewhere"),
    "geser_baris": ("angka milik baris tetangga", "a neighbouring row's figure"),
    "rasio_terbalik": ("pembagian terbalik", "divided the wrong way round"),
    "skala_persen": ("rasio dicetak sebagai persen atau sebaliknya", "ratio printed as percentage or the reverse"),
    "persen_lama": ("persen dari angka lama", "percentage of old figures"),
    "kolom_tertukar": ("kolom tertukar", "columns exchanged"),
    "terpotong": ("angka terpotong", "digits cut off"),
    "ribuan": ("selisih seribu kali", "a thousandfold"),
    "angka_lebih": ("kelebihan satu angka", "one digit too many"),
    "angka_kurang": ("kekurangan satu angka", "one digit too few"),
    "angka_nol": ("nol lebih atau kurang", "a zero too many or too few"),
    "angka_tertukar": ("dua angka tertukar", "two digits exchanged"),
    "salah_ketik": ("satu angka salah ketik", "one digit wrong"),
    "pembulatan": ("setiap angka dibulatkan sendiri", "each figure rounded by itself"),
    "tingkat_terbaca": ("tingkat baris mungkin salah kami baca", "we may have read the row's level wrongly"),
    # decisions
    "diterima": ("diterima", "accepted"),
    "ditolak": ("ditolak", "rejected"),
    "perlu_dicek": ("perlu dicek", "to be checked"),
    # how an official item was found
    "kode": ("kode", "code"),
    "nama": ("nama", "name"),
    "kode+nama": ("kode dan nama", "code and name"),
    "tidak": ("tidak cocok", "no match"),
}


def label(word: object) -> str:
    """The word of the dataset for the eye; itself, without underscores, where it is not known.

    >>> label("sub_kegiatan"), label("kata_baru"), label(None)
    ('Sub kegiatan', 'kata baru', '–')
    """
    if is_missing(word):
        return DASH
    known = _WORDS.get(str(word))
    return say(*known) if known else str(word).replace("_", " ")


def stage_label(jenis: object, tahap: object) -> str:
    """Kind and stage of a document in a word.

    >>> stage_label("renja", "perubahan"), stage_label("renstra", None)
    ('Renja perubahan', 'Renstra')
    """
    kind, stage = label(jenis), label(tahap)
    return kind if is_missing(tahap) else say(f"{kind} {stage}", f"{stage} {kind}")
