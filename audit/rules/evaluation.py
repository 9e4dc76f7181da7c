"""The formulas of form T-C.29 (Permendagri 86/2017): 8 = 7/6, 10 = 5+7+9, 11 = 10/4, as its number row prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, localcontext
from typing import Literal, NamedTuple

from audit.build import Difference, Remark, remark, settle, to_finding
from audit.figures import Figure, Key, is_usable
from audit.hierarchy import TableView
from audit.sentences import measure, percent, place, plain, row_name
from audit.tolerance import agrees, percent_agrees, printed_digits, rounded
from normalize.satuan import read_unit, same_unit
from normalize.types import JenisTabel, Konteks, Ukuran, Value
from records.findings import Cek, Finding, Keparahan, Penyebab
from records.matched import MatchedRow

_HUNDRED = 100
"""Percent."""
_NO_SUM = re.compile(
    r"[\W\d]*(?:p(?:er|ro|re)sen(?:tas[ei])?|tingkat|rasio|ratio|proporsi|cakupan|laju|rata|indeks|index|skor|predikat)\b",
    re.I,
)
"""How indicators begin whose years do not add up, whether or not the print has units: shares, rates and scores."""


class Columns(NamedTuple):
    """A row's values by the form's column numbers; None where empty, unreadable or with several values."""

    c4: Value | None
    c5: Value | None
    c6: Value | None
    c7: Value | None
    c8: Value | None
    c9: Value | None
    c10: Value | None
    c11: Value | None


def rumus(view: TableView) -> Iterator[Finding]:
    """Percentages and sums that are not what the form's formulas give; tolerance: rounding as printed.

    A failure that one cause explains to the digit (a ratio with a percent sign, the division turned round, a
    percentage of the column before) stands on its own; where the others are most of a column, one finding says so.
    """
    rows = _without_counts(view, dict(_rows(view)))
    for judge in (_realised, _achieved, _added):
        verdicts = [found for row, columns in rows.items() if (found := judge(view, row, columns)) is not None]
        failed = [(one, cause) for one, cause in verdicts if one is not None]
        for one, cause in failed:
            if cause is not None:
                yield replace(to_finding(Cek.RUMUS, view, one), penyebab=cause)
        unexplained = [one for one, cause in failed if cause is None]
        own = [one for one in unexplained if judge is _achieved and _of_the_year(rows[one.row], one)]
        if len(own) * 2 > len(failed):
            yield _another_rule(view, own)
            theirs = {one.row for one in own}
            unexplained = [one for one in unexplained if one.row not in theirs]
        if unexplained:
            tried = len(verdicts) - len(failed) + len(unexplained)
            for finding in settle(Cek.RUMUS, view, unexplained[0].key, tried, unexplained):
                if judge is _added and _is_no_sum(view, finding.row):
                    continue  # it tells how the column is filled, and accuses nobody
                # Many offices report no more than 100 % of a target: a habit, not a slip.
                capped = finding.tertulis == 100 and (finding.dihitung or 0) > 100
                is_open = capped or finding.penjelasan.endswith(f"{_LEVEL}.")
                yield replace(finding, keparahan=Keparahan.INFO) if is_open else finding


def satuan_campur(view: TableView) -> Iterator[Finding]:
    """Sums of column 10 whose parts count different things (26 orang + 312 orang/bulan)."""
    rows = [(row, columns) for row, columns in _rows(view) if _parts(columns)]
    wrong = [Remark(row, _mixed_sentence(view, row, columns)) for row, columns in rows if _is_mixed(columns)]
    for finding in remark(Cek.SATUAN_CAMPUR, view, len(rows) * 2, wrong):
        yield replace(finding, keparahan=Keparahan.INFO)


def _rows(view: TableView) -> Iterator[tuple[int, Columns]]:
    if view.matched.source.jenis is not JenisTabel.EVALUASI_RENJA:
        return
    for index, matched in enumerate(view.matched.rows):
        yield index, _columns(matched)


def _columns(matched: MatchedRow) -> Columns:
    """The row's values in the form's order; the two Renja targets are told apart by the year of the realisation.

    Where the header prints that year over both, the one further left is column 6.
    """
    found: dict[tuple[Ukuran, Konteks | None], list[Value]] = {}
    for value in matched.row.values:
        if is_usable(value):
            found.setdefault((value.ukuran, value.konteks), []).append(value)

    def one(ukuran: Ukuran, konteks: Konteks) -> Value | None:
        return _only(found.get((ukuran, konteks), ()))

    spent, rate = one(Ukuran.REALISASI, Konteks.RENJA), one(Ukuran.PERSEN_REALISASI, Konteks.RENJA)
    past = spent.tahun if spent else rate.tahun if rate else None
    targets = found.get((Ukuran.TARGET, Konteks.RENJA), ())
    of_past, of_next = [v for v in targets if v.tahun == past], [v for v in targets if v.tahun != past]
    if not of_next and len(of_past) == 2 and of_past[0].box.x1 <= of_past[1].box.x0:
        of_past, of_next = of_past[:1], of_past[1:]
    return Columns(
        one(Ukuran.TARGET, Konteks.RENSTRA),
        one(Ukuran.REALISASI, Konteks.RENSTRA),
        _only(of_past),
        spent,
        rate,
        _only(of_next),
        one(Ukuran.REALISASI, Konteks.PERKIRAAN),
        one(Ukuran.PERSEN_REALISASI, Konteks.PERKIRAAN),
    )


def _without_counts(view: TableView, rows: dict[int, Columns]) -> dict[int, Columns]:
    """The rows without what a column of percentages counts: where others print their sign, bare numbers are no percent.

    Offices print the packages of a sub kegiatan there, and the share of what its kegiatan spent.
    """
    return _signed(view, _signed(view, rows, "c8"), "c11")


def _signed(view: TableView, rows: dict[int, Columns], name: Literal["c8", "c11"]) -> dict[int, Columns]:
    shares: dict[int, Value | None] = {row: getattr(columns, name) for row, columns in rows.items()}
    bare = {row for row, value in shares.items() if value is not None and "%" not in printed_text(view, value)}
    if all(row in bare for row, value in shares.items() if value is not None):
        return rows
    return {row: columns._replace(**{name: None}) if row in bare else columns for row, columns in rows.items()}


def _only(values: Sequence[Value]) -> Value | None:
    return values[0] if len(values) == 1 else None


Judged = tuple[Difference | None, Penyebab | None] | None


def _realised(view: TableView, row: int, columns: Columns) -> Judged:
    """Column 8 = 7/6."""
    return _rate(view, row, columns.c8, columns.c7, columns.c6, None)


def _achieved(view: TableView, row: int, columns: Columns) -> Judged:
    """Column 11 = 10/4; a stale one is 9/4."""
    return _rate(view, row, columns.c11, columns.c10, columns.c4, columns.c9)


def _rate(
    view: TableView, row: int, printed: Value | None, part: Value | None, whole: Value | None, former: Value | None
) -> Judged:
    if printed is None or part is None or whole is None or not whole.nilai or not _same_unit(part, whole):
        return None
    if printed.satuan not in (None, "persen"):
        return None  # a count that stands in the column of percentages: none is printed
    exact, tertulis = _ratio(part, whole), printed.nilai or Decimal(0)
    if agrees(tertulis, exact, printed_digits(printed.teks, tertulis)):
        return None, None
    teks = printed_text(view, printed)
    if percent_agrees(tertulis, exact, teks):
        return None, None
    cause, clause = _cause(replace(printed, teks=teks), part, whole, former, exact)
    digits = max(printed_digits(printed.teks, tertulis), 0)
    key, matched = Key(printed.ukuran, printed.konteks, printed.tahun), view.matched.rows[row]
    text = (
        f"Pada {place(view, matched.row.page)}, {measure(key)} {row_name(matched)} tertulis "
        f"{percent(tertulis, digits)}, sedangkan {plain(part)} dibagi {plain(whole)} adalah "
        f"{percent(rounded(exact, max(digits, 2)), max(digits, 2))} (dihitung){clause}."
    )
    figures = tuple(_figure(view, row, value) for value in (printed, part, whole))
    return Difference(row, key, tertulis, rounded(exact, max(digits, 2)), figures, (), text), cause


def _cause(
    printed: Value, part: Value, whole: Value, former: Value | None, exact: Decimal
) -> tuple[Penyebab | None, str]:
    tertulis = printed.nilai or Decimal(0)
    found: list[tuple[Penyebab, str]] = []
    if percent_agrees(tertulis, exact / 100, printed.teks):
        found.append((Penyebab.SKALA_PERSEN, ", rupanya rasio dicetak dengan tanda persen (kurang faktor seratus)"))
    # So many offices print a round hundred, no more and no less, that it proves nothing of how they came to it.
    if part.nilai and tertulis != _HUNDRED and percent_agrees(tertulis, _ratio(whole, part), printed.teks):
        found.append((Penyebab.RASIO_TERBALIK, ", rupanya pembagiannya terbalik"))
    is_capped = tertulis == _HUNDRED < exact
    is_other = former is not None and _same_unit(former, whole) and former.nilai != part.nilai and not is_capped
    if former is not None and is_other and percent_agrees(tertulis, _ratio(former, whole), printed.teks):
        text = f", rupanya persentase lama dari {plain(former)} yang belum diperbarui"
        found.append((Penyebab.PERSEN_LAMA, text))
    if len(found) == 1:
        return found[0]
    return None, ", rupanya dibatasi seratus persen" if is_capped else ""


def _of_the_year(columns: Columns, one: Difference) -> bool:
    """True where the printed percentage is 10/9: measured by the year's target, not by the Renstra's."""
    part, whole, printed = columns.c10, columns.c9, columns.c11
    if part is None or whole is None or printed is None or not whole.nilai or not _same_unit(part, whole):
        return False
    return percent_agrees(one.tertulis, _ratio(part, whole), printed.teks)


def _another_rule(view: TableView, own: Sequence[Difference]) -> Finding:
    """One finding for a column that measures by another column than the form says."""
    first = to_finding(Cek.RUMUS, view, replace(own[0], rows=tuple(one.row for one in own)))
    text = (
        f"Pada {place(view, first.page)}, {measure(own[0].key)} pada {len(own)} baris dihitung terhadap target Renja "
        "tahun berjalan (kolom 9), bukan terhadap target Renstra (kolom 4) seperti rumus formulir."
    )
    nothing = None
    return replace(
        first,
        keparahan=Keparahan.INFO,
        row=nothing,
        tertulis=nothing,
        dihitung=nothing,
        selisih=nothing,
        penjelasan=text,
    )


def _added(view: TableView, row: int, columns: Columns) -> Judged:
    """Column 10 = 5 + 7 + 9, where all four count the same thing and none is a percentage."""
    parts = _parts(columns)
    if not parts or columns.c10 is None or _is_mixed(columns) or "persen" in (parts[0].satuan, columns.c10.satuan):
        return None
    total, tertulis = sum((part.nilai or Decimal(0) for part in parts), Decimal(0)), columns.c10.nilai or Decimal(0)
    if total == tertulis:
        return None, None
    key = Key(columns.c10.ukuran, columns.c10.konteks, columns.c10.tahun)
    matched = view.matched.rows[row]
    text = (
        f"Pada {place(view, matched.row.page)}, {measure(key)} {row_name(matched)} tertulis {plain(columns.c10)}, "
        f"sedangkan menurut rumus formulir {' + '.join(map(plain, parts))} adalah {total.normalize():f} (dihitung)."
    )
    figures = tuple(_figure(view, row, value) for value in (columns.c10, *parts))
    # No sum is smaller than what it adds up: a score, or how many there are at the end of the year.
    is_level = 0 <= tertulis <= max(part.nilai or Decimal(0) for part in parts)
    return Difference(row, key, tertulis, total, figures, (), text, _LEVEL if is_level else None), None


_LEVEL = "angka itu mungkin keadaan terakhir, yang tidak dijumlahkan dari tahun ke tahun"


def _is_no_sum(view: TableView, row: int | None) -> bool:
    return row is not None and _NO_SUM.match(view.matched.rows[row].row.indikator or "") is not None


def _parts(columns: Columns) -> tuple[Value, ...]:
    """Columns 5, 7 and 9 where all three and column 10 are printed."""
    parts = (columns.c5, columns.c7, columns.c9)
    found = tuple(part for part in parts if part is not None)
    return found if len(found) == 3 and columns.c10 is not None else ()


def _is_mixed(columns: Columns) -> bool:
    """True where the parts print different units and column 10 is their bare sum all the same."""
    parts = _parts(columns)
    units = {read_unit(part.satuan) for part in parts if part.satuan}
    total = sum((part.nilai or Decimal(0) for part in parts), Decimal(0))
    return len(units) > 1 and columns.c10 is not None and columns.c10.nilai == total


def _mixed_sentence(view: TableView, row: int, columns: Columns) -> str:
    matched = view.matched.rows[row]
    terms = " + ".join(map(plain, _parts(columns)))
    value = plain(columns.c10) if columns.c10 else ""
    return (
        f"Pada {place(view, matched.row.page)}, capaian sampai tahun berjalan {row_name(matched)} sebesar {value} "
        f"menjumlahkan satuan yang berlainan ({terms})."
    )


def _same_unit(one: Value, other: Value) -> bool:
    return one.satuan is None or other.satuan is None or same_unit(one.satuan, other.satuan)


def _ratio(part: Value, whole: Value) -> Decimal:
    with localcontext() as context:
        context.prec = 60
        return (part.nilai or Decimal(0)) * 100 / (whole.nilai or Decimal(1))


def printed_text(view: TableView, value: Value) -> str:
    """The value's text with the percent sign that its cell prints behind it."""
    if "%" in value.teks:
        return value.teks
    cell = view.cell_text(value)
    behind = cell.split(value.teks)[1:] if value.teks else []
    return f"{value.teks}%" if any(rest.lstrip().startswith("%") for rest in behind) else value.teks


def _figure(view: TableView, row: int, value: Value) -> Figure:
    return Figure((value,), (row,), value.nilai, view.certainty.is_sure(value))
