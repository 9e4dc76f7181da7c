"""Header cells of a table without rules: centred titles over several columns, lines that belong to one cell."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations, pairwise

from extract.aligned.fragments import Line, Run
from extract.aligned.stripes import Stripe

_LINE_STEP, _WIDE_STEP = 1.4, 2.2
"""Lines of one header cell stand at most this many font sizes below each other; where a page is set with lines further
apart throughout (one and a half, as reports are), the second number holds."""
_FEW = 3
"""Pairs of lines that show how far apart lines are set."""
_BARE, _BLANK, _ORPHAN = 1.6, 0.7, 4.0
"""How much (font sizes) speaks against a column without any title, against one whose only title stands low, and against
that where titles of one level stand at half the header's height: those that stand low have another one above them."""
_NUMBER_CELL = re.compile(r"^[(\[]?-?(\d{1,2})[)\]]?(?:\s?[a-z])?\s*(?:=\s*[\d\s()+*/x:\-–%]+)?$", re.IGNORECASE)


@dataclass(slots=True)
class Block:
    """The lines of one header cell; ``first .. last`` are its columns, ``level`` its depth from 0."""

    runs: list[Run]
    first: int = 0
    last: int = 0
    level: int = 0
    is_leaf: bool = True
    centre: float = field(init=False, default=0.0)

    @property
    def y0(self) -> float:
        """Top of the first line."""
        return self.runs[0].y0

    @property
    def y1(self) -> float:
        """Bottom of the last line."""
        return self.runs[-1].y1

    @property
    def x0(self) -> float:
        """Left end of the longest line."""
        return min(run.x0 for run in self.runs)

    @property
    def x1(self) -> float:
        """Right end of the longest line."""
        return max(run.x1 for run in self.runs)


def is_number_row(texts: Sequence[str]) -> bool:
    """True for the row of column numbers under a header: small numbers that count up, formulas allowed.

    >>> is_number_row(["(1)", "(2)", "(3)", "8=(7/6)"]), is_number_row(["2021", "2022", "2023"])
    (True, False)
    >>> is_number_row(["7", "3", "12"])
    False
    """
    matches = [_NUMBER_CELL.match(text.strip()) for text in texts]
    if len(texts) < 3 or sum(m is None for m in matches) * 5 > len(texts):
        return False
    if all(text.strip().startswith("(") for text in texts):
        # In brackets they are column numbers in any order: both halves of a form may count from (1).
        return True
    numbers = [int(m.group(1)) for m in matches if m]
    steps = [b - a for a, b in pairwise(numbers)]
    upwards = sum(0 <= step <= 5 for step in steps)
    # A wide form may have columns moved about: a few steps may go elsewhere as long as no number repeats.
    free = len(steps) // 4 if len(set(numbers)) == len(numbers) >= 8 else 0
    return numbers[0] <= 5 and upwards >= len(steps) - free and sum(s == 1 for s in steps) * 5 >= len(steps) * 3


def number_line(lines: Sequence[Line]) -> int | None:
    """Index of the line of column numbers: among the first lines, the widest that looks like one."""
    if not lines:
        return None
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    found = [i for i, line in enumerate(lines[:25]) if is_number_row([run.text for run in line.runs])]
    found = [i for i in found if lines[i].x1 - lines[i].x0 > 0.5 * width]
    return max(found, key=lambda i: lines[i].x1 - lines[i].x0, default=None)


def read_blocks(runs: Sequence[Run]) -> list[Block]:
    """Header runs joined to cells: a line continues the cell whose last line is right above, centred or flush."""
    blocks: list[Block] = []
    subtitles, times = _repeated(runs), Counter(run.text.lower() for run in runs)
    step = _line_step(runs)
    lines: defaultdict[int, list[Run]] = defaultdict(list)
    for run in runs:
        lines[run.line].append(run)
    for run in sorted(runs, key=lambda r: (r.middle, r.x0)):
        home = next((b for b in reversed(blocks) if _is_next_line(b, run, step)), None)
        if home is not None and any(_lies_below(home, other) for other in lines[run.line] if other is not run):
            home = None
        if home is not None and _is_among(run, subtitles) and not _is_among(home.runs[-1], subtitles):
            # What comes again as often is no title over them but their own first line.
            home = home if times[run.text.lower()] == times[home.runs[-1].text.lower()] > 1 else None
        if home is None:
            blocks.append(Block([run]))
        else:
            home.runs.append(run)
    for block in blocks:
        block.centre = (block.x0 + block.x1) / 2
    return blocks


