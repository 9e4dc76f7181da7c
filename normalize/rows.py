"""From grid rows to meaningful rows: one item may be printed over two grid rows, one grid row may hold several items.

Levels are only proposed here (labels, totals, forms whose rows are indicators): what a name and a code mean is the
nomenclature's to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.types import Box, Cell
from normalize.baris import Name, is_form_foot, is_indicator, is_total, read_name, split_codes
from normalize.grid import Grid, is_code, letters
from normalize.kolom import Draft
from normalize.nilai import read_values
from normalize.peran_baris import Roles, find_roles
from normalize.types import BudgetRow, Column, JenisTabel, RowHints, TingkatBaris, Ukuran, Value

_CODE_OR_ENUMERATOR = 4
_SUMMED = frozenset({Ukuran.PAGU, Ukuran.PRAKIRAAN_MAJU, Ukuran.REALISASI, Ukuran.SISA})

#: Forms whose rows are indicators, not budget items, where no name column stands.
_INDICATOR_FORMS = frozenset(
    {
        JenisTabel.KINERJA_PELAYANAN,
        JenisTabel.INDIKATOR_KINERJA,
        JenisTabel.PENGUKURAN_KINERJA,
        JenisTabel.PERJANJIAN_KINERJA,
    }
)


@dataclass(slots=True)
class _Pending:
    """A row being put together from one or more grid rows."""

    grid_row: int
    level: TingkatBaris | None
    kode_asli: str | None
    nama: str
    indikator: str | None
    values: tuple[Value, ...]
    page: int
    box: Box
    hints: RowHints
    lanjutan: int | None = None
    lokasi: str | None = None
    sumber_dana: str | None = None


@dataclass(slots=True)
class _State:
    """What rows above say about the rows below."""

    rows: list[_Pending] = field(default_factory=list)
    item: int | None = None
    """Index of the last item with a name: the one that nameless rows belong to."""
    announced: TingkatBaris | None = None


def build_rows(
    grid: Grid, columns: Sequence[Column], drafts: Sequence[Draft], jenis: JenisTabel
) -> tuple[BudgetRow, ...]:
    """The table's meaningful rows, in order; grid rows without meaning (blank, repeated numbers) give none."""
    roles = find_roles(grid, columns, drafts, jenis)
    state = _State()
    for row in range(grid.n_rows):
        _read_row(grid, row, roles, jenis, state)
    _name_last_total(state, jenis)
    return tuple(_finish(i, p) for i, p in enumerate(state.rows))


def _finish(index: int, p: _Pending) -> BudgetRow:
    return BudgetRow(
        urutan=index,
        grid_row=p.grid_row,
        level=p.level,
        kode_asli=p.kode_asli,
        nama=p.nama,
        indikator=p.indikator,
        values=p.values,
        page=p.page,
        box=p.box,
        hints=p.hints,
        lanjutan=p.lanjutan,
        lokasi=p.lokasi,
        sumber_dana=p.sumber_dana,
    )


def _read_row(grid: Grid, row: int, roles: Roles, jenis: JenisTabel, state: _State) -> None:
    cells = grid.row_cells(row)
    if not cells:
        return
    if roles.level_columns:
        _read_cascade(grid, row, roles, state)
        return
    pending = _printed_row(grid, row, roles, jenis, state)
    if pending is None:
        return
    if pending.nama or pending.level is TingkatBaris.JUMLAH:
        state.item = len(state.rows) if pending.level is not TingkatBaris.JUMLAH else None
        state.rows.append(pending)
    else:
        _continue_item(pending, state)


def _printed_row(grid: Grid, row: int, roles: Roles, jenis: JenisTabel, state: _State) -> _Pending | None:
    """The row as it is printed, before it is joined to the one above; None where it carries nothing."""
    codes, name = _codes_and_name(grid, row, roles)
    parsed = read_name(name)
    if parsed.kode and not any(codes):
        codes = (parsed.kode,)
    indikator = _first(grid, row, roles.indikator) or _first(grid, row, roles.indikator_kanan) or None
    lokasi = _first(grid, row, roles.lokasi) or None
    if indikator and lokasi and is_indicator(lokasi) and not is_indicator(indikator):
        indikator, lokasi = lokasi, indikator  # location and indicator stand in each other's column
    values = read_values(grid, row, roles.values)
    nama, level = parsed.text, parsed.label
    total = _total_name(grid, row, nama)
    if total is not None:
        nama, level, codes = total, TingkatBaris.JUMLAH, ()
    elif not nama:
        nama, level = _name_without_column(grid, row, roles, indikator)
    if not (nama or values or indikator) or (is_form_foot(nama) and not any(codes)):
        return None
    if roles.plain_names or (jenis in _INDICATOR_FORMS and not roles.nama and not roles.sasaran and not roles.tujuan):
        level = _plain_level(nama, values, jenis)
    first = grid.row_cells(row)[0]
    hints = replace(_hints(grid, row, roles, parsed, codes, level, lokasi), announced=state.announced)
    if nama:
        state.announced = parsed.announces
    return _Pending(
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
    )


