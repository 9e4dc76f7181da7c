"""What each rule of the number reader means, said to people: Indonesian first, English beside it."""

from __future__ import annotations

RULES: dict[str, tuple[str, str]] = {
    "bulat": ("angka tanpa tanda pemisah", "digits without separators"),
    "ribuan": ("semua kelompok tiga angka: tanda itu pemisah ribuan", "all groups have three digits: thousands"),
    "ribuan_desimal": (
        "dua tanda: yang terakhir memulai desimal, yang lain pemisah ribuan",
        "two marks: the last one begins the decimals, the other groups thousands",
    ),
    "ribuan_campur": (
        "dua tanda berbeda, semuanya diikuti tiga angka: keduanya pemisah ribuan",
        "both marks are followed by three digits: both group thousands",
    ),
    "desimal": ("satu tanda diikuti satu atau dua angka: desimal", "one mark before one or two digits: decimals"),
    "desimal_tanda_sama": (
        "tanda yang sama memisah ribuan dan memulai desimal di akhir",
        "the same mark groups thousands and begins the decimals at the end",
    ),
    "pemisah_hilang": ("satu pemisah ribuan rupanya hilang", "a group separator is missing"),
    "pemisah_rusak": ("kelompok angkanya rusak, dibaca sebagai satu bilangan", "damaged groups, read as one number"),
    "angka_terpotong": (
        "kolomnya mencetak rupiah utuh: dua angka di belakang tanda terakhir adalah ribuan yang terpotong",
        "the column prints whole amounts: two digits behind the last mark are a group that lost one",
    ),
    "bukti_hitung": ("perhitungan hanya cocok dengan bacaan ini", "arithmetic agrees with this reading only"),
    "uang_ribuan": (
        "uang: tiga angka di belakang tanda adalah ribuan",
        "money: three digits after the mark are a group",
    ),
    "benda_ribuan": (
        "benda terhitung tidak pecahan: tiga angka di belakang tanda adalah ribuan",
        "counted things have no fractions: three digits are a group",
    ),
    "persen_desimal": ("persen: tiga angka di belakang tanda adalah desimal", "percent: three digits are decimals"),
    "nilai_desimal": ("nilai atau indeks: tanda itu memulai desimal", "a score: the mark begins the decimals"),
    "saudara": ("menurut sel lain pada kolom yang sama", "as the other cells of the column show"),
    "gaya_tabel": ("menurut tanda yang dipakai nilai uang tabelnya", "by the mark that the table's amounts use"),
    "gaya_kolom": ("menurut tanda yang dipakai kolomnya", "by the mark that the column uses"),
    "kebiasaan": ("titik menurut ejaan Indonesia memisah ribuan", "Indonesian spelling groups with a dot"),
    "tak_tentu": (
        "bisa ribuan, bisa desimal, dan tidak ada bukti yang memutuskan: nilai dikosongkan",
        "thousands or decimals, and no evidence decides: left without a value",
    ),
    "sambung": (
        "potongan angka yang terpisah disambung sehingga kelompoknya sah",
        "pieces cut by a narrow cell joined into valid groups",
    ),
    "skala_kata": ("dikalikan menurut kata skalanya (ribu, juta, miliar)", "scaled by its word (thousand, million)"),
    "skala_judul": ("dikalikan menurut skala pada judul kolom", "scaled by the column's header"),
    "nama_beda": (
        "di sebelah nama yang lain daripada nama barisnya: butir mana yang dimaksud tidak diketahui, diragukan",
        "beside another name than the row's: which item is meant is not known, doubtful",
    ),
    "baca_beda": (
        "kolom lain pada baris ini mencetak teks yang sama dan membacanya lain: diragukan",
        "another column of the row prints the same text and reads it otherwise: doubtful",
    ),
    "skala_baris": (
        "dikalikan skala judul kolom: kolom di sebelahnya mencetak jumlah yang sama dalam rupiah utuh",
        "scaled by the header: the column beside it prints the same amount in whole rupiah",
    ),
    "skala_ragu": (
        "judul kolom menyebut ribuan, isinya rupiah utuh; baris ini mungkin memang ribuan: diragukan",
        "the header says thousands, its amounts are whole rupiah; this row may be in thousands: doubtful",
    ),
    "skala_tabel": ("dikalikan menurut skala pada judul tabel", "scaled by the table's caption"),
    "bagian_satu": (
        "kolomnya mencetak bagian dari satu (0,98 untuk 98 persen): ditulis apa adanya, sebagai persen diragukan",
        "the column prints parts of one (0.98 for 98 percent): kept as printed, doubtful as a percentage",
    ),
    "selebihnya": (
        "sel ini memuat lebih banyak angka daripada yang dibaca: selebihnya hanya ada dalam teks sel; diragukan",
        "the cell prints more numbers than are read: the others stand in its text alone; doubtful",
    ),
    "persen_janggal": ("persen di atas 1000: dibaca apa adanya, diragukan", "a percentage above 1000: doubtful"),
    "strip_nol": ("tanda hubung, dan perhitungan meminta nol", "a dash where arithmetic asks for zero"),
    "ocr": ("huruf hasil pindaian dikembalikan menjadi angka", "letters of a scan turned back into digits"),
    "ilmiah": (
        "bentuk singkat lembar kerja (1,2E+09) ditulis lengkap; angka terakhirnya mungkin dibulatkan",
        "a spreadsheet's short form (1.2E+09) written out; its last digits may be rounded off",
    ),
    "per": (
        "dihitung per seribu atau lebih, yang menjadi satuannya",
        "counted per thousand or more, which is its unit",
    ),
    "strip_sel": (
        "tanda hubung sel kosong terbaca bersama angkanya: bukan tanda minus, dan diragukan",
        "dashes of empty cells stand beside the amount: no minus sign, and doubtful",
    ),
    "beberapa": (
        "beberapa jumlah uang dalam satu sel: mana yang dimaksud tidak diketahui, diragukan",
        "several amounts in one cell: which one is meant is not known, doubtful",
    ),
    "pecahan": (
        "tampaknya hanya potongan dari sebuah bilangan: dibaca apa adanya, diragukan",
        "looks like a piece of a number: read as it stands, doubtful",
    ),
    "tanda_ganda": ("tanda yang tercetak dua kali dibaca sekali", "a mark that is printed twice is read once"),
    "tulisan": ("tulisan, bukan bilangan", "text, no number"),
    "bukan_angka": (
        "bukan nilai: kode, nomor, tanggal",
        "no value: a code, a date, a number plate",
    ),
    "kosong": ("kosong atau tanda hubung: tidak ada nilai (bukan nol)", "empty or a dash: no value (not zero)"),
}


def explain_rule(rule: str) -> tuple[str, str]:
    """What a rule says, in Indonesian and English; the rule's own name where it has no sentence.

    >>> explain_rule("bulat")
    ('angka tanpa tanda pemisah', 'digits without separators')
    """
    return RULES.get(rule, (rule, rule))
