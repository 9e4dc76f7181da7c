"""Two items that stand so near to each other that white does not part them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.aligned.bands import Placed
from extract.aligned.fragments import read_lines, read_words
from extract.aligned.rowbands import Row
from extract.aligned.twolevels import parted_rows
from extract.types import PageContent

MakeContent = Callable[..., PageContent]
XS = (13.0, 150.0, 200.0)
Item = tuple[Sequence[str], Sequence[str]]
FIRST: Item = (("Kayu lapis", "(lembar)"), ("620", "655"))
ABOVE: Item = (("Kain tenun", "(meter)"), ("2.240", "2.315"))


def row(make_content: MakeContent, top: float, *items: Item, beside: int = 0) -> Row:
    """A row of items below each other, their figures beside the line of this number."""
    words, y = [], top
    for lines, figures in items:
        words += [(XS[0], y + 10 * k, line) for k, line in enumerate(lines)]
        words += [(x, y + 10 * (beside % len(lines)), text) for x, text in zip(XS[1:], figures, strict=False)]
        y += 10 * len(lines)
    runs = [run for line in read_lines(read_words(make_content(words))) for run in line.runs]
    return [Placed(run, at, at) for run in runs for at in [sum(run.x0 >= x - 1 for x in XS) - 1]]


def told(rows: Sequence[Row]) -> list[list[str]]:
    return [
        [" ".join(p.run.text for p in sorted(part, key=lambda p: p.run.middle) if p.first == at) for at in range(3)]
        for part in parted_rows(rows, {1, 2})
    ]


def test_two_items_with_figures_below_each_other_are_two_rows(make_content: MakeContent) -> None:
    below = (("Susut panen", "(persen)"), ("3,5", "4,25"))
    assert told([row(make_content, 20, FIRST), row(make_content, 60, ABOVE, below)]) == [
        ["Kayu lapis (lembar)", "620", "655"],
        ["Kain tenun (meter)", "2.240", "2.315"],
        ["Susut panen (persen)", "3,5", "4,25"],
    ]


def test_what_may_be_the_rest_of_a_name_begins_no_item(make_content: MakeContent) -> None:
    below = (("dan turunannya", "(persen)"), ("3,5", "4,25"))
    found = told([row(make_content, 20, FIRST), row(make_content, 60, ABOVE, below)])
    assert [texts[1] for texts in found] == ["620", "2.240 3,5"]


def test_items_with_figures_beside_their_last_lines_are_not_parted_at_them(make_content: MakeContent) -> None:
    below = (("Susut panen", "(Persen)"), ("3,5", "4,25"))
    rows = [row(make_content, 20, FIRST, beside=-1), row(make_content, 60, ABOVE, below, beside=-1)]
    assert [texts[1] for texts in told(rows)] == ["620", "2.240 3,5"]


def test_a_second_figure_in_one_column_alone_is_no_second_item(make_content: MakeContent) -> None:
    below = (("Susut panen", "(persen)"), ("3,5",))
    found = told([row(make_content, 20, FIRST), row(make_content, 60, ABOVE, below)])
    assert [texts[1] for texts in found] == ["620", "2.240 3,5"]
