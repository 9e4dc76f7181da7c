"""The columns of the seven tables: name, type, whether null may stand there, and what they mean.

Imports nothing, so that ``renja schema`` answers at once. Types are written as in the contract; ``output.schema``
turns them into Arrow types.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ColumnDoc:
    """A column of the contract. ``nullable``: null means "not printed" or "not known", never zero."""

    name: str
    type: str
    nullable: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class TableDoc:
    """A table of the contract: one row is ``unit``; ``key`` identifies it (empty where nothing does)."""

    name: str
    unit: str
    key: tuple[str, ...]
    year_key: str
    columns: tuple[ColumnDoc, ...]


def _columns(text: str) -> tuple[ColumnDoc, ...]:
    """Columns from lines ``name | type | meaning``; a type that ends in ? may be null."""
    columns = []
    for line in text.strip().splitlines():
        name, kind, meaning = (part.strip() for part in line.split("|", 2))
        columns.append(ColumnDoc(name, kind.removesuffix("?"), kind.endswith("?"), meaning))
    return tuple(columns)


_PLACE = """
halaman | int32 | page, from 1
x0 | float32 | left, in points of the page as displayed, origin at the top left
y0 | float32 | top
x1 | float32 | right
y1 | float32 | bottom
"""

_DOKUMEN = """
doc_id | string | first 16 hex digits of the file's SHA-256
sha256 | string | SHA-256 of the file
berkas | string | path or URI as given
jenis_dokumen | string | renja, renstra, lkjip, lainnya
tahap | string? | rancangan, murni, perubahan
tahun | int16? | planning or report year; for a Renstra its first year
tahun_akhir | int16? | for a Renstra its last year, else the same as tahun
tingkat | string? | provinsi, kabupaten, kota
kode_provinsi | string? | Kemendagri code PP
provinsi | string? | official name
kode_kabkota | string? | Kemendagri code PP.KK
kabkota | string? | official name with Kabupaten or Kota in front
perangkat_daerah | string? | the office, e.g. Dinas Sosial
jumlah_halaman | int32 | pages
halaman_pindai | int32 | pages without a usable text layer
status | string | ok, sebagian (some pages failed, or amounts printed in tables have no meaning: pesan says which), \
gagal
cakupan | struct<tercetak int32, tabel int32, bermakna int32, ragu int32, anggaran int32> | amounts: printed in all; \
printed in tables; in nilai with certain meaning; in nilai in doubt; that feed anggaran
pesan | list<string> | what went wrong, in words a user can act on
versi | string | version of this software
versi_skema | int16 | version of this contract
waktu_ingest | timestamp(UTC) | when the document was read
wilayah_tercetak | list<string> | the region's phrases as printed, the most trustworthy first
edisi | string? | edition of the nomenclature that the text cites, e.g. 050-5889/2021
identitas | list<string> | what people or a metadata file say that the document is, one line a field, with who and \
when; these fields are not what was read
pembuat | string? | the program that the file says it was made by
"""

_TABEL = """
tabel_id | string | <doc_id>-tNNN
doc_id | string | the document
nomor | string? | as printed after "Tabel"
judul | string? | caption as printed, one line
jenis_tabel | string | kind of table: evaluasi_renja (T-C.29), kinerja_pelayanan (T-C.30), review_rkpd (T-C.31), \
usulan_masyarakat (T-C.32), rencana_pendanaan (T-C.33), pendanaan_renstra (T-C.27), realisasi_anggaran, \
perjanjian_kinerja, pengukuran_kinerja, indikator_kinerja, daftar_kode, lainnya
halaman | list<int32> | pages that it stands on
jumlah_baris | int32 | rows of the joined grid, header rows included
jumlah_kolom | int32 | columns of the joined grid
mesin | string | the engine that read it; of scanned pages also what read their letters (`ruled+rapidocr`)
keyakinan | double | confidence in the grid, 0..1
keyakinan_kolom | double | confidence in the columns' meaning, 0..1: that of the least sure column that has one
cakupan | struct<tercetak int32, bermakna int32, ragu int32, anggaran int32> | amounts of it: printed; in nilai with \
certain meaning; in nilai in doubt; that feed anggaran
alasan | string? | why amounts of it have no meaning or do not feed anggaran; null where all have and do
resep | string? | the recipe that was applied
kolom | list<struct<indeks int32, judul string, peran string?, konteks string?, tahun int16?, rincian string?, \
keyakinan double>> | what each column means
baris_kepala | int32 | header rows of the joined grid
baris_nomor | int32? | the row of column numbers, from 0
tingkat_kolom | list<string> | for each of kolom the levels that a name column holds, joined by ","; empty where none
teks_di_atas | list<string> | the lines of text that stand above the table, top to bottom
kolom_tahun_lain | list<int32> | columns whose header prints another year on a later page than on the first
"""

_SEL = (
    """
