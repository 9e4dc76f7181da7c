"""Findings: filtered, opened on their page with the cells that take part marked, and decided on."""

from __future__ import annotations

from pathlib import PurePath

import pandas as pd
import streamlit as st

from audit.listing import ListedFinding
from records.findings import Sebab
from renja.web import link
from renja.web.data import dokumen as documents
from renja.web.data import temuan as data
from renja.web.figures import show_figures
from renja.web.labels import label
from renja.web.language import say
from renja.web.settings import Settings
from renja.web.table import Column, choose_row, show_table
from renja.web.text import is_missing, number, plain, rupiah
from renja.web.views.baris import measure_text, value_text
from renja.web.views.buka import open_row
from renja.web.views.dokumen import ALL, region_name
from renja.web.views.keputusan import show_decision, show_decision_on_many
from renja.web.views.panel import show_sheet, show_strip

_SEVERITIES = ("galat", "peringatan", "info")
_DECISIONS = (ALL, data.UNDECIDED, "diterima", "ditolak", "perlu_dicek")
_MONEY = ("pagu", "realisasi", "prakiraan_maju", "sisa")


def show(settings: Settings) -> None:
    """Draws the view."""
    with st.container(key="saringan_temuan"):
        filters = _choose_filters(settings)
    with st.spinner(say("Mencari temuan …", "Looking for findings …")):
        frame, count, rejected = data.listed(settings.dataset, filters)
    if frame.empty:
        link.tell_not_found("temuan")
        st.info(say("Tidak ada temuan dengan saringan ini.", "No findings pass these filters."))
        return
    shown = min(count, len(frame))
    few = "" if shown == count else say(f", {number(shown)} ditampilkan", f", {number(shown)} shown")
    apart = say(f", {number(rejected)} di antaranya ditolak", f", {number(rejected)} of them rejected")
    st.caption(f"{number(count)} {say('temuan', 'findings')}{few}{apart if rejected else ''}")
    names = [str(name) for name in frame["temuan_id"]]
    link.settle("temuan", names, names[0])
    _list(frame)
    show_decision_on_many(settings, frame)
    _steps(names)
    finding = data.finding(settings.dataset, str(st.session_state["temuan"]))
    if finding is not None:
        _finding(settings, finding)


def _choose_filters(settings: Settings) -> data.Filters:
    root = settings.dataset
    kinds, regions = data.kinds(root), documents.regions(root)
    first, second = st.columns([3, 2, 2]), st.columns([2, 3, 3, 2])
    with first[0]:
        cek = link.choose_several(say("Jenis", "Kind"), "cek", list(kinds), _kind_namer(kinds), placeholder=_any())
    with first[1]:
        grave = link.choose_several(say("Keparahan", "Severity"), "keparahan", _SEVERITIES, label, placeholder=_any())
    with first[2]:
        sebab = link.choose_several(say("Sebab", "Whose fault"), "sebab", list(Sebab), label, placeholder=_any())
    with second[0]:
        daerah = link.choose(
            say("Wilayah", "Region"), "daerah", [ALL, *regions], ALL, lambda kode: region_name(regions, kode)
        )
    daerah_or_none = None if daerah == ALL else daerah
    with second[1]:
        offices = [ALL, *data.offices(root, daerah_or_none)]
        kantor = link.choose(say("Perangkat daerah", "Office"), "kantor", offices, ALL, _office_name)
    kantor_or_none = None if kantor == ALL else kantor
    with second[2]:
        files = data.documents(root, daerah_or_none, kantor_or_none)
        dokumen = link.choose(
            say("Dokumen", "Document"), "berkas", [ALL, *files], ALL, lambda doc: files.get(doc) or say("Semua", "All")
        )
    with second[3]:
        keputusan = link.choose(say("Keputusan", "Decision"), "keputusan", _DECISIONS, ALL, _decision_name)
    return data.Filters(
        tuple(cek),
        tuple(grave),
        daerah_or_none,
        kantor_or_none,
        None if keputusan == ALL else keputusan,
        tuple(sebab),
        None if dokumen == ALL else dokumen,
    )


def _any() -> str:
    return say("semua", "all")


def _kind_namer(kinds: dict[str, int]) -> link.Shown:
    return lambda cek: f"{label(cek)} ({number(kinds[cek])})" if kinds[cek] else label(cek)


def _office_name(name: str) -> str:
    return say("Semua perangkat daerah", "All offices") if name == ALL else name


def _decision_name(name: str) -> str:
    if name == ALL:
        return say("Semua", "All")
    return say("belum diputuskan", "undecided") if name == data.UNDECIDED else label(name)


