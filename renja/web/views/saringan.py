"""The filters of the findings: a row of them, behind one switch where the screen is narrow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from records.findings import Sebab
from renja.web import link
from renja.web.data import dokumen as documents
from renja.web.data import temuan as data
from renja.web.fold import ALL, folding
from renja.web.labels import label
from renja.web.language import say
from renja.web.text import number
from renja.web.views.dokumen import region_name

_SEVERITIES = ("galat", "peringatan", "info")
_DECISIONS = (ALL, data.UNDECIDED, "diterima", "ditolak", "perlu_dicek")
_CHOICES = ("cek", "keparahan", "sebab", "penyebab", "daerah", "kantor", "berkas", "keputusan")


def choose_filters(root: Path) -> tuple[data.Filters, str]:
    """Draws the filters; what they ask for, and in which order."""
    with folding("temuan", _CHOICES):
        columns = st.columns([5, 4, 4, 4, 5, 4, 2], gap="small", vertical_alignment="bottom")
        said: dict[str, Any] = {}
        for place, draw in zip(columns, (_kinds, _faults, _causes, _regions), strict=False):
            with place:
                said |= draw(root)
        # Which documents there are depends on the office, which stands behind the last button.
        with columns[6], st.popover(say("page_tinjau.more"), help=say("page_tinjau.more_filters"), width="stretch"):
            said |= _office(root, said["daerah"])
            said |= _severities()
            order = link.choose(say("page_tinjau.order"), "urut", data.ORDERS, data.ORDERS[0], _order_name)
        with columns[4]:
            said |= choose_file(data.documents(root, said["daerah"], said["kantor"]))
        with columns[5]:
            keputusan = link.choose(say("page_temuan.decision"), "keputusan", _DECISIONS, ALL, _decision_name)
    return data.Filters(**said, keputusan=none_of(keputusan)), order


def none_of(chosen: str) -> str | None:
    """None for the choice of all."""
    return None if chosen == ALL else chosen


def _kinds(root: Path) -> dict[str, Any]:
    kinds = data.kinds(root)
    return {"cek": _several(say("page_temuan.kind"), "cek", list(kinds), _counted(kinds))}


def _faults(root: Path) -> dict[str, Any]:
    return {"sebab": _several(say("page_temuan.whose_fault"), "sebab", list(map(str, Sebab)), label)}


def _causes(root: Path) -> dict[str, Any]:
    return {"penyebab": _several(say("page_temuan.probable_cause"), "penyebab", data.causes(root), label)}


def _severities() -> dict[str, Any]:
    return {"keparahan": _several(say("page_temuan.severity"), "keparahan", list(_SEVERITIES), label)}


def _several(title: str, key: str, options: list[str], shown: Callable[[Any], str]) -> tuple[str, ...]:
    return tuple(link.choose_several(title, key, options, shown, placeholder=say("page_temuan.all_said")))


def _counted(kinds: Mapping[str, int]) -> Callable[[Any], str]:
    return lambda cek: f"{label(cek)} ({number(kinds[cek])})" if kinds[cek] else label(cek)


def _regions(root: Path) -> dict[str, Any]:
    return choose_region(root)


def choose_region(root: Path) -> dict[str, Any]:
    """The list of regions; the one chosen as ``daerah``."""
    regions = documents.regions(root)
    chosen = link.choose(
        say("page_temuan.region"), "daerah", [ALL, *regions], ALL, lambda kode: region_name(regions, kode)
    )
    return {"daerah": none_of(chosen)}


def _office(root: Path, daerah: str | None) -> dict[str, Any]:
    offices = [ALL, *data.offices(root, daerah)]
    return {"kantor": none_of(link.choose(say("page_temuan.office"), "kantor", offices, ALL, _office_name))}


def choose_file(files: Mapping[str, str]) -> dict[str, Any]:
    """The list of documents, file names by id; the id of the one chosen as ``dokumen``."""
    chosen = link.choose(
        say("page_temuan.document"), "berkas", [ALL, *files], ALL, lambda doc: files.get(doc) or say("page_temuan.all")
    )
    return {"dokumen": none_of(chosen)}


def _office_name(name: str) -> str:
    return say("page_temuan.all_offices") if name == ALL else name


def _decision_name(name: str) -> str:
    if name == ALL:
        return say("page_temuan.all")
    return say("page_temuan.undecided") if name == data.UNDECIDED else label(name)


def _order_name(name: str) -> str:
    names = {
        data.BY_SEVERITY: say("page_tinjau.gravest_first"),
        data.BY_AMOUNT: say("page_tinjau.largest_first"),
        data.BY_PLACE: say("page_tinjau.by_document"),
    }
    return names[name]
