"""From grid rows to meaningful rows: one item may be printed over two grid rows, one grid row may hold several items.

Levels are only proposed here (labels, totals, tables whose rows are indicators): what a name and a code mean is the
nomenclature's to say. Neither the table's title nor its kind is asked, only what its columns are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.types import Box, Cell
from normalize.baris import (
    Name,
    are_places,
    is_average,
    is_code_by_form,
    is_column_numbers,
    is_form_foot,
    is_indicator,
    is_total,
    is_verdict,
    listed_level,
    read_name,
    split_codes,
)
from normalize.coarser import items_of, money_of_higher
from normalize.grid import Grid, is_code, is_money, letters
from normalize.nama_bersisi import doubt_unlike_sides
from normalize.nama_bertumpuk import doubt_heaped_names
from normalize.nilai import is_recognised, read_values, shares
from normalize.nomor_urut import running_numbers
from normalize.peran_baris import Roles, find_roles, row_year
from normalize.sambungan import Pending, State, add_row, name_last_total, tell_partial_lines
from normalize.types import BudgetRow, Column, RowHints, TingkatBaris, Ukuran, Value
from normalize.wording import squash

_CODE_OR_ENUMERATOR = 4
_MOST_REMARKS = 2
"""Cells of words that a total may have beside its name: a source of funds, a remark."""
_HEADING = 8
"""Letters of a lone text from which it is a heading, not a stray word."""
_LED_NAME = re.compile(r"^(\d{1,4})\s+(?=[^\W\d_]{3})")
"""Part of a code, or a number, in front of a name that runs over its column: "1 Penyusunan" below "Kode | Kegiatan"."""
_DASHES = frozenset({"-", "–"})
_DEGREE = re.compile(r"[SD][ .–-]{0,2}[1-4]")
"""What staff are counted by beside words of two letters and more: "S1", "D-3"; a single letter else names nothing."""
_OF_HIGHER, _LIKELY = "tingkat_di_atasnya", 0.8
"""Recorded at an amount that belongs to the level above the item in whose line it stands, and how sure that is at most:
the habit of the other rows says so, and nothing printed does."""
_OF_RENJA = re.compile(r"\brenja\b|\brencana kerja\b", re.I)
"""What the evaluation forms (T-C.29, E.81) print over their columns."""
_INPUT = re.compile(r"(?:masukan|inputs?)\b", re.I)
"""What forms RKA and DPA call the money that their indicators take: no target, but the pagu."""


def build_rows(grid: Grid, columns: Sequence[Column]) -> tuple[BudgetRow, ...]:
    """The table's meaningful rows, in order; grid rows without meaning (blank, column numbers) give none."""
    roles = find_roles(grid, columns)
    state = State(numbered=_numbered_names(grid, roles), named=bool(roles.nama or roles.level_columns))
    owners = money_of_higher(grid, roles)
    for row in range(grid.n_rows):
        _read_row(grid, row, roles, owners.get(row, {}), state)
    name_last_total(state)
    tell_partial_lines(state)
    doubt_heaped_names(grid, roles, state.rows)
    doubt_unlike_sides(grid, roles, state.rows)
    return tuple(p.finish(i) for i, p in enumerate(state.rows))


def _numbered_names(grid: Grid, roles: Roles) -> Mapping[int, tuple[str, str]]:
    """The rows whose name cell holds a running number, where the name is one column's and numbers have none."""
    if len(roles.nama) != 1:
        return {}
    cells = [grid.cell(row, roles.nama[0]) for row in range(grid.n_rows)]
    return running_numbers([cell.text if cell else "" for cell in cells])


def _read_row(grid: Grid, row: int, roles: Roles, owners: Mapping[int, int], state: State) -> None:
    cells = grid.row_cells(row)
    if not cells or _is_numbers(grid, cells) or _is_header(grid, row, roles):
        return
    state.office = _first(grid, row, roles.perangkat_daerah) or state.office
    owned = {cell.box for col in owners if (cell := grid.cell(row, col)) is not None}
    for item in items_of(grid, row, roles, owners):
        pending = _printed_row(grid, row, item, state)
        if pending is not None:
            pending.perangkat_daerah = state.office if pending.level is not TingkatBaris.JUMLAH else None
            pending.values = tuple(_likely(v) if v.box in owned else v for v in pending.values)
            add_row(pending, state)