def _list(frame: pd.DataFrame) -> None:
    shown = frame.assign(
        berat=[label(grave) for grave in frame["keparahan"]],
        jenis=[label(cek) for cek in frame["cek"]],
        putusan=[label(each) for each in frame["keputusan"]],
        nama=[PurePath(str(name)).name for name in frame["berkas"]],
    )
    columns = [
        Column("berat", say("Keparahan", "Severity"), width=95),
        Column("jenis", say("Jenis", "Kind"), width=130),
        Column("penjelasan", say("Penjelasan", "Explanation"), width=460),
        Column("wilayah", say("Wilayah", "Region"), width=150),
        Column("perangkat_daerah", say("Perangkat daerah", "Office"), width=150),
        Column("halaman", say("Hlm", "Page"), width=55),
        Column("putusan", say("Keputusan", "Decision"), width=100),
        Column("nama", say("Berkas", "File"), width=200),
    ]
    alt = say("Daftar temuan", "List of findings")
    choose_row(
        shown, columns, alt, key="pilih_temuan", by="temuan_id", state="temuan", clears="hlm_temuan", most_rows=8
    )


def _steps(names: list[str]) -> None:
    at = names.index(str(st.session_state["temuan"]))
    with st.container(horizontal=True, vertical_alignment="center"):
        for text, to in ((say("◀ Sebelumnya", "◀ Previous"), at - 1), (say("Berikutnya ▶", "Next ▶"), at + 1)):
            inside = 0 <= to < len(names)
            chosen = {"temuan": names[to] if inside else None, "hlm_temuan": None}
            st.button(text, disabled=not inside, on_click=link.go, kwargs=chosen)
        st.caption(f"{number(at + 1)} / {number(len(names))}")


def _finding(settings: Settings, finding: ListedFinding) -> None:
    document = documents.head(settings.dataset, finding.doc_id)
    if document is None:
        return
    st.subheader(f"{plain(label(finding.cek))} · {plain(label(finding.keparahan))}", anchor=False)
    st.markdown(plain(finding.penjelasan))
    _figures(finding)
    marks = data.marks(settings.dataset, finding)
    pages = list(dict.fromkeys([finding.halaman, *sorted({mark.page for mark in marks})]))
    page = _choose_page(pages)
    show_strip(settings, document, page, marks, "temuan")
    left, right = st.columns([3, 2])
    with left:
        show_sheet(settings, document, page, marks, "temuan")
        st.caption(
            say(
                "Merah: baris temuan; biru: yang dibandingkan; jingga: kalimat.",
                "Red: the finding's row; blue: what it is compared with; orange: the sentence.",
            )
        )
    with right:
        _rows(settings, finding)
        show_decision(settings, finding)
        text = say("Bacaannya salah? Koreksi baris ini", "Wrong reading? Correct this row")
        if finding.baris_id is not None:
            args = (settings, finding.baris_id, "koreksi")
            st.button(text, icon=":material/edit:", on_click=open_row, args=args)


def _figures(finding: ListedFinding) -> None:
    amount = rupiah if finding.ukuran in _MONEY else number
    measure = measure_text(finding.ukuran, finding.konteks, finding.tahun) if finding.ukuran else "–"
    show_figures(
        [
            (say("Tertulis", "Printed"), amount(finding.tertulis)),
            (say("Dihitung", "Computed"), amount(finding.dihitung)),
            (say("Selisih", "Difference"), amount(finding.selisih)),
            (say("Ukuran", "Measure"), plain(measure)),
            (say("Sebab", "Whose fault"), plain(label(finding.sebab))),
            (say("Kemungkinan penyebab", "Probable cause"), plain(label(finding.penyebab))),
        ]
    )


def _choose_page(pages: list[int]) -> int:
    if len(pages) < 2:
        return pages[0]
    link.settle("hlm_temuan", pages, pages[0])
    chosen = st.segmented_control(
        say("Halaman yang terlibat", "Pages that take part"), pages[:12], key="hlm_temuan", required=True
    )
    return pages[0] if chosen is None else int(chosen)


def _rows(settings: Settings, finding: ListedFinding) -> None:
    frame = data.evidence_rows(settings.dataset, finding)
    if frame.empty:
        return
    shown = frame.assign(
        tingkat=[label(level) for level in frame["tingkat_baris"]],
        angka=[value_text(v, s) for v, s in zip(frame["nilai"], frame["satuan"], strict=True)],
        tanda=["●" if baris == finding.baris_id else "" for baris in frame["baris_id"]],
    )
    columns = [
        Column("tanda", " ", width=30),
        Column("kode", say("Kode", "Code"), width=115),
        Column("teks", say("Tercetak", "Printed"), width=110),
        Column("angka", say("Dibaca", "Read as"), width=140),
        Column("nama", say("Nama", "Name"), width=260),
        Column("halaman", say("Hlm", "Page"), width=55),
    ]
    if is_missing(finding.ukuran):
        columns = [column for column in columns if column.name not in ("teks", "angka")]
    st.markdown(f"**{say('Baris yang terlibat', 'Rows that take part')}**")
    show_table(
        shown, columns, say("Baris yang terlibat dalam temuan", "Rows that take part in the finding"), most_rows=9
    )
