"""All of a comparison as one workbook: map, small multiples, ranking, peers, largest, trend, who is missing and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any

import streamlit as st

from nomenclature.wilayah import all_regions
from normalize.types import TingkatBaris
from output.compare import Comparison, Largest, Missing, RegionRow, Unused, Wilayah
from renja._version import __version__
from renja.show.comparison import (
    COLUMNS,
    LARGEST_COLUMNS,
    PLACE_COLUMNS,
    largest_records,
    place_records,
    reason_text,
    region_records,
)
from renja.show.places import Cover, provinces, ranked, regencies
from renja.show.wording import moment_text
from renja.show.workbook import Sheet, workbook
from renja.web.data import perbandingan as data
from renja.web.labels import label, stage_label
from renja.web.language import language, say
from renja.web.settings import Settings
from renja.web.standing import said_of
from renja.web.text import day, is_missing, number, one_language, percent

_RANKED = ("peringkat", *COLUMNS, "cakupan", "dibaca", "tahap_lain")
_PEERS = (
    "kode_wilayah", "wilayah", "bagian", "lebih_tinggi_dari_persen", "sejenis", "di_bawah", "kalimat", "kriteria",
    "tidak_dihitung",
)  # fmt: skip
_DOCUMENTS = (
    "doc_id", "berkas", "wilayah", "perangkat_daerah", "jenis_dokumen", "tahap", "tahun", "tahun_akhir", "status",
    "nilai_uang_tercetak", "nilai_uang_dipahami", "cakupan", "dibaca", "sebab",
)  # fmt: skip
_MISSING = ("kode_wilayah", "wilayah", "sebab")
_UNUSED = ("doc_id", "berkas", "wilayah", "sebab")
_MOST_LARGEST = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What the workbook is of: a code and year, whose budgets are summed on the map and ranked, and a province."""

    kode: str
    tahun: int
    on_map: data.Choice
    in_ranking: data.Choice
    province: str | None


def everything(settings: Settings, asked: Asked) -> bytes:
    """The workbook. ``BadCode``."""
    root, tahun = settings.dataset, asked.tahun
    found = data.compared(root, asked.kode, tahun, asked.on_map)
    ranking = data.compared(root, asked.kode, tahun, asked.in_ranking)
    by = data.one_by(asked.in_ranking)
    covers = data.covers(root, tahun, by)
    largest = data.largest_items(root, tahun, TingkatBaris.PROGRAM, _MOST_LARGEST, _all_of(asked))
    trend = data.over_years(root, asked.kode, asked.in_ranking)
    sheets = [
        *_map_sheets(settings, asked, found),
        _sheet("ranking", _RANKED, _ranking(ranking, covers)),
        _sheet("peers", _PEERS, _peers(ranking)),
        _sheet("largest", (*LARGEST_COLUMNS, "cakupan", "dibaca"), _largest(settings, largest, tahun)),
        _sheet("trend", COLUMNS, region_records(trend)),
        _sheet("documents", _DOCUMENTS, _documents(settings, asked)),
        _sheet("missing", _MISSING, _missing((*found.hilang, *ranking.hilang))),
        _sheet("unused", _UNUSED, _unused((*found.tak_terpakai, *ranking.tak_terpakai))),
    ]
    return workbook(sheets, _about(settings, asked, found), say("page_semua.about"))


def _all_of(asked: Asked) -> data.Choice:
    return data.Choice(None, asked.on_map.tahap, asked.on_map.jenis)


def _sheet(name: str, columns: tuple[str, ...], records: list[dict[str, Any]]) -> Sheet:
    return Sheet(say(f"page_semua.{name}"), columns, records)


def _map_sheets(settings: Settings, asked: Asked, found: Comparison) -> list[Sheet]:
    root, official = settings.dataset, all_regions()
    places = provinces(found, official, data.covers(root, asked.tahun, data.one_by(asked.on_map)))
    below = data.compared(
        root, asked.kode, asked.tahun, data.Choice(Wilayah.KABKOTA, asked.on_map.tahap, asked.on_map.jenis)
    )
    covers = data.covers(root, asked.tahun, Wilayah.KABKOTA)
    shown = [asked.province] if asked.province else [place.kode for place in places if place.cover is not None]
    small = [place for province in shown for place in regencies(below, official, covers, province)]
    return [
        _sheet("map", PLACE_COLUMNS, place_records(ranked(places, "bagian"), language())),
        _sheet("regencies", PLACE_COLUMNS, place_records(ranked(small, "bagian"), language())),
    ]


def _ranking(found: Comparison, covers: Mapping[str, Cover]) -> list[dict[str, Any]]:
    marked, rows = found.marked(), found.by_share()
    return [
        {"peringkat": rank, **record, **_covered(covers.get(row.kode_wilayah)), "tahap_lain": _star(row, marked)}
        for rank, (row, record) in enumerate(zip(rows, region_records(rows), strict=True), 1)
    ]


def _star(row: RegionRow, marked: frozenset[str]) -> str:
    return "*" if row.kode_wilayah in marked else ""


def _covered(cover: Cover | None) -> dict[str, Any]:
    if cover is None:
        return {"cakupan": None, "dibaca": ""}
    return {"cakupan": cover.percent, "dibaca": "" if cover.dibaca is None else day(cover.dibaca)}


