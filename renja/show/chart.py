"""Figures of a comparison, by Altair: the page draws them, ``renja compare --format png`` writes them.

A figure is a plain Vega-Lite specification with its data inside; turning it into a picture needs no browser and nothing
from the internet (``vl-convert-python``).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from output.compare import Comparison, RegionRow
from output.errors import BadRequest
from renja.show.wording import number_text, short_number
from renja.texts import text, word_of

PAGU, REALISASI = "#1f5a96", "#e08a1e"
"""Blue and orange: told apart by those who see no red or green, and in a grey copy."""
MOST_BARS = 60
"""More regions than this cannot be read on one page; the figure says how many it leaves out."""
_UNITS = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1, ""))
_WORDS = ("pagu", "realisasi", "persen", "bagian", "tahun", "wilayah", "asal")


class ChartMissing(BadRequest):
    """The packages that draw are not installed."""


def import_altair() -> Any:
    """Altair, as untyped as it is. ``ChartMissing``."""
    try:
        import altair
    except ImportError as error:
        raise ChartMissing("gambar butuh paket tambahan: pasang renja[page] (install renja[page])") from error
    return altair


def unit_of(amounts: Sequence[Decimal | None], language: str) -> tuple[int, str]:
    """In what the amounts are best written: rupiah of one unit, and its name.

    >>> unit_of([Decimal(2_500_000_000), None], "en")
    (1000000000, 'billion')
    """
    largest = max((abs(amount) for amount in amounts if amount is not None), default=Decimal(0))
    size, word = next(unit for unit in _UNITS if largest >= unit[0] or unit[0] == 1)
    return size, text(language, f"number.{word}") if word else ""


def rupiah_of(unit: str, language: str) -> str:
    """The title of an axis in this unit of rupiah."""
    return text(language, "number.rupiah", unit=f"{unit} ".lstrip())


def short_amount(amount: Decimal | None, language: str = "id") -> str:
    """The amount as a label: three digits and its unit.

    >>> short_amount(Decimal(2_870_850_000)), short_amount(Decimal(2_870_850_000), "en"), short_amount(None)
    ('2,87 miliar', '2.87 billion', '')
    """
    if amount is None:
        return ""
    size, unit = unit_of([amount], language)
    scaled = amount / size
    digits = 0 if abs(scaled) >= 100 else 1 if abs(scaled) >= 10 else 2
    figure = f"{scaled:.{digits}f}"
    figure = figure.rstrip("0").rstrip(".") if "." in figure else figure
    return f"{figure if language == 'en' else figure.replace('.', ',')} {unit}".strip()


def compare_chart(comparison: Comparison, language: str = "id") -> Any:
    """Pagu of each region as a bar, realisasi as a thinner bar on it, share and amount beside them.

    The largest share is on top; a star marks a region whose figures are of another stage or kind of document.
    """
    alt = import_altair()
    words, rows = _words(language), comparison.by_share()[:MOST_BARS]
    marked = comparison.marked()
    size, unit = unit_of([row.pagu for row in rows] + [row.realisasi for row in rows], language)
    bars = [_bar(row, size, language, row.kode_wilayah in marked) for row in rows]
    data = alt.Data(values=bars)
    order = [bar["wilayah"] for bar in bars]
    region = alt.Y("wilayah:N", sort=order, title=None, axis=alt.Axis(labelLimit=260))
    amount = alt.X("nilai:Q", title=rupiah_of(unit, language), axis=_axis(alt, language))
    colour = alt.Color(
        "ukuran:N",
        title=None,
        scale=alt.Scale(domain=[words["pagu"], words["realisasi"]], range=[PAGU, REALISASI]),
        legend=alt.Legend(orient="top"),
    )
    said = {"wilayah": words["wilayah"], "bagian_teks": words["bagian"], "pagu_teks": words["pagu"]}
    said |= {"realisasi_teks": words["realisasi"], "persen_teks": words["persen"], "asal": words["asal"]}
    tips = [alt.Tooltip(f"{name}:N", title=title) for name, title in said.items()]
    base = alt.Chart(data).transform_fold(["p", "r"], as_=["apa", "nilai"])
    base = base.transform_calculate(ukuran=f"datum.apa == 'p' ? '{words['pagu']}' : '{words['realisasi']}'")
    plan = base.transform_filter("datum.apa == 'p'").mark_bar(height={"band": 0.8})
    spent = base.transform_filter("datum.apa == 'r' && isValid(datum.nilai)").mark_bar(height={"band": 0.36})
    label = alt.Chart(data).mark_text(align="left", dx=5, color="#333").encode(
        y=region, x=alt.X("akhir:Q"), text="label:N"
    )  # fmt: skip
    layers = [each.encode(y=region, x=amount, color=colour, tooltip=tips) for each in (plan, spent)]
    return alt.layer(*layers, label).properties(title=_title(alt, comparison, language), width=560, height={"step": 30})


def _words(language: str) -> dict[str, str]:
    return {word: text(language, f"chart.{word}") for word in _WORDS}


def _bar(row: RegionRow, size: int, language: str, is_marked: bool) -> dict[str, Any]:
    share = "" if row.bagian is None else f"{short_number(row.bagian, language)} % · "
    return {
        "wilayah": f"{row.wilayah} *" if is_marked else row.wilayah,
        "asal": stages_text(row, language),
        "p": _scaled(row.pagu, size),
        "r": _scaled(row.realisasi, size),
        "akhir": max(_scaled(row.pagu, size) or 0.0, _scaled(row.realisasi, size) or 0.0),
        "label": share + short_amount(row.pagu if row.pagu is not None else row.realisasi, language),
        "pagu_teks": "-" if row.pagu is None else number_text(row.pagu),
        "realisasi_teks": "-" if row.realisasi is None else number_text(row.realisasi),
        "persen_teks": "-" if row.persen is None else short_number(row.persen, language),
        "bagian_teks": "-" if row.bagian is None else short_number(row.bagian, language),
    }


def stages_text(row: RegionRow, language: str) -> str:
    """Of which kinds and stages of documents a region's pagu is, in words."""
    return ", ".join(word_of(word, language) or word for word in (*row.jenis, *row.tahap)) or "–"


