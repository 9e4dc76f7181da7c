"""From header wording and column content to column roles: what each column of a table measures, when, and for whom.

Wording proposes, content disposes: a column headed "Indikator Kinerja" that holds amounts is no indicator. The roles
of each form's columns are those of the dataset contract's table of forms (Permendagri 86/2017, annex).
"""

from __future__ import annotations

from dataclasses import dataclass

from normalize.grid import Grid, Profile
from normalize.judul import Heading, read_heading

VALUE_KINDS = frozenset(
    {
        "pagu",
        "prakiraan_maju",
        "realisasi",
        "sisa",
        "bobot",
        "fisik",
        "tertimbang",
        "persen_realisasi",
        "target",
        "capaian",
        "proyeksi",
        "kondisi",
        "keuangan",
        "jumlah",
        "k",
        "rp",
        "%",
    }
)


_FEW = 3
"""Filled cells below which a column's content decides nothing."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A column before the table's kind is known: its kind by wording and content, and what its header says."""

    indeks: int
    kind: str | None
    heading: Heading
    profile: Profile
    group_start: int


def draft_columns(grid: Grid) -> tuple[Draft, ...]:
    """One draft a column of the table."""
    drafts = []
    for col in range(grid.n_cols):
        heading, content = read_heading(grid.paths[col]), grid.profiles[col]
        kind = _content_vote(_resolve_generic(heading, content), content)
        drafts.append(Draft(col, kind, heading, content, grid.header_groups[col]))
    drafts = _percent_beside_money(_unit_columns(drafts))
    return _code_columns_by_content(_name_column_by_content(tuple(drafts)))


def _unit_columns(drafts: list[Draft]) -> list[Draft]:
    """The drafts, a column of units under the header of a value ("Target" over amount and unit) made satuan."""
    out = []
    for d in drafts:
        beside = any(o is not d and o.group_start == d.group_start and o.kind in VALUE_KINDS for o in drafts)
        if beside and d.kind in {*VALUE_KINDS, None, "keterangan"} and _is_unit_column(d.profile):
            d = Draft(d.indeks, "satuan", d.heading, d.profile, d.group_start)
        out.append(d)
    return out


def _percent_beside_money(drafts: list[Draft]) -> list[Draft]:
    """The drafts, small numbers under the realisasi whose rupiah stand beside them made its percentage.

    The sign that would say so is small, and often misread or not printed at all.
    """
    out = []
    for d in drafts:
        own = d.kind in {"realisasi", "keuangan"} and d.heading.kind is None and d.profile.filled >= _FEW
        if own and d.profile.money == 0 and d.profile.number > 0.8:
            beside = (o for o in drafts[: d.indeks] if o.kind == "realisasi" and o.heading.group == d.heading.group)
            if any(o.profile.money > 0.5 for o in beside):
                d = Draft(d.indeks, "persen_realisasi", d.heading, d.profile, d.group_start)
        out.append(d)
    return out


def _resolve_generic(heading: Heading, content: Profile) -> str | None:
    """The kind where the leaf alone says too little: "Rp", "%", "K", a year, nothing."""
    kind, group = heading.kind, heading.group
    if heading.prakiraan and kind in {None, "rp", "pagu", "prakiraan_maju"}:
        return "prakiraan_maju"
    if kind in {"rp", "k"} and group == "persen_realisasi":
        return "persen_realisasi"
    if kind in {"capaian", "persen_realisasi"} and group == "fisik":
        return "fisik"
    if kind == "rp":
        return "realisasi" if group in {"realisasi", "keuangan", "proyeksi"} else "pagu"
    if kind == "%":
        return {"fisik": "fisik", "capaian": "capaian", "target": "target"}.get(group or "", "persen_realisasi")
    if kind == "k":
        return "capaian" if group == "realisasi" or heading.triwulan else "target"
    if kind == "kondisi":
        return _condition(heading, content)
    if kind is None and group is None and heading.years and content.number > 0.5:
        return "pagu" if content.money > 0.5 else "target"  # a bare year heads the yearly targets (T-C.25)
    if kind is None:
        return _condition(heading, content) if group == "kondisi" else group
    if kind in {"target", "pagu"} and group == "prioritas":
        return "prioritas"
    return kind


def _condition(heading: Heading, content: Profile) -> str:
    """What "Kondisi kinerja" heads: a baseline (capaian) at a period's start, a target or its money at its end."""
    if content.money > 0.5 or heading.money:
        return "pagu"
    return "target" if heading.akhir else "capaian"


def _is_unit_column(content: Profile) -> bool:
    return content.filled > 0 and content.unit > 0.6 and content.number < 0.4


def _content_vote(kind: str | None, content: Profile) -> str | None:
    """The kind after the column's content has been asked; too few cells decide nothing."""
    if content.filled < _FEW:
        return kind
    if kind in {"indikator", "nama", "lokasi", "keterangan", "sumber_dana", "penanggung_jawab"}:
        if content.money > 0.6:
            return "pagu"
        if kind == "indikator" and content.number > 0.6 and content.prose < 0.2:
            return "target"
    if kind == "satuan" and content.prose > 0.5:
        return "nama"  # "Satuan Polisi Pamong Praja ..." heads a column of names
    if kind in {"target", "capaian", "persen_realisasi"} and content.prose > 0.7 and content.number < 0.2:
        return "keterangan"
    return kind


def _code_columns_by_content(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Columns without a wording that stand before the name and hold code parts are kode."""
    name = next((d.indeks for d in drafts if d.kind == "nama"), len(drafts))
    out = []
    for d in drafts:
        if d.kind is None and d.indeks < name and d.profile.filled and d.profile.code > 0.8:
            d = Draft(d.indeks, "kode", d.heading, d.profile, d.group_start)
        out.append(d)
    return tuple(out)


def _name_column_by_content(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Without a name, indicator or sasaran column the first column of prose is the name."""
    if any(d.kind in {"nama", "indikator", "sasaran", "tujuan"} for d in drafts):
        return drafts
    for d in drafts:
        if (
            d.kind in {None, "keterangan", "satuan", "jumlah"}
            and d.profile.filled
            and d.profile.number < 0.4
            and d.profile.prose > 0.3
        ):
            named = Draft(d.indeks, "nama", d.heading, d.profile, d.group_start)
            return tuple(named if x is d else x for x in drafts)
    return drafts
