-- Satu program di semua wilayah dan tahun: ganti kodenya.
-- One program in all regions and years: change the code.
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
SELECT wilayah, tahun, sum(pagu) AS pagu, sum(prakiraan_maju) AS prakiraan_maju, any_value(jenis_dokumen) AS jenis,
       any_value(tahap) AS tahap, any_value(tingkat_baris) AS dari_baris, count(DISTINCT doc_id) AS dokumen
FROM (  -- baris kode itu sendiri; bila pagunya kosong, tingkat di bawahnya (its own row; where empty, the level below)
  SELECT coalesce(a.kabkota, a.provinsi) AS wilayah, a.*
  FROM anggaran a JOIN dipilih p ON p.doc_id = a.doc_id AND p.tahun = a.tahun
                          AND p.perangkat_daerah IS NOT DISTINCT FROM a.perangkat_daerah
  WHERE a.kode ^@ '1.06.04' AND a.pagu IS NOT NULL
  QUALIFY length(a.kode) = min(length(a.kode)) OVER (PARTITION BY a.doc_id, a.perangkat_daerah, a.tahun)
)
GROUP BY wilayah, tahun
ORDER BY tahun DESC, pagu DESC;