def _codes_and_name(grid: Grid, row: int, roles: Roles) -> tuple[tuple[str, ...], str]:
    """(code cells as printed, name): from the code and name columns, whatever stands in which of them."""
    codes = [grid.text(row, c) for c in roles.kode]
    overflow = [t for t in codes if t and not is_code(t) and letters(t) > 3]
    named = [grid.text(row, c) for c in roles.nama]
    if len(roles.nama) > 1:
        more, name = split_codes(named)
        codes = [*codes, *more]
    else:
        name = " ".join(t for t in named if t)
    if overflow and not name:
        codes = [t for t in codes if t not in overflow]
        name = " ".join(overflow)  # a name that runs over merged code cells, or a code with its name in one cell
    if not name:
        name = " ".join(t for t in (grid.text(row, c) for c in roles.nama_kanan) if t)
    return tuple(codes), name


def _total_name(grid: Grid, row: int, nama: str) -> str | None:
    """The printed name of a total row, None for other rows."""
    if nama:
        return nama if is_total(nama) else None
    for cell in grid.row_cells(row):
        one = " ".join(cell.text.split())
        if is_total(one):
            return one
    return None


def _name_without_column(grid: Grid, row: int, roles: Roles, indikator: str | None) -> tuple[str, TingkatBaris | None]:
    """(name, level) of a row whose name column is empty or missing.

    A lone text over several columns is a heading of the table's hierarchy; in forms without a name column the sasaran,
    else the indicator, is what the row is about.
    """
    cells = grid.row_cells(row)
    if len(cells) == 1 and letters(cells[0].text) > 8 and _is_heading(cells[0], roles):
        parsed = read_name(cells[0].text)
        return parsed.text, parsed.label
    if roles.nama:
        return "", None
    sasaran = _first(grid, row, roles.sasaran) or (_first(grid, row, roles.tujuan) if not roles.sasaran else "")
    if roles.sasaran or roles.tujuan:
        parsed = read_name(sasaran)
        level = TingkatBaris.SASARAN if roles.sasaran else TingkatBaris.TUJUAN
        return parsed.text, (parsed.label or level) if sasaran else None
    return indikator or "", None


def _is_heading(cell: Cell, roles: Roles) -> bool:
    """True where a row's lone text is a heading: it runs over columns or stands where numbers, codes or names stand.

    In a table with a name column a lone text under "Indikator" is a further indicator, not a heading.
    """
    if cell.col in roles.indikator:
        return not roles.nama
    return cell.colspan > 1 or cell.col in (*roles.nomor, *roles.kode, *roles.nama)


def _plain_level(nama: str, values: Sequence[Value], jenis: JenisTabel) -> TingkatBaris:
    """The level of a row in a form of indicators or accounts: headings of urusan stand out, totals are totals."""
    if nama and is_total(nama) and jenis is not JenisTabel.LAINNYA:
        return TingkatBaris.JUMLAH
    if not values and nama.lower().startswith("urusan") and jenis is not JenisTabel.LAINNYA:
        return TingkatBaris.URUSAN
    return TingkatBaris.LAINNYA


def _continue_item(pending: _Pending, state: _State) -> None:
    """Join a nameless row to the item above: its second printed line, or a further indicator line of it."""
    if state.item is None:
        pending.level = TingkatBaris.LAINNYA if pending.level is None else pending.level
        state.rows.append(pending)
        return
    item = state.rows[state.item]
    if _is_sum_of_all(pending, state.rows):
        pending.level, pending.hints = TingkatBaris.JUMLAH, replace(pending.hints, label=TingkatBaris.JUMLAH)
        state.rows.append(pending)
        state.item = None
        return
    bare = (
        not item.values and not item.indikator and not any(p.lanjutan == state.item for p in state.rows[state.item :])
    )
    if bare and not pending.kode_asli:
        item.values = pending.values
        item.indikator = pending.indikator
        item.lokasi = item.lokasi or pending.lokasi
        item.sumber_dana = item.sumber_dana or pending.sumber_dana
        item.hints = replace(item.hints, has_detail=item.hints.has_detail or pending.hints.has_detail)
        return
    pending.nama, pending.level, pending.lanjutan = item.nama, item.level, state.item
    pending.kode_asli = None
    state.rows.append(pending)