def _lies_below(block: Block, run: Run) -> bool:
    """True for a text under a title: with another one beside it the title stands over several columns."""
    return run.x0 < block.x1 and block.x0 < run.x1


def _repeated(runs: Sequence[Run]) -> dict[int, tuple[float, float]]:
    """The lines in which the same titles come again and again, once under each title of the line above, and where.

    Titles of the whole height ("No", "Indikator") may stand beside them in the line.
    """
    lines: dict[int, list[Run]] = {}
    for run in sorted(runs, key=lambda r: (r.line, r.x0)):
        lines.setdefault(run.line, []).append(run)
    found: dict[int, tuple[float, float]] = {}
    for line, own in lines.items():
        texts = [run.text.lower() for run in own]
        again = [run for run, text in zip(own, texts, strict=True) if texts.count(text) > 1]
        if _period([run.text.lower() for run in again]):
            found[line] = (again[0].x0, again[-1].x1)
    return found


def _is_among(run: Run, subtitles: Mapping[int, tuple[float, float]]) -> bool:
    """True for one of the titles that come again, or one between them; one beside them may go on a title of its own."""
    x0, x1 = subtitles.get(run.line, (0.0, -1.0))
    return x0 <= run.centre <= x1


def _line_step(runs: Sequence[Run]) -> float:
    """How many font sizes below a line the next one of its cell may stand: as far as the closest lines of all."""
    order = sorted(runs, key=lambda r: r.middle)
    steps = sorted(
        (below.middle - run.middle) / max(run.size, below.size)
        for i, run in enumerate(order)
        for below in order[i + 1 :]
        if below.x0 < run.x1 and run.x0 < below.x1 and below.middle - run.middle > 0.7 * max(run.size, below.size)
    )
    wide = len(steps) >= _FEW and steps[0] > _LINE_STEP and steps[_FEW - 1] <= min(_WIDE_STEP, 1.15 * steps[0])
    return steps[0] * 1.15 if wide else _LINE_STEP


def _is_next_line(block: Block, run: Run, most: float) -> bool:
    last = block.runs[-1]
    step = (run.middle - last.middle) / max(run.size, last.size)
    if not 0.7 < step <= most or abs(run.size - last.size) > 0.15 * run.size:
        return False
    x0, x1 = block.x0, block.x1
    near = abs(run.centre - (x0 + x1) / 2) < 0.6 * run.size or abs(run.centre - last.centre) < 0.6 * run.size
    flush = abs(run.x0 - x0) < 0.3 * run.size or abs(run.x1 - x1) < 0.3 * run.size
    return (near or flush) and run.x0 < x1 and run.x1 > x0


def lay_out(blocks: Sequence[Block], cores: Sequence[Stripe]) -> int:
    """Give every block its columns and level; returns the number of header rows. ``cores``: columns' text extents."""
    _lay_out(list(blocks), 0, len(cores) - 1, 0, cores)
    return 1 + max((block.level for block in blocks), default=-1)


def _lay_out(blocks: list[Block], low: int, high: int, level: int, cores: Sequence[Stripe]) -> None:
    """Blocks that stand in columns low..high: the upper ones get their columns, those under them follow below."""
    if not blocks or low > high or level > 6:
        for block in blocks:
            block.first = block.last = min(max(nearest(cores, block.centre), min(low, high)), max(low, high))
            block.level = min(level, 6)
        return
    size = blocks[0].runs[0].size
    tops, centred = _tops(blocks, size)
    lower = [b for b in blocks if not any(b is t for t in tops)]
    tops.sort(key=lambda b: b.centre)
    _share(tops, lower, low, high, cores, orphan=_ORPHAN if centred else _BLANK)
    for top in tops:
        top.level = level
    regions: list[tuple[int, int, int, Block | None]] = [(top.first, top.last, level + 1, top) for top in tops]
    regions += [(a, b, level, None) for a, b in _free(tops, low, high)]
    homes: dict[int, list[Block]] = {}
    for block in lower:
        column = nearest(cores, block.centre)
        home = min(range(len(regions)), key=lambda i: max(regions[i][0] - column, column - regions[i][1], 0))
        homes.setdefault(home, []).append(block)
    for home, children in homes.items():
        first, last, depth, parent = regions[home]
        if parent is not None:
            parent.is_leaf = False
        _lay_out(children, first, last, depth, cores)


