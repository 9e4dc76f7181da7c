-- Program dengan pagu terbesar di tiap wilayah dan tahun, seperti `renja compare`.
-- The program with the largest budget of each region and year, as `renja compare` has it.
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
SELECT coalesce(a.kabkota, a.provinsi) AS wilayah, a.tahun, a.kode, coalesce(a.nama_baku, a.nama) AS program, a.pagu,
       a.jenis_dokumen, a.tahap, a.berkas, a.halaman
FROM anggaran a JOIN dipilih p ON p.doc_id = a.doc_id AND p.tahun = a.tahun
                          AND p.perangkat_daerah IS NOT DISTINCT FROM a.perangkat_daerah
WHERE a.tingkat_baris = 'program' AND a.pagu IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY coalesce(a.kode_kabkota, a.kode_provinsi), a.tahun ORDER BY a.pagu DESC, a.kode) = 1
ORDER BY a.tahun DESC, a.pagu DESC;
