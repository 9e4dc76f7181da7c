-- Temuan terberat dengan kalimat yang dapat dikutip, angka tertulis, dan angka terhitung.
-- The gravest findings with the sentence to quote, the printed and the computed figure.
SELECT coalesce(d.kabkota, d.provinsi) AS wilayah, d.perangkat_daerah, d.berkas, t.halaman, t.cek, t.penyebab,
       t.tertulis, t.dihitung, t.selisih, t.penjelasan, t.temuan_id
FROM temuan t JOIN dokumen d ON d.doc_id = t.doc_id
WHERE t.keparahan = 'galat' AND t.sebab = 'dokumen' AND t.keputusan IS DISTINCT FROM 'ditolak'
ORDER BY abs(t.selisih) DESC NULLS LAST, t.temuan_id;
