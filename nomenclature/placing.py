"""Offices that are named with their region and nothing between: "Dinas Sosial Jawa Timur", "Badan Pendapatan Aceh".

Provinces above all name their offices so. The region's name is no part of the office's, and where the document names
its region nowhere else this is how it does.
"""

from __future__ import annotations

import re
from dataclasses import replace

from nomenclature.wilayah import find_wilayah, region_label, region_named
from normalize.types import DocumentMeta
from records.matched import Wilayah

_OF_A_REGION = re.compile(
    r"(?:dinas|badan|inspektorat|sekretariat|satuan polisi|biro|bappe\w+|bapenda)\b", re.IGNORECASE
)
"""Offices of which a government has one: those of a kecamatan, a hospital or a unit bear names of places themselves."""
_JOINING = re.compile(r"(?:\b(?:dan|serta|di|ke|dari|untuk)|[&,/])$", re.IGNORECASE)
"""Behind these a name goes on: "Mineral dan Batu Bara" is no kabupaten."""
_LONGEST = 4
"""Words of a region's name, at most."""


def placed(meta: DocumentMeta) -> DocumentMeta:
    """The metadata with the region's name taken off the office's, and as the document's region where it has none."""
    if meta.perangkat_daerah is None:
        return meta
    known = find_wilayah(meta.wilayah)
    office, region = without_region(meta.perangkat_daerah, known)
    if region is None:
        return meta
    if known.tingkat is not None:
        return replace(meta, perangkat_daerah=office)
    label = region_label(region)
    why = f"wilayah: nama perangkat daerah {meta.perangkat_daerah!r}"
    told = tuple(line for line in meta.alasan if not line.startswith("wilayah:"))
    return replace(meta, perangkat_daerah=office, wilayah=(label, *meta.wilayah), alasan=(*told, why))


def without_region(office: str, known: Wilayah = Wilayah()) -> tuple[str, Wilayah | None]:  # noqa: B008 - frozen
    """The office's name without the region that it ends with, and this region; None where it ends with none.

    ``known``: the document's region; an office that ends with the name of another one keeps it.

    >>> without_region("Dinas Sosial Jawa Timur")[0], without_region("Dinas Mineral dan Batu Bara")[0]
    ('Dinas Sosial', 'Dinas Mineral dan Batu Bara')
    """
    words = office.split()
    if not _OF_A_REGION.match(office):
        return office, None
    for count in range(min(_LONGEST, len(words) - 1), 0, -1):
        rest = " ".join(words[:-count])
        region = region_named(" ".join(words[-count:]))
        if region is not None and not _JOINING.search(rest) and _agrees(region, known):
            return rest, region
    return office, None


def _agrees(region: Wilayah, known: Wilayah) -> bool:
    if known.tingkat is None:
        return True
    return region in (known, Wilayah("provinsi", known.kode_provinsi, known.provinsi))
