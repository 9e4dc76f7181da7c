"""The vocabulary: the words that headers are made of, and the phrases with the kind or axis that they speak for.

A word is added here and nowhere else; phrases are written in small letters without blanks. The wordings are those of
Permendagri 13/2006, 54/2010, 86/2017 and 90/2019 and of Permenpan 53/2014, and what offices print for them.
"""

from __future__ import annotations

HEADER_WORDS = """
    akhir alamat alternatif analisa analisis angaran anggaran arah awal banyaknya barang baseline berjalan berkurang
    bertambah besaran bidang bobot bulan capaian catatan daerah dana dasar dasarhukum data definisi efisien
    efisiensi evaluasi faktor fisik formula formulasi golongan hasil hukum ikk iku indikatif indikator instansi
    jabatan jawab jenis jumlah kategori keadaan kebijakan kebutuhan kegiatan kelamin kelompok keluaran kerangka
    kerja keterangan keuangan kinerja kode kondisi lakilaki lalu lanjut lokasi maju masalah menjadi misi murni nama
    nasional nomor nomorurut opd operasional outcome outcomes output pagu pangkat pelaksana pemerintah pemerintahan
    penanggung penanggungjawab pencapaian pendanaan pendidikan pendorong penghambat pengusul penting perangkat
    perempuan periode perkiraan permasalahan persen persentase perubahan populasi prakiraan predikat prioritas
    program prosentase proyeksi rancangan realisasi rekening rekomendasi rencana renja renstra rkpd rpjmd rupiah
    sasaran satuan sebelum selisih semester sesudah setelah sisa skpd solusi spm standar strategi strategis sub
    subkegiatan sumber sumberdata tahun tahunke target tercantum tercapai terkait tertimbang tindak tindaklanjut
    tingkat tingkatan tolokukur total triwulan ttb tujuan umur unit unitkerja uraian urusan usulan visi volume
"""
"""Words and pieces by whose share a text is told to be a header (``extract.headwords``)."""

SPELT_WORDS = """
program kegiatan indikator target realisasi capaian anggaran indikatif lokasi keterangan catatan satuan sasaran tujuan
keuangan fisik bobot tertimbang volume jumlah urusan uraian proyeksi populasi strategi sumber kelompok penanggung jawab
prakiraan perkiraan kebutuhan persentase prosentase tingkat kinerja kondisi nomor formula formulasi nasional daerah
provinsi prioritas belanja baseline pelaksana besaran rekomendasi permasalahan efisiensi analisis solusi kebijakan
pendanaan serapan penyerapan manfaat penerima rencana rancangan renstra renja tahun triwulan tribulan akhir periode
perangkat kerangka rekening sebelum setelah sesudah perubahan semester koefisien semula menjadi bertambah berkurang
selisih terduga
"""
"""Words for which a misprint is mended (``vocabulary.spelling``)."""

SHORT_WORDS = {
    "prog": "program",
    "keg": "kegiatan",
    "ind": "indikator",
    "indik": "indikator",
    "angg": "anggaran",
    "thn": "tahun",
    "th": "tahun",
    "tw": "triwulan",
    "trw": "triwulan",
    "triw": "triwulan",
    "smt": "semester",
    "bln": "bulan",
    "cap": "capaian",
    "kin": "kinerja",
    "renc": "rencana",
    "tgt": "target",
    "perub": "perubahan",
    "sblm": "sebelum",
    "stlh": "setelah",
    "lok": "lokasi",
    "sumb": "sumber",
    "sbr": "sumber",
    "perk": "perkiraan",
    "prak": "prakiraan",
    "keb": "kebutuhan",
    "pelaks": "pelaksana",
    "bel": "belanja",
    "brg": "barang",
    "prbh": "perubahan",
    "jwb": "jawab",
}
"""What headers cut short, with or without a dot, and what is meant; what is a word of a phrase itself ("Sat", "Keu",
"Jml", "Real") stands there."""

