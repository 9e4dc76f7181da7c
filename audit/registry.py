"""The list of checks: what each compares, how strictly, on what authority, with an example.

Documentation, interface and audit read the same list, so that a check cannot exist without its explanation.
"""

from __future__ import annotations

from dataclasses import dataclass

from audit.document import Rule, per_table
from audit.narrative import narasi
from audit.rules.code_form import induk_salah, kode_format
from audit.rules.codes import kewenangan, kode_ganda, kode_nama, kode_tak_dikenal
from audit.rules.completeness import induk_kosong, kolom_kosong, pagu_tanpa_target, target_tanpa_pagu
from audit.rules.cross_table import antar_tabel
from audit.rules.evaluation import rumus, satuan_campur
from audit.rules.headings import program_antarbab, tahun_judul
from audit.rules.naming import indikator_lain, nama_kiri_kanan
from audit.rules.realisation import persen, realisasi_lebih, sisa
from audit.rules.required import tabel_wajib
from audit.rules.sums import jumlah_anak, jumlah_total
from audit.rules.weighted import tertimbang
from audit.rules.weights import bobot
from audit.rules.years import jumlah_tahun
from records.findings import Cek


@dataclass(frozen=True, slots=True)
class Check:
    """One check. ``aturan``, ``toleransi``, ``dasar`` and ``contoh`` are Indonesian sentences for the user.

    ``run`` is None where no rule over one document gives it: `antar_dokumen` needs several (``audit.across``), and
    `pembacaan` is what the other checks report in place of a column that fails throughout.
    """

    cek: Cek
    judul: str
    aturan: str
    toleransi: str
    dasar: str
    contoh: str
    run: Rule | None


