"""What a recipe would change, before it is kept: tables and documents, sums, findings, and the rows of one table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

import pandas as pd
import streamlit as st

from normalize.recipes.types import RecipeUse
from renja.recipes.preview import Preview, TableChange
from renja.web.figures import show_figures
from renja.web.language import say
from renja.web.table import Column, show_table
from renja.web.text import DASH, brief_rupiah, number, plain, short

_MOST_ROWS, _MOST_FINDINGS = 300, 8


def show_preview(found: Preview, doc_id: str, table: int) -> None:
    """Draws what changes in all, in this table, and in the others of its layout."""
    kept = [each for each in found.tables if each.is_kept]
    gained = sum(each.rupiah[1] - each.rupiah[0] for each in kept)
    show_figures(
        [
            (say("page_resep.tables_read_with_it"), number(len(kept))),
            (say("page_resep.in_documents"), number(found.documents)),
            (say("page_resep.amounts_understood"), _moved(kept, "paham")),
            (say("page_resep.sums_close"), _moved(kept, "tutup")),
            (say("page_resep.rupiah_certain"), ("+" if gained > 0 else "") + brief_rupiah(gained)),
        ]
    )
    own = next((each for each in found.tables if (each.doc_id, each.use.tabel) == (doc_id, table)), None)
    if own is None:
        st.warning(say("page_resep.does_not_fit_this_table"))
    else:
        _show_table(own)
    _show_others([each for each in found.tables if each is not own])
    for producer, count in found.lain:
        st.info(say("page_resep.other_producer", count=number(count), producer=plain(producer)))
    if found.lama:
        names = ", ".join(plain(PurePath(name).name) for name in found.lama[:5])
        st.warning(say("page_resep.read_by_old_version", count=number(len(found.lama)), files=names))


def refusal(found: Preview, doc_id: str, table: int) -> str | None:
    """Why the recipe is not to be kept, in words; None where nothing speaks against it."""
    own = next((each for each in found.tables if (each.doc_id, each.use.tabel) == (doc_id, table)), None)
    if own is None:
        return None if found.tables else say("page_resep.fits_nothing")
    return use_text(own.use) if own.use.ditolak else None


def use_text(use: RecipeUse) -> str:
    """What became of a recipe on a table."""
    if use.cacahan:
        return say("page_resep.refused_counts")
    if use.kembar:
        return say("page_resep.refused_alike", first=plain(use.kembar[0]), second=plain(use.kembar[1]))
    if use.ditolak:
        return say("page_resep.refused_fewer", before=number(use.sebelum), after=number(use.sesudah))
    if use.utuh:
        return say("page_resep.used_wholly", before=number(use.sebelum), after=number(use.sesudah))
    lost = ", ".join(plain(name, 60) for name in use.hilang) or DASH
    return say("page_resep.used_partly", before=number(use.sebelum), after=number(use.sesudah), lost=lost)


def _show_table(change: TableChange) -> None:
    st.markdown(f"**{say('page_resep.this_table')}**")
    (st.error if change.use.ditolak else st.success)(use_text(change.use))
    pairs = (
        ("amounts_understood", change.paham), ("amounts_in_doubt", change.ragu), ("amounts_in_budget", change.anggaran),
        ("sums_do_not_close", change.terbuka),
    )  # fmt: skip
    moved = [f"{say(f'page_resep.{name}')}: {number(old)} → {number(new)}" for name, (old, new) in pairs if old != new]
    st.markdown(" · ".join(moved) or say("page_resep.nothing_changes"))
    _findings(say("page_resep.findings_vanish", count=number(len(change.temuan_hilang))), change.temuan_hilang)
    _findings(say("page_resep.findings_come", count=number(len(change.temuan_baru))), change.temuan_baru)
    if not change.baris:
        return
    frame = pd.DataFrame(
        {
            "halaman": [row.halaman for row in change.baris[:_MOST_ROWS]],
            "sebelum": [row.sebelum or say("page_resep.no_row") for row in change.baris[:_MOST_ROWS]],
            "sesudah": [row.sesudah or say("page_resep.no_row") for row in change.baris[:_MOST_ROWS]],
        }
    )
    columns = [
        Column("halaman", say("page_resep.page"), width=70),
        Column("sebelum", say("page_resep.before"), width=430),
        Column("sesudah", say("page_resep.after"), width=520),
    ]
    title = say("page_resep.rows_that_change", count=number(len(change.baris)))
    st.caption(title)
    show_table(frame, columns, title, most_rows=8, key="baris_berubah")


def _findings(title: str, texts: Sequence[str]) -> None:
    if not texts:
        return
    with st.expander(title):
        for text in texts[:_MOST_FINDINGS]:
            st.markdown(f"- {plain(text, 300)}")
        if len(texts) > _MOST_FINDINGS:
            st.caption(say("page_resep.and_more", count=number(len(texts) - _MOST_FINDINGS)))


def _show_others(changes: Sequence[TableChange]) -> None:
    """The other tables of the layout: what becomes of each."""
    if not changes:
        st.caption(say("page_resep.no_other_table"))
        return
    frame = pd.DataFrame(
        {
            "berkas": [PurePath(each.berkas).name for each in changes],
            "halaman": [each.halaman for each in changes],
            "hasil": [short(_state(each.use), 40) for each in changes],
            "paham": [_pair(each.paham) for each in changes],
            "tutup": [_pair(each.tutup) for each in changes],
            "temuan": [f"-{len(each.temuan_hilang)} +{len(each.temuan_baru)}" for each in changes],
            "rupiah": [each.rupiah[1] - each.rupiah[0] for each in changes],
        }
    )
    columns = [
        Column("berkas", say("page_resep.file"), width=260),
        Column("halaman", say("page_resep.page"), width=70),
        Column("hasil", say("page_resep.outcome"), width=120),
        Column("paham", say("page_resep.amounts_understood"), width=150),
        Column("tutup", say("page_resep.sums_close"), width=120),
        Column("temuan", say("page_resep.findings_gone_come"), width=110),
        Column("rupiah", say("page_resep.rupiah_certain"), brief_rupiah, width=150),
    ]
    title = say("page_resep.other_tables", count=number(len(changes)))
    st.caption(title)
    show_table(frame, columns, title, most_rows=8, key="tabel_serupa")


def _state(use: RecipeUse) -> str:
    if use.ditolak:
        return say("page_resep.state_refused")
    return say("page_resep.state_whole") if use.utuh else say("page_resep.state_part")


def _moved(changes: Sequence[TableChange], name: str) -> str:
    old, new = (sum(getattr(each, name)[at] for each in changes) for at in (0, 1))
    return f"{number(old)} → {number(new)}"


def _pair(pair: tuple[int, int]) -> str:
    return number(pair[0]) if pair[0] == pair[1] else f"{number(pair[0])} → {number(pair[1])}"
