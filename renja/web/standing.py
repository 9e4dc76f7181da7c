"""The sentence that people quote: where a region stands among its peers, and by which criteria they are its peers."""

from __future__ import annotations

from dataclasses import dataclass

from output.compare import Comparison, RegionRow
from renja.show.peers import Standing, standing
from renja.web.labels import label, stage_label
from renja.web.language import say
from renja.web.text import number, percent


@dataclass(frozen=True, slots=True)
class Said:
    """A region's ``rank`` among its peers, their ``criteria``, and who is alike but ``left_out``; as plain texts."""

    rank: str
    criteria: str
    left_out: str
    held: Standing


def said_of(found: Comparison, row: RegionRow) -> Said | None:
    """What is said of a region of a comparison; None where it has no share."""
    held = standing(found.rows, row.kode_wilayah)
    if held is None:
        return None
    office = "" if held.kantor is None else say("page_perbandingan.office_said", kantor=held.kantor)
    stage = ", ".join([*(stage_label(kind, None) for kind in row.jenis), *map(label, row.tahap)])
    level = say(f"page_perbandingan.level_{held.tingkat}")
    criteria = say(
        "page_perbandingan.level_code_year",
        tingkat=level,
        kode=found.kode,
        tahun=found.tahun,
        stage=stage,
        office=office,
    )
    return Said(_rank(held, level), criteria, _left_out(held), held)


def _rank(held: Standing, level: str) -> str:
    share = percent(held.bagian)
    if held.percent is None:
        return say("page_perbandingan.rank_too_few", share=share, sejenis=held.sejenis, tingkat=level)
    return say("page_perbandingan.rank", share=share, percent=held.percent, sejenis=held.sejenis, tingkat=level)


def _left_out(held: Standing) -> str:
    counts = [
        (held.tahap_lain, say("page_perbandingan.another_stage_or_kind")),
        (held.tanpa_bagian, say("page_perbandingan.without_share")),
    ]
    return "; ".join(f"{number(count)} {why}" for count, why in counts if count)
