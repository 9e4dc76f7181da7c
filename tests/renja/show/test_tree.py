"""The tree of a document with the mark of every sum."""

from __future__ import annotations

from pathlib import Path

from output.write import DatasetWriter
from renja.pipeline import read_document
from renja.show.tree import document_tree, tree_text

PLAN = "samples/luwu_renja_2024_excel.pdf"


def test_the_tree_shows_a_mark_at_every_sum_and_at_no_leaf(tmp_path: Path) -> None:
    with DatasetWriter(tmp_path) as writer:
        writer.write(read_document(PLAN))
    tree = document_tree(tmp_path, Path(PLAN).name)
    stack = [row for table in tree["tabel"] for row in table["baris"]]
    marked = 0
    while stack:
        row = stack.pop()
        marked += len(row["tanda"])
        assert not row["tanda"] or row["anak"] or row["tingkat_baris"] == "jumlah"
        stack += row["anak"]
    text = tree_text(tree)
    assert marked > 0
    assert 0 < text.count(" ✓") + text.count(" ✗") + text.count(" ?") <= marked
