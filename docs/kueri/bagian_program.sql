-- Bagian tiap program dari semua program kantornya: untuk diagram batang bertumpuk.
-- Each program's share of all programs of its office: for a stacked bar chart.
WITH dipilih AS (  -- satu dokumen berbicara untuk satu kantor dan tahun (one document speaks for an office's year)
  SELECT doc_id, perangkat_daerah, tahun,
         coalesce(nullif(regexp_replace(lower(perangkat_daerah), '[^a-z]', '', 'g'), ''), doc_id) AS kantor
  FROM anggaran
  WHERE tahun IS NOT NULL AND coalesce(kode_kabkota, kode_provinsi) IS NOT NULL
  GROUP BY doc_id, perangkat_daerah, tahun, jenis_dokumen, tahap, kode_kabkota, kode_provinsi
  QUALIFY row_number() OVER (
    PARTITION BY coalesce(kode_kabkota, kode_provinsi), kantor, tahun
    ORDER BY count(pagu) = 0, list_position(['renja', 'lkjip', 'lainnya', 'renstra'], jenis_dokumen),
             coalesce(list_position(['murni', NULL, 'perubahan', 'rancangan'], tahap), 2), doc_id) = 1
)
SELECT coalesce(a.kabkota, a.provinsi) AS wilayah, a.perangkat_daerah, a.tahun, a.kode,
       coalesce(a.nama_baku, a.nama) AS program, a.pagu,
       round(100 * a.pagu / sum(a.pagu) OVER (PARTITION BY a.doc_id, a.perangkat_daerah, a.tahun), 2) AS persen
FROM anggaran a JOIN dipilih p ON p.doc_id = a.doc_id AND p.tahun = a.tahun
                          AND p.perangkat_daerah IS NOT DISTINCT FROM a.perangkat_daerah
WHERE a.tingkat_baris = 'program' AND a.pagu IS NOT NULL
ORDER BY wilayah, a.perangkat_daerah, a.tahun, a.pagu DESC;