CHECKS: tuple[Check, ...] = (
    Check(
        Cek.JUMLAH_ANAK,
        "Jumlah rincian sama dengan induknya",
        "Untuk setiap kolom uang, jumlah baris tingkat berikutnya di bawah suatu baris sama dengan nilai baris itu; "
        "sel kosong dihitung nol dan induk yang tidak satu pun rinciannya terisi tidak diperiksa.",
        "0 rupiah",
        "Permendagri 86/2017 (formulir T-C.27, T-C.31, T-C.33); Permendagri 10/2018 tentang reviu dokumen rencana",
        "Kegiatan tertulis Rp72.329.500,00 padahal sub kegiatannya berjumlah Rp74.064.500,00.",
        per_table(jumlah_anak),
    ),
    Check(
        Cek.JUMLAH_TOTAL,
        "Jumlah tingkat teratas sama dengan baris JUMLAH",
        "Jumlah baris tingkat tertinggi yang memuat ukuran itu sama dengan baris JUMLAH atau TOTAL yang tercetak.",
        "0 rupiah",
        "Permendagri 86/2017 (formulir T-C.27, T-C.33); Permenpan RB 53/2014 (perjanjian kinerja)",
        "TOTAL tertulis Rp191.699.670,00 padahal kegiatannya berjumlah Rp143.468.270,00.",
        per_table(jumlah_total),
    ),
    Check(
        Cek.JUMLAH_TAHUN,
        "Jumlah tahun sama dengan pagu akhir periode",
        "Pada Renstra, jumlah pagu semua tahun sama dengan pagu akhir periode pada baris yang sama.",
        "0 rupiah",
        "Permendagri 86/2017 (formulir T-C.27, kolom kondisi kinerja pada akhir periode)",
        "Akhir periode tertulis Rp400.000.000,00 padahal tahun-tahunnya berjumlah Rp40.000.000,00.",
        per_table(jumlah_tahun),
    ),
    Check(
        Cek.PERSEN,
        "Persentase realisasi sama dengan realisasi dibagi pagu",
        "Persentase yang tercetak sama dengan realisasi dibagi pagu pada baris yang sama; pagu nol tidak diperiksa.",
        "pembulatan pada angka desimal terakhir yang tercetak, atau pemotongan bila kolomnya memang memotong",
        "Permenpan RB 53/2014 (LKjIP, realisasi anggaran); Permendagri 86/2017 (formulir T-C.29)",
        "Tertulis 98,77% padahal realisasi dibagi pagu adalah 99,33%.",
        per_table(persen),
    ),
    Check(
        Cek.SISA,
        "Sisa sama dengan pagu dikurangi realisasi",
        "Sisa yang tercetak sama dengan pagu dikurangi realisasi pada baris yang sama.",
        "0 rupiah",
        "Permenpan RB 53/2014 (LKjIP, realisasi anggaran)",
        "Sisa tertulis Rp13.701.339,00 padahal pagu dikurangi realisasi adalah Rp13.701.139,00.",
        per_table(sisa),
    ),
    Check(
        Cek.REALISASI_LEBIH,
        "Realisasi tidak melampaui pagu",
        "Realisasi pada suatu baris tidak lebih besar daripada pagunya.",
        "0 rupiah",
        "PP 12/2019 tentang Pengelolaan Keuangan Daerah (pengeluaran tidak boleh melebihi anggaran yang tersedia)",
        "Realisasi Rp43.685.000,00 melampaui pagu Rp43.036.000,00.",
        per_table(realisasi_lebih),
    ),
    Check(
        Cek.BOBOT,
        "Bobot sama dengan bagian pagu terhadap jumlah pagu",
        "Bobot suatu baris adalah pagunya dibagi jumlah pagu, dan bobot tingkat teratas berjumlah seperti tercetak.",
        "satu satuan desimal terakhir, ditambah setengah satuan untuk setiap rincian yang dijumlahkan",
        "Permendagri 86/2017; bentuk laporan realisasi fisik dan keuangan perangkat daerah",
        "Bobot tertulis 3,61% padahal pagunya 1,36% dari jumlah pagu.",
        per_table(bobot),
    ),
    Check(
        Cek.ANTAR_TABEL,
        "Nilai yang sama pada dua tabel tidak berbeda",
        "Nilai suatu kode untuk ukuran dan tahun yang sama tidak berbeda antara dua tabel dalam satu dokumen.",
        "0 rupiah; bila sebagian besar berbeda, dilaporkan satu kali saja",
        "Permendagri 10/2018 tentang reviu dokumen rencana (keselarasan antarbab)",
        "Pagu kegiatan tertulis Rp12.390.000,00 pada Tabel 4.1 dan Rp6.000.000,00 pada Tabel 3.2.",
        antar_tabel,
    ),
    Check(
        Cek.KODE_NAMA,
        "Kode dan nama menunjuk hal yang sama",
        "Kode yang tercetak adalah kode resmi dari nama yang tercetak di sebelahnya.",
        "kode harus lengkap; perbedaan penulisan nama dan titik tidak dihitung",
        "Kepmendagri 050-5889/2021 beserta perubahannya",
        "Kode 1.06.01.2.06 tercetak untuk Program Penanganan Bencana yang berkode 1.06.06.",
        per_table(kode_nama),
    ),
    Check(
        Cek.KODE_GANDA,
        "Satu kode untuk satu nama",
        "Dalam satu induk, satu kode tidak dipakai untuk dua nama yang berlainan.",
        "nama yang hanya berbeda ejaan dianggap sama",
        "Kepmendagri 050-5889/2021 beserta perubahannya",
        "Kode 04 2.01 01 dipakai untuk Penyediaan Permakanan dan Penyediaan Sandang.",
        per_table(kode_ganda),
    ),
    Check(
        Cek.KODE_TAK_DIKENAL,
        "Kode ada dalam nomenklatur",
        "Program, kegiatan, dan sub kegiatan berkode lengkap terdapat dalam nomenklatur; dokumen sebelum 2021 "
        "tidak diperiksa.",
        "kode atau nama yang cocok sudah cukup",
        "Kepmendagri 050-5889/2021 beserta perubahannya",
        "Kegiatan 1.06.04.2.77 tidak ditemukan dalam nomenklatur resmi.",
        kode_tak_dikenal,
    ),
    Check(
        Cek.KEWENANGAN,
        "Kewenangan kegiatan sesuai tingkat daerah",
        "Angka kewenangan kegiatan adalah 1 untuk provinsi dan 2 untuk kabupaten/kota; angka 3 sampai 8 milik daerah "
        "dengan otonomi khusus dan tidak diperiksa.",
        "tidak ada",
        "UU 23/2014 (pembagian urusan); Permendagri 90/2019 (susunan kode)",
        "Kode 1.06.04.1.01 tercetak dalam Renja kabupaten.",
        kewenangan,
    ),
    Check(
        Cek.NARASI,
        "Angka dalam kalimat sama dengan tabelnya",
        "Jumlah uang dan persentase dalam kalimat sama dengan angka pada tabel atau baris yang disebut kalimat itu, "
        "dengan terbilangnya, dan dengan angka lain dalam kalimat yang sama.",
        "0 rupiah; angka dalam juta atau miliar menurut pembulatannya; persentase menurut pembulatan tercetak",
        "Permendagri 10/2018 (keselarasan narasi dan tabel); Permenpan RB 53/2014",
        "Kalimat menyebut pagu Rp4.876.245.268,00 padahal baris jumlah tabelnya Rp4.867.159.269,00.",
        narasi,
    ),
    Check(
        Cek.ANTAR_DOKUMEN,
        "Pagu sejalan antardokumen",
        "Untuk perangkat daerah dan kode yang sama: prakiraan maju Renja n dengan pagu Renja n+1, pagu tahun n pada "
        "Renstra dengan Renja n, pagu Renja dengan LKjIP, dan Renja murni dengan perubahan.",
        "perubahan antartahap sah dan dilaporkan sebagai info",
        "Permendagri 86/2017 (kesinambungan Renstra dan Renja); Permenpan RB 53/2014",
        "Prakiraan maju Renja 2024 Rp296.000.000,00; pagu Renja 2025 Rp181.000.000,00.",
        None,
    ),
    Check(
        Cek.TERTIMBANG,
        "Nilai tertimbang sama dengan bobot dikalikan persentase",
        "Nilai tertimbang adalah bobot dikalikan persentase fisik atau keuangan, dibagi seratus.",
        "0,01",
        "bentuk laporan realisasi fisik dan keuangan perangkat daerah",
        "Tertimbang keuangan tertulis 100,00% padahal bobot dikalikan persentasenya 98,46%.",
        per_table(tertimbang),
    ),
    Check(
        Cek.RUMUS,
        "Rumus formulir T-C.29",
        "Kolom 8 = 7/6, kolom 10 = 5+7+9, kolom 11 = 10/4.",
        "pembulatan atau pemotongan pada angka desimal terakhir; persentase, indeks, dan skor tidak dijumlahkan",
        "Permendagri 86/2017 (formulir T-C.29)",
        "Capaian tertulis 147% padahal realisasi dibagi target adalah 67,86% (pembagian terbalik).",
        per_table(rumus),
    ),
    Check(
        Cek.SATUAN_CAMPUR,
        "Yang dijumlahkan bersatuan sama",
        "Kolom 10 formulir T-C.29 hanya menjumlahkan kolom 5, 7, dan 9 yang bersatuan sama.",
        "tidak ada",
        "Permendagri 86/2017 (formulir T-C.29)",
        "26 orang + 312 orang/bulan dijumlahkan menjadi 363.",
        per_table(satuan_campur),
    ),
    Check(
        Cek.INDUK_KOSONG,
        "Induk yang rinciannya berisi tidak kosong",
        "Program atau kegiatan yang rinciannya bernilai uang juga memuat jumlahnya, bila induk lain mengisinya.",
        "tidak ada",
        "Permendagri 86/2017 (formulir T-C.33)",
        "Pagu kegiatan kosong padahal sub kegiatannya berjumlah Rp99.836.740,00.",
        per_table(induk_kosong),
    ),
    Check(
        Cek.TARGET_TANPA_PAGU,
        "Target disertai pagu",
        "Sub kegiatan dengan target di atas nol tidak berpagu nol.",
        "tidak ada; hanya nol yang tercetak",
        "Permendagri 86/2017 (formulir T-C.33); Permendagri 10/2018",
        "Target 2 unit dengan pagu Rp0,00.",
        per_table(target_tanpa_pagu),
    ),
    Check(
        Cek.PAGU_TANPA_TARGET,
        "Pagu disertai target",
        "Sub kegiatan berpagu tidak bertarget nol.",
        "tidak ada; hanya nol yang tercetak",
        "Permendagri 86/2017 (formulir T-C.33); Permendagri 10/2018",
        "Pagu Rp30.000.000,00 dengan target 0 dokumen.",
        per_table(pagu_tanpa_target),
    ),
    Check(
        Cek.KOLOM_KOSONG,
        "Kolom wajib terisi",
        "Kolom target, pagu, prakiraan maju, indikator, lokasi, dan sumber dana yang tercetak tidak kosong seluruhnya.",
        "tabel dengan kurang dari lima baris tidak diperiksa",
        "Permendagri 86/2017 (formulir T-C.33); Permendagri 10/2018",
        "Kolom prakiraan maju 2025 tidak diisi pada satu baris pun.",
        per_table(kolom_kosong),
    ),
    Check(
        Cek.TAHUN_JUDUL,
        "Tahun pada judul sesuai tahun dokumen",
        "Judul kolom dan judul tabel rencana menyebut tahun dokumen, prakiraan maju tahun sesudahnya.",
        "tahun dokumen dan tahun sesudahnya diterima",
        "Permendagri 86/2017 (formulir T-C.33)",
        'Kolom "Prakiraan Maju Rencana Tahun 2023" dalam Renja 2024.',
        tahun_judul,
    ),
    Check(
        Cek.PROGRAM_ANTARBAB,
        "Program Bab III sama dengan Bab IV",
        "Program dalam daftar program sama dengan program dalam tabel rencana dan pendanaan.",
        "tidak ada",
        "Permendagri 10/2018 (keselarasan antarbab)",
        "Program 1.06.03 tercantum pada Tabel 3.1 tetapi tidak ada pada Tabel 4.1.",
        program_antarbab,
    ),
    Check(
        Cek.TABEL_WAJIB,
        "Tabel wajib tersedia",
        "Renja memuat formulir T-C.29 sampai T-C.33, Renstra T-C.27 dan T-C.28, LKjIP perjanjian kinerja, pengukuran "
        "kinerja, dan realisasi anggaran.",
        "dilaporkan satu kali; tabel yang judulnya tercetak tidak disebut, walau isinya tidak terbaca",
        "Permendagri 86/2017; Permenpan RB 53/2014",
        "Renja tanpa tabel usulan masyarakat (T-C.32).",
        tabel_wajib,
    ),
    Check(
        Cek.KODE_FORMAT,
        "Kode ditulis dalam bentuk resmi",
        "Kode tidak memuat nol sisipan atau ekor nol di luar bentuk resminya; angkanya selain itu adalah kode resmi.",
        "cara penulisan yang dipakai sedikitnya separuh baris setingkat diterima",
        "Permendagri 90/2019 (susunan kode); Kepmendagri 050-5889/2021 beserta perubahannya",
        "Kode 2.013.04 tercetak untuk program berkode 2.13.04.",
        per_table(kode_format),
    ),
    Check(
        Cek.INDUK_SALAH,
        "Rincian tercetak di bawah induknya",
        "Kode resmi kegiatan dan sub kegiatan berawal dengan kode program atau kegiatan tempatnya tercetak.",
        "hanya bila nama dan kode keduanya pasti; program penunjang (01) diterima di bawah bidang urusan mana pun",
        "Permendagri 90/2019 (susunan kode); Kepmendagri 050-5889/2021 beserta perubahannya",
        "Kegiatan berkode 1.06.02.2.03 tercetak di bawah program 1.06.05.",
        per_table(induk_salah),
    ),
    Check(
        Cek.NAMA_KIRI_KANAN,
        "Kedua sisi formulir T-C.31 menyebut hal yang sama",
        "Program, kegiatan, atau sub kegiatan pada sisi hasil analisis kebutuhan sama dengan yang pada sisi rancangan "
        "awal RKPD di baris yang sama.",
        "hanya nama baris lain yang dihitung; ejaan, singkatan, hal baru, dan sisi kosong tidak",
        "Permendagri 86/2017 (formulir T-C.31)",
        "Sisi kiri Rehabilitasi Sosial PMKS Lainnya, sisi kanan Rehabilitasi Sosial Dasar Penyandang Disabilitas.",
        per_table(nama_kiri_kanan),
    ),
    Check(
        Cek.INDIKATOR_LAIN,
        "Indikator milik barisnya sendiri",
        "Indikator suatu baris bukan indikator baris lain setingkat, yang nama dan indikatornya memuat kata yang sama.",
        "indikator yang sekata dengan nama baris atau induknya, atau dipakai baris bersebelahan, tidak dihitung",
        "Permendagri 86/2017 (formulir T-C.31, T-C.33); Permendagri 10/2018",
        "Indikator jumlah komponen instalasi listrik tercetak untuk Penyediaan Gaji dan Tunjangan ASN.",
        per_table(indikator_lain),
    ),
    Check(
        Cek.PEMBACAAN,
        "Kolom yang sebagian besar tidak cocok",
        "Bila lebih dari separuh pemeriksaan atas satu kolom gagal, yang dilaporkan adalah dugaan salah baca, "
        "bukan deretan tuduhan.",
        "sedikitnya lima kegagalan dan lebih dari separuh",
        "pertimbangan kehati-hatian pemeriksaan",
        "12 dari 14 pemeriksaan jumlah_anak atas pagu tidak cocok.",
        None,
    ),
)
