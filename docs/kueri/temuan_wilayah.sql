-- Temuan yang salahnya ada di dokumen, menurut wilayah dan pemeriksaan; yang ditolak orang tidak dihitung.
-- Findings that are the document's fault, by region and check; those that people rejected are left out.
SELECT coalesce(d.kabkota, d.provinsi) AS wilayah, t.cek, t.keparahan, count(*) AS temuan,
       count(*) FILTER (t.keputusan IS NULL) AS belum_diputuskan, sum(abs(t.selisih)) FILTER (t.ukuran IN
       ('pagu', 'realisasi', 'sisa', 'prakiraan_maju') AND t.cek LIKE 'jumlah%') AS selisih_rupiah
FROM temuan t JOIN dokumen d ON d.doc_id = t.doc_id
WHERE t.sebab = 'dokumen' AND t.keputusan IS DISTINCT FROM 'ditolak'
GROUP BY ALL
ORDER BY temuan DESC, wilayah, t.cek;
