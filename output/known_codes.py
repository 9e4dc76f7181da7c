"""The view ``hitung_kode``: what each file has money for, by code, and by name where a program has none."""

from __future__ import annotations

from output.derived import FILE, Derived
from output.office_years import LEVELS


def spelled_sql(column: str) -> str:
    """A name in one spelling: its letters and digits, without the word Program or Kegiatan in front."""
    bare = rf"regexp_replace(lower({column}), '^\W*(sub\W*)?(program|kegiatan)\b', '')"
    return f"regexp_replace({bare}, '[^0-9a-z]', '', 'g')"


_REGION = "coalesce(kode_kabkota, kode_provinsi)"
KNOWN_CODES = Derived(
    "hitung_kode",
    "anggaran",
    f"""
WITH berlaku AS (FROM {{rows}} WHERE tingkat_baris IN {LEVELS}), bernama AS (
  SELECT kode, NULL AS ejaan, nama_baku, nama, tingkat_baris, doc_id, {_REGION} AS wilayah, {FILE}
  FROM berlaku WHERE kode IS NOT NULL
  UNION ALL
  SELECT bidang_urusan, NULL, NULL, NULL, 'bidang_urusan', doc_id, {_REGION}, {FILE}
  FROM berlaku WHERE bidang_urusan IS NOT NULL
  UNION ALL
  SELECT NULL, {spelled_sql("nama")}, NULL, nama, tingkat_baris, doc_id, {_REGION}, {FILE}
  FROM berlaku WHERE kode IS NULL AND tingkat_baris = 'program'
)
SELECT kode, ejaan, min(nama) AS nama, min(tingkat_baris) AS tingkat_baris, count(DISTINCT doc_id) AS dokumen,
       list_sort(coalesce(list(DISTINCT wilayah) FILTER (wilayah IS NOT NULL), [])) AS wilayah,
       map_entries(coalesce(histogram(nama_baku) FILTER (nama_baku IS NOT NULL), MAP())) AS baku, {FILE}
FROM bernama GROUP BY kode, ejaan, {FILE}""",
)
"""``kode``, else ``ejaan``, the spelling of a program that has none; ``dokumen`` so many have it; ``wilayah`` the
regions that have; ``baku``: how often each official name stands beside the code. A document stands in one file, so
documents may be added up.
"""

LISTED = f"""
WITH dikenal AS (
  SELECT kode, nama, tingkat_baris, dokumen, wilayah, baku FROM {KNOWN_CODES.name} WHERE kode IS NOT NULL
  UNION ALL
  SELECT min(nama) OVER (PARTITION BY ejaan), nama, tingkat_baris, dokumen, wilayah, baku FROM {KNOWN_CODES.name}
  WHERE kode IS NULL
), diminta AS (FROM dikenal WHERE $induk IS NULL OR starts_with(kode, $induk || '.')), isi AS (
  SELECT kode, min(nama) AS nama, min(tingkat_baris) AS tingkat, sum(dokumen)::BIGINT AS dokumen
  FROM diminta GROUP BY kode
), tempat AS (
  SELECT kode, count(DISTINCT satu) AS wilayah FROM (SELECT kode, unnest(wilayah) AS satu FROM diminta) GROUP BY kode
), sebutan AS (
  SELECT kode, first(nama ORDER BY n DESC, nama) AS nama_baku FROM (
    SELECT kode, satu.key AS nama, sum(satu.value) AS n FROM (SELECT kode, unnest(baku) AS satu FROM diminta)
    GROUP BY ALL
  ) GROUP BY kode
)
SELECT kode, coalesce(nama_baku, nama, ''), tingkat, dokumen, coalesce(wilayah, 0)
FROM isi LEFT JOIN tempat USING (kode) LEFT JOIN sebutan USING (kode)
ORDER BY regexp_matches(kode, '^[0-9X]+(\\.|$)') DESC, kode"""
"""What can be asked for, with name, level, documents and regions: codes, those of bidang urusan, and names of programs
without a code. The name is the official one that is most frequent, else the first. Parameter ``$induk`` (null: any).
"""
