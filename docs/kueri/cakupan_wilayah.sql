-- Cakupan tiap wilayah dan tahun: sebut di samping setiap angka yang dikutip.
-- Coverage by region and year: to be said beside every figure that is cited.
SELECT coalesce(kabkota, provinsi, '(tidak dikenal)') AS wilayah, tahun, count(*) AS dokumen,
       count(*) FILTER (status = 'gagal') AS gagal, sum(cakupan.tabel) AS tercetak, sum(cakupan.bermakna) AS dipahami,
       round(100.0 * sum(cakupan.bermakna) / nullif(sum(cakupan.tabel), 0), 1) AS persen_dipahami
FROM dokumen
GROUP BY ALL
ORDER BY wilayah, tahun;