tabel_id | string | the table
doc_id | string | the document
baris | int32 | row in the joined grid, from 0
kolom | int32 | column in the joined grid, from 0
rentang_baris | int32 | rows that the cell covers
rentang_kolom | int32 | columns that the cell covers
teks | string | text as printed, lines parted by a line feed
"""
    + _PLACE.strip()
    + """
tebal | bool | printed bold
kepala | bool | header cell
keyakinan | float32? | confidence of character recognition, 0..1; null where the text stood in the file
"""
)

_BARIS = (
    """
baris_id | string | <tabel_id>-bNNNN
tabel_id | string | the table
doc_id | string | the document
urutan | int32 | order in the table
tingkat_baris | string | urusan, bidang_urusan, program, kegiatan, sub_kegiatan, perangkat_daerah, tujuan, sasaran, \
akun (a row of accounts: kode rekening), jumlah, lainnya
perangkat_daerah | string? | the office of the row, from sections, columns and headings, else the document's
induk_id | string? | the parent row's baris_id
lanjutan_id | string? | baris_id of the item whose further indicator line this row is
kode_asli | string? | code as printed
kode | string? | official code of what is named, e.g. 1.06.04.2.01.0003; null where it cannot be known
nama | string | name as printed, line breaks joined
nama_baku | string? | official name
cocok_metode | string | how the official item was found: kode, nama, kode+nama, tidak
cocok_skor | double | how sure that is, 0..1
indikator | string? | indicator as printed
"""
    + _PLACE.strip()
    + """
lokasi | string? | place as printed
sumber_dana | string? | source of funds as printed
cocok_alasan | string? | why this official item, in words
edisi | string? | edition of the nomenclature that kode is taken from; 13/2006 where the item is of the one before \
Permendagri 90/2019, so that kode is null
perbaikan | string? | what kode and nama were repaired by, joined by ";": kode_huruf (letters read as digits), \
kode_pisah (broken or repeated parts put right), kode_induk (parts from the rows above or the office's bidang), \
kode_kewenangan (the document's own), kode_nama (the name overrules the printed code), nama_dokumen and nama_baku \
(a misread name after another table or the nomenclature), koreksi:<id> (a person decided)
baris_kisi | int32 | row of the grid (sel.baris) where it starts
cocok_lain | string? | the official code that came second, where it came close
bidang_urusan | string? | code of the bidang urusan that a program, kegiatan or sub_kegiatan belongs to, e.g. 1.06: by \
its kode, else by a row above it, else by its office, where that has one alone; also where kode is null
"""
)

_NILAI = (
    """
baris_id | string | the row
tabel_id | string | the table
doc_id | string | the document
ukuran | string | pagu, prakiraan_maju, realisasi, sisa, bobot, fisik, tertimbang, persen_realisasi, target, capaian, \
selisih (bertambah/berkurang), volume, harga_satuan, saldo
konteks | string? | rancangan_awal, hasil_analisis, renstra, renja, perkiraan, akhir_renstra, fisik, keuangan, \
triwulan_1 to triwulan_4 (triwulan_1, triwulan_2, triwulan_3, triwulan_4), semester_1, semester_2, sebelum (of a \
perubahan; what stands after it has none)
tahun | int16? | the value's year
teks | string | as printed
nilai | decimal128(24,4)? | the number meant; null where what is printed is not a number
satuan | string? | rupiah, persen, else the printed unit in lower case
"""
    + _PLACE.strip()
    + """