def _is_numbers(grid: Grid, cells: Sequence[Cell]) -> bool:
    """True for a row of column numbers, also for what a recogniser left of it."""
    if is_column_numbers([c.text for c in cells]):
        return True
    return is_recognised(cells[0], grid.table) and are_places([(c.col, c.text) for c in cells])


def _is_header(grid: Grid, row: int, roles: Roles) -> bool:
    """True where a header that the page prints again, or its lowest line, would name an item or give it values."""
    named = any(grid.text(row, c) for c in (*roles.name_columns, *roles.goals, *roles.indikator))
    return grid.repeats_header(row) if named else grid.is_header_again(row)


def _likely(value: Value) -> Value:
    return replace(value, keyakinan=min(value.keyakinan, _LIKELY), perbaikan=value.perbaikan or _OF_HIGHER)


def _printed_row(grid: Grid, row: int, roles: Roles, state: State) -> Pending | None:
    """The row as it is printed, before it is joined to the one above; None where it carries nothing."""
    codes, name, levels = _codes_and_name(grid, row, roles)
    number, name = state.numbered.get(row, (None, name))
    parsed = read_name(name) if letters(name) > 1 or _DEGREE.fullmatch(name) else Name("")
    if number is not None:
        parsed = replace(parsed, numbering=parsed.numbering or number)
    if parsed.kode and not any(codes):
        codes = (parsed.kode,)
    named = _name_column(grid, row, roles)
    indikator, lokasi = _indicator_and_place(grid, row, roles, named)
    tahun = row_year(grid.text(row, roles.tahun)) if roles.tahun is not None else None
    values = read_values(grid, row, roles.values_of(tahun, named))
    if _INPUT.match(parsed.text or indikator or ""):
        values = tuple(replace(v, ukuran=Ukuran.PAGU) if _is_target_of_money(v) else v for v in values)
    nama, level = parsed.text, parsed.label or (levels[0] if len(levels) == 1 else None)
    total = _total_name(grid, row, nama)
    if tahun is not None and not nama and not indikator:
        nama, level = str(tahun), TingkatBaris.LAINNYA  # what the row is about is the year
    elif total is not None:
        nama, level, codes = total, TingkatBaris.JUMLAH, ()
    elif not nama:
        nama, level = _name_without_column(grid, row, roles, indikator)
    average = nama or (indikator or "" if squash(indikator or "") == "ratarata" else "")
    if (is_average(average) or is_verdict(nama)) and not any(codes):
        nama, level = average, TingkatBaris.LAINNYA  # of all rows, so of no goal and no item
    percent = shares(nama, values)
    if percent:
        level, values = TingkatBaris.LAINNYA, percent
    if not (nama or values or indikator) or (_is_foot(nama, indikator, values, roles) and not any(codes)):
        return None
    if roles.only_indicators and level is None and nama == indikator and len(grid.row_cells(row)) > 1:
        level = TingkatBaris.LAINNYA  # a lone text is a heading, of which its words must tell
    first = grid.row_cells(row)[0]
    hints = _hints(grid, row, roles, parsed, codes, level, lokasi, levels or roles.levels, state.announced)
    if nama:
        state.announced = parsed.announces
    return Pending(
        grid_row=row,
        level=level,
        kode_asli=" ".join(c for c in codes if c) or None,
        nama=nama,
        indikator=indikator,
        values=values,
        page=first.page,
        box=_row_box(grid, row),
        hints=hints,
        lokasi=lokasi,
        sumber_dana=_first(grid, row, roles.sumber_dana) or None,
        owned=not nama and any(_is_covered(grid, row, c) for c in roles.name_columns or roles.goals),
        within=not (values or indikator) and _is_within(grid, row, roles),
    )


