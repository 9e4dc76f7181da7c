"""The tile map and its small multiples, by Altair: a square for each province, a bar for each kabupaten and kota."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from output.compare import Alasan
from renja.show.chart import PAGU, import_altair, short_amount, stages_text, unit_of
from renja.show.places import TILES, Measure, Place, low_text, ranked
from renja.show.wording import short_number
from renja.texts import text

LIGHT, DARK = (0xDE, 0xEB, 0xF7), (0x08, 0x30, 0x6B)
"""The least and the largest figure: one hue that only darkens, so that it reads without colour, too."""
GREY = "#d5d8dc"
_INK, _WHITE = "#000000", "#ffffff"
_STEP = 46
"""Pixels of a square's height; its width is what the screen gives."""
_STRIPES = 7
"""Dark and clear bands across a square of which little was understood."""
_NAME = "width < 560 ? datum.huruf : datum.singkat"
"""What is written in a square: on a narrow one two letters."""
CHOSEN = "provinsi"
"""Under this name the figure says which square was clicked."""
Words = Mapping[Alasan, str]


def shade(part: float) -> str:
    """The colour of a figure that is this part of the largest.

    >>> shade(0.0), shade(1.0)
    ('#deebf7', '#08306b')
    """
    mixed = (round(low + (high - low) * min(max(part, 0.0), 1.0)) for low, high in zip(LIGHT, DARK, strict=True))
    return "#" + "".join(f"{each:02x}" for each in mixed)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours after WCAG 2: from 1 to 21.

    >>> round(contrast("#ffffff", "#000000"))
    21
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in bytes.fromhex(colour[1:])]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ink(ground: str) -> str:
    """Black or white, whichever reads better on a colour."""
    return max((_INK, _WHITE), key=lambda text: contrast(text, ground))


def tile_records(
    places: Sequence[Place], measure: Measure, reasons: Words, language: str = "id"
) -> list[dict[str, Any]]:
    """The squares as data: place, colour, figure as text, and what is said when one is pointed at."""
    figures = [float(value) for each in places if (value := each.value(measure)) is not None]
    largest = 100.0 if measure == "cakupan" else max(figures, default=0.0)
    return [_tile(each, measure, largest, reasons, language) for each in places if each.kode in TILES]


def _tile(place: Place, measure: Measure, largest: float, reasons: Words, language: str) -> dict[str, Any]:
    column, row, name, letters = TILES[place.kode]
    value = place.value(measure)
    ground = GREY if value is None else shade(float(value) / largest if largest > 0 else 0.0)
    return {
        "kode": place.kode,
        "wilayah": place.nama,
        "kolom": column,
        "baris": row,
        "singkat": f"{name}*" if place.is_marked else name,
        "huruf": f"{letters}*" if place.is_marked else letters,
        "warna": ground,
        "tinta": ink(ground),
        "arsir": place.is_low and value is not None,
        "isi": "–" if value is None else _inside(value, measure, language),
        **tips(place, reasons, language),
    }


def _inside(value: Any, measure: Measure, language: str) -> str:
    """The figure in four letters; what it is of stands above the map."""
    if measure in ("pagu", "realisasi"):
        number, _, unit = short_amount(value, language).partition(" ")
        return number + unit[:1].upper()
    return short_number(float(value), language, 0 if value >= 100 else 1)


def tips(place: Place, reasons: Words, language: str) -> dict[str, str]:
    """All figures of a region as texts, and why there are none."""
    row, cover = place.row, place.cover
    share = None if cover is None else cover.percent
    return {
        "bagian": _percent(None if row is None else row.bagian, language),
        "pagu": "–" if row is None else short_amount(row.pagu, language) or "–",
        "realisasi": "–" if row is None else short_amount(row.realisasi, language) or "–",
        "persen": _percent(None if row is None else row.persen, language),
        "cakupan": _percent(share, language),
        "tahap": "–" if row is None else stages_text(row, language),
        "dibaca": "–" if cover is None or cover.dibaca is None else f"{cover.dibaca:%Y-%m-%d}",
        "sebab": low_text(place, language) if place.alasan is None else reasons[place.alasan],
    }


def _percent(value: float | None, language: str) -> str:
    return "–" if value is None else f"{short_number(value, language, 1)} %"


