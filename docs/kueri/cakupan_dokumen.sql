-- Berapa dari uang yang tercetak di tabel dipahami, tiap dokumen, yang terburuk dulu.
-- How much of the money printed in tables is understood, by document, the worst first.
SELECT coalesce(kabkota, provinsi) AS wilayah, perangkat_daerah, jenis_dokumen, tahap, tahun, status,
       cakupan.tabel AS tercetak, cakupan.bermakna AS dipahami, cakupan.ragu AS ragu, cakupan.anggaran AS masuk_anggaran,
       round(100.0 * cakupan.bermakna / nullif(cakupan.tabel, 0), 1) AS persen_dipahami, berkas
FROM dokumen
ORDER BY persen_dipahami NULLS FIRST, berkas;