def trend_chart(rows: Sequence[RegionRow], title: str = "", language: str = "id") -> Any:
    """Pagu of each region over the years as a line with points, realisasi as hollow points."""
    alt = import_altair()
    words = _words(language)
    size, unit = unit_of([row.pagu for row in rows] + [row.realisasi for row in rows], language)
    data = alt.Data(values=[_point(row, size) for row in rows])
    year = alt.X("tahun:O", title=words["tahun"], axis=alt.Axis(labelAngle=0))
    region = alt.Color("wilayah:N", title=None, legend=alt.Legend(orient="top", columns=3, labelLimit=260))
    tips = [alt.Tooltip("wilayah:N", title=words["wilayah"]), alt.Tooltip("tahun:O", title=words["tahun"])]
    tips += [alt.Tooltip("pagu_teks:N", title=words["pagu"]), alt.Tooltip("realisasi_teks:N", title=words["realisasi"])]
    base = alt.Chart(data).encode(x=year, color=region, tooltip=tips)
    height = alt.Y("p:Q", title=f"{words['pagu']}, {rupiah_of(unit, language)}", axis=_axis(alt, language))
    lines = base.transform_filter("isValid(datum.p)").mark_line(point=alt.OverlayMarkDef(size=60)).encode(y=height)
    spent = base.transform_filter("isValid(datum.r)").mark_point(size=70, shape="diamond").encode(y=alt.Y("r:Q"))
    return alt.layer(lines, spent).properties(title=title, width=620, height=320)


def _point(row: RegionRow, size: int) -> dict[str, Any]:
    return {
        "wilayah": row.wilayah,
        "tahun": row.tahun,
        "p": _scaled(row.pagu, size),
        "r": _scaled(row.realisasi, size),
        "pagu_teks": "-" if row.pagu is None else number_text(row.pagu),
        "realisasi_teks": "-" if row.realisasi is None else number_text(row.realisasi),
    }


def chart_png(chart: Any, scale: float = 2.0) -> bytes:
    """The figure as a PNG. ``ChartMissing`` where the converter is not installed."""
    try:
        import vl_convert
    except ImportError as error:
        raise ChartMissing("gambar butuh paket tambahan: pasang renja[page] (install renja[page])") from error
    drawn: bytes = vl_convert.vegalite_to_png(chart.configure(background="white").to_json(), scale=scale)
    return drawn


def _title(alt: Any, comparison: Comparison, language: str) -> Any:
    name = f"{comparison.kode} {comparison.nama or ''}".strip()
    left_out = len(comparison.rows) - MOST_BARS
    about = [f"{text(language, 'chart.tahun')} {comparison.tahun}"]
    if comparison.rows:
        about.append(text(language, "chart.label"))
    if comparison.marked():
        about.append(text(language, "chart.marked"))
    if left_out > 0:
        about.append(text(language, "chart.more", count=left_out))
    if not comparison.rows:
        about.append(text(language, "chart.none"))
    return alt.TitleParams(_wrapped(name), subtitle=" · ".join(about), anchor="start", subtitleColor="#555")


def _wrapped(name: str, width: int = 78) -> list[str]:
    import textwrap

    return textwrap.wrap(name, width) or [""]


def _axis(alt: Any, language: str) -> Any:
    comma = "replace(datum.label, '.', ',')" if language == "id" else "datum.label"
    return alt.Axis(format="~r", labelExpr=comma, tickCount=6)


def _scaled(amount: Decimal | None, size: int) -> float | None:
    return None if amount is None else float(amount / size)
