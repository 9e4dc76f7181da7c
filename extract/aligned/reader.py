"""Tables without ruling lines, or with too few of them, from the way their text is aligned."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from extract.aligned import halfruled
from extract.aligned.bands import Placed
from extract.aligned.beside import not_inside, stacks_beside
from extract.aligned.cells import as_cell, row_cells, row_texts
from extract.aligned.columns import find_columns, join_signs, split_at
from extract.aligned.fragments import Line, Run, is_numeric, leaders, read_lines, read_words
from extract.aligned.furthersheet import further_sheet
from extract.aligned.halves import parted
from extract.aligned.heads import Block, is_number_row, lay_out, number_line, read_blocks
from extract.aligned.known import Known
from extract.aligned.labels import rows_with_labels
from extract.aligned.pageends import without_chapter, without_foot, without_signature
from extract.aligned.partrules import ruled_rows
from extract.aligned.prose import Evidence, confidence
from extract.aligned.regions import (
    CAPTION,
    FIGURE,
    box_of,
    find_blocks,
    full_rules,
    painted_bands,
    trim,
    with_head,
)
from extract.aligned.rowbands import Row, split_rows
from extract.aligned.stacked import begins_anew, has_titles, stacked
from extract.aligned.stripes import Stripe, cleared
from extract.aligned.twins import without_twins
from extract.judge import is_amount
from extract.types import Box, Cell, PageContent, PageTable

ENGINE = "aligned"
_COUNTER = re.compile(r"[IVX]{1,4}[.)]?|[A-Za-z][.)]?")
_QUANTITY = re.compile(r"\d{1,3}(?:[.,]\d+)*\s?[A-Za-z]{2,}")
"""A quantity with its unit: "53 Persen"."""
_FEW = 2
LEAST = 0.3
"""Below this confidence aligned text is not handed on as a table."""


def read_aligned(
    content: PageContent,
    region: Box | None = None,
    hint: PageTable | None = None,
    exclude: Sequence[Box] = (),
    known: Sequence[Known] = (),
) -> tuple[PageTable, ...]:
    """Tables of a page whose rows or columns no rules show, top to bottom.

    ``hint``: a ruled grid with rows that hold several logical rows; its column borders are used and its rows split.
    ``region``: the place of one table (a hint, not scissors: what is cut by its border is read whole). ``exclude``:
    boxes that other engines have read. ``known``: what other pages tell about the page's tables. Each table's
    ``confidence`` says how sure it is that this is a table at all.
    """
    if hint is not None:
        table = halfruled.split_table(content, hint)
        return () if table is None else (table,)
    beside = _read_beside(content, exclude) if region is None and not known else []
    exclude = [*exclude, *(table.box for table in beside)]
    words = read_words(content, _grown(region), exclude)
    lines = read_lines(words)
    if region is None:
        lines = without_signature(without_foot(without_chapter(lines, content.height), content.height))
    if len(lines) < 2 and not known:
        return tuple(beside)
    found = [read_known(content, lines, one) for one in known]
    rest = [line for line in lines if not any(one.y0 - 1 <= line.middle <= one.y1 + 1 for one in known)]
    sheet = [] if region is not None or known else further_sheet(rest)
    if region is not None or sheet:
        found.append(_read_block(content, sheet or rest, rest, True))
    else:
        stacks = [list(stacked(block)) for block in find_blocks(rest, content.width)]
        blocks = [(part, has_titles(part, len(parts) == 1)) for parts in stacks for part in parts]
        before: list[Line] = []
        for block, titled in blocks:
            # What stands above a table's own titles is of the table before.
            anew = begins_anew(block, before)
            lines = [line for line in rest if line.middle > before[-1].middle] if anew else rest
            found.append(_read_block(content, block, lines, False, titled))
            before = block
    return (*beside, *parted(table for table in found if table is not None))


def _read_beside(content: PageContent, exclude: Sequence[Box]) -> list[PageTable]:
    """The row-ruled tables that stand beside each other: their lines, too, may stand at one height."""
    found = []
    for place in not_inside(stacks_beside(content), exclude):
        lines = read_lines(read_words(content, place))
        table = _read_block(content, lines, lines, False) if len(lines) > 1 else None
        found += [] if table is None else [table]
    return found


def read_known(content: PageContent, lines: Sequence[Line], known: Known) -> PageTable | None:
    """The page's share of a table whose columns its other pages tell."""
    block = [line for line in lines if known.y0 - 1 <= line.middle <= known.y1 + 1]
    if not block:
        return None
    box = box_of(block)
    rules = [y for y in full_rules(content, box.x0, box.x1) if box.y0 - 30 < y < box.y1 + 30]
    number = number_line(block)
    below = known.body
    if number is not None and (below is None or block[number].y0 < below):
        below = _number_top(block, number)
    placed, stripes = _place(block, _cleared(block, known.stripes))
    return build(content, placed, stripes, box, rules, Evidence(rules=len(rules)), below, sure=True)


