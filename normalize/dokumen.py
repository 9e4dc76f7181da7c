"""What a document is: kind, stage, year, office, region phrases, from where it says so itself.

Every place that speaks of the document votes (``normalize.votes``): cover, title, letterhead, filled-in lines, page
heads, signatures, preface, chapter and table titles, cells, body, and at last the file's name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from extract.types import PageResult
from normalize.jenis_dokumen import vote_kind, vote_stage
from normalize.perangkat import vote_office
from normalize.sampul import Front, read_front
from normalize.tahun import vote_years
from normalize.tempat import rank_places
from normalize.types import DocumentMeta, JenisDokumen

_EDITIONS = (
    ("900.1-861/2026", r"900[.]1\s*[-–]\s*861"),
    ("900.1-2850/2025", r"900[.]1\s*[-–]\s*2850"),
    ("900.1.15.5-3406/2024", r"900[.]1[.]15[.]5\s*[-–]\s*3406"),
    ("900.1.15.5-1317/2023", r"900[.]1[.]15[.]5\s*[-–]\s*1317"),
    ("050-5889/2021", r"050\s*[-–.]\s*5889"),
    ("050-3708/2020", r"050\s*[-–.]\s*3708"),
    ("90/2019", r"(?:PERMENDAGRI|PERATURAN\s*MENTERI\s*DALAM\s*NEGERI)\D{0,40}90\s*TAHUN\s*2019"),
)


def read_meta(pages: Sequence[PageResult], berkas: str = "") -> DocumentMeta:
    """The document's metadata, from the running text of its pages in order; ``berkas`` is the file's name."""
    front = read_front(pages)
    name = file_words(berkas)
    kind = vote_kind(front, name)
    jenis = kind.value if kind else JenisDokumen.LAINNYA
    stage = vote_stage(front, name, jenis)
    years = vote_years(front, name, jenis)
    places = rank_places(front, name)
    office = vote_office(front, jenis, places.phrases)
    told = (("jenis", kind), ("tahap", stage), ("tahun", years), ("perangkat daerah", office))
    return DocumentMeta(
        jenis=jenis,
        tahap=stage.value if stage else None,
        tahun=years.value[0] if years else None,
        tahun_akhir=years.value[1] if years else None,
        wilayah=places.phrases,
        perangkat_daerah=office.value if office else None,
        edisi=_edition(front, pages),
        alasan=(*(found.reasons(what) for what, found in told if found), *places.alasan),
    )


def file_words(berkas: str) -> str:
    """A file's name as words: letters and digits apart, signs as spaces.

    >>> file_words("12_renja2024-final.pdf"), file_words("RENSTRA_2021-2026.pdf")
    ('12 renja 2024 final', 'RENSTRA 2021-2026')
    """
    name = re.sub(r"(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])", " ", PurePath(berkas).stem)
    name = re.sub(r"(?<![0-9])(20[0-9]{2})[ _\-.]+(20[0-9]{2})(?![0-9])", r"\1–\2", name)
    return re.sub(r"[_\-.+%]+", " ", name).replace("–", "-")


def _edition(front: Front, pages: Sequence[PageResult]) -> str | None:
    """The edition that a table's title claims, else the latest one that the text cites."""
    whole = "\n".join(line.text for page in pages[:40] for line in page.lines)
    for text in ("\n".join(front.captions), whole):
        for edition, pattern in _EDITIONS:
            if re.search(pattern, text, re.IGNORECASE):
                return edition
    return None
