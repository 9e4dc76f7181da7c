-- Realisasi terhadap pagu dokumen itu sendiri, tiap program, hanya tahun yang penuh.
-- Spending against the same document's budget, by program, whole years only.
SELECT coalesce(kabkota, provinsi) AS wilayah, perangkat_daerah, tahun, kode, coalesce(nama_baku, nama) AS program,
       pagu, realisasi, round(100 * realisasi / pagu, 2) AS persen, berkas, halaman
FROM anggaran
WHERE tingkat_baris = 'program' AND pagu > 0 AND realisasi IS NOT NULL
  AND coalesce(realisasi_sampai, 'triwulan_4') = 'triwulan_4'
ORDER BY persen, wilayah, kode;