def _tops(blocks: Sequence[Block], size: float) -> tuple[list[Block], bool]:
    """Blocks with none above them anywhere, and those centred on the header's whole height; whether there are such."""
    half = (min(b.y0 for b in blocks) + max(b.y1 for b in blocks)) / 2
    end = min(b.y1 for b in blocks)
    uppermost = [b for b in blocks if b.y0 + 0.25 * size < end]
    if _is_set_high(blocks, uppermost, half, size):
        return uppermost, False
    centred = [b for b in blocks if b.y0 + 0.25 * size >= end and abs((b.y0 + b.y1) / 2 - half) < 0.3 * size]
    lower = [b for b in blocks if b.y0 > half + 0.3 * size]
    # A title that lies over one of those at half height has it below, and that one's titles too.
    others = [*centred, *(b for b in uppermost if not _lies_over(b, centred, size))]
    owned = [(min(others, key=lambda other: _apart(other, b)), b) for b in lower] if centred else []
    whole = [b for b in centred if not _stands_between(b, owned)]
    return [*uppermost, *whole], bool(whole)


def _lies_over(block: Block, centred: Sequence[Block], size: float) -> bool:
    """True for a title over one of those at half height, or over the middle of several that stand side by side."""
    if any(block.x0 < c.centre < block.x1 for c in centred):
        return True
    centres = sorted(c.centre for c in centred)
    return any(abs((a + b) / 2 - block.centre) < 0.3 * size for a, b in combinations(centres, 2))


def _stands_between(block: Block, owned: Sequence[tuple[Block, Block]]) -> bool:
    """True for the middle of three levels, at half height too: titles stand below it on its left and on its right."""
    sides = {below.centre < block.centre for owner, below in owned if owner is block}
    return len(sides) > 1


def _apart(above: Block, below: Block) -> float:
    """How far two blocks stand apart across the page."""
    return max(0.0, below.x0 - above.x1, above.x0 - below.x1)


def _is_set_high(blocks: Sequence[Block], uppermost: Sequence[Block], half: float, size: float) -> bool:
    """True where the first title stands at the top of its cell: none below it, and yet not at half height."""
    first = min(blocks, key=lambda b: b.centre)
    if not any(b is first for b in uppermost) or abs((first.y0 + first.y1) / 2 - half) < 0.5 * size:
        return False
    return not any(b is not first and b.x0 < first.x1 + size for b in blocks)


def _free(tops: Sequence[Block], low: int, high: int) -> list[tuple[int, int]]:
    """Stretches of columns that no top block covers."""
    free, at = [], low
    for top in tops:
        if top.first > at:
            free.append((at, top.first - 1))
        at = top.last + 1
    if at <= high:
        free.append((at, high))
    return free


def nearest(cores: Sequence[Stripe], x: float) -> int:
    """The column whose text extent holds ``x`` or comes nearest to it."""
    return min(range(len(cores)), key=lambda i: (max(cores[i].x0 - x, x - cores[i].x1, 0.0), abs(cores[i].middle - x)))


def _share_repeated(tops: Sequence[Block], lower: Sequence[Block], cores: Sequence[Stripe]) -> bool:
    """Titles over columns whose own titles come again and again: each stands over one turn of them. False if not so."""
    row = sorted(lower, key=lambda block: block.centre)
    period = _period([" ".join(run.text.lower() for run in block.runs) for block in row])
    if not period:
        return False
    turns = [row[k : k + period] for k in range(0, len(row), period)]
    over = [top for top in tops if row[0].x0 < top.centre < row[-1].x1]
    alone = [nearest(cores, top.centre) for top in tops if not any(top is other for other in over)]
    places = [[nearest(cores, block.centre) for block in turn] for turn in turns]
    taken = [*alone, *(column for place in places for column in place)]
    if len(over) != len(turns) or len(set(taken)) < len(taken):
        return False
    for top in tops:
        top.first = top.last = nearest(cores, top.centre)
    for top, place in zip(over, places, strict=True):
        top.first, top.last = place[0], place[-1]
    return True