def _grown(region: Box | None) -> Box | None:
    return None if region is None else Box(region.x0 - 2, region.y0 - 2, region.x1 + 2, region.y1 + 2)


def _read_block(
    content: PageContent, block: list[Line], lines: Sequence[Line], is_given: bool, titled: bool = False
) -> PageTable | None:
    """The table of a block; ``titled``: its titles tell that it is one, however short."""
    box = box_of(block)
    rules = full_rules(content, box.x0, box.x1)
    if not is_given:
        block = with_head(trim(block, rules), lines, rules, painted_bands(content, box.x0, box.x1))
    if len(block) < 2:
        return None
    number = number_line(block)
    if number is None:
        stripes = find_columns(block, content.width)
    else:
        # Titles over several columns stand above the numbers: only what is below tells the columns.
        stripes = find_columns(block[number:], content.width, block[number])
    stripes = without_twins([block], stripes)
    if not stripes:
        return None
    box = box_of(block)
    rules = [y for y in full_rules(content, box.x0, box.x1) if box.y0 - 30 < y < box.y1 + 30]
    evidence = replace(_outside(block, lines, rules), leaders=_count_leaders(content, box))
    numbers = None if number is None else _number_top(block, number)
    clear = _cleared(block, stripes)
    # Titles may reach into the white, too: with borders moved out of their way some table is none any more.
    ways = [(clear, is_given)] if clear == stripes else [(clear, is_given), (stripes, is_given)]
    for borders, sure in [*ways, (clear, True)] if titled else ways:
        table = build(content, *_place(block, borders), box, rules, evidence, numbers, sure)
        if table is not None:
            return table
    return None


def _cleared(block: Sequence[Line], stripes: Sequence[Stripe]) -> list[Stripe]:
    return cleared(stripes, (run for line in block for run in line.runs))


def _count_leaders(content: PageContent, box: Box) -> int:
    """How many dotted lines lead to an amount in ``box``."""
    middles = [float(content.boxes[first, [1, 3]].mean()) for first, _ in leaders(content.text)]
    return sum(box.y0 < y < box.y1 for y in middles)


def _number_top(block: Sequence[Line], number: int) -> float:
    """The y where the row of column numbers begins; a formula on two lines stands half a line above the others."""
    line = block[number]
    if number and block[number - 1].y1 > line.y0 + 0.05 * line.size and len(block[number - 1].runs) < len(line.runs):
        return block[number - 1].y0
    return line.y0


def _outside(block: Sequence[Line], lines: Sequence[Line], rules: Sequence[float]) -> Evidence:
    """Caption and rules around a block."""
    top, bottom, size = block[0].y0, block[-1].y1, block[0].size
    above = [line.runs[0].text for line in lines if top - 6 * size < line.y1 <= top + 1]
    near = above + [line.runs[0].text for line in lines if bottom - 1 <= line.y0 < bottom + 3 * size]
    caption = any(CAPTION.match(text) for text in above)
    return Evidence(caption=caption, figure=not caption and any(FIGURE.match(text) for text in near), rules=len(rules))