def tile_map(records: Sequence[dict[str, Any]], titles: Mapping[str, str], chosen: str | None = None) -> Any:
    """The map of ``tile_records``: grey without figures, striped where little was understood.

    ``titles``: of what is said when a square is pointed at, by its name in the records, in order. ``chosen``: the code
    of the square with a border; a click chooses another.
    """
    alt = import_altair()
    columns, rows = (sorted({place[axis] for place in TILES.values()}) for axis in (0, 1))
    x = alt.X("kolom:O", axis=None, scale=alt.Scale(domain=columns, paddingInner=0.08, paddingOuter=0))
    y = alt.Y("baris:O", axis=None, scale=alt.Scale(domain=rows, paddingInner=0.08, paddingOuter=0))
    said = [alt.Tooltip(f"{name}:N", title=title) for name, title in titles.items()]
    base = alt.Chart(alt.Data(values=list(records))).encode(x=x, y=y, tooltip=said)
    click = alt.selection_point(name=CHOSEN, fields=["kode"], on="click", toggle="false")
    edge = alt.condition(alt.datum.kode == chosen, alt.value(3), alt.value(0))
    ground = alt.Color("warna:N", scale=None, legend=None)
    squares = base.mark_rect(stroke=_INK, cornerRadius=3, cursor="pointer").encode(color=ground, strokeWidth=edge)
    stripes = [_stripes(alt, base, colour) for colour in (_INK, _WHITE)]
    written = alt.Color("tinta:N", scale=None, legend=None)
    names = base.mark_text(dy=-8, fontSize=10, fontWeight="bold", text=alt.ExprRef(_NAME)).encode(color=written)
    figures = base.mark_text(dy=8, fontSize=10.5).encode(text="isi:N", color=written)
    layers = alt.layer(squares.add_params(click), *stripes, names, figures)
    return layers.properties(width="container", height={"step": _STEP}).configure_view(stroke=None)


def _stripes(alt: Any, base: Any, colour: str) -> Any:
    """Bands over the squares on which this ink is written; clear between them, so that the shade can be seen."""
    red, green, blue = bytes.fromhex(colour[1:])
    inks = [f"rgba({red},{green},{blue},{alpha})" for alpha in (0.3, 0.0)]
    stops = []
    for i in range(_STRIPES * 2):
        edges = (i / (_STRIPES * 2), (i + 1) / (_STRIPES * 2))
        stops += [alt.GradientStop(offset=offset, color=inks[i % 2]) for offset in edges]
    bands = alt.Gradient(gradient="linear", stops=stops, x1=0, y1=0, x2=1, y2=1)
    return base.transform_filter(f"datum.arsir && datum.tinta == '{colour}'").mark_rect(color=bands, cornerRadius=3)


def small_multiple(places: Sequence[Place], measure: Measure, title: str, reasons: Words, language: str = "id") -> Any:
    """One measure of a province's kabupaten and kota as bars, in the order of their codes, the reason where none is."""
    alt = import_altair()
    amounts = measure in ("pagu", "realisasi")
    money = [place.value(measure) for place in places] if amounts else []
    size, unit = unit_of(money, language) if amounts else (1, "%")  # type: ignore[arg-type]
    data = alt.Data(values=[_bar(place, measure, float(size), reasons, language) for place in places])
    order = [_named(place) for place in ranked(places, "bagian")]
    region = alt.Y("wilayah:N", sort=order, title=None, axis=alt.Axis(labelLimit=130, ticks=False))
    comma = "replace(datum.label, '.', ',')" if language == "id" else "datum.label"
    amount = alt.X("nilai:Q", title=unit or None, axis=alt.Axis(format="~r", labelExpr=comma, tickCount=3))
    words = {name: text(language, f"chart.{name}") for name in ("wilayah", "cakupan", "asal", "dibaca", "sebab")}
    said = [alt.Tooltip("wilayah:N", title=words["wilayah"]), alt.Tooltip("teks:N", title=title)]
    said += [alt.Tooltip(f"{name}_teks:N", title=words[name]) for name in ("cakupan", "asal", "dibaca", "sebab")]
    base = alt.Chart(data).encode(y=region, tooltip=said)
    weight = alt.condition("datum.arsir", alt.value(0.35), alt.value(1.0))
    bars = base.mark_bar(color=PAGU, height={"band": 0.7}).encode(x=amount, opacity=weight)
    texts = base.mark_text(align="left", dx=4, fontSize=10.5, color="#333", limit=190).encode(
        x=alt.X("akhir:Q"), text="teks:N"
    )
    padding = {"left": 4, "top": 4, "right": 70, "bottom": 4}
    return alt.layer(bars, texts).properties(title=title, height={"step": 20}, width="container", padding=padding)


def _bar(place: Place, measure: Measure, size: float, reasons: Words, language: str) -> dict[str, Any]:
    value = place.value(measure)
    texts = tips(place, reasons, language)
    scaled = None if value is None else float(value) / size
    return {
        "wilayah": _named(place),
        "cakupan_teks": texts["cakupan"],
        "asal_teks": texts["tahap"],
        "dibaca_teks": texts["dibaca"],
        "sebab_teks": texts["sebab"] or "–",
        "nilai": scaled,
        "akhir": scaled or 0.0,
        "arsir": place.is_low,
        "teks": texts[measure] if value is not None else texts["sebab"] or "–",
    }


def _named(place: Place) -> str:
    return f"{place.nama} *" if place.is_marked else place.nama