def _is_foot(nama: str, indikator: str | None, values: Sequence[Value], roles: Roles) -> bool:
    """True for a line of a form's foot; an indicator that is worded as one ("Predikat kinerja ...") has a target.

    What closes a program of the evaluation form has no columns of its own; elsewhere its number is its column's.
    """
    is_named = bool(nama) and nama != indikator
    text = nama if is_named else indikator or ""
    if is_verdict(text):
        is_foot = not values or any(_OF_RENJA.search(v.column.judul) for v in roles.values)
    else:
        is_foot = is_form_foot(text)
    return is_foot and (is_named or not any(v.ukuran is Ukuran.TARGET for v in values))


def _is_target_of_money(value: Value) -> bool:
    return value.ukuran is Ukuran.TARGET and value.satuan == "rupiah"


def _indicator_and_place(grid: Grid, row: int, roles: Roles, name: int | None) -> tuple[str | None, str | None]:
    near = [c for c in roles.indikator if not roles.is_above(c, name)]
    own = _first(grid, row, near or roles.indikator) or _over_its_number(grid, row, roles)
    indikator = own or _first(grid, row, roles.indikator_kanan) or None
    lokasi = _first(grid, row, roles.lokasi) or None
    if indikator and lokasi and is_indicator(lokasi) and not is_indicator(indikator):
        return lokasi, indikator  # location and indicator stand in each other's column
    return indikator, lokasi


def _over_its_number(grid: Grid, row: int, roles: Roles) -> str:
    """The indicator of a tujuan or sasaran that runs over the column in which the others are numbered."""
    if not any(grid.text(row, c) for c in roles.goals):
        return ""
    cells = [cell for c in roles.nomor if (cell := grid.cell(row, c)) is not None and letters(cell.text) > _HEADING]
    over = [c.col for c in cells if any(i in roles.indikator for i in range(c.col + 1, c.col + c.colspan))]
    return grid.text(row, over[0]) if over else ""


def _codes_and_name(grid: Grid, row: int, roles: Roles) -> tuple[tuple[str, ...], str, tuple[TingkatBaris, ...]]:
    """(code cells as printed, name, its column's levels): from code and name columns, whatever stands in which.

    Of levels side by side the deepest is the row: what stands left of it is merged down beside other rows.
    """
    coded = roles.kode if row not in roles.listed else ()
    codes = ["" if _is_amount(grid, row, c) else t for c, t in zip(coded, _codes(grid, row, coded), strict=True)]
    codes += [t for c in roles.nomor if c not in roles.counted and is_code_by_form(t := grid.text(row, c))]
    cascade = [(grid.text(row, c), levels) for c, levels in roles.level_columns if letters(grid.text(row, c)) > 1]
    if cascade:
        name, levels = cascade[-1]
        return tuple(codes), name, levels
    overflow = [t for t in codes if t and not is_code(t) and letters(t) > 3]
    named = [grid.text(row, c) for c in roles.nama]
    if len(roles.nama) > 1:
        more, name = split_codes(named)
        codes = [*codes, *(c for c in more if is_code_by_form(c) or roles.kode or len(more) > 1)]
    else:
        name = " ".join(t for t in named if t and t not in _DASHES)
    if overflow and not name:
        # A name that runs over merged code cells, or a code with its name in one cell.
        led = _LED_NAME.match(overflow[0]) if any(t and t not in overflow for t in codes) else None
        codes = [t for t in codes if t not in overflow] + ([led[1]] if led else [])
        name = " ".join(overflow)[led.end() if led else 0 :]
    if not name:
        name = " ".join(t for t in (grid.text(row, c) for c in roles.nama_kanan) if t)
    return tuple(codes), name, ()


_PART = 4
"""Digits of a code's part at most: 0007."""


def _codes(grid: Grid, row: int, columns: Sequence[int]) -> list[str]:
    """The codes in a row's cells; digits that stand below each other, one a line, are those of one number.

    Where another cell holds whole codes below each other, so do these: of two rows that nothing parts.
    """
    lines = [cell.text.split("\n") if (cell := grid.cell(row, c)) is not None else [] for c in columns]
    stacked = all(map(_is_stack, (each for each in lines if len(each) > 1)))
    texts = [grid.text(row, c) for c in columns]
    pairs = zip(lines, texts, strict=True)
    return ["".join(map(str.strip, each)) if stacked and len(each) > 1 else text for each, text in pairs]


