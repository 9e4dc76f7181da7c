"""The words that headers are made of: each phrase with the axis of meaning that it speaks for.

One vocabulary for every form: the wordings are those of Permendagri 13/2006, 54/2010, 86/2017 and 90/2019 and of
Permenpan 53/2014, and what offices print for them. A header text is cut into the longest phrases that are known, from
left to right; Indonesian noun phrases begin with their head ("Target Capaian Kinerja" is a target), so the first kind
that a text names counts most (``candidates``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from normalize.ejaan import mended

#: Kinds of columns and the phrases that name them, written without blanks.
_KINDS: dict[str, str] = {
    "nomor": "no nomor nourut nomorurut nr",
    "kode": """kode koderekening koderek kodering norekening nomorrekening norek rekening kodeprogram kodekegiatan
        kodeurusan kdrek kdrekening""",
    "nama": """program kegiatan subkegiatan subkeg urusan bidangurusan uraian namaprogram namakegiatan namarekening
        namasubkegiatan pekerjaan namapekerjaan paket namapaket nama nomenklatur komponen rincianbelanja
        uraianbelanja jenispelayanan jenislayanan uraianrekening unsur pokokbelanja objekbelanja
        pendapatan jenispendapatan jenisbelanja ketegori pos aktivitas aktifitas kelompokbelanja detailkegiatan
        satuanpolisi satuanpolisipamongpraja judulkegiatan namaurusan rincianpenghitungan jenispekerjaan jenispaket
        namajenispekerjaan""",
    "indikator": """indikator indikatorkinerja indikatorkinerjautama iku tolokukur tolakukur ikp ikusasaran indikatorsasaran
        indikatortujuan indikatorprogram indikatorkegiatan outputkegiatan keluarankegiatan keluaran output outcome
        hasilprogram hasilkegiatan hasil masukan manfaat dampak sasarankinerja parameter tolokukurkinerja
        indikatorkinerjakegiatan indikatorkinerjaprogram outcomes outputs""",
    "satuan": "satuan sat unitsatuan",
    "lokasi": """lokasi lokasikegiatan tempat kecamatan kelurahan desa desakelurahan kabkota kabupatenkota alamat wilayah
        lokasipekerjaan propinsi provinsi kab kec kel""",
    "sumber_dana": """sumberdana sumberpendanaan sumberanggaran sumberbiaya sumberdanalainnya sumberpembiayaan
        sumberanggaranbiaya sumber""",
    "sasaran": """sasaran sasaranstrategis sasaranpembangunan sasaranpembangunandaerah sasarandaerah sasaranrenstra
        sasaranrpjmd sasaranprogram sasarankegiatan""",
    "tujuan": "tujuan tujuanstrategis misi visi",
    "kelompok_sasaran": "kelompoksasaran penerimamanfaat targetgroup kelompoksasarankegiatan penerima",
    "penanggung_jawab": """penanggungjawab unitkerja unitkerjapenanggungjawab pelaksana pengampu skpdpenanggungjawab
        opdpenanggungjawab perangkatdaerahpenanggungjawab unitpelaksana opdpelaksana pj pic pngjwb opdpngjwb skpdpngjwb instansipelaksana
        skpdpelaksana bidangpelaksana opdpengusul pengusul skpdpengusul penanggungjawabkegiatan ppk pptk bendahara
        penyedia namapenyedia penyediabarang penyediajasa rekanan namarekanan kontraktor namakontraktor
        konsultan pelaksanapekerjaan namappk namapptk pelaksanakegiatan bidang unit seksi kuasapenggunaanggaran kpa""",
    "perangkat_daerah": "perangkatdaerah skpd opd namaskpd namaopd unitorganisasi organisasi namaperangkatdaerah instansi",
    "keterangan": """keterangan ket catatan catatanpenting catatananalisis rekomendasi formula formulasi rumus definisi
        definisioperasional sumberdata analisis solusi kriteria permasalahan penanganan tindaklanjut dasarhukum arahkebijakan
        kebijakan strategi strategis jenis jeniskegiatan jeniskeg kategori kategorikegiatan status tanggal tgl waktu
        waktupelaksanaan jadwal bulan nomorkontrak nokontrak nilaikontrak kontrak spk nomorspk nilaispk akhirkontrak awalkontrak
        metode metodepengadaan pengadaan alasan penjelasan hambatan kendala faktor upaya prioritas prioritasdaerah
        prioritasnasional noreg komoditas hpskontrak hps tipe panjang lebar koordinat dokumen bukti buktidukung link
        predikat kriteriapenilaian peringkat cara caraperhitungan tipeperhitungan jabatan golongan nip pangkat fungsi
        isustrategis isu penyebab analisa rencanatindaklanjut rencanaaksi langkah umur tahundibuat kualifikasi
        cat kewenangan kw tematik tematiksektoral tematikkewilayahan mitra mitraopd mitraskpd mitrakerja
        nspk spm standarnasional targetspm targetnspk targetikk satuanpersen pertumbuhan ratarata rataratapertumbuhan
        efisiensi tingkatefisiensi ppn pajak denda addendum pemenang penawaran nilaipenawaran sisalelang dpt bast
        pho fho
        swakelola kontraktual penunjukanlangsung""",
    "pagu": """pagu paguindikatif paguanggaran anggaran plafon plafond plafonanggaran plafonanggaransementara kebutuhandana
        kebutuhananggaran biaya dana alokasi alokasianggaran alokasidana apbd apbn jumlahanggaran rencanaanggaran
        kebutuhandanapaguindikatif pendanaan pendanaanindikatif rencanakebutuhananggaran anggarankas besarananggaran
        anggaranapbd jumlahdana jumlahpagu paguvalidasi pagudefinitif paguprogram pagukegiatan jumlahbiaya usulananggaran
        rkadpa dpa rka dpaskpd rencanabiaya totalanggaran totalpagu totalbiaya pagudana nilaianggaran anggaranbelanja
        targetanggaran targetkeuangan dpppa paguindikatiftahun paguindikatifrp paguspd spd kerangkapendanaan danaindikatif
        usulanpagu kebutuhan penetapanapbd apbdpenetapan apbdinduk
        pagusubkegiatan paguindikator anggaranpendapatan apbdmurni apbdp""",
    "prakiraan_maju": "prakiraanmaju perkiraanmaju prakiraanmajurencana perkiraanmajurencana prakiraan forwardestimate",
    "realisasi": """realisasi realisasianggaran realisasikeuangan realisasikinerja realisasicapaian serapan penyerapan
        penyerapananggaran serapananggaran pencairan realisasibelanja realisasipendapatan sp2d spj realisasirenja jumlahrealisasi
        totalrealisasi realisasidana serapandana penyerapandana realisasitarget penggunaan perkiraanrealisasi
        prakiraanrealisasi pengeluaran""",
    "target": """target targetkinerja targetcapaian targetcapaiankinerja targetrenstra targetrenja targettahunan besaran
        besaranvolume targetkinerjacapaian targetakhir targetsasaran rencanakinerja rencanatarget kuantitas
        targetprogram targetkegiatan targetoutput targetoutcome rencana rencanacapaian rencanafisik targetfisik""",
    "volume": "volume vol koefisien kuantum qty frekuensi volumekegiatan volumesatuan",
    "harga_satuan": "hargasatuan harga tarif biayasatuan satuanharga hargasat",
    "capaian": """capaian capaiankinerja pencapaian pencapaiankinerja capkin datacapaian baseline kondisiawal dataawal capaianawal
        kondisieksisting datadasar capaianindikator capaianprogram kondisikinerjaawal populasi banyaknya datacapaianawal
        kinerjaawal rasiocapaian tingkatcapaian persentasecapaian persencapaian prosentasecapaian %capaian capaiantarget capaiantahun capaiankegiatan datacapaiankinerja""",
    "kondisi": "kondisi kondisikinerja kondisiakhir kondisikinerjaakhir kinerjaakhir kondisikinerjapada",
    "persen": """persen persentase prosentase presentase % pct tingkatrealisasi tingkatcapaianrealisasi rasio
        tingkatcapaianrealisasitarget tingkatancapaianrealisasi persenrealisasi persenserapan tingkat tingkatan prosen
        rasiorealisasi persentaserealisasi tingkatkemajuan persenpenyerapan
        prosentaserealisasi percentage tingkatpenyerapan %realisasi""",
    "bobot": "bobot bobotkegiatan bobotprogram",
    "fisik": "fisik realisasifisik kemajuanfisik progresfisik progressfisik capaianfisik perkembanganfisik",
    "capaianrealisasi": "capaianrealisasi",
    "keuangan": "keuangan keu progreskeuangan kemajuankeuangan",
    "tertimbang": "tertimbang ttb",
    "sisa": """sisa sisapagu sisaanggaran sisadana sisabelanja sisakontrak saldoanggaran efisiensianggaran sisalebih
        sisapagudana""",
    "saldo": "saldo saldoawal saldoakhir",
    "selisih": """selisih bertambah berkurang bertambahberkurang deviasi lebihkurang lebih kurang tambahkurang penambahan
        pengurangan gap kenaikan penurunan naikturun""",
    "proyeksi": "proyeksi prognosis prognosa prognosisrealisasi prognosarealisasi",
    "jumlah": "jumlah total jml subtotal nilai harganilai jumlahtotal jumlahkeseluruhan",
    "belanja": "belanja totalbelanja jumlahbelanja",
}
#: Words that place a column on another axis: stage, time, slice, money sign, depth of the hierarchy.
_AXES: dict[str, str] = {
    "renstra": "renstra renstraskpd renstraopd renstrapd targetrenstra rentra",
    "renja": "renja renjaskpd renjaopd renjapd targetrenja realisasirenja",
    "rkpd": "rkpd",
    "akhir": """akhir akhirperiode akhirrenstra akhirrpjmd akhirrpd kondisiakhir kondisikinerjaakhir targetakhir kinerjaakhir
        akhirtahunrenstra""",
    "awal": """baseline kondisiawal dataawal capaianawal kondisieksisting datadasar tahunawal tahundasar kinerjaawal
        awalperencanaan awalperiode kondisikinerjaawal datacapaianawal eksisting""",
    "sebelum": "sebelum semula murni induk apbdmurni penetapan penetapanapbd",
    "setelah": "setelah sesudah perubahan menjadi apbdp pergeseran revisi",
    "kiri": "rancanganawal ranwal rancanganrkpd rancanganawalrkpd rancangan",
    "kanan": "hasilanalisis hasilanalisiskebutuhan analisiskebutuhan analisakebutuhan hasilanalisakebutuhan hasilanalisa",
    "perkiraan": "perkiraan prakiraan berjalan tahunberjalan perkiraanrealisasi prakiraanrealisasi",
    "lalu": "lalu tahunlalu sebelumnya",
    "sd": "sd sampai sampaidengan hingga",
    "maju": "prakiraanmaju perkiraanmaju prakiraanmajurencana perkiraanmajurencana forwardestimate",
    "rp": "rp rupiah ribuan juta jutaan milyar miliar idr keurp rpdana",
    "persen": "% persen persentase prosentase pct prosen percentage %capaian %realisasi rasiocapaian tingkatcapaian tingkatrealisasi rasio",
    "k": "k kinerja",
    "uang": """anggaran keuangan keu pagu dana biaya belanja apbd realisasikeuangan realisasianggaran pendanaan paguanggaran
        targetanggaran targetkeuangan penyerapananggaran serapananggaran alokasianggaran""",
    "kinerja": """kinerja fisik indikator capaiankinerja targetkinerja realisasikinerja targetcapaiankinerja indikatorkinerja
        realisasifisik targetfisik rencanafisik output keluaran outcome pencapaiankinerja""",
    "fisik": "fisik realisasifisik kemajuanfisik progresfisik progressfisik rencanafisik targetfisik capaianfisik perkembanganfisik",
    "rencana": "rencana rencanafisik targetfisik rencanakinerja target targetkeuangan",
    "jumlah": "jumlah total jml jumlahtotal jumlahkeseluruhan totalanggaran jumlahanggaran totalbiaya totalpagu",
    "urusan": "urusan namaurusan",
    "bidang_urusan": "bidangurusan",
    "program": "program namaprogram",
    "kegiatan": "kegiatan namakegiatan",
    "sub_kegiatan": "subkegiatan subkeg namasubkegiatan",
    "abaikan": """pertumbuhan rataratapertumbuhan efisiensi tingkatefisiensi nspk spm standarnasional targetspm targetnspk
        targetikk kontrak nilaikontrak nomorkontrak spk nilaispk hps penawaran nilaipenawaran denda prioritas ikk ppn pajak
        bast pho fho swakelola kontraktual penunjukanlangsung""",
}
#: Slices of a measure: sources of funds and kinds of belanja (contract, column ``rincian``).
_SLICES: dict[str, str] = {
    "apbd kabupaten/kota": "apbdkab apbdkabkota apbdkabupaten apbdkota apbdii apbdkabupatenkota kabkota kabupatenkota kab kota",
    "apbd provinsi": "apbdprov apbdprovinsi apbdi apbdpropinsi provinsi prov propinsi bankeuprov bantuanprovinsi",
    "apbd": "apbd",
    "apbn": "apbn danapusat pusat",
    "phln": "phln phln pln hibahluarnegeri loan apbnphln",
    "dau": "dau",
    "dak": "dak",
    "dak fisik": "dakfisik",
    "dak non fisik": "daknonfisik",
    "did": "did",
    "dbh": "dbh dbhcht dbhdr",
    "pad": "pad",
    "bantuan keuangan": "bankeu bantuankeuangan",
    "pajak rokok": "pajakrokok",
    "dana pendamping": "pendampingan danapendampingan pendamping danapendamping",
    "hibah": "hibah",
    "blud": "blud",
    "lainnya": "sumberdanalainnya sumberlainnya lainnya lain lainlain sumberlain swasta csr masyarakat swadaya",
    "belanja pegawai": "belanjapegawai pegawai bp",
    "belanja barang dan jasa": "belanjabarang belanjabarangdanjasa barangdanjasa barangjasa belanjabarangjasa barang",
    "belanja modal": "belanjamodal modal",
    "belanja hibah": "belanjahibah",
    "belanja operasi": "belanjaoperasi operasi",
    "belanja tidak langsung": "belanjatidaklangsung tidaklangsung btl",
    "belanja langsung": "belanjalangsung langsung bl",
    "belanja tidak terduga": "belanjatidakterduga btt tidakterduga",
    "belanja transfer": "belanjatransfer transfer",
}

_DEPTHS = frozenset({"urusan", "bidang_urusan", "program", "kegiatan", "sub_kegiatan"})
"""Levels are spoken for by their own phrases only: "sub kegiatan" is no kegiatan."""

_WORD = re.compile(r"[^\W_]+|%|\+")
_PARTED_UNIT = re.compile(r"\bs\s*[./]?\s*d\b\.?", re.I)
_LONGEST = 6
"""Words that a phrase may be put together from; more than four only where a narrow cell broke words."""
_PART = 4
"""Letters from which an axis word counts inside of a longer phrase."""
_GLUED = 8
"""Letters from which a phrase is also looked for inside of a longer word ("KEBUTUHANDANA(Rp)")."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A known phrase of a header: the kinds and axes that it speaks for and where its words stand."""

    text: str
    kind: str | None
    axes: frozenset[str]
    rincian: str | None
    start: int


