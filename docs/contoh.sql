-- Sub kegiatan dengan pagu terbesar pada tiap dokumen (the largest sub kegiatan of each document)
SELECT coalesce(kabkota, provinsi) AS daerah, jenis_dokumen AS jenis, tahun, kode, left(nama, 48) AS nama, pagu
FROM anggaran
WHERE tingkat_baris = 'sub_kegiatan' AND pagu IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY doc_id ORDER BY pagu DESC) = 1
ORDER BY pagu DESC;
