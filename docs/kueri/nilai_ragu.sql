-- Uang yang diragukan, terbesar dulu, dengan halaman dan letaknya: untuk diperiksa orang.
-- Money in doubt, the largest first, with page and place: for people to look at.
SELECT d.berkas, n.halaman, b.kode, b.nama, n.ukuran, n.konteks, n.tahun, n.teks, n.nilai, round(n.keyakinan, 2) AS keyakinan,
       n.perbaikan, n.baris_id, n.x0, n.y0, n.x1, n.y1
FROM nilai n JOIN baris b ON b.baris_id = n.baris_id JOIN dokumen d ON d.doc_id = n.doc_id
WHERE n.satuan = 'rupiah' AND n.keyakinan < 0.9
ORDER BY n.nilai DESC NULLS LAST, n.baris_id;