def _table() -> dict[str, tuple[str | None, frozenset[str], str | None]]:
    kinds = {phrase: kind for kind, text in _KINDS.items() for phrase in text.split()}
    axes: dict[str, set[str]] = {}
    for axis, text in _AXES.items():
        for phrase in text.split():
            axes.setdefault(phrase, set()).add(axis)
    slices = {phrase: name for name, text in _SLICES.items() for phrase in text.split()}
    # A longer phrase speaks for the axes of the words that it is made of: "realisasifisik" is fisik.
    parts = [(word, spoken) for word, spoken in axes.items() if len(word) >= _PART and not spoken & _DEPTHS]
    for phrase in {*kinds, *slices}:
        for word, spoken in parts:
            if word in phrase:
                axes.setdefault(phrase, set()).update(spoken)
    return {
        phrase: (kinds.get(phrase), frozenset(axes.get(phrase, ())), slices.get(phrase))
        for phrase in {*kinds, *axes, *slices}
    }


_PHRASES = _table()
_LONG_PHRASES = tuple(sorted((p for p in _PHRASES if len(p) >= _GLUED), key=len, reverse=True))


@lru_cache(maxsize=16384)
def phrases(text: str) -> tuple[Phrase, ...]:
    """The known phrases of one header text, in order; words that no phrase knows are left out.

    >>> [p.kind for p in phrases("Target Capaian Kinerja Program (Renstra)")]
    ['target', 'nama', None]
    >>> phrases("Kebutuhan Dana/ Pagu Indikatif (Rp)")[0].kind
    'pagu'
    """
    words = _WORD.findall(_PARTED_UNIT.sub(" sd ", mended(text)).lower())
    found: list[Phrase] = []
    at = 0
    while at < len(words):
        size, phrase = _longest(words, at)
        if phrase is not None:
            found.append(Phrase(phrase, *_PHRASES[phrase], start=at))
        at += size
    return tuple(found)


def _longest(words: list[str], at: int) -> tuple[int, str | None]:
    """(words taken, phrase): the longest known phrase that begins here, else one inside of this word, else none."""
    for size in range(min(_LONGEST, len(words) - at), 0, -1):
        joined = "".join(words[at : at + size])
        if joined in _PHRASES:
            return size, joined
    word = words[at]
    if len(word) > _GLUED:
        return 1, next((p for p in _LONG_PHRASES if word.startswith(p)), None)
    return 1, None
