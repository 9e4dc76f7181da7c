"""A document: its pages beside their rows, as a tree with sums, official names, the raw grid, layouts, identity."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path, PurePath
from typing import Any

import streamlit as st

from renja.web import link
from renja.web.data import dokumen as data
from renja.web.fold import ALL, folding
from renja.web.labels import label, stage_label
from renja.web.language import say
from renja.web.settings import Settings
from renja.web.text import is_missing, moment, number, one_language, plain, short
from renja.web.views import halaman, identitas, kisi, nama, pohon, tata_letak

Part = Callable[[Settings, dict[str, Any]], None]
_PARTS: dict[str, Part] = {
    "halaman": halaman.show,
    "pohon": pohon.show,
    "nama": nama.show,
    "kisi": kisi.show,
    "resep": tata_letak.show,
    "identitas": identitas.show,
}


def show(settings: Settings) -> None:
    """Draws the view."""
    doc_id = choose_document(settings)
    document = None if doc_id is None else data.head(settings.dataset, doc_id)
    if document is None:
        st.info(say("page_dokumen.there_no_document"))
        return
    _head(settings, document)
    part = link.choose_part(say("page_dokumen.part"), "bagian", list(_PARTS), _part_name, label_visibility="collapsed")
    _PARTS[part](settings, document)


def choose_document(settings: Settings) -> str | None:
    """Two lists, region and document; the id of the document chosen."""
    root = settings.dataset
    regions = data.regions(root)
    _drop_region_of_another(root)
    left, right = st.columns([1, 2])
    with left, folding("dokumen", ["wilayah"]):
        options = [ALL, *regions]
        wilayah = link.choose(
            say("page_dokumen.region"), "wilayah", options, ALL, lambda kode: region_name(regions, kode)
        )
    documents = data.listed(root, None if wilayah == ALL else wilayah)
    if documents.empty:
        link.tell_not_found("dok")
        return None
    names = {str(row["doc_id"]): document_name(row) for row in documents.to_dict("records")}
    names |= _beyond(root, names)
    with right:
        chosen = link.choose(
            say("page_dokumen.document"), "dok", list(names), next(iter(names)), lambda doc_id: names[doc_id]
        )
    if len(documents) == data.MOST_LISTED:
        st.caption(say("page_dokumen.only_first_documents_choose", most_listed=number(data.MOST_LISTED)))
    return chosen


def _drop_region_of_another(root: Path) -> None:
    """An address that names a document opens it, also where it names another region."""
    doc_id, wilayah = link.asked("dok"), link.asked("wilayah")
    document = data.head(root, doc_id) if doc_id and wilayah not in (None, ALL) else None
    if document is not None and wilayah != (document["kode_kabkota"] or document["kode_provinsi"]):
        st.session_state["wilayah"] = ALL


def _beyond(root: Path, names: Mapping[str, str]) -> dict[str, str]:
    """The document chosen, where the list is too long to have it."""
    doc_id = str(st.session_state.get("dok") or "")
    if doc_id in names or len(names) < data.MOST_LISTED:
        return {}
    document = data.head(root, doc_id)
    return {} if document is None else {doc_id: document_name(document | {"wilayah": document["kabkota"]})}


def region_name(regions: dict[str, str], kode: str) -> str:
    """A region in a list: its name and code."""
    return say("page_dokumen.all_regions") if kode == ALL else f"{regions[kode]} ({kode})"


def document_name(row: Any) -> str:
    """A document in one line: region, kind, year, office, file."""
    parts = [
        say("page_dokumen.unknown_region") if is_missing(row["wilayah"]) else str(row["wilayah"]),
        f"{stage_label(row['jenis_dokumen'], row['tahap'])} {'' if is_missing(row['tahun']) else row['tahun']}".strip(),
        None if is_missing(row["perangkat_daerah"]) else str(row["perangkat_daerah"]),
        PurePath(str(row["berkas"])).name,
    ]
    return short(" · ".join(part for part in parts if part), 160)


def _head(settings: Settings, document: dict[str, Any]) -> None:
    facts = [
        f"{number(document['jumlah_halaman'])} {say('page_dokumen.pages')}",
        f"{say('page_dokumen.status')}: {plain(label(document['status']))}",
        f"{say('page_dokumen.read')} {moment(document['waktu_ingest'])}",
        plain(document["doc_id"]),
    ]
    told = (
        identitas.told_caption(settings, str(document["doc_id"]))
        if document["identitas"] is not None and len(document["identitas"])
        else None
    )
    st.caption(" · ".join([*facts, *([told] if told else [])]))
    messages = document["pesan"]
    for message in [] if messages is None else list(messages)[:20]:
        st.warning(plain(one_language(message)))


def _part_name(part: str) -> str:
    names = {
        "halaman": say("page_dokumen.pages_rows"),
        "pohon": say("page_dokumen.tree_sums"),
        "nama": say("page_dokumen.printed_official"),
        "kisi": say("page_dokumen.raw_grid"),
        "resep": say("page_dokumen.layout"),
        "identitas": say("page_dokumen.identity"),
    }
    return names[part]
