"""What a comparison does not have: regions without figures, and documents that could not be used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

import pandas as pd
import streamlit as st

from output.compare import Alasan, Missing, Unused
from renja.web.language import say
from renja.web.table import Column, choose_row
from renja.web.text import DASH, number, one_language, plain
from renja.web.views.buka import document_button


def show_missing(missing: Sequence[Missing]) -> None:
    """A list of the regions without figures, by the reason; nothing where there is none."""
    if not missing:
        return
    count = number(len(missing))
    with st.expander(say(f"{count} wilayah tidak ada di sini, dan sebabnya", f"{count} regions are not here, and why")):
        by_reason: dict[Alasan, list[str]] = {}
        for each in missing:
            by_reason.setdefault(each.alasan, []).append(each.wilayah)
        for reason, names in by_reason.items():
            more = "" if len(names) <= 60 else f" … (+{number(len(names) - 60)})"
            st.markdown(f"**{reason_name(reason)}**: {plain(', '.join(names[:60]))}{more}")


def show_unused(useless: Sequence[Unused]) -> None:
    """Documents whose money is not in the figures: what was not understood is no lack of theirs."""
    if not useless:
        return
    count = number(len(useless))
    title = say(
        f"{count} dokumen tidak atau hanya sebagian dapat dipakai", f"{count} documents could not be used wholly"
    )
    frame = pd.DataFrame(
        {
            "nama": [PurePath(each.berkas).name for each in useless],
            "wilayah": [each.wilayah or DASH for each in useless],
            "sebab": [one_language(each.sebab, brackets=True) for each in useless],
            "doc_id": [each.doc_id for each in useless],
        }
    )
    columns = [
        Column("nama", say("Berkas", "File"), width="medium"),
        Column("wilayah", say("Wilayah", "Region")),
        Column("sebab", say("Sebab", "Why"), width="large"),
    ]
    with st.expander(title):
        choose_row(frame, columns, title, key="pilih_tak_terpakai", by="doc_id", state="tak_terpakai", most_rows=8)
        document_button(st.session_state.get("tak_terpakai"), dict(zip(frame["doc_id"], frame["nama"], strict=True)))


def reason_name(reason: Alasan) -> str:
    """Why a region has no figures, in words."""
    names = {
        Alasan.TANPA_DOKUMEN: say("tidak ada dokumen", "no document"),
        Alasan.TANPA_TAHUN: say("tidak ada dokumen tahun itu", "no document of that year"),
        Alasan.GAGAL: say("dokumennya gagal dibaca", "its document could not be read"),
        Alasan.TAK_DIPAHAMI: say("uang dokumennya tidak dapat dipakai", "its document's money could not be used"),
        Alasan.TAK_PASTI: say(
            "tidak pasti: sebagian uang dokumennya tidak dipahami", "unsure: its money is not all understood"
        ),
        Alasan.DISARING: say(
            "ada, tetapi pada tahap, jenis, atau masa lain", "there, but in another stage, kind or period"
        ),
        Alasan.TANPA_ANGGARAN: say("dokumennya tidak memuat anggaran per kode", "its document prints no money by code"),
        Alasan.TANPA_KODE: say("dokumennya tidak memuat kode itu", "its document does not have the code"),
    }
    return names[reason]
