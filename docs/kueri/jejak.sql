-- Dari angka di dasbor ke halamannya: berkas, halaman, letak, dan teks seperti tercetak.
-- From a figure on the dashboard to its page: file, page, place, and the text as printed.
SELECT a.berkas, n.halaman, n.x0, n.y0, n.x1, n.y1, a.tahun, a.tingkat_baris, a.kode, a.nama, n.ukuran, n.konteks, n.teks,
       n.nilai, n.keyakinan
FROM anggaran a JOIN nilai n ON n.baris_id = a.baris_id AND n.tahun = a.tahun
WHERE n.ukuran IN ('pagu', 'realisasi') AND n.rincian IS NULL
  AND coalesce(n.konteks, '-') IN ('-', 'hasil_analisis', 'renja', 'rancangan_awal')  -- yang berbicara (those that speak)
QUALIFY rank() OVER (PARTITION BY a.baris_id, a.tahun, n.ukuran
                     ORDER BY list_position(['-', 'hasil_analisis', 'renja', 'rancangan_awal'], coalesce(n.konteks, '-'))) = 1
ORDER BY a.berkas, a.tahun, a.kode, n.ukuran;
