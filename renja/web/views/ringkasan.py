"""Summary: what the dataset holds, what it lacks, how sure its readings are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

import altair as alt
import pandas as pd
import streamlit as st

from output.compare_sql import Wilayah
from renja.show import behind
from renja.web import link
from renja.web.behind import show_behind
from renja.web.data import ringkasan as data
from renja.web.data.perbandingan import covers, known_years, useless, usual_year, without_items
from renja.web.data.resep import number_of
from renja.web.figures import draw, show_figures
from renja.web.labels import label, stage_label
from renja.web.language import say
from renja.web.settings import Settings
from renja.web.style import GREY, ORANGE, RED
from renja.web.table import Column, choose_row, fitting_text, show_table
from renja.web.text import brief_rupiah, day, number, one_language, percent, plain, rupiah
from renja.web.views.buka import document_button
from renja.web.views.hilang import show_missing, show_unused
from renja.web.views.resep import open_form

_MOST_DOUBTFUL = 5
"""So many offices are named whose sums may be too small, the worst first."""
_MOST_PIXELS = 190
"""Of a year's column: a region may have documents of every kind and stage."""
_SEVERITY_COLOURS = {"galat": RED, "peringatan": ORANGE, "info": GREY}


def show(settings: Settings) -> None:
    """Draws the view."""
    root = settings.dataset
    counts = data.counts(root)
    _figures(counts)
    _coverage(settings)
    _money(settings)
    _programs(settings)
    _quality(settings)
    _findings(settings)
    _trouble(settings, counts)


def _figures(counts: dict[str, int]) -> None:
    years = f"{counts['tahun_awal']}–{counts['tahun_akhir']}" if counts["tahun_awal"] else "–"
    figures = [
        (say("page_ringkasan.documents"), number(counts["dokumen"])),
        (say("page_ringkasan.pages"), number(counts["halaman"])),
        (say("page_ringkasan.provinces"), number(counts["provinsi"])),
        (say("page_ringkasan.regencies_cities"), number(counts["kabkota"])),
        (say("page_ringkasan.offices"), number(counts["kantor"])),
        (say("page_ringkasan.years"), years),
    ]
    show_figures(figures)
    if counts["pindai"]:
        st.caption(say("page_ringkasan.pages_pictures_scans_without", pindai=number(counts["pindai"])))


def _coverage(settings: Settings) -> None:
    st.header(say("page_ringkasan.coverage"), anchor=False)
    frame = data.coverage(settings.dataset)
    if frame.empty:
        st.info(say("page_ringkasan.no_document_region_year"))
        return
    which = link.choose_part(
        say("page_ringkasan.show"),
        "bagian",
        ["ada", "belum"],
        lambda part: say("page_ringkasan.present") if part == "ada" else say("page_ringkasan.missing"),
    )
    cells = frame.assign(isi=[_stages(stages) for stages in frame[which]])
    wide = cells.pivot_table(index=["kode", "wilayah"], columns="tahun", values="isi", aggfunc="first").reset_index()
    wide = wide.fillna(_stages(data.EXPECTED) if which == "belum" else "–")
    wide.columns = pd.Index([str(name) for name in wide.columns])
    # The newest first: a narrow screen shows one or two of them.
    years = sorted((name for name in wide.columns if name not in ("kode", "wilayah")), reverse=True)
    columns = [
        Column("wilayah", say("page_ringkasan.region"), pinned=True),
        *(Column(year, year, width=fitting_text(wide[year], _MOST_PIXELS)) for year in years),
    ]
    show_table(wide, columns, say("page_ringkasan.stages_region_year"))
    missing = data.missing_provinces(settings.dataset)
    if missing:
        with st.expander(say("page_ringkasan.provinces_without_documents", missing=len(missing))):
            st.write(plain(", ".join(missing)))
    show_behind(behind.DOCUMENTS, "cakupan")


def _stages(stages: Iterable[str]) -> str:
    named = [stage_label(*(stage.split(" ", 1) if " " in stage else (stage, None))) for stage in stages]
    return ", ".join(named) or "✓"


