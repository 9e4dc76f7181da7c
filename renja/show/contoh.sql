-- Sub kegiatan dengan pagu terbesar pada tiap dokumen (the largest sub kegiatan of each document)
SELECT coalesce(kabkota, provinsi) AS daerah, jenis_dokumen AS jenis, tahun, kode, left(nama, 48) AS nama, pagu
FROM anggaran
WHERE tingkat_baris = 'sub_kegiatan' AND pagu IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY doc_id ORDER BY pagu DESC) = 1
ORDER BY pagu DESC;

-- Program yang realisasinya di bawah 50 persen (programmes of which less than 50 percent was spent)
SELECT coalesce(kabkota, provinsi) AS daerah, tahun, perangkat_daerah, kode, nama, pagu, realisasi,
       round(100 * realisasi / pagu, 2) AS persen, halaman, baris_id
FROM anggaran
WHERE tingkat_baris = 'program' AND pagu > 0 AND realisasi < 0.5 * pagu AND realisasi_sampai IS NULL
ORDER BY pagu - realisasi DESC;

-- Satu program di semua wilayah dan tahun (one programme in all regions and years)
SELECT coalesce(kabkota, provinsi) AS daerah, tahun, jenis_dokumen, tahap, kode, nama, pagu, realisasi, halaman, baris_id
FROM anggaran
WHERE tingkat_baris = 'program' AND nama ILIKE '%rehabilitasi sosial%'
ORDER BY daerah, tahun;

-- Temuan yang salahnya ada pada dokumen, selisih terbesar dahulu (findings that are the document's fault)
SELECT d.kabkota, d.berkas, t.halaman, t.cek, t.tertulis, t.dihitung, t.selisih, t.penjelasan, t.baris_id
FROM temuan t JOIN dokumen d USING (doc_id)
WHERE t.sebab = 'dokumen' AND t.keparahan = 'galat'
ORDER BY abs(t.selisih) DESC NULLS LAST;

-- Cakupan uang tiap dokumen (how much of each document's money was understood)
SELECT coalesce(kabkota, provinsi) AS daerah, jenis_dokumen, tahun, perangkat_daerah, status, cakupan.tabel AS di_tabel,
       cakupan.bermakna AS dipahami, round(100.0 * cakupan.bermakna / nullif(cakupan.tabel, 0), 1) AS persen, doc_id
FROM dokumen
ORDER BY persen NULLS FIRST;

-- Angka yang bacaannya paling ragu (numbers of which the reading is least sure)
SELECT d.berkas, v.halaman, b.nama, v.ukuran, v.tahun, v.teks, v.nilai, v.keyakinan, v.baris_id
FROM nilai v JOIN baris b USING (baris_id) JOIN dokumen d ON d.doc_id = v.doc_id
WHERE v.nilai IS NOT NULL AND v.satuan = 'rupiah'
ORDER BY v.keyakinan, v.nilai DESC LIMIT 200;