OTHER_WORDS = """
alokasi menerima strategis pendataan penerapan batuan penyerahan proteksi vokasi fisika keutuhan jurusan sumbar urutan
alasan pelaksanaan berencana perencanaan pencapaian pengurusan besarnya tujuannya daerahnya bantuan kesatuan tuntutan
tahan tahunan bidan data jawa umur luas nilai kota bencana kencana berangka peringkat sebelah perumahan semua
"""
"""Words that are near one of these by a letter, and are none of them."""

#: Kinds of columns and the phrases that name them, written without blanks.
KINDS: dict[str, str] = {
    "nomor": "no nomor nourut nomorurut nr",
    "kode": """kode nomorkode nokode koderekening koderek kodering norekening nomorrekening norek rekening kodeprogram
        kodekegiatan kodeurusan kdrek kdrekening kodemataanggaran mak""",
    "nama": """program kegiatan subkegiatan subkeg urusan bidangurusan uraian namaprogram namakegiatan namarekening
        namasubkegiatan pekerjaan namapekerjaan paket namapaket nama nomenklatur komponen rincianbelanja
        uraianbelanja jenispelayanan jenislayanan uraianrekening unsur pokokbelanja objekbelanja pendapatan
        jenispendapatan jenisbelanja jenispajak jenispajakdaerah jenisretribusi
        jenisretribusidaerah jenispenerimaan jenispungutan objekpajak objekretribusi sumberpendapatan
        ketegori pos aktivitas aktifitas kelompokbelanja detailkegiatan
        judulkegiatan namaurusan rincianpenghitungan jenispekerjaan jenispaket
        namausulan judulusulan uraianusulan usulankegiatan namajenispekerjaan mataanggaran progkeg progkegsubkeg""",
    "indikator": """indikator indikatorkinerja indikatorkinerjautama iku tolokukur tolakukur ikp ikusasaran
        indikatorsasaran indikatortujuan indikatorprogram indikatorkegiatan outputkegiatan keluarankegiatan keluaran
        output outcome hasilprogram hasilkegiatan hasil masukan manfaat dampak input benefit impact
        parameter tolokukurkinerja indikatorkinerjakegiatan indikatorkinerjaprogram outcomes outputs""",
    "satuan": "satuan sat unitsatuan",
    "lokasi": """lokasi lokus lokasikegiatan tempat kecamatan kelurahan desa desakelurahan kabkota kabupatenkota alamat
        wilayah lokasipekerjaan propinsi provinsi kab kec kel""",
    "sumber_dana": """sumberdana sumberpendanaan sumberanggaran sumberbiaya sumberdanalainnya sumberpembiayaan
        sumberanggaranbiaya sumber
        sourceoffund sourceoffunds sourcesoffunds fundsource fundingsource source""",
    "sasaran": """sasaran sasaranstrategis sasaranpembangunan sasaranpembangunandaerah sasarandaerah sasaranrenstra
        sasaranrpjmd sasaranprogram sasarankegiatan""",
    "tujuan": "tujuan tujuanstrategis misi visi",
    "kelompok_sasaran": "kelompoksasaran penerimamanfaat targetgroup kelompoksasarankegiatan penerima",
    "penanggung_jawab": """penanggungjawab unitkerja unitkerjapenanggungjawab pelaksana pengampu skpdpenanggungjawab
        opdpenanggungjawab perangkatdaerahpenanggungjawab unitpelaksana opdpelaksana pj pic pngjwb opdpngjwb
        skpdpngjwb instansipelaksana skpdpelaksana bidangpelaksana opdpengusul pengusul skpdpengusul
        penanggungjawabkegiatan ppk pptk bendahara penyedia namapenyedia penyediabarang penyediajasa rekanan
        namarekanan kontraktor namakontraktor konsultan pelaksanapekerjaan namappk namapptk pelaksanakegiatan bidang
        unit seksi kuasapenggunaanggaran kpa""",
    "perangkat_daerah": """perangkatdaerah skpd opd namaskpd namaopd unitorganisasi organisasi namaperangkatdaerah
        instansi satuankerja satker namasatuankerja satuankerjaperangkatdaerah""",
    "keterangan": """keterangan ket remarks notes catatan
        catatanpenting catatananalisis rekomendasi formula formulasi rumus
        definisi definisioperasional sumberdata analisis solusi kriteria permasalahan penanganan tindaklanjut
        dasarhukum arahkebijakan kebijakan strategi strategis jenis jeniskegiatan jeniskeg kategori kategorikegiatan
        status tanggal tgl bulan nomorkontrak nokontrak tanggalkontrak
        nomorspk akhirkontrak awalkontrak metode metodepengadaan pengadaan alasan penjelasan hambatan
        kendala faktor upaya prioritas prioritasdaerah prioritasnasional noreg komoditas tipe panjang
        lebar koordinat dokumen bukti buktidukung link predikat kriteriapenilaian peringkat cara caraperhitungan
        tipeperhitungan targetindikatorlainnya indikatorlainnya jabatan golongan nip pangkat fungsi isustrategis isu
        penyebab analisa rencanatindaklanjut
        rencanaaksi langkah umur tahundibuat kualifikasi skor totalskor jumlahskor nilaiskor cat kewenangan kw tematik
        tematiksektoral tematikkewilayahan mitra mitraopd mitraskpd mitrakerja nspk spm standarnasional targetspm
        targetikd targetnspk targetikk satuanpersen pertumbuhan ratarata rataratapertumbuhan efisiensi tingkatefisiensi
        ppn pajak
        rerata denda addendum pemenang penawaran nilaipenawaran sisalelang dpt bast pho fho
        penunjukanlangsung baik kurangbaik tidakbaik rusak rusakringan rusaksedang rusakberat layak tidaklayak
        batasminimal batasmaksimal penghematan kontribusi pangsa proporsi komposisi laju skala rentang interval range
        efisien efektif pengaruh daritotal
        unitcostoutput unitcostoutcome biayaperkeluaran biayaperoutput biayaperunit
        biayapersatuan hasilperhitungan tercapai realisasinasional capaiannasional realisasicapaiannasional
        targetnasional rataratanasional nilaiakhir mutasi mutasitambah mutasikurang""",
    "pagu": """pagu paguindikatif paguanggaran anggaran plafon plafond plafonanggaran plafonanggaransementara
        kebutuhandana kebutuhananggaran biaya dana alokasi alokasianggaran alokasidana apbd apbn jumlahanggaran
        rencanaanggaran kebutuhandanapaguindikatif pendanaan pendanaanindikatif rencanakebutuhananggaran anggarankas
        besarananggaran anggaranapbd jumlahdana jumlahpagu paguvalidasi pagudefinitif paguprogram pagukegiatan
        jumlahbiaya usulananggaran rkadpa dpa rka dpaskpd rencanabiaya totalanggaran totalpagu totalbiaya pagudana
        nilaianggaran anggaranbelanja targetanggaran targetkeuangan nominal dppa dpppa apbdperubahan perubahanapbd
        paguindikatiftahun paguindikatifrp paguspd spd kerangkapendanaan danaindikatif usulanpagu
        penetapanapbd apbdpenetapan apbdinduk pagusubkegiatan paguindikator anggaranpendapatan apbdmurni apbdp papbd
        ppas rapbd prakiraanpagu prakiraanpaguindikatif perkiraanpagu perkiraananggaran perkiraanbiaya estimasibiaya
        budget indicativebudget
        danatersedia paguawal anggaranawal alokasiawal paguakhir anggaranakhir alokasiakhir paguefektif
        rencanapelaksanaananggaran rencanapenarikandana rencanapenarikan nilaikontrak hargakontrak biayakontrak
        kontrakrp nilaispk nilaiterkontrak paguterkontrak hps nilaihps hpskontrak""",
    "prakiraan_maju": """prakiraanmaju perkiraanmaju prakiraanmajurencana perkiraanmajurencana prakiraan
        forwardestimate""",
    "realisasi": """realisasi realisasianggaran realisasikeuangan realisasikinerja realisasicapaian serapan
        penyerapan penyerapananggaran serapananggaran pencairan realisasibelanja realisasipendapatan sp2d spj
        realisasirenja jumlahrealisasi totalrealisasi realisasidana serapandana penyerapandana realisasitarget
        penggunaan perkiraanrealisasi prakiraanrealisasi pengeluaran terserap paguterserap danaterserap
        anggaranterserap terealisasi terpakai anggaranterpakai danaterpakai real realkeu realkeuangan
        pembayaran jumlahpembayaran totalpembayaran dibayar terbayar totaldibayar dibayarkan telahdibayar dibelanjakan
        prakiraancapaian perkiraancapaian
        prakiraancapaiankinerja perkiraancapaiankinerja prakiraankinerja perkiraankinerja
        actual hasiltahun hasilsampaidengan hasilsd""",
    "target": """target targetkinerja targetcapaian targetcapaiankinerja targetrenstra targetrenja targettahunan
        besaranvolume targetkinerjacapaian targetakhir targetsasaran rencanakinerja rencanatarget kuantitas
        targetprogram targetkegiatan targetawal targetoutput targetoutcome rencana rencanacapaian rencanafisik
        targetfisik""",
    "volume": "volume vol koefisien koef kuantum qty frekuensi volumekegiatan volumesatuan",
    "harga_satuan": "hargasatuan hrgsatuan hrgsat harga tarif biayasatuan satuanharga hargasat unitcost",
    "capaian": """capaian capaiankinerja pencapaian pencapaiankinerja capkin datacapaian baseline kondisiawal dataawal
        capaianawal kondisieksisting datadasar tahun0 angkadasar nilaidasar nilaiawal capaianindikator capaianprogram
        kondisikinerjaawal populasi banyaknya
        datacapaianawal kinerjaawal rasiocapaian tingkatcapaian persentasecapaian persencapaian prosentasecapaian
        ketercapaian %capaian capaiantarget capaiantahun capaiankegiatan datacapaiankinerja""",
    "kondisi": """kondisi kondisikinerja kondisiakhir kondisikinerjaakhir kinerjaakhir kondisikinerjapada akhirperiode
        akhirrenstra akhirrpjmd akhirrpd""",
    "persen": """persen persentase prosentase presentase ratio dayaserap % pct tingkatrealisasi tingkatcapaianrealisasi
        rasio tingkatcapaianrealisasitarget tingkatancapaianrealisasi persenrealisasi persenserapan tingkat
        tingkatan prosen rasiorealisasi persentaserealisasi tingkatkemajuan persenpenyerapan prosentaserealisasi
        percentage tingkatpenyerapan %realisasi""",
    "bobot": "bobot bobotkegiatan bobotprogram",
    "fisik": """fisik realisasifisik kemajuanfisik progresfisik progressfisik capaianfisik perkembanganfisik
        progres progress realfisik""",
    "capaianrealisasi": "capaianrealisasi",
    "sasarankinerja": "sasarankinerja",
    "keuangan": "keuangan keu progreskeuangan progresskeuangan kemajuankeuangan",
    "tertimbang": "tertimbang ttb",
    "sisa": """sisa sisapagu sisaanggaran sisadana sisabelanja sisakontrak saldoanggaran efisiensianggaran sisalebih
        sisapagudana""",
    "saldo": "saldo saldoawal saldoakhir saldokas sisakas sisaup",
    "selisih": """selisih bertambah berkurang bertambahberkurang deviasi lebihkurang lebih kurang tambahkurang
        penambahan pengurangan gap kenaikan penurunan naikturun rasionalisasi refocusing penyesuaian""",
    "proyeksi": "proyeksi prognosis prognosa prognosisrealisasi prognosarealisasi",
    "jumlah": "jumlah total jml subtotal nilai harganilai jumlahtotal jumlahkeseluruhan",
    "belanja": "belanja totalbelanja jumlahbelanja",
    "kontrak": "kontrak kontraktual spk swakelola",
    "usulan": "usulan diusulkan",
    "disetujui": "disetujui diakomodir direkomendasikan",
    "besaran": "besaran",
    "jadwal": "jadwal jadwalpelaksanaan waktu waktupelaksanaan targetwaktu targetpenyelesaian bataswaktu",
    "kebutuhan": "kebutuhan jumlahkebutuhan totalkebutuhan",
}
#: Words that place a column on another axis: stage, time, slice, money sign, depth of the hierarchy.
AXES: dict[str, str] = {
    "renstra": "renstra renstraskpd renstraopd renstrapd targetrenstra rentra",
    "renja": "renja renjaskpd renjaopd renjapd targetrenja realisasirenja prenja renjap",
    "rkpd": "rkpd prkpd rkpdp",
    "akhir": """akhir akhirperiode akhirrenstra akhirrpjmd akhirrpd kondisiakhir kondisikinerjaakhir targetakhir
        kinerjaakhir akhirtahunrenstra""",
    "awal": """baseline tahun0 kondisiawal dataawal capaianawal kondisieksisting datadasar tahunawal tahundasar
        kinerjaawal
        awalperencanaan awalperiode kondisikinerjaawal datacapaianawal eksisting angkadasar nilaidasar nilaiawal""",
    "sebelum": """sebelum semula murni induk apbdmurni penetapan penetapanapbd awal paguawal anggaranawal alokasiawal
        targetawal sebelumefisiensi sebelumrasionalisasi sebelumrefocusing sebelumpenghematan""",
    "setelah": """setelah sesudah setelahefisiensi sesudahefisiensi setelahrasionalisasi setelahrefocusing
        setelahpenyesuaian setelahpenghematan perubahan menjadi apbdp papbd dppa pak pergeseran revisi prkpd rkpdp
        prenja renjap kupa kupappas ppasp paguakhir anggaranakhir alokasiakhir hasilefisiensi hasilpergeseran""",
    "kiri": "rancanganawal ranwal rancanganrkpd rancanganawalrkpd rancangan",
    "kanan": """hasilanalisis hasilanalisiskebutuhan analisiskebutuhan analisakebutuhan hasilanalisakebutuhan
        hasilanalisa""",
    "perkiraan": "perkiraan prakiraan berjalan tahunberjalan perkiraanrealisasi prakiraanrealisasi",
    "lalu": "lalu tahunlalu sebelumnya",
    "sd": "sd sampai sampaidengan hingga",
    "maju": "prakiraanmaju perkiraanmaju prakiraanmajurencana perkiraanmajurencana forwardestimate",
    "rp": "rp rupiah ribuan juta jutaan milyar miliar idr keurp rpdana",
    "persen": """% persen persentase prosentase pct prosen percentage %capaian %realisasi rasiocapaian tingkatcapaian
        tingkatrealisasi rasio""",
    "k": "k kinerja",
    "uang": """anggaran keuangan keu pagu dana biaya belanja apbd dpa dppa rka realisasikeuangan realisasianggaran
        pendanaan paguanggaran targetanggaran targetkeuangan penyerapananggaran serapananggaran alokasianggaran
        serapan penyerapan realkeu realkeuangan""",
    "kinerja": """kinerja fisik indikator capaiankinerja targetkinerja realisasikinerja targetcapaiankinerja
        indikatorkinerja realisasifisik targetfisik rencanafisik output keluaran outcome pencapaiankinerja""",
    "fisik": """fisik progres progress realfisik realisasifisik kemajuanfisik progresfisik progressfisik
        rencanafisik targetfisik capaianfisik
        perkembanganfisik""",
    "rencana": "rencana rencanafisik targetfisik rencanakinerja target targetkeuangan",
    "jumlah": "jumlah total jml jumlahtotal jumlahkeseluruhan totalanggaran jumlahanggaran totalbiaya totalpagu",
    "urusan": "urusan namaurusan",
    "bidang_urusan": "bidangurusan",
    "program": "program namaprogram",
    "kegiatan": "kegiatan namakegiatan",
    "sub_kegiatan": "subkegiatan subkeg namasubkegiatan",
    "abaikan": """pertumbuhan rataratapertumbuhan rerata efisiensi tingkatefisiensi nspk spm standarnasional targetspm
        targetnspk targetikk targetikd nomorkontrak penawaran nilaipenawaran denda
        prioritas ikk ppn pajak bast pho fho penunjukanlangsung penghematan
        baik kurangbaik tidakbaik rusak rusakringan rusaksedang rusakberat layak tidaklayak
        kriteria kriteriapenilaian skor totalskor jumlahskor nilaiskor kontribusi pangsa proporsi komposisi laju
        batasminimal batasmaksimal skala rentang interval range pengaruh unitcostoutput unitcostoutcome
        biayaperkeluaran biayaperoutput biayaperunit biayapersatuan hasilperhitungan tercapai realisasinasional
        daritotal capaiannasional realisasicapaiannasional targetnasional rataratanasional nilaiakhir mutasi
        mutasitambah mutasikurang""",
}
MONEY_NOUNS = """
pajak retribusi pendapatan penerimaan pungutan pad pads hibah bansos bantuan subsidi setoran tagihan pembayaran
pembiayaan piutang utang hutang modal kas honor honorarium gaji tunjangan insentif rp rupiah uang
"""
"""Words, none of them a column's kind, that say of a table that its amounts are money."""
#: Slices of a measure: sources of funds and kinds of belanja (contract, column ``rincian``).
SLICES: dict[str, str] = {
    "apbd kabupaten/kota": """apbdkab apbdkabkota apbdkabupaten apbdkota apbdii apbdkabupatenkota kabkota
        kabupatenkota kab kota""",
    "apbd provinsi": """apbdprov apbdprovinsi apbdi apbdpropinsi provinsi prov propinsi bankeuprov bantuanprovinsi
        bantuankeuanganprovinsi""",
    "apbd": "apbd",
    "apbn": "apbn danapusat pusat",
    "phln": "phln pln hibahluarnegeri loan apbnphln",
    "dau": "dau danaalokasiumum",
    "dak": "dak danaalokasikhusus",
    "dak fisik": "dakfisik danaalokasikhususfisik",
    "dak non fisik": "daknonfisik danaalokasikhususnonfisik",
    "did": "did danainsentifdaerah insentiffiskal",
    "dbh": "dbh dbhcht dbhdr danabagihasil",
    "pad": "pad pendapatanaslidaerah",
    "bantuan keuangan": "bankeu bantuankeuangan",
    "pajak rokok": "pajakrokok",
    "dana pendamping": "pendampingan danapendampingan pendamping danapendamping",
    # How the budget of a work is spent: bound by contract, reckoned for that (HPS), or without a contractor.
    "kontrak": """kontrak kontraktual nilaikontrak hargakontrak biayakontrak kontrakrp spk nilaispk nilaiterkontrak
        paguterkontrak""",
    "hps": "hps nilaihps hpskontrak",
    "swakelola": "swakelola nilaiswakelola",
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
    "belanja tidak terduga": "belanjatidakterduga btt tidakterduga belanjatakterduga takterduga",
    "belanja transfer": "belanjatransfer transfer",
}