def _place(block: Sequence[Line], stripes: list[Stripe]) -> tuple[list[Placed], list[Stripe]]:
    """Every run with its columns; columns of currency signs are joined with the amounts on their right."""
    placed = place([run for line in block for run in line.runs], stripes)
    texts: list[list[str]] = [[] for _ in range(len(stripes) + 1)]
    for p in placed:
        # A title over the sign and the amount is none of the column's own texts.
        if p.first == p.last:
            texts[p.first].append(p.run.text)
    signs = set(join_signs(texts))
    if not signs:
        return placed, stripes
    stripes = [stripe for i, stripe in enumerate(stripes) if i not in signs]
    return place([run for line in block for run in line.runs], stripes), stripes


def place(runs: Iterable[Run], stripes: Sequence[Stripe]) -> list[Placed]:
    """Runs with the first and last column they reach into, cut where they bridge a border by accident."""
    borders = [stripe.middle for stripe in stripes]
    parts = [part for run in runs for part in split_at(run, stripes)]
    found = [
        Placed(run, bisect_right(borders, run.x0 + 0.1), max(bisect_right(borders, run.x1 - 0.1), 0)) for run in parts
    ]
    for at, (one, other) in enumerate(pairwise(found)):
        # Two whole amounts are never of one cell: one too wide for its column reaches over the border.
        if one.run.line == other.run.line and other.first <= one.last and _are_amounts(one, other):
            found[at] = _amid_column(found[at], borders)
            found[at + 1] = _amid_column(other, borders)
        elif one.run.line == other.run.line and one.first < other.first <= one.last and is_amount(other.run.text):
            # Nor does a name that reaches over its border stand before the amount that has the next column to itself.
            found[at] = replace(one, last=other.first - 1)
    return found


def _are_amounts(*placed: Placed) -> bool:
    return all(is_amount(p.run.text) for p in placed)


def _amid_column(placed: Placed, borders: Sequence[float]) -> Placed:
    column = bisect_right(borders, placed.run.centre)
    return replace(placed, first=column, last=column)


def build(
    content: PageContent,
    placed: Sequence[Placed],
    stripes: Sequence[Stripe],
    box: Box,
    rules: Sequence[float],
    evidence: Evidence,
    numbers: float | None,
    sure: bool,
) -> PageTable | None:
    """The grid of placed runs: header cells with their spans, then one row for each logical row; None if no table.

    ``numbers``: y of the row of column numbers, the first row below the header.
    """
    n_cols = len(stripes) + 1
    inner = [y for y in rules if box.y0 < y < box.y1]
    head, body = split_head(placed, inner, numbers)
    cores = _cores(placed, stripes, box)
    rows = ruled_rows(content, body, cores) or rows_with_labels(body, inner)
    cells, n_head = header_cells(head, cores, content.number)
    filled = [row_cells(row, n_head + number, content.number) for number, row in enumerate(rows)]
    grid = [row_texts(row, n_cols) for row in filled]
    has_numbers = bool(grid) and is_number_row([text for text in grid[0] if text])
    evidence = replace(evidence, number_row=has_numbers, header_rows=n_head)
    score = confidence(grid[1:] if has_numbers and len(grid) > 1 else grid, evidence)
    if score < LEAST and not sure:
        return None
    cells.extend(cell for row in filled for cell in row)
    edges = (box.x0 - 1.0, *(stripe.middle for stripe in stripes), box.x1 + 1.0)
    top = bool(rows) and n_head == 0 and not has_numbers and _lacks_start(grid)
    count = n_head + len(rows)
    return PageTable(content.number, box, count, n_cols, tuple(cells), ENGINE, max(score, 0.2), edges, open_top=top)


def _cores(placed: Sequence[Placed], stripes: Sequence[Stripe], box: Box) -> list[Stripe]:
    """The extent of each column's text."""
    ends = [box.x0, *(x for stripe in stripes for x in stripe), box.x1]
    return [Stripe(a, b) for a, b in zip(ends[::2], ends[1::2], strict=True)]


def split_head(
    placed: Sequence[Placed], rules: Sequence[float], numbers: float | None
) -> tuple[list[Placed], list[Placed]]:
    """Runs of the header, without the row of column numbers, and all others."""
    lines: dict[int, list[Placed]] = {}
    for p in placed:
        lines.setdefault(p.run.line, []).append(p)
    order = sorted(lines.values(), key=lambda line: min(p.run.y0 for p in line))
    cut = _first_body_line(order, rules) if numbers is None else numbers
    return [p for p in placed if p.run.middle < cut], [p for p in placed if p.run.middle >= cut]


