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
    with st.expander(say("page_hilang.regions_not_here_why", count=count)):
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
    title = say("page_hilang.documents_could_not_be", count=count)
    frame = pd.DataFrame(
        {
            "nama": [PurePath(each.berkas).name for each in useless],
            "wilayah": [each.wilayah or DASH for each in useless],
            "sebab": [one_language(each.sebab, brackets=True) for each in useless],
            "doc_id": [each.doc_id for each in useless],
        }
    )
    columns = [
        Column("nama", say("page_hilang.file"), width="medium"),
        Column("wilayah", say("page_hilang.region")),
        Column("sebab", say("page_hilang.why"), width="large"),
    ]
    with st.expander(title):
        choose_row(frame, columns, title, key="pilih_tak_terpakai", by="doc_id", state="tak_terpakai", most_rows=8)
        document_button(st.session_state.get("tak_terpakai"), dict(zip(frame["doc_id"], frame["nama"], strict=True)))


def reason_name(reason: Alasan) -> str:
    """Why a region has no figures, in words."""
    names = {
        Alasan.TANPA_DOKUMEN: say("page_hilang.no_document"),
        Alasan.TANPA_TAHUN: say("page_hilang.no_document_year"),
        Alasan.GAGAL: say("page_hilang.its_document_could_not"),
        Alasan.TAK_DIPAHAMI: say("page_hilang.its_document_s_money"),
        Alasan.TAK_PASTI: say("page_hilang.unsure_its_money_not"),
        Alasan.DISARING: say("page_hilang.there_but_another_stage"),
        Alasan.TANPA_ANGGARAN: say("page_hilang.its_document_prints_no"),
        Alasan.TANPA_KODE: say("page_hilang.its_document_does_not"),
    }
    return names[reason]
