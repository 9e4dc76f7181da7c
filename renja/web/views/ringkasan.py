"""Summary: what the dataset holds, what it lacks, how sure its readings are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

import altair as alt
import pandas as pd
import streamlit as st

from renja.web import link
from renja.web.data import ringkasan as data
from renja.web.data.perbandingan import known_years, usual_year
from renja.web.figures import show_figures
from renja.web.labels import label, stage_label
from renja.web.language import say
from renja.web.settings import Settings
from renja.web.style import GREY, ORANGE, RED
from renja.web.table import Column, choose_row, show_table
from renja.web.text import brief_rupiah, number, one_language, percent, plain, rupiah
from renja.web.views.buka import document_button

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
        (say("Dokumen", "Documents"), number(counts["dokumen"])),
        (say("Halaman", "Pages"), number(counts["halaman"])),
        (say("Provinsi", "Provinces"), number(counts["provinsi"])),
        (say("Kabupaten/kota", "Regencies, cities"), number(counts["kabkota"])),
        (say("Perangkat daerah", "Offices"), number(counts["kantor"])),
        (say("Tahun", "Years"), years),
    ]
    show_figures(figures)
    if counts["pindai"]:
        st.caption(
            say(
                f"{number(counts['pindai'])} halaman adalah gambar (pindaian) tanpa teks.",
                f"{number(counts['pindai'])} pages are pictures (scans) without text.",
            )
        )


def _coverage(settings: Settings) -> None:
    st.header(say("Cakupan", "Coverage"), anchor=False)
    frame = data.coverage(settings.dataset)
    if frame.empty:
        st.info(say("Belum ada dokumen dengan wilayah dan tahun.", "No document with a region and year yet."))
        return
    which = link.choose_part(
        say("Tampilkan", "Show"),
        "bagian",
        ["ada", "belum"],
        lambda part: say("Yang ada", "Present") if part == "ada" else say("Yang belum ada", "Missing"),
    )
    cells = frame.assign(isi=[_stages(stages) for stages in frame[which]])
    wide = cells.pivot_table(index=["kode", "wilayah"], columns="tahun", values="isi", aggfunc="first").reset_index()
    wide = wide.fillna(_stages(data.EXPECTED) if which == "belum" else "–")
    wide.columns = pd.Index([str(name) for name in wide.columns])
    years = [name for name in wide.columns if name not in ("kode", "wilayah")]
    columns = [
        Column("wilayah", say("Wilayah", "Region"), pinned=True),
        *(Column(year, year, width=190) for year in years),
    ]
    show_table(wide, columns, say("Tahap dokumen tiap wilayah dan tahun", "Stages by region and year"))
    missing = data.missing_provinces(settings.dataset)
    if missing:
        with st.expander(
            say(f"{len(missing)} provinsi belum punya dokumen", f"{len(missing)} provinces without documents")
        ):
            st.write(plain(", ".join(missing)))


def _stages(stages: Iterable[str]) -> str:
    named = [stage_label(*(stage.split(" ", 1) if " " in stage else (stage, None))) for stage in stages]
    return ", ".join(named) or "✓"


def _money(settings: Settings) -> None:
    """What share of the printed money can be compared, and where the rest is lost."""
    st.header(say("Uang yang dapat dibandingkan", "Money that can be compared"), anchor=False)
    found = data.money(settings.dataset)
    figures = [
        (say("Nilai uang tercetak di tabel", "Amounts printed in tables"), number(found["tabel"])),
        (say("Dipahami dengan pasti", "Understood with certainty"), _share(found["pasti"], found["tabel"])),
        (say("Masuk perbandingan", "In the comparison"), _share(found["anggaran"], found["tabel"])),
        (say("Dokumen tanpa uang terpakai", "Documents of no use for it"), number(found["bisu"])),
    ]
    show_figures(figures)
    in_text, dark = number(found["teks"]), number(found["gelap"])
    st.caption(
        say(
            f"{in_text} nilai uang lain tercetak dalam teks berjalan. Uang {dark} dokumen "
            "tidak dipahami sama sekali. Jumlah yang tercetak dua kali dan rinciannya hanya dibandingkan sekali.",
            f"{in_text} more amounts are printed in running text. Of {dark} documents no "
            "money is understood. What is printed twice, and parts of a total, are compared once.",
        )
    )
    _lost(settings)


def _lost(settings: Settings) -> None:
    frame = data.lost(settings.dataset)
    if frame.empty:
        return
    shown = frame.assign(
        nama=[PurePath(name).name for name in frame["berkas"]], alasan=[*map(one_language, frame["alasan"])]
    )
    columns = [
        Column("nama", say("Berkas", "File"), width="medium"),
        Column("halaman", say("Halaman", "Page"), width=80),
        Column("hilang", say("Tidak dipahami", "Not understood"), number, width=110),
        Column("tercetak", say("Tercetak", "Printed"), number, width=90),
        Column("alasan", say("Sebab", "Why"), width="large"),
    ]
    title = say("Tabel yang uangnya hilang, terburuk dulu", "Tables that lose money, the worst first")
    choose_row(shown, columns, title, key="pilih_hilang", by="tabel_id", state="tabel_hilang", most_rows=8)
    chosen = shown[shown["tabel_id"] == st.session_state.get("tabel_hilang")]
    if chosen.empty:
        document_button(None, {})
        return
    row = chosen.iloc[0]
    page = None if pd.isna(row["halaman"]) else int(row["halaman"])
    document_button(str(row["doc_id"]), {str(row["doc_id"]): str(row["nama"])}, page)


def _programs(settings: Settings) -> None:
    st.header(say("Jumlah menurut program", "Sums by programme"), anchor=False)
    known = known_years(settings.dataset)
    if not known:
        st.info(say("Belum ada uang yang dapat dibandingkan.", "No money can be compared yet."))
        return
    with st.container(width=220):
        tahun = link.choose(say("Tahun", "Year"), "tahun", known, usual_year(settings.dataset))
    frame = data.programs(settings.dataset, tahun)
    columns = [
        Column("kode", say("Kode", "Code"), width=90),
        Column("nama", label("program"), width=360),
        Column("pagu", label("pagu"), rupiah),
        Column("realisasi", label("realisasi"), rupiah),
        Column("dokumen", say("Dokumen", "Documents"), number, width=90),
    ]
    alt_text = say(f"Pagu dan realisasi tiap program tahun {tahun}", f"Budget and spending by programme in {tahun}")
    show_table(frame, columns, alt_text, most_rows=10)
    st.caption(
        say(
            f"Jumlah pagu {brief_rupiah(frame['pagu'].sum())}; tiap kantor diwakili satu dokumen setahun.",
            f"Budgets in all {brief_rupiah(frame['pagu'].sum())}; one document speaks for each office and year.",
        )
    )
    text = say("Program terbesar tiap wilayah", "Largest programme of each region")
    st.button(text, on_click=link.go, kwargs={"lihat": "perbandingan", "banding": "terbesar", "tahun": tahun})


def _quality(settings: Settings) -> None:
    st.header(say("Mutu bacaan", "Quality of the readings"), anchor=False)
    found = data.quality(settings.dataset)
    figures = [
        (say("Nilai", "Values"), number(found["nilai"])),
        (
            say(f"Keyakinan ≥ {number(data.HIGH)}", f"Confidence ≥ {number(data.HIGH)}"),
            _share(found["yakin"], found["nilai"]),
        ),
        (say("Terbaca sebagai angka", "Read as numbers"), _share(found["angka"], found["nilai"])),
        (say("Baris dengan kode resmi", "Rows with official code"), _share(found["berkode"], found["baris"])),
    ]
    show_figures(figures)


def _share(part: int, whole: int) -> str:
    return percent(100 * part / whole) if whole else "–"


def _findings(settings: Settings) -> None:
    st.header(say("Temuan menurut jenis", "Findings by kind"), anchor=False)
    frame = data.findings(settings.dataset)
    if frame.empty:
        st.info(say("Tidak ada temuan.", "There are no findings."))
        return
    shown = frame.assign(
        jenis=[label(cek) for cek in frame["cek"]], tingkat=[label(grave) for grave in frame["keparahan"]]
    )
    ranks = list(_SEVERITY_COLOURS)
    chart = (
        alt.Chart(shown)
        .mark_bar()
        .encode(
            x=alt.X("temuan:Q", title=say("Temuan", "Findings"), axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("jenis:N", sort="-x", title=None, axis=alt.Axis(labelLimit=190)),
            color=alt.Color(
                "tingkat:N",
                title=say("Keparahan", "Severity"),
                scale=alt.Scale(domain=[label(rank) for rank in ranks], range=list(_SEVERITY_COLOURS.values())),
                legend=alt.Legend(orient="top"),
            ),
            tooltip=[
                alt.Tooltip("jenis:N", title=say("Jenis", "Kind")),
                alt.Tooltip("tingkat:N", title=say("Keparahan", "Severity")),
                alt.Tooltip("temuan:Q", title=say("Temuan", "Findings")),
                alt.Tooltip("dokumen:Q", title=say("Dokumen", "Documents")),
            ],
        )
        .properties(height=alt.Step(22))
    )
    alt_text = say("Diagram batang jumlah temuan menurut jenis", "Bar chart of findings by kind")
    st.altair_chart(chart, width="stretch", alt=alt_text)


def _trouble(settings: Settings, counts: dict[str, int]) -> None:
    st.header(say("Dokumen bermasalah", "Documents with trouble"), anchor=False)
    told = ", ".join(f"{number(counts[status])} {label(status)}" for status in ("ok", "sebagian", "gagal"))
    st.caption(told)
    frame = data.trouble(settings.dataset)
    if frame.empty:
        st.success(say("Semua dokumen terbaca seluruhnya.", "Every document was read completely."))
        return
    shown = frame.assign(
        nama=[PurePath(name).name for name in frame["berkas"]],
        keadaan=[*map(label, frame["status"])],
        pesan=[*map(one_language, frame["pesan"])],
    )
    columns = [
        Column("nama", say("Berkas", "File"), width="medium"),
        Column("keadaan", "Status", width="small"),
        Column("pesan", say("Pesan", "Message"), width="large"),
    ]
    show_table(shown, columns, say("Dokumen bermasalah dan sebabnya", "Documents with trouble, and why"))
