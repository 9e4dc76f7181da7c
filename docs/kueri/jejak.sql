-- Dari angka di dasbor ke halamannya: berkas, halaman, letak, dan teks seperti tercetak.
-- From a figure on the dashboard to its page: file, page, place, and the text as printed.
SELECT a.berkas, n.halaman, n.x0, n.y0, n.x1, n.y1, a.tahun, a.kode, a.nama, n.ukuran, n.teks, n.nilai, n.keyakinan
FROM anggaran a JOIN nilai n ON n.baris_id = a.baris_id AND n.tahun = a.tahun
WHERE a.tingkat_baris = 'program' AND n.ukuran IN ('pagu', 'realisasi') AND n.konteks IS NULL AND n.rincian IS NULL
ORDER BY a.berkas, a.tahun, a.kode, n.ukuran;