def _is_stack(lines: Sequence[str]) -> bool:
    return len(lines) <= _PART and all(len(digit := line.strip()) == 1 and digit.isdigit() for line in lines)


def _name_column(grid: Grid, row: int, roles: Roles) -> int | None:
    """The column that names the row: of levels side by side the deepest that is filled."""
    filled = [c for c in roles.name_columns if letters(grid.text(row, c)) > 1]
    if roles.level_columns or not filled:
        filled += [c for c in roles.goals if letters(grid.text(row, c)) > 1]
        return max(filled, default=None)
    return filled[0]


def _is_amount(grid: Grid, row: int, col: int) -> bool:
    """True for an amount that slipped into a code column: it stands in the row once more, or is a round one."""
    text = grid.text(row, col)
    beside = (cell.text.strip() for cell in grid.row_cells(row) if cell.col != col)
    return is_money(text) and (text.endswith("000") or text in beside)


def _total_name(grid: Grid, row: int, nama: str) -> str | None:
    """The printed name of a total row, None for other rows."""
    if nama:
        return nama if is_total(nama) else None
    texts = [" ".join(cell.text.split()) for cell in grid.row_cells(row)]
    total = next((text for text in texts if is_total(text)), None)
    # Where other words stand beside it, "Jumlah" is the first line of an indicator.
    words = [text for text in texts if letters(text) > _CODE_OR_ENUMERATOR and not is_total(text)]
    return total if len(words) <= _MOST_REMARKS else None


def _name_without_column(grid: Grid, row: int, roles: Roles, indikator: str | None) -> tuple[str, TingkatBaris | None]:
    """(name, level) of a row whose name column is empty or missing.

    A lone text over several columns, or one that stands where numbers or codes stand, is a heading of the table's
    hierarchy; else a sasaran or tujuan that has the row to itself is what the row is about, else an office; where the
    table has nothing but indicators, the indicator.
    """
    heading = _heading(grid, row, roles)
    if heading is not None:
        parsed = read_name(heading)
        return parsed.text, parsed.label
    goal = _goal(grid, row, roles)
    if goal is not None:
        return goal
    named = roles.nama or roles.level_columns or (indikator and roles.only_indicators)
    office = "" if named else _first(grid, row, roles.perangkat_daerah)
    if office:
        return office, TingkatBaris.PERANGKAT_DAERAH
    return (indikator or "", None) if roles.only_indicators else ("", None)


def _heading(grid: Grid, row: int, roles: Roles) -> str | None:
    cells = grid.row_cells(row)
    if len(cells) == 1 and letters(cells[0].text) > _HEADING and _is_heading(cells[0], roles):
        return None if _is_beside(grid, row, cells[0], roles) else cells[0].text
    indikator = _over_its_number(grid, row, roles)
    numbered = [cell for c in roles.nomor if (cell := grid.cell(row, c)) is not None]
    numbered = [cell for cell in numbered if letters(t := grid.text(row, cell.col)) > _HEADING and t != indikator]
    # Where several numbers are written over, the name's is the one whose cell goes on below the names.
    numbered.sort(key=lambda cell: not any(cell.col < c < cell.col + cell.colspan for c in roles.name_columns))
    return _LED_NAME.sub("", grid.text(row, numbered[0].col)) if numbered else None


def _goal(grid: Grid, row: int, roles: Roles) -> tuple[str, TingkatBaris] | None:
    """The sasaran, else the tujuan, that the row is about: none where the item's own cell reaches down to this row."""
    if any(_is_covered(grid, row, c) for c in roles.name_columns):
        return None
    # Of "Sasaran Strategis | Sasaran Program | Sasaran Kegiatan" the deepest has the row's indicator and money.
    for cols, level in ((roles.sasaran[::-1], TingkatBaris.SASARAN), (roles.tujuan, TingkatBaris.TUJUAN)):
        text = _first(grid, row, cols)
        if text:
            parsed = read_name(text)
            return parsed.text, parsed.label or listed_level(parsed.text) or level
        if any(_is_covered(grid, row, c) for c in cols):
            return None  # a further line of the sasaran above
    return None