def _peers(found: Comparison) -> list[dict[str, Any]]:
    told = [(row, said) for row in found.by_share() if (said := said_of(found, row)) is not None]
    return [
        {
            "kode_wilayah": row.kode_wilayah,
            "wilayah": row.wilayah,
            "bagian": said.held.bagian,
            "lebih_tinggi_dari_persen": said.held.percent,
            "sejenis": said.held.sejenis,
            "di_bawah": said.held.di_bawah,
            "kalimat": f"{row.wilayah}: {said.rank}",
            "kriteria": said.criteria,
            "tidak_dihitung": said.left_out,
        }
        for row, said in told
    ]


def _largest(settings: Settings, found: tuple[Largest, ...], tahun: int) -> list[dict[str, Any]]:
    covers = data.covers(settings.dataset, tahun, Wilayah.PROVINSI) | data.covers(
        settings.dataset, tahun, Wilayah.KABKOTA
    )
    return [
        record | _covered(covers.get(each.kode_wilayah))
        for each, record in zip(found, largest_records(found), strict=True)
    ]


def _documents(settings: Settings, asked: Asked) -> list[dict[str, Any]]:
    """The documents of the year by region: what was understood of each and when it was read."""
    frame = data.covered(settings.dataset, asked.tahun, Wilayah.GABUNGAN, asked.province)
    return [
        {
            **{name: _held(row[name]) for name in ("doc_id", "wilayah", "perangkat_daerah", "tahun", "tahun_akhir")},
            "berkas": PurePath(str(row["berkas"])).name,
            "jenis_dokumen": stage_label(row["jenis_dokumen"], None),
            "tahap": label(row["tahap"]),
            "status": label(row["status"]),
            "nilai_uang_tercetak": _held(row["tabel"]),
            "nilai_uang_dipahami": _held(row["bermakna"]),
            "cakupan": _held(row["cakupan"]),
            "dibaca": day(row["waktu_ingest"]),
            "sebab": one_language(row["pesan"]),
        }
        for row in frame.to_dict("records")
    ]


def _held(value: Any) -> Any:
    if is_missing(value):
        return None
    return int(value) if hasattr(value, "__index__") else value


def _missing(found: Sequence[Missing]) -> list[dict[str, Any]]:
    once = {each.kode_wilayah: each for each in found}
    return [
        {"kode_wilayah": kode, "wilayah": each.wilayah, "sebab": reason_text(each.alasan, language())}
        for kode, each in sorted(once.items())
    ]


def _unused(found: Sequence[Unused]) -> list[dict[str, Any]]:
    once = {each.doc_id: each for each in found}
    return [
        {
            "doc_id": doc_id,
            "berkas": PurePath(each.berkas).name,
            "wilayah": each.wilayah or "",
            "sebab": one_language(each.sebab),
        }
        for doc_id, each in once.items()
    ]


def _about(settings: Settings, asked: Asked, found: Comparison) -> list[tuple[str, str]]:
    """What was compared, by which rules, how much of it was understood, and when."""
    held = list(data.covers(settings.dataset, asked.tahun, Wilayah.GABUNGAN).values())
    amounts, known = sum(each.tabel for each in held), sum(each.bermakna for each in held)
    last = max((each.dibaca for each in held if each.dibaca is not None), default=None)
    kind = asked.on_map.jenis
    values = {
        "code": asked.kode,
        "name": found.nama or "",
        "year": str(asked.tahun),
        "on_map": label(data.one_by(asked.on_map)),
        "in_ranking": label(data.one_by(asked.in_ranking)),
        "stage": label(asked.on_map.tahap),
        "kind": say("page_perbandingan.all_kinds") if kind is None else label(kind),
        "province": asked.province or say("page_semua.all_provinces"),
        "coverage": f"{percent(100 * known / amounts) if amounts else '–'} ({number(known)} / {number(amounts)})",
        "documents_counted": number(sum(each.dokumen for each in held)),
        "last_read": day(last),
        "made": moment_text(datetime.now(UTC)),
        "version": __version__,
        "rule": say("page_perbandingan.one_document_speaks_for"),
        "peers_rule": say("page_semua.peers_rule_said"),
        "star": say("page_perbandingan.marked_is_another", asked=asked_stage(asked.on_map)),
        "largest_rule": say("page_semua.largest_rule_said", most=_MOST_LARGEST),
    }
    return [(say(f"page_semua.about_{name}"), value) for name, value in values.items()]


def asked_stage(choice: data.Choice) -> str:
    """The kind and stage that speak first, in words."""
    return stage_label(choice.jenis or "renja", choice.tahap)


def show_everything(settings: Settings, asked: Asked) -> None:
    """The button; the workbook is made when it is pressed."""
    st.download_button(
        say("page_semua.download"),
        lambda: everything(settings, asked),
        f"renja_perbandingan_{asked.kode}_{asked.tahun}.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore",
        key="unduh_semua",
        help=say("page_semua.what_it_holds"),
    )


def ranking_choice(settings: Settings, chosen: data.Choice) -> data.Choice:
    """The choice of the ranking, which may sum other governments than the map: the last one made in this session."""
    said = str(st.session_state.get("oleh") or "")
    by = Wilayah(said) if said in set(Wilayah) else data.usual_by(settings.dataset)
    return data.Choice(by, chosen.tahap, chosen.jenis)
