-- Renja murni dan perubahannya berdampingan, tiap program satu kantor.
-- A plan and its change side by side, by program of an office.
SELECT coalesce(kabkota, provinsi) AS wilayah, perangkat_daerah, tahun, kode, any_value(coalesce(nama_baku, nama)) AS program,
       coalesce(max(pagu) FILTER (tahap = 'murni'), max(pagu_sebelum) FILTER (tahap = 'perubahan')) AS sebelum,
       max(pagu) FILTER (tahap = 'perubahan') AS setelah, setelah - sebelum AS selisih
FROM anggaran
WHERE tingkat_baris = 'program' AND jenis_dokumen = 'renja' AND kode IS NOT NULL
GROUP BY wilayah, perangkat_daerah, tahun, kode
HAVING setelah IS NOT NULL
ORDER BY wilayah, tahun, kode;