def _read_cascade(grid: Grid, row: int, roles: Roles, state: _State) -> None:
    """A row whose levels stand side by side: one meaningful row a filled level, the values on the deepest."""
    filled = [(c, level) for c, level in roles.level_columns if grid.text(row, c)]
    values = read_values(grid, row, roles.values)
    indikator = _first(grid, row, roles.indikator) or None
    for position, (col, level) in enumerate(filled):
        cell = grid.cell(row, col)
        if cell is None:
            continue
        parsed = read_name(cell.text)
        last = position == len(filled) - 1
        total = is_total(parsed.text)
        state.item = len(state.rows)
        state.rows.append(
            _Pending(
                grid_row=row,
                level=TingkatBaris.JUMLAH if total else level,
                kode_asli=parsed.kode,
                nama=parsed.text,
                indikator=indikator if last else None,
                values=values if last else (),
                page=cell.page,
                box=cell.box,
                hints=RowHints(label=level, numbering=parsed.numbering, bold=cell.bold, header_levels=(level,)),
            )
        )
    if not filled and (values or indikator):
        first = grid.row_cells(row)[0]
        _continue_item(
            _Pending(row, None, None, "", indikator, values, first.page, _row_box(grid, row), RowHints()), state
        )


def _name_last_total(state: _State, jenis: JenisTabel) -> None:
    """A nameless last row that holds only sums, below an item with sums of its own, is the table's total."""
    if not state.rows or jenis is JenisTabel.LAINNYA:
        return
    last = state.rows[-1]
    money = [v for v in last.values if v.ukuran in _SUMMED]
    only_sums = bool(money) and len(money) == len(last.values) and not last.indikator
    if last.lanjutan is None or not only_sums:
        return
    item = state.rows[last.lanjutan]
    own = {(v.ukuran, v.konteks, v.tahun) for v in item.values}
    if any((v.ukuran, v.konteks, v.tahun) in own for v in money) or _exceeds(last, state.rows[last.lanjutan]):
        last.nama, last.level, last.lanjutan = "", TingkatBaris.JUMLAH, None
        last.hints = replace(last.hints, label=TingkatBaris.JUMLAH)


def _is_sum_of_all(pending: _Pending, rows: Sequence[_Pending]) -> bool:
    """True where a nameless row holds only amounts that are the sums of all rows above: a total without its word."""
    if pending.indikator or not pending.values or any(v.ukuran not in _SUMMED for v in pending.values):
        return False
    for value in pending.values:
        above = [v.nilai for p in rows for v in p.values if _key(v) == _key(value) and v.nilai is not None]
        if len(rows) < 2 or not above or value.nilai is None or sum(above) != value.nilai:
            return False
    return True


def _key(value: Value) -> tuple[Ukuran, object, int | None]:
    return value.ukuran, value.konteks, value.tahun


def _exceeds(total: _Pending, item: _Pending) -> bool:
    own = [v.nilai for v in item.values if v.nilai is not None]
    sums = [v.nilai for v in total.values if v.nilai is not None]
    return bool(sums) and (not own or max(sums) > max(own))


def _hints(
    grid: Grid,
    row: int,
    roles: Roles,
    parsed: Name,
    codes: tuple[str, ...],
    level: TingkatBaris | None,
    lokasi: str | None,
) -> RowHints:
    name_cell = next(
        (c for c in (grid.cell(row, i) for i in (*roles.nama, *roles.nama_kanan)) if c and c.text.strip()), None
    )
    nomor = _first(grid, row, roles.nomor)
    detail = bool(lokasi or _first(grid, row, roles.sumber_dana) or _first(grid, row, roles.penanggung_jawab))
    word = parsed.text
    return RowHints(
        label=level if level is not None else None,
        numbering=(nomor.strip(" .()") if nomor and letters(nomor) <= _CODE_OR_ENUMERATOR else None)
        or parsed.numbering,
        bold=bool(name_cell and name_cell.bold),
        capitals=letters(word) > 3 and word == word.upper(),
        code_cells=codes,
        has_detail=detail,
        header_levels=roles.levels,
    )


def _first(grid: Grid, row: int, cols: Sequence[int]) -> str:
    """The first filled text among columns, empty where none is."""
    return next((t for t in (grid.text(row, c) for c in cols) if t and t not in {"-", "–"}), "")


def _row_box(grid: Grid, row: int) -> Box:
    cells = grid.row_cells(row)
    page = cells[0].page
    box = cells[0].box
    for cell in cells[1:]:
        if cell.page == page:
            box = box.union(cell.box)
    return box
