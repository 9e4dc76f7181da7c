"""Tables that a regulation asks for: said to be missing only where neither a table nor any printed title is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from audit.document import DocumentView
from normalize.types import JenisDokumen, JenisTabel
from records.findings import Cek, Finding, Keparahan, Sebab

T = JenisTabel


class Required(NamedTuple):
    """A table that must be there: what to call it, the kinds that it may be read as, what its titles say."""

    name: str
    kinds: tuple[JenisTabel, ...]
    title: re.Pattern[str]


def _form(number: str, words: str) -> re.Pattern[str]:
    return re.compile(rf"\bT\W{{0,3}}C\W{{0,3}}{number}\b|{words}", re.I)


_REQUIRED: Mapping[JenisDokumen, tuple[Required, ...]] = {
    JenisDokumen.RENJA: (
        Required(
            "evaluasi Renja tahun lalu (T-C.29)",
            (T.EVALUASI_RENJA, T.REALISASI_ANGGARAN),
            _form("29", r"evaluasi (?:hasil )?(?:pelaksanaan )?(?:rencana kerja|renja)"),
        ),
        Required(
            "pencapaian kinerja pelayanan (T-C.30)",
            (T.KINERJA_PELAYANAN,),
            _form("30", r"(?:pen)?capaian kinerja pelayanan"),
        ),
        Required(
            "reviu rancangan awal RKPD (T-C.31)",
            (T.REVIEW_RKPD,),
            _form("31", r"(?:review|reviu|telaah\w*) (?:terhadap )?rancangan awal"),
        ),
        Required(
            "usulan masyarakat (T-C.32)",
            (T.USULAN_MASYARAKAT,),
            _form("32", r"usulan (?:program|kegiatan|masyarakat|pemangku)"),
        ),
        Required(
            "rencana program dan pendanaan (T-C.33)",
            (T.RENCANA_PENDANAAN,),
            _form("33", r"rencana (?:kerja dan pendanaan|program|kegiatan)"),
        ),
    ),
    JenisDokumen.RENSTRA: (
        Required(
            "program, kegiatan, dan pendanaan (T-C.27)",
            (T.PENDANAAN_RENSTRA,),
            _form("27", r"program\W+kegiatan\b.*pendanaan"),
        ),
        Required("indikator kinerja (T-C.28)", (T.INDIKATOR_KINERJA,), _form("28", r"indikator kinerja")),
    ),
    JenisDokumen.LKJIP: (
        Required("perjanjian kinerja", (T.PERJANJIAN_KINERJA,), re.compile(r"(?:perjanjian|penetapan) kinerja", re.I)),
        Required(
            "pengukuran kinerja",
            (T.PENGUKURAN_KINERJA, T.INDIKATOR_KINERJA),
            re.compile(r"pengukuran kinerja|capaian (?:indikator )?kinerja|realisasi kinerja", re.I),
        ),
        Required(
            "realisasi anggaran",
            (T.REALISASI_ANGGARAN,),
            re.compile(r"(?:realisasi|serapan|penyerapan) (?:anggaran|keuangan|belanja)", re.I),
        ),
    ),
}
_CAPTION = re.compile(r"\W{0,3}(?:tabel|formulir|form\b|lampiran|T\W{0,3}C\W{0,3}\d)", re.I)
"""How a printed title of a table begins; headings of chapters and sentences name the same things."""
_CAPTION_LINES = 3
"""Lines that a title runs over."""


def tabel_wajib(document: DocumentView) -> Iterator[Finding]:
    """Tables that the regulation asks for of which neither one was read nor a page prints the title."""
    present = {view.matched.source.jenis for view in document.tables}
    wanted = _REQUIRED.get(document.meta.jenis, ())
    missing = [one for one in wanted if present.isdisjoint(one.kinds)]
    if not missing or len(missing) == len(wanted):
        return
    titles = list(_titles(document))
    names = [one.name for one in missing if not any(one.title.search(title) for title in titles)]
    if not names:
        return
    text = f"Tabel yang diwajibkan tidak ditemukan dalam dokumen: {'; '.join(names)}."
    nothing, page = None, document.tables[0].matched.source.table.pages[0]
    yield Finding(
        Cek.TABEL_WAJIB, Keparahan.INFO, Sebab.TAK_PASTI, 0, nothing, nothing, nothing, nothing, nothing, nothing,
        nothing, page, text, (),
    )  # fmt: skip


def _titles(document: DocumentView) -> Iterator[str]:
    """All titles of tables that the document prints: of those that were read as something else, and in its text."""
    for view in document.tables:
        yield " ".join((view.matched.source.table.judul or "").split())
    for page in document.pages:
        for at, line in enumerate(page.lines):
            if _CAPTION.match(line.text):
                yield " ".join(each.text for each in page.lines[at : at + _CAPTION_LINES])