def _is_covered(grid: Grid, row: int, col: int) -> bool:
    """True where a cell that starts further up reaches down to the place."""
    return _reaching(grid, row, col) is not None


def _reaching(grid: Grid, row: int, col: int) -> Cell | None:
    """The cell that starts further up and reaches down to the place."""
    for above in range(row - 1, max(-1, row - grid.tallest.get(col, 0)), -1):
        cell = grid.cell(above, col)
        if cell is not None and (cell.rowspan > row - above or cell.text.strip()):
            return cell if cell.rowspan > row - above else None
    return None


def _is_within(grid: Grid, row: int, roles: Roles) -> bool:
    """True where the number or code of the row above and all of its values stand beside this one too: one item."""
    keys = [_reaching(grid, row, c) for c in (*roles.nomor, *roles.kode)]
    values = [_reaching(grid, row, v.column.indeks) for v in roles.values]
    told = [any(cell is not None and cell.text.strip() for cell in cells) for cells in (keys, values)]
    return all(told) and all(cell is not None for cell in values)


def _is_heading(cell: Cell, roles: Roles) -> bool:
    """True where a row's lone text is a heading: it runs over columns or stands where numbers, codes or names stand.

    In a table with a name column a lone text under "Indikator" is a further indicator, not a heading.
    """
    if cell.col in roles.indikator:
        return roles.only_indicators
    return cell.colspan > 1 or cell.col in (*roles.nomor, *roles.kode, *roles.nama)


def _is_beside(grid: Grid, row: int, cell: Cell, roles: Roles) -> bool:
    """True where a lone text under "Keterangan" stands beside the item above, whose cell reaches down to its row."""
    naming = (*roles.name_columns, *roles.goals)
    own = range(cell.col, cell.col + cell.colspan)
    apart = not any(c in own for c in (*naming, *roles.indikator)) and all(c < cell.col for c in naming)
    return apart and any(_is_covered(grid, row, c) for c in naming)


def _hints(
    grid: Grid,
    row: int,
    roles: Roles,
    parsed: Name,
    codes: tuple[str, ...],
    level: TingkatBaris | None,
    lokasi: str | None,
    header_levels: tuple[TingkatBaris, ...],
    announced: TingkatBaris | None,
) -> RowHints:
    columns = (*roles.name_columns, *roles.nama_kanan)
    name_cell = next((c for c in (grid.cell(row, i) for i in columns) if c and letters(c.text) > 1), None)
    detail = bool(lokasi or _first(grid, row, roles.sumber_dana) or _first(grid, row, roles.penanggung_jawab))
    word = parsed.text
    return RowHints(
        label=level,
        numbering=_numbering(grid, row, roles) or parsed.numbering,
        bold=bool(name_cell and name_cell.bold),
        capitals=letters(word) > 3 and word == word.upper(),
        code_cells=codes,
        has_detail=detail,
        header_levels=header_levels,
        announced=announced,
    )


def _numbering(grid: Grid, row: int, roles: Roles) -> str | None:
    """The number in a No column, or in the part of a name column that stands for numbers."""
    beside = roles.nama[:-1] if len(roles.nama) > 1 else ()
    listed = roles.kode if row in roles.listed else ()
    for text in (grid.text(row, c) for c in (*roles.nomor, *listed, *beside)):
        clean = text.strip(" .()")
        if clean and letters(clean) <= _CODE_OR_ENUMERATOR:
            return clean
    return None


def _first(grid: Grid, row: int, cols: Sequence[int]) -> str:
    """The first text among columns that says something, empty where none does: a lone dash or dot is none."""
    for col in cols:
        text = grid.text(row, col)
        if any(map(str.isalnum, text)):
            return text
    return ""


def _row_box(grid: Grid, row: int) -> Box:
    cells = grid.row_cells(row)
    x0, y0, x1, y1 = zip(*[cell.box for cell in cells if cell.page == cells[0].page], strict=True)
    return Box(min(x0), min(y0), max(x1), max(y1))