def _first_body_line(order: Sequence[Sequence[Placed]], rules: Sequence[float]) -> float:
    """Y where the body begins: below the rule under the header, or at the first row with figures."""
    tops = [min(p.run.y0 for p in line) for line in order]
    rows = split_rows([p for line in order for p in line], rules)
    figures = _figure_columns(rows)
    under = [y for y in rules if y > tops[0] + 2 and sum(top < y for top in tops) * 5 <= 2 * len(tops)]
    for ruled, after in zip_longest(under, under[1:]):
        # Titles over most of the columns may have a rule below them that is no shorter than the table's own.
        between = [p for row in rows for p in row if after is not None and ruled < p.run.middle < after]
        if not _are_titles(between, figures):
            return ruled
    for row in rows[: len(rows) // 2 + 1]:
        filled = [p for p in row if p.first in figures]
        if figures and sum(_is_value(p) for p in filled) * 2 > len(filled) and filled and not _counts_years(row):
            return min(p.run.y0 for p in row)
    return -1e9


def _are_titles(row: Row, figures: set[int]) -> bool:
    """True for what stands over figures and is none itself, in several of their columns."""
    over = [p for p in row if p.first in figures]
    return len(over) > _FEW and (_counts_years(row) or not any(_is_figure(p.run.text) for p in over))


def _counts_years(row: Row) -> bool:
    """True for titles that count the years of a plan: 1, 2, 3, from 1 again under each title above."""
    counts = [int(p.run.text) for p in sorted(row, key=lambda p: p.first) if p.run.text.isdecimal()]
    steps = [b - a for a, b in pairwise(counts)]
    last = max(counts, default=0)
    return 3 <= last == len(set(counts)) < 10 and counts[0] == 1 and set(steps) <= {1, 1 - last}


def _is_value(placed: Placed) -> bool:
    text = placed.run.text
    bare = text.strip("()")  # "Target Akhir Renstra" / "(2026)"
    year = bare.isdigit() and len(bare) == 4 and bare[:2] in {"19", "20"}
    # A table whose first column counts may begin with its programs: "I", "A".
    return (_is_figure(text) and not year) or (placed.first == 0 and _COUNTER.fullmatch(text) is not None)


def _is_figure(text: str) -> bool:
    return is_numeric(text) or _QUANTITY.fullmatch(text) is not None


def _figure_columns(rows: Sequence[Row]) -> set[int]:
    seen: dict[int, list[bool]] = {}
    for row in rows:
        for p in row:
            seen.setdefault(p.first, []).append(_is_figure(p.run.text))
    return {column for column, flags in seen.items() if sum(flags) * 2 >= len(flags) and len(flags) > 1}


def header_cells(head: Sequence[Placed], cores: Sequence[Stripe], page: int) -> tuple[list[Cell], int]:
    """The header's cells and how many rows they take."""
    blocks = read_blocks([p.run for p in head])
    depth = lay_out(blocks, cores)
    cells: list[Cell] = []
    for block in _without_clashes(blocks):
        span = depth - block.level if block.is_leaf else 1
        cells.append(as_cell(block.runs, block.level, block.first, block.last, page, span))
    return cells, depth


def _without_clashes(blocks: Iterable[Block]) -> list[Block]:
    """Blocks that got the same place joined into one, top to bottom."""
    places: dict[tuple[int, int], Block] = {}
    for block in sorted(blocks, key=lambda b: b.y0):
        home = places.get((block.level, block.first))
        if home is None:
            places[block.level, block.first] = block
        else:
            home.runs.extend(block.runs)
            home.last = max(home.last, block.last)
    return list(places.values())


def _lacks_start(grid: Sequence[Sequence[str]]) -> bool:
    """True where the first row has none of the figures that begin nearly every other row."""
    if len(grid) < 4:
        return False
    share = [sum(bool(row[c]) for row in grid[1:]) / (len(grid) - 1) for c in range(len(grid[0]))]
    usual = [c for c, part in enumerate(share) if part >= 0.8]
    return bool(usual) and not any(grid[0][c] for c in usual)