def _period(texts: Sequence[str]) -> int:
    """After how many texts, at least two, they come again; 0 where they do not."""
    turns = (n for n in range(2, len(texts) // 2 + 1) if len(texts) % n == 0)
    return next((n for n in turns if list(texts) == list(texts[:n]) * (len(texts) // n)), 0)


def _share(
    tops: Sequence[Block], lower: Sequence[Block], low: int, high: int, cores: Sequence[Stripe], orphan: float
) -> None:
    """Columns low..high shared among the blocks, in order, so that each block stands over its columns' middle.

    Each has columns of its own; but where one would come to a column that it does not stand over, blocks over one and
    the same column's text share it: no white told the columns below them apart. ``orphan``: how much (font sizes)
    speaks against a title below that has none of the blocks over it.
    """
    if _share_repeated(tops, lower, cores):
        return
    size = tops[0].runs[0].size
    below = {nearest(cores, b.centre) for b in lower}
    blanks = [(orphan if column in below else _BARE) * size for column in range(len(cores))]
    groups = [[block] for block in tops]
    spans = _spans(groups, low, high, cores, blanks)
    if any(_outside(block, cores[first], cores[last]) for block, (first, last) in zip(tops, spans, strict=True)):
        groups = _of_one_column(tops, cores)
        spans = _spans(groups, low, high, cores, blanks)
    for group, span in zip(groups, spans, strict=True):
        for block in group:
            block.first, block.last = span


def _of_one_column(tops: Sequence[Block], cores: Sequence[Stripe]) -> list[list[Block]]:
    """The blocks, in order; those that lie over the text of one column together."""
    homes = [[i for i, core in enumerate(cores) if core.x0 <= b.x0 and b.x1 <= core.x1][:1] for b in tops]
    groups: list[list[Block]] = []
    for i, block in enumerate(tops):
        if i and homes[i] and homes[i] == homes[i - 1]:
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def _outside(block: Block, first: Stripe, last: Stripe) -> float:
    """How far from the columns ``first`` to ``last`` a block stands that stands over none of them; else 0."""
    return max(0.0, first.x0 - block.x1, block.x0 - last.x1)


def _spans(
    groups: Sequence[Sequence[Block]], low: int, high: int, cores: Sequence[Stripe], blanks: Sequence[float]
) -> Sequence[tuple[int, int]]:
    """First and last column of each group; ``blanks``: what speaks against each column without a title."""
    whole = [group[0] if len(group) == 1 else _as_one(group) for group in groups]
    n, size = len(whole), whole[0].runs[0].size
    if n > high - low + 1:
        return _nearest_columns(whole, low, high, cores)

    @cache
    def cost(i: int, first: int, last: int) -> float:
        block = whole[i]
        left, right = cores[first].x0, cores[last].x1
        # What of the block's own text would stand outside its columns.
        outside = _outside(block, cores[first], cores[last])
        reach = max(0.0, left - block.x0 - size) + max(0.0, block.x1 - right - size)
        off = 0.0 if first == last else abs((left + right) / 2 - block.centre)
        own = 0.25 * abs(cores[first].middle - block.centre) if first == last else 0.0
        return off + own + 20 * outside + 0.5 * reach

    @cache
    def best(i: int, column: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if i == n:
            return sum(blanks[column : high + 1]), ()
        left = n - i - 1
        found: tuple[float, tuple[tuple[int, int], ...]] = (1e18, ())
        skipped = 0.0
        for first in range(column, high + 1 - left):
            for last in range(first, min(high - left, first + 30) + 1):
                here = skipped + cost(i, first, last)
                if here < found[0]:
                    rest, spans = best(i + 1, last + 1)
                    if here + rest < found[0]:
                        found = (here + rest, ((first, last), *spans))
            skipped += blanks[first]
            if skipped > found[0]:
                break
        return found

    spans = best(0, low)[1]
    return spans if len(spans) == n else _nearest_columns(whole, low, high, cores)


def _nearest_columns(
    blocks: Sequence[Block], low: int, high: int, cores: Sequence[Stripe]
) -> Sequence[tuple[int, int]]:
    """For each block the column that it stands nearest to, as first and last."""
    return [(_clamp(nearest(cores, block.centre), low, high),) * 2 for block in blocks]


def _as_one(group: Sequence[Block]) -> Block:
    block = Block([run for each in group for run in each.runs])
    block.centre = (block.x0 + block.x1) / 2
    return block


def _clamp(value: int, low: int, high: int) -> int:
    return min(max(value, low), high)