def _money(settings: Settings) -> None:
    """What share of the printed money can be compared, and where the rest is lost."""
    st.header(say("page_ringkasan.money_can_be_compared"), anchor=False)
    found = data.money(settings.dataset)
    figures = [
        (say("page_ringkasan.amounts_printed_tables"), number(found["tabel"])),
        (say("page_ringkasan.understood_certainty"), _share(found["pasti"], found["tabel"])),
        (say("page_ringkasan.comparison"), _share(found["anggaran"], found["tabel"])),
        (say("page_ringkasan.documents_no_use_for"), number(found["bisu"])),
    ]
    show_figures(figures)
    in_text, dark = number(found["teks"]), number(found["gelap"])
    st.caption(say("page_ringkasan.more_amounts_printed_running", in_text=in_text, dark=dark))
    show_behind(behind.COVERAGE, "uang")
    _lost(settings)


def _lost(settings: Settings) -> None:
    frame = data.lost(settings.dataset)
    if frame.empty:
        return
    shown = frame.assign(
        nama=[PurePath(name).name for name in frame["berkas"]], alasan=[*map(one_language, frame["alasan"])]
    )
    columns = [
        Column("nama", say("page_ringkasan.file"), width="medium"),
        Column("halaman", say("page_ringkasan.page"), width=80),
        Column("hilang", say("page_ringkasan.not_understood"), number, width=110),
        Column("tercetak", say("page_ringkasan.printed"), number, width=90),
        Column("alasan", say("page_ringkasan.why"), width="large"),
    ]
    title = say("page_ringkasan.tables_lose_money_worst")
    choose_row(shown, columns, title, key="pilih_hilang", by="tabel_id", state="tabel_hilang", most_rows=8)
    show_behind(behind.LOST, "hilang")
    chosen = shown[shown["tabel_id"] == st.session_state.get("tabel_hilang")]
    if chosen.empty:
        document_button(None, {})
        return
    row = chosen.iloc[0]
    page = None if pd.isna(row["halaman"]) else int(row["halaman"])
    document_button(str(row["doc_id"]), {str(row["doc_id"]): str(row["nama"])}, page)
    if row["tabel_id"] != row["doc_id"]:  # else it is a document of which no table was read
        told = (str(row["doc_id"]), number_of(str(row["tabel_id"])))
        st.button(say("page_kisi.say_what_it_means"), icon=":material/edit_note:", on_click=open_form, args=told)


def _programs(settings: Settings) -> None:
    st.header(say("page_ringkasan.sums_programme"), anchor=False)
    known = known_years(settings.dataset)
    if not known:
        st.info(say("page_ringkasan.no_money_can_be"))
        return
    with st.container(width=220):
        tahun = link.choose(say("page_ringkasan.year"), "tahun", known, usual_year(settings.dataset))
    sums = data.programs(settings.dataset, tahun)
    nameless = sums["kode"].isna() & sums["nama"].isna()
    frame = sums.assign(nama=sums["nama"].where(~nameless, say("page_ringkasan.below_no_programme")))
    columns = [
        Column("kode", say("page_ringkasan.code"), width=90),
        Column("nama", label("program"), width=360),
        Column("pagu", label("pagu"), rupiah),
        Column("realisasi", label("realisasi"), rupiah),
        Column("dokumen", say("page_ringkasan.documents"), number, width=90),
    ]
    alt_text = say("page_ringkasan.budget_spending_programme", tahun=tahun)
    show_table(frame, columns, alt_text, most_rows=10)
    st.caption(say("page_ringkasan.budgets_all_one_document", pagu=brief_rupiah(frame["pagu"].sum())))
    _doubtful(data.doubtful(settings.dataset, tahun))
    st.caption(_covered(settings, tahun))
    show_missing(without_items(settings.dataset, tahun, None, None))
    show_unused(useless(settings.dataset, tahun, None))
    show_behind(behind.money((), behind.of_level("program", tahun)), "program")
    text = say("page_ringkasan.largest_programme_each_region")
    st.button(text, on_click=link.go, kwargs={"lihat": "perbandingan", "banding": "terbesar", "tahun": tahun})


def _doubtful(frame: pd.DataFrame) -> None:
    """Says which offices' sums may be too small, and by how much."""
    if frame.empty:
        return
    lines = [
        say(
            "page_ringkasan.doubtful_office",
            name=PurePath(row["berkas"]).name,
            office=row["kantor"] or "–",
            counted=brief_rupiah(row["terhitung"]),
            details=brief_rupiah(row["rinci"]),
        )
        for row in frame.head(_MOST_DOUBTFUL).to_dict("records")
    ]
    more = [say("page_ringkasan.doubtful_more", count=len(frame) - len(lines))] if len(frame) > len(lines) else []
    st.warning(plain(" ".join([say("page_ringkasan.doubtful_sums", count=len(frame)), *lines, *more])))