keyakinan | float32 | confidence in the number, 0..1
perbaikan | string? | rule or evidence that decided where the text alone did not; koreksi:<id> where a person did, \
resep:<name> where a recipe did
rincian | string? | source of funds or kind of belanja where a table splits a measure by it, or the part that is \
bound by contract (`kontrak`), reckoned for that (`hps`), done by the office itself (`swakelola`); null on the total
"""
)

_TEMUAN = """
temuan_id | string | <doc_id>-f and ten hex digits; follows from check, page, row and measure, so that it stays over \
corrections and updates; -a for findings between documents
doc_id | string | the document
tabel_id | string | the table
baris_id | string? | the row; null where the finding is about the table as a whole
cek | string | jumlah_anak, jumlah_total, jumlah_tahun, persen, sisa, realisasi_lebih, bobot, antar_tabel, narasi, \
antar_dokumen, kode_nama, kode_tak_dikenal, kode_ganda, kewenangan; added: tertimbang, rumus, satuan_campur, \
induk_kosong, target_tanpa_pagu, pagu_tanpa_target, kolom_kosong, tahun_judul, program_antarbab, tabel_wajib, \
kode_format, induk_salah, nama_kiri_kanan, indikator_lain, pembacaan
keparahan | string | galat, peringatan, info
sebab | string | whose fault: dokumen, pembacaan (our reading), tak_pasti
ukuran | string? | the measure
konteks | string? | its context
tahun | int16? | its year
tertulis | decimal128(24,4)? | printed figure
dihitung | decimal128(24,4)? | computed figure
selisih | decimal128(24,4)? | tertulis - dihitung
halaman | int32 | page, from 1
penjelasan | string | one Indonesian sentence that an auditor can paste into a report
bukti | list<string> | baris_id of every row that takes part
penyebab | string? | probable cause, where the evidence supports exactly one: sel_teks, total_tempelan, geser_baris, ...
x0 | float32? | left of the sentence, or of the one of several alike cells, that it speaks of; null: its row tells
y0 | float32? | its top
x1 | float32? | its right
y1 | float32? | its bottom
keputusan | string? | what a person decided on it: diterima, ditolak, perlu_dicek (koreksi.jsonl); null where nobody did
keputusan_id | string? | id of that decision in koreksi.jsonl
rincian | string? | the slice of the measure that it is about (source of funds, kind of belanja); null: the plain one
"""

_ANGGARAN = """
doc_id | string | the document
berkas | string | path or URI as given
jenis_dokumen | string | renja, renstra, lkjip, lainnya
tahap | string? | rancangan, murni, perubahan
tahun | int16? | year of the money
tingkat | string? | provinsi, kabupaten, kota
kode_provinsi | string? | Kemendagri code PP
provinsi | string? | official name
kode_kabkota | string? | Kemendagri code PP.KK
kabkota | string? | official name with Kabupaten or Kota in front
perangkat_daerah | string? | the office of the item
tingkat_baris | string | level of the item
kode | string? | official code; null where only a weak likeness of names suggests one (see baris.cocok_skor)
nama_baku | string? | official name, with the code
nama | string | name as printed
pagu | decimal128(24,4)? | rupiah, summed over the item's indicator lines, and over sources of funds that have no total
realisasi | decimal128(24,4)? | rupiah, summed likewise
prakiraan_maju | decimal128(24,4)? | rupiah for the year after, summed likewise
persen_realisasi | decimal128(24,4)? | as printed, else realisasi / pagu x 100
indikator | string? | the first indicator line
target | decimal128(24,4)? | its target
satuan_target | string? | the target's unit
sumber_dana | string? | source of funds as printed
lokasi | string? | place as printed
realisasi_sampai | string? | triwulan_1, triwulan_2, triwulan_3, triwulan_4: up to when realisasi counts; null: \
the whole year
pagu_sebelum | decimal128(24,4)? | rupiah before a perubahan, summed likewise
baris_id | string | the item's first row
halaman | int32 | its page
dihitung | list<string> | which of the figures no one cell prints: sums over indicator lines, or over sources of funds \
or kinds of belanja where no total is printed; a percentage that was worked out
program | string? | kode, else name, of the program that the item is or stands under in the plan; null: no row above \
names one, its lines stand under several, or its own kode says another
kegiatan | string? | kode, else name, of the kegiatan that it is or stands under, likewise
bidang_urusan | string? | code of the bidang urusan that it belongs to (baris.bidang_urusan)
"""

TABLES: tuple[TableDoc, ...] = (
    TableDoc("dokumen", "a document", ("doc_id",), "tahun", _columns(_DOKUMEN)),
    TableDoc("tabel", "a logical table (pages already joined)", ("tabel_id",), "tahun", _columns(_TABEL)),
    TableDoc("sel", "a printed cell of the raw grid, header included", (), "tahun", _columns(_SEL)),
    TableDoc("baris", "a meaningful table row", ("baris_id",), "tahun", _columns(_BARIS)),
    TableDoc("nilai", "a printed number (or other value) of a row", (), "tahun_dokumen", _columns(_NILAI)),
    TableDoc("temuan", "a finding of the audit", ("temuan_id",), "tahun_dokumen", _columns(_TEMUAN)),
    TableDoc(
        "anggaran",
        "a (document, perangkat_daerah, kode or name, tahun), from the one plan that is authoritative for the office",
        (),
        "tahun_dokumen",
        _columns(_ANGGARAN),
    ),
)