def _covered(settings: Settings, tahun: int) -> str:
    """What was understood of the documents that the sums of a year are taken from, and when they were read."""
    held = list(covers(settings.dataset, tahun, Wilayah.GABUNGAN).values())
    amounts, known = sum(each.tabel for each in held), sum(each.bermakna for each in held)
    last = max((each.dibaca for each in held if each.dibaca is not None), default=None)
    return say(
        "page_ringkasan.coverage_of_sums",
        share=_share(known, amounts),
        documents=number(sum(each.dokumen for each in held)),
        when=day(last),
    )


def _quality(settings: Settings) -> None:
    st.header(say("page_ringkasan.quality_readings"), anchor=False)
    found = data.quality(settings.dataset)
    figures = [
        (say("page_ringkasan.values"), number(found["nilai"])),
        (
            say("page_ringkasan.confidence", high=number(data.HIGH)),
            _share(found["yakin"], found["nilai"]),
        ),
        (say("page_ringkasan.read_as_numbers"), _share(found["angka"], found["nilai"])),
        (say("page_ringkasan.rows_official_code"), _share(found["berkode"], found["baris"])),
    ]
    show_figures(figures)
    show_behind(behind.UNSURE, "mutu")


def _share(part: int, whole: int) -> str:
    return percent(100 * part / whole) if whole else "–"


def _findings(settings: Settings) -> None:
    st.header(say("page_ringkasan.findings_kind"), anchor=False)
    frame = data.findings(settings.dataset)
    if frame.empty:
        st.info(say("page_ringkasan.there_no_findings"))
        return
    shown = frame.assign(
        jenis=[label(cek) for cek in frame["cek"]], tingkat=[label(grave) for grave in frame["keparahan"]]
    )
    ranks = list(_SEVERITY_COLOURS)
    chart = (
        alt.Chart(shown)
        .mark_bar()
        .encode(
            x=alt.X("temuan:Q", title=say("page_ringkasan.findings"), axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("jenis:N", sort="-x", title=None, axis=alt.Axis(labelLimit=190)),
            color=alt.Color(
                "tingkat:N",
                title=say("page_ringkasan.severity"),
                scale=alt.Scale(domain=[label(rank) for rank in ranks], range=list(_SEVERITY_COLOURS.values())),
                legend=alt.Legend(orient="top"),
            ),
            tooltip=[
                alt.Tooltip("jenis:N", title=say("page_ringkasan.kind")),
                alt.Tooltip("tingkat:N", title=say("page_ringkasan.severity")),
                alt.Tooltip("temuan:Q", title=say("page_ringkasan.findings")),
                alt.Tooltip("dokumen:Q", title=say("page_ringkasan.documents")),
            ],
        )
        .properties(height=alt.Step(22))
    )
    alt_text = say("page_ringkasan.bar_chart_findings_kind")
    draw(chart, alt_text)
    show_behind(behind.findings(), "temuan_ringkas")


def _trouble(settings: Settings, counts: dict[str, int]) -> None:
    st.header(say("page_ringkasan.documents_trouble"), anchor=False)
    told = ", ".join(f"{number(counts[status])} {label(status)}" for status in ("ok", "sebagian", "gagal"))
    st.caption(told)
    frame = data.trouble(settings.dataset)
    if frame.empty:
        st.success(say("page_ringkasan.every_document_was_read"))
        return
    shown = frame.assign(
        nama=[PurePath(name).name for name in frame["berkas"]],
        keadaan=[*map(label, frame["status"])],
        pesan=[*map(one_language, frame["pesan"])],
    )
    columns = [
        Column("nama", say("page_ringkasan.file"), width="medium"),
        Column("keadaan", "Status", width="small"),
        Column("pesan", say("page_ringkasan.message"), width="large"),
    ]
    show_table(shown, columns, say("page_ringkasan.documents_trouble_why"))
    show_behind(behind.TROUBLE, "masalah")
